"""Diagnosis rewards of the cases in boundaries/diagnosis.csv by the product's SQL, under the packs of any folder.

A row is one provider and one enterprise with its reports (日期:是否符合要求:万元, - = 未填报); 计数单位 and 最高额单位
put another reading of the clause in place of the pack's. provider and enterprise are status:万元 per report.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl

from tests.policy.cases import read_cases
from tests.policy.memory import POLICY, run_rules, with_policy

UNTIL = date(2099, 1, 1)
READINGS = {"计数单位": "diagnosis_counting_unit", "最高额单位": "diagnosis_cap_unit"}
SCHEMA = {
    "provider": pl.String, "provider_code": pl.String, "enterprise": pl.String, "credit_code": pl.String,
    "report_date": pl.Date, "is_accepted": pl.Boolean, "spent_yuan": pl.Decimal(18, 2), "sheet_id": pl.Int32,
    "row": pl.Int32,
}  # fmt: skip


def reports(case: dict[str, str]) -> pl.DataFrame:
    """The case's reports as the intake would store them."""
    rows = []
    for number, text in enumerate(case["reports"].split(), 1):
        day, accepted, spent = text.split(":")
        yuan = None if spent == "-" else Decimal(spent) * 10_000
        rows.append(
            ("虚构服务商", "P", "虚构公司", "E", date.fromisoformat(day), accepted == "是", yuan, 1, number)
        )
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def found(case: dict[str, str], policy: Path = POLICY) -> dict[str, str]:
    """provider and enterprise as the table writes them."""
    connection = with_policy(policy, {"diagnosis": reports(case)})
    try:
        for column, key in READINGS.items():
            if case[column]:
                connection.execute("UPDATE setting SET value = $value WHERE key = $key",
                                   {"value": case[column], "key": key})
        run_rules(connection, "diagnosis.sql")
        rows = connection.execute(
            'SELECT basis, status, amount_yuan FROM diagnosis_rewards($until, assume := $assume) ORDER BY "row"',
            {"until": UNTIL, "assume": case["assume"]},
        ).fetchall()
    finally:
        connection.close()
    said: dict[str, list[str]] = {"per_report": [], "up_to_spent": []}
    for basis, status, yuan in rows:
        said[basis].append(f"{status}:{'-' if yuan is None else f'{(yuan / 10_000).normalize():f}'}")
    return {"provider": " ".join(said["per_report"]), "enterprise": " ".join(said["up_to_spent"])}


def wrong_diagnoses(policy: Path = POLICY) -> list[str]:
    """The cases that `policy` answers otherwise."""
    return [
        case["case"] for case in read_cases("diagnosis")
        if found(case, policy) != {name: case[name] for name in ("provider", "enterprise")}
    ]  # fmt: skip
