"""The page Mutu data: what the checks find, who has sent what, in both languages."""

from __future__ import annotations

import pytest
from budget_world import HEAD, Agency, load, put
from page_runs import ROOT, framed, shown, texts

from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import count, small
from pug_metrics.metrics.checks import all_checks, run_checks
from pug_metrics.metrics.reported import coverage
from pug_metrics.metrics.result import Slice

LANGUAGES = ("id", "en")
A, B, C = (f"{bidang}.0.00.0.00.01.0000" for bidang in ("1.01", "2.08", "1.02"))
AT = Slice(daerah="63.72", tahun=2025, tahapan="MURNI")
GHOST = {"kode_skpd": A, "kode_sub_kegiatan": "1.01.02.2.01.0099"}


def test_every_check_is_mended_on_a_page_that_exists():
    for each in all_checks().values():
        assert (ROOT / "pages" / f"{each.page}.py").exists()


@pytest.fixture
def store(empty_store):
    load(empty_store, [
        Agency(A, "Dinas Pendidikan", 1000, 400, 100, realisasi=50),
        Agency(B, "Dinas PPPA", 500, 300, 300, realisasi=40), Agency(C, "Dinas Kesehatan", 800),
    ])  # fmt: skip
    return empty_store


def ghost_tag(store, kode: str = A) -> None:
    put(
        store,
        "tag_arg",
        [HEAD | GHOST | {"kode_skpd": kode, "kategori_arg": "NETRAL"}],
        "b.csv",
        mode="tambah",
    )


def test_an_empty_database_says_so(empty_store):
    assert framed("mutu").title[0].value == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", LANGUAGES)
def test_clean_data_say_that_every_check_is_clean_and_what_is_missing(store, language):
    test = shown("mutu", language)
    with speaking(language):
        clean = say("mutu_judul_bersih", jumlah=count(len(all_checks())))
        missing = [gap for gap in coverage(store, AT).gaps() if gap.absent]
        told = say("mutu_judul_belum", jumlah=small(len(missing[0].absent)), semua="3",
                   data="").strip()  # fmt: skip
        assert test.title[0].value.startswith(clean)
        assert say("mutu_uji_nol") in texts(test)
    assert told in test.title[0].value or missing[0].whole
    assert "{" not in texts(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_wrong_row_is_in_title_table_and_detail(store, language):
    before = shown("mutu", language).title[0].value
    ghost_tag(store)
    test = shown("mutu", language)
    (found,) = [each for each in run_checks(store, AT) if each.number]
    with speaking(language):
        assert test.title[0].value != before
        assert test.title[0].value.startswith(say("mutu_judul_satu", baris="1"))
        assert str(found.check.cure) in texts(test)
        checks, rows = test.dataframe[0].value, test.dataframe[1].value
        assert list(checks[say("mutu_kolom_uji")]) == [str(found.check.title)]
        assert list(rows[say("mutu_kolom_berkas")]) == ["b.csv"]
        assert list(rows[say("mutu_kolom_nomor")]) == [2]
        assert GHOST["kode_sub_kegiatan"] in rows[say("mutu_kolom_temuan")][0]


def test_filters_keep_the_findings_of_one_owner_and_one_agency(store):
    ghost_tag(store)
    put(store, "opd", [{"kode_daerah": "63.72", "tahun": "2025", "kode_skpd": B,
                        "nama_skpd": "Dinas Pendidikann"}], "opd.csv")  # fmt: skip
    everything = shown("mutu").dataframe[0].value
    assert len(everything) >= 3
    agencies = shown("mutu", mutu_pemilik="opd").dataframe[0].value
    assert list(agencies[say("mutu_kolom_uji")]) == [str(all_checks()["tag_without_line"].title)]
    mine = shown("mutu", mutu_opd=A, mutu_pemilik="opd")
    assert len(mine.dataframe[0].value) == 1
    other = shown("mutu", mutu_opd=C, mutu_pemilik="opd")
    assert say("mutu_uji_nol") in texts(other)


def test_a_picked_check_shows_its_own_rows(store):
    ghost_tag(store)
    ghost_tag(store, B)
    put(store, "sasaran", [{"kode_daerah": "63.72", "tahun": "2025", **GHOST,
                            "target_total": "4"}], "s.csv")  # fmt: skip
    test = shown("mutu", mutu_uji="beneficiaries_without_line")
    assert list(test.dataframe[1].value[say("mutu_kolom_berkas")]) == ["s.csv"]


def test_what_an_undo_mends_leads_to_the_history(store):
    ghost_tag(store)
    listed = {A: "Dinas Pendidikan", B: "Dinas PPPA", C: "Dinas Kesehatan"}
    own = {"kode_daerah": "63.72", "tahun": "2025"}
    rows = [own | {"kode_skpd": kode, "nama_skpd": name} for kode, name in listed.items()]
    put(store, "opd", rows, "opd 2023.csv")
    labels = {
        name: [each.label for each in shown("mutu", mutu_uji=name).button]
        for name in ("file_year_differs", "tag_without_line")
    }
    assert say("mutu_ke_riwayat") in labels["file_year_differs"]
    assert say("mutu_ke_unggah") in labels["tag_without_line"]


def test_gaps_name_the_agencies_and_the_questions(store):
    written = texts(shown("mutu"))
    spent = next(gap for gap in coverage(store, AT).gaps() if gap.dataset.name == "realisasi")
    assert [each.nama for each in spent.absent] == ["Dinas Kesehatan"]
    assert "OPD belum mengirim realisasi**: Dinas Kesehatan" in written
    assert str(spent.metrics[0].title) in written
    put(store, "realisasi", [{"kode_daerah": "63.72", "tahun": "2025", "kode_skpd": C,
                              "sampai_bulan": "6", "realisasi": "1"}], "r.csv")  # fmt: skip
    assert "belum mengirim realisasi" not in texts(shown("mutu"))


def test_the_matrix_has_a_row_an_agency_with_rows_and_day(store):
    matrix = shown("mutu").dataframe[-1].value
    assert list(matrix[say("mutu_kolom_opd")]) == ["Dinas Pendidikan", "Dinas Kesehatan",
                                                   "Dinas PPPA"]  # fmt: skip
    cells = matrix.set_index(say("mutu_kolom_opd"))["Realisasi"]
    assert cells["Dinas Kesehatan"] == "–"
    assert cells["Dinas Pendidikan"].startswith("3 · ")
