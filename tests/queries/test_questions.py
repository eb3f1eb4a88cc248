"""Every question keeps the form of its header, and the contract's names and columns are there."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import NoBuild, Question, Warehouse, questions, warehouse

# Issue 2: these names and columns are a contract that others call.
CONTRACT = {
    "project_summary": "n_enterprises, n_projects, n_instances, n_awards, invested_yuan, entitled_yuan, paid_yuan",
    "town_summary": "town, n_enterprises, n_projects, n_awards, invested_yuan, paid_yuan",
    "tier_summary": "tier, rank, n_awards, n_enterprises, entitled_yuan, paid_yuan, due_yuan",
    "scenario_coverage": "catalogue, process, scenario_no, scenario, n_instances, n_projects, n_enterprises",
    "scenario_town": "scenario_no, scenario, town, n_projects",
    "budget_summary": "year, line, budget_yuan, entitled_yuan, paid_yuan, remaining_yuan",
    "entitlement_list": "credit_code, enterprise, award_date, tier, rank, amount_yuan, status, pack, clause",
    "quota_status": "call, track, applicant_kind, limit, is_lifted, n_recognised, lift_above, n_used, n_remaining",
    "eligibility_detail": "project_id, condition, verdict, value, needed, clause, pack",
    "outcome_distribution": "metric, n_reported, n_missing, min, p25, median, p75, max",
    "recommendation_list": "position, project_id, enterprise, town, industry, score, is_eligible, is_within_quota",
    "source_reconciliation": "file, sheet, kind, n_read, n_accepted, n_quarantined, n_skipped",
    "finding_list": "finding, severity, rule, file, sheet, row, cell, raw, message, action",
}
SHAPES = ("list", "summary", "detail", "options", "trend", "ranking", "distribution", "coverage", "ladder", "due",
          "status", "history", "notes", "town", "reconciliation")
EVERY = sorted(questions().values(), key=lambda question: question.name)
each_question = pytest.mark.parametrize("question", EVERY, ids=[question.name for question in EVERY])


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


@each_question
def test_the_header_names_the_parameters_that_the_sql_takes(question: Question) -> None:
    (statement,) = duckdb.extract_statements(question.sql)
    assert set(statement.named_parameters) == set(question.params)
    assert question.name.rsplit("_", 1)[-1] in SHAPES
    assert question.title.endswith(".") or question.title.endswith("total.")
    assert re.search(r"[一-鿿]", question.title_zh)


@each_question
def test_the_grain_is_unique_and_the_order_is_stated(question: Question, sample: Warehouse) -> None:
    frame = sample.ask(question.name)
    if question.grain:
        assert not frame.select(question.grain).is_duplicated().any()
        assert "ORDER BY" in question.sql.rsplit("FROM", 1)[-1] or "ORDER BY" in question.sql[-400:]
    else:
        assert frame.height == 1
    assert frame.equals(sample.ask(question.name))


@each_question
def test_it_answers_on_an_almost_empty_snapshot(question: Question, bare_home: Path) -> None:
    frame = warehouse(bare_home).ask(question.name)
    assert frame.columns == warehouse(bare_home).ask(question.name).columns
    if not question.grain:
        assert frame.height == 1


@each_question
def test_no_sum_arrives_as_a_float_or_a_huge_integer(question: Question, sample: Warehouse) -> None:
    for name, kind in sample.ask(question.name).schema.items():
        if name.endswith("_yuan"):
            assert kind == pl.Decimal(38, 2) or kind == pl.Decimal(18, 2), f"{name}: {kind}"
        elif name.startswith("n_"):
            assert kind.is_integer(), f"{name}: {kind}"


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_columns_are_there(name: str, sample: Warehouse) -> None:
    columns = sample.ask(name).columns
    assert [c for c in CONTRACT[name].split(", ") if c not in columns] == []


def test_unknown_names_and_parameters_are_refused(sample: Warehouse) -> None:
    with pytest.raises(KeyError):
        sample.ask("no_such_question")
    with pytest.raises(ValueError, match="no parameter colour"):
        sample.ask("town_summary", colour="red")


def test_the_door_is_locked(sample: Warehouse) -> None:
    from queries.warehouse import _connection

    cursor = _connection(str(sample.path)).cursor()
    with pytest.raises(duckdb.Error):
        cursor.execute("CREATE TABLE intruder (a INTEGER)")
    with pytest.raises(duckdb.Error):
        cursor.execute("SELECT * FROM read_text('/etc/hostname')").fetchall()
    with pytest.raises(duckdb.Error):
        cursor.execute("SET enable_external_access = true")


def test_every_table_and_view_carries_its_comment(sample: Warehouse) -> None:
    from queries.warehouse import _connection

    cursor = _connection(str(sample.path)).cursor()
    bare = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert bare == []


def test_a_torn_card_of_a_build_is_said_in_one_sentence(tmp_path: Path) -> None:
    builds = tmp_path / "builds"
    builds.mkdir()
    (builds / "CURRENT").write_text("x\n", encoding="utf-8")
    (builds / "warehouse-x.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoBuild, match="已损坏"):
        warehouse(tmp_path)
