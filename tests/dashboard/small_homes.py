"""Homes with a handful of applicants under rules of their own, through the real command line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.policy.cases import deliver
from tests.served import AS_OF, ROOT

PACK = "shanghai-2023-643.toml"
FACTORY = {"tier": "示范工厂", "condition": "", "verdict": "", "eligibility": ""}
SCENE = {**FACTORY, "tier": "优秀场景"}


def rules(folder: Path, *settings: tuple[str, str], limits: dict[str, int] | None = None) -> Path:
    """Our data folder with other settings, and with other limits where given, in the national pack."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("sample", "var"))
    path = folder / "policy" / PACK
    pack = path.read_text("utf-8")
    for track, limit in (limits or {}).items():
        head = f'[[quota]]\ncall = "national-2023"\ntrack = "{track}"\napplicant_kind = "区"\nlimit = '
        before, after = pack.split(head)
        pack = f"{before}{head}{limit}\n{after.partition(chr(10))[2]}"
    for key, value in settings:
        pack = pack.replace(f'key = "{key}"', f'key = "replaced-{key}"')
        pack += f'\n[[setting]]\nkey = "{key}"\nvalue = "{value}"\nmeaning = "试验，是本区口径"\n'
        pack += 'clause = "二（四）"\nquote = "并充分考虑行业覆盖面"\n'
    blocks = [block for block in pack.split("\n[[") if "replaced-" not in block]
    path.write_text("\n[[".join(blocks), "utf-8")
    return folder


def without_quota(folder: Path) -> Path:
    """Our data folder in which the national call gives nobody places."""
    path = rules(folder) / "policy" / PACK
    blocks = path.read_text("utf-8").split("\n[[")
    path.write_text("\n[[".join(block for block in blocks if not block.startswith("quota]]")), "utf-8")
    return folder


def home(folder: Path, data: Path, *cases: dict[str, str]) -> Path:
    """A build of these applicants under that data."""
    deliver([(f"XX-{number}", case) for number, case in enumerate(cases, 1)]).write(folder / "in")
    done = subprocess.run(
        [sys.executable, "-m", "etl", "load", str(folder / "in"), "--home", str(folder / "home"), "--as-of", AS_OF,
         "--data", str(data)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "home"
