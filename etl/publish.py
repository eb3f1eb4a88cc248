"""Putting a snapshot into service: one atomic pointer, old builds kept, nothing half visible."""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.durable import sync_folder, write_bytes
from etl.history import Build, described, put_on_record
from etl.paths import Home
from etl.warehouse import Snapshot

KEEP_BUILDS = 5
# As queries/warehouse.py opens it: one process can't hold a file under two sets of settings.
READ_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY", "enable_external_access": "false", "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false", "threads": "2", "memory_limit": "2GB", "lock_configuration": "true",
}


def current(home: Home) -> Build | None:
    """The build in service; None before the first one, or where it can't be read: the next load makes it anew."""
    try:
        build = home.current.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, ValueError):
        return None
    return kept(home, build)


def kept(home: Home, build: str) -> Build | None:
    """The build of that id; None where it is not kept or can't be read."""
    return held_in(home.builds, build)


def held_in(folder: Path, build: str) -> Build | None:
    """The build of that id in a folder of builds; None where it is not there or can't be read."""
    try:
        found = described((folder / f"warehouse-{build}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if _is_whole(folder, found) else None


def opened(home: Home, build: Build) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a build. Raises duckdb.Error where the file is missing or rotten."""
    return _opened(home.builds, build)


def _opened(folder: Path, build: Build) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(folder / f"warehouse-{build.build}.duckdb"), config=READ_ONLY)


def match_basis(home: Home, build: Build) -> list[tuple[int, str]]:
    """The entry of the journal up to which a build knows what people ruled on names; nothing where it knows none."""
    with opened(home, build) as connection:
        try:
            return [(int(seq), str(digest)) for seq, digest in
                    connection.execute("SELECT seq, hash FROM match_basis").fetchall()]
        except duckdb.CatalogException:  # a build from before names were matched
            return []


def _is_whole(folder: Path, found: Build) -> bool:
    """Whether the snapshot opens and says it was made from what its card says."""
    try:
        with _opened(folder, found) as connection:
            return connection.execute("SELECT input_hash FROM build").fetchall() == [(found.input_hash,)]
    except duckdb.Error:
        return False


def publish(home: Home, snapshot: Snapshot, build: Build) -> Build:
    """Rename the written snapshot into place, point CURRENT at it and put it on record.

    The last builds stay for lists pinned to them. Returns the build with its content hash and the moment.
    """
    published = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    card = replace(build, content_hash=snapshot.content_hash, published=published)
    lay_down(snapshot, home.builds, card)
    write_bytes(home.current, f"{card.build}\n".encode())
    with suppress(OSError):  # the new build is in service; the next load puts right what fails from here on
        put_on_record(home, card)
        let_go(home.builds, KEEP_BUILDS, card.build)
    return card


def lay_down(snapshot: Snapshot, folder: Path, card: Build) -> None:
    """Move a written snapshot into a folder of builds, its card beside it."""
    with open(snapshot.path, "rb") as written:
        os.fsync(written.fileno())
    os.replace(snapshot.path, folder / f"warehouse-{card.build}.duckdb")
    sync_folder(folder)
    write_bytes(folder / f"warehouse-{card.build}.json", json.dumps(asdict(card), indent=1).encode())


def confirm(home: Home, serving: Build) -> None:
    """Make sure that the build in service is on record and survives a power cut: the load that published it may have
    failed at that."""
    sync_folder(home.builds)
    put_on_record(home, serving)


def let_go(folder: Path, n_kept: int, build: str) -> None:
    """Remove all but the newest builds of a folder; ``build`` stays whatever its age."""
    files = sorted(folder.glob("warehouse-*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[n_kept:]:
        if path.stem != f"warehouse-{build}":
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)


def sweep(home: Home) -> None:
    """Remove what killed loads left behind: unfinished snapshots, their WAL, temporary files, parsed sheets,
    halves of a publication."""
    shutil.rmtree(home.workspace, ignore_errors=True)
    _sweep_replies(home)
    for pattern in ("*.tmp", ".*.tmp", "*.wal", "unfinished-*"):
        for folder in (home.builds, home.past, home.path, *home.store.glob("??")):
            for path in folder.glob(pattern):
                path.unlink(missing_ok=True)
    # A snapshot whose card was not written yet, or a card whose snapshot is gone already: never in service (again).
    for path in (*home.builds.glob("warehouse-*"), *home.past.glob("warehouse-*")):
        if not path.with_suffix(".json" if path.suffix == ".duckdb" else ".duckdb").exists():
            path.unlink(missing_ok=True)


def _sweep_replies(home: Home) -> None:
    """What a killed reply left behind holds contacts; one at work is younger than an hour."""
    try:
        age_s = time.time() - home.reply_workspace.stat().st_mtime
    except OSError:
        return
    if age_s > 3600:
        shutil.rmtree(home.reply_workspace, ignore_errors=True)
