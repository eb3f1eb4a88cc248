"""A certificate and a robustness in sentences for the people who decide. Points are shown with two decimals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dashboard import text
from dashboard.decide.robustness import Firmness, Robustness
from dashboard.decide.rules import Floor
from dashboard.decide.verify import Datum

ATTRIBUTES = {"industry": "行业", "town": "街镇", "process": "环节"}
VERDICTS = {"in": "稳入", "borderline": "临界", "out": "落选"}


def points(hundredths: int) -> str:
    """Hundredths as 「3.25 分」."""
    return f"{text.score(Decimal(hundredths) / 100)} 分"


def floor_rule_sentence(floor: Floor) -> str:
    """A floor as a rule."""
    return f"{ATTRIBUTES[floor.attribute]}「{floor.value}」至少 {floor.at_least} 项"


def shortfall_sentence(floor: Floor, missing: int) -> str:
    """A floor that the list can't fill."""
    return f"{floor_rule_sentence(floor)}的保底达不到，差 {missing} 项：现有候选、名额和指定下已是差得最少的名单"


def proof_sentence(certificate: Mapping[str, Any]) -> str:
    """What is proved about the total."""
    total, bound = certificate["total"], certificate["bound"]
    unmet = f"，另有 {total['missing']} 个保底名额无法满足" if total["missing"] else ""
    if total == bound:
        return f"总分 {points(total['points'])}{unmet}；已证明没有更好的名单"
    return f"总分 {points(total['points'])}{unmet}；只证明到不超过 {points(bound['points'])}，其间没有查完"


def ties_sentence(certificate: Mapping[str, Any]) -> str:
    """How many lists are equally good, and which of them was taken."""
    n_lists, is_complete = len(certificate["ties"]["lists"]), certificate["ties"]["is_complete"]
    if is_complete and n_lists == 1:
        return "没有其他同分名单"
    many = f"共 {n_lists} 份" if is_complete else f"至少 {max(1, n_lists)} 份，未全部列出"
    return f"同分名单{many}；按公布的次序（得分、示范性、基础条件、申报编号）取第一份"


def replacement_sentence(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What it costs to do without a chosen one."""
    cost = entry["replacement"]
    if cost is None:
        return "由人工指定入选" if entry["is_eligible"] else "由人工指定入选（不符合或未核实申报条件，另有说明）"
    instead = "、".join(names[number] for number in cost["in"])
    others = "、".join(names[number] for number in cost["out"] if number != entry["project_id"])
    also = f"，并换下{others}" if others else ""
    return f"不选它，总分{_lost(cost)}；{f'最好由{instead}补上' if instead else '无人可补'}{also}"


def rejected_sentence(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Why somebody is not in the list, and by how much."""
    instead = names.get(entry["instead"] or "", "")
    floors = "、".join(f"{ATTRIBUTES[kind]}「{value}」" for kind, value in entry["floors"])
    why = {
        "ineligible": "不符合或未核实申报条件",
        "forced_out": "由人工指定不选",
        "own_forced": f"同一企业的{instead}由人工指定入选，每家只推荐一项",
        "own": f"同一企业的{instead}更合适，每家只推荐一项",
        "quota": "名额已满，入选的都排在它前面",
        "forced": f"排在它后面的{instead}由人工指定入选，占了名额",
        "floor": f"排在它后面的{instead}为{floors}的保底入选",
        "bonus": f"排在它后面的{instead}覆盖了别人没有的场景，合计更高",
    }[entry["by"]]
    miss = entry["miss"]
    return f"{why}；{'指定入选占去了位置，无法列入' if miss is None else '若列入，总分' + _lost(miss)}"


def floor_sentence(entry: Mapping[str, Any]) -> str:
    """How a floor is kept and what it costs."""
    kept = f"{ATTRIBUTES[entry['attribute']]}「{entry['value']}」入选 {entry['n_chosen']} 项"
    cost = entry["cost"]
    if cost["at_best"] is None and cost["points"] == 0 and cost["missing"] == 0:
        return f"{kept}；这条保底没有让总分减少"
    return f"{kept}；没有这条保底，总分{_gained(cost)}"


def firmness_sentence(found: Firmness, n_draws: int) -> str:
    """How firmly one candidate stands."""
    verdict = VERDICTS[found.verdict]
    if found.is_proved and found.verdict != "borderline":
        return f"{verdict}：权重和待核实数据在范围内怎样变都{'入选' if found.verdict == 'in' else '不入选'}（已证明）"
    margin = text.percent(100 * found.margin, 2)
    if found.share in (0, 1):
        always = "次次入选" if found.share else "没有一次入选"
        return f"{verdict}：{text.count(n_draws)} 次抽样{always}；没有证明，相反的情形不到 {margin}（95%）"
    share = text.percent(100 * found.share, 2)
    return f"{verdict}：{text.count(n_draws)} 次抽样中 {share} 入选，误差 ±{margin}（95%）"


def datum_sentence(datum: Datum | None, names: Mapping[str, str], criteria: Mapping[str, str]) -> str:
    """Which claim to verify next and why."""
    if datum is None:
        return "没有哪一项数据单独核实后能明显减少临界的申报"
    what = f"{names[datum.project_id]}的「{criteria[datum.criterion]}」"
    span = f"分项得分现在可能在 {text.number(datum.low)}—{text.number(datum.high)} 之间"
    return (
        f"建议先核实{what}（{span}）：{datum.n_borderline} 项临界申报合起来相当于 {text.number(datum.n_in_doubt)} 项"
        f"五五开，核实后预计能定下 {text.number(datum.n_settled, 2)} 项，是所有待核实数据里最多的"
    )


def summary_sentence(found: Robustness) -> str:
    """How many stand how firmly."""
    counts = {word: text.count(sum(v.verdict == code for v in found.candidates)) for code, word in VERDICTS.items()}
    parts = [f"{word} {n} 项" for word, n in counts.items()]
    how = "逐项精确判定" if found.is_exact else f"先逐对证明，证明不了的抽样 {text.count(found.n_draws)} 次"
    return f"{'，'.join(parts)}（{how}）"


def _amount(cost: Mapping[str, int]) -> str:
    floors = f"，多缺 {cost['missing']} 个保底名额" if cost["missing"] > 0 else ""
    fewer = f"，少缺 {-cost['missing']} 个保底名额" if cost["missing"] < 0 else ""
    word = "减少" if cost["points"] >= 0 else "增加"
    return f"{word} {points(abs(cost['points']))}{floors}{fewer}"


def _lost(cost: Mapping[str, Any]) -> str:
    return _amount(cost) if cost["at_best"] is None else f"最多{_amount(cost)}、至少{_amount(cost['at_best'])}"


def _gained(cost: Mapping[str, Any]) -> str:
    turned = {"points": -cost["points"], "missing": -cost["missing"]}
    if cost["at_best"] is None:
        return _amount(turned)
    best = cost["at_best"]
    return f"至少{_amount(turned)}、最多{_amount({'points': -best['points'], 'missing': -best['missing']})}"
