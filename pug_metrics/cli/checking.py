"""The command check: whether the store is whole, and which stored money no figure shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pug_metrics.cli.session import REFUSED, leave, session, store_sentence, tell, tell_json, warn
from pug_metrics.language import say
from pug_metrics.language.numbers import count, moment, month, rupiah_full

if TYPE_CHECKING:
    from pug_metrics.metrics.checks import Outcome
    from pug_metrics.metrics.findings_checks import Overplaced, Unmatched

# A terminal shows this many sentences of one kind; JSON has them all.
_MOST = 20
# These two are told row by row, as what no figure shows.
_TOLD = ("places_beyond_lines", "realisation_without_line")


def check() -> None:
    """Compare journal, books and rows; say what no figure shows; exit 1 where the store disagrees.

    Places beyond their lines, realisation on unknown codes and whatever the other checks of the
    data find are warnings: the files are stored as they came, and only the next file mends them.
    """
    from pug_metrics.metrics.checks import run_checks
    from pug_metrics.metrics.findings_checks import overplaced, unmatched_realisation

    with session().store() as store:
        found = store.check()
        active = [record for record in store.batches() if record.dibatalkan is None]
        at = store.version.at
        left_out = {
            "lokasi_lebih": [_place_sentence(each) for each in overplaced(store)],
            "realisasi_lepas": [_spent_sentence(each) for each in unmatched_realisation(store)],
        }
        outcomes = [each for each in run_checks(store) if each.number]
    mismatches = [(each.kind, store_sentence(each.kind, each.facts)) for each in found]
    if session().as_json:
        tell_json(
            {
                "cocok": not found,
                "unggahan_berlaku": len(active),
                "temuan": [{"jenis": kind, "kalimat": words} for kind, words in mismatches],
                "di_luar_angka": left_out,
                "uji": [_outcome_facts(each) for each in outcomes],
            }
        )
    elif not found:
        when = moment(at.astimezone()) if at else "–"
        tell(say("perintah_check_cocok", jumlah=count(len(active)), waktu=when))
    checked = [_outcome_sentence(each) for each in outcomes if each.check.name not in _TOLD]
    _warn_all([words for _, words in mismatches], [*left_out.values(), checked])
    if found:
        leave(REFUSED)


def _warn_all(mismatches: list[str], left_out: list[list[str]]) -> None:
    for sentence in mismatches:
        warn(sentence)
    for sentences in left_out:
        for sentence in sentences[:_MOST]:
            warn(sentence)
        if len(sentences) > _MOST:
            warn(say("perintah_temuan_lain", jumlah=count(len(sentences) - _MOST)))


def _outcome_sentence(outcome: Outcome) -> str:
    money = outcome.rupiah
    return say(
        "cek_uji" if money is None else "cek_uji_rupiah",
        judul=str(outcome.check.title),
        jumlah=count(outcome.number),
        rupiah="" if money is None else rupiah_full(money),
        contoh=outcome.listed(1)[0]["apa"],
    )


def _outcome_facts(outcome: Outcome) -> dict[str, object]:
    declared = outcome.check
    return {
        "uji": declared.name,
        "judul": str(declared.title),
        "berat": str(declared.severity),
        "pemilik": str(declared.owner),
        "dataset": declared.dataset,
        "jumlah": outcome.number,
        "rupiah": None if outcome.rupiah is None else str(outcome.rupiah),
        "perbaikan": str(declared.cure),
        "baris": [
            {name: row[name] for name in ("kode_daerah", "tahun", "tahapan", "kode_skpd", "apa",
                                          "berkas", "baris")}
            | {"rupiah": None if row["rupiah"] is None else str(row["rupiah"])}
            for row in outcome.listed()
        ],
    }  # fmt: skip


def _place_sentence(group: Overplaced) -> str:
    codes = (
        group.kode_skpd, group.kode_sub_unit, group.kode_sub_kegiatan, group.kode_rekening,
        group.kode_sumber_dana,
    )  # fmt: skip
    return say(
        "cek_lokasi_lebih",
        kode=" · ".join(code for code in codes if code),
        daerah=group.kode_daerah,
        tahapan=say(f"tahapan_{group.tahapan}"),
        tahun=group.tahun,
        berlokasi=rupiah_full(group.berlokasi),
        pagu=rupiah_full(group.pagu),
    )


def _spent_sentence(lost: Unmatched) -> str:
    return say(
        "cek_realisasi_lepas",
        opd=lost.kode_skpd,
        daerah=lost.kode_daerah,
        tahun=lost.tahun,
        bulan=month(lost.sampai_bulan),
        baris=count(lost.baris),
        rupiah=rupiah_full(lost.rupiah),
    )
