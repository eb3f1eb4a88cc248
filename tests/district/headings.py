"""The canonical headings of every kind of sheet, in the order of the printed forms."""

from typing import NamedTuple


class Field(NamedTuple):
    """A column: our name for it, its heading without unit, how its values look, whether it must be filled."""

    name: str
    heading: str
    type: str
    required: bool = False


def _fields(text: str) -> list[Field]:
    fields = []
    for line in text.split():
        name, heading, kind = line.split("|")
        fields.append(Field(name, heading.rstrip("!"), kind, heading.endswith("!")))
    return fields


# `!` = must be filled.
KINDS: dict[str, list[Field]] = {
    "enterprise": _fields("""
        enterprise|企业名称!|text credit_code|统一社会信用代码!|code former_names|曾用名|list
        town|所属街镇!|text unit|推荐单位|text industry|所属行业!|text industry_code|行业代码|text
        ownership|企业性质|text
        size|企业规模|text n_employees|从业人员|integer founded_date|成立时间|date
        is_process_industry|是否流程行业|bool is_registered_here|注册地在本区|bool
        is_operating_here|经营地在本区|bool is_taxed_here|税户管地在本区|bool
        maturity_level|智能制造能力成熟度等级|integer assessment_date|自评估日期|date
        has_accident|近三年重大事故|bool accident_date|重大事故日期|date has_credit_issue|信用异常|bool
        has_national_task|已承担国家示范工厂揭榜任务|bool barred_until|禁止申报至|date
        contact|联系人|text phone|手机号|text"""),
    "finance": _fields("""
        enterprise|企业名称!|text credit_code|统一社会信用代码!|code year|年度!|year
        assets_yuan|资产总额|money debt_ratio_pct|资产负债率|percent revenue_yuan|主营业务收入|money
        profit_margin_pct|利润率|percent"""),
    "project": _fields("""
        project_id|项目编号!|text enterprise|企业名称!|text credit_code|统一社会信用代码!|code
        project|项目名称!|text call|申报批次!|text applied_tier|申报类别!|text factory|示范工厂名称|text
        address|建设地址|text
        town|所在街镇!|text unit|推荐单位|text start_date|开工日期|date production_date|建成投产日期|date
        declared_yuan|总投资|money n_lines|智能生产线数量|integer new_it|新一代信息技术|list
        applied_date|申报日期|date materials|申报材料|list is_supply_chain|是否申报智慧供应链|bool
        replication|示范企业复制推广说明|text"""),
    "instance": _fields("""
        project_id|项目编号!|text catalogue|目录版本!|year process|环节!|text scenario|场景!|text
        instance|场景实例名称!|text start_date|开始日期|date end_date|结束日期|date spent_yuan|投资|money
        supplier|解决方案供应商|text description|场景实例描述|text pain_point|解决的痛点|text
        solution|技术方案|text safeguards|保障要素|text effects|已实施成效|text"""),
    "investment": _fields("""
        project_id|项目编号!|text category|类别!|text item|软硬件名称!|text invoice_date|开票日期!|date
        invoice_no|发票号!|text amount_yuan|金额!|money supplier|供应商|text"""),
    "outcome_line": _fields("""
        project_id|项目编号!|text metric|指标!|text value|数值!|number unit|单位|text before|改造前|number
        after|改造后|number period|统计期|text evidence|佐证级别|text"""),
    "award": _fields("""
        enterprise|企业名称!|text credit_code|统一社会信用代码!|code project_id|项目编号|text
        tier|认定档次!|text level|认定层级|text document_no|认定文号|text award_date|认定日期!|date"""),
    "payment": _fields("""
        payee|拨付对象!|text credit_code|统一社会信用代码!|code item|事项!|text
        paid_yuan|拨付金额!|money paid_date|拨付日期!|date document_no|拨付文号|text year|年度!|year"""),
    "budget": _fields("year|年度!|year line|资金科目!|text budget_yuan|预算!|money"),
    "diagnosis": _fields("""
        provider|服务商名称!|text provider_code|服务商信用代码|code enterprise|企业名称!|text
        credit_code|统一社会信用代码!|code report_date|报告日期!|date is_accepted|是否符合要求!|bool
        spent_yuan|企业实施投入|money"""),
    "stage_event": _fields("""
        project_id|项目编号!|text stage|环节!|text start_date|开始日期!|date end_date|结束日期|date
        result|结果|text note|说明|text score|评审得分|number"""),
}
# The indicators as printed: (name, mark, unit).
METRICS = (
    ("关键设备数控化率", "", "%"),
    ("关键设备联网率", "", "%"),
    ("生产效率提升", "*", "%"),
    ("资源综合利用率提升", "*", "%"),
    ("研制周期缩短", "", "%"),
    ("运营成本下降", "*", "%"),
    ("单位产品成本下降", "", "%"),
    ("产品不良率下降", "", "%"),
    ("质量损失率下降", "*", "%"),
    ("销售增长率", "", "%"),
    ("设备综合利用率提升", "", "%"),
    ("库存周转率提升", "", "%"),
    ("供应商准时交付率提升", "", "%"),
    ("订单准时交付率提升", "", "%"),
    ("先进过程控制投用率", "**", "%"),
    ("单位产品综合能耗降低", "", "%"),
    ("单位产品二氧化碳（CO₂）排放量降低", "", "%"),
    ("复制推广企业数", "", "家"),
    ("来料合格率提升", "", "%"),
    ("采购费用率下降", "", "%"),
    ("物流成本降低", "", "%"),
    ("订单配送周期缩短", "", "%"),
)
KINDS["outcome"] = [
    Field("project_id", "项目编号", "text", True),
    Field("period", "统计期", "text"),
    Field("evidence", "佐证级别", "text"),
    *(Field(name, name + mark, "percent" if unit == "%" else "count") for name, mark, unit in METRICS),
]
