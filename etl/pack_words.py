"""The words a policy pack is written in: closed lists, and what every entry has."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field


def _amount(value: Any) -> Any:
    if value == "unknown" or (type(value) is int and value >= 0):
        return value
    raise ValueError('应为不小于 0 的整数（元）或 "unknown"')


def _value(value: Any) -> Any:
    if type(value) in (int, float, date) or (isinstance(value, str) and value):
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) and item for item in value):
        return value
    raise ValueError("应为数字、日期、文字或文字列表")


def _score_field(field: str) -> str:
    if field in SCORE_FACTS or (field.startswith("outcome:") and field != "outcome:"):
        return field
    raise ValueError(f"应为 {'、'.join(SCORE_FACTS)} 或 outcome:指标名")


def _fact(field: str) -> str:
    if field in FACTS or field.startswith(FACT_FAMILIES):
        return field
    raise ValueError(f"应为 {'、'.join(FACTS)}，或以 {'、'.join(FACT_FAMILIES)} 开头")


SCORE_FACTS = (
    "maturity_level", "n_processes", "n_instances", "hardsoft_yuan", "revenue_growth_pct",
    "profit_margin_pct", "n_replicated", "evidence_rank",
)  # fmt: skip
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[Text], Field(min_length=1)]
Point = Annotated[list[float], Field(min_length=2, max_length=2)]
# A reward that nobody has read is "unknown": never zero, never priced.
Amount = Annotated[int | Literal["unknown"], BeforeValidator(_amount)]
Value = Annotated[int | float | date | str | list[str], BeforeValidator(_value)]
Fact = Annotated[str, AfterValidator(_fact)]
ScoreField = Annotated[str, AfterValidator(_score_field)]
Quote = Annotated[str, Field(max_length=40)]
# Years of catalogues, levels, tracks and stage names are the district's own words: etl/data_checks.py holds them
# against data/catalogues, data/sources/choices.toml and the titles of the packs.
Year = Annotated[str, Field(pattern=r"^\d{4}$")]
Op = Literal[">=", "<=", "=", "!=", "is_true", "is_false", "in", "clear_for_years", "on_or_before"]
FACTS = (
    "is_registered_here", "is_operating_here", "is_taxed_here", "industry", "has_credit_issue", "accident",
    "assessment_date", "maturity_level", "is_barred", "has_national_task", "is_process_industry",
    "is_supply_chain", "hardsoft_yuan", "invoiced_yuan", "declared_yuan", "production_date", "applied_date",
    "n_lines", "n_new_it", "n_processes", "n_supply_processes", "n_applied_directions", "held_rank",
    "applied_rank", "is_ladder_ok", "n_missing_materials", "n_required_outcomes", "has_apc_outside_process",
    "has_apc_outside_raw_materials", "max_scene_chars", "max_field_chars", "max_safeguard_chars",
    "n_loss_years", "n_finance_years", "is_registered_in_city", "declared_gap_pct", "ai_scene_share_pct",
)  # fmt: skip
# covers:环节 of a grade (setting grade_processes); holds:称号.
FACT_FAMILIES = ("covers:", "holds:")


class Strict(BaseModel):
    """No unknown keys, no silent conversion of "10" to 10."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Entry(Strict):
    """Anything that a document says; ``quote`` may be empty only where the text isn't available."""

    clause: Text
    quote: Quote
