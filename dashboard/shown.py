"""A frame as a table shows it: columns in words, as Arrow, with the configuration of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl
import pyarrow as pa

from dashboard.answers import Asked, Held, answer, made
from dashboard.columns import shown_columns, table_config
from queries import Warehouse

SELECTABLE_ROWS = 2000


@dataclass(frozen=True)
class Shown:
    """The frame in words, what goes to the browser, and how its columns look."""

    frame: pl.DataFrame
    sent: pa.Table
    config: dict[str, Any]


def shown_answer(warehouse: Warehouse, question: str, params: Asked) -> Shown:
    """An answer as a table shows it, made once."""
    return made(_shown_answer, warehouse, question, params)


def shown_frame(warehouse: Warehouse, frame: pl.DataFrame) -> Shown:
    """A frame that is no single answer, as a table shows it; a short one is made once per content."""
    if frame.height > SELECTABLE_ROWS:
        return _shown(warehouse, frame)
    return made(_shown_frame, warehouse, Held(frame))


def document_names(warehouse: Warehouse) -> dict[str, str]:
    """Pack or call id → how people cite it."""
    calls = answer(warehouse, "call_options")
    return pack_names(warehouse) | {call["call"]: call["title"] for call in calls.iter_rows(named=True)}


def pack_names(warehouse: Warehouse) -> dict[str, str]:
    """Pack id → how people cite the document: its number, else its title."""
    packs = answer(warehouse, "pack_list")
    return {pack["pack"]: pack["number"] or pack["title"] for pack in packs.iter_rows(named=True)}


def _shown_answer(warehouse: Warehouse, question: str, params: Asked) -> Shown:
    frame = answer(warehouse, question, None, **dict(params))
    return _shown(warehouse, frame)


def _shown_frame(warehouse: Warehouse, held: Held) -> Shown:
    return _shown(warehouse, held.frame)


def _shown(warehouse: Warehouse, frame: pl.DataFrame) -> Shown:
    words = frame.select(shown_columns(frame, made(document_names, warehouse)))
    # What Streamlit itself would make of the frame in every run: 2 ms by way of pandas; directly where it sends only
    # the rows that somebody looks at.
    sent = words.to_arrow() if words.height > SELECTABLE_ROWS else pa.Table.from_pandas(words.to_pandas())
    return Shown(words, sent, table_config(words))
