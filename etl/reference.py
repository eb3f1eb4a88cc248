"""Reference data (data/reference, data/catalogues) as rows for the warehouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from etl.bands import band_rows
from etl.calendar_days import workday_rows
from etl.clock import Clock
from etl.problems import csv_models, repeated, stop_if, toml_model
from etl.reference_model import (
    Crossing,
    District,
    Guard,
    GuardName,
    Guards,
    Metric,
    Metrics,
    Record,
    Remedies,
    Scenario,
    Town,
    Unit,
)
from etl.views import view_rows
from etl.vocabulary import word

Row = dict[str, Any]


@dataclass
class Reference:
    """Rows per table with the columns of schema.sql, in file order; ``…_order`` counts from 1.

    """

    scenario: list[Row] = field(default_factory=list)
    crosswalk: list[Row] = field(default_factory=list)
    town: list[Row] = field(default_factory=list)
    town_alias: list[Row] = field(default_factory=list)
    unit: list[Row] = field(default_factory=list)
    unit_alias: list[Row] = field(default_factory=list)
    metric: list[Row] = field(default_factory=list)
    district: list[Row] = field(default_factory=list)
    metric_alias: list[Row] = field(default_factory=list)
    remedy: list[Row] = field(default_factory=list)
    horizon: list[Row] = field(default_factory=list)
    actor: list[Row] = field(default_factory=list)
    stage_role: list[Row] = field(default_factory=list)
    result_role: list[Row] = field(default_factory=list)
    workday: list[Row] = field(default_factory=list)
    guard: list[Row] = field(default_factory=list)
    named_view: list[Row] = field(default_factory=list)
    cohort_band: list[Row] = field(default_factory=list)

    def tables(self) -> dict[str, list[Row]]:
        """Table name -> rows."""
        return dict(vars(self))


def load_reference(data_root: Path) -> Reference:
    """Catalogues, towns, units, metrics, district and remedies; raises DataInvalid with all problems at once."""
    problems: list[str] = []
    rows = reference_in(data_root, problems)
    stop_if("参考数据", problems)
    assert rows is not None  # or its absence was among the problems
    return rows


def reference_in(data_root: Path, problems: list[str]) -> Reference | None:
    """The same; None where a file can't be read, what is wrong is appended to ``problems``."""
    n_before = len(problems)
    catalogues, reference = data_root / "catalogues", data_root / "reference"
    scenarios = [
        scenario
        for path in sorted(catalogues.glob("scenarios_*.csv"))
        for scenario in csv_models(path, Scenario, _columns(Scenario), problems)
    ]
    names = [(scenario.catalogue, word(scenario.scenario)) for scenario in scenarios]
    problems += repeated("scenarios_*.csv", "scenario_no", ((s.catalogue, s.scenario_no) for s in scenarios))
    problems += repeated("scenarios_*.csv", "scenario", names)
    # A record that can't be read would be blamed again as a scenario that the crosswalk can't find.
    are_catalogues_read = len(problems) == n_before
    crossings = csv_models(catalogues / "crosswalk.csv", Crossing, _columns(Crossing), problems)
    if are_catalogues_read:
        problems += _crossing_problems(crossings, scenarios)
    towns = csv_models(reference / "towns.csv", Town, _columns(Town), problems)
    units = csv_models(reference / "units.csv", Unit, _columns(Unit), problems)
    metrics = toml_model(reference / "metrics.toml", Metrics, problems)
    district = toml_model(reference / "district.toml", District, problems)
    remedies = toml_model(reference / "remedies.toml", Remedies, problems)
    problems += repeated("remedies.toml", "field,op", ((r.field, r.op) for r in remedies.remedy) if remedies else ())
    clock = toml_model(reference / "clock.toml", Clock, problems)
    guards = toml_model(reference / "guards.toml", Guards, problems)
    problems += _guard_problems(guards.guard) if guards else []
    named_views = view_rows(reference, towns, problems)
    bands = band_rows(reference / "bands.toml", (one.metric for one in metrics.metric) if metrics else (), problems)
    problems += _place_problems(towns, units) + _metric_problems(metrics.metric if metrics else [])
    if metrics is None or district is None or remedies is None or clock is None or guards is None:
        return None
    problems += _district_problems(towns, district) + _catalogue_problems(scenarios, catalogues)
    rows = Reference(
        scenario=[scenario.model_dump() for scenario in scenarios],
        remedy=[remedy.model_dump() for remedy in remedies.remedy],
        crosswalk=[crossing.model_dump() for crossing in crossings],
        guard=[guard.model_dump() for guard in guards.guard],
        cohort_band=bands,
        district=[
            {"district_code": district.code, "district": district.name, "unit": district.recommending_unit}
            | district.model_dump(include={"city", "applicant_kind", "authority", "needs_two"})
        ],
        named_view=named_views, workday=workday_rows(), **clock.tables(),
    )
    for order, town in enumerate(towns, 1):
        rows.town.append(
            {"town_code": town.code, **town.model_dump(exclude={"code", "aliases"}), "town_order": order}
        )
        rows.town_alias += [{"alias": alias, "town": town.town} for alias in _listed(town.aliases)]
    for order, unit in enumerate(units, 1):
        rows.unit.append({**unit.model_dump(exclude={"aliases"}), "unit_order": order})
        rows.unit_alias += [{"alias": alias, "unit": unit.unit} for alias in _listed(unit.aliases)]
    for metric in sorted(metrics.metric, key=lambda metric: metric.order):
        rows.metric.append(_metric_row(metric))
        rows.metric_alias += [{"alias": alias, "metric": metric.metric} for alias in metric.aliases]
    return rows


