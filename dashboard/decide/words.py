"""A certificate and a robustness in sentences for the people who decide. Points are shown with two decimals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dashboard import text
from dashboard.decide.robustness import Firmness, Robustness
from dashboard.decide.rules import Floor
from dashboard.decide.verify import Datum
from dashboard.language import say

ATTRIBUTES = {"industry": "行业", "town": "街镇", "process": "环节"}
VERDICTS = {"in": "稳入", "borderline": "临界", "out": "落选"}


def points(hundredths: int) -> str:
    """Hundredths as 「3.25 分」."""
    return say("{hundredths} 分", hundredths=text.score(Decimal(hundredths) / 100))


def floor_rule_sentence(floor: Floor) -> str:
    """A floor as a rule."""
    return say(
        "{words}「{value}」至少 {at_least} 项",
        words=ATTRIBUTES[floor.attribute], value=floor.value, at_least=floor.at_least,
    )


def shortfall_sentence(floor: Floor, missing: int) -> str:
    """A floor that the list can't fill."""
    return say(
        "{floor}的保底达不到，差 {missing} 项：现有候选、名额和指定下已是差得最少的名单",
        floor=floor_rule_sentence(floor), missing=missing,
    )


def proof_sentence(certificate: Mapping[str, Any]) -> str:
    """What is proved about the total."""
    total, bound = certificate["total"], certificate["bound"]
    unmet = say("，另有 {missing} 个保底名额无法满足", missing=total['missing']) if total["missing"] else ""
    if total == bound:
        return say("总分 {points}{unmet}；已证明没有更好的名单", points=points(total['points']), unmet=unmet)
    return say(
        "总分 {points}{unmet}；只证明到不超过 {points2}，其间没有查完",
        points=points(total['points']), unmet=unmet, points2=points(bound['points']),
    )


def ties_sentence(certificate: Mapping[str, Any]) -> str:
    """How many lists are equally good, and which of them was taken."""
    n_lists, is_complete = len(certificate["ties"]["lists"]), certificate["ties"]["is_complete"]
    if is_complete and n_lists == 1:
        return say("没有其他同分名单")
    many = (
        say("共 {n_lists} 份", n_lists=n_lists)
        if is_complete
        else say("至少 {words} 份，未全部列出", words=max(1, n_lists))
    )
    return say("同分名单{many}；按公布的次序（得分、示范性、基础条件、申报编号）取第一份", many=many)


