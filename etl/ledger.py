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
from etl.parser import Parser
from etl.paths import Home
from etl.recognition import Recognised, nearest_kind, recognise, texts_above, with_metrics
from etl.rows import last_row, sort_rows
from etl.screen import column_number, container
from etl.sheet_text import SheetText
from etl.store import Delivery, content, stored_bytes
from etl.texts import clean_texts
from etl.vocabulary import Vocabulary

# What the sample district writes above its headings; screens and files repeat it.
INVENTED = "虚构示例数据"
PERSONAL_HEADING = r"联系|手机|电话|邮箱|邮件|身份证|传真|微信|姓名|法人|法定代表|经办|填表人|填报人|负责人"


@dataclass
class Ledger:
    """Typed rows per kind (with sheet_id, row), the raw rows, the sheets' counts and the findings."""

    files: list[dict[str, object]] = field(default_factory=list)
    sheets: list[dict[str, object]] = field(default_factory=list)
    columns: list[dict[str, object]] = field(default_factory=list)
    raw: list[pl.DataFrame] = field(default_factory=list)
    kinds: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)


def read_ledger(
    home: Home, deliveries: Sequence[Delivery], vocabulary: Vocabulary,
    advance: Callable[[str], None] = lambda name: None,
) -> Ledger:
    """Read the newest readable version of every delivered name.

    A refused newer version leaves its predecessor in force. The order of arrival plays no other part.
    """
    ledger = Ledger()
    known = with_metrics(cards(), vocabulary)
    versions: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        versions.setdefault(delivery.name, []).append(delivery)
    seen: dict[str, str] = {}
    with Parser(home.workspace) as parser:
        for name in sorted(versions):
            advance(name)
            _read_name(home, parser, versions[name], seen, known, vocabulary, ledger)
    settle_magnitudes(ledger)
    settle_keys(ledger)
    return ledger


def _read_name(
    home: Home, parser: Parser, versions: list[Delivery], seen: dict[str, str], known: Sequence[Card],
    vocabulary: Vocabulary, ledger: Ledger,
) -> None:
    newest_first = list({item.sha256: item for item in reversed(versions)}.values())
    is_settled = False
    for delivery in newest_first:
        status, reason = "superseded", None
        if not is_settled:
            status, reason = _read_delivery(home, parser, delivery, seen, known, vocabulary, ledger)
            is_settled = status != "refused"
        elif delivery.sha256 not in seen:
            ledger.findings.add("superseded_file", file=delivery.name, raw=delivery.sha256[:8])
        ledger.files.append({
            "file": delivery.name, "file_sha256": delivery.sha256, "n_bytes": delivery.n_bytes,
            "status": status, "reason": reason,
        })


def _read_delivery(
    home: Home, parser: Parser, delivery: Delivery, seen: dict[str, str], known: Sequence[Card],
    vocabulary: Vocabulary, ledger: Ledger,
) -> tuple[str, str | None]:
    if delivery.sha256 in seen:
        return "same_content", f"内容与「{seen[delivery.sha256]}」相同，未重复计入"
    try:
        payload = stored_bytes(home, delivery)
        sheets = parser.sheets(content(home, delivery.sha256), container(payload))
        found = [(sheet, None if sheet.is_hidden else recognise(sheet, known)) for sheet in sheets]
        if not any(match for _, match in found):
            raise unknown_headings(sheets, known)
    except FileRefused as refusal:
        ledger.findings.add("refused_file", file=delivery.name, raw=refusal.reason, other=refusal.action)
        return "refused", f"{refusal.reason}。{refusal.action}"
    seen[delivery.sha256] = delivery.name
    for order, (sheet, match) in enumerate(found):
        if match:
            _take_sheet(ledger, delivery, order, match, vocabulary)
        else:
            _leave_sheet(ledger, delivery, order, sheet, known)
    return "loaded", None


