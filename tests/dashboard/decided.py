"""Decided lists for tests: made on a desk of a journal of their own, of real choices or of invented rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dashboard.choice import choice
from dashboard.journal.book import Basis, Listing, Row
from dashboard.journal.desk import Desk
from dashboard.journal.store import Journal
from queries import warehouse

CALL = "national-2023"
INSTANCE = "生产作业—人机协同制造—多机协同的发动机壳体柔性加工与检测"
BASIS = Basis(
    "20261120-0123456789", "9f" * 32, "2026-11-20", 25, district="虚构区", recommending_unit="虚构区经济委员会",
    packs=("沪经信制〔2023〕643号［已失效］",), rules=("行业「原材料」至少 1 项", "行业「消费品」至少 1 项"),
    seal="5e" * 32,
)


def desk(folder: Path, track: str = "scene", needs_two: bool = True) -> Desk:
    """A desk over the journal of a home."""
    return Desk(Journal(folder / "decisions"), f"{CALL}/{track}", needs_two)


def rows(n: int, n_instances: int = 3) -> list[Row]:
    """Invented applications with texts that spreadsheets like to take for something else."""
    return [
        Row(
            f"GJ-{i:04d}", f"0{i:017d}", f"=虚构第{i}<厂>", f"@示范工厂{i}",
            tuple(f"{INSTANCE}{i}-{k}" for k in range(n_instances)), 9000 - i,
        )
        for i in range(1, n + 1)
    ]


def drafted(table: Desk, listed: list[Row], list_id: str = "", basis: Basis = BASIS) -> Listing:
    """A draft by 甲."""
    name = list_id or f"{table.book.replace('/', '-')}-1"
    return table.draft("甲", f"draft-{name}", list_id=name, basis=basis, rows=listed)


def worked(table: Desk, listed: list[Row]) -> Listing:
    """A list of several versions: drafted, reordered, one forced out and one in, reviewed by 丙."""
    one = drafted(table, listed, basis=replace(BASIS, limit=len(listed)))
    swapped = [listed[1], listed[0], *listed[2:]]
    table.revise("甲", "r1", list_id=one.id, seen=1, change="reorder", rows=swapped, reason="现场核查后对调前两位")
    left = swapped[:-1]
    gone = swapped[-1]
    table.revise(
        "乙", "r2", list_id=one.id, seen=2, change="force_out", rows=left, reason="企业来函\n暂缓申报",
        project_id=gone.project_id,
    )
    new = replace(
        gone, project_id="GJ-9001", credit_code="000000000000009001", enterprise="虚构补列公司", is_eligible=False
    )
    table.revise(
        "乙", "r3", list_id=one.id, seen=3, change="force_in", rows=[*left, new], reason="市里点名补报",
        project_id="GJ-9001", ineligible_reason="自评估结果待平台确认",
    )
    return table.review("丙", "v1", list_id=one.id, seen=4)


def chosen(home: Path, folder: Path, track: str = "scene") -> tuple[Desk, Listing]:
    """The list that the rules choose on the build of ``home``, drafted on a desk in ``folder``."""
    found = choice(warehouse(home), CALL, track)
    table = desk(folder, track)
    return table, drafted(table, found.rows(), basis=found.basis)
