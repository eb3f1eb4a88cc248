"""How result columns look in a table: heading, width, number form. Values stay what the answer holds."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboard import vocabulary
from dashboard.headings import HEADINGS
from dashboard.language import english, language, say, told
from dashboard.page import PACK_STATUS

WORDS: dict[str, Any] = {
    "verdict": vocabulary.VERDICTS,
    "eligibility": vocabulary.VERDICTS,
    "status": vocabulary.STATUSES | PACK_STATUS,
    "file_status": vocabulary.FILE_STATUSES,
    "check_status": vocabulary.RULE_STATUSES,
    "severity": vocabulary.SEVERITIES | {"block": "必备", "warn": "提示"},
    "track": vocabulary.TRACKS,
    "path_state": vocabulary.PATH_STATES,
    "remedy": vocabulary.REMEDIES,
    "basis": vocabulary.BASES,
    "cost_status": vocabulary.COSTS,
    "outcome": {"accepted": "入库", "quarantined": "隔离"},
    "change": vocabulary.CHANGES,
    "changed_field": HEADINGS,
    "build_state": vocabulary.BUILD_STATES,
    "kind": vocabulary.KINDS | vocabulary.RESULTS | {
        "unknown": "未识别", "hidden": "隐藏工作表", "guide": "填写说明", "rest": "未入库内容", "reply": "更正回执附表",
    },
    "sender_kind": vocabulary.SENDER_KINDS,
    "sender_basis": vocabulary.SENDER_BASES,
    "counting_unit": {"applicant": "申报主体", "application": "申报项目", "instance": "场景实例"},
    "standing": vocabulary.STANDINGS,
    "today_standing": vocabulary.STANDINGS,
    "trial_standing": vocabulary.STANDINGS,
    "pack_status": PACK_STATUS,
    "effect": vocabulary.EFFECTS,
    "duty": vocabulary.DUTIES,
    "blocker": vocabulary.BLOCKERS,
    "match_state": vocabulary.MATCH_STATES,
    "match_rule": vocabulary.MATCH_RULES,
    "list_kind": vocabulary.LIST_KINDS,
    "scope": {"district": "本区", "city": "全市", "national": "全国"},
}
HIDDEN = {"grid_col", "grid_row", "file_sha256", "sheet_order", "value_num", "needed_num", "step_no",
          "rule", "condition", "criterion", "field", "kind_title", "standing_order", "todo",
          "entry_key", "spelling", "row_text", "apart", "candidate_order"}
MEDIUM: dict[str, Any] = {"entry": "medium", "subject": "medium", "results": "medium", "fact": "medium",
                          "holder": "medium"}
WIDE = {"message", "action", "reason", "reasons", "note", "quote", "instance", "project", "today_reasons",
        "trial_reasons", "words", "task", "projection_basis", "replacement", "rejected_reason", "floor_cost",
        "match_why", "list_title", "uncounted"}

LISTED = {"kinds", "missing_kinds"}  # several kinds of sheets in one cell

# Every row has a unit of its own: 19 enterprises must not stand there as 19.00 because a sum below is in yuan and fen.
OF_SEVERAL_UNITS = {"town_value", "district_value", "mean_value", "gap_value"}


def shown_columns(frame: pl.DataFrame, documents: dict[str, str]) -> list[pl.Expr]:
    """The columns people see, codes as words (pass → 符合), documents and calls as they are cited."""
    return [_in_words(name, frame.schema[name], documents) for name in frame.columns if name not in HIDDEN]


def _in_words(name: str, kind: pl.DataType, documents: dict[str, str]) -> pl.Expr:
    column = pl.col(name)
    if name in ("pack", "call"):
        return column.replace(documents)
    if kind == pl.Boolean:
        return pl.when(column).then(pl.lit(say("是"))).when(~column).then(pl.lit(say("否"))).alias(name)
    if name in LISTED and language() != "zh":
        return column.str.replace_many({words: say(words) for words in (*vocabulary.KINDS.values(), "、")})
    if name in WORDS:
        return column.replace(told(WORDS[name]))
    return column.replace(english()) if kind == pl.String and language() != "zh" else column


def table_config(frame: pl.DataFrame) -> dict[str, Any]:
    """Column configuration by name and type: Chinese headings with units, thousands, dates."""
    config: dict[str, Any] = {}
    for name, kind in frame.schema.items():
        label = say(HEADINGS[name])
        if name in OF_SEVERAL_UNITS:
            config[name] = st.column_config.NumberColumn(label, format="localized")
        elif kind.is_decimal():
            config[name] = st.column_config.NumberColumn(label, format="%,.2f")
        elif kind.is_float():
            config[name] = st.column_config.NumberColumn(label, format="%.2f")
        elif kind.is_integer() and name in {"year", "row", "rank", "position", "today_position", "trial_position"}:
            config[name] = st.column_config.NumberColumn(label, format="%d", width="small")
        elif kind.is_integer():
            config[name] = st.column_config.NumberColumn(label, format="localized")
        elif kind == pl.Date:
            config[name] = st.column_config.DateColumn(label, format="YYYY-MM-DD")
        else:
            config[name] = st.column_config.TextColumn(label, width="large" if name in WIDE else MEDIUM.get(name))
    return config
