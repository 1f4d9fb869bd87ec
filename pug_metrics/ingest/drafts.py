"""Unfinished uploads: the file and its answers, so that a new session finds what was lost.

Kept in a private folder beside the kept files, for a week, until stored or dropped; never files of
sensitive datasets.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pug_metrics import settings
from pug_metrics.datasets import datasets
from pug_metrics.ingest.report import Answers

KEPT_FOR = timedelta(days=7)
_MOST = 20
_NOTES, _CONTENT = ".json", ".isi"
_OWN_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished upload: content hash, name, dataset, answers, who left it and when (UTC)."""

    sha256: str
    file_name: str
    dataset: str
    answers: Answers
    actor: str
    at: datetime
    size: int


def folder() -> Path:
    """Where unfinished uploads lie."""
    return settings.files_folder() / "draf"


def keep(data: bytes, file_name: str, dataset: str, answers: Answers, actor: str) -> Draft | None:
    """Keep an unfinished upload, or bring its answers up to date.

    None where it may not or cannot be kept: a sensitive dataset, a folder that cannot be written.
    An upload goes on without it.
    """
    declared = datasets().get(dataset)
    if declared is None or declared.sensitive:
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    draft = Draft(sha256, file_name, dataset, answers, actor, datetime.now(UTC), len(data))
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        content = _path(sha256, _CONTENT)
        if not content.exists():
            _write(content, data)
        _write(_path(sha256, _NOTES), _notes(draft))
    except OSError:
        return None
    for old in kept()[_MOST:]:
        drop(old.sha256)
    return draft


def kept(actor: str | None = None) -> tuple[Draft, ...]:
    """Unfinished uploads, the newest first; ``actor``: only those of one name.

    Those older than a week are removed.
    """
    found = []
    for path in folder().glob(f"*{_NOTES}"):
        draft = _read(path)
        if draft is None or datetime.now(UTC) - draft.at > KEPT_FOR:
            drop(path.stem)
        elif actor is None or draft.actor == actor:
            found.append(draft)
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def take(sha256: str) -> tuple[Draft, bytes] | None:
    """An unfinished upload with its bytes; None where it is gone or no longer what it was."""
    draft = _read(_path(sha256, _NOTES))
    if draft is None:
        return None
    try:
        data = _path(sha256, _CONTENT).read_bytes()
    except OSError:
        return None
    return (draft, data) if hashlib.sha256(data).hexdigest() == draft.sha256 else None


def drop(sha256: str) -> None:
    """Forget an unfinished upload; nothing happens where there is none."""
    for ending in (_NOTES, _CONTENT):
        with contextlib.suppress(OSError):
            _path(sha256, ending).unlink(missing_ok=True)


def _path(sha256: str, ending: str) -> Path:
    return folder() / f"{Path(sha256).name}{ending}"


def _write(path: Path, content: bytes) -> None:
    """A reader never sees half a file: it is written beside and renamed."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.baru")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWN_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _notes(draft: Draft) -> bytes:
    told = {**asdict(draft), "at": draft.at.isoformat()}
    return json.dumps(told, ensure_ascii=False).encode()


def _read(path: Path) -> Draft | None:
    """A draft as it was written; what a later or earlier program wrote otherwise is left out."""
    try:
        told = json.loads(path.read_text("utf-8"))
        known = {each.name for each in fields(Answers)}
        answers = {name: value for name, value in told["answers"].items() if name in known}
        told = {**told, "answers": Answers(**answers), "at": datetime.fromisoformat(told["at"])}
        return Draft(**told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
