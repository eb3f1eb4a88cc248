"""What is to be said about a form as a whole: changes on record, embedded objects, content without a field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.forms.filled import Filled

# What the document holds → the rule that says so.
SEEN = {
    "embedded": "form_embedded", "picture": "form_pictures", "hidden": "form_hidden_text", "boxed": "form_text_boxes",
}
MOST_PLACES = 8


@dataclass
class Notes:
    """Notes gathered on the way, as arguments of Findings.add."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, rule: str, *, raw: str = "", other: str = "", heading: str = "", expected: str = "") -> None:
        self.rows.append({"rule": rule, "raw": raw, "other": other, "heading": heading, "expected": expected})


def notes_of(filled: Filled, notes: Notes, row: int) -> list[dict[str, Any]]:
    """Every note of a form; they stand at the project's row."""
    seen = filled.seen
    if seen["inserted"] or seen["deleted"]:
        notes.add("form_changes", raw=str(seen["inserted"]), other=str(seen["deleted"]))
    for what, rule in SEEN.items():
        if seen[what]:
            notes.add(rule, raw=str(seen[what]))
    for name, first, second in filled.conflicts:
        notes.add("form_conflict", heading=name, raw=second.text, other=second.place, expected=first.text)
    for label, value in filled.too_long:
        notes.add("over_long", heading=label.label, raw=value.text, expected=str(label.max_chars))
    day = filled.texts.get("申报日期")
    said = re.search(r"\d{4}", day.text) if day else None
    if said and int(said.group()) != filled.form.year:
        notes.add("form_year", raw=said.group(), expected=str(filled.form.year))
    strange = [place for place, reason in filled.rest if reason != "正文" and "没有对应字段" not in reason]
    if strange:
        more = f"等 {len(strange)} 处" if len(strange) > MOST_PLACES else ""
        notes.add("form_rest", raw="、".join(strange[:MOST_PLACES]) + more)
    return [{**note, "row": row} for note in notes.rows]
