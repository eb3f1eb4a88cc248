"""The policy packs (data/policy) as rows for the warehouse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from etl.pack_checks import joint_problems, pack_problems
from etl.pack_model import Condition, Criterion, Material, Pack, Tier
from etl.pack_words import Amount
from etl.problems import stop_if, toml_model
from etl.vocabulary import word

Row = dict[str, Any]


@dataclass
class Packs:
    """Rows per table with the columns of schema.sql, ordered by file name and then as in the file.

    Lists are exploded; money is whole yuan (None = unknown), dates are dates, lists inside a text use ``;``.
    """

    pack: list[Row] = field(default_factory=list)
    call: list[Row] = field(default_factory=list)
    tier: list[Row] = field(default_factory=list)
    tier_band: list[Row] = field(default_factory=list)
    tier_alias: list[Row] = field(default_factory=list)
    title: list[Row] = field(default_factory=list)
    reward: list[Row] = field(default_factory=list)
    fund_line: list[Row] = field(default_factory=list)
    condition: list[Row] = field(default_factory=list)
    material: list[Row] = field(default_factory=list)
    quota: list[Row] = field(default_factory=list)
    stage: list[Row] = field(default_factory=list)
    deadline: list[Row] = field(default_factory=list)
    criterion: list[Row] = field(default_factory=list)
    criterion_point: list[Row] = field(default_factory=list)
    setting: list[Row] = field(default_factory=list)
    article: list[Row] = field(default_factory=list)

    def tables(self) -> dict[str, list[Row]]:
        """Table name -> rows."""
        return dict(vars(self))


def load_packs(folder: Path) -> Packs:
    """Every ``*.toml`` of ``folder``; raises DataInvalid with all problems of all files at once."""
    problems: list[str] = []
    packs = packs_in(folder, problems)
    stop_if("政策规则包", problems)
    return pack_rows(packs)


def packs_in(folder: Path, problems: list[str]) -> dict[str, Pack]:
    """File name -> pack for every file that can be read; what is wrong is appended to ``problems``."""
    packs: dict[str, Pack] = {}
    files = sorted(folder.glob("*.toml"))
    for path in files:
        if (pack := toml_model(path, Pack, problems)) is not None:
            packs[path.name] = pack
            problems += pack_problems(path.name, pack)
    if not files:
        problems.append(f"{folder.name}：整个文件夹：没有规则包（*.toml）")
    # A file that can't be read may hold the call or tier that others name: don't blame those as well.
    if len(packs) == len(files):
        problems += joint_problems(packs)
    return packs


def pack_rows(packs: dict[str, Pack]) -> Packs:
    """The packs as rows."""
    rows = Packs(tier_alias=_tier_aliases(packs.values()))
    for pack in packs.values():
        _add(rows, pack)
    return rows


def _add(rows: Packs, pack: Pack) -> None:
    head = pack.pack.model_dump(exclude={"id", "text_available"})
    rows.pack.append({"pack": pack.pack.id, **head, "is_text_available": pack.pack.text_available})
    key: Row = {"pack": pack.pack.id}
    for call in pack.call:
        rows.call.append({"call": call.id, **key, **call.model_dump(exclude={"id"})})
    for tier in pack.tier:
        name = {**key, "tier": tier.item}
        values = tier.model_dump(include={"rank", "level", "basis", "is_ceiling", "procedure", "clause", "quote"})
        rows.tier.append(
            {**name, "tier_order": tier.order, **values, "amount_yuan": _known(tier.amount_yuan)}
        )
        rows.tier_band += [{**name, **band} for band in _bands(tier)]
    for order, title in enumerate(pack.title, 1):
        values = title.model_dump(exclude={"item", "aliases"})
        rows.title.append({**key, "tier": title.item, "title_order": order, **values})
    for reward in pack.reward:
        rows.reward.append({**key, **reward.model_dump(), "amount_yuan": _known(reward.amount_yuan)})
    for line in pack.fund_line:
        rows.fund_line += [
            {**key, "item": item, "spelling": spelling, **line.model_dump(exclude={"items", "aliases"})}
            for item in line.items
            for spelling in (line.line, *line.aliases)
        ]
    orders: dict[tuple[str | None, str], int] = {}
    for condition in pack.condition:
        order = orders.setdefault((condition.call, condition.id), len(orders) + 1)
        rows.condition += [{**key, **row} for row in _condition_rows(condition, order)]
    for order, material in enumerate(pack.material, 1):
        rows.material.append({**key, **_material_row(material), "material_order": order})
    rows.quota += [{**key, **quota.model_dump()} for quota in pack.quota]
    for stage in pack.stage:
        rows.stage.append({**key, "stage_order": stage.order, **stage.model_dump(exclude={"order"})})
    rows.deadline += [{**key, **deadline.model_dump()} for deadline in pack.deadline]
    for order, criterion in enumerate(pack.criterion, 1):
        _add_criterion(rows, key, criterion, order)
    rows.setting += [{**key, **setting.model_dump()} for setting in pack.setting]
    rows.article += [{**key, "article_order": n, **a.model_dump()} for n, a in enumerate(pack.article, 1)]


def _bands(tier: Tier) -> list[Row]:
    """One row per band with the investment at which the next one begins."""
    scale = tier.scale()
    ends = [*(band.from_yuan for band in scale[1:]), None]
    return [{**band.model_dump(), "below_yuan": end} for band, end in zip(scale, ends, strict=False)]


def _known(amount: Amount | None) -> int | None:
    return None if amount == "unknown" else amount


def _condition_rows(condition: Condition, order: int) -> list[Row]:
    """One row per item; ``value`` is the text, ``value_num`` or ``value_date`` what is compared."""
    value = condition.value
    shown = ";".join(value) if isinstance(value, list) else None if value is None else str(value)
    row = condition.model_dump(exclude={"id", "applies_to"})
    row |= {"condition": condition.id, "condition_order": order, "value": shown}
    row["value_num"] = float(value) if isinstance(value, int | float) else None
    row["value_date"] = value if isinstance(value, date) else None
    return [{**row, "item": item} for item in condition.applies_to]


def _material_row(material: Material) -> Row:
    """Aliases both as written and as ``word`` has them, so that plain SQL can compare either form."""
    aliases = dict.fromkeys(form for alias in material.aliases for form in (alias, word(alias)))
    return {**material.model_dump(), "aliases": ";".join(aliases)}


def _add_criterion(rows: Packs, key: Row, criterion: Criterion, order: int) -> None:
    values = criterion.model_dump(exclude={"id", "tracks", "group", "points"})
    values |= {"criterion_order": order, "criterion_group": criterion.group}
    for track in criterion.tracks:
        name = {**key, "call": criterion.call, "track": track, "criterion": criterion.id}
        rows.criterion.append({**name, **values})
        for x, score in criterion.points:
            rows.criterion_point.append({**name, "x": float(x), "score": float(score)})


def _tier_aliases(packs: Iterable[Pack]) -> list[Row]:
    """alias -> tier or title, once however many documents list it (clashes were refused before)."""
    names = {alias: named.item for pack in packs for named in pack.named() for alias in named.aliases}
    return [{"alias": alias, "tier": tier} for alias, tier in names.items()]
