"""What all figures share: the template `zhizao`, the browser configuration and the frame around the traces.

Pages draw with `st.plotly_chart(figure, config=CONFIG, alt=alt(figure))`. Streamlit's own theme then
recolours text and grid for light and dark; everything that must survive it (sizes, margins, ground) is
set on the figure itself, because that theme is merged over a template but not over a layout.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from dashboard import text
from dashboard.figures import palette
from dashboard.language import say

TEMPLATE = "zhizao"
SMALL = {"size": palette.SMALL_PX, "color": palette.INK}
ROW_PX = 30
EDGE_PX = 8
KEY_PX = 34

pio.templates[TEMPLATE] = go.layout.Template(
    layout={
        "font": {"family": palette.FONT, "size": palette.FONT_PX, "color": palette.INK},
        "colorway": [palette.BLUE, palette.TEAL, palette.ACCENT, palette.GREY, *palette.STEPS[1:3]],
        "paper_bgcolor": palette.TRANSPARENT,
        "plot_bgcolor": palette.TRANSPARENT,
        "hoverlabel": {"bgcolor": "#FFFFFF", "bordercolor": palette.LIGHT["border"]},
        "xaxis": {"gridcolor": palette.RULE, "zerolinecolor": palette.RULE},
        "yaxis": {"gridcolor": palette.RULE, "zerolinecolor": palette.RULE},
    }
)

# plotly.js carries English only; a locale it does not know falls back to English without a word, so ours
# comes along.
LOCALE: dict[str, Any] = {
    "dictionary": {},
    "format": {
        "days": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
        "shortDays": ["日", "一", "二", "三", "四", "五", "六"],
        "months": [f"{month}月" for month in range(1, 13)],
        "shortMonths": [f"{month}月" for month in range(1, 13)],
        "date": "%Y年%-m月%-d日",
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
        "currency": ["¥", ""],
    },
}

CONFIG: dict[str, Any] = {
    "displayModeBar": False,  # its tooltips are English, and the page has its own download
    "displaylogo": False,
    "showTips": False,  # "Double-click to zoom back out"
    "doubleClick": False,
    "scrollZoom": False,  # a finger on a chart must scroll the page
    "responsive": True,
    "locale": "zh-CN",
    "locales": {"zh-CN": LOCALE},
    "plotlyServerURL": "",
}


def figure(
    traces: Sequence[Any], *, alt: str, height: int, margin: dict[str, int] | None = None, **layout: Any
) -> go.Figure:
    """The traces in the house frame. `alt` is the sentence for those who can't see the chart."""
    drawn = go.Figure(data=list(traces))
    drawn.update_layout(
        template=TEMPLATE,
        meta={"alt": alt},
        height=height,
        paper_bgcolor=palette.TRANSPARENT,
        plot_bgcolor=palette.TRANSPARENT,
        margin={"l": EDGE_PX, "r": EDGE_PX, "t": EDGE_PX, "b": EDGE_PX, "pad": 4} | (margin or {}),
        font={"size": palette.FONT_PX, "color": palette.INK},
        hoverlabel={"font_size": palette.FONT_PX, "align": "left", "namelength": -1},
        hovermode="closest",
        # Any drag mode but this and "zoom" kills clicks on points, and "zoom" catches the scrolling finger.
        dragmode=False,
        separators=".,",
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "font": SMALL,
            "itemclick": False,  # hiding a part silently would leave a chart that no longer adds up
            "itemdoubleclick": False,
        },
        uirevision=TEMPLATE,
    )
    drawn.update_layout(**layout)
    return drawn


def key(entries: Mapping[str, str]) -> dict[str, Any]:
    """Name → colour as a line of words above the chart, to be passed on to `figure`.

    It stands in the title because a plotly legend is as wide as the plot, and the plot beside Chinese
    labels on a phone is so narrow that every entry took a line of its own; a legend on the container
    pushes the plot aside.
    """
    words = say("　").join(
        f'<span style="color:{color}">■</span> {plain(name)}' for name, color in entries.items()
    )
    at = {"x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top"}
    return {
        "title": at | {"text": words, "font": SMALL, "pad": {"l": EDGE_PX, "t": EDGE_PX}},
        "margin_t": KEY_PX,
        "showlegend": False,
    }


def empty(alt: str) -> go.Figure:
    """The chart of an empty frame: 暂无数据 in the middle, no axes."""
    note = {"text": text.EMPTY, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    hidden = {"visible": False, "fixedrange": True}
    return figure(
        [],
        alt=say("{alt}：{empty}", alt=alt, empty=text.EMPTY),
        height=160,
        annotations=[note | {"font": {"size": 16, "color": palette.INK}}],
        xaxis=hidden,
        yaxis=hidden,
    )


def alt(drawn: go.Figure) -> str:
    """The sentence that stands for the chart where it can't be seen."""
    return str(drawn.layout.meta["alt"])


def plain(words: object) -> str:
    """Text from a file as a label. Plotly reads HTML in labels: a name such as `A<B` must stay what it is."""
    return escape(text.label(words), quote=False)


def wrapped(words: object, width: int = 13) -> str:
    """A label for the y axis of a phone: lines about equally long, of at most `width` characters.

    A line break in the label stays one. Equal lines, because a last line of one character reads as a
    misprint.
    """
    return "<br>".join(plain(line) for part in text.label(words).split("\n") for line in lines(part, width))


def lines(words: str, width: int) -> list[str]:
    """`words` in as few lines of at most `width` Chinese characters as it takes, all about equally long."""
    wanted = -(-text_px(words, 10) // (width * 10))
    goal = text_px(words, 10) / max(wanted, 1)
    broken = [""]
    for char in words:
        # Chinese typography: a line doesn't begin with a closing mark.
        if (
            text_px(broken[-1] + char, 10) > goal + 5
            and char not in "）》」，。；、"
            and len(broken) < wanted
        ):
            broken.append("")
        broken[-1] += char
    return [line.strip() for line in broken]


def text_px(words: str, size: int = palette.SMALL_PX) -> int:
    """Width of a label in pixels, near enough for a margin: Chinese characters are square, others less."""
    return round(sum(size if ord(char) > 0x2E7F else size * 0.6 for char in words))
