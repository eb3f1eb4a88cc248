"""What the README promises exists: commands, options, files, links."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "DECISIONS.md"])
def test_linked_files_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    missing = [link for link in links if not (ROOT / link).exists()]
    assert missing == []
    named = re.findall(r"`((?:data|etl|queries|dashboard|tests)/[\w./-]+)`", text)
    # data/var is made by the first load.
    assert [path for path in named if path != "data/var" and not (ROOT / path.rstrip("/")).exists()] == []


def commands() -> list[list[str]]:
    """Every `python -m …` of the README's table, as (module, words before the first option or placeholder)."""
    found = []
    for line in re.findall(r"^\| `python -m ([^`]+)`", README, re.MULTILINE):
        words = line.split()
        found.append([words[0], *[w for w in words[1:] if re.fullmatch(r"[a-z][a-z-]+", w)]])
    return found


def test_the_table_lists_commands() -> None:
    assert ["etl", "load"] in commands()
    assert ["dashboard", "export", "recommendation"] in commands()


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_and_option_of_the_readme_exists(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command, "--help"], capture_output=True, text=True, cwd=ROOT, check=False,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "200", "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    row = next(line for line in README.splitlines() if re.match(rf"\| `python -m {' '.join(command)}[ `]", line))
    for option in re.findall(r"--[a-z-]+", row):
        assert option in done.stdout, option


def test_make_knows_the_two_commands() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test", "check", "bench", "soak", "sample"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_no_registry_host_and_no_path_of_a_machine_is_in_the_repository() -> None:
    names = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split()
    forbidden = re.compile("py" + r"pi\.org|python" + r"hosted\.org|npm" + r"js\.org|/work/" + r"main|/ro" + "ot/")
    offending = []
    for name in names:
        path = ROOT / name
        if path.suffix in {".xlsx", ".png", ".docx"} or not path.is_file():
            continue
        if forbidden.search(path.read_text(encoding="utf-8", errors="replace")):
            offending.append(name)
    assert offending == []
