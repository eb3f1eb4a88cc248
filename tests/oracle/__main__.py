"""python -m tests.oracle FOLDER: the recomputed figures as JSON."""

import json
import sys
from pathlib import Path

from tests.oracle import answers, read_ledger

ROOT = Path(__file__).resolve().parents[2]


def main(folder: str) -> None:
    """Print every answer, the sheets' counts and what was left out."""
    ledger = read_ledger(Path(folder), ROOT)
    catalogues = sorted(ledger.reference.scenarios)
    printed = {
        "project_summary": answers.project_summary(ledger),
        "town_summary": answers.town_summary(ledger),
        "tier_summary": answers.tier_summary(ledger),
        "entitlement_list": answers.entitlement_list(ledger),
        "scenario_coverage": {name: answers.scenario_coverage(ledger, name) for name in catalogues},
        "scenario_town": {name: answers.scenario_town(ledger, name) for name in catalogues},
        "budget_summary": answers.budget_summary(ledger),
        "outcome_distribution": answers.outcome_distribution(ledger),
        "source_reconciliation": ledger.sheets,
        "quarantined": ledger.quarantined,
        "refused": ledger.refused,
    }
    json.dump(printed, sys.stdout, ensure_ascii=False, indent=1, default=str)


if __name__ == "__main__":
    main(sys.argv[1])
