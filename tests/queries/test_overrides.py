"""The text of an override set: what it may say, how it is refused, its one canonical form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries import BadOverride, Warehouse, questions, warehouse
from queries.overrides import escaped, read_overrides, written

FACTORY = "tier/qingpu-2022/区级智能工厂/amount_yuan"
PROCESSES = "condition/shanghai-2023-643/min_processes"
WORDS = "setting/qingpu-2025-call/new_it_words/value"
QUOTA = "quota/shanghai-2023-643/scene@区"


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Warehouse:
    return warehouse(sample_home)


@pytest.fixture(scope="module")
def figures(sample: Warehouse) -> pl.DataFrame:
    return sample.ask("override_options")


@pytest.mark.parametrize(("text", "said"), [
    ("x", "没有等号"),
    ("secret/qingpu-2022/x/y=1", "没有「secret」这一类可改的条款"),
    ("tier/qingpu-1999/x/amount_yuan=1", "没有这份文件"),
    ("tier/qingpu-2022/没有这档/amount_yuan=1", "没有「没有这档」这一条"),
    ("tier/qingpu-2022/区级智能工厂/rank=1", "没有「rank」可改，可改的有 amount_yuan"),
    ("condition/shanghai-2023-643/min_processes@优秀场景/value=3", "没有「min_processes@优秀场景」这一条"),
    ("condition/shanghai-2023-643/credit_clear/value=1", "没有「value」可改，可改的有 severity"),
    ("setting/qingpu-2025-call/unverified_scenarios/value=1", "没有「unverified_scenarios」这一条"),
    (f"{FACTORY}=-1", "不小于 0 的金额"), (f"{FACTORY}=", "不小于 0 的金额"), (f"{FACTORY}=六十万", "不小于 0 的金额"),
    (f"{FACTORY}=1e5", "不小于 0 的金额"), (f"{FACTORY}=1.234", "最多两位小数"), (f"{FACTORY}=none", "不小于 0 的金额"),
    (f"{FACTORY}=1000000000000", "小于一万亿"), (f"{FACTORY}=60'; DROP TABLE tier", "不小于 0 的金额"),
    (f"{FACTORY}=１２", "不小于 0 的金额"),
    ("condition/qingpu-2025-call/handed_in_on_time/value=2025-02-30", "应为日期"),
    ("condition/qingpu-2025-call/handed_in_on_time/value=20250831", "应为日期"),
    ("condition/qingpu-2025-call/in_production/severity=strict", "block、warn、info"),
    ("condition/shanghai-2023-643/min_processes/value=NaN", "不小于 0 的数字"),
    ("condition/qingpu-2025-call/no_major_problem_2y/value=2.5", "0 到 10000 的整数"),
    (f"{QUOTA}/limit=10001", "0 到 10000 的整数"), (f"{QUOTA}/limit=40", "小于名额上限 40，请一并修改"),
    ("criterion/shanghai-2023-643/maturity@factory/weight=100.5", "0 到 100 的权重"),
    ("setting/shanghai-2023-643/finance_year_count/value=三", "整数"),
    ("setting/qingpu-2025-call/new_it_words/value=5G||区块链", "不能有空项"),
    ("pack/qingpu-2022/valid_to=2020-01-01", "早于生效日期"), ("pack/qingpu-2022/status=valid", "没有「status」可改"),
    (f"{FACTORY}=1;{FACTORY}=1", "改了两次"),
    (f"{PROCESSES}/value=6;{PROCESSES}@示范工厂/value=6", "改了两次"),
    ("x" * 20_001, "写得太长"),
])  # fmt: skip
def test_a_bad_set_is_refused_with_a_sentence(text: str, said: str, sample: Warehouse) -> None:
    with pytest.raises(BadOverride, match=said):
        sample.ask("project_summary", overrides=text)


def test_every_fault_is_said_at_once(sample: Warehouse) -> None:
    with pytest.raises(BadOverride) as refused:
        sample.canonical(f"{FACTORY}=-1;{QUOTA}/limit=a;y")
    assert len(str(refused.value).split("；")) == 3


def test_an_item_left_out_means_every_item(sample: Warehouse) -> None:
    assert sample.canonical("condition/shanghai-2023-643/no_accident_3y/value=2") == (
        "condition/shanghai-2023-643/no_accident_3y@优秀场景/value=2;"
        "condition/shanghai-2023-643/no_accident_3y@示范工厂/value=2"
    )


@pytest.mark.parametrize(("text", "canonical"), [
    ("", ""), (" ; ", ""), (f"{FACTORY}=500000", ""), (f"{FACTORY}=0500000.00", ""),
    (f" {FACTORY} = 600000.50 ", f"{FACTORY}=600000.5"),
    ("tier/qingpu-2024/区级智能工厂/amount_yuan=unknown", ""), (f"{FACTORY}=unknown", f"{FACTORY}=unknown"),
    ("pack/qingpu-2022/valid_to=none", "pack/qingpu-2022/valid_to=none"),
    ("setting/qingpu-2025-call/investment_categories/value=硬件|软件", ""),
    ("setting/qingpu-2025-call/investment_categories/value=硬件%3B软件", ""),
    (f"{WORDS}=A%3DB|C%7CD|E%25", f"{WORDS}=A%3DB|C%7CD|E%25"),
])  # fmt: skip
def test_the_canonical_form_says_each_thing_in_one_way(text: str, canonical: str, sample: Warehouse) -> None:
    assert sample.canonical(text) == canonical


VALUES = {
    "yuan": st.decimals(0, 10**9, places=2).map(str), "number": st.decimals(0, 10**6, places=3).map(str),
    "count": st.integers(30, 10_000).map(str), "weight": st.decimals(0, 100, places=1).map(str),
    "date": st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str),
    "severity": st.sampled_from(["block", "warn", "info"]),
    "words": st.lists(st.text("甲乙;|=%@/ a1", min_size=1).map(str.strip).filter(bool), min_size=1).map(
        lambda words: ";".join(words)
    ).filter(lambda value: all(part.strip() for part in value.split(";"))),
}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_order_does_not_matter_and_canonical_is_final(data: st.DataObject, figures: pl.DataFrame) -> None:
    rows = data.draw(st.lists(
        st.sampled_from([row for row in figures.to_dicts() if row["table_name"] not in ("pack", "quota")]),
        unique_by=lambda row: row["address"], max_size=12,
    ))
    parts = [
        f"{escaped(row['address'])}={'|'.join(map(escaped, data.draw(VALUES[row['kind']]).split(';')))}" for row in rows
    ]
    once = written(read_overrides(";".join(parts), figures))
    assert written(read_overrides(";".join(data.draw(st.permutations(parts))), figures)) == once
    assert written(read_overrides(once, figures)) == once
    assert once.count(";") < max(len(rows), 1)


def test_what_holds_today_is_no_change(figures: pl.DataFrame) -> None:
    parts = [
        f"{escaped(row['address'])}={'|'.join((row['today_value'] or row['optional']).split(';'))}"
        for row in figures.iter_rows(named=True)
    ]
    assert len(parts) > 150
    assert read_overrides(";".join(parts), figures) == ()


def test_the_figures_shown_are_those_of_the_documents(sample: Warehouse, figures: pl.DataFrame) -> None:
    found = {row["address"]: row for row in figures.iter_rows(named=True)}
    assert found[FACTORY]["today_value"] == "500000.00"
    assert found[FACTORY]["quote"]
    assert found["tier/qingpu-2024/区级智能工厂/amount_yuan"]["today_value"] is None
    assert found["condition/shanghai-2023-643/min_processes@示范工厂/value"]["today_value"] == "8"
    assert found[f"{QUOTA}/lift_above"]["today_value"] == "50"
    assert found["pack/national-2025-251/valid_to"]["today_value"] is None
    assert set(questions()["override_options"].grain) == {"address"}
