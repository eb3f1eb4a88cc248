"""Change one figure of one pack; some test must notice. python -m tests.policy.mutate [--quick] [--limit N] [--seed N]

Every number is doubled, raised by one and lowered by one; every date moved a day on and a day back; yes/no flipped;
operators, severities and other rule words exchanged; lists shortened. The mutant is asked by the functions that the
tests call: is it refused by the intake of packs (tests/etl/test_packs.py), does a boundary case or a quota come out
otherwise (test_boundaries.py), does a path of the ladder (test_ladder.py) or a diagnosis report (test_diagnosis.py),
does the table of literal figures (test_figures.py)? --quick stops at the first that notices, the cheap ones first;
without it all are asked, which shows how much behaviour alone would notice. Done mutants are kept in the journal: a
broken run goes on where it stopped.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from etl.errors import DataInvalid
from etl.packs import load_packs
from tests.policy.diagnosis import wrong_diagnoses
from tests.policy.figures import Leaf, Place, figures, is_figure, known_figures, leaves, read_packs, spoken
from tests.policy.ladder import climb, sql_steps
from tests.policy.memory import ETL, POLICY
from tests.policy.replay import wrong_cases, wrong_quotas
from tests.policy.test_ladder import EDGES, ZONES, paths

HERE = Path(__file__).resolve().parent
SEED = 20261120
EXCHANGED = {
    "op": {">=": "<=", "<=": ">=", "is_true": "is_false", "is_false": "is_true", "on_or_before": "="},
    "severity": {"block": "warn", "warn": "block", "info": "warn"},
    "procedure": {"apply": "auto", "auto": "apply", "deliberate": "auto", "unknown": "apply"},
    "basis": {"per_report": "up_to_spent", "up_to_spent": "per_report"},
    "status": {"valid": "expired", "expired": "valid", "unverified": "valid"},
    "scope": {"district": "city", "city": "district", "national": "city"},
    "catalogue": {"2023": "2025", "2025": "2023"},
    "track": {"scene": "factory", "factory": "scene"},
    "tracks": {"scene": "factory", "factory": "scene"},
    "who": {"企业": "推荐单位", "推荐单位": "企业"},
    "applicant_kind": {"区": "管委会", "管委会": "区"},
    "applies_if": {"is_supply_chain": "is_process_industry"},
}
Mutant = tuple[str, Place, Leaf]


def changes(place: Place, value: Leaf) -> list[Leaf]:
    """What a figure is changed to."""
    key = next(part for part in reversed(place) if isinstance(part, str))
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return list(dict.fromkeys(new for new in (value * 2, value + 1, value - 1) if new != value))
    if isinstance(value, date):
        return [value + timedelta(1), value - timedelta(1)]
    if key == "amount_yuan":
        return [100_000]
    if key in EXCHANGED:
        return [EXCHANGED[key][value]] if value in EXCHANGED[key] else []
    if key == "value" and isinstance(place[-1], str):
        if value.isdigit():
            return [str(int(value) + 1), str(int(value) * 2)]
        return [value.rpartition(";")[0] or value + "x"]
    if key in ("value", "applies_to", "field", "level", "stage", "call"):
        return [value + "x"]
    return []


def mutants() -> Iterator[Mutant]:
    """Every figure of every pack with everything it is changed to."""
    for file, pack in read_packs().items():
        for place, value in leaves(pack):
            if is_figure(place, value):
                yield from ((file, place, new) for new in changes(place, value))


def toml_text(pack: dict) -> str:
    """A pack as TOML: one table [pack], then arrays of tables."""
    lines = []
    for name, entries in pack.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            lines.append(f"[[{name}]]" if isinstance(entries, list) else f"[{name}]")
            lines += [f"{key} = {toml_value(value)}" for key, value in entry.items()]
    return "\n".join(lines) + "\n"


def toml_value(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def write_policy(folder: Path, mutant: Mutant | None = None) -> Path:
    """All packs into `folder`, one figure changed."""
    for file, pack in read_packs().items():
        if mutant and mutant[0] == file:
            pack = changed(pack, mutant[1], mutant[2])
        (folder / file).write_text(toml_text(pack), "utf-8")
    return folder


def changed(pack: dict, place: Place, value: Leaf) -> dict:
    """A copy of the pack with one figure changed."""
    pack = copy.deepcopy(pack)
    inner = pack
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    return pack


LADDER = [path for length in (1, 2) for path in paths(length, list(ZONES))] + [
    [(day, "区级智能工厂")] for day in EDGES
]


def is_refused(policy: Path) -> bool:
    """The packs don't load."""
    try:
        load_packs(policy)
    except DataInvalid:
        return True
    return False


