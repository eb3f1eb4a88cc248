"""The form of a page for paper: ``?print=1``. Tables in full, nothing to click, a stamp at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import polars as pl

from dashboard import text
from dashboard.exports.stamp import Stamp, stamp_lines

PARAM = "print"
PRINTED_ROWS = 200
UPRIGHT_COLUMNS = 9  # more do not fit an upright A4 page without breaking numbers
TURNED_ROWS = 4


def static_table(frame: pl.DataFrame, headings: Mapping[str, str], title: str, placeholder: str) -> str:
    """The first 200 rows as an HTML table: numbers to the right, as exact as in a download, ``placeholder`` for None.

    A wide table takes pages laid sideways; a wide one of few rows is turned, a line per column, and stays in the text.
    """
    shown = frame.head(PRINTED_ROWS)
    is_number = [kind.is_numeric() for kind in shown.schema.values()]
    titles = [_cell("th", headings[name], right) for name, right in zip(shown.columns, is_number, strict=True)]
    rows = [
        [
            _cell("td", placeholder if text.is_missing(value) else text.cell(name, value), right)
            for name, value, right in zip(shown.columns, row, is_number, strict=True)
        ]
        for row in shown.iter_rows()
    ]
    if shown.width > UPRIGHT_COLUMNS and shown.height <= TURNED_ROWS:
        turned = [_row([heading, *cells]) for heading, *cells in zip(titles, *rows, strict=True)]
        return _table("printed turned", title, "", turned)
    wide = " wide" if shown.width > UPRIGHT_COLUMNS else ""
    return _table(f"printed{wide}", title, f"<thead>{_row(titles)}</thead>", [_row(row) for row in rows])


def _table(kind: str, title: str, head: str, rows: Sequence[str]) -> str:
    return f'<table class="{kind}"><caption>{escape(title)}</caption>{head}<tbody>{"".join(rows)}</tbody></table>'


def _row(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, words: str, is_number: bool) -> str:
    kind = ' class="number"' if is_number else ""
    return f"<{tag}{kind}>{escape(words)}</{tag}>"


def stamp_html(stamp: Stamp) -> str:
    """What stands at the end of a printed page: district, data date, build, documents, filters."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in stamp_lines(stamp))
    return f'<dl class="printed-stamp">{rows}</dl>'
