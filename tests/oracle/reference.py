"""The shared data files as plain dictionaries."""

import csv
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.oracle.grid import squeeze

UNITS = "亿元|万元|千元|元|%|家|人|个|条|项|级|分"
UNIT = re.compile(rf"(?P<name>.+?)(?:\((?:单位:)?(?P<in_brackets>{UNITS})\)|/(?P<after_slash>{UNITS}))")


@dataclass(frozen=True)
class Reference:
    """Layouts, lists, towns, packs, metrics and catalogues, read once."""

    fields: dict[str, list[dict]]
    keys: dict[str, list[str]]
    headings: dict[str, dict[str, str]]
    choices: dict[str, dict[str, str]]
    towns: dict[str, str]
    town_names: list[str]
    tiers: dict[str, str]
    packs: list[dict]
    metrics: dict[str, dict]
    metric_words: dict[str, str]
    scenarios: dict[str, list[dict]]

    def words(self, field: dict) -> dict[str, str]:
        """Squeezed word -> stored word for a column that takes listed words only."""
        kind = field["type"]
        if kind == "choice":
            return self.choices[field["choices"]]
        if kind == "payment_item":
            return self.choices["payment_item"] | self.tiers
        return {"town": self.towns, "tier": self.tiers}[kind]


def heading_name(text: str) -> str:
    """A heading without white space and stars."""
    return squeeze(text).replace("*", "")


def split_unit(text: str) -> tuple[str, str | None]:
    """总投资(万元), 总投资/元 -> the name and its unit."""
    match = UNIT.fullmatch(text)
    return (match["name"], match["in_brackets"] or match["after_slash"]) if match else (text, None)


def listed(words: dict[str, list[str]]) -> dict[str, str]:
    """word -> what we store, from what we store -> other words."""
    return {squeeze(word): ours for ours, others in words.items() for word in [ours, *others]}


def read_toml(path: Path) -> dict:
    """One TOML file; fractions stay exact."""
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


def read_reference(root: Path) -> Reference:
    """Everything the oracle needs from root/data."""
    data = root / "data"
    layouts = [read_toml(path) for path in sorted((data / "sources").glob("*.toml"))]
    layouts = [layout for layout in layouts if "field" in layout]
    metrics = read_metrics(data / "reference" / "metrics.toml")
    for layout in layouts:
        if layout["kind"] == "outcome":
            layout["field"] += [metric_field(metric) for metric in metrics.values()]
    with (data / "reference" / "towns.csv").open(encoding="utf-8-sig", newline="") as lines:
        towns = list(csv.DictReader(lines))
    packs = [read_toml(path) for path in sorted((data / "policy").glob("*.toml"))]
    return Reference(
        fields={layout["kind"]: layout["field"] for layout in layouts},
        keys={layout["kind"]: layout["key"] for layout in layouts},
        headings={layout["kind"]: read_headings(layout["field"]) for layout in layouts},
        choices={name: listed(words) for name, words in read_toml(data / "sources" / "choices.toml").items()},
        towns=listed({town["town"]: town["aliases"].split(";") if town["aliases"] else [] for town in towns}),
        town_names=[town["town"] for town in towns],
        tiers=listed(tier_words(packs)),
        packs=[pack for pack in packs if pack.get("tier")],
        metrics=metrics,
        metric_words=listed({name: metric.get("aliases", []) for name, metric in metrics.items()}),
        scenarios=read_scenarios(data / "catalogues"),
    )


def read_headings(fields: list[dict]) -> dict[str, str]:
    """Normalised heading -> field name; a canonical heading wins over another field's variant."""
    variants = {heading_name(word): field["name"] for field in fields for word in field.get("variants", [])}
    return variants | {heading_name(field["heading"]): field["name"] for field in fields}


def read_metrics(path: Path) -> dict[str, dict]:
    """Metric name -> its entry, in printed order."""
    return {entry["metric"]: entry for entry in read_toml(path)["metric"]}


def metric_field(metric: dict) -> dict:
    """The column of one metric in a wide outcome sheet."""
    kind = "percent" if metric["unit"] == "%" else "integer"
    heading = {"name": metric["metric"], "heading": metric["metric"], "variants": metric.get("aliases", [])}
    return heading | {"type": kind, "unit": metric["unit"], "is_metric": True}


def tier_words(packs: list[dict]) -> dict[str, list[str]]:
    """Tier or title of the national round -> other words for it, over all packs."""
    words: dict[str, list[str]] = {}
    for pack in packs:
        for entry in [*pack.get("tier", []), *pack.get("title", [])]:
            words.setdefault(entry["item"], []).extend(entry.get("aliases", []))
    return words


def read_scenarios(folder: Path) -> dict[str, list[dict]]:
    """Catalogue -> its scenarios in numbered order."""
    catalogues: dict[str, list[dict]] = {}
    for path in sorted(folder.glob("scenarios_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                row["scenario_no"] = int(row["scenario_no"])
                catalogues.setdefault(row["catalogue"], []).append(row)
    return {name: sorted(rows, key=lambda row: row["scenario_no"]) for name, rows in catalogues.items()}


def as_date(value: object) -> date:
    """A TOML date, or an ISO text."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))
