"""Commands that put files in: import, periksa."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pug_metrics.cli import bounds, deciding, differing, files, forms, long_files, tellings
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
    from pug_metrics.cli.deciding import Decisions
    from pug_metrics.ingest.bulk import Wish
    from pug_metrics.ingest.changes import Difference
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
    angka: tuple[str, ...],
    satuan: str | None,
    kolom: tuple[str, ...],
    kode: tuple[str, ...],
    kode_dari: str | None,
    terima_usul: bool,  # noqa: FBT001
    bulanan: str | None,
    marked: str | None,
    hapus_yang_hilang: bool,  # noqa: FBT001
    dry_run: bool,  # noqa: FBT001
) -> None:
    """Understand a file, say what was found, and store it unless there are errors."""
    declared = known_dataset(dataset)
    answers = answered(tahun, tahapan, daerah, sampai_bulan, sheet, rekap)
    written = forms.stated(angka, satuan, declared)
    answers = written.of(answers)
    decided = deciding.decisions(kolom, kode, kode_dari, bulanan, accept=terima_usul)
    if long_files.is_long(file):
        from pug_metrics.ingest.bulk import Wish

        given = decided.of(answers)
        wish = Wish(declared.name, Path(file), given, actor(), mode, accept_good, dry_run)
        _import_long(wish, written.open_form, marked=bool(marked))
        return
    content, name = read_file(file)
    opened: AbstractContextManager[Store | None] = session().store(must_exist=False, derived=False)
    # A trial run makes no database: without one the file is judged by itself.
    if dry_run and not session().path().exists():
        opened = nullcontext()
    with opened as store:
        report = understood(
            declared.name, (content, name), answers, decided, store, written.open_form
        )
        if not session().as_json:
            tellings.report(report)
            deciding.tell_open(report)
        if marked:
            files.write_marked(report, marked, file)
        if dry_run or store is None:
            told = None if store is None else _difference(store, report)
            _end_dry_run(report, told)
            return
        _store(store, report, Stored(mode, accept_good, hapus_yang_hilang))


@dataclass(frozen=True, slots=True)
class Stored:
    """How a file is to be stored."""

    mode: str | None
    accept_good: bool
    drop_gone: bool


def answered(
    tahun: int | None,
    tahapan: str | None,
    daerah: str | None,
    sampai_bulan: int | None,
    sheet: str | None,
    rekap: Recap | None,
) -> Answers:
    """What the options say that the file does not."""
    from pug_metrics.ingest import Answers

    return Answers(tahun=tahun, tahapan=stage(tahapan), daerah=place_code(daerah),
                   sampai_bulan=sampai_bulan, sheet=sheet, recap=rekap)  # fmt: skip


def understood(
    dataset: str,
    file: tuple[bytes, str],
    answers: Answers,
    decided: Decisions,
    store: Store | None,
    form: str | None,
) -> Report:
    """The report of a file (bytes and name), proposals taken where that is asked for."""
    report = _understand(dataset, *file, decided.of(answers), store, form)
    if not decided.accept:
        return report
    given = deciding.proposed(report, report.answers)
    return _understand(dataset, *file, given, store, form)


def _difference(store: Store, report: Report) -> Difference | None:
    """What would change, once everything that must be decided is."""
    from pug_metrics.ingest.committing import check_decided
    from pug_metrics.ingest.difference import difference
    from pug_metrics.ingest.report import IntakeRefused

    try:
        check_decided(report, accept_good=True)
    except IntakeRefused:
        return None
    return difference(store, report)


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
        _end_dry_run(report, None)
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


def _store(store: Store, report: Report, wish: Stored) -> None:
    """Commit what was understood and say it; what was understood is said also when refused."""
    from pug_metrics.ingest.committing import commit
    from pug_metrics.ingest.outlook import occupied

    told = _difference(store, report) if occupied(store, report) else None
    try:
        records = commit(
            store, report, actor=actor(), mode=wish.mode, accept_good=wish.accept_good,
            drop_gone=wish.drop_gone,
        )  # fmt: skip
    except PugError as error:
        _tell_refused(report, told, error)
        raise
    if session().as_json:
        tell_json(_facts(report, records, told))
        return
    if told is not None:
        differing.tell_counts(told)
    for record in records:
        tell(_stored(record))


def _tell_refused(report: Report, told: Difference | None, error: PugError) -> None:
    """What was understood, and beside an occupied scope what each mode would do."""
    met = error.kind in ("cakupan_terisi", "kunci_sudah_ada", "sekunci_hilang")
    if session().as_json:
        tell_json(_facts(report, (), told if met else None))
    elif told is not None and met:
        differing.tell_meeting(told)


def _facts(
    report: Report, records: Sequence[BatchRecord], told: Difference | None
) -> dict[str, object]:
    facts = tellings.report_facts(report, records)
    return facts if told is None else {**facts, "selisih": differing.facts(told)}


def _understand(
    dataset: str, content: bytes, name: str, answers: Answers, store: Store | None, form: str | None
) -> Report:
    """The report; ``form`` answers for the columns of numbers that can be read in two ways."""
    from pug_metrics.ingest import understand

    read = bounds.reader()
    report = understand(dataset, content, name, answers, store, read)
    open_ones = forms.for_open(report.choices, form)
    if not open_ones:
        return report
    given = replace(answers, number_form={**open_ones, **answers.number_form})
    return understand(dataset, content, name, given, store, read)


def _end_dry_run(report: Report, told: Difference | None) -> None:
    if session().as_json:
        tell_json(_facts(report, (), told))
    elif told is not None:
        differing.tell_difference(told)
    warn(say("perintah_tidak_disimpan"))
    if report.has_errors or report.questions or report.choices:
        leave(REFUSED)


def _stored(record: BatchRecord) -> str:
    changed = record.catatan.get("perubahan")
    if isinstance(changed, dict):
        counts = {name: count(int(changed[name])) for name in ("baru", "berubah", "nisan")}
        return say("perintah_tersimpan_ubah", id=record.id_unggahan, dataset=record.dataset,
                   **counts)  # fmt: skip
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
