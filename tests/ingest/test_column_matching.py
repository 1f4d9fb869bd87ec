"""Headers: answers first, then accepted words, then earlier answers; the rest is only suggested."""

from __future__ import annotations

from decimal import Decimal

import pytest
from files_by_hand import ACCOUNT, ANSWERS, csv_of, found, read, xlsx_of

from pug_metrics.ingest import Answers, IntakeRefused, commit, understand
from pug_metrics.ingest.learned import signature
from pug_metrics.ingest.suggesting import likeness

pytestmark = pytest.mark.cepat
ROW = ["1.01", ACCOUNT, "5", "7"]


def said(**columns):
    named = {key.replace("_", " "): value for key, value in columns.items()}
    return Answers(tahun=2025, tahapan="MURNI", daerah="63.72", columns=named)


def columns(report):
    return {each.header: each.column for each in report.columns}


def file(*head, rows=(ROW,)):
    return csv_of([head, *rows]).encode()


def test_an_answer_names_a_column_that_no_header_names():
    data = file("Kode SKPD", "Kode Rekening", "Uang Muka", "Sisa")
    report = read(data)
    assert report.diterima == 0
    assert {choice.column for choice in report.choices} == {"Uang Muka", "Sisa"}
    assert all(("pagu", "Pagu") in choice.options for choice in report.choices)
    answered = read(data, said(Uang_Muka="pagu"))
    assert (answered.diterima, answered.sums.accepted) == (1, Decimal(5))
    assert answered.choices == ()


def test_an_answer_outranks_an_accepted_header():
    data = file("Kode SKPD", "Kode Rekening", "Pagu", "Anggaran")
    report = read(data, said(Pagu="", Anggaran="pagu"))
    assert report.sums.accepted == Decimal(7)
    assert columns(report)["Pagu"] == ""


def test_nothing_is_read_by_likeness_alone():
    report = read(file("Kode SKPD", "Kode Rekening", "Paguu", "Sisa"))
    assert columns(report)["Paguu"] == ""
    assert "kolom_wajib_mirip" in report.counts
    (choice,) = report.choices
    assert (choice.kind, choice.column, choice.options[0][0]) == ("kolom", "Paguu", "pagu")
    assert choice.options[-1] == ("", "")


def test_a_column_that_may_be_wanted_is_suggested_and_blocks_nothing(store):
    report = read(file("Kode SKPD", "Kode Rekening", "Pagu", "Kode Sub Unitt"))
    assert report.choices == ()
    (suggestion,) = report.suggestions
    assert (suggestion.column, suggestion.options[0][0]) == ("Kode Sub Unitt", "kode_sub_unit")
    assert commit(store, report, actor="uji")[0].diterima == 1


def test_two_spellings_of_one_column_with_different_cells_are_asked():
    data = file("Kode SKPD", "Kode Rekening", "Pagu Murni", "Pagu Perubahan")
    report = read(data)
    assert found(report, "kolom_berebut") == [(None, "Pagu Perubahan", "")]
    assert (report.diterima, len(report.choices)) == (0, 2)
    assert read(data, said(Pagu_Perubahan="pagu")).sums.accepted == Decimal(7)


def test_two_spellings_with_the_same_cells_need_no_answer():
    data = file(
        "Kode SKPD", "Kode Rekening", "Anggaran", "Nilai", rows=[["1.01", ACCOUNT, "5", "5"]]
    )
    report = read(data)
    assert (report.diterima, report.choices) == (1, ())
    assert "kolom_kembar" in report.counts


def test_the_own_name_of_a_column_outranks_other_spellings():
    report = read(file("Kode SKPD", "Kode Rekening", "Jumlah", "Pagu"))
    assert report.sums.accepted == Decimal(7)
    assert "kolom_kembar" in report.counts


def test_a_header_that_stands_twice_is_answered_with_its_letter():
    data = file("Kode SKPD", "Kode Rekening", "Pagu", "Pagu")
    report = read(data)
    assert [choice.column for choice in report.choices] == ["Pagu [C]", "Pagu [D]"]
    answers = said(**{"Pagu [D]": "pagu", "Pagu [C]": ""})
    assert read(data, answers).sums.accepted == Decimal(7)


def test_a_column_without_a_header_can_be_answered():
    report = read(file("Kode SKPD", "Kode Rekening", "", "Sisa"), said(**{"[C]": "pagu"}))
    assert report.sums.accepted == Decimal(5)


