"""A home that holds one enterprise and nothing else: what every question must survive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.load import load
from etl.paths import Home

ONE = """企业名称,统一社会信用代码,所属街镇,所属行业
虚构甲公司,91310118XX00000196,夏阳街道,装备制造
"""


@pytest.fixture(scope="session")
def bare_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bare")
    (folder / "in").mkdir()
    (folder / "in" / "企业.csv").write_text(ONE, encoding="utf-8")
    load([folder / "in"], Home(folder / "home"), date(2026, 11, 20))
    return folder / "home"
