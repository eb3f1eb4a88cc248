"""Verify a certificate against candidates, rules and forces, without the solver that made it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.decide.reckoning import SCALE, Reckoning
from dashboard.decide.rules import Candidate, Force, Rules


def check(
    certificate: dict[str, Any], candidates: Iterable[Candidate], rules: Rules, forces: Sequence[Force] = ()
) -> list[str]:
    """What is wrong with the certificate, one Chinese sentence each; empty where all of it holds."""
    rest = {key: value for key, value in certificate.items() if key != "seal"}
    told = hashlib.sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    if certificate.get("seal") != told:
        return ["证书的校验值与内容不符：证书被改动过"]
    try:
        return _Claims(rest, Reckoning(candidates, rules, forces, rest["prices"])).problems()
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        return [f"证书残缺或格式不对（{error}）"]


class _Claims:
    def __init__(self, told: dict[str, Any], reckoning: Reckoning) -> None:
        self.told, self.own = told, reckoning
        self.chosen = self.rows([entry["project_id"] for entry in told["chosen"]])
        self.value = reckoning.worth(self.chosen)

    def problems(self) -> list[str]:
        """Every claim recomputed and compared."""
        if self.chosen != sorted(self.chosen) or not self.own.fits(self.chosen):
            return ["名单不符合规则：名额、每家一项、资格、指定或次序有误"]
        return [*self._list(), *self._replacements(), *self._floors(), *self._rejected()]

    def rows(self, ids: list[str]) -> list[int]:
        """Ranks of project numbers, each once."""
        if len(set(ids)) < len(ids):
            raise ValueError("编号重复")
        return [self.own.place[number] for number in ids]

    def _list(self) -> list[str]:
        proof, ties = self.told["proof"], self.told["ties"]
        lists, is_complete, proved = self.own.walk(proof["nodes"], self.own.start(), self.value, proof["n_ties"])
        named = [self.rows(ids) for ids in ties["lists"]]
        checks = {
            "总分与重算不符": self.told["total"] == self._parts(self.value),
            "上界与证明不符": self.told["bound"] == self._parts(proved),
            "同分名单与证明不符": named == lists and ties["is_complete"] is is_complete,
            "名单不是同分名单里按公布次序的第一份": lists[:1] == [self.chosen] or (not lists and proved > self.value),
        }
        return [problem for problem, holds in checks.items() if not holds]

    def _replacements(self) -> list[str]:
        wrong = []
        for i, entry in zip(self.chosen, self.told["chosen"], strict=True):
            cost, one, is_forced = entry["replacement"], self.own.all[i], i in self.own.forced_in
            told = entry["points"] == one.points and entry["is_forced"] is is_forced
            told &= entry["is_eligible"] is one.is_eligible
            holds = cost is None if is_forced else self._holds(cost, without=i)
            wrong += [] if told and holds else [f"{entry['project_id']} 的得分、指定、资格或替换代价与重算不符"]
        return wrong

    def _floors(self) -> list[str]:
        wrong = []
        for n, (floor, entry) in enumerate(zip(self.own.rules.floors, self.told["floors"], strict=True)):
            named = (entry["attribute"], entry["value"], entry["n_chosen"])
            counted = sum(n in self.own.floors[i] for i in self.chosen)
            holds = named == (floor.attribute, floor.value, counted) and self._holds(entry["cost"], skip=n)
            wrong += [] if holds else [f"保底「{floor.value}」的数或代价与重算不符"]
        return wrong

    def _rejected(self) -> list[str]:
        entries, wrong, own, inside = self.told["rejected"], [], self.own, set(self.chosen)
        if self.rows([entry["project_id"] for entry in entries]) != [i for i in range(len(own.all)) if i not in inside]:
            return ["落选名单不全或次序不对"]
        for entry in entries:
            i = own.place[entry["project_id"]]
            is_possible = own.room([*own.forced_in, i]) >= 0
            is_possible &= own.code[i] not in {own.code[k] for k in own.forced_in}
            holds = self._holds(entry["miss"], with_=i) if is_possible else entry["miss"] is None
            holds &= (entry["by"], entry["instead"], entry["floors"]) == self._reason(i)
            wrong += [] if holds else [f"{entry['project_id']} 的落选原因或分差与重算不符"]
        return wrong

    def _reason(self, i: int) -> tuple[str, str | None, list[list[str]]]:
        """First reason that applies, whose place it is about, floors that a swap with it would leave short."""
        own, chosen = self.own, self.chosen
        mates = [k for k in chosen if own.code[k] == own.code[i]]
        behind = [k for k in chosen if k > i]
        free = [k for k in behind if k not in own.forced_in]
        if not own.all[i].is_eligible or i in own.forced:
            return "ineligible" if not own.all[i].is_eligible else "forced_out", None, []
        if mates:
            return "own_forced" if mates[0] in own.forced_in else "own", own.all[mates[0]].project_id, []
        if not free:
            return ("forced", own.all[behind[-1]].project_id, []) if behind else ("quota", None, [])
        swapped = [k for k in chosen if k != free[-1]] + [i]
        if own.room(swapped) < 0:
            return "quota", None, []
        both = zip(own.rules.floors, own.missing(chosen), own.missing(swapped), strict=True)
        short = [[floor.attribute, floor.value] for floor, before, after in both if after > before]
        return "floor" if short else "bonus", own.all[free[-1]].project_id, short

    def _holds(
        self, cost: dict[str, Any], with_: int | None = None, without: int | None = None, skip: int | None = None
    ) -> bool:
        """Whether the swap keeps the rules and costs what is told, and the proof leaves no more open than is told."""
        out, into, own = set(self.rows(cost["out"])), set(self.rows(cost["in"])), self.own
        rows = sorted((set(self.chosen) - out) | into)
        if not out <= set(self.chosen) or into & set(self.chosen) or not own.fits(rows, with_, without):
            return False
        worth = own.worth(rows, skip)
        if with_ is not None and "nodes" not in cost:
            found = own.bound_at_start(cost["prices"])
            proved = (found.total - found.best[own.code[with_]] + found.reduced[with_]) // SCALE
        else:
            proved = own.walk(cost["nodes"], own.start(with_, without), worth, 0, skip)[2]
        gap = None if proved == worth else self._difference(proved, skip)
        told = {key: cost[key] for key in ("points", "missing")}
        return told == self._difference(worth, skip) and cost["at_best"] == gap

    def _parts(self, worth: int) -> dict[str, int]:
        missing = -(worth // self.own.penalty)
        return {"points": worth + missing * self.own.penalty, "missing": missing}

    def _difference(self, worth: int, skip: int | None) -> dict[str, int]:
        """Points and floor places that the chosen list is ahead by; behind by, where a floor is left away."""
        now, then, sign = self._parts(self.value), self._parts(worth), 1 if skip is None else -1
        return {"points": sign * (now["points"] - then["points"]), "missing": sign * (then["missing"] - now["missing"])}
