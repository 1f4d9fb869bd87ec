"""Other real files: each comes in or is refused for the right reason, never read wrongly."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from pug_metrics.ingest import Answers, IntakeRefused, Severity, commit, inspect_file, understand
from pug_metrics.store import Store
from pug_metrics.tables.reading import read_plain
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


# -- the tables themselves, whatever dataset takes them --------------------------------------------


def table(real: Path, name: str) -> list[dict[str, str]]:
    """The rows that ``read`` gives of a file, by header."""
    found = read_plain((real / name).read_bytes(), name)
    return [dict(zip(found.names, row, strict=True)) for row in found.rows()]


@pytest.mark.parametrize(
    ("name", "rows", "column", "total"),
    [
        ("jabar_korban_usia.csv", 1512, "jumlah_korban", 4_908),
        ("dana_desa_pagu_2023_2024.csv", 869, "nilai", 139_000_000_000_000),
        ("dana_desa_realisasi_2023_2024.csv", 859, "nilai", 106_423_318_360_607),
        ("apba_aceh_2025_rincian.csv", 10_619, "jumlah_rp", Decimal("131116402633157.45")),
    ],
)
def test_a_table_is_read_whole_with_its_sum(real: Path, name, rows, column, total):
    read_rows = table(real, name)
    assert len(read_rows) == rows
    assert sum(Decimal(row[column]) for row in read_rows) == total


def test_the_form_has_nine_rows_of_which_two_are_totals(real: Path):
    name = "lra_judul_bertumpuk.xlsx"
    found = read_plain((real / name).read_bytes(), name)
    assert found.header_rows == (14,)
    assert sorted([*found.row_numbers(), *found.left["jumlah"]]) == list(range(18, 27))
    assert found.left["jumlah"] == (18, 22)
    budget = found.names.index("ANGGARAN")
    amounts = [int(row[budget]) for row in found.rows()]
    assert (sum(amounts[:3]), sum(amounts[3:])) == (610_000_000, 80_000_000)


def test_absorption_of_village_funds_is_over_a_hundred_and_not_clipped(real: Path):
    def sums(name: str) -> dict[tuple[str, str, str], Decimal]:
        return {
            (row["tahun"], row["kdprov"], row["kdpemda"]): Decimal(row["nilai"])
            for row in table(real, name)
        }

    ceiling = sums("dana_desa_pagu_2023_2024.csv")
    spent = sums("dana_desa_realisasi_2023_2024.csv")
    both = ceiling.keys() & spent.keys()
    shares = {}
    for year in ("2023", "2024"):
        keys = [key for key in both if key[0] == year]
        share = sum(spent[key] for key in keys) / sum(ceiling[key] for key in keys) * 100
        shares[year] = (len(keys), round(share, 4))
    assert shares == {"2023": (434, Decimal("102.7218")), "2024": (425, Decimal("54.3349"))}
    bogor = [round(spent[y, "10", "03"] / ceiling[y, "10", "03"] * 100, 2) for y in shares]
    assert bogor == [Decimal("101.17"), Decimal("46.14")]


def test_zeros_codes_and_the_national_row_stay_as_written(real: Path):
    rows = table(real, "dana_desa_pagu_2023_2024.csv")
    national = [row for row in rows if row["kdpemda"] == "00" and row["urpemda"] == "Nasional"]
    assert [(row["tahun"], row["kdprov"]) for row in national][:1] == [("2023", "00")]
    assert {len(row["kdprov"]) for row in rows} == {2}


def test_ceilings_of_programmes_stand_once_each_and_targets_as_written(real: Path):
    rows = table(real, "banyuwangi_program_2026_2030.csv")
    assert len(rows) == 16
    field = [row for row in rows if row["kode_program"].startswith("2.08")]
    sums = {year: sum(int(row[f"pagu_{year}"] or 0) for row in field) for year in range(2026, 2031)}
    assert sums == {2026: 9_823_000_000, 2027: 9_841_560_200, 2028: 9_842_307_600,
                    2029: 9_901_875_900, 2030: 10_167_192_300}  # fmt: skip
    assert {"2,288", "2.3:1000"} <= {row["kondisi_awal"] for row in rows}
    assert {"2,244", "2.3:1000"} <= {row["target_2026"] for row in rows}


# -- refused for the right reason ------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["dana_desa_pagu_2023_2024.csv", "dana_desa_realisasi_2023_2024.csv"]
)
@pytest.mark.parametrize("dataset", ["anggaran", "realisasi"])
def test_codes_of_the_ministry_of_finance_are_the_reason(real: Path, name: str, dataset: str):
    report = read(real, name, dataset)
    assert found(report, "kode_djpk") == [(None, "", "kdpemda, kdprov")]
    assert report.refused_whole
    assert report.diterima == 0
    national = [row for row in table(real, name) if row["urpemda"] == "Nasional"]
    notes = [each.facts["jumlah"] for each in report.findings if each.kind == "baris_nasional"]
    assert notes == ([len(national)] if national else [])


@pytest.mark.parametrize("dataset", ["anggaran", "penduduk", "sasaran"])
def test_victims_of_violence_go_into_no_other_dataset(real: Path, store: Store, dataset: str):
    report = read(real, "jabar_korban_usia.csv", dataset)
    assert found(report, "data_korban")[0][2] == "jumlah_korban"
    assert (report.diterima, report.refused_whole) == (0, True)
    with pytest.raises(IntakeRefused):
        commit(store, report, actor="uji", accept_good=True)


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("apba_aceh_2025_rincian.csv", "anggaran"),
        ("lra_judul_bertumpuk.xlsx", "realisasi"),
        ("dana_desa_pagu_2023_2024.csv", "anggaran"),
        ("jabar_korban_usia.csv", "penduduk"),
    ],
)
def test_every_row_of_a_real_file_has_one_fate(real: Path, name: str, dataset: str):
    report = read(real, name, dataset)
    fates = report.fates
    rows = [*fates.accepted.to_pylist(), *fates.rejected.to_pylist()]
    for found_rows in fates.set_aside.values():
        rows += found_rows.to_pylist()
    assert Counter(rows) == Counter(
        range(report.header_row + 1, report.header_row + 1 + report.dibaca)
    )
