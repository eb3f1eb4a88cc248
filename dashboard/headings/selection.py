"""Headings of the selection under the quota: scales, who is in, what each costs, how firmly it stands."""

HEADINGS: dict[str, str] = {
    "missing_score": "缺数据时得分（百分制）",
    "scale_value": "刻度数值",
    "scale_points": "刻度得分（百分制）",
    "firmness": "入选把握",
    "drawn_in_pct": "抽样入选比例（%）",
    "replacement": "不选它的代价",
    "rejected_reason": "落选原因",
    "miss_points": "若列入总分减少（分）",
    "floor_rule": "保底要求",
    "n_chosen": "入选（项）",
    "n_short": "差（项）",
    "floor_cost": "代价",
    "fact": "填报值",
    "low_points": "核实后最低（百分制）",
    "high_points": "核实后最高（百分制）",
    "swap_role": "调整",
}
