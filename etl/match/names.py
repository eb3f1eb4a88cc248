"""Names of enterprises as text: how they are written, what is left without place and legal form, whose branch it is."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from etl.paths import data_root

BRACKETS = str.maketrans("[]{}〔〕【】〈〉《》", "()()()()()()")
DOTS = re.compile(r"[·•・‧∙]")
# Longest first, so that 股份有限公司 goes before 有限公司.
FORMS = (
    "股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "总公司", "公司", "集团", "股份", "总厂",
    "有限合伙", "合伙企业",
)
BRANCH_WORD = "分公司|分厂|分院|分部|分所|分店|分中心|办事处|营业部|事业部|分支机构"
BRANCH = re.compile(
    rf"^(?P<parent>.+?(?:公司|厂|集团|中心|研究院|研究所|合伙\)))\(?[^()]{{0,12}}?(?:{BRANCH_WORD})\)?$"
)
DATED = re.compile(r"\([^()]*\d{4}[^()]*\)$")


def spelling(name: str) -> str:
    """The name without width, white space, case and the kind of brackets: what a ruling is kept under.

    >>> spelling("虚构甲（ 青浦 ）ＡＢ公司")
    '虚构甲(青浦)AB公司'
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).upper().translate(BRACKETS)
    return DOTS.sub("·", plain)


@lru_cache(maxsize=50_000)
def writing(name: str) -> str:
    """The spelling in simplified characters. Two names with one writing differ in nothing that is said.

    >>> writing("虛構甲電氣（青浦）有限公司") == writing("虚构甲电气(青浦)有限公司")
    True
    """
    return spelling(name).translate(_simplified(data_root() / "reference" / "script.toml"))


def former_names(stored: str | None) -> list[tuple[str, str]]:
    """(name, what is said of its time) of a cell of former names: 甲厂（2003至2015年） is 甲厂.

    >>> former_names("虚构甲厂（2003至2015年）；虚构乙厂")
    [('虚构甲厂', '2003至2015年'), ('虚构乙厂', '')]
    """
    found = []
    for one in (stored or "").split("；"):
        plain = unicodedata.normalize("NFKC", one).strip()
        dated = DATED.search(plain)
        if dated:
            found.append((plain[: dated.start()].strip(), dated.group()[1:-1]))
        elif plain:
            found.append((one.strip(), ""))
    return [(name, when) for name, when in found if name]


def parent(name: str) -> str | None:
    """The writing of the enterprise that a branch says it belongs to; None where the name is no branch's.

    >>> parent("虚构甲有限公司青浦分公司")
    '虚构甲有限公司'
    """
    found = BRANCH.match(writing(name))
    return found.group("parent") if found else None


@lru_cache(maxsize=50_000)
def core(name: str, places: tuple[str, ...]) -> str:
    """What tells enterprises apart: the writing without places, legal form and brackets; for scores only.

    >>> core("上海虚构甲电气（青浦）有限公司", ("上海", "青浦"))
    '虚构甲电气'
    """
    plain = writing(name)
    for form in FORMS:
        plain = plain.replace(form, "")
    for place in sorted(places, key=len, reverse=True):
        plain = re.sub(rf"\(?{re.escape(place)}[省市区县镇]?\)?", "", plain)
    left = re.sub(r"[()·]", "", plain)
    return left or re.sub(r"[()·]", "", writing(name))


@cache
def _simplified(path: Path) -> dict[int, str]:
    """Traditional character → simplified one; nothing without the file."""
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["rows"]
    return {ord(old): new for olds, news in rows for old, new in zip(olds, news, strict=True)}


def script_problems(path: Path) -> list[str]:
    """What is wrong with the table of characters, in sentences; nothing without the file."""
    if not path.exists():
        return []
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["rows"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        return [f"{path.name}：整个文件：读不出来（{error}）"]
    problems: list[str] = []
    pairs: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        if not (isinstance(row, list) and len(row) == 2 and all(isinstance(part, str) for part in row)):
            problems.append(f"{path.name}：rows[{number}]：应为 [繁体, 简体] 两段文字")
        elif len(row[0]) != len(row[1]):
            problems.append(f"{path.name}：rows[{number}]：两段应一样长（现为 {len(row[0])} 和 {len(row[1])} 个字）")
        else:
            for old, new in zip(*row, strict=True):
                if pairs.setdefault(old, new) != new or old == new:
                    problems.append(f"{path.name}：rows[{number}]：{old} 应只对应一个简体字")
    chained = sorted(old for old, new in pairs.items() if new in pairs)
    return problems + [f"{path.name}：rows：{old} 的简体字又被列为繁体字" for old in chained]
