"""The parts a page is made of: head, figure, table with downloads, source note, trace to the cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboard import text
from dashboard.answers import Drawing, answer, asked, drawn, made
from dashboard.columns import table_config
from dashboard.exports.plain_text import file_name
from dashboard.exports.table import table_csv, table_workbook
from dashboard.figures import theme
from dashboard.filters import idle
from dashboard.headings import HEADINGS
from dashboard.language import say, told
from dashboard.nothing import say_empty
from dashboard.page import PACK_STATUS, Page, pinned
from dashboard.printing import PRINTED_ROWS, static_table
from dashboard.shown import SELECTABLE_ROWS, Shown, pack_names, shown_answer
from dashboard.ways import to_enterprise
from queries import Warehouse, questions

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TRACE = ("file", "sheet", "row")
SHORT_ROWS = 15  # the towns and the units: to scroll inside a table for its last two rows is a nuisance
PAGE_PX = 920  # an A4 page between its margins, less a heading
# Their empty cells are nothing that anybody failed to report: a title without a rank, an amount no document states.
COMPUTED = {
    "quality_rule_list",
    "tier_summary", "entitlement_list", "enterprise_award_list", "quota_status", "budget_summary", "pack_list",
    "call_options", "policy_notes", "policy_use_list", "rule_history", "scenario_crosswalk_list", "finding_list",
    "recommendation_list", "criterion_score_list", "path_list", "path_summary", "path_step_list",
    "enterprise_path_list", "scenario_blank_list", "scenario_uncovered_list", "budget_bridge_list", "finding_ranking",
    "budget_projection_summary", "diagnosis_entitlement_list", "todo_list", "todo_summary", "stage_status",
    "quota_blocked_list", "quota_blocked_summary", "enterprise_finding_list", "enterprise_due", "listed_list",
    "listed_name_list", "listed_file_summary", "sender_list", "sender_file_list", "sender_history",
    "sender_finding_list", "source_file_list",
}


def head(page: Page, lead: str) -> None:
    """Title and the sentence that says what the page answers."""
    status = answer(page.warehouse, "build_status").row(0, named=True)
    place = say("{city}{district} · 智能制造台账", city=status['city'], district=status['district'])
    st.caption(place + (say(" · :orange-background[虚构示例数据]") if status["is_invented"] else ""))
    st.title(page.title, anchor=False)
    st.caption(lead)


def section(title: str, note: str = "") -> None:
    """A heading inside a page."""
    st.subheader(title, anchor=False)
    if note:
        st.caption(note)


def chart(
    page: Page, draw: Callable[..., go.Figure], question: str, *arguments: Any, key: str = "",
    largest_first: str = "", **extra: str,
) -> None:
    """The figure of an answer."""
    drawing = drawn(
        page.warehouse, draw, question, page.filters, *arguments, largest_first=largest_first, **extra
    )
    show(drawing, key or f"chart-{draw.__name__}-{question}")


def show(drawing: Drawing, key: str) -> None:
    """A drawn figure in the house configuration, with its sentence for those who can't see it."""
    _shown_figure(drawing.number, key, pinned().is_printed, drawing)


# Streamlit plays the chart's message again instead of writing the figure as JSON in every run (3 ms a chart).
@st.cache_resource(max_entries=4096, show_spinner=False)
def _shown_figure(number: int, key: str, is_printed: bool, _drawing: Drawing) -> None:
    figure = _drawing.figure
    if is_printed and figure.layout.height and figure.layout.height > PAGE_PX:
        figure = go.Figure(figure).update_layout(height=PAGE_PX)  # a taller one would be cut between two pages
    st.plotly_chart(figure, config=theme.CONFIG, alt=theme.alt(figure), key=key)


def note(page: Page, question: str, reconciliation: str = "") -> None:
    """Under every figure: what adds up, data date and build, filters that do not act here. The documents in force
    stand once, at the end of the page (`foot`)."""
    parts = [say("数据日期 {as_of}", as_of=page.warehouse.as_of), say("版本 {build}", build=page.warehouse.build), say(
        "查询 {question}",
        question=question,
    )]
    if unused := idle(question, page.filters):
        parts.append(say("不受「{unused}」筛选影响", unused=say('」「').join(unused)))
    if assumed := assumption(page, question):
        st.caption(f":orange-background[{assumed}]")
    if reconciliation:
        st.caption(say("对账：{reconciliation}", reconciliation=reconciliation))
    st.caption(" · ".join(parts))


