"""Whom a name means: a sender of files, or somebody whose rows others sent."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import duckdb

from etl.errors import LoadError
from etl.vocabulary import word

HERE = Path(__file__).resolve().parent


class UnknownUnit(LoadError):
    """Nobody has this name; the message gives the nearest names."""


@dataclass(frozen=True)
class Whom:
    """``name`` as the ledger writes it. ``is_sender``: sends files itself; else ``marks`` are the credit codes and
    application numbers by which its rows are told in the files of others."""

    name: str
    is_sender: bool
    marks: frozenset[str] = frozenset()


def whom(connection: duckdb.DuckDBPyConnection, unit: str) -> Whom:
    """The sender, town, unit or enterprise of that name, alias, former name or credit code.

    Raises UnknownUnit.
    """
    senders = {str(name) for (name,) in connection.execute("SELECT DISTINCT sender FROM file_sender").fetchall()}
    places = _places(connection)
    firms = _firms(connection)
    asked = word(unit)
    name = next((one for one in senders if word(one) == asked), None) or places.get(asked)
    codes = {code for spelling, code in firms if word(spelling) == asked or code == asked.upper()}
    if name is None and len(codes) == 1:
        (code,) = codes
        found = connection.execute(
            "SELECT sender FROM file_sender WHERE credit_code = $code", {"code": code}
        ).fetchall()
        if found:
            return Whom(str(found[0][0]), True)
        shown = next(spelling for spelling, one in firms if one == code)
        return Whom(shown, False, _marks(connection, code=code))
    if name is None:
        known = sorted({*senders, *places.values(), *(spelling for spelling, _ in firms)})
        near = get_close_matches(unit, known, 5, 0.4) or sorted(senders)[:5]
        many = "这个名称对应不止一家企业，请改用统一社会信用代码" if codes else f"找不到「{unit}」"
        raise UnknownUnit(f"{many}。相近的有：{'、'.join(near)}")
    if name in senders:
        return Whom(name, True)
    return Whom(name, False, _marks(connection, name=name))


def _places(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    found = connection.execute(
        "SELECT alias, unit FROM unit_alias UNION ALL SELECT alias, town FROM town_alias"
        " UNION ALL SELECT unit, unit FROM unit UNION ALL SELECT town, town FROM town"
    ).fetchall()
    return {word(spelling): str(name) for spelling, name in found}


def _firms(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """(name or former name, credit code), present names first."""
    found = connection.execute("SELECT enterprise, credit_code, former_names FROM enterprise ORDER BY 2").fetchall()
    present = [(str(name), str(code)) for name, code, _ in found]
    return present + [
        (former, str(code)) for _, code, names in found for former in str(names or "").split("；") if former
    ]


def _marks(connection: duckdb.DuckDBPyConnection, code: str = "", name: str = "") -> frozenset[str]:
    sql = (HERE / "replies" / "marks.sql").read_text(encoding="utf-8")
    return frozenset(str(mark) for (mark,) in connection.execute(sql, {"code": code, "name": name}).fetchall())
