"""The command ``read``: what stands on stdout and stderr, files in a folder, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from pug_metrics.cli.program import run
from pug_metrics.language import use

ROOT = Path(__file__).resolve().parents[2]
GOOD = 'LAPORAN\n\nKode;Nama;Pagu\n1.01;"Dinas ""A"";\nBidang B";1.000,50\n1.02; B ;2\nJUMLAH;;3\n'
ANSWER = 'Kode,Nama,Pagu\n1.01,"Dinas ""A"";\nBidang B","1.000,50"\n1.02, B ,2\n'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "baik.csv").write_bytes(GOOD.encode("utf-8-sig"))
    (tmp_path / "rusak.csv").write_bytes(b'Kode,Nama\n1,"A\n2,B\n')
    (tmp_path / "kosong.csv").write_bytes(b"Kode,Nama\n")
    yield
    use("id")


@pytest.fixture
def pug(capfdbinary):
    def call(*arguments):
        code = run(["read", *arguments])
        out, err = capfdbinary.readouterr()
        return code, out, err.decode()

    return call


def test_the_table_goes_to_stdout_and_the_account_to_stderr(pug):
    code, out, err = pug("baik.csv")
    assert (code, out) == (0, ANSWER.encode())
    assert "2 baris data dari 6 baris" in err
    assert "1 baris judul" in err
    assert "1 baris jumlah tidak ditulis (baris 6)" in err
    assert "1 baris kosong tidak ditulis (baris 2)" in err


def test_a_plain_csv_reader_needs_no_hints(pug):
    _, out, _ = pug("baik.csv")
    rows = list(csv.reader(io.StringIO(out.decode("utf-8"), newline="")))
    assert rows[1] == ["1.01", 'Dinas "A";\nBidang B', "1.000,50"]


def test_facts_and_rows_come_as_json(pug):
    _, out, _ = pug("baik.csv", "--json")
    facts = json.loads(out)
    assert facts["baris_tajuk"] == [3]
    assert (facts["pemisah"], facts["sandi"]) == (";", "UTF-8 (BOM)")
    assert facts["kolom"] == ["Kode", "Nama", "Pagu"]
    assert facts["disisihkan"] == {"judul": [1], "kosong": [2], "jumlah": [6]}
    assert facts["nomor_baris"] == [4, 5]
    assert facts["baris"][1] == ["1.02", " B ", "2"]


def test_a_refusal_exits_with_one_and_the_reason(pug):
    code, out, err = pug("rusak.csv")
    assert (code, out) == (1, b"")
    assert "rusak.csv: ditolak. Tanda kutip di baris 2" in err


def test_no_data_rows_exit_with_one(pug):
    code, out, err = pug("kosong.csv")
    assert (code, out) == (1, b"")
    assert "Tidak ada baris data" in err


def test_one_bad_file_does_not_stop_the_others(pug, tmp_path):
    code, out, err = pug("rusak.csv", "baik.csv", "hilang.csv", "--out", "hasil")
    assert code == 1
    assert (tmp_path / "hasil" / "baik.csv").read_bytes() == ANSWER.encode()
    assert out.decode().count("\n") == 1
    assert "rusak.csv: ditolak" in err
    assert "hilang.csv: ditolak" in err
    assert not (tmp_path / "hasil" / "rusak.csv").exists()


def test_refusals_are_facts_among_the_others(pug):
    code, out, _ = pug("rusak.csv", "baik.csv", "--json")
    refused, good = json.loads(out)
    assert (code, refused["ditolak"], good["baris_data"]) == (1, "berkas_kutip_rusak", 2)


def test_several_files_need_a_folder(pug):
    code, out, err = pug("baik.csv", "rusak.csv")
    assert (code, out) == (2, b"")
    assert "--out" in err


def test_files_of_one_name_keep_their_suffix(pug, tmp_path):
    (tmp_path / "baik.txt").write_bytes(b"a,b\n1,2\n")
    code, _, _ = pug("baik.csv", "baik.txt", "--out", "hasil")
    assert code == 0
    names = sorted(path.name for path in (tmp_path / "hasil").iterdir())
    assert names == ["baik.csv.csv", "baik.txt.csv"]


def test_a_file_is_never_written_over_itself(pug, tmp_path):
    code, _, err = pug("baik.csv", "--out", ".")
    assert code == 2
    assert "baik.csv" in err
    assert (tmp_path / "baik.csv").read_bytes() == GOOD.encode("utf-8-sig")


def test_a_sheet_is_chosen_by_name_and_a_wrong_name_told(pug, tmp_path):
    book = openpyxl.Workbook()
    for name, code in (("Murni", "1.01"), ("Perubahan", "2.02")):
        sheet = book.create_sheet(name)
        sheet.append(["Kode", "Pagu"])
        sheet.append([code, 5])
    book.save(tmp_path / "dua.xlsx")
    assert pug("dua.xlsx", "--sheet", "Perubahan")[1] == b"Kode,Pagu\n2.02,5\n"
    code, _, err = pug("dua.xlsx", "--sheet", "Perubahn")
    assert code == 1
    assert "Mungkin maksudnya Perubahan" in err


def test_words_are_english_where_english_is_asked(pug):
    assert "2 data rows of 6 rows" in pug("baik.csv", "--bahasa", "en")[2]


def test_the_command_starts_without_the_database_the_charts_and_the_pages(tmp_path):
    told = (
        "import sys; from pug_metrics.cli.program import run; run(['read', 'baik.csv']); "
        "print([name for name in ('duckdb', 'streamlit', 'plotly') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=tmp_path, capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("apba_aceh_2025_rincian.csv", 10_619, 26),
        ("jabar_korban_usia.csv", 1_512, 10),
        ("dana_desa_pagu_2023_2024.csv", 869, 14),
        ("dana_desa_realisasi_2023_2024.csv", 859, 14),
        ("banyuwangi_program_2026_2030.csv", 16, 16),
    ],
)
def test_real_files_come_out_cell_by_cell(pug, shared, name, rows, columns):
    code, out, _ = pug(str(shared / "real" / name))
    text = (shared / "real" / name).read_bytes().decode("utf-8-sig")
    sign = "\t" if "\t" in text.split("\n", 1)[0] else ","
    written = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    read = list(csv.reader(io.StringIO(out.decode(), newline="")))
    assert code == 0
    assert read == written
    assert (len(read) - 1, len(read[0])) == (rows, columns)


def test_the_realisation_form_gives_its_seven_lines(pug, shared):
    code, out, err = pug(str(shared / "real" / "lra_judul_bertumpuk.xlsx"))
    rows = list(csv.reader(io.StringIO(out.decode())))
    assert code == 0
    assert rows[0] == ["KODE REKENING", "URAIAN", "ANGGARAN", "REALISASI"]
    assert [row[0] for row in rows[1:]] == ["4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4"]
    assert sum(int(row[2]) for row in rows[1:4]) == 610_000_000
    assert sum(int(row[2]) for row in rows[4:]) == 80_000_000
    assert sum(int(row[3]) for row in rows[1:]) == 20_000_000
    assert "2 baris jumlah tidak ditulis (baris 18, 22)" in err
