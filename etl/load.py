"""A load from end to end: take files in, build, check, publish; the same input again changes nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from etl import publish
from etl.data_checks import checked_tables
from etl.errors import FileRefused, LoadError, disk_words
from etl.history import Build
from etl.ledger import read_ledger
from etl.limits import limits
from etl.lock import exclusive, user
from etl.match.rulings import FILE, Rulings, check_not_older, read_rulings
from etl.paths import ROOT, Home, data_root
from etl.store import Arrival, Delivery, arrivals, deliveries, keep, read_arrival, record
from etl.vocabulary import vocabulary
from etl.warehouse import Snapshot, write_snapshot

Progressing = Callable[[str, int], None]
# Another version of these may read a cell differently or know another year's working days.
READERS = ("chinesecalendar", "duckdb", "fastexcel", "lxml", "openpyxl", "polars")
# What DuckDB raises on a full or failing disk or with no memory left.
DISK_FAULTS = (
    duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException, duckdb.TransactionException
)


@dataclass
class LoadReport:
    """What a load did: the build in service, whether it is new, the names offered, the names taken with their sha256,
    those that were in the store already, what became of some files."""

    build: str = ""
    as_of: str = ""
    content_hash: str = ""
    is_changed: bool = False
    offered: list[str] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    known: list[dict[str, str]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)


def load(
    paths: Sequence[Path], home: Home, as_of: date, progress: Progressing = lambda name, total: None, by: str = ""
) -> LoadReport:
    """Take the files below ``paths``, handed in ``by`` somebody, into the home and publish a build as of a date.

    Raises LoadError when nothing offered could be read, when our own data is wrong, when another load is at
    work, or when the new snapshot breaks a check (the last good one stays in service).
    """
    report = LoadReport()
    offered = []
    for path in paths:
        if not os.path.lexists(path):
            report.files.append({"file": str(path), "outcome": "refused", "reason": "路径不存在，请核对"})
            continue
        found, aside = arrivals(path, home)
        report.files.extend({"file": name, "outcome": "ignored", "reason": reason} for name, reason in aside)
        offered.extend(found)
    if not offered and not any(item["outcome"] == "refused" for item in report.files) and not deliveries(home):
        raise LoadError(f"在 {'、'.join(str(path) for path in paths)} 里没有找到 .xlsx、.csv 或 .docx 文件")
    return load_offered(offered, home, as_of, report, progress, by)


def load_offered(
    offered: Sequence[Arrival], home: Home, as_of: date, report: LoadReport,
    progress: Progressing = lambda name, total: None, by: str = "",
) -> LoadReport:
    """The same for files found before; ``report``, which holds what became of others, is added to and returned."""
    with exclusive(home):
        publish.sweep(home)
        known = deliveries(home)
        new = _take_in(home, offered, known, report, by or f"{user()}（命令行）")
        if not known and not new:
            raise LoadError(_refusals(report.files))
        if new:
            record(home, known, new)
        _build(home, [*known, *new], as_of, report, progress)
        return report


def _refusals(files: Sequence[dict[str, Any]]) -> str:
    """What is said where nothing can be read: every refused file with its reason."""
    reasons = (f"{item['file']}：{item['reason']}" for item in files if item["outcome"] == "refused")
    return "没有任何文件可以读取：" + "；".join(reasons)


def _take_in(
    home: Home, offered: Sequence[Arrival], known: Sequence[Delivery], report: LoadReport, by: str
) -> list[Delivery]:
    latest = {delivery.name: delivery for delivery in known}
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    taken = report.taken
    new: list[Delivery] = []
    for arrival in offered:
        report.offered.append(arrival.name)
        delivery = _take(home, arrival, report)
        if delivery is None:
            continue
        if taken.setdefault(delivery.name, delivery.sha256) != delivery.sha256:
            # Two folders named in one load: the second file is no correction of the first.
            report.files.append({
                "file": str(arrival.path), "outcome": "refused",
                "reason": f"本次载入的另一个文件夹里也有「{delivery.name}」，内容不同，无法判断以哪份为准。"
                "请从它们共同的上级文件夹载入，或改名后重新提交",
            })
            continue
        before = latest.get(delivery.name)
        if before == delivery:
            report.known.append({"file": before.name, "reason": f"{before.came}，内容没有变化，未重复计入"})
            continue
        latest[delivery.name] = replace(delivery, received=now, by=by)
        new.append(latest[delivery.name])
    return new


def _take(home: Home, arrival: Arrival, report: LoadReport) -> Delivery | None:
    most = limits().max_csv_bytes
    try:
        return keep(home, arrival.name, read_arrival(arrival, most))
    except FileRefused as refusal:
        report.files.append({
            "file": arrival.name, "outcome": "refused", "reason": f"{refusal.reason}。{refusal.action}"
        })
        return None
    except OSError as error:
        raise LoadError(f"保存 {arrival.name} 时磁盘写入失败（{disk_words(error)}），已入库的数据不受影响") from error


def policy_tables() -> dict[str, list[dict[str, Any]]]:
    """The rows of every policy and reference table. Raises DataInvalid with every problem found."""
    return checked_tables(data_root())


def input_hash(files: Sequence[Delivery], as_of: date, rulings: str = "") -> str:
    """What a build depends on: delivered bytes and names, rulings on names, our data, our code, what reads, the date.

    No clock."""
    digest = hashlib.sha256(as_of.isoformat().encode())
    if rulings:
        digest.update(f"rulings {rulings}\n".encode())
    for item in files:
        digest.update(f"{item.name}\0{item.sha256}\n".encode())
    for package in READERS:
        digest.update(f"{package} {version(package)}\n".encode())
    for folder, pattern in ((ROOT / "etl", "**/*"), (data_root(), "*/*.toml"), (data_root(), "*/*.csv")):
        for path in sorted(folder.glob(pattern)):
            below = path.relative_to(folder)
            if path.is_file() and path.suffix in {".py", ".sql", ".toml", ".csv"} and below.parts[0] != "sample":
                name = f"{pattern} {below.as_posix()}"  # where the data folder lies is no part of what it says
                digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _build(
    home: Home, files: list[Delivery], as_of: date, report: LoadReport, progress: Progressing
) -> None:
    rulings, serving = read_rulings(home), publish.current(home)
    check_not_older(rulings, publish.match_basis(home, serving) if serving else ())
    fingerprint = input_hash(files, as_of, rulings.digest)
    if serving is None or serving.input_hash != fingerprint:
        build = described_build(home, files, as_of, rulings)
        snapshot = snapshot_of(home, home.builds, build, files, rulings, report, progress)
        serving = publish.publish(home, snapshot, build)
        report.is_changed = True
    else:
        publish.confirm(home, serving)
    report.build, report.as_of, report.content_hash = serving.build, serving.as_of, serving.content_hash


def described_build(home: Home, files: Sequence[Delivery], as_of: date, rulings: Rulings) -> Build:
    """The build that these inputs make, before it is made; the rulings are kept in the store for a later day."""
    fingerprint = input_hash(files, as_of, rulings.digest)
    kept = keep(home, FILE, rulings.payload).sha256 if rulings.seq else ""
    return Build(
        f"{as_of:%Y%m%d}-{fingerprint[:10]}", as_of.isoformat(), fingerprint, "", "", len(files), kept
    )


def snapshot_of(
    home: Home, folder: Path, build: Build, files: Sequence[Delivery], rulings: Rulings, report: LoadReport,
    progress: Progressing,
) -> Snapshot:
    """Read the deliveries and write the snapshot of a build into ``folder``, checked and not yet published.

    Raises LoadError where no file can be read (``report`` then says why of each), or where a disk fails.
    """
    names = {item.name for item in files}
    tables = policy_tables()
    ledger = read_ledger(home, files, vocabulary(tables), lambda name: progress(name, len(names)), rulings)
    if all(item["status"] == "refused" for item in ledger.files):
        report.files.extend(
            {"file": item["file"], "outcome": "refused", "reason": item["reason"]} for item in ledger.files
        )
        raise LoadError(_refusals(report.files))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return write_snapshot(
            folder / f"unfinished-{build.build}.duckdb", ledger, tables, build=build.build,
            as_of=date.fromisoformat(build.as_of), input_hash=build.input_hash, rulings=rulings, deliveries=files,
        )
    except Exception as error:
        publish.sweep(home)
        if isinstance(error, DISK_FAULTS):
            raise LoadError(f"数据版本写入失败（{disk_words(error)}），原有版本不受影响") from error
        raise
