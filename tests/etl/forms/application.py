"""An invented application: what is filled into a form, and the rows that must come out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from etl.cards import cards
from tests.district.codes import credit_code
from tests.district.names import FIRST, SECOND, THIRD, TRADES

TOWNS = (
    "夏阳街道",
    "盈浦街道",
    "香花桥街道",
    "朱家角镇",
    "练塘镇",
    "金泽镇",
    "赵巷镇",
    "徐泾镇",
    "华新镇",
    "重固镇",
    "白鹤镇",
)
SCENARIOS = (
    ("产品设计", "产品数字化研发与设计"),
    ("工艺设计", "工艺数字化设计"),
    ("质量管控", "智能在线检测"),
    ("质量管控", "质量精准追溯"),
    ("生产作业", "产线柔性配置"),
    ("生产作业", "人机协同制造"),
    ("仓储物流", "智能仓储"),
    ("设备管理", "在线运行监测"),
    ("计划调度", "车间智能排产"),
    ("能源管理", "能耗数据监测"),
)
METRICS = (
    "关键设备数控化率",
    "关键设备联网率",
    "生产效率提升",
    "资源综合利用率提升",
    "研制周期缩短",
    "运营成本下降",
    "单位产品成本下降",
    "产品不良率下降",
    "质量损失率下降",
    "销售增长率",
    "设备综合利用率提升",
    "库存周转率提升",
    "订单准时交付率提升",
    "单位产品综合能耗降低",
    "单位产品二氧化碳排放量降低",
    "复制推广企业数",
)
CHAIN = ("来料合格率提升", "采购费用率下降", "物流成本降低", "订单配送周期缩短")


@dataclass(frozen=True)
class Instance:
    process: str
    scenario: str
    instance: str
    start: date
    end: date
    spent: int  # 万元
    supplier: str
    texts: tuple[str, str, str, str, str]  # description, pain point, solution, safeguards, effects


@dataclass(frozen=True)
class Item:
    """A line of 附2 to 附7; ``instance`` is '' for lists of the whole project."""

    instance: str
    category: str
    kind: str
    item: str
    model: str
    supplier: str
    description: str
    note: str


@dataclass(frozen=True)
class Application:
    """One invented application. ``optional`` is False where the sender left out what may be left out."""

    form: str
    firm: str
    code: str
    partner: tuple[str, str] | None
    project: str
    unit: str
    applied: date
    founded: date
    ownership: str
    size: str
    industry: str
    town: str
    address: str
    finance: tuple[tuple[int, str, str, str, str], ...]
    has_accident: bool
    instances: tuple[Instance, ...]
    outcomes: dict[str, float]
    items: tuple[Item, ...]
    factory: str
    declared: int  # 万元
    start: date
    maturity: int
    is_chain: bool
    is_optional: bool


def application(form: str, seed: int) -> Application:
    """The seed-th invented application of a form."""
    random = Random(f"{form} {seed}")
    serial = 700_000 + seed * 10 + (5 if form == "form_3_2" else 0)
    industry = random.choice(sorted(TRADES))
    trade, product, *_ = random.choice(TRADES[industry])
    brand = random.choice(FIRST) + random.choice(SECOND) + random.choice(THIRD)
    firm = f"上海虚构{brand}{trade}有限公司"
    town = random.choice(TOWNS)
    day = date(2021, random.randint(1, 12), random.randint(1, 28))
    picked = random.sample(SCENARIOS, random.randint(1, 3) if form == "form_3_1" else random.randint(3, 6))
    long = "超长描述" * 80 if seed == 9 else ""
    instances = tuple(
        Instance(
            process,
            scenario,
            f"{product}{scenario}实例{n}",
            day.replace(month=1 + n),
            day.replace(year=2022, month=2 + n),
            random.randint(50, 900),
            random.choice(("自建", f"虚构{random.choice(FIRST)}软件公司")),
            (
                f"在{product}产线部署{scenario}。{long}",
                "人工效率低。",
                f"采用{scenario}系统。",
                "成立专班，开展培训。",
                "效率提升20%。",
            ),
        )
        for n, (process, scenario) in enumerate(sorted(picked), 1)
    )
    items = [
        item
        for one in instances
        for item in (
            Item(
                one.instance,
                "关键装备",
                "智能检测与装配装备",
                f"视觉检测台{random.randint(1, 99)}",
                "VX-200",
                "虚构装备公司",
                "",
                "进口替代",
            ),
            Item(one.instance, "关键软件", "生产制造类", "MES系统", "V3.0", "虚构软件公司", "", ""),
            Item(one.instance, "关键工艺", "", "精密装配工艺", "", "", "用于装配工段", ""),
            Item(one.instance, "关键技术", "", "机器视觉技术", "", "", "用于在线检测", ""),
        )
    ]
    if form == "form_3_2":
        items += [
            Item("", "突破技术", "", "高速抓取技术", "", "", "节拍 3 秒，精度 0.02 毫米", "首次应用"),
            Item("", "突破装备", "", "柔性夹具", "", "", "兼容 12 种规格", ""),
            Item("", "突破软件", "", "排产系统", "", "", "千级工单", ""),
            Item("", "标准", "企标", "装配作业规范", "Q/XG 001-2022", "", "已发布", ""),
            Item("", "专利", "发明", "一种夹具", "ZL2022XXXXXXXX.X", "", "审查中", ""),
        ]
    metrics = random.sample(METRICS, random.randint(8, len(METRICS)))
    chain = form == "form_3_2" and seed % 2 == 0
    figures = {
        name: round(random.uniform(2, 60), random.choice((0, 1))) for name in (*metrics, *(CHAIN if chain else ()))
    }
    if "复制推广企业数" in figures:
        figures["复制推广企业数"] = random.randint(1, 12)
    partner = (f"上海虚构{brand}研究院", credit_code(serial + 1)) if seed in {3, 7} else None
    return Application(
        form=form,
        firm=firm,
        code=credit_code(serial),
        partner=partner,
        project=f"{product}智能制造{'优秀场景' if form == 'form_3_1' else '示范工厂'}",
        unit="上海市青浦区经济委员会" if seed % 2 else town,
        applied=date(2023, 8, random.randint(1, 18)),
        founded=date(random.randint(1995, 2018), random.randint(1, 12), random.randint(1, 28)),
        ownership=random.choice(("中央企业", "地方国企", "民营企业", "三资企业")),
        size=random.choice(("大型", "中型", "小型", "微型")),
        industry=industry,
        town=town,
        address=f"上海市青浦区{town}虚构路{random.randint(1, 999)}号",
        finance=tuple(
            (
                year,
                f"{random.randint(3000, 90000)}",
                f"{random.randint(20, 70)}.5",
                f"{random.randint(3000, 90000)}",
                f"{random.randint(2, 15)}",
            )
            for year in (2020, 2021, 2022)
        ),
        has_accident=seed == 5,
        instances=instances,
        outcomes=figures,
        items=tuple(items),
        factory=f"{product}数字化示范工厂",
        declared=random.randint(2000, 20000),
        start=date(2021, 3, 31),
        maturity=random.randint(2, 4),
        is_chain=chain,
        is_optional=seed != 6,
    )


@cache
def _printed() -> dict[str, str]:
    """Stored word → the option on the form."""
    return {"大型": "大型企业", "中型": "中型企业", "小型": "小型企业", "微型": "微型企业"}


def option(size: str) -> str:
    """The size as the form prints it."""
    return _printed()[size]


def kinds() -> tuple[str, ...]:
    """The kinds that a form can fill, in the order of their cards."""
    known = {card.kind for card in cards()}
    return tuple(
        kind for kind in ("enterprise", "project", "instance", "outcome", "finance", "equipment") if kind in known
    )
