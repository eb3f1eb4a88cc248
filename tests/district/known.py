"""What is known about the sample: where each fault ended up, the counts of every sheet, the figures."""

import json
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from .answers import Tally
from .files import File
from .planting import Fault
from .sheets import Line, Sheet

HEAD = """# 虚构示例数据：青浦区示例台账

> **虚构示例数据。** 企业、人名、电话、信用代码、文号、金额全部由程序生成；
> 信用代码主体部分以 XX 开头，真实代码不会如此。如与真实单位雷同，纯属巧合。
> 文号一律写作“青示例发”“青示例财”“沪示例发”“国示例发”。

由 `python -m tests.district` 生成（种子 {seed}，逐字节可重现）。
各街镇的表头、单位、日期写法、版式各不相同，与实际收到的表一样。
机器可读的同一份答案在 `known.json`。

## 应得的数

| 项 | 数 |
|---|---|
{figures}

## 预埋的问题

“隔离”的行不计入任何数字，改正后重新提交即可；“计入”的行照常统计，同时列入数据问题。
行号、单元格按 Excel 显示；CSV 的行号是记录号（空白记录也算一行），单元格按同样的列字母标出。

| 编号 | 规则 | 文件 | 工作表 | 行 | 单元格 | 是什么 | 应有结果 |
|---|---|---|---|---|---|---|---|
{table}

## 没有预埋、但请留意

* {n_few}
* 2022 年 3 月 2 日至 12 月 31 日以外的认定没有可用的金额标准，应奖一栏为“未定价”，不是 0。
* 若干典型场景全区无人申报，是有意留出的空白。
* 部分企业、项目的选填项为空（未填报），对应条件应判为“待核实”，既不是通过也不是不通过。
"""
FIGURES = {
    "n_enterprises": "企业",
    "n_projects": "申报项目",
    "n_instances": "场景实例",
    "n_awards": "认定",
    "invested_yuan": "已投入资金（元）",
    "paid_yuan": "已拨付（元）",
    "entitled_yuan": "应奖，已定价部分（元）",
}


class Known:
    """Gathers the answers while files are written."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = {fault.id: fault for fault in faults}
        self.tally = Tally()
        self.counts: list[dict[str, Any]] = []
        self.places: dict[str, dict[str, Any]] = {}

    def note(self, file: File, sheet: Sheet, lines: list[Line]) -> None:
        """Take down a sheet that was written."""
        columns = [one.name for one in sheet.fields()] if not sheet.text else []
        n_accepted = n_quarantined = 0
        for number, line in enumerate(lines, 1):
            if line.row is None or sheet.is_hidden:
                continue
            if line.row.rule:
                n_quarantined += 1
            else:
                n_accepted += 1
                self.tally.add(sheet.kind, line.row)
            for fault_id, column in line.row.marks:
                cell = xl_col_to_name(columns.index(column)) + str(number) if column else None
                self.places[fault_id] = {"file": file.name, "sheet": sheet.name, "row": number, "cell": cell}
        self.counts.append(
            {
                "file": file.name,
                "sheet": sheet.name,
                "kind": "" if sheet.text else sheet.kind,
                "n_read": len(lines),
                "n_accepted": n_accepted,
                "n_quarantined": n_quarantined,
                "n_skipped": len(lines) - n_accepted - n_quarantined,
            }
        )
        for fault in self.faults.values():
            is_own = fault.file == file.name and fault.kind == (sheet.kind if not sheet.text else "")
            if fault.column is None and is_own and sheet.is_hidden == (fault.rule == "hidden_sheet"):
                self.places[fault.id] = {"file": file.name, "sheet": sheet.name, "row": None, "cell": None}

    def write(self, folder: Path, seed: int, scale: int) -> None:
        """`known.json` always, `KNOWN.md` for people at scale 1."""
        lost = sorted(set(self.faults) - set(self.places))
        if lost:
            raise LookupError(f"planted, but not found in any file: {', '.join(lost)}")
        faults = [
            {
                "id": fault.id,
                "outcome": fault.outcome,
                "rule": fault.rule,
                **self.places[fault.id],
                "also": list(fault.also),
                "what": fault.what,
            }
            for fault in sorted(self.faults.values(), key=lambda one: ("QALSPDU".index(one.id[0]), one.id))
        ]
        self.counts.sort(key=lambda one: one["file"])  # sheets of a file stay in their order
        answers = self.tally.answers()
        known = {
            "label": "虚构示例数据",
            "seed": seed,
            "scale": scale,
            "answers": answers,
            "faults": faults,
            "counts": self.counts,
        }
        text = json.dumps(known, ensure_ascii=False, indent=1) + "\n"
        (folder / "known.json").write_text(text, encoding="utf-8")
        if scale == 1:
            (folder / "KNOWN.md").write_text(self._page(seed, answers, faults), encoding="utf-8")

    def _page(self, seed: int, answers: dict[str, Any], faults: list[dict[str, Any]]) -> str:
        figures = "\n".join(
            f"| {word} | {answers[name]:,} |"
            if isinstance(answers[name], int)
            else f"| {word} | {float(answers[name]):,.2f} |"
            for name, word in FIGURES.items()
        )
        columns = ("id", "rule", "file", "sheet", "row", "cell", "what")
        table = "\n".join(
            "| "
            + " | ".join(str(one[column] or "—") for column in columns)
            + f" | {self.faults[one['id']].expected()} |"
            for one in faults
        )
        few = "已定价 {n_priced} 项、未定价 {n_unpriced} 项、不晋档 {n_no_step} 项认定。".format(**answers)
        return HEAD.format(seed=seed, figures=figures, table=table, n_few=few)
