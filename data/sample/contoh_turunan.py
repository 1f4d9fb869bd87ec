"""Rows of `realisasi`, `sasaran` and `apbdes` of the simulated sample."""

from __future__ import annotations

from contoh_acak import acak, bagi, permil
from contoh_arg import RIBU, ditandai
from contoh_belanja import baris_opd
from contoh_penanda import kode_terbit, sub_opd
from contoh_struktur import Opd, semua_opd
from contoh_wilayah import KOTA, TAHUN, TANPA_BARIS, kecamatan, kelurahan_desa

Baris = dict[str, str]
KOLOM_REALISASI = (
    "kode_daerah",
    "tahun",
    "kode_skpd",
    "kode_sub_kegiatan",
    "kode_rekening",
    "kode_sumber_dana",
    "sampai_bulan",
    "realisasi",
)
ANGKA_SASARAN = (
    "target_l",
    "target_p",
    "target_total",
    "realisasi_l",
    "realisasi_p",
    "realisasi_total",
)
AWAL_SASARAN = ("kode_daerah", "tahun", "kode_skpd", "kode_sub_kegiatan", "kode_wilayah", "satuan")
KOLOM_SASARAN = (*AWAL_SASARAN, *ANGKA_SASARAN)
KOLOM_APBDES = (
    "tahun",
    "kode_wilayah",
    "tahapan",
    "kode_bidang",
    "kode_sub_bidang",
    "kode_kegiatan",
    "uraian",
    "anggaran",
    "realisasi",
    "sumber_dana",
)
# Belanja kumulatif dalam perseribu: lambat di awal, menumpuk di triwulan akhir.
LENGKUNG = (0, 16, 54, 124, 208, 300, 398, 494, 592, 694, 792, 888, 1000)
GAJI = (0, 72, 146, 222, 318, 392, 480, 562, 638, 714, 790, 868, 1000)
TERAKHIR = {2023: 12, 2024: 12, 2025: 9}
KEGIATAN_DESA = (
    ("1", "1.1", "1.1.01", "Penghasilan tetap dan tunjangan kepala desa", "ADD", 60, 1000),
    ("1", "1.1", "1.1.02", "Penghasilan tetap dan tunjangan perangkat desa", "ADD", 260, 1000),
    ("1", "1.1", "1.1.04", "Operasional pemerintahan desa", "ADD", 70, 1000),
    ("1", "1.2", "1.2.01", "Sarana aset perkantoran desa", "PAD", 18, 700),
    ("2", "2.1", "2.1.01", "Penyelenggaraan PAUD milik desa", "DD", 45, 820),
    ("2", "2.2", "2.2.02", "Penyelenggaraan posyandu dan kelas ibu hamil", "DD", 75, 950),
    ("2", "2.3", "2.3.10", "Pembangunan jalan desa", "DD", 330, 880),
    ("2", "2.4", "2.4.01", "Dukungan rumah tidak layak huni", "DD", 60, 450),
    ("3", "3.3", "3.3.03", "Penyelenggaraan festival kepemudaan desa", "BHP", 12, 500),
    ("3", "3.4", "3.4.03", "Pembinaan PKK", "ADD", 22, 900),
    ("4", "4.2", "4.2.03", "Penguatan ketahanan pangan desa", "DD", 140, 930),
    ("4", "4.4", "4.4.01", "Pelatihan dan penyuluhan pemberdayaan perempuan", "DD", 14, 520),
    ("4", "4.4", "4.4.02", "Pelatihan dan penyuluhan perlindungan anak", "DD", 9, 330),
    ("4", "4.4", "4.4.03", "Pelatihan dan penguatan penyandang difabel", "DD", 6, 160),
    ("5", "5.1", "5.1.00", "Penanggulangan bencana", "DD", 12, 600),
    ("5", "5.3", "5.3.00", "Keadaan mendesak: bantuan langsung tunai", "DD", 130, 900),
)


def rupiah(sen: int) -> str:
    """Sen as plain decimal text."""
    return f"{sen // 100}.{sen % 100:02}"


def _akhir(opd: Opd, kode: str, tahun: int, *, arg: bool) -> int:
    undi = acak("akhir", opd.daerah, opd.kode, kode, tahun)
    if undi.randrange(1000) < 9:
        return undi.randrange(1060, 1190) if tahun == 2025 else undi.randrange(1006, 1049)
    return undi.randrange(880, 965) if arg else undi.randrange(915, 993)


