"""What to fill into a column, in a sentence for whoever points at its heading."""

from __future__ import annotations

from etl.cards import Field

HOW = {
    "identifier": "编号，按文本填写，前面的 0 不要丢。",
    "credit_code": "18 位统一社会信用代码，与营业执照一致。",
    "text_list": "可填多项，用「；」分开。",
    "town": "从下拉中选街镇。",
    "unit": "推荐（盖章）单位，从下拉中选；新单位可直接填写。",
    "choice": "从下拉中选。",
    "tier": "认定档次或称号，从下拉中选。",
    "payment_item": "拨付事项，从下拉中选。",
    "metric": "成效指标，从下拉中选。",
    "number": "填一个数字。",
    "integer": "填整数。",
    "level": "填 1 至 5 的等级。",
    "percent": "填百分数的数字：30 表示 30%，不写约数和区间。",
    "money": "填数字，单位万元；别的单位请写在数字后面，如 5000元。",
    "date": "填日期，如 2024-05-01；只填年月的按当月最后一天计。",
    "year": "填四位年份，如 2024。",
    "boolean": "填 是 或 否。",
    "personal": "只供核对，不进入台账。",
    "text": "",
}


def field_note(field: Field) -> str:
    """The note on a heading: whether it must be filled in, how, and within what limits."""
    parts = ["必填。" if field.required else "没有就空着。", HOW[field.type]]
    if field.max_chars:
        parts.append(f"{field.max_chars} 字以内。")
    if field.type in {"number", "integer", "level"} and field.min is not None:
        parts.append(f"不小于 {field.min:g}。")
    if field.type in {"number", "integer", "level"} and field.max is not None:
        parts.append(f"不大于 {field.max:g}。")
    return "".join(parts)
