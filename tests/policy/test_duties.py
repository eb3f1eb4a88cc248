"""The clock on told stories, day by day, and on the sample against a second, boring reading of the same steps."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest

from queries import Warehouse, warehouse
from tests.etl.loads import load, rows
from tests.policy.stories import STORIES, UNKNOWN, write

AS_OF = "2026-12-30"
UNPUBLISHED = "2027 年的工作日安排尚未公布（或日历未更新），不能推算"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    load(folder / "home", write(folder / "in"), as_of=AS_OF)
    return folder / "home"


@pytest.fixture(scope="module")
def told(home: Path) -> Warehouse:
    return warehouse(home)


def todo(told: Warehouse, project: str, day: str, within: str = "30") -> list[dict[str, Any]]:
    """What is asked for one application on a day, its papers left aside."""
    found = told.ask("todo_list", as_of=day, within=within).to_dicts()
    return [row for row in found if row["project_id"] == project and row["duty"] not in ("evidence", "assessment")]


def brief(told: Warehouse, project: str, day: str) -> list[tuple[str, str, date | None, int | None, str]]:
    return [(r["duty"], r["state"], r["due_date"], r["n_days"], r["holder"]) for r in todo(told, project, day)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-09-25", [("step", "无期限", None, None, "区经委")]),  # 评审 done, 公示 not begun
        ("2025-09-26", [("publicity", "30 日内", date(2025, 10, 9), 13, "区经委")]),  # over National Day, with a Sunday
        ("2025-10-02", [("publicity", "7 日内", date(2025, 10, 9), 7, "区经委")]),
        ("2025-10-01", [("publicity", "30 日内", date(2025, 10, 9), 8, "区经委")]),
        ("2025-10-09", [("publicity", "7 日内", date(2025, 10, 9), 0, "区经委")]),
        ("2025-10-10", [("publicity", "逾期", date(2025, 10, 9), -1, "区经委")]),
        ("2026-12-30", [("publicity", "逾期", date(2025, 10, 9), -447, "区经委")]),
    ],
)
def test_a_publicity_falls_due_by_the_calendar(told: Warehouse, day: str, expected: list[Any]) -> None:
    assert brief(told, "公示中", day) == expected


def test_a_publicity_cites_its_clause_and_its_row(told: Warehouse) -> None:
    (row,) = todo(told, "公示中", "2025-09-26")
    assert (row["clause"], row["quote"], row["pack"]) == ("五（二）", "公示期限为5个工作日", "qingpu-2025-call")
    assert (row["file"], row["is_ours"], row["responsible"]) == ("流程.csv", False, "区经委")
    assert row["task"].startswith("「公示」5 个工作日，2025-09-26 起，2025-10-09 期满")
    cells = told.ask("source_row_detail", file=row["file"], sheet=row["sheet"] or "", row=str(row["row"]))
    assert cells["raw"].to_list()[:3] == ["公示中", "公示", "2025-09-26"]


def test_within_cuts_what_is_further_ahead(told: Warehouse) -> None:
    assert todo(told, "公示中", "2025-09-26", within="12") == []
    assert len(todo(told, "公示中", "2025-09-26", within="13")) == 1
    assert len(todo(told, "公示中", "2025-10-10", within="0")) == 1  # overdue always counts


def test_a_period_into_an_unpublished_year_is_not_guessed(told: Warehouse) -> None:
    (row,) = todo(told, "跨年", "2026-12-30")
    assert (row["due_date"], row["n_days"], row["state"]) == (None, None, "无法推算")
    assert row["task"].endswith(UNPUBLISHED)
    assert told.ask("todo_status", as_of="2026-12-30")["n_incomputable"][0] == 1
    status = told.ask("stage_status").filter(project_id="跨年").row(0, named=True)
    assert (status["stage"], status["due_date"], status["reason"]) == ("公示", None, UNPUBLISHED)


def test_an_end_that_lies_later_is_not_known_yet(told: Warehouse) -> None:
    """公示足 ran to 2025-10-09 and was recognised on the 20th."""
    assert brief(told, "公示足", "2025-09-30") == [("publicity", "30 日内", date(2025, 10, 9), 9, "区经委")]
    assert brief(told, "公示足", "2025-10-10") == [("step", "无期限", None, None, "区经委")]
    (row,) = todo(told, "公示足", "2025-10-15")
    assert row["task"] == "「公示」已于 2025-10-09 结束（无异议），尚未进入「认定」；文件未规定期限"
    assert (row["since_date"], row["n_days_since"], row["quote"]) == (date(2025, 10, 9), 6, "由区经委正式印发认定文件")
    (row,) = todo(told, "公示足", "2025-10-20")
    assert "尚未进入「拨付」" in row["task"]
    on_day = {r["project_id"]: r for r in told.ask("stage_status", as_of="2025-09-30").to_dicts()}["公示足"]
    assert (on_day["stage"], on_day["end_date"], on_day["result"]) == ("公示", None, None)


@pytest.mark.parametrize(
    ("project", "day", "stage", "next_stage", "is_over", "reason"),
    [
        ("公示短", AS_OF, "公示", "认定", False, "公示少于规定的工作日；期满后尚未进入「认定」"),
        ("公示短", "2025-09-29", "公示", "认定", False, None),
        ("有异议", AS_OF, "异议", "认定", False, None),
        ("未登记异议", AS_OF, "公示", "异议", False, "期满后尚未进入「异议」"),
        ("倒序", AS_OF, "初审", "评审", False, "环节先后次序有误"),
        ("倒序", "2025-09-04", "评审", "公示", False, None),
        ("后补申报", AS_OF, "申报", "初审", False, "环节先后次序有误"),
        ("退回重报", AS_OF, "申报", "初审", False, None),
        ("退回重报", "2025-08-05", "退回", None, True, None),
        ("文件外", AS_OF, "审议", None, False, "文件未列的环节：审议"),
        ("不通过", AS_OF, "初审", None, True, None),
        ("撤回", AS_OF, "撤回", None, True, None),
        ("公示足", AS_OF, "认定", "拨付", False, None),
        ("没有流程", AS_OF, None, None, None, "没有流程记录"),
        ("国家级", AS_OF, "评审", None, True, "文件未列的环节：初审"),  # the pack has no step after 评审, none to pay
    ],
)
def test_where_an_application_stands(
    told: Warehouse, project: str, day: str, stage: str | None, next_stage: str | None, is_over: bool | None,
    reason: str | None,
) -> None:
    found = told.ask("stage_status", as_of=day).filter(project_id=project).row(0, named=True)
    shown = tuple(found[name] for name in ("stage", "next_stage", "is_over", "reason"))
    assert shown == (stage, next_stage, is_over, reason)


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        ("有异议", [("objection", "「异议」尚未办结，请调查核实并登记结果")]),
        ("未登记异议", [("step", "「公示」已于 2026-03-20 结束（有异议），尚未进入「异议」；文件未规定期限")]),
        ("暂缓", [("step", "「评审」已于 2025-09-10 结束（暂缓），此后没有进展，请复核或办理「公示」；"
                  "文件未规定期限")]),
        ("未结束", [("step", "「初审」尚未办结，文件未规定期限，请办结并登记结果")]),
        ("后补申报", [("step", "「申报」已于 2025-08-10 结束（已受理），尚未进入「初审」；文件未规定期限。"
                      "流程日期先后有误，请先核对")]),
        ("不通过", []), ("撤回", []), ("文件外", []), ("国家级", []), ("没有流程", []),
    ],
)  # fmt: skip
def test_what_stands_still_has_no_invented_limit(
    told: Warehouse, project: str, expected: list[tuple[str, str]]
) -> None:
    found = todo(told, project, AS_OF)
    assert [(row["duty"], row["task"]) for row in found] == expected
    assert {(row["due_date"], row["state"]) for row in found} <= {(None, "无期限")}


def test_only_a_publicity_that_is_too_short_is_a_finding(told: Warehouse) -> None:
    """2025-09-26 (Fri), 28 (a working Sunday), 29 and 30: four days."""
    found = told.ask("finding_list", rule="short_publicity")
    assert found["message"].to_list() == [
        "「公示」2025-09-26 至 2025-09-30 只有 4 个工作日，少于规定的 5 个（五（二）：公示期限为5个工作日），"
        "应至 2025-10-09"
    ]
    assert found["severity"].to_list() == ["warning"]


def test_papers_are_asked_for_while_the_call_is_open(told: Warehouse) -> None:
    def asked(day: str, duty: str) -> list[dict[str, Any]]:
        found = told.ask("todo_list", as_of=day).to_dicts()
        return [row for row in found if (row["project_id"], row["duty"]) == (UNKNOWN, duty)]

    assert asked("2025-08-09", "evidence") == []
    (row,) = asked("2025-08-10", "evidence")
    assert (row["due_date"], row["n_days"], row["state"]) == (date(2025, 8, 31), 21, "30 日内")
    assert row["holder"] == "工业园区"
    assert "信用记录良好" in row["task"]
    assert (row["clause"], row["quote"]) == ("五（一）", "2025年8月31日")
    assert len(asked("2025-08-31", "evidence")) == 1
    assert asked("2025-09-01", "evidence") == []
    (row,) = asked("2025-09-01", "assessment")
    assert (row["n_days"], row["state"], row["file"]) == (-1, "逾期", "企业.csv")
    others = told.ask("todo_list", as_of="2025-08-31").filter(duty="assessment")["project_id"].to_list()
    assert others == [UNKNOWN]


def test_an_award_is_due_once_recognised_until_paid_in_full(told: Warehouse) -> None:
    for day, n in (("2022-05-31", 0), ("2022-06-01", 1), ("2022-09-01", 1), ("2022-11-30", 1), ("2022-12-01", 0)):
        assert told.ask("todo_list", as_of=day).filter(duty="payment").height == n, day
    row = told.ask("todo_list", as_of="2022-11-30").filter(duty="payment").row(0, named=True)
    assert (row["due_date"], row["n_days_since"], row["holder"]) == (None, 182, "区经委")
    assert row["task"] == "「市级智能工厂」2022-06-01 认定，免申即享，应奖 100 万元尚未足额拨付；文件未规定拨付期限"
    assert (row["clause"], row["quote"]) == ("第五条（二）", "获评市级智能工厂的企业给予100万元奖励")


def test_rows_that_wait_outside_are_the_senders_to_correct(told: Warehouse) -> None:
    row = told.ask("todo_list").filter(duty="correction").row(0, named=True)
    assert (row["holder"], row["file"], row["row"], row["is_ours"]) == ("练塘镇", "练塘镇_企业.csv", 2, True)
    assert row["task"].startswith("2 行没有读入")
    assert told.ask("todo_list", as_of="2026-12-29").filter(duty="correction").height == 0  # nobody knows since when


def test_the_authority_has_a_deadline_too(told: Warehouse) -> None:
    row = told.ask("todo_list", as_of="2023-08-20").filter(duty="deadline").row(0, named=True)
    assert (row["due_date"], row["n_days"]) == (date(2023, 8, 21), 1)
    assert (row["holder"], row["clause"]) == ("区经委", "二（二）")
    assert told.ask("todo_list", as_of="2023-08-22").filter(duty="deadline").height == 0


@pytest.mark.parametrize("day", ["", "2022-08-01", "2023-08-15", "2025-08-20", "2025-10-02", "2026-03-21"])
def test_the_sums_are_the_list(told: Warehouse, sample_home: Path, day: str) -> None:
    for build in (told, warehouse(sample_home)):
        listed, units = build.ask("todo_list", as_of=day), build.ask("todo_summary", as_of=day)
        total = build.ask("todo_status", as_of=day).row(0, named=True)
        names = ("逾期", "7 日内", "30 日内", "无期限", "无法推算")
        states = {name: listed.filter(state=name).height for name in names}
        assert sum(states.values()) == listed.height == total["n_todo"] == units["n_todo"].sum()
        undated = states["无期限"] + states["无法推算"]
        for name, n in (
            ("n_overdue", states["逾期"]), ("n_soon", states["7 日内"]), ("n_later", states["30 日内"]),
            ("n_undated", undated),
        ):
            assert total[name] == units[name].sum() == n, name
        for unit in units["holder"]:
            assert build.ask("todo_list", as_of=day, unit=unit).height == units.filter(holder=unit)["n_todo"][0]


# ── the sample read a second time, in plain Python ────────────────────────────────────────────────
# qingpu-2025-call 五: what follows what; nothing follows 拨付, 退回 and 撤回.
NEXT = {"申报": "初审", "初审": "评审", "评审": "公示", "公示": "认定", "异议": "认定", "认定": "拨付"}


def plain_steps(home: Path) -> dict[str, list[tuple[date, date | None, str, str | None]]]:
    """Project → its steps in order of time, for the district's call."""
    found: dict[str, list[tuple[date, date | None, str, str | None]]] = {}
    order = {name: number for number, name in enumerate(["申报", "初审", "评审", "公示", "异议", "认定", "拨付"], 1)}
    steps = rows(home, """
        SELECT x.project_id, x.start_date, x.end_date, x.stage, x.result FROM stage_event AS x JOIN project AS p
        ON p.project_id = x.project_id WHERE p.call = 'qingpu-2025' ORDER BY x.sheet_id, x."row"
    """)
    for project, start, end, stage, result in sorted(steps, key=lambda one: (one[1], order.get(one[3], 99))):
        found.setdefault(project, []).append((start, end, stage, result))
    return found