def _columns(model: type[Record]) -> list[str]:
    return [column.alias or name for name, column in model.model_fields.items()]


def _listed(aliases: str) -> list[str]:
    return [alias for alias in aliases.split(";") if alias]


def _metric_row(metric: Metric) -> Row:
    """A value is impossible below ``impossible_below``, from ``impossible_from`` or above ``impossible_above``."""
    kept = metric.model_dump(exclude={"id", "order", "aliases"})
    return {**kept, "metric_id": metric.id, "metric_order": metric.order}


def _crossing_problems(crossings: list[Crossing], scenarios: list[Scenario]) -> list[str]:
    """``none`` names one side, the others both; every scenario of both catalogues appears."""
    problems = repeated("crosswalk.csv", "2023_no,2025_no", ((c.no_2023, c.no_2025) for c in crossings))
    numbers = {year: {s.scenario_no for s in scenarios if s.catalogue == year} for year in ("2023", "2025")}
    for line, crossing in enumerate(crossings, 2):
        sides = (crossing.no_2023 is not None) + (crossing.no_2025 is not None)
        if sides != (1 if crossing.relation == "none" else 2):
            problems.append(f"crosswalk.csv 第 {line} 行：relation：none 只填一边，same、near 两边都填")
        for year, number in (("2023", crossing.no_2023), ("2025", crossing.no_2025)):
            if number is not None and number not in numbers[year]:
                problems.append(f"crosswalk.csv 第 {line} 行：{year}_no：{year} 年目录没有 {number} 号场景")
    seen = {"2023": {c.no_2023 for c in crossings}, "2025": {c.no_2025 for c in crossings}}
    for year, numbered in (("2023", [c.no_2023 for c in crossings]), ("2025", [c.no_2025 for c in crossings])):
        alone = {n for n, c in zip(numbered, crossings, strict=True) if c.relation == "none"} - {None}
        paired = {n for n, c in zip(numbered, crossings, strict=True) if c.relation != "none"}
        if both := sorted(n for n in alone & paired if n is not None):
            shown = "、".join(map(str, both))
            problems.append(f"crosswalk.csv：{year}_no：{shown} 号既写了 none（无对应）又写了对应")
    for year, known in numbers.items():
        if lacking := sorted(known - seen[year]):
            shown = "、".join(map(str, lacking))
            problems.append(f"crosswalk.csv：{year}_no：缺 {shown} 号（无对应时写 none）")
    return problems


