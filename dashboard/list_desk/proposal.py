"""What a list would become: shown before it is written, and exactly that is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.answers import answer
from dashboard.choice import choice
from dashboard.decide.order import rearranged
from dashboard.decide.rules import Force
from dashboard.journal.book import Basis, Listing, Row, Version, difference
from queries import Warehouse

ON_RECORD = "见名单记录"  # a preview is drawn before its reason is written; who is chosen does not depend on the words


@dataclass(frozen=True)
class Proposal:
    """The places a change would leave; ``basis`` where they were chosen anew."""

    listing: Listing
    rows: tuple[Row, ...]
    basis: Basis | None = None

    @property
    def version(self) -> Version:
        """What it would be as a version, for comparing."""
        return replace(self.listing.last, rows=self.rows, basis=self.basis or self.listing.basis)


def in_words(old: Version, new: Version) -> tuple[list[str], list[str]]:
    """The difference of two versions: (who enters and who leaves, who only gets another place)."""
    was = {row.project_id: place for place, row in enumerate(old.rows, 1)}
    words = difference(old, new)
    touched = [row for place, row in enumerate(new.rows, 1) if was.get(row.project_id) != place]
    told = list(zip(touched, words, strict=False))  # those who left come behind, one line each
    entering = [line for row, line in told if row.project_id not in was]
    return entering + words[len(touched) :], [line for row, line in told if row.project_id in was]


def total(rows: tuple[Row, ...]) -> int:
    """The total score of places, in hundredths."""
    return sum(row.points for row in rows)


def forces(listing: Listing, *, without: str = "") -> tuple[Force, ...]:
    """What people forced on a list, but for one project."""
    forced_in = [
        Force(number, True, reason, listing.exceptions.get(number, "")) for number, reason in listing.forced_in.items()
    ]
    forced_out = [Force(number, False, reason) for number, reason in listing.forced_out.items()]
    return tuple(force for force in (*forced_in, *forced_out) if force.project_id != without)


def moved(listing: Listing, project_id: str, place: int) -> Proposal:
    """One project at another place (from 1), all others in their order."""
    others = [row for row in listing.rows if row.project_id != project_id]
    (row,) = (row for row in listing.rows if row.project_id == project_id)
    return Proposal(listing, (*others[: place - 1], row, *others[place - 1 :]))


def forced(warehouse: Warehouse, call: str, track: str, listing: Listing, project_id: str, *, is_in: bool) -> Proposal:
    """The list with one project put in or left out by people, and the best that this leaves for the rest."""
    force = Force(project_id, is_in, ON_RECORD, ON_RECORD if is_in else "")
    return chosen_anew(warehouse, call, track, listing, (*forces(listing, without=project_id), force))


def released(warehouse: Warehouse, call: str, track: str, listing: Listing, project_id: str) -> Proposal:
    """The list with one project left to its score again."""
    return chosen_anew(warehouse, call, track, listing, forces(listing, without=project_id))


def chosen_anew(
    warehouse: Warehouse, call: str, track: str, listing: Listing, kept: tuple[Force, ...] | None = None
) -> Proposal:
    """The list as a build chooses it under what people forced; the order they gave stays.

    Whoever was left out and has no application on that build any more needs no leaving out. Raises what choice raises.
    """
    there = set(answer(warehouse, "recommendation_list", call=call, track=track)["project_id"])
    wanted = tuple(one for one in (forces(listing) if kept is None else kept) if one.is_in or one.project_id in there)
    found = choice(warehouse, call, track, wanted)
    rows = {row.project_id: row for row in found.rows()}
    order = rearranged([row.project_id for row in listing.rows], found.selection.project_ids)
    return Proposal(listing, tuple(rows[number] for number in order), found.basis)
