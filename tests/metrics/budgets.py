"""Random small budgets as CSV rows: every dataset, with the gaps that real files have."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from institution_rows import institutions

REGIONS = ("88.01", "88.02")
PROGRAMMES = ("2.08.01", "2.08.02", "1.01.02", "1.02.01")
ACCOUNTS = ("5.1.01.01", "5.1.02.01.01", "5.1.06.01", "5.2.02", "5.3.01", "5.4.02", "5.1")
FUNDS = ("DAU", "PAD")
UNITS = (None, "0001", "0002")
AGENCIES = ("1.01.0.00.0.00.01.0000", "1.02.2.08.0.00.02.0000", "2.08.0.00.0.00.01.0000", "4.01")
KINDS = ("SPESIFIK", "KESETARAAN", "PELEMBAGAAN", "NETRAL", "BELUM_DINILAI")
Data = dict[str, list[dict[str, str | None]]]


def places(region: str) -> list[str]:
    return [f"{region}.{d:02}.{v}" for d in (1, 2) for v in (1001, 2001, 2002)]


def money(rng: random.Random) -> str:
    return f"{rng.choice((0, 1, 7, 333, 1_000_003, 99_999_999_999))}.{rng.randrange(100):02}"


def budget(seed: int, *, stages: tuple[str, ...] = ("MURNI", "PERUBAHAN")) -> Data:
    """One random budget of two regions and years."""
    rng = random.Random(seed)
    data: Data = {name: [] for name in ("anggaran", "tag_arg", "dokumen", "realisasi", "lokasi",
                                        "sasaran", "opd", "penduduk", "wilayah")}  # fmt: skip
    for region in REGIONS[: rng.choice((1, 2))]:
        for code in [f"{region}.01", f"{region}.02", *places(region)]:
            data["wilayah"].append({"kode_daerah": region, "kode_wilayah": code, "nama": code})
            if rng.random() < 0.8:
                data["penduduk"].append(
                    {"kode_daerah": region, "kode_wilayah": code, "tahun": "2025",
                     "laki_laki": str(rng.randrange(3000)),
                     "perempuan": str(rng.choice((0, 7, 2111)))}
                )  # fmt: skip
        for year in ("2024", "2025"):
            for agency in AGENCIES:
                _agency(rng, data, region, year, agency, stages)
    _answers(random.Random(f"{seed} answers"), data)
    regions = dict.fromkeys(row["kode_daerah"] for row in data["wilayah"])
    return data | institutions(seed, tuple(regions), AGENCIES)


def _answers(rng: random.Random, data: Data) -> None:
    """APKM answers of tags and targets of beneficiaries, some of them not said."""
    for row in data["tag_arg"]:
        told = ("true", "true", "false", None)
        row |= {f"apkm_{letter}": rng.choice(told) for letter in "apkm"}
    for row in data["sasaran"]:
        some = [str(rng.randrange(90)), None]
        row |= {name: rng.choice(some) for name in ("target_l", "target_p", "target_total")}


def _agency(rng: random.Random, data: Data, region: str, year: str, agency: str, stages) -> None:
    own = {"kode_daerah": region, "tahun": year, "kode_skpd": agency}
    if rng.random() < 0.6:
        data["opd"].append({**own, "nama_skpd": f"Dinas {agency}",
                            "kode_bidang_urusan": rng.choice((None, "2.08", "1.01"))})  # fmt: skip
    if rng.random() < 0.15:
        return
    subs = [f"{p}.2.01.{n:04}" for p in rng.sample(PROGRAMMES, 2) for n in (1, 2)]
    plain = rng.random() < 0.2
    accounts = (*ACCOUNTS, None) if plain else ACCOUNTS
    for stage in stages[: rng.choice((1, 2, 2))]:
        for _ in range(rng.randrange(1, 7)):
            data["anggaran"].append(
                {**own, "tahapan": stage, "pagu": money(rng),
                 "kode_sub_kegiatan": None if plain else rng.choice(subs),
                 "kode_rekening": rng.choice(accounts[: rng.choice((6, 6, 8))]),
                 "kode_sumber_dana": rng.choice((*FUNDS, None)),
                 "kode_sub_unit": rng.choice(UNITS)}
            )  # fmt: skip
        _marks(rng, data, {**own, "tahapan": stage}, subs)
    _papers(rng, data, own, subs)


def _codes(rng: random.Random, subs: list[str]) -> dict[str, str | None]:
    return {"kode_sub_kegiatan": rng.choice((None, *subs)),
            "kode_rekening": rng.choice((None, None, *ACCOUNTS))}  # fmt: skip


def _once(rows: list[dict], row: dict, *measures: str) -> None:
    """Append unless a row with the same key is there: files with repeated keys are refused."""
    key = {name: value for name, value in row.items() if name not in measures}
    if not any(all(other.get(n) == v for n, v in key.items()) for other in rows):
        rows.append(row)


def _marks(rng: random.Random, data: Data, own: dict, subs: list[str]) -> None:
    for _ in range(rng.randrange(4)):
        _once(
            data["tag_arg"],
            {**own, **_codes(rng, subs), "kategori_arg": rng.choice(KINDS),
             "bobot_arg": rng.choice((None, "1", "0.33", "0.5", "0")),
             "status": rng.choice((None, "DISETUJUI", "DIAJUKAN", "DRAF", "DITOLAK"))},
            "kategori_arg", "bobot_arg", "status",
        )  # fmt: skip
    for _ in range(rng.randrange(3)):
        group = {
            **own, **_codes(rng, subs), "kode_sumber_dana": rng.choice((None, None, *FUNDS)),
            "kode_sub_unit": rng.choice((None, None, *UNITS)),
        }  # fmt: skip
        for code in rng.sample(
            [*places(own["kode_daerah"]), f"{own['kode_daerah']}.01"], rng.randrange(1, 4)
        ):
            amount = {"rupiah": money(rng), "persen": None}
            if rng.random() < 0.6:
                amount = {"rupiah": None, "persen": rng.choice(("33.3333", "10", "0.0001", "25.5"))}
            _once(data["lokasi"], {**group, "kode_wilayah": code, **amount}, "rupiah", "persen")


def _papers(rng: random.Random, data: Data, own: dict, subs: list[str]) -> None:
    for kind in ("GAP", "GBS", "KAK"):
        for _ in range(rng.choice((0, 1, 1, 2))):
            _once(
                data["dokumen"],
                {**own, **_codes(rng, subs), "jenis": kind,
                 "status": rng.choice(("DISETUJUI", "DISETUJUI", "DITOLAK"))},
                "status",
            )  # fmt: skip
    for _ in range(rng.randrange(6)):
        _once(
            data["realisasi"],
            {**own, **_codes(rng, subs), "kode_sumber_dana": rng.choice((None, None, *FUNDS)),
             "sampai_bulan": rng.choice(("3", "6")), "realisasi": money(rng)},
            "realisasi",
        )  # fmt: skip
    for _ in range(rng.randrange(4)):
        people = {"realisasi_l": str(rng.randrange(90)), "realisasi_p": str(rng.choice((0, 41)))}
        if rng.random() < 0.4:
            people = {"realisasi_l": None, "realisasi_p": None, "realisasi_total": "99"}
        _once(
            data["sasaran"],
            {**own, "kode_sub_kegiatan": rng.choice((None, *subs)),
             "kode_wilayah": rng.choice((None, *places(own["kode_daerah"]))), **people},
            *people,
        )  # fmt: skip


def write(data: Data, folder: Path) -> None:
    """The rows as CSV files, one a dataset."""
    for name, rows in data.items():
        columns = list(dict.fromkeys(key for row in rows for key in row)) or ["kode_daerah"]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
