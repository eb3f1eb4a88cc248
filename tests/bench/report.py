"""RESULTS.md: what was measured, on what, as tables."""

from datetime import UTC, datetime
from typing import Any

from .large import Measured, large_parts
from .machine import machine_words
from .scales import Scale
from .speed_tables import speed_parts
from .tables import drawn_table, draws_table, load_table, page_table, question_table, selection_table

ABOUT = (
    "Invented districts (`python -m tests.district --scale N`); 1× is the sample. Every number is one"
    " machine's on one day: compare growth, not absolute times. Core time is what the threads worked; other"
    " work on the machine disturbs it less than the time on the clock. Growth is the exponent k of core time"
    " (or size) ∝ rows^k between one size and the next: 1 is proportional, below 1 a fixed part still"
    " weighs. No test asserts any of it."
)
ABOUT_LOAD = (
    "Rows are all rows of all sheets up to the last used one. Load is the whole command `python -m etl"
    " load` with its start; memory is the highest sum of resident memory of the command and its parsing"
    " child, sampled every 50 ms. The second load offers the same files again. “As known” compares the"
    " rows read, accepted, quarantined and skipped with what the generator wrote down."
)
ABOUT_QUESTIONS = (
    "Every question with its defaults in one process (a question about one enterprise or source row: the"
    " first there is), the result fetched as a frame. Median / highest on the clock and median core"
    " time of five runs after a warm-up, in ms."
)
ABOUT_PAGES = (
    "Every page's script in Streamlit's own runner without browser and network, in ms. First: no answer"
    " and no figure cached, as for the first visitor of a new build. Warm: median of the three runs after"
    " it. Core: of the first run."
)
ABOUT_DRAWN = (
    "Every page drawn again by a real server, as a viewer without a browser sees it: median of nine on the clock and"
    " the server's core time, in ms, and what went over the wire, in kB. Wanted: at most 1.3 times the sample's."
)
ABOUT_SELECTION = (
    "Five thousand invented candidates for 25 places (`python -m tests.bench.selection`). Median of three runs, in ms."
    " “Proved” is whether the certificate's bound is its total, “open ranges” how many rejected have a cost that"
    " is only known between two figures; the check reckons the whole certificate again without the solver."
)


def report(
    scales: list[Scale], large: list[Measured], selection: dict[str, Any], speed: dict[str, Any], command: str,
    note: str = "",
) -> str:
    """The whole page."""
    day = datetime.now(UTC).date().isoformat()
    others = ", ".join(f"{scale.other_cores:.1f} at {scale.factor}×" for scale in scales)
    before = f"Cores that other work on the machine kept busy meanwhile, on average: {others}."
    made = f"Made by `make bench` (`{command}`) on {day}, data date {scales[0].as_of}."
    parts = [
        "# Bench",
        " ".join(part for part in (made, f"Machine: {machine_words()}.", before, note) if part),
        ABOUT,
        "## Input and load",
        load_table(scales),
        ABOUT_LOAD,
        *large_parts(large),
        "## Questions",
        ABOUT_QUESTIONS,
        question_table(scales),
        "## Pages",
        ABOUT_PAGES,
        page_table(scales),
        "## Pages drawn again",
        ABOUT_DRAWN,
        drawn_table(scales),
        *speed_parts(speed),
        "## Selection",
        ABOUT_SELECTION,
        selection_table(selection),
        draws_table(selection),
        "Exceptions on a page: " + ("; ".join(_exceptions(scales)) or "none at any size") + ".",
    ]
    return "\n\n".join(parts) + "\n"


def _exceptions(scales: list[Scale]) -> list[str]:
    return [
        f"{page['title']} at {scale.factor}×: {page['n_exceptions']}"
        for scale in scales
        for page in scale.pages.values()
        if page["n_exceptions"]
    ]
