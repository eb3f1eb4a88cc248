"""What goes back to a sender: every finding of the files it sent, and those files' sheets to correct them in.

Somebody who sends no file himself (an enterprise, a district company whose rows a town sends) gets an excerpt of his
own rows: it can't replace the town's file and says so when it is loaded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from etl.cards import cards
from etl.errors import FileRefused
from etl.history import Build
from etl.ledger import unknown_headings
from etl.parser import Parser
from etl.paths import Home
from etl.publish import opened
from etl.recognition import Recognised, with_metrics
from etl.reply_map import EXCERPT, SERVICE_SHEETS, MapLine
from etl.reply_names import Whom, whom
from etl.reply_sheets import SheetBody, sheet_body
from etl.sheet_layout import SheetLayout, layouts
from etl.store import content, deliveries
from etl.versions import Reading, Version
from etl.vocabulary import Vocabulary

HERE = Path(__file__).resolve().parent
LEVEL_WORDS = {"error": "须更正", "warning": "请核实", "info": "供参考"}
TO_CORRECT = ("error", "warning")
MAX_CELLS = 400_000  # written in 4 s; a longer file is corrected where it was made
MAX_CHARACTERS = 32_767
FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "-------")


@dataclass(frozen=True)
class ReplySheet:
    """A sheet that goes back: its line of the map, what stands in it, how it looks, where its headings stand."""

    line: MapLine
    body: SheetBody
    layout: SheetLayout
    heading_row: int
    is_text: bool


@dataclass
class Reply:
    """``findings`` as etl/replies/findings.sql gives them, ``sheets`` in order of file and place, ``left_out``:
    file → why its sheets are not here."""

    whom: Whom
    build: Build
    findings: pl.DataFrame
    sheets: list[ReplySheet] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)

    @property
    def n_to_correct(self) -> int:
        """Errors and warnings; without any there is nothing to send."""
        return self.findings.filter(pl.col("severity").is_in(TO_CORRECT)).height

    @property
    def number(self) -> str:
        """The same reply made twice has the same number; an excerpt is marked as one."""
        parts = (self.build.content_hash, self.whom.name, *("\0".join(sheet.line.cells) for sheet in self.sheets))
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
        return digest if self.whom.is_sender else f"{EXCERPT}{digest}"

    def sheet_of(self, file: str, sheet: str) -> ReplySheet | None:
        """The sheet of the reply that holds a delivered one."""
        return next((one for one in self.sheets if (one.line.file, one.line.sheet) == (file, sheet)), None)


def reply(home: Home, build: Build, unit: str, words: Vocabulary, parser: Parser | None = None) -> Reply:
    """The reply to a sender, town, unit or enterprise on a build. Several in a row may share a ``parser``.

    Raises UnknownUnit, and LoadError where the store has lost a file.
    """
    with opened(home, build) as connection:
        found = whom(connection, unit)
        everything = connection.sql((HERE / "replies" / "findings.sql").read_text(encoding="utf-8")).pl()
        in_force = {
            str(file): str(sha256) for file, sha256 in
            connection.execute("SELECT file, file_sha256 FROM source_file WHERE status = 'loaded'").fetchall()
        }
    made = Reply(found, build, _findings_of(found, everything))
    if made.n_to_correct:
        with parser or Parser(home.reply_workspace) as reader:
            _add_sheets(made, home, reader, in_force, words)
    return made


def _findings_of(found: Whom, everything: pl.DataFrame) -> pl.DataFrame:
    if found.is_sender:
        return everything.filter(pl.col("sender") == found.name)
    marks = [f'"{mark}"' for mark in sorted(found.marks)]
    return everything.filter(
        pl.col("cells").str.to_uppercase().str.contains_any([mark.upper() for mark in marks])
        if marks else pl.lit(False)
    )


def _add_sheets(made: Reply, home: Home, parser: Parser, in_force: dict[str, str], words: Vocabulary) -> None:
    names = made.findings["file"].unique().sort().to_list()
    taken = {name.lower() for name in SERVICE_SHEETS}
    reading = Reading(home, parser, with_metrics(cards(), words), unknown_headings)
    versions = reading.versions(deliveries(home)).names
    for number, file in enumerate(names, 1):
        if file not in in_force:
            made.left_out[file] = "这个文件没有读取，请按清单所说改好后，以原文件名重新提交"
            continue
        known = versions[file]
        index = next(i for i, one in enumerate(known) if one.sha256 == in_force[file])
        try:
            made.sheets += _sheets_of(made, home, reading, known, index, taken, f"{number}·" if len(names) > 1 else "")
        except FileRefused as refusal:
            made.left_out[file] = refusal.reason
        reading.done(known)


def _sheets_of(
    made: Reply, home: Home, reading: Reading, versions: list[Version], index: int, taken: set[str], prefix: str
) -> list[ReplySheet]:
    version = versions[index]
    found = [(order, match) for order, _, match in reading.sheets(versions, index) if match]
    if sum(match.sheet.frame.height * match.sheet.frame.width for _, match in found) > MAX_CELLS:
        raise FileRefused("too_large", "这个文件太大，没有放进回执；请在原文件上更正，以原文件名重新提交", "")
    payload = content(home, version.sha256).read_bytes()
    looks = layouts(payload) if payload.startswith(b"PK") else {}
    of_reply = {line.sheet: line.reply_sheet for line in version.returned.lines} if version.returned else {}
    sheets = []
    for order, match in found:
        body = sheet_body(match)
        if not made.whom.is_sender:
            own = _own_rows(made, version.name, match, body)
            if own is None:
                continue
            body = own
        if any(len(text) > MAX_CHARACTERS // 2 for text in body.cells.values()):
            raise FileRefused("too_long", "有单元格的文字太长，没有放进回执；请在原文件上更正后重新提交", "")
        name = match.sheet.name
        line = MapLine(
            _free_name(prefix + (name or Path(version.name).stem), taken), version.name, name, order,
            match.sheet.is_1904, version.sha256,
        )
        sheets.append(ReplySheet(
            line, body, looks.get(of_reply.get(name, name), SheetLayout()), match.heading_row, not name
        ))
    return sheets


def _own_rows(made: Reply, file: str, found: Recognised, body: SheetBody) -> SheetBody | None:
    """Of a sheet that holds other people's rows too: the headings and the rows with findings; None without any."""
    rows = set(
        made.findings.filter((pl.col("file") == file) & (pl.col("sheet") == found.sheet.name))["row"].drop_nulls()
    )
    if not rows:
        return None
    rows.add(found.heading_row)
    return SheetBody({place: text for place, text in body.cells.items() if place[0] in rows}, body.altered)


def _free_name(wanted: str, taken: set[str]) -> str:
    """A sheet name that Excel takes and nobody has yet."""
    plain = wanted.translate(FORBIDDEN_IN_NAMES).strip("' ") or "表"
    name, number = plain[:31], 1
    while name.lower() in taken or name.lower() == "history":
        number += 1
        name = f"{plain[: 31 - len(str(number)) - 1]}_{number}"
    taken.add(name.lower())
    return name
