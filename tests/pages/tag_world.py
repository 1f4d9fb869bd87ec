"""Undecided budget lines of two agencies, whose figures are worked out by hand."""

from __future__ import annotations

from budget_world import HEAD, put

from pug_metrics.ingest import commit, understand
from pug_metrics.metrics.result import Slice
from pug_metrics.store import Store

AT = Slice(daerah="63.72", tahun=2025, tahapan="MURNI")
SCHOOLS, WOMEN = "1.01.01", "2.08.01"
CLASSES, TRAINING, COUNSEL = "1.01.02.2.01.0001", "1.01.02.2.01.0002", "2.08.02.2.02.0001"
NAMES = {
    CLASSES: "Pembangunan Ruang Kelas Baru",
    TRAINING: "Pelatihan Kepala Sekolah Perempuan",
    COUNSEL: "Sosialisasi Peningkatan Partisipasi Perempuan",
}
# 1,000 million in all: 600 + 100 of one agency, 300 of the other; nothing is decided.
AMOUNTS = ((SCHOOLS, CLASSES, 600), (SCHOOLS, TRAINING, 100), (WOMEN, COUNSEL, 300))
_AGENCIES = {SCHOOLS: "Dinas Pendidikan", WOMEN: "Dinas Pemberdayaan Perempuan"}


def fill(store: Store, tahun: int = 2025, amounts=AMOUNTS) -> None:
    """Put the lines (rupiah in millions, each split into two accounts) into ``store``."""
    rows = []
    for agency, sub, millions in amounts:
        for account, part in (("5.1.02.01.01.0001", 3), ("5.1.02.02.01.0001", 1)):
            rows.append(
                HEAD | {
                    "tahun": str(tahun), "kode_skpd": agency, "nama_skpd": _AGENCIES[agency],
                    "kode_program": sub[:7], "nama_program": f"Program {sub[:7]}",
                    "kode_sub_kegiatan": sub, "nama_sub_kegiatan": NAMES[sub],
                    "kode_rekening": account, "nama_rekening": f"Belanja {account[-7:]}",
                    "pagu": str(millions * 1_000_000 * part // 4),
                }
            )  # fmt: skip
    put(store, "anggaran", rows, f"anggaran_{tahun}.csv")


def tag(store: Store, agency: str, sub: str, category: str, **more: str) -> None:
    """Store a tag as a file of its own."""
    row = HEAD | {"kode_skpd": agency, "kode_sub_kegiatan": sub, "kategori_arg": category} | more
    text = ";".join(row) + "\n" + ";".join(row.values())
    report = understand("tag_arg", text.encode(), f"tag_{len(store.batches())}.csv")
    commit(store, report, actor="Penguji", mode="perubahan")
