"""What all tests share: homes loaded through the real command line, and a real server on one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import load, load_sample, serving

# A worker takes a file at a time: the longest ones first, so that none is left alone at the end.
LONGEST = (
    "test_walk.py", "test_mutate.py", "test_publish.py", "test_reach.py", "test_lists.py", "test_contacts.py",
    "test_printed_sheet.py", "test_lists_page.py", "test_load.py", "test_reconcile.py", "test_brief.py",
    "test_questions.py", "test_offline.py", "test_new_build.py", "test_states.py", "test_pages_in_english.py",
    "test_filters.py", "test_ways_through.py", "test_wall.py", "test_history.py", "test_recommend.py", "test_guards.py",
    "test_past.py", "test_planted.py", "test_two_builds.py", "test_faults.py",
)
ONE = """企业名称,统一社会信用代码,所属街镇,所属行业
虚构甲公司,91310118XX00000196,夏阳街道,装备制造
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; the order within a file stays."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(LONGEST)))


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with data/sample in service as of 2026-11-20. Under xdist each worker loads its own (5 s)."""
    return load_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def bare_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds one enterprise and nothing else: what every question and page must survive."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "in").mkdir()
    (folder / "in" / "企业.csv").write_text(ONE, encoding="utf-8")
    return load(folder / "in", folder / "home")


@pytest.fixture(scope="session")
def served(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server on the sample district."""
    with serving(sample_home, tmp_path_factory.mktemp("served") / "serve.log") as url:
        yield url
