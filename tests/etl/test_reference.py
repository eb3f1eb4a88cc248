"""Catalogues, towns, units, metrics: the numbers that others rely on, and refusal of wrong files."""

from __future__ import annotations

import csv
import shutil
from itertools import permutations
from pathlib import Path

import pytest

from etl.errors import DataInvalid
from etl.packs import load_packs
from etl.reference import Reference, load_reference

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
FACTS = ROOT.parent / "shared" / "facts"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(DATA)


def test_catalogue_sizes(reference: Reference) -> None:
    for year, n_aspects, n_processes, n_scenarios in (("2023", 3, 16, 45), ("2025", 0, 8, 40)):
        found = [row for row in reference.scenario if row["catalogue"] == year]
        assert [row["scenario_no"] for row in found] == list(range(1, n_scenarios + 1))
        assert {row["process_no"] for row in found} == set(range(1, n_processes + 1))
        assert len({row["process"] for row in found}) == n_processes
        assert len({row["aspect"] for row in found} - {None}) == n_aspects
    supply = {r["process"] for r in reference.scenario if r["catalogue"] == "2023" and r["process_no"] >= 14}
    assert supply == {"供应链计划", "供应链采购与交付", "供应链服务"}


@pytest.mark.parametrize("year", ["2023", "2025"])
def test_names_as_published_descriptions_our_own(reference: Reference, year: str) -> None:
    path = FACTS / f"scenarios_{year}.csv"
    if not path.exists():
        pytest.skip(f"{path.name} of the shared facts lies outside the repository and isn't on this machine")
    with path.open(encoding="utf-8-sig", newline="") as text:
        published = list(csv.DictReader(text))
    ours = [row for row in reference.scenario if row["catalogue"] == year]
    assert len(ours) == len(published)
    for our, their in zip(ours, published, strict=True):
        names = (our["process_no"], our["process"], our["scenario_no"], our["scenario"], our["aspect"] or "")
        numbers = int(their["link_no"]), int(their["scenario_no"])
        assert names == (
            numbers[0], their["link"], numbers[1], their["scenario"], their.get("aspect", "")
        )  # fmt: skip
        assert 0 < len(our["description"]) <= 30
        assert our["description"] not in their["description"]


def test_crosswalk(reference: Reference) -> None:
    """``same`` exactly where both names are identical (ten); every scenario appears, ``none`` where alone."""
    name = {(row["catalogue"], row["scenario_no"]): row["scenario"] for row in reference.scenario}
    same = {
        (row["no_2023"], row["no_2025"])
        for row in reference.crosswalk
        if name.get(("2023", row["no_2023"])) == name.get(("2025", row["no_2025"]))
    }
    assert len(same) == 10
    assert {(r["no_2023"], r["no_2025"]) for r in reference.crosswalk if r["relation"] == "same"} == same
    assert {r["no_2023"] for r in reference.crosswalk} - {None} == set(range(1, 46))
    assert {r["no_2025"] for r in reference.crosswalk} - {None} == set(range(1, 41))
    alone = {(r["no_2023"], r["no_2025"]) for r in reference.crosswalk if r["relation"] == "none"}
    assert alone == {(16, None), (18, None), (26, None), (41, None), (None, 10), (None, 30)}


def test_tile_map_lies_as_the_towns_lie(reference: Reference) -> None:
    """A cell further right is further east, a cell further down further south, and no two towns share one."""
    towns = reference.town
    assert len({row["town_code"] for row in towns}) == 11
    assert len({(row["grid_col"], row["grid_row"]) for row in towns}) == 11
    for one, other in permutations(towns, 2):
        if one["grid_col"] < other["grid_col"]:
            assert one["lon"] < other["lon"], (one["town"], other["town"])
        if one["grid_row"] < other["grid_row"]:
            assert one["lat"] > other["lat"], (one["town"], other["town"])
    assert {row["alias"]: row["town"] for row in reference.town_alias}["夏阳"] == "夏阳街道"


def test_units_are_the_towns_and_five_companies(reference: Reference) -> None:
    towns = [row["town"] for row in reference.town]
    assert [row["unit"] for row in reference.unit if row["town"]] == towns
    alone = [row["unit"] for row in reference.unit if not row["town"]]
    assert alone == ["工业园区", "新城公司", "西虹桥公司", "青发集团", "科创集团"]
    assert {row["alias"]: row["unit"] for row in reference.unit_alias}["青浦工业园区"] == "工业园区"


