"""Diagnosis money: what each report entitles its provider and its enterprise to, and what each payee is still due."""

from datetime import date
from decimal import Decimal

from tests.oracle.cells import FEN
from tests.oracle.entitlement import TODAY
from tests.oracle.ledger import Ledger
from tests.oracle.reference import as_date

PROVIDER, ENTERPRISE = "诊断服务商奖励", "诊断实施奖励"
NOBODY = "未填报"
ZERO = Decimal(0)


def pack_on(packs: list[dict], item: str, day: date) -> dict | None:
    """The document in force on the day that speaks of the reward."""
    for pack in packs:
        head = pack["pack"]
        if as_date(head["valid_from"]) <= day <= as_date(head["valid_to"]) and entry(pack, item):
            return pack
    return None


def entry(pack: dict, item: str) -> dict | None:
    """The pack's entry for a reward."""
    return next((one for one in pack.get("reward", []) if one["item"] == item), None)


def amount(pack: dict | None, item: str) -> Decimal | None:
    """What the pack states; None where it states nothing or "unknown"."""
    stated = (entry(pack, item) or {}).get("amount_yuan", "unknown") if pack else "unknown"
    return None if stated == "unknown" else Decimal(stated)


def setting(pack: dict, key: str) -> str:
    """The pack's choice, else every report by itself."""
    return next((one["value"] for one in pack.get("setting", []) if one["key"] == key), "report")


def diagnosis_entitlements(ledger: Ledger, as_of: date = TODAY, assume: str = "") -> list[dict]:
    """Two rows per report up to the day: (item, file, sheet, row), payee, amount, status, pack."""
    packs = ledger.reference.packs
    assumed = next((pack for pack in packs if pack["pack"]["id"] == assume), None)
    codes = codes_of_names(ledger)
    given: dict[tuple, Decimal] = {}
    rows = []
    for report in sorted(ledger.diagnosis, key=lambda one: (one["report_date"], one["file"], one["row"])):
        if report["report_date"] > as_of:
            continue
        for item in (PROVIDER, ENTERPRISE):
            if item == PROVIDER:
                payee = report["provider"]
                code = report["provider_code"] or (codes[payee].pop() if len(codes[payee]) == 1 else NOBODY)
            else:
                payee, code = report["enterprise"], report["credit_code"]
            pack = pack_on(packs, item, report["report_date"])
            price = amount(pack, item)
            by = pack
            if price is None and assumed and report["report_date"] >= as_date(assumed["pack"]["valid_from"]):
                price, by = amount(assumed, item), assumed
            status, yuan = one_claim(report, item, price, by, given, (item, code, report["credit_code"]))
            rows.append(
                {
                    "item": item, "file": report["file"], "sheet": report["sheet"], "row": report["row"],
                    "credit_code": code, "report_date": report["report_date"], "status": status,
                    "amount_yuan": None if yuan is None else yuan.quantize(FEN),
                    "pack": pack["pack"]["id"] if pack else None, "payee": payee,
                }
            )  # fmt: skip
    return rows


def one_claim(
    report: dict, item: str, price: Decimal | None, by: dict | None, given: dict[tuple, Decimal], case: tuple
) -> tuple[str, Decimal | None]:
    """(status, amount) of one claim; `given` remembers what a document already gave in the same case."""
    if not report["is_accepted"]:
        return "none", ZERO
    spent = report["spent_yuan"]
    if item == ENTERPRISE and spent is None:
        return "none", None
    if item == ENTERPRISE and spent == 0:
        return "none", ZERO
    if price is None or by is None:
        return "unpriced", None
    key = (*case, by["pack"]["id"])
    if item == PROVIDER:
        repeated = setting(by, "diagnosis_counting_unit") == "enterprise" and key in given
        yuan = ZERO if repeated else price
    elif setting(by, "diagnosis_cap_unit") == "enterprise":
        yuan = min(spent, price - min(price, given.get(key, ZERO)))
    else:
        yuan = min(spent, price)
    given[key] = given.get(key, ZERO) + (spent if item == ENTERPRISE else yuan)
    return ("priced", yuan) if yuan else ("none", ZERO)


def codes_of_names(ledger: Ledger) -> dict[str, set[str]]:
    """Name -> every code that stands beside it anywhere."""
    codes: dict[str, set[str]] = {}
    for rows, name, code in (
        (ledger.enterprise, "enterprise", "credit_code"), (ledger.payment, "payee", "credit_code"),
        (ledger.diagnosis, "provider", "provider_code"),
    ):  # fmt: skip
        for row in rows:
            if row[code]:
                codes.setdefault(row[name], set()).add(row[code])
    return codes


def diagnosis_due(ledger: Ledger, as_of: date = TODAY, assume: str = "") -> list[dict]:
    """Per reward and payee: entitled, paid, due (at least, where a report is unpriced), overpaid."""
    claims = diagnosis_entitlements(ledger, as_of, assume)
    paid = [p for p in ledger.payment if p["item"] in (PROVIDER, ENTERPRISE) and p["paid_date"] <= as_of]
    keys = {(one["item"], one["credit_code"]) for one in [*claims, *paid]}
    rows = []
    for item, code in sorted(keys):
        own = [one for one in claims if (one["item"], one["credit_code"]) == (item, code)]
        got = [one for one in paid if (one["item"], one["credit_code"]) == (item, code)]
        entitled = sum((one["amount_yuan"] or ZERO for one in own), ZERO)
        received = sum((one["paid_yuan"] for one in got), ZERO)
        unpriced = sum(one["status"] == "unpriced" for one in own)
        due, overpaid = max(entitled - received, ZERO), max(received - entitled, ZERO)
        if unpriced:
            overpaid, due = ZERO, ZERO
            for day in {one["report_date"] for one in own}:
                since = sum((one["amount_yuan"] or ZERO for one in own if one["report_date"] >= day), ZERO)
                settled = sum((max(one["paid_yuan"], ZERO) for one in got if one["paid_date"] >= day), ZERO)
                due = max(due, since - settled)
        if entitled or received or unpriced:
            rows.append(
                {
                    "item": item, "credit_code": code, "entitled_yuan": entitled.quantize(FEN),
                    "paid_yuan": received.quantize(FEN), "due_yuan": due.quantize(FEN),
                    "overpaid_yuan": overpaid.quantize(FEN), "n_unpriced": unpriced, "n_reports": len(own),
                }
            )  # fmt: skip
    return rows
