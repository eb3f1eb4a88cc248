"""The policy packs say what the documents say; a wrong pack is refused with everything that is wrong."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.errors import DataInvalid
from etl.pack_model import Pack
from etl.packs import Packs, load_packs

ROOT = Path(__file__).resolve().parents[2]
POLICY = ROOT / "data" / "policy"
SEEDS = ROOT.parent / "shared" / "seeds"
SEED_OF = {
    "qingpu-2022": "2022-district-rules.txt",
    "qingpu-2025-call": "2025-district-call.txt",
    "shanghai-2023-643": "2023-national-call.txt",
}
DISTRICT = {"区级智能生产线", "区级智能仓储", "区级智能车间", "区级智能工厂"}
TRACKS = {"优秀场景", "示范工厂"}


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(POLICY)


def rows(table: list[dict[str, Any]], **wanted: object) -> list[dict[str, Any]]:
    return [row for row in table if all(row[key] == value for key, value in wanted.items())]


def thresholds(packs: Packs, call: str, condition: str) -> dict[str, Any]:
    found = rows(packs.condition, call=call, condition=condition)
    return {row["item"]: (row["op"], row["value_date"] or row["value_num"]) for row in found}


def read(file: str) -> Pack:
    return Pack.model_validate(tomllib.loads((POLICY / f"{file}.toml").read_text("utf-8")))


# ── quotes ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", SEED_OF)
def test_every_quote_stands_in_its_document(name: str) -> None:
    """White space and line breaks of the seed don't count; nothing else is forgiven."""
    seed = SEEDS / SEED_OF[name]
    if not seed.exists():
        pytest.skip(f"the official text {seed.name} lies outside the repository and isn't on this machine")
    text = "".join(seed.read_text("utf-8").split())
    entries = read(name).entries()
    assert entries
    quotes = [(key, quote) for key, entry in entries for quote in (entry.quote, getattr(entry, "lift_quote", ""))]
    assert [(key, quote) for key, quote in quotes if "".join(quote.split()) not in text] == []


@pytest.mark.parametrize("path", sorted(POLICY.glob("*.toml")), ids=lambda path: path.stem)
def test_quotes_are_short_and_missing_only_where_nobody_has_the_text(path: Path) -> None:
    pack = read(path.stem)
    for key, entry in pack.entries():
        assert len(entry.quote) <= 40, key
        assert bool(entry.quote) == pack.pack.text_available, key
        assert entry.clause, key


# ── amounts and the ladder ──────────────────────────────────────────────────
def test_amounts_of_2022(packs: Packs) -> None:
    ladder = [
        (row["rank"], row["tier"], row["level"], row["amount_yuan"], row["procedure"])
        for row in sorted(rows(packs.tier, pack="qingpu-2022"), key=lambda row: row["tier_order"])
    ]
    assert ladder == [
        (1, "区级智能生产线", "区级", 100_000, "apply"),
        (1, "区级智能仓储", "区级", 100_000, "apply"),
        (2, "区级智能车间", "区级", 200_000, "apply"),
        (3, "区级智能工厂", "区级", 500_000, "apply"),
        (4, "市级智能工厂", "市级", 1_000_000, "auto"),
        (5, "国家级标杆工厂", "国家级", 2_000_000, "auto"),
        (6, "灯塔工厂", "全球", 5_000_000, "deliberate"),
    ]


def test_amounts_of_2024_are_unknown_not_zero(packs: Packs) -> None:
    found = rows(packs.tier, pack="qingpu-2024")
    assert [row["tier"] for row in found] == [row["tier"] for row in rows(packs.tier, pack="qingpu-2022")]
    assert {row["amount_yuan"] for row in found} == {None}
    (pack,) = rows(packs.pack, pack="qingpu-2024")
    assert (pack["status"], pack["is_text_available"]) == ("valid", False)


def test_diagnosis_rewards(packs: Packs) -> None:
    found = {(r["pack"], r["item"]): (r["amount_yuan"], r["basis"]) for r in packs.reward}
    assert found == {
        ("qingpu-2022", "诊断服务商奖励"): (20_000, "per_report"),
        ("qingpu-2022", "诊断实施奖励"): (100_000, "up_to_spent"),
        ("qingpu-2024", "诊断服务商奖励"): (20_000, "per_report"),
        ("qingpu-2024", "诊断实施奖励"): (None, "up_to_spent"),
    }


def test_which_document_prices_a_day(packs: Packs) -> None:
    """2023 lies in no document with amounts or tiers; the bounds count."""
    valid = {
        row["pack"]: (row["valid_from"], row["valid_to"])
        for row in packs.pack
        if row["pack"] in {tier["pack"] for tier in packs.tier}
    }
    assert valid == {
        "qingpu-2022": (date(2022, 3, 2), date(2022, 12, 31)),
        "qingpu-2024": (date(2024, 1, 1), date(2028, 12, 31)),
    }
    assert {row["pack"]: row["status"] for row in packs.pack} == {
        "qingpu-2022": "expired", "qingpu-2024": "valid", "qingpu-2025-call": "expired",
        "shanghai-2023-643": "expired", "national-2025-251": "unverified",
    }  # fmt: skip


