"""Small nasty files: what comes in, what is rejected, what is set aside, what is said."""

from __future__ import annotations

import codecs
import io
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from pug_metrics.ingest import Answers, FileRefused
from pug_metrics.language import speaking
from tests.ingest.files_by_hand import (
    ACCOUNT,
    AGENCY,
    ANSWERS,
    HEAD,
    SUB,
    budget,
    csv_of,
    line,
    read,
    xlsx_of,
)

pytestmark = pytest.mark.cepat
OTHER = "5.1.02.01.01.0025"
SKPD_HEAD = ("Kode SKPD", "Kode Rekening", "Pagu")


@dataclass(frozen=True)
class Case:
    """Rows accepted, rejected, set aside; kinds that must be found; the accepted sum."""

    name: str
    data: bytes
    accepted: int
    rejected: int = 0
    aside: int = 0
    total: str | None = None
    kinds: tuple[str, ...] = ()
    at: dict[int, str] = field(default_factory=dict)
    dataset: str = "anggaran"
    answers: Answers = ANSWERS
    file: str = "uji.csv"


def two(*pagu: str, sign: str = ",") -> bytes:
    """Lines of different accounts with these amounts."""
    rows = [
        line(account=f"5.1.02.01.01.{index:04d}", pagu=each) for index, each in enumerate(pagu, 1)
    ]
    return budget(*rows, sign=sign)


def tags(*rows: str) -> bytes:
    return (
        "kode_skpd,kode_sub_kegiatan,kode_rekening,kategori_arg,bobot_arg\n" + "\n".join(rows)
    ).encode()


def places(*rows: str) -> bytes:
    return ("kode_wilayah,tahun,laki_laki,perempuan\n" + "\n".join(rows)).encode()


