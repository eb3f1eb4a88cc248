"""What a brief says, before it is a file: sentences, figures, tables and charts, all of them plain values."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.exports.stamp import Stamp

NO_COLOR = ""  # a part of a stack that only lifts the next one


@dataclass(frozen=True)
class Figure:
    """One figure to be repeated in a meeting; the last three are '' where there is nothing to say.

    `change` compares the year asked about with the year before, `since` the build with the one before.
    """

    label: str
    value: str
    change: str = ""
    since: str = ""
    note: str = ""


@dataclass(frozen=True)
class Series:
    """One colour of a chart, a value per category; None is no bar, a series of NO_COLOR is not seen."""

    name: str
    color: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """Stacked bars (a stack of one is plain bars); `alt` is the sentence for those who can't see it.

    `is_named_below` says that the categories name every colour, so that no key is needed.
    """

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    is_horizontal: bool = False
    has_labels: bool = False
    is_named_below: bool = False

    @property
    def stands_beside(self) -> bool:
        """Whether it has a bar for nearly every row of its table, and so stands beside it."""
        return self.is_horizontal and len(self.categories) >= 4

    @property
    def has_key(self) -> bool:
        """Whether the colours need a key."""
        return len(self.shown) > 1 and not self.is_named_below

    @property
    def shown(self) -> tuple[Series, ...]:
        """The series that are seen."""
        return tuple(series for series in self.series if series.color != NO_COLOR)


@dataclass(frozen=True)
class Table:
    """Text in columns; `widths` are shares of the width, `aligns` says l (left) or r (right) for every column.

    `strong` are the numbers of the rows in bold.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    aligns: str
    strong: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        lengths = {len(self.heads), len(self.widths), len(self.aligns), *map(len, self.rows)}
        if len(lengths) != 1:
            raise ValueError(f"表「{'、'.join(self.heads)}」的列数不一致：{sorted(lengths)}")


@dataclass(frozen=True)
class Section:
    """One subject: `headline` is the sentence to repeat, `sentences` follow it, `note` says what it rests on.

    A large one has a slide of its own.
    """

    title: str
    headline: str
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    note: str = ""
    is_large: bool = False


@dataclass(frozen=True)
class Brief:
    """A whole brief. `origin` are the lines under the title: data date and build, filters, documents in force."""

    title: str
    origin: tuple[str, ...]
    footer: str
    sections: tuple[Section, ...]
    stamp: Stamp

    @property
    def points(self) -> tuple[str, ...]:
        """The sentences to repeat: the headline of every section."""
        return tuple(section.headline for section in self.sections)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts in order."""
        return tuple(section.chart for section in self.sections if section.chart)
