"""The overview: range, cards, trend and things to fix say what the metrics say."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from budget_world import Agency, load
from page_runs import shown, texts

from pages.parts import (
    ringkasan_figures,
    ringkasan_range,
    ringkasan_todo,
    ringkasan_untagged,
    ringkasan_words,
)
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, points, rupiah
from pug_metrics.metrics import arg_range, arg_share, arg_share_documented
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.findings import Attention, needs_attention
from pug_metrics.metrics.findings_gap import gap_ranking
from pug_metrics.metrics.readings import range_ends
from pug_metrics.metrics.result import Slice
from pug_metrics.store import NewBatch

AT = Slice(daerah="63.72", tahun=2025, tahapan="MURNI")
THREE = (
    Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 500_000_000, 100_000_000, 40),
    Agency("1.02.01", "Dinas Kesehatan", 700_000_000, 300_000_000, 100_000_000, 60),
    Agency("4.01.01", "Sekretariat", 500_000_000),
)


def _open(language: str = "id", **state: object):
    return shown("ringkasan", language, **state)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_database_leads_to_the_upload(store, language):
    test = _open(language)
    with speaking(language):
        assert test.title[0].value == say("kosong_judul_sendiri")
        assert say("kosong_kalimat_sendiri") in texts(test)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_title_names_both_ends_of_the_range(store, language):
    load(store, THREE)
    ends = range_ends(arg_range(store, by=Grain.DAERAH, at=AT), "63.72")
    title = _open(language).title[0].value
    with speaking(language):
        assert percent(ends.strictest.value) in title
        assert percent(ends.loosest.value) in title


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_lead_gives_the_reading_in_use_and_how_much_is_documented(store, language):
    load(store, THREE)
    claimed = arg_share(store, by=Grain.OPD, at=AT)
    documented = arg_share_documented(store, by=Grain.OPD, at=AT)
    part = documented.value() / claimed.value() * 100
    said = texts(_open(language))
    with speaking(language):
        assert f"**{percent(claimed.value())}**" in said
        assert say("ringkasan_lead_sebagian", persen=percent(part)) in said


def test_cards_show_the_metrics_and_change_with_one_more_line(store):
    load(store, THREE)
    first = [each.value for each in _open().metric]
    shown = arg_share_documented(store, by=Grain.OPD, at=AT)
    gap = arg_share(store, by=Grain.OPD, at=AT).total.column("pembilang")[0].as_py()
    gap -= shown.total.column("pembilang")[0].as_py()
    assert first[:2] == [percent(shown.value()), rupiah(gap)]
    load(store, [Agency("1.06.01", "Dinas Sosial", 2_000_000_000, 1_000_000_000)])
    second = [each.value for each in _open().metric]
    assert second[0] != first[0] and second[1] != first[1]


def test_one_year_shows_no_change_and_says_when_a_trend_comes(store):
    load(store, THREE)
    test = _open()
    assert "2024" not in texts(test)
    assert say("ringkasan_tren_satu_baca") in texts(test)


@pytest.mark.parametrize("language", ["id", "en"])
def test_two_years_say_the_change_in_words(store, language):
    load(store, [Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 300_000_000)], tahun=2024)
    load(store, THREE)
    claimed = arg_share(store, by=Grain.TAHUN, at=Slice(daerah="63.72", tahapan="MURNI"))
    documented = arg_share_documented(store, by=Grain.TAHUN, at=claimed.at)
    values = [row["nilai"] for row in claimed.rows()]
    said = texts(_open(language))
    with speaking(language):
        assert points(values[1] - values[0]) in ringkasan_words.trend_title(claimed, documented)
        assert ringkasan_words.trend_title(claimed, documented) in said


def test_a_year_in_which_nothing_is_tagged_is_not_a_zero_to_rise_from(store):
    load(store, [Agency("1.01.01", "Dinas Pendidikan", 900_000_000)], tahun=2024)
    load(store, THREE)
    said = texts(_open())
    assert say("ringkasan_tren_satu_baca") in said
    assert "dari 2024" not in said
    load(store, [Agency("1.02.01", "Dinas Kesehatan", 700_000_000, 300_000_000)], tahun=2024)
    assert "dari 2024" in texts(_open())


def test_without_realisation_the_card_says_so(store):
    load(store, [Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 300_000_000)])
    test = _open()
    assert [each.value for each in test.metric][2] == say("ringkasan_belum_ada")
    assert test.button(key="ringkasan_realisasi").label == say("ringkasan_kartu_serapan_tombol")


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_tags_the_page_says_who_spends_and_leads_to_tagging(store, language):
    load(store, [Agency("1.01.01", "Dinas Pendidikan", 900_000_000), THREE[2]])
    test = _open(language)
    with speaking(language):
        whole = rupiah(1_400_000_000)
        assert whole in test.title[0].value
        assert [each.value for each in test.metric] == [whole, rupiah(900_000_000), whole]
        label = say("ringkasan_tanpa_tanda_tombol")
    assert test.button(key="ringkasan_penanda").label == label


@pytest.mark.parametrize(
    ("agencies", "said"), [(2, "menurut OPD"), (8, "menurut OPD"), (9, "delapan OPD")]
)
def test_the_largest_agencies_are_counted_only_where_there_are_more(agencies, said):
    assert said in ringkasan_untagged.subtitle("APBD Murni 2025", agencies)


def test_things_to_fix_are_those_of_the_findings_in_their_order(store):
    load(store, THREE)
    found = needs_attention(store, AT)
    said = texts(_open())
    with speaking("id"):
        lines = [ringkasan_todo.headline(thing) for thing in found]
    assert lines and all(line in said for line in lines)
    assert sorted(said.index(line) for line in lines) == [said.index(line) for line in lines]
    assert [thing.rupiah for thing in found] == sorted((t.rupiah for t in found), reverse=True)


@pytest.mark.parametrize(
    ("kind", "where"),
    [("TANPA_LOKASI", "wilayah"), ("BELUM_DINILAI", "penandaan"), ("TANPA_DOKUMEN", "opd")],
)
def test_each_thing_leads_to_the_page_that_shows_it(store, kind, where):
    thing = Attention(kind, Decimal(5), Decimal(9), "1.01.01", "Dinas")
    target, state = ringkasan_todo.target(thing)
    assert target == where
    assert where != "opd" or state["opd"] == "1.01.01"
    assert where != "penandaan" or state["tanda_opd"] == "1.01.01"


def test_the_bar_holds_both_ends_the_reading_in_use_and_no_figure_twice(store):
    load(store, THREE)
    readings = arg_range(store, by=Grain.DAERAH, at=AT)
    claimed = arg_share(store, by=Grain.OPD, at=AT)
    documented = arg_share_documented(store, by=Grain.OPD, at=AT)
    seen = ringkasan_figures.Overview(
        "Samarinda", AT, Basis.TOTAL_BELANJA, readings, range_ends(readings, "63.72"), claimed,
        documented, gap_ranking(claimed, documented),
    )  # fmt: skip
    with speaking("id"):
        bar = ringkasan_range.readings(seen)
    values = [each.nilai for each in bar]
    assert values == sorted(values)
    assert values[0] == seen.ends.strictest.value and values[-1] == seen.ends.loosest.value
    assert [each.nilai for each in bar if each.dipakai] == [seen.ends.in_use.value]
    assert len({each.label for each in bar}) == len(bar)


def test_data_that_do_not_reconcile_are_said_on_top_and_cannot_be_quoted(store):
    load(store, THREE)
    found = store.batches()[0]
    assert found.jumlah_berkas is None
    rows = store.query("SELECT * EXCLUDE (id_unggahan) FROM berlaku_anggaran WHERE baris = 2")
    store.commit(
        NewBatch(
            dataset="anggaran",
            berkas="lain.csv",
            sha256="f" * 64,
            mode=found.mode,
            scopes=tuple(dataclasses.replace(s, tahapan="PERUBAHAN") for s in found.scopes),
            rows=rows.set_column(
                rows.column_names.index("tahapan"), "tahapan", [["PERUBAHAN"] * rows.num_rows]
            ),
            dibaca=1,
            ditolak=0,
            disisihkan=0,
            aktor="Penguji",
            jumlah=rows.column("pagu")[0].as_py(),
            jumlah_berkas=rows.column("pagu")[0].as_py() * 2,
        )
    )
    test = _open(tahapan="PERUBAHAN", tahun=2025)
    assert "lain" in test.warning[0].value
    assert say("salin_tidak_cocok") in texts(test)
