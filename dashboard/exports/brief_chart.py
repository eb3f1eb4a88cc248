"""Charts of a brief as native Office charts: their XML, their look and the workbook behind them.

python-pptx writes the XML; the same part goes into a presentation and into a document, and both can be edited.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart as OfficeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.exports.brief_model import NO_COLOR, Chart
from dashboard.exports.plain_text import one_line, plain_text
from dashboard.exports.stamp import Stamp
from dashboard.exports.workbook import new_workbook, write_text
from dashboard.figures import palette

KINDS = {
    (True, True): XL_CHART_TYPE.BAR_STACKED, (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (False, True): XL_CHART_TYPE.COLUMN_STACKED, (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
}
NUMBERS = "#,##0.##;-#,##0.##;;"  # a value of 0 has no label
COUNTS = "#,##0;-#,##0;;"
GRID = "D5DDE5"


def kind(chart: Chart) -> Any:
    """The chart type of Office."""
    return KINDS[chart.is_horizontal, len(chart.series) > 1]


def data(chart: Chart) -> Any:
    """The chart's values for python-pptx. Rows of horizontal bars are turned, for Office draws the first one lowest."""
    found = CategoryChartData(number_format=COUNTS if is_counted(chart) else NUMBERS)
    found.categories = [plain_text(name) for name in chart.categories]
    for series in chart.series:
        found.add_series(one_line(series.name), series.values)
    return found


def is_counted(chart: Chart) -> bool:
    """Whether all values are whole."""
    return all(value is None or value == int(value) for series in chart.series for value in series.values)


def chart_xml(chart: Chart, font: str, size_pt: float, workbook: str) -> bytes:
    """The chart part of a document; `workbook` is the id of its relation to the workbook."""
    space = parse_xml(ChartXmlWriter(kind(chart), data(chart)).xml.encode())
    dress(OfficeChart(space, None), chart, font, size_pt)
    space.get_or_add_externalData().rId = workbook
    return bytes(etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True))


def chart_workbook(chart: Chart, stamp: Stamp) -> bytes:
    """The workbook behind a chart, laid out as python-pptx refers to it; the data date instead of the clock."""
    buffer = BytesIO()
    book = new_workbook(buffer, stamp, chart.title)
    sheet, plain = book.add_worksheet("Sheet1"), book.add_format({"font_name": "宋体"})
    for row, category in enumerate(chart.categories, start=1):
        write_text(sheet, row, 0, category, plain)
    for column, series in enumerate(chart.series, start=1):
        write_text(sheet, 0, column, one_line(series.name), plain)
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return buffer.getvalue()


def dress(office: Any, chart: Chart, font: str, size_pt: float) -> None:
    """The house look: named font, no frame, thin grid, colours of the model, labels where the chart has them."""
    office.font.size, office.font.name = Pt(size_pt), font
    office.font.color.rgb = RGBColor.from_string(palette.LIGHT["text"][1:])
    _name_font(office, font)
    _unframe(office)
    office.has_title = False
    office.has_legend = chart.has_key
    if chart.has_key:
        office.legend.position = XL_LEGEND_POSITION.TOP if chart.is_horizontal else XL_LEGEND_POSITION.RIGHT
        office.legend.include_in_layout = False
    category, value = office.category_axis, office.value_axis
    category.major_tick_mark = category.minor_tick_mark = value.major_tick_mark = XL_TICK_MARK.NONE
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    category.format.line.color.rgb = RGBColor.from_string(GRID)
    category.reverse_order = chart.is_horizontal
    value.format.line.fill.background()
    value.has_major_gridlines = not chart.has_labels
    if chart.has_labels or chart.is_named_below:
        value.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        value.has_major_gridlines = False
    else:
        value.major_gridlines.format.line.color.rgb = RGBColor.from_string(GRID)
        value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "#,##0", False
    if not any((part or 0) < 0 for series in chart.series for part in series.values):
        value.minimum_scale = 0
    plot = office.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for drawn, series in zip(plot.series, chart.series, strict=True):
        drawn.invert_if_negative = False
        if series.color == NO_COLOR:
            drawn.format.fill.background()
            continue
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = RGBColor.from_string(series.color[1:])
        if chart.has_labels:
            _label(drawn, chart, series.color, size_pt)


def _label(drawn: Any, chart: Chart, color: str, size_pt: float) -> None:
    """Values at the end of plain bars, inside the parts of a stack."""
    labels, is_stack = drawn.data_labels, len(chart.series) > 1
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = COUNTS if is_counted(chart) else NUMBERS, False
    labels.position = XL_LABEL_POSITION.CENTER if is_stack else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(size_pt)
    ink = palette.on(color) if is_stack else palette.LIGHT["text"]
    labels.font.color.rgb = RGBColor.from_string(ink[1:])


def _unframe(office: Any) -> None:
    """No ground and no frame: without a word on it Office draws both."""
    space, drawing = office._chartSpace, "http://schemas.openxmlformats.org/drawingml/2006/main"
    frame = parse_xml(
        f'<c:spPr xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="{drawing}">'
        "<a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    )
    space.find(qn("c:chart")).addnext(frame)


def _name_font(office: Any, font: str) -> None:
    """The Chinese font: python-pptx names the Latin one only."""
    for properties in office._chartSpace.iter(qn("a:defRPr")):
        east = properties.find(qn("a:ea"))
        if east is None:
            latin = properties.find(qn("a:latin"))
            east = properties.makeelement(qn("a:ea"), {})
            if latin is None:
                properties.append(east)
            else:
                latin.addnext(east)
        east.set("typeface", font)
