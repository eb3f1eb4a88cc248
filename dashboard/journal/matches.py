"""What people ruled on the names of published lists, each step checked inside the journal's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.journal.entry import Entry
from dashboard.journal.errors import Refused
from dashboard.journal.store import Decision, Journal
from dashboard.journal.typed import check_reason, person, visible
from dashboard.language import say

BOOK = "matches"
SAME, NONE, OPEN = "same", "none", ""


@dataclass(frozen=True)
class Place:
    """What a ruling is about: a name wherever it stands, or one row of a file for as long as it says ``row_text``.

    ``spelling`` is the name as the build compares it, ``name`` as it was written.
    """

    spelling: str
    name: str
    file: str = ""
    row: int = 0
    row_text: str = ""

    @property
    def key(self) -> tuple[str, str, int]:
        """One ruling per spelling, file and row."""
        return self.spelling, self.file, self.row


@dataclass(frozen=True)
class Word:
    """The ruling on a place after one entry; ``number`` counts the rulings on it, ``verdict`` is same | none | ''.

    ``apart`` are credit codes that are not meant, whatever the names say.
    """

    place: Place
    verdict: str
    credit_code: str
    enterprise: str
    apart: tuple[str, ...]
    reason: str
    actor: str
    at: str
    seq: int
    number: int

    @property
    def what(self) -> str:
        """The ruling in words."""
        if self.verdict == SAME:
            return say("核对为「{enterprise}」（{code}）", enterprise=self.enterprise, code=self.credit_code)
        return say("核对为不是台账上的企业") if self.verdict == NONE else say("拆开，重新核对")


@dataclass(frozen=True)
class Matches:
    """All rulings in force and the last entry on names: number 0 and hash '' before the first."""

    words: Mapping[tuple[str, str, int], Word] = field(default_factory=dict)
    history: tuple[Word, ...] = ()
    seq: int = 0
    hash: str = ""

    def number(self, place: Place) -> int:
        """How many rulings there have been on a place: what a reader has seen."""
        word = self.words.get(place.key)
        return word.number if word else 0


class Overtaken(Refused):
    """Somebody else ruled on the name meanwhile; ``word`` is what holds now."""

    def __init__(self, word: Word) -> None:
        super().__init__(say(
            "{actor} 已于你之前{what}（{reason}）。你的核对没有写入，请看过后重做",
            actor=word.actor, what=word.what, reason=word.reason,
        ))
        self.word = word


def replayed(entries: Iterable[Entry]) -> Matches:
    """The rulings as the entries of the book make them, in order. Pure."""
    words: dict[tuple[str, str, int], Word] = {}
    history: list[Word] = []
    last = (0, "")
    for entry in entries:
        body = entry.body
        place = Place(**{name: body[name] for name in ("spelling", "name", "file", "row", "row_text")})
        before = words.get(place.key)
        apart = {*(before.apart if before else ()), *body["apart"]} - set(body["rejoined"])
        word = Word(
            place, body["verdict"], body["credit_code"], body["enterprise"], tuple(sorted(apart)), body["reason"],
            entry.actor, entry.at, entry.seq, before.number + 1 if before else 1,
        )
        words[place.key] = word
        history.append(word)
        last = (entry.seq, entry.hash)
    return Matches(words, tuple(history), *last)


@dataclass(frozen=True)
class MatchDesk:
    """Where names are ruled on. ``seen`` is the number of rulings that the person knew of; reasons must say something.

    Every step raises Refused with a sentence, Overtaken where somebody else was quicker, and what the journal raises.
    """

    journal: Journal

    def read(self) -> Matches:
        """The rulings as they are."""
        with self.journal.reading(BOOK) as entries:
            return replayed(entries)

    def confirm(
        self, actor: str, key: str, place: Place, *, credit_code: str, enterprise: str, seen: int, reason: str
    ) -> Word:
        """The name is this enterprise; one that had been told apart from it no longer is."""

        def rule(word: Word | None) -> None:
            if word and word.verdict == SAME and word.credit_code == credit_code:
                raise Refused(say("{actor} 已{what}，无需重复", actor=word.actor, what=word.what))
            if not credit_code or not enterprise:
                raise Refused(say("没有写明是哪家企业"))

        body = {"verdict": SAME, "credit_code": credit_code, "enterprise": enterprise, "apart": [],
                "rejoined": [credit_code]}
        return self._do(actor, "match", key, place, body, seen, reason, rule)

    def reject(self, actor: str, key: str, place: Place, *, codes: Sequence[str], seen: int, reason: str) -> Word:
        """The name is nobody on the ledger, and none of the ``codes`` that were offered."""

        def rule(word: Word | None) -> None:
            if word and word.verdict == NONE and set(codes) <= set(word.apart):
                raise Refused(say("{actor} 已{what}，无需重复", actor=word.actor, what=word.what))

        body = {"verdict": NONE, "credit_code": "", "enterprise": "", "apart": sorted(codes), "rejoined": []}
        return self._do(actor, "unmatch", key, place, body, seen, reason, rule)

    def split(self, actor: str, key: str, place: Place, *, credit_code: str, seen: int, reason: str) -> Word:
        """The name is not this enterprise, though a rule or a person said so: it waits again, without that one."""

        def rule(word: Word | None) -> None:
            if not credit_code:
                raise Refused(say("没有写明与哪家企业拆开"))
            if word and credit_code in word.apart:
                raise Refused(say("{actor} 已与 {code} 拆开，无需重复", actor=word.actor, code=credit_code))
            if word and word.verdict == SAME and word.credit_code != credit_code:
                raise Refused(say("这个名称现在{what}，不是 {code}", what=word.what, code=credit_code))

        body = {"verdict": OPEN, "credit_code": "", "enterprise": "", "apart": [credit_code], "rejoined": []}
        return self._do(actor, "split", key, place, body, seen, reason, rule)

    def _do(
        self, actor: str, action: str, key: str, place: Place, body: dict[str, Any], seen: int, reason: str,
        rule: Callable[[Word | None], None],
    ) -> Word:
        name = person(actor)
        check_reason(reason)
        where = {"spelling": place.spelling, "name": place.name, "file": place.file, "row": place.row,
                 "row_text": place.row_text}

        def checked(entries: Iterable[Entry]) -> None:
            word = replayed(entries).words.get(place.key)
            if word and word.number != seen:
                raise Overtaken(word)
            rule(word)

        decision = Decision(name, action, BOOK, where | body | {"reason": visible(reason)}, key)
        entry = self.journal.append(decision, checked)
        found = self.read()
        return next(word for word in reversed(found.history) if word.seq == entry.seq)


def for_row(place: Place, file: str, row: int, row_text: str) -> Place:
    """The same name, but in this one row only: two enterprises of one name are told apart by where they stand."""
    return replace(place, file=file, row=row, row_text=row_text)
