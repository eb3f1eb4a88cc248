"""What is known about every application, by the names that the packs' conditions use.

A fact is True, False, a number, a word or a date; None is what nobody reported. `accident` is a pair: whether there
was one, and its date. Written from the documents and the packs, not from the product's SQL.
"""

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.oracle.entitlement import tier_table
from tests.oracle.grid import squeeze
from tests.oracle.ledger import Ledger

COUNTED_BY_DEFAULT = "硬件;软件"
TEXTS = ("description", "pain_point", "solution", "safeguards", "effects")


def read_packs(root: Path) -> list[dict]:
    """Every pack, also those without a ladder."""
    paths = sorted((root / "data" / "policy").glob("*.toml"))
    return [tomllib.loads(path.read_text("utf-8")) for path in paths]


def settings(pack: dict) -> dict[str, str]:
    """The pack's settings, key to value."""
    return {entry["key"]: entry["value"] for entry in pack.get("setting", [])}


def parts(text: str | None) -> list[str]:
    """The words of a list cell, whichever mark separates them."""
    return [part.strip() for part in re.split(r"[;；、，,\n]", text or "") if part.strip()]


class Files:
    """The ledger's rows by what they belong to."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.enterprise = {row["credit_code"]: row for row in ledger.enterprise}
        self.ladder = {tier: rank for tier, (rank, _) in tier_table(ledger.reference.packs).items()}
        self.scenario = {
            (catalogue, squeeze(row["scenario"])): int(row["process_no"])
            for catalogue, rows in ledger.reference.scenarios.items()
            for row in rows
        }
        self.instances, self.invoices = group(ledger.instance, "project_id"), group(ledger.investment, "project_id")
        self.awards, self.finances = group(ledger.award, "credit_code"), group(ledger.finance, "credit_code")
        self.outcomes = group(ledger.outcome, "project_id")
        self.outcome_lines = group(ledger.outcome_line, "project_id")


def group(rows: list[dict], key: str) -> dict[str, list[dict]]:
    """Rows by the value of one field."""
    found: dict[str, list[dict]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def project_facts(files: Files, project: dict, pack: dict, call: dict) -> dict:
    """The facts of one application to `call`, which `pack` opened."""
    owner = files.enterprise.get(project["credit_code"], {})
    chosen = settings(pack)
    return (
        {
            name: owner.get(name)
            for name in (
                "is_registered_here",
                "is_operating_here",
                "is_taxed_here",
                "industry",
                "has_credit_issue",
                "has_national_task",
                "is_process_industry",
                "maturity_level",
                "assessment_date",
            )
        }
        | {name: project[name] for name in ("is_supply_chain", "n_lines", "production_date", "applied_date")}
        | {"is_registered_in_city": owner.get("is_registered_here") or None}
        | {"declared_gap_pct": declared_gap_pct(files, project)}
        | {"accident": (owner.get("has_accident"), owner.get("accident_date"))}
        | {"is_barred": is_barred(owner, project["applied_date"])}
        | {"is_ladder_ok": may_climb(files, project)}
        | {"n_applied_directions": n_directions(files, project)}
        | {"hardsoft_yuan": invested(files, project, chosen)}
        | {"n_new_it": n_new_it(project["new_it"], chosen)}
        | {"n_missing_materials": n_missing(project["materials"], pack)}
        | instance_facts(files, project, call, chosen)
        | outcome_facts(files, project, owner, chosen)
        | {"n_loss_years": n_loss_years(files, project, call, chosen)}
    )


def is_barred(owner: dict, applied: date | None) -> bool | None:
    """Barred through the day in 禁止申报至; an enterprise without such a day is on no list."""
    if not owner:
        return None
    if owner["barred_until"] is None:
        return False
    return None if applied is None else applied <= owner["barred_until"]


def may_climb(files: Files, project: dict) -> bool | None:
    """Whether what it held before the day of application is lower than what it applies for."""
    wanted, applied = files.ladder.get(project["applied_tier"]), project["applied_date"]
    if wanted is None or applied is None:
        return None
    held = [
        files.ladder[award["tier"]]
        for award in files.awards.get(project["credit_code"], [])
        if award["tier"] in files.ladder and award["award_date"] < applied
    ]
    return all(rank < wanted for rank in held)


def n_directions(files: Files, project: dict) -> int:
    """Directions that this enterprise applies for in this call."""
    same = [
        row
        for row in files.ledger.project
        if row["credit_code"] == project["credit_code"] and row["call"] == project["call"]
    ]
    return len({row["applied_tier"] for row in same})


def invested(files: Files, project: dict, chosen: dict[str, str]) -> Decimal | None:
    """What the invoices of the counted categories add up to; without any invoice nobody knows."""
    invoices = files.invoices.get(project["project_id"])
    if not invoices:
        return None
    counted = chosen.get("investment_categories", COUNTED_BY_DEFAULT).split(";")
    return sum((row["amount_yuan"] for row in invoices if row["category"] in counted), Decimal(0))


def declared_gap_pct(files: Files, project: dict) -> float | None:
    """How far the declared total and all invoices are apart, in per cent of the larger."""
    invoices, declared = files.invoices.get(project["project_id"]), project["declared_yuan"]
    if not invoices or declared is None:
        return None
    invoiced = sum((row["amount_yuan"] for row in invoices), Decimal(0))
    larger = max(declared, invoiced)
    return float(100 * abs(declared - invoiced) / larger) if larger > 0 else None


def n_new_it(text: str | None, chosen: dict[str, str]) -> int | None:
    """How many of the pack's words the cell names, in whatever width and case."""
    if text is None:
        return None
    words = chosen.get("new_it_words", "").split(";")
    plain = squeeze(text).lower()
    return sum(any(is_named(squeeze(way).lower(), plain) for way in word.split("/")) for word in words if word)


