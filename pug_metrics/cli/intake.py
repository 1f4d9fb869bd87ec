"""Commands that put files in and take them out: import, periksa, batches, undo."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pug_metrics.cli import bounds, deciding, files, long_files, tellings
from pug_metrics.cli.asked import known_dataset, place_code, stage
from pug_metrics.cli.session import (
    REFUSED,
    leave,
    read_file,
    session,
    tell,
    tell_json,
    warn,
)
from pug_metrics.errors import PugError
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.settings import actor

if TYPE_CHECKING:
    from pug_metrics.ingest.bulk import Wish
    from pug_metrics.ingest.report import Answers, Recap, Report
    from pug_metrics.store import BatchRecord, Store


def import_file(  # noqa: PLR0913 - one parameter an option
    dataset: str,
    file: str,
    tahun: int | None,
    tahapan: str | None,
    daerah: str | None,
    mode: str | None,
    accept_good: bool,  # noqa: FBT001 - click passes options by name
    rekap: Recap,
    sampai_bulan: int | None,
    sheet: str | None,
    angka: str | None,
    kolom: tuple[str, ...],
    kode: tuple[str, ...],
    kode_dari: str | None,
    terima_usul: bool,  # noqa: FBT001
    bulanan: str | None,
    marked: str | None,
    dry_run: bool,  # noqa: FBT001
) -> None:
    """Understand a file, say what was found, and store it unless there are errors."""
    from pug_metrics.ingest import Answers

    declared = known_dataset(dataset)
    answers = Answers(tahun=tahun, tahapan=stage(tahapan), daerah=place_code(daerah),
                      sampai_bulan=sampai_bulan, sheet=sheet, recap=rekap)  # fmt: skip
    decided = deciding.decisions(kolom, kode, kode_dari, bulanan, accept=terima_usul)
    if long_files.is_long(file):
        from pug_metrics.ingest.bulk import Wish

        given = decided.of(answers)
        wish = Wish(declared.name, Path(file), given, actor(), mode, accept_good, dry_run)
        _import_long(wish, angka, marked=bool(marked))
        return
    content, name = read_file(file)
    opened: AbstractContextManager[Store | None] = session().store(must_exist=False, derived=False)
    # A trial run makes no database: without one the file is judged by itself.
    if dry_run and not session().path().exists():
        opened = nullcontext()
    with opened as store:
        report = _understand(declared.name, content, name, decided.of(answers), store, angka)
        if decided.accept:
            given = deciding.proposed(report, report.answers)
            report = _understand(declared.name, content, name, given, store, angka)
        if not session().as_json:
            tellings.report(report)
            deciding.tell_open(report)
        if marked:
            files.write_marked(report, marked, file)
        if dry_run or store is None:
            _end_dry_run(report)
            return
        _store(store, report, mode, accept_good=accept_good)


def _import_long(wish: Wish, form: str | None, *, marked: bool) -> None:
    long_files.check_options(wish, marked=marked)
    understood: list[Report] = []
    try:
        report, records = long_files.take(wish, form, understood.append)
    except PugError:
        _tell_long(understood, ())
        raise
    if wish.dry_run:
        _tell_long([] if session().as_json else understood, ())
        _end_dry_run(report)
        return
    _tell_long(understood, records)


def _tell_long(understood: list[Report], records: Sequence[BatchRecord]) -> None:
    """Say what was understood of a long file, and what was stored of it."""
    for report in understood:
        if session().as_json:
            tell_json(tellings.report_facts(report, records))
        else:
            tellings.report(report)
            deciding.tell_open(report)
    if not session().as_json:
        for record in records:
            tell(_stored(record))


def _store(store: Store, report: Report, mode: str | None, *, accept_good: bool) -> None:
    """Commit what was understood and say it; what was understood is said also when refused."""
    from pug_metrics.ingest.committing import commit

    try:
        records = commit(store, report, actor=actor(), mode=mode, accept_good=accept_good)
    except PugError:
        if session().as_json:
            tell_json(tellings.report_facts(report, ()))
        raise
    if session().as_json:
        tell_json(tellings.report_facts(report, records))
    else:
        for record in records:
            tell(_stored(record))


def _understand(
    dataset: str, content: bytes, name: str, answers: Answers, store: Store | None, form: str | None
) -> Report:
    """The report; ``form`` answers for the columns of numbers that can be read in two ways."""
    from pug_metrics.ingest import understand

    read = bounds.reader()
    report = understand(dataset, content, name, answers, store, read)
    columns = [each.column for each in report.choices if each.kind == "angka"]
    if form is None or not columns:
        return report
    open_ones = dict.fromkeys(columns, form)
    forms = replace(answers, number_form=open_ones)
    return understand(dataset, content, name, forms, store, read)


def _end_dry_run(report: Report) -> None:
    if session().as_json:
        tell_json(tellings.report_facts(report, ()))
    warn(say("perintah_tidak_disimpan"))
    if report.has_errors or report.questions or report.choices:
        leave(REFUSED)


def _stored(record: BatchRecord) -> str:
    return say(
        "perintah_tersimpan",
        id=record.id_unggahan,
        dataset=record.dataset,
        jumlah=count(record.diterima),
    )


def inspect(
    file: str,
    dataset: str | None,
    tahun: int | None,
    tahapan: str | None,
    daerah: str | None,
    sheet: str | None,
) -> None:
    """Say what is in a file and what does not add up; opens no database."""
    from pug_metrics.ingest import Answers
    from pug_metrics.ingest.inspection import inspect_file

    content, name = read_file(file)
    answers = Answers(tahun=tahun, tahapan=stage(tahapan), daerah=place_code(daerah), sheet=sheet)
    chosen = known_dataset(dataset).name if dataset else None
    found = inspect_file(content, name, answers, chosen, bounds.reader())
    if session().as_json:
        tell_json(tellings.inspection_facts(found))
    else:
        tellings.inspection(found)
    if found.report is None or found.report.has_errors:
        warn(say("perintah_periksa_galat"))
        leave(REFUSED)


def batches() -> None:
    """List every batch, undone ones included."""
    with session().store() as store:
        records = store.batches()
    if session().as_json:
        tell_json([tellings.batch_facts(record) for record in records])
    elif not records:
        tell(say("perintah_belum_ada_unggahan"))
    else:
        tell(tellings.batch_grid(records))


def undo(number: int, reason: str) -> None:
    """Take a batch out of force by one event."""
    with session().store() as store:
        store.undo(number, actor(), reason)
        record = next(each for each in store.batches() if each.id_unggahan == number)
    if session().as_json:
        tell_json(tellings.batch_facts(record))
    else:
        tell(say("perintah_dibatalkan", id=number, berkas=record.berkas))