def _catalogue_problems(scenarios: list[Scenario], folder: Path) -> list[str]:
    """A file holds the year of its name, and within a year a process has one number and one name."""
    files = {path.stem.removeprefix("scenarios_") for path in folder.glob("scenarios_*.csv")}
    problems = [
        f"scenarios_*.csv：catalogue：没有 scenarios_{year}.csv，却有 {year} 年的场景"
        for year in sorted({s.catalogue for s in scenarios} - files)
    ]
    pairs = {(s.catalogue, s.process_no, s.process) for s in scenarios}
    problems += repeated("scenarios_*.csv", "process_no", ((year, number) for year, number, _ in sorted(pairs)))
    return problems + repeated("scenarios_*.csv", "process", ((year, name) for year, _, name in sorted(pairs)))


def _district_problems(towns: list[Town], district: District) -> list[str]:
    return [
        f"towns.csv：code：{town.town} 的 {town.code} 不以 district.toml 的 code {district.code} 开头"
        for town in towns
        if not town.code.startswith(district.code)
    ]


def _place_problems(towns: list[Town], units: list[Unit]) -> list[str]:
    problems = repeated("towns.csv", "code", (town.code for town in towns))
    problems += repeated("towns.csv", "grid_col,grid_row", ((town.grid_col, town.grid_row) for town in towns))
    names = {town.town for town in towns}
    problems += [
        f"units.csv：town：{unit.unit} 所在的 {unit.town} 不在 towns.csv"
        for unit in units
        if unit.town is not None and unit.town not in names
    ]
    problems += [
        f"units.csv：town：{unit.unit} 是{unit.kind}，须写明是哪个街镇"
        for unit in units
        if unit.kind in ("街道", "镇", "乡") and unit.town is None
    ]
    town_words = [each for town in towns for each in _words(town.town, _listed(town.aliases))]
    unit_words = [each for unit in units for each in _words(unit.unit, _listed(unit.aliases))]
    problems += repeated("towns.csv", "aliases", town_words)
    return problems + repeated("units.csv", "aliases", unit_words)


def _words(name: str, aliases: list[str]) -> list[str]:
    """Every spelling once, as words are compared; the same spelling twice for one name is no clash."""
    return list(dict.fromkeys(map(word, [name, *aliases])))


def _metric_problems(metrics: list[Metric]) -> list[str]:
    problems = repeated("metrics.toml", "metric.id", (metric.id for metric in metrics))
    problems += repeated("metrics.toml", "metric.order", (metric.order for metric in metrics))
    problems += repeated(
        "metrics.toml", "metric.metric,aliases", (w for m in metrics for w in _words(m.metric, m.aliases))
    )
    for metric in metrics:
        bounds = [metric.usual_max, metric.ask_above, metric.impossible_above]
        stated = [bound for bound in bounds if bound is not None]
        if stated != sorted(stated):
            problems.append(f"metrics.toml：{metric.metric}.ask_above：应不小于 usual_max、不大于 impossible_above")
    problems += [
        f"metrics.toml：{metric.metric}.usual_min：usual_min 与 usual_max 须同时有，且从小到大"
        for metric in metrics
        if (metric.usual_min is None) != (metric.usual_max is None)
        or (metric.usual_min or 0) > (metric.usual_max or 0)
    ]
    return problems


def _guard_problems(guards: list[Guard]) -> list[str]:
    """Every threshold exactly once: a guard without one would never speak, and nobody would notice."""
    named = [guard.guard for guard in guards]
    lacking = [name for name in get_args(GuardName) if name not in named]
    problems = [f"guards.toml：guard.guard：缺 {name}" for name in lacking]
    return problems + repeated("guards.toml", "guard.guard", named)
