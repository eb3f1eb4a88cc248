"""Everything that is wrong with a data folder, at once: each file by itself, then what they say of each other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from etl.pack_model import Pack
from etl.packs import pack_rows, packs_in
from etl.problems import stop_if
from etl.reference import Reference, reference_in
from etl.remedies import remedy_problems
from etl.source_checks import source_problems
from etl.vocabulary import word

Row = dict[str, Any]


def checked_tables(root: Path) -> dict[str, list[Row]]:
    """The rows of every policy and reference table of a data folder.

    Raises DataInvalid with every problem of every file, each with file and key. Delivered files (the sample) are not
    looked at: the intake says what is wrong with those.
    """
    problems: list[str] = []
    packs = packs_in(root / "policy", problems)
    others: list[str] = []
    reference = reference_in(root, others)
    others += source_problems(root)
    problems += others
    # Where a file can't be read, what others name in it would be blamed again.
    is_whole = not others and len(packs) == len(list((root / "policy").glob("*.toml")))
    if is_whole and reference is not None:
        lists = tomllib.loads((root / "sources" / "choices.toml").read_text(encoding="utf-8"))
        for file, pack in packs.items():
            problems += _pack_problems(file, pack, reference, lists)
        problems += _list_problems(packs, lists) + _district_problems(packs, reference)
        problems += remedy_problems({**pack_rows(packs).tables(), **reference.tables()})
        problems += _clock_problems(reference, lists)
    stop_if("政策规则包和参考数据", problems)
    assert reference is not None  # or its absence was among the problems
    return {**pack_rows(packs).tables(), **reference.tables()}


def _pack_problems(file: str, pack: Pack, reference: Reference, lists: dict[str, Any]) -> list[str]:
    """What a document names must exist in the catalogues, the metrics and the closed lists."""
    years = {row["catalogue"] for row in reference.scenario}
    metrics = {row["metric"] for row in reference.metric}
    named: list[tuple[str, str, set[str], str]] = []  # key, word, where it must stand, that place in words
    if pack.pack.catalogue:
        named.append(("pack.catalogue", pack.pack.catalogue, years, "data/catalogues"))
    for n, call in enumerate(pack.call, 1):
        named.append((f"call[{n}].catalogue", call.catalogue, years, "data/catalogues"))
    for n, tier in enumerate(pack.tier, 1):
        named.append((f"tier[{n}].level", tier.level, set(lists["award_level"]), "choices.toml 的 award_level"))
    for n, title in enumerate(pack.title, 1):
        named.append((f"title[{n}].level", title.level, set(lists["award_level"]), "choices.toml 的 award_level"))
    for n, stage in enumerate(pack.stage, 1):
        named.append((f"stage[{n}].stage", stage.stage, set(lists["stage"]), "choices.toml 的 stage"))
    for n, criterion in enumerate(pack.criterion, 1):
        if criterion.field.startswith("outcome:"):
            metric = criterion.field.removeprefix("outcome:")
            named.append((f"criterion[{n}].field", metric, metrics, "metrics.toml"))
    for n, condition in enumerate(pack.condition, 1):
        if condition.field == "industry" and isinstance(condition.value, list):
            for industry in condition.value:
                named.append((f"condition[{n}].value", industry, set(lists["industry"]), "choices.toml 的 industry"))
    where = {
        "investment_categories": (set(lists["investment_category"]), "choices.toml 的 investment_category"),
        "evidence_ranks": (set(lists["evidence"]), "choices.toml 的 evidence"),
        "industries": (set(lists["industry"]), "choices.toml 的 industry"),
        "apc_industries": (set(lists["industry"]), "choices.toml 的 industry"),
        "required_outcomes": (metrics, "metrics.toml"),
        "supply_processes": (_numbers(reference, pack.pack.catalogue, "process_no"), "本文件目录的环节号"),
        "town_floors": ({row["town"] for row in reference.town}, "data/reference/towns.csv"),
        "process_floors": (_numbers(reference, pack.pack.catalogue, "process"), "本文件目录的环节"),
        "claim_range_pct": (set(lists["evidence"]), "choices.toml 的 evidence"),
        "unverified_scenarios": (_numbers(reference, pack.pack.catalogue, "scenario_no"), "本文件目录的场景号"),
    }
    for n, setting in enumerate(pack.setting, 1):
        if setting.key in where:
            known, place = where[setting.key]
            words = [part.partition("=")[0] for part in setting.value.split(";")]
            named += [(f"setting[{n}].value", each, known, place) for each in words]
    return [f"{file}：{key}：{place} 里没有 {name}" for key, name, known, place in named if name not in known]


def _numbers(reference: Reference, catalogue: str | None, column: str) -> set[str]:
    return {str(row[column]) for row in reference.scenario if row["catalogue"] == catalogue}


def _list_problems(packs: dict[str, Pack], lists: dict[str, Any]) -> list[str]:
    """A word for payments that no document rewards points nowhere."""
    items = {reward.item for pack in packs.values() for reward in pack.reward}
    items |= {tier.item for pack in packs.values() for tier in pack.tier}
    unknown = [item for item in lists["payment_item"] if item not in items]
    problems = [f"choices.toml：payment_item：没有规则包列出 {item}" for item in unknown]
    tiers = {word(spelling): named.item for pack in packs.values() for named in pack.named()
             for spelling in (named.item, *named.aliases)}
    for item, others in lists["payment_item"].items():
        for spelling in others:
            if tiers.get(word(spelling), item) != item:
                problems.append(f"choices.toml：payment_item：{spelling} 已指 {tiers[word(spelling)]}，不能再指 {item}")
    return problems


def _clock_problems(reference: Reference, lists: dict[str, Any]) -> list[str]:
    """Stages that the clock speaks of are stages that the workbooks may name."""
    return [
        f"clock.toml：stage_role：choices.toml 的 stage 里没有 {row['stage']}"
        for row in reference.stage_role
        if row["stage"] not in lists["stage"]
    ]


def _district_problems(packs: dict[str, Pack], reference: Reference) -> list[str]:
    """Every call that limits applicants says how many this district may propose."""
    (district,) = reference.district
    kinds: dict[tuple[str, str], set[str]] = {}
    for pack in packs.values():
        for quota in pack.quota:
            kinds.setdefault((quota.call, quota.track), set()).add(quota.applicant_kind)
    return [
        f"district.toml：applicant_kind：批次 {call} 的 {track} 没有{district['applicant_kind']}的名额，"
        f"只有{'、'.join(sorted(known))}"
        for (call, track), known in kinds.items()
        if district["applicant_kind"] not in known
    ]
