"""Filling an invented application into a form, in the ways people do: `filled_form(kind, seed)` gives the bytes.

Seed 0 is plain; the others differ in check boxes, digits, merged and nested cells, tracked changes, text boxes, content
controls, labels and what is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape

from etl.forms.cards import Form, Part, forms, plain
from etl.template.blank_form import Spot, form_xml, package, paragraph, spots
from tests.etl.forms.application import Application, Instance, application, option
from tests.etl.forms.wordings import SYNONYMS, TICKS, control, full_width, nested, text_box, tracked

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def filled_form(kind: str, seed: int) -> bytes:
    """A filled form (``form_3_1`` or ``form_3_2``); the same seed gives the same bytes."""
    return written(application(kind, seed), seed)


def written(made: Application, seed: int = 0) -> bytes:
    """This application filled in with the habits of a seed."""
    form = next(one for one in forms() if one.form == made.form)
    pen = _Pen(made, seed, _with_rows(form, made, is_repeated=seed in {4, 8}))
    return package(form_xml(pen.form, pen.cell, pen.line).replace("<w:document ", f"<w:document {W14} ", 1))


def _with_rows(form: Form, made: Application, *, is_repeated: bool) -> Form:
    """The form with as many rows of 附1 and as many 附2 as there are instances."""
    parts: list[Part] = []
    for part in form.part:
        if part.heading == "附1":
            blank = part.rows[-1]
            parts.append(
                part.model_copy(
                    update={
                        "rows": (
                            *part.rows[:2],
                            *(blank.replace("3", str(n), 1) for n in range(1, len(made.instances) + 1)),
                        )
                    }
                )
            )
        elif part.heading == "附2":
            parts.extend(part for _ in made.instances)
        elif is_repeated and part.rows and part.rows[0].startswith("环节名称"):
            parts.append(part.model_copy(update={"rows": (*(part.rows[:6] * len(made.instances)), *part.rows[6:])}))
        else:
            parts.append(part)
    return form.model_copy(update={"part": tuple(parts)})


@dataclass
class _Pen:
    made: Application
    seed: int
    form: Form
    met: dict[str, int] = field(default_factory=dict)
    random: Random = field(default_factory=Random)

    def __post_init__(self) -> None:
        self.random = Random(f"{self.made.form} {self.seed} pen")
        self.tables = {number: spots(number, part) for number, part in enumerate(self.form.part)}
        lists = [number for number, part in enumerate(self.form.part) if part.heading == "附2"]
        self.item_lists = {number: self.made.instances[n] for n, number in enumerate(lists)}

    def line(self, text: str) -> str:
        made = self.made
        firms = made.firm + (f"、{made.partner[0]}" if made.partner else "")
        filled = {
            "项目名称：": made.project,
            "申报单位：（盖章）": firms,
            "推荐单位：（盖章）": made.unit,
            "申报日期：2023年  月  日": f"{made.applied.year}年{made.applied.month} 月 {made.applied.day} 日",
        }
        if text.startswith("是否申报智慧供应链"):
            return text.replace("□是", "☑是" if made.is_chain else "□是").replace(
                "□否", "□否" if made.is_chain else "√否"
            )
        return text.partition("：")[0] + "：" + filled[text] if text in filled else text

    def cell(self, spot: Spot) -> str:
        part = self.form.part[spot.part]
        row = self.tables[spot.part][spot.row]
        if part.heading == "附1" and spot.row >= 2:
            return self._plain(self._instance_cell(spot, self.tables[spot.part][0]))
        if part.heading.startswith("附") and part.heading != "附1":
            return self._item_cell(spot)
        left = next((one.text for one in reversed(row[: spot.index]) if one.text and "□" not in one.text), "")
        is_label = bool(spot.text) and "□" not in spot.text and not spot.text.startswith("（")
        if spot.text and (is_label or not left) and not spot.text.startswith("我单位"):
            return paragraph(self._label(spot.text))
        if plain(left).startswith("2") or self._year(spot) is not None:
            return self._value(self._finance(spot, left), "finance")
        return self._beside(left, spot)

    def _label(self, text: str) -> str:
        return SYNONYMS.get(text, text) if self.seed in {2, 7} else text

    def _year(self, spot: Spot) -> int | None:
        names = {"资产总额": 1, "资产负债率": 2, "主营业务收入": 3, "利润率": 4}
        first = plain(self.tables[spot.part][spot.row][0].text).partition("(")[0]
        return names.get(first) if spot.index else None

    def _finance(self, spot: Spot, left: str) -> str:
        column = self._year(spot)
        assert column is not None
        text = str(self.made.finance[spot.index - 1][column])
        if self.seed == 1:
            return full_width(text)
        if self.seed == 4 and column in {1, 3}:
            return f"{int(text):,}万元"
        if self.seed == 8 and column == 1:
            return f"{int(text) / 10_000}亿元"
        return text

    def _beside(self, label: str, spot: Spot) -> str:
        made, name = self.made, plain(label).partition("(")[0]
        metric = {
            "单位产品二氧化碳": "单位产品二氧化碳排放量降低",
            "先进制造模式/解决方案面向供应链上下游复制推广的企业数量": "复制推广企业数",
        }.get(name, name)
        self.met[name] = nth = self.met.get(name, -1) + 1
        one = made.instances[min(nth, len(made.instances) - 1)]
        if "□" in spot.text:
            chosen = {
                "企业性质": made.ownership,
                "企业类型": option(made.size),
                "所属四大行业": made.industry,
                "揭榜行业": made.industry,
                "智能制造能力成熟度评估结果或其他能力证明材料": " 一二三四五"[made.maturity] + "级",
            }.get(name, "否")
            if "重大" in name and made.has_accident:
                chosen = "是"
            return TICKS[self.seed % len(TICKS)](spot.text, chosen)
        if metric in made.outcomes:
            figure = f"{made.outcomes[metric]:g}"
            return self._value(
                full_width(figure)
                if self.seed == 1
                else figure + ("%" if self.seed == 5 and metric != "复制推广企业数" else ""),
                name,
            )
        partner = made.partner
        return self._value(
            {
                "企业名称": made.firm + (f"\n{partner[0]}" if partner else ""),
                "统一社会信用代码": (full_width(made.code) if self.seed == 1 else made.code)
                + (f"\n{partner[1]}" if partner else ""),
                "成立时间": f"{made.founded:%Y年%m月%d日}",
                "工厂地址": made.address,
                "揭榜任务建设地址": made.address,
                "行业中类": "C3821 虚构行业" if made.is_optional else "",
                "姓名": "示例王",
                "电话": "021-00000000",
                "手机": "13800000123",
                "邮箱": "invented@example.invalid",
                "联系人": "示例李",
                "联系电话": "13800000456",
                "系统解决方案供应商联系人及联系方式": "示例赵 13800000789",
                "企业简介": "虚构企业，仅作示例。" if made.is_optional else "",
                "项目简述": "虚构项目。",
                "揭榜任务具体名称": made.factory,
                "揭榜任务总投资": str(made.declared),
                "揭榜任务细分行业": "通用装备",
                "起止日期": f"{made.start:%Y年%m月}至2023年12月",
                "环节名称": one.process,
                "场景名称": one.scenario,
                "场景实例名称": one.instance,
                "场景实例建设起止日期": f"{one.start:%Y-%m-%d}至{one.end:%Y-%m-%d}",
                "场景实例建设投资": str(one.spent),
                "场景实例建设系统解决方案供应商名称": one.supplier,
            }.get(name, ""),
            name,
        )

    def _instance_cell(self, spot: Spot, heads: list[Spot]) -> str:
        one: Instance = self.made.instances[spot.row - 2]
        head = heads[spot.index].text.partition("（")[0]
        names = ("场景实例描述", "解决的痛点问题描述", "采用的技术方案", "保障要素", "已实施成效")
        return {
            "序号": str(spot.row - 1),
            "环节名称": one.process,
            "场景名称": one.scenario,
            "场景实例名称": one.instance,
            **dict(zip(names, one.texts, strict=True)),
        }.get(head, "")

    def _item_cell(self, spot: Spot) -> str:
        """A cell of 附2 (one instance's lists) or 附3 to 附7."""
        rows = self.tables[spot.part]
        if spot.text and not spot.text.isdigit():
            return paragraph(spot.text)
        if spot.row == 0:
            return self._plain(self.item_lists[spot.part].instance)
        head = max(n for n in range(spot.row) if len(rows[n]) > 1 and rows[n][0].text and not rows[n][0].text.isdigit())
        names = [one.text.partition("（")[0] for one in rows[head]]
        category = {
            "关键装备种类": "关键装备",
            "关键软件种类": "关键软件",
            "工艺名称": "关键工艺",
            "技术名称": "关键技术",
            "装备名称": "突破装备",
            "软件/系统名称": "突破软件",
            "标准名称": "标准",
            "专利名称": "专利",
        }.get(names[1 if names[0] == "序号" else 0], "")
        if names[:2] == ["序号", "技术名称"]:
            category = "突破技术"
        owner = self.item_lists[spot.part].instance if spot.part in self.item_lists else ""
        items = [item for item in self.made.items if item.category == category and item.instance == owner]
        if spot.row - head > len(items):
            return paragraph("")
        one = items[spot.row - head - 1]
        text = {
            "序号": str(spot.row - head),
            "关键装备种类": one.kind,
            "关键软件种类": one.kind,
            "名称": one.item,
            "规格/型号": one.model,
            "供应商": one.supplier,
            "备注": one.note,
            "工艺名称": one.item,
            "技术名称": one.item,
            "装备名称": one.item,
            "软件/系统名称": one.item,
            "标准名称": one.item,
            "专利名称": one.item,
            "应用描述": one.description,
            "关键参数": one.description,
            "标准类型": one.kind,
            "专利类型": one.kind,
            "标准状态": one.description,
            "专利状态": one.description,
            "标准号": one.model,
            "专利号": one.model,
        }[names[spot.index]]
        return nested(text) if self.seed == 4 and text else self._plain(text)

    def _plain(self, text: str) -> str:
        return paragraph(text)

    def _value(self, text: str, name: str) -> str:
        """The value as somebody of this seed enters it."""
        if not text:
            return paragraph("")
        if self.seed == 3 and name in {"工厂地址", "揭榜任务总投资", "场景实例建设投资", "生产效率提升"}:
            return tracked(text, "旧值")
        if self.seed == 5 and name in {"工厂地址", "成立时间"}:
            return control(text)
        if self.seed == 6 and name in {"场景实例名称", "揭榜任务具体名称"}:
            return text_box(text)
        if self.seed == 8 and name in {"工厂地址"}:
            return nested(text)
        return paragraph(text) if "\n" in text else f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
