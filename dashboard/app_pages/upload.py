"""Handing in workbooks: what became of each, and what to correct."""


from dashboard.answers import answer
from dashboard.language import say
from dashboard.layout import head, section, table
from dashboard.page import pinned
from dashboard.past_build import stop_in_the_past
from dashboard.upload_panel import upload_panel
from dashboard.ways import way
from queries.warehouse import home_path

page = pinned()
head(page, say("把报送表交进来：读取、核对、生成新的数据版本，列出每个文件的结果。改好的表用同样的文件名再交一次。"))
stop_in_the_past()
received = answer(page.warehouse, "source_file_list")
folders = sorted({name.rsplit("/", 1)[0] for name in received["file"] if "/" in name})
upload_panel(home_path(), folders)
way("findings", say("哪些单元格要改 ›"))
section(say("已经收到的文件"), say("同名的新文件取代旧文件，旧文件留档。"))
table(page, "source_file_list")
