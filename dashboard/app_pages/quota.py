"""The quota radar: used, left, what lifts it, who can't be proposed."""

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from dashboard.figures.quota import quota_gauge
from dashboard.layout import figure_card, head, section, show, table
from dashboard.page import pinned

page = pinned()
head(page, "可推荐多少、已排入多少、还差几项认定可以增额。")
status = answer(page.warehouse, "quota_status")
ours = status.filter(is_ours=True)
with st.container(key="figures"):
    for row in ours.iter_rows(named=True):
        figure_card(
            text.track(row["track"]), f"{row['n_used']}/{row['limit']}",
            f"排入推荐 {row['n_used']}，名额 {row['limit']}；"
            f"符合条件 {row['n_eligible']} 项，申报 {row['n_applied']} 项",
        )
        figure_card(f"{text.track(row['track'])}剩余", text.count(row["n_remaining"]))
    first = ours.row(0, named=True) if ours.height else {}
    if first:
        figure_card(
            "累计认定（项）", text.count(first["n_recognised"]),
            f"超过 {first['lift_above']} 项时名额增加（{first['clause']}）" if first["lift_above"] else "",
        )
deadlines = answer(page.warehouse, "call_options")
for call in deadlines.iter_rows(named=True):
    st.caption(f"{call['title']}：企业申报截至 {text.date_text(call['deadline_enterprise'])}")
show(quota_gauge(ours), "quota-gauge")
section("各类主体的名额")
table(page, "quota_status")
section("逐条核对", "每个申报的每个条件：符合、不符合、待核实；待核实的先补数据。")
table(page, "eligibility_detail", call=str(first["call"]) if first else "")
