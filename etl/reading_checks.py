"""Whether the examples of data/reference/readings.toml come out as they say, through the coercion of the intake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from etl.cards import Card, Field
from etl.clean.sheet import clean
from etl.problems import toml_model
from etl.readings import Example, Readings
from etl.recognition import Recognised
from etl.sheet_text import SheetText, text_frame
from etl.texts import clean_texts
from etl.vocabulary import Vocabulary

Outcome = tuple[str | None, str | None, str | None, float | None, float | None]
WORD = "示例指标"


def reading_problems(root: Path, words: Vocabulary) -> list[str]:
    """One sentence per fault of the file, or per example that reads otherwise than it says."""
    problems: list[str] = []
    found = toml_model(root / "reference" / "readings.toml", Readings, problems)
    for section, example in found.examples() if found else ():
        wanted = (example.reads, example.note, example.fault, example.before, example.after)
        if (got := outcome(example, words)) != wanted:
            problems.append(f"readings.toml：{section}.example：{example.text} 应读为 {wanted}，实际读为 {got}")
    return problems


def outcome(example: Example, words: Vocabulary) -> Outcome:
    """(value as text, note, fault, before, after) of the first cell of a column that begins with the example."""
    card, lines = _sheet(example)
    words = replace(
        words, metric={WORD: WORD}, metric_changes={WORD: example.metric},
        metric_units={WORD: "家" if example.metric == "count" else "%"},
    )
    flags = {"A1": "percent"} if example.is_formatted else {}
    page = SheetText("示例", False, text_frame(lines), flags)
    columns = dict(zip("ABC", card.field, strict=False))
    units = {"value": example.unit} if example.type == "money" and example.unit else {}
    found = Recognised(page, card, 0, columns, {letter: letter for letter in columns}, units)
    cleaned = clean(found, clean_texts(page.frame), words)
    said = {cell["is_fault"]: cell["rule"] for cell in cleaned.cells.filter(row=1, letter="A").iter_rows(named=True)}
    row = cleaned.rows.row(0, named=True)
    value = None if True in said else _text(row["value"])
    return value, said.get(False), said.get(True), row.get("before"), row.get("after")


def _sheet(example: Example) -> tuple[Card, list[list[str | None]]]:
    """The card and the cells: in the long layout of outcomes for a measured figure, else one column."""
    if example.type == "measure":
        fields: tuple[Field, ...] = (
            Field(name="value", heading="数值", type="percent", measure="row"),
            Field(name="metric", heading="指标", type="metric"), Field(name="unit", heading="单位", type="text"),
            Field(name="before", heading="改造前", type="number"), Field(name="after", heading="改造后", type="number"),
        )
    else:
        fields = (Field(name="value", heading="数值", type=example.type),)
    lines: list[list[str | None]] = [
        [text, WORD, example.unit] if example.type == "measure" else [text] for text in (example.text, *example.column)
    ]
    return Card(kind="示例", title="示例", key=(), field=fields), lines


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    number = Decimal(str(value)).normalize()
    return f"{number if number else abs(number):f}"
