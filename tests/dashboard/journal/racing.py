"""Many hands on the same lists: python -m tests.dashboard.journal.racing FOLDER URL NAME N SEED

Eight threads make N attempts, each on what it read a moment before (one in five on something staler): to submit, with
an honest or a generous limit; to draft or revise above the quota, with places counted short; to review, retract,
reorder; and one click in ten is made twice. Two books at once: one counts applicants, the other instances. Prints every
attempt's key and outcome as JSON.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from dashboard.journal.book import DRAFT, REVIEWED, SUBMITTED, Book, Listing, Row, after, places
from dashboard.journal.desk import Conflict, Desk, Refused
from dashboard.journal.store import Journal
from tests.dashboard.journal.lists import BASIS, row

ROOT = Path(__file__).resolve().parents[3]
N_THREADS, N_LISTS = 8, 5
BOOKS = {"national-2023/scene": BASIS, "national-2023/factory": replace(BASIS, limit=5, counting_unit="instance")}


def candidate(book: str, number: int) -> Row:
    """The n-th invented application; where instances count, one of every third takes three places, the others one."""
    n = 3 if number % 3 == 0 and BOOKS[book].counting_unit == "instance" else 1
    return replace(row(number), n_places=n, instances=tuple(f"甲—乙—{i}" for i in range(n)))


def within(book: str, chance: random.Random) -> list[Row]:
    """A random list that fits."""
    rows: list[Row] = []
    for number in chance.sample(range(1, 12), 11):
        if places([*rows, candidate(book, number)]) <= BOOKS[book].limit:
            rows.append(candidate(book, number))
    return rows


def above(book: str, chance: random.Random) -> list[Row]:
    """A list one place too long, sometimes with a row that claims to take none."""
    rows = within(book, chance)
    while places(rows) <= BOOKS[book].limit:
        rows.append(candidate(book, 20 + len(rows)))
    return [*rows[:-1], replace(rows[-1], n_places=chance.choice([0, -1, rows[-1].n_places]))]


def steps(desk: Desk, found: Listing, seen: int, key: str, chance: random.Random) -> dict[str, Callable[[], object]]:
    """What somebody may try with a list that he read; ``seen`` is the version he thinks it has."""
    who, at = chance.choice("甲乙丙丁"), {"list_id": found.id, "seen": seen}
    newcomers = [each for each in above(desk.book, chance) if each.project_id not in {r.project_id for r in found.rows}]
    shuffled, limit = chance.sample(found.rows, len(found.rows)), chance.choice([3, 5, 100])
    long, short = above(desk.book, chance), within(desk.book, chance)
    return {
        "submit": lambda: desk.submit(who, key, sheets={}, limit=limit, **at),
        "draft above": lambda: desk.draft(who, key, list_id=key, basis=BOOKS[desk.book], rows=long),
        "revise above": lambda: desk.revise(
            who, key, change="reselect", rows=[*found.rows, *newcomers], reason="再加一家", **at
        ),
        "draft": lambda: desk.draft(who, key, list_id=key, basis=BOOKS[desk.book], rows=short),
        "review": lambda: desk.review(who, key, **at),
        "retract": lambda: desk.retract(who, key, reason="市里退回补正", **at),
        "reorder": lambda: desk.revise(who, key, change="reorder", rows=shuffled, reason="现场核查后调整", **at),
    }


FITTING = {DRAFT: "review", REVIEWED: "submit", SUBMITTED: "retract"}
OTHERS = ["submit"] * 10 + ["draft above"] * 3 + ["revise above"] * 3 + ["review"] * 2 + ["reorder", "retract"]


def attempt(desk: Desk, key: str, seed: str) -> str:
    """One attempt; the seed decides which. Returns what it was and how it ended."""
    chance = random.Random(seed)
    lists = desk.read().lists
    names = sorted(lists)  # the first five are fought over most
    found = lists[chance.choice(names[:N_LISTS] if chance.random() < 0.8 else names)]
    kind = chance.choice([*OTHERS, "draft"]) if chance.random() < 0.85 else FITTING.get(found.state, "submit")
    seen = found.last.number - (chance.random() < 0.2)
    step = steps(desk, found, seen, key, chance)[kind]
    try:
        step()
    except Conflict:
        return f"{kind}: conflict"
    except Refused:
        return f"{kind}: refused"
    if chance.random() < 0.1:
        step()  # a double click: it must neither raise nor write a second entry
    return f"{kind}: done"


def attempts(folder: Path, url: str, name: str, n: int, seed: int) -> list[tuple[str, str]]:
    """Key and outcome of n attempts by eight threads."""
    journal = Journal(folder, url)
    desks = [Desk(journal, book) for book in BOOKS]

    def one(number: int) -> tuple[str, str]:
        key = f"{name}-{number}"
        return key, attempt(desks[number % len(desks)], key, f"{seed}-{key}")

    with ThreadPoolExecutor(N_THREADS) as pool:
        return list(pool.map(one, range(n)))


def prepared(folder: Path, url: str, seed: int) -> None:
    """Five reviewed lists in each book."""
    journal, chance = Journal(folder, url), random.Random(seed)
    for book in BOOKS:
        desk = Desk(journal, book)
        for number in range(N_LISTS):
            name = f"L{number}"
            desk.draft("甲", f"{book}d{name}", list_id=name, basis=BOOKS[book], rows=within(book, chance))
            desk.review("乙", f"{book}r{name}", list_id=name, seen=1)
    journal.close()


def race(folder: Path, url: str, n_each: int, seed: int) -> Counter[str]:
    """Two processes of n attempts each; raises AssertionError where a promise was broken. Returns outcome → count."""
    prepared(folder, url, seed)
    before = len(Journal(folder, url).entries())
    words = [sys.executable, "-m", "tests.dashboard.journal.racing", str(folder), url]
    running = [
        subprocess.Popen([*words, name, str(n_each), str(seed)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    said = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    outcomes = dict(pair for lines in said for pair in json.loads(lines))
    assert len(outcomes) == 2 * n_each, "every attempt had an answer"
    journal = Journal(folder, url)
    entries = journal.entries()
    written = {entry.key for entry in entries[before:]}
    assert written == {key for key, outcome in outcomes.items() if outcome.endswith("done")}, "none lost, none unsaid"
    assert journal.faults() == []
    for name, basis in BOOKS.items():
        book = Book()
        for entry in (one for one in entries if one.book == name):
            book = after(book, entry)
            submitted = [found for found in book.lists.values() if found.state == SUBMITTED]
            assert len(submitted) <= 1, f"two lists are with the city at entry {entry.seq}"
            assert all(found.n_places <= basis.limit for found in book.lists.values()), f"above it at entry {entry.seq}"
            assert all(sum(len(r.instances) for r in found.rows) == found.n_places for found in submitted)
    journal.close()
    return Counter(outcomes.values())


if __name__ == "__main__":
    print(json.dumps(attempts(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))))
