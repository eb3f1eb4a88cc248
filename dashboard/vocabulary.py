"""Code → Chinese word: verdicts, states, kinds and duties as colleagues call them."""

VERDICTS = {"pass": "符合", "fail": "不符合", "unknown": "待核实"}
STATUSES = {"priced": "已核定", "no_step": "不另奖励", "unpriced": "标准未知", "none": "不予奖励"}
FILE_STATUSES = {
    "loaded": "已入库",
    "refused": "未读取",
    "superseded": "已被新版取代",
    "same_content": "内容重复",
    "reply": "更正回执",
}
RULE_STATUSES = {"pass": "通过", "fail": "有发现", "not_applicable": "不适用"}
SEVERITIES = {"error": "已隔离", "warning": "请核实", "info": "提示"}
STANDINGS = {
    "within": "排入推荐", "pass": "符合条件", "beyond": "名额之外", "second": "同企业已有更高分的申报",
    "unknown": "待核实", "fail": "不符合", "unjudged": "没有可核对的条件",
}
EFFECTS = {"in": "入围", "up": "上升", "down": "下降", "out": "出局"}
SENDER_KINDS = {
    "town": "街镇", "unit": "推荐单位", "enterprise": "企业", "district": "区本级",
    "several": "多个街镇", "unknown": "未识别",
}
SENDER_BASES = {
    "rows_unit": "各行的推荐单位一致", "rows_town": "各行的街镇一致", "rows_enterprise": "各行只涉及一家企业",
    "file_name": "文件名（各行不足以判断）", "own_ledger": "区里自己的台账",
    "several": "各行分属多个街镇，文件名也没有写明",
    "none": "没有可用的行，文件名也没有写明",
}
DUTIES = {
    "publicity": "公示期", "step": "环节推进", "objection": "异议核查", "evidence": "补材料核实",
    "assessment": "成熟度自评估", "payment": "免申即享拨付", "deadline": "推荐报送", "correction": "更正报送表",
}
BLOCKERS = VERDICTS | {"own": "同一企业", "full": "名额已满"}
TRACKS = {"scene": "优秀场景", "factory": "示范工厂"}
PATH_STATES = {"held": "已有同档或更高", "ready": "现在就可报", "short": "还差条件", "closed": "不能再报"}
REMEDIES = {"invest": "补投入", "add": "补数量", "do": "去办理", "wait": "等期满", "closed": "补不了", "verify": "核实"}
BASES = {"own_call": "本批次的申报", "other_call": "其他批次的申报", "none": "没有申报，只看企业表"}
COSTS = {"priced": "有标准", "unpriced": "标准未知", "no_reward": "不设奖励"}
MATCH_STATES = {"matched": "已对上", "waiting": "待核对", "outside": "不是台账企业"}
MATCH_RULES = {"code": "信用代码", "name": "同名", "former": "曾用名", "writing": "只是写法不同", "ruling": "经人核对"}
LIST_KINDS = {"award": "认定", "payment": "拨付"}
CHANGES = {"came": "新增", "gone": "减少", "changed": "改动"}
# What stands beside the kinds of sheets where two builds are compared.
RESULTS = {"listed": "公布名单", "eligibility": "申报条件结论", "standing": "推荐去向", "entitlement": "应奖"}
BUILD_STATES = {"now": "现用", "kept": "留存，可直接看", "repeatable": "可重做", "lost": "不能重做"}
# The same titles as in data/sources/*.toml (a test keeps them equal): the dashboard may not read data/.
KINDS = {
    "enterprise": "企业",
    "finance": "经营情况",
    "project": "申报项目",
    "instance": "场景实例",
    "investment": "已投入资金",
    "outcome": "成效",
    "outcome_line": "成效（长表）",
    "award": "认定",
    "payment": "资金拨付",
    "budget": "预算",
    "diagnosis": "诊断",
    "stage_event": "流程",
    "award_list": "认定名单",
    "payment_list": "拨付名单",
    "equipment": "装备软件清单",
}
