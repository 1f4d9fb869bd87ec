"""Places of the two fictional regions and their people; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass

from contoh_acak import acak, bagi

KOTA, KABUPATEN = "99.71", "99.01"
NAMA_DAERAH = {KOTA: "Kota Contoh", KABUPATEN: "Kabupaten Contoh"}
TAHUN = (2023, 2024, 2025)
KELURAHAN_KOTA = {
    "Kenari Hulu": ("Arunika", "Batu Lentera", "Teras Bayu", "Mata Intan"),
    "Kenari Hilir": ("Pelita Laras", "Samparan", "Karang Embun", "Lubuk Sirih"),
    "Lembayung": ("Ambarini", "Senjakala", "Rimba Kasih", "Taman Sepat"),
    "Sagarasa": ("Ombak Lima", "Pasir Kencur", "Muara Nila", "Tanjung Pual"),
    "Puspawana": ("Gading Sore", "Puspa Dalu", "Kebon Ratri", "Lereng Madu"),
}
# Ribu rupiah ARG per perempuan yang dituju pada 2025; Tanjung Pual sengaja tanpa belanja.
TUJUAN_KOTA = (
    *(486, 402, 351, 298, 367, 264, 231, 187, 312, 243),
    *(205, 162, 138, 112, 81, 0, 276, 219, 174, 149),
)
KECAMATAN_KABUPATEN = (
    "Sanggabuana Raya",
    "Tirtanila",
    "Wanakerti",
    "Bukit Lentik",
    "Ujung Semilir",
    "Kalimaya",
    "Padang Kelana",
    "Muara Seruni",
    "Gunung Selendang",
    "Rawa Cendala",
)
KELURAHAN_KABUPATEN = {
    "Sanggabuana Raya": ("Randu Arum", "Arga Semilir", "Taman Lentera"),
    "Tirtanila": ("Ranu Kasih", "Pelita Senja"),
}
DEPAN = (
    *("Sumber", "Muara", "Bukit", "Padang", "Lembah", "Tirta", "Wana"),
    *("Rawa", "Teluk", "Batu", "Sungai", "Karang", "Ujung", "Pasir"),
)
BELAKANG = (
    *("Arunika", "Semilir", "Kelana", "Lentik", "Cendala"),
    *("Seruni", "Nilam Dalu", "Kasturi Sore", "Selendang", "Embun Lima"),
)
JUMLAH_DESA = 139


@dataclass(frozen=True, slots=True)
class Wilayah:
    """One place. `jenis` as in the dataset `wilayah`; `induk` is the code above it."""

    kode: str
    nama: str
    jenis: str
    induk: str


def _kota() -> list[Wilayah]:
    hasil = [Wilayah(KOTA, NAMA_DAERAH[KOTA], "kota", "99")]
    for nomor, (kecamatan, kelurahan) in enumerate(KELURAHAN_KOTA.items(), 1):
        kode = f"{KOTA}.{nomor:02}"
        hasil.append(Wilayah(kode, kecamatan, "kecamatan", KOTA))
        for urut, nama in enumerate(kelurahan, 1):
            hasil.append(Wilayah(f"{kode}.{1000 + urut}", nama, "kelurahan", kode))
    return hasil


def _kabupaten() -> list[Wilayah]:
    nama_desa = [f"{depan} {belakang}" for belakang in BELAKANG for depan in DEPAN][:JUMLAH_DESA]
    acak("desa").shuffle(nama_desa)
    jumlah = bagi(JUMLAH_DESA, [12, 12, 15, 14, 14, 15, 13, 15, 14, 15])
    hasil = [Wilayah(KABUPATEN, NAMA_DAERAH[KABUPATEN], "kabupaten", "99")]
    for nomor, kecamatan in enumerate(KECAMATAN_KABUPATEN, 1):
        kode = f"{KABUPATEN}.{nomor:02}"
        hasil.append(Wilayah(kode, kecamatan, "kecamatan", KABUPATEN))
        for urut, nama in enumerate(KELURAHAN_KABUPATEN.get(kecamatan, ()), 1):
            hasil.append(Wilayah(f"{kode}.{1000 + urut}", nama, "kelurahan", kode))
        for urut in range(1, jumlah[nomor - 1] + 1):
            hasil.append(Wilayah(f"{kode}.{2000 + urut}", nama_desa.pop(), "desa", kode))
    return hasil


DAFTAR = {KOTA: _kota(), KABUPATEN: _kabupaten()}
# Satu desa di Kabupaten Contoh juga tanpa satu baris belanja pun.
TANPA_BARIS = {KOTA: "99.71.04.1004", KABUPATEN: "99.01.10.2007"}


def kelurahan_desa(daerah: str) -> list[Wilayah]:
    """The kelurahan and desa of a region, in order of code."""
    return [satu for satu in DAFTAR[daerah] if satu.jenis in ("kelurahan", "desa")]


def kecamatan(daerah: str) -> list[Wilayah]:
    """The kecamatan of a region, in order of code."""
    return [satu for satu in DAFTAR[daerah] if satu.jenis == "kecamatan"]


def _dasar(daerah: str, kode: str) -> tuple[int, int]:
    undi = acak("penduduk", kode)
    jiwa = undi.randrange(31000, 49000) if daerah == KOTA else undi.randrange(1500, 5200)
    laki = jiwa * undi.randrange(494, 513) // 1000
    return laki, jiwa - laki


def penduduk(daerah: str) -> dict[tuple[str, int], tuple[int, int]]:
    """(place, year) -> (men, women); kecamatan and region are the sums of their parts."""
    hasil: dict[tuple[str, int], tuple[int, int]] = {}
    for satu in kelurahan_desa(daerah):
        for tahun in TAHUN:
            naik = 1000 - 11 * (2025 - tahun)
            laki, perempuan = (nilai * naik // 1000 for nilai in _dasar(daerah, satu.kode))
            for kode in (satu.kode, satu.induk, daerah):
                lama = hasil.get((kode, tahun), (0, 0))
                hasil[kode, tahun] = (lama[0] + laki, lama[1] + perempuan)
    return hasil


def tujuan(daerah: str, tahun: int) -> dict[str, int]:
    """Target ARG per woman of each place (relative), 0 for the place without any line."""
    hasil = {}
    for urut, satu in enumerate(kelurahan_desa(daerah)):
        undi = acak("tujuan", satu.kode, tahun)
        dasar = TUJUAN_KOTA[urut] if daerah == KOTA else acak("rata", satu.kode).randrange(20, 220)
        geser = 1000 if tahun == 2025 else undi.randrange(780, 1240)
        hasil[satu.kode] = 0 if satu.kode == TANPA_BARIS[daerah] else dasar * geser // 1000
    return hasil


def jumlah_rt(kode: str) -> int:
    """Number of RT of a kelurahan or desa."""
    kota = kode.startswith(KOTA)
    return acak("rt", kode).randrange(38, 92) if kota else acak("rt", kode).randrange(6, 28)
