"""The tagging page: what is undecided, decisions that move the figure as computed by hand, undo."""

from __future__ import annotations

import pytest
from budget_world import HEAD, put
from page_runs import ROOT, framed, page, shown, texts
from streamlit.testing.v1 import AppTest
from tag_world import AT, CLASSES, COUNSEL, NAMES, SCHOOLS, TRAINING, WOMEN, fill, tag

from pages.parts import session
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics import arg_share

LANGUAGES = ("id", "en")


@pytest.fixture
def store(empty_store):
    fill(empty_store)
    return empty_store


def run(language: str = "id", **state: object) -> AppTest:
    return shown("penandaan", language, **state)


def table(test: AppTest):
    return next(each.value for each in test.dataframe if say("penandaan_kolom_kode") in each.value)


def choose(test: AppTest, *names: str, expect: bool = True) -> AppTest:
    """Tick the rows of these names, as the reader's table would tell the page."""
    key = next(each.proto.id for each in test.dataframe)
    listed = list(table(test).iloc[:, 0])
    rows = [listed.index(name) for name in names]
    # The identity of a widget ends in its key.
    test.session_state[key.split("-", 2)[2]] = {
        "selection": {"rows": rows, "columns": [], "cells": []}
    }
    test.run()
    assert not test.exception
    if expect:
        assert names[0] in texts(test) or len(names) > 1
    return test


def beside_the_panel(version: str = "") -> AppTest:
    """The page under what the frame draws above it: the panel that freezes figures."""
    script = (
        "import runpy\n"
        "from pages.parts import freezing, session\n"
        "session.speak()\n"
        "store = session.store()\n"
        "freezing.take(store)\n"
        "freezing.popover(store)\n"
        f"runpy.run_path({str(ROOT / 'pages' / 'penandaan.py')!r})\n"
    )
    test = AppTest.from_string(script, default_timeout=30)
    test.session_state["data"] = session.OWN
    test.session_state[session.FROZEN] = version
    test.run()
    assert not test.exception
    return test


def decide(test: AppTest, category: str, button: str, actor: str = "Ani", weight: float = 1.0):
    test.text_input(key="aktor_penandaan").input(actor).run()
    test.radio(key="tandai_baru_kategori_arg").set_value(category)
    test.number_input(key="tandai_baru_bobot_arg").set_value(weight)
    test.text_area(key="tandai_baru_alasan").input("Peserta perempuan tertinggal")
    test.button(key=button).click().run()
    assert not test.exception
    return test


def share(store) -> float | None:
    return arg_share(store, by="daerah", at=AT).value()


def test_an_empty_database_says_so(empty_store):
    assert framed("penandaan").title[0].value == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_says_what_is_undecided(store, language):
    title = run(language).title[0].value
    with speaking(language):
        assert title == say("penandaan_judul", rupiah=rupiah(1_000_000_000), jumlah="3", opd="2")


