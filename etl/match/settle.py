"""What becomes of the rows of published lists: attached to an enterprise, waiting for a person, counted or beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from etl.match.candidates import Nearest
from etl.match.counting import Ledgered, counted
from etl.match.layout import day_of, list_words, says
from etl.match.names import spelling
from etl.match.registry import CODE, FORMER, NAME, RULING, Registry, registry
from etl.match.rulings import Rulings
from etl.vocabulary import Vocabulary, word

if TYPE_CHECKING:
    from etl.ledger import Ledger

KINDS = {"award_list": "award", "payment_list": "payment"}
WAITING, MATCHED, OUTSIDE = "waiting", "matched", "outside"


@dataclass(frozen=True)
class Standing:
    """Whose row it is: ``status`` matched | waiting | outside (a person ruled that nobody on the ledger is meant)."""

    status: str
    credit_code: str | None
    rule: str
    why: str
    apart: tuple[str, ...] = ()


def settle_lists(ledger: Ledger, vocabulary: Vocabulary, rulings: Rulings) -> None:
    """Attach the rows of published lists by the written rules and by what people ruled; all others wait.

    Waiting rows are quarantined with a finding. Rows that count (etl/match/counting.py) move to ``kinds`` award and
    payment. ``ledger.listed`` gets every row, ``ledger.candidates`` the nearest enterprises of every waiting name.
    """
    if not any(kind in ledger.kinds for kind in KINDS):
        return
    known = registry(_enterprises(ledger), (*vocabulary.town, *vocabulary.town.values(), *vocabulary.district))
    there = Ledgered.of(ledger)
    sheets = {sheet["sheet_id"]: sheet for sheet in ledger.sheets}
    for kind, counts_as in KINDS.items():
        for row in _rows(ledger, kind):
            file, title = str(sheets[row["sheet_id"]]["file"]), ledger.titles.get(row["sheet_id"], "")
            standing = _standing(row, file, known, rulings)
            ledger.listed.append(_listed(row, counts_as, file, title, standing, known, vocabulary))
    there.count(ledger.listed)
    _move(ledger)
    _candidates(ledger, known)
    _say(ledger, known, sheets)


def _enterprises(ledger: Ledger) -> list[tuple[str, str, str | None]]:
    frames = ledger.kinds.get("enterprise", [])
    return [row for frame in frames for row in frame.filter("is_taken").select(
        "credit_code", "enterprise", "former_names").iter_rows()]


def _rows(ledger: Ledger, kind: str) -> Iterator[dict[str, Any]]:
    for frame in ledger.kinds.get(kind, []):
        yield from frame.filter("is_taken").sort("row").iter_rows(named=True)


def row_text(row: dict[str, Any]) -> str:
    """What a ruling on one row holds on to: another row in its place is another row."""
    parts = (row["enterprise"], row["item"], row["project"], row["amount_yuan"])
    return "｜".join("" if part is None else str(part) for part in parts)


def _standing(row: dict[str, Any], file: str, known: Registry, rulings: Rulings) -> Standing:
    ruling = rulings.on(spelling(row["enterprise"]), file, row["row"], row_text(row))
    apart = ruling.apart if ruling else ()
    if ruling and ruling.verdict == "none":
        return Standing(OUTSIDE, None, RULING, f"{ruling.ruled_by}核对：不是台账上的企业（{ruling.reason}）", apart)
    if ruling and ruling.verdict == "same":
        if ruling.credit_code in known.by_code:
            return Standing(MATCHED, ruling.credit_code, RULING, f"{ruling.ruled_by}核对（{ruling.reason}）", apart)
        return Standing(WAITING, None, "", f"核对为 {ruling.credit_code}，但企业表里没有这个信用代码", apart)
    found = known.attach(row["enterprise"], apart)
    code = row["credit_code"]
    if code and code not in apart:
        if code not in known.by_code:
            return Standing(WAITING, None, "", f"名单上的信用代码 {code} 不在企业表", apart)
        if found.credit_code in (None, code) and not (found.several and code not in found.several):
            is_named = found.credit_code == code or code in found.several
            why = "" if is_named else f"名称与企业表的「{known.by_code[code].name}」不一致，按信用代码"
            return Standing(MATCHED, code, CODE, why)
        return Standing(WAITING, None, "", f"信用代码 {code} 与名称指向不同的企业", apart)
    if found.credit_code:
        return Standing(MATCHED, found.credit_code, found.rule, found.why, apart)
    if found.several:
        return Standing(WAITING, None, "", f"{len(found.several)} 家企业用过这个名称", apart)
    return Standing(WAITING, None, "", "已核对为不是原来对上的企业" if apart else "没有同名企业，也不是曾用名", apart)


def _listed(
    row: dict[str, Any], counts_as: str, file: str, title: str, standing: Standing, known: Registry,
    vocabulary: Vocabulary,
) -> dict[str, Any]:
    words = vocabulary.tier if counts_as == "award" else vocabulary.payment_item
    code = standing.credit_code
    day: date | None = row["list_date"] or day_of(title) or day_of(file)
    return {
        "kind": counts_as, "name": row["enterprise"], "spelling": spelling(row["enterprise"]),
        "row_text": row_text(row), "status": standing.status, "credit_code": code,
        "enterprise": known.by_code[code].name if code else None, "match_rule": standing.rule or None,
        "why": standing.why or None, "apart": "；".join(standing.apart) or None,
        "item": row["item"], "tier": words.get(word(row["item"])) if row["item"] else None, "project": row["project"],
        "amount_yuan": row["amount_yuan"], "town": row["town"], "note": row["note"],
        "document_no": row["document_no"], "list_date": day, "list_title": title or file,
        "is_proposed": says(f"{title} {file}", list_words().proposed), "counted_as": None, "uncounted": None,
        "sheet_id": row["sheet_id"], "row": row["row"],
    }


def _move(ledger: Ledger) -> None:
    """Waiting rows are no longer taken; counted ones stand with the awards and payments of the ledger."""
    places = pl.DataFrame(
        [(one["sheet_id"], one["row"], one["status"] == WAITING, one["counted_as"] is not None)
         for one in ledger.listed],
        schema={"sheet_id": pl.Int32, "row": pl.Int32, "is_waiting": pl.Boolean, "is_moved": pl.Boolean}, orient="row",
    )
    for kind in KINDS:
        if kind in ledger.kinds:
            frame = pl.concat(ledger.kinds[kind]).join(places, on=["sheet_id", "row"], how="left")
            ledger.kinds[kind] = [
                frame.filter(~pl.col("is_moved").fill_null(False))
                .with_columns(pl.col("is_taken") & ~pl.col("is_waiting").fill_null(False))
                .drop("is_waiting", "is_moved")
            ]
    for kind in KINDS.values():
        frame = counted(ledger.listed, kind)
        if frame.height:
            known = ledger.kinds.setdefault(kind, [])
            known.append(_like(known[0], frame) if known else frame)


def _like(other: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the columns of another one, empty where it has none of that name."""
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in other.schema.items()
    )