GOOD = [
    Case(
        "the total of an agency without any code",
        b"Kode SKPD,Kode Rekening,Pagu\n1.01,,7\n1.01,5.1.02,3\n1.01,5.2.02,4\n1.02,5.1.02,9\n",
        3,
        aside=1,
        total="16",
    ),
    Case(
        "a line without codes that is no total",
        b"Kode SKPD,Kode Rekening,Pagu\n1.01,,8\n1.01,5.1.02,3\n1.01,5.2.02,4\n",
        3,
        total="15",
        at={2: "baris_tanpa_rincian"},
    ),
    Case("a header with its unit", b"Kode SKPD,ANGGARAN (Rp)\n1.01,5\n", 1, total="5"),
    Case(
        "a title that speaks of thousands",
        b"ANGGARAN (dalam ribuan rupiah)\nKode SKPD,Pagu\n1.01,5\n",
        1,
        total="5",
        kinds=("satuan_terbuka",),
    ),
    Case(
        "answers in other spellings",
        csv_of([(*HEAD, "Tahapan", "Kode Daerah"), [*line(), "MURNI", "63.72"]]).encode(),
        1,
        answers=Answers(tahun=2025, tahapan="murni", daerah="6372"),
    ),
    Case("plain", two("1000", "2000.50"), 2, total="3000.50"),
    Case("Indonesian numbers", two("1.234.567,89", "1.000", sign=";"), 2, total="1235567.89"),
    Case("English numbers", two("1,234,567.89", "2,000"), 2, total="1236567.89"),
    Case(
        "rupiah signs and dashes",
        two("Rp 1.500.000,-", "Rp2.000.000,00", sign=";"),
        2,
        total="3500000",
    ),
    Case(
        "a no-break space in a number",
        two("Rp\u00a01.500.000,00", "5,50", sign=";"),
        2,
        total="1500005.50",
    ),
    Case("zero is a ceiling", two("0", "10"), 2, total="10"),
    Case("trailing zeros beyond the sen", two("10.5000", "1"), 2, total="11.50"),
    Case("leading zeros", two("000100", "1"), 2, total="101"),
    Case("a plus sign", two("+100", "1"), 2, total="101"),
    Case("BOM", codecs.BOM_UTF8 + two("100"), 1, total="100"),
    Case("UTF-16 with BOM", two("100").decode().encode("utf-16"), 1, total="100"),
    Case("UTF-16 without BOM", two("100").decode().encode("utf-16-le"), 1, total="100"),
    Case(
        "cp1252",
        budget(line(name="Dinas Café – Pusat")).decode().encode("cp1252"),
        1,
        kinds=("sandi_tebakan",),
    ),
    Case("CRLF", csv_of([HEAD, line(pagu="7")], end="\r\n").encode(), 1, total="7"),
    Case("old Mac line ends", csv_of([HEAD, line(pagu="7")], end="\r").encode(), 1, total="7"),
    Case("no line end at the end", two("7").rstrip(b"\n"), 1, total="7"),
    Case("semicolons", two("7", "8", sign=";"), 2, total="15"),
    Case("tabs", two("7", "8", sign="\t"), 2, total="15"),
    Case("bars", two("7", "8", sign="|"), 2, total="15"),
    Case("commas in quoted names", budget(line(name="Dinas P3A, Dalduk, dan KB")), 1),
    Case("a line break in a quoted name", budget(line(name="Dinas\nP3A"), line(account=OTHER)), 2),
    Case("doubled quotes", budget(line(name='Dinas "P3A"')), 1),
    Case("short rows are filled", b"Kode SKPD,Pagu,Nama SKPD\n1.01,5\n1.02,6,B\n", 2, total="11"),
    Case(
        "title rows above",
        b"PEMERINTAH KOTA\nANGGARAN 2025\n\nKode SKPD,Pagu\n1.01,5\n",
        1,
        total="5",
    ),
    Case(
        "column numbers below the header",
        b"Kode SKPD,Nama SKPD,Pagu\n1,2,3\n1.01,A,5\n",
        1,
        aside=1,
    ),
    Case(
        "the header again",
        b"Kode SKPD,Pagu\n1.01,5\nKode SKPD,Pagu\n1.02,6\n",
        2,
        aside=1,
        total="11",
    ),
    Case("blank rows", b"Kode SKPD,Pagu\n1.01,5\n,\n\n1.02,6\n", 2, aside=2, total="11"),
    Case(
        "a signature below",
        b'Kode SKPD,Nama SKPD,Pagu\n1.01,A,5\n,,\n,"Kota, 2 Januari 2025",\n,Kepala Badan,\n',
        1,
        aside=3,
        total="5",
    ),
    Case(
        "a total row",
        b"Kode SKPD,Nama SKPD,Pagu\n1.01,A,5\n1.02,B,6\n,JUMLAH,11\n",
        2,
        aside=1,
        total="11",
    ),
    Case(
        "a total row in the code column",
        b"Kode SKPD,Pagu\n1.01,5\nTOTAL,5\n",
        1,
        aside=1,
        total="5",
    ),
    Case(
        "a total that does not add up",
        b"Kode SKPD,Nama SKPD,Pagu\n1.01,A,5\n,Jumlah,9\n",
        1,
        aside=1,
        kinds=("jumlah_berbeda",),
    ),
    Case(
        "sub totals",
        b"Kode SKPD,Nama SKPD,Pagu\n1.01,A,5\n,Sub Total,5\n1.02,B,6\n,SUBTOTAL,6\n,TOTAL,11\n",
        2,
        aside=3,
        total="11",
    ),
    Case("a total station is equipment", budget(line(name="Total Station")), 1),
    Case(
        "account subtotals",
        budget(
            line(account="5.1", pagu="3"),
            line(account="5.1.02", pagu="3"),
            line(pagu="1"),
            line(account=OTHER, pagu="2"),
        ),
        2,
        aside=2,
        total="3",
    ),
    Case(
        "a lone shallow account is a line",
        budget(line(account="5.2", pagu="9"), line(pagu="1")),
        2,
        total="10",
    ),
    Case(
        "a shallow account of another agency is a line",
        budget(line(agency="1.01", account="5.1.02", pagu="9"), line(pagu="1")),
        2,
        total="10",
    ),
    Case(
        "income and financing",
        budget(line(account="4.1.01", pagu="9"), line(account="6.1.01", pagu="8"), line(pagu="1")),
        1,
        aside=2,
        total="1",
    ),
    Case(
        "programme subtotals",
        b"Kode SKPD,Kode Sub Kegiatan,Kode Rekening,Pagu\n1.01,2.08.02,,3\n"
        b"1.01,2.08.02.2.01,,3\n1.01,2.08.02.2.01.0001,,3\n1.01,2.08.02.2.01.0001,5.1.02.01.01.0024,3\n",
        1,
        aside=3,
        total="3",
    ),
    Case(
        "a lone programme is a line",
        b"Kode SKPD,Kode Program,Pagu\n1.01,2.08.02,3\n1.01,2.08.03,4\n",
        2,
        total="7",
    ),
    Case(
        "two digits", budget(line(sub="2.08.02.2.01.01")), 1, kinds=("perbaikan_edisi_dua_angka",)
    ),
    Case(
        "code and name in one cell",
        budget(line(sub="2.08.02.2.01.0001 Koordinasi PUG")),
        1,
        kinds=("perbaikan_kode_nama_sesel",),
    ),
    Case(
        "accounts without points",
        budget(line(account="510201010024")),
        1,
        kinds=("perbaikan_rekening_tanpa_titik",),
    ),
    Case(
        "a trailing point",
        budget(line(account=ACCOUNT + ".")),
        1,
        kinds=("perbaikan_kode_dirapikan",),
    ),
    Case("penunjang with X.XX", budget(line(sub="X.XX.01.2.01.0001")), 1),
    Case(
        "packages of one account are lines",
        csv_of([(*HEAD, "Nama Paket"), [*line(), "A"], [*line(), "B"]]).encode(),
        2,
    ),
    Case(
        "equal rows without sub-activity",
        b"Kode SKPD,Kode Rekening,Pagu\n1.01,5.1.02,5\n1.01,5.1.02,5\n",
        2,
        total="10",
        kinds=("baris_sekunci",),
    ),
    Case(
        "two names of one agency",
        budget(line(), line(name="DP3A", account=OTHER)),
        2,
        kinds=("nama_berbeda",),
    ),
    Case(
        "an unknown column",
        csv_of([(*HEAD, "Warna"), [*line(), "merah"]]).encode(),
        1,
        kinds=("kolom_tak_dikenal",),
    ),
    Case(
        "a column that is nearly known",
        csv_of([(*HEAD, "Kode Sub Unitt"), [*line(), ""]]).encode(),
        1,
        kinds=("kolom_mirip",),
    ),
    Case(
        "a column without header",
        csv_of([(*HEAD, ""), [*line(), "7"]]).encode(),
        1,
        kinds=("kolom_tanpa_tajuk",),
    ),
    Case(
        "stage spelled in words",
        csv_of([(*HEAD, "Tahapan"), [*line(), "APBD Perubahan"]]).encode(),
        1,
        answers=Answers(tahun=2025, daerah="63.72"),
    ),
    Case(
        "region without points",
        csv_of([(*HEAD, "Kode Daerah"), [*line(), "6372"]]).encode(),
        1,
        answers=Answers(tahun=2025, tahapan="MURNI"),
        kinds=("perbaikan_wilayah_tanpa_titik",),
    ),
    Case(
        "region by its name",
        csv_of([(*HEAD, "Daerah"), [*line(), "Kota Banjarbaru"]]).encode(),
        1,
        answers=Answers(tahun=2025, tahapan="MURNI"),
        kinds=("perbaikan_daerah_dari_nama",),
    ),
    Case(
        "numbers of a workbook",
        xlsx_of({"RKA": [HEAD, [*line()[:5], 1234567.89], [*line(account=OTHER)[:5], 1000]]}),
        2,
        total="1235567.89",
        file="uji.xlsx",
    ),
    Case(
        "a number 1.125 in a workbook is no thousand",
        xlsx_of({"A": [HEAD, [*line()[:5], 1.5]]}),
        1,
        total="1.50",
        file="uji.xlsx",
    ),
    Case(
        "the sheet with the table",
        xlsx_of({"Sampul": [["Kota"]], "RKA": [HEAD, line(pagu="5")]}),
        1,
        total="5",
        file="uji.xlsx",
    ),
    Case("a workbook named csv", xlsx_of({"A": [HEAD, line(pagu="5")]}), 1, total="5"),
    Case(
        "tags", tags(f"{AGENCY},,,PELEMBAGAAN,1", "1.01,,,netral gender,0.5"), 2, dataset="tag_arg"
    ),
    Case(
        "equal tags",
        tags("1.01,,,NETRAL,", "1.01,,,NETRAL,"),
        2,
        dataset="tag_arg",
        kinds=("baris_sama",),
    ),
    Case(
        "population with thousands", places("63.72.02.1003,2025,2.310,2.275"), 1, dataset="penduduk"
    ),
    Case(
        "a month in words",
        b"kode_skpd,sampai_bulan,realisasi\n1.01,September,5\n",
        1,
        dataset="realisasi",
    ),
]
BAD = [
    Case(
        "an agency code that became a date",
        budget(line(agency="2008-02-01"), line()),
        1,
        1,
        at={2: "kode_tanggal"},
    ),
    Case(
        "a stage that does not exist as the answer",
        budget(line(), line(account=OTHER)),
        0,
        2,
        kinds=("pilihan_tidak_sah",),
        answers=Answers(tahun=2025, tahapan="FINAL", daerah="63.72"),
    ),
    Case("an ambiguous column", two("1.050", "2.300"), 0, 2, kinds=("angka_ambigu",)),
    Case(
        "a number in the other form",
        two(*[f"{n}.000.000,00" for n in range(1, 40)], "1,000.50", sign=";"),
        39,
        1,
        at={41: "angka_bentuk_lain"},
    ),
    Case(
        "forms mixed in halves",
        two("1.000,50", "1,000.50", sign=";"),
        0,
        2,
        kinds=("angka_ambigu",),
    ),
    Case("scientific notation", two("1e3", "5"), 1, 1, at={2: "angka_ilmiah"}),
    Case("underscores", two("1_000", "5"), 1, 1, at={2: "angka_tidak_sah"}),
    Case("words for a number", two("lima", "5"), 1, 1, at={2: "angka_tidak_sah"}),
    Case("four decimals", two("10.1255", "1000.50"), 1, 1, at={2: "angka_desimal"}),
    Case("three decimals", two("10.125", "1000.50"), 0, 2, kinds=("angka_ambigu",)),
    Case("a number too large", two("1234567890123456789012", "5"), 1, 1, at={2: "angka_besar"}),
    Case("a negative ceiling", two("-5", "5"), 1, 1, at={2: "negatif"}),
    Case("a negative ceiling in brackets", two("(5)", "5"), 1, 1, at={2: "negatif"}),
    Case("an empty ceiling", two("-", "5"), 1, 1, at={2: "wajib_kosong"}),
    Case(
        "an empty agency",
        budget(line(agency=""), line(account=OTHER)),
        1,
        1,
        at={2: "wajib_kosong"},
    ),
    Case(
        "a letter O in a code",
        budget(line(agency="1.01.0.00.0.00.01.0O"), line()),
        1,
        1,
        at={2: "kode_huruf"},
    ),
    Case(
        "three digits at the end",
        budget(line(sub="2.08.02.2.01.001"), line()),
        1,
        1,
        at={2: "sub_kegiatan_angka"},
    ),
    Case(
        "a sub-activity that became a date",
        budget(line(sub="2002-08-02"), line()),
        1,
        1,
        at={2: "kode_tanggal"},
    ),
    Case(
        "a bad account", budget(line(account="5.1,02"), line()), 1, 1, at={2: "rekening_tidak_sah"}
    ),
    Case(
        "a duplicate key",
        budget(line(pagu="1"), line(pagu="2"), line(account=OTHER)),
        1,
        2,
        at={2: "kunci_ganda", 3: "kunci_ganda"},
    ),
    Case("a missing column", b"Kode SKPD,Uraian\n1.01,a\n", 0, 1, kinds=("kolom_wajib_tidak_ada",)),
    Case(
        "a misspelled required column",
        b"Kode SKPD,Paggu\n1.01,5\n",
        0,
        1,
        kinds=("kolom_wajib_mirip",),
    ),
    Case("a header twice", b"Kode SKPD,Pagu,Pagu\n1.01,5,6\n", 0, 1, kinds=("kolom_ganda",)),
    Case(
        "an unknown stage",
        csv_of(
            [(*HEAD, "Tahapan"), [*line(), "Murni II"], [*line(account=OTHER), "MURNI"]]
        ).encode(),
        1,
        1,
        at={2: "pilihan_tidak_sah"},
        answers=Answers(tahun=2025, daerah="63.72"),
    ),
    Case(
        "a year out of range",
        csv_of([(*HEAD, "Tahun"), [*line(), "1925"]]).encode(),
        0,
        1,
        at={2: "terlalu_kecil"},
        answers=Answers(tahapan="MURNI", daerah="63.72"),
    ),
    Case(
        "another year than said",
        csv_of([(*HEAD, "Tahun"), [*line(), "2024"]]).encode(),
        0,
        1,
        kinds=("jawaban_berbeda",),
    ),
    Case(
        "an unknown region",
        budget(line()),
        0,
        1,
        kinds=("daerah_tak_dikenal",),
        answers=Answers(tahun=2025, tahapan="MURNI", daerah="63.79"),
    ),
    Case("a header and nothing below", csv_of([HEAD]).encode(), 0, kinds=("tanpa_baris",)),
    Case(
        "unequal tags",
        tags("1.01,,,NETRAL,", "1.01,,,SPESIFIK,", "1.02,,,NETRAL,"),
        1,
        2,
        dataset="tag_arg",
        at={2: "kunci_berbeda", 3: "kunci_berbeda"},
    ),
    Case(
        "a weight above one",
        tags("1.01,,,SPESIFIK,1.5"),
        0,
        1,
        dataset="tag_arg",
        at={2: "terlalu_besar"},
    ),
    Case(
        "an unknown place",
        places("63.72.01.1999,2025,1,1"),
        0,
        1,
        dataset="penduduk",
        at={2: "wilayah_tak_dikenal"},
    ),
    Case(
        "half a person",
        places("63.72.02.1003,2025,1.5,1"),
        0,
        1,
        dataset="penduduk",
        at={2: "angka_desimal"},
    ),
    Case(
        "men and women do not add up",
        b"kode_skpd,target_l,target_p,target_total\n1.01,5,6,12\n1.02,5,6,11\n",
        1,
        1,
        dataset="sasaran",
        at={2: "lp_berbeda"},
    ),
    Case(
        "nothing counted",
        b"kode_skpd,satuan,target_l\n1.01,orang,\n1.02,orang,5\n",
        1,
        1,
        dataset="sasaran",
        at={2: "salah_satu_kosong"},
    ),
    Case(
        "month thirteen",
        b"kode_skpd,sampai_bulan,realisasi\n1.01,13,5\n",
        0,
        1,
        dataset="realisasi",
        at={2: "bulan_tidak_sah"},
    ),
    Case(
        "a place of another region",
        b"kode_skpd,kode_wilayah,rupiah\n1.01,63.71.01.1001,5\n",
        0,
        1,
        dataset="lokasi",
        at={2: "wilayah_di_luar"},
    ),
]


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return target.getvalue()