def unknown_headings(sheets: Sequence[SheetText], known: Sequence[Card]) -> FileRefused:
    """The refusal of a file in which no sheet has the headings of any kind, naming the nearest one."""
    nearest = next((near for sheet in sheets if (near := nearest_kind(sheet, known))), None)
    if all(sheet.frame.is_empty() for sheet in sheets):
        return FileRefused("no_content", "文件里没有任何内容", "请让报送单位重新导出并提交")
    if nearest is None:
        return FileRefused("unknown_headings", "没有找到可识别的标题行", "请使用规定的表头（见 README「表样」）")
    title, lacking = nearest
    return FileRefused(
        "unknown_headings", f"标题行无法识别，最接近「{title}」表，缺少必填列：{'、'.join(lacking)}",
        "请补齐表头后重新提交",
    )


def _take_sheet(
    ledger: Ledger, delivery: Delivery, order: int, found: Recognised, vocabulary: Vocabulary
) -> None:
    sheet_id = len(ledger.sheets) + 1
    rows = sort_rows(found)
    cleaned = clean(found, rows.data, vocabulary)
    ledger.findings.add_cells(found, cleaned.cells, file=delivery.name, sheet_id=sheet_id)
    _note_sheet(ledger, delivery, sheet_id, found)
    ledger.sheets.append({
        "sheet_id": sheet_id, "file": delivery.name, "file_sha256": delivery.sha256,
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
        pl.col(letter) if _is_code(found, letter) else masked(pl.col(letter))
        for letter in rows.data.columns
        if letter != "row" and not _is_personal(found, letter)
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


def _is_personal(found: Recognised, letter: str) -> bool:
    column = found.columns.get(letter)
    if column is not None:
        return column.type == "personal"
    # A heading merged over two columns (联系人及电话) stands in the first one only.
    near = max((one for one in found.headings if column_number(one) <= column_number(letter)), key=column_number,
               default="")
    return re.search(PERSONAL_HEADING, found.headings.get(near, "")) is not None


def _is_code(found: Recognised, letter: str) -> bool:
    column = found.columns.get(letter)
    return column is not None and column.type in {"identifier", "credit_code"}


def _note_sheet(ledger: Ledger, delivery: Delivery, sheet_id: int, found: Recognised) -> None:
    if found.sheet.n_hidden_rows:
        ledger.findings.add(
            "hidden_rows", file=delivery.name, sheet=found.sheet.name, sheet_id=sheet_id,
            raw=str(found.sheet.n_hidden_rows),
        )
    for letter, _ in found.repeated:
        ledger.findings.add(
            "duplicate_column", file=delivery.name, sheet=found.sheet.name, sheet_id=sheet_id,
            row=found.heading_row, letter=letter, heading=found.headings[letter],
        )


def _leave_sheet(
    ledger: Ledger, delivery: Delivery, order: int, sheet: SheetText, known: Sequence[Card]
) -> None:
    sheet_id = len(ledger.sheets) + 1
    frame = clean_texts(sheet.frame)
    letters = [name for name in frame.columns if name != "row"]
    used = frame.filter(pl.any_horizontal(pl.col(letters).is_not_null())) if letters else frame
    n_read = last_row(used)
    ledger.sheets.append({
        "sheet_id": sheet_id, "file": delivery.name, "file_sha256": delivery.sha256, "sheet": sheet.name,
        "sheet_order": order, "kind": "hidden" if sheet.is_hidden else "unknown",
        "kind_title": "隐藏工作表" if sheet.is_hidden else "未识别", "n_read": n_read,
        "n_title": 0, "n_heading": 0, "n_blank": 0, "n_subtotal": 0, "n_footer": 0,
        "is_invented": False, "n_hidden": n_read if sheet.is_hidden else 0,
        "n_unknown": 0 if sheet.is_hidden else n_read,
    })
    if sheet.is_hidden:
        ledger.findings.add("hidden_sheet", file=delivery.name, sheet=sheet.name, sheet_id=sheet_id, raw=sheet.name)
    elif n_read:
        near = nearest_kind(sheet, known)
        hint = f"（最接近「{near[0]}」表，缺少：{'、'.join(near[1])}）" if near and near[1] else ""
        ledger.findings.add(
            "unknown_sheet", file=delivery.name, sheet=sheet.name, sheet_id=sheet_id, raw=sheet.name, other=hint
        )
