"""Two years of a small city through intake: what stays, comes, goes, is tagged and untagged."""

from __future__ import annotations

from collections.abc import Mapping

from budget_world import HEAD, KINDS

from pug_metrics.ingest import commit, understand
from pug_metrics.store import Mode, Store

AGENCY, OTHER = "1.02.2.08.0.00.02.0000", "2.08.0.00.0.00.01.0000"
OLD_CODE, NEW_CODE = "2.08.02.2.01.0007", "2.08.02.2.01.0008"
NAME = "Pelatihan Kewirausahaan Perempuan Kepala Keluarga"
MILLION = 1_000_000


def sub(number: int) -> str:
    return f"2.08.02.2.01.{number:04d}"


def line(
    year: int, code: str, million: int, agency: str = AGENCY, name: str = ""
) -> dict[str, str]:
    return HEAD | {
        "tahun": str(year), "kode_skpd": agency, "nama_skpd": f"Dinas {agency[:4]}",
        "kode_sub_kegiatan": code, "nama_sub_kegiatan": name or f"Kegiatan {code[-2:]}",
        "kode_rekening": "5.1.02.01.01.0001", "nama_rekening": "Alat tulis",
        "pagu": str(million * MILLION),
    }  # fmt: skip


def tag(year: int, code: str, kind: str = "KESETARAAN", agency: str = AGENCY) -> dict[str, str]:
    return HEAD | {"tahun": str(year), "kode_skpd": agency, "kode_sub_kegiatan": code,
                   "kategori_arg": kind}  # fmt: skip


def put(store: Store, dataset: str, rows: list[Mapping[str, str]], name: str) -> None:
    """Add rows of one dataset as a file, beside what is there."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = [";".join(columns), *(";".join(row.get(c, "") for c in columns) for row in rows)]
    report = understand(dataset, "\n".join(text).encode(), name)
    commit(store, report, actor="Penguji", mode=Mode.TAMBAH)


def fill(store: Store, *, years: tuple[int, ...] = (2024, 2025)) -> None:
    """2024: 40 of 200 million are ARG; 2025: 45 of 250 million.

    One line has more money, one is untagged, one is tagged, one goes on under a new code.
    """
    lines = {
        2024: [line(2024, sub(1), 20), line(2024, sub(2), 15), line(2024, sub(3), 10),
               line(2024, OLD_CODE, 5, name=NAME), line(2024, sub(9), 150, OTHER)],
        2025: [line(2025, sub(1), 30), line(2025, sub(2), 15), line(2025, sub(3), 10),
               line(2025, NEW_CODE, 5, name=NAME), line(2025, sub(9), 190, OTHER)],
    }  # fmt: skip
    kinds = {
        2024: {sub(1): "KESETARAAN", sub(2): "KESETARAAN", sub(3): "NETRAL",
               OLD_CODE: "KESETARAAN"},
        2025: {sub(1): "KESETARAAN", sub(2): "NETRAL", sub(3): "KESETARAAN",
               NEW_CODE: "KESETARAAN"},
    }  # fmt: skip
    for year in years:
        put(store, "anggaran", lines[year], f"anggaran_{year}.csv")
        tags = [tag(year, code, kind) for code, kind in kinds[year].items()]
        put(store, "tag_arg", tags, f"tag_{year}.csv")
    papers = {"kode_daerah": HEAD["kode_daerah"], "tahun": "2025", "kode_skpd": AGENCY,
              "kode_sub_kegiatan": sub(1), "status": "DISETUJUI"}  # fmt: skip
    put(store, "dokumen", [papers | {"jenis": kind} for kind in KINDS], "dokumen.csv")