def test_another_amount_in_one_row_changes_title_and_list(empty_store):
    fill(empty_store, amounts=((SCHOOLS, TRAINING, 100), (WOMEN, COUNSEL, 40)))
    test = run()
    assert rupiah(140_000_000) in test.title[0].value
    assert list(table(test)[say("penandaan_kolom_rupiah")]) == [100_000_000.0, 40_000_000.0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tab", ["BELUM", "DRAF", "DIAJUKAN", "DISETUJUI", "DITOLAK", "BEDA"])
def test_every_list_draws_or_says_that_it_is_empty(store, language, tab):
    test = run(language, tanda_bagian=tab)
    assert "{" not in texts(test)
    if tab != "BELUM":
        with speaking(language):
            assert say(f"penandaan_kosong_{tab}") in texts(test)


def test_a_submission_moves_figure_and_sentence_by_the_amount_computed_by_hand(store):
    # 100 million of the schools at weight 0.5 and nothing else: 50 of 1,000 million are 5 %.
    test = decide(choose(run(), NAMES[TRAINING]), "KESETARAAN", "penandaan_ajukan", weight=0.5)
    assert share(store) == pytest.approx(5)
    said = texts(test)
    facts = {"rupiah": rupiah(50_000_000), "basis": say("filter_basis_TOTAL_BELANJA")}
    facts |= {"sebelum": percent(0, 2), "sesudah": percent(5, 2)}
    assert say("penandaan_angka_naik", **facts) in said
    assert f"**{percent(5)}**" in said
    assert rupiah(900_000_000) in test.title[0].value
    assert list(table(test)[say("penandaan_kolom_sub")]) == [NAMES[CLASSES], NAMES[COUNSEL]]
    record = store.batches()[-1]
    assert (record.dataset, record.aktor, record.diterima) == ("tag_arg", "Ani", 1)


def test_a_draft_leaves_the_figure_alone(store):
    test = decide(choose(run(), NAMES[TRAINING]), "SPESIFIK", "penandaan_simpan_draf")
    assert share(store) == 0
    basis = say("filter_basis_TOTAL_BELANJA")
    assert say("penandaan_angka_tetap", sesudah=percent(0, 2), basis=basis) in texts(test)
    assert rupiah(1_000_000_000) in test.title[0].value
    assert say("penandaan_menunggu", rupiah=rupiah(100_000_000)) in texts(test)


def test_several_are_decided_as_one_batch(store):
    before = len(store.batches())
    test = choose(run(), NAMES[TRAINING], NAMES[COUNSEL])
    decide(test, "SPESIFIK", "penandaan_ajukan")
    assert len(store.batches()) == before + 1
    # 100 + 300 of 1,000 million.
    assert share(store) == pytest.approx(40)


def test_without_a_reason_the_page_says_so_and_stores_nothing(store):
    before = len(store.batches())
    test = choose(run(aktor="Ani"), NAMES[TRAINING])
    test.radio(key="tandai_baru_kategori_arg").set_value("NETRAL")
    test.button(key="penandaan_ajukan").click().run()
    said = say("galat_keputusan_tanpa_alasan", kode=f"{SCHOOLS} / {TRAINING}")
    assert said in texts(test)
    assert len(store.batches()) == before


def test_without_a_name_nothing_can_be_stored(store):
    test = choose(run(), NAMES[TRAINING])
    assert test.button(key="penandaan_ajukan").disabled
    assert say("penandaan_isi_nama") in texts(test)


def submitted(store) -> None:
    tag(store, SCHOOLS, TRAINING, "SPESIFIK", status="DIAJUKAN", penanda="Ani")


def test_the_same_name_may_not_approve_and_another_may(store):
    submitted(store)
    test = choose(run(tanda_bagian="DIAJUKAN", aktor=" a N i "), NAMES[TRAINING])
    test.button(key="penandaan_setujui").click().run()
    refused = say("galat_keputusan_nama_sama", nama="Ani", kode=f"{SCHOOLS} / {TRAINING}")
    assert refused in texts(test)
    assert store.batches()[-1].aktor == "Penguji"
    test.text_input(key="aktor_penandaan").input("Budi").run()
    test.button(key="penandaan_setujui").click().run()
    assert not test.exception
    assert store.batches()[-1].aktor == "Budi"
    assert share(store) == pytest.approx(10)
    assert say("penandaan_kosong_DIAJUKAN") in texts(test)
    told = run(tanda_bagian="DISETUJUI")
    assert list(table(told)[say("penandaan_kolom_penilai")]) == ["Budi"]


def test_a_return_needs_a_note_and_takes_the_rupiah_out(store):
    submitted(store)
    test = choose(run(tanda_bagian="DIAJUKAN", aktor="Budi"), NAMES[TRAINING])
    test.button(key="penandaan_kembalikan").click().run()
    assert say("galat_keputusan_tanpa_catatan") in texts(test)
    test.text_input(key="penandaan_catatan_penilai").input("Sebut datanya").run()
    test.button(key="penandaan_kembalikan").click().run()
    assert share(store) == 0
    facts = {"rupiah": rupiah(100_000_000), "basis": say("filter_basis_TOTAL_BELANJA")}
    facts |= {"sebelum": percent(10, 2), "sesudah": percent(0, 2)}
    assert say("penandaan_angka_turun", **facts) in texts(test)
    back = choose(run(tanda_bagian="DITOLAK"), NAMES[TRAINING])
    told = say("penandaan_catatan_dari", nama="Budi", catatan="Sebut datanya")
    assert told in texts(back)


def test_what_was_returned_is_opened_with_what_it_said(store):
    tag(store, SCHOOLS, TRAINING, "SPESIFIK", status="DITOLAK", bobot_arg="0,25", alasan="Dugaan",
        kebutuhan_p="Jam siang")  # fmt: skip
    test = choose(run(tanda_bagian="DITOLAK", aktor="Ani"), NAMES[TRAINING])
    prefix = f"tandai_{SCHOOLS}_{TRAINING}_{store.batches()[-1].id_unggahan}"
    assert test.radio(key=f"{prefix}_kategori_arg").value == "SPESIFIK"
    assert test.number_input(key=f"{prefix}_bobot_arg").value == pytest.approx(0.25)
    assert test.text_area(key=f"{prefix}_kebutuhan_p").value == "Jam siang"
    test.button(key="penandaan_ajukan").click().run()
    # 100 million at 0.25 of 1,000 million.
    assert share(store) == pytest.approx(2.5)


def test_drafts_are_submitted_together_as_they_are(store):
    tag(store, SCHOOLS, TRAINING, "SPESIFIK", status="DRAF", alasan="Satu")
    tag(store, WOMEN, COUNSEL, "KESETARAAN", status="DRAF", alasan="Dua", bobot_arg="0,1")
    test = choose(run(tanda_bagian="DRAF", aktor="Ani"), NAMES[TRAINING], NAMES[COUNSEL])
    test.button(key="penandaan_ajukan_draf").click().run()
    assert not test.exception
    # 100 + 300 × 0.1 of 1,000 million.
    assert share(store) == pytest.approx(13)


@pytest.mark.parametrize("alone", [False, True])
def test_a_decision_made_meanwhile_is_said_and_not_overwritten(empty_store, alone):
    both = ((SCHOOLS, TRAINING, 100), (WOMEN, COUNSEL, 300))
    fill(empty_store, amounts=both[:1] if alone else both)
    test = choose(run(aktor="Ani"), NAMES[TRAINING])
    tag(empty_store, SCHOOLS, TRAINING, "NETRAL")
    # The page still shows what it was drawn with: the click comes from that view.
    test.radio(key="tandai_baru_kategori_arg").set_value("SPESIFIK")
    test.text_area(key="tandai_baru_alasan").input("Dugaan")
    test.button(key="penandaan_ajukan").click().run()
    assert not test.exception
    record = empty_store.batches()[-1]
    told = say(
        "galat_keputusan_didahului", kode=f"{SCHOOLS} / {TRAINING}", siapa="Penguji",
        kategori=say("kategori_NETRAL"), status=say("penandaan_status_DISETUJUI"),
        id=record.id_unggahan,
    )  # fmt: skip
    assert told in texts(test)
    assert record.aktor == "Penguji"
    assert share(empty_store) == 0


def test_what_somebody_else_stores_leaves_the_choice_on_its_rows(store):
    test = choose(run(aktor="Ani"), NAMES[TRAINING])
    # The first row leaves the list, so that every other one moves up.
    tag(store, SCHOOLS, CLASSES, "NETRAL")
    test.run()
    decide(test, "SPESIFIK", "penandaan_ajukan")
    found = store.query("SELECT kode_sub_kegiatan FROM berlaku_tag_arg WHERE penanda = 'Ani'")
    assert found["kode_sub_kegiatan"].to_pylist() == [TRAINING]
    assert share(store) == pytest.approx(10)


def test_suggestions_are_shown_with_reasons_and_fill_the_form_only_when_asked(store):
    fill(store, 2024)
    last = {"tahun": "2024", "kode_skpd": SCHOOLS, "kode_sub_kegiatan": TRAINING}
    put(store, "tag_arg", [HEAD | last | {"kategori_arg": "KESETARAAN", "bobot_arg": "0,5"}], "t")
    test = run(tahun=2025)
    cell = dict(zip(table(test)[say("penandaan_kolom_sub")],
                    table(test)[say("penandaan_kolom_saran")], strict=True))  # fmt: skip
    reason = say("saran_tahun", tahapan=say("tahapan_MURNI"), tahun=2024)
    assert reason in cell[NAMES[TRAINING]]
    assert "perempuan" in cell[NAMES[TRAINING]]
    assert cell[NAMES[CLASSES]] == ""
    choose(test, NAMES[TRAINING])
    assert test.radio(key="tandai_baru_kategori_arg").value is None
    test.button(key="penandaan_isikan_0").click().run()
    assert test.radio(key="tandai_baru_kategori_arg").value == "KESETARAAN"
    assert test.number_input(key="tandai_baru_bobot_arg").value == pytest.approx(0.5)
    assert reason[1:] in test.text_area(key="tandai_baru_alasan").value
    assert share(store) == 0


def test_history_says_who_when_and_why(store):
    tag(store, SCHOOLS, TRAINING, "SPESIFIK", status="DRAF", alasan="Dugaan awal")
    tag(store, SCHOOLS, TRAINING, "NETRAL", alasan="Bukan pelatihan gender", penanda="Citra")
    said = texts(choose(run(tanda_bagian="DISETUJUI"), NAMES[TRAINING]))
    for words in ("Dugaan awal", "Bukan pelatihan gender", "Penguji", "Citra"):
        assert words in said


def test_different_tags_of_two_agencies_are_listed(empty_store):
    fill(empty_store, amounts=((SCHOOLS, TRAINING, 100), (WOMEN, TRAINING, 60)))
    tag(empty_store, SCHOOLS, TRAINING, "SPESIFIK")
    tag(empty_store, WOMEN, TRAINING, "NETRAL")
    test = run(tanda_bagian="BEDA")
    frame = test.dataframe[0].value
    assert list(frame[say("penandaan_kolom_kategori")]) == [
        say("kategori_SPESIFIK"), say("kategori_NETRAL"),
    ]  # fmt: skip
    test.button(key="penandaan_berbeda_0").click().run()
    assert len(table(test)) == 2


def test_the_link_holds_list_and_filters_and_a_search_narrows(store):
    test = page("penandaan")
    test.query_params["tanda_opd"] = SCHOOLS
    test.query_params["tanda_cari"] = "pelatihan"
    test.run()
    assert list(table(test)[say("penandaan_kolom_sub")]) == [NAMES[TRAINING]]
    test.text_input(key="tanda_cari").input("tidak ada").run()
    assert say("penandaan_kosong_saring") in texts(test)
    test.button(key="penandaan_tampilkan_semua").click().run()
    assert len(table(test)) == 3
    assert "tanda_cari" not in test.query_params


def test_a_frozen_version_can_only_be_looked_at(store):
    named = store.freeze("Rakor", "Ani")
    tag(store, SCHOOLS, TRAINING, "SPESIFIK")
    assert say("penandaan_tertutup_beku") not in texts(beside_the_panel())
    test = choose(beside_the_panel(str(named.id_versi)), NAMES[TRAINING])
    assert rupiah(1_000_000_000) in test.title[0].value
    assert say("penandaan_tertutup_beku") in texts(test)
    assert say("penandaan_riwayat_kosong") in texts(test)
    assert not [each for each in test.button if each.key == "penandaan_ajukan"]


def test_a_decision_and_its_undo_work_beside_the_freezing_panel(store):
    test = choose(beside_the_panel(), NAMES[TRAINING])
    decide(test, "SPESIFIK", "penandaan_ajukan")
    assert share(store) == pytest.approx(10)
    test.button(key="penandaan_batalkan").click().run()
    test.button(key="unggah_batalkan_ya").click().run()
    assert not test.exception
    assert share(store) == 0
    assert say("penandaan_tindakan_batal", id=store.batches()[-1].id_unggahan) in texts(test)


def test_lines_without_sub_activities_are_decided_by_account(empty_store):
    row = HEAD | {"kode_skpd": SCHOOLS, "nama_skpd": "Dinas", "pagu": "1000000",
                  "kode_rekening": "5.1.02.01.01.0001", "nama_rekening": "Alat Tulis"}  # fmt: skip
    put(empty_store, "anggaran", [row], "a.csv")
    test = run()
    assert "1 rekening" in test.title[0].value
    decide(choose(test, "Alat Tulis"), "SPESIFIK", "penandaan_ajukan")
    assert share(empty_store) == pytest.approx(100)
    assert say("penandaan_judul_selesai", daerah="Kota Banjarbaru") == run().title[0].value
