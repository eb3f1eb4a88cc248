"""Writes that survive a kill or a power cut: temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make a rename inside ``folder`` durable; without it the old name may come back after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it where they are missing, each durable before anything is put into it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def write_bytes(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content`` in one step: a reader sees the old or the new bytes, never a part."""
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)  # a full disk must not stay full of halves
        raise
    sync_folder(path.parent)
