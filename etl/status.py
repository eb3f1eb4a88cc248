"""What is in a home: the build in service and every file's fate, read from the snapshot itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.history import Build
from etl.load import LoadReport
from etl.paths import Home
from etl.publish import current, opened


def describe(home: Home) -> tuple[Build, list[dict[str, Any]], dict[str, int]] | None:
    """The build in service, its files (file, sha256, outcome, reason, n_*), the row totals; None without a build."""
    build = current(home)
    if build is None:
        return None
    with opened(home, build) as connection:
        rows = connection.execute(
            "SELECT f.file, f.file_sha256, f.status, f.reason, CAST(coalesce(sum(s.n_read), 0) AS BIGINT),"
            " CAST(coalesce(sum(s.n_accepted), 0) AS BIGINT), CAST(coalesce(sum(s.n_quarantined), 0) AS BIGINT),"
            " CAST(coalesce(sum(s.n_skipped), 0) AS BIGINT)"
            " FROM source_file AS f LEFT JOIN source_sheet AS s"
            " ON s.file = f.file AND s.file_sha256 = f.file_sha256"
            " GROUP BY f.file, f.file_sha256, f.status, f.reason ORDER BY f.file, f.file_sha256"
        ).fetchall()
    names = ("file", "sha256", "outcome", "reason", "n_read", "n_accepted", "n_quarantined", "n_skipped")
    files = [dict(zip(names, row, strict=True)) for row in rows]
    totals = {name: sum(item[name] for item in files) for name in names[4:]}
    return build, files, totals


def fates(report: LoadReport, files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What became of each file a load was offered, as the build in service says: file, outcome, reason, n_*.

    Outcomes are those of the build and ``known``: the same bytes under the same name were there before.
    """
    built = {(item["file"], item["sha256"]): item for item in files}
    known = {item["file"]: item["reason"] for item in report.known}
    refused = [item for item in report.files if item["outcome"] == "refused"]
    found = list(refused)
    for name, sha256 in report.taken.items():
        fate = built.get((name, sha256))
        if fate is None:
            continue  # only where the build in service is not the one of this load
        if fate["outcome"] == "loaded" and name in known:
            fate = {**fate, "outcome": "known", "reason": known[name]}
        found.append(fate)
    return found


def fate_words(fate: dict[str, Any]) -> str:
    """A fate as one line."""
    name, reason = fate["file"], fate["reason"]
    if fate["outcome"] in {"refused", "ignored"}:
        return f"{'未读取' if fate['outcome'] == 'refused' else '忽略'} {name}：{reason}"
    if fate["outcome"] == "loaded":
        return (
            f"入库 {name}：读取 {fate['n_read']} 行 = 入库 {fate['n_accepted']} + 隔离 {fate['n_quarantined']}"
            f" + 跳过 {fate['n_skipped']}"
        )
    return f"{'已有' if fate['outcome'] == 'known' else '相同'} {name}：{reason}"
