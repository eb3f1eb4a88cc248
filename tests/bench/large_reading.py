"""Read one large file to the last cell as text and stop: `python -m tests.bench.large_reading SIDE FILE`.

SIDE is ours (the look at the bytes and the reader of the parsing child, etl/screen.py and etl/parse_child.py) or pandas
(read_csv, or read_excel by openpyxl, every column text). Prints how many rows it read; pandas takes the first for
headings.
"""

from __future__ import annotations

import sys
from pathlib import Path


def read_ours(path: Path) -> int:
    """Rows of all sheets."""
    from etl.parse_child import READERS
    from etl.screen import container

    payload = path.read_bytes()
    return sum(sheet.frame.height for sheet in READERS[container(payload)](payload))


def read_with_pandas(path: Path) -> int:
    """Rows of the first sheet."""
    import pandas

    if path.suffix == ".csv":
        return len(pandas.read_csv(path, dtype=str)) + 1
    return len(pandas.read_excel(path, dtype=str, engine="openpyxl")) + 1


if __name__ == "__main__":
    side, name = sys.argv[1:]
    print({"ours": read_ours, "pandas": read_with_pandas}[side](Path(name)))
