"""Other real files: each comes in or is refused for the right reason, never read wrongly."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pug_metrics.ingest import Answers, IntakeRefused, Severity, commit, inspect_file, understand
from pug_metrics.store import Store
from tests.ingest.files_by_hand import found

ANSWERS = Answers(tahun=2025, tahapan="MURNI", daerah="12.15", sampai_bulan=9)


def read(real: Path, name: str, dataset: str = "anggaran"):
    return understand(dataset, (real / name).read_bytes(), name, ANSWERS)


@pytest.mark.parametrize("dataset", ["anggaran", "realisasi"])
def test_the_form_with_stacked_titles_is_refused_never_read_wrongly(real, store: Store, dataset):
    report = read(real, "lra_judul_bertumpuk.xlsx", dataset)
    assert report.header_row == 14
    assert found(report, "kolom_wajib_tidak_ada") == [(None, "kode_skpd", "")]
    assert report.diterima == 0
    assert report.dibaca == report.ditolak + report.disisihkan == 12
    with pytest.raises(IntakeRefused):
        commit(store, report, actor="uji", accept_good=True)


def test_two_amounts_under_one_merged_header_are_pointed_out(real: Path):
    report = read(real, "lra_judul_bertumpuk.xlsx")
    rows = [row for row, column, _ in found(report, "sel_gabung_bercabang")]
    assert rows == [23, 24, 25, 26]
    assert report.sums.rejected == Decimal(80_000_000)
    assert report.sums.declared == Decimal(80_000_000)


def test_village_funds_with_tabs_lack_an_agency(real: Path):
    report = read(real, "dana_desa_pagu_2023_2024.csv")
    assert (report.delimiter, report.dibaca, report.diterima) == ("\t", 869, 0)
    assert report.sums.rejected == Decimal(139_000_000_000_000)
    assert {"kolom_wajib_tidak_ada", "jawaban_berbeda"} <= set(report.counts)


def test_programmes_of_five_years_are_read_by_year_and_lack_an_agency_code(real: Path):
    report = read(real, "banyuwangi_program_2026_2030.csv")
    refused = {each.kind for each in report.findings if each.severity == "galat"}
    # The answered year 2025 is none of the five; names of agencies have no codes.
    assert refused == {"jawaban_berbeda", "kolom_kode_tidak_ada"}
    assert report.diterima == 0
    assert report.dibaca == report.ditolak + report.disisihkan
    assert {each.facts["jumlah"] for each in report.findings if each.kind == "tabel_melebar"} == {
        report.dibaca - sum(each.rows for each in report.set_aside if each.kind == "sel_kosong")
    }


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("apba_aceh_2025_rincian.csv", "anggaran"),
        ("lra_judul_bertumpuk.xlsx", "anggaran"),
        ("jabar_korban_usia.csv", None),
        ("banyuwangi_program_2026_2030.csv", None),
    ],
)
def test_the_dataset_of_a_file_is_guessed_from_its_headers(real: Path, name, dataset):
    inspection = inspect_file((real / name).read_bytes(), name)
    assert inspection.dataset == dataset
    assert (inspection.report is None) == (dataset is None)


def test_an_inspection_says_what_does_not_add_up(real: Path):
    name = "apba_aceh_2025_rincian.csv"
    report = inspect_file((real / name).read_bytes(), name).report
    assert report is not None
    assert report.questions == ("kode_daerah", "tahapan")
    assert {"rekap", "jumlah_berbeda"} <= set(report.counts)
    assert report.count(Severity.GALAT) == 0
