"""A frozen state is opened by its link: the same figures, said above the page, and the way back."""

from __future__ import annotations

import pytest
from budget_world import Agency, load
from page_runs import ROOT, texts
from streamlit.testing.v1 import AppTest

from pages.parts import session
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent
from pug_metrics.metrics import arg_share
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.result import Slice

AT = Slice(daerah="63.72", tahun=2025, tahapan="MURNI")
FIRST = Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 500_000_000, 100_000_000)
LATER = Agency("1.02.01", "Dinas Kesehatan", 700_000_000)


def share(store) -> str:
    value = arg_share(store, by=Grain.DAERAH, at=AT).value()
    assert value is not None
    with speaking("id"):
        return percent(value)


def opened(**link: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "frame.py"), default_timeout=60)
    test.query_params["data"] = session.OWN
    for key, value in link.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test


def panel() -> AppTest:
    """The panel of the frame alone: a page under test runs again without its frame."""
    script = (
        "from pages.parts import freezing, session\n"
        "session.speak()\n"
        "store = session.store()\n"
        "freezing.take(store)\n"
        "freezing.seen(store)\n"
        "freezing.popover(store)\n"
    )
    test = AppTest.from_string(script, default_timeout=60)
    test.session_state["data"] = session.OWN
    test.run()
    assert not test.exception
    return test


@pytest.fixture
def frozen(store):
    load(store, [FIRST])
    before = share(store)
    named = store.freeze("Rakor Maret", "Bappeda")
    load(store, [LATER])
    assert share(store) != before
    return named, before


def test_a_link_with_a_frozen_state_shows_its_figures_and_says_so(store, frozen):
    named, before = frozen
    text = texts(opened(versi=str(named.id_versi)))
    assert before in text
    assert share(store) not in text
    assert "versi terkunci **Rakor Maret**" in text
    assert f"v{named.sampai_unggahan} Rakor Maret" in text.replace("\\", "")


def test_the_way_back_leads_to_the_data_of_now(store, frozen):
    named, _ = frozen
    test = panel()
    test.button(key=f"kunci_buka_{named.id_versi}").click().run()
    assert test.query_params["versi"] == str(named.id_versi)
    test.button(key="kunci_kembali").click().run()
    assert not test.exception
    assert "versi" not in test.query_params
    assert "versi terkunci" not in texts(test)


def test_an_unknown_state_in_a_link_is_the_data_of_now(store, frozen):
    assert share(store) in texts(opened(versi="77"))


def test_freezing_asks_for_both_names_and_is_listed(store):
    load(store, [FIRST])
    test = panel()
    assert test.button(key="kunci_simpan").disabled
    test.text_input(key="kunci_nama").input("Rakor Maret")
    test.text_input(key="aktor_kunci").input("Bappeda").run()
    test.button(key="kunci_simpan").click().run()
    assert not test.exception
    (named,) = store.named_versions()
    assert (named.nama, named.aktor) == ("Rakor Maret", "Bappeda")
    assert say("kunci_selesai", nama="Rakor Maret") in texts(test)
    test.button(key=f"kunci_buka_{named.id_versi}").click().run()
    assert "versi terkunci **Rakor Maret**" in texts(test)
    assert test.query_params["versi"] == str(named.id_versi)


def test_a_name_that_is_taken_is_said(store):
    load(store, [FIRST])
    store.freeze("Rakor Maret", "Bappeda")
    test = panel()
    test.text_input(key="kunci_nama").input("rakor maret")
    test.text_input(key="aktor_kunci").input("Bappeda").run()
    test.button(key="kunci_simpan").click().run()
    assert "sudah dipakai" in texts(test)
    assert len(store.named_versions()) == 1
