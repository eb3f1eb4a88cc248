"""A what-if beside today, against tables written by hand."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from dashboard import text, vocabulary
from dashboard.change_words import remarks, value_words
from dashboard.comparison import beside, differing, moves, n_covered, n_effects, n_reordered, total

YUAN = pl.Decimal(18, 2)


def money(rows: dict[str, tuple[str, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        [(code, Decimal(yuan), n) for code, (yuan, n) in rows.items()],
        schema={"code": pl.String, "due_yuan": YUAN, "n_unpriced": pl.Int64}, orient="row",
    )


def test_every_key_of_either_side_has_its_row_and_its_difference() -> None:
    today = money({"a": ("500000.01", 1), "b": ("0.00", 0), "gone": ("7.00", 0)})
    trial = money({"a": ("600000.03", 0), "new": ("2.50", 2), "b": ("0.00", 0)})
    found = beside(today, trial, ["code"], ["due_yuan", "n_unpriced"])
    assert found.rows() == [
        ("a", Decimal("500000.01"), Decimal("600000.03"), Decimal("100000.02"), 1, 0, -1),
        ("new", Decimal("0.00"), Decimal("2.50"), Decimal("2.50"), 0, 2, 2),
        ("b", Decimal("0.00"), Decimal("0.00"), Decimal("0.00"), 0, 0, 0),
        ("gone", Decimal("7.00"), Decimal("0.00"), Decimal("-7.00"), 0, 0, 0),
    ]
    assert differing(found)["code"].to_list() == ["a", "new", "gone"]
    assert differing(beside(today, today, ["code"], ["due_yuan"])).is_empty()
    figure = total(today, trial, "due_yuan")
    assert (figure.today, figure.trial, figure.change) == (
        Decimal("500007.01"), Decimal("600002.53"), Decimal("99995.52")
    )


def test_a_key_may_be_empty() -> None:
    frame = pl.DataFrame({"line": [None, "专项"], "n_within": [1, 2]}, schema={"line": pl.String, "n_within": pl.Int64})
    assert beside(frame, frame, ["line"], ["n_within"]).rows() == [(None, 1, 1, 0), ("专项", 2, 2, 0)]


ORDER = {"unjudged": 0, "fail": 1, "unknown": 2, "second": 3, "beyond": 4, "pass": 4, "within": 5}


def standings(rows: dict[str, tuple[str, int | None]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (code, f"企业{code}", "华新镇", "c", "t", kind, ORDER[kind], place, None)
            for code, (kind, place) in rows.items()
        ],
        schema={
            "project_id": pl.String, "enterprise": pl.String, "town": pl.String, "call": pl.String,
            "applied_tier": pl.String, "standing": pl.String, "standing_order": pl.Int64, "position": pl.Int64,
            "reasons": pl.String,
        }, orient="row",
    )  # fmt: skip


def test_who_comes_in_goes_up_goes_down_and_drops_out() -> None:
    today = standings({
        "1": ("within", 1), "2": ("within", 2), "3": ("beyond", 3), "4": ("fail", 4), "5": ("unknown", 5),
        "6": ("pass", None), "7": ("fail", None), "8": ("within", 8), "9": ("beyond", 9),
    })
    trial = standings({
        "1": ("within", 2), "2": ("beyond", 3), "3": ("within", 1), "4": ("beyond", 4), "5": ("fail", 5),
        "6": ("unknown", None), "7": ("pass", None), "8": ("fail", 8), "9": ("second", 9),
    })
    found = moves(today, trial)
    assert dict(found.select("project_id", "effect").rows()) == {
        "3": "in", "7": "in", "4": "up", "5": "down", "9": "down", "2": "out", "6": "out", "8": "out",
    }
    assert found["effect"].to_list() == sorted(found["effect"].to_list(), key=["in", "up", "down", "out"].index)
    assert found.height == sum(n_effects(found, effect) for effect in vocabulary.EFFECTS)
    assert n_reordered(today, trial) == 3
    assert moves(today, today).is_empty()


def test_covered_scenarios_are_counted_on_both_sides() -> None:
    today, trial = (pl.DataFrame({"n_within": counts}) for counts in ([0, 1, 3, 0], [2, 1, 0, 1]))
    figure = n_covered(today, trial, "n_within")
    assert (figure.today, figure.trial, figure.change) == (2, 3, 1)


def test_a_difference_carries_its_sign_and_none_is_said() -> None:
    assert text.change("due_yuan", Decimal("300000")) == "+30 万元"
    assert text.change("due_yuan", Decimal("-300000")) == "-30 万元"
    assert text.change("n_covered", 0) == "与今天一致"
    assert text.change("n_covered", -2) == "-2"


def row(**fields: object) -> dict[str, object]:
    return {"kind": "number", "optional": "", "measure_unit": "", "table_name": "", "pack": "p", "call": "c",
            "item": "factory", "address": "", "today_value": None} | fields


def test_values_are_said_as_people_write_them() -> None:
    amount = row(kind="yuan", optional="unknown", measure_unit="元")
    assert [value_words(value, amount) for value in ("600000", "12345.5", "unknown", None)] == [
        "60 万元", "1.23455 万元", "未知", "未知"
    ]
    assert value_words("8", row(measure_unit="个")) == "8 个"
    assert value_words("2.5", row()) == "2.5"
    assert value_words("none", row(kind="date", optional="none")) == "长期有效"
    assert value_words("2023-12-31", row(kind="date", optional="none")) == "2023年12月31日"
    assert value_words("block", row(kind="severity")) == "必备"
    assert value_words("硬件;软件", row(kind="words")) == "硬件、软件"


def test_weights_that_are_no_hundred_and_overlapping_documents_are_remarked() -> None:
    weights = [row(kind="weight", address=name, today_value=value) for name, value in (("a", "60"), ("b", "40"))]
    assert remarks({}, weights, {}) == []
    (said,) = remarks({"a": "70"}, weights, {})
    assert said.startswith("示范工厂的评分权重合计 110 分")
    assert remarks({"a": "70", "b": "30"}, weights, {}) == []

    days = [
        row(table_name=table, pack=pack, address=f"pack/{pack}/{name}", today_value=value)
        for pack, name, value in (("x", "valid_from", "2022-01-01"), ("x", "valid_to", "2022-12-31"),
                                  ("y", "valid_from", "2024-01-01"), ("y", "valid_to", None))
        for table in ("tier", "pack")
    ]
    names = {"x": "甲文", "y": "乙文"}
    assert remarks({"pack/x/valid_to": "2023-12-31"}, days, names) == []
    assert remarks({"pack/x/valid_to": "2024-01-01"}, days, names) == [
        "甲文 与 乙文 的施行期重叠，重叠期间按生效较晚的一份计价"
    ]
