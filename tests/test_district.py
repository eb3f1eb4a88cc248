"""The invented district is the same bytes every time, and the committed sample is a fresh generation."""

import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.district import broken
from tests.district.__main__ import generate
from tests.district.codes import ALPHABET, check_char, credit_code

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("district")
    generate(folder)
    return folder


def test_the_same_seed_gives_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    generate(tmp_path)
    assert contents(tmp_path) == contents(fresh)


def test_another_seed_gives_another_district_with_every_fault(tmp_path: Path) -> None:
    known = generate(tmp_path, seed=7)
    assert set(known.places) == set(known.faults)


def test_the_committed_sample_is_a_fresh_generation(fresh: Path) -> None:
    differing = [name for name, data in contents(fresh).items() if contents(SAMPLE).get(name) != data]
    assert differing == []
    assert set(contents(SAMPLE)) == set(contents(fresh))


def test_every_quarantined_row_is_a_planted_one_and_every_count_adds_up(fresh: Path) -> None:
    known = json.loads((fresh / "known.json").read_text(encoding="utf-8"))
    planted = Counter(
        (one["file"], one["sheet"]) for one in known["faults"] if one["outcome"] == "quarantined"
    )
    for sheet in known["counts"]:
        assert sheet["n_read"] == sheet["n_accepted"] + sheet["n_quarantined"] + sheet["n_skipped"]
        assert sheet["n_quarantined"] == planted[sheet["file"], sheet["sheet"]]


def test_codes_pass_the_published_check_digit_and_cannot_be_issued_ones() -> None:
    # Valid codes as printed in documents (the first in the docstring of python-stdnum).
    assert check_char("91110000600037341") == "L"
    assert check_char("91350100M000100Y4") == "3"
    code = credit_code(1)
    assert len(code) == 18
    assert set(code) <= set(ALPHABET)
    assert code.startswith("91310118XX")
    assert code[-1] == check_char(code[:17])


def test_broken_files_are_what_their_names_say() -> None:
    assert broken.empty() == b""
    assert broken.old_xls().startswith(broken.CFB_MAGIC)
    assert not zipfile.is_zipfile(io.BytesIO(broken.truncated()))
    assert b"XFD1048576" in zipfile.ZipFile(io.BytesIO(broken.far_cell())).read(broken.SHEET_PART)
    assert b"A1:A3" in zipfile.ZipFile(io.BytesIO(broken.lying_dimension())).read(broken.SHEET_PART)
    bomb = broken.zip_bomb()
    unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(bomb)).infolist())
    assert unpacked > 200 * len(bomb)
