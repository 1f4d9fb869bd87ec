"""Random prerequisites, posts and institutions beside a random budget, with gaps."""

from __future__ import annotations

import random
from itertools import product

ITEMS = ("KOMITMEN", "KEBIJAKAN", "KELEMBAGAAN", "SUMBER_DAYA", "DATA_TERPILAH", "ALAT_ANALISIS",
         "PARTISIPASI")  # fmt: skip
Rows = list[dict[str, str | None]]


def institutions(seed: int, regions: tuple[str, ...], agencies: tuple[str, ...]) -> dict[str, Rows]:
    """Rows of the three datasets for 2024 and 2025; draws of their own, so no budget moves."""
    rng = random.Random(f"lembaga {seed}")
    data: dict[str, Rows] = {"prasyarat": [], "jabatan": [], "kelembagaan": []}
    for region, year in product(regions, ("2024", "2025")):
        some = {"kode_daerah": region, "tahun": year}
        for agency in (None, *agencies):
            if rng.random() < 0.2:
                continue
            own = {**some, "kode_skpd": agency}
            data["prasyarat"] += _items(rng, own)
            data["kelembagaan"] += _bodies(rng, own, year)
            data["jabatan"] += _posts(rng, own) if agency else []
    return data


def _items(rng: random.Random, own: dict) -> Rows:
    known = rng.sample(ITEMS, rng.choice((1, 4, 7, 7)))
    return [
        {**own, "prasyarat": each, "butir": f"butir {n}", "nilai": rng.choice(("0", "0.5", "1"))}
        for each in known
        for n in range(rng.randrange(1, 4))
    ]


def _bodies(rng: random.Random, own: dict, year: str) -> Rows:
    kinds = rng.sample(("FOCAL_POINT", "POKJA", "TIM_PENGGERAK", "MITRA"), rng.randrange(4))
    dates = (None, "2023-06-30", f"{year}-12-31", f"{int(year) + 1}-01-01")
    return [
        {**own, "jenis": kind, "nama": kind, "tanggal_sk": rng.choice(dates),
         "berlaku_sampai": rng.choice((None, f"{year}-12-30", f"{year}-12-31", "2030-01-01")),
         "rapat_rencana": rng.choice((None, "0", "4", "6")),
         "rapat_terlaksana": rng.choice((None, "0", "3", "7"))}
        for kind in kinds
    ]  # fmt: skip


def _posts(rng: random.Random, own: dict) -> Rows:
    return [
        {**own, "eselon": each, "laki_laki": rng.choice(("0", "3", "7")),
         "perempuan": rng.choice(("0", "2"))}
        for each in rng.sample(("II", "III", "IV"), rng.randrange(1, 4))
    ]  # fmt: skip
