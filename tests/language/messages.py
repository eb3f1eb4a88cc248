"""Every Chinese text that a page can show, read from the code and from the sample's closed vocabularies."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb

from queries import Warehouse, questions

ROOT = Path(__file__).resolve().parent.parent.parent
RULES = ROOT / "data" / "reference" / "rules.toml"
PATTERN = re.compile(r"^ ?[\[(]")  # a regular expression that looks for Chinese
CHINESE = re.compile(r"[\u3400-\u9fff]")
# Papers and commands: Chinese for every reader, whatever language the page is in.
PAPERS = (
    "*_cli.py", "cli.py", "console.py", "export_commands.py", "map_command.py", "server.py", "language.py",
    "applicant_papers.py", "paper_tables.py", "brief.py", "brief_cli.py", "brief_pdf.py", "certificate_file.py",
    "contact_file.py", "contact_match.py", "exported_list.py", "list_sheet.py", "official.py", "returned_sheet.py",
    "sheet_record.py", "exports/[!s]*.py", "exports/stamp.py", "decide/checker.py", "decide/reckoning.py", "pinyin.py",
    "journal/contacts.py", "journal/copies.py", "journal/entry.py", "journal/engine.py", "journal/witness.py",
)
# Columns whose values are few and closed; names of people, firms, projects and documents stay as they are.
VOCABULARY = {
    "action", "applicant_kind", "applied_tier", "aspect", "bridge_step", "change", "city", "counted", "criterion_group",
    "district", "entry_kind", "evidence", "family", "figure_name", "found", "guards", "industry", "item", "kind_title",
    "level", "line", "looks_at", "meaning", "measure_unit", "metric", "next_stage", "obstacle", "other_scenario",
    "process", "relation",
    "result", "scenario", "size", "source", "stage", "state", "tier", "top_tier", "town",
}
# Units, which text.money says; an event, said where it is shown; the name of a paper.
RECORDED = {"元", "万元", "亿元", "拟定名单", "推荐汇总表__第版_"}
HEADED = {"sender_coverage"}
TITLED = {"finding_ranking", "quality_rule_list", "criterion_score_list", "path_step_list"}


def interface() -> list[Path]:
    """The modules of the dashboard whose texts stand on a page."""
    found = (ROOT / "dashboard").rglob("*.py")
    return sorted(path for path in found if not any(path.match(f"dashboard/{one}") for one in PAPERS))


@cache
def spoken() -> dict[str, str]:
    """Text → where it stands: what is given to ``say``, and what is kept in constants and said later."""
    texts: dict[str, str] = {}
    for path in interface():
        where = path.relative_to(ROOT).as_posix()
        for words in _texts(ast.parse(path.read_text(encoding="utf-8"))):
            texts.setdefault(words, where)
    for name, question in questions().items():
        texts.setdefault(question.title_zh, f"queries/{name}.sql")
    from dashboard.headings import HEADINGS

    for words in HEADINGS.values():
        texts.setdefault(words, "dashboard/headings/__init__.py")
    return texts


def vocabulary(warehouse: Warehouse) -> dict[str, str]:
    """Term → where it stands: what every rule asks to do, and towns, tiers, scenarios, states by their column."""
    terms = asked_by_rules()
    for name in questions():
        try:
            frame = warehouse.ask(name)
        except (duckdb.Error, ValueError):
            continue  # one that asks about a single row
        asked = VOCABULARY | ({"title"} if name in TITLED else set()) | ({"heading"} if name in HEADED else set())
        for column in sorted(asked & set(frame.columns)):
            for term in frame[column].cast(str).drop_nulls().unique().sort():
                if CHINESE.search(term):
                    terms.setdefault(term, f"{name}.{column}")
    return terms


def asked_by_rules() -> dict[str, str]:
    """What the rules ask to do, whether the sample breaks them or not; with a value put in, it is data."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    asked = [rule.get("action", "") for rule in rules.values()]
    return {words: RULES.relative_to(ROOT).as_posix() for words in asked if words and "{" not in words}


def unsaid() -> Iterator[tuple[str, int, str]]:
    """File, line and text of Chinese inside functions that is not given to ``say``, data being compared left out."""
    for path in interface():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            words = _words(node)
            if not words or not CHINESE.search(words) or not _is_inside(node, parents) or _is_docstring(node, parents):
                continue
            if words not in RECORDED and not _is_said(node, parents) and not _is_data(node, parents):
                yield path.relative_to(ROOT).as_posix(), getattr(node, "lineno", 0), words


def _texts(tree: ast.Module) -> Iterator[str]:
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        said = _is_said(node, parents) and not isinstance(parents.get(node), ast.JoinedStr)
        kept = not isinstance(parents.get(node), ast.JoinedStr | ast.Expr)
        if said or (kept and CHINESE.search(node.value) and not PATTERN.match(node.value)):
            yield node.value


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return ""


def _is_inside(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether the text stands in the body of a function: module constants are said where they are used."""
    while (parent := parents.get(node)) is not None:
        if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef) and node in parent.body:
            return True
        node = parent
    return False


def _is_docstring(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    return isinstance(parents.get(node), ast.Expr)


def _is_said(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    parent = parents.get(node)
    if isinstance(parent, ast.JoinedStr):
        return True  # its f-string is looked at as a whole
    return isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id == "say"


def _is_data(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Compared, looked up, or given to a question or a unit: a value of the data, not a text."""
    parent = parents.get(node)
    if isinstance(parent, ast.Compare | ast.Subscript | ast.keyword):
        return True
    if isinstance(parent, ast.Dict):
        return node in parent.keys
    return isinstance(parent, ast.Tuple | ast.List | ast.Set) and isinstance(parents.get(parent), ast.Compare)
