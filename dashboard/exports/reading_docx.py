"""A sheet read from .docx, however it was saved since; hidden, live and added content is named.

Read from the XML itself: python-docx passes over text boxes, content controls and tracked changes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from dashboard.exports.file_guard import Unreadable
from dashboard.exports.reading import Cell, Line, Reading, shortened, tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = "word/document.xml"
_GONE = {f"{_W}del": "修订：删去", f"{_W}moveFrom": "修订：移走"}
_COME = {f"{_W}ins": "修订：插入", f"{_W}moveTo": "修订：移入"}
_BOX = f"{_W}txbxContent"
_SIGNS = {
    f"{_W}vanish": "隐藏文字", f"{_W}hyperlink": "链接", f"{_W}fldSimple": "域代码", f"{_W}instrText": "域代码",
    f"{_W}drawing": "图片或图形", f"{_W}pict": "图片或图形", f"{_W}object": "嵌入的对象", f"{_W}altChunk": "嵌入的文件",
    f"{_W}footnoteReference": "脚注", f"{_W}endnoteReference": "尾注", f"{_W}gridSpan": "合并的单元格",
    f"{_W}vMerge": "合并的单元格", f"{_W}sdt": "内容控件",
}
_ADDED = {"vbaproject": "宏", "/media/": "图片", "/embeddings/": "嵌入的文件", "/activex/": "控件"}
_OFF = {"0", "false", "off"}


def document_reading(parts: Mapping[str, bytes]) -> Reading:
    """The form (first table and what stands around it) and 制表说明 (second table). Raises Unreadable."""
    try:
        root = ElementTree.fromstring(parts[_BODY])
        found = [f"文件里另有{what}" for word, what in _ADDED.items() if any(word in name.lower() for name in parts)]
        found += _comments(parts)
        found += _signs(root)
        found += _without_boxes_and_deletions(root)
        page = {"页眉": _around(parts, root, "header"), "页脚": re.sub(r"\d+", "#", _around(parts, root, "footer"))}
    except (ElementTree.ParseError, KeyError, ValueError, LookupError) as error:
        raise Unreadable("文档内部已损坏，读不出来，请对方重新保存后再送来") from error
    body = root.find(f"{_W}body")
    blocks = [] if body is None else list(_blocks(body, {f"{_W}p", f"{_W}tbl"}))
    tables = [i for i, block in enumerate(blocks) if block.tag == f"{_W}tbl"]
    if not tables:
        raise Unreadable("文档里没有表格，不是推荐汇总表")
    found += [f"多出第 {n} 张表" for n in range(3, len(tables) + 1)]
    form: list[Line] = []
    stamp: list[Line] = []
    start = tables[1] if len(tables) > 1 else len(blocks)
    # the heading 制表说明 is the last paragraph with text before the second table
    start = max((i for i in range(tables[0] + 1, start) if len(tables) > 1 and _text(blocks[i])), default=start)
    for i, block in enumerate(blocks):
        (form if i < start else stamp).extend(_block_lines(block, i, tables))
    return Reading(tuple(form), tuple(stamp), page, tuple(dict.fromkeys(found)))


def _block_lines(block: ElementTree.Element, i: int, tables: list[int]) -> Iterator[Line]:
    if block.tag == f"{_W}p":
        if text := _text(block):
            n = i - sum(table < i for table in tables) + 1
            yield (Cell(f"第 {n} 段", text),)
        return
    number = tables.index(i) + 1
    for r, row in enumerate(_blocks(block, {f"{_W}tr"}), 1):
        cells = _blocks(row, {f"{_W}tc"})
        line = tuple(Cell(f"第 {number} 张表第 {r} 行第 {c} 格", _cell_text(cell)) for c, cell in enumerate(cells, 1))
        if any(cell.text for cell in line):
            yield line


def _blocks(element: ElementTree.Element, wanted: set[str]) -> Iterator[ElementTree.Element]:
    """The wanted elements in order, whatever content controls they stand in."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag in wanted:
            yield one
        else:
            waiting += reversed(one)


def _cell_text(cell: ElementTree.Element) -> str:
    return tidy("\n".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p")))


def _text(element: ElementTree.Element) -> str:
    return tidy("".join(_pieces(element.iter(f"{_W}r"))))


def _pieces(runs: Iterable[ElementTree.Element]) -> Iterator[str]:
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}sym": "□"}
    for run in runs:
        for child in run:
            yield child.text or "" if child.tag == f"{_W}t" else signs.get(child.tag, "")


def _signs(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag in _SIGNS and element.get(f"{_W}val", "1") not in _OFF:
            words = _text(element)
            yield f"正文里有{_SIGNS[element.tag]}" + (f"「{shortened(words)}」" if words else "")
        elif element.tag == f"{_W}trPr" and element.find(f"{_W}hidden") is not None:
            yield "正文里有隐藏的表格行"
        elif element.tag in _COME:
            yield f"{_COME[element.tag]}「{shortened(_text(element))}」（{element.get(f'{_W}author', '')}）"


def _without_boxes_and_deletions(root: ElementTree.Element) -> Iterator[str]:
    """Takes out of the tree what isn't text of the sheet, and says what it was."""
    doomed = {*_GONE, _BOX, _MC_FALLBACK}
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in doomed]:
            words = "".join(part.text or "" for part in child.iter() if part.tag in (f"{_W}t", f"{_W}delText"))
            if child.tag == _BOX:
                yield f"正文里有文本框「{shortened(words)}」"
            elif child.tag in _GONE:
                yield f"{_GONE[child.tag]}「{shortened(words)}」（{child.get(f'{_W}author', '')}）"
            parent.remove(child)


def _comments(parts: Mapping[str, bytes]) -> Iterator[str]:
    if content := parts.get("word/comments.xml"):
        for comment in ElementTree.fromstring(content).iter(f"{_W}comment"):
            yield f"有批注「{shortened(_text(comment))}」（{comment.get(f'{_W}author', '')}）"


def _around(parts: Mapping[str, bytes], root: ElementTree.Element, kind: str) -> str:
    """The text of all page heads or feet that the document really uses."""
    rels = parts.get("word/_rels/document.xml.rels")
    targets = {} if rels is None else {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(rels)}
    used = {targets.get(one.get(f"{_R}id"), "") for one in root.iter(f"{_W}{kind}Reference")}
    names = sorted(posixpath.normpath(posixpath.join("/word", name)).lstrip("/") for name in used if name)
    texts = {"".join(_text(ElementTree.fromstring(parts[name])).split()) for name in names if name in parts}
    return "；".join(sorted(text for text in texts if text))
