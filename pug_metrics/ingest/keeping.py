"""The uploaded file itself, kept under its content hash, so that any figure leads back to it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path, PurePath

from pug_metrics import settings
from pug_metrics.datasets import datasets
from pug_metrics.ingest.report import IntakeRefused
from pug_metrics.store import BatchRecord

_UNFINISHED = ".baru"


def keep_file(data: bytes, sha256: str, file_name: str) -> Path:
    """Keep a copy of the file (once per content); raises ``IntakeRefused`` where that fails."""
    return _keep(sha256, file_name, lambda beside: beside.write_bytes(data))


def keep_copy(path: Path, sha256: str) -> Path:
    """Keep a copy of a file that is too long to be held; as ``keep_file``."""
    return _keep(sha256, path.name, lambda beside: shutil.copyfile(path, beside))


def _keep(sha256: str, file_name: str, write: Callable[[Path], object]) -> Path:
    suffix = PurePath(file_name).suffix.lower()
    target = settings.files_folder() / f"{sha256}{suffix}"
    if target.exists():
        return target
    # A reader never sees half a file: it is written beside and renamed.
    beside = target.with_name(f"{target.name}.{os.getpid()}{_UNFINISHED}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(beside)
        beside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise IntakeRefused("berkas_tidak_tersimpan", folder=target.parent) from error
    return target


def kept_file(sha256: str) -> Path | None:
    """The kept copy of a file by its content hash, or None where there is none."""
    found = settings.files_folder().glob(f"{sha256}*")
    return next((path for path in sorted(found) if path.suffix != _UNFINISHED), None)


def is_kept(record: BatchRecord) -> bool:
    """Whether the file that a batch was made of lies among the kept files."""
    declared = datasets().get(record.dataset)
    if declared is None or declared.sensitive:
        return False
    return kept_file(record.sha256) is not None


def kept_bytes(record: BatchRecord) -> tuple[str, bytes]:
    """Name and bytes of the file that a batch was made of, as it was uploaded.

    Raises ``IntakeRefused``: ``berkas_asli_peka`` (files of sensitive datasets are never kept),
    ``berkas_asli_tidak_ada``, ``berkas_asli_berubah`` (what lies there is not what was uploaded).
    """
    declared = datasets().get(record.dataset)
    if declared is None or declared.sensitive:
        raise IntakeRefused("berkas_asli_peka", id_unggahan=record.id_unggahan)
    missing = IntakeRefused(
        "berkas_asli_tidak_ada", id_unggahan=record.id_unggahan, berkas=record.berkas
    )
    path = kept_file(record.sha256)
    if path is None:
        raise missing
    try:
        data = path.read_bytes()
    except OSError as error:
        raise missing from error
    if hashlib.sha256(data).hexdigest() != record.sha256:
        raise IntakeRefused("berkas_asli_berubah", berkas=str(path))
    return PurePath(record.berkas.replace("\\", "/")).name or path.name, data