def test_titles_carry_no_money(packs: Packs) -> None:
    assert {(r["tier"], r["track"], r["call"], r["level"]) for r in packs.title} == {
        ("优秀场景", "scene", "national-2023", "国家级"),
        ("示范工厂", "factory", "national-2023", "国家级"),
    }
    assert not TRACKS & {row["tier"] for row in packs.tier}


def test_tier_aliases_name_one_tier_each(packs: Packs) -> None:
    alias = {row["alias"]: row["tier"] for row in packs.tier_alias}
    assert len(alias) == len(packs.tier_alias)
    assert alias["智能工厂（区级）"] == "区级智能工厂"
    assert alias["智能工厂（市级）"] == "市级智能工厂"
    assert alias['全球"灯塔工厂"'] == alias["全球“灯塔工厂”"] == "灯塔工厂"
    assert "智能工厂" not in alias, "may be of the district or of the city"


# ── the district call of 2025 ───────────────────────────────────────────────
def test_calls_and_deadlines(packs: Packs) -> None:
    columns = ("pack", "opens", "deadline_enterprise", "deadline_authority", "catalogue")
    assert {row["call"]: tuple(row[column] for column in columns) for row in packs.call} == {
        "qingpu-2025": ("qingpu-2025-call", date(2025, 7, 8), date(2025, 8, 31), None, "2025"),
        "national-2023": (
            "shanghai-2023-643", date(2023, 8, 4), date(2023, 8, 19), date(2023, 8, 21), "2023"
        ),
    }  # fmt: skip
    assert {(row["call"], row["who"]): row["date"] for row in packs.deadline} == {
        ("qingpu-2025", "企业"): date(2025, 8, 31),
        ("national-2023", "企业"): date(2023, 8, 19),
        ("national-2023", "推荐单位"): date(2023, 8, 21),
    }


def test_thresholds_of_the_district_call(packs: Packs) -> None:
    assert thresholds(packs, "qingpu-2025", "min_investment") == {
        "区级智能工厂": (">=", 5_000_000),
        "区级智能车间": (">=", 2_000_000),
        "区级智能生产线": (">=", 1_000_000),
        "区级智能仓储": (">=", 1_000_000),
    }
    assert thresholds(packs, "qingpu-2025", "min_processes") == {"区级智能工厂": (">=", 2)}
    assert thresholds(packs, "qingpu-2025", "new_it_scene") == {"区级智能工厂": (">=", 1)}
    assert thresholds(packs, "qingpu-2025", "min_lines") == {"区级智能车间": (">=", 2)}
    every = dict.fromkeys(DISTRICT, ("on_or_before", date(2024, 12, 31)))
    assert thresholds(packs, "qingpu-2025", "in_production") == every
    assert thresholds(packs, "qingpu-2025", "one_direction") == dict.fromkeys(DISTRICT, ("<=", 1))
    assert thresholds(packs, "qingpu-2025", "no_major_problem_2y") == dict.fromkeys(
        DISTRICT, ("clear_for_years", 2)
    )
    assert not rows(packs.condition, call="qingpu-2025", condition="maturity"), "no minimum level"


def test_holders_may_only_go_up(packs: Packs) -> None:
    """车间 may go for 工厂; 生产线 and 仓储 for 车间 and 工厂: exactly the higher ranks of the district."""
    rank = {row["tier"]: row["rank"] for row in rows(packs.tier, pack="qingpu-2022")}
    upward = {held: {tier for tier in DISTRICT if rank[tier] > rank[held]} for held in DISTRICT}
    assert upward == {
        "区级智能生产线": {"区级智能车间", "区级智能工厂"},
        "区级智能仓储": {"区级智能车间", "区级智能工厂"},
        "区级智能车间": {"区级智能工厂"},
        "区级智能工厂": set(),
    }
    found = rows(packs.condition, call="qingpu-2025", condition="ladder_order")
    assert {row["item"] for row in found} == DISTRICT
    assert {(row["field"], row["op"]) for row in found} == {("is_ladder_ok", "is_true")}
    assert all(row["is_ours"] for row in found), "the notice only says who may go on"


def test_materials(packs: Packs) -> None:
    assert [(row["item"], row["is_required"]) for row in packs.material] == [
        ("申报书", True),
        ("营业执照", True),
        ("房地产权证明或租房合同", True),
        ("上年度财务审计报告", True),
        ("管理体系认证证书", False),
        ("项目已投入资金汇总表及发票", True),
        ("智能制造能力成熟度自评估报告", True),
    ]


