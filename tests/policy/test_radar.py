"""The quota radar: places at the edge, three ways of counting, days to the deadline, any past date, who is blocked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from etl.load import load
from etl.paths import Home
from queries import questions, warehouse
from tests.policy.cases import deliver, read_cases
from tests.policy.memory import POLICY, run_rules, with_policy

AS_OF = date(2026, 11, 20)
CALL = "national-2023"
BUILD = pl.DataFrame({"build": ["x"], "as_of": [AS_OF], "input_hash": ["x"]})


def ask(connection: duckdb.DuckDBPyConnection, name: str, **params: str) -> list[dict[str, Any]]:
    """A question on a connection in memory."""
    question = questions()[name]
    values = {key: params.get(key, default) for key, (default, _) in question.params.items()}
    return connection.sql(question.sql, params=values).pl().to_dicts()


def awards(n: int) -> pl.DataFrame:
    return pl.DataFrame({
        "enterprise": ["虚构公司"] * n, "credit_code": [f"A{number:017d}" for number in range(n)],
        "tier": ["区级智能车间"] * n, "award_date": [date(2021, 1, 1)] * n, "sheet_id": [1] * n, "row": list(range(n)),
    })


@pytest.mark.parametrize("case", read_cases("places"), ids=lambda case: "-".join(list(case.values())[:4]))
def test_places_at_the_edge(case: dict[str, str]) -> None:
    """n eligible applicants of one each; who comes after the last place is listed with the clause of the quota."""
    connection = with_policy(rows={"build": BUILD, "award": awards(int(case["n_recognised"]))})
    try:
        connection.execute("UPDATE district SET applicant_kind = $kind", {"kind": case["applicant_kind"]}).fetchall()
        run_rules(connection, "radar.sql")
        connection.execute(
            "INSERT INTO scored_application (project_id, call, track, score, demo_score, base_score, enterprise,"
            " credit_code, eligibility, applied_date, n_instances, counting_unit, is_eligible)"
            " SELECT 'P' || i, $call, $track, 50 + i, 0, 0, 'E' || i, 'C' || i, 'pass', DATE '2023-08-10', 3,"
            " 'applicant', TRUE FROM range(CAST($n AS INTEGER)) AS t(i)",
            {"call": CALL, "track": case["track"], "n": case["n_eligible"]},
        ).fetchall()
        ours = [row for row in ask(connection, "quota_status") if row["is_own_kind"]]
        (found,) = [row for row in ours if row["track"] == case["track"]]
        blocked = ask(connection, "quota_blocked_list", track=case["track"])
    finally:
        connection.close()
    wanted = {name: int(case[name]) for name in ("limit", "n_used", "n_remaining")}
    assert {name: found[name] for name in wanted} == wanted
    assert found["applicant_kind"] == case["applicant_kind"]
    assert [row["blocker"] for row in blocked] == ["full"] * int(case["n_left_out"])
    assert {(row["clause"], row["project_id"]) for row in blocked} <= {("二（四）", "P0")}  # the lowest score stays out


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    """甲 with two applications (3 and 2 instances), 乙 with one (4), 丙 with one (1) and bad credit."""
    folder = tmp_path_factory.mktemp("counting")
    usual = {"tier": "优秀场景", "condition": "", "verdict": "", "eligibility": ""}
    cases = [
        ("甲", usual | {"case": "甲", "环节": "2023:1,2,3"}), ("乙", usual | {"case": "乙", "环节": "2023:1,2,3,4"}),
        ("丙", usual | {"case": "丙", "环节": "2023:1", "信用异常": "是"}),
    ]
    deliver(cases).write(folder / "in")
    load([folder / "in"], Home(folder / "home"), AS_OF)
    names = ("enterprise", "project", "instance", "investment", "award", "finance", "outcome", "build")
    with duckdb.connect(str(warehouse(folder / "home").path), read_only=True) as connection:
        frames = {name: connection.sql(f'SELECT * FROM "{name}"').pl() for name in names}
    for name in ("project", "outcome", "instance"):
        own = frames[name].filter(project_id="甲").head(2 if name == "instance" else 99)
        frames[name] = pl.concat([frames[name], own.with_columns(pl.lit("甲二").alias("project_id"))])
    return frames


@pytest.fixture
def counted(
    delivered: dict[str, pl.DataFrame], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The delivered rows under packs whose scene quota says limit and counting_unit as the test asks."""
    unit, limit = request.param
    for path in POLICY.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.stem == "shanghai-2023-643":
            entry = r'(track = "scene"\napplicant_kind = "区"\nlimit = )20\n'
            text, n = re.subn(entry, rf'\g<1>{limit}\ncounting_unit = "{unit}"\n', text)
            assert n == 1
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    connection = with_policy(tmp_path, delivered)
    run_rules(connection, "radar.sql")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        # applied: 甲 乙 丙; 甲 甲二 乙 丙; 3 + 2 + 4 + 1. Eligible is all but 丙. A place per applicant, application or
        # instance; 乙 (4 instances) scores highest, then 甲 (3), then 甲二 (2).
        (("applicant", 20), {"n_applied": 3, "n_eligible": 2, "n_proposable": 2, "n_used": 2, "n_remaining": 18}),
        (("application", 20), {"n_applied": 4, "n_eligible": 3, "n_proposable": 3, "n_used": 3, "n_remaining": 17}),
        (("instance", 20), {"n_applied": 10, "n_eligible": 9, "n_proposable": 9, "n_used": 9, "n_remaining": 11}),
        (("applicant", 1), {"n_applied": 3, "n_eligible": 2, "n_proposable": 2, "n_used": 1, "n_remaining": 0}),
        (("application", 2), {"n_applied": 4, "n_eligible": 3, "n_proposable": 3, "n_used": 2, "n_remaining": 0}),
        # 4 fit into 6, 4 + 3 do not, and 甲二, which would, is not let past 甲.
        (("instance", 6), {"n_applied": 10, "n_eligible": 9, "n_proposable": 9, "n_used": 4, "n_remaining": 2}),
        (("instance", 7), {"n_applied": 10, "n_eligible": 9, "n_proposable": 9, "n_used": 7, "n_remaining": 0}),
    ],
    indirect=["counted"], ids=str,
)  # fmt: skip
def test_the_same_applicants_counted_three_ways(
    counted: duckdb.DuckDBPyConnection, expected: dict[str, int]
) -> None:
    (found,) = [r for r in ask(counted, "quota_status") if r["is_own_kind"] and r["track"] == "scene"]
    assert {name: found[name] for name in expected} == expected
    ranking = ask(counted, "recommendation_list")
    assert [row["project_id"] for row in ranking if row["is_eligible"]] == ["乙", "甲", "甲二"]
    is_by_instance = found["counting_unit"] == "instance"
    places = {"乙": 4, "甲": 3, "甲二": 2} if is_by_instance else {"乙": 1, "甲": 1, "甲二": 1}
    assert sum(places[row["project_id"]] for row in ranking if row["is_within_quota"]) == found["n_used"]


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        (("applicant", 1), [("甲", "full"), ("甲二", "own"), ("丙", "fail")]),
        (("application", 2), [("甲二", "full"), ("丙", "fail")]),
        (("instance", 20), [("丙", "fail")]),
    ],
    indirect=["counted"], ids=str,
)  # fmt: skip
def test_who_cannot_be_proposed_and_why(
    counted: duckdb.DuckDBPyConnection, expected: list[tuple[str, str]]
) -> None:
    found = ask(counted, "quota_blocked_list", track="scene")
    assert [(row["project_id"], row["blocker"]) for row in found] == expected
    assert (found[-1]["obstacle"], found[-1]["clause"]) == ("信用记录良好", "一（一）")
    summary = ask(counted, "quota_blocked_summary", track="scene")
    assert sorted((row["blocker"], row["n_projects"], row["n_enterprises"]) for row in summary) == sorted(
        (why, 1, 1) for _, why in expected
    )


