"""``python -m tests.browser.shots --out DIR``: every page as a picture, to look at and for the README.

Without ``--url`` or ``--home`` it makes the homes of ``--state`` (sample, none, empty, one, large) in a temporary
folder and serves them itself. Pictures go to ``DIR/state/page-width-mode.png``; with ``--sheets`` also onto contact
sheets ``DIR/state/sheet-width-mode-01.png`` …, readable piece by piece. ``--at name=address`` adds a screen that is
reached by its address, as ``firm=enterprise?code=…``. ``--docs docs`` takes nothing but the pictures of the README,
from the sample with one decided list.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from dashboard.wall import PANELS
from queries import NoBuild, ask
from tests.browser.chrome import HEIGHTS, PAGES, chromium
from tests.browser.contact_sheet import contact_sheets
from tests.browser.gallery import hang
from tests.browser.homes import HOMES, decide, sample
from tests.browser.pictures import shoot, window
from tests.served import serving

WALL = "wall"
WALL_SIZES = {1920: 1080, 3840: 2160}
MODES = ("light", "dark")


@dataclass(frozen=True)
class Wanted:
    """Which pictures to take: screens as name → address, widths, modes, and whether contact sheets are made."""

    screens: Mapping[str, str]
    widths: Sequence[int]
    modes: Sequence[str]
    has_sheets: bool = False


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
                            taken.append(shoot(page, f"{url}/{address}", out / f"{name}-{width}-{mode}.png"))
                            print(taken[-1], flush=True)
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
                taken.append(shoot(page, f"{url}/{WALL}?panel={number}", out / f"{WALL}-{number}-{width}.png"))
                print(taken[-1], flush=True)
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
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path)
    where.add_argument("--docs", type=Path, help="a folder for the pictures of the README")
    parser.add_argument("--url", default="", help="a running dashboard")
    parser.add_argument("--home", type=Path, help="a home that is ready; it is served")
    parser.add_argument("--state", action="append", choices=list(HOMES), help="default: sample; large takes minutes")
    parser.add_argument("--page", action="append", choices=[*PAGES, WALL])
    parser.add_argument("--at", action="append", default=[], metavar="NAME=ADDRESS")
    parser.add_argument("--width", action="append", type=int, choices=list(HEIGHTS))
    parser.add_argument("--mode", action="append", choices=MODES, help="default: both")
    parser.add_argument("--sheets", action="store_true", help="contact sheets as well")
    given = parser.parse_args()
    named = given.page or ([] if given.at else [*PAGES, WALL])
    screens = {name: name for name in named} | dict(one.split("=", 1) for one in given.at)
    widths, modes = given.width or list(HEIGHTS), given.mode or MODES
    if given.url:
        take(given.url, given.out, Wanted(screens, widths, modes, given.sheets))
        return
    with tempfile.TemporaryDirectory() as folder:
        if given.docs:
            home = decide(sample(Path(folder) / "sample"))
            with serving(home, Path(folder) / "serve.log") as url, chromium() as browser:
                hang(browser, url, firm_address(home), given.docs)
            return
        homes = {"": lambda _: given.home} if given.home else {name: HOMES[name] for name in given.state or ["sample"]}
        for name, make in homes.items():
            home = make(Path(folder) / (name or "given"))
            firm = {"firm": firm_address(home)} if "enterprise" in screens and firm_address(home) else {}
            with serving(home, Path(folder) / "serve.log") as url:
                take(url, given.out / name, Wanted(screens | firm, widths, modes, given.sheets))


if __name__ == "__main__":
    main()
