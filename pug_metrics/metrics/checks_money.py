"""Checks: realisation against ceilings and the calendar, places and villages against their sums."""

from __future__ import annotations

import pyarrow as pa

from pug_metrics.language import Text
from pug_metrics.metrics.checks import Owner, Severity, check
from pug_metrics.metrics.question import STAGES, Reader


@check(
    title=Text("Realisasi melebihi pagu", "Realisation beyond the ceiling"),
    meaning=Text(
        "Realisasi bulan terakhir lebih besar daripada pagu tahapan terbaru tahun itu.",
        "The realisation of the last month is above the ceiling of the newest stage of the year.",
    ),
    found=Text(
        "{kode}: realisasi {realisasi} sampai {sampai_bulan}, pagu {pagu}.",
        "{kode}: realisation {realisasi} up to {sampai_bulan}, ceiling {pagu}.",
    ),
    cure=Text(
        "Periksa apakah kodenya tertukar atau anggaran perubahan belum diunggah.",
        "See whether codes are mixed up or the revised budget is not uploaded yet.",
    ),
    severity=Severity.PERIKSA, owner=Owner.OPD, dataset="realisasi",
)  # fmt: skip
def realisation_beyond_ceiling(store: Reader) -> pa.Table:
    """Keys whose last realisation exceeds the newest ceiling of the year (rupiah: excess)."""
    return store.query(
        """
        WITH terakhir AS (
            SELECT * EXCLUDE (tahapan), pagu_arg + pagu_non AS pagu,
                realisasi_arg + realisasi_non AS realisasi
            FROM serapan
            QUALIFY list_position($stages, tahapan) = max(list_position($stages, tahapan))
                    OVER (PARTITION BY kode_daerah, tahun, kode_skpd)
                AND sampai_bulan = max(sampai_bulan) OVER (PARTITION BY kode_daerah, tahun,
                    kode_skpd, kode_sub_kegiatan, kode_rekening, kode_sumber_dana)
        )
        SELECT t.kode_daerah, t.tahun, t.kode_skpd, t.sampai_bulan, t.pagu, t.realisasi,
            concat_ws(' · ', t.kode_sub_kegiatan, t.kode_rekening, t.kode_sumber_dana) AS kode,
            t.realisasi - t.pagu AS rupiah, max(r.id_unggahan) AS id_unggahan,
            arg_max(r.baris, r.id_unggahan) AS baris
        FROM terakhir AS t LEFT JOIN berlaku_realisasi AS r ON r.kode_daerah = t.kode_daerah
            AND r.tahun = t.tahun AND r.kode_skpd = t.kode_skpd
            AND r.sampai_bulan = t.sampai_bulan
            AND r.kode_sub_kegiatan IS NOT DISTINCT FROM t.kode_sub_kegiatan
            AND r.kode_rekening IS NOT DISTINCT FROM t.kode_rekening
            AND r.kode_sumber_dana IS NOT DISTINCT FROM t.kode_sumber_dana
        WHERE t.realisasi > t.pagu GROUP BY ALL
        """,
        {"stages": list(STAGES)},
    )


@check(
    title=Text("Realisasi turun dari bulan sebelumnya", "Realisation falls from month to month"),
    meaning=Text(
        "Realisasi bersifat kumulatif: angka bulan kemudian tidak mungkin lebih kecil tanpa "
        "koreksi.",
        "Realisation is cumulative: a later month cannot be smaller without a correction.",
    ),
    found=Text(
        "{kode}: {sebelum} lalu {realisasi} sampai {sampai_bulan}.",
        "{kode}: {sebelum}, then {realisasi} up to {sampai_bulan}.",
    ),
    cure=Text(
        "Periksa apakah berkasnya memuat realisasi bulan itu saja, bukan jumlah sejak Januari.",
        "See whether the file holds that month only instead of the sum since January.",
    ),
    severity=Severity.PERIKSA, owner=Owner.OPD, dataset="realisasi",
)  # fmt: skip
def realisation_falls(store: Reader) -> pa.Table:
    """Realisation below that of the reported month before it (rupiah: how much)."""
    return store.query(
        """
        SELECT kode_daerah, tahun, kode_skpd, sampai_bulan, realisasi, sebelum,
            concat_ws(' · ', kode_sub_kegiatan, kode_rekening, kode_sumber_dana) AS kode,
            sebelum - realisasi AS rupiah, id_unggahan, baris
        FROM (
            SELECT *, lag(realisasi) OVER (PARTITION BY kode_daerah, tahun, kode_skpd,
                kode_sub_kegiatan, kode_rekening, kode_sumber_dana ORDER BY sampai_bulan) AS sebelum
            FROM berlaku_realisasi
        ) WHERE realisasi < sebelum
        """
    )


