"""The quota radar: used, left, what lifts it, who can't be proposed, how long it is open; on any past day."""

import streamlit as st

from dashboard import text
from dashboard.answers import asked, drawn_of, part
from dashboard.columns import WORDS
from dashboard.figures.quota import quota_gauge
from dashboard.filters import choose_day
from dashboard.language import say
from dashboard.layout import figure_card, head, section, show, table
from dashboard.page import pinned
from dashboard.places_used import say_places_used

page = pinned()
head(page, say("可推荐多少、已排入多少、还差几项认定可以增额、谁不能推荐、离截止还有几天。"))
day = choose_day(page.warehouse)
ours = part(page.warehouse, "quota_status", asked("quota_status", {}, {"as_of": day}), "is_own_kind")
with st.container(key="figures"):
    for row in ours.iter_rows(named=True):
        name = text.track(row["track"])
        figure_card(
            name, text.part_of(row["n_used"], row["limit"]),
            say(
                "按{words}计：申报 {n_applied}，符合条件 {n_eligible}，排入推荐 {n_used}，名额 {limit}",
                words=WORDS['counting_unit'][row['counting_unit']], n_applied=row['n_applied'],
                n_eligible=row['n_eligible'], n_used=row['n_used'], limit=row['limit'],
            ),
        )
        figure_card(say("{name}剩余", name=name), text.count(row["n_remaining"]))
    if ours.height:
        first = ours.row(0, named=True)
        figure_card(
            say("累计认定（项）"),
            text.count(first["n_recognised"]),
            say("超过 {lift_above} 项时名额增加（{clause}）", lift_above=first["lift_above"], clause=first["clause"])
            if first["lift_above"]
            else "",
        )
        figure_card(
            say("距增额还差（项）"), say("已增额") if first["is_lifted"] else text.count(first["n_to_lift"]),
            say("累计认定须超过 {lift_above} 项", lift_above=first['lift_above']),
        )
        for label, who in ((say("企业申报截止"), "enterprise"), (say("推荐截止"), "authority")):
            n_days = first[f"n_days_{who}"]
            figure_card(label, text.days_left(n_days), text.deadline_text(first[f"deadline_{who}"], n_days))
say_places_used(page.warehouse, day)
if day:
    st.caption(say(
        "截至 {day}：只计当天及以前的认定和申报；没有申报日期的不计。条件按现有数据核对。",
        day=text.date_text(day),
    ))
show(drawn_of(quota_gauge, ours), "quota-gauge")
section(say("各类主体的名额"))
table(page, "quota_status", as_of=day)
section(say("不能推荐的原因"), say("同一申报有几条原因的，每条各计一次。"))
table(page, "quota_blocked_summary", as_of=day)
section(say("不能推荐的申报"), say("选中一行，看它的逐条核对。待核实的先补数据。"))
selected = table(page, "quota_blocked_list", as_of=day)
section(
    say("{enterprise}：逐条核对", enterprise=selected["enterprise"]) if selected else say("逐条核对"),
    say("每个条件：符合、不符合、待核实。"),
)
table(
    page, "eligibility_detail", call="" if selected or not ours.height else str(ours["call"][0]),
    project_id=selected["project_id"] if selected else "",
)
