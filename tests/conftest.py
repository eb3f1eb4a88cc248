"""What all tests share: the sample district, loaded once per session through the real command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-20"


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with data/sample in service as of 2026-11-20."""
    home = tmp_path_factory.mktemp("sample")
    subprocess.run(
        [sys.executable, "-m", "etl", "load", str(ROOT / "data" / "sample"), "--home", str(home), "--as-of", AS_OF],
        check=True, cwd=ROOT, capture_output=True,
    )
    return home
