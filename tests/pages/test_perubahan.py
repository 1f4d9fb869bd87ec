"""The page Mengapa berubah: sentence, bars, parts, lines, matches, files, empty states."""

from __future__ import annotations

import io

import pytest
from movement_world import AGENCY, NEW_CODE, OLD_CODE, OTHER, fill, line, put, sub, tag
from openpyxl import load_workbook
from page_runs import framed, page, shown, texts

from pages.parts import perubahan_files, perubahan_words
from pug_metrics.export import movement as files
from pug_metrics.export.table import lines_csv_bytes
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, points, rupiah
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.why import Cause, why_moved
from pug_metrics.metrics.why_lines import lines_behind

LANGUAGES = ("id", "en")
OLD, NEW = (Slice(daerah="63.72", tahun=year, tahapan="MURNI") for year in (2024, 2025))


@pytest.fixture
def store(empty_store):
    fill(empty_store)
    return empty_store


def run(language: str = "id", **state: object):
    return shown("perubahan", language, **state)


def part_table(test):
    return test.dataframe[0].value.set_index(say("perubahan_kolom_sebab"))


def test_an_empty_database_says_so(empty_store):
    assert framed("perubahan").title[0].value == say("kosong_judul_sendiri")


def test_one_year_alone_is_told_what_to_bring(empty_store):
    fill(empty_store, years=(2025,))
    test = framed("perubahan")
    assert test.title[0].value == say("perubahan_kosong_judul")
    assert say("perubahan_kosong_satu", tahapan="APBD Murni 2025") in texts(test)


