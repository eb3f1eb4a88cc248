"""Rows dealt straight into a snapshot in memory, so that a case costs no file; the SQL is the product's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from etl import warehouse
from etl.cards import cards
from etl.load import policy_tables
from etl.quality import rule_rows
from tests.district.codes import credit_code

AS_OF, AWARDED, PAID = date(2026, 11, 20), date(2024, 11, 29), date(2025, 5, 20)
LINE, SHOP, CITY = "区级智能生产线", "区级智能车间", "市级智能工厂"
Case = Callable[["Deal", bool], None]
CASES: dict[str, Case] = {}
tables = cache(policy_tables)


def case(deals: Case) -> Case:
    """Register a case: a function named as its rule that deals rows, the violation where it is asked for one."""
    CASES[deals.__name__] = deals
    return deals


@dataclass
class Deal:
    """Rows by table. Every firm and project is new; ``hits`` are the places (rule, sheet, row) a rule must name."""

    rule: str = ""
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    sheets: dict[int, str] = field(default_factory=dict)
    hits: set[tuple[str, int, int]] = field(default_factory=set)
    owners: dict[tuple[int, int], str] = field(default_factory=dict)
    n: int = 0

    def add(self, table: str, cells: dict[str, Any], hit: bool = False, sheet: int = 0) -> None:
        """A row on the table's sheet (or on one of its own, ``sheet``), to be named by the case's rule if ``hit``."""
        sheet_id = sheet or 1 + list(KINDS).index(table)
        self.sheets[sheet_id] = table
        place = (sheet_id, 5 + len(self.rows[table]))
        self.rows[table].append({**cells, "sheet_id": place[0], "row": place[1]})
        self.owners[place] = self.rule
        if hit:
            self.hits.add((self.rule, *place))

    def firm(self, hit: bool = False, **cells: Any) -> str:
        """An enterprise of 夏阳街道 with 400 employees; its credit code."""
        self.n += 1
        code = credit_code(self.n)
        self.add("enterprise", {
            "credit_code": code, "enterprise": f"虚构第{self.n}公司", "town": "夏阳街道", "industry": "装备制造",
            "size": "中型", "n_employees": 400, "founded_date": date(2005, 3, 1), "maturity_level": 2,
            "assessment_date": date(2025, 4, 1), "has_accident": False, "has_credit_issue": False, **cells,
        }, hit)
        return code

    def name(self, code: str) -> str:
        """The name beside a code."""
        names = (row["enterprise"] for row in self.rows["enterprise"] if row["credit_code"] == code)
        return next(names, "虚构未知公司")

    def project(self, code: str = "", hit: bool = False, **cells: Any) -> str:
        """An application to qingpu-2025, five million yuan, built in 2024; its number."""
        code = code or self.firm()
        self.n += 1
        number = f"P{self.n:04d}"
        self.add("project", {
            "project_id": number, "enterprise": self.name(code), "credit_code": code, "project": f"虚构第{self.n}项目",
            "call": "qingpu-2025", "applied_tier": SHOP, "town": "夏阳街道", "start_date": date(2024, 1, 10),
            "production_date": date(2024, 10, 20), "declared_yuan": 5_000_000, "applied_date": date(2025, 7, 20),
            "n_lines": 3, **cells,
        }, hit)
        return number

    def finance(self, code: str, year: int, hit: bool = False, sheet: int = 0, **cells: Any) -> None:
        """A year's figures: about a hundred million yuan, never those of another row."""
        self.n += 1
        self.add("finance", {
            "enterprise": self.name(code), "credit_code": code, "year": year, "debt_ratio_pct": 45.0,
            "assets_yuan": 120_000_000 + self.n * 1000, "revenue_yuan": 100_000_000 + self.n * 1000,
            "profit_margin_pct": 6.5, **cells,
        }, hit, sheet)

    def instance(self, project: str, hit: bool = False, process_no: int = 1, **cells: Any) -> None:
        """A scenario instance of the catalogue of 2025 (or of ``catalogue``), the first scenario of a process."""
        self.n += 1
        year = cells.get("catalogue", "2025")
        scene = next(row for row in tables()["scenario"] if (row["catalogue"], row["process_no"]) == (year, process_no))
        self.add("instance", {
            "project_id": project, "catalogue": "2025", "process": scene["process"], "scenario": scene["scenario"],
            "scenario_no": scene["scenario_no"], "instance": f"虚构第{self.n}实例", "start_date": date(2024, 2, 1),
            "end_date": date(2024, 9, 1), "spent_yuan": 800_000, **cells,
        }, hit)

    def invoice(self, project: str, yuan: float = 1_200_000, hit: bool = False, **cells: Any) -> None:
        """An invoice line with a number of its own."""
        self.n += 1
        self.add("investment", {
            "project_id": project, "category": "硬件", "item": "机器人", "invoice_date": date(2024, 6, 1),
            "invoice_no": f"24992{self.n:015d}", "amount_yuan": yuan, "supplier": "虚构供应商", **cells,
        }, hit)

    def outcomes(
        self, project: str, figures: dict[str, float], hit: bool = False, sheet: int = 0, **cells: Any
    ) -> None:
        """One wide row of figures: 自报, of 2024 (one place for all of them)."""
        place = 5 + len(self.rows["outcome"])
        for metric, value in figures.items():
            self.add("outcome", {
                "project_id": project, "metric": metric, "value_num": value, "period": "2024年度", "evidence": "自报",
                "letter": "F", **cells,
            }, sheet=sheet)
            self.rows["outcome"][-1]["row"] = place
        at = (self.rows["outcome"][-1]["sheet_id"], place)
        self.owners[at] = self.rule
        if hit:
            self.hits.add((self.rule, *at))

    def award(
        self, code: str, tier: str = SHOP, day: date = AWARDED, hit: bool = False, **cells: Any
    ) -> None:
        """A recognition; of 2024 nobody can price it, of summer 2022 one can."""
        self.add("award", {
            "enterprise": self.name(code), "credit_code": code, "tier": tier, "award_date": day, **cells
        }, hit)

    def payment(
        self, code: str, item: str = SHOP, yuan: float = 200_000, day: date = PAID, hit: bool = False, **cells: Any
    ) -> None:
        """A payment booked to the year of its day."""
        self.add("payment", {
            "payee": self.name(code), "credit_code": code, "item": item, "paid_yuan": yuan, "paid_date": day,
            "year": day.year, **cells,
        }, hit)

    def stage(self, project: str, stage: str, start: date, end: date | None = None, hit: bool = False) -> None:
        """A step of an application."""
        self.add("stage_event", {"project_id": project, "stage": stage, "start_date": start, "end_date": end}, hit)


KINDS = (
    "enterprise", "finance", "project", "instance", "investment", "outcome", "award", "payment", "budget", "diagnosis",
    "stage_event",
)  # fmt: skip


def deal(is_bad: bool) -> Deal:
    """Every case dealt once, violations or clean twins."""
    dealt = Deal()
    for rule, deals in CASES.items():
        dealt.rule = rule
        deals(dealt, is_bad)
    return dealt


def snapshot(dealt: Deal) -> duckdb.DuckDBPyConnection:
    """A snapshot in memory that holds the dealt rows and nothing else, its rule scripts run."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute((Path(warehouse.__file__).parent / "schema.sql").read_text(encoding="utf-8"))
    connection.execute("INSERT INTO build VALUES ('test', ?, 'test')", [AS_OF])
    fields = {card.kind: [each.name for each in card.field] for card in cards()}
    columns = [
        {"sheet_id": sheet, "letter": chr(65 + place), "heading": name, "field": name}
        for sheet, table in dealt.sheets.items() for place, name in enumerate(fields[table][:26])
    ]
    for table, rows in {**tables(), "rule": rule_rows(), "source_column": columns, **dealt.rows}.items():
        warehouse._insert_records(connection, table, rows)
    warehouse._run_rules(connection)
    return connection
