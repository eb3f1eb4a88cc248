"""A brief read back from its files: every text, every table, every value of a chart."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import polars as pl
from lxml import etree
from pptx import Presentation

from queries import Warehouse, questions

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
Rows = list[list[str]]


def asked(build: Warehouse, name: str, filters: dict[str, str], **extra: str) -> pl.DataFrame:
    """The answer straight from the warehouse, with the filters that the question knows."""
    known = questions()[name].params
    return build.ask(name, **{key: value for key, value in filters.items() if key in known}, **extra)


def squeezed(text: str) -> str:
    """Without white space: printed lines break where they like."""
    return re.sub(r"\s+", "", text)


def document_text(payload: bytes) -> str:
    """All text of a docx, tables within tables and the foot included."""
    with ZipFile(BytesIO(payload)) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(r"word/(document|footer\d*)\.xml", name)]
        return squeezed("".join("".join(etree.fromstring(parts.read(name)).itertext()) for name in names))


def whole_document_tables(payload: bytes) -> dict[str, Rows]:
    """The tables of a docx with their heads by their first heading, those inside a layout table included."""
    document = docx.Document(BytesIO(payload))
    found = [nested for table in document.tables for row in table.rows for cell in row.cells for nested in cell.tables]
    tables = [*document.tables, *found]
    read = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    return {rows[0][0]: rows for rows in read}


def document_tables(payload: bytes) -> dict[str, Rows]:
    """The rows below the heads, without the tables that only lay out."""
    whole = whole_document_tables(payload).items()
    return {name: rows[1:] for name, rows in whole if not any("\n" in cell for cell in rows[0])}


def slide_text(payload: bytes) -> str:
    """All text of a pptx."""
    with ZipFile(BytesIO(payload)) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        return squeezed("".join("".join(etree.fromstring(parts.read(name)).itertext()) for name in names))


def whole_slide_tables(payload: bytes) -> dict[str, Rows]:
    """The tables of a pptx with their heads by their first heading."""
    shapes = [shape for slide in Presentation(BytesIO(payload)).slides for shape in slide.shapes]
    read = [[[cell.text for cell in row.cells] for row in shape.table.rows] for shape in shapes if shape.has_table]
    return {rows[0][0]: rows for rows in read}


def slide_tables(payload: bytes) -> dict[str, Rows]:
    """The rows below the heads."""
    return {name: rows[1:] for name, rows in whole_slide_tables(payload).items()}


def charts(payload: bytes) -> list[dict[str, dict[str, float]]]:
    """Per native chart: series → category → value, from its XML."""
    with ZipFile(BytesIO(payload)) as parts:
        names = sorted(name for name in parts.namelist() if re.search(r"charts/chart\d+\.xml$", name))
        return [_chart(etree.fromstring(parts.read(name))) for name in names]


def _chart(space: etree._Element) -> dict[str, dict[str, float]]:
    read: dict[str, dict[str, float]] = {}
    for series in space.iter(f"{CHART}ser"):
        name = "".join(series.find(f"{CHART}tx").itertext(f"{CHART}v"))
        categories = _points(series.find(f"{CHART}cat"))
        values = _points(series.find(f"{CHART}val"))
        read.setdefault(name, {}).update({categories[at]: float(value) for at, value in values.items()})
    return read


def _points(side: etree._Element) -> dict[str, str]:
    return {point.get("idx"): point.findtext(f"{CHART}v") for point in side.iter(f"{CHART}pt")}


def chart_books(payload: bytes) -> list[dict[str, dict[str, float]]]:
    """Per chart the same values from the workbook behind it."""
    found = []
    with ZipFile(BytesIO(payload)) as parts:
        for name in sorted(name for name in parts.namelist() if name.endswith(".xlsx")):
            head, *rows = openpyxl.load_workbook(BytesIO(parts.read(name))).worksheets[0].iter_rows(values_only=True)
            read: dict[str, dict[str, float]] = {}
            for column, series in enumerate(head[1:], start=1):
                values = {str(row[0]): float(row[column]) for row in rows if row[column] is not None}
                read.setdefault(str(series or ""), {}).update(values)
            found.append(read)
    return found


def pdf_text(path: str) -> str:
    """All text of a PDF."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return squeezed(done.stdout)


def pdf_pages(path: str) -> int:
    """How many pages a PDF has."""
    done = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True)
    return int(re.search(r"Pages:\s+(\d+)", done.stdout)[1])  # type: ignore[index]
