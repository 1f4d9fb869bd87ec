"""Checks: what names a budget line that does not exist, documents of what nobody tagged."""

from __future__ import annotations

import pyarrow as pa

from pug_metrics.language import Text
from pug_metrics.metrics.checks import Owner, Severity, check
from pug_metrics.metrics.question import Reader

_YEAR = ("kode_daerah", "tahun", "kode_skpd")
_STAGE = ("kode_daerah", "tahun", "tahapan", "kode_skpd")
_SUB = ("kode_sub_kegiatan",)
_ACCOUNT = ("kode_sub_kegiatan", "kode_rekening")
_FUND = ("kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana")
_WHERE = "concat_ws(' · ', r.kode_sub_kegiatan, r.kode_rekening)"
_PPRG = "r.jenis IN ('GAP', 'GBS', 'KAK')"


def _named(fixed: tuple[str, ...], codes: tuple[str, ...], lines: str = "true") -> str:
    """SQL true where a row ``r`` names lines: empty codes stand for all, as in ``baris``."""
    # Every coarser set of codes of a line is a key too, so that one equality join is enough.
    keys = (*fixed, *codes)
    made = ", ".join([*fixed, *(f"coalesce({code}, '')" for code in codes)])
    asked = ", ".join(
        [f"r.{name}" for name in fixed] + [f"coalesce(r.{code}, '')" for code in codes]
    )
    return (
        f"({asked}) IN (SELECT ({made}) FROM (SELECT {', '.join(keys)} FROM baris "  # noqa: S608 - our columns
        f"WHERE {lines} GROUP BY {', '.join(fixed)}, CUBE ({', '.join(codes)})))"
    )


