"""How each sender's sheets look: units, dates, empty cells, titles, and the other words they use."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Style:
    """One sender's habits. Heading variants are in `renames`: kind -> field -> heading."""

    unit_mark: str = "（{}）"  # how a heading carries its unit; "" = it does not (then `caption` does)
    money: str = "万元"
    caption: str = ""
    percent: str = "number"  # number | text (30%) | format (0.3 shown as 30%)
    dates: str = "real"  # real | zh | slash | iso | dot
    is_month_only: bool = False  # 建成投产日期 without a day
    numbers: str = "plain"  # plain | comma | wide | suffix
    yes_no: tuple[str, str] = ("是", "否")
    empty: str = ""
    has_breaks: bool = False
    has_serial: bool = False
    has_remarks: bool = False
    is_merged: bool = True
    second_line: str = "填报单位：{place}　　填报时间：2025年9月"
    subtotals: str = ""  # "" | total | each (a 小计 per project as well)
    footer: tuple[str, ...] = ("填表人：示例员　　审核人：示例科",)
    blank_every: int = 0
    repeat_heading: int = 0
    hidden_rows: tuple[int, ...] = ()
    spaces: bool = False
    is_shuffled: bool = False  # columns in an order of their own
    serial_dates: bool = False
    sheet_names: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ("enterprise", "finance", "project", "instance", "investment", "outcome")
    renames: dict[str, dict[str, str]] = field(default_factory=dict)


SHEET_NAMES = {
    "enterprise": "企业",
    "finance": "经营情况",
    "project": "申报项目",
    "instance": "场景实例",
    "investment": "已投入资金",
    "outcome": "成效",
    "outcome_line": "成效",
    "award": "认定台账",
    "payment": "资金拨付",
    "budget": "预算",
    "diagnosis": "诊断",
    "stage_event": "流程",
}
TITLES = {
    "enterprise": "智能制造企业基本情况表",
    "finance": "企业经营情况表",
    "project": "智能制造项目申报汇总表",
    "instance": "智能制造场景实例清单",
    "investment": "项目已投入资金汇总表",
    "outcome": "项目成效指标表",
    "outcome_line": "项目成效指标表",
    "award": "智能工厂认定台账",
    "payment": "专项资金拨付台账",
    "budget": "专项资金预算",
    "diagnosis": "智能化改造诊断台账",
    "stage_event": "项目流程记录",
}
LABEL = "【虚构示例数据】"

_CODES = {kind: {"credit_code": "信用代码"} for kind in ("enterprise", "finance", "project")}
_SOCIAL = {kind: {"credit_code": "社会信用代码"} for kind in ("enterprise", "finance", "project")}

STYLES: dict[str, Style] = {
    "华新镇": Style(
        has_serial=True,
        has_remarks=True,
        subtotals="each",
        yes_no=("是", "否"),
        footer=("填表人：示例甲　　审核人：示例乙　　联系电话：021-00000000", "注：本表数据均为虚构"),
    ),
    "夏阳街道": Style(
        is_shuffled=True,
        unit_mark="",
        caption="单位：万元",
        subtotals="total",
        blank_every=20,
        empty="/",
        sheet_names={
            "enterprise": "1企业",
            "finance": "2经营",
            "project": "3项目",
            "instance": "4场景",
            "investment": "5投入",
            "outcome": "6成效",
        },
        renames={
            "enterprise": {"enterprise": "单位名称", "town": "所在街镇", "phone": "联系方式"},
            "finance": {"enterprise": "单位名称"},
            "project": {"enterprise": "申报单位", "town": "街镇"},
        },
    ),
    "徐泾镇": Style(
        is_shuffled=True,
        dates="zh",
        has_breaks=True,
        yes_no=("√", "×"),
        subtotals="total",
        order=("project", "investment", "instance", "outcome", "enterprise", "finance"),
        renames=_CODES | {"investment": {"invoice_date": "开票时间", "invoice_no": "发票号码"}},
    ),
    "朱家角镇": Style(
        unit_mark="({})",
        is_month_only=True,
        dates="slash",
        footer=("制表人：示例丙",),
        spaces=True,
        renames={
            "enterprise": {"town": "街镇", "phone": "联系电话"},
            "instance": {"scenario": "场景名称", "process": "环节名称"},
            "investment": {"item": "名称", "amount_yuan": "发票金额"},
        },
    ),
    "白鹤镇": Style(
        unit_mark="/{}",
        money="元",
        numbers="comma",
        serial_dates=True,
        subtotals="total",
        footer=("填报人：示例丁",),
        renames=_SOCIAL
        | {
            "project": {"project_id": "项目编码", "enterprise": "申报企业", "credit_code": "社会信用代码"},
            "investment": {"project_id": "项目编码", "amount_yuan": "金额（不含税）"},
            "instance": {"project_id": "项目编码"},
            "outcome": {"project_id": "项目编码"},
        },
    ),
    "盈浦街道": Style(
        percent="format",
        hidden_rows=(3, 4),
        has_serial=True,
        second_line="",
        order=("enterprise", "project", "finance", "outcome", "instance", "investment"),
        sheet_names={
            "enterprise": "Sheet1",
            "project": "Sheet2",
            "finance": "Sheet3",
            "outcome": "Sheet4",
            "instance": "Sheet5",
            "investment": "Sheet6",
        },
        renames={"project": {"town": "所属街镇"}},
    ),
    "赵巷镇": Style(
        is_shuffled=True,
        dates="slash",
        numbers="wide",
        empty="—",
        yes_no=("是", "否"),
        blank_every=25,
        subtotals="each",
        order=("enterprise", "project", "instance", "investment", "outcome", "finance"),
        renames={
            "enterprise": {"enterprise": "单位名称", "town": "所在街镇"},
            "project": {"project_id": "编号", "town": "建设地街镇"},
            "investment": {"item": "设备（软件）名称"},
            "instance": {"scenario": "典型场景"},
        },
    ),
    "香花桥街道": Style(
        unit_mark="({})",
        has_serial=True,
        subtotals="total",
        repeat_heading=100,
        dates="real",
        second_line="填报单位（盖章）：{place}办事处　　　　填报日期：2025年9月5日",
        has_remarks=True,
    ),
    "练塘镇": Style(
        dates="dot",
        numbers="suffix",
        yes_no=("1", "0"),
        empty="无",
        is_merged=False,
        renames={"instance": {"instance": "实例名称"}, "finance": {"enterprise": "申报企业"}},
    ),
    "重固镇": Style(
        dates="iso", percent="text", second_line="", footer=(), yes_no=("有", "无"), empty="暂无"
    ),
    "金泽镇": Style(
        dates="iso",
        unit_mark="",
        caption="单位:元",
        money="元",
        footer=("填表日期：2025-09-03",),
        blank_every=3,
    ),
}
# Town -> kinds that come as text files: encoding. The rest is in the town's workbook.
AS_CSV: dict[str, dict[str, str]] = {
    "金泽镇": dict.fromkeys(Style().order, "gb18030"),
    "重固镇": {"investment": "utf-8", "instance": "utf-8"},
    "练塘镇": {"outcome_line": "utf-8-sig"},
}
DISTRICT = Style(footer=("制表人：示例员（区经委）",), second_line="", subtotals="total")
