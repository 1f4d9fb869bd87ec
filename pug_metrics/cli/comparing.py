"""The command diff: what a file would change in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pug_metrics.cli import deciding, differing, forms, long_files, tellings
from pug_metrics.cli.asked import known_dataset
from pug_metrics.cli.intake import answered, understood
from pug_metrics.cli.session import read_file, session, tell_json, warn
from pug_metrics.errors import PugError, QuestionError
from pug_metrics.language import say
from pug_metrics.language.numbers import count

if TYPE_CHECKING:
    from pug_metrics.ingest.report import Recap


def diff(  # noqa: PLR0913 - one parameter an option
    dataset: str,
    file: str,
    tahun: int | None,
    tahapan: str | None,
    daerah: str | None,
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
) -> None:
    """Say what a file would change; stores nothing. Exit 1 where the file is refused."""
    from pug_metrics.ingest.committing import check_decided
    from pug_metrics.ingest.difference import difference

    declared = known_dataset(dataset)
    if long_files.is_long(file):
        raise QuestionError("selisih_berkas_besar", berkas=file)
    answers = answered(tahun, tahapan, daerah, sampai_bulan, sheet, rekap)
    written = forms.stated(angka, satuan, declared)
    answers = written.of(answers)
    decided = deciding.decisions(kolom, kode, kode_dari, bulanan, accept=terima_usul)
    with session().store(derived=False) as store:
        report = understood(
            declared.name, read_file(file), answers, decided, store, written.open_form
        )
        if not session().as_json:
            deciding.tell_open(report)
        try:
            check_decided(report, accept_good=accept_good)
        except PugError:
            tellings.understood(report)
            raise
        told = difference(store, report)
    if session().as_json:
        tell_json(differing.facts(told))
    else:
        differing.tell_difference(told)
    if told.rejected:
        warn(say("selisih_ditolak", jumlah=count(told.rejected)))
