"""Jelajah: every declared metric by every grain, what is compared, what the link restores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from budget_world import Agency, load, put
from page_runs import framed, page, shown, texts
from place_world import fill

from pages.parts import jelajah_state, jelajah_views
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics import arg_absorption, arg_share, budget_total
from pug_metrics.metrics.declaration import Basis, Grain, all_metrics
from pug_metrics.metrics.result import Slice

LANGUAGES = ("id", "en")
HEALTH, SCHOOL, TRADE = "1.02.0.00.0.00.01.0000", "1.01.0.00.0.00.01.0000", "3.30.0.00.0.00.01.0000"
AT = Slice(daerah="63.72", tahun=2025, tahapan="MURNI")


def agencies(health: int = 400, *, tahun: int = 2025) -> list[Agency]:
    return [
        Agency(HEALTH, "Dinas Kesehatan", 1000, health, 100, 40),
        Agency(SCHOOL, "Dinas Pendidikan", 2000, 200 if tahun == 2025 else 600, 200, 60),
        Agency(TRADE, "Dinas Perdagangan", 500),
    ]


@pytest.fixture
def store(empty_store):
    load(empty_store, agencies())
    load(empty_store, agencies(100, tahun=2024), tahun=2024)
    return empty_store


@pytest.fixture
def city(empty_store):
    """Places, people and programmes, for the metrics that rest on them."""
    fill(empty_store)
    return empty_store


def run(language: str = "id", **state: object):
    return shown("jelajah", language, **state)


def test_an_empty_database_says_so(empty_store):
    assert framed("jelajah").title[0].value == say("kosong_judul_sendiri")


def opened_everywhere(name: str, grains: Sequence[Grain]) -> None:
    """The page opens for these grains of a metric and in every form."""
    metric = all_metrics()[name]
    test = page("jelajah")
    test.session_state["metrik"] = name
    for grain in grains:
        test.session_state["butir"] = str(grain)
        forms = jelajah_state.forms(metric, (grain,))
        # Every form where rows are many or have no unit; elsewhere the one that is chosen for you.
        for form in forms if grain in (Grain.OPD, Grain.KECAMATAN) else forms[:1]:
            test.session_state["gambar"] = form
            test.run()
            assert not test.exception, (grain, form, test.exception)
            assert not test.error, (grain, form)
            assert test.session_state["butir"] == str(grain)
            title = test.title[0].value
            assert title != say("jelajah_tidak_terjawab"), (grain, form, texts(test))
            assert "{" not in title
            assert "None" not in texts(test)


@pytest.mark.parametrize("name", all_metrics())
def test_every_metric_opens_by_every_grain_and_form(store, name):
    opened_everywhere(name, all_metrics()[name].grains)


@pytest.mark.parametrize("name", all_metrics())
def test_every_metric_opens_by_place_where_places_are_known(city, name):
    places = {Grain.KECAMATAN, Grain.DESA} & set(all_metrics()[name].grains)
    opened_everywhere(name, sorted(places))


@pytest.mark.parametrize("name", all_metrics())
def test_every_metric_opens_in_english_with_whatever_it_may_be_compared_with(store, name):
    test = page("jelajah", language="en")
    test.session_state["metrik"] = name
    for against in ("setara", "tahun.2024"):
        test.session_state["banding"] = against
        # A later run of the test writes the labels of its boxes itself: in this language.
        with speaking("en"):
            test.run()
        assert not test.exception
        assert not test.error
        assert "{" not in test.title[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_names_the_highest_and_the_lowest_of_the_metric(store, language):
    rows = arg_share(store, by="opd", at=AT).rows()
    with speaking(language):
        title = run(language).title[0].value
        for row in (rows[0], rows[-1]):
            assert row["label"] in title
            assert percent(row["nilai"]) in title
        assert rows[0]["label"] == "Dinas Kesehatan"


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_amount_in_one_row_changes_figure_and_sentence(empty_store, language):
    load(empty_store, agencies(400))
    before = run(language).title[0].value
    load(empty_store, [Agency("4.01.0.00.0.00.01.0000", "Sekretariat", 1000, 900, 0)])
    after = run(language).title[0].value
    with speaking(language):
        assert percent(40) in before
        assert percent(90) in after
        assert "Sekretariat" in after


def test_a_sum_names_its_largest_part_and_the_share_of_it(store):
    title = run(metrik="budget_total").title[0].value
    whole = budget_total(store, by="opd", at=AT).total.to_pylist()[0]["pembilang"]
    assert "Dinas Pendidikan" in title
    assert percent(2000 / whole * 100) in title


def test_years_run_along_a_line_whose_title_says_the_way(store):
    title = run(metrik="arg_share", butir="tahun").title[0].value
    first, last = arg_share(store, by="tahun", at=Slice(daerah="63.72", tahapan="MURNI")).rows()
    assert percent(first["nilai"]) in title
    assert percent(last["nilai"]) in title
    assert say("jelajah_gerak_turun", angka="").strip() in title


def test_a_year_is_compared_with_another(store):
    test = run(banding="tahun.2024")
    now, then = arg_share(store, by="opd", at=AT), arg_share(
        store, by="opd", at=Slice(daerah="63.72", tahun=2024, tahapan="MURNI")
    )  # fmt: skip
    title = test.title[0].value
    assert percent(now.value()) in title
    assert percent(then.value()) in title
    assert "Dinas Kesehatan" in title


def test_what_was_spent_is_compared_up_to_the_same_month(store):
    more = {
        "kode_daerah": "63.72", "tahun": "2024", "kode_skpd": HEALTH, "sampai_bulan": "12",
        "kode_sub_kegiatan": "1.02.02.2.01.0001", "kode_rekening": "5.1.02.01.01.0001",
        "realisasi": "99",
    }  # fmt: skip
    put(store, "realisasi", [more], "realisasi_desember.csv")
    before = Slice(daerah="63.72", tahun=2024, tahapan="MURNI")
    assert arg_absorption(store, by="opd", at=before).at.sampai_bulan == 12
    june = arg_absorption(store, by="opd", at=replace(before, sampai_bulan=6)).value()
    title = run(metrik="arg_absorption", banding="tahun.2024").title[0].value
    assert f"{percent(june)} (2024)" in title


def test_the_whole_stands_as_a_line_only_where_parts_do_not_add(store):
    assert say("jelajah_banding_setara") in box(run(), "banding").options
    assert say("jelajah_banding_setara") not in box(run(metrik="budget_total"), "banding").options
    assert not run(banding="setara").exception


def test_units_without_a_figure_are_listed_with_the_reason(store):
    told = texts(run(metrik="arg_absorption")).replace("\\", "")
    assert say("jelajah_tanpa_angka", daftar="Dinas Perdagangan",
               alasan=say("alasan_DATA_KOSONG")) in told  # fmt: skip


def test_two_metrics_of_one_basis_share_a_card_and_others_do_not(store):
    together = run(metrik2="arg_share_documented")
    assert not any("Digambar terpisah" in each.value for each in together.caption)
    told = texts(run(metrik2="arg_absorption")).replace("\\", "")
    assert say("banding_basis", a=say("basis_TOTAL_BELANJA"), b=say("banding_tanpa_basis")) in told
    money = texts(run(metrik2="arg_amount")).replace("\\", "")
    facts = {"metrik": arg_title("arg_share"), "lain": arg_title("arg_amount")}
    assert say("banding_satuan", **facts) in money


def arg_title(name: str) -> str:
    return str(all_metrics()[name].title)


def box(test, key: str):
    return test.selectbox(key=key)


def test_a_metric_with_a_key_of_its_own_offers_no_second_grain(store):
    keys = [each.key for each in run(metrik="arg_range").selectbox]
    assert "butir2" not in keys
    assert "butir2" in [each.key for each in run().selectbox]


def test_a_question_that_cannot_be_answered_says_why_and_how_to_mend_it(store):
    test = run(metrik="arg_composition", butir="opd", butir2="program")
    assert test.title[0].value == say("jelajah_tidak_terjawab")
    assert say("galat_komposisi_butir") in texts(test)
    test.button(key="jelajah_satu_saja").click().run()
    assert test.title[0].value != say("jelajah_tidak_terjawab")


def test_a_filter_narrows_every_figure(store):
    test = run(metrik="budget_total", butir="program", saring_opd=HEALTH)
    assert rupiah(1000) in test.title[0].value
    assert "Program Dinas Kesehatan" in test.title[0].value


def test_categories_stand_in_the_groups_of_another_scheme(store):
    ours = texts(run(metrik="arg_amount", butir="kategori"))
    test = run(metrik="arg_amount", butir="kategori", skema="SDG_5C1")
    assert say("kategori_KESETARAAN") in run(metrik="arg_amount", butir="kategori").title[0].value
    assert "2\\: " in test.title[0].value
    assert "consensomontevideo" in texts(test)
    assert "consensomontevideo" not in ours


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_restores_the_state_in_both_languages(store, language):
    wanted = {
        "metrik": "arg_share_documented", "butir": "opd", "gambar": "tabel",
        "banding": "tahun.2024", "saring_opd": HEALTH,
    }  # fmt: skip
    test = page("jelajah", language=language)
    for key, value in wanted.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    assert {key: test.session_state[key] for key in wanted} == wanted
    first = test.query_params
    again = page("jelajah", language="en" if language == "id" else "id")
    for key, value in first.items():
        again.query_params[key] = value[0] if isinstance(value, list) else value
    again.run()
    assert {key: again.session_state[key] for key in wanted} == wanted


def test_what_a_link_names_wrongly_falls_back_without_an_error(store):
    test = page("jelajah")
    for key in jelajah_state.KEYS:
        test.query_params[key] = "tidak-ada"
    test.run()
    assert not test.exception
    assert test.session_state["metrik"] == jelajah_state.DEFAULT_METRIC


def test_a_view_is_saved_opened_replaced_and_removed(store):
    test = run(metrik="arg_absorption", butir="opd", aktor="Rina")
    test.text_input(key="jelajah_nama_tampilan").set_value("Serapan").run()
    test.button(key="jelajah_simpan").click().run()
    (view,) = store.views()
    assert (view.nama, view.aktor) == ("Serapan", "Rina")
    state = dict(parse_qsl(view.tautan))
    assert state["metrik"] == "arg_absorption"
    assert (state["tahun"], state["data"]) == ("2025", "sendiri")
    assert ":" not in view.tautan
    other = run(metrik="budget_total", butir="program", saring_opd=HEALTH)
    other.button(key="jelajah_buka_0").click().run()
    assert other.session_state["metrik"] == "arg_absorption"
    assert other.session_state["butir"] == "opd"
    assert other.session_state["saring_opd"] == ""
    other.button(key="jelajah_hapus_0").click().run()
    assert store.views() == ()


def test_a_view_needs_a_name_and_somebody_who_saves_it(store):
    assert run().button(key="jelajah_simpan").disabled
    named = run(jelajah_nama_tampilan="Serapan")
    assert named.button(key="jelajah_simpan").disabled


def test_a_metric_added_later_is_offered_without_a_word_about_it_here(store, monkeypatch):
    from pug_metrics.language import Text
    from pug_metrics.metrics import declaration

    new = replace(all_metrics()["arg_share"], name="arg_baru", title=Text("Baru", "New"))
    monkeypatch.setitem(declaration._registry, "arg_baru", new)
    assert "arg_baru" in jelajah_state.metrics()
    assert "Dinas Kesehatan" in run(metrik="arg_baru").title[0].value


def test_every_metric_belongs_to_a_dataset_that_is_declared():
    assert set(jelajah_state.metrics()) == set(all_metrics())


def test_the_saved_link_holds_every_control_and_no_host(store, monkeypatch):
    test = run(basis=str(Basis.BELANJA_LANGSUNG), metrik="arg_share", gambar="tabel", aktor="Rina",
               jelajah_nama_tampilan="Langsung")  # fmt: skip
    test.button(key="jelajah_simpan").click().run()
    state = dict(parse_qsl(store.views()[0].tautan))
    assert set(state) <= {*jelajah_state.KEYS, *jelajah_state.FRAME_KEYS, "data"}
    assert (state["basis"], state["gambar"]) == ("BELANJA_LANGSUNG", "tabel")
    assert jelajah_views.LONGEST_NAME == 80
