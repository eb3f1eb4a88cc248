"""The lists of enterprises and applications; a row leads to the page of its enterprise."""

from dashboard.language import say
from dashboard.layout import head, is_open, table, tabs
from dashboard.page import pinned
from dashboard.ways import way

page = pinned()
head(page, say("全部企业和申报项目。选中一行，看它的来源，再打开这家企业的页面。"))
way("search", say("按名称、代码、拼音或项目编号查找"))
enterprises, applications = tabs([say("企业"), say("项目")], key="list")
for part, question in ((enterprises, "enterprise_list"), (applications, "project_list")):
    with part:
        if is_open(part):
            table(page, question)
