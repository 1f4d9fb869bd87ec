"""Files attached to documents: checked by content, kept by hash, given out as they came."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from pug_metrics import settings
from pug_metrics.ingest.keeping import keep_file, kept_file
from pug_metrics.ingest.report import IntakeRefused

TYPES = ("pdf", "docx", "xlsx")
_MAIN = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_CONTENT = "[Content_Types].xml"
_MIMES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Parts that run something: VBA projects, ActiveX controls, macro sheets, packed programs.
_ACTIVE = ("vbaproject", "vbadata", "activex", "macrosheets")
_PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".hta", ".scr", ".jar", ".lnk")
_MOST_PARTS, _MOST_INSIDE, _TAIL = 5_000, 30, 2_048


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that passed the check: its plain name, its bytes and their SHA-256."""

    nama: str
    data: bytes
    sha256: str


def attachment(name: str, data: bytes) -> Attachment:
    """Check a file that is to be attached; nothing is stored yet.

    Raises ``IntakeRefused``: ``lampiran_kosong``, ``lampiran_besar``, ``lampiran_jenis`` (no PDF,
    DOCX or XLSX by name), ``lampiran_isi`` (the content is another one), ``lampiran_makro``,
    ``lampiran_terkunci`` (protected by a password).
    """
    plain = PurePath(name.replace("\\", "/")).name.strip()
    suffix = PurePath(plain).suffix.lower()
    if not data:
        raise IntakeRefused("lampiran_kosong", berkas=plain)
    limit = settings.attachment_megabytes()
    if len(data) > limit * 1024 * 1024:
        raise IntakeRefused("lampiran_besar", berkas=plain, batas=limit)
    if suffix not in _MIMES:
        raise IntakeRefused("lampiran_jenis", berkas=plain)
    if suffix == ".pdf":
        _check_pdf(plain, data)
    else:
        _check_package(plain, suffix, data)
    return Attachment(plain, data, hashlib.sha256(data).hexdigest())


def _check_pdf(name: str, data: bytes) -> None:
    tail = data[-_TAIL:]
    if not data.startswith(b"%PDF-") or b"%%EOF" not in tail:
        raise IntakeRefused("lampiran_isi", berkas=name, jenis="PDF")


def _check_package(name: str, suffix: str, data: bytes) -> None:
    other = IntakeRefused("lampiran_isi", berkas=name, jenis=suffix[1:].upper())
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # A package with a password is an OLE file, and so is one of the old formats.
        raise IntakeRefused("lampiran_terkunci", berkas=name)
    if not data.startswith(b"PK\x03\x04"):
        raise other
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_parts(name, parts, len(data), other)
            if {_CONTENT, _MAIN[suffix]} - {part.filename for part in parts}:
                raise other
            told = package.read(_CONTENT).lower()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise other from error
    if b"macroenabled" in told or b"vbaproject" in told or b"macrosheet" in told:
        raise IntakeRefused("lampiran_makro", berkas=name)


def _check_parts(
    name: str, parts: Iterable[zipfile.ZipInfo], size: int, other: IntakeRefused
) -> None:
    """Names and declared sizes only: no part but the list of contents is ever unpacked."""
    listed = list(parts)
    if len(listed) > _MOST_PARTS or sum(p.file_size for p in listed) > max(size, 1_000_000) * 100:
        raise other
    for part in listed:
        low = part.filename.lower().replace("\\", "/")
        if part.filename == _CONTENT and part.file_size > _MOST_INSIDE * size + 1_000_000:
            raise other
        if part.flag_bits & 1:
            raise IntakeRefused("lampiran_terkunci", berkas=name)
        if low.startswith("/") or ".." in PurePath(low).parts:
            raise other
        if any(word in low for word in _ACTIVE) or low.endswith(_PROGRAMS):
            raise IntakeRefused("lampiran_makro", berkas=name)


def keep_attachment(file: Attachment) -> None:
    """Keep the file beside the uploads, once per content; raises as ``keep_file``."""
    keep_file(file.data, file.sha256, file.nama)


def is_attached(sha256: str | None) -> bool:
    """Whether a file with this hash lies among the kept ones."""
    return bool(sha256) and _is_hash(str(sha256)) and kept_file(str(sha256)) is not None


def _is_hash(text: str) -> bool:
    return len(text) == len(hashlib.sha256().hexdigest()) and text.isalnum()


def attached_bytes(sha256: str, name: str) -> bytes:
    """The attached file as it was; raises ``IntakeRefused``.

    ``lampiran_tidak_ada``, ``lampiran_berubah`` (what lies there is not what was attached).
    """
    missing = IntakeRefused("lampiran_tidak_ada", berkas=name)
    path = kept_file(sha256) if _is_hash(sha256) else None
    if path is None:
        raise missing
    try:
        data = path.read_bytes()
    except OSError as error:
        raise missing from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise IntakeRefused("lampiran_berubah", berkas=name)
    return data


def mime(name: str) -> str:
    """Media type of an attached file by its name."""
    return _MIMES.get(PurePath(name).suffix.lower(), "application/octet-stream")
