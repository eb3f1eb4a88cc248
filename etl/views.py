"""The named views of the district (data/reference/views.toml), as rows for the warehouse."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from etl.problems import repeated, toml_model
from etl.reference_model import Town, Views

FILE = "views.toml"
YEAR = re.compile(r"\d{4}")
NO_TOWN = "未填报"


def view_rows(folder: Path, towns: list[Town], problems: list[str]) -> list[dict[str, Any]]:
    """One row per view in the order of the file, none without the file; what is wrong is appended to ``problems``.

    The address is name=value joined by ;, in the order of the file. Towns and years of an address must exist; other
    parts belong to their pages, which take an unknown value for 全部.
    """
    if not (folder / FILE).exists():
        return []
    views = toml_model(folder / FILE, Views, problems)
    if views is None:
        return []
    problems += repeated(FILE, "view.title", (view.title for view in views.view))
    known = {town.town for town in towns} | {NO_TOWN}
    for view in views.view:
        town, year = view.address.get("town"), view.address.get("year")
        if town is not None and town not in known:
            problems.append(f"{FILE}：{view.title}.address.town：{town} 不在 towns.csv")
        if year is not None and not YEAR.fullmatch(year):
            problems.append(f"{FILE}：{view.title}.address.year：应为四位年份（现为 {year}）")
    return [
        {"view_order": order, "title": view.title, "page": view.page, "note": view.note,
         "address": ";".join(f"{name}={value}" for name, value in view.address.items())}
        for order, view in enumerate(views.view, 1)
    ]
