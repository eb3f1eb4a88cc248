"""What must hold of the rewards of a document: how a tier pays, how recognitions add up, what its settings say."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from etl.pack_model import Pack, Tier

SHARE_KEYS = ("share_pct", "cap_yuan", "floor_yuan", "bands")


def _one_of(*words: str) -> Callable[[str], str]:
    return lambda value: "" if value in words else f"只能是 {'、'.join(words)}"


def _digits(value: str) -> str:
    return "" if value.isdigit() else "应为不小于 0 的整数"


def _numbers(value: str) -> str:
    return "" if all(part.isdigit() for part in value.split(";")) else "应为 ; 分隔的整数"


def _words(value: str) -> str:
    return "" if all(part.strip() for part in value.split(";")) else "应为 ; 分隔的词，不能有空的"


def _pairs(value: str) -> str:
    parts = [part.split("=") for part in value.split(";")]
    is_whole = all(len(part) == 2 and all(each.strip() for each in (part[0], *part[1].split(","))) for part in parts)
    return "" if is_whole else "应为 ; 分隔的「环节=目录环节,目录环节」"


def _places(value: str) -> str:
    """At least so many places per town or process; each named once, a floor of 0 would be none."""
    parts = [part.split("=") for part in value.split(";")]
    is_whole = all(len(part) == 2 and part[0].strip() and part[1].isdigit() and int(part[1]) for part in parts)
    if not is_whole:
        return "应为 ; 分隔的「名称=数量」，数量为不小于 1 的整数"
    return "" if len({part[0] for part in parts}) == len(parts) else "同一名称写了两次"


def _points(value: str) -> str:
    return "" if re.fullmatch(r"\d{1,3}(\.\d{1,2})?", value) else "应为不小于 0、至多两位小数的分数"


def _percent(value: str) -> str:
    return "" if value.isdigit() and int(value) <= 100 else "应为 0 到 100 的整数"


def _percents(value: str) -> str:
    parts = [part.split("=") for part in value.split(";")]
    if not all(len(part) == 2 and part[0].strip() and not _percent(part[1]) for part in parts):
        return "应为 ; 分隔的「佐证级别=百分数」，百分数为 0 到 100 的整数"
    return "" if len({part[0] for part in parts}) == len(parts) else "同一佐证级别写了两次"


# The settings that some rule, question or reader takes up; a key that nothing takes up would be a rule that is ignored.
SETTINGS: dict[str, Callable[[str], str]] = {
    "ladder_rule": _one_of("top_up", "highest", "each"),
    "ladder_unit": _one_of("enterprise", "project"),
    "investment_categories": _words, "new_it_words": _words, "required_outcomes": _words, "evidence_ranks": _words,
    "apc_industries": _words, "industries": _words, "grades": _words, "assumption_tier_amounts": _words,
    "supply_processes": _numbers, "unverified_scenarios": _numbers, "finance_years": _numbers,
    "finance_year_count": _digits, "bar_years": _digits,
    "diagnosis_counting_unit": _one_of("report", "enterprise"),
    "diagnosis_cap_unit": _one_of("report", "enterprise"), "grade_processes": _pairs,
    "counting_unit_reading": _one_of("applicant", "application", "instance"),
    "town_floors": _places, "process_floors": _places, "scenario_bonus": _points,
    "weight_range_pct": _percent, "claim_range_pct": _percents,
}  # fmt: skip


def reward_problems(file: str, pack: Pack) -> list[str]:
    """Sentences about tiers, the rule by which recognitions add up, and settings."""
    problems = []
    for number, tier in enumerate(pack.tier, 1):
        problems += [f"{file}：tier[{number}].{key}：{what}" for key, what in _tier_faults(tier)]
    for low, high in pairwise(sorted(pack.tier, key=lambda tier: tier.order)):
        if high.rank < low.rank:
            problems.append(f"{file}：tier.order：{high.item} 排在 {low.item} 之后，rank 却更低")
    for number, setting in enumerate(pack.setting, 1):
        if setting.key not in SETTINGS:
            known = "、".join(SETTINGS)
            problems.append(f"{file}：setting[{number}].key：没有规则读取 {setting.key}，只能是 {known}")
        elif fault := SETTINGS[setting.key](setting.value):
            problems.append(f"{file}：setting[{number}].value：{fault}（现为 {setting.value}）")
    return problems + _ladder_problems(file, pack) + _claim_problems(file, pack)


def _tier_faults(tier: Tier) -> list[tuple[str, str]]:
    """(key, what is wrong) of one tier."""
    faults = []
    given = [key for key in SHARE_KEYS if getattr(tier, key)]
    if tier.basis == "fixed":
        if tier.amount_yuan is None:
            faults.append(("amount_yuan", 'basis = "fixed" 须写金额，不知道时写 "unknown"'))
        faults += [(key, 'basis = "fixed" 不带这个键；按投资比例奖励的写 basis = "share"') for key in given]
        return faults
    if tier.amount_yuan is not None:
        faults.append(("amount_yuan", 'basis = "share" 不写金额，上限写 cap_yuan'))
    if tier.bands and given != ["bands"]:
        faults.append(("bands", "分段写了 bands，就不再写 share_pct、cap_yuan、floor_yuan"))
    if not tier.bands and tier.share_pct is None:
        faults.append(("share_pct", 'basis = "share" 须写 share_pct 或 bands'))
    for low, high in pairwise(tier.bands):
        if high.from_yuan <= low.from_yuan:
            faults.append(("bands", "from_yuan 须从小到大"))
    scale = tier.scale()
    if any(band.cap_yuan is not None and (band.floor_yuan or 0) > band.cap_yuan for band in scale):
        faults.append(("floor_yuan", "大于 cap_yuan"))
    return faults


def _ladder_problems(file: str, pack: Pack) -> list[str]:
    """A document that prices says how its prices add up; take-the-highest says per what."""
    value = {setting.key: setting.value for setting in pack.setting}
    pays = [tier for tier in pack.tier if tier.basis == "share" or isinstance(tier.amount_yuan, int)]
    problems = []
    if pays and "ladder_rule" not in value:
        problems.append(f"{file}：setting.ladder_rule：各档有金额，须写明如何累计（top_up、highest、each）")
    if value.get("ladder_rule") == "highest" and "ladder_unit" not in value:
        problems.append(f"{file}：setting.ladder_unit：就高不重复须写明按企业（enterprise）还是按项目（project）")
    if "ladder_unit" in value and value.get("ladder_rule") != "highest":
        problems.append(f"{file}：setting.ladder_unit：只用于 ladder_rule = highest")
    if "investment_categories" not in value and any(tier.basis == "share" for tier in pays):
        problems.append(f"{file}：setting.investment_categories：按投资比例奖励，须写明计入哪些发票类别")
    return problems


def _claim_problems(file: str, pack: Pack) -> list[str]:
    """A document that says how far claims may be off says so for each of its levels of evidence, and ranks them."""
    value = {setting.key: setting.value for setting in pack.setting}
    if "claim_range_pct" not in value or _percents(value["claim_range_pct"]):
        return []
    ranked = value.get("evidence_ranks", "").split(";")
    told = [part.split("=")[0] for part in value["claim_range_pct"].split(";")]
    if set(told) == set(ranked):
        return []
    levels = "、".join(filter(None, ranked)) or "未写"
    return [f"{file}：setting.claim_range_pct：须逐一写明 evidence_ranks 的各级（{levels}）"]
