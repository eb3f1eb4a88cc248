"""A second district starts with its own data and no code: figures by hand, pages without a word of another district."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from queries import Warehouse, questions, warehouse
from tests.other_district.district import ALPHA, BETA, DELTA, GAMMA, data_folder, workbook
from tests.served import AS_OF, ROOT

FOREIGN = re.compile("青浦|上海|沪|qingpu|national-2023|区级智能|灯塔|标杆工厂|优秀场景|示范工厂|夏阳|晋档补差|None")


def etl(*arguments: object, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"} | (environment or {}),
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("yunling")
    data, delivered = data_folder(folder / "data"), workbook(folder / "in")
    done = etl("load", delivered, "--home", folder / "home", "--as-of", AS_OF, "--data", data)
    assert done.returncode == 0, done.stderr
    assert "隔离 0" in done.stdout
    return folder / "home"


@pytest.fixture(scope="module")
def there(home: Path) -> Warehouse:
    return warehouse(home)


def test_check_says_that_its_data_is_in_order_wherever_it_lies(home: Path) -> None:
    data = home.parent / "data"
    for done in (etl("check", "--data", data), etl("check", environment={"ZHIZAO_DATA": str(data)})):
        assert (done.returncode, done.stderr) == (0, "")
        assert "2 份文件" in done.stdout
    assert etl("check", "--data", home / "nowhere").returncode == 2


def test_the_build_depends_on_what_the_data_says_and_not_on_where_it_lies(home: Path, tmp_path: Path) -> None:
    moved = data_folder(tmp_path / "elsewhere")
    same = etl("load", home.parent / "in", "--home", home, "--as-of", AS_OF, "--data", moved)
    assert "没有变化" in same.stdout
    pack = moved / "policy" / "yunling-2024.toml"
    pack.write_text(pack.read_text("utf-8").replace("amount_yuan = 80_000", "amount_yuan = 90_000"), "utf-8")
    other = etl("load", home.parent / "in", "--home", tmp_path / "home", "--as-of", AS_OF, "--data", moved)
    assert other.returncode == 0
    assert warehouse(tmp_path / "home").build != warehouse(home).build
    assert warehouse(tmp_path / "home").ask("project_summary")["entitled_yuan"][0] == Decimal("7960000.05")


def test_entitlements_by_hand(there: Warehouse) -> None:
    """就高不重复 per project.

    YL-1 counts 5,000,000 + 1,000,000.50 (no software): 产线 8 万; 工厂 10 % = 600,000.05 less 80,000; 车间 8 % =
    480,000.04 is lower. YL-2 stands alone: 8 % of 200 万. YL-3: 8 % of 2,000 万 capped at 100 万, then 120 less 100.
    YL-4: on 2023-12-31 no document, later 12 % of 6,000 万 capped at 600 万. A 产线 without project is unknown.
    """
    rows = there.ask("entitlement_list")
    assert [(r["credit_code"], r["tier"], r["status"], r["amount_yuan"]) for r in rows.iter_rows(named=True)] == [
        (ALPHA, "攀登车间", "priced", Decimal("160000.00")), (ALPHA, "攀登产线", "priced", Decimal("80000.00")),
        (ALPHA, "攀登工厂", "priced", Decimal("520000.05")), (ALPHA, "攀登车间", "no_step", Decimal("0.00")),
        (BETA, "攀登车间", "priced", Decimal("1000000.00")), (BETA, "市标兵工厂", "priced", Decimal("200000.00")),
        (GAMMA, "攀登工厂", "unpriced", None), (GAMMA, "攀登工厂", "priced", Decimal("6000000.00")),
        (DELTA, "攀登产线", "unpriced", None),
    ]  # fmt: skip
    reasons = rows["reason"].to_list()
    assert reasons[4].endswith("（计入投资 20000000.00 元的 8%，封顶）")
    assert reasons[3] == "就高不重复，已有不低于本项的奖励"
    assert reasons[8] == "认定未写项目编号，无法判断是否同一项目"


def test_tiers_by_hand(there: Warehouse) -> None:
    columns = ("tier", "rank", "level", "n_awards", "n_unpriced", "entitled_yuan", "due_yuan")
    assert there.ask("tier_summary").select(columns).rows() == [
        ("攀登产线", 1, "云岭区级", 2, 1, Decimal("80000.00"), Decimal("0.00")),
        ("攀登车间", 2, "云岭区级", 3, 0, Decimal("1160000.00"), Decimal("1160000.00")),
        ("攀登工厂", 3, "云岭区级", 3, 1, Decimal("6520000.05"), Decimal("6520000.05")),
        ("市标兵工厂", 4, "虚构市级", 1, 0, Decimal("200000.00"), Decimal("200000.00")),
        ("攀登示范", None, "虚构市级", 0, 0, Decimal("0.00"), Decimal("0.00")),
    ]


def test_the_quota_by_hand(there: Warehouse) -> None:
    """4 enterprises recognised (9 times) are not more than 4; one more lifts 2 to 4. 5 applications of 4 applicants."""
    (row,) = there.ask("quota_status").to_dicts()
    assert (row["track"], row["limit"], row["is_lifted"], row["n_recognised"], row["n_to_lift"]) == (
        "攀登示范", 2, False, 4, 1,
    )  # fmt: skip
    assert (row["n_applied"], row["n_eligible"], row["n_used"], row["n_remaining"]) == (4, 1, 1, 1)


def test_eligibility_by_hand(there: Warehouse) -> None:
    """An accident five years and a day ago is past, five years ago to the day is not; 3,499,999.99 is not 350 万."""
    rows = there.ask("eligibility_detail", call="yunling-2026")
    verdicts = {(r["project_id"], r["condition"]): r["verdict"] for r in rows.iter_rows(named=True)}
    expected = {
        "YL-1": ("pass", "pass", "pass"), "YL-2": ("fail", "pass", "pass"), "YL-3": ("pass", "fail", "pass"),
        "YL-4": ("pass", "pass", "fail"), "YL-5": ("fail", "pass", "pass"),
    }  # fmt: skip
    conditions = ("own_investment", "own_maturity", "own_quiet_years")
    assert verdicts == {
        (project, condition): verdict
        for project, row in expected.items()
        for condition, verdict in zip(conditions, row, strict=True)
    }


def test_the_ranking_by_hand(there: Warehouse) -> None:
    """60 points for 1,000 万 (YL-1 has 600.00005 万) and 40 for level 5 (level 4: 30): 36 + 30."""
    first = there.ask("recommendation_list").row(0, named=True)
    assert (first["project_id"], first["score"], first["is_within_quota"]) == ("YL-1", 66.0, True)


def test_publicity_takes_seven_working_days_there(there: Warehouse) -> None:
    notes = there.ask("policy_notes", pack="yunling-2024").filter(entry="公示")
    assert notes["figure"].to_list() == ["7 个工作日"]


def test_budget_lines_are_its_own(there: Warehouse) -> None:
    rows = there.ask("budget_summary").filter(pl.col("year") == 2024)
    assert rows.select("line", "budget_yuan", "paid_yuan", "remaining_yuan").rows() == [
        ("智造攀登专项", Decimal("3000000.00"), Decimal("110000.00"), Decimal("2890000.00"))
    ]


@pytest.mark.parametrize("name", sorted(questions()))
def test_no_question_answers_with_words_of_another_district(name: str, there: Warehouse) -> None:
    if name != "dictionary_notes":  # it describes the tables, whose comments cite the documents they were made for
        assert FOREIGN.findall(there.ask(name).write_csv()) == []


def pages() -> list[str]:
    return sorted(path.stem for path in (ROOT / "dashboard" / "app_pages").glob("[!_]*.py"))


def said(app: AppTest) -> str:
    """Everything on the screen: words, tables, what can be chosen, and the figures' specifications."""
    kinds = ("title", "subheader", "caption", "markdown", "text", "info", "warning", "metric", "button", "tabs",
             "selectbox", "expander")
    words = [str(element) for kind in kinds for element in getattr(app, kind)]
    words += [frame.value.to_csv() for frame in app.dataframe]
    words += [str(element.proto) for element in app.get("plotly_chart")]
    return "\n".join(re.sub(r"<style>.*?</style>", "", one, flags=re.DOTALL) for one in words)


@pytest.mark.parametrize("name", pages())
def test_every_page_draws_in_its_own_words(name: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_HOME", str(home))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
    if name != "overview":
        app.switch_page(f"app_pages/{name}.py")
    app.run()
    assert [str(one.value) for one in (*app.exception, *app.error)] == []
    screen = said(app)
    assert "云岭区" in screen
    found = [screen[max(0, hit.start() - 30): hit.end() + 30] for hit in FOREIGN.finditer(screen)]
    assert [one for one in found if "=None" not in one and "None," not in one] == []
