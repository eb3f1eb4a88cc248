"""The four charts of the page 总览 as a plain HTML page with plotly.js beside it: the least a browser can do."""

from __future__ import annotations

from html import escape
from pathlib import Path

import plotly.offline
from plotly.io import to_html

from dashboard.answers import answer
from dashboard.figures import theme
from dashboard.figures.ladder import tier_counts
from dashboard.figures.quota import quota_gauge
from dashboard.figures.town import town_ranking
from dashboard.figures.trend import year_columns
from queries import Warehouse

HEAD = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>总览</title>
<script src="plotly.min.js" charset="utf-8"></script>
<style>body{margin:24px;font-family:"Noto Sans CJK SC",sans-serif}
main{display:grid;grid-template-columns:1fr 1fr}</style>
</head><body><h1>总览</h1><main>"""


def four_figures(found: Warehouse, town: str = "") -> list[object]:
    """What 总览 draws, of a town or of all: tiers, years, quota, towns."""
    chosen = {"town": town}
    quota = answer(found, "quota_status").filter(is_own_kind=True)
    towns = answer(found, "town_summary", chosen).sort("n_projects", descending=True, maintain_order=True)
    return [
        tier_counts(answer(found, "tier_summary", chosen)),
        year_columns(answer(found, "year_trend", chosen), "n_awards", "n_awards_by_day", found.as_of),
        quota_gauge(quota),
        town_ranking(towns, "n_projects"),
    ]


def write_static_page(found: Warehouse, folder: Path) -> None:
    """index.html and plotly.min.js (the one of the Python package, plotly.js 4 as in Streamlit) into a folder."""
    charts = [
        f"<section aria-label='{escape(theme.alt(figure))}'>"
        + to_html(figure, config=theme.CONFIG, include_plotlyjs=False, full_html=False, default_width="100%")
        + "</section>"
        for figure in four_figures(found)
    ]
    (folder / "index.html").write_text(HEAD + "".join(charts) + "</main></body></html>", encoding="utf-8")
    (folder / "plotly.min.js").write_text(plotly.offline.get_plotlyjs(), encoding="utf-8")
