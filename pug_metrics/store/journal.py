"""The journal outside the database: one synced line a batch or event, compared at every start.

A lost tail of the database is silent to the engine; the journal is what makes it loud.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement. ``kind`` is the key of its sentence (``simpan_<kind>``)."""

    kind: str
    facts: Mapping[str, object]


class Journal:
    """Append-only JSONL file; each line carries the identity of the database it belongs to."""

    def __init__(self, path: Path, identity: str) -> None:
        self.path = path
        self._identity = identity

    def append(self, entries: Iterable[Mapping[str, object]]) -> None:
        """Write ``entries`` and return when they are on the disk."""
        lines = [
            json.dumps({"basis_data": self._identity, **entry}, ensure_ascii=False, default=str)
            for entry in entries
        ]
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "r+b") as file:
            end = file.seek(0, os.SEEK_END)
            torn = end > 0 and self._last_byte(file.fileno(), end) != b"\n"
            file.write(("\n" * torn + "".join(line + "\n" for line in lines)).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())

    @staticmethod
    def _last_byte(handle: int, end: int) -> bytes:
        os.lseek(handle, end - 1, os.SEEK_SET)
        return os.read(handle, 1)

    def last_number(self) -> int:
        """Highest number of a batch ever written here, so that a lost one is never given again."""
        numbers = [
            entry.get("id") for entry in self.entries()[0] if entry.get("jenis") == "unggahan"
        ]
        return max((number for number in numbers if isinstance(number, int)), default=0)

    def entries(self) -> tuple[list[dict[str, object]], int]:
        """Lines of this database in order, and how many lines could not be read.

        A torn last line (a process killed while writing it) counts as unreadable only when it is
        not the last one: its batch is in the database and its line is written again.
        """
        if not self.path.exists():
            return [], 0
        lines = self.path.read_text("utf-8", errors="replace").split("\n")
        found: list[dict[str, object]] = []
        unreadable = 0
        for number, line in enumerate(lines):
            entry = _parsed(line)
            if entry is None:
                unreadable += bool(line) and number < len(lines) - 1
            elif entry.get("basis_data") == self._identity:
                found.append(entry)
        return found, unreadable


def _parsed(line: str) -> dict[str, object] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def compare(
    written: list[dict[str, object]], stored: list[dict[str, object]]
) -> tuple[list[Finding], list[dict[str, object]]]:
    """Findings, and the stored entries whose line is missing from the journal.

    Entries are equal when ``jenis`` and ``id`` agree and so do all facts of the stored one.
    """
    lines = {(entry.get("jenis"), entry.get("id")): entry for entry in written}
    rows = {(entry["jenis"], entry["id"]): entry for entry in stored}
    lost = [entry for key, entry in lines.items() if key not in rows]
    differing = [
        entry
        for key, entry in rows.items()
        if key in lines and any(lines[key].get(name) != entry[name] for name in entry)
    ]
    findings = [_finding(_lost_kind(entry), entry) for entry in lost]
    findings += [_finding("berbeda_dari_jurnal", entry) for entry in differing]
    return findings, [entry for key, entry in rows.items() if key not in lines]


def _lost_kind(entry: Mapping[str, object]) -> str:
    kinds = {"batal": "pembatalan_hilang", "kunci": "kunci_hilang"}
    return kinds.get(str(entry.get("jenis")), "hilang_dari_basis_data")


def _finding(kind: str, entry: Mapping[str, object]) -> Finding:
    names = ("id", "nama", "id_unggahan", "berkas", "dataset", "diterima", "waktu", "aktor")
    return Finding(kind, {name: entry.get(name, "") for name in names})
