"""Checks: codes of places, men and women against their total, percentages out of range."""

from __future__ import annotations

import pyarrow as pa

from pug_metrics.datasets import datasets
from pug_metrics.language import Text
from pug_metrics.metrics.checks import Owner, Severity, check
from pug_metrics.metrics.question import Reader


@check(
    title=Text("Wilayah tanpa induk", "Places without their parent"),
    meaning=Text(
        "Wilayah tambahan yang induknya tidak dikenal, atau yang kodenya bukan bagian dari "
        "induknya.",
        "An added place whose parent is unknown, or whose code is no part of its parent's.",
    ),
    found=Text(
        "{kode_wilayah} {nama}: induknya tertulis {kode_induk}.",
        "{kode_wilayah} {nama}: its parent is given as {kode_induk}.",
    ),
    cure=Text(
        "Betulkan kode induk di berkas wilayah, atau tambahkan induknya lebih dulu.",
        "Correct the parent code in the file of places, or add the parent first.",
    ),
    severity=Severity.SALAH, owner=Owner.BAPPEDA, dataset="wilayah",
)  # fmt: skip
def place_without_parent(store: Reader) -> pa.Table:
    """Uploaded places below the region whose parent does not stand in the roster above them."""
    return store.query(
        """
        SELECT r.kode_daerah, r.kode_wilayah, r.nama, coalesce(w.kode_induk, '') AS kode_induk,
            r.id_unggahan, r.baris
        FROM berlaku_wilayah AS r JOIN roster_wilayah AS w USING (kode_daerah, kode_wilayah)
        WHERE r.kode_wilayah <> r.kode_daerah AND NOT (
            starts_with(r.kode_wilayah, coalesce(w.kode_induk, '-') || '.')
            AND (w.kode_induk = r.kode_daerah OR (r.kode_daerah, w.kode_induk) IN (
                SELECT (kode_daerah, kode_wilayah) FROM roster_wilayah)))
        """
    )


@check(
    title=Text("Kode wilayah yang tidak dikenal", "Unknown place codes"),
    meaning=Text(
        "Baris yang menunjuk wilayah yang tidak ada di daftar daerah itu: tidak muncul di peta "
        "mana "
        "pun.",
        "Rows about a place that is not in the list of the region: no map shows them.",
    ),
    found=Text(
        "{data}: {jumlah} baris untuk wilayah {kode_wilayah} yang tidak dikenal.",
        "{data}: {jumlah} rows for the unknown place {kode_wilayah}.",
    ),
    cure=Text(
        "Betulkan kodenya, atau tambahkan wilayahnya lewat dataset Wilayah.",
        "Correct the code, or add the place through the dataset of places.",
    ),
    severity=Severity.PERIKSA, owner=Owner.BAPPEDA, dataset="wilayah",
)  # fmt: skip
def place_unknown(store: Reader) -> pa.Table:
    """Places of any dataset that the roster of their region lacks, counted by file."""
    parts = [
        f"SELECT kode_daerah, {_year(each.name)} AS tahun, kode_wilayah, '{each.name}' AS data, "  # noqa: S608 - our words
        f"id_unggahan, baris FROM berlaku_{each.name} WHERE kode_wilayah IS NOT NULL"
        for each in datasets().values()
        if _has(each.name, "kode_wilayah") and each.name != "wilayah"
    ]
    return store.query(
        "SELECT kode_daerah, tahun, kode_wilayah, data, count(*) AS jumlah, id_unggahan, "  # noqa: S608 - our words
        f"min(baris) AS baris FROM ({' UNION ALL '.join(parts)}) "
        "WHERE kode_wilayah <> kode_daerah AND (kode_daerah, kode_wilayah) NOT IN ("
        "SELECT (kode_daerah, kode_wilayah) FROM roster_wilayah) GROUP BY ALL"
    )


def _has(name: str, column: str) -> bool:
    return any(each.name == column for each in datasets()[name].columns)


def _year(name: str) -> str:
    return "tahun" if _has(name, "tahun") else "NULL::INTEGER"


@check(
    title=Text(
        "Laki-laki dan perempuan tidak sama dengan jumlahnya",
        "Men and women differ from total",
    ),
    meaning=Text(
        "Penerima manfaat laki-laki ditambah perempuan tidak sama dengan jumlah yang tertulis.",
        "Men and women among the beneficiaries do not add up to the total that is given.",
    ),
    found=Text(
        "{kode}: {laki} laki-laki dan {perempuan} perempuan, tertulis {total} orang.",
        "{kode}: {laki} men and {perempuan} women, the total says {total} people.",
    ),
    cure=Text(
        "Betulkan salah satu dari ketiga angkanya di berkas penerima manfaat.",
        "Correct one of the three numbers in the file of beneficiaries.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="sasaran",
)  # fmt: skip
def sexes_differ_from_total(store: Reader) -> pa.Table:
    """Targets and results whose men and women do not make the total."""
    parts = [
        f"SELECT kode_daerah, tahun, kode_skpd, coalesce(kode_sub_kegiatan, '') AS kode, "  # noqa: S608 - our columns
        f"{kind}_l AS laki, {kind}_p AS perempuan, {kind}_total AS total, id_unggahan, baris "
        f"FROM berlaku_sasaran WHERE {kind}_l + {kind}_p <> {kind}_total"
        for kind in ("target", "realisasi")
    ]
    return store.query(" UNION ALL ".join(parts))


@check(
    title=Text("Persentase di luar 0 sampai 100", "Percentages outside 0 to 100"),
    meaning=Text(
        "Indikator terpilah bersatuan persen atau indeks yang nilainya tidak mungkin.",
        "A disaggregated indicator in percent or index points with an impossible value.",
    ),
    found=Text(
        "{indikator} di {kode_wilayah}: {laki} untuk laki-laki, {perempuan} untuk perempuan "
        "({satuan}).",
        "{indikator} in {kode_wilayah}: {laki} for men, {perempuan} for women ({satuan}).",
    ),
    cure=Text(
        "Betulkan nilai atau satuannya di berkas data terpilah.",
        "Correct the value or its unit in the file of disaggregated data.",
    ),
    severity=Severity.SALAH, owner=Owner.BAPPEDA, dataset="data_terpilah",
)  # fmt: skip
def share_out_of_range(store: Reader) -> pa.Table:
    """Disaggregated percentages and indices below 0 or above 100."""
    return store.query(
        "SELECT kode_daerah, tahun, kode_wilayah, indikator, satuan, laki_laki::DOUBLE AS laki, "
        "perempuan::DOUBLE AS perempuan, id_unggahan, baris FROM berlaku_data_terpilah "
        "WHERE lower(trim(satuan)) IN ('persen', 'percent', '%', 'indeks', 'index') "
        "AND (least(laki_laki, perempuan) < 0 OR greatest(laki_laki, perempuan) > 100)"
    )
