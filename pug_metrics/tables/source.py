"""Bytes and a file name → sheets of raw text cells. Knows nothing of datasets."""

from __future__ import annotations

from pathlib import PurePath

from pug_metrics.tables.delimited import read_delimited
from pug_metrics.tables.dialect import decode
from pug_metrics.tables.hypertext import is_hypertext, read_hypertext
from pug_metrics.tables.sheet import FileRefused, Sheet, Source
from pug_metrics.tables.workbook import is_workbook, read_workbook

__all__ = ["FileRefused", "Sheet", "Source", "read_source"]

_BOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_HEAD = 4096
_FOREIGN = (".pdf", ".doc", ".docx", ".jpg", ".jpeg", ".png", ".zip", ".rar", ".7z", ".gz", ".xz")


def read_source(data: bytes, file_name: str, known: frozenset[str] = frozenset()) -> Source:
    """Bring a file to sheets of text; ``known`` (normalised headers) helps to find the delimiter.

    The content decides, not the suffix: a workbook named ``.csv`` is read as a workbook.
    Raises ``FileRefused``.
    """
    suffix = PurePath(file_name).suffix.lower()
    if not data:
        raise FileRefused("berkas_kosong")
    if data.startswith(b"%PDF") or suffix in _FOREIGN:
        raise FileRefused("berkas_bukan_tabel", jenis=suffix.removeprefix(".").upper() or "PDF")
    if is_workbook(data):
        return read_workbook(data, file_name)
    if _may_be_hypertext(data):
        text, encoding = decode(data)
        if is_hypertext(text):
            guessed = encoding == "Windows-1252"
            return read_hypertext(text, file_name, encoding, guessed=guessed)
        if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
            raise FileRefused("berkas_bukan_tabel", jenis="XML")
    if suffix in _BOOKS and not _may_be_text(data):
        raise FileRefused("berkas_rusak")
    return read_delimited(data, file_name, known)


def _may_be_text(data: bytes) -> bool:
    """Whether a file named like a workbook holds lines of text, as exports of old systems do."""
    head = data[:_HEAD].removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    signs = sum(byte < 32 and byte not in b"\t\n\r" for byte in head.replace(b"\0", b""))
    return not signs and head.count(0) <= len(head) // 2 and any(each in head for each in b"\n\r")


def _may_be_hypertext(data: bytes) -> bool:
    head = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")
