"""Averages that others published of their cohorts (data/reference/bands.toml), as rows for the warehouse."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from etl.problems import repeated, toml_model
from etl.reference_model import Strict, Text

Row = dict[str, Any]


class Band(Strict):
    """A published mean; ``is_read`` says whether the publication itself was read."""

    metric: Text
    cohort: Text
    year: Annotated[int, Field(ge=2000, le=2100)]
    value: float
    source: Text
    is_read: bool
    note: str = ""


class Bands(Strict):
    band: list[Band] = []


def band_rows(path: Path, metrics: Iterable[str], problems: list[str]) -> list[Row]:
    """One row per band in file order; a metric that metrics.toml doesn't have, or a band said twice, is a problem."""
    read = toml_model(path, Bands, problems)
    bands = read.band if read else []
    known = set(metrics)
    problems += [
        f"bands.toml：band[{number}].metric：metrics.toml 里没有 {band.metric}"
        for number, band in enumerate(bands, 1)
        if known and band.metric not in known
    ]
    problems += repeated("bands.toml", "band.metric,cohort,year", ((b.metric, b.cohort, b.year) for b in bands))
    return [{**band.model_dump(), "band_order": order} for order, band in enumerate(bands, 1)]
