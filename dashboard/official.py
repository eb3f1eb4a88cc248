"""The official 推荐汇总表 (附件4) of what the rules choose on one build, before anybody has decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from dashboard.choice import NoQuota, choice
from dashboard.exports.official_form import OfficialRow, OfficialSheet, official_document, official_workbook
from dashboard.language import in_chinese
from dashboard.page import Page
from queries import Warehouse

MADE_FOR = "智能制造试点示范项目推荐汇总表（附件4）"
RANKING_MARK = "试排，未经审定"
TRACKS: dict[str, Literal["scene", "factory"]] = {"scene": "scene", "factory": "factory"}


def has_official_form(track: str) -> bool:
    """Whether 附件4 has a table for the track."""
    return track in TRACKS


class NothingToRecommend(ValueError):
    """No application of the track is eligible, or the call has no such track."""


@in_chinese
def official_sheet(warehouse: Warehouse, call: str, track: str) -> OfficialSheet:
    """The sheet of the list that page 推荐 shows, in published order; marked as something that nobody decided.

    Raises NothingToRecommend; QuotaExceeded comes from the sheet itself, whatever the selection says.
    """
    if not call:
        raise NothingToRecommend("没有写明申报批次")
    if not has_official_form(track):
        raise NothingToRecommend(f"推荐汇总表只有 {'、'.join(TRACKS)} 两类，没有「{track}」")
    try:
        found = choice(warehouse, call, track)
    except NoQuota as reason:
        raise NothingToRecommend(str(reason)) from reason
    if not found.selection.chosen:
        raise NothingToRecommend(f"批次 {call} 的 {track} 没有符合条件的申报，没有可推荐的项目")
    rows = tuple(
        OfficialRow(place, row.enterprise, row.factory, row.instances, n_places=row.n_places)
        for place, row in enumerate(found.rows(), 1)
    )
    stamp = replace(
        Page(warehouse, {}, "").stamp(MADE_FOR), packs=found.basis.packs, decision=(("名单状态", RANKING_MARK),)
    )
    return OfficialSheet(
        TRACKS[track], found.basis.recommending_unit, found.rules.limit, rows, stamp, mark=RANKING_MARK
    )


@in_chinese
def official_bytes(warehouse: Warehouse, call: str, track: str, suffix: str) -> bytes:
    """The sheet of track scene or factory as .docx or .xlsx."""
    sheet = official_sheet(warehouse, call, track)
    return official_document(sheet) if suffix == ".docx" else official_workbook(sheet)
