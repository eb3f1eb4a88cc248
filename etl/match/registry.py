"""The enterprises of the ledger by their names, and the written rules by which a name is one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from etl.match.names import core, former_names, spelling, writing

CODE, NAME, FORMER, WRITING, RULING = "code", "name", "former", "writing", "ruling"


@dataclass(frozen=True)
class Enterprise:
    """An enterprise of the enterprise sheets; ``former`` are (name, what is said of its time)."""

    credit_code: str
    name: str
    former: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, credit_code: str, name: str, stored: str | None) -> Enterprise:
        """From a row of the ledger, former names separated by ；."""
        return cls(credit_code, name, tuple(former_names(stored)))


@dataclass(frozen=True)
class Attached:
    """What the written rules say of a name: one enterprise by a rule, or none; ``several`` that all bear it."""

    credit_code: str | None = None
    rule: str = ""
    why: str = ""
    several: tuple[str, ...] = ()


@dataclass(frozen=True)
class Registry:
    """All enterprises; ``places`` are words that tell no enterprise from another (city, district, towns)."""

    enterprises: tuple[Enterprise, ...]
    places: tuple[str, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, Enterprise]:
        """Credit code → enterprise."""
        return {one.credit_code: one for one in self.enterprises}

    @cached_property
    def bearers(self) -> dict[str, dict[str, list[tuple[str, str, bool]]]]:
        """Writing → credit code → the (name, time, is_former) written so."""
        found: dict[str, dict[str, list[tuple[str, str, bool]]]] = defaultdict(lambda: defaultdict(list))
        for one in self.enterprises:
            found[writing(one.name)][one.credit_code].append((one.name, "", False))
            for name, when in one.former:
                found[writing(name)][one.credit_code].append((name, when, True))
        return found

    @cached_property
    def cores(self) -> dict[str, str]:
        """Every name, present and former → its core."""
        names = {name for one in self.enterprises for name in (one.name, *(name for name, _ in one.former))}
        return {name: core(name, self.places) for name in names}

    def attach(self, name: str, apart: Collection[str] = ()) -> Attached:
        """The one enterprise that has or had this name, up to width, brackets, white space, case and script.

        Two enterprises with one name are told apart by nobody but a person, even where one of them merely had it.
        ``apart``: credit codes that a person said are not meant.
        """
        bearers = {code: names for code, names in self.bearers.get(writing(name), {}).items() if code not in apart}
        if len(bearers) != 1:
            return Attached(several=tuple(sorted(bearers)))
        ((code, names),) = bearers.items()
        known, when, is_former = min(names, key=lambda one: (one[2], one[0] != name, one[0]))
        difference = _difference(name, known)
        rule = FORMER if is_former else WRITING if difference else NAME
        why = f"曾用名{f'（{when}）' if when else ''}" if is_former else ""
        return Attached(code, rule, "；".join(part for part in (why, difference) if part))


def _difference(name: str, known: str) -> str:
    """In what two spellings of one writing differ, in words; '' where they are the same letter by letter."""
    if name == known:
        return ""
    if spelling(name) != spelling(known):
        return "只有繁简体不同" if writing(name) == spelling(known) else "只有写法（繁简体）不同"
    return "只有全半角、括号、空格或大小写不同"


def registry(rows: Iterable[tuple[str, str, str | None]], places: Iterable[str]) -> Registry:
    """From (credit_code, enterprise, former_names) in any order: the order of loading plays no part."""
    return Registry(tuple(sorted((Enterprise.of(*row) for row in rows), key=lambda one: one.credit_code)),
                    tuple(sorted(set(places))))
