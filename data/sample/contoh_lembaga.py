"""Rows of `prasyarat`, `jabatan` and `kelembagaan` of the simulated sample."""

from __future__ import annotations

from contoh_acak import acak, permil
from contoh_penanda import punya_focal_point
from contoh_struktur import Opd, semua_opd
from contoh_wilayah import NAMA_DAERAH, TAHUN

Baris = dict[str, str]
KOLOM_PRASYARAT = (
    "kode_daerah",
    "tahun",
    "kode_skpd",
    "prasyarat",
    "butir",
    "nilai",
    "bukti",
)
KOLOM_JABATAN = ("kode_daerah", "tahun", "kode_skpd", "eselon", "laki_laki", "perempuan")
KOLOM_KELEMBAGAAN = (
    "kode_daerah",
    "tahun",
    "kode_skpd",
    "jenis",
    "nama",
    "nomor_sk",
    "tanggal_sk",
    "berlaku_sampai",
    "anggota_l",
    "anggota_p",
    "rapat_rencana",
    "rapat_terlaksana",
)
SK_FOCAL_POINT = "Focal point ditetapkan dengan SK"
# Butir penilaian sendiri, karangan; yang pertama di tiap prasyarat lebih sering terpenuhi.
BUTIR_OPD = {
    "KOMITMEN": ("Pernyataan komitmen ditandatangani", "PUG masuk perjanjian kinerja"),
    "KEBIJAKAN": ("Renstra memuat isu gender", "Renja memuat indikator gender"),
    "KELEMBAGAAN": (SK_FOCAL_POINT, "Rencana kerja PUG tahunan"),
    "SUMBER_DAYA": ("Perencana terlatih PPRG", "Dana untuk kegiatan PUG"),
    "DATA_TERPILAH": ("Data program terpilah L/P", "Data diperbarui tiap tahun"),
    "ALAT_ANALISIS": ("GAP dipakai saat menyusun Renja", "GBS ditinjau sebelum RKA"),
    "PARTISIPASI": ("Konsultasi publik diikuti perempuan", "Kerja sama dengan mitra"),
}
BUTIR_DAERAH = {
    "KOMITMEN": ("Perda atau Perkada PUG", "Surat edaran kepala daerah"),
    "KEBIJAKAN": ("RPJMD memuat isu gender", "RAD PUG berlaku"),
    "KELEMBAGAAN": ("Pokja PUG ditetapkan", "Tim penggerak PPRG ditetapkan"),
    "SUMBER_DAYA": ("Pelatihan PPRG tahunan", "Anggaran Pokja PUG"),
    "DATA_TERPILAH": ("Profil gender daerah terbit", "Portal data terpilah"),
    "ALAT_ANALISIS": ("Pedoman PPRG daerah", "Lembar periksa untuk RKA"),
    "PARTISIPASI": ("Forum mitra masyarakat", "Kesepakatan dengan dunia usaha"),
}
FOCAL = ("Sekretaris", "Kepala Subbagian Perencanaan", "Kepala Bidang")


def _nilai(tahun: int, urut: int, *kunci: object) -> str:
    """A score that grows with the years; the second item lags behind the first."""
    batas = 230 + (tahun - 2023) * 130 - urut * 160
    angka = permil("prasyarat", *kunci)
    return "1" if angka < batas else "0.5" if angka < batas + 330 else "0"


def _butir(awal: Baris, prasyarat: str, butir: str, nilai: str) -> Baris:
    bukti = f"Berkas {prasyarat.lower().replace('_', ' ')} {awal['tahun']}" if nilai == "1" else ""
    return awal | {"prasyarat": prasyarat, "butir": butir, "nilai": nilai, "bukti": bukti}


def _prasyarat_opd(opd: Opd, tahun: int) -> list[Baris]:
    awal = {"kode_daerah": opd.daerah, "tahun": str(tahun), "kode_skpd": opd.kode}
    hasil = []
    for nama, daftar in BUTIR_OPD.items():
        # Sebagian OPD belum menilai partisipasi masyarakat: rata-ratanya belum dapat dihitung.
        if nama == "PARTISIPASI" and permil("partisipasi", opd.daerah, opd.kode) < 130:
            continue
        for urut, butir in enumerate(daftar):
            nilai = _nilai(tahun, urut, opd.daerah, opd.kode, butir)
            if butir == SK_FOCAL_POINT:
                nilai = "1" if punya_focal_point(opd, tahun) else "0"
            hasil.append(_butir(awal, nama, butir, nilai))
    return hasil


