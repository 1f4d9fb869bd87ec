"""The workbook of a result, read back by another library."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from pug_metrics.export.table import csv_bytes, file_name, json_text
from pug_metrics.export.workbook import xlsx_bytes
from pug_metrics.ingest import understand
from pug_metrics.ingest.committing import commit
from pug_metrics.language import speaking
from pug_metrics.metrics import arg_share
from pug_metrics.metrics.declaration import Grain, all_metrics
from pug_metrics.metrics.receipt import receipt
from pug_metrics.metrics.result import Slice
from pug_metrics.store import Store

pytestmark = pytest.mark.cepat


def _open(result, **more):
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(result, **more)))


def _words(sheet):
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def test_the_figures_are_real_numbers_with_a_format(made):
    sheet = _open(made())["Angka"]
    assert sheet["C5"].value == 1000000.5
    assert sheet["C5"].number_format == "#,##0.00"
    assert sheet["E5"].value == 25
    assert sheet["A5"].value == "2.08"
    assert sheet.freeze_panes == "C5"


def test_a_missing_figure_is_an_empty_cell_with_its_reason_in_words(made):
    sheet = _open(made())["Angka"]
    assert sheet["E7"].value is None
    assert sheet["F7"].value == "Tidak ada data yang dapat menjawab"


def test_the_last_row_is_the_whole(made):
    sheet = _open(made())["Angka"]
    assert sheet["B8"].value == "Seluruhnya"
    assert sheet["D8"].value == 9000002


def test_no_text_becomes_a_live_formula_or_link(made):
    content = xlsx_bytes(made())
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Angka"]
    assert sheet["B6"].data_type == "s"
    assert sheet["B6"].value == '=HYPERLINK("http://x")'
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        pages = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        assert pages
        assert all(b"<f>" not in packed.read(name) for name in pages)


def test_every_sheet_of_simulated_data_says_so(made):
    for language in ("id", "en"):
        with speaking(language):
            book = _open(made())
        for sheet in book:
            assert "simulasi" in str(sheet["A1"].value), sheet.title


def test_the_explanation_has_definition_formula_sources_and_reconciliation(made):
    words = _words(_open(made(declared=Decimal("9000000.00")))["Keterangan"])
    metric = made().metric
    parts = (
        metric.meaning.id,
        metric.formula.id,
        metric.caution.id,
        "total belanja",
        "rka_2025.xlsx",
        "unggahan 41",
        "2.419",
        "Bappeda",
        "17 Oktober 2025",
        "Kota Banjarbaru",
        "APBD Murni",
        "v41 simulasi",
        "Rp9.000.000",
        "9000002.00",
    )
    for part in parts:
        assert part in words, part


@pytest.fixture
def store(tmp_path):
    """A small budget of two agencies, one of them tagged, loaded through intake."""
    head = "tahun,tahapan,kode_daerah,kode_skpd,nama_skpd,kode_rekening,pagu"
    lines = ["2025,MURNI,63.72,1.01,Dinas Pendidikan,5.1.02.01.01.0024,1000000.50",
             "2025,MURNI,63.72,2.08,Dinas PPPA,5.1.02.01.01.0024,3000000.00"]  # fmt: skip
    tags = "tahun,tahapan,kode_daerah,kode_skpd,kategori_arg\n2025,MURNI,63.72,2.08,SPESIFIK\n"
    files = {"anggaran": "\n".join([head, *lines, ""]), "tag_arg": tags}
    with Store.open(tmp_path / "pug.duckdb", simulated=True) as opened:
        for name, text in files.items():
            report = understand(name, text.encode(), f"{name}.csv", store=opened)
            commit(opened, report, actor="Bappeda", status_data="simulasi")
        yield opened


def test_the_receipt_stands_in_the_explanation(store):
    result = arg_share(store, by=Grain.OPD, at=Slice(opd="2.08"))
    words = _words(_open(result, receipt=receipt(store, result))["Keterangan"])
    assert "Rp3.000.000,00 ÷ Rp3.000.000,00 × 100 = 100,00" in words
    assert "Dinas PPPA" in words
    assert "berjumlah sama dengan keseluruhan" in words
    assert "tag_arg.csv, unggahan 2" in words


def test_every_metric_leaves_as_workbook_csv_and_json_and_says_simulasi(store):
    for metric in all_metrics().values():
        result = metric.function(store, by=metric.grains[0], at=Slice())
        assert "simulasi" in json_text(result)
        assert "simulasi" in file_name(result, "csv")
        # A result without a row has no place for the label but its name.
        assert "simulasi" in csv_bytes(result).decode() or not result.rows()
        for sheet in _open(result, receipt=receipt(store, result)):
            assert "simulasi" in str(sheet["A1"].value), (metric.name, sheet.title)


def test_bars_show_the_largest_and_time_is_a_line(made):
    rows = [
        {"kode": str(n), "label": f"OPD {n}", "pembilang": Decimal(n), "penyebut": Decimal(100),
         "nilai": float(n), "alasan": None}
        for n in range(1, 31)
    ]  # fmt: skip
    book = _open(made(rows=rows), accent="#4B2A86")
    sheet = book["Grafik"]
    assert len(sheet._charts) == 1
    assert [sheet.cell(row, 1).value for row in (4, 5, 18)] == ["OPD 30", "OPD 29", "OPD 16"]
    assert sheet.cell(19, 1).value is None
    years = [{**row, "kode": f"20{row['kode']}"} for row in rows[20:25]]
    line = _open(made(rows=years, by=(Grain.TAHUN,)))["Grafik"]._charts[0]
    assert type(line).__name__ == "LineChart"


def test_one_figure_alone_gets_no_chart(made):
    rows = [{"kode": "1", "label": "A", "pembilang": None, "penyebut": None, "nilai": None,
             "alasan": "DATA_KOSONG"}]  # fmt: skip
    assert _open(made(rows=rows)).sheetnames == ["Angka", "Keterangan"]


def test_two_grains_have_four_columns_of_keys(made):
    rows = [{"kode": "1", "label": "A", "kode_2": "2025", "label_2": "2025",
             "pembilang": Decimal(1), "penyebut": Decimal(2),
             "nilai": 50.0, "alasan": None}]  # fmt: skip
    sheet = _open(made(rows=rows, by=(Grain.OPD, Grain.TAHUN)))["Angka"]
    assert [cell.value for cell in sheet[4]][:4] == [
        "Kode Perangkat daerah (OPD)", "Perangkat daerah (OPD)", "Kode Tahun", "Tahun",
    ]  # fmt: skip
    assert sheet["G5"].value == 50
