"""The build that a list rests on, as long as its file is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dashboard.journal.book import Basis
from dashboard.language import say
from queries import NoBuild, Warehouse, warehouse
from queries.warehouse import home_path

_BUILD = re.compile(r"[0-9A-Za-z-]+")  # a build id comes from the journal and becomes part of a path


class BuildGone(LookupError):
    """The build of a list is no longer there; the message says what to do."""


def pinned_build(home: Path | None, basis: Basis) -> Warehouse:
    """The build of a list's basis. Raises BuildGone where its file is gone or holds something else."""
    builds = home_path(home) / "builds"
    path = builds / f"warehouse-{basis.build}.duckdb"
    if not _BUILD.fullmatch(basis.build) or not path.is_file():
        raise BuildGone(
            say(
                "名单所依据的数据版本 {build} 已不在 {builds}：推荐汇总表仍可导出，核对单和推荐理由需要它。请把这个"
                "版本的文件放回去，或按现有数据重新选择后再导出",
                build=basis.build, builds=builds,
            )
        )
    try:
        held = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["content_hash"]
    except (OSError, ValueError, KeyError, TypeError):
        held = ""
    if held != basis.content_hash:
        raise BuildGone(say(
            "数据版本 {build} 的内容校验与名单所记的不符，不能用来写核对单和推荐理由",
            build=basis.build,
        ))
    return Warehouse(basis.build, basis.as_of, basis.content_hash, path)


def service_note(home: Path | None, basis: Basis) -> str:
    """A sentence where another build is in service by now; empty where it is the list's own."""
    try:
        now = warehouse(home).build
    except NoBuild:
        return ""
    if now == basis.build:
        return ""
    return say(
        "名单依据的数据版本 {build} 已不是现用版本（现用 {now}），本页按名单的版本",
        build=basis.build, now=now,
    )
