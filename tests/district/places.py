"""Towns, their share of industry, and the district companies that may stamp for them."""

TOWNS = {
    "香花桥街道": 0.235,
    "华新镇": 0.15,
    "白鹤镇": 0.12,
    "赵巷镇": 0.11,
    "徐泾镇": 0.10,
    "练塘镇": 0.07,
    "重固镇": 0.06,
    "夏阳街道": 0.05,
    "盈浦街道": 0.045,
    "朱家角镇": 0.04,
    "金泽镇": 0.02,
}
# Town -> (district company, share of the town's enterprises that hand in through it).
COMPANIES = {
    "香花桥街道": ("工业园区", 0.45),
    "徐泾镇": ("西虹桥公司", 0.4),
    "盈浦街道": ("新城公司", 0.35),
    "夏阳街道": ("新城公司", 0.3),
    "赵巷镇": ("青发集团", 0.2),
    "朱家角镇": ("青发集团", 0.25),
    "华新镇": ("科创集团", 0.12),
    "练塘镇": ("科创集团", 0.15),
}


def town_sizes(total: int) -> dict[str, int]:
    """Number of enterprises per town, summing to `total` exactly (largest remainder)."""
    sizes = {town: int(share * total) for town, share in TOWNS.items()}
    by_rest = sorted(TOWNS, key=lambda town: TOWNS[town] * total - sizes[town], reverse=True)
    for town in by_rest[: total - sum(sizes.values())]:
        sizes[town] += 1
    return sizes