def prasyarat(daerah: str) -> list[Baris]:
    """Self-assessed items: the region itself, then its agencies, every year."""
    hasil = []
    for tahun in TAHUN:
        awal = {"kode_daerah": daerah, "tahun": str(tahun), "kode_skpd": ""}
        hasil += [
            _butir(awal, nama, butir, _nilai(tahun + 1, urut, daerah, butir))
            for nama, daftar in BUTIR_DAERAH.items()
            for urut, butir in enumerate(daftar)
        ]
        for opd in semua_opd(daerah):
            hasil += _prasyarat_opd(opd, tahun)
    return hasil


def _jabatan_opd(opd: Opd, tahun: int) -> list[Baris]:
    # Camat berada di eselon III.
    pimpinan = 0 if opd.bidang[0].startswith("7") else 1
    undi = acak("jabatan", opd.daerah, opd.kode)
    banyak = {"II": pimpinan, "III": undi.randrange(2, 6), "IV": undi.randrange(4, 13)}
    bagian = {"II": 240, "III": undi.randrange(200, 480), "IV": undi.randrange(320, 600)}
    hasil = []
    for eselon, jumlah in banyak.items():
        if not jumlah:
            continue
        naik = (tahun - 2023) * 25
        batas = bagian[eselon] + naik
        perempuan = (
            int(permil("pimpinan", opd.daerah, opd.kode) < batas)
            if eselon == "II"
            else jumlah * batas // 1000
        )
        isi = (opd.daerah, tahun, opd.kode, eselon, jumlah - perempuan, perempuan)
        hasil.append(dict(zip(KOLOM_JABATAN, map(str, isi), strict=True)))
    return hasil


def jabatan(daerah: str) -> list[Baris]:
    """Men and women in posts of every agency, by echelon and year."""
    return [
        baris
        for tahun in TAHUN
        for opd in semua_opd(daerah)
        for baris in _jabatan_opd(opd, tahun)
    ]


def _lembaga(daerah: str, tahun: int, kode: str, jenis: str, nama: str) -> Baris:
    undi = acak("lembaga", daerah, kode, jenis, nama, tahun)
    rencana = undi.randrange(2, 7)
    terlaksana = min(rencana + 1, rencana * undi.randrange(300, 1180) // 1000)
    return {
        "kode_daerah": daerah,
        "tahun": str(tahun),
        "kode_skpd": kode,
        "jenis": jenis,
        "nama": nama,
        "nomor_sk": f"{undi.randrange(1, 400):03}/SIM/{tahun}",
        "tanggal_sk": f"{tahun - undi.randrange(2)}-{undi.randrange(1, 7):02}-15",
        "berlaku_sampai": f"{tahun + undi.randrange(1, 3)}-12-31",
        "anggota_l": str(undi.randrange(1, 9)),
        "anggota_p": str(undi.randrange(1, 9)),
        "rapat_rencana": str(rencana),
        "rapat_terlaksana": str(terlaksana),
    }


def _focal_point(opd: Opd, tahun: int) -> Baris:
    nilai = permil("focal", opd.daerah, opd.kode)
    baris = _lembaga(opd.daerah, tahun, opd.kode, "FOCAL_POINT", FOCAL[nilai % len(FOCAL)])
    # Sebagian SK habis di tengah tahun dan belum diperbarui; sebagian tanpa batas waktu.
    if permil("habis", opd.daerah, opd.kode, tahun) < 170:
        baris["berlaku_sampai"] = f"{tahun}-06-30"
    elif nilai % 5 == 0:
        baris["berlaku_sampai"] = ""
    # Sebagian OPD tidak mencatat rapatnya.
    if nilai % 7 == 0:
        baris["rapat_terlaksana"] = ""
    return baris


def kelembagaan(daerah: str) -> list[Baris]:
    """Working group, driver team and partners of the region, focal points of its agencies."""
    bersama = (
        ("POKJA", f"Pokja PUG {NAMA_DAERAH[daerah]}"),
        ("TIM_PENGGERAK", "Tim Penggerak PPRG"),
        ("MITRA", "Forum mitra masyarakat (rekaan)"),
        ("MITRA", "Forum mitra usaha (rekaan)"),
    )
    hasil = []
    for tahun in TAHUN:
        hasil += [_lembaga(daerah, tahun, "", jenis, nama) for jenis, nama in bersama]
        hasil += [
            _focal_point(opd, tahun) for opd in semua_opd(daerah) if punya_focal_point(opd, tahun)
        ]
    return hasil
