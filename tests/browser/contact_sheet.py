"""Many pictures on one: pages cut into readable pieces, each with its name, to be looked at one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SHEET_PX = (1920, 2000)
GAP_PX, NAME_PX = 16, 26
SHOWN_PX = {390: 300, 1440: 940, 1920: 940, 3840: 940}  # width of a page of that width on a sheet
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def contact_sheets(pictures: Sequence[Path], target: Path) -> list[Path]:
    """Sheets ``target-1.png`` … of pictures of one width; returns the files written."""
    pieces = [piece for path in pictures for piece in _pieces(path)]
    width = max((piece.width for _, piece in pieces), default=1)
    n_across = max(1, (SHEET_PX[0] + GAP_PX) // (width + GAP_PX))
    n_down = max(1, (SHEET_PX[1] + GAP_PX) // (_piece_px() + NAME_PX + GAP_PX))
    size = n_across * n_down
    written = []
    for number, start in enumerate(range(0, len(pieces), size), 1):
        path = target.with_name(f"{target.name}-{number}.png")
        _sheet(pieces[start : start + size], n_across, width).save(path)
        written.append(path)
    return written


def _piece_px() -> int:
    return SHEET_PX[1] // 2 - NAME_PX - GAP_PX


def _pieces(path: Path) -> Iterator[tuple[str, Image.Image]]:
    """A picture shrunk to its width on a sheet, from top to bottom in pieces of half a sheet."""
    picture = Image.open(path).convert("RGB")
    width = SHOWN_PX.get(picture.width, picture.width)
    picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    height = _piece_px()
    starts = range(0, picture.height, height)
    for number, top in enumerate(starts, 1):
        bottom = min(picture.height, top + height)
        yield f"{path.stem} {number}/{len(starts)}", picture.crop((0, top, width, bottom))


def _sheet(pieces: Sequence[tuple[str, Image.Image]], n_across: int, width: int) -> Image.Image:
    font = ImageFont.truetype(str(FONT), 16) if FONT.exists() else ImageFont.load_default()
    step_y = _piece_px() + NAME_PX + GAP_PX
    n_down = -(-len(pieces) // n_across)
    sheet = Image.new("RGB", (n_across * (width + GAP_PX) - GAP_PX, n_down * step_y - GAP_PX), "#8899AA")
    draw = ImageDraw.Draw(sheet)
    for number, (name, piece) in enumerate(pieces):
        left, top = number % n_across * (width + GAP_PX), number // n_across * step_y
        draw.text((left + 4, top), name, fill="black", font=font)
        sheet.paste(piece, (left, top + NAME_PX))
    return sheet