def replacement_sentence(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What it costs to do without a chosen one."""
    cost = entry["replacement"]
    if cost is None:
        return (
            say("由人工指定入选") if entry["is_eligible"] else say("由人工指定入选（不符合或未核实申报条件，另有说明）")
        )
    instead = say("、").join(names[number] for number in cost["in"])
    others = say("、").join(names[number] for number in cost["out"] if number != entry["project_id"])
    also = say("，并换下{others}", others=others) if others else ""
    return say(
        "不选它，总分{cost}；{words}{also}",
        cost=_lost(cost), words=say("最好由{instead}补上", instead=instead) if instead else say('无人可补'),
        also=also,
    )


def rejected_sentence(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Why somebody is not in the list, and by how much."""
    instead = names.get(entry["instead"] or "", "")
    floors = say("、").join(
        say("{words}「{value}」", words=ATTRIBUTES[kind], value=value) for kind, value in entry["floors"]
    )
    why = {
        "ineligible": say("不符合或未核实申报条件"),
        "forced_out": say("由人工指定不选"),
        "own_forced": say("同一企业的{instead}由人工指定入选，每家只推荐一项", instead=instead),
        "own": say("同一企业的{instead}更合适，每家只推荐一项", instead=instead),
        "quota": say("名额已满，入选的都排在它前面"),
        "forced": say("排在它后面的{instead}由人工指定入选，占了名额", instead=instead),
        "floor": say("排在它后面的{instead}为{floors}的保底入选", instead=instead, floors=floors),
        "bonus": say("排在它后面的{instead}覆盖了别人没有的场景，合计更高", instead=instead),
    }[entry["by"]]
    miss = entry["miss"]
    return say(
        "{why}；{words}",
        why=why,
        words=say('指定入选占去了位置，无法列入') if miss is None else say('若列入，总分') + _lost(miss),
    )


def floor_sentence(entry: Mapping[str, Any]) -> str:
    """How a floor is kept and what it costs."""
    kept = say(
        "{words}「{value}」入选 {n_chosen} 项",
        words=ATTRIBUTES[entry['attribute']], value=entry['value'], n_chosen=entry['n_chosen'],
    )
    cost = entry["cost"]
    if cost["at_best"] is None and cost["points"] == 0 and cost["missing"] == 0:
        return say("{kept}；这条保底没有让总分减少", kept=kept)
    return say("{kept}；没有这条保底，总分{cost}", kept=kept, cost=_gained(cost))


def firmness_sentence(found: Firmness, n_draws: int) -> str:
    """How firmly one candidate stands."""
    verdict = VERDICTS[found.verdict]
    if found.is_proved and found.verdict != "borderline":
        return say(
            "{verdict}：权重和待核实数据在范围内怎样变都{words}（已证明）",
            verdict=verdict, words=say('入选') if found.verdict == 'in' else say('不入选'),
        )
    margin = text.percent(100 * found.margin, 2)
    if found.share in (0, 1):
        always = say("次次入选") if found.share else say("没有一次入选")
        return say(
            "{verdict}：{n_draws} 次抽样{always}；没有证明，相反的情形不到 {margin}（95%）",
            verdict=verdict, n_draws=text.count(n_draws), always=always, margin=margin,
        )
    share = text.percent(100 * found.share, 2)
    return say(
        "{verdict}：{n_draws} 次抽样中 {share} 入选，误差 ±{margin}（95%）",
        verdict=verdict, n_draws=text.count(n_draws), share=share, margin=margin,
    )


def datum_sentence(datum: Datum | None, names: Mapping[str, str], criteria: Mapping[str, str]) -> str:
    """Which claim to verify next and why."""
    if datum is None:
        return say("没有哪一项数据单独核实后能明显减少临界的申报")
    what = say("{words}的「{words2}」", words=names[datum.project_id], words2=criteria[datum.criterion])
    span = say("分项得分现在可能在 {low}—{high} 之间", low=text.number(datum.low), high=text.number(datum.high))
    return (
        say(
            "建议先核实{what}（{span}）：{n_borderline} 项临界申报合起来相当于 {n_in_doubt} 项五五开，核实后预计能定"
            "下 {n_settled} 项，是所有待核实数据里最多的",
            what=what, span=span, n_borderline=datum.n_borderline, n_in_doubt=text.number(datum.n_in_doubt),
            n_settled=text.number(datum.n_settled, 2),
        )
    )


def summary_sentence(found: Robustness) -> str:
    """How many stand how firmly."""
    parts = [
        say("{word} {words} 项", word=word, words=sum(v.verdict == code for v in found.candidates))
        for code, word in VERDICTS.items()
    ]
    how = say("逐项精确判定") if found.is_exact else say(
        "先逐对证明，证明不了的抽样 {n_draws} 次",
        n_draws=text.count(found.n_draws),
    )
    return say("{parts}（{how}）", parts=say('，').join(parts), how=how)


def _amount(cost: Mapping[str, int]) -> str:
    floors = say("，多缺 {missing} 个保底名额", missing=cost['missing']) if cost["missing"] > 0 else ""
    fewer = say("，少缺 {missing} 个保底名额", missing=-cost['missing']) if cost["missing"] < 0 else ""
    word = say("减少") if cost["points"] >= 0 else say("增加")
    return f"{word} {points(abs(cost['points']))}{floors}{fewer}"


def _lost(cost: Mapping[str, Any]) -> str:
    return _amount(cost) if cost["at_best"] is None else say(
        "最多{cost}、至少{at_best}",
        cost=_amount(cost), at_best=_amount(cost['at_best']),
    )


def _gained(cost: Mapping[str, Any]) -> str:
    turned = {"points": -cost["points"], "missing": -cost["missing"]}
    if cost["at_best"] is None:
        return _amount(turned)
    best = cost["at_best"]
    return say(
        "至少{turned}、最多{words}",
        turned=_amount(turned), words=_amount({'points': -best['points'], 'missing': -best['missing']}),
    )
