"""Which mode is advised for a file that meets stored rows; which dataset a file is."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from files_by_hand import ANSWERS, budget, line, xlsx_of
from openpyxl import Workbook

from pug_metrics.datasets import datasets
from pug_metrics.export.template import template_bytes
from pug_metrics.ingest import commit, understand
from pug_metrics.ingest.difference import difference
from pug_metrics.ingest.modes import advise, possible, prospects
from pug_metrics.ingest.recognising import recognise
from pug_metrics.store import Mode
from pug_metrics.tables import read_source

ONE, TWO, THREE = (line(sub=f"2.08.02.2.01.000{n}") for n in (1, 2, 3))


def _advised(store, *lines):
    commit(store, understand("anggaran", budget(ONE, TWO), "a.csv", ANSWERS, store), actor="uji")
    report = understand("anggaran", budget(*lines), "b.csv", ANSWERS, store)
    told = difference(store, report)
    return advise(report, told), told


def test_a_file_with_everything_stored_and_more_is_surely_a_change(store):
    advice, told = _advised(store, ONE, TWO, THREE)
    assert (advice.mode, advice.why, advice.sure) == (Mode.PERUBAHAN, "whole", True)
    assert told.total.new.rows == 1


def test_a_file_without_some_of_what_is_stored_leaves_the_choice_open(store):
    advice, _ = _advised(store, ONE, THREE)
    assert (advice.mode, advice.why, advice.sure) == (Mode.GANTI, "gone", False)


def test_an_extract_of_what_is_stored_is_not_advised_to_replace_it(store):
    data = budget(ONE, TWO, line(sub="2.08.02.2.01.0004"))
    commit(store, understand("anggaran", data, "a.csv", ANSWERS, store), actor="uji")
    report = understand("anggaran", budget(ONE), "b.csv", ANSWERS, store)
    advice = advise(report, difference(store, report))
    assert (advice.mode, advice.why, advice.sure) == (Mode.PERUBAHAN, "part", False)


def test_a_rejected_row_is_not_taken_for_one_that_was_struck_out(store):
    wrong = line(sub="2.08.02.2.01.0002", pagu="dua juta")
    advice, _ = _advised(store, ONE, wrong)
    assert (advice.mode, advice.why, advice.sure) == (Mode.PERUBAHAN, "rejected", False)


def test_nothing_is_advised_where_not_one_row_is_shared(store):
    advice, _ = _advised(store, THREE)
    assert (advice.mode, advice.why, advice.sure) == (None, "apart", False)


def test_adding_is_no_way_where_rows_would_count_twice_nor_replacing_where_some_are_rejected(store):
    _, told = _advised(store, ONE, THREE)
    assert possible(told.total, 0) == (Mode.PERUBAHAN, Mode.GANTI)
    assert possible(told.total, 1) == (Mode.PERUBAHAN,)


def test_adding_is_a_way_where_nothing_is_shared(store):
    _, apart = _advised(store, THREE)
    assert possible(apart.total, 0) == (Mode.PERUBAHAN, Mode.GANTI, Mode.TAMBAH)


def test_each_mode_is_told_with_what_it_would_leave(store):
    _, told = _advised(store, ONE, THREE)
    found = prospects(told.total)
    assert {mode: each.after.rows for mode, each in found.items()} == {
        Mode.PERUBAHAN: 3, Mode.GANTI: 2,
    }  # fmt: skip
    assert found[Mode.GANTI].move.amount == Decimal(0)
    assert prospects(told.total, drop_gone=True)[Mode.PERUBAHAN].after.rows == 2


@pytest.mark.cepat
@pytest.mark.parametrize("name", list(datasets()))
def test_every_template_is_known_as_what_it_is(name):
    source = read_source(template_bytes(datasets()[name]), "t.xlsx", frozenset())
    assert recognise(source) == name


@pytest.mark.cepat
def test_headers_on_two_rows_tell_the_dataset_too():
    rows = [["RKA"], ["Perangkat Daerah", "", "Belanja", ""],
            ["Kode SKPD", "Nama SKPD", "Kode Rekening", "Pagu"],
            ["1.01.01", "Dinas", "5.1.02.01.01.0001", "1000"]]  # fmt: skip
    source = read_source(xlsx_of({"RKA": rows}), "rka.xlsx", frozenset())
    assert recognise(source) == "anggaran"


@pytest.mark.cepat
def test_a_table_of_something_else_is_nothing_of_ours():
    source = read_source(b"suhu;hujan\n27;3\n28;1\n", "cuaca.csv", frozenset())
    assert recognise(source) is None


def test_a_group_over_single_words_is_known_as_the_budget_it_heads():
    top = ["SKPD", None, "SUB KEGIATAN", "REKENING", "PAGU"]
    bottom = ["Kode", "Nama", "Kode", "Kode", None]
    row = ["2.08.0.00.0.00.01.0000", "Dinas P3A", "2.08.02.2.01.0001", "5.1.02.01.01.0024", "1000"]
    book = Workbook()
    for cells in (top, bottom, row):
        book.active.append(cells)
    for merged in ("A1:B1", "E1:E2"):
        book.active.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()

    assert recognise(read_source(data, "a.xlsx", frozenset())) == "anggaran"
    report = understand("anggaran", data, "a.xlsx", ANSWERS)
    assert [each.column for each in report.columns] == [
        "kode_skpd", "nama_skpd", "kode_sub_kegiatan", "kode_rekening", "pagu",
    ]  # fmt: skip
