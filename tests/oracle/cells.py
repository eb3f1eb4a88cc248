"""One cell and the type its column wants: a value, None for 未填报, or BadCellError."""

import calendar
import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tests.oracle.grid import Cell, squeeze
from tests.oracle.reference import Reference, heading_name, split_unit

FEN = Decimal("0.01")
MISSING = {"", "`", "``", "无", "/", "—", "－", "-", "--", "——", "暂无", "未填报", "N/A", "NA", "NULL"}
TRUE = {"是", "√", "✓", "1", "TRUE", "YES", "有"}
FALSE = {"否", "×", "0", "FALSE", "NO", "无"}
YUAN = {"亿元": 10**8, "亿": 10**8, "万元": 10**4, "万": 10**4, "千元": 1000, "元": 1}
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
MONTH = re.compile(r"(\d{4})(?:-(\d{1,2})|/(\d{1,2})|年(\d{1,2})月)")
LEVELS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


class BadCellError(Exception):
    """A filled cell that can't be read; the text is the rule."""


def is_missing(cell: Cell, kind: str) -> bool:
    """True for an empty cell and for the words that mean empty (无 is a word in a yes/no column)."""
    if cell.is_uncached or cell.is_error:
        return False
    text = cell.text.upper()
    if kind == "boolean" and text == "无":
        return False
    return text in MISSING or unicodedata.normalize("NFKC", text) in MISSING


def read_value(cell: Cell, field: dict, unit: str | None, reference: Reference) -> object:
    """The cell as the type of its field; `unit` is what the heading or the caption says about money."""
    if cell.is_error:
        raise BadCellError("error_cell")
    if cell.is_uncached:
        raise BadCellError("uncached_formula")
    kind = field["type"]
    if is_missing(cell, kind):
        return None
    if kind == "money":
        return read_money(cell, unit, field.get("is_signed", False))
    if kind in ("text", "text_list", "unit"):
        return cell.text
    if kind == "identifier":
        return read_identifier(cell)
    if kind == "percent":
        return read_percent(cell)
    if kind in ("number", "integer", "year"):
        return in_range(read_number(cell, kind, field.get("unit", "")), field)
    if kind == "level":
        return in_range(read_level(cell), field)
    if kind == "date":
        return read_date(cell)
    if kind == "boolean":
        return read_boolean(cell)
    if kind == "credit_code":
        return read_credit_code(cell)
    if kind == "metric":
        return read_listed(Cell(split_unit(heading_name(cell.text))[0]), reference.metric_words)
    return read_listed(cell, reference.words(field), "unknown_town" if kind == "town" else "bad_choice")


def digits(text: str) -> str:
    """Full-width characters folded, thousands separators and inner spaces gone."""
    return re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", text))


def read_decimal(text: str, rule: str) -> Decimal:
    """The number the text is, exactly; nothing approximate, no ranges, no words."""
    if not NUMBER.fullmatch(text):
        raise BadCellError(rule)
    return Decimal(text)


def is_number(cell: Cell) -> bool:
    """True for a number-typed cell (a date or a TRUE is none)."""
    return isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)


def raw(cell: Cell) -> str:
    """The text to read a number from; floats by repr, so that 0.1 stays 0.1."""
    if isinstance(cell.value, (bool, date)):
        raise BadCellError("bad_number")
    return repr(cell.value) if is_number(cell) else digits(cell.text)


def read_money(cell: Cell, unit: str | None, is_signed: bool) -> Decimal:
    """Yuan with two places; unit: own suffix, else heading or caption, else 万元."""
    text = raw(cell)
    factor = YUAN.get(unit or "", 10_000)
    for suffix, yuan in YUAN.items():
        if text.endswith(suffix):
            text, factor = text.removesuffix(suffix), yuan
            break
    amount = (read_decimal(text, "bad_number") * factor).quantize(FEN, ROUND_HALF_UP)
    if amount < 0 and not is_signed:
        raise BadCellError("negative_amount")
    return amount


def read_percent(cell: Cell) -> Decimal:
    """Per cent: 30% and 30 are 30, and so is a number cell 0.3 that Excel shows as 30%."""
    value = read_decimal(raw(cell).removesuffix("%"), "bad_number")
    return value * 100 if is_number(cell) and cell.is_percent else value


def read_number(cell: Cell, kind: str, unit: str = "") -> Decimal | int:
    """A plain number, its own unit allowed (3家); integers and years must be whole."""
    text = raw(cell).removesuffix(unit)
    if kind == "year":
        text = text.removesuffix("度").removesuffix("年")
    value = read_decimal(text, "bad_number")
    if kind == "number":
        return value
    if value != value.to_integral_value():
        raise BadCellError("bad_number")
    if kind == "year" and not 1949 <= value <= 2100:
        raise BadCellError("out_of_range")
    return int(value)


def in_range(value: Decimal | int, field: dict) -> Decimal | int:
    """The value, if the layout's min and max allow it."""
    if not field.get("min", value) <= value <= field.get("max", value):
        raise BadCellError("out_of_range")
    return value


def read_level(cell: Cell) -> int:
    """3, 3级 or 三级."""
    text = raw(cell).removesuffix("级")
    return LEVELS[text] if text in LEVELS else int(read_number(Cell(text), "integer"))


def read_date(cell: Cell) -> date:
    """A day; a month alone is its last day. 2024.5 could be May or a cut 2024.50, so it is refused."""
    if isinstance(cell.value, date):
        return check_day(cell.value.year, cell.value.month, cell.value.day)
    text = unicodedata.normalize("NFKC", cell.text)
    text = re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", "", text).replace(" ", "")
    if match := DAY.fullmatch(text):
        return check_day(*[int(part) for part in match.groups() if part])
    if match := MONTH.fullmatch(text):
        year, month = [int(part) for part in match.groups() if part]
        check_day(year, month, 1)
        return date(year, month, calendar.monthrange(year, month)[1])
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and 30000 <= Decimal(text) <= 60000:
        return (datetime(1899, 12, 30) + timedelta(days=int(Decimal(text)))).date()
    raise BadCellError("bad_date")


def check_day(year: int, month: int, day: int) -> date:
    """The date, if the calendar has it and it is of our time."""
    try:
        value = date(year, month, day)
    except ValueError as error:
        raise BadCellError("bad_date") from error
    if not 1949 <= year <= 2100:
        raise BadCellError("bad_date")
    return value


def read_boolean(cell: Cell) -> bool:
    """是 or 否 and the other ways to say so."""
    text = squeeze(cell.text).upper()
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise BadCellError("bad_boolean")


def read_identifier(cell: Cell) -> str:
    """A number of a project, invoice or document as text, folded by NFKC; Excel numbers hold 15 digits."""
    text = unicodedata.normalize("NFKC", cell.text)
    if is_number(cell) and abs(cell.value) >= 10**15:
        raise BadCellError("lost_precision")
    return text


def read_credit_code(cell: Cell) -> str:
    """18 characters of GB 32100; a number-typed cell can't hold them. The check digit only warns."""
    if not isinstance(cell.value, str):
        raise BadCellError("lost_precision")
    text = unicodedata.normalize("NFKC", cell.text).upper()
    if not CODE.fullmatch(text):
        raise BadCellError("bad_credit_code")
    return text


def read_listed(cell: Cell, listed: dict[str, str], rule: str = "bad_choice") -> str:
    """The word we store for what was written; the list maps squeezed words to ours."""
    text = squeeze(cell.text)
    if text not in listed:
        raise BadCellError(rule)
    return listed[text]
