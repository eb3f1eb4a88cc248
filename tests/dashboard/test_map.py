"""A map of the district's own: what it must be, what is said when it isn't, and how it is made smaller."""

from __future__ import annotations

import json
import math
import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figures.outline import area, middle
from dashboard.map_file import MAX_BYTES, MAX_POINTS, BadMap, TownMap, read_map, town_map
from dashboard.simplification import simplified
from queries import ask
from tests.dashboard.maps import TOWNS, collection, feature, polygon, ring, written
from tests.dashboard.test_cli import command
from tests.dashboard.test_pages import run

NAMES = {town: town for town in TOWNS} | {"夏阳": "夏阳街道"}
GOOD = polygon(ring(0, 0))


def test_all_towns_are_found_with_their_holes_and_islands(tmp_path: Path) -> None:
    found = read_map(written(tmp_path / "map.geojson", collection()), NAMES)
    assert (found.missing, found.unknown, found.double, found.problems()) == ((), (), (), [])
    shapes = found.outlines.polygons
    assert tuple(shapes) == TOWNS
    assert [len(polygons) for polygons in shapes.values()] == [1, 2, *[1] * 9]
    assert [len(shape[0]) for shape in shapes.values()] == [2, *[1] * 10]
    assert found.outlines.n_points == found.outlines.n_read == 11 * 40 + 2 * 40


