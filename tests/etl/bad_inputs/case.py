"""One bad input: the file, what must become of it, and the small tables it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tests.district.codes import credit_code
from tests.etl.books import table

ENTERPRISE = ["企业名称", "统一社会信用代码", "所属街镇", "所属行业"]
BUDGET = ["年度", "资金科目", "预算(万元)"]
FINANCE = ["企业名称", "统一社会信用代码", "年度", "资产总额(万元)", "资产负债率(%)", "主营业务收入(万元)", "利润率(%)"]
AWARD = ["企业名称", "统一社会信用代码", "认定档次", "认定日期"]
PROJECT = ["项目编号", "企业名称", "统一社会信用代码", "项目名称", "申报批次", "申报类别", "所在街镇"]
INVOICE = ["项目编号", "类别", "软硬件名称", "开票日期", "发票号", "金额(万元)"]
OUTCOME = ["项目编号", "生产效率提升(%)", "资源综合利用率提升(%)", "运营成本下降(%)"]


@dataclass(frozen=True)
class Found:
    """A finding that must be there: its rule, its cell (None: the sheet or file as a whole), words of its message."""

    rule: str
    cell: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Case:
    """One file of one case.

    ``outcome``: loaded | refused | ignored | same_content; ``said``: words of the reason. ``counts``: rows accepted,
    quarantined and skipped over all sheets. ``found``: findings that must be there, all errors among them.
    ``spoken``: cells that may be read or wait, but never without a word. ``rows``: a query and its answer.
    """

    number: int
    file: str
    content: bytes
    outcome: Literal["loaded", "refused", "ignored", "same_content"] = "loaded"
    said: str = ""
    counts: tuple[int, int, int] | None = None
    found: tuple[Found, ...] = ()
    spoken: tuple[str, ...] = ()
    rows: tuple[str, list[tuple[Any, ...]]] | None = None

    @property
    def name(self) -> str:
        """The name below the loaded folder."""
        return f"{self.number:03d}/{self.file}"


def refused(number: int, file: str, content: bytes, said: str) -> Case:
    """A file that must be refused with these words."""
    return Case(number, file, content, "refused", said)


def firm(serial: int) -> list[Any]:
    """Name and code of an invented enterprise; the serial keeps cases apart."""
    return [f"虚构{serial}号公司", credit_code(serial)]


def budget(number: int, *amounts: Any) -> list[list[Any]]:
    """A budget table with a line per amount; the line names carry the case, so that no two cases share a key."""
    return [BUDGET, *([2024, f"{number}-{i}", amount] for i, amount in enumerate(amounts, 1))]


def budgets(number: int, *amounts: Any) -> bytes:
    """The same as a workbook."""
    return table(*budget(number, *amounts))


def csv(*lines: list[Any], mark: str = ",") -> str:
    """Lines as a text table."""
    return "".join(mark.join("" if cell is None else str(cell) for cell in line) + "\n" for line in lines)


def yuan(number: int) -> str:
    """The query for the amounts of a case's budget lines, in yuan."""
    return f"SELECT CAST(budget_yuan AS BIGINT) FROM budget WHERE line LIKE '{number}-%' ORDER BY line"
