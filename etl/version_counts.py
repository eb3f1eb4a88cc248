"""What reading alone finds in each version of a file, and what a newer version closed.

Only what a file's own cells show: doubts between files need all files at once and are worked out for the versions in
force alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from etl.clean.sheet import CleanSheet, clean
from etl.errors import LoadError
from etl.recognition import Recognised
from etl.rows import sort_rows
from etl.rules import rules
from etl.versions import Reading, Version
from etl.vocabulary import Vocabulary

SAID_ONCE = "unit_assumed"  # once a column, as in etl/findings.py
TO_CORRECT = ("error", "warning")
Fault = tuple[str, str, str, str]


@dataclass
class VersionCount:
    """``faults``: (kind, heading, rule, raw text) → how often; rows don't count, so a shifted row is the same fault."""

    n_rows: int = 0
    n_faulty_rows: int = 0
    faults: Counter[Fault] = field(default_factory=Counter)

    def add(self, found: Recognised, cleaned: CleanSheet) -> None:
        """Count one cleaned sheet."""
        self.n_rows += cleaned.rows.height
        self.n_faulty_rows += cleaned.rows.height - int(cleaned.rows["is_taken"].sum())
        said: set[str] = set()
        for letter, raw, rule in cleaned.cells.select("letter", "raw", "rule").iter_rows():
            if rule == SAID_ONCE and letter in said:
                continue
            said.add(letter)
            shown = "" if rule == SAID_ONCE else raw or ""
            self.faults[found.card.kind, found.headings.get(letter, ""), rule, shown] += 1

    def of(self, *severities: str) -> Counter[Fault]:
        """The faults of these severities."""
        known = rules()
        return Counter({fault: n for fault, n in self.faults.items() if known[fault[2]].severity in severities})


def version_lines(
    reading: Reading, versions: list[Version], in_force: VersionCount | None, fates: dict[str, str],
    vocabulary: Vocabulary,
) -> list[dict[str, object]]:
    """One row per readable version of a name, oldest first (table file_version).

    ``in_force`` is the count of the version that was loaded, ``fates`` the status per identity.
    """
    lines: list[dict[str, object]] = []
    before: Counter[Fault] | None = None
    for index, version in enumerate(versions):
        fate = fates[version.identity]
        count = in_force if fate == "loaded" else _counted(reading, versions, index, vocabulary)
        if fate not in {"loaded", "superseded"} or count is None:
            continue
        open_now = count.of(*TO_CORRECT)
        lines.append({
            "file": version.name, "version_no": len(lines) + 1, "file_sha256": version.sha256,
            "is_in_force": fate == "loaded", "reply": version.returned.reply if version.returned else None,
            "n_rows": count.n_rows, "n_faulty_rows": count.n_faulty_rows,
            **{f"n_{name}s": count.of(name).total() for name in ("error", "warning", "info")},
            "n_closed": None if before is None else (before - open_now).total(),
            "n_new": None if before is None else (open_now - before).total(),
        })
        before = open_now
    return lines


def _counted(reading: Reading, versions: list[Version], index: int, vocabulary: Vocabulary) -> VersionCount | None:
    """The count of a version that is not in force; None where it can't be read, which stops no load."""
    try:
        found = reading.sheets(versions, index)
    except LoadError:
        return None
    count = VersionCount()
    for _, _, match in found:
        if match:
            count.add(match, clean(match, sort_rows(match).data, vocabulary))
    return count
