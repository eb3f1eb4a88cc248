"""A district's own map is drawn in its shapes, with nothing fetched from anywhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chrome import visit, watch
from tests.browser.english import english, visible_words
from tests.dashboard.maps import TOWNS, collection, written
from tests.served import serving


@pytest.fixture(scope="module")
def with_map(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on the sample district with an invented map of more points than are drawn."""
    folder = tmp_path_factory.mktemp("map")
    shutil.copytree(sample_home, folder / "home")
    written(folder / "home" / "map.geojson", collection(n_points=3000))
    with serving(folder / "home", folder / "serve.log") as url:
        yield url


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_shapes_are_drawn_offline(mode: str, browser: Browser, with_map: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1600}, color_scheme=mode, locale="zh-CN")
    seen = watch(context)
    page = context.new_page()
    visit(page, f"{with_map}/towns")
    chart = page.locator('[data-testid="stPlotlyChart"]').nth(1)
    fills = chart.locator("path.js-fill")
    assert fills.count() == len(TOWNS)
    assert all(fills.nth(place).get_attribute("d") for place in range(len(TOWNS)))
    box = chart.bounding_box()
    assert box
    for share in (0.3, 0.5, 0.7):
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.5)
        page.wait_for_timeout(60)
    assert english(visible_words(page)) == []
    assert seen.foreign() == []
    context.close()


def test_a_hole_is_not_filled(browser: Browser, with_map: str) -> None:
    """The path of the first town with its hole: a point of the hole lies outside the fill, one beside it inside."""
    context = browser.new_context(viewport={"width": 1440, "height": 1600}, locale="zh-CN")
    page = context.new_page()
    visit(page, f"{with_map}/towns")
    inside = page.evaluate("""() => {
        const fill = document.querySelectorAll('[data-testid="stPlotlyChart"]')[1].querySelector('path.js-fill');
        const box = fill.getBBox();
        const at = (x, y) => fill.isPointInFill(new DOMPoint(box.x + box.width * x, box.y + box.height * y));
        return [at(0.5, 0.5), at(0.2, 0.5), at(0.8, 0.5)];
    }""")
    assert inside == [False, True, True]
    context.close()
