"""What a list may hold, and what each kind of change may do to it: nothing else slips through under its name.

The desk trusts the server's code for facts (score, eligibility, instances) and nobody for arithmetic: it counts places
itself, and holds rows of one build to what they were when they entered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.journal.book import Basis, Listing, Row, places
from dashboard.journal.errors import Refused
from dashboard.journal.typed import says_something
from dashboard.language import say

NAMED = ("force_in", "force_out", "release", "withdraw")
COUNTING_UNITS = {"applicant": "项", "application": "项", "instance": "个场景实例"}


@dataclass(frozen=True)
class Quota:
    """The quota of the call's document on the build in service: what no basis may exceed."""

    limit: int
    counting_unit: str


def check_rows(rows: Sequence[Row], basis: Basis) -> None:
    """Within the quota of the basis, nobody twice, every row counted for at least what it takes."""
    if basis.counting_unit not in COUNTING_UNITS:
        raise Refused(say(
            "名额的计算单位「{counting_unit}」不认识，只能是 {counting_units}",
            counting_unit=basis.counting_unit, counting_units=say('、').join(COUNTING_UNITS),
        ))
    for row in rows:
        least = max(1, len(row.instances)) if basis.counting_unit == "instance" else 1
        if row.n_places < least:
            raise Refused(say(
                "{enterprise}（{project_id}）占 {least} 个名额，名单里写的是 {n_places}",
                enterprise=row.enterprise, project_id=row.project_id, least=least, n_places=row.n_places,
            ))
        if not row.project_id.strip() or not row.credit_code.strip():
            raise Refused(say(
                "{enterprise}（{project_id}）缺项目编号或统一社会信用代码，不能列入名单",
                enterprise=row.enterprise, project_id=row.project_id,
            ))
    if (taken := places(rows)) > basis.limit:
        what = COUNTING_UNITS[basis.counting_unit]
        raise Refused(say(
            "名单有 {taken} {what}，名额只有 {limit}，请先减少 {taken2} {what}",
            taken=taken, what=what, limit=basis.limit, taken2=taken - basis.limit,
        ))
    for what, values in (
        (say("项目"), [row.project_id for row in rows]),
        (say("企业"), [row.credit_code for row in rows]),
    ):
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise Refused(say("同一{what}在名单里出现两次：{twice}", what=what, twice=say('、').join(twice)))


def check_basis(basis: Basis, quota: Quota | None) -> None:
    """A basis claims no more than the document gives; nothing to compare with where the desk knows no quota."""
    if quota is None:
        return
    if basis.counting_unit != quota.counting_unit:
        raise Refused(say(
            "名单按「{counting_unit}」计名额，文件规定按「{counting_unit2}」计，请重新选择",
            counting_unit=basis.counting_unit, counting_unit2=quota.counting_unit,
        ))
    if basis.limit > quota.limit:
        raise Refused(say(
            "名单写的名额是 {limit}，文件给的是 {limit2}，请在现行数据版本上重新选择",
            limit=basis.limit, limit2=quota.limit,
        ))


def check_eligible(rows: Sequence[Row], reasons: Mapping[str, str]) -> None:
    """Who is not eligible stands on a list only with a reason of its own."""
    for row in rows:
        if not row.is_eligible and not says_something(reasons.get(row.project_id, "")):
            raise Refused(say(
                "{enterprise}（{project_id}）不符合或未核实申报条件：列入须另写明为何仍可推荐",
                enterprise=row.enterprise, project_id=row.project_id,
            ))


def reasons_for_ineligible(listing: Listing, change: str, project_id: str, reason: str) -> dict[str, str]:
    """Why those who are not eligible may stand on the list: forced in before and not let go, or by this change."""
    stood = {row.project_id for row in listing.rows if not row.is_eligible}
    kept = {number: why for number, why in listing.forced_in.items() if number in stood}
    if change in NAMED:
        kept.pop(project_id, None)
    if change == "force_in":
        kept[project_id] = reason
    return kept


def check_change(listing: Listing, change: str, rows: Sequence[Row], project_id: str, basis: Basis | None) -> None:
    """The new rows are what the named change makes of the old ones.

    Re-selection may swap others (forcing one out lets the next one in, floors may ask for a third), so what is held is:
    whom people forced stays where they put him; on the same build rows keep their facts; who stays keeps his place
    among the others unless the whole list is in order of score; and a change about one drops nobody else for nothing.
    """
    old, new = [row.project_id for row in listing.rows], [row.project_id for row in rows]
    is_same_build = basis is None or basis.content_hash == listing.basis.content_hash
    if change == "reorder" and (sorted(old) != sorted(new) or old == new or not is_same_build):
        raise Refused(say("调整顺序只改先后，不增减项目，也不换数据版本"))
    _check_named(listing, change, new, project_id)
    _check_forced(listing, change, set(new), project_id)
    if not is_same_build:
        return
    was = {row.project_id: row for row in listing.rows}
    for row in rows:
        if row != was.get(row.project_id, row):
            raise Refused(say(
                "{enterprise}（{project_id}）与名单上原来的内容不同，而数据版本没有变，请刷新页面",
                enterprise=row.enterprise, project_id=row.project_id,
            ))
    if change in NAMED:
        _check_others(listing, rows, project_id)


def _check_named(listing: Listing, change: str, new: list[str], project_id: str) -> None:
    if change not in NAMED:
        return
    if not project_id:
        raise Refused(say("没有写明是哪个项目"))
    if change == "force_in" and project_id not in new:
        raise Refused(say("名单里没有要列入的 {project_id}", project_id=project_id))
    if change in ("force_out", "withdraw") and project_id in new:
        raise Refused(say("名单里还有要移出的 {project_id}", project_id=project_id))
    if change == "release" and project_id not in {*listing.forced_in, *listing.forced_out}:
        raise Refused(say("{project_id} 没有被列入或排除过，没有可取消的干预", project_id=project_id))


def _check_forced(listing: Listing, change: str, new: set[str], project_id: str) -> None:
    named = {project_id} if change in NAMED else set()
    for number in sorted(set(listing.forced_in) - new - named):
        raise Refused(say("{number} 是写明原因列入的，这次修改不能把它移出；须先取消干预", number=number))
    for number in sorted((set(listing.forced_out) & new) - named):
        raise Refused(say("{number} 是写明原因排除的，这次修改不能把它放回；须先取消干预", number=number))


def _check_others(listing: Listing, rows: Sequence[Row], project_id: str) -> None:
    old, new = [row.project_id for row in listing.rows], [row.project_id for row in rows]
    left = [number for number in old if number not in new and number != project_id]
    came = [number for number in new if number not in old]  # with the named one, who may take another's place
    is_counted_alike = listing.basis.counting_unit != "instance"
    if (len(left) > len(came)) if is_counted_alike else (left and not came):
        raise Refused(say(
            "这次修改只针对 {project_id}，却无人递补就移出了 {left}",
            project_id=project_id, left=say('、').join(left),
        ))
    stay = {number for number in new if number in old} - {project_id}
    by_score = all(one.points >= next_.points for one, next_ in pairwise(rows))
    if not by_score and [n for n in old if n in stay] != [n for n in new if n in stay]:
        raise Refused(say(
            "这次修改只针对 {project_id}，却改了其他项目的先后；须用「调整顺序」并写明原因",
            project_id=project_id,
        ))
