"""The page Andaikan: a scenario in title and table, steps, undo, link, file, refusals."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from budget_world import HEAD, Agency, load, put
from page_runs import shown, texts

from pages.parts import andaikan_amount, andaikan_state
from pug_metrics.errors import QuestionError
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics.scenario import Kind, Place, Scenario, Step

pytestmark = pytest.mark.cepat
SCHOOL, HEALTH = "1.01.01", "1.02.01"
AGENCIES = (
    Agency(SCHOOL, "Dinas Pendidikan", 900_000_000, 500_000_000, 100_000_000),
    Agency(HEALTH, "Dinas Kesehatan", 600_000_000, 100_000_000),
)
DOCUMENTED = Place(SCHOOL, "1.01.02.2.01.0001")
NEUTRAL = Place(HEALTH, "1.02.02.2.01.0003")


def shift(amount: str = "150000000") -> Step:
    return Step(Kind.PINDAHKAN, NEUTRAL, DOCUMENTED, rupiah=Decimal(amount))


def page(*steps: Step, language: str = "id", name: str = "Skenario A", **state: object):
    text = andaikan_state.encode([Scenario(name, steps)])
    return shown("andaikan", language, andaikan=text, **state)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_title_says_what_the_scenario_does_and_by_what(store, language):
    load(store, AGENCIES)
    # 100 of 1,500 million are documented: 6.7 %; 150 more make 250, or 16.7 %.
    test = page(shift(), language=language)
    with speaking(language):
        assert test.title[0].value == say(
            "andaikan_judul_naik", nama="Skenario A",
            ukuran=say("andaikan_ukuran_arg_share_documented"), dari=percent(100 / 15),
            ke=percent(250 / 15), cara=say("andaikan_cara_pindahkan", nilai=rupiah(150_000_000)),
        )  # fmt: skip
        told = texts(test)
        assert say("andaikan_bukan_data") in told
        assert say("andaikan_naik", nilai=f"{'10,00' if language == 'id' else '10.00'}\u00a0"
                   + say("satuan_poin")) in told  # fmt: skip
        assert say("andaikan_tetap") in told
        assert "andaikan Skenario A" in told


def test_another_budget_gives_another_sentence(store):
    load(store, AGENCIES)
    before = page(shift()).title[0].value
    load(store, [Agency("1.03.01", "Dinas Sosial", 1_500_000_000)])
    after = page(shift()).title[0].value
    assert percent(250 / 15) in before
    assert percent(250 / 30) in after


def test_without_steps_it_asks_for_one_and_offers_the_form(store):
    load(store, AGENCIES)
    test = shown("andaikan")
    assert test.title[0].value == say("andaikan_judul")
    assert say("andaikan_tanpa_langkah") in texts(test)
    assert test.button(key="andaikan_tambah").disabled
    test.text_input(key="andaikan_jumlah").set_value("1,5").run()
    told = texts(test)
    assert say("andaikan_jumlah_arti", nilai="Rp1.500.000.000,00") in told
    assert test.button(key="andaikan_tambah").disabled  # source and destination are the same
    assert "sama" in told


def test_a_step_from_the_form_moves_the_figures_and_undo_takes_it_back(store):
    load(store, AGENCIES)
    test = shown("andaikan")
    test.selectbox(key="andaikan_opd_pada").select(HEALTH).run()
    test.selectbox(key=f"andaikan_sub_pada_{HEALTH}").select(NEUTRAL.sub_kegiatan).run()
    test.text_input(key="andaikan_jumlah").set_value("150").run()
    test.selectbox(key="andaikan_satuan").select("juta").run()
    test.button(key="andaikan_tambah").click().run()
    assert not test.exception
    assert percent(250 / 15) in test.title[0].value
    assert andaikan_state.decode(test.session_state["andaikan"])[0].langkah == (shift(),)
    assert test.query_params["andaikan"] == test.session_state["andaikan"]
    test.button(key="andaikan_batalkan").click().run()
    assert test.title[0].value == say("andaikan_judul")
    assert "andaikan" not in test.query_params


def test_steps_change_places_and_are_removed(store):
    load(store, AGENCIES)
    tag = Step(Kind.TANDAI, NEUTRAL, kategori="SPESIFIK", bobot=Decimal("0.50"))
    test = page(shift(), tag)
    test.button(key="andaikan_naikkan_1").click().run()
    assert andaikan_state.decode(test.session_state["andaikan"])[0].langkah == (tag, shift())
    test.button(key="andaikan_buang_0").click().run()
    assert andaikan_state.decode(test.session_state["andaikan"])[0].langkah == (shift(),)


def test_three_scenarios_stand_side_by_side_and_no_fourth(store):
    load(store, AGENCIES)
    test = page(shift())
    test.button(key="andaikan_salin_skenario").click().run()
    test.button(key="andaikan_tambah_skenario").click().run()
    found = andaikan_state.decode(test.session_state["andaikan"])
    assert [(each.nama, len(each.langkah)) for each in found] == [
        ("Skenario A", 1), ("Skenario B", 1), ("Skenario C", 0),
    ]  # fmt: skip
    assert test.button(key="andaikan_tambah_skenario").disabled
    (table,) = test.table
    assert list(table.value.columns)[1:] == [
        say("andaikan_kini"), "Skenario A", "Skenario B", "Skenario C",
    ]  # fmt: skip


def test_a_step_that_cannot_be_is_told_and_the_rest_of_the_page_stays(store):
    load(store, AGENCIES)
    test = page(shift("600000000.01"))
    assert test.title[0].value == say("andaikan_judul_gagal", nama="Skenario A")
    assert "Langkah 1" in texts(test)
    assert percent(100 / 15, 2) in texts(test)


def test_a_budget_without_sub_activities_says_what_it_lacks(store):
    row = HEAD | {"kode_skpd": SCHOOL, "kode_rekening": "5.1.02.01.01.0001", "pagu": "1000"}
    put(store, "anggaran", [row], "rekening.csv")
    assert say("andaikan_tanpa_sub") in texts(shown("andaikan"))


def test_it_looks_at_a_frozen_version_too(store):
    load(store, AGENCIES)
    frozen = store.freeze("Rakor", "Bappeda")
    load(store, [Agency("1.03.01", "Dinas Sosial", 1_500_000_000)])
    test = page(shift(), versi=str(frozen.id_versi))
    assert percent(250 / 15) in test.title[0].value
    assert "Rakor andaikan Skenario A" in texts(test)


def test_a_link_that_is_none_is_told(store):
    load(store, AGENCIES)
    told = texts(shown("andaikan", andaikan="bukan-tautan"))
    assert say("galat_andaikan_rusak") in told.replace("\\", "")


def test_too_long_for_a_link_is_said_and_the_file_holds_it(store):
    load(store, AGENCIES)
    steps = [shift(f"{1_000_003 * n * n % 9_999_991}.{n % 100:02d}") for n in range(1, 200)]
    test = page(*steps)
    assert say("andaikan_terlalu_panjang") in texts(test)
    assert "andaikan" not in test.query_params


def test_links_and_files_give_the_same_scenarios_back():
    found = (Scenario("A", (shift(),)), Scenario("B"))
    assert andaikan_state.decode(andaikan_state.encode(found)) == found
    with pytest.raises(QuestionError, match="andaikan_rusak"):
        andaikan_state.read(b"[1")
    with pytest.raises(QuestionError, match="andaikan_edisi"):
        andaikan_state.read(json.dumps({"andaikan": 9}).encode())


@pytest.mark.parametrize(("language", "text", "value"), [
    ("id", "1.250.000", "1250000"), ("id", "1,5", "1.5"), ("id", "Rp 12", "12"),
    ("id", "1.250,75", "1250.75"), ("id", "1.25", "1.25"), ("en", "1,250,000", "1250000"),
    ("en", "1.5", "1.5"), ("id", "dua", None), ("id", "-3", None), ("id", "1..2", None),
])  # fmt: skip
def test_amounts_as_people_type_them(language, text, value):
    with speaking(language):
        assert andaikan_amount.amount(text) == (None if value is None else Decimal(value))


def test_nothing_of_it_is_stored(store):
    load(store, AGENCIES)
    version = store.version
    page(shift())
    assert store.version == version
    assert store.check() == ()