@pytest.mark.parametrize(
    ("day", "n_enterprise", "n_authority"),
    [("2023-08-18", 1, 3), ("2023-08-19", 0, 2), ("2023-08-20", -1, 1), ("2023-08-21", -2, 0), ("2023-08-22", -3, -1)],
)
def test_days_to_the_deadlines(sample_home: Path, day: str, n_enterprise: int, n_authority: int) -> None:
    found = warehouse(sample_home).ask("quota_status", as_of=day)
    assert set(found["n_days_enterprise"]) == {n_enterprise}
    assert set(found["n_days_authority"]) == {n_authority}


@pytest.mark.parametrize(
    "day", ["2023-08-04", "2023-08-08", "2023-08-12", "2023-08-19", "2023-08-30", "2026-11-20", ""]
)
def test_any_past_date_against_a_plain_count(sample_home: Path, day: str) -> None:
    """Applications and recognitions up to the day; one place per enterprise, as many as there are places."""
    build = warehouse(sample_home)
    until = date.fromisoformat(day) if day else AS_OF
    applied = [row for row in build.ask("project_list").to_dicts() if row["call"] == CALL]
    n_recognised = sum(row["award_date"] <= until for row in build.ask("award_list").to_dicts())
    for row in build.ask("quota_status", as_of=day).filter(is_own_kind=True).to_dicts():
        tier = {"scene": "优秀场景", "factory": "示范工厂"}[row["track"]]
        mine = [one for one in applied if one["applied_tier"] == tier and (not day or one["applied_date"] <= until)]
        eligible = {one["credit_code"] for one in mine if one["eligibility"] == "pass"}
        limit = {"scene": (20, 25), "factory": (10, 15)}[row["track"]][n_recognised > 50]
        assert (row["n_recognised"], row["limit"]) == (n_recognised, limit)
        assert row["n_applied"] == len({one["credit_code"] for one in mine})
        assert row["n_eligible"] == row["n_proposable"] == len(eligible)
        assert (row["n_used"], row["n_remaining"]) == (min(len(eligible), limit), limit - min(len(eligible), limit))
        blocked = build.ask("quota_blocked_list", as_of=day, track=row["track"])
        assert blocked["project_id"].n_unique() == len(mine) - row["n_used"]
        full = blocked.filter(blocker="full")
        assert full.height == max(len(eligible) - limit, 0)


def test_on_the_data_date_nothing_changes(sample_home: Path) -> None:
    """The radar of the data date is the radar without a date, and its used places are the recommendation's."""
    build = warehouse(sample_home)
    assert build.ask("quota_status", as_of=str(AS_OF)).equals(build.ask("quota_status"))
    assert build.ask("quota_blocked_list", as_of=str(AS_OF)).equals(build.ask("quota_blocked_list"))
    for track in ("scene", "factory"):
        used = build.ask("recommendation_list", track=track)["is_within_quota"].sum()
        assert used == build.ask("quota_status").filter(is_own_kind=True, track=track)["n_used"][0]


def test_the_lift_counts_down(sample_home: Path) -> None:
    """Every day of the year in which the sample passes fifty recognitions."""
    build = warehouse(sample_home)
    days = sorted(row["award_date"] for row in build.ask("award_list").to_dicts())
    for day in (days[0] - timedelta(days=1), days[40], days[49], days[50], days[51], days[60]):
        n = sum(one <= day for one in days)
        row = build.ask("quota_status", as_of=str(day)).filter(is_own_kind=True, track="scene").row(0, named=True)
        assert (row["n_recognised"], row["n_to_lift"], row["is_lifted"]) == (n, max(51 - n, 0), n > 50)