def test_condition_ids(packs: Packs) -> None:
    ids: dict[str, set[str]] = {}
    for row in packs.condition:
        ids.setdefault(row["call"] or row["pack"], set()).add(row["condition"])
    assert ids == {
        "qingpu-2025": {
            "registered_in_district", "operating_in_district", "taxed_in_district", "industrial",
            "credit_clear", "no_major_problem_2y", "self_assessment_done", "min_investment",
            "in_production", "min_processes", "new_it_scene", "min_lines", "one_direction",
            "ladder_order", "handed_in_on_time", "materials_complete", "not_barred", "declared_matches_invoices",
        },
        "national-2023": {
            "registered_in_city", "no_accident_3y", "credit_clear", "good_economics_3y", "maturity",
            "no_running_national_task", "min_processes", "supply_chain_process", "required_outcomes",
            "apc_process_only", "scene_text_limit", "field_text_limit", "safeguards_text_limit",
            "handed_in_on_time", "not_barred",
        },
        "national-2025-251": {
            "maturity", "holds_previous_grade", "ai_scene_share", "covers_construction", "covers_design",
            "covers_operations", "covers_production_management", "covers_business_management",
        },
    }  # fmt: skip


# ── the national round of 2023 ──────────────────────────────────────────────
def test_quotas(packs: Packs) -> None:
    columns = ("limit", "lifted_limit", "lift_above")
    assert {(r["applicant_kind"], r["track"]): tuple(r[c] for c in columns) for r in packs.quota} == {
        ("区", "scene"): (20, 25, 50),
        ("区", "factory"): (10, 15, 50),
        ("管委会", "scene"): (10, None, None),
        ("管委会", "factory"): (5, None, None),
    }
    assert {(row["counting_unit"], row["recognised_unit"]) for row in packs.quota} == {("applicant", "award")}


def test_thresholds_of_the_national_round(packs: Packs) -> None:
    call = "national-2023"
    assert thresholds(packs, call, "maturity") == {"示范工厂": (">=", 2)}
    assert thresholds(packs, call, "min_processes") == {"示范工厂": (">=", 8)}
    assert thresholds(packs, call, "supply_chain_process") == {"示范工厂": (">=", 1)}
    (chain,) = rows(packs.condition, call=call, condition="supply_chain_process")
    assert chain["applies_if"] == "is_supply_chain"
    assert thresholds(packs, call, "no_accident_3y") == dict.fromkeys(TRACKS, ("clear_for_years", 3))
    assert thresholds(packs, call, "scene_text_limit") == dict.fromkeys(TRACKS, ("<=", 3000))
    assert thresholds(packs, call, "field_text_limit") == dict.fromkeys(TRACKS, ("<=", 300))
    assert thresholds(packs, call, "safeguards_text_limit") == dict.fromkeys(TRACKS, ("<=", 200))
    assert thresholds(packs, call, "required_outcomes") == dict.fromkeys(TRACKS, (">=", 4))
    on_time = dict.fromkeys(TRACKS, ("on_or_before", date(2023, 8, 19)))
    assert thresholds(packs, call, "handed_in_on_time") == on_time


def test_gradient_scheme_is_info_only_and_belongs_to_no_call(packs: Packs) -> None:
    found = rows(packs.condition, pack="national-2025-251")
    assert {row["item"]: row["value_num"] for row in found if row["condition"] == "maturity"} == {
        "基础级智能工厂": 2, "先进级智能工厂": 2, "卓越级智能工厂": 3, "领航级智能工厂": 4,
    }  # fmt: skip
    assert {(row["call"], row["severity"]) for row in found} == {(None, "info")}


def test_public_notice_lasts_five_working_days(packs: Packs) -> None:
    assert {(r["pack"], r["stage"], r["workdays"]) for r in packs.stage if r["workdays"]} == {
        ("qingpu-2022", "公示", 5), ("qingpu-2025-call", "公示", 5),
    }  # fmt: skip
    for pack, order in (
        ("qingpu-2022", "申报→初审→评审→公示→异议→审议→拨付"),
        ("qingpu-2025-call", "申报→初审→评审→公示→异议→认定→拨付"),
        ("shanghai-2023-643", "申报→评审"),
    ):
        assert "→".join(row["stage"] for row in rows(packs.stage, pack=pack)) == order


def test_scales_are_ours_and_weigh_100_per_track(packs: Packs) -> None:
    total = {"scene": 0.0, "factory": 0.0}
    for row in packs.criterion:
        assert row["is_ours"]
        total[row["track"]] += row["weight"]
    assert total == {"scene": 100, "factory": 100}
    assert {row["criterion_group"] for row in packs.criterion} == {"基础条件", "成长性", "示范性"}
    scale = {(row["track"], row["criterion"], row["x"]): row["score"] for row in packs.criterion_point}
    assert len(scale) == len(packs.criterion_point)
    assert (scale["factory", "processes", 8], scale["factory", "maturity", 2]) == (60, 40)


