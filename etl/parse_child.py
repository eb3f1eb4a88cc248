"""The child process that parses delivered files, so that a killer file kills it and not the load.

Protocol: one JSON line in (``payload``, ``container``, ``out``), one JSON line out. Frames travel as Arrow
files in ``out``. Memory and CPU are limited; the CPU limit is renewed per file.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

from etl.errors import FileRefused, disk_words
from etl.limits import limits
from etl.sheet_text import SheetText
from etl.text_table import read_csv
from etl.workbook import read_xlsx


def _read_docx(payload: bytes) -> list[SheetText]:
    from etl.forms.sheets import read_docx  # here, because lxml costs every load of workbooks its start

    return read_docx(payload)


READERS: dict[str, Callable[[bytes], list[SheetText]]] = {"xlsx": read_xlsx, "csv": read_csv, "docx": _read_docx}


def parse(request: dict[str, str]) -> dict[str, object]:
    """Parse one stored file into Arrow files; returns the sheets' descriptions, the refusal or the disk's failure."""
    payload = Path(request["payload"]).read_bytes()
    try:
        sheets = READERS[request["container"]](payload)
    except FileRefused as refusal:
        return {"refused": [refusal.rule, refusal.reason, refusal.action]}
    described = []
    for index, sheet in enumerate(sheets):
        target = Path(request["out"]) / f"{index}.arrow"
        try:
            sheet.frame.write_ipc(target)
        except OSError as error:
            return {"failed": disk_words(error)}
        described.append({
            "name": sheet.name, "is_hidden": sheet.is_hidden, "frame": str(target),
            "flags": sheet.flags, "n_hidden_rows": sheet.n_hidden_rows, "is_1904": sheet.is_1904,
            "merged": sheet.merged, "formulas": sheet.formulas, "marks": [astuple(mark) for mark in sheet.marks],
            "places": sheet.places, "notes": sheet.notes, "left": sheet.left,
        })
    return {"sheets": described}


def main() -> None:
    """Serve requests from standard input until it closes."""
    rule = limits()
    resource.setrlimit(resource.RLIMIT_AS, (rule.parse_bytes * 2, rule.parse_bytes * 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + rule.parse_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        print(json.dumps(parse(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
