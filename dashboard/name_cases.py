"""The names of published lists as cases to be ruled on, and taking a step so that the next load knows of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from dashboard import decisions
from dashboard.answers import answer
from dashboard.journal.errors import Refused
from dashboard.journal.match_file import write_projection
from dashboard.journal.matches import SAME, MatchDesk, Matches, Place, Word
from dashboard.language import say
from queries import Warehouse

NEXT_LOAD = "下次入库后生效"


@dataclass(frozen=True)
class Case:
    """A name as the build has it: its state there, the enterprise it is attached to, and what was ruled since.

    ``word`` is the ruling in force on the name as a whole; ``is_pending``: the build does not know of it yet.
    """

    place: Place
    state: str
    match_rule: str
    credit_code: str
    enterprise: str
    why: str
    n_listed: int
    listed_yuan: Decimal
    files: str
    nearest: str
    score: int | None
    apart: str
    word: Word | None
    is_pending: bool

    @property
    def ruled(self) -> str:
        """What was ruled since the build was made, in words; '' where nothing was."""
        if self.word is None or not self.is_pending:
            return ""
        return say("{actor} 已{what}，{next_load}", actor=self.word.actor, what=self.word.what,
                   next_load=say(NEXT_LOAD))


def cases(warehouse: Warehouse, matches: Matches, state: str = "") -> list[Case]:
    """The names of a build, those that wait first; ``state`` matched | waiting | outside, '' for all."""
    rows = answer(warehouse, "listed_name_list", match_state=state).iter_rows(named=True)
    known = known_to(warehouse)
    return [_case(row, matches, known) for row in rows]


def known_to(warehouse: Warehouse) -> int:
    """The last entry on names that a build was made with; 0 for none."""
    return int(answer(warehouse, "listed_summary")["known_entry"][0])


def _case(row: Mapping[str, Any], matches: Matches, known: int) -> Case:
    place = Place(row["spelling"], row["listed_name"])
    word = matches.words.get(place.key)
    return Case(
        place, row["match_state"], row["match_rule"], row["credit_code"], row["enterprise"] or "",
        row["match_why"] or "", row["n_listed"], row["listed_yuan"], row["files"], row["nearest_enterprise"] or "",
        row["match_score"], row["apart"], word, bool(word and word.seq > known),
    )


def candidates(warehouse: Warehouse, case: Case) -> list[dict[str, Any]]:
    """The nearest enterprises of a waiting name, best first (credit_code, enterprise, match_score, match_why …)."""
    found = answer(warehouse, "match_candidate_list", spelling=case.place.spelling)
    return [row for row in found.iter_rows(named=True) if row["apart"] == case.apart]


def enterprise_names(warehouse: Warehouse) -> dict[str, str]:
    """Credit code → name, of every enterprise on the enterprise sheets."""
    listed = answer(warehouse, "enterprise_list").select("credit_code", "enterprise")
    return dict(listed.iter_rows())


def ruled(home: Path | None, act: Callable[[MatchDesk], Word]) -> Word:
    """Take a step and put down the file that the next load reads. Raises what the step and the journal raise.

    What the journal has stands, also where the file could not be written: the sentence says how to make it again.
    """
    journal = decisions.journal(home)
    word = act(MatchDesk(journal))
    try:
        write_projection(journal)
    except Refused as error:
        raise Refused(say(
            "已记入决策记录第 {seq} 条，但核对结果文件没有写出（{error}）。请运行 python -m dashboard match rebuild",
            seq=word.seq, error=error,
        )) from error
    return word


def is_settled(case: Case) -> bool:
    """Whether a waiting name needs nobody any more: the next load will attach it or leave it out."""
    return case.is_pending and case.word is not None and (case.word.verdict == SAME or case.word.verdict == "none")
