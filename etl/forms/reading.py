"""A filled form as records per kind: every value with the cell it stands in, and what found no field."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.forms.blocks import Cell, Document, Line, Table
from etl.forms.cards import Form, Label, Listing, plain
from etl.forms.filled import Filled, Record, Value
from etl.forms.labels import Labels
from etl.forms.splitting import split
from etl.forms.ticks import ticked

YEAR = re.compile(r"^(20\d\d)年?度?$")
EXAMPLE = re.compile(r"^(示例|示\s*例|例)")


def read_form(document: Document, form: Form) -> Filled:
    """The document read as this form."""
    walk = _Walk(form, Labels(form))
    walk.filled.seen = document.seen
    for block in document.blocks:
        if isinstance(block, Line):
            walk.line(block)
        else:
            walk.table(block)
    return walk.filled


class _Walk:
    def __init__(self, form: Form, labels: Labels) -> None:
        self.filled = Filled(form)
        self._labels = labels
        self._applicant = 0
        self._item: Value | None = None
        self._printed = {
            plain(text) for part in form.part for lines in (part.heading, *part.lines, *part.notes)
            for text in lines.removeprefix("# ").split("\n")
        }

    def line(self, line: Line) -> None:
        found = self._labels.match(line.text, is_cell=False)
        if found is None:
            if self._labels.filled(line.text) and plain(line.text) not in self._printed:
                self.filled.rest.append((line.place, "正文"))
            return
        self._take(found.label, [Value(found.rest or "", line.place, line.text)])

    def table(self, table: Table) -> None:
        years: list[tuple[int, str]] = []
        listing: Listing | None = None
        columns: list[tuple[str | None, int, int]] = []
        above: dict[int, Cell] = {}
        waiting: Label | None = None
        for row in ([self._whole(cell) for cell in row] for row in table.rows):
            cells = [cell for cell in row if not cell.is_continued]
            above |= {cell.start: cell for cell in cells}
            if len(marks := [(cell.start, m.group(1)) for cell in cells if (m := YEAR.match(plain(cell.text)))]) >= 2:
                years = marks
                continue
            if headed := self._labels.listing([cell.text for cell in cells]):
                listing, waiting = headed[0], None
                self.filled.labels |= set(headed[0].first)
                columns = [(name, cell.start, cell.width) for name, cell in zip(headed[1], cells, strict=True)]
                continue
            begins = self._labels.match(cells[0].text) if cells else None
            if listing and begins is None:
                merged = [above.get(cell.start, cell) if cell.is_continued else cell for cell in row]
                self._listed(table, listing, columns, merged)
                continue
            listing = None
            if waiting and begins is None and len(cells) == 1:
                self._take(waiting, [self._value(table, cells[0], waiting.label)])
                waiting = None
                continue
            waiting = begins.label if begins and begins.rest is None and len(cells) == 1 else None
            self._pairs(table, cells, years)

    def _whole(self, cell: Cell) -> Cell:
        """A cell with the tables inside it: those that hold labels are read by themselves, others are its text."""
        if cell.is_continued:
            return cell
        texts = [cell.text]
        for inner in cell.inner:
            is_form = any(
                self._labels.listing([one.text for one in row]) or any(self._labels.match(one.text) for one in row)
                for row in inner.rows
            )
            if is_form:
                self.table(inner)
            else:
                texts += [" ".join(self._whole(one).text for one in row if one.text or one.inner) for row in inner.rows]
        return replace(cell, text="\n".join(text for text in texts if text))

    def _value(self, table: Table, cell: Cell, heading: str) -> Value:
        return Value(self._labels.filled(cell.text), table.where(cell), heading)

    def _pairs(self, table: Table, cells: list[Cell], years: list[tuple[int, str]]) -> None:
        """A row of labels with their values to the right."""
        label: Label | None = None
        heading, beside = "", list[Cell]()

        def settle() -> None:
            if label and beside:
                self._beside(table, label, heading, beside, years)

        for cell in cells:
            found = self._labels.match(cell.text)
            if found is None and (label is None or not cell.text):
                if label:
                    beside.append(cell)
                elif self._labels.filled(cell.text):
                    self.filled.rest.append((table.where(cell), "栏名不认识"))
                continue
            if found is None:
                beside.append(cell)
                continue
            settle()
            label, heading, beside = found.label, cell.text, []
            self.filled.labels.add(label.label)
            if found.rest is not None:
                self._take(label, [Value(self._labels.filled(found.rest), table.where(cell), heading)])
                label = None
        settle()

    def _beside(
        self, table: Table, label: Label, heading: str, cells: list[Cell], years: list[tuple[int, str]]
    ) -> None:
        values = [self._value(table, cell, heading) for cell in cells]
        if label.read == "yearly" and years:
            self._yearly(label, cells, values, years)
        elif label.read in {"ticked", "code", "personal", "unkept"}:
            # Options, or parts of a description, may stand in cells of their own.
            joined = " ".join(cell.text for cell in cells) if label.read == "ticked" else " ".join(
                value.text for value in values if value.text)
            self._take(label, [Value(joined, values[0].place, heading)])
        else:
            given = [value for value in values if value.text]
            self._take(label, given[:1] or values[:1])
            self.filled.rest.extend((value.place, f"「{label.label}」右侧多出的内容") for value in given[1:])

    def _yearly(self, label: Label, cells: list[Cell], values: list[Value], years: list[tuple[int, str]]) -> None:
        """The years' cells by their column; where the grid does not agree with the row of years, by their order."""
        by_grid = [
            next((year for start, year in years if cell.start <= start < cell.start + cell.width), None)
            for cell in cells
        ]
        matched = by_grid if None not in by_grid else [year for _, year in years]
        for year, value in zip(matched, values, strict=False):
            if value.text:
                self._yearly_record(str(year), value).values.setdefault(label.to[0].partition(".")[2], value)
        self.filled.rest.extend((value.place, "年份以外的内容") for value in values[len(matched):] if value.text)

    def _yearly_record(self, year: str, value: Value) -> Record:
        records = self.filled.records.setdefault("finance", [])
        for record in records:
            if record.applicant == self._applicant and record.values["year"].text == year:
                return record
        records.append(Record({"year": Value(year, value.place)}, self._applicant))
        return records[-1]

    def _listed(
        self, table: Table, listing: Listing, columns: list[tuple[str | None, int, int]], cells: list[Cell]
    ) -> None:
        if cells and EXAMPLE.match(cells[0].text):
            return
        values: dict[str, Value] = {}
        others: list[Value] = []
        for cell in cells:
            value = self._value(table, cell, "")
            name = next((name for name, start, width in columns if start <= cell.start < start + width), None)
            if name and value.text:
                values.setdefault(name, value)
            elif value.text and not value.text.isdigit():
                others.append(value)
        if not values:
            return
        for key, text in listing.given.items():
            values.setdefault(key.partition(".")[2], Value(text, next(iter(values.values())).place))
        if listing.kind == "equipment" and self._item and "序号" not in listing.columns:
            values["instance"] = self._item
        self.filled.records.setdefault(listing.kind, []).append(Record(values, is_listed=True))
        self.filled.rest.extend((value.place, "清单中没有对应字段的列") for value in others)

    def _take(self, label: Label, values: list[Value]) -> None:
        """Put what stands beside a label into the fields it goes to."""
        self.filled.labels.add(label.label)
        value = values[0] if values else Value("", "")
        text = self._labels.filled(value.text)
        value = Value(ticked(text, label.options) if label.read == "ticked" else text, value.place, value.heading)
        if label.max_chars and len(re.sub(r"\s", "", value.text)) > label.max_chars:
            self.filled.too_long.append((label, value))
        if label.read == "applicants":
            self.filled.names = value if value.text else None
        elif label.read == "item":
            self._item = value if value.text else None
        elif label.read == "unkept" and value.text:
            self.filled.rest.append((value.place, f"「{label.label}」没有对应字段"))
        if value.text and label.read not in {"personal", "item"}:
            self.filled.texts.setdefault(label.label, value)
        if label.read in {"personal", "unkept", "applicants", "item"}:
            return
        if label.begins:
            self._begin(label, value)
        parts = split(label, value)
        for key, part in zip(label.to, parts if label.read == "span" else parts * len(label.to), strict=False):
            kind, _, name = key.partition(".")
            self._put(kind, name, part, label)

    def _begin(self, label: Label, value: Value) -> None:
        """A new record where the label comes again: the next applicant, the next scenario instance."""
        kind = label.begins or ""
        records = self.filled.records.setdefault(kind, [])
        plainly = [record for record in records if not record.is_listed]
        names = [key.partition(".")[2] for key in label.to if key.startswith(f"{kind}.")]
        held = [plainly[-1].values[one].text for one in names if one in plainly[-1].values] if plainly else []
        if not value.text or not any(held):
            return
        self._applicant += kind == "enterprise"
        records.append(Record(applicant=self._applicant))

    def _put(self, kind: str, name: str, value: Value, label: Label) -> None:
        if kind == "finance":
            return  # the years' rows take name and code from their applicant
        if kind in {"project", "outcome"} and self._applicant and not label.is_on_cover:
            if kind == "outcome" and value.text:
                self.filled.rest.append((value.place, "联合申报单位的成效"))
            return
        records = self.filled.records.setdefault(kind, [])
        plainly = [record for record in records if not record.is_listed]
        if not plainly:
            records.append(Record(applicant=self._applicant))
            plainly = records[-1:]
        held = plainly[-1].values.get(name)
        if held is None or not held.text:
            plainly[-1].values[name] = value
        elif value.text and plain(held.text) != plain(value.text):
            self.filled.conflicts.append((label.label, held, value))
