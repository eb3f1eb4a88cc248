"""Names against names: nothing is one enterprise unless a written rule says so, however alike two names are."""

from __future__ import annotations

import csv
import random
import unicodedata
from pathlib import Path

import pytest

from etl.match.candidates import Nearest, distance, judged
from etl.match.names import core, former_names, parent, script_problems, spelling, writing
from etl.match.registry import FORMER, NAME, WRITING, registry
from etl.paths import data_root

REAL = Path(__file__).parents[3] / "shared" / "real"
LISTS = ("shanghai_mentions.csv", "miit_national_mentions.csv", "other_city_mentions.csv")
SYLLABLES = "甲乙丙丁戊己庚辛壬癸鑫華华電电氣气機机東东興兴達达"
# The boring second reading: only these characters have another script, only these brackets another width.
SIMPLE = dict(zip("華電氣機東興達", "华电气机东兴达", strict=True))
BRACKETS = dict(zip("（）", "()", strict=True))


def plain(name: str) -> str:
    """One character after the other, without the table, the regular expressions or NFKC on the whole."""
    kept = []
    for character in name:
        character = BRACKETS.get(character, character)
        if character in " 　":
            continue
        if unicodedata.east_asian_width(character) == "F":
            character = unicodedata.normalize("NFKC", character)
        kept.append(SIMPLE.get(character, character).upper())
    return "".join(kept)


def invented(chance: random.Random) -> str:
    word = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))
    place = chance.choice(["上海", "", "上海市青浦"])
    form = chance.choice(["有限公司", "（上海）有限公司", "股份有限公司", "厂", "Ａ有限公司", "A有限公司"])
    return place + "虚构" + word + form


def edited(name: str, chance: random.Random) -> str:
    """The name after up to two small changes: some only of writing, most of what is said."""
    letters = list(name)
    for _ in range(chance.randint(0, 2)):
        place = chance.randrange(len(letters))
        what = chance.choice(["script", "bracket", "space", "drop", "add", "other", "branch", "swap", "width"])
        if what == "script":
            turned = {old: new for pair in (SIMPLE, {new: old for old, new in SIMPLE.items()})
                      for old, new in pair.items()}
            letters[place] = turned.get(letters[place], letters[place])
        elif what == "bracket":
            letters = [{"（": "(", "）": ")"}.get(one, one) for one in letters]
        elif what == "space":
            letters.insert(place, chance.choice([" ", "　"]))
        elif what == "drop" and len(letters) > 3:
            del letters[place]
        elif what == "add":
            letters.insert(place, chance.choice(SYLLABLES))
        elif what == "other":
            letters[place] = chance.choice(SYLLABLES)
        elif what == "branch":
            letters += list(chance.choice(["青浦分公司", "（青浦分公司）", "一分厂"]))
        elif what == "swap" and place:
            letters[place - 1], letters[place] = letters[place], letters[place - 1]
        elif what == "width":
            letters = [{"A": "Ａ", "Ａ": "A"}.get(one, one) for one in letters]
    return "".join(letters)


def test_of_5000_pairs_of_near_names_only_equal_writings_are_one() -> None:
    chance = random.Random(20261120)
    n_attached = n_apart = 0
    for _ in range(100):
        names = [invented(chance) for _ in range(20)]
        firms = [(f"C{number:02}", name, chance.choice([None, None, invented(chance)]))
                 for number, name in enumerate(names)]
        known, nearest = registry(firms, ["上海", "青浦"]), None
        for _ in range(50):
            name = edited(chance.choice(firms)[1], chance)
            bearers = {code for code, own, old in firms if plain(name) in (plain(own), plain(old or own))}
            found = known.attach(name)
            assert found.credit_code == (bearers.pop() if len(bearers) == 1 else None), (name, firms)
            n_attached += found.credit_code is not None
            n_apart += found.credit_code is None
            if found.credit_code is None and n_apart % 25 == 0:
                nearest = nearest or Nearest(known)
                assert all(one.score <= 99 and one.why for one in nearest.candidates(name)), "offered, not merged"
    assert n_attached + n_apart == 5000
    assert n_attached > 1000
    assert n_apart > 2000


def test_the_order_of_the_enterprises_changes_nothing() -> None:
    chance = random.Random(7)
    firms = [(f"C{number:03}", invented(chance), None) for number in range(80)]
    names = [edited(chance.choice(firms)[1], chance) for _ in range(40)]

    def all_said(rows: list[tuple[str, str, str | None]]) -> list[object]:
        known = registry(rows, ["上海"])
        nearest = Nearest(known)
        return [(known.attach(name), nearest.candidates(name)) for name in names]

    assert all_said(chance.sample(firms, len(firms))) == all_said(firms)


