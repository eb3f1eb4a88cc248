"""The ways of Word: check boxes, tracked changes, content controls, text boxes, nested tables, other labels."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from etl.template.blank_form import paragraph

SYNONYMS = {
    "企业名称": "单位名称",
    "统一社会信用代码": "社会信用代码：",
    "成立时间": "成立日期",
    "企业性质": "单位性质",
    "企业类型": "企业类型4",
    "所属四大行业": "所属四大行业*",
    "主营业务收入（万元）": "主营业务收入 (万元)",
    "环节名称": "环节",
    "场景名称": "场景",
    "先进过程控制投用率（%）": "先进过程控制投用率11（%）",
    "产品不良率下降（%）": "产品不良品率下降（％）",
    "起止日期": "揭榜任务起止日期",
}
FILLED = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _options(printed: str) -> list[tuple[str, str]]:
    """(box or '', text up to the next box) of a printed row of options."""
    parts = re.split(r"(□)", printed)
    return [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]


def _marked(printed: str, chosen: str, mark: Callable[[bool], str]) -> str:
    runs = []
    for box, text in _options(printed.replace("\n", " ")):
        runs.append((mark(text.startswith(chosen)) if box else "") + (_run(text) if text else ""))
    return f"<w:p>{''.join(runs)}</w:p>"


def _sign(ticked: str, empty: str = "□") -> Callable[[str, str], str]:
    return lambda printed, chosen: _marked(printed, chosen, lambda is_it: _run(ticked if is_it else empty))


def _control(printed: str, chosen: str) -> str:
    return _marked(
        printed,
        chosen,
        lambda is_it: (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(is_it)}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{_run('☒' if is_it else '☐')}</w:sdtContent></w:sdt>"
        ),
    )


def _symbol(printed: str, chosen: str) -> str:
    return _marked(
        printed, chosen, lambda is_it: f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if is_it else "F0A8"}"/></w:r>'
    )


def _symbol_2(printed: str, chosen: str) -> str:
    return _marked(
        printed,
        chosen,
        lambda is_it: f'<w:r><w:sym w:font="Wingdings 2" w:char="{"F052" if is_it else "F0A3"}"/></w:r>',
    )


def _field(printed: str, chosen: str) -> str:
    return _marked(
        printed,
        chosen,
        lambda is_it: (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            f'<w:checked w:val="{int(is_it)}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
    )


def _behind(printed: str, chosen: str) -> str:
    """The tick behind the option, the boxes left standing: □中央企业 民营企业√."""
    return paragraph(re.sub(rf"□({re.escape(chosen)})", r" \1√ ", printed.replace("\n", " "), count=1))


def _beside(printed: str, chosen: str) -> str:
    return paragraph(printed.replace("\n", " ").replace(f"□{chosen}", f"□√{chosen}", 1))


TICKS: tuple[Callable[[str, str], str], ...] = (
    _sign("☑"),
    _sign("√"),
    _sign("■"),
    _control,
    _symbol,
    _field,
    _behind,
    _sign("☒", "☐"),
    _symbol_2,
    _beside,
)


def full_width(text: str) -> str:
    """Digits and letters as a Chinese keyboard types them."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def tracked(text: str, before: str) -> str:
    """The text as an insertion over a deletion, both unresolved."""
    who = 'w:id="1" w:author="示例" w:date="2023-08-01T00:00:00Z"'
    return (
        f"<w:p><w:del {who}><w:r><w:delText>{escape(before)}</w:delText></w:r></w:del>"
        f"<w:ins {who}>{_run(text)}</w:ins></w:p>"
    )


def control(text: str) -> str:
    """The text in a content control that stands for the whole paragraph."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{_run(text)}</w:p></w:sdtContent></w:sdt>"


def text_box(text: str) -> str:
    """The text in a text box as Word writes it: once as a choice, once as a fallback."""
    box = f"<w:txbxContent><w:p>{_run(text)}</w:p></w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return (
        f'<w:p><w:r><mc:AlternateContent {spaces}><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def nested(text: str) -> str:
    """The text in a table of one cell inside the cell."""
    return f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{paragraph(text)}</w:tc></w:tr></w:tbl><w:p/>"
