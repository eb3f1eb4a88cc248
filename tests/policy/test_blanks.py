"""Blank scenarios and their nearest enterprises, against a plain-Python reading of the rule."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from queries import Warehouse, warehouse
from tests.oracle.answers import matched_instances
from tests.oracle.ledger import Ledger, read_ledger

ROOT = Path(__file__).resolve().parents[2]
Covered = dict[str, set[tuple[str, int]]]


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger(ROOT / "data" / "sample", ROOT)


def covered_by(ledger: Ledger) -> tuple[Covered, set[tuple[str, int, str]]]:
    """Enterprise -> (catalogue, scenario), and (catalogue, scenario, town of the project)."""
    owned: Covered = {}
    sites = set()
    for catalogue in ledger.reference.scenarios:
        for number, _, project in matched_instances(ledger, catalogue):
            owned.setdefault(project["credit_code"], set()).add((catalogue, int(number)))
            sites.add((catalogue, int(number), project["town"]))
    return owned, sites


def counterparts(relation: str) -> dict[tuple[str, int], set[tuple[str, int]]]:
    """Scenario -> its counterparts of one relation in the other catalogue, both ways."""
    found: dict[tuple[str, int], set[tuple[str, int]]] = {}
    with (ROOT / "data" / "catalogues" / "crosswalk.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["relation"] == relation:
                old, new = ("2023", int(row["2023_no"])), ("2025", int(row["2025_no"]))
                found.setdefault(old, set()).add(new)
                found.setdefault(new, set()).add(old)
    return found


@pytest.mark.parametrize("catalogue", ["2023", "2025"])
def test_the_nearest_are_those_of_the_rule(sample: Warehouse, ledger: Ledger, catalogue: str) -> None:
    owned, sites = covered_by(ledger)
    same, near = counterparts("same"), counterparts("near")
    process = {int(row["scenario_no"]): row["process"] for row in ledger.reference.scenarios[catalogue]}
    expected, ways = {}, Counter()
    for town in ledger.reference.town_names:
        firms = {row["credit_code"] for row in ledger.enterprise if row["town"] == town} & owned.keys()
        for number, name in process.items():
            if (catalogue, number, town) in sites:
                continue
            ranked = []
            for code in firms:
                siblings = [n for c, n in owned[code] if c == catalogue and process[n] == name and n != number]
                if (catalogue, number) in owned[code]:
                    way = 1
                elif same.get((catalogue, number), set()) & owned[code]:
                    way = 2
                elif near.get((catalogue, number), set()) & owned[code]:
                    way = 3
                elif siblings:
                    way = 4
                else:
                    continue
                ranked.append((way, -len(siblings), code))
            ranked.sort()
            ways.update(way for way, *_ in ranked[:3])
            expected[town, number] = [code for *_, code in ranked[:3]]
    found: dict[tuple[str, int], list[str]] = {}
    for row in sample.ask("scenario_blank_list", catalogue=catalogue).iter_rows(named=True):
        nearest = found.setdefault((row["town"], row["scenario_no"]), [])
        if row["rank_no"]:
            assert row["rank_no"] == len(nearest) + 1
            nearest.append(row["credit_code"])
        else:
            assert "没有企业" in row["reason"]
        assert row["reason"]
    assert found == expected
    print(len(expected), "blanks,", dict(ways), sum(not each for each in expected.values()), "with nobody")
    assert len(expected) > 100
    assert min(ways[2], ways[3], ways[4]) > 5
    assert any(not each for each in expected.values())


def test_a_town_shows_its_own_blanks_only(sample: Warehouse) -> None:
    everywhere = sample.ask("scenario_blank_list", catalogue="2025")
    (town, *_) = everywhere["town"].unique().sort()
    assert sample.ask("scenario_blank_list", catalogue="2025", town=town).equals(everywhere.filter(town=town))
    blank = {(row["town"], row["scenario_no"]) for row in everywhere.iter_rows(named=True)}
    places = sample.ask("scenario_town", catalogue="2025")
    busy = set(places.filter(places["n_projects"] > 0).select("town", "scenario_no").iter_rows())
    assert not blank & busy
    assert len(blank) + len(busy) == 11 * 40
