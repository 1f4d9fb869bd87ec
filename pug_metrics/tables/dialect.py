"""How a text file is written: encoding, delimiter, quote. Guesses from its first rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.tables.sheet import FileRefused

DELIMITERS = (",", ";", "\t", "|")
_HEAD_ROWS = 60
_HEAD_CHARACTERS = 65_536
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 (BOM)"),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_SEP_LINE = re.compile(r'"?sep=([,;\t|])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
# UTF-8 of Latin letters and typographic signs; as cp1252 they would be such as "Ã©" and "â€œ".
_LATIN_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x93-\xa6]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SINGLE_QUOTED = re.compile(r"(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|\r\n]|$)", re.MULTILINE)
_DOUBLE_QUOTED = re.compile(r'(?:^|[,;\t|]) *"', re.MULTILINE)
# What separates the columns of files that this reader cannot cut: shown to the user as written.
_FOREIGN_SIGNS = (("^", r"\^"), ("~", "~"), ("#", "#"), ("¦", "¦"), ("§", "§"), ("US", "\x1f"),
                  ("SOH", "\x01"), (":", ":"), ("spasi", r"(?<=\S) {2,}(?=\S)|(?<=\S) (?=\S)"),
                  )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are kept apart. ``spaced``: blanks between delimiter and quote are no text.

    ``escape``: the sign before a quote that is text, where quotes are not doubled.
    """

    delimiter: str
    quote: str = '"'
    spaced: bool = False
    escape: str | None = None


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
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data, error.start):
            raise _unreadable(data, error.start, "UTF-8") from error
        return _decoded(data, "cp1252"), "Windows-1252"


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _unreadable(data, error.start, codec) from error


def _unreadable(data: bytes, start: int, codec: str) -> FileRefused:
    line = data.count(b"\n", 0, start) + 1
    return FileRefused("berkas_sandi_rusak", baris=line, sandi=codec)


def _is_broken_utf8(data: bytes, start: int) -> bool:
    """Whether a file is UTF-8 with a few damaged letters: as cp1252 all others would be wrong."""
    if _LATIN_UTF8.search(data):
        return True
    before = len(data[:start]) - len(data[:start].decode("utf-8"))
    rest = data[start:]
    kept = len(rest.decode("utf-8", "ignore").encode("utf-8"))
    lost = len(rest) - kept
    good = before + kept - len(rest.decode("utf-8", "ignore"))
    return good > lost * 4


def _utf16_without_bom(head: bytes) -> str:
    # Latin text in UTF-16 has a NUL in every second byte; other NULs mean a damaged file.
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.7 and head[0::2].count(0) == 0:
        return "utf-16-le"
    if half and head[0::2].count(0) > half * 0.7 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def without_sep_line(text: str) -> tuple[str, str]:
    """The text below Excel's ``sep=;`` line, which no spreadsheet shows, and its delimiter."""
    found = _SEP_LINE.match(text)
    return (text[found.end() :], found[1]) if found else (text, "")


def find_dialect(text: str, known: frozenset[str], stated: str = "") -> Dialect:
    """The dialect under which the most known headers appear, then the most regular rows.

    ``stated``: the delimiter that the file names itself. Raises ``FileRefused``
    ``berkas_satu_kolom`` where lines are kept apart by a sign that is none of the four.
    """
    head = _head(text)
    single = not _DOUBLE_QUOTED.search(head) and len(_SINGLE_QUOTED.findall(head)) > 1
    quote = "'" if single else '"'
    candidates = [
        Dialect(sign, quote, spaced)
        for sign in ([stated] if stated else DELIMITERS)
        for spaced in (False, True)
        if not spaced or re.search(rf"{re.escape(sign)} +{quote}", head)
    ]
    scores = {dialect: _score(head, dialect, known) for dialect in candidates}
    best = max(candidates, key=lambda dialect: scores[dialect])
    if scores[best][2] < 2 and not stated:
        _refuse_foreign_delimiter(head)
    return best


def shown(sign: str) -> str:
    """A delimiter as a sentence shows it."""
    return "TAB" if sign == "\t" else sign


def _head(text: str) -> str:
    # Not splitlines(): it also breaks at form feeds and other signs that stand within cells.
    return "\n".join(_LINE_END.split(text[:_HEAD_CHARACTERS])[:_HEAD_ROWS])


def _score(head: str, dialect: Dialect, known: frozenset[str]) -> tuple[int, float, int]:
    rows = [row for row in records(head, dialect, strict=False) if any(row)]
    headers = max(
        (len({normalise_header(cell) for cell in row} & known) for row in rows if len(row) > 1),
        default=0,
    )
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return headers, 0.0, 1
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    cells = [cell for row in rows for cell in row]
    foreign = [sign for sign in DELIMITERS if sign not in (dialect.delimiter, ",")]
    # A cell that holds a delimiter, or begins with a quote, was probably not cut rightly.
    dirty = sum(any(sign in cell for sign in foreign) or _quoted(cell) for cell in cells)
    return headers, times / len(rows) * (1 - dirty / len(cells)), width


def _quoted(cell: str) -> bool:
    return cell.lstrip(" ")[:1] in ('"', "'") and cell.rstrip(" ")[-1:] not in ('"', "'")


def _refuse_foreign_delimiter(head: str) -> None:
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    if len(lines) < 3:
        return
    for name, pattern in _FOREIGN_SIGNS:
        times = Counter(len(re.findall(pattern, line)) for line in lines)
        count, rows = times.most_common(1)[0]
        if count > (name == "spasi") and rows >= len(lines) * 0.9:
            raise FileRefused("berkas_satu_kolom", tanda=name, jumlah=count + 1)


def records(text: str, dialect: Dialect, *, strict: bool) -> list[list[str]]:
    """The records of a text, one list of cells each; raises ``csv.Error`` where ``strict``."""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape,
        skipinitialspace=dialect.spaced,
        strict=strict,
    )
    found: list[list[str]] = []
    try:
        for row in reader:
            found.append(row)
    except csv.Error as error:
        raise csv.Error(len(found) + 1) from error
    return found
