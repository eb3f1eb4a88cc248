"""An override set: which figures of which documents a what-if changes, as one short text that reads in a URL.

    set      = change (";" change)*
    change   = address "=" value
    address  = table "/" document ["/" entry ["@" item]] "/" column      as the question override_options lists them
    value    = yuan (60 or 60.5, or unknown) | number | whole number | date (2023-12-31, or none) | block, warn, info
             | words (several separated by "|")

Left out, "@item" means every item of the entry. Inside a name or a value, % ; = and | are written %25 %3B %3D %7C.
The canonical form names every figure by its full address, leaves out what is as it is today, and is sorted: equal
sets are equal texts. Nothing here touches a document: the text is all there is of a what-if.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import polars as pl

from queries.override_values import BadValue, canonical_value

LONGEST = 20_000


class BadOverride(ValueError):
    """An override set that can't be read or can't hold; the message is a sentence per fault."""


@dataclass(frozen=True)
class Change:
    """One figure with another value. ``value`` and ``today`` are canonical, ``figure`` its row of override_options."""

    address: str
    value: str
    today: str
    figure: tuple[tuple[str, Any], ...]

    def __getitem__(self, column: str) -> Any:
        return dict(self.figure)[column]


def escaped(text: str) -> str:
    """A name or value with the four marks of the grammar written out."""
    return re.sub("[%;=|]", lambda mark: f"%{ord(mark[0]):02X}", text)


def written(changes: Iterable[Change]) -> str:
    """The canonical text of a set of changes."""
    return ";".join(
        f"{escaped(change.address)}={'|'.join(map(escaped, change.value.split(';')))}"
        for change in sorted(changes, key=lambda change: change.address)
    )


def read_overrides(text: str, figures: pl.DataFrame) -> tuple[Change, ...]:
    """The changes a text makes to ``figures`` (the answer to override_options), without those that change nothing.

    Raises BadOverride with every fault that was found.
    """
    if len(text) > LONGEST:
        raise BadOverride(f"改动写得太长（{len(text)} 个字符，最多 {LONGEST}）")
    known = {row["address"]: row for row in figures.iter_rows(named=True)}
    found: dict[str, str] = {}
    faults: list[str] = []
    for part in filter(str.strip, text.split(";")):
        address, sign, raw = part.strip().partition("=")
        address, value = unquote(address.strip()), ";".join(unquote(each).strip() for each in raw.split("|"))
        if not sign:
            faults.append(f"「{part.strip()}」里没有等号，应写作 地址=新值")
            continue
        targets = _targets(address, known)
        if not targets:
            faults.append(_unknown(address, known))
        for target in targets:
            try:
                value_of = canonical_value(value, known[target])
            except BadValue as error:
                faults.append(f"「{target}」{error}")
                break
            if target in found:
                faults.append(f"「{target}」改了两次，只能留一个")
            found[target] = value_of
    if not faults:
        faults += _clashes(found, known)
    if faults:
        raise BadOverride("；".join(dict.fromkeys(faults)))
    changes = [
        Change(address, value, _today(known[address]), tuple(known[address].items()))
        for address, value in sorted(found.items())
    ]
    return tuple(change for change in changes if change.value != change.today)


def _today(figure: Mapping[str, Any]) -> str:
    """Today's value in canonical form, or as it stands where a document says what no what-if may."""
    value = str(figure["optional"] if figure["today_value"] is None else figure["today_value"])
    try:
        return canonical_value(value, figure)
    except BadValue:
        return value


def _targets(address: str, known: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The figures an address means: itself, or those of every item where it names none."""
    if address in known:
        return [address]
    if "@" in address:
        return []
    return [full for full, figure in known.items() if figure["item"] and re.sub("@[^/]*", "", full) == address]


def _unknown(address: str, known: Mapping[str, Mapping[str, Any]]) -> str:
    """The sentence that says how far an address that means nothing can be followed."""
    parts = address.split("/")
    tables = list(dict.fromkeys(full.partition("/")[0] for full in known))
    if parts[0] not in tables:
        return f"「{address}」：没有「{parts[0]}」这一类可改的条款，可改的有 {'、'.join(tables)}"
    packs = list(dict.fromkeys(row["pack"] for row in known.values() if row["table_name"] == parts[0]))
    if len(parts) < 2 or parts[1] not in packs:
        return f"「{address}」：没有这份文件，{parts[0]} 可选 {'、'.join(packs)}"
    within = [full.split("/") for full in known if full.startswith(f"{parts[0]}/{parts[1]}/")]
    entry = "/".join(parts[2:-1])
    entries = list(dict.fromkeys("/".join(each[2:-1]) for each in within))
    columns = [each[-1] for each in within if entry in {(own := "/".join(each[2:-1])), own.partition("@")[0]}]
    if not columns:
        shown = "、".join(entries[:8]) + (" 等" if len(entries) > 8 else "")
        return f"「{address}」：文件里没有「{entry}」这一条可改的数字，可选 {shown}"
    return f"「{address}」：这一条里没有「{parts[-1]}」可改，可改的有 {'、'.join(dict.fromkeys(columns))}"


def _clashes(found: Mapping[str, str], known: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What the changed documents could not say: an end before the beginning, a raised limit below the limit."""
    values = {address: _today(row) for address, row in known.items()} | dict(found)
    faults = []
    for address in found:
        stem = address.rpartition("/")[0]
        first, last = values.get(f"{stem}/valid_from"), values.get(f"{stem}/valid_to")
        if first and last and last != "none" and last < first:
            faults.append(f"「{stem}」的失效日期 {last} 早于生效日期 {first}")
        limit, lifted = values.get(f"{stem}/limit"), values.get(f"{stem}/lifted_limit")
        if limit and lifted and int(lifted) < int(limit):
            faults.append(f"「{stem}」增额后的上限 {lifted} 小于名额上限 {limit}，请一并修改")
    return faults
