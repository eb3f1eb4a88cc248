"""Document → clause → figure → what it settled; the same rule over documents; the crosswalk both ways."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from etl.packs import packs_in
from queries import Warehouse, warehouse
from queries.warehouse import SAFE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


def test_every_entry_of_every_pack_stands_on_the_page_with_its_clause_and_quote(sample: Warehouse) -> None:
    """Counted from the TOML files: one row per item of a condition and per track of a criterion."""
    packs = packs_in(ROOT / "data" / "policy", [])
    expected: Counter[tuple[str, str]] = Counter()
    clauses: set[tuple[str, str, str]] = set()
    for pack in packs.values():
        for key, entry in pack.entries():
            if key.startswith(("call", "title")):
                continue  # listed as calls; a title carries no figure
            rows = len(getattr(entry, "applies_to", None) or getattr(entry, "tracks", None) or "1")
            rows = len(entry.items) if key.startswith("fund_line") else rows  # type: ignore[attr-defined]
            expected[pack.pack.id, key.partition("[")[0]] += rows
            clauses.add((pack.pack.id, entry.clause, entry.quote))
    kinds = {
        "tier": "奖励", "reward": "奖励", "condition": "条件", "quota": "名额", "deadline": "期限", "stage": "流程",
        "material": "材料", "criterion": "评分", "setting": "设定", "fund_line": "资金科目", "article": "条文",
    }  # fmt: skip
    totals: Counter[tuple[str, str]] = Counter()
    for (pack, section), n in expected.items():
        totals[pack, kinds[section]] += n
    notes = sample.ask("policy_notes")
    assert Counter(notes.select("pack", "entry_kind").iter_rows()) == totals
    assert sum(totals.values()) == notes.height >= 200
    for row in notes.iter_rows(named=True):
        shown = row["quote"].split("；")[0] if row["entry_kind"] == "名额" else row["quote"]
        assert (row["pack"], row["clause"], shown) in clauses
        assert row["figure"]


def test_the_count_of_an_entry_is_the_rows_behind_it(sample: Warehouse) -> None:
    notes = sample.ask("policy_notes")
    for row in notes.iter_rows(named=True):
        behind = sample.ask("policy_use_list", **{key: row[key] for key in ("pack", "entry_kind", "entry_key")})
        assert behind.height == row["n_uses"], row
        said = sorted(Counter(behind["result"]).items(), key=lambda item: (-item[1], item[0]))
        assert row["results"] == "、".join(f"{word} {n}" for word, n in said)


def test_uses_are_the_verdicts_and_entitlements_of_other_questions(sample: Warehouse) -> None:
    """Every verdict is behind exactly one condition, every entitlement under a document behind exactly one tier."""
    notes = sample.ask("policy_notes")
    grades = sample.ask("readiness_distribution")["n_enterprises"].sum()
    assert grades == 21 * 373
    assert notes.filter(entry_kind="条件")["n_uses"].sum() == sample.ask("eligibility_detail").height + grades
    steps = sample.ask("entitlement_list").filter(pl.col("pack").is_not_null())
    tiers = {(r["pack"], r["entry_key"]): r["n_uses"] for r in notes.filter(entry_kind="奖励").iter_rows(named=True)}
    for (pack, tier), rows in steps.group_by("pack", "tier"):
        assert tiers[str(pack), str(tier)] == rows.height
    assert len(steps) > 50


def history(sample: Warehouse, kind: str, key: str) -> list[tuple[str, str, str]]:
    rows = sample.ask("rule_history", entry_kind=kind, entry_key=key)
    return [(row["pack"], row["figure"], row["change"]) for row in rows.iter_rows(named=True)]


def test_history_of_rules_by_hand(sample: Warehouse) -> None:
    assert history(sample, "奖励", "区级智能工厂") == [
        ("qingpu-2022", "50 万元", "首次列明"), ("qingpu-2024", "金额未知", "不详"),
    ]  # fmt: skip
    assert history(sample, "奖励", "诊断服务商奖励") == [
        ("qingpu-2022", "2 万元", "首次列明"), ("qingpu-2024", "2 万元", "不变"),
    ]  # fmt: skip
    assert history(sample, "条件", "min_investment｜区级智能工厂") == [
        ("qingpu-2022", "未列为可核对的条目", "未列"), ("qingpu-2024", "未获正文，不详", "不详"),
        ("qingpu-2025-call", "≥ 500 万元", "首次列明"),
    ]  # fmt: skip
    assert history(sample, "流程", "公示") == [
        ("qingpu-2022", "5 个工作日", "首次列明"), ("qingpu-2025-call", "5 个工作日", "不变"),
    ]  # fmt: skip
    assert history(sample, "名额", "scene｜区") == [
        ("shanghai-2023-643", "20 个（累计认定超过 50 个时 25 个）", "首次列明"),
    ]  # fmt: skip


def test_what_changed_is_what_is_asked_for(sample: Warehouse) -> None:
    changed = {row["entry_key"] for row in sample.ask("rule_history", is_changed="true").iter_rows(named=True)}
    assert {"区级智能工厂", "min_investment｜区级智能工厂"} <= changed
    assert not {"公示", "诊断服务商奖励", "scene｜区"} & changed


def crosswalk() -> list[dict[str, str]]:
    with (ROOT / "data" / "catalogues" / "crosswalk.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("one", "other", "n_scenarios"), [("2023", "2025", 45), ("2025", "2023", 40)])
def test_the_crosswalk_read_either_way_is_the_file(one: str, other: str, n_scenarios: int, sample: Warehouse) -> None:
    words = {"same": "同", "near": "近似", "none": "无对应"}
    expected = {
        (int(row[f"{one}_no"]), int(row[f"{other}_no"]) if row[f"{other}_no"] else None, words[row["relation"]])
        for row in crosswalk() if row[f"{one}_no"]
    }
    rows = sample.ask("scenario_crosswalk_list", catalogue=one)
    assert set(rows.select("scenario_no", "other_no", "relation").iter_rows()) == expected
    assert rows["scenario_no"].n_unique() == n_scenarios
    alone = rows.filter(relation="无对应")
    assert set(alone["other_scenario"]) == {"无对应"}
    assert alone["other_no"].null_count() == alone.height


def test_no_instance_is_lost_on_the_way_to_the_other_catalogue(sample: Warehouse) -> None:
    """Each scenario's instances once, however many counterparts it has, and those outside the catalogue beside them."""
    import duckdb

    with duckdb.connect(str(sample.path), config=SAFE) as connection:
        delivered = connection.execute("SELECT catalogue, scenario_no FROM instance").fetchall()
    status = {row["catalogue"]: row for row in sample.ask("scenario_crosswalk_status").iter_rows(named=True)}
    for year in ("2023", "2025"):
        mapped = {int(row[f"{year}_no"]) for row in crosswalk() if row[f"{year}_no"] and row["relation"] != "none"}
        numbers = [number for catalogue, number in delivered if catalogue == year]
        row = status[year]
        assert row["n_instances"] == len(numbers) > 300
        assert row["n_instances_mapped"] == sum(number in mapped for number in numbers)
        assert row["n_instances_outside"] == numbers.count(None)
        assert row["n_instances_alone"] == len(numbers) - row["n_instances_mapped"] - row["n_instances_outside"] > 0
        assert row["is_conserved"]
        listed = sample.ask("scenario_crosswalk_list", catalogue=year).unique("scenario_no")
        assert listed["n_instances"].sum() == row["n_instances_mapped"] + row["n_instances_alone"]
