"""Every condition of a call must say how it can be met: its fact and operator need an entry in remedies.toml."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def remedy_problems(tables: dict[str, list[Row]]) -> list[str]:
    """One sentence per fact and operator without a remedy, and per setting that a remedy's words quote in vain.

    A fact that only decides whether a condition applies (``applies_if``) is asked for as ``is_false``.
    """
    remedies = {(row["field"], row["op"]): row for row in tables["remedy"]}
    settings = {(row["pack"], row["key"]) for row in tables["setting"]}
    problems: dict[str, None] = {}
    for condition in tables["condition"]:
        if condition["call"] is None or condition["severity"] == "info":
            continue
        asked = [(condition["field"], condition["op"])]
        if condition["applies_if"]:
            asked.append((condition["applies_if"], "is_false"))
        where = f"{condition['pack']}.toml 的条件 {condition['condition']} 用到"
        for field, op in asked:
            remedy = remedies.get((field, op))
            if remedy is None:
                problems[f"remedies.toml：remedy：缺 {field} {op} 的补齐办法，{where}"] = None
            elif remedy["setting"] and (condition["pack"], remedy["setting"]) not in settings:
                problems[f"remedies.toml：{field}.setting：{remedy['setting']} 不在规则包的设定里，{where}"] = None
    return list(problems)