def test_an_answer_for_an_unknown_column_is_pointed_out():
    data = file("Kode SKPD", "Kode Rekening", "Pagu", "Sisa")
    assert found(read(data, said(Sisaa="kode_sub_unit")), "kolom_jawaban_tanpa_tajuk")
    report = read(data, said(Sisa="kode_sub_unitt"))
    assert "kolom_jawaban_asing" in report.counts
    assert report.diterima == 0
    assert "kolom_jawaban_ganda" in read(data, said(Sisa="pagu", Pagu="pagu")).counts


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Belanja Tahun Berjalan | Pagu", "pagu"),
        ("Pagu | (Rp)", "pagu"),
        ("Pagu | 4", "pagu"),
        ("Pagu | Sebelum Perubahan", ""),
        ("Kode | SKPD", "kode_skpd"),
        ("Kode Rekening | Uraian", ""),
        ("Rekening | Uraian", "nama_rekening"),
        ("SKPD | Kode", "kode_skpd"),
        ("SUB KEGIATAN | Nama", "nama_sub_kegiatan"),
        ("Rincian | SKPD | Kode", ""),
    ],
)
def test_a_header_on_two_rows_is_read_whole_or_by_the_part_that_is_known(header, column):
    report = read(xlsx_of({"A": [("Nama SKPD", header), ("1", "2")]}), name="a.xlsx")
    assert columns(report)[header] == column


def test_an_answer_is_remembered_for_the_same_headers(store):
    data = file("Kode SKPD", "Kode Rekening", "Uang Muka", "Sisa")
    first = understand("anggaran", data, "a.csv", said(Uang_Muka="pagu", Sisa=""), store)
    (record,) = commit(store, first, actor="uji")
    other = file(
        "SISA", "kode skpd", "Uang-Muka", "Kode Rekening", rows=[["7", "1.02", "9", ACCOUNT]]
    )
    again = understand("anggaran", other, "b.csv", ANSWERS, store)
    assert (again.sums.accepted, again.choices, again.suggestions) == (Decimal(9), (), ())
    assert found(again, "kolom_dipelajari") == [(None, "Uang-Muka", "")]
    assert again.answered == {"Uang-Muka": "pagu", "SISA": ""}
    commit(store, again, actor="uji")
    store.undo(record.id_unggahan, "uji", "salah")
    third = understand("anggaran", other + b"1,1.03,3," + ACCOUNT.encode(), "c.csv", ANSWERS, store)
    assert third.diterima == 2


def test_that_a_known_column_is_not_read_holds_for_its_own_file_only(store):
    data = file("Kode SKPD", "Kode Rekening", "Nama SKPD", "Pagu")
    first = understand("anggaran", data, "a.csv", said(Nama_SKPD=""), store)
    assert columns(first)["Nama SKPD"] == ""
    commit(store, first, actor="uji")
    again = understand("anggaran", data, "b.csv", ANSWERS, store)
    assert columns(again)["Nama SKPD"] == "nama_skpd"


def test_an_undone_batch_and_another_dataset_teach_nothing(store):
    data = file("Kode SKPD", "Kode Rekening", "Uang Muka", "Sisa")
    report = understand("anggaran", data, "a.csv", said(Uang_Muka="pagu"), store)
    (record,) = commit(store, report, actor="uji")
    spent = understand(
        "realisasi", data, "a.csv", Answers(2025, daerah="63.72", sampai_bulan=3), store
    )
    assert spent.diterima == 0
    store.undo(record.id_unggahan, "uji", "salah")
    assert understand("anggaran", data, "a.csv", ANSWERS, store).diterima == 0


def test_an_own_answer_outranks_what_was_learned(store):
    data = file("Kode SKPD", "Kode Rekening", "Uang Muka", "Sisa")
    commit(store, understand("anggaran", data, "a.csv", said(Uang_Muka="pagu"), store), actor="uji")
    report = understand("anggaran", data, "a.csv", said(Sisa="pagu"), store)
    assert report.sums.accepted == Decimal(7)


def test_a_missing_column_keeps_the_file_out_until_it_is_answered(store):
    report = read(file("Kode SKPD", "Kode Rekening", "Paguu", "Sisa"))
    with pytest.raises(IntakeRefused):
        commit(store, report, actor="uji", accept_good=True)


def test_a_row_that_holds_a_value_only_under_a_repeated_header_is_not_blank():
    head = ("Kode SKPD", "Kode Rekening", "Pagu", "Catatan", "Catatan")
    report = read(file(*head, rows=[["1.01", ACCOUNT, "5", "", ""], ["", "", "", "ada", ""],
                                    ["1.02", ACCOUNT, "6", "", ""]]))  # fmt: skip
    assert not [each for each in report.set_aside if each.kind == "kosong"]
    assert report.dibaca == 3


def test_a_signature_does_not_depend_on_order_or_case():
    assert signature(["Kode SKPD", "Pagu", ""]) == signature(["PAGU", "kode_skpd"])
    assert signature(["Kode SKPD", "Pagu"]) != signature(["Kode SKPD"])


def test_names_are_never_like_codes():
    assert likeness("kode opd", ["nama opd"]) == 0
    assert likeness("nama opdd", ["nama opd"]) > 80
