"""What must stand beside a figure that leaves: the question, the data, whether it adds up."""

from __future__ import annotations

from pug_metrics.language import say
from pug_metrics.language.numbers import count, moment, month, rupiah_full
from pug_metrics.metrics.declaration import Reason
from pug_metrics.metrics.receipt import Receipt
from pug_metrics.metrics.result import Result, Source
from pug_metrics.reference import places


def place_name(kode: str) -> str:
    """Name of a place code, or the code where nobody knows it."""
    found = places.find(kode)
    return found.nama if found else kode


def basis_words(result: Result) -> str:
    """The denominator in words, empty for a metric without one."""
    return say(f"basis_{result.basis}") if result.basis else ""


def question_words(result: Result, receipt: Receipt | None = None) -> str:
    """What was asked, in one line: ``Kota Contoh · 2025 · APBD Murni · basis: total belanja``.

    With ``receipt`` every code has its name; without it, places only.
    """
    if receipt is not None:
        parts = [value for _, value in receipt.filters]
    else:
        parts = [_filter_words(name, value) for name, value in result.at.filters().items()]
    if result.basis:
        parts.append(say("ekspor_basis", basis=basis_words(result)))
    return " · ".join(parts)


def _filter_words(name: str, value: object) -> str:
    text = str(value)
    if name in {"daerah", "kecamatan", "desa"}:
        return place_name(text)
    if name == "tahun":
        return text
    if name == "tahapan":
        return say(f"tahapan_{text}")
    if name == "sampai_bulan":
        return say("ekspor_sampai_bulan", bulan=month(int(text)))
    return f"{say(f'butir_{name}')}: {text}"


def reason_words(reason: str | None) -> str:
    """Why a figure is empty, in words; empty where the figure is there."""
    return say(f"alasan_{Reason(reason)}") if reason else ""


def source_sentences(result: Result) -> list[str]:
    """One sentence a batch behind the figures: file, batch, rows, who, when."""
    return [_source_sentence(source) for source in result.sources]


def _source_sentence(source: Source) -> str:
    return say(
        "ekspor_sumber_kalimat",
        berkas=source.berkas,
        id=source.id_unggahan,
        awal=count(source.baris_awal),
        akhir=count(source.baris_akhir),
        jumlah=count(source.baris),
        aktor=source.aktor or say("ekspor_tanpa_nama"),
        waktu=moment(source.waktu.astimezone()),
    )


def unreconciled_sentences(result: Result) -> list[str]:
    """One sentence a file whose own declared total differs from what is stored."""
    return [
        say(
            "ekspor_tidak_cocok",
            berkas=source.berkas,
            berkas_sendiri=rupiah_full(source.jumlah_berkas or 0),
            tersimpan=rupiah_full(source.jumlah or 0),
            selisih=rupiah_full((source.jumlah or 0) - (source.jumlah_berkas or 0)),
        )
        for source in result.sources
        if not source.reconciles
    ]


def reconciliation(result: Result) -> str:
    """Whether what is stored equals what the files declare, in one sentence or more."""
    if result.reconciles:
        declared = any(source.jumlah_berkas is not None for source in result.sources)
        return say("ekspor_cocok") if declared else say("ekspor_tanpa_jumlah")
    return " ".join(unreconciled_sentences(result))


def note_sentences(result: Result) -> list[str]:
    """The notes of the result as sentences; a file that does not add up is always among them."""
    said = [say(key, **facts) for key, facts in result.notes]
    if any(key == "catatan_tidak_cocok" for key, _ in result.notes):
        return said
    return said + unreconciled_sentences(result)
