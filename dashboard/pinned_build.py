"""The build that a list rests on, as long as its file is there."""

from __future__ import annotations

import re
from contextlib import suppress
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
    found = None
    if _BUILD.fullmatch(basis.build):
        with suppress(NoBuild):
            found = warehouse(home, basis.build)
    if found is None or not found.path.is_file():
        raise BuildGone(
            say(
                "名单所依据的数据版本 {build} 已不在 {builds}：推荐汇总表仍可导出，核对单和推荐理由需要它。请把这个"
                "版本的文件放回去，或按现有数据重新选择后再导出",
                build=basis.build, builds=home_path(home) / "builds",
            )
        )
    if found.content_hash != basis.content_hash:
        raise BuildGone(say(
            "数据版本 {build} 的内容校验与名单所记的不符，不能用来写核对单和推荐理由",
            build=basis.build,
        ))
    return found


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
