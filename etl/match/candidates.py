"""The nearest enterprises to a name nobody could attach: a score that says what it is made of, and never decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from pypinyin import lazy_pinyin

from etl.match.names import core, parent, writing
from etl.match.registry import Registry

MOST = 5
LOOKED_AT = 60
LEAST_SCORE = 40
SAME_NAME, BRANCH, SAME_CORE = 99, 95, 90


@dataclass(frozen=True)
class Candidate:
    """An enterprise that may be meant; ``known_as`` is its name that is near, ``why`` what the score says."""

    credit_code: str
    known_as: str
    score: int
    why: str


@dataclass
class Nearest:
    """Candidates for names out of one registry; what is slow is worked out once."""

    registry: Registry
    _names: list[tuple[str, str]] = field(default_factory=list)
    _postings: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for one in self.registry.enterprises:
            for name in (one.name, *(name for name, _ in one.former)):
                self._names.append((one.credit_code, name))
                for syllable in sounds(self.registry.cores[name]):
                    self._postings[syllable].add(len(self._names) - 1)

    def candidates(self, name: str, apart: Collection[str] = ()) -> list[Candidate]:
        """At most five enterprises, best first, equal ones by credit code; without those a person ruled out."""
        best: dict[str, Candidate] = {}
        for number in self._near(name):
            code, known = self._names[number]
            found = judged(name, known, self.registry) if code not in apart else None
            if found is None:
                continue
            one = Candidate(code, known, *found)
            if code not in best or (best[code].score, best[code].known_as) < (one.score, one.known_as):
                best[code] = one
        return sorted(best.values(), key=lambda one: (-one.score, one.credit_code))[:MOST]

    def _near(self, name: str) -> list[int]:
        """Those that share the rarest syllables, most first; the bearers of the very name and of its parent always."""
        weight: Counter[int] = Counter()
        for syllable in set(sounds(core(name, self.registry.places))):
            postings = self._postings.get(syllable, set())
            for number in postings:
                weight[number] += 1_000_000 // len(postings)
        exact = {writing(name), parent(name)}
        sure = [n for n, (_, known) in enumerate(self._names) if weight[n] and writing(known) in exact]
        near = sorted(weight, key=lambda number: (-weight[number], self._names[number]))[:LOOKED_AT]
        return list(dict.fromkeys([*sure, *near]))


def judged(name: str, known: str, registry: Registry) -> tuple[int, str] | None:
    """(score of 100, why) of two names; None where they have too little in common to bother anybody."""
    if writing(name) == writing(known):
        return SAME_NAME, "名称相同，但不止一家企业用过，或已被核对为不是同一家"
    if parent(name) == writing(known):
        return BRANCH, "去掉分支机构后缀后名称相同；分支机构不等于总公司"
    if parent(known) == writing(name):
        return BRANCH, "台账上的是它的分支机构；分支机构不等于总公司"
    mine, other = core(name, registry.places), core(known, registry.places)
    if mine == other:
        return SAME_CORE, f"去掉地名和公司形式后同为「{mine}」"
    longest = max(len(mine), len(other))
    n_shared = sum((Counter(mine) & Counter(other)).values())
    n_edits = distance(tuple(mine), tuple(other))
    n_sound_edits = distance(sounds(mine), sounds(other))
    parts = 0.4 * n_shared / longest + 0.4 * (1 - n_edits / longest) + 0.2 * max(0, 1 - n_sound_edits / longest)
    score, words = round(100 * parts), [f"字号「{mine}」与「{other}」同 {n_shared} 字、差 {n_edits} 处"]
    if not n_sound_edits:
        score, words = max(score, 80), [*words, "读音相同"]
    if len(mine) > 1 and (mine in other or other in mine):
        score, words = max(score, 60), [*words, "一个是另一个的一部分（简称？）"]
    return (min(score, SAME_CORE - 1), "，".join(words)) if score >= LEAST_SCORE else None


@lru_cache(maxsize=20_000)
def sounds(words: str) -> tuple[str, ...]:
    """The syllables without tones, one per character; others stand for themselves."""
    return tuple(one for char in words for one in lazy_pinyin(char))


def distance(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many characters have to be put in, left out or changed to make one of the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for place, mine in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, theirs in enumerate(other, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (mine != theirs))
    return row[-1]