def test_metrics(reference: Reference) -> None:
    required = {row["metric"] for row in reference.metric if row["is_required"]}
    assert required == {"生产效率提升", "资源综合利用率提升", "运营成本下降", "质量损失率下降"}
    assert [row["metric"] for row in reference.metric if row["is_process_only"]] == ["先进过程控制投用率"]
    assert [row["metric"] for row in reference.metric if row["is_supply_chain"]] == [
        "来料合格率提升", "采购费用率下降", "物流成本降低", "订单配送周期缩短",
    ]  # fmt: skip
    assert [row["metric"] for row in reference.metric if row["unit"] == "家"] == ["复制推广企业数"]
    assert len({row["metric_id"] for row in reference.metric}) == len(reference.metric) == 22
    band = {
        row["metric"]: (
            row["usual_min"], row["usual_max"], row["ask_above"],
            (row["impossible_below"], row["impossible_from"], row["impossible_above"]),
        )
        for row in reference.metric
    }
    assert band["生产效率提升"] == (5, 60, 100, (-100, None, None))
    assert band["研制周期缩短"] == (10, 45, 60, (None, 100, None))
    assert band["产品不良率下降"] == (10, 60, 80, (None, None, 100))
    assert band["运营成本下降"] == (5, 35, 50, (None, 100, None))
    assert band["单位产品综合能耗降低"] == band["单位产品二氧化碳排放量降低"] == (3, 30, 50, (None, None, 100))
    assert band["库存周转率提升"] == (5, 60, 120, (None, None, None))
    assert band["供应商准时交付率提升"] == band["订单准时交付率提升"] == (1, 20, 40, (None, None, None))
    assert band["关键设备联网率"] == (0, 100, None, (0, None, 100))


def test_what_packs_name_is_a_metric_or_an_industry(reference: Reference) -> None:
    packs = load_packs(DATA / "policy")
    metrics = {row["metric"] for row in reference.metric}
    scored = {row["field"].removeprefix("outcome:") for row in packs.criterion if ":" in row["field"]}
    assert scored <= metrics
    value = {row["key"]: row["value"].split(";") for row in packs.setting}
    required = {row["metric"] for row in reference.metric if row["is_required"]}
    assert set(value["required_outcomes"]) == required


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    for part in ("catalogues", "reference"):
        shutil.copytree(DATA / part, tmp_path / part)
    changes = {
        "catalogues/scenarios_2025.csv": ("2025,,1,工厂建设,1,", "2025,,x,工厂建设,1,"),
        "reference/towns.csv": (",3,3,31.15527", ",4,3,31.15527"),
        "reference/units.csv": ("新城公司,区属公司", "新城公司,公司"),
        "reference/metrics.toml": ('unit = "家"', 'unit = "个"'),
        "reference/district.toml": ('name = "青浦区"', 'nom = "青浦区"'),
        "reference/guards.toml": ("value = 180", "value = 0"),
    }
    for file, (old, new) in changes.items():
        text = (tmp_path / file).read_text("utf-8")
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataInvalid) as refusal:
        load_reference(tmp_path)
    for sentence in (
        "scenarios_2025.csv 第 2 行：process_no：应为整数（现为 x）",
        "towns.csv：grid_col,grid_row：4、3 出现不止一次",
        "units.csv 第 14 行：kind：只能是 街道、镇、乡、园区、区属公司（现为 公司）",
        "metrics.toml：metric[18].unit：只能是 %、家（现为 个）",
        "district.toml：nom：不认识的键（现为 青浦区）",
        "district.toml：name：缺少这个键",
        "guards.toml：guard[1].value：",
    ):
        assert sentence in str(refusal.value), str(refusal.value)
    assert "crosswalk.csv" not in str(refusal.value), "not blamed while a catalogue can't be read"


