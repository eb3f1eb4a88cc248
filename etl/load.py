"""A load from end to end: take files in, build, check, publish; the same input again changes nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from etl import publish
from etl.data_checks import checked_tables
from etl.errors import FileRefused, LoadError
from etl.ledger import read_ledger
from etl.limits import limits
from etl.lock import exclusive
from etl.paths import ROOT, Home, data_root
from etl.store import Arrival, Delivery, arrivals, deliveries, keep, read_arrival, record
from etl.vocabulary import vocabulary
from etl.warehouse import write_snapshot

Progressing = Callable[[str, int], None]
# Another version of these may read a cell differently or know another year's working days.
READERS = ("chinesecalendar", "duckdb", "fastexcel", "lxml", "openpyxl", "polars")
# What DuckDB raises on a full or failing disk or with no memory left.
DISK_FAULTS = (
    duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException, duckdb.TransactionException
)


@dataclass
class LoadReport:
    """What a load did: the build in service, whether it is new, the names offered, what became of some files."""

    build: str = ""
    as_of: str = ""
    content_hash: str = ""
    is_changed: bool = False
    offered: list[str] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)


def load(
    paths: Sequence[Path], home: Home, as_of: date, progress: Progressing = lambda name, total: None
) -> LoadReport:
    """Take the files below ``paths`` into the home and publish a build as of a date.

    Raises LoadError when nothing offered could be read, when our own data is wrong, when another load is at
    work, or when the new snapshot breaks a check (the last good one stays in service).
    """
    with exclusive(home):
        publish.sweep(home)
        report = LoadReport()
        known = deliveries(home)
        new = _take_in(home, paths, known, report)
        if not known and not new:
            raise LoadError(_nothing(paths, report))
        if new:
            record(home, known, new)
        _build(home, [*known, *new], as_of, report, progress)
        return report


def _nothing(paths: Sequence[Path], report: LoadReport) -> str:
    refused = [f"{item['file']}：{item['reason']}" for item in report.files if item["outcome"] == "refused"]
    if refused:
        return "没有任何文件可以读取：" + "；".join(refused)
    return f"在 {'、'.join(str(path) for path in paths)} 里没有找到 .xlsx、.csv 或 .docx 文件"


def _take_in(
    home: Home, paths: Sequence[Path], known: Sequence[Delivery], report: LoadReport
) -> list[Delivery]:
    latest = {delivery.name: delivery.sha256 for delivery in known}
    taken: dict[str, str] = {}
    new: list[Delivery] = []
    for path in paths:
        if not os.path.lexists(path):
            report.files.append({"file": str(path), "outcome": "refused", "reason": "路径不存在，请核对"})
            continue
        offered, aside = arrivals(path, home)
        report.files.extend({"file": name, "outcome": "ignored", "reason": reason} for name, reason in aside)
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
            if latest.get(delivery.name) == delivery.sha256:
                continue
            latest[delivery.name] = delivery.sha256
            new.append(delivery)
    return new


def _take(home: Home, arrival: Arrival, report: LoadReport) -> Delivery | None:
    try:
        return keep(home, arrival.name, read_arrival(arrival, limits().max_csv_bytes))
    except FileRefused as refusal:
        report.files.append({
            "file": arrival.name, "outcome": "refused", "reason": f"{refusal.reason}。{refusal.action}"
        })
        return None
    except OSError as error:
        raise LoadError(f"保存 {arrival.name} 时磁盘写入失败（{error.strerror}），已入库的数据不受影响") from error


def policy_tables() -> dict[str, list[dict[str, Any]]]:
    """The rows of every policy and reference table. Raises DataInvalid with every problem found."""
    return checked_tables(data_root())


def input_hash(files: Sequence[Delivery], as_of: date) -> str:
    """What a build depends on: the delivered bytes and names, our data, our code, what it reads with, the date.

    No clock."""
    digest = hashlib.sha256(as_of.isoformat().encode())
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
    fingerprint = input_hash(files, as_of)
    serving = publish.current(home)
    names = {item.name for item in files}
    if serving is None or serving.input_hash != fingerprint:
        tables = policy_tables()
        ledger = read_ledger(home, files, vocabulary(tables), lambda name: progress(name, len(names)))
        if all(item["status"] == "refused" for item in ledger.files):
            reasons = [f"{item['file']}：{item['reason']}" for item in ledger.files]
            raise LoadError("没有任何文件可以读取：" + "；".join(reasons))
        home.builds.mkdir(parents=True, exist_ok=True)
        build = f"{as_of:%Y%m%d}-{fingerprint[:10]}"
        try:
            snapshot = write_snapshot(
                home.builds / f"unfinished-{build}.duckdb", ledger, tables, build=build, as_of=as_of,
                input_hash=fingerprint,
            )
        except Exception as error:
            publish.sweep(home)
            if isinstance(error, DISK_FAULTS):
                why = str(error).splitlines()[0].rsplit(": ", 1)[-1]
                raise LoadError(f"数据版本写入失败（{why}），原有版本不受影响") from error
            raise
        serving = publish.publish(home, snapshot, build=build, as_of=as_of, input_hash=fingerprint)
        report.is_changed = True
    report.build, report.as_of, report.content_hash = serving.build, serving.as_of, serving.content_hash
