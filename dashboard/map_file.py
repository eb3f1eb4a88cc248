"""The district's own map: ``map.geojson`` beside the builds, matched against the towns by name.

A GeoJSON FeatureCollection in longitude and latitude (WGS84 or GCJ-02: only the shape matters); ``properties.name`` of
each feature is a town, in any spelling of towns.csv. Only Polygon and MultiPolygon are drawn.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from dashboard.figures.outline import Outlines, Polygon
from dashboard.language import say
from dashboard.simplification import Points, simplified

FILE_NAME = "map.geojson"
MAX_BYTES = 20 * 1024 * 1024
MAX_POINTS = 20_000
KINDS = {"Polygon", "MultiPolygon"}


class BadMap(ValueError):
    """A map that can't be drawn at all; the sentence says why and what to do."""


@dataclass(frozen=True, eq=False)
class TownMap:
    """The outlines that were matched, and the names that were not: towns without a shape, names that are no town,
    towns that several features claim (their shapes are drawn together)."""

    outlines: Outlines
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    double: tuple[str, ...]

    def problems(self) -> list[str]:
        """A sentence per kind of name that doesn't match; none where all do."""
        kinds = (
            (say("地图里没有这些街镇"), self.missing), (say("这些名称不是本区街镇"), self.unknown),
            (say("这些街镇在地图里不止一处，已合在一起画"), self.double),
        )
        return [say("{title}：{names}", title=title, names=say('、').join(names)) for title, names in kinds if names]


def town_map(home: Path, names: tuple[tuple[str, str], ...]) -> TownMap | str | None:
    """The home's map; the sentence why it can't be drawn; None where there is none. ``names``: spelling → town.

    Read once per change of the file.
    """
    path = home / FILE_NAME
    try:
        found = path.stat()
    except OSError:
        return None
    return _read_once(path, found.st_mtime_ns, found.st_size, names)


@lru_cache(maxsize=4)
def _read_once(path: Path, moment: int, size: int, names: tuple[tuple[str, str], ...]) -> TownMap | str:
    del moment, size  # they are what makes it another file
    try:
        return read_map(path, dict(names))
    except BadMap as error:
        return str(error)