def crowded() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for number in range(300):
            package.writestr(f"{number}.xml", b"<a/>")
    return target.getvalue()


REFUSED = {
    "berkas_kosong": (b"", b"\n\n  \n"),
    "berkas_nul": (b"Kode SKPD,Pagu\n1.01,5\x00\n",),
    "berkas_rusak": (b"PK\x03\x04 nothing of a package",),
    "berkas_bom": (bomb(),),
    "berkas_terlalu_banyak_bagian": (crowded(),),
    "berkas_kutip_rusak": (b'Kode SKPD,Pagu\n1.01,"5\n1.02,6\n', b'Kode SKPD,Pagu\n1.01,"5"6\n'),
    "berkas_bukan_tabel": (b"%PDF-1.7 ...",),
    "sel_terlalu_panjang": (b"Kode SKPD,Nama SKPD,Pagu\n1.01," + b"a" * 40_000 + b",5\n",),
    "baris_terlalu_panjang": (b"Kode SKPD,Pagu\n1.01," + b"1" * 2_000_000 + b"\n",),
    "berkas_terlalu_lebar": ((",".join(["a"] * 300) + "\n").encode(),),
    "tajuk_tidak_ditemukan": (b"satu,dua\n1,2\n",),
    "berkas_bersandi": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    ),
}


