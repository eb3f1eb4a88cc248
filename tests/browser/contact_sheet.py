"""Many pictures on one: pages cut into readable pieces, each with its name, to be looked at one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SHEET_PX = (1456, 850)  # what an image viewer of 1.2 million pixels shows without shrinking it
GAP_PX, NAME_PX = 16, 26
SLIVER_PX = 40  # a last piece lower than this shows nothing
SHOWN_PX = {390: 280, 1440: 720, 1920: 720, 3840: 720}  # width of a page of that width on a sheet
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def contact_sheets(pictures: Sequence[Path], target: Path) -> list[Path]:
    """Sheets ``target-01.png`` … of pictures of one width; returns the files written."""
    pieces = [piece for path in pictures for piece in _pieces(path)]
    width = max((piece.width for _, piece in pieces), default=1)
    n_across = max(1, (SHEET_PX[0] + GAP_PX) // (width + GAP_PX))
    written = []
    for number, start in enumerate(range(0, len(pieces), n_across), 1):
        path = target.with_name(f"{target.name}-{number:02}.png")
        _sheet(pieces[start : start + n_across], width).save(path)
        written.append(path)
    return written


def _pieces(path: Path) -> Iterator[tuple[str, Image.Image]]:
    """A picture shrunk to its width on a sheet, from top to bottom in pieces as high as a sheet."""
    picture = Image.open(path).convert("RGB")
    width = SHOWN_PX.get(picture.width, picture.width)
    picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    height = SHEET_PX[1] - NAME_PX
    n_pieces = max(1, -(-(picture.height - SLIVER_PX) // height))
    for number in range(n_pieces):
        top = number * height
        bottom = min(picture.height, top + height)
        yield f"{path.stem} {number + 1}/{n_pieces}", picture.crop((0, top, width, bottom))


def _sheet(pieces: Sequence[tuple[str, Image.Image]], width: int) -> Image.Image:
    font = ImageFont.truetype(str(FONT), 16) if FONT.exists() else ImageFont.load_default()
    high = max(piece.height for _, piece in pieces) + NAME_PX
    sheet = Image.new("RGB", (len(pieces) * (width + GAP_PX) - GAP_PX, high), "#8899AA")
    draw = ImageDraw.Draw(sheet)
    for number, (name, piece) in enumerate(pieces):
        left = number * (width + GAP_PX)
        draw.text((left + 4, 0), name, fill="black", font=font)
        sheet.paste(piece, (left, NAME_PX))
    return sheet
