"""Headings of recommendation lists and of what people did with them."""

HEADINGS: dict[str, str] = {
    "place": "位次",
    "applicant": "申报主体",
    "list_mark": "干预与说明",
    "masked_contact": "联系人（遮盖）",
    "moment": "时间（北京）",
    "actor": "经办人",
    "done": "办理",
    "why": "原因",
}