KILLERS: dict[str, Callable[[Path], bool]] = {
    "refused": is_refused,
    "ladder": lambda policy: sql_steps(LADDER, policy=policy) != [climb(path) for path in LADDER],
    "quotas": lambda policy: bool(wrong_quotas(policy)),
    "diagnosis": lambda policy: bool(wrong_diagnoses(policy)),
    "boundaries": lambda policy: bool(wrong_cases(policy)),
    "literals": lambda policy: figures(policy) != known_figures(),
}


def killed_by(policy: Path, is_quick: bool = False) -> list[str]:
    """Who notices, or the first who does. A pack that doesn't load can't be asked further."""
    if KILLERS["refused"](policy):
        return ["refused"]
    if is_quick and KILLERS["literals"](policy):
        return ["literals"]
    return [name for name, notices in KILLERS.items() if name != "refused" and noticed(notices, policy)]


def noticed(notices: Callable[[Path], bool], policy: Path) -> bool:
    """A question that breaks over a mutant has noticed it, as a failing test would."""
    try:
        return notices(policy)
    except Exception:
        return True


def version() -> str:
    """What the journal's entries hold for: packs, SQL and the tables of the tests."""
    digest = hashlib.sha256()
    for path in sorted([*POLICY.glob("*.toml"), *ETL.glob("*.sql"), *HERE.rglob("*.csv"), *HERE.glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def run(journal: Path, limit: int | None = None, seed: int = SEED, is_quick: bool = False) -> dict[str, list[str]]:
    """Mutant -> who kills it, for all mutants or a seeded choice of `limit`."""
    with tempfile.TemporaryDirectory() as folder:
        assert killed_by(write_policy(Path(folder))) == [], "the packs as they are must pass"
    chosen = list(mutants())
    random.Random(seed).shuffle(chosen)
    done: dict[str, list[str]] = {}
    key = version() + ("-quick" if is_quick else "")
    if journal.exists():
        entries = map(json.loads, journal.read_text("utf-8").splitlines())
        done = {entry["mutant"]: entry["killed_by"] for entry in entries if entry["version"] == key}
    found = {}
    with journal.open("a", encoding="utf-8") as lines:
        for file, place, value in chosen[:limit]:
            name = f"{file} {spoken(place)} -> {value}"
            if name not in done:
                with tempfile.TemporaryDirectory() as folder:
                    done[name] = killed_by(write_policy(Path(folder), (file, place, value)), is_quick)
                entry = {"version": key, "mutant": name, "killed_by": done[name]}
                lines.write(json.dumps(entry, ensure_ascii=False) + "\n")
                lines.flush()
            found[name] = done[name]
    return found


def report(found: dict[str, list[str]], is_quick: bool = False) -> str:
    """Counts, then the survivors by name."""
    survivors = sorted(name for name, killers in found.items() if not killers)
    by = Counter(killer for killers in found.values() for killer in killers)
    lines = [f"mutants                      {len(found)}", f"survivors                    {len(survivors)}"]
    if not is_quick:
        only = sum(killers == ["literals"] for killers in found.values())
        lines += [
            f"noticed by behaviour         {len(found) - len(survivors) - only}",
            f"noticed by the table alone   {only}",
        ]
    lines.append("noticed by: " + ", ".join(f"{name} {by[name]}" for name in KILLERS if by[name]))
    return "\n".join([*lines, *(f"SURVIVOR {name}" for name in survivors)])


def main() -> None:
    """Mutate, print the counts, fail on a survivor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--journal", type=Path, default=Path(tempfile.gettempdir()) / "zhizao-mutants.jsonl")
    options = parser.parse_args()
    start = time.monotonic()
    found = run(options.journal, options.limit, options.seed, options.quick)
    print(report(found, options.quick))
    print(f"seconds                      {time.monotonic() - start:.0f}")
    raise SystemExit(any(not killers for killers in found.values()))


if __name__ == "__main__":
    main()
