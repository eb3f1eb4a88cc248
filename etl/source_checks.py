"""What must hold of data/sources and data/reference/rules.toml: cards, closed lists, limits, rules."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from etl.cards import Card, heading_name
from etl.form_checks import form_problems
from etl.limits import Limits
from etl.problems import repeated, sentences
from etl.rules import Rule
from etl.vocabulary import word

ETL = Path(__file__).resolve().parent
# Who fills a template may name: etl/findings.py.
PLACES = {"heading", "raw", "expected", "other"}
SEVERITIES = ("error", "warning", "info")
LISTS = ("industry", "size", "investment_category", "evidence", "catalogue", "award_level", "stage", "payment_item")


def source_problems(root: Path) -> list[str]:
    """Sentences about the cards, the closed lists, the limits and the rules of a data folder."""
    problems: list[str] = []
    sources = root / "sources"
    lists = _toml(sources / "choices.toml", problems)
    problems += _list_problems(lists)
    limits = _toml(sources / "limits.toml", problems)
    if limits:
        problems += _checked("limits.toml", TypeAdapter(Limits), limits)
        small = {key: value for key, value in limits.items() if isinstance(value, int) and value <= 0}
        problems += [f"limits.toml：{key}：应大于 0（现为 {value}）" for key, value in small.items()]
    kinds = []
    read: list[Card] = []
    for path in sorted(sources.glob("*.toml")):
        if path.stem not in ("choices", "limits") and (body := _toml(path, problems)):
            faults = _checked(path.name, TypeAdapter(Card), body)
            problems += faults
            if not faults:
                card = Card(**body)
                kinds.append(card.kind)
                read.append(card)
                problems += _card_problems(path, card, lists)
    problems += repeated("sources/*.toml", "kind", kinds)
    problems += form_problems(root / "forms", read)
    return problems + _rule_problems(_toml(root / "reference" / "rules.toml", problems))


def _toml(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{path.name}：整个文件：读不出来（{error}）")
        return {}


def _checked(file: str, adapter: TypeAdapter[Any], body: dict[str, Any]) -> list[str]:
    try:
        adapter.validate_python(body)
    except ValidationError as error:
        return sentences(file, error)
    return []


def _list_problems(lists: dict[str, Any]) -> list[str]:
    problems = [f"choices.toml：{name}：缺少这个词表" for name in LISTS if lists and name not in lists]
    for name, words in lists.items():
        if not isinstance(words, dict) or not all(
            isinstance(others, list) and all(isinstance(other, str) and other.strip() for other in others)
            for others in words.values()
        ):
            problems.append(f"choices.toml：{name}：应为 词 = [其他写法] 的表")
            continue
        said = [each for stored, others in words.items() for each in dict.fromkeys(map(word, (stored, *others)))]
        problems += repeated("choices.toml", name, said)
    return problems


def _card_problems(path: Path, card: Card, lists: dict[str, Any]) -> list[str]:
    names = [field.name for field in card.field]
    problems = repeated(path.name, "field.name", names)
    if card.kind != path.stem:
        problems.append(f"{path.name}：kind：应与文件名相同（现为 {card.kind}）")
    problems += [f"{path.name}：key：没有 {key} 这一栏" for key in card.key if key not in names]
    spelled = [
        each for field in card.field for each in dict.fromkeys(map(heading_name, (field.heading, *field.variants)))
    ]
    problems += repeated(path.name, "field.heading,variants", spelled)
    for number, field in enumerate(card.field, 1):
        key = f"{path.name}：field[{number}]"
        if (field.type == "choice") != (field.choices is not None):
            problems.append(f"{key}.choices：type = choice 的栏须写词表，其他栏不写")
        elif field.choices and lists and field.choices not in lists:
            problems.append(f"{key}.choices：choices.toml 没有词表 {field.choices}")
        if field.min is not None and field.max is not None and field.min > field.max:
            problems.append(f"{key}.min：大于 max")
    return problems


def _rule_problems(rules: dict[str, Any]) -> list[str]:
    problems = []
    for name, body in rules.items():
        faults = _checked(f"rules.toml：{name}", TypeAdapter(Rule), body)
        problems += faults
        if faults:
            continue
        if body["severity"] not in SEVERITIES:
            problems.append(f"rules.toml：{name}.severity：只能是 {'、'.join(SEVERITIES)}（现为 {body['severity']}）")
        for key in ("message", "action"):
            try:
                asked = {place for _, place, _, _ in string.Formatter().parse(body.get(key, "")) if place is not None}
            except ValueError as error:
                problems.append(f"rules.toml：{name}.{key}：花括号不成对（{error}）")
                continue
            for place in sorted(asked - PLACES):
                problems.append(f"rules.toml：{name}.{key}：没有 {{{place}}} 可填")
    if rules:
        for path in sorted((ETL / "doubts").glob("*.sql")):
            if path.stem not in rules:
                problems.append(f"rules.toml：{path.stem}：缺少这条规则（etl/doubts/{path.name} 要用）")
    return problems
