"""Invented maps: towns as ragged squares side by side, in GeoJSON, made here and nowhere else."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TOWNS = (
    "夏阳街道",
    "盈浦街道",
    "香花桥街道",
    "朱家角镇",
    "练塘镇",
    "金泽镇",
    "赵巷镇",
    "徐泾镇",
    "华新镇",
    "重固镇",
    "白鹤镇",
)


def ring(column: int, line: int, size: float = 0.09, n_points: int = 40) -> list[list[float]]:
    """A closed ragged circle about a place on a grid of tenths of a degree."""
    points = []
    for step in range(n_points):
        angle = 2 * math.pi * step / n_points
        radius = size / 2 * (1 + 0.15 * math.sin(7 * angle))
        points.append([121 + column / 10 + radius * math.cos(angle), 31 + line / 10 + radius * math.sin(angle)])
    return [*points, points[0]]


def feature(name: Any, geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def polygon(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(names: Sequence[str] = TOWNS, n_points: int = 40) -> dict[str, Any]:
    """A feature per name; the first town has a hole, the second an island."""
    features = []
    for number, name in enumerate(names):
        place = (number % 4, number // 4)
        shape = polygon(ring(*place, n_points=n_points))
        if number == 0:
            shape = polygon(ring(*place, n_points=n_points), ring(*place, size=0.03))
        elif number == 1:
            shape = {
                "type": "MultiPolygon",
                "coordinates": [[ring(*place, n_points=n_points)], [ring(8, 1, size=0.02)]],
            }
        features.append(feature(name, shape))
    return {"type": "FeatureCollection", "features": features}


def written(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path