def test_the_earliest_of_several_is_told_to_choose_a_later_one(store):
    test = run(tahun=2024)
    assert say("perubahan_kosong_pertama", tahapan="APBD Murni 2024") in texts(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_says_the_change_and_its_largest_causes(store, language):
    test = run(language)
    title = texts(test)
    with speaking(language):
        # 40 of 200, then 45 of 250: of 200 rupiah, 7.5 came off and 5 were added twice.
        assert say("perubahan_turun", besar=points(2)) in title
        assert points(7.5) in title
        assert say("tahapan_MURNI") + " 2024" in title
        assert percent(20) in texts(test)
        assert percent(18) in texts(test)
    assert "{" not in title


def test_what_moved_the_figure_is_said_before_what_held_it_back(store):
    title = texts(run(angka="arg_amount"))
    held = say("perubahan_sebab_lawan_naik", besar=rupiah(15_000_000, 1), apa="").split(" karena")[
        0
    ]
    assert say("perubahan_naik", besar=rupiah(5_000_000, 1)) in title
    assert title.index(rupiah(10_000_000, 1)) < title.index(held)


def test_the_parts_and_their_lines_are_those_of_the_metric(store):
    table = part_table(run())
    movement = why_moved(store, store, "arg_share", OLD, NEW)
    known = {part.cause: part for part in movement.parts if part.nilai}
    assert len(table) == len(known)
    for cause, part in known.items():
        row = table.loc[perubahan_words.part_name(movement, cause)]
        assert row[say("perubahan_kolom_baris")] == part.baris
        assert row[say("perubahan_kolom_uang")] == float(part.rupiah)
    assert table[say("perubahan_kolom_poin")].sum() == pytest.approx(-2)


def test_another_amount_in_one_row_moves_figure_and_sentence(empty_store):
    fill(empty_store)
    before = run(angka="arg_amount")
    put(empty_store, "anggaran", [line(2025, "2.08.02.2.01.0021", 8)], "tambahan.csv")
    put(empty_store, "tag_arg", [tag(2025, "2.08.02.2.01.0021")], "tanda_tambahan.csv")
    after = run(angka="arg_amount")
    assert rupiah(5_000_000, 1) in before.title[0].value
    assert rupiah(13_000_000, 1) in after.title[0].value
    new = perubahan_words.part_name(
        why_moved(empty_store, empty_store, "arg_share", OLD, NEW), Cause.BARU
    )
    effect = say("perubahan_kolom_rupiah")
    grown = part_table(after).loc[new, effect] - part_table(before).loc[new, effect]
    assert grown == 8_000_000


def test_another_tag_moves_another_part(empty_store):
    fill(empty_store)
    name = say("perubahan_bagian_dilepas")
    before = part_table(run()).loc[name, say("perubahan_kolom_baris")]
    put(empty_store, "anggaran", [line(2024, sub(4), 6), line(2025, sub(4), 6)], "baris.csv")
    put(empty_store, "tag_arg", [tag(2024, sub(4)), tag(2025, sub(4), "NETRAL")], "tanda.csv")
    assert part_table(run()).loc[name, say("perubahan_kolom_baris")] == before + 1


def test_the_documented_figure_knows_documents(store):
    test = run(angka="arg_share_documented")
    assert say("perubahan_nama_arg_share_documented") in test.title[0].value
    table = part_table(test)
    denominator = say("perubahan_bagian_penyebut", basis=say("basis_TOTAL_BELANJA"))
    assert list(table.index) == [say("perubahan_bagian_dokumen_bertambah"), denominator]


def test_the_lines_of_a_cause_say_where_they_are_written(store):
    test = run(sebab="dilepas")
    rows = test.dataframe[1].value
    assert list(rows[say("kuitansi_kolom_kode_sub_kegiatan")]) == [sub(2)]
    dates = {"dulu": "APBD Murni 2024", "kini": "APBD Murni 2025"}
    place = say("perubahan_tempat", berkas="anggaran_2024.csv", baris="3")
    assert list(rows[say("perubahan_kolom_tempat_awal", **dates)]) == [place]
    assert list(rows[say("perubahan_kolom_klaim_awal", **dates)]) == [15_000_000]
    assert list(rows[say("perubahan_kolom_klaim_akhir", **dates)]) == [0]
    other = test.selectbox(key="sebab").set_value("ditandai").run()
    assert list(other.dataframe[1].value[say("kuitansi_kolom_kode_sub_kegiatan")]) == [sub(3)]


def test_an_agency_alone_has_its_own_movement(store):
    test = run(perubahan_opd=AGENCY)
    assert "Dinas 1.02" in test.title[0].value
    alone = why_moved(
        store, store, "arg_share", *(Slice(**at.filters() | {"opd": AGENCY}) for at in (OLD, NEW))
    )
    assert percent(float(alone.end or 0)) in texts(test)
    quiet = run(perubahan_opd=OTHER)
    named = say("perubahan_nama_di", nama="ARG", opd="Dinas 2.08")
    assert quiet.title[0].value == say("perubahan_judul_belum", nama=named)
    assert say("perubahan_belum") in texts(quiet)
    assert len(quiet.dataframe) == 0


def test_an_agency_that_was_not_there_before_gets_no_invented_figure(store):
    put(store, "anggaran", [line(2025, sub(1), 5, "4.01.0.00.0.00.01.0000")], "baru.csv")
    test = run(perubahan_opd="4.01.0.00.0.00.01.0000")
    assert say("alasan_DATA_KOSONG") in texts(test)
    assert say("perubahan_tanpa_opd") in texts(test)
    assert len(test.dataframe) == 0


def test_a_stage_of_the_same_year_can_be_compared(store):
    later = [
        each | {"tahapan": "PERUBAHAN"}
        for each in (line(2025, sub(1), 50), line(2025, sub(9), 200, OTHER))
    ]
    put(store, "anggaran", later, "perubahan.csv")
    put(store, "tag_arg", [tag(2025, sub(1)) | {"tahapan": "PERUBAHAN"}], "tanda_perubahan.csv")
    test = run(tahapan="PERUBAHAN")
    options = test.selectbox(key="banding").options
    assert [each.rpartition(" ")[2] for each in options] == ["2025", "2024"]
    assert "APBD Murni 2025" in test.title[0].value
    assert percent(20) in texts(test)


def test_a_match_is_confirmed_under_a_name_and_joins_the_lines(store):
    test = run()
    button = test.button(key=f"pastikan_{OLD_CODE}")
    assert button.disabled
    test.text_input(key="aktor").set_value("Sari").run()
    test.button(key=f"pastikan_{OLD_CODE}").click().run()
    last = store.batches()[-1]
    assert (last.dataset, last.aktor, last.diterima) == ("padanan_kode", "Sari", 1)
    facts = {"id": last.id_unggahan, "tahun": 2025, "lama": OLD_CODE, "baru": NEW_CODE}
    assert say("perubahan_padanan_tersimpan", **facts) in texts(test)
    ended = say("perubahan_bagian_berakhir")
    assert ended not in part_table(test).index
    assert not [each for each in test.button if str(each.key).startswith("pastikan_")]
    store.undo(last.id_unggahan, "Sari")
    again = run(aktor="Sari")
    assert ended in part_table(again).index
    again.button(key=f"pastikan_{OLD_CODE}").click().run()
    assert ended not in part_table(again).index


def test_a_match_that_is_stored_already_is_refused_with_a_reason(store):
    test = run(aktor="Sari")
    stored = {"kode_daerah": "63.72", "mulai_tahun": "2025", "butir": "sub_kegiatan",
              "kode_lama": OLD_CODE, "kode_baru": sub(1)}  # fmt: skip
    put(store, "padanan_kode", [stored], "padanan.csv")
    test.button(key=f"pastikan_{OLD_CODE}").click().run()
    assert len(test.error) == 1


def test_the_sample_can_be_looked_at_but_not_added_to(store, monkeypatch):
    monkeypatch.setattr("pages.parts.session.store", lambda: store)
    test = page("perubahan", data="contoh").run()
    assert not test.exception
    assert say("perubahan_padanan_contoh") in texts(test)
    assert not [each for each in test.button if str(each.key).startswith("pastikan_")]


def test_the_files_hold_every_part_and_every_line(store):
    movement = why_moved(store, store, "arg_share", OLD, NEW)
    names = {part.cause: perubahan_words.part_name(movement, part.cause) for part in movement.parts}
    table = files.parts(movement, names)
    values = table["nilai"].to_pylist()
    assert values[0] + sum(values[1:-1]) == pytest.approx(values[-1])
    behind = {
        part.cause: lines_behind(store, store, movement, part.cause)
        for part in movement.parts if part.nilai
    }  # fmt: skip
    rows = files.lines(behind)
    assert rows.num_rows == sum(part.baris for part in movement.parts if part.nilai)
    text = lines_csv_bytes(rows, "v1").decode()
    assert text.splitlines()[0].startswith("sebab,kode_skpd")
    assert f"dilepas,{AGENCY}" in text
    book = load_workbook(
        io.BytesIO(files.xlsx_bytes({"Bagian": table, "Baris": rows}, {"a": "b"}, "v1"))
    )
    assert book.sheetnames == ["Bagian", "Baris", say("ekspor_lembar_keterangan")]
    assert book["Bagian"].max_row == table.num_rows + 2
    assert book["Baris"].max_row == rows.num_rows + 2


def test_a_file_name_says_both_ends_and_the_basis(store):
    movement = why_moved(store, store, "arg_share", OLD, NEW)
    name = perubahan_files._name(movement, "bagian", "v1", "csv")
    assert name == "arg_share_bagian_63.72_2024_MURNI_2025_MURNI_TOTAL_BELANJA_v1.csv"


def test_the_same_stage_is_compared_with_a_frozen_version(store):
    named = store.freeze("Rakor Maret", "Bappeda")
    put(store, "anggaran", [line(2025, sub(11), 50)], "tambahan.csv")
    put(store, "tag_arg", [tag(2025, sub(11), "SPESIFIK")], "tanda_tambahan.csv")
    test = run(angka="arg_amount", banding=f"versi.{named.id_versi}")
    title = texts(test)
    # 45 million were ARG in the frozen version; one new tagged line of 50 million came after it.
    assert f"naik {rupiah(50_000_000)}" in title
    assert "APBD Murni 2025 (Rakor Maret)" in title
    assert "1 baris baru bertanda" in title
    told = texts(test)
    assert "APBD Murni 2025 (data terkini)" in told
    assert rupiah(45_000_000) in told
    assert rupiah(95_000_000) in told
    assert part_table(test).loc[say("perubahan_bagian_baru")].iloc[1] == 1


def test_a_frozen_version_that_is_looked_at_is_compared_with_earlier_ones_only(store):
    first = store.freeze("Rakor Januari", "Bappeda")
    second = store.freeze("Rakor Maret", "Bappeda")
    offered = [
        option for each in run(versi=str(second.id_versi)).selectbox for option in each.options
    ]
    assert any("Rakor Januari" in each for each in offered)
    assert not any("Rakor Maret" in each for each in offered)
    assert first.id_versi < second.id_versi
