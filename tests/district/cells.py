"""A plain value as one sender would have typed it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .headings import Field
from .rows import Percent, Raw
from .styles import Style

WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
FACTORS = {"元": 1, "万元": 10_000}


def heading(field: Field, style: Style, kind: str) -> str:
    """The heading of a column with its unit, as this sender prints it."""
    name = style.renames.get(kind, {}).get(field.name, field.heading)
    unit = {"money": style.money, "percent": "%", "count": "家"}.get(field.type)
    if field.type == "money" and not style.unit_mark:
        unit = None
    mark = "（{}）" if field.type != "money" else style.unit_mark
    if style.unit_mark == "({})":
        mark = "({})"
    if unit is None:
        return name[:4] + "\n" + name[4:] if style.has_breaks and len(name) > 6 else name
    return name + ("\n" if style.has_breaks else "") + mark.format(unit)


def cell(value: Any, field: Field, style: Style, place: int) -> Any:
    """What stands in the cell; `place` is the number of the data row and decides the small irregularities."""
    if isinstance(value, Raw):
        return value.value
    if value is None:
        return _nothing(field, style, place)
    match field.type:
        case "date":
            return _date(value, field, style, place)
        case "bool":
            return style.yes_no[0] if value else style.yes_no[1]
        case "list":
            return "；".join(value)
        case "money":
            return _money(value, style, place)
        case "percent":
            return _percent(value, style)
        case "text" | "code":
            return (
                f" {value}\u3000"
                if style.spaces and place % 13 == 4 and field.name == "enterprise"
                else value
            )
        case _:
            return value


def _nothing(field: Field, style: Style, place: int) -> str | None:
    if field.required or not style.empty or place % 3 == 0:
        return None
    # 无 in a yes/no column would mean 否.
    return "/" if style.empty == "无" and field.type == "bool" else style.empty


def _date(value: date, field: Field, style: Style, place: int) -> Any:
    if style.is_month_only and field.name == "production_date":
        return f"{value.year}年{value.month}月"
    if style.serial_dates and field.name == "invoice_date" and place % 17 == 5:
        return (value - date(1899, 12, 30)) // timedelta(days=1)
    match style.dates:
        case "zh":
            return f"{value.year}年{value.month}月{value.day}日"
        case "slash":
            return f"{value.year}/{value.month}/{value.day}"
        case "dot":
            return f"{value.year}.{value.month}.{value.day}"
        case "iso":
            return value.isoformat()
        case _:
            return value


def _money(yuan: Decimal, style: Style, place: int) -> Any:
    amount = (yuan / FACTORS[style.money]).normalize()
    text = f"{amount:f}"
    if style.numbers == "comma" and place % 2:
        return f"{amount:,f}"
    if style.numbers == "wide" and place % 6 == 2:
        return text.translate(WIDE)
    if style.numbers == "suffix" and place % 9 == 3:
        return f"{text}{style.money}"
    return amount


def _percent(value: Decimal, style: Style) -> Any:
    if style.percent == "text":
        return f"{value.normalize():f}%"
    return Percent(float(value / 100)) if style.percent == "format" else value
