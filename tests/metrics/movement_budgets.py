"""Random pairs of small budgets for the laws of a movement and for its oracle."""

from __future__ import annotations

import random
from decimal import Decimal

from pug_metrics.metrics.declaration import Basis
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.why import METRICS

PAIRS = 1000
REGIONS = [f"88.{number:02}" for number in range(1, 51)]
YEARS = (2023, 2024, 2025)
STAGES = ("MURNI", "PERUBAHAN")
AGENCIES = ("1.01.0.00", "1.02.2.08", "2.08.0.00")
ACCOUNTS = ("5.1.01.01", "5.1.02.01", "5.2.02.05", "5.3.01.01")
KINDS = ("SPESIFIK", "KESETARAAN", "PELEMBAGAAN", "NETRAL", "BELUM_DINILAI")


def budgets(seed: int) -> dict[str, list[dict]]:
    """Small budgets of fifty regions: most lines go on, with other money, tags and documents."""
    rng = random.Random(seed)
    data: dict[str, list[dict]] = {
        name: [] for name in ("anggaran", "tag_arg", "dokumen", "peta_opd", "padanan_kode")
    }
    for region in REGIONS:
        lines = [_line(rng) for _ in range(rng.randrange(1, 9))]
        for year in YEARS:
            for stage in STAGES:
                lines = [each for each in lines if rng.random() < 0.85]
                lines += [_line(rng) for _ in range(rng.randrange(3))]
                head = {"kode_daerah": region, "tahun": year, "tahapan": stage}
                for own in lines:
                    own["pagu"] = own["pagu"] if rng.random() < 0.5 else _money(rng)
                    data["anggaran"].append(head | own)
                _tags(rng, data["tag_arg"], head)
            _papers(rng, data["dokumen"], {"kode_daerah": region, "tahun": year})
        if rng.random() < 0.3:
            year, (old, new) = rng.choice(YEARS), rng.sample(AGENCIES, 2)
            data["peta_opd"].append(
                {"kode_daerah": region, "mulai_tahun": year, "kode_skpd_lama": old,
                 "kode_skpd_baru": new}
            )  # fmt: skip
        if rng.random() < 0.5:
            old, new = rng.sample([_sub(n) for n in range(1, 5)], 2)
            data["padanan_kode"].append(
                {"kode_daerah": region, "mulai_tahun": rng.choice(YEARS),
                 "butir": "sub_kegiatan", "kode_lama": old, "kode_baru": new}
            )  # fmt: skip
    return data


def _sub(number: int) -> str:
    return f"2.08.0{1 + number % 2}.2.01.{number:04}"


def _money(rng: random.Random) -> Decimal:
    whole = rng.choice((0, 1, 333, 1_000_003, 99_999_999_999))
    return Decimal(whole) + Decimal(rng.randrange(100)) / 100


def _line(rng: random.Random) -> dict:
    return {
        "kode_skpd": rng.choice(AGENCIES), "pagu": _money(rng),
        "kode_sub_unit": rng.choice((None, "0001")),
        "kode_sub_kegiatan": _sub(rng.randrange(1, 5)),
        "kode_rekening": rng.choice(ACCOUNTS), "kode_sumber_dana": rng.choice((None, "1.1")),
    }  # fmt: skip


def _tags(rng: random.Random, rows: list[dict], head: dict) -> None:
    for agency in AGENCIES:
        rows.append(
            head | {"kode_skpd": agency, "kategori_arg": rng.choice(KINDS),
                    "bobot_arg": rng.choice((None, "1", "0.33", "0"))}
        )  # fmt: skip
        for sub in rng.sample(range(1, 5), 2):
            rows.append(
                head | {"kode_skpd": agency, "kode_sub_kegiatan": _sub(sub),
                        "kategori_arg": rng.choice(KINDS),
                        "bobot_arg": rng.choice((None, "0.5", "0.33"))}
            )  # fmt: skip


def _papers(rng: random.Random, rows: list[dict], head: dict) -> None:
    for agency in AGENCIES:
        for kind in ("GAP", "GBS", "KAK"):
            status = rng.choice(("DISETUJUI", "DISETUJUI", "DISETUJUI", "DITOLAK"))
            rows.append(head | {"kode_skpd": agency, "jenis": kind, "status": status})


def asked() -> list[tuple[str, Slice, Slice, Basis]]:
    """A thousand questions: every figure, all bases, between years, stages or both."""
    rng = random.Random(7)
    made = []
    for number in range(PAIRS):
        region = REGIONS[number % len(REGIONS)]
        first, last = sorted(rng.choices(YEARS, k=2))
        ends = [
            Slice(daerah=region, tahun=year, tahapan=rng.choice(STAGES)) for year in (first, last)
        ]
        made.append((METRICS[number % 3], *ends, rng.choice(list(Basis))))
    return made
