"""The page of programmes: every level says what the metric says, down to the budget line."""

from __future__ import annotations

import pytest
from page_runs import framed, shown, texts
from place_world import AGENCY, AT, SUB, UNIT_1, fill, line, put

from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics import arg_share
from pug_metrics.metrics.findings_tree import budget_tree, slice_of

LANGUAGES = ("id", "en")
PATH = "2/2.08/2.08.02/2.08.02.2.01"


@pytest.fixture
def store(empty_store):
    fill(empty_store)
    return empty_store


def run(language: str = "id", **state: object):
    return shown("program", language, **state)


def test_an_empty_database_says_so(empty_store):
    assert framed("program").title[0].value == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_says_the_figures_of_the_metric(store, language):
    tree = budget_tree(store, AT)
    for path, node in tree.nodes.items():
        title = run(language, jalur=path).title[0].value
        at = slice_of(tree, AT, path)
        figure = arg_share(store, by=tree.levels[-1], at=at).total.to_pylist()[0]
        with speaking(language):
            assert rupiah(figure["penyebut"]) in title
            assert not node.klaim or percent(figure["nilai"]) in title
        assert "{" not in title


def test_the_table_holds_every_branch_below_with_its_ceiling(store):
    tree = budget_tree(store, AT)
    frame = run().dataframe[0].value
    tops = tree.below[""]
    assert list(frame[say("kolom_kode")]) == [node.kode for node in tops]
    assert list(frame[say("program_kolom_pagu")]) == [float(node.pagu) for node in tops]


def test_at_the_lowest_level_stand_the_lines_with_account_fund_file_and_row(store):
    frame = run(jalur=f"{PATH}/{SUB}").dataframe[0].value
    assert len(frame) == 1
    row = frame.iloc[0]
    assert row[say("kuitansi_kolom_berkas")] == "anggaran.csv"
    assert row[say("kuitansi_kolom_baris")] == 2
    assert row[say("kuitansi_kolom_kode_rekening")] == "5.1.02.01.01.0024"
    assert row[say("kuitansi_kolom_kode_sumber_dana")] == "1.1"


def test_a_crumb_leads_back(store):
    test = run(jalur=f"{PATH}/{SUB}")
    test.button(key="program_remah_2/2.08").click().run()
    assert test.session_state["jalur"] == "2/2.08"
    test.button(key="program_remah_").click().run()
    assert test.session_state["jalur"] == ""


def test_the_box_leads_one_level_deeper(store):
    test = run(jalur="2")
    test.selectbox(key="program_masuk_2").set_value("2/2.08").run()
    assert test.session_state["jalur"] == "2/2.08"


def test_a_search_finds_a_branch_and_opens_it(store):
    test = run(program_cari="pug")
    found = [button.key for button in test.button if str(button.key).startswith("program_temu_")]
    assert found == ["program_temu_2/2.08/2.08.02"]
    test.button(key=found[0]).click().run()
    assert test.session_state["jalur"] == "2/2.08/2.08.02"
    assert "Program PUG" in test.title[0].value
    assert say("program_cari_kosong") in texts(run(program_cari="tidak ada di sini"))


def test_a_path_that_the_data_lack_falls_back_to_the_nearest_branch(store):
    assert run(jalur="2/2.08/9.99").session_state["jalur"] == "2/2.08"


def test_another_amount_in_one_row_changes_the_sentence(empty_store):
    fill(empty_store)
    before = run(jalur="7").title[0].value
    put(empty_store, "anggaran", [line(UNIT_1, "1000000", kode_rekening="5.1.02.01.01.0099")])
    after = run(jalur="7").title[0].value
    assert rupiah(55_000_000) in before
    assert rupiah(56_000_000) in after


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_without_programmes_is_shown_by_agency_and_account(empty_store, language):
    bare = line(AGENCY, "5000000")
    lines = [{k: v for k, v in bare.items() if "sub_kegiatan" not in k and "sub_unit" not in k}]
    put(empty_store, "anggaran", lines)
    test = run(language)
    with speaking(language):
        missing = ", ".join(
            say(f"butir_{each}").lower() for each in budget_tree(empty_store, AT).lacking
        )
        assert say("program_kurang", daftar=missing) in texts(test)
        assert rupiah(5_000_000) in test.title[0].value
    deepest = run(language, jalur=f"{AGENCY}/5.1.02.01.01.0024")
    assert len(deepest.dataframe[0].value) == 1
