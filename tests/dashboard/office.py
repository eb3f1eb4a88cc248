"""LibreOffice as a colleague with another office program: one start for many files."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path


def saved_by_libreoffice(files: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them in another (or the same) format, in the order given."""
    folder.mkdir(parents=True, exist_ok=True)
    run = subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", suffix, "--outdir",
         str(folder), *map(str, files)],
        capture_output=True, text=True, check=True, timeout=300,
    )
    made = [folder / f"{path.stem}.{suffix}" for path in files]
    assert all(path.is_file() for path in made), run.stdout + run.stderr
    return made


def page_texts(pdf: Path) -> list[str]:
    """The text of every page without any white space."""
    run = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return ["".join(page.split()) for page in run.stdout.split("\f")[:-1]]


def page_sizes(pdf: Path) -> set[tuple[int, int]]:
    """(width, height) of every page in mm."""
    run = subprocess.run(["pdfinfo", "-l", "999", str(pdf)], capture_output=True, text=True, check=True)
    found = [line.split() for line in run.stdout.splitlines() if line.startswith("Page ") and "size:" in line]
    return {(round(float(words[3]) / 72 * 25.4), round(float(words[5]) / 72 * 25.4)) for words in found}
