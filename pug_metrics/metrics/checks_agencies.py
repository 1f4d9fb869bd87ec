"""Checks: one agency under two names or two codes, agencies that the list of the year lacks."""

from __future__ import annotations

import pyarrow as pa

from pug_metrics.language import Text
from pug_metrics.metrics.checks import Owner, Severity, check
from pug_metrics.metrics.question import Reader

# Names compared without case, marks and blanks.
_PLAIN = "regexp_replace(lower({}), '[^a-z0-9]', '', 'g')"
# Districts and villages are often one letter apart and yet two.
_PLACES = "'^(kecamatan|kelurahan|desa|upt|sekretariat)'"


@check(
    title=Text("Satu kode OPD dengan dua nama", "One agency code under two names"),
    meaning=Text(
        "Kode SKPD yang sama ditulis dengan nama berbeda dalam satu tahun.",
        "The same agency code is written with different names within a year.",
    ),
    found=Text("{kode} bernama {nama}.", "{kode} is called {nama}."),
    cure=Text(
        "Tetapkan satu nama di dataset Perangkat daerah; periksa apakah ini dua OPD.",
        "Settle one name in the dataset of agencies; see whether these are two agencies.",
    ),
    severity=Severity.PERIKSA, owner=Owner.BAPPEDA, dataset="opd",
)  # fmt: skip
def agency_two_names(store: Reader) -> pa.Table:
    """Agency codes of a year with more than one name in budget and list."""
    return store.query(
        "SELECT kode_daerah, tahun, kode_skpd, kode_skpd AS kode, "  # noqa: S608 - our columns
        "string_agg(DISTINCT nama_skpd, ' / ' ORDER BY nama_skpd) AS nama, "
        "max(id_unggahan) AS id_unggahan, arg_max(baris, id_unggahan) AS baris FROM ("
        "SELECT kode_daerah, tahun, kode_skpd, nama_skpd, id_unggahan, min(baris) AS baris "
        "FROM berlaku_anggaran GROUP BY ALL UNION ALL "
        "SELECT kode_daerah, tahun, kode_skpd, nama_skpd, id_unggahan, baris FROM berlaku_opd) "
        "WHERE nama_skpd IS NOT NULL GROUP BY kode_daerah, tahun, kode_skpd "
        f"HAVING count(DISTINCT {_PLAIN.format('nama_skpd')}) > 1"
    )


@check(
    title=Text("Dua kode OPD dengan nama yang mirip", "Two agency codes with similar names"),
    meaning=Text(
        "Dua kode SKPD yang namanya sama atau berbeda satu dua huruf: mungkin satu OPD.",
        "Two agency codes whose names are equal or a letter or two apart: maybe one agency.",
    ),
    found=Text(
        "{kode} {nama} mirip dengan {kode_lain} {nama_lain}.",
        "{kode} {nama} resembles {kode_lain} {nama_lain}.",
    ),
    cure=Text(
        "Bila satu OPD, samakan kodenya di berkas atau catat di dataset Peta OPD.",
        "Where it is one agency, use one code in the files or record it in the map of agencies.",
    ),
    severity=Severity.PERIKSA, owner=Owner.BAPPEDA, dataset="opd",
)  # fmt: skip
def agency_two_codes(store: Reader) -> pa.Table:
    """Pairs of agencies of a year whose names are equal, or two letters apart at most.

    Districts and villages count as alike only where they are written the same way.
    """
    return store.query(
        f"""
        WITH opd AS (
            SELECT kode_daerah, tahun, kode_skpd, nama_skpd, {_PLAIN.format("nama_skpd")} AS polos,
                regexp_replace(nama_skpd, '[^0-9]', '', 'g') AS angka
            FROM roster_opd WHERE nama_skpd IS NOT NULL
        )
        SELECT a.kode_daerah, a.tahun, a.kode_skpd, a.kode_skpd AS kode, a.nama_skpd AS nama,
            b.kode_skpd AS kode_lain, b.nama_skpd AS nama_lain
        FROM opd AS a JOIN opd AS b ON a.kode_daerah = b.kode_daerah AND a.tahun = b.tahun
            AND a.kode_skpd < b.kode_skpd AND a.angka = b.angka
        WHERE a.polos = b.polos OR (levenshtein(a.polos, b.polos) <= 2 AND length(a.polos) >= 12
            AND NOT regexp_matches(a.polos, {_PLACES}))
        """  # noqa: S608 - our columns
    )


@check(
    title=Text("OPD di luar daftar", "Agencies outside the list"),
    meaning=Text(
        "OPD yang punya baris belanja tetapi tidak ada di daftar perangkat daerah tahun itu.",
        "An agency with budget lines that the list of agencies of that year lacks.",
    ),
    found=Text(
        "{kode} punya {jumlah} baris belanja {tahun}, tetapi tidak ada di daftar perangkat daerah.",
        "{kode} has {jumlah} budget lines in {tahun}, but the list of agencies lacks it.",
    ),
    cure=Text(
        "Tambahkan OPD itu ke dataset Perangkat daerah, atau betulkan kodenya di anggaran.",
        "Add the agency to the dataset of agencies, or correct its code in the budget.",
    ),
    severity=Severity.PERIKSA, owner=Owner.BAPPEDA, dataset="opd",
)  # fmt: skip
def agency_not_listed(store: Reader) -> pa.Table:
    """Agencies with lines that the list of the year lacks (rupiah: their largest stage)."""
    return store.query(
        """
        SELECT kode_daerah, tahun, kode_skpd, kode_skpd AS kode, max(jumlah) AS jumlah,
            max(pagu) AS rupiah, min(id_unggahan) AS id_unggahan, min(baris) AS baris
        FROM (SELECT kode_daerah, tahun, tahapan, kode_skpd, count(*) AS jumlah, sum(pagu) AS pagu,
                min(id_unggahan) AS id_unggahan, min(baris) AS baris FROM baris GROUP BY ALL)
        WHERE (kode_daerah, tahun) IN (SELECT (kode_daerah, tahun) FROM berlaku_opd)
            AND (kode_daerah, tahun, kode_skpd) NOT IN (
                SELECT (kode_daerah, tahun, kode_skpd) FROM berlaku_opd)
        GROUP BY kode_daerah, tahun, kode_skpd
        """
    )
