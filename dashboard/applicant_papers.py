"""Two papers per project of a list: 申报材料核对单 and 推荐理由, from the build that the list rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard import text
from dashboard.answers import answer
from dashboard.choice import Choice, choice
from dashboard.decide.rules import ChoiceRefused, Force
from dashboard.decide.words import points, replacement_sentence
from dashboard.exports.paged_document import Grid, Heading, Sheet, paged_document
from dashboard.journal.book import Listing, Row
from dashboard.language import in_chinese
from dashboard.list_sheet import DRAFT_MARK
from dashboard.paper_tables import condition_summary, condition_table, score_table, source
from queries import Warehouse

CHECK_LIST, REASON = "申报材料核对单", "推荐理由"
NO_MATERIALS = "政策规则包没有为本批次列出申报材料，请对照文件原文核对。"


@dataclass(frozen=True)
class Papers:
    """A list, what it was made for and its build; ``note`` is said on every page (another build in service)."""

    warehouse: Warehouse
    listing: Listing
    call: str
    track: str
    note: str = ""

    @in_chinese
    def check_lists(self, project_id: str = "") -> bytes:
        """申报材料核对单 as docx, a page per project. Raises ValueError for a project that isn't on the list."""
        return self._document(CHECK_LIST, self._check_list, project_id)

    @in_chinese
    def reasons(self, project_id: str = "") -> bytes:
        """推荐理由 as docx, a page per project. Raises ValueError for a project that isn't on the list."""
        return self._document(REASON, self._reason, project_id)

    def _document(self, title: str, page: Callable[[int, Row], Iterator[Any]], project_id: str) -> bytes:
        listed = [(place, row) for place, row in enumerate(self.listing.rows, 1) if project_id in ("", row.project_id)]
        if not listed:
            raise ValueError(f"名单 {self.listing.id} 第 {self.listing.last.number} 版里没有项目 {project_id}")
        sheets = [
            Sheet(f"{title}：{row.enterprise}", (*self._about(place, row), *page(place, row), self._foot()))
            for place, row in listed
        ]
        moment = datetime.fromisoformat(self.listing.basis.as_of)
        return paged_document(title, sheets, moment, "" if self.listing.review else DRAFT_MARK)

    def _about(self, place: int, row: Row) -> Iterator[str]:
        one = self._application(row)
        names = [row.project_id, text.track(self.track), one.get("project") or row.factory]
        yield "，".join(["项目 " + names[0], *(name for name in names[1:] if name)])
        where = [one.get("town"), one.get("unit"), one.get("industry")]
        places = "、".join(dict.fromkeys(text.label(word) for word in where if word))
        yield f"推荐排名第 {place} 位，得分 {points(row.points)}" + (f"；{places}" if places else "")

    def _foot(self) -> str:
        listing, basis = self.listing, self.listing.basis
        state = "已复核" if listing.review else DRAFT_MARK
        about = (
            f"名单 {listing.id} 第 {listing.last.number} 版（{state}，决策记录第 {listing.stands_at.seq} 条）；"
            f"数据日期 {basis.as_of}，数据版本 {basis.build}；{'、'.join(basis.packs)}。"
        )
        return about + (f"{self.note}。" if self.note else "")

    def _application(self, row: Row) -> Mapping[str, Any]:
        found = answer(self.warehouse, "recommendation_list", call=self.call, track=self.track)
        return next(found.filter(project_id=row.project_id).iter_rows(named=True), {})

    def _conditions(self, row: Row) -> list[dict[str, Any]]:
        found = answer(self.warehouse, "eligibility_detail", project_id=row.project_id, call=self.call)
        return list(found.iter_rows(named=True))

    def _check_list(self, place: int, row: Row) -> Iterator[str | Heading | Grid]:
        yield Heading("一、申报条件")
        yield from condition_table(self._conditions(row))
        yield Heading("二、申报材料")
        yield self._materials(row)
        yield "核对人：＿＿＿＿＿＿＿＿核对日期：＿＿＿＿年＿＿月＿＿日"

    def _materials(self, row: Row) -> str | Grid:
        listed = answer(self.warehouse, "policy_notes", entry_kind="材料").filter(call=self.call)
        if listed.is_empty():
            return NO_MATERIALS
        rows = []
        for number, item in enumerate(listed.iter_rows(named=True), 1):
            used = answer(
                self.warehouse, "policy_use_list", pack=item["pack"], entry_kind="材料", entry_key=item["entry_key"]
            ).filter(project_id=row.project_id)
            handed = "、".join(used["result"].unique(maintain_order=True)) or "待核实"
            rows.append((str(number), item["entry"], item["figure"], handed, item["clause"], "□"))
        return Grid(("序号", "材料", "要求", "台账所记", "条款", "核对"), tuple(rows), (5, 40, 12, 12, 14, 7))

    def _reason(self, place: int, row: Row) -> Iterator[str | Heading | Grid]:
        scores = answer(self.warehouse, "criterion_score_list", project_id=row.project_id)
        yield Heading("一、评分")
        yield from score_table(scores)
        yield Heading("二、成效和佐证级别")
        yield from self._outcomes(row)
        yield Heading("三、申报条件")
        yield condition_summary(self._conditions(row))
        yield Heading("四、名单中的位置")
        yield from self._standing(row)

    def _outcomes(self, row: Row) -> Iterator[str | Grid]:
        found = answer(self.warehouse, "enterprise_outcome_list", credit_code=row.credit_code)
        found = found.filter(project_id=row.project_id)
        if found.is_empty():
            yield "没有填报成效。"
            return
        rows = tuple(
            (
                one["metric"], f"{text.number(one['value_num'], 2)} {one['measure_unit']}", text.label(one["period"]),
                text.label(one["evidence"]), source(one),
            )
            for one in found.iter_rows(named=True)
        )
        yield Grid(("成效指标", "填报值", "期间", "佐证级别", "出处"), rows, (28, 13, 12, 12, 30))

    def _standing(self, row: Row) -> Iterator[str]:
        listing, number = self.listing, row.project_id
        if number in listing.forced_in:
            yield f"由人工列入，原因：{listing.forced_in[number]}"
        if not row.is_eligible:
            yield "不符合或未核实申报条件，经人工列入，另须说明为何仍可推荐。"
        found = self._choice()
        if isinstance(found, str):
            yield found
            return
        entry = next((one for one in found.certificate["chosen"] if one["project_id"] == number), None)
        if entry is None:
            yield "按规则选择时没有入选，名单上的位置由人工决定。"
            return
        again = "" if found.certificate["seal"] == listing.basis.seal else "按名单现有的人工指定重新计算："
        yield f"{again}{replacement_sentence(entry, found.names)}。"

    def _choice(self) -> Choice | str:
        """The selection that the list rests on, else what people forced since applied to it, else why neither."""
        listing = self.listing
        plain = choice(self.warehouse, self.call, self.track)
        if plain.certificate["seal"] == listing.basis.seal:
            return plain
        doubtful = {row.project_id for row in listing.rows if not row.is_eligible}
        forces = [
            Force(number, is_in, reason, reason if is_in and number in doubtful else "")
            for is_in, forced in ((True, listing.forced_in), (False, listing.forced_out))
            for number, reason in sorted(forced.items())
        ]
        try:
            return choice(self.warehouse, self.call, self.track, tuple(forces))
        except ChoiceRefused as error:
            return f"现有的人工指定不能重新计算替补：{error}"
