"""The ledger: what all delivered files say together, before anything is derived from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from etl.cards import Card, cards
from etl.clean.phones import masked
from etl.clean.sheet import clean
from etl.errors import FileRefused
from etl.findings import Findings
from etl.keys import settle_keys
from etl.magnitudes import settle_magnitudes
from etl.match.rulings import Rulings
from etl.match.settle import settle_lists
from etl.parser import Parser
from etl.paths import Home
from etl.recognition import Recognised, nearest_kind, texts_above, with_metrics
from etl.reply_record import note_replies
from etl.rows import last_row, sort_rows
from etl.screen import column_number
from etl.second_table import quarantine_from, second_table, without_contacts
from etl.sheet_notes import note_sheet
from etl.sheet_text import SheetText
from etl.store import Delivery
from etl.texts import INVENTED, clean_texts
from etl.version_counts import VersionCount, version_lines
from etl.versions import Reading, Version
from etl.vocabulary import Vocabulary

# Sheets that are counted and not read, by kind. A template's instructions call themselves 填写说明.
LEFT = {"hidden": "隐藏工作表", "unknown": "未识别", "guide": "填写说明", "rest": "未入库内容"}
GUIDE = "填写说明"
PERSONAL_HEADING = r"联系|手机|电话|邮箱|邮件|身份证|传真|微信|姓名|法人|法定代表|经办|填表人|填报人|负责人"


@dataclass
class Ledger:
    """Typed rows per kind (with sheet_id, row), the raw rows, the counts of sheets and versions, the findings.

    ``titles``: sheet_id → what stands above the headings of a published list; ``listed`` and ``candidates``: what
    became of its rows (etl/match/settle.py).
    """

    files: list[dict[str, object]] = field(default_factory=list)
    sheets: list[dict[str, object]] = field(default_factory=list)
    columns: list[dict[str, object]] = field(default_factory=list)
    places: list[dict[str, object]] = field(default_factory=list)
    raw: list[pl.DataFrame] = field(default_factory=list)
    kinds: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    listed: list[dict[str, object]] = field(default_factory=list)
    candidates: list[dict[str, object]] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    versions: list[dict[str, object]] = field(default_factory=list)


def read_ledger(
    home: Home, deliveries: Sequence[Delivery], vocabulary: Vocabulary,
    advance: Callable[[str], None] = lambda name: None, rulings: Rulings | None = None,
) -> Ledger:
    """Read the newest readable version of every delivered name; returned replies are versions of what they correct.

    A refused newer version leaves its predecessor in force. The order of arrival plays no other part. ``rulings``:
    what people ruled on the names of published lists.
    """
    ledger = Ledger()
    known = with_metrics(cards(), vocabulary)
    seen: dict[str, str] = {}
    with Parser(home.workspace) as parser:
        reading = Reading(home, parser, known, unknown_headings)
        found = reading.versions(deliveries)
        for name in sorted(found.names):
            advance(name)
            _read_name(reading, found.names[name], seen, known, vocabulary, ledger)
            reading.done(found.names[name])
        note_replies(ledger, reading, found, known, _leave_sheet)
    settle_magnitudes(ledger)
    settle_keys(ledger)
    settle_lists(ledger, vocabulary, rulings or Rulings())
    return ledger


def _read_name(
    reading: Reading, versions: list[Version], seen: dict[str, str], known: Sequence[Card],
    vocabulary: Vocabulary, ledger: Ledger,
) -> None:
    is_settled = False
    count = VersionCount()
    fates: dict[str, str] = {}
    for index in reversed(range(len(versions))):
        version = versions[index]
        status, reason = "superseded", None
        if not is_settled:
            status, reason = _read_version(reading, versions, index, seen, known, vocabulary, ledger, count)
            is_settled = status != "refused"
        elif version.identity not in seen:
            ledger.findings.add("superseded_file", file=version.name, raw=version.sha256[:8])
        fates[version.identity] = status
        ledger.files.append({
            "file": version.name, "file_sha256": version.sha256, "n_bytes": version.n_bytes,
            "status": status, "reason": reason,
        })
    ledger.versions += version_lines(reading, versions, count, fates, vocabulary)


def _read_version(
    reading: Reading, versions: list[Version], index: int, seen: dict[str, str], known: Sequence[Card],
    vocabulary: Vocabulary, ledger: Ledger, count: VersionCount,
) -> tuple[str, str | None]:
    version = versions[index]
    if version.identity in seen:
        return "same_content", f"内容与「{seen[version.identity]}」相同，未重复计入"
    try:
        found = reading.sheets(versions, index)
    except FileRefused as refusal:
        ledger.findings.add("refused_file", file=version.name, raw=refusal.reason, other=refusal.action)
        return "refused", f"{refusal.reason}。{refusal.action}"
    seen[version.identity] = version.name
    for order, sheet, match in found:
        if match:
            _take_sheet(ledger, version, order, match, known, vocabulary, count)
        else:
            _leave_sheet(ledger, version, order, sheet, known)
    return "loaded", None


def unknown_headings(sheets: Sequence[SheetText], known: Sequence[Card]) -> FileRefused:
    """The refusal of a file in which no sheet has the headings of any kind, naming the nearest one."""
    nearest = next((near for sheet in sheets if (near := nearest_kind(sheet, known))), None)
    if all(sheet.frame.is_empty() for sheet in sheets):
        if any(mark.rule == "pictures" for sheet in sheets for mark in sheet.marks):
            return FileRefused("no_content", "文件里只有图片，图片里的内容无法读取", "请把数据填入单元格后重新提交")
        return FileRefused("no_content", "文件里没有任何内容", "请让报送单位重新导出并提交")
    if nearest is None:
        return FileRefused("unknown_headings", "没有找到可识别的标题行", "请使用规定的表头（见 README「表样」）")
    title, lacking = nearest
    return FileRefused(
        "unknown_headings", f"标题行无法识别，最接近「{title}」表，缺少必填列：{'、'.join(lacking)}",
        "请补齐表头后重新提交",
    )


def _take_sheet(
    ledger: Ledger, version: Version, order: int, found: Recognised, known: Sequence[Card], vocabulary: Vocabulary,
    count: VersionCount,
) -> None:
    sheet_id = len(ledger.sheets) + 1
    rows = sort_rows(found)
    cleaned = clean(found, rows.data, vocabulary)
    count.add(found, cleaned)
    if second := second_table(found, rows.data, cleaned, known):
        cleaned = quarantine_from(second, cleaned, found, ledger.findings, file=version.name, sheet_id=sheet_id)
        rows.data = without_contacts(rows.data, second, PERSONAL_HEADING)
    ledger.findings.add_cells(found, cleaned.cells, file=version.name, sheet_id=sheet_id)
    note_sheet(ledger.findings, found, rows, file=version.name, sheet_id=sheet_id)
    ledger.places.extend(_places(sheet_id, found.sheet))
    if found.card.is_list:
        ledger.titles[sheet_id] = f"{texts_above(found.sheet.frame, found.heading_row)} {found.sheet.name}".strip()
    ledger.sheets.append({
        "sheet_id": sheet_id, "file": version.name, "file_sha256": version.sha256,
        "sheet": found.sheet.name, "sheet_order": order, "kind": found.card.kind.removesuffix("_line"),
        "kind_title": found.card.title, "n_read": rows.n_read, "n_hidden": 0, "n_unknown": 0,
        "is_invented": INVENTED in texts_above(found.sheet.frame, found.heading_row),
        **{f"n_{reason}": count for reason, count in rows.n_skipped.items()},
    })
    ledger.columns.extend(
        {"sheet_id": sheet_id, "letter": letter, "heading": heading,
         "field": found.columns[letter].name if letter in found.columns else None}
        for letter, heading in found.headings.items()
    )
    shown = [
        pl.col(letter) if is_code(found, letter) else masked(pl.col(letter))
        for letter in rows.data.columns
        if letter != "row" and not is_personal(found, letter)
    ]
    ledger.raw.append(
        rows.data.select(
            pl.lit(sheet_id, dtype=pl.Int32).alias("sheet_id"), "row",
            pl.struct(shown).struct.json_encode().alias("cells"),
        )
    )
    ledger.kinds.setdefault(found.card.kind, []).append(
        cleaned.rows.with_columns(pl.lit(sheet_id, dtype=pl.Int32).alias("sheet_id"))
    )


def is_personal(found: Recognised, letter: str) -> bool:
    """Whether a column holds contacts: never stored, never sent back."""
    column = found.columns.get(letter)
    if column is not None:
        return column.type == "personal"
    # A heading merged over two columns (联系人及电话) stands in the first one only.
    near = max((one for one in found.headings if column_number(one) <= column_number(letter)), key=column_number,
               default="")
    return re.search(PERSONAL_HEADING, found.headings.get(near, "")) is not None


def is_code(found: Recognised, letter: str) -> bool:
    """Whether a column holds codes, in which no phone number is looked for."""
    column = found.columns.get(letter)
    return column is not None and column.type in {"identifier", "credit_code"}


def _places(sheet_id: int, sheet: SheetText) -> list[dict[str, object]]:
    """Where the cells of a form's sheet stand in the document."""
    found: list[dict[str, object]] = []
    for address, place in sheet.places.items():
        letter = address.rstrip("0123456789")
        found.append({"sheet_id": sheet_id, "row": int(address[len(letter) :]), "letter": letter, "place": place})
    return found


