"""Diagnosis rewards on every edge: amounts, validity, both readings of 2万元/家, assumptions; and the ledger's due."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from tests.policy.cases import read_cases
from tests.policy.diagnosis import UNTIL, found, reports
from tests.policy.memory import run_rules, with_policy


@pytest.mark.parametrize("case", read_cases("diagnosis"), ids=lambda case: case["case"])
def test_diagnosis_boundaries(case: dict[str, str]) -> None:
    assert found(case) == {name: case[name] for name in ("provider", "enterprise")}


def ledger(text: str, payments: list[tuple[str, int]]) -> dict[str, Decimal]:
    """What the ledger says of the provider: reports as in the table, payments (day, 万元)."""
    paid = pl.DataFrame(
        [("虚构服务商", "P", "诊断服务商奖励", Decimal(wan) * 10_000, date.fromisoformat(day), 2022, 2, number)
         for number, (day, wan) in enumerate(payments)],
        schema={"payee": pl.String, "credit_code": pl.String, "item": pl.String, "paid_yuan": pl.Decimal(18, 2),
                "paid_date": pl.Date, "year": pl.Int32, "sheet_id": pl.Int32, "row": pl.Int32}, orient="row",
    )  # fmt: skip
    connection = with_policy(rows={"diagnosis": reports({"reports": text}), "payment": paid})
    try:
        run_rules(connection, "diagnosis.sql")
        (row,) = connection.execute(
            "SELECT entitled_yuan, paid_yuan, due_yuan, overpaid_yuan, recovered_yuan FROM diagnosis_ledger($until)"
            " WHERE credit_code = 'P'", {"until": UNTIL},
        ).fetchall()
    finally:
        connection.close()
    return dict(zip(("entitled", "paid", "due", "overpaid", "recovered"), (yuan / 10_000 for yuan in row), strict=True))


@pytest.mark.parametrize(("text", "payments", "due", "overpaid"), [
    ("2022-05-01:是:- 2022-06-01:是:-", [], 4, 0),
    ("2022-05-01:是:- 2022-06-01:是:-", [("2023-06-01", 2)], 2, 0),
    ("2022-05-01:是:- 2022-06-01:是:-", [("2023-06-01", 4)], 0, 0),
    ("2022-05-01:是:- 2022-06-01:是:-", [("2023-06-01", 6)], 0, 2),
    ("2022-05-01:是:-", [("2022-06-01", 2), ("2023-06-01", -2)], 2, 0),
    # 2021 is unpriced: what it was paid with must not settle the report of 2022, which came after it …
    ("2021-05-01:是:- 2022-06-01:是:-", [("2022-03-01", 2)], 2, 0),
    # … but money that came later may have been for either: nobody can say that anything is due.
    ("2021-05-01:是:- 2022-06-01:是:-", [("2022-07-01", 2)], 0, 0),
    ("2021-05-01:是:- 2022-06-01:是:- 2024-06-01:是:-", [("2022-07-01", 2)], 2, 0),
    ("2021-05-01:是:- 2022-06-01:是:-", [("2022-06-01", 1)], 1, 0),  # a payment of the same day may be for it
    # A recovery does not make the unpriced report due, nor anything overpaid.
    ("2021-05-01:是:-", [("2022-03-01", 2), ("2022-05-01", -2)], 0, 0),
    ("2021-05-01:是:-", [("2022-03-01", 2)], 0, 0),
])  # fmt: skip
def test_what_is_due_at_least(text: str, payments: list[tuple[str, int]], due: int, overpaid: int) -> None:
    said = ledger(text, payments)
    assert (said["due"], said["overpaid"]) == (due, overpaid)
    assert said["paid"] == sum(wan for _, wan in payments)
    assert said["recovered"] == sum(-wan for _, wan in payments if wan < 0)


def test_a_provider_without_a_code_is_known_by_a_name_that_is_only_one_firm() -> None:
    frame = reports({"reports": "2022-05-01:是:-"}).with_columns(pl.lit(None, dtype=pl.String).alias("provider_code"))
    for codes, expected in ((["X"], "X"), (["X", "Y"], "未填报"), ([], "未填报")):
        rows = pl.DataFrame({"payee": ["虚构服务商"] * len(codes), "credit_code": codes}).with_columns(
            pl.lit("诊断服务商奖励").alias("item"), pl.lit(date(2022, 6, 1)).alias("paid_date"),
            pl.lit(2022).alias("year"), pl.lit(2).alias("sheet_id"), pl.int_range(pl.len()).alias("row"),
            pl.lit(Decimal(0)).alias("paid_yuan"),
        )
        connection = with_policy(rows={"diagnosis": frame, "payment": rows})
        try:
            run_rules(connection, "diagnosis.sql")
            codes_found = connection.execute(
                "SELECT credit_code FROM diagnosis_rewards($until) WHERE basis = 'per_report'", {"until": UNTIL}
            ).fetchall()
        finally:
            connection.close()
        assert codes_found == [(expected,)]
