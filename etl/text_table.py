"""A delivered CSV as text with addresses: records as rows, nothing sniffed, nothing dropped."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import polars as pl

from etl.errors import FileRefused
from etl.limits import limits
from etl.screen import column_letters
from etl.sheet_marks import Mark
from etl.sheet_text import SheetText, text_frame

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = (",", "\t", ";")
FULL_WIDTH_COMMA = "，"
HAN = re.compile("[\u4e00-\u9fff]{2}")
MOST_CHARS = 1_000_000  # of one cell
PIECE = 1_000_000  # characters
SAVE_AS_UTF_8 = "请另存为 UTF-8 编码的 CSV 后重新提交"


def read_csv(payload: bytes) -> list[SheetText]:
    """The one sheet of a text table (name ''), row = record number counting blank records.

    UTF-8 with or without BOM, UTF-16 with BOM, else GB18030; comma, tab or semicolon. No sniffer: DuckDB's
    dropped rows of ragged files. Raises FileRefused with the line number.
    """
    text = decoded(payload)
    mark = separator(text)
    frame = without_quotes(text, mark)
    if frame is None:
        frame = text_frame(records(text, mark))
    notes = [Mark("fullwidth_comma", None, None, mark)] if mark == FULL_WIDTH_COMMA else []
    return [SheetText("", False, frame, marks=notes)]


def without_quotes(text: str, mark: str) -> pl.DataFrame | None:
    """The frame of the records, where they are nothing but what stands between line ends and separators.

    None where a quotation mark, a lone carriage return or a size with a limit asks for the reader of records: that one
    took 5 s and 1.6 GB over a million invoice lines, this way it is 2 s and 0.8 GB.
    """
    if '"' in text or text.count("\r") != text.count("\r\n"):
        return None
    lines = pl.concat([pl.Series([""], dtype=pl.String).clear(), *map(_lines, _pieces(text))])
    n_cells = (lines.str.count_matches(mark, literal=True) + 1).filter(lines != "")
    longest, width = _most(lines.str.len_bytes()), _most(n_cells)
    area = lines.len() * width
    is_sparse = area > limits().max_sparse_cells and n_cells.sum() * 20 < area
    if not 0 < width <= limits().max_column or is_sparse or longest > MOST_CHARS:
        return None
    cells = lines.str.split_exact(mark, width - 1).struct.unnest()
    cells.columns = [column_letters(number) for number in range(1, width + 1)]
    filled = cells.select(pl.when(pl.all() != "").then(pl.all()))
    return filled.with_row_index("row", 1).with_columns(pl.col("row").cast(pl.Int32))


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of whole lines, so that no second and third copy of all of it is held."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin + PIECE) + 1 or len(text)
        yield text[begin:end]
        begin = end


def _lines(piece: str) -> pl.Series:
    # Split by Python: polars' str.split of the same pieces reserved 3.4 GB of addresses, and the child has 4.
    return pl.Series(piece.replace("\r\n", "\n").removesuffix("\n").split("\n"), dtype=pl.String)


def _most(counts: pl.Series) -> int:
    return max(counts.to_list(), default=0)


def records(text: str, mark: str) -> list[list[str | None]]:
    """The records of any text, quoted or not. Raises FileRefused with the line."""
    csv.field_size_limit(MOST_CHARS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[list[str | None]] = []
    n_columns = limits().max_column
    begun = 1
    try:
        for record in reader:
            if len(record) > n_columns and any(record[n_columns:]):
                raise FileRefused(
                    "out_of_bounds", f"第 {begun} 行有 {len(record)} 列，超过上限 {n_columns} 列", "请删去表外的内容"
                )
            rows.append([*record[:n_columns]])
            begun = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(
            "bad_csv", f"从第 {begun} 行开始的记录引号不配对或内容异常", "请检查该行的引号后重新导出"
        ) from error
    _refuse_sparse(rows)
    return rows


def _refuse_sparse(rows: list[list[str | None]]) -> None:
    """Stop a few long records from widening all the others: a million rows of 500 columns are 8 GB of nothing."""
    width = max(map(len, rows), default=0)
    if len(rows) * width > limits().max_sparse_cells and sum(map(len, rows)) * 20 < len(rows) * width:
        longest = next(number for number, row in enumerate(rows, 1) if len(row) == width)
        raise FileRefused("out_of_bounds", f"第 {longest} 行有 {width} 列，远多于其他各行", "请检查该行的分隔符与引号")


def decoded(payload: bytes) -> str:
    """The text of the bytes. Raises FileRefused where they are of no one encoding, with the line."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if payload.startswith(mark):
            return _strictly(payload, encoding)
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_mixture(payload)
        return _strictly(payload, "gb18030")


def _strictly(payload: bytes, encoding: str) -> str:
    try:
        return payload.decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1  # without the mark, as the position is
        raise FileRefused("bad_encoding", f"第 {line} 行的文字编码无法识别", SAVE_AS_UTF_8) from error


def _refuse_mixture(payload: bytes) -> None:
    """GB18030 decodes UTF-8 lines too, into nonsense: a line with Chinese words in UTF-8 stops the file."""
    for number, line in enumerate(payload.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            words = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if HAN.search(words):
            raise FileRefused("bad_encoding", f"文件混用了两种文字编码（第 {number} 行与其他行不同）", SAVE_AS_UTF_8)


def separator(text: str) -> str:
    """The separator that splits most of the first fifteen lines into the same number of parts.

    Not the most frequent one: five columns with lists like MES;WMS;ERP hold more semicolons than commas.
    """
    lines = [re.sub(r'"[^"]*"?', "", line) for line in text[:100_000].split("\n")[:15]]

    def evenness(mark: str) -> tuple[int, int]:
        counts = Counter(n for line in lines if (n := line.count(mark)))
        return max(((lines_alike, n) for n, lines_alike in counts.items()), default=(0, 0))

    best = max(SEPARATORS, key=evenness)
    # Typed with a Chinese keyboard. Only where nothing else splits two lines alike: sentences hold it too.
    return FULL_WIDTH_COMMA if evenness(best)[0] < 2 <= evenness(FULL_WIDTH_COMMA)[0] else best
