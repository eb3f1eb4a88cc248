"""The tables of RESULTS.md: one column per size, then the growth from each size to the next."""

from itertools import pairwise
from statistics import median
from typing import Any

from .growth import growth_exponents
from .scales import Scale


def load_table(scales: list[Scale]) -> str:
    """Input, load, memory and sizes."""
    rows = [
        _counted("files", [scale.n_files for scale in scales]),
        _counted("input, MB", [scale.n_input_bytes / 1e6 for scale in scales], ".1f"),
        _counted("rows", [scale.n_rows for scale in scales]),
        _counted("load, s", [scale.load.seconds for scale in scales], ".1f"),
        _counted("rows/s", [round(scale.n_rows / scale.load.seconds, -1) for scale in scales], ",.0f"),
        _grown("core time of the load, s", [scale.load.core_s for scale in scales], scales, ".1f"),
        _counted("second load, s", [scale.again.seconds for scale in scales], ".1f"),
        _grown("core time of the second load, s", [scale.again.core_s for scale in scales], scales, ".1f"),
        _grown("peak memory of the load, MB", [scale.load.peak_bytes / 1e6 for scale in scales], scales),
        _grown("build, MB", [scale.n_build_bytes / 1e6 for scale in scales], scales),
        _grown("peak memory of the questions, MB", [s.question_peak_bytes / 1e6 for s in scales], scales),
        _grown("peak memory of the pages, MB", [scale.page_peak_bytes / 1e6 for scale in scales], scales),
        [
            "second load changes nothing",
            *[_yes(s.is_again_unchanged) for s in scales],
            *[""] * (len(scales) - 1),
        ],
        ["rows as known", *[_yes(scale.is_as_known) for scale in scales], *[""] * (len(scales) - 1)],
    ]
    return _table(["", *_heads(scales)], rows)


def question_table(scales: list[Scale]) -> str:
    """Slowest at the largest size first."""
    largest = scales[-1].questions
    rows = []
    for name in sorted(largest, key=lambda name: -median(largest[name]["seconds"])):
        asked = [scale.questions[name] for scale in scales]
        rows.append([
            f"`{name}`", f"{largest[name]['n_rows']:,}", *[_question_words(one) for one in asked],
            *_growths([median(one["core_s"]) for one in asked], scales),
        ])  # fmt: skip
    return _table(["median / highest, core", f"rows at {scales[-1].factor}×", *_heads(scales)], rows)


def _question_words(asked: dict[str, Any]) -> str:
    seconds = asked["seconds"]
    return f"{_ms(median(seconds))} / {_ms(max(seconds))}, {_ms(median(asked['core_s']))}"


def page_table(scales: list[Scale]) -> str:
    """Slowest first run at the largest size first."""
    largest = scales[-1].pages
    rows = []
    for name in sorted(largest, key=lambda name: -largest[name]["first_s"]):
        pages = [scale.pages[name] for scale in scales]
        rows.append([
            f"{pages[0]['title']} (`{name}`)", *[_page_words(page) for page in pages],
            *_growths([page["first_core_s"] for page in pages], scales),
        ])  # fmt: skip
    return _table(["first / warm, core", *_heads(scales)], rows)


def drawn_table(scales: list[Scale]) -> str:
    """Per page what a run costs at every size, and the ratio of the largest to the first by the clock and by cores."""
    rows = []
    for page, small in scales[0].drawn.items():
        large = scales[-1].drawn[page]
        rows.append([
            f"`{page}`", *[_drawn_words(scale.drawn[page]) for scale in scales],
            f"{median(large['seconds']) / median(small['seconds']):.2f}",
            f"{large['core_s'] / small['core_s']:.2f}" if small["core_s"] else "–",
        ])  # fmt: skip
    heads = [f"{scale.factor}×" for scale in scales]
    return _table(["median, core, kB", *heads, "ratio, clock", "ratio, core"], rows)


def _drawn_words(drawn: dict[str, Any]) -> str:
    return f"{_ms(median(drawn['seconds']))}, {_ms(drawn['core_s'])}, {drawn['n_bytes'] / 1000:,.0f}"


def selection_table(measured: dict[str, Any]) -> str:
    """Selection, with certificate, and the check of it, per kind of rules."""
    heads = ["rules", "selection", "with certificate", "check", "proved", "open ranges", "problems", "file, kB"]
    rows = [
        [name, _middle(one["select_s"]), _middle(one["select_and_certificate_s"]), _middle(one["check_s"]),
         _yes(one["is_proved"]), str(one["n_ranges"]), str(len(one["problems"])), f"{one['bytes'] / 1000:,.0f}"]
        for name, one in measured.items() if "select_s" in one
    ]  # fmt: skip
    return _table(heads, rows)


def draws_table(measured: dict[str, Any]) -> str:
    """How firmly everybody stands, per width of the ranges."""
    rows = [
        [name, _middle(one["robustness_s"]), f"{one['n_draws']:,}",
         ", ".join(f"{verdict} {n:,}" for verdict, n in one["verdicts"].items())]
        for name, one in measured.items() if "robustness_s" in one
    ]  # fmt: skip
    return _table(["ranges", "time", "draws", "verdicts"], rows)


def _middle(seconds: list[float]) -> str:
    return _ms(median(seconds))


def _page_words(page: dict[str, Any]) -> str:
    return f"{_ms(page['first_s'])} / {_ms(median(page['warm_s']))}, {_ms(page['first_core_s'])}"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _heads(scales: list[Scale]) -> list[str]:
    growths = [f"growth {low.factor}→{high.factor}×" for low, high in pairwise(scales)]
    return [*[f"{scale.factor}×" for scale in scales], *growths]


def _growths(measured: list[float], scales: list[Scale]) -> list[str]:
    found = growth_exponents(measured, [scale.n_rows for scale in scales])
    return ["–" if value is None else f"{value:.2f}" for value in found]


def _counted(label: str, values: list[float], form: str = ",") -> list[str]:
    return [label, *[format(value, form) for value in values], *[""] * (len(values) - 1)]


def _grown(label: str, values: list[float], scales: list[Scale], form: str = ",.0f") -> list[str]:
    return [label, *[format(value, form) for value in values], *_growths(values, scales)]


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "**no**"


def _ms(seconds: float) -> str:
    """Two digits are what repeated runs agree on."""
    value = seconds * 1000
    return f"{value:.1f}" if value < 10 else f"{value:.0f}" if value < 100 else f"{round(value, -1):,.0f}"