@check(
    title=Text("Tanda tanpa baris belanja", "Tags without a budget line"),
    meaning=Text(
        "Tanda ARG yang kodenya tidak ada di anggaran tahapan itu: tidak menambah satu rupiah pun.",
        "An ARG tag whose codes are not in the budget of that stage: it adds not one rupiah.",
    ),
    found=Text(
        "Tanda {kategori_arg} pada {kode}: kodenya tidak ada di anggaran {tahapan} {tahun}.",
        "Tag {kategori_arg} on {kode}: no such code in the budget {tahapan} {tahun}.",
    ),
    cure=Text(
        "Betulkan kode sub kegiatan atau rekening di berkas tanda, atau unggah anggarannya.",
        "Correct the sub-activity or account code in the file of tags, or upload the budget.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="tag_arg",
)  # fmt: skip
def tag_without_line(store: Reader) -> pa.Table:
    """Tags whose codes match no line of the same stage."""
    return store.query(
        f"SELECT r.kode_daerah, r.tahun, r.tahapan, r.kode_skpd, r.kategori_arg, "  # noqa: S608 - our columns
        f"{_WHERE} AS kode, r.id_unggahan, r.baris FROM berlaku_tag_arg AS r "
        f"WHERE NOT {_named(_STAGE, _ACCOUNT)}"
    )


@check(
    title=Text("Dokumen tanpa baris belanja", "Documents without a budget line"),
    meaning=Text(
        "GAP, GBS atau KAK untuk sub kegiatan yang tidak ada di anggaran tahun itu.",
        "A GAP, GBS or KAK for a sub-activity that is not in the budget of that year.",
    ),
    found=Text(
        "{jenis} {nomor} untuk {kode}: kodenya tidak ada di anggaran {tahun}.",
        "{jenis} {nomor} for {kode}: no such code in the budget of {tahun}.",
    ),
    cure=Text(
        "Betulkan kode di berkas dokumen, atau hapus bila sub kegiatannya sudah tidak ada.",
        "Correct the code in the file of documents, or remove it where the sub-activity is gone.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="dokumen",
)  # fmt: skip
def document_without_line(store: Reader) -> pa.Table:
    """Documents of PPRG whose codes match no line of the year."""
    return _documents(store, f"NOT {_named(_YEAR, _ACCOUNT)}")


@check(
    title=Text("Dokumen untuk belanja yang tidak ditandai", "Documents for untagged spending"),
    meaning=Text(
        "GAP, GBS atau KAK ada, tetapi sub kegiatannya tidak ditandai ARG: pekerjaan yang belum "
        "terhitung.",
        "There is a GAP, GBS or KAK, but the sub-activity is not tagged: work that does not count "
        "yet.",
    ),
    found=Text(
        "{jenis} {nomor} ada untuk {kode}, tetapi tidak satu barisnya pun ditandai ARG.",
        "{jenis} {nomor} exists for {kode}, but none of its lines is tagged.",
    ),
    cure=Text(
        "Nilai sub kegiatannya dan tandai, atau catat sebagai NETRAL dan tarik dokumennya.",
        "Assess the sub-activity and tag it, or record it as NETRAL and withdraw the document.",
    ),
    severity=Severity.PERIKSA, owner=Owner.OPD, dataset="dokumen", page="penandaan",
)  # fmt: skip
def document_without_tag(store: Reader) -> pa.Table:
    """Documents of PPRG whose lines exist and are tagged in no stage of the year."""
    there, tagged = _named(_YEAR, _ACCOUNT), _named(_YEAR, _ACCOUNT, "klaim > 0")
    return _documents(store, f"{there} AND NOT {tagged}")


def _documents(store: Reader, condition: str) -> pa.Table:
    return store.query(
        f"SELECT r.kode_daerah, r.tahun, r.kode_skpd, r.jenis, coalesce(r.nomor, '') AS nomor, "  # noqa: S608 - our columns
        f"{_WHERE} AS kode, r.id_unggahan, r.baris FROM berlaku_dokumen AS r "
        f"WHERE {_PPRG} AND {condition}"
    )


@check(
    title=Text("Realisasi tanpa baris belanja", "Realisation without a budget line"),
    meaning=Text(
        "Realisasi dengan kode yang tidak ada di anggaran tahun itu: tidak masuk angka serapan.",
        "Realisation on a code that is not in the budget of that year: no absorption counts it.",
    ),
    found=Text(
        "Realisasi sampai {sampai_bulan} pada {kode}: kodenya tidak ada di anggaran {tahun}.",
        "Realisation up to {sampai_bulan} on {kode}: no such code in the budget of {tahun}.",
    ),
    cure=Text(
        "Betulkan kodenya di berkas realisasi, atau unggah anggaran yang memuat baris itu.",
        "Correct the code in the file of realisation, or upload the budget that holds the line.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="realisasi",
)  # fmt: skip
def realisation_without_line(store: Reader) -> pa.Table:
    """Realisation whose codes match no line of any stage of the year."""
    return store.query(
        f"SELECT r.kode_daerah, r.tahun, r.kode_skpd, r.sampai_bulan, r.realisasi AS rupiah, "  # noqa: S608 - our columns
        f"concat_ws(' · ', r.kode_sub_kegiatan, r.kode_rekening, r.kode_sumber_dana) AS kode, "
        f"r.id_unggahan, r.baris FROM berlaku_realisasi AS r WHERE NOT {_named(_YEAR, _FUND)}"
    )


@check(
    title=Text("Penerima manfaat tanpa baris belanja", "Beneficiaries without a budget line"),
    meaning=Text(
        "Sasaran sub kegiatan yang tidak ada di anggaran tahun itu: biayanya tidak dapat dihitung.",
        "Beneficiaries of a sub-activity that is not in the budget of that year: their cost cannot "
        "be computed.",
    ),
    found=Text(
        "Penerima manfaat pada {kode}: kodenya tidak ada di anggaran {tahun}.",
        "Beneficiaries on {kode}: no such code in the budget of {tahun}.",
    ),
    cure=Text(
        "Betulkan kode sub kegiatan di berkas penerima manfaat.",
        "Correct the sub-activity code in the file of beneficiaries.",
    ),
    severity=Severity.SALAH, owner=Owner.OPD, dataset="sasaran",
)  # fmt: skip
def beneficiaries_without_line(store: Reader) -> pa.Table:
    """Beneficiaries whose sub-activity matches no line of the year."""
    return store.query(
        f"SELECT r.kode_daerah, r.tahun, r.kode_skpd, r.kode_sub_kegiatan AS kode, "  # noqa: S608 - our columns
        f"r.id_unggahan, r.baris FROM berlaku_sasaran AS r WHERE NOT {_named(_YEAR, _SUB)}"
    )
