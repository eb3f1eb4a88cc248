"""A brief as one page of HTML to be printed: no script, no link, nothing from outside."""

from __future__ import annotations

from html import escape
from pathlib import Path

from dashboard.exports.brief_model import Brief, Chart, Figure, Section, Table
from dashboard.exports.brief_svg import chart_svg
from dashboard.exports.plain_text import one_line
from dashboard.exports.stamp import NOTES_HEADING, stamp_lines

STYLE = Path(__file__).with_name("brief.css")
WIDE, NARROW = 680, 240
NUMERALS = "一二三四五六七八九十"


def brief_page(brief: Brief) -> str:
    """The whole page; the foot of every printed sheet says where the figures come from."""
    foot = _quoted(f"{brief.footer} · 第 ")
    sheets = f'@page {{ @bottom-center {{ content: "{foot}" counter(page) " 页，共 " counter(pages) " 页" }} }}'
    sections = "".join(_section(section, number) for number, section in zip(NUMERALS, brief.sections, strict=False))
    origin = "".join(f"<p>{_said(line)}</p>" for line in brief.origin)
    points = "".join(f"<li>{_said(point)}</li>" for point in brief.points)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{_said(brief.title)}</title>'
        f"<style>{STYLE.read_text(encoding='utf-8')}{sheets}</style></head><body>"
        f'<h1>{_said(brief.title)}</h1><div class="origin">{origin}</div>'
        f'<section><h2>要点</h2><ol class="points">{points}</ol></section>{sections}'
        f"<section><h2>{NOTES_HEADING}</h2>"
        f'{_table(Table(("项目", "内容"), tuple(stamp_lines(brief.stamp)), (14, 86), "ll"), "stamp")}</section>'
        "</body></html>"
    )


def _section(section: Section, number: str) -> str:
    """The headline of the ten figures stands right above them, among the points."""
    parts = [f"<h2>{number}、{_said(section.title)}</h2>"]
    if section.figures:
        parts.append(f'<div class="cards">{"".join(map(_card, section.figures))}</div>')
    else:
        parts.append(f'<p class="headline">{_said(section.headline)}</p>')
    if section.sentences:
        small = ' class="note"' if section.figures else ""
        parts.append(f'<p{small}>{_said("".join(section.sentences))}</p>')
    if section.chart and section.table and section.chart.stands_beside:
        left, right = _chart(section.chart, NARROW), _table(section.table)
        parts.append(f'<div class="beside"><div>{left}</div><div>{right}</div></div>')
    else:
        parts += [_chart(section.chart, WIDE) if section.chart else "", _table(section.table) if section.table else ""]
    if section.note:
        parts.append(f'<p class="note">注：{_said(section.note)}。</p>')
    return f'<section class="{"large" if section.is_large else ""}">{"".join(parts)}</section>'


def _card(figure: Figure) -> str:
    below = "".join(f"<div>{_said(words)}</div>" for words in (figure.change, figure.since, figure.note) if words)
    return f'<div class="card"><div>{_said(figure.label)}</div><b>{_said(figure.value)}</b>{below}</div>'


def _chart(chart: Chart, width: int) -> str:
    name = f"{_said(chart.title)}（{_said(chart.unit)}）"
    return f"<figure><figcaption>{name}</figcaption>{chart_svg(chart, width)}</figure>"


def _table(table: Table, kind: str = "") -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{width * 100 / total:.1f}%">' for width in table.widths)
    heads = "" if kind else f"<thead>{_row(table.heads, table.aligns, 'th')}</thead>"
    rows = "".join(
        _row(cells, table.aligns, "td", "strong" if number in table.strong else "")
        for number, cells in enumerate(table.rows)
    )
    return f'<table class="{kind}"><colgroup>{columns}</colgroup>{heads}<tbody>{rows}</tbody></table>'


def _row(cells: tuple[str, ...], aligns: str, tag: str, kind: str = "") -> str:
    body = "".join(
        f'<{tag} class="{align}">{_said(cell)}</{tag}>' for cell, align in zip(cells, aligns, strict=True)
    )
    return f'<tr class="{kind}">{body}</tr>'


def _said(words: str) -> str:
    return escape(one_line(words))


def _quoted(words: str) -> str:
    """Words inside a CSS string: only what can't end it or the style element."""
    return one_line(words).replace("\\", "\\5c ").replace('"', "\\22 ").replace("<", "\\3c ")