def test_settings_that_decide_a_count(packs: Packs) -> None:
    value = {row["key"]: row["value"] for row in packs.setting}
    assert value["investment_categories"] == "硬件;软件"
    assert value["new_it_words"] == "5G;人工智能/AI;区块链;数字孪生;工业互联网"
    assert value["required_outcomes"] == "生产效率提升;资源综合利用率提升;运营成本下降;质量损失率下降"
    assert value["supply_processes"] == "14;15;16"


# ── refusal ─────────────────────────────────────────────────────────────────
def broken(folder: Path, changes: dict[str, list[tuple[str, str]]]) -> str:
    """The message for a copy of the packs with ``changes`` (file -> old, new text)."""
    copy = folder / "policy"
    shutil.copytree(POLICY, copy)
    for file, pairs in changes.items():
        text = (copy / file).read_text("utf-8")
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        (copy / file).write_text(text, "utf-8")
    with pytest.raises(DataInvalid) as refusal:
        load_packs(copy)
    return str(refusal.value)


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    message = broken(tmp_path, {
        "qingpu-2022.toml": [
            ("rank = 1", "rang = 1"),
            ("amount_yuan = 500_000", 'amount_yuan = "500000"'),
            ('quote = "六档"', 'quote = "' + "长" * 41 + '"'),
        ],
        "qingpu-2025-call.toml": [('op = "is_true"', 'op = "wahr"'), ("value = 5_000_000", "value = true")],
        "qingpu-2024.toml": [('status = "valid"', "status = ")],
    })  # fmt: skip
    lines = message.splitlines()
    assert lines[0] == "政策规则包有 7 处问题，请更正后重试："
    assert lines[1].startswith("qingpu-2022.toml：tier[1].rank：缺少这个键")
    assert lines[2] == "qingpu-2022.toml：tier[1].rang：不认识的键（现为 1）"
    assert lines[3] == (
        'qingpu-2022.toml：tier[4].amount_yuan：应为不小于 0 的整数（元）或 "unknown"（现为 500000）'
    )
    assert lines[4].startswith("qingpu-2022.toml：article[2].quote：不能超过 40 个字（现为 长")
    assert lines[5].startswith("qingpu-2024.toml：整个文件：读不出来（")
    assert lines[6].startswith("qingpu-2025-call.toml：condition[1].op：只能是 >=、<=、=、!=")
    assert lines[7] == (
        "qingpu-2025-call.toml：condition[9].value：应为数字、日期、文字或文字列表（现为 True）"
    )
    assert len(lines) == 8


def test_what_only_shows_between_entries_and_files(tmp_path: Path) -> None:
    message = broken(tmp_path, {
        "qingpu-2022.toml": [("valid_to = 2022-12-31", "valid_to = 2024-06-30"), ("order = 2", "order = 1")],
        "qingpu-2024.toml": [('clause = "未获文本"', 'aliases = ["智能工厂（区级）"]\nclause = "未获文本"')],
        "qingpu-2025-call.toml": [
            ('call = "qingpu-2025"', 'call = "qingpu-2026"'),
            ('applies_to = ["区级智能工厂"]', 'applies_to = ["智能工厂"]'),
            ("value = 2025-08-31", "value = 5"),
            ('quote = "四、申报材料"', 'quote = ""'),
        ],
        "shanghai-2023-643.toml": [
            ("weight = 15", "weight = 16"),
            ("date = 2023-08-21", "date = 2023-08-22"),
            ("lifted_limit = 25\n", ""),
            ("[2, 40], [3, 70]", "[3, 40], [2, 70]"),
        ],
    })  # fmt: skip
    for sentence in (
        "qingpu-2022.toml：tier.order：1 出现不止一次",
        "qingpu-2022.toml：pack.valid_to：与 qingpu-2024 的有效期重叠",
        "aliases：智能工厂（区级） 已指",
        "qingpu-2025-call.toml：deadline[1].call：没有规则包开设批次 qingpu-2026",
        "qingpu-2025-call.toml：condition[9].applies_to：没有规则包列出 智能工厂",
        "qingpu-2025-call.toml：condition[8].value：on_or_before 须用日期",
        "quote：原文可得，引文不能为空",
        "criterion.weight：national-2023 factory 的权重合计应为 100（现为 101）",
        "deadline[2].date：与 [[call]] 的截止日 2023-08-21 不同",
        "quota[1]：lifted_limit 与 lift_above 须同时有或同时无",
        "criterion[1].points：横坐标须从小到大",
    ):
        assert sentence in message, message


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataInvalid, match="没有规则包"):
        load_packs(tmp_path)