def foot(page: Page) -> None:
    """At the end of every page: the documents that were in force on the data date."""
    st.caption(say("生效文件 {in_force}", in_force=made(in_force, page.warehouse)))


def assumption(page: Page, question: str) -> str:
    """The sentence of the assumption that an answer rests on; '' where nothing is assumed."""
    pack = page.filters.get("assume", "")
    if not pack or "assume" not in questions()[question].params:
        return ""
    return say(
        "含推定：没有生效文件或金额未知的认定，按{words}的金额计，不是已核定金额",
        words=pack_names(page.warehouse)[pack],
    )


def in_force(warehouse: Warehouse) -> str:
    """The documents in force on the data date, as people cite them; unread or unverified ones say so."""
    packs = answer(warehouse, "pack_list")
    words = []
    for pack in packs.iter_rows(named=True):
        if str(pack["valid_from"]) <= warehouse.as_of <= str(pack["valid_to"] or "9999"):
            doubt = "" if pack["is_text_available"] else say("，未获正文")
            words.append(say(
                "{words}（{words2}{doubt}）",
                words=pack['number'] or pack['title'], words2=say(PACK_STATUS[pack['status']]), doubt=doubt,
            ))
    return say("、").join(words) or say("无")


def rows_below(
    page: Page, question: str, reconciliation: str = "", title: str = "数据、下载与来源", **extra: str
) -> None:
    """The way down from a chart or a figure: its rows, their downloads and their source, folded away."""
    with folded(page, title, f"fold-{question}") as part:
        if is_open(part):
            table(
                page, question, key=f"below-{question}", reconciliation=reconciliation, height=None, is_noted=True,
                **extra,
            )


def folded(page: Page, title: str, key: str) -> Any:
    """A part that is folded away until somebody opens it, and made only then; in print it is open."""
    if page.is_printed:
        return st.expander(say(title), expanded=True)
    return st.expander(say(title), key=key, on_change="rerun")


def table(
    page: Page, question: str, *, key: str = "", reconciliation: str = "", height: int | None = None,
    is_noted: bool = True, **extra: str,
) -> dict[str, Any] | None:
    """The answer as a table with downloads of exactly what is shown; returns the selected row.

    A selected row leads to its enterprise, and shows the cells it came from where it has a source. In print all rows
    stand there, up to 200.
    """
    frame = answer(page.warehouse, question, page.filters, **extra)
    key = key or question
    if frame.is_empty():
        say_empty(page, question)
        note(page, question, reconciliation)
        return None
    shown = shown_answer(page.warehouse, question, asked(question, page.filters, extra))
    title = say(questions()[question].title_zh)
    placeholder = text.UNDEFINED if question in COMPUTED else say(text.MISSING)
    picked = None
    if page.is_printed:
        printed_table(shown.frame, alt(title, shown.frame), placeholder)
    else:
        picked = draw_table(title, shown, key, height, placeholder)
        downloads(page, title, shown.frame, key)
    if is_noted:
        note(page, question, reconciliation)
    if picked is None or picked >= frame.height:
        return None
    selected = frame.row(picked, named=True)
    to_enterprise(page, selected)
    if all(name in selected for name in TRACE) and selected["file"]:
        trace(page, selected)
    return selected


def draw_table(
    title: str, shown: Shown, key: str, height: int | None, placeholder: str, *, is_picked: bool = True
) -> int | None:
    """The table on screen; returns the index of the row the reader picked, where rows are there to be picked.

    Up to SELECTABLE_ROWS a row is picked by a click. A longer one is loaded lazily (10,000 rows cost 113 KB a run
    instead of 1,122), which excludes clicks in streamlit 1.67: its rows are picked by number.
    """
    words: dict[str, Any] = {
        "hide_index": True, "column_config": shown.config, "height": height or whole(shown.frame),
        "alt": alt(title, shown.frame), "placeholder": placeholder, "key": f"table-{key}",
    }
    is_long = shown.frame.height > SELECTABLE_ROWS
    if not is_picked or is_long:
        st.dataframe(shown.sent, lazy=is_long, **words)
    if not is_picked:
        return None
    if not is_long:
        event = st.dataframe(shown.sent, on_select="rerun", selection_mode="single-row", **words)
        rows = event["selection"]["rows"]
        return int(rows[0]) if rows else None
    picked = st.number_input(
        say("查看第几行"), min_value=1, max_value=shown.frame.height, value=None, step=1, key=f"pick-{key}", width=220
    )
    return int(picked) - 1 if picked else None


