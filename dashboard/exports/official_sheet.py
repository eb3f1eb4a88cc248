"""What stands on the 推荐汇总表: the words of 附件4 of 沪经信制〔2023〕643号, and the rows under them.

A sheet that breaks the form's own notes (ranked 1…n, never above the limit) can't be constructed, so no
writer and no page has to remember to refuse it.
"""

from dataclasses import dataclass
from typing import Literal

from dashboard.exports.plain_text import one_line
from dashboard.exports.stamp import Stamp, packs_text

Track = Literal["scene", "factory"]

ATTACHMENT = "附件4"
TITLE = "智能制造试点示范项目推荐汇总表"
RECOMMENDING_UNIT = "推荐单位（盖章）："
TABLE_HEADING: dict[Track, str] = {"scene": "1.智能制造优秀场景", "factory": "2.智能制造示范工厂"}
TRACK_NAME: dict[Track, str] = {"scene": "智能制造优秀场景", "factory": "智能制造示范工厂"}
HEADS: dict[Track, tuple[str, ...]] = {
    "scene": ("序号", "申报企业名称", "申报智能制造典型场景实例（罗列）", "联系人", "联系方式（手机号）"),
    "factory": (
        "序号",
        "揭榜单位名称",
        "示范工厂名称",
        "涉及典型场景实例（罗列）",
        "联系人",
        "联系方式（手机号）",
    ),
}
NOT_REPORTED = "（未填报）"
CONTACTS_BLANK = (
    "联系人、联系方式（手机号）属个人信息，两栏特意留空，由推荐单位手工填写；"
    "已登记的可用导出命令的 --with-contacts 写入，写明用途并留下记录。"
)
CONTACTS_WRITTEN = (
    "联系人、联系方式（手机号）属个人信息，由本系统按登记写入，用途和经办人已记录在案；没有登记的留空，由推荐单位手工填写。"
)


class QuotaExceeded(ValueError):
    """More rows than the notice allows; the message names both numbers."""


@dataclass(frozen=True)
class OfficialRow:
    """One applicant: its place in the ranking and its scenario instances, each 「环节—场景—实例名」.

    `contact` is (联系人, 手机号), empty for 「to be filled in by hand」; `n_places` what it takes of the quota.
    """

    position: int
    enterprise: str
    factory: str | None
    instances: tuple[str, ...]
    contact: tuple[str, str] = ("", "")
    n_places: int = 1


@dataclass(frozen=True)
class OfficialSheet:
    """One of the form's two tables, ready to be stamped.

    `mark` stands in the page head of a sheet that isn't final; `order_note` says where the order comes from, the
    ranking if empty; `has_contacts` that registered contacts were written. Raises `QuotaExceeded` above `limit`
    places, and ValueError for an unknown track, no rows, positions that aren't 1…n in this order, or a row without
    enterprise name.
    """

    track: Track
    recommending_unit: str
    limit: int
    rows: tuple[OfficialRow, ...]
    stamp: Stamp
    mark: str = ""
    order_note: str = ""
    has_contacts: bool = False

    def __post_init__(self) -> None:
        if self.track not in HEADS:
            raise ValueError(
                f"推荐汇总表只有 scene（优秀场景）和 factory（示范工厂）两类，没有「{self.track}」。"
            )
        object.__setattr__(self, "rows", tuple(self.rows))
        name, count = TRACK_NAME[self.track], len(self.rows)
        taken = sum(row.n_places for row in self.rows)
        if not count:
            raise ValueError(f"没有可推荐的{name}项目，未生成推荐汇总表；请先确定推荐名单。")
        if taken > self.limit:
            raise QuotaExceeded(
                f"{name}推荐上限为 {self.limit} 个，名单有 {taken} 个，超出 {taken - self.limit} 个，"
                "未生成推荐汇总表；请先调整名单。"
            )
        for expected, row in enumerate(self.rows, start=1):
            if row.position != expected:
                raise ValueError(
                    f"推荐名单须按 1 至 {count} 连续排名：第 {expected} 行的序号是 {row.position}，"
                    "未生成推荐汇总表。"
                )
            if not one_line(row.enterprise):
                raise ValueError(f"推荐名单第 {expected} 行没有企业名称，未生成推荐汇总表。")

    @property
    def closing_note(self) -> str:
        """The notes that the form prints under its table."""
        return f"注：1.推荐{TRACK_NAME[self.track]}排名有先后；2.推荐数量不能超过规定的上限。"

    @property
    def unit_line(self) -> str:
        """「推荐单位（盖章）：」 with the unit, if it is known."""
        return RECOMMENDING_UNIT + one_line(self.recommending_unit)

    def cells(self, row: OfficialRow) -> tuple[list[str], list[str], list[str]]:
        """(cells left of the instances, numbered instances, the two contact cells) of one row."""
        left = [str(row.position), one_line(row.enterprise)]
        if self.track == "factory":
            left.append(one_line(row.factory or "") or NOT_REPORTED)
        named = [text for text in map(one_line, row.instances) if text]
        numbered = [f"{number}. {text}" for number, text in enumerate(named, start=1)]
        return left, numbered or [NOT_REPORTED], [one_line(text) for text in row.contact]

    def notes(self) -> list[str]:
        """Sentences for 「制表说明」."""
        packs = packs_text(self.stamp.packs)
        taken = sum(row.n_places for row in self.rows)
        places = f"推荐 {len(self.rows)} 个" + (f"，占名额 {taken} 个" if taken != len(self.rows) else "")
        sentences = [
            self.order_note or f"本表按政策规则包（{packs}）所定评分由高到低排列，序号即推荐先后。",
            f"推荐上限 {self.limit} 个，本表{places}。",
            CONTACTS_WRITTEN if self.has_contacts else CONTACTS_BLANK,
        ]
        silent = [str(row.position) for row in self.rows if self.cells(row)[1] == [NOT_REPORTED]]
        if silent:
            sentences.append(f"序号 {'、'.join(silent)} 没有填报场景实例，报送前须补齐。")
        return sentences
