"""A filled form as the sheets it stands for, one per kind, each cell with its place in the document.

From here on a form is read by the same code as a workbook: recognition, coercion, keys, findings, provenance. Row 1 of
a sheet is the form's title, row 2 the headings of the source card, then the data; what found no field is counted on a
sheet of its own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from etl.cards import Card, Field, cards
from etl.errors import FileRefused
from etl.forms.blocks import Document, Line, Table
from etl.forms.cards import Form, forms, plain
from etl.forms.document import read_document
from etl.forms.filled import Filled, Record, Value
from etl.forms.form_notes import Notes, notes_of
from etl.forms.joint import split_applicants
from etl.forms.reading import read_form
from etl.forms.town import town_in
from etl.screen import column_letters
from etl.sheet_text import SheetText, text_frame
from etl.texts import INVENTED

KINDS = ("enterprise", "project", "instance", "outcome", "finance", "equipment")
# Headings that say what a value is that nobody wrote: they are variants in the cards.
DERIVED = {"town": "（由地址认出）", "project_id": "（推得）"}
UNIT = re.compile(r"[(（](亿元|万元|元)[)）]")
FIRST_ROW = 3


def read_docx(payload: bytes) -> list[SheetText]:
    """The sheets of an application form.

    Raises FileRefused for a damaged document and for one that holds none of the forms of data/forms.
    """
    document = read_document(payload)
    known = forms()
    if not known:
        raise FileRefused("not_a_form", "这是 Word 文档，本区没有登记 Word 申报书", "请提交 .xlsx 或 .csv 表格")
    read = [read_form(document, form) for form in known]
    title = plain("".join(text for text in _texts(document)[:12]))
    best = max(read, key=lambda one: (len(one.labels) + 100 * (plain(one.form.sign) in title), one.form.form))
    lacking = [label for label in best.form.required if label not in best.labels]
    if lacking:
        names = "、".join(form.title.partition(" ")[0] + _bracketed(form) for form in known)
        near = f"，最接近「{best.form.title}」，缺少：{'、'.join(lacking)}" if best.labels else ""
        raise FileRefused(
            "not_a_form", f"这个 Word 文档不是{names}申报书{near}",
            "请用规定的申报书填写（空白申报书：python -m etl template）；其他数据请提交 .xlsx 或 .csv 表格",
        )
    return _sheets(best, any(INVENTED in text for text in _texts(document)))


def _bracketed(form: Form) -> str:
    found = re.search(r"（[^（）]*）$", form.title)
    return found.group() if found else ""


def _texts(document: Document) -> list[str]:
    texts: list[str] = []
    for block in document.blocks:
        texts += [block.text] if isinstance(block, Line) else _cell_texts(block)
    return texts


def _cell_texts(table: Table) -> list[str]:
    return [cell.text for row in table.rows for cell in row]


def _sheets(filled: Filled, is_invented: bool) -> list[SheetText]:
    notes = Notes()
    split_applicants(filled, notes)
    _match_instances(filled, notes)
    is_blank = not any(record.is_filled for records in filled.records.values() for record in records)
    if not is_blank:
        _complete(filled)
    title = filled.form.title + (f"（{INVENTED}）" if is_invented else "")
    known = {card.kind: card for card in cards()}
    sheets = []
    for kind in KINDS:
        records = [] if is_blank else [record for record in filled.records.get(kind, []) if record.is_filled]
        if kind in known and (records or kind in {"enterprise", "project"}):
            sheets.append(_sheet(known[kind], records, title, filled.form.year))
    if not is_blank:
        sheets[1].notes = notes_of(filled, notes, FIRST_ROW)
    rest: list[list[str | None]] = [[place, reason] for place, reason in filled.rest]
    if rest and not is_blank:
        sheets.append(SheetText("未入库内容", False, text_frame(rest), left="rest"))
    return sheets


def _match_instances(filled: Filled, notes: Notes) -> None:
    """An instance in a list and in a table of its own is one row: they are matched by name, letter for letter."""
    records = filled.records.get("instance", [])
    listed = {plain(_text(one, "instance")): one for one in reversed(records) if one.is_listed}
    kept = []
    for record in records:
        name = plain(_text(record, "instance"))
        if record.is_listed or not record.is_filled:
            continue
        if name and name in listed:
            for key, value in record.values.items():
                if value.text:
                    listed[name].values.setdefault(key, value)
        else:
            kept.append(record)
            if listed:
                notes.add("instance_unmatched", raw=_text(record, "instance"), other="、".join(
                    _text(one, "instance") for one in listed.values()))
    filled.records["instance"] = [*kept, *(record for record in records if record.is_listed)]


def _complete(filled: Filled) -> None:
    """What the rows take from each other: given words, names and codes, the project's number, the town."""
    firms = filled.records.setdefault("enterprise", [])
    firms[:] = [one for one in firms if one.is_filled] or [Record()]
    project = filled.records.setdefault("project", [Record()])[0]
    for key, text in filled.form.given.items():
        kind, _, name = key.partition(".")
        for record in filled.records.get(kind, []):
            if record.is_filled:
                record.values.setdefault(name, Value(text, "按申报书种类"))
    for record in filled.records.get("finance", []):
        owner = next((firm for firm in firms if firm.applicant == record.applicant), firms[0])
        record.values |= {key: owner.values[key] for key in ("enterprise", "credit_code") if key in owner.values}
    for kind, record in [*(("enterprise", firm) for firm in firms if not firm.applicant), ("project", project)]:
        record.values["town"] = _town(filled, kind, record)
    if not _text(project, "project_id"):
        place = "由信用代码、批次、类别和项目名称推得"
        project.values["project_id"] = Value(_derived_id(project), place, DERIVED["project_id"])
    for kind in ("instance", "outcome", "equipment"):
        for record in filled.records.get(kind, []):
            if record.is_filled:
                record.values["project_id"] = project.values["project_id"]


