"""Which rows stand in which file, one file at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

from .enterprises import finance_rows
from .instances import instance_rows
from .invoices import invoice_rows
from .outcomes import long_rows, outcome_row
from .places import TOWNS
from .projects import Project
from .rows import Row
from .sheets import Sheet
from .stages import stage_rows
from .styles import AS_CSV, DISTRICT, SHEET_NAMES, STYLES, Style
from .world import World

IN_WORKBOOK = 2_000  # rows of a sheet that stay in the workbook; the rest follows in numbered CSV files
IN_CSV = 150_000
PARK = Style(
    unit_mark="({})",
    money="元",
    subtotals="total",
    second_line="",
    footer=("填表人：示例戊",),
    renames={"investment": {"invoice_no": "发票号码", "invoice_date": "开票时间"}},
)
GROUP = Style(unit_mark="", second_line="", footer=())  # says no unit anywhere


@dataclass
class File:
    """A delivered file: a workbook (`encoding` None) or the one sheet of a CSV file."""

    name: str
    sheets: list[Sheet]
    encoding: str | None = None

    def sheet(self, kind: str) -> Sheet:
        """The file's sheet of a kind."""
        return next(sheet for sheet in self.sheets if sheet.kind == kind and not sheet.is_hidden)


def invoices_of(world: World, project: Project) -> list[Row]:
    """Its invoice lines; those of 白鹤镇 carry fen."""
    return invoice_rows(project, world.seed, world.suppliers, has_fen=project.firm.town == "白鹤镇")


def files(world: World) -> Iterator[File]:
    """Every file before anything was planted in it; the rows of a town exist only while it is out."""
    park: list[Row] = []
    group: list[Row] = []
    for town in TOWNS:
        yield from _town(world, town, park, group)
    yield from [
        File("工业园区_已投入资金.xlsx", [Sheet("investment", "已投入资金", park, PARK, "工业园区")]),
        File("科创集团_场景实例.xlsx", [Sheet("instance", "场景实例", group, GROUP, "科创集团")]),
    ]
    yield from _district(world)


def _town(world: World, town: str, park: list[Row], group: list[Row]) -> Iterator[File]:
    firms, projects, style = world.firms_of(town), world.projects_of(town), STYLES[town]
    rows: dict[str, list[Row]] = {kind: [] for kind in style.order}
    rows["enterprise"] = [firm.row() for firm in firms]
    rows["finance"] = [row for firm in firms for row in finance_rows(firm, world.seed)]
    rows["project"] = [project.row() for project in projects]
    for project in projects:
        scenes = instance_rows(project, world.seed, world.suppliers)
        (group if project.firm.unit == "科创集团" else rows["instance"]).extend(scenes)
        (park if project.firm.unit == "工业园区" else rows["investment"]).extend(invoices_of(world, project))
        outcome = outcome_row(project, world.seed)
        if outcome:
            rows["outcome"].append(outcome)
    as_csv = AS_CSV.get(town, {})
    if "outcome_line" in as_csv:
        rows["outcome_line"] = [line for row in rows.pop("outcome") for line in long_rows(row)]
    names = SHEET_NAMES | style.sheet_names
    sheets = {kind: Sheet(kind, names[kind], own, style, town) for kind, own in rows.items()}
    inside = [sheets[kind] for kind in style.order if kind in sheets and kind not in as_csv]
    if inside:
        yield File(f"{town}.xlsx", inside)
    for kind, encoding in as_csv.items():
        yield File(f"{town}_{SHEET_NAMES[kind]}.csv", [sheets[kind]], encoding)


def _district(world: World) -> Iterator[File]:
    early = [row for row in world.awards if row.cells["award_date"].year <= 2022]
    late = [row for row in world.awards if row.cells["award_date"].year > 2022]
    other_words = Style(
        dates="zh",
        second_line="",
        footer=DISTRICT.footer,
        renames={"award": {"tier": "称号", "enterprise": "单位名称"}},
    )
    yield File(
        "认定台账.xlsx",
        [
            Sheet("award", "2020-2022年", early, DISTRICT, "青浦区"),
            Sheet("award", "2023-2025年", late, other_words, "青浦区"),
        ],
    )
    by_year = {"2020-2022": [], "2023-2025": []}  # type: dict[str, list[Row]]
    for row in world.payments:
        by_year["2020-2022" if row.cells["year"] <= 2022 else "2023-2025"].append(row)
    in_yuan = Style(
        money="元",
        unit_mark="({})",
        numbers="comma",
        dates="slash",
        second_line="",
        subtotals="total",
        footer=DISTRICT.footer,
        renames={"payment": {"payee": "收款单位", "item": "拨付事项"}},
    )
    yield File(
        "资金拨付.xlsx",
        [
            Sheet("payment", "2020-2022", by_year["2020-2022"], in_yuan, "青浦区"),
            Sheet("payment", "2023-2025", by_year["2023-2025"], DISTRICT, "青浦区"),
        ],
    )
    yield File("预算.csv", [Sheet("budget", "", world.budgets, DISTRICT, "青浦区")], "gb18030")
    yield File("诊断.xlsx", [Sheet("diagnosis", "诊断", world.diagnoses, DISTRICT, "青浦区")])
    steps = [row for project in world.projects for row in stage_rows(project, world.seed)]
    plain = Style(dates="iso", second_line="", footer=())
    yield File("流程.csv", [Sheet("stage_event", "", steps, plain, "青浦区")], "utf-8-sig")


def parts(file: File) -> Iterator[File]:
    """The file as delivered: what is too long for it goes on in numbered CSV files."""
    if file.encoding:
        sheet = file.sheets[0]
        stem = file.name.removesuffix(".csv")
        starts = range(0, max(1, len(sheet.rows)), IN_CSV)
        for number, start in enumerate(starts, 1):
            name = file.name if len(starts) == 1 else f"{stem}_{number}.csv"
            yield File(name, [sheet.part(start, start + IN_CSV)], file.encoding)
        return
    rest = [(sheet, sheet.part(IN_WORKBOOK, len(sheet.rows))) for sheet in file.sheets]
    for sheet in file.sheets:
        sheet.rows = sheet.rows[:IN_WORKBOOK]
    yield file
    stem = file.name.removesuffix(".xlsx")
    for sheet, more in rest:
        for number, start in enumerate(range(0, len(more.rows), IN_CSV), 2):
            label = sheet.name if sheet.kind in ("award", "payment") else SHEET_NAMES[sheet.kind]
            name = f"{stem.removesuffix(label).rstrip('_')}_{label}_{number}.csv".removeprefix("_")
            yield File(name, [more.part(start, start + IN_CSV)], "utf-8-sig")