def _candidates(ledger: Ledger, known: Registry) -> None:
    nearest = Nearest(known)
    seen: set[tuple[object, object]] = set()
    for one in ledger.listed:
        key = (one["spelling"], one["apart"])
        if one["status"] != WAITING or key in seen:
            continue
        seen.add(key)
        apart = str(one["apart"] or "").split("；")
        for order, near in enumerate(nearest.candidates(str(one["name"]), apart), 1):
            ledger.candidates.append({
                "spelling": one["spelling"], "apart": one["apart"] or "", "candidate_order": order,
                "credit_code": near.credit_code, "enterprise": known.by_code[near.credit_code].name,
                "known_as": near.known_as, "score": near.score, "why": near.why,
            })


def _say(ledger: Ledger, known: Registry, sheets: dict[object, dict[str, object]]) -> None:
    """A finding per waiting row, a note per name that was attached by more than its letters, one per sheet beside."""
    best = {(c["spelling"], c["apart"]): c for c in reversed(ledger.candidates)}
    letters = {(c["sheet_id"], c["field"]): str(c["letter"]) for c in ledger.columns if c["field"]}
    beside: dict[tuple[object, object], int] = {}
    for one in ledger.listed:
        sheet = sheets[one["sheet_id"]]
        at: dict[str, Any] = {
            "file": str(sheet["file"]), "sheet": str(sheet["sheet"]), "sheet_id": one["sheet_id"], "row": one["row"],
            "letter": letters.get((one["sheet_id"], "enterprise")), "raw": str(one["name"]),
        }
        if one["status"] == WAITING:
            near = best.get((one["spelling"], one["apart"] or ""))
            other = f"；最接近的是「{near['enterprise']}」（{near['score']} 分）" if near else ""
            ledger.findings.add("unmatched_name", **at, expected=str(one["why"]), other=other)
        elif one["match_rule"] not in (NAME, RULING, None) and (one["why"] or one["match_rule"] == FORMER):
            ledger.findings.add("matched_name", **at, expected=str(one["why"]), other=str(one["enterprise"]))
        if one["uncounted"]:
            beside[(one["sheet_id"], one["uncounted"])] = beside.get((one["sheet_id"], one["uncounted"]), 0) + 1
    for (sheet_id, why), n_rows in beside.items():
        sheet = sheets[sheet_id]
        ledger.findings.add(
            "list_beside", file=str(sheet["file"]), sheet=str(sheet["sheet"]), sheet_id=int(str(sheet_id)),
            raw=str(n_rows), expected=str(why),
        )
