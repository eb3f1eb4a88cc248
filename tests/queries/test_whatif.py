"""A what-if changes exactly what the documents would, and nothing where nothing is changed."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import Question, Warehouse, questions, warehouse
from queries.whatif import shelf
from tests.oracle.eligibility import eligibility_detail
from tests.oracle.entitlement import entitlements
from tests.oracle.ledger import Ledger, read_ledger
from tests.queries.changed_build import changed_build, changed_packs, write_packs

ROOT = Path(__file__).resolve().parents[2]
WORKSHOP, FACTORY = "区级智能车间", "区级智能工厂"
# One set with a change of every kind, and the same as edits of the TOML files.
EVERY_KIND = ";".join([
    f"tier/qingpu-2022/{FACTORY}/amount_yuan=600000", f"tier/qingpu-2024/{WORKSHOP}/amount_yuan=250000",
    "tier/qingpu-2022/市级智能工厂/amount_yuan=unknown", "reward/qingpu-2022/诊断实施奖励/amount_yuan=150000",
    "condition/shanghai-2023-643/min_processes/value=10",
    f"condition/qingpu-2025-call/min_investment@{WORKSHOP}/value=3000000",
    "condition/qingpu-2025-call/in_production/severity=block",
    "condition/qingpu-2025-call/handed_in_on_time/value=2025-08-20",
    "condition/qingpu-2025-call/no_major_problem_2y/value=3",
    "condition/qingpu-2025-call/industrial/value=原材料|装备制造|消费品",
    "quota/shanghai-2023-643/scene@区/lifted_limit=22", "quota/shanghai-2023-643/factory@区/lift_above=171",
    "quota/shanghai-2023-643/factory@管委会/limit=6",
    "criterion/shanghai-2023-643/maturity@factory/weight=20", "criterion/shanghai-2023-643/processes@factory/weight=10",
    "setting/qingpu-2025-call/investment_categories/value=硬件|软件|集成",
    "setting/shanghai-2023-643/finance_year_count/value=2", "pack/qingpu-2022/valid_to=2023-12-31",
    "pack/qingpu-2022/valid_from=2022-03-01",
])
CALL_2025, CALL_2023 = "qingpu-2025-call", "shanghai-2023-643"
EDITS = (
    ("qingpu-2022", "tier", {"item": FACTORY}, "amount_yuan", 600_000),
    ("qingpu-2024", "tier", {"item": WORKSHOP}, "amount_yuan", 250_000),
    ("qingpu-2022", "tier", {"item": "市级智能工厂"}, "amount_yuan", "unknown"),
    ("qingpu-2022", "reward", {"item": "诊断实施奖励"}, "amount_yuan", 150_000),
    (CALL_2023, "condition", {"id": "min_processes"}, "value", 10),
    (CALL_2025, "condition", {"id": "min_investment", "applies_to": WORKSHOP}, "value", 3_000_000),
    (CALL_2025, "condition", {"id": "in_production"}, "severity", "block"),
    (CALL_2025, "condition", {"id": "handed_in_on_time"}, "value", date(2025, 8, 20)),
    (CALL_2025, "condition", {"id": "no_major_problem_2y"}, "value", 3),
    (CALL_2025, "condition", {"id": "industrial"}, "value", ["原材料", "装备制造", "消费品"]),
    (CALL_2023, "quota", {"track": "scene", "applicant_kind": "区"}, "lifted_limit", 22),
    (CALL_2023, "quota", {"track": "factory", "applicant_kind": "区"}, "lift_above", 171),
    (CALL_2023, "quota", {"track": "factory", "applicant_kind": "管委会"}, "limit", 6),
    (CALL_2023, "criterion", {"id": "maturity", "tracks": ["factory"]}, "weight", 20),
    (CALL_2023, "criterion", {"id": "processes", "tracks": ["factory"]}, "weight", 10),
    (CALL_2025, "setting", {"key": "investment_categories"}, "value", "硬件;软件;集成"),
    (CALL_2023, "setting", {"key": "finance_year_count"}, "value", "2"),
    ("qingpu-2022", "pack", {}, "valid_to", date(2023, 12, 31)),
    ("qingpu-2022", "pack", {}, "valid_from", date(2022, 3, 1)),
)
# What an intake under other packs finds wrong with the rows is the intake's; a what-if keeps today's findings.
OF_THE_INTAKE = {
    "finding_list", "finding_ranking", "finding_summary", "quality_rule_list", "quality_sample_list", "quality_status",
    "sender_file_list", "sender_finding_list", "sender_history", "sender_list",
}
EVERY = sorted(questions().values(), key=lambda question: question.name)
each_question = pytest.mark.parametrize("question", EVERY, ids=[question.name for question in EVERY])


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Iterator[Warehouse]:
    found = warehouse(sample_home)
    before = hashlib.sha256(found.path.read_bytes()).hexdigest()
    yield found
    assert hashlib.sha256(found.path.read_bytes()).hexdigest() == before, "a what-if wrote into the snapshot"


@pytest.fixture(scope="module")
def changed(sample_home: Path, sample: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return changed_build(sample_home, sample, changed_packs(*EDITS), tmp_path_factory.mktemp("changed"))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger(ROOT / "data" / "sample", ROOT)


def somebody(sample: Warehouse, question: Question) -> dict[str, str]:
    """Parameters for a question whose defaults name nobody: the first application's."""
    first = sample.ask("project_list").row(0, named=True)
    keys = {"source_row_detail": ("file", "sheet", "row")}.get(question.name, ("credit_code", "project_id"))
    return {key: str(first[key]) for key in keys if key in question.params}


