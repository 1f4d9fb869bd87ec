"""Which sub kegiatan are tagged, documented or left undecided in each year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from contoh_acak import acak, bagi, urutan
from contoh_struktur import Opd, Sub, posisi, urut_arg

# Belanja kantor yang memang besar; sisanya kecil.
KANTOR = {"Jasa Pelayanan Umum": 12, "Jasa Komunikasi": 7, "Pemeliharaan": 5, "Pengadaan": 6}
JUTA = 100_000_000  # sen
RIBU = 100_000  # sen
# Bagian rupiah yang sudah ditandai, lalu bagian yang sudah berdokumen, terhadap 2025.
DITANDAI = {2023: 330, 2024: 640, 2025: 1000}
BERDOKUMEN = {2023: 740, 2024: 860, 2025: 1000}


@dataclass(frozen=True, slots=True)
class Rencana:
    """Sub kegiatan of an agency with ceilings for 2025 (sen) and their part in the story.

    `pagu` per code; `sah` and `klaim` are the codes tagged in 2025 with and without documents, in
    the order in which they were tagged; `belum` are undecided; `bobot` in hundredths.
    """

    pagu: dict[str, int]
    sah: tuple[str, ...]
    klaim: tuple[str, ...]
    belum: tuple[str, ...]
    bobot: dict[str, int]

    @property
    def arg(self) -> tuple[str, ...]:
        """All codes tagged in 2025."""
        return self.sah + self.klaim


def _bobot(opd: Opd, sub: Sub) -> int:
    if opd.gaya == "LENGKAP" or sub.bidang == "2.08":
        return 100
    if opd.bidang[0] in ("1.03", "1.04"):
        return (25, 50, 50, 100)[urutan("bobot", opd.kode, sub.kode) % 4]
    return (100, 100, 100, 100, 100, 50)[urutan("bobot", opd.kode, sub.kode) % 6]


def _berat(opd: Opd, sub: Sub) -> int:
    dasar = acak("berat", opd.daerah, opd.kode, sub.kode).randrange(40, 160)
    if sub.penunjang:
        return dasar * next((kali for kata, kali in KANTOR.items() if kata in sub.nama), 1) // 2
    kali = {"transfer": 2000, "btt": 160, "bos": 50, "modal": 28, "hibah": 20, "bansos": 16}
    return dasar * kali.get(sub.profil, 11)


def _bagi_pagu(opd: Opd, subs: list[Sub], rupiah: int) -> dict[str, int]:
    if not subs:
        return {}
    bobot = [_berat(opd, sub) for sub in subs]
    return dict(zip((sub.kode for sub in subs), bagi(rupiah, bobot, RIBU), strict=True))


def _kelompok(opd: Opd) -> tuple[list[Sub], list[Sub], list[Sub], list[Sub]]:
    urut = urut_arg(opd)
    ada = {pos.sub.kode for pos in posisi(opd)}
    urut = [sub for sub in urut if sub.kode in ada]
    tag = urut[: opd.jumlah_tag]
    tag.sort(key=lambda sub: urutan("sah", opd.daerah, sub.kode))
    sah, klaim = tag[: opd.jumlah_sah], tag[opd.jumlah_sah :]
    belum = sorted(urut[opd.jumlah_tag :], key=lambda sub: -_berat(opd, sub))
    belum = [sub for sub in belum if sub.profil != "transfer"][: opd.jumlah_belum]
    terpakai = {sub.kode for sub in tag + belum}
    lain: dict[str, Sub] = {}
    for pos in posisi(opd):
        if pos.sub.kode not in terpakai and pos.sub.profil != "gaji":
            lain.setdefault(pos.sub.kode, pos.sub)
    return sah, klaim, belum, list(lain.values())


@cache
def rencana(opd: Opd) -> Rencana:
    """The plan of an agency for 2025; the parts sum to its total."""
    sah, klaim, belum, lain = _kelompok(opd)
    bobot = {sub.kode: _bobot(opd, sub) for sub in sah + klaim}
    pagu = _bagi_pagu(opd, sah, opd.sah * JUTA)
    pagu |= _bagi_pagu(opd, klaim, (opd.arg - opd.sah) * JUTA)
    pagu = {kode: nilai * 100 // bobot[kode] for kode, nilai in pagu.items()}
    pagu |= _bagi_pagu(opd, belum, opd.belum * JUTA)
    gaji = next(pos.sub.kode for pos in posisi(opd) if pos.sub.profil == "gaji")
    pagu[gaji] = opd.total * opd.pegawai // 1000 * JUTA
    sisa = opd.total * JUTA - sum(pagu.values())
    if sisa <= 0:
        raise ValueError(f"{opd.nama}: pagu melebihi total {opd.total} juta")
    pagu |= _bagi_pagu(opd, lain, sisa)
    return Rencana(
        pagu,
        tuple(sub.kode for sub in sah),
        tuple(sub.kode for sub in klaim),
        tuple(sub.kode for sub in belum),
        bobot,
    )


def _awalan(kode: tuple[str, ...], pagu: dict[str, int], bagian: int) -> tuple[str, ...]:
    batas, jalan = sum(pagu[satu] for satu in kode) * bagian // 1000, 0
    hasil: list[str] = []
    for satu in kode:
        if hasil and jalan + pagu[satu] // 2 > batas:
            break
        hasil.append(satu)
        jalan += pagu[satu]
    return tuple(hasil)


def ditandai(opd: Opd, tahun: int) -> tuple[str, ...]:
    """Codes tagged in a year: what is documented in 2025 was always tagged, the rest grew."""
    isi = rencana(opd)
    if opd.gaya == "LAMA":
        return isi.arg
    return isi.sah + _awalan(isi.klaim, isi.pagu, DITANDAI[tahun])


def berdokumen(opd: Opd, tahun: int) -> tuple[str, ...]:
    """Codes with GAP, GBS and KAK all approved in a year."""
    isi = rencana(opd)
    if opd.gaya.startswith("LENGKAP"):
        return isi.sah
    return _awalan(isi.sah, isi.pagu, BERDOKUMEN[tahun])
