"""The boundary cases again under the packs of any folder, in memory: the delivered rows stay, the rules change."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from etl.load import load
from etl.paths import Home
from tests.policy.cases import all_cases, deliver, read_cases
from tests.policy.memory import POLICY, run_rules, with_policy

AS_OF = date(2026, 11, 20)
FIRST_AWARD = date(2021, 1, 1)
TABLES = (
    "enterprise", "project", "instance", "investment", "award", "finance", "outcome", "source_column", "source_sheet",
    "build",
)


@cache
def delivered_rows() -> dict[str, pl.DataFrame]:
    """The rows of all cases as the intake stored them."""
    with tempfile.TemporaryDirectory() as folder:
        deliver(all_cases()).write(Path(folder) / "in")
        load([Path(folder) / "in"], Home(Path(folder) / "home"), AS_OF)
        (snapshot,) = Path(folder).glob("home/builds/*.duckdb")
        with duckdb.connect(str(snapshot), read_only=True) as connection:
            return {name: connection.sql(f'SELECT * FROM "{name}"').pl() for name in TABLES}


def wrong_cases(policy: Path = POLICY) -> list[str]:
    """The cases whose verdicts under `policy` are not those of the tables."""
    connection = with_policy(policy, delivered_rows())
    try:
        run_rules(connection)
        found = connection.execute("SELECT project_id, condition, verdict FROM verdict").fetchall()
        overall = dict(connection.execute("SELECT project_id, eligibility FROM eligibility").fetchall())
        scores = connection.execute(
            "SELECT project_id, criterion, criterion_points, weighted_points FROM criterion_score"
        ).fetchall()
    finally:
        connection.close()
    verdict = {(project, condition): value for project, condition, value in found}
    wrong = [
        case["case"] for project, case in all_cases()
        if (verdict.get((project, case["condition"]), "-"), overall.get(project))
        != (case["verdict"], case["eligibility"])
    ]
    project_of = {case["case"]: project for project, case in all_cases()}
    points = {(project, criterion): (f"{own:g}", f"{part:g}") for project, criterion, own, part in scores}
    wrong += [
        f"{row['case']} {row['criterion']}" for row in read_cases("scores")
        if points.get((project_of[row["case"]], row["criterion"])) != (row["points"], row["weighted"])
    ]
    return wrong


def wrong_quotas(policy: Path = POLICY) -> list[str]:
    """The rows of quotas.csv that `policy` answers otherwise; the n-th day has n recognitions."""
    days = [FIRST_AWARD + timedelta(number) for number in range(110)]
    awards = pl.DataFrame({"credit_code": [f"{n:018d}" for n in range(110)], "award_date": days}).with_columns(
        pl.lit("虚构公司").alias("enterprise"), pl.lit("区级智能车间").alias("tier"), pl.lit(1).alias("sheet_id"),
        pl.int_range(1, pl.len() + 1).alias("row"),
    )
    connection = with_policy(policy, {"award": awards})
    wrong = []
    try:
        for case in read_cases("quotas"):
            until = FIRST_AWARD + timedelta(int(case["n_recognised"]) - 1)
            found = connection.execute(
                "SELECT limit_now, is_lifted FROM quotas_on($until)"
                " WHERE call = 'national-2023' AND applicant_kind = $kind AND track = $track",
                {"until": until, "kind": case["applicant_kind"], "track": case["track"]},
            ).fetchall()
            if found != [(int(case["limit"]), case["is_lifted"] == "True")]:
                wrong.append("-".join(case.values()))
    finally:
        connection.close()
    return wrong
