"""What the files of data/reference and data/catalogues may say; unknown keys are errors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from etl.pack_words import Fact, Op

Text = Annotated[str, Field(min_length=1)]
BLANKS = ("{gap}", "{needed}", "{value}", "{date}", "{setting}")


def _phrase(words: str) -> str:
    left = words
    for blank in BLANKS:
        left = left.replace(blank, "")
    if not words or "{" in left or "}" in left:
        raise ValueError(f"不能为空，空位只能是 {'、'.join(BLANKS)}")
    return words


Phrase = Annotated[str, AfterValidator(_phrase)]


class Record(BaseModel):
    """A CSV record: cells arrive as text, so numbers are read from text; an empty cell is a missing key."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Scenario(Record):
    catalogue: Annotated[str, Field(pattern=r"^\d{4}$")]
    aspect: Text | None = None
    process_no: Annotated[int, Field(ge=1)]
    process: Text
    scenario_no: Annotated[int, Field(ge=1)]
    scenario: Text
    description: Annotated[str, Field(min_length=1, max_length=30)]


class Crossing(Record):
    no_2023: Annotated[int | None, Field(alias="2023_no")] = None
    no_2025: Annotated[int | None, Field(alias="2025_no")] = None
    relation: Literal["same", "near", "none"]
    note: str = ""


class Town(Record):
    code: Annotated[str, Field(pattern=r"^\d{9}$")]
    town: Text
    kind: Literal["街道", "镇", "乡"]
    aliases: str = ""
    grid_col: Annotated[int, Field(ge=1)]
    grid_row: Annotated[int, Field(ge=1)]
    lat: float
    lon: float


class Unit(Record):
    unit: Text
    kind: Literal["街道", "镇", "乡", "园区", "区属公司"]
    town: Text | None = None
    aliases: str = ""


class Strict(BaseModel):
    """TOML: types are stated, so nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Metric(Strict):
    metric: Text
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    unit: Literal["%", "家"]
    kind: Literal["change_up", "change_down", "level", "count"]
    family: Literal["效率", "成本", "质量", "能耗", "交付", "数字化", "推广", "供应链"]
    is_required: bool = False
    is_process_only: bool = False
    is_supply_chain: bool = False
    usual_min: float | None = None
    usual_max: float | None = None
    ask_above: float | None = None
    ask_equal: float | None = None
    impossible_below: float | None = None
    impossible_from: float | None = None
    impossible_above: float | None = None
    aliases: list[Text] = []
    order: Annotated[int, Field(ge=1)]
    clause: Text
    note: str = ""


class Metrics(Strict):
    metric: list[Metric]


GuardName = Literal[
    "unpaid_days_auto", "unpaid_days_other", "shared_invoices", "unique_invoice_digits", "projection_years",
    "unit_error_times", "head_revenue_most_wan", "head_revenue_least_yuan", "sender_rows", "production_days",
    "early_days", "copied_figures", "copied_text_chars", "heaped_figures", "heaped_share_pct",
]


class Guard(Strict):
    guard: GuardName
    value: Annotated[int, Field(ge=1)]
    unit: Text
    meaning: Text
    is_ours: bool


class Guards(Strict):
    guard: list[Guard]


# The pages of the dashboard that a view may show (a test keeps them equal to those there are).
ViewPage = Literal[
    "overview", "coverage", "towns", "tiers", "outcomes", "money", "compare", "todo", "recommend", "lists", "names",
    "path", "quota", "projects", "sandbox", "upload", "search", "enterprise", "findings", "senders", "history",
    "policy", "about"
]


class View(Strict):
    """A page with its filters under a name, for everybody in the district."""

    title: Annotated[str, Field(min_length=1, max_length=16)]
    page: ViewPage
    note: Text
    address: dict[Annotated[str, Field(pattern=r"^[a-z_]+$")], Annotated[str, Field(pattern=r"^[^;=]+$")]] = {}


class Views(Strict):
    view: list[View] = []


class District(Strict):
    code: Annotated[str, Field(pattern=r"^\d{6}$")]
    name: Text
    city: Text
    applicant_kind: Text
    authority: Text
    recommending_unit: Text
    needs_two: bool


class Remedy(Strict):
    """How a condition on ``field`` and ``op`` that is not met can be met, and the words for it."""

    field: Fact
    op: Op
    kind: Literal["invest", "add", "do", "wait", "closed"]
    words: Phrase
    verify: Phrase
    setting: Text | None = None


class Remedies(Strict):
    remedy: list[Remedy]
