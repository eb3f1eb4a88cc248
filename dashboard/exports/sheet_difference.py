"""What was altered in a sheet since it was exported: cell by cell, row by row, form and 制表说明."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from dashboard.exports.official_layout import CONTINUED
from dashboard.exports.reading import Cell, Line, Reading, shortened
from dashboard.exports.row_matching import Pair, matched_rows, moved, texts
from dashboard.language import say

_PHONE = re.compile(r"(?<!\w)(1\d{2})\d{4}(\d{4})(?!\w)")
_CONTACTS = 2  # 联系人 and 联系方式 are the last two columns


@dataclass(frozen=True)
class Change:
    """One alteration: where in the returned file, which text, what it was and is. Phone numbers are masked."""

    where: str
    what: str
    old: str = ""
    new: str = ""

    @property
    def sentence(self) -> str:
        """The change in words."""
        if not self.old and not self.new:
            return say("{where}：{what}", where=self.where, what=self.what)
        return say(
            "{where}：{what}原为「{old}」，现为「{new}」",
            where=self.where, what=self.what, old=_shown(self.old, self.new), new=_shown(self.new, self.old),
        )


@dataclass(frozen=True)
class Difference:
    """``changes`` are alterations; ``contacts`` (enterprise, where, contact cell) what stands in 联系人 and 手机号."""

    changes: tuple[Change, ...]
    contacts: tuple[tuple[str, Cell, Cell], ...] = field(default=(), repr=False)


def difference(old: Reading, new: Reading) -> Difference:
    """What `new` says otherwise than `old`, both read from files; contact cells are not judged here."""
    before, after = _Form.of(old.form), _Form.of(new.form)
    changes = [
        *_lines_changed(say("表头文字"), before.above, after.above),
        *_cells_changed(before.head, after.head, say("表头")),
    ]
    width = len(texts(before.head))
    old_bodies, new_bodies = before.bodies(width), after.bodies(width)
    pairs = matched_rows(old_bodies, new_bodies)
    changes += _rows_changed(before, after, pairs, width)
    changes += _lines_changed(say("表下文字"), before.below, after.below)
    changes += (
        _lines_changed(say("制表说明"), old.stamp, new.stamp)
        if new.stamp
        else [Change(say("制表说明"), say("整页没有了"))]
    )
    changes += _page_changed(old.page, new.page)
    changes += [Change(say("整个文件"), found) for found in new.found if found not in old.found]
    contacts = tuple(
        (old_bodies[i][1].text, _at(after.rows[j], width - 2), _at(after.rows[j], width - 1))
        for i, j in pairs
        if old_bodies[i][0].text != CONTINUED
    )
    return Difference(tuple(changes), contacts)


def masked(text: str) -> str:
    """Text with every mobile number as 138****5678."""
    return _PHONE.sub(r"\1****\2", text)


@dataclass(frozen=True)
class _Form:
    """The parts of the form: what stands above, the heads, the rows, what stands below."""

    above: tuple[Line, ...]
    head: Line
    rows: tuple[Line, ...]
    below: tuple[Line, ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Form:
        at = next((i for i, line in enumerate(lines) if sum(bool(cell.text) for cell in line) > 2), len(lines))
        end = max((i for i, line in enumerate(lines) if _is_row(line)), default=at)
        inside = tuple(lines[at : end + 1])
        below = tuple(line for line in inside[1:] if not _is_row(line)) + tuple(lines[end + 1 :])
        return cls(
            tuple(lines[:at]), inside[0] if inside else (), tuple(line for line in inside[1:] if _is_row(line)), below
        )

    def bodies(self, width: int) -> list[Line]:
        """The rows of a form of so many columns without those of the contacts."""
        return [tuple(_at(row, k) for k in range(width - _CONTACTS)) for row in self.rows]


def _is_row(line: Line) -> bool:
    return sum(bool(cell.text) for cell in line) > 1 or line[0].text.isdigit() or not line[0].text


def _rows_changed(old: _Form, new: _Form, pairs: Sequence[Pair], width: int) -> Iterator[Change]:
    before_bodies, after_bodies = old.bodies(width), new.bodies(width)
    shifted = moved(pairs)
    for i, j in shifted:
        yield Change(_row_place(new.rows[j]), say(
            "{words}由第 {i} 行移到第 {j} 行，顺序改了",
            words=_name(old.rows[i]), i=i + 1, j=j + 1,
        ))
    gone = sorted(set(range(len(old.rows))) - {i for i, _ in pairs})
    added = sorted(set(range(len(new.rows))) - {j for _, j in pairs})
    ranks = [row[0].text for row in new.rows if row[0].text != CONTINUED]
    is_renumbered = bool(shifted or gone or added) and ranks == [str(n) for n in range(1, len(ranks) + 1)]
    for i, j in pairs:
        for k, (before, after) in enumerate(zip(before_bodies[i], after_bodies[j], strict=True)):
            if before.text != after.text and not (k == 0 and is_renumbered):
                yield _change(after.place, say(
                    "{words}的「{text}」",
                    words=_name(old.rows[i]), text=old.head[k].text,
                ), before.text, after.text)
        for extra in new.rows[j][width:]:
            if extra.text:
                yield _change(extra.place, say("{words}多出的一格", words=_name(old.rows[i])), "", extra.text)
    yield from (Change(say("原第 {i} 行", i=i + 1), say(
        "少了{words}，序号 {text}",
        words=_name(old.rows[i]), text=old.rows[i][0].text,
    )) for i in gone)
    yield from (Change(_row_place(new.rows[j]), say("多出一行：{words}", words=_name(new.rows[j]))) for j in added)


def _lines_changed(what: str, old: Sequence[Line], new: Sequence[Line]) -> Iterator[Change]:
    """Changes of lines outside the rows, matched in order."""
    spans = SequenceMatcher(None, [texts(line) for line in old], [texts(line) for line in new], autojunk=False)
    for _, i, i_end, j, j_end in (code for code in spans.get_opcodes() if code[0] != "equal"):
        while i < i_end and j < j_end:
            yield from _cells_changed(old[i], new[j], what)
            i, j = i + 1, j + 1
        yield from (Change(what, say("少了一行"), _joined(line), say("（没有）")) for line in old[i:i_end])
        yield from (
            _change(line[0].place, say("{what}多出一行", what=what), say("（没有）"), _joined(line))
            for line in new[j:j_end]
        )


def _cells_changed(old: Line, new: Line, what: str) -> Iterator[Change]:
    for k in range(max(len(old), len(new))):
        before, after = _at(old, k), _at(new, k)
        if before.text != after.text:
            label = (
                say("{what}「{text}」", what=what, text=old[0].text)
                if k and len(old) > 1 and what == "制表说明"
                else what
            )
            yield _change(after.place or before.place, label, before.text, after.text)


def _page_changed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for where in old:
        if where in new and old[where] != new[where]:
            yield _change(where, "", old[where], new[where])


def _change(where: str, what: str, old: str, new: str) -> Change:
    return Change(where, what, masked(old) or say("（空）"), masked(new) or say("（空）"))


def _at(line: Line, k: int) -> Cell:
    if k < len(line):
        return line[k]
    return Cell(say("{place} 之后", place=line[-1].place) if line else "", "")


def _row_place(row: Line) -> str:
    return row[0].place


def _name(row: Line) -> str:
    text = masked(row[1].text) if len(row) > 1 else ""
    return say("「{text}」", text=shortened(text, 30)) if text else say("没有企业名称的一行")


def _joined(line: Line) -> str:
    return masked(say("｜").join(cell.text for cell in line if cell.text))


def _shown(text: str, other: str) -> str:
    """The text around where it begins to differ."""
    same = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    start = max(0, same - 20) if len(text) > 60 else 0
    return ("…" if start else "") + shortened(text[start:])