@check(
    title=Text("Realisasi bulan yang belum tiba", "Realisation of a month to come"),
    meaning=Text(
        "Realisasi sampai bulan yang belum mulai ketika berkasnya diunggah.",
        "Realisation up to a month that had not begun when the file was uploaded.",
    ),
    found=Text(
        "{jumlah} baris realisasi sampai {sampai_bulan} {tahun}, diunggah sebelum bulan itu mulai.",
        "{jumlah} rows of realisation up to {sampai_bulan} {tahun}, uploaded before that month "
        "began.",
    ),
    cure=Text(
        "Periksa bulan dan tahun yang dipilih saat mengunggah; batalkan unggahannya bila keliru.",
        "Check month and year that were chosen at the upload; undo the upload where they are "
        "wrong.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="realisasi", history=True,
)  # fmt: skip
def realisation_in_future(store: Reader) -> pa.Table:
    """Realisation per agency, month and file whose month begins after the day of the upload."""
    months = store.query(
        "SELECT kode_daerah, tahun, kode_skpd, sampai_bulan, count(*) AS jumlah, "
        "sum(realisasi) AS rupiah, id_unggahan, min(baris) AS baris "
        "FROM berlaku_realisasi GROUP BY ALL"
    )
    day = {each.id_unggahan: (each.waktu.year, each.waktu.month) for each in store.batches()}
    early = [
        (row["tahun"], row["sampai_bulan"]) > day.get(row["id_unggahan"], (9999, 12))
        for row in months.select(["tahun", "sampai_bulan", "id_unggahan"]).to_pylist()
    ]
    return months.filter(pa.array(early, pa.bool_()))


@check(
    title=Text("Lokasi melebihi barisnya", "Places beyond their lines"),
    meaning=Text(
        "Rupiah yang dibagi ke wilayah lebih besar daripada pagu barisnya: tidak ditempatkan sama "
        "sekali.",
        "The rupiah given to places exceed the ceiling of the lines: none of it is placed.",
    ),
    found=Text(
        "{kode}: {berlokasi} diberi lokasi, pagunya {pagu}.",
        "{kode}: {berlokasi} given to places, the ceiling is {pagu}.",
    ),
    cure=Text(
        "Kurangi rupiah atau persen di berkas lokasi sampai tidak melebihi pagunya.",
        "Lower the rupiah or percent in the file of places until they fit the ceiling.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="lokasi",
)  # fmt: skip
def places_beyond_lines(store: Reader) -> pa.Table:
    """Groups of lines that are not placed because their places exceed them (rupiah: excess)."""
    return store.query(
        "SELECT kode_daerah, tahun, tahapan, kode_skpd, pagu, berlokasi, "
        "concat_ws(' · ', kode_skpd, kode_sub_unit, kode_sub_kegiatan, kode_rekening, "
        "kode_sumber_dana) AS kode, berlokasi - pagu AS rupiah FROM lokasi_lebih"
    )


@check(
    title=Text(
        "Jumlah APBDes tidak sama dengan rinciannya",
        "Village total differs from its parts",
    ),
    meaning=Text(
        "Baris bidang APBDes tidak sama dengan jumlah sub bidang atau kegiatan di bawahnya.",
        "The line of a village budget field differs from the sum of the lines below it.",
    ),
    found=Text(
        "{kode_wilayah} bidang {kode_bidang}: tertulis {pagu}, rinciannya {jumlah}.",
        "{kode_wilayah} field {kode_bidang}: it says {pagu}, its parts are {jumlah}.",
    ),
    cure=Text(
        "Samakan baris bidang dengan rinciannya di berkas APBDes, atau hapus salah satunya.",
        "Make the line of the field equal its parts in the APBDes file, or remove one of the two.",
    ),
    severity=Severity.SALAH, owner=Owner.BAPPEDA, dataset="apbdes",
)  # fmt: skip
def village_total_differs(store: Reader) -> pa.Table:
    """Fields of a village budget whose own line differs from its parts by more than one rupiah."""
    return store.query(
        """
        SELECT kode_daerah, tahun, tahapan, kode_wilayah, kode_bidang,
            sum(anggaran) FILTER (induk) AS pagu, sum(anggaran) FILTER (NOT induk) AS jumlah,
            abs(pagu - jumlah) AS rupiah, min(id_unggahan) FILTER (induk) AS id_unggahan,
            min(baris) FILTER (induk) AS baris
        FROM (SELECT *, kode_sub_bidang IS NULL AND kode_kegiatan IS NULL AS induk
              FROM berlaku_apbdes)
        GROUP BY kode_daerah, tahun, tahapan, kode_wilayah, kode_bidang HAVING rupiah > 1
        """
    )
