"""The certificate as a file: what the command writes holds, and no change of a figure in it passes the check."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.certificate_file import certificate_bytes, certificate_faults
from dashboard.choice import choice
from dashboard.decide.certificate import seal
from queries import warehouse
from tests.dashboard.test_cli import command

CALL = "national-2023"


def checked(file: Path, home: Path, track: str = "scene") -> tuple[int, str]:
    done = command("dashboard", "check-certificate", str(file), "--call", CALL, "--track", track, "--home", str(home))
    return done.returncode, (done.stdout + done.stderr).strip()


def test_what_the_command_writes_holds(sample_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "证书.json"
    done = command(
        "dashboard", "export", "certificate", "--call", CALL, "--track", "scene", "--out", str(file),
        "--home", str(sample_home),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_bytes() == certificate_bytes(choice(warehouse(sample_home), CALL, "scene"))
    assert checked(file, sample_home) == (0, "证书.json：逐项重算，全部属实")
    assert checked(file, sample_home, "factory") == (1, "证书的申报类型是 scene，要核对的是 factory")
    content = json.loads(file.read_text("utf-8"))
    content["certificate"]["total"]["points"] += 1
    file.write_text(json.dumps(content), "utf-8")
    assert checked(file, sample_home) == (1, "证书的校验值与内容不符：证书被改动过")


def test_wrong_use_is_told_in_one_sentence(sample_home: Path, tmp_path: Path) -> None:
    asked = ("dashboard", "export", "certificate", "--call", CALL, "--home", str(sample_home))
    for words, code, said in (
        (("--track", "scene", "--out", str(tmp_path / "c.txt")), 2, "应以 .json 结尾"),
        (("--track", "scene", "--out", str(tmp_path / "no" / "c.json")), 2, "文件夹不存在"),
        (("--track", "别的", "--out", str(tmp_path / "c.json")), 1, "没有给本地别的推荐名额"),
        (("--out", str(tmp_path / "c.json")), 2, "--track"),
    ):
        done = command(*asked, *words)
        assert done.returncode == code
        assert said in done.stderr
    assert checked(tmp_path / "none.json", sample_home)[0] == 2
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "c.json").write_text("[", "utf-8")
    assert checked(tmp_path / "c.json", sample_home) == (1, "文件不是名单证书：读不出 JSON")


def leaves(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every figure, word and truth value that is not part of a proof."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if key not in ("proof", "prices", "nodes", "seal", "out", "in"):
                yield from leaves(inner, (*place, key))
    else:
        yield place


@pytest.mark.parametrize("track", ["scene", "factory"])
def test_no_changed_claim_passes_even_with_a_new_seal(track: str, sample_home: Path) -> None:
    found = choice(warehouse(sample_home), CALL, track)
    payload = certificate_bytes(found)
    assert certificate_faults(payload, found) == []
    places = list(leaves(json.loads(payload)["certificate"]))
    n_changed = 0
    for place in random.Random(4).sample(places, 120):
        content = json.loads(payload)
        inside = content["certificate"]
        for key in place[:-1]:
            inside = inside[key]
        value = inside[place[-1]]
        inside[place[-1]] = not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else "GJ"
        content["certificate"]["seal"] = seal(content["certificate"])
        assert certificate_faults(json.dumps(content).encode(), found), place
        n_changed += 1
    assert n_changed == 120


def test_files_that_are_none_and_other_builds_are_told(sample_home: Path) -> None:
    found = choice(warehouse(sample_home), CALL, "factory")
    for payload in (b"", b"\xff\xfe", b"[]", b'{"certificate": 1}', b"[" * 100_000):
        (fault,) = certificate_faults(payload, found)
        assert fault.startswith("文件不是名单证书")
    content = json.loads(certificate_bytes(found))
    content["build"] = "20260101-0000000000"
    assert certificate_faults(json.dumps(content).encode(), found) == []  # another build, the same candidates
    content["certificate"]["chosen"].pop()
    content["certificate"]["seal"] = seal(content["certificate"])
    assert "现在的版本是" in certificate_faults(json.dumps(content).encode(), found)[-1]
