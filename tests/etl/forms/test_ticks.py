"""Check boxes: what counts as ticked, and to which option a mark belongs."""

from __future__ import annotations

import pytest

from etl.forms.ticks import ticked

KINDS = ("中央企业", "地方国企", "民营企业", "三资企业")


@pytest.mark.parametrize(("text", "chosen"), [
    ("□中央企业 □地方国企 ☑民营企业 □三资企业", "民营企业"),
    ("□中央企业 □地方国企 √民营企业 □三资企业", "民营企业"),
    ("□中央企业□地方国企■民营企业□三资企业", "民营企业"),
    ("□中央企业 □地方国企 □√民营企业 □三资企业", "民营企业"),
    ("□中央企业 □地方国企 ☒ 民营企业 □三资企业", "民营企业"),
    ("□中央企业 □地方国企 民营企业√ □三资企业", "民营企业"),
    ("中央企业□地方国企□民营企业☑三资企业□", "民营企业"),
    ("[ ]中央企业 [ ]地方国企 [√]民营企业 [ ]三资企业", "民营企业"),
    ("（ ）中央企业 （ ）地方国企 （√）民营企业 （ ）三资企业", "民营企业"),
    ("□中 央 企 业 ☑民 营 企 业", "民营企业"),
    ("☑中央企业 ☑民营企业", "中央企业；民营企业"),
    ("民营企业", "民营企业"),
    ("□中央企业 □地方国企 □民营企业 □三资企业", ""),
    ("□中央企业 ☑其他：集体企业", "其他：集体企业"),
    ("", ""),
])
def test_the_ticked_option(text: str, chosen: str) -> None:
    assert ticked(text, KINDS) == chosen


@pytest.mark.parametrize(("text", "chosen"), [
    ("□是（事故名称： ） ☑否", "否"), ("☑是（事故名称：虚构事故） □否", "是"), ("□是 否√", "否"), ("√是□否", "是"),
    ("（□是 ☑否），不申报无需填报", "否"), ("否", "否"),
])
def test_yes_or_no(text: str, chosen: str) -> None:
    assert ticked(text, ("是", "否")) == chosen
