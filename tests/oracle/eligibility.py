"""Every condition of a call against every application to it: pass, fail or unknown."""

from datetime import date
from pathlib import Path

from tests.oracle.facts import Files, project_facts, read_packs
from tests.oracle.ledger import Ledger


def eligibility_detail(ledger: Ledger, root: Path) -> list[dict]:
    """One row per application and condition that it is held to."""
    packs = read_packs(root)
    opened = {call["id"]: (pack, call) for pack in packs for call in pack.get("call", [])}
    files = Files(ledger)
    rows = []
    for project in ledger.project:
        if project["call"] not in opened:
            continue
        facts = project_facts(files, project, *opened[project["call"]])
        for pack in packs:
            for condition in pack.get("condition", []):
                if condition.get("call") != project["call"] or project["applied_tier"] not in condition["applies_to"]:
                    continue
                verdict = judge(condition, facts)
                if verdict is not None:
                    rows.append(
                        {
                            "project_id": project["project_id"],
                            "condition": condition["id"],
                            "verdict": verdict,
                            "severity": condition["severity"],
                            "clause": condition["clause"],
                            "pack": pack["pack"]["id"],
                        }
                    )
    return rows


def judge(condition: dict, facts: dict) -> str | None:
    """The verdict; None where the condition is not for this application."""
    if "applies_if" in condition:
        gate = facts[condition["applies_if"]]
        if gate is not True:
            return "unknown" if gate is None else None
    if condition["op"] == "clear_for_years":
        return clear_for_years(*facts[condition["field"]], facts["applied_date"], condition["value"])
    fact, needed = facts[condition["field"]], condition.get("value")
    if fact is None:
        return "unknown"
    holds = {
        ">=": lambda: fact >= needed,
        "<=": lambda: fact <= needed,
        "=": lambda: fact == needed,
        "!=": lambda: fact != needed,
        "is_true": lambda: fact is True,
        "is_false": lambda: fact is False,
        "in": lambda: fact in needed,
        "on_or_before": lambda: fact <= needed,
    }[condition["op"]]()
    return "pass" if holds else "fail"


def clear_for_years(happened: bool | None, day: date | None, applied: date | None, years: int) -> str:
    """Nothing happened in the years up to the application; the same day years ago still counts as within."""
    if happened is False:
        return "pass"
    if happened is None or day is None or applied is None:
        return "unknown"
    return "pass" if day < years_before(applied, years) else "fail"


def years_before(day: date, years: int) -> date:
    """The same day years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
