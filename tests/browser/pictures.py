"""One page as one picture, and a picture made small."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.chrome import settle, visit

TALLEST = 14_000  # Chromium draws no picture above 16,384


@contextmanager
def window(browser: Browser, width: int, height: int, mode: str) -> Iterator[Page]:
    """A tab of that size in light or dark."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if mode == "dark" else "light",
        locale="zh-CN",
    )
    yield context.new_page()
    context.close()


def shoot(page: Page, url: str, path: Path) -> Path:
    """The whole page as PNG. Streamlit scrolls inside the page, so the window grows to the page's height, and back."""
    size = page.viewport_size
    assert size is not None
    visit(page, url)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    if tall > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": min(tall, TALLEST)})
        page.wait_for_timeout(600)
        settle(page)
    page.screenshot(path=path)
    page.set_viewport_size(size)
    return path


def shrink(source: Path, target: Path, limit_bytes: int) -> int:
    """A picture with as many colours as fit into the limit; returns its size in bytes."""
    picture = Image.open(source).convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        # The median cut turns the few pixels of the accent brown; this method keeps rare colours, in fewer bytes.
        small = picture.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        small.save(target, optimize=True)
        if target.stat().st_size <= limit_bytes:
            return target.stat().st_size
    raise SystemExit(f"{target} is above {limit_bytes} bytes even with 16 colours")
