"""``python -m tests.browser.shots --out DIR``: every page as a picture, to look at and for the README.

Without ``--url`` it loads the sample district into a temporary home and serves it itself. ``--overview FILE``
also writes the 1440 px overview with a reduced palette, small enough for the repository.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.chrome import HEIGHTS, PAGES, chromium, settle, visit
from tests.served import load_sample, serving

LIMIT_BYTES = 200 * 1024
TALLEST = 5000


def shoot(browser: Browser, url: str, name: str, width: int, out: Path) -> Path:
    """The whole page as PNG. Streamlit scrolls inside the page, so the window grows to the page's height."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, color_scheme="light", locale="zh-CN",
    )
    page = context.new_page()
    visit(page, f"{url}/{name}")
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(height, HEIGHTS[width]), TALLEST)})
    page.wait_for_timeout(600)
    settle(page)
    path = out / f"{name}-{width}.png"
    page.screenshot(path=path)
    context.close()
    return path


def shrink(source: Path, target: Path, height: int) -> int:
    """The top of a picture with as many colours as fit into LIMIT_BYTES; returns its size in bytes."""
    picture = Image.open(source).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(height, picture.height)))
    for colours in (256, 128, 64, 32, 16):
        picture.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= LIMIT_BYTES:
            return target.stat().st_size
    raise SystemExit(f"{target} is above {LIMIT_BYTES} bytes even with 16 colours")


def take(url: str, out: Path, pages: list[str], widths: list[int], overview: Path | None) -> None:
    """Every page at every width into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name in pages:
            for width in widths:
                print(shoot(browser, url, name, width, out))
        if overview:
            size = shrink(shoot(browser, url, "overview", 1440, out), overview, 1300)
            print(f"{overview} {size} bytes")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--url", default="", help="a running dashboard; default: serve the sample")
    parser.add_argument("--page", action="append", choices=list(PAGES))
    parser.add_argument("--width", action="append", type=int, choices=list(HEIGHTS))
    parser.add_argument("--overview", type=Path)
    given = parser.parse_args()
    pages, widths = given.page or list(PAGES), given.width or list(HEIGHTS)
    if given.url:
        take(given.url, given.out, pages, widths, given.overview)
        return
    with tempfile.TemporaryDirectory() as folder:
        load_sample(Path(folder) / "home")
        with serving(Path(folder) / "home", Path(folder) / "serve.log") as url:
            take(url, given.out, pages, widths, given.overview)


if __name__ == "__main__":
    main()
