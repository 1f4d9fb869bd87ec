"""What every command shares: which database, which language, where words and figures go."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pug_metrics import settings
from pug_metrics.errors import PugError, QuestionError, StoreError
from pug_metrics.language import has, say

if TYPE_CHECKING:
    from pug_metrics.store import Store

REFUSED = 1
USAGE = 2
NO_STORE = 3
# Errors of the store that refuse what was asked; all others mean that there is no store to ask.
_REFUSALS = frozenset(
    {"simulasi_tercampur", "unggahan_tidak_ada", "sudah_dibatalkan",
     "kolom_asing", "kolom_pecahan", "baris_tidak_lengkap", "versi_tanpa_nama",
     "versi_nama_panjang", "versi_nama_dipakai", "versi_tanpa_data", "versi_tidak_ada"}
)  # fmt: skip


_NOTHING_TO_DO = frozenset({"berkas_sudah_dimuat", "tanpa_perubahan"})


@dataclass
class Session:
    """Options that may stand before or after the command; ``answered``: JSON was written."""

    database: str = ""
    as_json: bool = False
    answered: bool = False

    def path(self) -> Path:
        """The database asked for, else the one of the settings."""
        return Path(self.database) if self.database else settings.database()

    @contextmanager
    def store(
        self, *, must_exist: bool = True, derived: bool = True, memory: int | None = None
    ) -> Iterator[Store]:
        """The open store; what its start found wrong is said on stderr.

        ``derived``: False for commands that ask no metric; ``memory``: MiB for the engine.
        Raises ``StoreError`` ``basis_data_tidak_ada`` where there is none and one is needed.
        """
        from pug_metrics.store import Store

        path = self.path()
        if must_exist and not path.exists():
            raise StoreError("basis_data_tidak_ada", berkas=str(path))
        with Store.open(path, derived=derived, memory=memory) as store:
            for finding in store.warnings:
                warn(store_sentence(finding.kind, finding.facts))
            yield store


def session() -> Session:
    """The options of the command that runs."""
    found = click.get_current_context().find_object(Session)
    return found if found is not None else Session()


def exit_code(error: PugError) -> int:
    """Exit code of an error: 2 a question that cannot be asked, 3 no store, 1 refused.

    0 where the data say already what was to be stored.
    """
    if error.kind in _NOTHING_TO_DO:
        return 0
    if isinstance(error, QuestionError):
        return USAGE
    if isinstance(error, StoreError) and error.kind not in _REFUSALS:
        return NO_STORE
    return REFUSED


def store_sentence(kind: str, facts: Mapping[str, object]) -> str:
    """What the store found wrong, as a sentence."""
    key = f"simpan_{kind}"
    return say(key, **facts) if has(key) else f"{kind} {dict(facts)}"


def tell(text: str = "") -> None:
    """Write a line to stdout."""
    click.echo(text)


def tell_json(content: object) -> None:
    """Write the answer of a command to stdout as JSON."""
    session().answered = True
    write_json(content)


def write_json(content: object) -> None:
    """Write JSON to stdout, outside of a command too."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def at_terminal() -> bool:
    """Whether a person reads and types."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str) -> bool:
    """Whether a person at a terminal agrees; a script is not asked and means what it says."""
    if not at_terminal():
        return True
    answer = click.prompt(question, default="", show_default=False)
    return answer.strip().lower() in ("y", "ya", "yes")


def warn(text: str) -> None:
    """Write a line to stderr."""
    click.echo(text, err=True)


def leave(code: int) -> NoReturn:
    """End the command with an exit code."""
    click.get_current_context().exit(code)


def read_file(name: str) -> tuple[bytes, str]:
    """Bytes and name of a file.

    Raises ``QuestionError``: ``berkas_tidak_ada``, ``berkas_tak_terbaca``.
    """
    path = Path(name)
    if not path.is_file():
        raise QuestionError("berkas_tidak_ada", berkas=name)
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise QuestionError("berkas_tak_terbaca", berkas=name) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raises ``QuestionError`` ``berkas_tak_tertulis``."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise QuestionError("berkas_tak_tertulis", berkas=str(path)) from error


def grid(headers: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> str:
    """A plain table for the terminal: columns in line, ``right`` names those with figures."""
    table = [list(headers), *[list(row) for row in rows]]
    widths = [max(len(row[place]) for row in table) for place in range(len(headers))]
    lines = [
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def utf8_streams() -> None:
    """Make stdout and stderr UTF-8, also on a Windows console with another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
