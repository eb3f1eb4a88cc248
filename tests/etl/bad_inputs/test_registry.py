"""Each of the 109 cases has a test, and the test is there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.etl.bad_inputs.registry import proofs

ROOT = Path(__file__).resolve().parents[3]


@cache
def functions(file: str) -> dict[str, ast.FunctionDef]:
    """The test functions of a file by name."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {node.name: node for node in found if node.name.startswith("test_")}


def test_the_list_has_109_cases() -> None:
    assert sorted(proofs()) == list(range(1, 110))


@pytest.mark.parametrize("number", range(1, 110))
def test_a_case_has_a_test_that_is_there_and_runs(number: int) -> None:
    nodes = proofs()[number]
    assert nodes, f"case {number} of bad-inputs.md 4.3 has no test"
    for node in nodes:
        file, _, name = node.partition("::")
        assert name in functions(file), f"{node} is not there"
        marks = ast.unparse(functions(file)[name].decorator_list) if functions(file)[name].decorator_list else ""
        assert "skip" not in marks, f"{node} does not run everywhere"


def test_a_missing_test_would_be_noticed() -> None:
    assert "test_that_nobody_wrote" not in functions("tests/etl/test_store.py")
    assert "test_a_full_disk_is_one_sentence_and_leaves_nothing_half" in functions("tests/etl/test_store.py")
