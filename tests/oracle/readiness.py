"""How far every enterprise is on the grades of a scheme that opens no call, in plain Python."""

from pathlib import Path

from tests.oracle.eligibility import judge
from tests.oracle.facts import read_packs, settings
from tests.oracle.grid import squeeze
from tests.oracle.ledger import Ledger


def readiness(ledger: Ledger, root: Path) -> list[dict]:
    """One row per enterprise, grade and condition. A process that nobody registered is unknown."""
    rows = []
    for pack in read_packs(root):
        chosen = settings(pack)
        if "grades" not in chosen:
            continue
        registered = registered_processes(ledger, pack["pack"]["catalogue"])
        shown_by = dict(part.split("=") for part in chosen["grade_processes"].split(";"))
        for owner in ledger.enterprise:
            own = registered.get(owner["credit_code"], set())
            facts: dict = {"maturity_level": owner["maturity_level"]}
            facts |= {f"covers:{name}": True for name, some in shown_by.items() if own & set(some.split(","))}
            for condition in pack["condition"]:
                fact = {condition["field"]: facts.get(condition["field"])}
                rows += [
                    {
                        "credit_code": owner["credit_code"],
                        "item": item,
                        "condition": condition["id"],
                        "verdict": judge(condition, fact),
                    }
                    for item in condition["applies_to"]
                ]
    return rows


def registered_processes(ledger: Ledger, catalogue: str) -> dict[str, set[str]]:
    """Credit code -> the processes of a catalogue that its scene instances belong to."""
    process_of = {squeeze(row["scenario"]): row["process"] for row in ledger.reference.scenarios[catalogue]}
    owner_of = {row["project_id"]: row["credit_code"] for row in ledger.project}
    found: dict[str, set[str]] = {}
    for row in ledger.instance:
        process = process_of.get(squeeze(row["scenario"]))
        if row["catalogue"] == catalogue and process:
            found.setdefault(owner_of[row["project_id"]], set()).add(process)
    return found
