"""Builds of an earlier state: one that was once in service, or what was known at the end of a day.

Nothing is undone and nothing is copied: deliveries are only ever added, so the first so many of them, with the
rulings on names and the data date of then, make the same build again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from etl.errors import LoadError
from etl.history import Build, publications
from etl.load import LoadReport, Progressing, described_build, snapshot_of
from etl.lock import exclusive
from etl.match.rulings import Rulings, rulings_of
from etl.paths import Home
from etl.publish import held_in, kept, lay_down, let_go, sweep
from etl.store import Delivery, deliveries, stored_payload

KEEP_PAST = 5
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class State:
    """What a build of the past is made from; ``wanted`` is the publication it repeats, None for a day."""

    as_of: date
    files: list[Delivery]
    rulings: Rulings
    wanted: Build | None = None


@dataclass(frozen=True)
class Past:
    """A build of an earlier state that can be looked at.

    ``is_made``: this call made it. ``wanted``: the publication that was asked for; where its content hash is another
    the program or the policy packs have changed since, and ``is_same`` is False.
    """

    build: Build
    is_made: bool
    wanted: Build | None = None

    @property
    def is_same(self) -> bool:
        """Whether it holds what the publication that was asked for held."""
        return self.wanted is None or self.wanted.content_hash == self.build.content_hash


def at(home: Home, when: str, *, is_all: bool = False, progress: Progressing = lambda name, total: None) -> Past:
    """The build of a publication (its id) or of a day (YYYY-MM-DD), made again below ``past/`` where it is not kept.

    A day knows what had been delivered by its end and the rulings that the last build by then was made with; with
    ``is_all`` it knows everything delivered up to now. The build in service stays what it is. Raises LoadError with
    what to do for an id nobody knows, a day before the first delivery, and as a load does.
    """
    record = publications(home)
    is_day = DAY.fullmatch(when) is not None
    if not is_day and (found := kept(home, when)):
        return Past(found, is_made=False, wanted=found)
    state = _of_day(home, _day(when), record, is_all) if is_day else _of_build(home, when, record)
    with exclusive(home):
        sweep(home)
        build = described_build(home, state.files, state.as_of, state.rulings)
        for folder in (home.builds, home.past):
            if (found := held_in(folder, build.build)) and found.input_hash == build.input_hash:
                return Past(found, is_made=False, wanted=state.wanted)
        snapshot = snapshot_of(home, home.past, build, state.files, state.rulings, LoadReport(), progress)
        made = replace(
            build, content_hash=snapshot.content_hash,
            published=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        )
        lay_down(snapshot, home.past, made)
        let_go(home.past, KEEP_PAST, made.build)
    return Past(made, is_made=True, wanted=state.wanted)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise LoadError(f"没有 {words} 这一天，日期写作 2026-11-20") from None


def _of_build(home: Home, name: str, record: Sequence[Build]) -> State:
    found = next((one for one in reversed(record) if one.build == name), None)
    if found is None:
        known = "、".join(one.build for one in record[-3:]) or "还没有"
        raise LoadError(f"没有数据版本 {name}；最近的版本：{known}。全部版本：python -m etl history")
    if not found.is_repeatable:
        raise LoadError(
            f"数据版本 {name} 由较早的程序生成，没有记下它用了哪些报送文件，文件也已不在 builds/，无法重做；"
            "可以按日期查看：python -m etl at 日期"
        )
    files = deliveries(home)[: found.n_deliveries]
    if len(files) < found.n_deliveries:
        raise LoadError(
            f"数据版本 {name} 用了 {found.n_deliveries} 次报送，{home.deliveries.name} 里只有 {len(files)} 次，"
            "无法重做；请从备份恢复该文件"
        )
    return State(date.fromisoformat(found.as_of), files, _rulings(home, found), found)


def _of_day(home: Home, day: date, record: Sequence[Build], is_all: bool) -> State:
    every = deliveries(home)
    if not every:
        raise LoadError(f"{home.path} 里还没有数据，请先运行：python -m etl load 文件夹")
    by_then = [one for one in record if one.published[:10] <= day.isoformat()]
    if is_all:
        return State(day, every, _rulings(home, record[-1]) if record else Rulings())
    # Deliveries come in order: those from before the moment was written down are older than all that have one.
    files = [one for one in every if one.received[:10] <= day.isoformat()]
    if not files:
        raise LoadError(
            f"{day} 当天还没有收到任何报送，最早的一次在 {every[0].received[:10]}；"
            f"要用现在的全部报送看那一天，请加 --all：python -m etl at {day} --all"
        )
    return State(day, files, _rulings(home, by_then[-1]) if by_then else Rulings())


def _rulings(home: Home, build: Build) -> Rulings:
    return rulings_of(stored_payload(home, build.rulings)) if build.rulings else Rulings()