def test_no_threshold_of_a_guard_is_missing_or_said_twice(tmp_path: Path) -> None:
    for part in ("catalogues", "reference"):
        shutil.copytree(DATA / part, tmp_path / part)
    path = tmp_path / "reference" / "guards.toml"
    path.write_text(path.read_text("utf-8").replace('"unpaid_days_auto"', '"unpaid_days_other"'), "utf-8")
    with pytest.raises(DataInvalid) as refusal:
        load_reference(tmp_path)
    assert str(refusal.value).splitlines()[1:] == [
        "guards.toml：guard.guard：缺 unpaid_days_auto", "guards.toml：guard.guard：unpaid_days_other 出现不止一次",
    ]  # fmt: skip


def test_crosswalk_is_checked_against_the_catalogues(tmp_path: Path) -> None:
    for part in ("catalogues", "reference"):
        shutil.copytree(DATA / part, tmp_path / part)
    path = tmp_path / "catalogues" / "crosswalk.csv"
    text = path.read_text("utf-8").replace("4,6,same,", "4,,same,").replace(",30,none", ",41,none")
    path.write_text(text, "utf-8")
    with pytest.raises(DataInvalid) as refusal:
        load_reference(tmp_path)
    assert str(refusal.value).splitlines()[1:] == [
        "crosswalk.csv 第 5 行：relation：none 只填一边，same、near 两边都填",
        "crosswalk.csv 第 48 行：2025_no：2025 年目录没有 41 号场景",
        "crosswalk.csv：2025_no：缺 6、30 号（无对应时写 none）",
    ]


def test_a_view_names_what_there_is(tmp_path: Path) -> None:
    """Pages, towns and years of a view exist, no two have one title; without the file there are none."""
    for part in ("catalogues", "reference"):
        shutil.copytree(DATA / part, tmp_path / part)
    path = tmp_path / "reference" / "views.toml"
    view = '[[view]]\ntitle = "{}"\npage = "{}"\nnote = "说明"\naddress = {{ {} }}\n'
    path.write_text(view.format("甲", "money", 'town = "华新镇", year = "2025"'), "utf-8")
    assert load_reference(tmp_path).named_view == [
        {"view_order": 1, "title": "甲", "page": "money", "note": "说明", "address": "town=华新镇;year=2025"}
    ]
    path.write_text(
        view.format("甲", "money", 'town = "没有这个镇"') + view.format("甲", "path", 'year = "今年"'), "utf-8"
    )
    with pytest.raises(DataInvalid) as refusal:
        load_reference(tmp_path)
    assert str(refusal.value).splitlines()[1:] == [
        "views.toml：view.title：甲 出现不止一次", "views.toml：甲.address.town：没有这个镇 不在 towns.csv",
        "views.toml：甲.address.year：应为四位年份（现为 今年）",
    ]  # fmt: skip
    path.write_text(view.format("乙", "moneys", 'a = "b=c"'), "utf-8")
    with pytest.raises(DataInvalid) as refusal:
        load_reference(tmp_path)
    assert "views.toml：view[1].page：只能是 overview、" in str(refusal.value)
    assert "views.toml：view[1].address.a：写法应符合" in str(refusal.value)
    path.unlink()
    assert load_reference(tmp_path).named_view == []


def test_a_published_average_names_a_metric_and_is_said_once(tmp_path: Path) -> None:
    for part in ("catalogues", "reference"):
        shutil.copytree(DATA / part, tmp_path / part)
    path = tmp_path / "reference" / "bands.toml"
    text = path.read_text("utf-8")
    assert len(load_reference(tmp_path).cohort_band) == text.count("[[band]]") == 10
    entry = "[[band]]" + text.split("[[band]]")[1]
    path.write_text(text.replace('metric = "运营成本下降"', 'metric = "运营成本降"', 1) + entry, "utf-8")
    with pytest.raises(DataInvalid) as refusal:
        load_reference(tmp_path)
    assert str(refusal.value).splitlines()[1:] == [
        "bands.toml：band[2].metric：metrics.toml 里没有 运营成本降",
        "bands.toml：band.metric,cohort,year：生产效率提升、305 个国家试点示范项目、2018 出现不止一次",
    ]  # fmt: skip
    path.write_text('[[band]]\nmetric = "生产效率提升"\nvalue = "多"\n', "utf-8")
    with pytest.raises(DataInvalid, match=r"bands.toml：band\[1\].value"):
        load_reference(tmp_path)
    path.unlink()
    with pytest.raises(DataInvalid, match="bands"):
        load_reference(tmp_path)
