"""Text files in every dialect: the cells come out byte for byte, or the file is refused."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_metrics.tables.reading import read_plain
from pug_metrics.tables.sheet import FileRefused
from pug_metrics.tables.source import read_source

pytestmark = pytest.mark.cepat
HEAD = ["Kode", "Nama", "Pagu"]
ROWS = [["1.01", "Dinas A, Bidang B", "1.000,50"], ["1.02", "Dinas  C ", "2.000"],
        ["1.03", 'Dinas "D"; E', ""]]  # fmt: skip


def written(rows, end="\n", **dialect) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator=end, **dialect).writerows([HEAD, *rows])
    return target.getvalue()


def read(data: bytes):
    return read_plain(data, "uji.csv")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_no_dialect_changes_a_cell(codec, sign, end):
    found = read(written(ROWS, end, delimiter=sign).encode(codec))
    assert (list(found.names), found.rows()) == (HEAD, ROWS)
    assert found.delimiter == sign


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("the delimiter stated for Excel", "sep=;\r\n" + written(ROWS, "\r\n", delimiter=";")),
        ("single quotes", written(ROWS, quotechar="'", quoting=csv.QUOTE_ALL)),
        ("escaped quotes", written(ROWS, doublequote=False, escapechar="\\")),
        ("mixed line ends", written(ROWS, "\r\n").replace("\r\n", "\n", 1)),
        ("everything quoted", written(ROWS, quoting=csv.QUOTE_ALL)),
        ("blanks between delimiter and quote", written(ROWS).replace(',"', ', "')),
        ("no line end at the end", written(ROWS).rstrip("\n")),
    ],
)
def test_quotes_escapes_and_line_ends_are_read(name, text):
    assert read(text.encode()).rows() == ROWS


def test_the_line_that_states_the_delimiter_is_no_row():
    assert read(b"sep=|\nKode|Pagu\n1.01|5\n").row_numbers() == [2]


def test_blanks_that_are_written_stay():
    rows = [["1.01", "  dua  blank ", " 5"], ["1.02", "\u00a0tetap\u00a0", "6 "]]
    assert read(written(rows).encode()).rows() == rows


@pytest.mark.parametrize("sign", ["\x0c", "\u200b", "\ufeff", "\x1c", "\u2028", "\x85"])
def test_signs_that_some_readers_take_for_line_ends_stay_in_their_cell(sign):
    rows = [["1.01", f"Dinas{sign}A", "5"], ["1.02", "B", "6"]]
    assert read(written(rows).encode()).rows() == rows


def test_backslashes_of_paths_are_text():
    rows = [["1.01", r"C:\data\baru", "5"], ["1.02", "B\\", "6"]]
    assert read(written(rows, quoting=csv.QUOTE_ALL).encode()).rows() == rows


def test_the_encoding_of_old_windows_is_a_guess_that_is_shown():
    found = read(written([["1", "Café – é", "5"]]).encode("cp1252"))
    assert (found.encoding, found.guessed) == ("Windows-1252", True)
    assert found.rows()[0][1] == "Café – é"
    assert [kind for kind, _ in found.remarks] == ["sandi_tebakan"]


def test_a_damaged_utf8_file_is_not_read_as_something_else():
    data = written([[str(n), "Café", "5"] for n in range(9)]).encode() + b"9,\xff,5\n"
    with pytest.raises(FileRefused) as refused:
        read(data)
    assert (refused.value.kind, refused.value.facts["baris"]) == ("berkas_sandi_rusak", 11)


LINES = "".join(f"1.{n},A,5\n" for n in range(1200))


@pytest.mark.parametrize(
    ("kind", "row", "text"),
    [
        ("berkas_pemisah_berubah", 1202, "Kode,Nama,Pagu\n" + LINES + "1.02;B;6\n" * 1000),
        ("berkas_pemisah_berubah", 52, "Kode;Pagu\n" + "1;1,5\n" * 50 + "1.02,6\n" * 9),
        ("berkas_pemisah_berubah", 4, "Kode,Nama,Pagu\n1,A,5\n2,B,6\n3;C;7\n"),
        ("berkas_kutip_rusak", 3, 'Kode,Nama\n1,A\n2,"B\n3,C\n'),
        ("berkas_kutip_rusak", 2, 'Kode,Nama\n1,"A"B\n3,C\n'),
        ("berkas_nul", 3, "Kode,Nama\n1,A\n2,\x00B\n"),
        ("baris_terlalu_panjang", 2, "Kode,Nama\n1," + "a" * 1_100_000),
        ("sel_terlalu_panjang", 2, "Kode,Nama\n1," + "a" * 40_000 + "\n"),
    ],
)
def test_a_broken_file_is_refused_with_the_row(kind, row, text):
    with pytest.raises(FileRefused) as refused:
        read(text.encode())
    assert (refused.value.kind, refused.value.facts["baris"]) == (kind, row)


@pytest.mark.parametrize("sign", ["^", "~", "#", "  "])
def test_one_column_that_is_plainly_several_is_a_failure_with_its_sign(sign):
    text = "".join(sign.join(row) + "\n" for row in (HEAD, *[["1", "Dinas", "5"]] * 4))
    with pytest.raises(FileRefused) as refused:
        read(text.encode())
    assert (refused.value.kind, refused.value.facts["jumlah"]) == ("berkas_satu_kolom", 3)


def test_one_column_of_sentences_is_one_column():
    text = "Kegiatan\nPelatihan kader\nRapat koordinasi bulanan desa\nSosialisasi\n"
    assert [row[0] for row in read(text.encode()).rows()][1] == "Rapat koordinasi bulanan desa"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=["Cs"]),
               max_size=10)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_the_written_csv_says_what_a_plain_reader_reads_back(rows):
    keyed = [[f"K-{place}", *row] for place, row in enumerate(rows)]
    data = written([]).replace("Kode", "Kunci,Kode")
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(keyed)
    source = read_source((data + target.getvalue()).encode(), "uji.csv", frozenset({"kunci"}))
    held = list(zip(*(each.to_pylist() for each in source.sheets[0].columns), strict=True))[1:]
    assert [list(row) for row in held] == keyed
    from pug_metrics.tables.plain import csv_parts

    out = b"".join(csv_parts(["Kunci", *HEAD], source.sheets[0].columns)).decode()
    assert list(csv.reader(io.StringIO(out, newline="")))[2:] == keyed


def test_xml_that_is_no_web_page_is_no_table():
    with pytest.raises(FileRefused) as refused:
        read(b'<?xml version="1.0"?>\n<a>\n<b>1</b>\n</a>\n')
    assert (refused.value.kind, refused.value.facts["jenis"]) == ("berkas_bukan_tabel", "XML")


def test_a_single_column_below_a_blank_line_keeps_its_text_and_its_rows():
    (sheet,) = read_source(b"\n007\n008\n", "uji.csv").sheets
    assert [cell or "" for cell in sheet.columns[0].to_pylist()] == ["", "007", "008"]
