"""The few settings, read from the environment each time they are asked for."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Folder that holds the user's databases, kept files and boundaries (``PUG_DATA``)."""
    return Path(os.environ.get("PUG_DATA", ROOT / "data"))


def database() -> Path:
    """Database with the user's own data (``PUG_DATABASE``)."""
    return Path(os.environ.get("PUG_DATABASE", data_folder() / "pug.duckdb"))


def sample_database() -> Path:
    """Database with the simulated sample, built on the first start."""
    return data_folder() / "contoh.duckdb"


def files_folder() -> Path:
    """Folder where uploaded files are kept by content hash (``PUG_FILES``)."""
    return Path(os.environ.get("PUG_FILES", data_folder() / "berkas"))


def attachment_megabytes() -> int:
    """Largest file that may be attached to a document, in MiB (``PUG_LAMPIRAN_MB``)."""
    return int(os.environ.get("PUG_LAMPIRAN_MB", "20"))


def boundaries_folder() -> Path:
    """Drop-in folder for GeoJSON boundaries (``PUG_BATAS``)."""
    return Path(os.environ.get("PUG_BATAS", data_folder() / "batas"))


def sample_folder() -> Path:
    """Committed simulated sample files; never written at run time."""
    return ROOT / "data" / "sample"


def actor() -> str:
    """Name of the person at the command line (``PUG_USER``), unverified."""
    return os.environ.get("PUG_USER", "")