@pytest.mark.parametrize(("name", "rule", "why"), [
    ("上海虚构甲电气有限公司", NAME, ""), ("上海虚构甲厂", FORMER, "曾用名（2003至2015年）"),
    ("上海虛構甲電氣有限公司", WRITING, "只有繁简体不同"),
    ("上海虚构甲电气 有限公司", WRITING, "只有全半角、括号、空格或大小写不同"),
    ("虚构乙（上海）公司", WRITING, "只有全半角、括号、空格或大小写不同"),
])
def test_the_written_rules(name: str, rule: str, why: str) -> None:
    rows = [("A", "上海虚构甲电气有限公司", "上海虚构甲厂（2003至2015年）"), ("B", "虚构乙(上海)公司", None)]
    known = registry(rows, ["上海"])
    found = known.attach(name)
    assert (found.rule, found.why) == (rule, why)


@pytest.mark.parametrize("name", [
    "上海虚构甲电气有限公司青浦分公司", "上海虚构甲电气有限公司（青浦分公司）", "虚构甲电气有限公司",
    "上海虚构甲电气", "上海虚构甲电器有限公司", "上海虚构甲电气股份有限公司", "上海市虚构甲电气有限公司",
    "上海虚构甲電氣有限公司分厂", "乾虚构甲电气有限公司",
])
def test_what_is_merely_alike_waits(name: str) -> None:
    known = registry([("A", "上海虚构甲电气有限公司", None), ("B", "干虚构甲电气有限公司", None)], ["上海"])
    assert known.attach(name).credit_code is None
    assert Nearest(known).candidates(name)[0].why


def test_a_name_told_apart_goes_to_the_one_that_is_left_or_waits() -> None:
    known = registry([("A", "虚构甲公司", None), ("B", "虚构乙公司", "虚构甲公司")], [])
    assert known.attach("虚构甲公司").several == ("A", "B")
    assert known.attach("虚构甲公司", ["B"]).credit_code == "A"
    assert known.attach("虚构甲公司", ["A", "B"]).credit_code is None


def test_parts_of_names() -> None:
    assert former_names("甲厂（1998至2003年）；乙厂；；丙（集团）公司") == [
        ("甲厂", "1998至2003年"), ("乙厂", ""), ("丙（集团）公司", "")]
    assert parent("虚构甲（集团）有限公司上海第一分公司") == "虚构甲(集团)有限公司"
    assert parent("虚构分公司管理有限公司") is None
    assert core("上海市青浦区虚构甲（集团）股份有限公司", ("上海", "青浦")) == "虚构甲"
    assert spelling("［甲］Ａb c") == "(甲)ABC"
    assert distance(tuple("甲乙丙"), tuple("甲丙丁")) == 2
    known = registry([("A", "上海虚构甲电气有限公司", None), ("B", "北京完全无关物流集团", None)], ["上海"])
    assert judged("上海虚构甲电气有限公司", "北京完全无关物流集团", known) is None


def test_the_table_of_characters_is_whole_and_leaves_out_what_reads_two_ways(tmp_path: Path) -> None:
    assert script_problems(data_root() / "reference" / "script.toml") == []
    assert writing("乾徵鍾") == "乾徵鍾"
    bad = tmp_path / "script.toml"
    bad.write_text('rows = [["電氣", "电"], ["機", "电"], ["电", "甲"], ["機", "机"]]\n', encoding="utf-8")
    assert len(script_problems(bad)) == 3


@pytest.mark.skipif(not REAL.is_dir(), reason="the published tables lie beside the repository, not in it")
def test_published_names_are_only_ever_themselves() -> None:
    """A register of every second published name: the others, near or far, are nobody on it."""
    published = sorted({row["company_text"] for name in LISTS for row in csv.DictReader(
        (REAL / name).open(encoding="utf-8-sig")) if row["company_text"]})
    assert len(published) > 100
    known = registry([(f"C{number}", writing(name), None) for number, name in enumerate(published[::2])], ["上海"])
    for name in published:
        found = known.attach(name)
        if found.credit_code is not None:
            assert writing(known.by_code[found.credit_code].name) == writing(name)
        else:
            assert name not in published[::2]
