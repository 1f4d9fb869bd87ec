"""What intake advises can be followed: no far-fetched proposal, no noise after the real cause."""

from __future__ import annotations

from decimal import Decimal

import pytest
from files_by_hand import ANSWERS, budget, found, line, read, xlsx_of

from pug_metrics.ingest import Answers, commit, understand
from pug_metrics.language import speaking

pytestmark = pytest.mark.cepat

NAMES = ("SKPD", "Program", "Pagu Anggaran")
PROGRAMMES = [
    ("Dinas Kesehatan", "Program Pemenuhan Upaya Kesehatan", 1_500),
    ("Dinas Pendidikan", "Program Pengelolaan Pendidikan", 7_000),
]


def _said(report, kind: str) -> tuple[str, str]:
    finding = next(each for each in report.findings if each.kind == kind)
    return finding.sentence(), finding.cure()


@pytest.mark.parametrize("written", ["Kategori 1", "2", "responsif"])
def test_an_unknown_choice_names_all_choices_and_proposes_none(written):
    data = f"kode_skpd,kategori_arg\n1.01,{written}\n1.02,NETRAL\n".encode()
    with speaking("id"):
        _, cure = _said(read(data, ANSWERS, "tag_arg"), "pilihan_tidak_sah")
    assert cure.startswith("Tulis salah satu: SPESIFIK, KESETARAAN")


def test_an_amount_is_named_as_the_file_writes_it():
    report = read(budget(line(pagu="(Rp5.000.000)"), line(sub="2.08.02.2.01.0002"), sign=";"))
    assert found(report, "negatif") == [(2, "Pagu", "(Rp5.000.000)")]


def test_totals_of_a_file_with_names_only_are_set_aside():
    rows = [NAMES, *PROGRAMMES, ("Total", "", 8_500)]
    report = read(xlsx_of({"A": rows}), name="a.xlsx")
    assert [(each.kind, each.rows, each.amount) for each in report.set_aside] == [
        ("jumlah", 1, Decimal(8_500))
    ]
    assert (report.ditolak, report.sums.rejected) == (2, Decimal(8_500))


@pytest.mark.parametrize("language", ["id", "en"])
def test_names_without_codes_get_one_cause_and_a_cure(language):
    with speaking(language):
        report = read(xlsx_of({"A": [NAMES, *PROGRAMMES]}), name="a.xlsx")
        assert list(report.counts) == ["kolom_kode_tidak_ada"]
        sentence, cure = _said(report, "kolom_kode_tidak_ada")
    assert "SKPD" in sentence or "agency" in sentence.lower()
    assert cure


def test_rows_without_their_key_are_not_compared_with_the_store(store):
    commit(store, read(budget(line())), actor="uji")
    data = b"satuan,target_total\norang,5\norang,6\n"
    report = understand("sasaran", data, "a.csv", Answers(tahun=2025, daerah="63.72"), store)
    assert set(report.counts) == {"kolom_wajib_tidak_ada"}


def test_a_header_of_names_is_not_proposed_as_a_code():
    report = read(b"perangkat daerah,target_total\nDinas,5\n", ANSWERS, "sasaran")
    assert "kolom_wajib_mirip" not in report.counts
    assert "kolom_mirip" not in report.counts


def test_a_column_without_a_header_is_named_by_its_letter():
    rows = [["Kode SKPD", "Pagu", None], ["1.01", 5, "tiga"]]
    assert found(read(xlsx_of({"A": rows}), name="a.xlsx"), "kolom_tanpa_tajuk") == [
        (None, "C", "tiga")
    ]


@pytest.mark.parametrize(("language", "fine"), [("id", "1,05"), ("en", "1.05")])
def test_both_readings_of_a_number_are_written_as_readers_write_them(language, fine):
    report = read(budget(line(pagu="1.050"), line(sub="2.08.02.2.01.0002", pagu="2.300")))
    with speaking(language):
        sentence, _ = _said(report, "angka_ambigu")
    assert f"1.050 = {fine}" in sentence


def test_samples_are_taken_from_lines_and_not_from_totals():
    head = ("Kode SKPD", "Nama Rekening", "Kode Rekening", "Pagu")
    one = ("1.01", "Belanja", "5.1.02.01.01.0024", "Rp9.000")
    rows = [("JUMLAH", "", "", "Rp18.000,00"), one, one]
    report = read(budget(*rows, head=head, sign=";"))
    samples = {each.column: each.samples for each in report.columns}
    assert samples["kode_skpd"] == (("1.01", "1.01"),)
    assert samples["pagu"] == (("Rp9.000", "9000.00"),)


def test_a_line_that_may_stand_twice_is_pointed_out_and_stays():
    head = ("Kode SKPD", "Kode Rekening", "Pagu")
    rows = [("1.01", "5.1", "7"), ("1.01", "5.1", "8"), ("1.02", "5.1", "7"), ("1.01", "5.1", "7")]
    report = read(budget(*rows, head=head))
    (twin,) = [each for each in report.findings if each.kind == "baris_kembar"]
    assert (twin.severity, twin.facts) == (
        "awas",
        {"jumlah": 1, "baris_satu": 2, "baris_dua": 5},
    )
    assert (report.diterima, report.sums.accepted) == (4, Decimal(29))
    assert "baris_kembar" not in read(budget(*rows[:3], head=head)).counts
