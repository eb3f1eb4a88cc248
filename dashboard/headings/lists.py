"""Headings of recommendation lists and of what people did with them."""

HEADINGS: dict[str, str] = {
    "place": "位次",
    "applicant": "申报主体",
    "list_mark": "干预与说明",
    "contact_name": "联系人（遮盖）",
    "contact_phone": "联系方式（遮盖）",
    "moment": "时间（北京）",
    "actor": "经办人",
    "done": "办理",
    "why": "原因",
}
