"""Result column → Chinese heading with its unit.

A column keeps its unit in every table and download, so money is in 元 here; figures, which say 万元,
take `text.heading(column, "万元")`. Full-width brackets hold the unit. No column stands in two of the parts.
"""

from dashboard.headings import answers, builds, ledger, lists, matches, plans, selection, views

HEADINGS: dict[str, str] = {
    **answers.HEADINGS, **builds.HEADINGS, **ledger.HEADINGS, **lists.HEADINGS, **matches.HEADINGS,
    **plans.HEADINGS, **selection.HEADINGS, **views.HEADINGS,
}
# A what-if beside today: the same column on both sides, and the difference.
for _column in ("entitled_yuan", "due_yuan", "n_unpriced", "limit", "n_eligible", "n_proposable", "n_used",
                "n_remaining", "n_within", "standing", "position", "reasons"):
    HEADINGS |= {
        f"today_{_column}": f"今天：{HEADINGS[_column]}", f"trial_{_column}": f"推演：{HEADINGS[_column]}",
        f"change_{_column}": f"增减：{HEADINGS[_column]}",
    }
# This build beside the one before.
for _column in ("n_enterprises", "n_projects", "n_awards", "invested_yuan", "entitled_yuan", "paid_yuan"):
    HEADINGS |= {
        f"earlier_{_column}": f"上一版：{HEADINGS[_column]}", f"now_{_column}": f"本版：{HEADINGS[_column]}",
        f"change_{_column}": f"增减：{HEADINGS[_column]}",
    }
# Two sides of a comparison, 甲 and 乙, which the page names.
for _column in ("n", "amount_yuan", "median", "n_reported", "n_projects", "n_awards", "n_instances", "invested_yuan",
                "entitled_yuan", "paid_yuan", "due_yuan"):
    HEADINGS |= {
        f"left_{_column}": f"甲：{HEADINGS[_column]}", f"right_{_column}": f"乙：{HEADINGS[_column]}",
        f"change_{_column}": HEADINGS.get(f"change_{_column}") or f"增减：{HEADINGS[_column]}",
    }