def is_named(word: str, text: str) -> bool:
    """Whether the text has the word; one of Latin letters must not be part of a longer one."""
    if not re.fullmatch("[a-z]+", word):
        return word in text
    return word in re.findall("[a-z]+", text)


def n_missing(text: str | None, pack: dict) -> int | None:
    """Required materials that are not on the list that was handed in."""
    if text is None:
        return None
    given = {squeeze(part).lower() for part in parts(text)}
    return sum(
        not given & {squeeze(name).lower() for name in [entry["item"], *entry.get("aliases", [])]}
        for entry in pack.get("material", [])
        if entry["is_required"]
    )


def instance_facts(files: Files, project: dict, call: dict, chosen: dict[str, str]) -> dict:
    """Processes of the call's own catalogue and the longest texts; without instances nobody knows."""
    instances = files.instances.get(project["project_id"], [])
    names = ("n_processes", "n_supply_processes", "max_scene_chars", "max_field_chars", "max_safeguard_chars")
    if not instances:
        return dict.fromkeys(names)
    covered = {
        files.scenario.get((row["catalogue"], squeeze(row["scenario"])))
        for row in instances
        if row["catalogue"] == call["catalogue"]
    } - {None}
    supply = {int(number) for number in chosen.get("supply_processes", "").split(";") if number}
    lengths = [{name: len(row[name] or "") for name in TEXTS} for row in instances]
    return {
        "n_processes": len(covered),
        "n_supply_processes": len(covered & supply),
        "max_scene_chars": max(sum(row.values()) for row in lengths),
        "max_field_chars": max(row[name] for row in lengths for name in TEXTS if name != "safeguards"),
        "max_safeguard_chars": max(row["safeguards"] for row in lengths),
    }


def outcome_facts(files: Files, project: dict, owner: dict, chosen: dict[str, str]) -> dict:
    """Starred figures reported, and whether the process-control figure stands where the form allows it."""
    metrics = files.ledger.reference.metrics
    reported = {row["metric"] for row in files.outcome_lines.get(project["project_id"], [])}
    for row in files.outcomes.get(project["project_id"], []):
        reported |= {name for name in metrics if row[name] is not None}
    has_apc = any(metrics[name].get("is_process_only") for name in reported)
    is_process, industry = owner.get("is_process_industry"), owner.get("industry")
    return {
        "n_required_outcomes": len(reported & set(chosen.get("required_outcomes", "").split(";"))),
        "has_apc_outside_process": (None if is_process is None else not is_process) if has_apc else False,
        "has_apc_outside_raw_materials": (None if industry is None else industry != "原材料") if has_apc else False,
    }


def n_loss_years(files: Files, project: dict, call: dict, chosen: dict[str, str]) -> int | None:
    """Years with a negative margin before the call; None if a year is missing that could still be one."""
    asked = int(chosen.get("finance_year_count", 3))
    opened = call["opens"].year
    margins = [
        row["profit_margin_pct"]
        for row in files.finances.get(project["credit_code"], [])
        if opened - asked <= row["year"] < opened and row["profit_margin_pct"] is not None
    ]
    n_losses = sum(margin < 0 for margin in margins)
    return n_losses if n_losses or len(margins) == asked else None
