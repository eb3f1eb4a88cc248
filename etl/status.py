"""What is in a home: the build in service and every file's fate, read from the snapshot itself."""

from __future__ import annotations

from typing import Any

from etl.paths import Home
from etl.publish import Build, current, opened


def describe(home: Home) -> tuple[Build, list[dict[str, Any]], dict[str, int]] | None:
    """The build in service, its files (file, outcome, reason, n_*), and the row totals; None without a build."""
    build = current(home)
    if build is None:
        return None
    with opened(home, build) as connection:
        rows = connection.execute(
            "SELECT f.file, f.status, f.reason, CAST(coalesce(sum(s.n_read), 0) AS BIGINT),"
            " CAST(coalesce(sum(s.n_accepted), 0) AS BIGINT), CAST(coalesce(sum(s.n_quarantined), 0) AS BIGINT),"
            " CAST(coalesce(sum(s.n_skipped), 0) AS BIGINT)"
            " FROM source_file AS f LEFT JOIN source_sheet AS s"
            " ON s.file = f.file AND s.file_sha256 = f.file_sha256"
            " GROUP BY f.file, f.file_sha256, f.status, f.reason ORDER BY f.file, f.file_sha256"
        ).fetchall()
    names = ("file", "outcome", "reason", "n_read", "n_accepted", "n_quarantined", "n_skipped")
    files = [dict(zip(names, row, strict=True)) for row in rows]
    totals = {name: sum(item[name] for item in files) for name in names[3:]}
    return build, files, totals
