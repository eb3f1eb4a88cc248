"""The dozen pictures that show the product best, small enough for the repository: ``shots --docs docs``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.pictures import shoot, shrink, window

LIMIT_BYTES = 120 * 1024
PHONE_PX, PHONE_GAP_PX = (390, 844), 24
PHONES = ("overview", "coverage?shape=场景 × 街镇", "recommend")


@dataclass(frozen=True)
class Shown:
    """One picture: its file, its address, which part of the page (from a heading on, so many pixels), how wide."""

    name: str
    address: str
    height: int = 900
    start: str = ""
    width: int = 1440
    mode: str = "light"


GALLERY = (
    Shown("overview", "overview", 1200),
    Shown("coverage", "coverage?shape=场景 × 街镇", 1000),
    Shown("towns", "towns", 900),
    Shown("tiers", "tiers", 620, "企业逐年晋档"),
    Shown("outcomes", "outcomes", 900),
    Shown("money", "money", 1100),
    Shown("recommend", "recommend", 900),
    Shown("lists", "lists", 1000),
    Shown("quota", "quota", 900),
    Shown("enterprise", "{firm}", 950),
    Shown("wall", "wall?panel=4", 1080, width=1920),
    Shown("dark", "overview", 1000, mode="dark"),
)


def hang(browser: Browser, url: str, firm: str, folder: Path) -> None:
    """Take every picture of the gallery from a server into a folder; ``firm`` is the address of an enterprise."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in GALLERY:
        path = folder / f"{one.name}.png"
        with window(browser, one.width, 1080 if one.name == "wall" else 900, one.mode) as page:
            shoot(page, f"{url}/{one.address.format(firm=firm)}", path)
            left, top = 0, 0
            if one.start:
                box = page.get_by_role("heading", name=one.start).bounding_box()
                assert box is not None, one
                left, top = int(box["x"]) - 24, int(box["y"]) - 12
        _crop(path, left, top, one.height)
        print(path, shrink(path, path, LIMIT_BYTES), "bytes", flush=True)
    phones = folder / "phone.png"
    _phones(browser, url, phones)
    print(phones, shrink(phones, phones, LIMIT_BYTES), "bytes", flush=True)


def _crop(path: Path, left: int, top: int, height: int) -> None:
    picture = Image.open(path)
    picture.crop((left, top, picture.width, min(picture.height, top + height))).save(path)


def _phones(browser: Browser, url: str, path: Path) -> None:
    """What a phone shows first on three pages, beside each other."""
    width, height = PHONE_PX
    size = (len(PHONES) * (width + PHONE_GAP_PX) + PHONE_GAP_PX, height + 2 * PHONE_GAP_PX)
    strip = Image.new("RGB", size, "#7A8896")
    for number, address in enumerate(PHONES):
        with window(browser, width, height, "light") as page:
            shoot(page, f"{url}/{address}", path)
        left = PHONE_GAP_PX + number * (width + PHONE_GAP_PX)
        strip.paste(Image.open(path).convert("RGB").crop((0, 0, width, height)), (left, PHONE_GAP_PX))
    strip.save(path)
