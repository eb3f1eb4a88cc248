"""Every figure and every rule word of the packs, by its place; prose, names and aliases are left out."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.policy.memory import POLICY

TABLE = Path(__file__).resolve().parent / "figures.csv"
# Words that a figure is said with; everything else that is text is prose, a name or a spelling.
RULE_WORDS = {
    "op", "severity", "procedure", "basis", "status", "scope", "catalogue", "field", "applies_if", "counting_unit",
    "recognised_unit", "applies_to", "tracks", "track", "applicant_kind", "call", "who", "level", "stage",
}  # fmt: skip
Place = tuple[str | int, ...]
Leaf = int | float | bool | str | date


def leaves(value: object, place: Place = ()) -> Iterator[tuple[Place, Leaf]]:
    """(place, value) of everything in a parsed pack that isn't a table or a list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*place, number))
    elif isinstance(value, int | float | bool | str | date):
        yield place, value


def is_figure(place: Place, value: Leaf) -> bool:
    """Numbers, dates, yes/no, "unknown" amounts, values of settings and conditions, and rule words."""
    if not isinstance(value, str):
        return True
    keys = [part for part in place if isinstance(part, str)]
    return keys[-1] == "value" or value == "unknown" or keys[-1] in RULE_WORDS


def spoken(place: Place) -> str:
    """tier[1].amount_yuan, counted from 1."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_packs(policy: Path = POLICY) -> dict[str, dict]:
    """File name -> parsed pack."""
    return {path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted(policy.glob("*.toml"))}


def figures(policy: Path = POLICY) -> dict[tuple[str, str], str]:
    """(file, place) -> the figure as text."""
    return {
        (file, spoken(place)): str(value)
        for file, pack in read_packs(policy).items()
        for place, value in leaves(pack)
        if is_figure(place, value)
    }


def known_figures() -> dict[tuple[str, str], str]:
    """The same from figures.csv."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {(row["file"], row["place"]): row["value"] for row in csv.DictReader(lines)}


def write_table() -> None:
    """figures.csv anew. Read its difference line by line against the document before you keep it."""
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["file", "place", "item", "value"])
        packs = read_packs()
        for (file, place), value in figures().items():
            table.writerow([file, place, label(packs[file], place), value])


def label(pack: dict, place: str) -> str:
    """What the entry at a place is about, for the reader of the table."""
    head, _, rest = place.partition("[")
    if not rest:
        return pack["pack"]["id"]
    entry = pack[head][int(rest.partition("]")[0]) - 1]
    names = (entry.get(key) for key in ("item", "id", "key", "stage", "track", "who", "line", "title"))
    about = next((name for name in names if name), "")
    to = entry.get("applies_to") or entry.get("tracks") or []
    return f"{about}（{'、'.join(to)}）" if to else about


if __name__ == "__main__":
    write_table()
