"""One arrow: dashboard → queries → [DuckDB file] ← etl ← data. Read from the imports themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("dashboard", "queries", "etl")
MAY_IMPORT = {"dashboard": {"queries"}, "queries": set(), "etl": set()}
PURE = ("dashboard/decide", "dashboard/figures", "dashboard/exports", "dashboard/text.py", "dashboard/headings",
        "dashboard/comparison.py", "dashboard/change_words.py", "queries/overrides.py", "queries/override_values.py")


def imported(path: Path) -> set[str]:
    """The top names of every module that a file imports, wherever the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def files(*places: str) -> list[Path]:
    return sorted(
        path
        for place in places
        for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_no_package_imports_against_the_arrow(package: str) -> None:
    allowed = MAY_IMPORT[package] | {package}
    for path in files(package):
        others = imported(path) & set(PACKAGES)
        assert others <= allowed, f"{path.relative_to(ROOT)} imports {others - allowed}"


def test_streamlit_stays_in_the_dashboard() -> None:
    for path in files("etl", "queries"):
        assert "streamlit" not in imported(path), path


def test_figures_and_exports_are_pure() -> None:
    for path in files(*PURE):
        found = imported(path) & {"streamlit", "duckdb", "sqlite3", "requests"}
        assert not found, f"{path.relative_to(ROOT)} imports {found}"


def test_the_test_itself_sees_imports(tmp_path: Path) -> None:
    probe = tmp_path / "probe.py"
    probe.write_text("def f():\n    from etl.store import keep\n    import streamlit as st\n")
    assert imported(probe) == {"etl", "streamlit"}


def test_no_file_is_longer_than_the_house_allows() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in files(*PACKAGES)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long
