"""Files that somebody brings to the page 上传: laid down in the home and handed to ``python -m etl load``.

The same door as the command line's, in a process of its own: what kills it harms no visitor, and a closed browser does
not stop it. One batch at a time; the same batch twice, a double click, is one.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.etl_run import EtlRun, follow
from dashboard.language import say

OPEN = "ZHIZAO_UPLOAD"  # set by `serve`: 1 where people may upload
UPLOADS = "uploads"  # below the home, which no server serves
UNNAMED = "_"  # as a file's name, in the store and in every list
NAME_BYTES = 200  # what is left of 255 for the names that a load makes of it
KEPT_S = 86_400.0  # what a stopped server left behind goes after a day


class Busy(Exception):
    """Another batch is being loaded; the message says whose and how far."""


@dataclass
class Batch(EtlRun):
    """Files on their way: whose and since when, and how far their load is."""

    key: str
    by: str
    n_files: int
    begun: str


_latest: dict[Path, Batch] = {}
_guard = threading.Lock()


def may_upload() -> bool:
    """Whether this server takes files from its pages."""
    return os.environ.get(OPEN) == "1"


def latest(home: Path) -> Batch | None:
    """The batch at work in a home, or the last one of this server."""
    return _latest.get(home)


def hand_in(home: Path, files: Sequence[tuple[str, bytes]], by: str, folder: str = "") -> Batch:
    """Start to load files (name, bytes) below ``folder`` and return at once.

    Raises Busy while another batch is at work, OSError where the files can't be laid down.
    """
    digest = hashlib.sha256(f"{by}\0{folder}".encode())
    for name, payload in files:
        digest.update(f"\0{name}\0{hashlib.sha256(payload).hexdigest()}".encode("utf-8", "surrogatepass"))
    with _guard:
        found = _latest.get(home)
        if found and not found.is_done:
            if found.key == digest.hexdigest():
                return found
            raise Busy(busy_words(found))
        batch = Batch(digest.hexdigest(), by, len(files), f"{datetime.now():%H:%M:%S}")
        places = _lay_down(home / UPLOADS, batch.key[:16], files, folder)
        _latest[home] = batch
    threading.Thread(target=_load, args=(batch, home, places), daemon=True).start()
    return batch


def busy_words(batch: Batch) -> str:
    """Who is being served, since when, how far."""
    return say(
        "{by} {begun} 交来的 {n_files} 个文件正在入库（{number}/{total}），请等它结束后再交一次，选好的文件还在",
        by=batch.by, begun=batch.begun, n_files=batch.n_files, number=batch.number, total=batch.total or "…",
    )


def plain_name(name: str) -> str:
    """The last part of a name that a browser sent, as a file's name: no way out of its folder, not too long."""
    last = re.split(r"[/\\]", name.replace("\0", ""))[-1].strip()
    last = last.encode("utf-8", "replace").decode()
    if last in {"", ".", ".."}:
        return UNNAMED
    stem, dot, suffix = last.rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem and len(suffix) <= 10 else (last, "")
    while len((stem + suffix).encode()) > NAME_BYTES:
        stem = stem[:-1]
    return stem + suffix


def _lay_down(uploads: Path, token: str, files: Sequence[tuple[str, bytes]], folder: str) -> list[Path]:
    """Write the files below a folder of their own; a second file of one name goes to a second folder, where the load
    sees that neither corrects the other. Returns those folders."""
    for old in uploads.glob("*"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > KEPT_S:
                shutil.rmtree(old, ignore_errors=True)
    here = uploads / f"{token}-{time.time_ns()}"
    parts = [part for part in (plain_name(one) for one in folder.split("/")) if part != UNNAMED]
    places: dict[Path, None] = {}
    try:
        for name, payload in files:
            number = 1
            while (target := here.joinpath(str(number), *parts, plain_name(name))).exists():
                number += 1
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(payload)
            places[here / str(number)] = None
    except OSError:
        shutil.rmtree(here, ignore_errors=True)
        raise
    return list(places)


def _load(batch: Batch, home: Path, places: Sequence[Path]) -> None:
    """Run the load to its end and clear away what was laid down for it."""
    by = say("{by}（网页上传）", by=batch.by)
    try:
        follow(batch, ["load", *map(str, places), "--home", str(home), f"--by={by}"])
    finally:
        for place in places:
            shutil.rmtree(place.parent, ignore_errors=True)
        batch.is_done = True