def whole(shown: pl.DataFrame) -> Literal["content", "auto"]:
    """The height of a table: a short one stands there whole, of a longer one Streamlit shows ten rows and scrolls."""
    return "content" if shown.height <= SHORT_ROWS else "auto"


def alt(title: str, shown: pl.DataFrame) -> str:
    """What stands for a table where it can't be seen."""
    return say("{title}，{height} 行", title=title, height=text.count(shown.height))


def printed_table(shown: pl.DataFrame, title: str, placeholder: str) -> None:
    """A table for paper: nothing to scroll, at most 200 rows; says how many more there are."""
    st.html(static_table(shown, told(HEADINGS), title, placeholder))
    if shown.height > PRINTED_ROWS:
        st.caption(say(
            "只打印前 {printed_rows} 行，全部 {height} 行请在页面上下载。",
            printed_rows=PRINTED_ROWS, height=text.count(shown.height),
        ))


def tabs(titles: Sequence[str], key: str) -> Sequence[Any]:
    """Parts of a page to choose from, the choice in its address; in print one below the other, each with its title."""
    if not pinned().is_printed:
        return st.tabs(titles, key=key, on_change="rerun", bind="query-params")
    parts = [st.container() for _ in titles]
    for part, title in zip(parts, titles, strict=True):
        with part:
            section(title)
    return parts


def is_open(part: Any) -> bool:
    """Whether a part of ``tabs`` or a folded one is to be seen; in print all are."""
    return getattr(part, "open", None) is not False  # None where Streamlit keeps no state, as in print


def downloads(page: Page, title: str, shown: pl.DataFrame, key: str) -> None:
    """The table as CSV and Excel, made when asked for; its heads are those on the screen."""
    headings = {name: say(HEADINGS[name]) for name in shown.columns}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(
            say("下载 CSV"), lambda: table_csv(shown, headings), file_name(title, page.warehouse.build, ".csv"),
            "text/csv", key=f"csv-{key}", on_click="ignore", type="tertiary",
        )
        st.download_button(
            say("下载 Excel"), lambda: table_workbook(shown, headings, page.stamp(title), title),
            file_name(title, page.warehouse.build, ".xlsx"), XLSX, key=f"xlsx-{key}", on_click="ignore",
            type="tertiary",
        )
        st.caption(say("{height} 行", height=text.count(shown.height)))


def trace(page: Page, selected: dict[str, Any]) -> None:
    """The delivered row behind a selected one: file, sheet, row and every cell as it stood."""
    where = {"file": str(selected["file"]), "sheet": str(selected["sheet"] or ""), "row": str(selected["row"])}
    cells = answer(page.warehouse, "source_row_detail", None, **where) if selected["row"] else pl.DataFrame()
    sheet = say("工作表「{sheet}」", sheet=where['sheet']) if where["sheet"] else say("（文本表）")
    if where["file"].lower().endswith(".docx"):  # a form has no sheets: the cells below name table, row and cell
        sheet = say("（申报书）「{sheet}」", sheet=where["sheet"])
    with st.container(border=True):
        st.text(say("来源：{file} {sheet} 第 {row} 行", file=where['file'], sheet=sheet, row=where['row']))
        if cells.is_empty():
            st.caption(say("这一行没有可显示的原始单元格。"))
        else:
            visible = cells.select("cell", "heading", "raw")
            st.dataframe(
                visible,
                hide_index=True,
                column_config=table_config(visible),
                alt=say("原始单元格"),
                placeholder=say("（空）"),
            )


def figure_card(label: str, value: str, help_text: str = "") -> None:
    """One large figure with its name."""
    st.metric(say(label), say(value), help=help_text or None, border=True)
