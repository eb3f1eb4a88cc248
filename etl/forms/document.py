"""A Word document as lines and tables of text: what a reader of the printed page would see, each with its place.

Insertions are accepted and deletions left out; hidden text, field codes and placeholders are no content. Names are
compared without their namespace, so that strict and transitional files read alike.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from etl.errors import FileRefused
from etl.forms.blocks import Cell, Document, Line, Table
from etl.forms.ticks import TICKED, UNTICKED, symbol
from etl.limits import limits

MAIN_PART = re.compile(r"word/document\d*\.xml")
THROUGH = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "ruby", "rubyBase",
           "dir", "bdo", "r", "oMath", "oMathPara"}
BREAKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# A form nests a table in a cell; what nests deeper than this was made to hurt.
DEEPEST = 6


def read_document(payload: bytes) -> Document:
    """The document in a screened .docx.

    Raises FileRefused where the main part is missing, broken, too large or declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            name = next(one for one in archive.namelist() if MAIN_PART.fullmatch(one))
            size = archive.getinfo(name).file_size
            if size > limits().max_form_bytes:
                raise FileRefused(
                    "too_large", f"文档正文 {size / 1e6:.0f} MB，超过上限 {limits().max_form_bytes / 1e6:.0f} MB",
                    "请删去申报书以外的内容后重新提交",
                )
            root = _parsed(archive.read(name))
        body = next(one for one in root if _name(one) == "body")
        return _Reader().document(body)
    except FileRefused:
        raise
    except Exception as error:
        # Damaged parts raise KeyError, zlib.error, XMLSyntaxError, StopIteration and others: one meaning to a planner.
        raise FileRefused(
            "damaged", "Word 文档已损坏，内容无法读取", "请在 Word 或 WPS 中打开修复、另存为 .docx 后重新提交"
        ) from error


def _parsed(xml: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileRefused("unsafe_zip", "文件含外部实体声明，存在安全风险", "请让报送单位重新导出并提交")
    return root


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _child(element: Any, *path: str) -> Any:
    """The first descendant along a path of local names, None where there is none."""
    for name in path:
        element = next((one for one in element if _name(one) == name), None)
        if element is None:
            return None
    return element


def _value(element: Any, default: str = "") -> str:
    """The val attribute whatever its namespace."""
    if element is None:
        return default
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == "val"), default)


def _is_on(element: Any) -> bool:
    return element is not None and _value(element, "1").lower() not in {"0", "false", "off"}


