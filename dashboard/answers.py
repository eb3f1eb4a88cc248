"""The only cache: answers, drawn figures and whatever else is made of a build, per build and parameters.

Answers are immutable frames shared by all sessions. Building a plotly figure costs 30–60 ms of CPU, so drawn
figures are kept too (160–220 ms per rerun without, 80–96 ms with), and so are tables in words and the sentences below
them: what is shown depends on the build, the filters and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import count
from typing import Any, ParamSpec, TypeVar, cast

import plotly.graph_objects as go
import polars as pl

from dashboard.figures.theme import spoken_figure
from dashboard.language import language
from queries import Warehouse, questions

Asked = tuple[tuple[str, str], ...]
Given = ParamSpec("Given")
Made = TypeVar("Made")
FEW_ROWS = 200
_numbers = count()


@dataclass(frozen=True)
class Drawing:
    """A figure that is kept, and its number: no other drawing of this process ever has it."""

    figure: go.Figure
    number: int


class Held:
    """A frame to be made something of: equal frames are equal, so it can stand in a cache's key."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        # Rows are compared sooner than written: for a few of them polars would wake its threads (1–5 ms).
        content = tuple(frame.rows()) if frame.height <= FEW_ROWS else frame.write_ipc(None).getvalue()
        self._content = (tuple(frame.schema.items()), content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)


@lru_cache(maxsize=4096)
def _answer(warehouse: Warehouse, name: str, params: Asked) -> pl.DataFrame:
    return warehouse.ask(name, **dict(params))


# Anybody can think of ever new what-ifs: their answers have a small place of their own, and push out no page's.
@lru_cache(maxsize=256)
def _trial_answer(warehouse: Warehouse, name: str, params: Asked) -> pl.DataFrame:
    return warehouse.ask(name, **dict(params))


@lru_cache(maxsize=4096)
def _made(make: Callable[..., Any], arguments: tuple[Any, ...], _language: str) -> Any:
    return make(*arguments)


def made(make: Callable[Given, Made], *arguments: Given.args, **_: Given.kwargs) -> Made:
    """What a function of hashable arguments makes of them, made once and shared: nobody may change it."""
    return cast(Made, _made(make, arguments, language()))


def kept(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """A function of hashable arguments whose result is kept as by ``made``."""

    @wraps(make)
    def found(*arguments: Given.args, **_: Given.kwargs) -> Made:
        return cast(Made, _made(make, arguments, language()))

    return found


def part(warehouse: Warehouse, name: str, params: Asked, where: str) -> pl.DataFrame:
    """The rows of an answer in which a column is true."""
    return made(_part, warehouse, name, params, where)


def _part(warehouse: Warehouse, name: str, params: Asked, where: str) -> pl.DataFrame:
    return _answer(warehouse, name, params).filter(pl.col(where))


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
) -> Drawing:
    """The figure that ``draw`` makes of an answer, for a ranking with the largest of a column first."""
    return made(_drawn, warehouse, name, asked(name, filters or {}, extra), draw, arguments, largest_first)


def _drawn(
    warehouse: Warehouse, name: str, params: Asked, draw: Callable[..., go.Figure], arguments: tuple[Any, ...],
    largest_first: str,
) -> Drawing:
    frame = _answer(warehouse, name, params)
    if largest_first:
        frame = frame.sort(largest_first, descending=True, maintain_order=True)
    return Drawing(spoken_figure(draw(frame, *arguments)), next(_numbers))


def drawn_of(draw: Callable[..., go.Figure], frame: pl.DataFrame, *arguments: Any) -> Drawing:
    """The figure that ``draw`` makes of a frame of few rows that is no single answer."""
    return made(_drawn_of, draw, Held(frame), arguments)


def _drawn_of(draw: Callable[..., go.Figure], held: Held, arguments: tuple[Any, ...]) -> Drawing:
    return Drawing(spoken_figure(draw(held.frame, *arguments)), next(_numbers))


def forget() -> None:
    """Empty the cache: for measuring what a first visitor waits for."""
    for kept in (_answer, _trial_answer, _made):
        kept.cache_clear()
