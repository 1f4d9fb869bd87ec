"""Village funds of DJPK: both real files come in under Kemendagri codes, with the known answers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pug_metrics.ingest import Answers, Report, commit, understand
from pug_metrics.store import Store
from tests.ingest.files_by_hand import found

NAMES = {measure: f"dana_desa_{measure}_2023_2024.csv" for measure in ("pagu", "realisasi")}
HEAD = "tahun\tkdprov\tkdpemda\turpemda\tpagu\n"


def read(real: Path, measure: str) -> Report:
    name = NAMES[measure]
    answers = Answers(columns={"nilai": measure})
    return understand("dana_desa", (real / name).read_bytes(), name, answers)


def small(rows: str, head: str = HEAD) -> Report:
    return understand("dana_desa", (head + rows).encode(), "dd.csv", Answers())


def test_which_amount_a_file_holds_is_asked_never_guessed(real: Path):
    for name in NAMES.values():
        report = understand("dana_desa", (real / name).read_bytes(), name, Answers())
        assert report.diterima == 0
        assert report.questions == ()
        (choice,) = [each for each in report.suggestions if each.column == "nilai"]
        assert [option for option, _ in choice.options] == ["pagu", "realisasi", ""]


@pytest.mark.parametrize(
    ("measure", "rows", "national", "total"),
    [("pagu", 869, 1, 139_000_000_000_000), ("realisasi", 859, 0, 106_423_318_360_607)],
)
def test_a_real_file_comes_in_whole_but_for_the_country(real, measure, rows, national, total):
    report = read(real, measure)
    assert (report.dibaca, report.diterima, report.ditolak) == (rows, rows - national, 0)
    asides = {each.kind: each.rows for each in report.set_aside}
    assert asides == ({"nasional": national} if national else {})
    # The national row of the ceiling is 2 T.
    held = sum(report.parts[0].rows[measure].to_pylist())
    assert held == total - national * 2_000_000_000_000


def test_absorption_of_both_files_together_is_the_known_one(real: Path, store: Store):
    commit(store, read(real, "pagu"), actor="uji")
    commit(store, read(real, "realisasi"), actor="uji", mode="tambah")
    both = store.query(
        "SELECT tahun, count(*) AS pemda, sum(realisasi) / sum(pagu) * 100 AS persen "
        "FROM dana_desa_daerah WHERE pagu IS NOT NULL AND realisasi IS NOT NULL "
        "GROUP BY tahun ORDER BY tahun"
    ).to_pylist()
    assert [(row["tahun"], row["pemda"], round(row["persen"], 4)) for row in both] == [
        (2023, 434, 102.7218), (2024, 425, 54.3349),
    ]  # fmt: skip
    shares = store.query(
        "SELECT kode_daerah, round(realisasi / pagu * 100, 2) AS persen FROM dana_desa_daerah "
        "WHERE kode_daerah IN ('32.01', '64.01') ORDER BY kode_daerah, tahun"
    ).to_pylist()
    assert [(row["kode_daerah"], row["persen"]) for row in shares] == [
        ("32.01", 101.17), ("32.01", 46.14), ("64.01", 101.67), ("64.01", 46.56),
    ]  # fmt: skip


@pytest.mark.cepat
def test_a_code_that_is_not_listed_or_has_another_name_is_refused():
    report = small("2024\t10\t03\tKab. Bogor\t100\n2024\t10\t99\tKab. X\t5\n"
                   "2024\t10\t03\tKab. Paser\t7\n")  # fmt: skip
    assert found(report, "djpk_tak_dikenal") == [
        (3, "kode_daerah", "10.99 Kab. X"), (4, "kode_daerah", "10.03 Kab. Paser"),
    ]  # fmt: skip
    assert report.parts[0].rows["kode_daerah"].to_pylist() == ["32.01"]
    assert "wajib_kosong" not in report.counts


@pytest.mark.cepat
def test_zeros_that_a_spreadsheet_dropped_are_put_back():
    report = small("2024\t1\t1\tKab. Aceh Barat\t100\n")
    assert report.parts[0].rows["kode_daerah"].to_pylist() == ["11.05"]


@pytest.mark.cepat
def test_a_column_of_kemendagri_codes_outranks_those_of_djpk():
    head = "tahun\tkode daerah\tkdprov\tkdpemda\tpagu\n"
    report = small("2024\t64.01\t10\t03\t100\n", head)
    assert report.parts[0].rows["kode_daerah"].to_pylist() == ["64.01"]


@pytest.mark.cepat
def test_the_codes_of_djpk_are_read_in_no_other_dataset():
    text = "tahun\tkdprov\tkdpemda\tlaki_laki\tperempuan\n2024\t10\t03\t5\t6\n"
    report = understand("penduduk", text.encode(), "p.csv", Answers())
    assert report.diterima == 0
    assert "kode_djpk" in report.counts


@pytest.mark.cepat
def test_the_national_figure_is_set_aside_and_counted():
    report = small("2024\t00\t00\tNasional\t100\n2024\t17\t08\tKab. Paser\t7\n")
    assert [(each.kind, each.rows) for each in report.set_aside] == [("nasional", 1)]
    assert report.parts[0].rows["pagu"].to_pylist() == [Decimal("7.00")]


@pytest.mark.cepat
def test_rows_of_one_region_and_year_may_tell_different_amounts_only(store: Store):
    head = "kode_daerah\ttahun\tpagu\trealisasi\n"
    apart = small("64.01\t2024\t10\t\n64.01\t2024\t\t4\n", head)
    assert not found(apart, "kunci_ganda")
    commit(store, apart, actor="uji")
    (held,) = store.query("SELECT pagu, realisasi FROM dana_desa_daerah").to_pylist()
    assert held == {"pagu": Decimal(10), "realisasi": Decimal(4)}
    twice = small("64.01\t2024\t10\t\n64.01\t2024\t12\t4\n64.01\t2023\t8\t9\n", head)
    assert found(twice, "kunci_ganda") == [(2, "pagu", "10"), (3, "pagu", "12")]
    assert [int(each) for each in twice.parts[0].rows["tahun"].to_pylist()] == [2023]


@pytest.mark.cepat
def test_ceiling_and_transfer_of_one_file_stand_in_one_row(store: Store):
    text = "kode_daerah,tahun,pagu,realisasi\n64.01,2024,10,4\n64.01,2023,8,9\n"
    commit(store, understand("dana_desa", text.encode(), "d.csv", Answers(), store), actor="uji")
    held = store.query("SELECT tahun, pagu, realisasi FROM dana_desa_daerah ORDER BY tahun")
    assert [tuple(map(int, row.values())) for row in held.to_pylist()] == [
        (2023, 8, 9), (2024, 10, 4),
    ]  # fmt: skip
