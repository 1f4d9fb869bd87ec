"""The page of places says what the metrics say, places units and never draws missing as zero."""

from __future__ import annotations

import pytest
import streamlit
from page_runs import framed, page, shown, texts
from place_world import AT, LAMARU, MANGGAR, UNIT_2, fill

from pages.parts import session
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics import arg_per_woman, budget_total
from pug_metrics.metrics.findings_places import place_proposals, placing

LANGUAGES = ("id", "en")


@pytest.fixture
def store(empty_store):
    fill(empty_store)
    return empty_store


def run(language: str = "id", **state: object):
    return shown("wilayah", language, **state)


def value(store, metric, code):
    return next(
        row["nilai"] for row in metric(store, by="desa", at=AT).rows() if row["kode"] == code
    )


def test_an_empty_database_says_so(empty_store):
    assert framed("wilayah").title[0].value == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_names_both_ends_with_the_figures_of_the_metric(store, language):
    title = run(language).title[0].value
    with speaking(language):
        for code, name in ((MANGGAR, "Manggar"), (LAMARU, "Lamaru")):
            assert name in title
            assert rupiah(value(store, arg_per_woman, code), 0) in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lead_says_how_much_has_no_place(store, language):
    said = texts(run(language))
    found = placing(store, AT, claimed=True)
    with speaking(language):
        assert rupiah(found.unplaced) in said
        assert percent(found.percent) in said
        assert rupiah(found.placed) in said


def test_another_amount_in_one_row_changes_the_figure_and_the_sentence(empty_store):
    fill(empty_store, manggar="4000000")
    title = run().title[0].value
    assert title.index("Lamaru") < title.index("Manggar")
    assert rupiah(4_000_000 / 800) in title


def test_every_place_without_data_says_so_in_the_table_and_is_no_zero(store):
    frame = next(
        each.value for each in run().dataframe if say("wilayah_kolom_tempat") in each.value
    )
    silent = frame[frame[say("kolom_alasan")] != ""]
    assert len(silent) == len(frame) - 2
    assert silent.iloc[:, 4].isna().all()
    assert set(frame[say("kolom_alasan")]) == {"", say("wilayah_kosong")}


@pytest.mark.parametrize("measure", ["per_perempuan", "arg", "belanja", "persen"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_at_every_level_has_a_title(store, measure, language):
    for view in ("semua", "kecamatan", MANGGAR[:8]):
        test = run(language, ukuran=measure, lihat=view)
        assert "{" not in texts(test)
        assert test.title[0].value


def test_the_first_year_shows_no_change_of_rank(store):
    assert "naik" not in texts(run())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picked_place_shows_what_is_spent_there(store, language):
    said = texts(run(language, tempat=MANGGAR))
    with speaking(language):
        assert rupiah(value(store, budget_total, MANGGAR)) in said
        assert say("wilayah_di_kec", nama="Manggar", kecamatan="Balikpapan Timur") in said


def test_a_picked_place_without_lines_says_unknown(store):
    silent = next(
        r["kode"] for r in budget_total(store, by="desa", at=AT).rows() if r["nilai"] is None
    )
    assert say("wilayah_rinci_kosong") in texts(run(tempat=silent))


def test_without_people_the_page_begins_with_arg(empty_store):
    fill(empty_store, people=False)
    test = run()
    assert test.session_state["ukuran"] == "arg"
    assert say("wilayah_judul_kosong_penduduk", daerah="Kota Balikpapan") in texts(
        run(ukuran="per_perempuan")
    )


def test_without_tags_the_page_begins_with_all_spending(empty_store):
    fill(empty_store, tags=False)
    assert run().session_state["ukuran"] == "belanja"


def test_confirmed_proposals_become_a_batch_and_the_lead_changes(store):
    proposed = sum(each.pagu for each in place_proposals(store, AT))
    before = placing(store, AT, claimed=False)
    test = run(tempatkan=True, aktor="Penguji", ukuran="belanja")
    test.button(key="wilayah_simpan_usulan").click().run()
    assert not test.exception
    after = placing(store, AT, claimed=False)
    assert before.unplaced - after.unplaced == proposed
    record = store.batches()[-1]
    assert (record.dataset, record.aktor) == ("lokasi", "Penguji")
    assert rupiah(after.unplaced) in texts(test)


def test_an_unticked_proposal_is_not_stored(store, monkeypatch):
    used, unit = say("wilayah_kolom_pakai"), say("wilayah_kolom_unit")

    def edited(styled, **_):
        table = styled.data.copy()
        table.loc[table[unit] == "Kelurahan Manggar", used] = False
        return table

    monkeypatch.setattr(streamlit, "data_editor", edited)
    test = run(tempatkan=True, aktor="Penguji")
    test.button(key="wilayah_simpan_usulan").click().run()
    stored = store.query("SELECT kode_sub_unit FROM berlaku_lokasi WHERE persen IS NOT NULL")
    assert stored["kode_sub_unit"].to_pylist() == [UNIT_2]


def test_without_a_name_nothing_can_be_stored(store):
    test = run(tempatkan=True)
    assert test.button(key="wilayah_simpan_usulan").disabled
    assert say("wilayah_isi_nama") in texts(test)


def test_the_sample_shows_proposals_but_stores_none(store, monkeypatch):
    monkeypatch.setattr(session, "_filled_sample", lambda: store)
    test = page("wilayah", data="contoh")
    test.session_state["tempatkan"] = True
    test.run()
    assert say("wilayah_usulan_contoh") in texts(test)
    assert not [button for button in test.button if button.key == "wilayah_simpan_usulan"]


def test_real_boundaries_are_drawn_where_a_file_of_the_region_is_there(store, shared, tmp_path):
    folder = tmp_path / "batas"
    folder.mkdir()
    source = shared / "reference" / "batas" / "desa_kelurahan_64.71.geojson"
    (folder / source.name).write_bytes(source.read_bytes())
    test = run()
    assert test.segmented_control(key="bentuk").value == "peta"
    figures = [each.proto.spec for each in test.get("plotly_chart")]
    assert any("choropleth" in spec for spec in figures)
    test.segmented_control(key="bentuk").set_value("petak").run()
    assert not any("choropleth" in each.proto.spec for each in test.get("plotly_chart"))


def test_a_broken_boundary_file_is_named_and_tiles_stay(store, tmp_path):
    folder = tmp_path / "batas"
    folder.mkdir()
    (folder / "64.71.geojson").write_text("{", encoding="utf-8")
    test = run()
    assert say("galat_batas_bukan_json") in texts(test)
    assert test.get("plotly_chart")