def read_map(path: Path, names: Mapping[str, str]) -> TownMap:
    """The map of a file. Raises BadMap where it is too large, no GeoJSON of polygons, or names no town at all."""
    features = list(_features(path))
    spellings = {_plain(name): town for name, town in names.items()}
    towns = list(dict.fromkeys(names.values()))
    claimed = Counter(spellings[_plain(name)] for name, _ in features if _plain(name) in spellings)
    if not claimed:
        raise BadMap(
            say(
                "{name} 里没有一个名称对得上街镇（找到 {words}）；请把街镇名称写在 properties.name",
                name=path.name, words=say('、').join(name for name, _ in features[:5]) or say('无'),
            )
        )
    shapes: dict[str, list[list[Points]]] = {}
    for name, polygons in features:
        if town := spellings.get(_plain(name)):
            shapes.setdefault(town, []).extend(polygons)
    return TownMap(
        _outlines({town: shapes[town] for town in towns if town in shapes}),
        missing=tuple(town for town in towns if town not in claimed),
        unknown=tuple(dict.fromkeys(name for name, _ in features if _plain(name) not in spellings)),
        double=tuple(town for town, n in claimed.items() if n > 1),
    )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _features(path: Path) -> Iterator[tuple[str, list[list[Points]]]]:
    """The name and the polygons of every feature, in degrees."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadMap(say(
                "{name} 有 {size:.1f} MB，超过 20 MB；请先用制图软件简化边界",
                name=path.name, size=size / 1024 / 1024,
            ))
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadMap(say("{name} 不能读取：{strerror}", name=path.name, strerror=error.strerror)) from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        if isinstance(error, BadMap):
            raise
        where = (
            say("第 {lineno} 行第 {colno} 列", lineno=error.lineno, colno=error.colno)
            if isinstance(error, json.JSONDecodeError)
            else say("编码或层次")
        )
        raise BadMap(say(
            "{name} 不是完整的 JSON（{where}有误）；请重新导出为 UTF-8 的 GeoJSON",
            name=path.name, where=where,
        )) from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or found.get("type") != "FeatureCollection" or not features:
        raise BadMap(say("{name} 应为 GeoJSON 的 FeatureCollection，且至少有一个要素；请重新导出", name=path.name))
    for number, feature in enumerate(features, 1):
        yield _feature(path.name, number, feature)


def _feature(file: str, number: int, feature: Any) -> tuple[str, list[list[Points]]]:
    """Name and polygons of one feature. Raises BadMap with the number of the feature."""
    where = say("{file} 第 {number} 个要素", file=file, number=number)
    if not isinstance(feature, dict):
        raise BadMap(say("{where}不是 Feature；请重新导出", where=where))
    properties, geometry = feature.get("properties"), feature.get("geometry")
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise BadMap(say("{where}没有名称；请把街镇名称写在 properties.name", where=where))
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in KINDS:
        raise BadMap(say(
            "{where}（{name}）的图形是 {words}，应为 Polygon 或 MultiPolygon",
            where=where, name=name, words=kind or say('空'),
        ))
    try:
        coordinates = geometry["coordinates"]
        parts = [coordinates] if kind == "Polygon" else coordinates
        polygons = [[_ring(ring) for ring in part] for part in parts]
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        raise BadMap(say(
            "{where}（{name}）的坐标不能读取；应为经度、纬度的数对，每圈至少三个不同的点",
            where=where, name=name,
        )) from error
    if not polygons or not all(polygons):
        raise BadMap(say("{where}（{name}）没有坐标；请重新导出", where=where, name=name))
    return name.strip(), polygons


def _ring(ring: Any) -> Points:
    """The points of a ring in degrees without the closing one. Raises ValueError or TypeError where it is none."""
    points = np.array([(float(point[0]), float(point[1])) for point in ring], dtype=np.float64)
    if len(points) > 1 and (points[0] == points[-1]).all():
        points = points[:-1]
    if len(np.unique(points, axis=0)) < 3 or not np.isfinite(points).all():
        raise ValueError("a ring needs three points")
    if (np.abs(points[:, 0]) > 180).any() or (np.abs(points[:, 1]) > 90).any():
        raise ValueError("no degrees")
    return points


def _outlines(shapes: dict[str, list[list[Points]]]) -> Outlines:
    """Equirectangular at the mean latitude, where a degree to the east keeps its length; at most MAX_POINTS points."""
    rings = [ring for polygons in shapes.values() for polygon in polygons for ring in polygon]
    every = np.vstack(rings)
    n_read = len(every)
    middle = (every.min(axis=0) + every.max(axis=0)) / 2
    stretch = np.array([math.cos(math.radians(float(every[:, 1].mean()))), 1.0])
    projected = {
        town: [[(ring - middle) * stretch for ring in polygon] for polygon in polygons]
        for town, polygons in shapes.items()
    }
    extent = float(np.hypot(*(every.max(axis=0) - every.min(axis=0))))
    drawn, n_points, tolerance = projected, n_read, extent / 50_000
    while n_points > MAX_POINTS:
        if tolerance > extent:
            raise BadMap(say(
                "地图有 {n_read} 个点、{rings} 圈边界，简化后仍超过 {max_points} 个点；请删去零碎的小块",
                n_read=n_read, rings=len(rings), max_points=MAX_POINTS,
            ))
        drawn = {
            town: [[simplified(ring, tolerance) for ring in polygon] for polygon in polygons]
            for town, polygons in projected.items()
        }
        n_points = sum(len(ring) for polygons in drawn.values() for polygon in polygons for ring in polygon)
        tolerance *= 2
    return Outlines({town: tuple(map(_polygon, polygons)) for town, polygons in drawn.items()}, n_points, n_read)


def _polygon(rings: list[Points]) -> Polygon:
    return tuple(tuple((round(float(x), 6), round(float(y), 6)) for x, y in ring) for ring in rings)
