"""The builds there were: what changed from one to another, and the dashboard of then."""

from datetime import date

import polars as pl
import streamlit as st

from dashboard.changes_panel import changes_panel
from dashboard.language import say
from dashboard.layout import head, section
from dashboard.made_table import made_table
from dashboard.page import pinned
from dashboard.past_panel import past_panel
from queries import warehouse
from queries.history import history, lookable

page = pinned()
head(page, say("每次入库生成一个数据版本。两个版本之间变了什么，逐行列出、加得起来；以前的版本可以再看。"))
kept = lookable().with_columns(
    pl.struct("published", "as_of", "build", "is_again").map_elements(
        lambda one: say(
            "数据日期 {as_of} · {moment}{again} · {build}", as_of=one["as_of"], build=one["build"][9:],
            moment=say("{at} 生成", at=one["published"][5:]) if one["published"] else "",
            again=say("（重做）") if one["is_again"] else "",
        ), return_dtype=pl.String,
    ).alias("label")
)
section(say("两个版本之间变了什么"), say("这一页不受上面的筛选影响。"))
if kept.height < 2:
    st.info(say("只有一个版本，还没有可比的。下一次入库以后，这里列出变了什么；也可以在下面重做以前的一天。"))
else:
    changes_panel(page, dict(kept.select("build", "label").iter_rows()))
section(say("看以前的看板"), say("整个看板换成那个版本的数字，页首一直注明，随时可以回来；现用版本不变。"))
past_panel(kept.filter(pl.col("build") != page.warehouse.build), date.fromisoformat(warehouse().as_of))
section(say("版本记录"), say("每一次生成，从新到旧。不再留存的可以重做：当时的报送都在，做出来内容与当时一致。"))
made_table(page, say("版本记录"), history().drop("content_hash"), "history", say("由入库时的记录"))
