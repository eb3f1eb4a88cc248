"""What must hold inside a pack and between packs, beyond the shape of each entry."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

from etl.pack_model import Condition, Criterion, Pack
from etl.pack_words import FACT_FAMILIES
from etl.problems import repeated
from etl.reward_checks import reward_problems
from etl.vocabulary import word


def pack_problems(file: str, pack: Pack) -> list[str]:
    """Sentences about one document."""
    head = pack.pack
    problems = []
    if f"{head.id}.toml" != file:
        problems.append(f"{file}：pack.id：应与文件名相同（现为 {head.id}）")
    if head.valid_to and head.valid_to < head.valid_from:
        problems.append(f"{file}：pack.valid_to：早于 valid_from")
    for key, entry in pack.entries():
        if not entry.quote.strip() and head.text_available:
            problems.append(f"{file}：{key}.quote：原文可得，引文不能为空")
        if not entry.clause.strip():
            problems.append(f"{file}：{key}.clause：不能为空")
    problems += repeated(file, "tier.item", (tier.item for tier in pack.tier))
    problems += repeated(file, "tier.order", (tier.order for tier in pack.tier))
    problems += repeated(file, "reward.item", (reward.item for reward in pack.reward))
    problems += repeated(file, "stage.order", (stage.order for stage in pack.stage))
    problems += repeated(file, "stage.stage", (stage.stage for stage in pack.stage))
    problems += repeated(file, "setting.key", (setting.key for setting in pack.setting))
    problems += repeated(file, "quota", ((q.call, q.track, q.applicant_kind) for q in pack.quota))
    problems += repeated(file, "deadline", ((d.call, d.who) for d in pack.deadline))
    problems += repeated(file, "criterion", ((c.call, t, c.id) for c in pack.criterion for t in c.tracks))
    words = [(m.call, each) for m in pack.material for each in {*map(word, [m.item, *m.aliases])}]
    problems += repeated(file, "material", words)
    problems += repeated(
        file, "condition", ((c.call or "", c.id, item) for c in pack.condition for item in c.applies_to)
    )
    for number, condition in enumerate(pack.condition, 1):
        if fault := _value_fault(condition):
            problems.append(f"{file}：condition[{number}].value：{fault}")
        if fault := _op_fault(condition):
            problems.append(f"{file}：condition[{number}].op：{fault}")
    for number, criterion in enumerate(pack.criterion, 1):
        if fault := _points_fault(criterion):
            problems.append(f"{file}：criterion[{number}].points：{fault}")
    for number, quota in enumerate(pack.quota, 1):
        lift = (quota.lifted_limit, quota.lift_above)
        if (lift[0] is None) != (lift[1] is None):
            problems.append(f"{file}：quota[{number}]：lifted_limit 与 lift_above 须同时有或同时无")
        elif lift[0] is not None and lift[0] < quota.limit:
            problems.append(f"{file}：quota[{number}].lifted_limit：小于 limit")
        if lift[0] is not None and head.text_available and not quota.lift_quote.strip():
            problems.append(f"{file}：quota[{number}].lift_quote：原文可得，增额的引文不能为空")
    for number, line in enumerate(pack.fund_line, 1):
        if line.year_to < line.year_from:
            problems.append(f"{file}：fund_line[{number}].year_to：早于 year_from")
    return problems + _call_problems(file, pack) + _weight_problems(file, pack) + reward_problems(file, pack)


def _call_problems(file: str, pack: Pack) -> list[str]:
    """A call lies within its document's days, its deadlines within the call."""
    problems = []
    for number, call in enumerate(pack.call, 1):
        key = f"{file}：call[{number}]"
        last = call.deadline_authority or call.deadline_enterprise
        if call.opens < pack.pack.valid_from:
            problems.append(f"{key}.opens：早于文件的 valid_from {pack.pack.valid_from}")
        if call.deadline_enterprise < call.opens:
            problems.append(f"{key}.deadline_enterprise：早于 opens {call.opens}")
        if last < call.deadline_enterprise:
            problems.append(f"{key}.deadline_authority：早于 deadline_enterprise {call.deadline_enterprise}")
        if pack.pack.valid_to and last > pack.pack.valid_to:
            problems.append(f"{key}.deadline：晚于文件的 valid_to {pack.pack.valid_to}")
    return problems


def _value_fault(condition: Condition) -> str:
    value, op = condition.value, condition.op
    if op in ("is_true", "is_false"):
        return "" if value is None else f"{op} 不带 value"
    if value is None:
        return f"{op} 须有 value"
    if op == "in":
        return "" if isinstance(value, list) else "in 须用列表"
    if op == "on_or_before":
        return "" if isinstance(value, date) else "on_or_before 须用日期"
    if op in (">=", "<=", "clear_for_years"):
        return "" if isinstance(value, int | float) else f"{op} 须用数字"
    return "" if not isinstance(value, list) else f"{op} 不能用列表"


