"""Sentences about what is wrong in our own data files; all of them at once, each with file and key."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from etl.errors import DataInvalid

Model = TypeVar("Model", bound=BaseModel)

# Pydantic's error types in the words of whoever corrects the file; anything else keeps Pydantic's own text.
WORDS = {
    "missing": "缺少这个键",
    "extra_forbidden": "不认识的键",
    "string_type": "应为文字",
    "int_type": "应为整数",
    "float_type": "应为数字",
    "bool_type": "应为 true 或 false",
    "date_type": "应为日期（不加引号的 2025-08-31）",
    "list_type": "应为列表",
    "int_parsing": "应为整数",
    "float_parsing": "应为数字",
    "string_too_short": "不能为空",
    "string_too_long": "不能超过 {max_length} 个字",
    "string_pattern_mismatch": "写法应符合 {pattern}",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "至多 {max_length} 项",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "应大于 {gt}",
    "less_than_equal": "不能大于 {le}",
}


def sentences(file: str, error: ValidationError) -> list[str]:
    """One sentence per fault of ``error``: file, key path (entries counted from 1), what is wrong."""
    lines = []
    for fault in error.errors():
        parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in fault["loc"])
        key = "".join(parts).lstrip(".")
        context = fault.get("ctx", {})
        if fault["type"] == "literal_error":
            what = f"只能是 {context['expected']}".replace(" or ", "、").replace(", ", "、").replace("'", "")
        elif fault["type"] == "value_error":
            what = str(context["error"])
        else:
            what = WORDS[fault["type"]].format(**context) if fault["type"] in WORDS else fault["msg"]
        shown = "" if fault["type"] == "missing" else f"（现为 {_short(fault['input'])}）"
        lines.append(f"{file}：{key or '整个条目'}：{what}{shown}")
    return lines


def repeated(file: str, key: str, values: Iterable[object]) -> list[str]:
    """One sentence per value that ``values`` holds twice or more."""
    seen: set[object] = set()
    doubles: dict[object, None] = {}
    for value in values:
        if value in seen:
            doubles[value] = None
        seen.add(value)
    return [f"{file}：{key}：{_short(value)} 出现不止一次" for value in doubles]


def toml_model(path: Path, model: type[Model], problems: list[str]) -> Model | None:
    """The file as ``model``; None when it can't be, with the reasons appended to ``problems``."""
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        problems += sentences(path.name, error)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{path.name}：整个文件：读不出来（{error}）")
    return None


def csv_models(path: Path, model: type[Model], header: list[str], problems: list[str]) -> list[Model]:
    """One ``model`` per record; the header must be exactly ``header``. Reasons go to ``problems``."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            records = [record for record in csv.reader(text, strict=True) if record]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(f"{path.name}：整个文件：读不出来（{error}）")
        return []
    if not records or records[0] != header:
        problems.append(f"{path.name}：表头：应为 {','.join(header)}")
        return []
    models = []
    for number, record in enumerate(records[1:], 2):
        where = f"{path.name} 第 {number} 行"
        if len(record) != len(header):
            problems.append(f"{where}：整行：应有 {len(header)} 格，现有 {len(record)} 格")
            continue
        # An empty cell is a missing key, so that optional columns take their default.
        filled = {name: cell for name, cell in zip(header, record, strict=True) if cell != ""}
        try:
            models.append(model.model_validate(filled))
        except ValidationError as error:
            problems += sentences(where, error)
    return models


def stop_if(title: str, problems: list[str]) -> None:
    """Raise DataInvalid with every problem on a line of its own, unless there is none."""
    if problems:
        raise DataInvalid(f"{title}有 {len(problems)} 处问题，请更正后重试：\n" + "\n".join(problems))


def _short(value: object) -> str:
    text = "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