def _kumulatif(opd: Opd, kode: str, profil: str, tahun: int, pagu: int) -> list[int]:
    arg = kode in ditandai(opd, tahun)
    undi = acak("serap", opd.daerah, opd.kode, kode, tahun)
    akhir, mundur = _akhir(opd, kode, tahun, arg=arg), undi.randrange(100)
    tinggi = akhir > 1000
    hasil, lalu = [], 0
    for bulan in range(1, TERAKHIR[tahun] + 1):
        laju = GAJI if profil == "gaji" else LENGKUNG
        titik = laju[bulan] - (laju[bulan] - laju[bulan - 1]) * mundur // 140
        if bulan == 12 or (tinggi and bulan >= 9):
            titik = 1000
        if arg and not tinggi and bulan < 12:
            titik = titik * 985 // 1000
        # Belanja Dinas Perhubungan yang ditandai belum berjalan sampai September 2025.
        if arg and opd.gaya == "GAP_SAJA" and tahun == 2025:
            titik = 0
        lalu = max(lalu, pagu * akhir // 1000 * titik // 1000 // RIBU * RIBU)
        hasil.append(lalu)
    return hasil


def realisasi(daerah: str) -> list[Baris]:
    """Cumulative spending by month; one agency of each region stops reporting in July 2025."""
    hasil = []
    for tahun in TAHUN:
        for opd in semua_opd(daerah):
            pagu: dict[str, int] = {}
            for baris in baris_opd(opd, tahun, "MURNI"):
                pagu.setdefault(baris.pos.sub.kode, 0)
            for baris in baris_opd(opd, tahun, "PERUBAHAN"):
                pagu[baris.pos.sub.kode] += baris.pagu
            berhenti = tahun == 2025 and opd.gaya in ("SAMPAI_JULI", "LENGKAP_JULI")
            subs = sub_opd(opd)
            for kode, nilai in pagu.items():
                kumulatif = _kumulatif(opd, kode, subs[kode].profil, tahun, nilai)
                for bulan, sen in enumerate(kumulatif[: 7 if berhenti else 12], 1):
                    hasil.append(
                        {
                            "kode_daerah": daerah,
                            "tahun": str(tahun),
                            "kode_skpd": opd.kode,
                            "kode_sub_kegiatan": kode_terbit(kode, tahun),
                            "sampai_bulan": str(bulan),
                            "realisasi": rupiah(sen),
                        }
                    )
    return hasil


def _angka(kunci: tuple[object, ...], tahun: int, jiwa: int, *, khusus: bool) -> Baris:
    undi = acak("sasaran", *kunci)
    target = undi.randrange(jiwa // 2, jiwa)
    bagian = undi.randrange(820, 1001) if khusus else undi.randrange(380, 560)
    capai = undi.randrange(480, 700) if tahun == 2025 else undi.randrange(760, 1040)
    tercapai = target * capai // 1000
    if undi.randrange(100) < 25:
        return {"target_total": str(target), "realisasi_total": str(tercapai)}
    target_p, tercapai_p = target * bagian // 1000, tercapai * (bagian - 12) // 1000
    nilai = (target - target_p, target_p, target, tercapai - tercapai_p, tercapai_p, tercapai)
    return dict(zip(ANGKA_SASARAN, map(str, nilai), strict=True))


def _tempat_sasaran(opd: Opd, kode: str) -> list[str]:
    if permil("tempat sasaran", opd.daerah, opd.kode, kode) >= 300:
        return [""]
    daftar = kelurahan_desa(KOTA) if opd.daerah == KOTA else kecamatan(opd.daerah)
    return [satu.kode for satu in daftar if satu.kode != TANPA_BARIS[opd.daerah]]


def sasaran(daerah: str) -> list[Baris]:
    """Beneficiaries of tagged sub kegiatan; a quarter of the rows has only totals."""
    hasil = []
    for tahun in TAHUN:
        for opd in semua_opd(daerah):
            subs = sub_opd(opd)
            for kode in ditandai(opd, tahun):
                tempat = _tempat_sasaran(opd, kode)
                for wilayah in tempat:
                    jiwa = 3600 if len(tempat) == 1 else 260
                    khusus = subs[kode].kategori == "SPESIFIK"
                    kunci = (daerah, opd.kode, kode, wilayah, tahun)
                    awal = {
                        "kode_daerah": daerah,
                        "tahun": str(tahun),
                        "kode_skpd": opd.kode,
                        "kode_sub_kegiatan": kode_terbit(kode, tahun),
                        "kode_wilayah": wilayah,
                        "satuan": "orang",
                    }
                    hasil.append(awal | _angka(kunci, tahun, jiwa, khusus=khusus))
    return hasil


def _apbdes_desa(desa: str, tahun: int, tahapan: str) -> list[Baris]:
    jumlah = acak("apbdes", desa).randrange(1150, 1980) * 1000 * RIBU * (tahun - 2003) // 22
    jumlah = (
        jumlah * (1000 if tahapan == "MURNI" else acak("ubah", desa).randrange(960, 1040)) // 1000
    )
    ada = [satu for satu in KEGIATAN_DESA if permil("desa", desa, satu[2], tahun) < satu[6]]
    bobot = [satu[5] * acak("bobot", desa, satu[2]).randrange(70, 131) for satu in ada]
    hasil = []
    for satu, sen in zip(ada, bagi(jumlah, bobot, RIBU), strict=True):
        capai = acak("real desa", desa, satu[2], tahun).randrange(860, 1001)
        isi = (str(tahun), desa, tahapan, satu[0], satu[1], satu[2], satu[3], rupiah(sen))
        terpakai = "" if tahun == 2025 else rupiah(sen * capai // 1000 // RIBU * RIBU)
        hasil.append(dict(zip(KOLOM_APBDES, (*isi, terpakai, satu[4]), strict=True)))
    return hasil


def apbdes(daerah: str) -> list[Baris]:
    """Village budgets by activity; sub-field 4.4 is missing in part of the villages."""
    tahapan = ((2023, "MURNI"), (2024, "MURNI"), (2025, "MURNI"), (2025, "PERUBAHAN"))
    desa = [satu.kode for satu in kelurahan_desa(daerah) if satu.jenis == "desa"]
    return [
        baris
        for tahun, tahap in tahapan
        for kode in desa
        for baris in _apbdes_desa(kode, tahun, tahap)
    ]