@each_question
def test_without_a_change_every_answer_is_todays(question: Question, sample: Warehouse) -> None:
    defaults = {key: default for key, (default, _) in question.params.items()}
    for params in (defaults, defaults | somebody(sample, question)):
        today = sample.ask(question.name, **params)
        with shelf.cursor(str(sample.path), ()) as cursor:
            trial: pl.DataFrame = cursor.sql(question.sql, params=params or None).pl()
        assert trial.schema == today.schema
        assert trial.equals(today)


@each_question
def test_a_what_if_answers_as_a_build_from_changed_documents_would(
    question: Question, sample: Warehouse, changed: Warehouse
) -> None:
    for params in ({}, somebody(sample, question)):
        built, trial = changed.ask(question.name, **params), sample.ask(question.name, overrides=EVERY_KIND, **params)
        assert trial.schema == built.schema
        if question.name in OF_THE_INTAKE:
            assert trial.equals(sample.ask(question.name, **params))
        elif question.name == "build_status":
            assert trial.drop("n_warnings").equals(built.drop("n_warnings"))
        else:
            assert trial.equals(built)


def test_the_changed_build_differs_from_today_where_it_must(sample: Warehouse, changed: Warehouse) -> None:
    differing = {one.name for one in EVERY if not changed.ask(one.name).equals(sample.ask(one.name))}
    assert {
        "project_summary", "enterprise_due", "tier_summary", "budget_summary", "eligibility_detail", "quota_status",
        "recommendation_list", "standing_list", "standing_coverage", "policy_notes", "override_options",
    } <= differing
    assert not {"scenario_coverage", "award_list", "payment_list", "outcome_distribution"} & differing


def test_no_question_claims_the_reserved_parameter() -> None:
    assert [one.name for one in EVERY if "overrides" in one.params] == []


def figure(packs: list[dict], document: str, tier: str, amount: object) -> None:
    """Change one amount in the oracle's packs."""
    (pack,) = [one for one in packs if one["pack"]["id"] == document]
    (entry,) = [one for one in pack["tier"] if one["item"] == tier]
    entry["amount_yuan"] = amount


def steps(ledger: Ledger, packs: list[dict]) -> list[tuple]:
    """The oracle's steps under other packs."""
    other = copy.copy(ledger)
    other.reference = copy.copy(ledger.reference)
    object.__setattr__(other.reference, "packs", packs)
    return [(row["credit_code"], row["tier"], row["status"], row["amount_yuan"]) for row in entitlements(other)]


