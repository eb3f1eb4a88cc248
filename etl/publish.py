"""Putting a snapshot into service: one atomic pointer, old builds kept, nothing half visible."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import date

from etl.durable import sync_folder, write_bytes
from etl.paths import Home
from etl.warehouse import Snapshot

KEEP_BUILDS = 5


@dataclass(frozen=True)
class Build:
    """A published build: its id (file name part), data date, what it was made from and what it holds."""

    build: str
    as_of: str
    input_hash: str
    content_hash: str


def current(home: Home) -> Build | None:
    """The build in service, None before the first one."""
    try:
        build = home.current.read_text(encoding="utf-8").strip()
        card = json.loads((home.builds / f"warehouse-{build}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Build(**card)


def publish(home: Home, snapshot: Snapshot, *, build: str, as_of: date, input_hash: str) -> Build:
    """Rename the written snapshot into place and point CURRENT at it; the last builds stay for lists pinned to them."""
    target = home.builds / f"warehouse-{build}.duckdb"
    with open(snapshot.path, "rb") as written:
        os.fsync(written.fileno())
    os.replace(snapshot.path, target)
    sync_folder(home.builds)
    card = Build(build, as_of.isoformat(), input_hash, snapshot.content_hash)
    write_bytes(home.builds / f"warehouse-{build}.json", json.dumps(asdict(card), indent=1).encode())
    write_bytes(home.current, f"{build}\n".encode())
    _forget_old(home, build)
    return card


def _forget_old(home: Home, build: str) -> None:
    files = sorted(home.builds.glob("warehouse-*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEEP_BUILDS:]:
        if path.stem != f"warehouse-{build}":
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)


def sweep(home: Home) -> None:
    """Remove what killed loads left behind: unfinished snapshots, their WAL, temporary files."""
    for pattern in ("*.tmp", ".*.tmp", "*.wal", "unfinished-*"):
        for folder in (home.builds, home.path):
            for path in folder.glob(pattern):
                path.unlink(missing_ok=True)
