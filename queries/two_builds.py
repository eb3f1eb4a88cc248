"""What changed between two builds, row by row; and the changes add up.

Every accepted row of either build, and every result of the rules, either says the same in both, or came, went, or
changed; so per kind rows before + came - gone = rows after, and the same of the amounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import polars as pl

from queries.warehouse import Warehouse
from queries.whatif import BOUNDED

HERE = Path(__file__).resolve().parent / "between"
SIDES = ("before", "after")
# What was delivered, what reading it found and what the rules made of it; the other tables say what the rules are.
NOT_RULES = {
    "build", "delivery", "file_version", "finding", "match_basis", "match_candidate", "match_ruling", "quality_check",
    "source_file",
}
LINES = (
    "change", "kind", "is_computed", "enterprise", "town", "project_id", "credit_code", "item", "field", "before",
    "after", "change_yuan", "before_file", "before_sheet", "before_row", "file", "sheet", "row",
)


class Unlike(ValueError):
    """Two builds can't be laid beside each other: another program made one, or too much differs. The message says."""


@dataclass(frozen=True)
class TwoBuilds:
    """The changes from one build to another.

    ``totals``: one row per kind (kind, is_computed, n_before, n_came, n_gone, n_after, n_changed, and before_yuan,
    came_yuan, gone_yuan, changed_yuan, after_yuan where the kind has an amount). ``lines``: one line per field of a
    changed row, one per row that came or went (columns LINES; change is came | gone | changed; change_yuan stands on
    the first line of a row). ``rules``: the policy and reference tables that differ.
    """

    before: Warehouse
    after: Warehouse
    totals: pl.DataFrame
    lines: pl.DataFrame
    rules: tuple[str, ...]

    @property
    def unbalanced(self) -> list[str]:
        """The kinds whose changes do not add up; empty unless this program is wrong."""
        n_after = pl.col("n_before") + pl.col("n_came") - pl.col("n_gone")
        yuan_after = pl.col("before_yuan") + pl.col("came_yuan") - pl.col("gone_yuan") + pl.col("changed_yuan")
        wrong = (n_after != pl.col("n_after")) | (yuan_after != pl.col("after_yuan")).fill_null(value=False)
        return self.totals.filter(wrong)["kind"].to_list()


@lru_cache(maxsize=2)  # of a district a hundred times the sample one holds some hundred MB
def two_builds(before: Warehouse, after: Warehouse) -> TwoBuilds:
    """The changes from ``before`` to ``after``. Raises Unlike as it says."""
    connection = duckdb.connect(":memory:", config=BOUNDED | {"memory_limit": "2GB"})
    try:
        sides = dict(zip(SIDES, (before, after), strict=True))
        for name, side in sides.items():
            connection.execute(f"ATTACH $path AS {name} (READ_ONLY)", {"path": str(side.path)})
            _keep_rows(connection, name, side)
        connection.execute(_sql("left"))
        for name in sides:
            _keep_left(connection, name)
        connection.execute(_sql("changes"))
        totals = connection.sql(_sql("totals")).pl()
        lines = connection.sql(f'SELECT {", ".join(_quoted(LINES))} FROM field_change ORDER BY pair_no, line_no').pl()
        return TwoBuilds(before, after, totals, lines, _other_rules(connection))
    except duckdb.OutOfMemoryException:
        raise Unlike("两个版本的差别太多，内存不够逐行比较；请选隔得近一些的两个版本") from None
    finally:
        connection.close()


def _keep_rows(connection: duckdb.DuckDBPyConnection, name: str, side: Warehouse) -> None:
    """Of every row what it takes to find its twin: what a row says is kept as a hash, a big district has a million."""
    connection.execute(f"USE {name}")
    try:
        connection.execute(
            f"CREATE TEMP TABLE {name}_row AS SELECT kind, is_computed, row_key, md5_number(facts) AS facts_md5,"
            f' amount_yuan, sheet_id, "row" FROM ({_sql("rows")})'
        )
    except (duckdb.CatalogException, duckdb.BinderException):
        raise Unlike(other_program(side)) from None


def _keep_left(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """The rows without a twin, whole: read again, for they are few."""
    connection.execute(f"USE {name}")
    connection.execute(
        f"CREATE TEMP TABLE {name}_left AS SELECT r.*, row_number() OVER (ORDER BY r.kind, r.row_key, r.file, r.sheet,"
        f' r."row") AS {name}_no FROM ({_sql("rows")}) AS r SEMI JOIN {name}_place AS p ON p.kind = r.kind'
        " AND p.row_key = r.row_key AND p.facts_md5 = md5_number(r.facts)"
        ' AND p.sheet_id IS NOT DISTINCT FROM r.sheet_id AND p."row" IS NOT DISTINCT FROM r."row"'
    )


def other_program(found: Warehouse) -> str:
    """What to do with a build that lacks a table or a column of today's questions."""
    return (
        f"数据版本 {found.build} 由另一版程序生成，现在的程序读不全。"
        f"可以用当时的报送重做一份：python -m etl at {found.as_of}"
    )


def _other_rules(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The tables filled from data/ (packs, catalogues, reference), and the rules' own text, that differ."""
    scripts = connection.sql("SELECT tables FROM after.rule_script").fetchall()
    made = {name for (names,) in scripts for name in names.split(";")}
    names = connection.sql(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'after' AND table_name NOT IN"
        " (SELECT table_name FROM duckdb_columns() WHERE column_name = 'sheet_id') ORDER BY table_name"
    ).fetchall()
    return tuple(
        name for (name,) in names if name not in made | NOT_RULES and connection.execute(
            f'(FROM before."{name}" EXCEPT FROM after."{name}")'
            f' UNION ALL (FROM after."{name}" EXCEPT FROM before."{name}")'
        ).fetchmany(1)
    )


def _quoted(names: tuple[str, ...]) -> list[str]:
    return [f'"{name}"' for name in names]


def _sql(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")