def asked_steps(sample: Warehouse, overrides: str) -> list[tuple]:
    return sample.ask("entitlement_list", overrides=overrides).select(
        "credit_code", "tier", "status", "amount_yuan"
    ).rows()


def test_an_amount_from_50_to_60_costs_ten_for_each_who_stopped_there(sample: Warehouse, ledger: Ledger) -> None:
    overrides = f"tier/qingpu-2022/{FACTORY}/amount_yuan=600000"
    priced = sample.ask("entitlement_list").filter(status="priced")
    last = priced.group_by("credit_code").agg(pl.col("tier").sort_by("rank").last())
    n_stopped = last.filter(tier=FACTORY).height
    assert n_stopped >= 3
    today, trial = (sample.ask("project_summary", overrides=text)["entitled_yuan"][0] for text in ("", overrides))
    assert trial - today == n_stopped * Decimal(100_000)
    packs = copy.deepcopy(ledger.reference.packs)
    figure(packs, "qingpu-2022", FACTORY, 600_000)
    assert asked_steps(sample, overrides) == steps(ledger, packs)


def test_figures_for_an_unknown_document_price_what_the_oracle_prices(sample: Warehouse, ledger: Ledger) -> None:
    preset = sample.ask("override_preset_list").filter(pl.col("address").str.starts_with("tier/qingpu-2024/"))
    assert preset.height == 7
    overrides = ";".join(f"{address}={value}" for address, value in preset.select("address", "value").rows())
    packs = copy.deepcopy(ledger.reference.packs)
    for tier, amount in zip(*preset.select(pl.col("address").str.split("/").list.get(2), "value"), strict=True):
        figure(packs, "qingpu-2024", tier, int(amount))
    assert asked_steps(sample, overrides) == steps(ledger, packs)
    today, trial = (sample.ask("project_summary", overrides=text)["n_unpriced"][0] for text in ("", overrides))
    assert trial < today


def test_a_longer_validity_prices_the_gap(sample: Warehouse, ledger: Ledger) -> None:
    overrides = "pack/qingpu-2022/valid_to=2023-12-31"
    packs = copy.deepcopy(ledger.reference.packs)
    next(one for one in packs if one["pack"]["id"] == "qingpu-2022")["pack"]["valid_to"] = date(2023, 12, 31)
    found = asked_steps(sample, overrides)
    assert found == steps(ledger, packs)
    n_today = sum(status == "unpriced" for _, _, status, _ in asked_steps(sample, ""))
    assert sum(status == "unpriced" for _, _, status, _ in found) < n_today


