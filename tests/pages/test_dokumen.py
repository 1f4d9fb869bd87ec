"""The page of documents: what is owed and by whom, one document, decisions and their undo."""

from __future__ import annotations

import pytest
from page_runs import ROOT, framed, page, shown, texts
from streamlit.testing.v1 import AppTest

from pages.parts import dokumen_figures
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, points, rupiah
from pug_metrics.metrics.findings_documents import document_book
from tests.ingest.document_rows_by_hand import (
    AT,
    EAST_SUB,
    GBS_1,
    SUB_1,
    document,
    documented,
    fill,
)
from tests.ingest.place_rows import AGENCY, EAST, REGION, YEAR, line, put

LANGUAGES = ("id", "en")
MILLION = 1_000_000
CODE = dokumen_figures.code(GBS_1)


@pytest.fixture
def store(empty_store):
    fill(empty_store)
    return empty_store


def run(language: str = "id", **state: object):
    return shown("dokumen", language, **state)


def listed(test):
    """The list: after the two forms of the matrix (and the table of APKM, where there is one)."""
    return test.dataframe[2].value


def press(test, name: str):
    button = next(each for each in test.button if str(each.key).startswith(f"{name}_"))
    button.click().run()
    assert not test.exception
    return test


def field(test, kind: str, name: str):
    return next(e for e in getattr(test, kind) if str(e.key).startswith(f"dokumen_{name}_"))


def test_an_empty_database_says_so(empty_store):
    assert framed("dokumen").title[0].value == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_tags_no_document_is_owed(empty_store, language):
    put(empty_store, "anggaran", [line(AGENCY, "1000000", sub=SUB_1)])
    test = run(language)
    with speaking(language):
        assert say("dokumen_tanpa_tanda") in texts(test)
        assert test.button(key="dokumen_penanda").label == say("opd_tanpa_tanda_tombol")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_says_the_rupiah_and_the_scarcest_document(store, language):
    test = run(language)
    with speaking(language):
        assert test.title[0].value == say(
            "dokumen_judul_jenis", rupiah=rupiah(70 * MILLION), jenis="GBS"
        )
        told = say("dokumen_matriks", gap=percent(90), gbs=percent(30), kak=percent(90))
    assert told in texts(test)


def test_one_changed_row_changes_figure_and_sentence(store):
    before = run()
    put(store, "dokumen", [document(SUB_1, "GBS", "DISETUJUI")], "satu")
    after = run()
    assert rupiah(70 * MILLION) in before.title[0].value
    assert after.title[0].value == say("dokumen_judul", rupiah=rupiah(10 * MILLION))
    gbs = "GBS"
    assert list(before.dataframe[0].value[gbs]) == [
        f"• 1/2 · {percent(100 / 3)}", f"✕ 0/1 · {percent(0)}"
    ]  # fmt: skip
    assert f"✓ 2/2 · {percent(100)}" in list(after.dataframe[0].value[gbs])


def test_when_all_is_approved_the_title_says_so(store):
    rows = [document(SUB_1, "GBS", "DISETUJUI")]
    rows += [document(EAST_SUB, kind, "DISETUJUI", agency=EAST) for kind in ("GAP", "GBS", "KAK")]
    put(store, "dokumen", rows, "semua")
    told = run().title[0].value
    assert told.startswith(
        say("dokumen_judul_lengkap", rupiah=rupiah(100 * MILLION), daerah="")[:20]
    )


def test_the_list_stands_by_rupiah_and_is_filtered_by_agency_document_status_and_words(store):
    rupiah_column = say("dokumen_kolom_rupiah")
    assert list(listed(run())[rupiah_column]) == [60e6, 10e6, 10e6, 10e6]
    assert list(listed(run(dok_opd=EAST))[rupiah_column]) == [10e6] * 3
    assert list(listed(run(dok_jenis="GBS"))[rupiah_column]) == [60e6, 10e6]
    assert len(listed(run(dok_status="DISETUJUI"))) == 5
    assert len(listed(run(dok_status="semua"))) == 9
    assert list(listed(run(dok_cari="balikpapan kak"))[say("dokumen_kolom_jenis")]) == ["KAK"]
    assert say("dokumen_daftar_kosong") in texts(run(dok_cari="tidak ada"))


def test_the_filters_and_the_document_stand_in_the_link(store):
    test = run(dok_opd=AGENCY, dok=CODE)
    assert test.query_params["dok_opd"] in (AGENCY, [AGENCY])
    assert test.query_params["dok"] in (CODE, [CODE])
    again = page("dokumen")
    again.query_params["dok"] = CODE
    again.query_params["dok_jenis"] = "GBS"
    again.run()
    assert say("dokumen_status_MENUNGGU_REVIEW") in texts(again)
    assert list(listed(again)[say("dokumen_kolom_rupiah")]) == [60e6, 10e6]


@pytest.mark.parametrize("code", ["x", "a/b/GBS", f"{AGENCY}/{SUB_1}/PERDA", "//"])
def test_a_document_that_the_data_lack_opens_nothing(store, code):
    assert say("dokumen_pilih") in texts(run(dok=code))


def test_the_steps_say_what_is_filled_and_what_is_not(store):
    frame = {"kode_daerah": REGION, "tahun": YEAR, "kode_skpd": AGENCY, "jenis": "GBS"}
    own = {"kode_sub_kegiatan": SUB_1, "isi": "terisi"}
    assert say("dokumen_langkah_judul", langkah=say("dokumen_langkah_tanpa")) in texts(
        run(dok=CODE)
    )
    put(store, "isian_dokumen", [{**frame, **own, "langkah": "PROGRAM"}])
    told = texts(run(dok=CODE))
    assert say("dokumen_langkah", isi="1", semua="10") in told
    assert ":green[✓] 2. Program" in told
    assert ":orange[○] 10. Dampak atau hasil" in told


