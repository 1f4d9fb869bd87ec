"""Checks: rows that came twice, totals that files declare, years that file names tell."""

from __future__ import annotations

import re

import pyarrow as pa

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.language import Text
from pug_metrics.metrics.checks import Owner, Severity, check
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import MONEY
from pug_metrics.store.batch import BatchRecord

_YEAR = re.compile(r"(?<!\d)20[1-3]\d(?!\d)")
_BATCH = pa.schema(
    [("kode_daerah", pa.string()), ("tahun", pa.int32()), ("tahapan", pa.string()),
     ("rupiah", MONEY), ("id_unggahan", pa.int64()), ("nama", pa.string()),
     ("sebutan", pa.string()),
     ("tersimpan", MONEY), ("tertulis", MONEY)]
)  # fmt: skip


@check(
    title=Text("Baris yang sama dari dua unggahan", "The same row from two uploads"),
    meaning=Text(
        "Dua unggahan yang berlaku memuat baris dengan identitas yang sama: dapat terhitung dua "
        "kali.",
        "Two uploads in force hold a row of the same identity: it may be counted twice.",
    ),
    found=Text(
        "{data}: {kunci} ada di {jumlah} unggahan.", "{data}: {kunci} is in {jumlah} uploads."
    ),
    cure=Text(
        "Buka riwayat unggahan dan batalkan yang berlebih, atau unggah ulang dengan cara Ganti.",
        "Open the history of uploads and undo the surplus one, or upload again in the mode "
        "Replace.",
    ),
    severity=Severity.PERIKSA, owner=Owner.BAPPEDA, dataset="anggaran", history=True,
)  # fmt: skip
def identity_repeated(store: Reader) -> pa.Table:
    """Keys of any dataset that stand in more than one batch in force, with the last of them."""
    return pa.concat_tables([store.query(_repeated(each)) for each in datasets().values()])


def _repeated(each: Dataset) -> str:
    names = {column.name for column in each.columns}
    keys = ", ".join(each.key)
    full = " AND ".join(f"{name} IS NOT NULL" for name in each.key_full)
    own = ", ".join(
        name if name in each.key else f"NULL::{kind} AS {name}"
        for name, kind in (("kode_daerah", "VARCHAR"), ("tahun", "INTEGER"),
                           ("tahapan", "VARCHAR"), ("kode_skpd", "VARCHAR"))
    )  # fmt: skip
    measure = each.measure if each.measure in names else None
    amount = f"max({measure})::DECIMAL(38,2)" if measure else "NULL::DECIMAL(38,2)"
    return (
        f"SELECT {own}, '{each.name}' AS data, concat_ws(' · ', {keys}) AS kunci, "  # noqa: S608 - our columns
        f"count(DISTINCT id_unggahan) AS jumlah, {amount} AS rupiah, "
        f"max(id_unggahan) AS id_unggahan, arg_max(baris, id_unggahan)::INTEGER AS baris "
        f"FROM berlaku_{each.name} WHERE {full} GROUP BY {keys} "
        f"HAVING count(DISTINCT id_unggahan) > 1"
    )


@check(
    title=Text(
        "Jumlah berbeda dari yang tertulis di berkas",
        "Sum differs from the file's own total",
    ),
    meaning=Text(
        "Jumlah baris yang tersimpan tidak sama dengan jumlah yang disebut berkasnya sendiri.",
        "The rows that are stored do not add up to the total that the file itself gives.",
    ),
    found=Text(
        "{nama}: tersimpan {tersimpan}, tertulis {tertulis}.",
        "{nama}: stored {tersimpan}, the file says {tertulis}.",
    ),
    cure=Text(
        "Betulkan baris yang ditolak lalu unggah lagi, atau cocokkan dengan dokumen resminya.",
        "Correct the rejected rows and upload again, or compare with the official document.",
    ),
    severity=Severity.SALAH, owner=Owner.BAPPEDA, dataset="anggaran", history=True,
)  # fmt: skip
def declared_total_differs(store: Reader) -> pa.Table:
    """Batches that are not undone whose sum is off the declared one by more than one rupiah."""
    rows = [
        _batch(each) | {"tersimpan": each.jumlah, "tertulis": each.jumlah_berkas,
                        "rupiah": abs(each.jumlah - each.jumlah_berkas)}
        for each in store.batches()
        if each.dibatalkan is None and each.jumlah is not None and each.jumlah_berkas is not None
        and abs(each.jumlah - each.jumlah_berkas) > 1
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, _BATCH)


@check(
    title=Text("Tahun berkas lain dari tahun datanya", "Year of the file differs from its data"),
    meaning=Text(
        "Nama berkas menyebut tahun yang bukan tahun data yang disimpan darinya.",
        "The file name tells a year that is not the year of the data stored from it.",
    ),
    found=Text(
        "{nama} menyebut {sebutan}, tersimpan sebagai data {tahun}.",
        "{nama} says {sebutan}, stored as data of {tahun}.",
    ),
    cure=Text(
        "Periksa tahun yang dipilih saat mengunggah; batalkan unggahannya bila keliru.",
        "Check the year that was chosen at the upload; undo the upload where it is wrong.",
    ),
    severity=Severity.PERIKSA, owner=Owner.BAPPEDA, dataset="anggaran", history=True,
)  # fmt: skip
def file_year_differs(store: Reader) -> pa.Table:
    """Batches that are not undone whose file name tells years, none of them that of the data."""
    rows = []
    for each in store.batches():
        told = set(_YEAR.findall(each.berkas))
        years = {str(scope.tahun) for scope in each.scopes if scope.tahun}
        if each.dibatalkan is None and told and years and not told & years:
            rows.append(_batch(each) | {"sebutan": ", ".join(sorted(told))})
    return pa.Table.from_pylist(rows, _BATCH)


def _batch(each: BatchRecord) -> dict[str, object]:
    """Region, year and stage of a batch, as far as its scopes agree on one."""
    regions, years, stages = (
        {getattr(scope, name) for scope in each.scopes}
        for name in ("kode_daerah", "tahun", "tahapan")
    )
    return {
        "kode_daerah": regions.pop() if len(regions) == 1 else None,
        "tahun": (years.pop() or None) if len(years) == 1 else None,
        "tahapan": (stages.pop() or None) if len(stages) == 1 else None,
        "id_unggahan": each.id_unggahan,
        "nama": each.berkas,
    }
