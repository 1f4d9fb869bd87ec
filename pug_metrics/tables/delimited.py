"""CSV in any usual dialect: encoding and delimiter are found, then cells are read strictly."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from pug_metrics.tables.dialect import (
    DELIMITERS,
    Dialect,
    decode,
    find_dialect,
    records,
    shown,
    without_sep_line,
)
from pug_metrics.tables.masks import some
from pug_metrics.tables.sheet import (
    NUL,
    FileRefused,
    Sheet,
    Source,
    check_cells,
    check_width,
    sheet_of_rows,
)

_LINE_LIMIT = 1_000_000
_LEAST_RUN = 3
# Programs of the DOS age close their files with this sign.
_END_OF_FILE = "\x1a"

# Lines and cells have limits of our own; the one of csv counts for the whole process.
csv.field_size_limit(max(csv.field_size_limit(), _LINE_LIMIT))


def read_delimited(data: bytes, file_name: str, known: frozenset[str]) -> Source:
    """Read a delimited text file; ``known`` are normalised headers that help to find the delimiter.

    Raises ``FileRefused`` for NUL bytes, endless lines, broken quotes, empty files, and for lines
    that change their delimiter or use one that this reader does not know.
    """
    text, encoding = decode(data)
    text = text.removesuffix(_END_OF_FILE)
    if NUL in text:
        raise FileRefused("berkas_nul", baris=text.count("\n", 0, text.index(NUL)) + 1)
    text, stated = without_sep_line(text)
    if not text or text.isspace():
        raise FileRefused("berkas_kosong")
    _check_lines(text)
    dialect = find_dialect(text, known, stated)
    plain = dialect.quote == '"' and not dialect.spaced
    columns = _fast_columns(text, dialect.delimiter) if plain else ()
    sheet = Sheet("", columns) if columns else _strict_sheet(text, dialect)
    guessed = encoding == "Windows-1252"
    return Source(file_name, (sheet,), encoding, dialect.delimiter, guessed=guessed)


def _check_lines(text: str) -> None:
    start = 0
    while len(text) - start > _LINE_LIMIT:
        end = max(text.rfind(sign, start, start + _LINE_LIMIT) for sign in "\n\r")
        if end < 0:
            row = text.count("\n", 0, start) + 1
            raise FileRefused("baris_terlalu_panjang", baris=row, panjang=_LINE_LIMIT)
        start = end + 1


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
    if not first:
        # Without names the rows below a blank line would be read as typed values.
        return ()
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


def _strict_sheet(text: str, dialect: Dialect) -> Sheet:
    rows = _strict_rows(text, dialect)
    _check_delimiter(rows, dialect.delimiter)
    return sheet_of_rows("", rows)


def _strict_rows(text: str, dialect: Dialect) -> list[list[str]]:
    if _escapes(text, dialect):
        with suppress(csv.Error):
            return _backslash_rows(text, dialect)
    try:
        return records(text, dialect, strict=True)
    except csv.Error as error:
        if f"\\{dialect.quote}" in text:
            with suppress(csv.Error):
                return _backslash_rows(text, dialect)
        raise FileRefused("berkas_kutip_rusak", baris=error.args[0]) from error


def _escapes(text: str, dialect: Dialect) -> bool:
    """Whether a backslash stands before a quote where no cell can begin or end."""
    edge = re.escape(dialect.delimiter) + dialect.quote
    return re.search(rf"[^{edge}\r\n\\]\\{dialect.quote}(?![{edge}\r\n]|$)", text) is not None


def _backslash_rows(text: str, dialect: Dialect) -> list[list[str]]:
    """Records of a text whose quotes are escaped by a backslash; other backslashes are text."""
    pattern = re.compile(rf"\\([\\{dialect.quote}])|\\")
    doubled = pattern.sub(lambda found: found[0] if found[1] else r"\\", text)
    return records(doubled, replace(dialect, escape="\\"), strict=True)


def _check_delimiter(rows: list[list[str]], delimiter: str) -> None:
    """Refuse a file whose delimiter changes on the way: its rows would be cut in two manners."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return
    width = widths.most_common(1)[0][0]
    for sign in DELIMITERS:
        if sign == delimiter:
            continue
        start = _run(rows, width, delimiter, sign)
        if start is not None:
            raise FileRefused(
                "berkas_pemisah_berubah", baris=start + 1, awal=shown(delimiter), lalu=shown(sign)
            )


def _run(rows: list[list[str]], width: int, delimiter: str, sign: str) -> int | None:
    """Where rows begin that fill the table when they are cut by ``sign``, but not as they are."""
    start, length = None, 0
    for index, row in enumerate(rows):
        if len(row) != width and delimiter.join(row).count(sign) == width - 1 and any(row):
            start, length = (index, 1) if start is None else (start, length + 1)
            if length >= _LEAST_RUN or (len(row) == 1 and index == len(rows) - 1):
                return start
        elif any(row):
            start, length = None, 0
    return None
