"""Invented names of firms, people, suppliers and streets."""

from random import Random

FIRST = "澄砚岚穗沅汀棠榆泓翎珩筠昀曦芮蔚霁溪朗湛楠沚钰旻蓼岑栩洵蕴屹"
SECOND = "禾屿川柏朔衡桁舟峤钧淼昱弈骞栎垚辰序棣澜崟邺翊铎桐璟菘睿圻沄"
THIRD = "维拓微源蓝启佑迈臻至承裕临界合弘穹野岳谷"
FORMS = ("上海{brand}{trade}有限公司",) * 7 + (
    "{brand}（上海）{trade}有限公司",
    "上海{brand}{trade}股份有限公司",
    "上海{brand}{trade}科技有限公司",
)
SURNAMES = "陈王李张刘徐周吴沈朱陆顾钱金陶俞"
GIVEN = "禾宁岚舟序衡清越安朔言棠榆昀笛微澄川野知"

# industry -> (word in the firm's name, product, GB/T 4754 code, process industry)
TRADES = {
    "装备制造": (
        ("精密机械", "精密齿轮箱", "3453", False),
        ("智能装备", "装配机器人", "3491", False),
        ("汽车零部件", "汽车制动部件", "3670", False),
        ("电气", "配电开关柜", "3823", False),
        ("仪器仪表", "流量仪表", "4016", False),
        ("阀门", "工业阀门", "3443", False),
        ("液压", "液压元件", "3444", False),
        ("模具", "精密模具", "3525", False),
        ("电机", "伺服电机", "3812", False),
    ),
    "原材料": (
        ("新材料", "功能薄膜", "2921", True),
        ("涂料", "水性涂料", "2641", True),
        ("铝业", "铝合金型材", "3252", True),
        ("特种玻璃", "特种玻璃", "3042", True),
    ),
    "消费品": (
        ("食品", "烘焙食品", "1411", False),
        ("日用化学品", "护肤品", "2682", True),
        ("服饰", "针织服装", "1821", False),
        ("家居", "板式家具", "2110", False),
        ("药业", "口服制剂", "2720", True),
        ("包装印刷", "彩盒包装", "2319", False),
    ),
    "电子信息": (
        ("电子", "印制电路板", "3982", False),
        ("半导体", "功率器件", "3972", False),
        ("光电", "光模块", "3976", False),
        ("通信设备", "通信天线", "3921", False),
        ("传感技术", "压力传感器", "3983", False),
    ),
}
SUPPLIER_TRADES = ("自动化系统", "信息技术", "软件", "机器人", "智能科技", "数控设备", "物流设备", "检测技术")


def brand(rng: Random) -> str:
    """Three rare syllables."""
    return rng.choice(FIRST) + rng.choice(SECOND) + rng.choice(THIRD)


def company(rng: Random, trade: str, taken: set[str]) -> str:
    """A firm's name that was not given out before; it is added to `taken`."""
    while True:
        name = rng.choice(FORMS).format(brand=brand(rng), trade=trade)
        if name not in taken:
            taken.add(name)
            return name


def person(rng: Random) -> str:
    """An invented contact."""
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))


def phone(serial: int) -> str:
    """A number of the form 138000xxxxx, as forms print for an example."""
    return f"138000{serial % 100_000:05d}"


def suppliers(rng: Random, count: int, taken: set[str]) -> list[str]:
    """Names of firms that sell machines, software and services."""
    return [company(rng, rng.choice(SUPPLIER_TRADES), taken) for _ in range(count)]
