"""Files harmed at random: each is read or refused, none raises, none takes the load down."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from pathlib import Path

from etl.cards import cards
from etl.clean.sheet import clean
from etl.errors import FileRefused
from etl.parser import Parser
from etl.recognition import recognise, with_metrics
from etl.rows import sort_rows
from etl.screen import container
from tests.etl.readings import words

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
N_FILES = 120
ODD = [b'"', b"<", b"\n", b",", b"\x00", b"&", b"1048576", b"XFD", b"9999999999999999999999", b"\xff"]


def harmed(payload: bytes, moves: random.Random) -> bytes:
    """The bytes with one to five changes: another byte, a piece cut, doubled or put in."""
    content = bytearray(payload)
    for _ in range(moves.randrange(1, 6)):
        at, kind = moves.randrange(len(content)), moves.randrange(4)
        if kind == 0:
            content[at] = moves.randrange(256)
        elif kind == 1:
            del content[at : at + moves.randrange(1, 40)]
        elif kind == 2:
            content[at:at] = content[at : at + moves.randrange(1, 60)]
        else:
            content[at:at] = moves.choice(ODD)
    return bytes(content)


def harmed_part(payload: bytes, moves: random.Random) -> bytes:
    """The workbook, still a sound zip, with one part harmed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(target, "w") as new:
        chosen = moves.choice([name for name in old.namelist() if "sheet" in name or "hared" in name or "work" in name])
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, harmed(data, moves) if name == chosen else data)
    return target.getvalue()


def test_no_harmed_file_raises(tmp_path: Path) -> None:
    moves = random.Random(20261120)
    sources = sorted(p for p in SAMPLE.iterdir() if p.suffix in {".csv", ".xlsx"} and p.stat().st_size < 30_000)
    assert {path.suffix for path in sources} == {".csv", ".xlsx"}
    known, fates = with_metrics(cards(), words()), Counter[str]()
    path = tmp_path / "harmed"
    with Parser(tmp_path / "work") as parser:
        for number in range(N_FILES):
            payload = moves.choice(sources).read_bytes()
            is_part = payload.startswith(b"PK") and number % 3
            path.write_bytes(harmed_part(payload, moves) if is_part else harmed(payload, moves))
            try:
                for sheet in parser.sheets(path, container(path.read_bytes())):
                    if found := recognise(sheet, known):
                        rows = sort_rows(found)
                        clean(found, rows.data, words())
                        assert rows.n_read == rows.data.height + sum(rows.n_skipped.values())
                fates["read"] += 1
            except FileRefused as refusal:
                fates[refusal.rule if refusal.reason and refusal.action else "without a sentence"] += 1
    assert "without a sentence" not in fates
    assert fates["read"] > 10
    assert fates["damaged"] > 10
