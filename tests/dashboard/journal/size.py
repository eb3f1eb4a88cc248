"""How long a large journal takes: python -m tests.dashboard.journal.size FOLDER [N_ENTRIES N_IN_ONE_BOOK]

100,000 entries, 20,000 of them in one book (200 lists of 100 entries, 20 places each: more than a district makes in a
century). Prints milliseconds; nothing here is asserted, a slow machine is no fault.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median

from dashboard.journal.book import Row, replay, rows_body
from dashboard.journal.desk import Desk
from dashboard.journal.store import Decision, Journal, _written
from tests.dashboard.journal.lists import BASIS

LARGE, N_ROWS, N_VERSIONS = "national-2023/scene", 20, 100
ROWS = [
    Row(f"GJ-{n:04d}", f"XX{n:016d}", f"虚构第{n}公司", "", tuple(f"环节—场景—实例{i}" for i in range(3)), 8000 - n)
    for n in range(N_ROWS)
]
ROOMY = replace(BASIS, limit=N_ROWS)


def filled(folder: Path, n: int, n_large: int) -> Journal:
    """A journal of n entries written in one transaction, through the same function that append uses."""
    journal = Journal(folder)
    with journal._writing() as connection:
        for number in range(n - n_large):
            book = f"call-{number % 40}/scene"
            _written(connection, Decision("甲", "note", book, {"n": number}, f"n{number}"))
        for number in range(n_large):
            name, version = f"L{number // N_VERSIONS:03d}", number % N_VERSIONS
            body = {"list": name, "rows": rows_body(ROWS if version % 2 else ROWS[::-1]), "reason": "现场核查后调整"}
            if version:
                body |= {"change": "reorder", "project_id": "", "ineligible_reason": "", "basis": None}
            else:
                body |= {"basis": asdict(ROOMY)}
            _written(connection, Decision("甲", "revise" if version else "draft", LARGE, body, f"l{number}"))
    last = journal.entries(LARGE)[-1]
    journal._witness_to(last)
    return journal


def ms(step: Callable[[], object], times: int = 1) -> float:
    """The median of some runs in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        step()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


def main() -> None:
    """Command line."""
    folder, given = Path(sys.argv[1]), [int(word) for word in sys.argv[2:]]
    n, n_large = given or (100_000, 20_000)
    begun = time.perf_counter()
    journal = filled(folder, n, n_large)
    size = (folder / "decisions.sqlite").stat().st_size / 1e6
    print(f"{n} entries, {n_large} in one book, {size:.0f} MB, made in {time.perf_counter() - begun:.0f} s")
    journal.close()
    journal = Journal(folder)
    desk, numbers = Desk(journal, LARGE), iter(range(10**6))
    print(f"read the large book, first time: {ms(desk.read):.0f} ms, then {ms(desk.read, 50):.2f} ms")
    print(f"the same without the memory: {ms(lambda: replay(journal.entries(LARGE)), 3):.0f} ms each")
    note = ms(lambda: journal.append(Decision("甲", "note", LARGE, {}, f"x{next(numbers)}"), lambda _: None), 50)
    print(f"append without a rule: {note:.1f} ms")

    def reorder() -> None:
        seen = desk.read().lists["L000"]
        desk.revise("甲", f"y{next(numbers)}", list_id="L000", seen=seen.last.number, change="reorder",
                    rows=seen.rows[::-1], reason="现场核查后调整")

    print(f"read, revise and read in the large book: {ms(reorder, 50):.1f} ms")
    small = Desk(journal, "call-1/scene")
    notes = (n - n_large) // 40
    print(f"read a book of {notes} notes, first time: {ms(small.read):.0f} ms, then {ms(small.read, 50):.2f} ms")
    print(f"check the whole journal: {ms(journal.faults):.0f} ms, faults: {journal.faults()}")


if __name__ == "__main__":
    main()
