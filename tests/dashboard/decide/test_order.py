"""Newcomers find their place without anybody being moved who was there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.decide.order import rearranged

PUBLISHED = [f"GJ-{number:02d}" for number in range(12)]


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A list in any order, and a new choice in published order."""
    old = draw(st.permutations(PUBLISHED).flatmap(lambda all_: st.integers(0, 12).map(lambda n: list(all_[:n]))))
    chosen = sorted(draw(st.sets(st.sampled_from(PUBLISHED))))
    return old, chosen


@given(lists())
def test_nobody_who_stays_is_moved_past_another(case: tuple[list[str], list[str]]) -> None:
    old, chosen = case
    new = rearranged(old, chosen)
    assert sorted(new) == chosen
    assert [one for one in new if one in old] == [one for one in old if one in chosen]


def out_of_order(ranks: list[int], gap: int, rank: int) -> int:
    """How many of ``ranks`` stand on the wrong side of ``rank`` when it is put behind the first ``gap`` of them."""
    return sum(one > rank for one in ranks[:gap]) + sum(one < rank for one in ranks[gap:])


@given(lists())
def test_newcomers_stand_in_published_order_and_best_against_those_who_stay(
    case: tuple[list[str], list[str]],
) -> None:
    old, chosen = case
    new = rearranged(old, chosen)
    come = [one for one in new if one not in old]
    assert come == sorted(come)
    stay = [one for one in new if one in old]
    ranks = [chosen.index(one) for one in stay]
    for one in come:
        gap = sum(other in stay for other in new[: new.index(one)])
        cost = {place: out_of_order(ranks, place, chosen.index(one)) for place in range(len(stay) + 1)}
        assert gap == max(place for place, wrong in cost.items() if wrong == min(cost.values()))


@given(st.sets(st.sampled_from(PUBLISHED)), st.sets(st.sampled_from(PUBLISHED)))
def test_a_list_nobody_reordered_is_the_published_one(old: set[str], chosen: set[str]) -> None:
    assert rearranged(sorted(old), sorted(chosen)) == sorted(chosen)


def test_by_hand() -> None:
    assert rearranged(["c", "a", "b"], ["a", "b", "d"]) == ["a", "b", "d"]
    assert rearranged(["e", "a", "b", "d"], ["a", "b", "c", "d", "e"]) == ["e", "a", "b", "c", "d"], "e was put first"
    assert rearranged(["b", "a", "d"], ["a", "b", "c", "d"]) == ["b", "a", "c", "d"]
    assert rearranged(["c", "a"], ["a", "b", "c"]) == ["c", "a", "b"], "both ends are one off: the later"
    assert rearranged([], ["a", "b"]) == ["a", "b"]
