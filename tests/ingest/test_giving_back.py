"""The uploaded file comes back marked; corrected and uploaded again it goes in."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from files_by_hand import ANSWERS, HEAD, budget, line, xlsx_of

from pug_metrics.cli.program import run
from pug_metrics.ingest import understand
from pug_metrics.ingest.giving_back import marked_workbook

pytestmark = pytest.mark.cepat

RED = "FFF9D4CF"


def _book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def _read(data, name="rka.xlsx"):
    return understand("anggaran", data, name, ANSWERS)


def _faulty():
    good, bad = list(line()), list(line())
    good[HEAD.index("Kode Rekening")] = "5.1.02.01.01.0025"
    bad[HEAD.index("Pagu")] = "seribu"
    return xlsx_of({"RKA": [["RENCANA KERJA"], [], list(HEAD), good, bad]})


def test_the_faulty_cell_is_coloured_and_says_what_and_how():
    marked = _book(marked_workbook(_read(_faulty())))
    cell = marked["RKA"].cell(5, HEAD.index("Pagu") + 1)
    assert (cell.value, cell.fill.fgColor.rgb) == ("seribu", RED)
    assert "seribu bukan angka yang dikenal." in cell.comment.text
    assert "Tulis angka saja" in cell.comment.text
    assert marked["RKA"].cell(4, HEAD.index("Pagu") + 1).comment is None


def test_the_list_says_what_became_of_every_row():
    marked = _book(marked_workbook(_read(_faulty())))
    lines = [row[0] for row in marked["Temuan"].iter_rows(max_row=5, values_only=True)]
    assert "rka.xlsx dibaca sebagai Anggaran belanja, judul kolom di baris 3." in lines
    assert "2 baris dibaca: 1 diterima, 1 ditolak, 0 disisihkan." in lines
    assert lines[1].startswith("Perbaiki: 1 · ")


def test_a_marked_file_says_the_same_when_it_is_read_again():
    first = _read(_faulty())
    again = _read(marked_workbook(first))
    assert (again.sheets, again.counts, again.diterima) == (first.sheets, first.counts, 1)


def test_a_marked_file_corrected_goes_in_clean():
    marked = _book(marked_workbook(_read(_faulty())))
    marked["RKA"].cell(5, HEAD.index("Pagu") + 1).value = 1000
    out = io.BytesIO()
    marked.save(out)
    report = _read(out.getvalue())
    assert (report.has_errors, report.diterima, report.sheet) == (False, 2, "RKA")
    assert not _book(marked_workbook(report))["RKA"]["A5"].comment


def test_a_column_that_is_wrong_as_a_whole_is_marked_on_its_header():
    rows = [[*HEAD, "Pagu"], [*line(), "5"]]
    report = _read(xlsx_of({"RKA": rows}))
    assert report.refused_whole
    marked = _book(marked_workbook(report))["RKA"]
    coloured = [cell.column for cell in marked[1] if cell.fill.fgColor.rgb == RED]
    assert coloured
    assert all(marked.cell(1, column).value == "Pagu" for column in coloured)


def test_more_findings_than_are_listed_are_counted(monkeypatch):
    monkeypatch.setattr("pug_metrics.ingest.giving_back.LISTED", 3)
    bad = [[*line()[:-1], f"x{number}"] for number in range(6)]
    marked = _book(marked_workbook(_read(budget(*bad), "rka.csv")))
    lines = [row[0] for row in marked["Temuan"].iter_rows(max_row=6, values_only=True)]
    assert any(str(words).endswith("yang tercatat dan ditandai 3, dari yang terberat.")
               for words in lines)  # fmt: skip
    assert marked["Temuan"].max_row == lines.index(None) + 1 + 1 + 3


@pytest.mark.parametrize("option", [[], ["--dry-run"], ["--accept-good"]])
def test_the_command_writes_the_marked_file_whatever_becomes_of_the_import(
    option, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    file, out = tmp_path / "rka.xlsx", tmp_path / "bertanda.xlsx"
    file.write_bytes(_faulty())
    base = ["--database", str(tmp_path / "uji.duckdb"), "--tahun", "2025", "--tahapan", "MURNI",
            "--daerah", "63.72"]  # fmt: skip
    code = run(["import", "anggaran", str(file), *base, *option, "--marked", str(out)])
    assert code == (0 if option == ["--accept-good"] else 1)
    assert f"Berkas bertanda ditulis: {out}" in capsys.readouterr().out
    assert "Temuan" in _book(out.read_bytes()).sheetnames


def test_the_marked_file_never_takes_the_place_of_the_file_itself(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    file = tmp_path / "rka.xlsx"
    content = _faulty()  # a workbook written twice can differ by the second it was written in
    file.write_bytes(content)
    database = ["--database", str(tmp_path / "uji.duckdb")]
    code = run(["import", "anggaran", str(file), *database, "--dry-run", "--marked", str(file)])
    assert code == 2
    assert "tulis berkas bertanda dengan nama lain" in capsys.readouterr().err
    assert file.read_bytes() == content


def test_a_workbook_with_macros_keeps_the_suffix_that_it_needs(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_vba_project(io.BytesIO(b"stub of a macro project"), is_stream=True)
        sheet = book.add_worksheet("RKA")
        for row, cells in enumerate((HEAD, line(pagu="seribu"))):
            sheet.write_row(row, 0, cells)
    file = tmp_path / "rka.xlsm"
    file.write_bytes(content.getvalue())
    out = tmp_path / "bertanda.xlsx"
    run(["import", "anggaran", str(file), "--database", str(tmp_path / "uji.duckdb"),
         "--dry-run", "--marked", str(out)])  # fmt: skip
    assert f"Berkas bertanda ditulis: {out.with_suffix('.xlsm')}" in capsys.readouterr().out
    with zipfile.ZipFile(out.with_suffix(".xlsm")) as package:
        assert package.read("xl/vbaProject.bin") == b"stub of a macro project"
    assert not out.exists()
