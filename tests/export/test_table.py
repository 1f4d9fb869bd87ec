"""CSV, JSON and file names of a result."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pyarrow as pa
import pytest

from pug_metrics.export.table import csv_bytes, file_name, json_text, lines_csv_bytes
from pug_metrics.language import speaking

pytestmark = pytest.mark.cepat


def _csv(result):
    return list(csv.DictReader(io.StringIO(csv_bytes(result).decode("utf-8"))))


def test_csv_has_the_columns_of_the_frame_and_the_data_label(made):
    rows = _csv(made())
    assert list(rows[0]) == ["kode", "label", "pembilang", "penyebut", "nilai", "alasan", "data"]
    assert rows[0]["pembilang"] == "1000000.50"
    assert rows[0]["nilai"] == "25.0"
    assert {row["data"] for row in rows} == {"v41 simulasi"}


def test_a_missing_figure_is_an_empty_cell_with_a_reason(made):
    missing = _csv(made())[2]
    assert (missing["pembilang"], missing["nilai"]) == ("", "")
    assert missing["alasan"] == "DATA_KOSONG"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_run_as_a_formula(made, start):
    row = {"kode": f"{start}1", "label": f"{start}cmd|' /C calc'!A0", "pembilang": Decimal(-5),
           "penyebut": Decimal(1), "nilai": -500.0, "alasan": None}  # fmt: skip
    cells = _csv(made(rows=[row]))[0]
    assert cells["label"].startswith("'")
    assert cells["label"].endswith("cmd|' /C calc'!A0")
    assert cells["kode"].startswith("'")
    assert cells["pembilang"] == "-5.00"
    assert cells["nilai"] == "-500.0"


def test_rupiah_stay_exact_where_a_float_would_not_write_them(made):
    money = Decimal("19319861953168.45")
    row = {"kode": "1", "label": "A", "pembilang": money, "penyebut": None,
           "nilai": float(money), "alasan": None}  # fmt: skip
    result = made("budget_total", rows=[row], total=row)
    assert _csv(result)[0]["nilai"] == "19319861953168.45"
    content = json.loads(json_text(result))
    assert content["baris"][0]["nilai"] == "19319861953168.45"
    assert content["total"]["pembilang"] == "19319861953168.45"


def test_json_says_what_was_asked_and_of_which_data(made):
    content = json.loads(json_text(made()))
    assert content["metrik"] == "arg_share"
    assert content["butir"] == ["opd"]
    assert content["irisan"] == {"daerah": "63.72", "tahun": 2025, "tahapan": "MURNI"}
    assert content["basis"] == "TOTAL_BELANJA"
    assert content["data"] == "v41 simulasi"
    assert content["simulasi"] is True
    assert content["sumber"][0]["berkas"] == "rka_2025.xlsx"
    assert content["baris"][0]["penyebut"] == "4000002.00"
    assert content["baris"][0]["nilai"] == 25.0
    assert content["baris"][2]["nilai"] is None
    assert content["baris"][2]["pembilang"] is None


def test_a_total_that_does_not_match_is_among_the_notes(made):
    content = json.loads(json_text(made(declared=Decimal("11006439723330.00"))))
    assert content["cocok"] is False
    assert any("Rp11.006.439.723.330" in note for note in content["catatan"])
    assert content["sumber"][0]["jumlah_berkas"] == "11006439723330.00"


def test_json_speaks_the_language_in_use_but_keeps_its_keys(made):
    with speaking("en"):
        content = json.loads(json_text(made()))
    assert content["bahasa"] == "en"
    assert content["data"] == "v41 simulasi"
    assert set(content) == set(json.loads(json_text(made())))


def test_a_file_name_says_metric_region_year_stage_basis_and_simulasi(made):
    assert (
        file_name(made(), "csv") == "arg_share_opd_63.72_2025_MURNI_TOTAL_BELANJA_v41_simulasi.csv"
    )


def test_a_long_file_name_keeps_the_word_simulasi_and_is_safe(made):
    name = file_name(made(sumber_dana="a/b\\c:*?" * 60), "xlsx")
    assert name.endswith("_v41_simulasi.xlsx")
    assert len(name) < 200
    assert not set(name) & set('/\\:*?"<>|')


def test_real_data_carry_no_word_of_simulation(made):
    result = made(simulated=False)
    assert "simulasi" not in csv_bytes(result).decode()
    assert "simulasi" not in file_name(result, "csv")


def test_lines_keep_exact_rupiah_an_empty_cell_and_the_data_label():
    money = pa.array([Decimal("1144892798187.64"), None], pa.decimal128(20, 2))
    lines = pa.table({"uraian": ["=1+1", "kertas"], "pagu": money, "baris": [2, 3]})
    first, second = csv.DictReader(io.StringIO(lines_csv_bytes(lines, "v7 simulasi").decode()))
    assert first == {
        "uraian": "'=1+1", "pagu": "1144892798187.64", "baris": "2", "data": "v7 simulasi"
    }  # fmt: skip
    assert second["pagu"] == ""
