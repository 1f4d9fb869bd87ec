"""The command ``template``: empty with the codes of a region, or filled with the rows in force."""

from __future__ import annotations

import io

import openpyxl
import pytest

from pug_metrics.cli.program import run

FILE = (
    "tahun,tahapan,kode_daerah,kode_skpd,nama_skpd,kode_sub_kegiatan,kode_rekening,"
    "kode_sumber_dana,pagu\n"
    "2025,MURNI,63.72,1.01.0.00.0.00.01.0000,Dinas Pendidikan,1.01.02.2.01.0001,"
    "5.1.02.01.01.0024,1.1,1000000.50\n"
    "2024,MURNI,63.72,2.08.0.00.0.00.01.0000,Dinas PPPA,2.08.02.2.01.0001,"
    "5.1.02.01.01.0024,1.1,3000000.00\n"
)


@pytest.fixture
def pug(tmp_path, monkeypatch):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        return run([*arguments, "--database", str(tmp_path / "uji.duckdb")])

    return call


@pytest.fixture
def loaded(pug, tmp_path):
    (tmp_path / "a.csv").write_text(FILE, "utf-8")
    assert pug("import", "anggaran", "a.csv") == 0
    return pug


def _book(path):
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def _rule(sheet, label):
    place = next(cell.column_letter for cell in sheet[1] if cell.value == label)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    return next(rule for area, rule in rules.items() if area.startswith(f"{place}2:"))


def test_a_region_alone_lists_its_places(pug, tmp_path):
    assert pug("template", "lokasi", "--daerah", "6372", "--out", "t.xlsx") == 0
    book = _book(tmp_path / "t.xlsx")
    listed = book["Daftar Kode wilayah"]
    codes = {row[0] for row in listed.iter_rows(min_row=2, values_only=True)}
    assert "63.72.02.1003" in codes
    rule = _rule(book["Data"], "Kode wilayah")
    assert (rule.type, rule.errorStyle) == ("list", "warning")
    assert rule.formula1 == f"'Daftar Kode wilayah'!$A$2:$A${len(codes) + 1}"
    assert "Kecamatan" in rule.prompt or "kecamatan" in rule.prompt
    assert not (tmp_path / "uji.duckdb").exists()


def test_a_store_lists_the_agencies_and_sub_activities_in_force(loaded, tmp_path):
    assert loaded("template", "tag_arg", "--daerah", "63.72", "--tahun", "2025",
                  "--out", "t.xlsx") == 0  # fmt: skip
    book = _book(tmp_path / "t.xlsx")
    rows = list(book["Daftar Kode SKPD"].iter_rows(min_row=2, values_only=True))
    assert rows == [("1.01.0.00.0.00.01.0000", "Dinas Pendidikan")]
    assert _rule(book["Data"], "Kode sub kegiatan").type == "list"


def test_the_rows_of_a_slice_are_written_with_their_identities(loaded, tmp_path, capsys):
    arguments = ["--isi", "--tahun", "2025", "--tahapan", "murni", "--daerah", "63.72"]
    assert loaded("template", "anggaran", *arguments) == 0
    assert "1 baris ditulis: isi_anggaran.xlsx" in capsys.readouterr().out
    sheet = _book(tmp_path / "isi_anggaran.xlsx")["Data"]
    assert sheet.max_row == 2
    assert sheet.cell(1, sheet.max_column).value == "id_baris"
    assert sheet.cell(2, sheet.max_column).value.startswith("1:2-")


def test_what_was_filled_and_loaded_again_changes_nothing(loaded, capsys):
    assert loaded("template", "anggaran", "--isi", "--out", "isi.xlsx") == 0
    capsys.readouterr()
    assert loaded("import", "anggaran", "isi.xlsx", "--mode", "perubahan") == 0
    assert "sama dengan data yang sudah tersimpan" in capsys.readouterr().err


def test_filling_needs_a_database(pug):
    assert pug("template", "anggaran", "--isi") == 3
