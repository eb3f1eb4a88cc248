"""The page 总览 as a Dash app: the same questions, cards, figures and tables, by the same code that makes them for us.

One callback takes the six filters and returns the page, as the Dash manual writes it; tables are Dash's own
`DataTable`. Without ``is_kept`` it asks each question once and builds its figures for every request; with it, it keeps
answers and figures as our dashboard does. It is served by Werkzeug with a thread per request: Dash comes with it, and
at tens of milliseconds a page the WSGI server does not decide.
"""

from __future__ import annotations

import os
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import polars as pl
from dash import Dash, Input, Output, dash_table, dcc, html
from werkzeug.serving import make_server

from dashboard import headline, text
from dashboard.answers import answer, drawn, drawn_of
from dashboard.cards import Card
from dashboard.columns import shown_columns
from dashboard.figures import theme
from dashboard.figures.ladder import tier_counts
from dashboard.figures.quota import quota_gauge
from dashboard.figures.town import town_ranking
from dashboard.figures.trend import year_columns
from dashboard.filters import ALL, LABELS, options_of
from dashboard.headings import HEADINGS
from dashboard.page import Page
from dashboard.shown import document_names
from queries import warehouse
from tests.bench.unkept import keep_nothing, new_request

TABLES = {
    "finding_ranking": {}, "todo_list": {"state": "逾期"}, "year_trend": {}, "quota_status": {}, "town_summary": {},
    "tier_summary": {},
}  # fmt: skip


def page_parts(page: Page, is_folded: bool) -> list[Any]:
    """Everything below the filters; folded tables are left to be asked for."""
    found, filters = page.warehouse, page.filters
    shown = [headline.recognised(page, None), *headline.covered(page), *headline.places(page),
             *headline.work(page, None), *headline.money(page, None)]  # fmt: skip
    quota = answer(found, "quota_status", filters).filter(is_own_kind=True)
    figures = [
        drawn(found, tier_counts, "tier_summary", filters),
        drawn(found, year_columns, "year_trend", filters, "n_awards", "n_awards_by_day", found.as_of),
        drawn_of(quota_gauge, quota),
        drawn(found, town_ranking, "town_summary", filters, "n_projects", largest_first="n_projects"),
    ]
    findings = answer(found, "finding_ranking").head(3)
    late = answer(found, "todo_list", filters, state="逾期").head(3)
    parts = [html.H1("总览"), html.Div([_card(one) for one in shown], className="cards")]
    parts += [html.P(f"{row['title']} {text.count(row['n_findings'])} 条。{row['action']}") for row in
              findings.iter_rows(named=True)]  # fmt: skip
    parts += [html.P(f"{row['holder']} {row['task']}：{row['enterprise']}") for row in late.iter_rows(named=True)]
    parts += [_chart(one.figure) for one in figures]
    for question, extra in TABLES.items():
        title = html.Summary("数据、下载与来源")
        body = [] if is_folded else [_table(page, answer(found, question, filters, **extra))]
        parts.append(html.Details([title, *body]))
    return parts


def _card(card: Card) -> html.Div:
    link = dcc.Link(card.link, href=f"/{card.leads_to}")
    return html.Div([html.Span(card.label), html.Strong(card.value), html.Small(card.note), link], title=card.help)


def _chart(figure: go.Figure) -> dcc.Graph:
    return dcc.Graph(figure=figure, config=theme.CONFIG)


def _table(page: Page, frame: pl.DataFrame) -> dash_table.DataTable:
    words = frame.select(shown_columns(frame, document_names(page.warehouse)))
    rows = [
        {name: float(value) if isinstance(value, Decimal) else value for name, value in row.items()}
        for row in words.iter_rows(named=True)
    ]
    columns = [{"id": name, "name": HEADINGS[name]} for name in words.columns]
    return dash_table.DataTable(data=rows, columns=columns, page_size=10)


def app(is_kept: bool, is_folded: bool) -> Dash:
    """The app on the home that ZHIZAO_HOME names."""
    if not is_kept:
        keep_nothing()
    new_request()
    made = Dash(__name__)
    boxes = [
        dcc.Dropdown([ALL, *options_of(warehouse()).get(name, ())], ALL, id=name, clearable=False) for name in LABELS
    ]
    made.layout = html.Div([html.Div(boxes), html.Div(id="page")])

    @made.callback(Output("page", "children"), [Input(name, "value") for name in LABELS])
    def draw(*values: str) -> list[Any]:
        new_request()
        filters = {name: "" if value == ALL else value for name, value in zip(LABELS, values, strict=True)}
        return page_parts(Page(warehouse(), filters, "总览"), is_folded)

    return made


def serve(port: int, *, is_kept: bool, is_folded: bool) -> None:
    """Serve until stopped."""
    assert os.environ["ZHIZAO_HOME"]
    make_server("127.0.0.1", port, app(is_kept, is_folded).server, threaded=True).serve_forever()
