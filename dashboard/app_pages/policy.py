"""Which documents the figures rest on: every amount, threshold and date with its clause and with what it settled."""

import streamlit as st

from dashboard.answers import answer
from dashboard.language import say
from dashboard.layout import head, section, table, tabs
from dashboard.page import pack_words, pinned

KINDS = ["奖励", "条件", "名额", "期限", "流程", "材料", "评分", "设定", "资金科目", "条文"]
HISTORY = ["奖励", "条件", "名额", "期限", "流程", "评分", "设定"]
HOW_TO = say("""
1. 对照表是 `data/catalogues/crosswalk.csv`，用 Excel 或记事本打开，每行一对：两版的场景序号、关系、说明。
2. 关系只写三个词：`same`（同）、`near`（近似）、`none`（无对应）。无对应时另一边的序号留空，不能再写别的对应。
3. 两个目录的每个场景都要出现；一个场景可以近似对应几个，各写一行。
4. 改完请管理员运行 `python -m etl check`，有错会逐条指出文件和行；通过后重新装入数据，本页随之更新。
5. 两个场景是否算同一件事，请问区经济委员会（或工信部门）负责智能制造的科室；拿不准的写 `near` 并在说明里写理由。
""")
page = pinned()
head(page, say("每个金额、条件、名额和期限出自哪份文件哪一条，用在哪里。失效或未获正文的文件不用来计价。"))
packs = answer(page.warehouse, "pack_list")
titles = {pack["pack"]: pack_words(pack) for pack in packs.iter_rows(named=True)}
entries, history, crosswalk, documents = tabs(
    [say("条目与用途"), say("规则沿革"), say("场景目录对照"), say("文件与批次")], key="part"
)
with entries:
    pack = (
        st.selectbox(
            say("政策文件"),
            ["", *titles],
            format_func=lambda name: titles.get(name, say("全部文件")),
            key="pack",
            bind="query-params",
            filter_mode=None,
        )
        or ""
    )
    kind = st.segmented_control(say("条目类别"), KINDS, key="entry_kind", bind="query-params", format_func=say) or ""
    st.caption(say("选中一条，看它判定或计价的每一行。"))
    selected = table(page, "policy_notes", pack=pack, entry_kind=kind)
    if selected:
        section(say(
            "{entry}（{words}）：{figure}",
            entry=selected['entry'], words=selected['subject'] or selected['clause'],
            figure=selected['figure'],
        ))
        st.text(say(
            "{words} {clause}：{words2}",
            words=titles[selected['pack']], clause=selected['clause'],
            words2=selected['quote'] or say('没有原文可引'),
        ))
        table(
            page, "policy_use_list", pack=selected["pack"], entry_kind=selected["entry_kind"],
            entry_key=selected["entry_key"],
        )
with history:
    section(say("同一规则在各份文件里"), say("按文件生效先后排列。未获正文的文件没有写明的，一律作不详，不当作取消。"))
    rules = (
        st.segmented_control(say("规则类别"), HISTORY, default=HISTORY[0], key="rules", required=True, format_func=say)
        or HISTORY[0]
    )
    is_changed = st.toggle(say("只看各文件不一致的"), key="is_changed")
    table(page, "rule_history", entry_kind=rules, is_changed="true" if is_changed else "")
with crosswalk:
    section(say("2023 年版与 2025 年版"), say("名称相同的为同，内容相近的为近似；没有对应的写明无对应，不强行归并。"))
    for way in answer(page.warehouse, "scenario_crosswalk_status").iter_rows(named=True):
        st.text(
            say(
                "{catalogue} → {other_catalogue}：场景 {n_scenarios} = 同 {n_same} + 近似 {n_near} + 无对应 "
                "{n_alone}；场景实例 {n_instances} = 有对应 {n_instances_mapped} + 无对应 {n_instances_alone} + 目录"
                "外 {n_instances_outside}",
                catalogue=way['catalogue'], other_catalogue=way['other_catalogue'],
                n_scenarios=way['n_scenarios'], n_same=way['n_same'], n_near=way['n_near'],
                n_alone=way['n_alone'], n_instances=way['n_instances'],
                n_instances_mapped=way['n_instances_mapped'], n_instances_alone=way['n_instances_alone'],
                n_instances_outside=way['n_instances_outside'],
            )
        )
    years = answer(page.warehouse, "scenario_crosswalk_status")["catalogue"].to_list()
    start = (
        st.segmented_control(
            say("从哪一版看"),
            years,
            format_func=lambda year: say("{year} 年版", year=year),
            key="crosswalk",
            bind="query-params",
        )
        or ""
    )
    table(
        page, "scenario_crosswalk_list", catalogue=start,
        reconciliation=say("两个目录的每个场景都在表中；一个场景对应几个的占几行，实例只计一次，见上面两行"),
    )
    with st.expander(say("怎么修改对照表")):
        st.markdown(HOW_TO)
with documents:
    section(say("文件目录"))
    table(page, "pack_list")
    section(say("申报批次"))
    table(page, "call_options")
