"""What became of a returned reply workbook as a file: which files it corrected, and its sheets that are no data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from etl.cards import Card
from etl.reply_map import SERVICE_SHEETS, ReplyMap
from etl.rows import last_row
from etl.sheet_text import SheetText
from etl.store import Delivery
from etl.texts import clean_texts
from etl.versions import Reading, Version, Versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from etl.ledger import Ledger

    Leaving = Callable[[Ledger, Version, int, SheetText, Sequence[Card]], None]

FATES = {
    "loaded": "「{file}」已按更正后的内容入库", "superseded": "「{file}」其后又有新版",
    "same_content": "「{file}」内容没有变化", "refused": "「{file}」未采用：{reason}",
}


def note_replies(
    ledger: Ledger, reading: Reading, found: Versions, known: Sequence[Card], leave: Leaving
) -> None:
    """Add every returned reply to the ledger as a file of its own, with its list and map as skipped sheets.

    Where it came under the name of the file it corrects, its sheets stand beside that file's.
    """
    for delivery, plan in sorted(found.replies.items(), key=lambda item: (item[0].name, item[0].sha256)):
        status, reason = _fate(ledger, delivery, plan)
        if not any(
            (item["file"], item["file_sha256"]) == (delivery.name, delivery.sha256) for item in ledger.files
        ):
            ledger.files.append({
                "file": delivery.name, "file_sha256": delivery.sha256, "n_bytes": delivery.n_bytes,
                "status": status, "reason": reason,
            })
        if status != "reply":
            continue
        version = Version(delivery.name, delivery.sha256, delivery.n_bytes)
        for order, sheet in reading.service_sheets(delivery, plan):
            if sheet.name in SERVICE_SHEETS:
                _skip_sheet(ledger, version, order, sheet)
            else:
                leave(ledger, version, order, sheet, known)


def _fate(ledger: Ledger, delivery: Delivery, plan: ReplyMap) -> tuple[str, str]:
    earlier = next(
        (item for item in ledger.files if item["status"] == "reply" and item["file_sha256"] == delivery.sha256), None
    )
    if earlier is not None:
        return "same_content", f"内容与「{earlier['file']}」相同，未重复计入"
    parts = [
        item for item in ledger.files if item["file_sha256"] == delivery.sha256 and item["file"] in plan.files()
    ]
    fates = {str(item["status"]) for item in parts}
    words = "；".join(
        FATES[str(item["status"])].format(file=item["file"], reason=str(item["reason"] or "").rstrip("。"))
        for item in parts
    )
    status = "reply" if "loaded" in fates else "superseded" if "superseded" in fates else "refused"
    return status, f"更正回执：{words or '没有任何文件'}"


def _skip_sheet(ledger: Ledger, version: Version, order: int, sheet: SheetText) -> None:
    frame = clean_texts(sheet.frame)
    n_read = last_row(frame)
    ledger.sheets.append({
        "sheet_id": len(ledger.sheets) + 1, "file": version.name, "file_sha256": version.sha256, "sheet": sheet.name,
        "sheet_order": order, "kind": "reply", "kind_title": "更正回执附表", "n_read": n_read, "n_title": 0,
        "n_heading": 0, "n_blank": 0, "n_subtotal": 0, "n_footer": 0, "is_invented": False, "n_hidden": 0,
        "n_unknown": n_read,
    })
