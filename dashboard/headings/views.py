"""Headings of the views that carry an argument: years beside each other, the bridge of a budget, published averages."""

HEADINGS: dict[str, str] = {
    # years beside each other
    "is_running": "是否未满年",
    "n_projects_by_day": "申报：同期（项）",
    "n_awards_by_day": "认定：同期（项）",
    "paid_by_day_yuan": "已拨付：同期（元）",
    # what became of a budget
    "bridge_no": "次序",
    "bridge_step": "去向",
    # published averages
    "cohort": "同类对象",
    "published_value": "公布的平均值",
    "published_in": "出处",
    "is_read": "是否读过原文",
    # the catalogue of quality rules
    "guards": "守什么",
    "check_status": "结论",
    "looks_at": "看的范围",
    "n_checked": "看过（个）",
    "counted": "看的是",
    "n_found": "发现（条）",
    "source": "依据",
    "n_rules": "规则（条）",
    "n_pass": "通过（条）",
    "n_fail": "有发现（条）",
    "n_not_applicable": "不适用（条）",
    # findings that matter
    "matter_no": "要紧次序",
    # names on a map
    "town_name": "名称",
    # a town against the district
    "town_measure": "项目",
    "town_value": "本街镇",
    "district_value": "全区",
    "share_pct": "占全区（%）",
    "place_no": "名次",
    "mean_value": "街镇平均",
    "gap_value": "与平均之差",
}