def test_another_name_approves_and_the_page_says_what_it_moved(store):
    test = press(run(dok=CODE, aktor="Rina"), "dokumen_setujui")
    assert documented(store) == 90 * MILLION
    assert rupiah(10 * MILLION) in test.title[0].value
    told = texts(test)
    assert say(
        "dokumen_naik", rupiah=rupiah(60 * MILLION), sebelum=percent(3000 / 105, 2),
        sesudah=percent(9000 / 105, 2), poin=points(6000 / 105, 2),
    ) in told  # fmt: skip
    assert "Rina" in told
    test.button(key="dokumen_batalkan").click().run()
    test.button(key="unggah_batalkan_ya").click().run()
    assert not test.exception
    assert documented(store) == 30 * MILLION
    number = store.batches()[-1].id_unggahan
    assert say("dokumen_sudah_dibatalkan", id=number) in texts(test)


def test_the_name_that_submitted_is_refused_in_a_sentence_and_nothing_is_stored(store):
    test = press(run(dok=CODE, aktor="penguji"), "dokumen_setujui")
    assert "penguji" in test.error[0].value
    assert documented(store) == 30 * MILLION


def test_returning_needs_a_note_and_keeps_it(store):
    test = press(run(dok=CODE, aktor="Rina"), "dokumen_kembalikan")
    assert test.error[0].value == say("galat_dokumen_tanpa_catatan")
    field(test, "text_area", "catatan").input("Tambah data terpilah")
    press(test, "dokumen_kembalikan")
    found = document_book(store, AT).document(GBS_1)[1]
    assert (found.status, found.catatan) == ("PERLU_REVISI", "Tambah data terpilah")
    assert say("dokumen_tetap") in texts(test)


def test_a_number_and_a_status_are_saved_and_the_rest_stays(store):
    test = run(dok=CODE, aktor="Rina")
    assert press(test, "dokumen_simpan").error[0].value == say("galat_dokumen_tanpa_perubahan")
    field(test, "text_input", "nomor").input("12/GBS/2025")
    field(test, "selectbox", "status").set_value("SEDANG_DIREVIEW")
    press(test, "dokumen_simpan")
    found = document_book(store, AT).document(GBS_1)[1]
    assert (found.nomor, found.status) == ("12/GBS/2025", "SEDANG_DIREVIEW")
    assert field(test, "text_input", "nomor").value == "12/GBS/2025"


def test_without_a_name_no_button_works(store):
    test = run(dok=CODE)
    keys = ("dokumen_setujui_", "dokumen_kembalikan_", "dokumen_simpan_")
    assert all(each.disabled for each in test.button if str(each.key).startswith(keys))
    assert say("dokumen_isi_nama") in texts(test)


def test_beside_the_lock_of_the_frame_both_fields_hold_one_name(store):
    script = (
        "import runpy\n"
        "from pages.parts import freezing, session\n"
        "session.speak()\n"
        "freezing.popover(session.store())\n"
        f"runpy.run_path({str(ROOT / 'pages' / 'dokumen.py')!r})\n"
    )
    test = AppTest.from_string(script, default_timeout=60)
    test.session_state["data"] = "sendiri"
    test.session_state["dok"] = CODE
    test.run()
    assert not test.exception
    test.text_input(key="aktor_dokumen").input("Rina").run()
    assert not test.exception
    assert test.text_input(key="aktor_kunci").value == "Rina"
    press(test, "dokumen_setujui")
    assert store.batches()[-1].aktor == "Rina"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frozen_state_is_read_only_and_keeps_its_figures(store, language):
    named = store.freeze("Rakor Maret", "Bappeda")
    put(store, "dokumen", [document(SUB_1, "GBS", "DISETUJUI")], "nanti")
    test = run(language, dok=CODE, versi=str(named.id_versi))
    with speaking(language):
        assert rupiah(70 * MILLION) in test.title[0].value
        assert say("dokumen_baca_saja_kunci") in texts(test)
    assert not [each for each in test.button if str(each.key).startswith("dokumen_setujui")]


def test_figures_of_apkm_appear_with_the_first_flag(store):
    assert say("dokumen_apkm_kosong") in texts(run())
    tag = {"kode_daerah": REGION, "tahun": YEAR, "tahapan": "MURNI", "kode_skpd": AGENCY}
    put(store, "tag_arg", [{**tag, "kode_sub_kegiatan": SUB_1, "kategori_arg": "KESETARAAN",
                            "apkm_a": True, "apkm_m": False}], "apkm")  # fmt: skip
    test = run()
    assert say("dokumen_apkm_kosong") not in texts(test)
    assert test.expander[0].label == say(
        "dokumen_apkm", apa=say("dokumen_apkm_m"), jumlah="0", semua="3"
    )


def test_steps_are_filled_in_on_the_page_and_counted(store):
    test = run(dok=CODE, aktor="Rina")
    field(test, "text_area", "isi_PROGRAM").input("Pemberdayaan")
    press(test, "dokumen_isi_simpan")
    assert say("dokumen_langkah", isi="1", semua="10") in texts(test)
    assert document_book(store, AT).document(GBS_1)[1].terisi == frozenset({"PROGRAM"})
    assert (store.batches()[-1].dataset, store.batches()[-1].aktor) == ("isian_dokumen", "Rina")
    assert say("dokumen_tetap") in texts(test)
