"""Charts of a brief as SVG, for the printed page. A bar per category, stacked; sizes in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard import text
from dashboard.exports.brief_model import NO_COLOR, Chart, Series
from dashboard.exports.plain_text import one_line, plain_text
from dashboard.figures import palette

SIZE = 11
ROW = 21
KEY = 20
PLOT = 116
INK, GRID = palette.LIGHT["text"], palette.LIGHT["border"]


def chart_svg(chart: Chart, width: int) -> str:
    """The chart as one svg element with its sentence for those who can't see it."""
    draw = _rows if chart.is_horizontal else _columns
    body, height = draw(chart, width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(one_line(chart.alt))}" font-size="{SIZE}">{_key(chart)}{body}</svg>'
    )


def _rows(chart: Chart, width: int) -> tuple[str, int]:
    """Horizontal bars: names on the left, values inside the parts or at the end."""
    top = KEY if chart.has_key else 2
    left = min(max((_em(name) for name in chart.categories), default=0) * SIZE + 8, width / 2)
    room = width - left - 40
    high = _extent(chart)[1] or 1
    parts = []
    for row, name in enumerate(chart.categories):
        y = top + row * ROW
        parts.append(_text(name, left - 6, y + 15, "end"))
        at = 0.0
        for series, value in _present(chart, row):
            span = value / high * room
            parts.append(_bar(left + at, y + 3, span, ROW - 6, series))
            shown = text.number(value, 2)
            if chart.has_labels and len(chart.series) == 1:
                parts.append(_text(shown, left + at + span + 5, y + 15, "start"))
            elif chart.has_labels and span > _em(shown) * SIZE:
                parts.append(_text(shown, left + at + span / 2, y + 15, "middle", palette.on(series.color)))
            at += span
    return "".join(parts), top + len(chart.categories) * ROW + 4


def _columns(chart: Chart, width: int) -> tuple[str, int]:
    """Vertical columns over a thin grid; what lies below zero hangs."""
    top = 8 + (KEY * _key_lines(chart, width) if chart.has_key else 0)
    low, high = _extent(chart)
    step = _step(high - low)
    low, high = -(-low // step) * step if low >= 0 else (low // step) * step, -(-high // step) * step or step
    left = 6 if chart.is_named_below else 34
    room = (width - left - 4) / max(len(chart.categories), 1)

    def y(value: float) -> float:
        return top + (high - value) / (high - low) * PLOT

    parts = []
    ticks = [] if chart.is_named_below else [low + n * step for n in range(round((high - low) / step) + 1)]
    for tick in ticks:
        parts.append(f'<line x1="{left}" x2="{width - 4}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" stroke="{GRID}"/>')
        parts.append(_text(text.number(tick, 2), left - 5, y(tick) + 4, "end"))
    parts.append(f'<line x1="{left}" x2="{width - 4}" y1="{y(0):.1f}" y2="{y(0):.1f}" stroke="{palette.GREY}"/>')
    lines = max((name.count("\n") + 1 for name in chart.categories), default=1)
    for column, name in enumerate(chart.categories):
        middle = left + (column + 0.5) * room
        bar = min(room * 0.62, 90)
        up, down = 0.0, 0.0
        for series, value in _present(chart, column):
            start = up if value > 0 else down
            up, down = (start + value, down) if value > 0 else (up, start + value)
            if series.color != NO_COLOR:
                upper = max(start, start + value)
                parts.append(_bar(middle - bar / 2, y(upper), bar, abs(value) / (high - low) * PLOT, series))
        for number, line in enumerate(plain_text(name).split("\n")):
            parts.append(_text(line, middle, top + PLOT + 15 + number * 14, "middle"))
    return "".join(parts), top + PLOT + 8 + lines * 14


def _present(chart: Chart, at: int) -> list[tuple[Series, float]]:
    found = [(series, series.values[at]) for series in chart.series]
    return [(series, value) for series, value in found if value]


def _extent(chart: Chart) -> tuple[float, float]:
    """The lowest and the highest end of all stacks; 0 is always between them."""
    stacks = [[value for _, value in _present(chart, at)] for at in range(len(chart.categories))]
    return (
        min((sum(value for value in stack if value < 0) for stack in stacks), default=0.0),
        max((sum(value for value in stack if value > 0) for stack in stacks), default=0.0),
    )


def _step(span: float) -> float:
    """A round distance of grid lines, about four of them."""
    step = 1.0
    while step * 5 < span:
        step *= 2.5 if str(step).startswith("2") else 2
    return step


def _key(chart: Chart) -> str:
    """The names of the colours in lines above the chart."""
    return "".join(
        f'<rect x="{x}" y="{y + 3}" width="9" height="9" fill="{series.color}"/>'
        + _text(series.name, x + 13, y + 11, "start")
        for series, x, y in _keyed(chart, 640)
    ) if chart.has_key else ""


def _key_lines(chart: Chart, width: int) -> int:
    return 1 + max((y for _, _, y in _keyed(chart, width)), default=0) // KEY


def _keyed(chart: Chart, width: int) -> list[tuple[Series, int, int]]:
    """Where every name of the key stands: colour, left, top."""
    placed, x, y = [], 2, 0
    for series in chart.shown:
        wide = round(_em(series.name) * SIZE) + 28
        if x + wide > width and x > 2:
            x, y = 2, y + KEY
        placed.append((series, x, y))
        x += wide
    return placed


def _bar(x: float, y: float, width: float, height: float, series: Series) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{series.color}"/>'


def _text(words: str, x: float, y: float, anchor: str, color: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">{escape(one_line(words))}</text>'


def _em(words: Sequence[str] | str) -> float:
    return sum(1.0 if ord(char) > 0x2E7F else 0.6 for char in words)
