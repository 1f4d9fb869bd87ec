"""Every rule on rows fires where it should and stays silent where it should not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from pug_metrics.datasets import dataset
from pug_metrics.ingest import Answers, Report
from pug_metrics.ingest.judging import Judged, judge
from pug_metrics.ingest.reading import read_table
from tests.ingest.files_by_hand import AGENCY, ANSWERS, SUB, budget, found, line, read

pytestmark = pytest.mark.cepat
TODAY = date(2025, 9, 15)


def judged(text: str, name: str, answers: Answers = ANSWERS, today: date = TODAY) -> Judged:
    reading = read_table(dataset(name), text.encode(), "uji.csv", answers)
    return judge(reading, None, today)


def rows_of(judgement: Judged, kind: str) -> list[list[int] | None]:
    """The rows of every mark of a kind; None for the file as a whole."""
    marks = [mark for mark in judgement.marks if mark.kind == kind]
    return [None if mark.rows is None else mark.rows.to_pylist() for mark in marks]


def spending(*rows: Sequence[str]) -> str:
    head = "kode_skpd,kode_sub_kegiatan,kode_rekening,kode_sumber_dana,tahun,sampai_bulan,realisasi"
    return "\n".join([head, *(",".join(row) for row in rows)])


def spent(month: str, amount: str, year: str = "2025", account: int = 1) -> list[str]:
    return [AGENCY, SUB, f"5.1.02.01.01.{account:04d}", "1.1", year, month, amount]


def people(*rows: str, head: str = "kode_wilayah,tahun,laki_laki,perempuan,jumlah") -> Report:
    return read("\n".join([head, *rows]).encode(), dataset="penduduk")


def beneficiaries(*rows: str) -> Report:
    head = "kode_skpd,kode_sub_kegiatan,target_l,target_p,target_total"
    return read("\n".join([head, *(f"{AGENCY},{SUB},{row}" for row in rows)]).encode(),
                dataset="sasaran")  # fmt: skip


# -- time ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "year", "ahead"),
    [("9", "2025", False), ("10", "2025", True), ("1", "2026", True), ("12", "2024", False)],
)
def test_a_month_that_has_not_begun_is_a_warning(month: str, year: str, ahead: bool):
    answers = Answers(daerah="63.72")
    judgement = judged(spending(spent(month, "5", year)), "realisasi", answers)
    assert rows_of(judgement, "bulan_depan") == ([[2]] if ahead else [])


def test_an_answered_month_that_lies_ahead_is_told_once():
    text = f"kode_skpd,kode_rekening,realisasi\n{AGENCY},5.1.01,4\n{AGENCY},5.1.02,5"
    answers = Answers(2025, None, "63.72", sampai_bulan=12)
    assert rows_of(judged(text, "realisasi", answers), "bulan_depan") == [None]


@pytest.mark.parametrize(("year", "far"), [(2025, False), (2026, False), (2027, True)])
def test_a_budget_of_more_than_a_year_ahead_is_a_warning(year: int, far: bool):
    answers = Answers(year, "MURNI", "63.72")
    judgement = judged(budget(line()).decode(), "anggaran", answers)
    assert rows_of(judgement, "tahun_jauh") == ([None] if far else [])


@pytest.mark.parametrize(
    ("day", "kind"),
    [("2025-09-15", ""), ("16/09/2025", "tanggal_depan"), ("1999-12-31", "tanggal_lampau")],
)
def test_documents_have_a_date_that_can_be(day: str, kind: str):
    text = f"kode_skpd,jenis,status,tanggal\n{AGENCY},GAP,DISETUJUI,{day}"
    judgement = judged(text, "dokumen")
    kinds = {mark.kind for mark in judgement.marks if mark.kind.startswith("tanggal_")}
    assert kinds == ({kind} if kind else set())


# -- sameness --------------------------------------------------------------------------------------


def test_two_regions_in_one_file_are_a_warning():
    head = ("Kode Daerah", "Kode SKPD", "Kode Rekening", "Pagu")
    one, other = ["63.72", AGENCY, "5.1.01", "1"], ["63.71", AGENCY, "5.1.01", "2"]
    answers = Answers(2025, "MURNI")
    assert found(read(budget(one, other, head=head), answers), "daerah_campur") == [
        (None, "Kode Daerah", "63.71, 63.72")]  # fmt: skip
    assert "daerah_campur" not in read(budget(one, one, head=head), answers).counts


def test_two_years_in_one_budget_are_a_note():
    head = ("Tahun", "Kode SKPD", "Kode Rekening", "Pagu")
    rows = [["2024", AGENCY, "5.1.01", "1"], ["2025", AGENCY, "5.1.01", "2"]]
    answers = Answers(tahapan="MURNI", daerah="63.72")
    assert found(read(budget(*rows, head=head), answers), "isi_campur") == [
        (None, "Tahun", "2024, 2025")]  # fmt: skip
    assert "isi_campur" not in read(budget(rows[0], head=head), answers).counts


def test_zeros_are_noted_and_a_file_of_zeros_is_a_warning():
    some = read(budget(line(pagu="0"), line(account="5.1.01", pagu="3")))
    assert (some.counts.get("nol"), some.counts.get("nol_semua")) == (1, None)
    assert some.findings[[each.kind for each in some.findings].index("nol")].facts["jumlah"] == 1
    every = read(budget(line(pagu="0"), line(account="5.1.01", pagu="0")))
    assert (every.counts.get("nol"), every.counts.get("nol_semua")) == (None, 1)
    assert {"nol", "nol_semua"}.isdisjoint(read(budget(line())).counts)


def test_one_amount_in_ten_lines_is_a_warning_in_nine_it_is_not():
    rows = [line(account=f"5.1.02.01.01.{number:04d}", pagu="7") for number in range(1, 11)]
    assert read(budget(*rows)).counts.get("ukuran_sama") == 1
    assert "ukuran_sama" not in read(budget(*rows[:9])).counts
    assert "ukuran_sama" not in read(budget(*rows[:9], line(pagu="8"))).counts


def test_a_column_that_is_blank_everywhere_is_one_error():
    report = read(budget(line(pagu=""), line(account="5.1.01", pagu="")))
    assert report.counts.get("kolom_seluruhnya_kosong") == 1
    assert "wajib_kosong" not in report.counts
    assert (report.diterima, report.ditolak) == (0, 2)
    half = read(budget(line(pagu=""), line(account="5.1.01")))
    assert half.counts.get("wajib_kosong") == 1
    assert "kolom_seluruhnya_kosong" not in half.counts


def test_a_negative_ceiling_is_an_error_and_nothing_is_not():
    assert found(read(budget(line(pagu="-5"))), "negatif") == [(2, "Pagu", "-5")]
    assert "negatif" not in read(budget(line(pagu="0"))).counts


# -- people ----------------------------------------------------------------------------------------


def test_men_and_women_of_a_place_add_up_to_its_people():
    report = people("63.72.02.1003,2025,5,6,11", "63.72.02.1004,2025,5,6,12")
    assert found(report, "lp_berbeda") == [(3, "jumlah", "12")]
    assert report.diterima == 1


def test_men_and_women_of_beneficiaries_add_up():
    report = beneficiaries("5,6,11", "5,6,12")
    assert [row for row, _, _ in found(report, "lp_berbeda")] == [3]


def test_women_alone_may_not_exceed_all():
    report = beneficiaries(",6,6", ",7,6", "3,,2", "2,,3")
    assert [(row, column) for row, column, _ in found(report, "bagian_melebihi")] == [
        (3, "target_p"), (4, "target_l")]  # fmt: skip
    assert "lp_berbeda" not in report.counts


# -- places and codes ------------------------------------------------------------------------------


def places(*rows: str) -> Report:
    return read("\n".join(["kode_wilayah,nama,jenis,kode_induk", *rows]).encode(),
                dataset="wilayah")  # fmt: skip


def test_a_place_lies_in_the_place_that_its_code_begins_with():
    good = places("63.72.02.1777,Baru,kelurahan,63.72.02")
    assert not good.has_errors
    bad = places("63.72.02.1777,Baru,kelurahan,63.72.03")
    assert found(bad, "induk_wilayah_berbeda") == [(2, "kode_induk", "63.72.03")]


def test_the_place_above_must_exist_in_the_list_or_in_the_file():
    lost = places("63.72.77.1001,Baru,kelurahan,")
    assert found(lost, "induk_wilayah_tak_ada") == [(2, "kode_wilayah", "63.72.77.1001")]
    both = places("63.72.77.1001,Baru,kelurahan,", "63.72.77,Kecamatan Baru,kecamatan,")
    assert "induk_wilayah_tak_ada" not in both.counts


def test_the_type_of_a_place_goes_with_its_code():
    report = places("63.72.02.1777,Baru,kecamatan,", "63.72.02.1778,Baru Dua,kelurahan,")
    assert found(report, "jenis_wilayah_berbeda") == [(2, "jenis", "kecamatan")]


def test_fields_of_a_village_budget_contain_each_other():
    head = "tahun,kode_wilayah,tahapan,kode_bidang,kode_sub_bidang,kode_kegiatan,anggaran\n"
    rows = ["4,4.4,4.4.01,5", "4,3.4,,6", "4,4.4,4.3.01,7"]
    text = head + "\n".join(f"2025,63.72.02.1003,MURNI,{row}" for row in rows)
    report = read(text.encode(), dataset="apbdes")
    assert [(row, column) for row, column, _ in found(report, "induk_berbeda")] == [
        (3, "kode_bidang"), (4, "kode_sub_bidang")]  # fmt: skip


def test_a_tag_outside_the_categories_or_the_weights_is_an_error():
    head = "kode_skpd,kode_rekening,kategori_arg,bobot_arg\n"
    rows = [f"{AGENCY},5.1.01,SPESIFIK,1", f"{AGENCY},5.1.02,LAINNYA,1",
            f"{AGENCY},5.1.03,SPESIFIK,1.01", f"{AGENCY},5.1.04,SPESIFIK,-0.1"]  # fmt: skip
    report = read((head + "\n".join(rows)).encode(), dataset="tag_arg")
    assert [row for row, _, _ in found(report, "pilihan_tidak_sah")] == [3]
    assert report.diterima == 1
    assert report.ditolak == 3


# -- names -----------------------------------------------------------------------------------------


def test_one_name_under_two_codes_is_a_warning():
    rows = [line("1.01", "Dinas Sosial"), line("1.02", "DINAS  SOSIAL", account="5.1.01")]
    (finding,) = [each for each in read(budget(*rows)).findings if each.kind == "kode_berbeda"]
    assert (finding.value, finding.facts["kode"]) == ("Dinas Sosial", "1.01; 1.02")
    assert "kode_berbeda" not in read(budget(rows[0], line("1.02", "Dinas Lain"))).counts


def test_one_code_under_two_names_is_a_warning():
    rows = [line("1.01", "Dinas Sosial"), line("1.01", "Dinas Sosial dan PPPA", account="5.1.01")]
    assert read(budget(*rows)).counts.get("nama_berbeda") == 1
    assert "nama_berbeda" not in read(budget(rows[0])).counts


def test_an_agency_without_a_name_among_named_ones_is_a_note():
    named, bare = line("1.01", "Dinas Sosial"), line("1.02", "", account="5.1.01")
    assert read(budget(named, bare)).counts.get("nama_kosong") == 1
    assert "nama_kosong" not in read(budget(bare)).counts
    again = read(budget(named, line("1.01", "", account="5.1.01")))
    assert "nama_kosong" not in again.counts


# -- months of spending ----------------------------------------------------------------------------


def test_cumulative_spending_that_falls_is_a_warning():
    rows = [
        spent("3", "10"),
        spent("6", "9.5"),
        spent("3", "4", account=2),
        spent("6", "4", account=2),
    ]
    judgement = judged(spending(*rows), "realisasi", Answers(daerah="63.72"))
    assert rows_of(judgement, "realisasi_turun") == [[3]]
    year = judged(spending(spent("12", "9", "2024"), spent("1", "1")), "realisasi",
                  Answers(daerah="63.72"))  # fmt: skip
    assert rows_of(year, "realisasi_turun") == []


def test_spending_above_its_ceiling_in_the_file_is_a_warning_and_stays():
    head = ("Kode SKPD", "Kode Rekening", "Pagu", "Realisasi")
    rows = [[AGENCY, "5.1.01", "10", "10"], [AGENCY, "5.1.02", "10", "10.01"]]
    report = read(budget(*rows, head=head), Answers(2025, "MURNI", "63.72", sampai_bulan=6))
    assert [row for row, _, _ in found(report, "realisasi_di_atas")] == [3]
    assert report.diterima == 2


# -- tables of others ------------------------------------------------------------------------------


def test_codes_of_the_ministry_of_finance_are_named_where_the_file_is_refused():
    text = "tahun,kdprov,kdpemda,nilai\n2024,10,03,5\n"
    report = read(text.encode(), Answers(2024, "MURNI", "32.01"))
    assert found(report, "kode_djpk") == [(None, "", "kdpemda, kdprov")]
    head = ("kdprov", "kdpemda", "Kode SKPD", "Pagu")
    assert "kode_djpk" not in read(budget(["10", "03", AGENCY, "5"], head=head)).counts


def test_victims_are_refused_as_another_dataset():
    report = read(b"kode_wilayah,tahun,jumlah_korban\n63.72.02.1003,2024,5\n", dataset="penduduk")
    assert found(report, "data_korban") == [(None, "jumlah_korban", "jumlah_korban")]
    text = "kode_wilayah,tahun,laki_laki,perempuan,korban\n63.72.02.1003,2024,5,6,1\n"
    assert "data_korban" not in read(text.encode(), dataset="penduduk").counts


def test_each_of_two_rows_of_one_key_names_the_other():
    double = read(budget(line(pagu="5"), line(pagu="6")))
    assert [each.facts["pertama"] for each in double.findings if each.kind == "kunci_ganda"] == [
        3,
        2,
    ]
    head = "Kode SKPD;Kode Sub Kegiatan;ARG\n"
    rows = f"{AGENCY};;NETRAL\n{AGENCY};;\n{AGENCY};2.08.02.2.01.3;SPESIFIK\n"
    report = read((head + rows).encode(), dataset="tag_arg")
    told = [e for e in report.findings if e.kind == "kunci_berbeda"]
    assert [(e.row, e.facts["pertama"], e.value) for e in told] == [(2, 3, "NETRAL"), (3, 2, "")]
