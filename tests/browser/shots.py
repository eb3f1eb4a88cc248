"""``python -m tests.browser.shots --out DIR``: every page as a picture, to look at and for the README.

Without ``--url`` or ``--home`` it makes the homes of ``--state`` (sample, none, empty, one, large) in a temporary
folder and serves them itself. Pictures go to ``DIR/state/page-width-mode.png``; with ``--sheets`` also onto contact
sheets ``DIR/state/sheet-width-mode-1.png`` …, readable piece by piece. ``--at name=address`` adds a screen that is
reached by its address, as ``firm=enterprise?code=…``. ``--overview FILE`` also writes the 1440 px overview with a
reduced palette, small enough for the repository.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from dashboard.wall import PANELS
from queries import NoBuild, ask
from tests.browser.chrome import HEIGHTS, PAGES, chromium, settle, visit
from tests.browser.contact_sheet import contact_sheets
from tests.browser.homes import HOMES
from tests.served import serving

WALL = "wall"
WALL_SIZES = {1920: 1080, 3840: 2160}
MODES = ("light", "dark")
LIMIT_BYTES = 200 * 1024
TALLEST = 14_000  # Chromium draws no picture above 16,384


@dataclass(frozen=True)
class Wanted:
    """Which pictures to take: screens as name → address, widths, modes, and whether contact sheets are made."""

    screens: Mapping[str, str]
    widths: Sequence[int]
    modes: Sequence[str]
    has_sheets: bool = False


def shoot(page: Page, url: str, height: int, path: Path) -> Path:
    """The whole page as PNG. Streamlit scrolls inside the page, so the window grows to the page's height."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.set_viewport_size({"width": width, "height": height})
    visit(page, url)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    if tall > height:
        page.set_viewport_size({"width": width, "height": min(tall, TALLEST)})
        page.wait_for_timeout(600)
        settle(page)
    page.screenshot(path=path)
    return path


def shrink(source: Path, target: Path, height: int, limit_bytes: int = LIMIT_BYTES) -> int:
    """The top of a picture with as many colours as fit into the limit; returns its size in bytes."""
    picture = Image.open(source).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(height, picture.height)))
    for colours in (256, 128, 64, 32, 16):
        picture.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= limit_bytes:
            return target.stat().st_size
    raise SystemExit(f"{target} is above {limit_bytes} bytes even with 16 colours")


@contextmanager
def window(browser: Browser, width: int, height: int, mode: str) -> Iterator[Page]:
    """A tab of that size in light or dark."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if mode == "dark" else "light",
        locale="zh-CN",
    )
    yield context.new_page()
    context.close()


def take(url: str, out: Path, wanted: Wanted) -> None:
    """Every wanted screen into ``out``; the wall, whose ground is its own, once per size of a screen."""
    out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for mode in wanted.modes:
            for width in wanted.widths:
                taken = []
                with window(browser, width, HEIGHTS[width], mode) as page:
                    for name, address in wanted.screens.items():
                        if name != WALL:
                            path = out / f"{name}-{width}-{mode}.png"
                            taken.append(shoot(page, f"{url}/{address}", HEIGHTS[width], path))
                            print(path, flush=True)
                if wanted.has_sheets:
                    contact_sheets(taken, out / f"sheet-{width}-{mode}")
        if WALL in wanted.screens and 1920 in wanted.widths:
            take_wall(browser, url, out, wanted.has_sheets)


def take_wall(browser: Browser, url: str, out: Path, has_sheets: bool) -> None:
    """Every panel of the wall on every size of screen."""
    for width, height in WALL_SIZES.items():
        taken = []
        with window(browser, width, height, "light") as page:
            for number in range(1, len(PANELS) + 1):
                path = out / f"{WALL}-{number}-{width}.png"
                taken.append(shoot(page, f"{url}/{WALL}?panel={number}", height, path))
                print(path, flush=True)
        if has_sheets:
            contact_sheets(taken, out / f"sheet-{WALL}-{width}")


def firm_address(home: Path) -> str:
    """The page of the enterprise that is owed most; '' where nobody is."""
    try:
        due = ask("enterprise_due", home=home)
    except NoBuild:
        return ""
    return f"enterprise?code={due['credit_code'][0]}" if due.height else ""


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--url", default="", help="a running dashboard")
    parser.add_argument("--home", type=Path, help="a home that is ready; it is served")
    parser.add_argument("--state", action="append", choices=list(HOMES), help="default: sample; large takes minutes")
    parser.add_argument("--page", action="append", choices=[*PAGES, WALL])
    parser.add_argument("--at", action="append", default=[], metavar="NAME=ADDRESS")
    parser.add_argument("--width", action="append", type=int, choices=list(HEIGHTS))
    parser.add_argument("--mode", action="append", choices=MODES, help="default: both")
    parser.add_argument("--sheets", action="store_true", help="contact sheets as well")
    parser.add_argument("--overview", type=Path)
    given = parser.parse_args()
    screens = dict.fromkeys(given.page or ([] if given.at else [*PAGES, WALL]))
    screens = {name: name for name in screens} | dict(one.split("=", 1) for one in given.at)

    def run(url: str, name: str, firm: str = "") -> None:
        own = {"firm": firm} if firm and "enterprise" in screens else {}
        out = given.out / name
        take(url, out, Wanted(screens | own, given.width or list(HEIGHTS), given.mode or MODES, given.sheets))
        if given.overview:
            with chromium() as browser, window(browser, 1440, HEIGHTS[1440], "light") as page:
                whole = shoot(page, f"{url}/overview", HEIGHTS[1440], out / "overview.png")
            print(f"{given.overview} {shrink(whole, given.overview, 1300)} bytes")

    if given.url:
        run(given.url, "")
        return
    with tempfile.TemporaryDirectory() as folder:
        homes = {"": lambda _: given.home} if given.home else {name: HOMES[name] for name in given.state or ["sample"]}
        for name, make in homes.items():
            home = make(Path(folder) / (name or "given"))
            with serving(home, Path(folder) / "serve.log") as url:
                run(url, name, firm_address(home))


if __name__ == "__main__":
    main()
