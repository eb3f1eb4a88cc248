"""Where things lie: the district's data folder and a home (store, builds, decisions)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_root() -> Path:
    """The folder of packs, catalogues, reference and cards: ZHIZAO_DATA, else the repository's data/."""
    return Path(os.environ.get("ZHIZAO_DATA") or ROOT / "data").expanduser().resolve()


@dataclass(frozen=True)
class Home:
    """A folder that holds one district's store of delivered files and its builds."""

    path: Path

    @property
    def store(self) -> Path:
        return self.path / "store"

    @property
    def deliveries(self) -> Path:
        return self.path / "deliveries.jsonl"

    @property
    def builds(self) -> Path:
        return self.path / "builds"

    @property
    def current(self) -> Path:
        return self.builds / "CURRENT"

    @property
    def history(self) -> Path:
        """Every build that was ever put into service."""
        return self.path / "history.jsonl"

    @property
    def past(self) -> Path:
        """Builds made again of an earlier state; never in service."""
        return self.path / "past"

    @property
    def workspace(self) -> Path:
        """Where a load at work keeps what it will throw away."""
        return self.path / "work"

    @property
    def reply_workspace(self) -> Path:
        """The same for a reply: a load that begins meanwhile must not sweep it away."""
        return self.path / "work-reply"

    @property
    def lock(self) -> Path:
        return self.path / "load.lock"

    @property
    def inbox(self) -> Path:
        """Where watch looks when it is told no other place."""
        return self.path / "inbox"

    @property
    def watch_lock(self) -> Path:
        return self.path / "watch.lock"

    @property
    def answered(self) -> Path:
        """What watch has answered of what still lies in an inbox."""
        return self.path / "watch.json"


def home(path: Path | None = None) -> Home:
    """The home named by ``path``, else by ZHIZAO_HOME, else data/var."""
    chosen = path or Path(os.environ.get("ZHIZAO_HOME") or ROOT / "data" / "var")
    return Home(Path(chosen).expanduser().resolve())
