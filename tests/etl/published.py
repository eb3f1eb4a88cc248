"""Published lists made by hand: three invented enterprises, and names that are and are not theirs."""

from __future__ import annotations

from pathlib import Path

from tests.etl.loads import written

A, B, C = "91310118XX00000196", "91310118XX00000217", "91310118XX00000338"
ENTERPRISES = f"""企业名称,统一社会信用代码,曾用名,所属街镇,所属行业
上海虚构甲电气有限公司,{A},上海虚构甲厂（2003至2015年）；虚构共用名公司,夏阳街道,装备制造
上海虚构乙智能装备（青浦）有限公司,{B},虚构共用名公司,徐泾镇,装备制造
虚构丙材料股份有限公司,{C},,徐泾镇,原材料
"""
PROPOSED = """2026年度拟拨付名单（虚构示例数据）,,,,
序号,企业名称,称号,金额（万元）,备注
1,上海虚构甲电气有限公司,区级智能工厂,50,
2,上海虚构甲厂,区级智能车间,20,
3,上海虛構乙智能裝備(青浦)有限公司,区级智能车间,20,
4,上海虚构甲电气有限公司青浦分公司,区级智能车间,20,
5,上海虚构假电气有限公司,区级智能车间,20,
6,虚构共用名公司,区级智能车间,7,
7,,区级智能车间,3,
合计,,,140,
"""
DECIDED = """2026年区级智能工厂认定名单（2026年9月30日）,,
序号,企业名称,称号
1,上海虚构甲电气有限公司,区级智能工厂
2,虚构丙材料股份有限公司,先进级智能工厂
3,苏州虚构外地公司,区级智能工厂
"""
PAID = """2026年奖励资金拨付名单（2026年10月9日）,,,
序号,企业名称,事项,金额（万元）
1,虚构丙材料股份有限公司,区级智能车间,20
2,虚构丙材料有限公司,区级智能车间,20
"""


def folder(at: Path, **more: str) -> Path:
    """The enterprises and the three lists, with whatever else is given as name → text."""
    return written(at, 企业=ENTERPRISES, 拟拨付名单=PROPOSED, 认定名单=DECIDED, 拨付名单=PAID, **more)