def _is_guide(used: pl.DataFrame) -> bool:
    """Whether a sheet calls itself the instructions to a template (etl/template) in its first cell."""
    first = used.drop("row").row(0) if used.height else ()
    return next((text for text in first if text), "").startswith(GUIDE)


def _leave_sheet(
    ledger: Ledger, version: Version, order: int, sheet: SheetText, known: Sequence[Card]
) -> None:
    sheet_id = len(ledger.sheets) + 1
    frame = clean_texts(sheet.frame)
    letters = [name for name in frame.columns if name != "row"]
    used = frame.filter(pl.any_horizontal(pl.col(letters).is_not_null())) if letters else frame
    n_read = last_row(used)
    kind = "hidden" if sheet.is_hidden else sheet.left or ("guide" if _is_guide(used) else "unknown")
    ledger.sheets.append({
        "sheet_id": sheet_id, "file": version.name, "file_sha256": version.sha256, "sheet": sheet.name,
        "sheet_order": order, "kind": kind, "kind_title": LEFT[kind], "n_read": n_read,
        "n_title": 0, "n_heading": 0, "n_blank": 0, "n_subtotal": 0, "n_footer": 0,
        "is_invented": False, "n_hidden": n_read if sheet.is_hidden else 0,
        "n_unknown": 0 if sheet.is_hidden else n_read,
    })
    if sheet.is_hidden:
        ledger.findings.add("hidden_sheet", file=version.name, sheet=sheet.name, sheet_id=sheet_id, raw=sheet.name)
    elif n_read and kind == "unknown":
        near = nearest_kind(sheet, known)
        hint = f"（最接近「{near[0]}」表，缺少：{'、'.join(near[1])}）" if near and near[1] else ""
        ledger.findings.add(
            "unknown_sheet", file=version.name, sheet=sheet.name, sheet_id=sheet_id, raw=sheet.name, other=hint
        )
