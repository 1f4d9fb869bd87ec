"""The OPD page: its sentences and bars are the figures of the metrics, for any set of agencies."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from budget_world import Agency, load
from page_runs import shown, texts

from pages.parts import opd_detail_rows, opd_figures, opd_rows, opd_words
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics import (
    arg_absorption,
    arg_document_gap,
    arg_share,
    arg_share_documented,
    budget_total,
    non_arg_absorption,
)
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.findings_gap import gap_ranking
from pug_metrics.metrics.result import Slice
from pug_metrics.store import Store

AT = Slice(daerah="63.72", tahun=2025, tahapan="MURNI")
MANY = (
    Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 500_000_000, 100_000_000, 40),
    Agency("1.02.01", "Dinas Kesehatan", 700_000_000, 300_000_000, 100_000_000, 60),
    Agency("1.03.01", "Dinas PU", 600_000_000, 50_000_000),
    Agency("2.08.01", "Dinas PPPA", 80_000_000, 40_000_000, 40_000_000),
    Agency("4.01.01", "Sekretariat", 500_000_000),
)


def _agencies(store: Store, basis: Basis = Basis.TOTAL_BELANJA) -> opd_figures.Agencies:
    claimed = arg_share(store, by=Grain.OPD, at=AT, basis=basis)
    documented = arg_share_documented(store, by=Grain.OPD, at=AT, basis=basis)
    ranking = gap_ranking(claimed, documented)
    tagged = bool(ranking.total.klaim)
    shown = claimed if tagged else budget_total(store, by=Grain.OPD, at=AT, basis=basis)
    kind = "tanda" if tagged else "tanpa_tanda"
    return opd_figures.Agencies(kind, "Samarinda", AT, basis, basis, ranking, shown, documented)


def _open(language: str = "id", **state: object):
    return shown("opd", language, **state)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_database_leads_to_the_upload(store, language):
    test = _open(language)
    with speaking(language):
        assert test.title[0].value == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_title_says_who_holds_most_of_the_gap_as_the_metric_has_it(store, language):
    load(store, MANY)
    gap = arg_document_gap(store, by=Grain.OPD, at=AT)
    amounts = sorted((row["pembilang"] for row in gap.rows()), reverse=True)
    two = sum(amounts[:2]) / sum(amounts) * 100
    title = _open(language).title[0].value
    with speaking(language):
        # Four of six parts lie in one agency: it alone does not hold two thirds, two do.
        assert percent(two, 0) in title
        assert title == opd_words.title(_agencies(store))


def test_another_amount_in_one_line_changes_title_and_figures(store):
    load(store, MANY)
    before = _open().title[0].value
    load(store, [Agency("1.06.01", "Dinas Sosial", 9_000_000_000, 8_000_000_000)])
    after = _open().title[0].value
    assert before != after
    assert "Dinas Sosial" in after


@pytest.mark.parametrize(
    ("agencies", "words"),
    [
        ((MANY[2],), "Seluruh ARG yang belum berdokumen ada di Dinas PU"),
        ((MANY[2], MANY[4]), "Seluruh ARG yang belum berdokumen ada di Dinas PU"),
        ((MANY[3],), "Semua ARG Samarinda sudah berdokumen lengkap"),
        ((MANY[4],), "Belum ada belanja Samarinda yang ditandai ARG"),
    ],
)
def test_the_title_is_right_for_one_agency_no_gap_and_no_tag(store, agencies, words):
    load(store, agencies)
    with speaking("id"):
        assert opd_words.title(_agencies(store)) == words


def test_a_gap_spread_over_many_is_said_to_be_spread(store):
    even = [Agency(f"1.{n:02d}.01", f"Dinas {n}", 9_000_000, 5_000_000) for n in range(1, 13)]
    load(store, even)
    with speaking("id"):
        assert opd_words.title(_agencies(store)) == "ARG yang belum berdokumen tersebar di 12 OPD"


def test_bars_are_the_rupiah_of_the_metrics_and_sum_to_the_whole(store):
    load(
        store,
        [
            *MANY,
            *(Agency(f"5.{n:02d}.01", f"Badan {n}", 7_000_000, 3_000_000) for n in range(1, 12)),
        ],
    )
    agencies = _agencies(store)
    with speaking("id"):
        rows = opd_rows.pairs(agencies, "1.01.01", everyone=False)
    claimed = arg_share(store, by=Grain.OPD, at=AT).total.column("pembilang")[0].as_py()
    assert len(rows) == opd_figures.TOP + 1
    assert sum(Decimal(row.klaim) for row in rows) == claimed
    assert rows[0].dipilih and not rows[-1].kode
    differences = [row.klaim - row.sah for row in rows[:-1]]
    assert differences == sorted(differences, reverse=True)


def test_all_agencies_are_listed_on_demand(store):
    load(store, MANY)
    with speaking("id"):
        rows = opd_rows.pairs(_agencies(store), "", everyone=True)
    assert [row.kode for row in rows][-1] == "4.01.01"
    assert len(rows) == len(MANY)


@pytest.mark.parametrize(
    ("kode", "words"),
    [
        ("1.01.01", "opd_rinci_sebagian"),
        ("1.03.01", "opd_rinci_tanpa_dokumen"),
        ("2.08.01", "opd_rinci_lengkap"),
        ("4.01.01", "opd_rinci_tanpa_tanda"),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_detail_of_an_agency_says_what_its_figures_say(store, kode, words, language):
    load(store, MANY)
    row = next(each for each in MANY if each.kode == kode)
    test = _open(language, opd=kode)
    with speaking(language):
        facts = {
            "klaim": rupiah(row.ditandai),
            "sah": rupiah(row.berdokumen),
            "pagu": rupiah(row.pagu),
        }
        assert say(words, **facts) in texts(test)
    assert test.selectbox(key="opd").value == kode


def test_an_agency_that_the_slice_does_not_hold_falls_back_to_the_first(store):
    load(store, MANY)
    assert _open(opd="9.99.99").selectbox(key="opd").value == "1.01.01"


def test_without_realisation_the_page_says_so_and_leads_to_the_upload(store):
    load(store, MANY[2:])
    test = _open()
    assert say("opd_serapan_kosong") in texts(test)
    assert test.button(key="opd_serapan_unggah").label == say("opd_serapan_unggah")


def test_absorption_is_compared_with_other_spending(store):
    load(store, MANY)
    at = replace(AT, opd="1.01.01")
    arg = arg_absorption(store, by=Grain.BULAN, at=at)
    other = non_arg_absorption(store, by=Grain.BULAN, at=at)
    with speaking("id"):
        title = opd_detail_rows.absorption_title(arg, other)
        assert percent(arg.rows()[0]["nilai"]) in title
        assert "Juni" in title


@pytest.mark.parametrize("part", ["kategori", "program", "baris"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_part_of_the_detail_is_drawn(store, part, language):
    load(store, MANY)
    test = _open(language, opd_bagian=part)
    if part == "baris":
        told = test.dataframe[-1].value
        assert told.shape[0] == 3
        with speaking(language):
            assert say("kuitansi_kolom_baris") in told.columns
    if part == "program":
        assert "Program Dinas Pendidikan" in str(test.dataframe[-1].value)


def test_lines_are_found_by_a_word_and_nothing_found_is_said(store):
    load(store, MANY)
    found = _open(opd_bagian="baris", cari_baris_opd="0002")
    assert found.dataframe[-1].value.shape[0] == 1
    assert say("kuitansi_cari_kosong") in texts(_open(opd_bagian="baris", cari_baris_opd="zzz"))


def test_names_from_data_are_never_markup(store):
    load(store, [Agency("1.01.01", "Dinas [x](http://a.id) *b* $c$", 9_000_000, 5_000_000)])
    title = _open().title[0].value
    assert "\\[x\\]" in title and "\\*b\\*" in title and "\\$c\\$" in title
