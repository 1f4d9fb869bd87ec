"""Checks: tags that contradict themselves, approved tags without their documents."""

from __future__ import annotations

import pyarrow as pa

from pug_metrics.language import Text
from pug_metrics.metrics.checks import Owner, Severity, check
from pug_metrics.metrics.question import ARG, Reader


@check(
    title=Text("Disetujui tanpa dokumen lengkap", "Approved without complete documents"),
    meaning=Text(
        "Tanda berstatus DISETUJUI yang barisnya belum punya GAP, GBS dan KAK yang disetujui.",
        "A tag with the status DISETUJUI whose lines lack an approved GAP, GBS and KAK.",
    ),
    found=Text(
        "{kategori_arg} pada {kode} disetujui, tetapi dokumennya belum lengkap.",
        "{kategori_arg} on {kode} is approved, but its documents are incomplete.",
    ),
    cure=Text(
        "Lengkapi GAP, GBS dan KAK, atau kembalikan status tandanya ke DIAJUKAN.",
        "Complete GAP, GBS and KAK, or set the status of the tag back to DIAJUKAN.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="tag_arg", page="dokumen",
)  # fmt: skip
def approved_without_documents(store: Reader) -> pa.Table:
    """Approved tags with the tagged rupiah of the lines they decide that is not documented."""
    return store.query(
        """
        WITH tag AS (
            SELECT kode_daerah, tahun, tahapan, kode_skpd,
                coalesce(kode_sub_kegiatan, '') AS sub, coalesce(kode_rekening, '') AS rekening,
                arg_max(coalesce(status, ''), (id_unggahan, baris)) AS status,
                arg_max(kategori_arg, (id_unggahan, baris)) AS kategori_arg,
                max(id_unggahan) AS id_unggahan, arg_max(baris, (id_unggahan, baris)) AS baris
            FROM berlaku_tag_arg
            WHERE coalesce(status, '') NOT IN ('DRAF', 'DITOLAK') GROUP BY ALL
        ),
        penentu AS (
            SELECT t.*, b.klaim - b.sah AS kurang
            FROM baris AS b JOIN tag AS t ON t.kode_daerah = b.kode_daerah AND t.tahun = b.tahun
                AND t.tahapan = b.tahapan AND t.kode_skpd = b.kode_skpd
                AND t.sub IN ('', coalesce(b.kode_sub_kegiatan, ''))
                AND t.rekening IN ('', coalesce(b.kode_rekening, ''))
            WHERE b.klaim > b.sah
            -- The most specific tag decides a line, as in the table baris.
            QUALIFY row_number() OVER (
                PARTITION BY b.id_baris ORDER BY t.sub <> '' DESC, t.rekening <> '' DESC) = 1
        )
        SELECT kode_daerah, tahun, tahapan, kode_skpd, kategori_arg,
            concat_ws(' · ', nullif(sub, ''), nullif(rekening, '')) AS kode,
            sum(kurang) AS rupiah, id_unggahan, baris
        FROM penentu WHERE status = 'DISETUJUI' GROUP BY ALL
        """
    )


@check(
    title=Text("Bobot bertentangan dengan kategori", "Weight contradicts category"),
    meaning=Text(
        "Kategori bukan ARG diberi bobot, atau kategori ARG diberi bobot 0: keduanya tidak "
        "menambah "
        "apa pun dan salah satunya keliru.",
        "A weight on a category that is not ARG, or an ARG category of weight 0: neither adds "
        "anything, and one of the two is wrong.",
    ),
    found=Text(
        "{kategori_arg} pada {kode} berbobot {bobot_arg}.",
        "{kategori_arg} on {kode} has the weight {bobot_arg}.",
    ),
    cure=Text(
        "Kosongkan bobot untuk NETRAL dan BELUM_DINILAI; isi lebih dari 0 untuk kategori ARG.",
        "Leave the weight empty for NETRAL and BELUM_DINILAI; fill in more than 0 for an ARG one.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="tag_arg", page="penandaan",
)  # fmt: skip
def tag_weight_conflict(store: Reader) -> pa.Table:
    """Tags whose weight and category exclude each other."""
    return store.query(
        f"SELECT kode_daerah, tahun, tahapan, kode_skpd, kategori_arg, "  # noqa: S608 - our words
        f"concat_ws(' · ', kode_sub_kegiatan, kode_rekening) AS kode, "
        f"bobot_arg::DOUBLE AS bobot_arg, id_unggahan, baris FROM berlaku_tag_arg "
        f"WHERE (kategori_arg IN {ARG} AND bobot_arg = 0) "
        f"OR (kategori_arg NOT IN {ARG} AND bobot_arg > 0)"
    )
