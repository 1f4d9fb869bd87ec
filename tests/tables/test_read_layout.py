"""The table of a sheet: header, data and every other row under its kind, all rows accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from pug_metrics.tables.reading import Read, read_plain
from pug_metrics.tables.sheet import FileRefused

pytestmark = pytest.mark.cepat
BODY = "1.01,Dinas A,100\n1.02,Dinas B,200\n"
HEAD = "Kode,Nama,Pagu\n"
PLAIN = HEAD + BODY
TWO = [["1.01", "Dinas A", "100"], ["1.02", "Dinas B", "200"]]


def table(text: str | bytes) -> Read:
    return read_plain(text.encode() if isinstance(text, str) else text, "uji.csv")


def accounted(read: Read) -> int:
    return read.height + len(read.header_rows) + sum(map(len, read.left.values()))


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    rows: list[list[str]] = field(default_factory=lambda: TWO)
    names: tuple[str, ...] = ("Kode", "Nama", "Pagu")
    header: tuple[int, ...] = (1,)
    left: dict[str, tuple[int, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


CASES = [
    Case("nothing around", PLAIN),
    Case("titles above", "PEMERINTAH KOTA\nTahun Anggaran 2025\n\n" + PLAIN, header=(4,),
         left={"judul": (1, 2), "kosong": (3,)}),
    Case("titles with key and value", "Unit,:,Dinas A\nTahun,:,2025\n\n" + PLAIN, header=(4,),
         left={"judul": (1, 2), "kosong": (3,)}),
    Case("key and value right above the header",
         "Tahun,2025\nDaerah,Banjarbaru\nKode,Pagu\n1.01,500\n1.02,600\n1.03,700\n",
         rows=[["1.01", "500"], ["1.02", "600"], ["1.03", "700"]], names=("Kode", "Pagu"),
         header=(3,), left={"judul": (1, 2)}),
    Case("column numbers where words stand", HEAD + "1,2,3\n" + BODY, left={"nomor_kolom": (2,)}),
    Case("column numbers with formulas", HEAD + "(1),(2),(3=1+2)\n" + BODY,
         left={"nomor_kolom": (2,)}),
    Case("the header again on the next page", HEAD + "1.01,Dinas A,100\nkode,NAMA,Pagu\n"
         "1.02,Dinas B,200\n", left={"tajuk_berulang": (3,)}),
    Case("header, numbers and title again", "LAPORAN,,\n" + HEAD + "(1),(2),(3)\n1.01,Dinas A,100\n"
         "LAPORAN,,\n" + HEAD + "(1),(2),(3)\n1.02,Dinas B,200\n", header=(2,),
         left={"judul": (1,), "nomor_kolom": (3, 7), "tajuk_berulang": (6,), "keterangan": (5,)}),
    Case("blank rows within and below", HEAD + "1.01,Dinas A,100\n,,\n\n1.02,Dinas B,200\n\n\n",
         left={"kosong": (3, 4, 6, 7)}),
    Case("a total by its word", PLAIN + "JUMLAH,,300\n", left={"jumlah": (4,)}),
    Case("a total in the second column", PLAIN + ",Sub Total,300\n,GRAND TOTAL :,300\n",
         left={"jumlah": (4, 5)}),
    Case("a total with a longer name", PLAIN + ",Jumlah Belanja Daerah,300\n",
         left={"jumlah": (4,)}),
    Case("notes and a signature", PLAIN + "\nKeterangan: data sementara\n\n,,\"Tapin, 2 Januari"
         " 2025\"\n,,Kepala Dinas\n\n,,Ani\n,,NIP. 19780505 200501 1 001\n",
         left={"keterangan": (5, 7, 8, 10, 11), "kosong": (4, 6, 9)}),
    Case("staff numbers are no second table", PLAIN + "\nMengetahui,,Bendahara\n\nBudi,,Ani\n"
         "197805052005011001,,198005052006042002\n",
         left={"keterangan": (5, 7, 8), "kosong": (4, 6)}),
    Case("a note right below", PLAIN + "*) angka sementara\n", left={"keterangan": (4,)}),
    Case("indicators that begin with jumlah are data",
         "No,Indikator,Target\n1,Jumlah ibu hamil,5\n2,Jumlah kader,6\n",
         rows=[["1", "Jumlah ibu hamil", "5"], ["2", "Jumlah kader", "6"]],
         names=("No", "Indikator", "Target")),
    Case("a category called jumlah is data", "Kec,JK,Orang\nA,L,5\nA,P,6\nA,Jumlah,11\n",
         rows=[["A", "L", "5"], ["A", "P", "6"], ["A", "Jumlah", "11"]],
         names=("Kec", "JK", "Orang")),
    Case("totals by code and sum", "Kode,Uraian,Pagu\n5,BELANJA,30\n5.1,Operasi,30\n"
         "5.1.01,Pegawai,10\n5.1.02,Barang,20\n",
         rows=[["5.1.01", "Pegawai", "10"], ["5.1.02", "Barang", "20"]],
         names=("Kode", "Uraian", "Pagu"), left={"jumlah": (2, 3)}),
    Case("totals by code in Indonesian figures", "Kode;Uraian;Pagu\n5;BELANJA;1.030,50\n"
         "5.1;Operasi;1.000,25\n5.2;Modal;30,25\n",
         rows=[["5.1", "Operasi", "1.000,25"], ["5.2", "Modal", "30,25"]],
         names=("Kode", "Uraian", "Pagu"), left={"jumlah": (2,)}),
    Case("codes whose sums differ stay data", "Kode,Uraian,Pagu\n5,BELANJA,31\n5.1,Operasi,10\n"
         "5.2,Modal,20\n", rows=[["5", "BELANJA", "31"], ["5.1", "Operasi", "10"],
                                 ["5.2", "Modal", "20"]],
         names=("Kode", "Uraian", "Pagu"), remarks=("jumlah_tak_cocok",)),
    Case("a header on two rows", "No,Kode,Target,,Realisasi,\n,,L,P,L,P\n1,1.01,5,6,3,4\n",
         rows=[["1", "1.01", "5", "6", "3", "4"]], header=(1, 2),
         names=("No", "Kode", "Target | L", "Target | P", "Realisasi | L", "Realisasi | P")),
    Case("a header on three rows", "Kode,Anggaran,,,\n,Murni,,Perubahan,\n,L,P,L,P\n1.01,5,6,7,8\n",
         rows=[["1.01", "5", "6", "7", "8"]], header=(1, 2, 3),
         names=("Kode", "Anggaran | Murni | L", "Anggaran | Murni | P", "Anggaran | Perubahan | L",
                "Anggaran | Perubahan | P")),
    Case("heads and treasurers as data", "Nama,Jabatan\nAni,Staf\nBudi,Kepala Dinas\n\n"
         "Mengetahui,Kepala Badan\n", rows=[["Ani", "Staf"], ["Budi", "Kepala Dinas"]],
         names=("Nama", "Jabatan"), left={"kosong": (4,), "keterangan": (5,)}),
    Case("units under the header", "Kode,Nama,Pagu\n,,(Rp)\n" + BODY, header=(1, 2),
         names=("Kode", "Nama", "Pagu | (Rp)")),
    Case("years as names", "Kode,Nama,2024,2025\n1.01,A,5,6\n", rows=[["1.01", "A", "5", "6"]],
         names=("Kode", "Nama", "2024", "2025")),
    Case("blank columns around and within", ",Kode,Nama,,Pagu,\n,1.01,Dinas A,,100,\n"
         ",1.02,Dinas B,,200,\n"),
    Case("words only", "Nama,Alamat\nAni,Jl. A\nBudi,Jl. B\n",
         rows=[["Ani", "Jl. A"], ["Budi", "Jl. B"]], names=("Nama", "Alamat")),
    Case("words only, a name missing", "Nama,,Jabatan\nAni,Jl. A,Kepala\nBudi,Jl. B,Staf\n",
         rows=[["Ani", "Jl. A", "Kepala"], ["Budi", "Jl. B", "Staf"]],
         names=("Nama", "", "Jabatan"), remarks=("tanpa_nama",)),
    Case("no header at all", BODY, rows=[["1.02", "Dinas B", "200"]],
         names=("1.01", "Dinas A", "100"), remarks=("tajuk_mirip_data",)),
    Case("group lines between lines are kept", HEAD + ",Kecamatan A,\n" + BODY,
         rows=[["", "Kecamatan A", ""], *TWO]),
    Case("a last line without its amount is kept", PLAIN + "1.03,Dinas C,\n",
         rows=[*TWO, ["1.03", "Dinas C", ""]]),
    Case("short rows", HEAD + "1.01,Dinas A,100\n1.02\n",
         rows=[["1.01", "Dinas A", "100"], ["1.02", "", ""]], remarks=("baris_pendek",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_row_of_a_sheet_is_data_or_left_out_by_its_kind(case: Case):
    read = table(case.text)
    assert read.rows() == case.rows
    assert read.names == case.names
    assert read.header_rows == case.header
    assert {kind: rows for kind, rows in read.left.items() if rows} == case.left
    assert accounted(read) == read.sheet_height
    assert tuple(kind for kind, _ in read.remarks) == case.remarks


REFUSED = [
    ("header only", HEAD, "tabel_kosong", {"baris": 1}),
    ("a total and nothing else", HEAD + "JUMLAH,,5\n", "tabel_kosong", {}),
    ("another header below", PLAIN + "\n\nKode,Uraian,Realisasi\n5.1,x,5\n5.2,y,6\n",
     "dua_tabel", {"satu": 1, "dua": 6}),
    ("another header below a title", PLAIN + "\nTabel 2\nUrusan,Realisasi\nx,5\ny,6\n",
     "dua_tabel", {"satu": 1, "dua": 6}),
    ("the same names beside", "No,Nama,Pagu,,No,Nama,Pagu\n1,a,5,,1,b,6\n2,c,5,,2,d,6\n",
     "dua_tabel_sebelah", {"satu": "A–C", "dua": "E–G"}),
    ("another table beside", "No,Nama,Pagu,,Urusan,Nilai\n1,a,5,,x,6\n2,c,5,,y,6\n3,c,5,,,\n",
     "dua_tabel_sebelah", {"satu": "A–C", "dua": "E–F"}),
    ("a letter", "Kepada Yth. Kepala Badan\n\nDengan hormat,\nkami sampaikan laporan.\n",
     "kalimat_bukan_tabel", {}),
    ("thousands without quotes", HEAD + "1.01,A,1,234,567\n1.02,B,5\n",
     "baris_kelebihan_sel", {"baris": "2", "kolom": 3, "contoh": 5}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "kind", "facts"), REFUSED, ids=lambda each: str(each)[:30]
)
def test_what_has_no_single_reading_is_refused_with_its_rows(name, text, kind, facts):
    with pytest.raises(FileRefused) as refused:
        table(text)
    assert refused.value.kind == kind
    assert facts.items() <= refused.value.facts.items()


def test_rows_are_numbered_as_a_spreadsheet_shows_them_after_opening():
    read = table('judul\n\nKode,Nama,Pagu\n1.01,"dua\nbaris",5\n\n1.02,B,6\n')
    assert (read.header_rows, read.row_numbers()) == ((3,), [4, 6])


def test_extra_delimiters_at_the_end_of_a_row_shift_nothing():
    assert table(HEAD + "1.01,Dinas A,100,,\n1.02,Dinas B,200\n").rows() == TWO


def test_titles_with_more_commas_than_the_table_are_titles():
    read = table("Dinas A, B, C, D dan E\n" + PLAIN)
    assert (read.rows(), read.left["judul"]) == (TWO, (1,))