@pytest.mark.parametrize(("overrides", "edit"), [
    ("condition/shanghai-2023-643/min_processes@示范工厂/value=10",
     (CALL_2023, "condition", {"id": "min_processes"}, "value", 10)),
    ("condition/qingpu-2025-call/in_production/severity=block",
     (CALL_2025, "condition", {"id": "in_production"}, "severity", "block")),
    (f"condition/qingpu-2025-call/min_investment@{FACTORY}/value=8000000.5",
     (CALL_2025, "condition", {"id": "min_investment", "applies_to": FACTORY}, "value", 8_000_000.5)),
    ("setting/qingpu-2025-call/investment_categories/value=硬件",
     (CALL_2025, "setting", {"key": "investment_categories"}, "value", "硬件")),
])  # fmt: skip
def test_thresholds_and_settings_turn_the_verdicts_that_the_oracle_turns(
    overrides: str, edit: tuple, sample: Warehouse, ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    write_packs(tmp_path / "data" / "policy", changed_packs(edit))
    names = ("project_id", "condition", "verdict", "severity")
    expected = {tuple(row[name] for name in names) for row in eligibility_detail(ledger, tmp_path)}
    found = set(sample.ask("eligibility_detail", overrides=overrides).select(names).rows())
    assert found == expected
    assert found != set(sample.ask("eligibility_detail").select(names).rows())


def test_a_smaller_quota_drops_the_last_places_and_nobody_else(sample: Warehouse) -> None:
    today = sample.ask("standing_list").filter(track="scene")
    overrides = "quota/shanghai-2023-643/scene@区/lifted_limit=22"
    trial = sample.ask("standing_list", overrides=overrides).filter(track="scene")
    assert today.filter(standing="within").height == 25
    assert set(trial.filter(standing="within")["position"]) == set(range(1, 23))
    out = set(today.filter(standing="within")["project_id"]) - set(trial.filter(standing="within")["project_id"])
    assert out == set(today.filter(pl.col("position").is_between(23, 25))["project_id"])
    assert set(trial.filter(pl.col("project_id").is_in(list(out)))["standing"]) == {"beyond"}
    assert trial.drop("standing", "standing_order", "places").equals(today.drop("standing", "standing_order", "places"))


def test_weights_reorder_as_points_times_weight_do(sample: Warehouse) -> None:
    weights = {"maturity": Decimal(2), "processes": Decimal(28)}
    overrides = ";".join(f"criterion/{CALL_2023}/{name}@factory/weight={new}" for name, new in weights.items())
    ranking = sample.ask("recommendation_list", track="factory")
    totals: dict[str, Decimal] = dict.fromkeys(ranking["project_id"], Decimal(0))
    for row in sample.ask("criterion_score_list").iter_rows(named=True):
        if row["project_id"] in totals:
            weight = weights.get(row["criterion"], Decimal(str(row["weight"])))
            totals[row["project_id"]] += Decimal(str(row["criterion_points"])) * weight / 100
    trial = sample.ask("recommendation_list", track="factory", overrides=overrides)
    for row in trial.iter_rows(named=True):
        assert abs(Decimal(str(row["score"])) - totals[row["project_id"]]) < Decimal("0.011")
    assert trial["score"].to_list() != ranking["score"].to_list()
    assert trial["project_id"].to_list() != ranking["project_id"].to_list()
    for is_eligible in (True, False):
        scores = trial.filter(is_eligible=is_eligible)["score"].to_list()
        assert scores == sorted(scores, reverse=True)


def test_the_standings_are_those_of_the_recommendation(sample: Warehouse) -> None:
    standing = {row["project_id"]: row for row in sample.ask("standing_list").iter_rows(named=True)}
    for track in ("scene", "factory"):
        for row in sample.ask("recommendation_list", track=track).iter_rows(named=True):
            own = standing[row["project_id"]]
            assert (own["standing"] == "within") == row["is_within_quota"]
            assert (own["standing_order"] >= 3) == row["is_eligible"]
            assert (own["position"], own["score"], own["places"]) == (row["position"], row["score"], row["limit"])
    summary = sample.ask("project_summary").row(0, named=True)
    assert sum(row["standing_order"] >= 3 for row in standing.values()) == summary["n_eligible"]
    assert sum(row["standing"] == "fail" for row in standing.values()) == summary["n_ineligible"]


def test_scenarios_are_covered_by_whom_the_standings_say(sample: Warehouse, ledger: Ledger) -> None:
    within = set(sample.ask("standing_list").filter(standing="within")["project_id"])
    numbers = {row["scenario"]: row["scenario_no"] for row in ledger.reference.scenarios["2023"]}
    expected: dict[int, set[str]] = {}
    for row in ledger.instance:
        if row["project_id"] in within and row["catalogue"] == "2023" and row["scenario"] in numbers:
            expected.setdefault(numbers[row["scenario"]], set()).add(row["project_id"])
    found = sample.ask("standing_coverage", catalogue="2023")
    assert {no: n for no, n in found.select("scenario_no", "n_within").rows() if n} == {
        no: len(projects) for no, projects in expected.items()
    }
    assert expected


def test_the_door_of_a_what_if_is_locked_too(sample: Warehouse) -> None:
    with shelf.cursor(str(sample.path), ()) as cursor:
        for forbidden in (
            "SELECT * FROM read_text('/etc/hostname')", "CREATE TABLE today.intruder (a INTEGER)",
            "SET enable_external_access = true", "ATTACH 'elsewhere.duckdb' AS elsewhere", "COPY tier TO 'tier.csv'",
        ):
            with pytest.raises(duckdb.Error):
                cursor.execute(forbidden).fetchall()
