"""The simulated sample: its files go through the same intake as any other, in one transaction."""

from __future__ import annotations

import hashlib
import lzma
import tomllib
from collections.abc import Callable
from pathlib import Path

from pug_metrics import settings
from pug_metrics.errors import PugError
from pug_metrics.ingest.committing import SIMULATED, check_decided, new_batch
from pug_metrics.ingest.report import Answers
from pug_metrics.ingest.understanding import understand
from pug_metrics.language import say
from pug_metrics.store import NewBatch, Store
from pug_metrics.tables import read_source

OnStep = Callable[[int, int, str], None]
ACTOR = "build_contoh.py"


class SampleBroken(PugError):
    """A sample file that intake does not take as it is: the sample or intake has a defect."""


def sample_complete(store: Store, folder: Path | None = None) -> bool:
    """Whether every file of the sample stands in ``store``: an older edition had fewer of them."""
    stored = {record.berkas for record in store.batches()}
    return {_name(entry) for entry in _entries(folder)} <= stored


def _entries(folder: Path | None) -> list[dict[str, object]]:
    text = ((folder or settings.sample_folder()) / "manifest.toml").read_text("utf-8")
    entries: list[dict[str, object]] = tomllib.loads(text)["berkas"]
    return entries


def _name(entry: dict[str, object]) -> str:
    return str(entry["berkas"]).removesuffix(".xz")


def load_sample(store: Store, on_step: OnStep | None = None, folder: Path | None = None) -> None:
    """Load the sample that ``manifest.toml`` lists into ``store``; a loaded one is left alone.

    ``on_step(done, total, label)`` is told of every file and of the commit. Raises
    ``SampleBroken`` and ``StoreError``.
    """
    folder = folder or settings.sample_folder()
    entries = _entries(folder)
    active = [record for record in store.batches() if record.dibatalkan is None]
    present = {record.sha256 for record in active}
    # A file of an older edition stays as it was: its newer self would count its lines twice.
    older = {record.berkas for record in active}
    steps = len(entries) + 1
    batches: list[NewBatch] = []
    for done, entry in enumerate(entries):
        _tell(on_step, done, steps, say("contoh_membaca", berkas=entry["berkas"]))
        data = lzma.decompress((folder / str(entry["berkas"])).read_bytes())
        if hashlib.sha256(data).hexdigest() not in present and _name(entry) not in older:
            batches += _batches(entry, data)
    _tell(on_step, steps - 1, steps, say("contoh_menyimpan"))
    if batches:
        store.commit_many(batches)
    _tell(on_step, steps, steps, say("contoh_siap"))


def _tell(on_step: OnStep | None, done: int, total: int, label: str) -> None:
    if on_step is not None:
        on_step(done, total, label)


def _batches(entry: dict[str, object], data: bytes) -> list[NewBatch]:
    name = _name(entry)
    answers = Answers(
        tahun=_whole(entry.get("tahun")),
        tahapan=str(entry["tahapan"]) if "tahapan" in entry else None,
        daerah=str(entry["kode_daerah"]) if "kode_daerah" in entry else None,
        sampai_bulan=_whole(entry.get("sampai_bulan")),
    )
    report = understand(str(entry["dataset"]), data, name, answers, reader=read_source)
    try:
        check_decided(report, accept_good=False)
    except PugError as error:
        first = report.findings[0] if report.findings else None
        raise SampleBroken("contoh_rusak", berkas=name, sebab=str(first or error)) from error
    return [new_batch(report, part, actor=ACTOR, status_data=SIMULATED) for part in report.parts]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
