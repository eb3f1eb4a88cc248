"""What this is, which build is shown, how a figure is made."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.language import say
from dashboard.layout import head
from dashboard.page import pinned

page = pinned()
head(page, say("这是什么、数据从哪来、数字怎么算。"))
status = answer(page.warehouse, "build_status").row(0, named=True)
st.text(
    say(
        "{city}{district}智能制造台账。数据日期 {as_of}，版本 {build}，读取 {n_files} 个文件 {n_read} 行。",
        city=status['city'], district=status['district'], as_of=text.date_text(status['as_of']),
        build=status['build'], n_files=status['n_files'], n_read=text.count(status['n_read']),
    )
)
st.text(say("内容校验 {content_hash}", content_hash=page.warehouse.content_hash))
st.markdown(
    say("""
- **数字一致**：屏幕、下载的文件、由原始单元格重新计算，三者相同；每行都能查到文件、工作表、行。
- **未填报**：空着的就是未填报，单独成一栏，不当作 0，也不丢掉。
- **隔离**：读不懂的行先隔离，说明哪个单元格、为什么、怎么改，不影响其他行。
- **应奖**：按认定时生效的文件计算（晋档补差、就高不重复、逐次）；没有生效文件或金额未知的，列为「标准未知」，不计价。
- **成效**：企业自报，官方没有公布公式，所以只给中位数、四分位和填报数，不给平均数。
- **推荐**：评分刻度固定，加减一个申报不会改变其他申报的先后；权重是本区口径。
- **个人信息**：报送表里的联系人、手机号不入数据版本；另行登记的只存决策库，
  页面只显示遮盖后的；只能用命令注明用途导出，并留记录。
""")
)
