"""Small changes to whole files: bytes, members of packages, cells. Each is drawn from a seed."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]
MAX_SIZE = 2_000_000

_BITS = (
    b"\x00", b'"', b'""', b"'", b"\r", b"\n", b"\r\n", b";", b",", b"\t", b"|", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f\x92\xa9", b"\xc2\xa0", b"\xe2\x80\xae",
    b"&#0;", b"<", b">", b"<table>", b"</table>", b"<![CDATA[", b"PK\x03\x04", b"-", b"(", b"%",
)  # fmt: skip
_CELLS = (
    "", " ", "-", "0", "-0", "00", "1e400", "1e3", "-1", "(1)", "1.050", "1,050", "1.050,00", "٣",
    "1.234.567,89", "99999999999999999999", "0.1", "1/3", "nan", "inf", "TRUE", "#REF!", "#N/A",
    "=1+1", "@x", "Rp", "Rp 1.000,-", "15%", "JUMLAH", "TOTAL", "SUB TOTAL", "Jumlah Total Belanja",
    "2.08", "2.08.02", "2008-02-01", "5.1", "5.1.02.01.01.0024", "4.1", "6.1.01", "63.72", "6372",
    "11", "MURNI", "2025", "1925", "31 Februari 2025", "45000", "Kode SKPD", "Pagu", "Nama SKPD",
    "dalam ribuan rupiah", "(dalam jutaan)", "Kepala Badan", "NIP 1", "x" * 40_000, "\u202e",
    "\x85", "\u2028", "a\nb", "{0}", "{nilai}", "%s", "\\", "\ufeff", "İ", "ﬁ", "½", "１２３",
)  # fmt: skip
_NUMBERS = (
    "0",
    "1",
    "-1",
    "2",
    "3",
    "16384",
    "1048576",
    "1048577",
    "2147483648",
    "99999999999",
    "",
)


def mutated(data: bytes, other: bytes, rng: Random) -> bytes:
    """The file after one to four changes; ``other`` is another file to take parts from."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        data = _one(data, other, rng)[:MAX_SIZE]
    return data


def _one(data: bytes, other: bytes, rng: Random) -> bytes:
    if data.startswith(b"PK\x03\x04") and rng.random() < 0.85:
        return _member(data, other, rng)
    if rng.random() < 0.05:
        return _spliced(data, other, rng)
    return rng.choice(_OF_TEXT if _is_text(data) else _OF_BYTES)(data, rng)


def _is_text(data: bytes) -> bool:
    return not data.startswith((b"PK", b"\xd0\xcf")) and data.count(0) * 20 < len(data)


def _spliced(data: bytes, other: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _member(data: bytes, other: bytes, rng: Random) -> bytes:
    """A package with one member changed, left out, doubled or taken from elsewhere."""
    try:
        members = _members(data)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ):
        return _flipped(data, rng)
    if not members:
        return _flipped(data, rng)
    name = rng.choice(list(members))
    roll = rng.random()
    if roll < 0.06:
        del members[name]
    elif roll < 0.10:
        with contextlib.suppress(
            zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError
        ):
            members[name] = _members(other).get(name, members[name])
    elif roll < 0.12:
        members[rng.choice((name.upper(), f"../{name}", f"/{name}"))] = members.pop(name)
    else:
        change = rng.choice(_OF_XML if members[name].lstrip().startswith(b"<") else _OF_BYTES)
        members[name] = change(members[name], rng)
    return _packed(members)


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {each.filename: package.read(each) for each in package.infolist()[:100]}


def _packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


def _flipped(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(rng.choice((1, 1, 2, 8))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start + rng.choice((1, 2, 7, 64, 1000)) :]


def _ended(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _doubled(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data) + 1)
    piece = data[start : start + rng.choice((1, 3, 20, 300))]
    return data[:start] + piece * rng.choice((2, 2, 3, 50)) + data[start + len(piece) :]


def _inserted(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + rng.choice(_BITS) * rng.choice((1, 1, 1, 2, 300)) + data[start:]


def _numbered(data: bytes, rng: Random) -> bytes:
    """One number of the text becomes another."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return _inserted(data, rng)
    place = rng.choice(found)
    return data[: place.start()] + rng.choice(_NUMBERS).encode() + data[place.end() :]


def _worded(data: bytes, rng: Random) -> bytes:
    """The text between two tags becomes another."""
    found = list(re.finditer(rb">([^<]*)<", data))
    if not found:
        return _inserted(data, rng)
    place = rng.choice(found)
    text = rng.choice(_CELLS).replace("&", "&amp;").replace("<", "&lt;")
    return data[: place.start(1)] + text.encode("utf-8", "replace") + data[place.end(1) :]


def _tagged(data: bytes, rng: Random) -> bytes:
    """An element or attribute is left out, doubled or moved."""
    found = list(re.finditer(rb"<[^>]{1,300}>", data))
    if len(found) < 2:
        return _inserted(data, rng)
    first, second = rng.choice(found), rng.choice(found)
    piece = b"" if rng.random() < 0.4 else second.group()
    return data[: first.start()] + piece + data[first.end() :]


def _celled(data: bytes, rng: Random) -> bytes:
    """Rows and cells of a text file are moved, left out, doubled or replaced."""
    text = data.decode("utf-8", "replace")
    sign = max(",;\t|", key=text.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error:
        return _inserted(data, rng)
    if not rows:
        return _inserted(data, rng)
    for _ in range(rng.choice((1, 1, 2, 5))):
        _reshape(rows, rng)
    target = io.StringIO()
    quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(target, delimiter=sign, quoting=quoting, lineterminator="\n").writerows(rows)
    return target.getvalue().encode("utf-8", "replace")


def _reshape(rows: list[list[str]], rng: Random) -> None:
    place = rng.randrange(len(rows))
    match rng.randrange(6):
        case 0:
            rows.insert(place, list(rng.choice(rows)))
        case 1 if len(rows) > 1:
            del rows[place]
        case 2:
            other = rng.randrange(len(rows))
            rows[place], rows[other] = rows[other], rows[place]
        case 3:
            column = rng.randrange(len(rows[place]) + 1)
            for row in rows:
                row.insert(column, rng.choice(_CELLS))
        case _ if rows[place]:
            rows[place][rng.randrange(len(rows[place]))] = rng.choice(_CELLS)


_OF_BYTES: tuple[Mutation, ...] = (_flipped, _cut, _ended, _doubled, _inserted)
_OF_TEXT: tuple[Mutation, ...] = (
    _flipped, _cut, _ended, _doubled, _inserted, _numbered, _celled, _celled, _celled, _celled,
)  # fmt: skip
_OF_XML: tuple[Mutation, ...] = (
    _flipped, _cut, _doubled, _inserted, _numbered, _numbered, _worded, _worded, _tagged, _tagged,
)  # fmt: skip
