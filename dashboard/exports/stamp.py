"""Where an exported file comes from: printed on its last sheet or page, so that it can be made again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

ALL = "全部"
NOT_GIVEN = "未注明"
NOT_POLICY = "推演，不是现行政策"
NOTES_HEADING = "制表说明"


@dataclass(frozen=True)
class Stamp:
    """The build, the rules and the filters behind one exported file.

    `filters` are (Chinese name, chosen value) pairs in the order shown on the page; an empty value means all.
    `as_of` is the data date: the only date in a file, so that the same input gives the same bytes.
    `trial` are the changes of a what-if in words; a file without any holds figures of the documents as they are.
    `decision` are (label, text) pairs on who decided what, for a file of a decided list.
    """

    district: str
    build: str
    content_hash: str
    as_of: date
    packs: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    made_for: str
    trial: tuple[str, ...] = ()
    decision: tuple[tuple[str, str], ...] = ()

    @property
    def moment(self) -> datetime:
        """Midnight of the data date: what document properties carry instead of the wall clock."""
        return datetime(self.as_of.year, self.as_of.month, self.as_of.day)


def stamp_lines(stamp: Stamp) -> list[tuple[str, str]]:
    """(Chinese label, text) pairs in printing order; no text is ever empty."""
    return [
        *([("推演", trial_text(stamp.trial))] if stamp.trial else []),
        ("行政区", stamp.district or NOT_GIVEN),
        ("数据日期", stamp.as_of.isoformat()),
        ("数据版本", stamp.build or NOT_GIVEN),
        ("内容校验", stamp.content_hash or NOT_GIVEN),
        ("生效政策", packs_text(stamp.packs)),
        ("筛选条件", _filters_text(stamp.filters)),
        *((name, text or NOT_GIVEN) for name, text in stamp.decision),
        ("制表用途", stamp.made_for or NOT_GIVEN),
    ]


def trial_text(changes: Sequence[str]) -> str:
    """What a file with figures of a what-if says first."""
    return f"{NOT_POLICY}。改动：{'；'.join(changes)}"


def packs_text(packs: Sequence[str]) -> str:
    """The policy packs as one enumeration."""
    return "、".join(packs) or NOT_GIVEN


def _filters_text(filters: Sequence[tuple[str, str]]) -> str:
    return "；".join(f"{name}：{value or ALL}" for name, value in filters) or ALL