@pytest.mark.parametrize("case", [*GOOD, *BAD], ids=lambda case: case.name)
def test_every_row_of_a_nasty_file_is_accounted_for(case: Case):
    report = read(case.data, case.answers, case.dataset, case.file)
    said = [(each.kind, each.row, each.value) for each in report.findings]
    assert (report.diterima, report.ditolak, report.disisihkan) == (
        case.accepted,
        case.rejected,
        case.aside,
    ), said
    assert report.dibaca == report.diterima + report.ditolak + report.disisihkan
    assert sum(each.rows for each in report.set_aside) == report.disisihkan
    if case.total is not None:
        assert report.sums.accepted == Decimal(case.total)
    assert set(case.kinds) <= set(report.counts), said
    at = {each.row: each.kind for each in report.findings if each.row}
    assert case.at.items() <= at.items(), said
    assert report.parts[0].rows.num_rows == case.accepted


@pytest.mark.parametrize("case", [*GOOD, *BAD], ids=lambda case: case.name)
def test_every_finding_has_a_sentence_in_both_languages(case: Case):
    report = read(case.data, case.answers, case.dataset, case.file)
    for language in ("id", "en"):
        with speaking(language):
            for each in report.findings:
                assert "{" not in each.sentence() + each.cure()
                assert each.sentence()
            for aside in report.set_aside:
                assert aside.label()
            for column in report.columns:
                assert column.way()


@pytest.mark.parametrize(
    ("kind", "data"),
    [(kind, data) for kind, files in REFUSED.items() for data in files],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_table_is_refused_with_its_reason(kind: str, data: bytes):
    with pytest.raises(FileRefused) as refused:
        read(data)
    assert refused.value.kind == kind


def test_a_good_sub_activity_stays_as_it_is():
    assert read(budget(line())).parts[0].rows["kode_sub_kegiatan"].to_pylist() == [SUB]
