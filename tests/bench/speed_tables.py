"""The tables of what people wait for: measured beside something else in the same run, and the ratio that is wanted."""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any

ABOUT_BROWSER = (
    "Chromium on the page 总览, which shows four charts. The static page is HTML with the same four figures and the"
    " plotly.js of the Python package beside it; the empty page is a Streamlit app of one selectbox and one line of"
    " text under our server and settings; the page of charts has the same four figures of the chosen town, made once,"
    " and nothing else: what no Streamlit page that draws them can go below."
    " First visit: a new browser context with an empty cache, the server warm."
    " Reload: the same context again. Changed filter: from the click on another town until the page has settled."
    " Settled is the last change of the document before half a second without any, on every side alike: ours changes"
    " the cards, sentences and four charts, the empty page one line. The sides take turns."
    " Median / lowest, in ms."
)
ABOUT_THROUGHPUT = (
    "20 viewers without a browser, each choosing the next town when its page is drawn (Streamlit's protocol over a"
    " websocket, Dash's callback over HTTP); one server process; the viewers are another process on the same cores."
    " Ours draws 总览 from kept answers, tables and charts, and makes a folded table when it is opened. Dash draws the"
    " same cards, sentences, figures and tables by one callback, its tables included, each question asked once a"
    " request and nothing kept; “tables left out” makes no folded table either, “kept” keeps answers and figures as"
    " we do. Streamlit's defaults are our pages by `streamlit run` with default settings, each question asked once a"
    " run, figures built and nothing kept. Core time is the server's per page."
)
ABOUT_VIEWERS = "Seconds from asking to the last message. The viewers work on the same two cores as the server."
WANTED = {
    ("first", "ours"): "≤ 3.5", ("reload", "ours"): "≤ 4", ("change", "ours"): "≤ 1.15", "Dash": "≥ 2.5",
    "Streamlit's defaults": "≥ 10", "50 viewers, 5 s of thinking": "< 0.5", "100 viewers, none": "≤ 1.5",
}
ROWS = {"first": "first visit", "reload": "reload", "change": "changed filter"}


def speed_parts(found: dict[str, Any]) -> list[str]:
    """The sections, in order; parts that were not measured are left out."""
    parts = []
    if "browser" in found:
        parts += ["## In the browser", ABOUT_BROWSER, browser_table(found["browser"])]
    if "throughput" in found:
        parts += ["## Throughput", ABOUT_THROUGHPUT, throughput_table(found["throughput"])]
    if "viewers" in found:
        parts += ["## Many viewers", ABOUT_VIEWERS, viewers_table(found["viewers"])]
    if "memory" in found:
        parts += ["## Memory", memory_words(found["memory"])]
    if "starts" in found:
        parts += ["## Cold starts", starts_words(found["starts"])]
    return parts


def browser_table(found: dict[str, dict[str, list[float]]]) -> str:
    """A row per what was waited for and beside what; the ratio is of medians, wanted is said of the first."""
    rows = []
    for kind, sides in found.items():
        for number, other in enumerate(side for side in sides if side != "ours"):
            ratio = median(sides["ours"]) / median(sides[other])
            rows.append([
                ROWS[kind], _times(sides["ours"]), f"{_times(sides[other])} ({other})", f"{ratio:.2f}",
                WANTED[kind, "ours"] if number == 0 else "",
            ])  # fmt: skip
    return table(["", "ours", "beside", "ratio", "wanted"], rows)


def throughput_table(found: dict[str, dict[str, Any]]) -> str:
    """A row per side; how many times ours is as fast."""
    ours = median(found["ours"]["per_second"])
    rows = []
    for side, one in found.items():
        rate = median(one["per_second"])
        rows.append([
            side, f"{rate:.1f}", f"{median(one['core_s']) * 1000:,.0f}", f"{ours / rate:.1f}", WANTED.get(side, ""),
            str(len(one["failures"])),
        ])  # fmt: skip
    return table(["", "pages per second", "core ms per page", "ours ÷ this", "wanted", "failures"], rows)


def viewers_table(found: dict[str, dict[str, Any]]) -> str:
    """A row per crowd: how many pages, the middle and the 95th of a hundred waits, the longest."""
    rows = []
    for name, seen in found.items():
        waits = seen["seconds"]
        p95 = quantiles(waits, n=20)[-1]
        rows.append([
            name, f"{len(waits):,}", f"{median(waits):.2f}", f"{p95:.2f}", WANTED[name], f"{max(waits):.2f}",
            str(len(seen["failures"])),
        ])  # fmt: skip
    return table(["", "pages", "median, s", "p95, s", "wanted p95", "longest, s", "failures"], rows)


def memory_words(found: dict[str, Any]) -> str:
    """The server's memory after every thousand runs."""
    step, sizes = found["step"], [round(size / 2**20) for size in found["resident_bytes"]]
    heads = ["runs", *[f"{step * number:,}" for number in range(1, len(sizes) + 1)]]
    said = f"Resident memory of the server, 20 viewers. Failures: {len(found['failures'])}."
    return f"{said}\n\n{table(heads, [['MiB', *map(str, sizes)]])}"


def starts_words(found: dict[str, Any]) -> str:
    """How many starts, visits and failures."""
    slowest = found["slowest_s"]
    return (
        f"{found['n_starts']} starts of the server, eight first visitors at once on each, {found['n_visits']} visits:"
        f" {len(found['failures'])} failures. Slowest first page of a start: median {median(slowest):.1f} s,"
        f" longest {max(slowest):.1f} s."
    )


def _times(seconds: list[float]) -> str:
    return f"{median(seconds):,.0f} / {min(seconds):,.0f}"


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table, the first column to the left."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
