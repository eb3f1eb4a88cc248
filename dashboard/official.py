"""The official 推荐汇总表 (附件4) made from the ranking of one build."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from dashboard.answers import answer
from dashboard.exports.official_form import OfficialRow, OfficialSheet, official_document, official_workbook
from dashboard.page import Page, pack_words
from queries import Warehouse

MADE_FOR = "智能制造试点示范项目推荐汇总表（附件4）"
RANKING_MARK = "试排，未经审定"
TRACKS: dict[str, Literal["scene", "factory"]] = {"scene": "scene", "factory": "factory"}


def has_official_form(track: str) -> bool:
    """Whether 附件4 has a table for the track."""
    return track in TRACKS


class NothingToRecommend(ValueError):
    """No application of the track is eligible, or the call has no such track."""


def official_sheet(warehouse: Warehouse, call: str, track: str) -> OfficialSheet:
    """The sheet of everything within the quota, in order of rank; marked as a ranking that nobody decided.

    Raises NothingToRecommend; QuotaExceeded comes from the sheet itself, whatever the ranking says.
    """
    if not call:
        raise NothingToRecommend("没有写明申报批次")
    if not has_official_form(track):
        raise NothingToRecommend(f"推荐汇总表只有 {'、'.join(TRACKS)} 两类，没有「{track}」")
    ranking = answer(warehouse, "recommendation_list", call=call, track=track).filter(is_within_quota=True)
    if ranking.is_empty():
        raise NothingToRecommend(f"批次 {call} 的 {track} 没有符合条件的申报，没有可推荐的项目")
    quota = answer(warehouse, "quota_status", call=call).filter(track=track, is_own_kind=True).row(0, named=True)
    instances = answer(warehouse, "recommendation_instances_list", call=call, track=track)
    listed: dict[str, list[str]] = {}
    for row in instances.iter_rows(named=True):
        listed.setdefault(row["project_id"], []).append(f"{row['process']}—{row['scenario']}—{row['instance']}")
    rows = tuple(
        OfficialRow(
            position=row["position"], enterprise=row["enterprise"], factory=row["factory"],
            instances=tuple(listed.get(row["project_id"], [])),
        )
        for row in ranking.iter_rows(named=True)
    )
    status = answer(warehouse, "build_status").row(0, named=True)
    (pack,) = answer(warehouse, "pack_list").filter(pack=quota["pack"]).iter_rows(named=True)
    stamp = replace(
        Page(warehouse, {}, "").stamp(MADE_FOR), packs=(pack_words(pack),), decision=(("名单状态", RANKING_MARK),)
    )
    return OfficialSheet(
        TRACKS[track], status["recommending_unit"], quota["limit"], rows, stamp, mark=RANKING_MARK
    )


def official_bytes(warehouse: Warehouse, call: str, track: str, suffix: str) -> bytes:
    """The sheet of track scene or factory as .docx or .xlsx."""
    sheet = official_sheet(warehouse, call, track)
    return official_document(sheet) if suffix == ".docx" else official_workbook(sheet)
