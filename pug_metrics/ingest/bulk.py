"""A file too long to hold at once: piece by piece through the same intake, one transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyarrow as pa

from pug_metrics.datasets import dataset
from pug_metrics.ingest.amount_choice import proven
from pug_metrics.ingest.committing import check_decided, new_batch
from pug_metrics.ingest.gathering import Gathering
from pug_metrics.ingest.keeping import keep_copy
from pug_metrics.ingest.report import Answers, IntakeRefused, Report
from pug_metrics.ingest.understanding import understand
from pug_metrics.store import BatchRecord, NewBatch, Store
from pug_metrics.store.batch import Mode
from pug_metrics.store.incoming import Incoming
from pug_metrics.tables.cutting import PIECE, Cutter
from pug_metrics.tables.sheet import FileRefused
from pug_metrics.tables.source import read_source

LONG = 4 * PIECE
AHEAD = 2
# Titles and header lie within so many bytes.
_HEAD = 1024 * 1024
_OPEN = frozenset({"angka", "satuan", "kode", "bulanan"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with a long file; ``dry_run`` stores nothing."""

    dataset: str
    path: Path
    answers: Answers
    actor: str
    mode: str | None = None
    accept_good: bool = False
    dry_run: bool = False


def import_long(
    store: Store, wish: Wish, on_report: Callable[[Report], None] | None = None, size: int = PIECE
) -> tuple[Report, list[BatchRecord]]:
    """Understand and store a long CSV; memory holds a few pieces of ``size`` bytes at a time.

    ``on_report`` is told what was understood before anything is decided or refused.

    The report has no ``data`` and no marks of single cells beyond the findings shown. Every rule
    of ``understand`` and ``commit`` holds; what needs neighbours from other pieces is refused
    instead: subtotals (``berkas_besar_bertingkat``), recapitulations (``berkas_besar_rekap``), rows
    beside those in force other than by ``ganti`` (``berkas_besar_cakupan``) and by ``ganti`` while
    some are rejected (``berkas_besar_ditolak``), and workbooks (``tables.cutting.can_be_cut``).
    Raises ``IntakeRefused``, ``FileRefused``, ``StoreError``.
    """
    before = len(store.batches())
    with store.incoming(room=wish.path.stat().st_size) as incoming:
        report, gathered = _take(store, incoming, wish, size)
        if on_report is not None:
            on_report(report)
        if not wish.dry_run and gathered is not None:
            _decide(store, report, wish)
            incoming.finish([_batch(report, gathered, number, wish) for number in _parts(report)])
            if not dataset(wish.dataset).sensitive:
                keep_copy(wish.path, report.sha256)
        elif not wish.dry_run:
            check_decided(report, accept_good=wish.accept_good)
    return report, list(store.batches()[before:])


def _parts(report: Report) -> range:
    return range(len(report.parts))


def _take(
    store: Store, incoming: Incoming, wish: Wish, size: int
) -> tuple[Report, Gathering | None]:
    """All pieces into the transaction; with open questions only the report of the first one."""
    cutter = Cutter(wish.path, size)
    pieces = iter(cutter)
    first = next(pieces, None)
    if first is None:
        raise FileRefused("berkas_kosong")
    reader = _Reader(store, wish)
    report = reader.begin(first)
    if _asks(report):
        return report, None
    gathered = Gathering(report)
    # While one piece is written, the next are read: the engine and arrow both let others work.
    with ThreadPoolExecutor(AHEAD) as pool:
        coming = deque(reader.submit(pool, piece) for piece in islice(pieces, AHEAD))
        _put(incoming, gathered, report)
        while coming:
            report = coming.popleft().result()
            reader.learn(report)
            coming.extend(reader.submit(pool, piece) for piece in islice(pieces, 1))
            _put(incoming, gathered, report)
    return gathered.whole(cutter.sha256, incoming.repeated()), gathered


def _put(incoming: Incoming, gathered: Gathering, report: Report) -> None:
    for name, rows in gathered.add(report).items():
        incoming.add(name, rows)
    pa.default_memory_pool().release_unused()


def _asks(report: Report) -> bool:
    return bool(report.questions) or any(each.kind in _OPEN for each in report.choices)


class _Reader:
    """Reads pieces as the first one was read, with its header before them."""

    def __init__(self, store: Store, wish: Wish) -> None:
        self._store = store
        self._wish = wish
        self._head = b""
        # Recapitulations show only in the whole file.
        self._answers = replace(wish.answers, recap="sertakan")

    def begin(self, piece: bytes) -> Report:
        """Read the first piece; the others get its rows down to the header."""
        report = self._read(piece, self._answers)
        self._head = b"".join(piece[:_HEAD].splitlines(keepends=True)[: report.header_row])
        self.learn(report)
        return report

    def learn(self, report: Report) -> None:
        """Take up the forms of numbers that a piece proves, for the pieces not yet begun."""
        forms = _forms(report) | dict(self._answers.number_form)
        self._answers = replace(self._answers, number_form=forms)

    def submit(self, pool: ThreadPoolExecutor, piece: bytes) -> Future[Report]:
        """Read a later piece in another thread, in the language of this one."""
        data, answers = self._head + piece, self._answers
        return pool.submit(copy_context().run, self._read, data, answers)

    def _read(self, data: bytes, answers: Answers) -> Report:
        name = self._wish.path.name
        return understand(self._wish.dataset, data, name, answers, self._store, reader=read_source)


def _forms(report: Report) -> dict[str, str]:
    """What the cells of a piece prove of each column of numbers, for the pieces after it."""
    told = {each.column: proven(each.how.removeprefix("angka_"), each.samples)
            for each in report.columns if each.how.startswith("angka_")}  # fmt: skip
    return {column: form for column, form in told.items() if form}


def _decide(store: Store, report: Report, wish: Wish) -> None:
    if report.counts.get("kunci_ganda"):
        wish = replace(wish, accept_good=False)
    check_decided(report, accept_good=wish.accept_good)
    for part in report.parts:
        there = store.occupied(part.dataset, part.scopes)
        if there and wish.mode == Mode.GANTI and report.ditolak:
            # Which stored rows the rejected ones would have replaced is not known.
            raise IntakeRefused("berkas_besar_ditolak", ditolak=report.ditolak)
        if there and wish.mode != Mode.GANTI:
            raise IntakeRefused(
                "berkas_besar_cakupan", berkas=report.file_name, terisi=there[-1].berkas
            )


def _batch(report: Report, gathered: Gathering, number: int, wish: Wish) -> NewBatch:
    part = report.parts[number]
    amount = gathered.amount(part.dataset)
    return new_batch(
        report, part, actor=wish.actor, mode=wish.mode, status_data="resmi", amount=amount
    )
