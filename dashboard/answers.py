"""The only cache: answers and drawn figures per build and parameters.

Answers are immutable frames shared by all sessions. Building a plotly figure costs 30–60 ms of CPU, so drawn
figures are kept too (160–220 ms per rerun without, 80–96 ms with).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.figures.theme import spoken_figure
from dashboard.language import language
from queries import Warehouse, questions

Asked = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)
def _answer(warehouse: Warehouse, name: str, params: Asked) -> pl.DataFrame:
    return warehouse.ask(name, **dict(params))


# Anybody can think of ever new what-ifs: their answers have a small place of their own, and push out no page's.
@lru_cache(maxsize=256)
def _trial_answer(warehouse: Warehouse, name: str, params: Asked) -> pl.DataFrame:
    return warehouse.ask(name, **dict(params))


@lru_cache(maxsize=1024)
def _drawn(
    warehouse: Warehouse, name: str, params: Asked, draw: Callable[..., go.Figure], arguments: tuple[Any, ...],
    largest_first: str, _language: str,
) -> go.Figure:
    frame = _answer(warehouse, name, params)
    if largest_first:
        frame = frame.sort(largest_first, descending=True, maintain_order=True)
    return spoken_figure(draw(frame, *arguments))


def asked(name: str, filters: dict[str, str], extra: dict[str, str]) -> Asked:
    """The parameters a question takes from the page's filters and the page itself."""
    known = questions()[name].params
    given = {key: value for key, value in filters.items() if key in known and value}
    return tuple(sorted((given | extra).items()))


def answer(warehouse: Warehouse, name: str, filters: dict[str, str] | None = None, **extra: str) -> pl.DataFrame:
    """The answer of one pinned build; filters that the question does not know are left out.

    With ``overrides``, in canonical form, the answer were the documents changed so.
    """
    remembered = _trial_answer if extra.get("overrides") else _answer
    return remembered(warehouse, name, asked(name, filters or {}, extra))


def drawn(
    warehouse: Warehouse, draw: Callable[..., go.Figure], name: str, filters: dict[str, str] | None = None,
    *arguments: Any, largest_first: str = "", **extra: str,
) -> go.Figure:
    """The figure that ``draw`` makes of an answer, for a ranking with the largest of a column first."""
    return _drawn(warehouse, name, asked(name, filters or {}, extra), draw, arguments, largest_first, language())
