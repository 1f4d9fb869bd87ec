"""Checks before the first page: each trouble the machine can have becomes one sentence.

Knows addresses and folders, not what is in the database: that is the store's to say.
"""

from __future__ import annotations

import errno
import logging
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from pug_metrics import settings
from pug_metrics.language import say
from pug_metrics.serving.health import fingerprint, who_answers
from pug_metrics.serving.hosts import is_loopback

USUAL_PORT = 8501
LEAST_FREE_BYTES = 32 * 1024 * 1024
_LOG = logging.getLogger("uvicorn.error")


def reachable(address: str) -> str:
    """The address a person on this machine types for a server bound to ``address``."""
    return {"": "localhost", "0.0.0.0": "localhost", "::": "localhost"}.get(address, address)  # noqa: S104


def link(address: str, port: int) -> str:
    """The link to a server bound to ``address``."""
    host = reachable(address)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def folder_trouble(folder: Path) -> str:
    """Why nothing can be kept in ``folder``, in one sentence; empty where all is well.

    The folder is made when it is missing. A file is written and removed, as the rights of a folder
    do not tell (Windows, network drives); the database itself is never opened here.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
        if free < LEAST_FREE_BYTES:
            return say("mulai_disk_penuh", folder=folder, sisa=free // 2**20)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".periksa-") as probe:
            probe.write(b"0")
    except OSError as reason:
        return _sentence(folder, reason)
    return ""


def _sentence(folder: Path, reason: OSError) -> str:
    if reason.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return say("mulai_disk_penuh", folder=folder, sisa=0)
    if reason.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return say("mulai_folder_hanya_baca", folder=folder)
    if isinstance(reason, FileExistsError | NotADirectoryError):
        return say("mulai_bukan_folder", folder=folder)
    return say("mulai_folder_gagal", folder=folder, sebab=reason.strerror or type(reason).__name__)


def obstacle(database: Path | None = None) -> str:
    """Why the database cannot be opened for writing here, in one sentence; empty where it can."""
    path = settings.database() if database is None else database
    if path.is_dir():
        return say("mulai_basis_data_folder", berkas=path)
    return folder_trouble(path.parent)


def already_running(address: str, ports: Sequence[int]) -> str:
    """Where this same dashboard answers already, in one sentence; empty where it does not."""
    ours = fingerprint(settings.database())
    for port in ports:
        if who_answers(reachable(address), port).get("basis_data") == ours:
            return say("mulai_sudah_berjalan", alamat=link(address, port))
    return ""


def check(address: str, port: int) -> None:
    """Refuse a start that would end in trouble, with one sentence and exit code 1.

    ``port`` is the one Streamlit found free: it counts up silently from the usual one.
    """
    passed = range(USUAL_PORT, port) if USUAL_PORT < port <= USUAL_PORT + 100 else range(0)
    trouble = already_running(address, passed[:5]) or obstacle()
    if trouble:
        _refuse(trouble)
    if passed:
        _LOG.warning(say("mulai_port_dipakai", port=USUAL_PORT, pengganti=port))


def welcome(address: str, port: int) -> None:
    """Say where the dashboard is, and whether others on the network can reach it too."""
    sys.stdout.write(f"\n  {say('mulai_siap', alamat=link(address, port))}\n\n")
    sys.stdout.flush()
    if not is_loopback(address):
        _LOG.warning(say("mulai_alamat_terbuka", alamat=address or "0.0.0.0"))  # noqa: S104


def _refuse(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    raise SystemExit(1)