def _town(filled: Filled, kind: str, record: Record) -> Value:
    """The town as filled in, else the one that an address names; empty, at the address, where none does."""
    if _text(record, "town"):
        return record.values["town"]
    asked = [filled.texts[label] for label in filled.form.town.get(f"{kind}.town", ()) if label in filled.texts]
    for value in asked:
        if town := town_in(value.text):
            return Value(town, value.place, DERIVED["town"])
    return Value("", asked[0].place if asked else "", DERIVED["town"])


def _derived_id(project: Record) -> str:
    """The number of a project whose form has none: the same code, call, track and name give the same number.

    '' where code or name are missing: such a project waits anyway.
    """
    parts = [_text(project, name) for name in ("credit_code", "call", "applied_tier", "project")]
    if not all(parts):
        return ""
    key = "\n".join(plain(unicodedata.normalize("NFKC", part)).upper() for part in parts)
    return f"SB-{hashlib.sha256(key.encode()).hexdigest()[:12].upper()}"


def _text(record: Record, name: str) -> str:
    return record.values[name].text if name in record.values else ""


def _sheet(card: Card, records: list[Record], title: str, year: int) -> SheetText:
    used = {name for record in records for name in record.values}
    fields = [field for field in card.field if field.type != "personal" and (field.required or field.name in used)]
    metrics = sorted(used - {field.name for field in card.field}) if card.kind == "outcome" else []
    fields += [Field(name=metric, heading=metric, type="percent") for metric in metrics]
    headings = [_heading(field, records) for field in fields]
    rows: list[list[str | None]] = [[title], [*headings]]
    places: dict[str, str] = {}
    for number, record in enumerate(records, FIRST_ROW):
        row: list[str | None] = []
        home = next((value.place for value in record.values.values() if value.text and value.place), "")
        for index, field in enumerate(fields):
            value = record.values.get(field.name, Value("", ""))
            row.append(_with_unit(field, value, headings[index]) or None)
            # A value that must be there is missing beside the others of its row.
            places[f"{column_letters(index + 1)}{number}"] = value.place or (home if field.required else "未填")
        rows.append(row)
    return SheetText(card.title, False, text_frame(rows), places=places)


def _heading(field: Field, records: list[Record]) -> str:
    """The card's heading with the unit that the form prints; a derived value says so."""
    values = [record.values[field.name] for record in records if field.name in record.values]
    if field.name in DERIVED and any(value.heading == DERIVED[field.name] for value in values):
        return field.heading + DERIVED[field.name]
    if field.type == "money":
        unit = next((m.group(1) for value in values if (m := UNIT.search(value.heading))), None)
        return f"{field.heading}（{unit}）" if unit else field.heading
    return field.heading


def _with_unit(field: Field, value: Value, heading: str) -> str:
    """The text; where this form prints another unit beside it than in the sheet's heading, with its unit."""
    own, common = UNIT.search(value.heading), UNIT.search(heading)
    if field.type == "money" and own and common and own.group(1) != common.group(1) and value.text[-1:].isdigit():
        return value.text + own.group(1)
    return value.text
