"""Commands on what was stored: batches, undo with what it moves, the original file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pug_metrics.cli import tellings
from pug_metrics.cli.differing import tally_facts
from pug_metrics.cli.session import (
    ask,
    grid,
    session,
    tell,
    tell_json,
    warn,
    write_file,
)
from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent, rupiah_full
from pug_metrics.settings import actor

if TYPE_CHECKING:
    from decimal import Decimal

    from pug_metrics.ingest.changes import Tally
    from pug_metrics.ingest.undoing import Preview
    from pug_metrics.metrics.moves import Move
    from pug_metrics.store import BatchRecord, Store

_AGENCIES = 40


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


def original(number: int, out: str | None) -> None:
    """Write the file that a batch was made of, as it was uploaded."""
    from pug_metrics.ingest.keeping import kept_bytes

    with session().store(derived=False) as store:
        record = _batch(store, number)
    name, content = kept_bytes(record)
    path = Path(out or name)
    if path.is_dir():
        path = path / name
    write_file(path, content)
    if session().as_json:
        tell_json({"id_unggahan": number, "berkas": str(path), "sha256": record.sha256})
    else:
        tell(say("riwayat_berkas_ditulis", berkas=path, id=number))


def _batch(store: Store, number: int) -> BatchRecord:
    from pug_metrics.errors import StoreError

    record = next((each for each in store.batches() if each.id_unggahan == number), None)
    if record is None:
        raise StoreError("unggahan_tidak_ada", id_unggahan=number)
    return record


def undo(number: int, reason: str, yes: bool, preview_only: bool) -> None:  # noqa: FBT001 - click
    """Say what undoing a batch moves, then take it out of force by one event.

    A person at a terminal is asked first unless ``yes``; a script is not.
    """
    from pug_metrics.ingest.undoing import undo_preview
    from pug_metrics.metrics.moves import moves_of_undo

    with session().store() as store:
        told = undo_preview(store, number)
        figures = moves_of_undo(store, number, told.record.dataset, told.slices())
        if not session().as_json:
            _tell(told, figures)
        if not preview_only and (yes or ask(say("batal_tanya", id=number))):
            store.undo(number, actor(), reason)
        record = _batch(store, number)
    if session().as_json:
        tell_json({**tellings.batch_facts(record), "akibat": _facts(told, figures)})
    elif record.dibatalkan is None:
        warn(say("batal_tidak_jadi", id=number))
    else:
        tell(say("perintah_dibatalkan", id=number, berkas=record.berkas))


def _tell(told: Preview, figures: tuple[Move, ...] | None) -> None:
    if told.nothing:
        tell(say("batal_tanpa_akibat"))
    else:
        tell(say("batal_keluar", baris=count(told.leaving.rows), jumlah=_money(told.leaving)))
        for record, tally in told.returning:
            tell(say("batal_kembali", baris=count(tally.rows), id=record.id_unggahan,
                     berkas=record.berkas, jumlah=_money(tally)))  # fmt: skip
        _tell_scopes(told)
        for move in figures or ():
            tell(figure_line(move))
        if figures is None:
            tell(say("batal_angka_besar"))
    for record in told.later:
        tell(say("batal_tetap", id=record.id_unggahan, berkas=record.berkas))
    for record in told.beside:
        tell(say("batal_bersama", id=record.id_unggahan, dataset=record.dataset))


def _tell_scopes(told: Preview) -> None:
    headers = (say("selisih_kolom_opd"), say("batal_kolom_baris_sebelum"),
               say("batal_kolom_baris_sesudah"), say("batal_kolom_sebelum"),
               say("batal_kolom_sesudah"))  # fmt: skip
    rows = [
        (" ".join(part for part in (_place(each.scope), each.name) if part),
         count(each.before.rows), count(each.after.rows), _money(each.before), _money(each.after))
        for each in told.scopes[:_AGENCIES]
    ]  # fmt: skip
    whole = (say("batal_semua"), count(told.before.rows), count(told.after.rows),
             _money(told.before), _money(told.after))  # fmt: skip
    tell(grid(headers, [*rows, whole], frozenset({1, 2, 3, 4})))
    if len(told.scopes) > _AGENCIES:
        tell(say("selisih_opd_lain", jumlah=count(len(told.scopes) - _AGENCIES)))


def _place(scope: object) -> str:
    names = ("kode_daerah", "tahun", "tahapan", "kode_skpd", "sampai_bulan")
    return " ".join(str(getattr(scope, name)) for name in names if getattr(scope, name))


def _money(tally: Tally) -> str:
    return "" if tally.amount is None else rupiah_full(tally.amount)


def figure_line(move: Move) -> str:
    """One headline figure before and after, in words."""
    return say(
        "batal_angka",
        metrik=str(move.metric.title),
        tahun=move.at.tahun,
        tahapan=say(f"tahapan_{move.at.tahapan}"),
        daerah=move.at.daerah,
        sebelum=_figure(move, move.before),
        sesudah=_figure(move, move.after),
    )


def _figure(move: Move, figure: tuple[Decimal | None, float | None]) -> str:
    from pug_metrics.metrics.declaration import Unit

    amount, value = figure
    if value is None:
        return say("batal_tanpa_angka")
    if move.metric.unit is Unit.RUPIAH and amount is not None:
        return rupiah_full(amount)
    return percent(value, 2)


def _facts(told: Preview, figures: tuple[Move, ...] | None) -> dict[str, object]:
    return {
        "keluar": tally_facts(told.leaving),
        "kembali": [
            {"id_unggahan": record.id_unggahan, **tally_facts(tally)}
            for record, tally in told.returning
        ],
        "sebelum": tally_facts(told.before),
        "sesudah": tally_facts(told.after),
        "cakupan": [
            {"kode_daerah": each.scope.kode_daerah, "tahun": each.scope.tahun,
             "tahapan": each.scope.tahapan, "kode_skpd": each.scope.kode_skpd,
             "sampai_bulan": each.scope.sampai_bulan, "nama": each.name or None,
             "sebelum": tally_facts(each.before), "sesudah": tally_facts(each.after)}
            for each in told.scopes
        ],
        "angka": None if figures is None else [
            {"metrik": move.metric.name, **move.at.filters(),
             "sebelum": _figure_facts(move.before), "sesudah": _figure_facts(move.after)}
            for move in figures
        ],
        "tetap_menutupi": [record.id_unggahan for record in told.later],
        "bersama": [record.id_unggahan for record in told.beside],
    }  # fmt: skip


def _figure_facts(figure: tuple[Decimal | None, float | None]) -> dict[str, object]:
    amount, value = figure
    return {"pembilang": None if amount is None else str(amount), "nilai": value}
