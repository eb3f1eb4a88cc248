"""The path to eligible, element by element, against an independent judge in plain Python (tests/oracle)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from queries import Warehouse, warehouse
from queries.warehouse import _connection
from tests.oracle.ledger import read_ledger
from tests.oracle.path import District, Imagined

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 20)
Key = tuple[str, str]


def rows(house: Warehouse, sql: str) -> list[dict]:
    """The rows of a statement on a build."""
    return _connection(str(house.path)).cursor().sql(sql).pl().to_dicts()


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


@pytest.fixture(scope="module")
def district() -> District:
    return District(read_ledger(ROOT / "data" / "sample", ROOT), ROOT, AS_OF)


@pytest.fixture(scope="module")
def paths(sample: Warehouse) -> dict[Key, dict]:
    return {(row["credit_code"], row["item"]): row for row in rows(sample, "FROM path")}


@pytest.fixture(scope="module")
def steps(sample: Warehouse) -> dict[Key, list[dict]]:
    found: dict[Key, list[dict]] = {}
    for row in rows(sample, "FROM path_step ORDER BY condition_order, condition"):
        found.setdefault((row["credit_code"], row["item"]), []).append(row)
    return found


@pytest.fixture(scope="module")
def imagined(district: District, paths: dict[Key, dict]) -> dict[Key, list[Imagined]]:
    """Enterprise and target -> the applications that could be imagined."""
    return {key: list(district.imagined(*key)) for key in paths}


def chosen(paths: dict[Key, dict], imagined: dict[Key, list[Imagined]], key: Key) -> Imagined:
    """The one whose facts the product took."""
    (found,) = [each for each in imagined[key] if each.base == paths[key]["project_id"]]
    return found


def in_set(steps: dict[Key, list[dict]], key: Key) -> list[dict]:
    return [step for step in steps.get(key, []) if step["severity"] == "block"]


def met(one: Imagined, taken: list[dict]) -> bool:
    """Whether the gate passes once these steps are taken: facts at what is needed, days waited for."""
    facts = dict(one.facts)
    day = max([one.day, *(step["possible_from"] for step in taken if step["possible_from"])])
    for step in taken:
        field = step["field"]
        if step["remedy"] == "wait":
            continue
        if step["op"] == "clear_for_years":
            facts[field] = (False, None)
        elif step["op"] in ("is_true", "is_false"):
            facts[field] = step["op"] == "is_true"
        elif step["op"] == "in":
            facts[field] = step["needed_text"].split(";")[0]
        else:
            facts[field] = step["needed_date"] if step["op"] == "on_or_before" else step["needed_num"]
    return not one.lacking(facts, day)


def test_every_enterprise_has_every_target(district: District, paths: dict[Key, dict]) -> None:
    codes, targets = set(district.files.enterprise), set(district.targets())
    assert paths.keys() == {(code, item) for code in codes for item in targets}
    assert (len(codes), len(targets)) == (373, 6)


def test_the_set_is_what_the_judge_finds_lacking(
    paths: dict[Key, dict], steps: dict[Key, list[dict]], imagined: dict[Key, list[Imagined]]
) -> None:
    """Condition by condition with its verdict, and no other application leaves fewer."""
    n_compared, verdicts = 0, Counter()
    for key, path in paths.items():
        if path["state"] == "held":
            assert not steps.get(key)
            continue
        one = chosen(paths, imagined, key)
        lacking = one.lacking()
        assert {step["condition"]: step["verdict"] for step in in_set(steps, key)} == lacking, key
        assert len(lacking) == min(len(each.lacking()) for each in imagined[key]), key
        assert (path["n_unmet"], path["n_to_verify"]) == (
            len(lacking), sum(verdict == "unknown" for verdict in lacking.values()),
        )
        assert (path["state"] == "ready") == (not lacking), key
        verdicts.update(lacking.values())
        n_compared += 1
    print(n_compared, "paths,", dict(verdicts))
    assert n_compared > 1800
    assert min(verdicts["fail"], verdicts["unknown"]) > 500


def test_the_whole_set_opens_the_gate_and_no_part_of_it_does(
    paths: dict[Key, dict], steps: dict[Key, list[dict]], imagined: dict[Key, list[Imagined]]
) -> None:
    flipped, left_out, waited = Counter(), 0, 0
    for key, path in paths.items():
        if path["state"] == "held":
            continue
        one, whole = chosen(paths, imagined, key), in_set(steps, key)
        if path["state"] == "ready":
            assert not whole
            assert met(one, [])
            flipped["ready"] += 1
            continue
        assert met(one, whole), (key, whole)
        flipped[len(whole)] += 1
        for step in whole:
            assert not met(one, [other for other in whole if other is not step]), (key, step)
            left_out += 1
            if step["possible_from"]:
                early = step | {"possible_from": step["possible_from"] - timedelta(1)}
                assert not met(one, [early if other is step else other for other in whole]), (key, step)
                waited += 1
    print(dict(flipped), left_out, "left out,", waited, "waits")
    assert min(flipped["ready"], flipped[1], flipped[2]) > 300
    assert flipped[3] > 30
    assert left_out > 1200
    assert waited > 10


def test_held_and_closed_are_no_paths(
    district: District, paths: dict[Key, dict], steps: dict[Key, list[dict]], imagined: dict[Key, list[Imagined]]
) -> None:
    """A held rank fails the ladder order whatever else is met; a title is held by an award; closed has no remedy."""
    seen = Counter()
    for key, path in paths.items():
        assert (path["state"] == "held") == district.has_reached(*key), key
        one = imagined[key][0]
        if path["state"] == "held" and key[1] in district.files.ladder:
            assert one.lacking()["ladder_order"] == "fail", key
            seen["held rank"] += 1
        elif path["state"] == "held":
            seen["held title"] += 1
        if path["state"] == "closed":
            whole = in_set(steps, key)
            assert not met(chosen(paths, imagined, key), [s for s in whole if s["remedy"] != "closed"]), key
            seen["closed"] += 1
    print(dict(seen))
    assert seen["held rank"] > 300
    assert (seen["held title"], seen["closed"]) == (6, 2)


def test_gaps_are_the_difference_to_what_is_needed(
    paths: dict[Key, dict], steps: dict[Key, list[dict]], imagined: dict[Key, list[Imagined]]
) -> None:
    fields = Counter()
    for key, listed in steps.items():
        one = chosen(paths, imagined, key)
        for step in listed:
            if step["gap"] is not None:
                missing = abs(Decimal(str(step["needed_num"])) - Decimal(str(one.facts[step["field"]])))
                assert Decimal(str(step["gap"])) == round(missing, 6) > 0, (key, step)
                fields[step["field"]] += 1
    print(dict(fields))
    assert min(fields[name] for name in ("hardsoft_yuan", "n_processes", "n_lines", "maturity_level")) > 0


def test_failing_warnings_stand_beside_and_never_in_the_set(
    paths: dict[Key, dict], steps: dict[Key, list[dict]], imagined: dict[Key, list[Imagined]]
) -> None:
    n_beside = 0
    for key, path in paths.items():
        if path["state"] == "held":
            continue
        beside = {s["condition"]: s["verdict"] for s in steps.get(key, []) if s["severity"] == "warn"}
        warned = chosen(paths, imagined, key).lacking(severity="warn")
        wanted = {c: v for c, v in warned.items() if v == "fail" or path["basis"] == "own_call"}
        assert beside == wanted, key
        n_beside += len(beside)
    print(n_beside, "warnings")
    assert n_beside > 200