def test_a_degree_to_the_east_is_as_long_as_it_is_at_the_mean_latitude(tmp_path: Path) -> None:
    """A square of a tenth of a degree at 31° is 0.857 as wide as high; its name stands in its middle."""
    square = [[121, 31], [121.1, 31], [121.1, 31.1], [121, 31.1], [121, 31]]
    content = {"type": "FeatureCollection", "features": [feature("夏阳", polygon(square))]}
    shape = read_map(written(tmp_path / "m.json", content), NAMES).outlines.polygons["夏阳街道"]
    xs, ys = zip(*shape[0][0], strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(math.cos(math.radians(31.05)), abs=1e-4)
    assert middle(shape) == pytest.approx((0, 0), abs=1e-6)


def test_names_that_do_not_match_are_told_apart(tmp_path: Path) -> None:
    content = collection(["夏阳", "夏阳街道", "月亮镇", *TOWNS[2:]])
    found = read_map(written(tmp_path / "m.json", content), NAMES)
    assert (found.missing, found.unknown, found.double) == (("盈浦街道",), ("月亮镇",), ("夏阳街道",))
    assert found.problems() == [
        "地图里没有这些街镇：盈浦街道",
        "这些名称不是本区街镇：月亮镇",
        "这些街镇在地图里不止一处，已合在一起画：夏阳街道",
    ]
    assert len(found.outlines.polygons["夏阳街道"]) == 3  # the circle with a hole, the other one and its island


WRONG: dict[str, tuple[Any, str]] = {
    "no json": ('{"type": "FeatureCollection", "features": [', "不是完整的 JSON（第 1 行"),
    "no text": (b"\xff\xfe\x00{", "不是完整的 JSON（编码"),
    "too deep": ("[" * 200_000, "不是完整的 JSON（编码或层次"),
    "a list": ([1, 2], "应为 GeoJSON 的 FeatureCollection"),
    "nothing in it": ({"type": "FeatureCollection", "features": []}, "至少有一个要素"),
    "no feature": ({"type": "FeatureCollection", "features": [7]}, "第 1 个要素不是 Feature"),
    "no name": ({"type": "FeatureCollection", "features": [feature(None, GOOD)]}, "properties.name"),
    "a number for a name": ({"type": "FeatureCollection", "features": [feature(12, GOOD)]}, "properties.name"),
    "no shape": ({"type": "FeatureCollection", "features": [feature("夏阳", None)]}, "图形是 空"),
    "a point": ({"type": "FeatureCollection", "features": [feature("夏阳", {"type": "Point"})]}, "图形是 Point"),
    "two points": (
        {"type": "FeatureCollection", "features": [feature("夏阳", polygon([[1, 2], [3, 4], [1, 2]]))]},
        "三个不同的点",
    ),
    "metres": (
        {"type": "FeatureCollection", "features": [feature("夏阳", polygon([[4e5, 3e6], [4e5, 4e6], [5e5, 3e6]]))]},
        "经度、纬度",
    ),
    "words": ({"type": "FeatureCollection", "features": [feature("夏阳", polygon([["a", "b"]] * 4))]}, "坐标不能读取"),
    "no numbers": (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "夏阳"}, "geometry":'
        ' {"type": "Polygon", "coordinates": [[[NaN, 1], [2, 3], [4, 5]]]}}]}',
        "坐标不能读取",
    ),
    "no rings": ({"type": "FeatureCollection", "features": [feature("夏阳", polygon())]}, "没有坐标"),
    "other towns": (collection(["甲", "乙"]), "没有一个名称对得上街镇（找到 甲、乙）"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_map_that_cannot_be_drawn_is_said_in_a_sentence(name: str, tmp_path: Path) -> None:
    content, sentence = WRONG[name]
    path = tmp_path / "map.geojson"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    with pytest.raises(BadMap) as refusal:
        read_map(path, NAMES)
    assert sentence in str(refusal.value)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(BadMap, match="超过 20 MB"):
        read_map(path, NAMES)


def test_many_points_become_few_and_the_shape_stays(tmp_path: Path) -> None:
    found = read_map(written(tmp_path / "m.json", collection(n_points=8000)), NAMES).outlines
    assert found.n_read > 4 * MAX_POINTS
    assert 1000 < found.n_points <= MAX_POINTS
    full = read_map(written(tmp_path / "f.json", collection(n_points=1500)), NAMES).outlines
    for town in TOWNS:
        fine, coarse = (abs(area(shapes.polygons[town][0][0])) for shapes in (full, found))
        assert coarse == pytest.approx(fine, rel=0.002)


def test_more_scraps_than_points_are_refused(tmp_path: Path) -> None:
    scraps = {
        "type": "MultiPolygon",
        "coordinates": [[ring(k % 90, k // 90, size=0.01, n_points=6)] for k in range(6000)],
    }
    content = {"type": "FeatureCollection", "features": [feature("夏阳", scraps)]}
    with pytest.raises(BadMap, match="6000 圈边界"):
        read_map(written(tmp_path / "m.json", content), NAMES)


def test_simplified_points_are_delivered_ones_and_no_dropped_one_lies_farther_than_the_tolerance() -> None:
    """Against a boring second implementation: recursive, point by point, in plain Python."""

    def far(point: Any, start: Any, end: Any) -> float:
        (x, y), (a, b), (c, d) = point, start, end
        length = math.hypot(c - a, d - b)
        return abs((c - a) * (y - b) - (d - b) * (x - a)) / length if length else math.hypot(x - a, y - b)

    def kept(points: list[Any], tolerance: float) -> list[Any]:
        distances = [far(point, points[0], points[-1]) for point in points[1:-1]]
        if not distances or max(distances) <= tolerance:
            return [points[0], points[-1]]
        cut = 1 + distances.index(max(distances))
        return kept(points[: cut + 1], tolerance)[:-1] + kept(points[cut:], tolerance)

    chance = random.Random(5)
    for _ in range(50):
        points = [(chance.random(), chance.random()) for _ in range(chance.randint(5, 60))]
        tolerance = chance.choice([0.02, 0.1, 0.3])
        start = points[0]
        cut = max(range(len(points)), key=lambda k: math.hypot(points[k][0] - start[0], points[k][1] - start[1]))
        expected = kept(points[: cut + 1], tolerance)[:-1] + kept([*points[cut:], start], tolerance)[:-1]
        found = [tuple(point) for point in simplified(np.array(points), tolerance).tolist()]
        if len(expected) >= 4:
            assert found == expected
        assert len(found) >= 4
        assert set(found) <= set(points)


def test_a_changed_file_is_read_anew_and_none_is_none(tmp_path: Path) -> None:
    names = tuple(NAMES.items())
    assert town_map(tmp_path, names) is None
    path = written(tmp_path / "map.geojson", collection(TOWNS[:3]))
    first = town_map(tmp_path, names)
    assert isinstance(first, TownMap)
    assert first is town_map(tmp_path, names)
    path.write_text("{", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert "不是完整的 JSON" in str(town_map(tmp_path, names))


@pytest.mark.parametrize(
    ("names", "code", "words"),
    [
        (TOWNS, 0, "对上 11 个街镇"),
        (TOWNS[:-1], 1, "地图里没有这些街镇：白鹤镇"),
        ([*TOWNS, "月亮镇"], 1, "这些名称不是本区街镇：月亮镇"),
        ([*TOWNS, "夏阳"], 1, "不止一处，已合在一起画：夏阳街道"),
        (["月亮镇"], 1, "没有一个名称对得上街镇"),
    ],
)
def test_the_command_names_what_does_not_match(
    names: Any, code: int, words: str, sample_home: Path, tmp_path: Path
) -> None:
    done = command("dashboard", "check-map", str(written(tmp_path / "m.geojson", collection(names))), home=sample_home)
    assert done.returncode == code, done.stderr
    assert words in (done.stderr if code else done.stdout)


def test_the_command_without_a_file_or_a_build(sample_home: Path, tmp_path: Path) -> None:
    assert command("dashboard", "check-map", str(tmp_path / "no.geojson"), home=sample_home).returncode == 2
    path = written(tmp_path / "m.geojson", collection())
    done = command("dashboard", "check-map", str(path), home=tmp_path)
    assert (done.returncode, "还没有数据" in done.stderr) == (1, True)


def test_the_page_draws_the_shapes_or_says_why_it_draws_tiles(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sample_home / "map.geojson"

    def towns() -> AppTest:
        app = run(sample_home, "towns", monkeypatch)
        assert [str(one.value) for one in app.exception] == []
        return app

    assert "分布示意" in [one.value for one in towns().subheader]
    try:
        written(path, collection([*TOWNS[:-1], "月亮镇"]))
        app = towns()
        assert "地图" in [one.value for one in app.subheader]
        said = [one.value for one in app.caption]
        assert "地图文件：地图里没有这些街镇：白鹤镇。" in said
        assert "地图文件：这些名称不是本区街镇：月亮镇。" in said
        path.write_text('{"type": ', encoding="utf-8")
        app = towns()
        assert "分布示意" in [one.value for one in app.subheader]
        (warning,) = [one.value for one in app.warning]
        assert warning.startswith("地图文件不能用，已改用示意图：map.geojson 不是完整的 JSON")
    finally:
        path.unlink()
    assert ask("town_name_options", home=sample_home).height > 11
