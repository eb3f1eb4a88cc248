"""The official 推荐汇总表 (附件4) of a decided list, from the journal alone: made again when its build is long gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dashboard import text
from dashboard.exports.official_form import OfficialRow, OfficialSheet, official_document, official_workbook
from dashboard.exports.plain_text import one_line
from dashboard.exports.stamp import Stamp
from dashboard.journal.book import CHANGES, Listing
from dashboard.journal.contacts import Contact
from dashboard.language import in_chinese
from dashboard.official import MADE_FOR, TRACKS, NothingToRecommend

DRAFT_MARK = "草稿，未复核"
LIST, VERSION, STATE, RECORD = "名单编号", "名单版本", "名单状态", "决策记录"
_STAMP_CHARACTERS = 500  # one row of 制表说明 that any page can hold; a longer reason goes on in the next


@in_chinese
def list_sheet(
    listing: Listing, call: str, track: str, contacts: Mapping[str, Contact] | None = None
) -> OfficialSheet:
    """The sheet of a list as it stands at ``stands_at``; ``contacts`` by credit code fill the last two columns.

    Nothing is asked of any build. Raises NothingToRecommend for a track that 附件4 has no table for, QuotaExceeded and
    ValueError as the sheet does.
    """
    if track not in TRACKS:
        raise NothingToRecommend(f"推荐汇总表只有 {'、'.join(TRACKS)} 两类，没有「{track}」")
    basis, known = listing.basis, contacts or {}
    rows = tuple(
        OfficialRow(
            place, row.enterprise, row.factory, row.instances,
            (found.name, found.phone) if (found := known.get(row.credit_code)) else ("", ""), row.n_places,
        )
        for place, row in enumerate(listing.rows, 1)
    )
    stamp = Stamp(
        basis.district, basis.build, basis.content_hash, date.fromisoformat(basis.as_of), basis.packs, (), MADE_FOR,
        decision=tuple(_decision(listing, call, track)),
    )
    return OfficialSheet(
        TRACKS[track], basis.recommending_unit, basis.limit, rows, stamp,
        mark="" if listing.review else DRAFT_MARK,
        order_note=f"本表是名单 {listing.id} 第 {listing.last.number} 版，序号即推荐先后；规则、人工改动和经办见上表。",
        has_contacts=contacts is not None,
    )


@in_chinese
def list_sheets(
    listing: Listing, call: str, track: str, contacts: Mapping[str, Contact] | None = None
) -> dict[str, bytes]:
    """Both files of a list, by suffix; the same list gives the same bytes wherever its journal is replayed."""
    sheet = list_sheet(listing, call, track, contacts)
    return {".docx": official_document(sheet), ".xlsx": official_workbook(sheet)}


def _decision(listing: Listing, call: str, track: str) -> Iterator[tuple[str, str]]:
    basis, stands = listing.basis, listing.stands_at
    yield "申报批次", f"{call}，{text.track(track)}"
    yield LIST, listing.id
    yield VERSION, f"第 {listing.last.number} 版"
    yield STATE, "已复核" if listing.review else DRAFT_MARK
    yield RECORD, f"第 {stands.seq} 条，校验值 {stands.hash}"
    unit = "个场景实例" if basis.counting_unit == "instance" else "项"
    yield from _in_pieces("选择规则", "；".join((f"名额 {basis.limit} {unit}", *basis.rules)))
    yield "选择证书", f"校验值 {basis.seal}" if basis.seal else ""
    yield from _manual(listing)
    for mark, what, reason in listing.events:
        if mark.seq <= stands.seq:
            why = f"；原因：{reason}" if reason else ""
            yield from _in_pieces(f"第 {mark.seq} 条", f"{what}：{mark.actor}，{text.moment(mark.at)}（北京时间）{why}")


def _manual(listing: Listing) -> Iterator[tuple[str, str]]:
    """What people changed by hand and holds in this version, with the reasons."""
    names = {row.project_id: row.enterprise for version in listing.versions for row in version.rows}
    doubtful = {row.project_id for row in listing.rows if not row.is_eligible}
    for label, forced in (("人工列入", listing.forced_in), ("人工排除", listing.forced_out)):
        for number, reason in forced.items():
            also = "，不符合或未核实申报条件" if number in doubtful else ""
            name = f"{names[number]}（{number}{also}）" if number in names else number
            exception = listing.exceptions.get(number, "")
            yield from _in_pieces(label, f"{name}：{reason}" + (f"；仍可推荐的说明：{exception}" if exception else ""))
    for version in listing.versions:
        if version.what.startswith(CHANGES["reorder"]) and not _is_reselected_after(listing, version.number):
            yield from _in_pieces("人工排序", f"第 {version.number} 版：{version.reason}")


def _is_reselected_after(listing: Listing, number: int) -> bool:
    return any(later.number > number and later.what.startswith(CHANGES["reselect"]) for later in listing.versions)


def _in_pieces(label: str, words: str) -> Iterator[tuple[str, str]]:
    line = one_line(words)
    for start in range(0, max(1, len(line)), _STAMP_CHARACTERS):
        yield (f"{label}（续）" if start else label), line[start : start + _STAMP_CHARACTERS]
