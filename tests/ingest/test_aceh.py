"""The budget of Aceh 2025 as its author published it, with every fault it has."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from pug_metrics.ingest import Answers, IntakeRefused, Report, commit, kept_file, understand
from pug_metrics.store import Store

TOTAL = Decimal("11006439723330.00")
WITHOUT = (9703, 30, Decimal("8727621226517.62"))
WITH = (10084, 31, Decimal("19319861953168.45"))


def report_of(real: Path, recap: str | None, store: Store | None = None) -> Report:
    data = (real / "apba_aceh_2025_rincian.csv").read_bytes()
    answers = Answers(tahun=2025, tahapan="MURNI", daerah="11", recap=recap)
    return understand("anggaran", data, "apba_aceh_2025_rincian.csv", answers, store)


def stored(store: Store) -> tuple[int, int, Decimal]:
    row = store.query(
        "SELECT count(*) AS baris, count(DISTINCT kode_skpd) AS opd, sum(pagu) AS pagu FROM baris"
    ).to_pylist()[0]
    return row["baris"], row["opd"], row["pagu"]


@pytest.mark.parametrize(("recap", "expected"), [("kecualikan", WITHOUT), ("sertakan", WITH)])
def test_lines_agencies_and_rupiah_are_exact(real: Path, store: Store, recap, expected):
    report = report_of(real, recap, store)
    record = commit(store, report, actor="uji")[0]
    assert stored(store) == expected
    assert (record.diterima, record.jumlah, record.jumlah_berkas) == (
        expected[0], expected[2], TOTAL)  # fmt: skip
    assert record.catatan["rekap"][0]["dikecualikan"] is (recap == "kecualikan")


def test_every_row_is_accounted_for_by_name_and_count(real: Path):
    report = report_of(real, "kecualikan")
    assert [(each.kind, each.detail, each.rows, each.amount) for each in report.set_aside] == [
        ("bukan_belanja", "PENDAPATAN", 327, Decimal("66762519385252.00")),
        ("bukan_belanja", "PEMBIAYAAN", 16, Decimal("1519371311975.00")),
        ("subtotal_rekening", "2 (Kelompok)", 4, TOTAL),
        ("subtotal_rekening", "3 (Jenis)", 14, TOTAL),
        ("subtotal_rekening", "4 (Objek)", 48, Decimal("10750244874051.00")),
        ("subtotal_rekening", "5 (Rincian Objek)", 126, Decimal("10751525662051.00")),
        ("rekap", "Sekretariat Daerah Aceh", 381, Decimal("10592240726650.83")),
    ]
    assert (report.dibaca, report.diterima, report.ditolak, report.disisihkan) == (
        10619, 9703, 0, 916)  # fmt: skip
    whole = sum(each.amount for each in report.set_aside) + report.sums.accepted
    assert whole == Decimal("131116402633157.45")


def test_the_recapitulation_is_named_with_its_counts(real: Path):
    (recap,) = report_of(real, "kecualikan").recaps
    assert (recap.nama, recap.rows, recap.accounts, recap.equal) == (
        "Sekretariat Daerah Aceh", 381, 381, 331)  # fmt: skip
    assert recap.amount == Decimal("10592240726650.83")
    assert recap.equal_amount == Decimal("8659823500615.62")


def test_nothing_is_stored_before_the_recapitulation_is_decided(real: Path, store: Store):
    report = report_of(real, None, store)
    assert [choice.kind for choice in report.choices] == ["rekap"]
    with pytest.raises(IntakeRefused) as refused:
        commit(store, report, actor="uji")
    assert refused.value.kind == "rekap_belum_dipilih"
    assert store.batches() == ()


def test_the_other_choice_replaces_the_first(real: Path, store: Store):
    commit(store, report_of(real, "sertakan"), actor="uji")
    commit(store, report_of(real, "kecualikan"), actor="uji", mode="ganti")
    assert stored(store) == WITHOUT
    commit(store, report_of(real, "sertakan"), actor="uji", mode="ganti")
    assert stored(store) == WITH


def test_subtotals_are_found_without_the_level_column_too(real: Path):
    data = (real / "apba_aceh_2025_rincian.csv").read_bytes().replace(b",level,", b",lvl,")
    report = understand(
        "anggaran", data, "apba.csv", Answers(2025, "MURNI", "11", recap="kecualikan")
    )
    assert (report.diterima, report.sums.accepted) == (WITHOUT[0], WITHOUT[2])
    assert report.sums.declared == TOTAL


def test_the_difference_to_the_files_own_total_is_said(real: Path):
    report = report_of(real, "kecualikan")
    assert report.sums.declared == TOTAL
    assert report.sums.difference == WITHOUT[2] - TOTAL
    assert "jumlah_berbeda" in report.counts


def test_agencies_sum_as_an_independent_reader_sums_them(real: Path):
    sums: dict[str, Decimal] = defaultdict(Decimal)
    with (real / "apba_aceh_2025_rincian.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["klasifikasi_akun"] == "BELANJA" and row["level"] == "6":
                sums[row["kode_skpd"]] += Decimal(row["jumlah_rp"])
    rows = report_of(real, "sertakan").parts[0].rows
    found: dict[str, Decimal] = defaultdict(Decimal)
    for code, pagu in zip(rows["kode_skpd"].to_pylist(), rows["pagu"].to_pylist(), strict=True):
        found[code] += pagu
    assert found == sums


def test_rows_lead_back_to_the_file(real: Path, store: Store):
    report = report_of(real, "kecualikan", store)
    commit(store, report, actor="uji")
    kept = kept_file(report.sha256)
    assert kept is not None
    lines = kept.read_text("utf-8-sig").splitlines()
    found = store.query("SELECT baris, kode_rekening, pagu FROM baris ORDER BY baris LIMIT 50")
    for row in found.to_pylist():
        cells = next(csv.reader([lines[row["baris"] - 1]]))
        assert cells[8] == row["kode_rekening"]
        assert Decimal(cells[21]) == row["pagu"]


def test_the_affair_that_is_a_field_is_parted(real: Path):
    rows = report_of(real, "kecualikan").parts[0].rows
    first = rows.slice(0, 1).to_pylist()[0]
    assert first["kode_urusan"] == first["kode_bidang_urusan"][0]
    assert first["nama_bidang_urusan"]
    assert first["nama_urusan"] is None
