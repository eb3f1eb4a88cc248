"""Certificates and robustness read as plain Chinese sentences: points with two decimals, no code, no None."""

from dashboard.decide.certificate import certificate
from dashboard.decide.problem import problem
from dashboard.decide.robustness import Firmness, robustness
from dashboard.decide.rules import Candidate, Floor, Force, Rules
from dashboard.decide.selection import select
from dashboard.decide.uncertainty import uncertainty
from dashboard.decide.words import (
    datum_sentence,
    firmness_sentence,
    floor_sentence,
    proof_sentence,
    rejected_sentence,
    replacement_sentence,
    shortfall_sentence,
    summary_sentence,
    ties_sentence,
)
from tests.dashboard.decide.test_certificate import CANDIDATES, RULES

NAMES = {one.project_id: f"虚构{one.project_id}公司" for one in CANDIDATES}


def test_the_certificate_in_words() -> None:
    told = certificate(select(CANDIDATES, RULES))
    assert proof_sentence(told) == "总分 235.00 分；已证明没有更好的名单"
    assert ties_sentence(told) == "同分名单共 2 份；按公布的次序（得分、示范性、基础条件、申报编号）取第一份"
    assert [replacement_sentence(entry, NAMES) for entry in told["chosen"]] == [
        "不选它，总分减少 2.00 分；最好由虚构B公司补上",
        "不选它，总分减少 0.00 分；最好由虚构C公司补上",
        "不选它，总分减少 5.00 分；最好由虚构F公司补上",
    ]
    assert [floor_sentence(entry) for entry in told["floors"]] == [
        "行业「装备制造」入选 2 项；这条保底没有让总分减少",
        "行业「电子信息」入选 1 项；没有这条保底，总分增加 25.00 分",
    ]
    assert [rejected_sentence(entry, NAMES) for entry in told["rejected"]] == [
        "不符合或未核实申报条件；若列入，总分增加 14.00 分",
        "同一企业的虚构A公司更合适，每家只推荐一项；若列入，总分减少 2.00 分",
        "排在它后面的虚构E公司为行业「电子信息」的保底入选；若列入，总分减少 0.00 分",
        "排在它后面的虚构E公司为行业「电子信息」的保底入选；若列入，总分减少 5.00 分",
        "名额已满，入选的都排在它前面；若列入，总分减少 5.00 分",
    ]


def test_forces_in_words() -> None:
    told = certificate(select(CANDIDATES, Rules(1), [Force("F", True, "会商")]))
    assert replacement_sentence(told["chosen"][0], NAMES) == "由人工指定入选"
    assert rejected_sentence(told["rejected"][1], NAMES) == (
        "排在它后面的虚构F公司由人工指定入选，占了名额；指定入选占去了位置，无法列入"
    )


def test_unmet_floors_in_words() -> None:
    floor = Floor("town", "夏阳街道", 2)
    found = select([Candidate("A", "E1", 100, town="夏阳街道")], Rules(3, floors=(floor,)))
    assert shortfall_sentence(*found.shortfalls[0]) == (
        "街镇「夏阳街道」至少 2 项的保底达不到，差 1 项：现有候选、名额和指定下已是差得最少的名单"
    )
    told = certificate(found)
    assert proof_sentence(told) == "总分 1.00 分，另有 1 个保底名额无法满足；已证明没有更好的名单"
    assert ties_sentence(told) == "没有其他同分名单"
    alone = replacement_sentence(told["chosen"][0], {"A": "甲"})
    assert alone == "不选它，总分减少 1.00 分，多缺 1 个保底名额；无人可补"


def test_robustness_in_words() -> None:
    found = problem([Candidate("A", "E1", 6000), Candidate("B", "E2", 5000), Candidate("C", "E3", 9000)], Rules(2))
    spans = {"A": (60.0, 60.0), "B": (40.0, 80.0), "C": (90.0, 90.0)}
    result = robustness(found, uncertainty(found, {"k": (100, 100)}, {n: {"k": s} for n, s in spans.items()}))
    assert summary_sentence(result) == "稳入 1 项，临界 2 项，落选 0 项（逐项精确判定）"
    assert firmness_sentence(result.candidates[0], result.n_draws) == (
        "稳入：权重和待核实数据在范围内怎样变都入选（已证明）"
    )
    assert firmness_sentence(Firmness("A", "borderline", True, 0.4951, 0.0098), 10_000) == (
        "临界：10,000 次抽样中 49.51% 入选，误差 ±0.98%（95%）"
    )
    assert firmness_sentence(Firmness("A", "in", False, 1.0, 0.0003), 10_000) == (
        "稳入：10,000 次抽样次次入选；没有证明，相反的情形不到 0.03%（95%）"
    )
    assert datum_sentence(result.next_datum, {"B": "虚构乙公司"}, {"k": "生产效率提升"}) == (
        "建议先核实虚构乙公司的「生产效率提升」（分项得分现在可能在 40—80 之间）：2 项临界申报合起来相当于 2 项五五开，"
        "核实后预计能定下 1.6 项，是所有待核实数据里最多的"
    )
    assert datum_sentence(None, {}, {}) == "没有哪一项数据单独核实后能明显减少临界的申报"
