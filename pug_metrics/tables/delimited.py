"""CSV in any usual dialect: encoding and delimiter are found, then cells are read strictly."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.tables.masks import some
from pug_metrics.tables.sheet import (
    MAX_CELL,
    NUL,
    FileRefused,
    Sheet,
    Source,
    check_cells,
    check_width,
    sheet_of_rows,
)

DELIMITERS = (",", ";", "\t", "|")
_HEAD = 40
_HEAD_BYTES = 65_536
_LINE_LIMIT = 1_000_000
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 (BOM)"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


def read_delimited(data: bytes, file_name: str, known: frozenset[str]) -> Source:
    """Read a delimited text file; ``known`` are normalised headers that help to find the delimiter.

    Raises ``FileRefused`` for NUL bytes, endless lines, broken quotes and empty files.
    """
    text, encoding = decode(data)
    if NUL in text:
        raise FileRefused("berkas_nul", baris=text.count("\n", 0, text.index(NUL)) + 1)
    if not text.strip():
        raise FileRefused("berkas_kosong")
    _check_lines(text)
    delimiter = find_delimiter(text, known)
    columns = _fast_columns(text, delimiter)
    sheet = Sheet("", columns) if columns else _strict_sheet(text, delimiter)
    return Source(file_name, (sheet,), encoding, delimiter, guessed=encoding == "Windows-1252")


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding; raises ``FileRefused`` when none fits."""
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data, codec), name
    codec = _utf16_without_bom(data[:4096])
    if codec:
        return _decoded(data, codec), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _decoded(data, "cp1252"), "Windows-1252"


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefused("berkas_sandi_rusak", baris=line, sandi=codec) from error


def _utf16_without_bom(head: bytes) -> str:
    # Latin text in UTF-16 has a NUL in every second byte; other NULs mean a damaged file.
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.7 and head[0::2].count(0) == 0:
        return "utf-16-le"
    if half and head[0::2].count(0) > half * 0.7 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _check_lines(text: str) -> None:
    start = 0
    while len(text) - start > _LINE_LIMIT:
        end = max(text.rfind(sign, start, start + _LINE_LIMIT) for sign in "\n\r")
        if end < 0:
            row = text.count("\n", 0, start) + 1
            raise FileRefused("baris_terlalu_panjang", baris=row, panjang=_LINE_LIMIT)
        start = end + 1


def find_delimiter(text: str, known: frozenset[str]) -> str:
    """The delimiter under which the most known headers appear, then the most regular rows."""
    head = "\n".join(text[:_HEAD_BYTES].splitlines()[:_HEAD])
    return max(DELIMITERS, key=lambda sign: _score(head, sign, known))


def _score(head: str, sign: str, known: frozenset[str]) -> tuple[int, float, int]:
    rows = [row for row in csv.reader(io.StringIO(head), delimiter=sign) if any(row)]
    headers = max(
        (len({normalise_header(cell) for cell in row} & known) for row in rows if len(row) > 1),
        default=0,
    )
    width, times = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    return headers, times / len(rows) if width > 1 else 0.0, width


def _quotes_are_paired(text: str, sign: str) -> bool:
    """Whether every quote opens or closes a cell, as far as counting can tell."""
    if '"' not in text:
        return True
    if '""' in text:
        edge = re.escape(sign)
        whole = re.compile(rf'(?<![^{edge}\r\n])"[^"]*(?:""[^"]*)*"(?![^{edge}\r\n])')
        return '"' not in whole.sub("", text)
    opening = sum(text.count(f'{edge}"') for edge in (sign, "\n", "\r")) + text.startswith('"')
    closing = sum(text.count(f'"{edge}') for edge in (sign, "\n", "\r")) + text.endswith('"')
    return opening == closing and opening + closing == text.count('"')


def _fast_columns(text: str, delimiter: str) -> tuple[pa.Array, ...]:
    """Columns of a rectangular, cleanly quoted file; empty where it is neither."""
    if not _quotes_are_paired(text, delimiter):
        return ()
    first = next(csv.reader(io.StringIO(text[:_LINE_LIMIT], newline=""), delimiter=delimiter), [])
    check_width(len(first))
    names = [str(index) for index in range(len(first))]
    body = text.encode()
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(body),
            pa.csv.ReadOptions(column_names=names, block_size=max(1 << 20, len(body) // 4)),
            pa.csv.ParseOptions(
                delimiter=delimiter, newlines_in_values='"' in text, ignore_empty_lines=False
            ),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return ()
    columns = tuple(column.combine_chunks() for column in table.columns)
    # A quote left within a cell was never a doubled one here: such files are read strictly.
    if '"' in text and '""' not in text and any(_holds_quote(column) for column in columns):
        return ()
    check_cells(columns)
    return columns


def _holds_quote(column: pa.Array) -> bool:
    return some(pc.match_substring(column, '"'))


def _strict_sheet(text: str, delimiter: str) -> Sheet:
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL * 4))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise FileRefused("berkas_kutip_rusak", baris=reader.line_num) from error
    return sheet_of_rows("", rows)
