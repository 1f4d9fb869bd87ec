"""The meeting: its sentences are those of the other pages, its decisions are never lost."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from budget_world import Agency, load
from page_runs import shown, texts
from pptx import Presentation

from pages.parts import (
    rakor_decisions,
    rakor_money,
    rakor_papers,
    rakor_state,
    rakor_view,
    session,
)
from pug_metrics.charts.paired_bars import Pair
from pug_metrics.export.screen import Decision
from pug_metrics.language import current, say, speaking
from pug_metrics.language.numbers import day, percent, rupiah, small
from pug_metrics.metrics import arg_absorption, arg_document_gap, arg_range, arg_share, range_ends
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.result import Slice

REGION = "63.72"
AT = Slice(daerah=REGION, tahun=2025, tahapan="MURNI")
HEALTH = "1.02.01"
MANY = (
    Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 500_000_000, 100_000_000, 40),
    Agency(HEALTH, "Dinas Kesehatan", 700_000_000, 300_000_000, 100_000_000, 60),
    Agency("1.03.01", "Dinas PU", 600_000_000, 50_000_000),
    Agency("2.08.01", "Dinas PPPA", 80_000_000, 40_000_000, 40_000_000),
    Agency("4.01.01", "Sekretariat", 500_000_000),
)


def _open(screen: int = 1, language: str = "id", **state: object):
    return shown("rakor", language, layar=screen, **state)


def _title(screen: int, **state: object) -> str:
    return str(_open(screen, **state).title[0].value)


def _number(asked: str) -> int:
    return rakor_state.QUESTIONS.index(asked) + 1


def _key(test, field: str) -> str:
    found = [
        name for name in test.session_state.filtered_state if name.startswith(f"rapat_{field}_")
    ]
    assert len(found) == 1, found
    return found[0]


def _decide(test, what: str, who: str = "", due: date | None = None):
    test.text_area[0].set_value(what)
    test.text_input[0].set_value(who)
    test.date_input[0].set_value(due)
    test.button(key="rapat_catat").click().run()
    assert not test.exception
    return test


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_database_leads_to_the_upload(store, language):
    with speaking(language):
        assert _title(1, language=language) == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("screen", range(1, rakor_state.LAST + 1))
def test_every_screen_is_drawn_in_both_languages(store, screen, language):
    load(store, MANY)
    test = _open(screen, language)
    with speaking(language):
        asked = [*rakor_state.QUESTIONS, "keputusan"][screen - 1]
        assert say(f"rakor_tanya_{asked}") in texts(test)
        assert say("rakor_layar", nomor=screen, semua=rakor_state.LAST) in texts(test)
        assert store.version.label in texts(test)


def test_the_first_sentence_has_both_ends_of_the_metric(store):
    load(store, MANY)
    ends = range_ends(arg_range(store, by=Grain.DAERAH, at=AT), REGION)
    title = _title(_number("rentang"))
    assert percent(ends.strictest.value) in title
    assert percent(ends.loosest.value) in title


def test_another_amount_in_one_line_changes_figure_and_sentence(store):
    load(store, MANY)
    before = _title(_number("rentang")), _title(_number("dokumen"))
    load(store, [Agency("1.06.01", "Dinas Sosial", 9_000_000_000, 8_000_000_000)])
    after = _title(_number("rentang")), _title(_number("dokumen"))
    assert before[0] != after[0]
    assert "Dinas Sosial" in after[1]


def test_an_agency_picked_on_the_spot_changes_every_sentence_about_money(store):
    load(store, MANY)
    for asked in ("rentang", "dokumen", "serapan", "benahi"):
        whole = _title(_number(asked))
        one = _title(_number(asked), rapat_opd=HEALTH)
        assert whole != one
        assert "Dinas Kesehatan" in one


def test_the_absorption_of_a_picked_agency_is_that_of_the_metric(store):
    load(store, MANY)
    at = Slice(daerah=REGION, tahun=2025, tahapan="MURNI", opd=HEALTH)
    value = arg_absorption(store, by=Grain.DAERAH, at=at).value()
    assert percent(value) in _title(_number("serapan"), rapat_opd=HEALTH)


def test_an_agency_that_is_not_in_the_data_is_none_at_all(store):
    load(store, MANY)
    asked = _number("dokumen")
    assert _title(asked, rapat_opd="9.99.99") == _title(asked)


def test_without_realisation_the_screen_says_what_is_missing_and_draws_nothing(store):
    load(store, [Agency("1.01.01", "Dinas Pendidikan", 900, 500, 100)])
    test = _open(_number("serapan"))
    told = say("ringkasan_kartu_serapan_kosong", tahapan="APBD Murni 2025")
    assert str(test.title[0].value) == told.rstrip(".")
    assert say("rakor_lewati") in texts(test)


def test_without_tags_the_meeting_sees_the_spending_and_what_is_missing(store):
    load(store, [Agency("1.01.01", "Dinas Pendidikan", 900_000_000)])
    assert rupiah(Decimal(900_000_000)) in _title(_number("rentang"))
    missing = say("opd_judul_tanpa_tanda", daerah=_region(store))
    assert _title(_number("tren")) == missing
    assert _title(_number("dokumen")) == missing


def _region(store) -> str:
    return str(arg_share(store, by=Grain.DAERAH, at=AT).rows()[0]["label"])


def test_one_year_alone_says_its_share_and_no_change(store):
    load(store, MANY)
    title = _title(_number("tren"))
    assert "2025" in title
    assert "sejak" not in title
    load(store, [Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 100_000_000)], tahun=2024)
    assert "sejak 2024" in _title(_number("tren"))


def test_a_decision_survives_other_screens_and_the_other_language(store):
    load(store, MANY)
    test = _decide(_open(_number("dokumen")), "GBS selesai", "Kepala Dinas", date(2030, 10, 30))
    for press in ("rapat_Right", "rapat_PageDown", "rapat_Left", "rapat_PageUp"):
        test.button(key=press).click().run()
    assert "GBS selesai" in texts(test)
    test.session_state["bahasa"] = "en"
    test.session_state["layar"] = rakor_state.LAST
    test.run()
    told = texts(test)
    assert "GBS selesai" in told
    assert "Kepala Dinas" in told
    with speaking("en"):
        assert day(date(2030, 10, 30)) in told
        assert say("rakor_jumlah_satu") in told


def test_what_was_typed_and_not_recorded_is_there_again_after_other_screens(store):
    load(store, MANY)
    test = _open(_number("tren"))
    test.text_area[0].set_value("Belum dicatat")
    test.date_input[0].set_value(date(2030, 1, 2))
    test.button(key="rapat_Right").click().run()
    assert test.text_area[0].value == ""
    test.button(key="rapat_Left").click().run()
    assert test.text_area[0].value == "Belum dicatat"
    assert test.date_input[0].value == date(2030, 1, 2)


def test_an_empty_decision_is_not_recorded(store):
    load(store, MANY)
    test = _decide(_open(_number("tren")), "   ", "Kepala Dinas")
    assert say("rakor_kosong") in texts(test)
    test.session_state["layar"] = rakor_state.LAST
    test.run()
    assert test.title[0].value == say("rakor_jumlah_nol")


def test_a_date_that_has_passed_is_warned_about(store):
    load(store, MANY)
    test = _open(_number("tren"))
    test.date_input[0].set_value(date(2020, 1, 2)).run()
    assert say("rakor_lewat") in texts(test)
    test.date_input[0].set_value(date(2999, 1, 2)).run()
    assert say("rakor_lewat") not in texts(test)


def test_decisions_are_changed_and_removed_on_the_last_screen(store):
    load(store, MANY)
    test = _decide(_open(_number("tren")), "Pertama")
    test.button(key="rapat_tambah").click().run()
    test = _decide(test, "Kedua")
    test.session_state["layar"] = rakor_state.LAST
    test.run()
    assert test.title[0].value == say("rakor_jumlah", jumlah=small(2).capitalize())
    test.button(key="rapat_ubah_1").click().run()
    assert test.text_area[0].value == "Pertama"
    test.text_area[0].set_value("Pertama yang baru")
    test.button(key="rapat_simpan").click().run()
    test.button(key="rapat_hapus_2").click().run()
    told = texts(test)
    assert "Pertama yang baru" in told
    assert "Kedua" not in told
    assert test.title[0].value == say("rakor_jumlah_satu")


@pytest.mark.cepat
def test_decisions_of_one_database_are_not_those_of_the_other(store, monkeypatch):
    load(store, MANY)
    kept: dict[str, object] = {}
    monkeypatch.setattr(rakor_decisions.st, "session_state", kept | {"data": "sendiri"})
    rakor_decisions.add("tren", "Milik kami", "", None)
    assert [one.apa for one in rakor_decisions.every()] == ["Milik kami"]
    monkeypatch.setattr(rakor_decisions.session, "which", lambda: "contoh")
    assert rakor_decisions.every() == []


@pytest.mark.cepat
def test_the_picked_agency_is_among_the_rows_even_where_it_is_low():
    rows = [Pair(str(n), f"Dinas {n}", 1, 2, "1", "2", "1") for n in range(9)]
    shown = [row.kode for row in rakor_view.first(rows, "7")]
    assert shown == ["0", "1", "2", "3", "7"]
    assert [row.kode for row in rakor_view.first(rows, "")] == ["0", "1", "2", "3", "4"]


@pytest.mark.cepat
def test_names_stand_before_a_sentence_once_and_figures_keep_their_sign(monkeypatch):
    monkeypatch.setattr(rakor_money, "agencies_by_code", lambda: {"1": "Dinas PU"})
    assert rakor_money.about("1", "Menandai banyak.") == "Dinas PU: menandai banyak"
    assert rakor_money.about("1", "Rp5 belum").endswith("Rp5 belum")
    assert rakor_money.about("1", "Rp5 di Dinas PU") == "Rp5 di Dinas PU"
    assert rakor_money.about("", "ARG naik.") == "ARG naik"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_deck_says_the_sentences_of_the_screens_and_the_decisions(store, language, monkeypatch):
    load(store, MANY)
    made = []
    monkeypatch.setattr(rakor_papers.st, "download_button", lambda *a, **k: made.append(a))
    test = _decide(_open(_number("dokumen"), language), "GBS selesai", "Kepala Dinas")
    titles = [str(test.title[0].value)]
    test.session_state["layar"] = rakor_state.LAST
    test.run()
    content, name = made[-1][1], made[-1][2]
    deck = Presentation(io.BytesIO(content()))
    told = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] in told
    assert len(deck.slides) == 1 + len(rakor_state.QUESTIONS) + 1
    assert name.endswith(".pptx")
    assert {"2025", "MURNI", store.version.label} <= set(name.removesuffix(".pptx").split("_"))
    with speaking(language):
        questions = [say(f"rakor_tanya_{asked}") for asked in rakor_state.QUESTIONS]
    words = [s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame]
    assert set(questions) <= set(words)
    assert "GBS selesai" in words


def test_the_bars_of_the_deck_are_the_rupiah_of_the_metric(store, monkeypatch):
    monkeypatch.setattr(session, "which", lambda: session.OWN)
    load(store, MANY)
    gap = arg_document_gap(store, by=Grain.OPD, at=AT).total.column("pembilang")[0].as_py()
    with speaking("id"):
        slide = rakor_money.documents("").slide
    millions = sum(slide.tagged.values) - sum(slide.documented.values)
    assert Decimal(str(round(millions, 6))) * 1_000_000 == gap


@pytest.mark.cepat
def test_a_file_made_later_speaks_the_language_of_its_session(store, monkeypatch):
    import threading

    monkeypatch.setattr(session, "which", lambda: session.OWN)
    said: list[str] = []
    with speaking("en"):
        make = session.later(lambda: said.append(current()) or b"")
    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    assert said == ["en"]


@pytest.mark.cepat
def test_a_written_decision_has_its_date_in_words():
    with speaking("id"):
        decided = rakor_decisions.Decided(1, "tren", "A", "B", date(2025, 10, 30))
        assert decided.written() == Decision("A", "B", "30 Oktober 2025")
