"""What an enterprise would lack if it applied for an item, worked out the long way.

The application is imagined: handed in properly on the last day of the newest call (or the data date, if earlier), in
one direction. It rests on an application of the enterprise to that call; without one on its newest to another call,
of which the instances of the other catalogue do not count; without any, on the enterprise's own facts alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.oracle.eligibility import judge
from tests.oracle.facts import Files, is_barred, project_facts, read_packs
from tests.oracle.ledger import Ledger

NOTHING_REPORTED = ("n_required_outcomes", "has_apc_outside_process", "has_apc_outside_raw_materials")
EMPTY = dict.fromkeys(("is_supply_chain", "n_lines", "production_date", "new_it", "materials", "declared_yuan"))


@dataclass
class Imagined:
    """One application that nobody wrote, with the facts it would be judged by."""

    owner: dict
    item: str
    base: str | None
    day: date
    conditions: list[dict]
    facts: dict

    def lacking(self, facts: dict | None = None, day: date | None = None, severity: str = "block") -> dict[str, str]:
        """Condition -> fail or unknown, under other facts or on a later day where these are given."""
        day = day or self.day
        facts = (facts or self.facts) | {"is_barred": is_barred(self.owner, day)}
        later = facts | {"applied_date": day}
        found = {}
        for condition in self.conditions:
            if condition["severity"] == severity:
                # Waiting moves the day on which the past is looked at, not the day of handing in.
                verdict = judge(condition, later if condition["op"] == "clear_for_years" else facts)
                if verdict not in (None, "pass"):
                    found[condition["id"]] = verdict
        return found


class District:
    """Everything there is to imagine an application from."""

    def __init__(self, ledger: Ledger, root: Path, as_of: date) -> None:
        self.files, self.as_of = Files(ledger), as_of
        self.packs = read_packs(root)
        self.projects: dict[str, list[dict]] = {}
        for row in ledger.project:
            self.projects.setdefault(row["credit_code"], []).append(row)

    def targets(self) -> dict[str, tuple[dict, dict]]:
        """Item -> pack and newest call whose conditions name it, of those that have opened."""
        opened = {
            call["id"]: (pack, call)
            for pack in self.packs for call in pack.get("call", []) if call["opens"] <= self.as_of
        }
        found: dict[str, tuple[dict, dict]] = {}
        for pack in self.packs:
            for condition in pack.get("condition", []):
                for item in condition["applies_to"] if condition.get("call") in opened else ():
                    choice = opened[condition["call"]]
                    if item not in found or found[item][1]["opens"] < choice[1]["opens"]:
                        found[item] = choice
        return found

    def has_reached(self, code: str, item: str) -> bool:
        """It holds the title, or a rank at least as high."""
        held = [row["tier"] for row in self.files.awards.get(code, []) if row["award_date"] <= self.as_of]
        rank = self.files.ladder.get(item)
        return item in held or (
            rank is not None and any(self.files.ladder.get(tier, 0) >= rank for tier in held)
        )

    def imagined(self, code: str, item: str) -> Iterator[Imagined]:
        """One for every application that it may rest on."""
        pack, call = self.targets()[item]
        mine = self.projects.get(code, [])
        own = [row for row in mine if row["call"] == call["id"]]
        newest = sorted(mine, key=lambda row: (-(row["applied_date"] or date.min).toordinal(), row["project_id"]))[:1]
        for base in own or newest or [None]:
            yield self.imagine(code, item, pack, call, base)

    def imagine(self, code: str, item: str, pack: dict, call: dict, base: dict | None) -> Imagined:
        """The facts of one imagined application."""
        day = min(self.as_of, call["deadline_enterprise"])
        project = (base or EMPTY) | {
            "credit_code": code, "call": call["id"], "applied_tier": item, "applied_date": day, "materials": None,
            "project_id": base["project_id"] if base else None,
        }
        if base and base["call"] != call["id"]:
            project["project_id"] = self.borrowed(base["project_id"], call["catalogue"])
        facts = project_facts(self.files, project, pack, call)
        facts |= {"n_applied_directions": 1, "n_missing_materials": 0}
        facts["is_ladder_ok"] = None if item not in self.files.ladder else not self.has_reached(code, item)
        if base is None:
            facts |= dict.fromkeys(NOTHING_REPORTED)
        conditions = [
            condition for condition in pack["condition"]
            if condition.get("call") == call["id"] and item in condition["applies_to"]
        ]
        name = base["project_id"] if base else None
        return Imagined(self.files.enterprise[code], item, name, day, conditions, facts)

    def borrowed(self, project_id: str, catalogue: str) -> str:
        """The application under another name, with the instances of one catalogue only."""
        name, files = f"{project_id}@{catalogue}", self.files
        for rows in (files.invoices, files.outcomes, files.outcome_lines):
            rows[name] = rows.get(project_id, [])
        files.instances[name] = [row for row in files.instances.get(project_id, []) if row["catalogue"] == catalogue]
        return name