class _Reader:
    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self._boxed: list[Any] = []  # tables inside text boxes, to be read where the box is anchored

    def document(self, body: Any) -> Document:
        blocks: list[Line | Table] = []
        n_lines = n_tables = 0
        for element in self._blocks(body):
            if _name(element) == "tbl":
                n_tables += 1
                blocks.append(self._table(element, f"表{n_tables}", 1))
                continue
            self._boxed = []
            for text in self._inline(element).split("\n"):
                if text.strip():
                    n_lines += 1
                    blocks.append(Line(text.strip(), f"正文第 {n_lines} 段"))
            for boxed in self._boxed:
                n_tables += 1
                blocks.append(self._table(boxed, f"表{n_tables}", 1))
        return Document(blocks, self.seen)

    def _blocks(self, parent: Any) -> Iterator[Any]:
        """Paragraphs and tables in order, also those in content controls; deleted ones left out."""
        for element in parent:
            name = _name(element)
            if name in {"p", "tbl"}:
                yield element
            elif name in {"del", "moveFrom"}:
                self.seen["deleted"] += 1
            elif name == "altChunk":
                self.seen["embedded"] += 1
            elif name in THROUGH:
                yield from self._blocks(element)

    def _table(self, element: Any, place: str, depth: int) -> Table:
        if depth > DEEPEST:
            raise FileRefused("too_deep", f"表格套了 {depth} 层以上", "请把内层表格的内容直接填在格子里")
        table = Table(place)
        for tr in self._kept(element, "tr"):
            properties = _child(tr, "trPr")
            if properties is not None and _child(properties, "del") is not None:
                self.seen["deleted"] += 1
                continue
            start = int(_value(_child(properties, "gridBefore")) or 0) + 1 if properties is not None else 1
            row: list[Cell] = []
            for tc in self._kept(tr, "tc"):
                cell = self._cell(tc, len(table.rows) + 1, len(row) + 1, start, place, depth)
                if cell is None:
                    continue
                start += cell.width
                row.append(cell)
            table.rows.append(row)
        return table

    def _kept(self, parent: Any, wanted: str) -> Iterator[Any]:
        for element in parent:
            name = _name(element)
            if name == wanted:
                yield element
            elif name in THROUGH:
                yield from self._kept(element, wanted)

    def _cell(self, tc: Any, row: int, place: int, start: int, table: str, depth: int) -> Cell | None:
        properties = _child(tc, "tcPr")
        width, is_continued = 1, False
        if properties is not None:
            if _child(properties, "cellDel") is not None:
                self.seen["deleted"] += 1
                return None
            width = max(1, int(_value(_child(properties, "gridSpan")) or 1))
            merges = [_child(properties, name) for name in ("vMerge", "hMerge")]
            is_continued = any(one is not None and _value(one, "continue") == "continue" for one in merges)
        texts: list[str] = []
        inner: list[Table] = []
        outer, self._boxed = self._boxed, []
        for block in self._blocks(tc):
            if _name(block) == "tbl":
                inner.append(self._table(block, f"{table} R{row}C{place} 内表{len(inner) + 1}", depth + 1))
            else:
                texts.append(self._inline(block))
        for boxed in self._boxed:
            inner.append(self._table(boxed, f"{table} R{row}C{place} 内表{len(inner) + 1}", depth + 1))
        self._boxed = outer
        text = "\n".join(one.strip() for one in texts if one.strip())
        return Cell(text, row, place, start, width, is_continued, inner)

    def _inline(self, parent: Any) -> str:
        """The text of a paragraph or run as it shows."""
        return "".join(self._piece(element) for element in parent)

    def _piece(self, element: Any) -> str:
        name = _name(element)
        if name == "t":
            return element.text or ""
        if name in BREAKS:
            return BREAKS[name]
        if name == "sym":
            return symbol(element)
        if name in {"del", "moveFrom"}:
            self.seen["deleted"] += 1
            return ""
        if name == "fldChar":
            return self._form_box(element)
        if name in {"drawing", "pict", "object", "AlternateContent"}:
            return self._drawn(element)
        if name == "sdt":
            return self._control(element)
        if name not in THROUGH:
            return ""
        if name in {"ins", "moveTo"}:
            self.seen["inserted"] += 1
        if name == "r" and _is_on(_child(element, "rPr", "vanish")):
            self.seen["hidden"] += bool("".join(element.itertext()).strip())
            return ""
        return self._inline(element)

    def _control(self, element: Any) -> str:
        properties, content = _child(element, "sdtPr"), _child(element, "sdtContent")
        if properties is not None:
            box = _child(properties, "checkbox")
            if box is not None:
                return TICKED if _is_on(_child(box, "checked")) else UNTICKED
            if _is_on(_child(properties, "showingPlcHdr")):
                return ""
        return self._inline(content) if content is not None else ""

    def _form_box(self, element: Any) -> str:
        box = _child(element, "ffData", "checkBox")
        if box is None:
            return ""
        state = _child(box, "checked")
        return TICKED if _is_on(state if state is not None else _child(box, "default")) else UNTICKED

    def _drawn(self, element: Any) -> str:
        """The text of text boxes. Word writes each twice, as a choice and a fallback: one of them counts."""
        if _name(element) == "AlternateContent":
            choices = [one for one in element if _name(one) in {"Choice", "Fallback"}]
            written = [one for one in choices if _boxes(one)]
            return "".join(self._drawn(one) for one in (written or choices)[:1])
        if any(_name(one) in {"OLEObject", "object", "control"} for one in element.iter()):
            self.seen["embedded"] += 1
            return ""
        boxes = _boxes(element)
        if not boxes:
            self.seen["picture"] += any(_name(one) in {"blip", "imagedata"} for one in element.iter())
            return ""
        self.seen["boxed"] += len(boxes)
        texts = []
        for box in boxes:
            for block in self._blocks(box):
                if _name(block) == "tbl":
                    self._boxed.append(block)
                else:
                    texts.append(self._inline(block))
        return "\n" + "\n".join(texts) + "\n"


def _boxes(element: Any) -> list[Any]:
    """The text boxes in a drawing; of those that stand as choice and fallback the choice."""
    found = []
    for one in element:
        name = _name(one)
        if name == "txbxContent":
            found.append(one)
        elif name == "AlternateContent":
            sides = [_boxes(side) for side in one]
            found.extend(next((side for side in sides if side), []))
        else:
            found.extend(_boxes(one))
    return found