def plain_todo(steps: list[tuple[date, date | None, str, str | None]], day: date) -> list[tuple[str, date | None]]:
    """(duty, due date) of one application: what runs, then what waits."""
    begun = [step for step in steps if step[0] <= day]
    found: list[tuple[str, date | None]] = []
    for place, (start, end, stage, result) in enumerate(begun):
        following = begun[place + 1][0] if place + 1 < len(begun) else None
        if stage == "公示":
            if (end is None and following is None) or (end is not None and day <= end):
                due, left = start, 5 - chinese_calendar.is_workday(start)
                while left:
                    due += timedelta(days=1)
                    left -= chinese_calendar.is_workday(due)
                found.append(("publicity", due))
        elif stage not in ("退回", "撤回") and (end > day if end else following is None):
            found.append(("objection" if stage == "异议" else "step", None))
        is_waiting = following is None and end is not None and result != "不通过" and stage in NEXT
        waits_from = max(date(2025, 9, 1), end) if stage == "申报" and end else end
        if is_waiting and waits_from and (day > waits_from if stage == "公示" else day >= waits_from):
            found.append(("step", None))
    return sorted(found, key=str)


@pytest.mark.parametrize(
    "day", ["2025-08-20", "2025-09-01", "2025-09-15", "2025-10-20", "2025-11-24", "2025-11-28", "2025-11-29",
            "2025-12-12", "2026-03-16", "2026-03-19", "2026-03-20", "2026-03-21", "2026-11-20"],
)  # fmt: skip
def test_the_sample_against_a_second_reading(sample_home: Path, day: str) -> None:
    """Every application of the call: the same duties with the same dates. Nobody of 2025 is paid in the sample."""
    steps = plain_steps(sample_home)
    found: dict[str, list[tuple[str, date | None]]] = {project: [] for project in steps}
    for row in warehouse(sample_home).ask("todo_list", as_of=day, within="9999").to_dicts():
        if row["project_id"] in steps and row["duty"] in ("publicity", "step", "objection"):
            found[row["project_id"]].append((row["duty"], row["due_date"]))
    expected = {project: plain_todo(each, date.fromisoformat(day)) for project, each in steps.items()}
    assert {project: sorted(each, key=str) for project, each in found.items()} == expected
    assert sum(map(len, expected.values())) > 0 or day == "2025-08-20"


def test_every_story_is_asked_about(told: Warehouse) -> None:
    assert set(told.ask("stage_status")["project_id"]) == {*STORIES, UNKNOWN}
