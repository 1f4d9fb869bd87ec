"""A report becomes batches: what must be decided first, what is refused, what is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import dataset
from pug_metrics.ingest import drafts, learned
from pug_metrics.ingest.changing import changed_part
from pug_metrics.ingest.difference import compared, difference
from pug_metrics.ingest.keeping import keep_file
from pug_metrics.ingest.outlook import loaded
from pug_metrics.ingest.repeats import key_columns
from pug_metrics.ingest.report import IntakeRefused, Part, Report
from pug_metrics.language import say
from pug_metrics.store import BatchRecord, NewBatch, Store, lookup
from pug_metrics.store.batch import Mode
from pug_metrics.tables.masks import times

SIMULATED = "simulasi"
MONTH = "sampai_bulan"


def commit(  # noqa: PLR0913 - the choices of a commit
    store: Store,
    report: Report,
    *,
    actor: str,
    mode: str | None = None,
    accept_good: bool = False,
    status_data: str = "resmi",
    drop_gone: bool = False,
) -> tuple[BatchRecord, ...]:
    """Store the good rows of a report in one transaction, one batch a dataset, and keep the file.

    Mode ``perubahan`` stores only what differs from the rows in force; ``drop_gone`` takes out what
    the file no longer holds. A dataset of the file without any change gets no batch.
    Raises ``IntakeRefused``: ``perlu_jawaban`` (open questions or number forms),
    ``rekap_belum_dipilih``, ``ada_galat`` (``accept_good`` lets the good rows in),
    ``berkas_sudah_dimuat`` (the same rows of the same file are in force: nothing is done),
    ``cakupan_terisi`` (rows of that scope are in force and no mode was chosen),
    ``tanpa_perubahan`` (they say the same already), ``kunci_sudah_ada`` (mode ``tambah`` would
    count lines twice), ``sekunci_hilang`` and ``hilang_atau_ditolak`` (as ``changed_part``),
    ``baris_pindah_cakupan`` (mode ``ganti`` would count a moved row twice); in mode ``ganti`` too,
    rows in force that are not among the good ones are not replaced while others are rejected.
    Raises ``StoreError`` as ``Store.commit_many`` does.
    """
    check_decided(report, accept_good=accept_good)
    with store.turn():
        _refuse_same(store, report, removes=drop_gone or mode == Mode.GANTI)
        if mode == Mode.PERUBAHAN:
            batches = _changes(store, report, actor, status_data, drop_gone=drop_gone)
        else:
            _refuse_meeting(store, report, mode)
            batches = [
                new_batch(report, part, actor=actor, mode=mode, status_data=status_data)
                for part in report.parts
            ]
        if status_data != SIMULATED and not dataset(report.dataset).sensitive:
            keep_file(report.data, report.sha256, report.file_name)
        stored = store.commit_many(batches)
    drafts.drop(report.sha256)
    return stored


def _changes(
    store: Store, report: Report, actor: str, status_data: str, *, drop_gone: bool
) -> list[NewBatch]:
    """The batches of mode ``perubahan``, none for a part without changes."""
    batches = []
    for part in report.parts:
        changed = changed_part(store, report, part, drop_gone=drop_gone)
        if changed is None:
            continue
        rows, counts = changed
        whole = new_batch(report, rows, actor=actor, mode=Mode.PERUBAHAN, status_data=status_data)
        claimed = {} if whole.jumlah_berkas is None else {"jumlah_berkas": whole.jumlah_berkas}
        # The total of the file is that of all its rows, and here stand only some of them.
        notes = {**whole.catatan, "perubahan": counts, **claimed}
        batches.append(replace(whole, jumlah_berkas=None, catatan=notes))
    if not batches:
        raise IntakeRefused("tanpa_perubahan", berkas=report.file_name)
    return batches


def _lacks_rows(store: Store, report: Report, same: BatchRecord) -> bool:
    """Whether rows in force are gone from a file of which only the changes were stored."""
    if same.mode is not Mode.PERUBAHAN:
        return False
    return not difference(store, report, shown=0).nothing


def _refuse_meeting(store: Store, report: Report, mode: str | None) -> None:
    for part in report.parts:
        if mode == Mode.GANTI:
            _refuse_moved(store, report, part)
            _refuse_lost(store, report, part)
        else:
            _refuse_occupied(store, report, part, mode)


def _refuse_moved(store: Store, report: Report, part: Part) -> None:
    """A row that says it was another one, in a scope that is not replaced, would stand twice."""
    if "asal_baris" not in compared(part).column_names:
        return
    moved = difference(store, replace(report, parts=(part,)), shown=0).total.elsewhere.rows
    if moved:
        raise IntakeRefused("baris_pindah_cakupan", berkas=report.file_name, jumlah=moved)


def _refuse_lost(store: Store, report: Report, part: Part) -> None:
    """A stored row whose new one was rejected would leave with nothing in its place."""
    if not report.ditolak or not store.occupied(part.dataset, part.scopes):
        return
    gone = difference(store, replace(report, parts=(part,)), shown=0).total.gone.rows
    if gone:
        raise IntakeRefused("hilang_atau_ditolak", ditolak=report.ditolak, jumlah=gone)


def check_decided(report: Report, *, accept_good: bool) -> None:
    """Refuse a report with open questions or errors; raises ``IntakeRefused``."""
    if asked := _open(report):
        raise IntakeRefused("perlu_jawaban", kolom=", ".join(asked), berkas=report.file_name)
    if any(choice.kind == "bulanan" for choice in report.choices):
        raise IntakeRefused("bulanan_belum_dipilih", berkas=report.file_name)
    if report.refused_whole or (report.has_errors and not accept_good) or not report.diterima:
        raise IntakeRefused(
            "ada_galat", berkas=report.file_name, ditolak=report.ditolak, diterima=report.diterima
        )
    if any(choice.kind == "rekap" for choice in report.choices):
        names = "; ".join(each.nama for each in report.recaps)
        raise IntakeRefused("rekap_belum_dipilih", nama=names)


def _open(report: Report) -> list[str]:
    """What must be said before the rows are known, in words."""
    forms = [
        say(f"terbuka_{each.kind}", kolom=each.column)
        for each in report.choices
        if each.kind in ("angka", "satuan")
    ]
    columns = dataset(report.dataset)
    return [*(str(columns.column(name).label).lower() for name in report.questions), *forms]


def new_batch(
    report: Report,
    part: Part,
    *,
    actor: str,
    mode: str | None = None,
    status_data: str,
    amount: Decimal | None = None,
) -> NewBatch:
    """The batch of one part; the counts of the file stand with its own dataset.

    ``amount``: sum of the measure where the rows themselves are not at hand.
    """
    own = part.dataset == report.dataset
    measure = dataset(part.dataset).measure
    return NewBatch(
        dataset=part.dataset,
        berkas=report.file_name,
        sha256=report.sha256,
        mode=Mode(mode or Mode.TAMBAH),
        scopes=part.scopes,
        rows=part.rows,
        dibaca=report.dibaca if own else part.rows.num_rows,
        ditolak=report.ditolak if own else 0,
        disisihkan=report.disisihkan if own else 0,
        aktor=actor,
        status_data=status_data,
        jumlah=_sum(part.rows, measure) if amount is None else amount,
        jumlah_berkas=report.sums.declared if own else None,
        catatan=_notes(report) if own else {"bersama": report.dataset},
    )


def _sum(rows: pa.Table, measure: str | None) -> Decimal | None:
    if measure is None:
        return None
    found: Decimal | None = pc.sum(rows[measure].cast(pa.decimal128(38, 2))).as_py()
    return found


def _notes(report: Report) -> dict[str, object]:
    """What must be told later of how the file was read."""
    return {
        "lembar": report.sheet,
        "baris_tajuk": report.header_row,
        "kolom": {each.header: each.column for each in report.columns if each.column},
        **learned.notes(report.signature, report.answered),
        "bentuk_angka": {
            each.column: each.how for each in report.columns if each.how.startswith("angka_")
        },
        "satuan": report.answers.unit,
        "rekap": [
            {"kode_skpd": each.kode_skpd, "nama": each.nama, "baris": each.rows,
             "rekening": each.accounts, "sama": each.equal, "jumlah": str(each.amount),
             "dikecualikan": each.excluded}
            for each in report.recaps
        ],
        "disisihkan": [
            {"jenis": each.kind, "rincian": each.detail, "baris": each.rows,
             "jumlah": None if each.amount is None else str(each.amount)}
            for each in report.set_aside
        ],
        "temuan": dict(report.counts),
        "kurang": list(report.lacks),
    }  # fmt: skip


def _refuse_same(store: Store, report: Report, *, removes: bool) -> None:
    """Refuse the same rows of the same bytes, unless something later took their place."""
    same = loaded(store, report)
    if same is not None and not (removes and _lacks_rows(store, report, same)):
        raise IntakeRefused(
            "berkas_sudah_dimuat",
            berkas=same.berkas,
            id_unggahan=same.id_unggahan,
            waktu=same.waktu.date(),
        )


def _refuse_occupied(store: Store, report: Report, part: Part, mode: str | None) -> None:
    records = store.occupied(part.dataset, part.scopes)
    if not records:
        return
    last = records[-1]
    if mode is None and _meets(store, part):
        if difference(store, report, shown=0).nothing:
            raise IntakeRefused("tanpa_perubahan", berkas=report.file_name)
        raise IntakeRefused(
            "cakupan_terisi",
            berkas=report.file_name,
            terisi=last.berkas,
            id_unggahan=last.id_unggahan,
        )
    shared = _shared_keys(store, part)
    if shared:
        raise IntakeRefused("kunci_sudah_ada", jumlah=shared, terisi=last.berkas)


def _meets(store: Store, part: Part) -> bool:
    """Whether an occupied scope is in the way: a month that is not stored yet is not."""
    declared = dataset(part.dataset)
    if MONTH not in declared.key:
        return True
    return _in_force(store, part, part.rows, list(declared.scope)) > 0


def _shared_keys(store: Store, part: Part) -> int:
    """How many rows of full grain have a key that is in force already."""
    declared = dataset(part.dataset)
    rows = part.rows
    for name in declared.key_full:
        rows = rows.filter(pc.is_valid(rows[name]))
    return _in_force(store, part, rows, key_columns(declared)) if rows.num_rows else 0


def _in_force(store: Store, part: Part, rows: pa.Table, names: list[str]) -> int:
    regions = {scope.kode_daerah for scope in part.scopes}
    stored = lookup.stored_keys(store, part.dataset, names, regions)
    return times(pc.is_in(_key(rows, names), _key(stored, names)))


def _key(rows: pa.Table, names: list[str]) -> pa.Array:
    parts = list(_texts(rows, names))
    return pc.binary_join_element_wise(*parts, "|", null_handling="replace", null_replacement="")


def _texts(rows: pa.Table, names: list[str]) -> Iterator[pa.Array]:
    for name in names:
        yield pc.cast(rows[name], pa.string()).combine_chunks()