def _op_fault(condition: Condition) -> str:
    """A yes/no can't be ≥ anything: such a condition would stay unknown for ever."""
    field, op = condition.field, condition.op
    if field == "accident":
        return "" if op == "clear_for_years" else "accident 只用 clear_for_years"
    if field.endswith("_date"):
        return "" if op == "on_or_before" else f"{field} 是日期，只用 on_or_before"
    if field.startswith(("is_", "has_", *FACT_FAMILIES)):
        return "" if op in ("is_true", "is_false") else f"{field} 是是否，只用 is_true、is_false"
    if field == "industry":
        return "" if op in ("in", "=", "!=") else "industry 是文字，只用 in、=、!="
    return "" if op in (">=", "<=", "=", "!=") else f"{field} 是数字，只用 >=、<=、=、!="


def _points_fault(criterion: Criterion) -> str:
    if any(right[0] <= left[0] for left, right in pairwise(criterion.points)):
        return "横坐标须从小到大"
    return "" if all(0 <= score <= 100 for _, score in criterion.points) else "得分须在 0 到 100 之间"


def _weight_problems(file: str, pack: Pack) -> list[str]:
    weights: dict[tuple[str, str], float] = {}
    for criterion in pack.criterion:
        for track in criterion.tracks:
            weights[criterion.call, track] = weights.get((criterion.call, track), 0) + criterion.weight
    return [
        f"{file}：criterion.weight：{call} {track} 的权重合计应为 100（现为 {total:g}）"
        for (call, track), total in weights.items()
        if abs(total - 100) > 1e-9
    ]


def joint_problems(packs: dict[str, Pack]) -> list[str]:
    """Sentences about references and clashes between documents (file name -> pack)."""
    problems = []
    calls = {call.id: call for pack in packs.values() for call in pack.call}
    problems += repeated("各规则包", "call.id", (call.id for pack in packs.values() for call in pack.call))
    problems += repeated("各规则包", "title.item", (title.item for p in packs.values() for title in p.title))
    items = {named.item for pack in packs.values() for named in pack.named()}
    owner: dict[str, str] = {word(item): item for item in items}
    priced = {
        pack.pack.id for pack in packs.values()
        if any(tier.basis == "share" or isinstance(tier.amount_yuan, int) for tier in pack.tier)
    }
    for file, pack in packs.items():
        for key, entry in pack.entries():
            call = getattr(entry, "call", None)
            if call is not None and call not in calls:
                problems.append(f"{file}：{key}.call：没有规则包开设批次 {call}")
        grades = {grade for s in pack.setting if s.key == "grades" for grade in s.value.split(";")}
        for number, condition in enumerate(pack.condition, 1):
            for item in condition.applies_to:
                if item not in (items if condition.call else items | grades):
                    problems.append(f"{file}：condition[{number}].applies_to：没有规则包列出 {item}")
        for number, line in enumerate(pack.fund_line, 1):
            for item in line.items:
                if item != "*" and item not in items | {reward.item for reward in pack.reward}:
                    problems.append(f"{file}：fund_line[{number}].items：没有规则包列出 {item}")
        for number, deadline in enumerate(pack.deadline, 1):
            opened = calls.get(deadline.call)
            if opened is None:
                continue
            stated = opened.deadline_enterprise if deadline.who == "企业" else opened.deadline_authority
            if deadline.date < opened.opens:
                problems.append(f"{file}：deadline[{number}].date：早于批次的 opens {opened.opens}")
            if stated != deadline.date:
                problems.append(f"{file}：deadline[{number}].date：与 [[call]] 的截止日 {stated} 不同")
        tracks = {(title.call, title.track) for each in packs.values() for title in each.title}
        for number, condition in enumerate(pack.condition, 1):
            opened = calls.get(condition.call or "")
            if opened and condition.field == "applied_date" and condition.value != opened.deadline_enterprise:
                stated = opened.deadline_enterprise
                problems.append(f"{file}：condition[{number}].value：与 [[call]] 的截止日 {stated} 不同")
        used = [(f"quota[{n}].track", q.call, q.track) for n, q in enumerate(pack.quota, 1)]
        used += [(f"criterion[{n}].tracks", c.call, t) for n, c in enumerate(pack.criterion, 1) for t in c.tracks]
        for key, call, track in used:
            if call in calls and (call, track) not in tracks:
                problems.append(f"{file}：{key}：批次 {call} 没有申报类型 {track}（[[title]] 的 track）")
        for number, setting in enumerate(pack.setting, 1):
            if setting.key == "assumption_tier_amounts" and setting.value not in priced:
                problems.append(f"{file}：setting[{number}].value：{setting.value} 不是有金额的规则包")
        for named in pack.named():
            for alias in named.aliases:
                held = owner.setdefault(word(alias), named.item)
                if held != named.item:
                    problems.append(f"{file}：aliases：{alias} 已指 {held}，不能再指 {named.item}")
    return problems + _overlap_problems(packs)


def _overlap_problems(packs: dict[str, Pack]) -> list[str]:
    """No tier has two documents of one scope on the same day, priced or not."""
    problems = []
    for (file, one), (_, other) in combinations(packs.items(), 2):
        shared = {tier.item for tier in one.tier} & {tier.item for tier in other.tier}
        if one.pack.scope != other.pack.scope or not shared:
            continue
        last = min(one.pack.valid_to or date.max, other.pack.valid_to or date.max)
        if max(one.pack.valid_from, other.pack.valid_from) <= last:
            shown = "、".join(sorted(shared))
            problems.append(
                f"{file}：pack.valid_to：与 {other.pack.id} 的有效期重叠，认定日无法确定用哪份计价（{shown}）"
            )
    return problems
