"""Everything planted in the sample: the list of `faults.csv`, and what depends on who is in the district.

Quarantined rows are extra rows where that is possible, so that the good district stays whole.
"""

import csv
from pathlib import Path

from .changes import CHANGES, PICKS
from .files import invoices_of
from .money_faults import money_faults
from .planting import Fault, nothing
from .projects import Project
from .scheme_faults import scheme_faults
from .world import World

LIST = Path(__file__).with_name("faults.csv")
PAIRS = (
    ("A03", "华新镇", 15, "香花桥街道", 3),
    ("A04", "赵巷镇", 12, "徐泾镇", 2),
    ("A05", "白鹤镇", 12, "白鹤镇", 4),
)


def listed() -> list[Fault]:
    """The faults of the list, in its order."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [
            Fault(
                one["id"],
                one["rule"] or None,
                one["outcome"],
                one["file"],
                one["kind"],
                one["what"],
                one["column"] or None,
                CHANGES.get(one["id"], nothing),
                int(one["place"]),
                one["is_extra"] == "yes",
                PICKS.get(one["id"]),
                one["sheet"] or None,
                tuple(one["also"].split()),
            )
            for one in csv.DictReader(file)
        ]


def shared_invoices(world: World) -> list[Fault]:
    """Three invoices that two enterprises both hand in: the first keeps its line, the second adds a copy."""
    faults = []
    for number, town, first, other_town, second in PAIRS:
        one = _with_invoices(world, town)[first]
        line = min(invoices_of(world, one), key=lambda row: row.cells["amount_yuan"])
        # Big ones: a small line more must not change what they qualify for.
        others = [p for p in _with_invoices(world, other_town) if p.firm is not one.firm]
        other = sorted(others, key=lambda p: -p.invested_yuan)[second]
        what = f"发票 {line.cells['invoice_no']} 同时列入 {one.id} 与 {other.id}，分属两家企业"
        own_no = invoices_of(world, other)[0].cells["invoice_no"]
        copy = {**line.cells, "project_id": other.id}
        faults.append(_shared(number, town, what, line.cells["invoice_no"], {}))
        faults.append(_shared(f"{number}b", other_town, what, own_no, copy))
    return faults


def _shared(number: str, town: str, what: str, wanted: str, cells: dict[str, object]) -> Fault:
    return Fault(
        number,
        "shared_invoice",
        "accepted",
        f"{town}.xlsx",
        "investment",
        what,
        "invoice_no",
        lambda world, row: cells,
        is_extra=bool(cells),
        pick=lambda row: row.cells["invoice_no"] == wanted,
    )


def _with_invoices(world: World, town: str) -> list[Project]:
    """Good applications of a town whose invoices stand in the town's own file."""
    return [p for p in world.projects_of(town) if p.story == "eligible" and p.firm.unit == town]


def outside_payments(world: World) -> list[Fault]:
    """Payments to the one diagnosis provider that is registered in another district."""
    paid = [row for row in world.payments if row.cells["credit_code"] == world.outside[1]]
    return [
        Fault(
            f"A18{chr(97 + place)}",
            None,
            "accepted",
            "资金拨付.xlsx",
            "payment",
            "区外服务商，本就不在企业表；照常计入，街镇归入未填报",
            "credit_code",
            is_extra=False,
            sheet_name="2020-2022" if row.cells["year"] <= 2022 else "2023-2025",
            pick=lambda other, row=row: other is row,  # type: ignore[misc]
        )
        for place, row in enumerate(paid)
    ]


def all_faults(world: World) -> list[Fault]:
    """Everything planted, in the order in which it is planted (rows that are looked up come first)."""
    return [*money_faults(world), *scheme_faults(world), *shared_invoices(world), *outside_payments(world), *listed()]
