"""Small budgets of agencies with tags, documents and realisation, in the user's own database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pug_metrics.ingest import commit, understand
from pug_metrics.store import Store

HEAD = {"kode_daerah": "63.72", "tahun": "2025", "tahapan": "MURNI"}
KINDS = ("GAP", "GBS", "KAK")


@dataclass(frozen=True)
class Agency:
    """One agency: ceiling in rupiah, how much of it is tagged, whether the tags are documented."""

    kode: str
    nama: str
    pagu: int
    ditandai: int = 0
    berdokumen: int = 0
    realisasi: int | None = None


def load(store: Store, agencies: Iterable[Agency], *, tahun: int = 2025) -> None:
    """Put the agencies into ``store`` through intake: each has three lines, one a sub-activity."""
    head = HEAD | {"tahun": str(tahun)}
    lines, tags, documents, spent = [], [], [], []
    for each in agencies:
        amounts = (each.berdokumen, each.ditandai - each.berdokumen, each.pagu - each.ditandai)
        for place, amount in enumerate(amounts, 1):
            if amount == 0:
                continue
            bidang = each.kode[:4]
            key = {"kode_skpd": each.kode, "kode_sub_kegiatan": f"{bidang}.02.2.01.{place:04d}"}
            lines.append(
                head | key | {"nama_skpd": each.nama, "kode_program": f"{bidang}.02",
                              "nama_program": f"Program {each.nama}",
                              "kode_rekening": "5.1.02.01.01.0001", "nama_rekening": "Alat tulis",
                              "pagu": str(amount)}
            )  # fmt: skip
            if place < 3:
                tags.append(head | key | {"kategori_arg": "KESETARAAN"})
            else:
                tags.append(head | key | {"kategori_arg": "NETRAL"})
            if place == 1:
                documents += [head | key | {"jenis": kind, "status": "DISETUJUI"} for kind in KINDS]
            if each.realisasi is not None:
                row = key | {"kode_rekening": "5.1.02.01.01.0001", "sampai_bulan": "6"}
                year = {name: head[name] for name in ("kode_daerah", "tahun")}
                spent.append(year | row | {"realisasi": str(amount * each.realisasi // 100)})
    tagged = any(row["kategori_arg"] != "NETRAL" for row in tags)
    put(store, "anggaran", lines, f"anggaran_{tahun}.csv")
    put(store, "tag_arg", tags if tagged else [], f"tag_{tahun}.csv")
    put(store, "dokumen", documents, f"dokumen_{tahun}.csv")
    put(store, "realisasi", spent, f"realisasi_{tahun}.csv")


def put(
    store: Store, dataset: str, rows: list[Mapping[str, str]], name: str, mode: str | None = None
) -> None:
    """Commit rows of one dataset as a file; nothing for no rows. ``mode``: beside rows in force."""
    if not rows:
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = [";".join(columns), *(";".join(row.get(c, "") for c in columns) for row in rows)]
    report = understand(dataset, "\n".join(text).encode(), name)
    commit(store, report, actor="Penguji", mode=mode)
