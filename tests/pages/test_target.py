"""The page Target: counts, figures, verdicts, empty state, names that are no metric."""

from __future__ import annotations

import pytest
from budget_world import HEAD, Agency, load, put
from page_runs import shown, texts

from pages.parts import target_show
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.target_list import target_list

YEAR = {name: HEAD[name] for name in ("kode_daerah", "tahun")}
AGENCIES = (
    Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 500_000_000, 100_000_000),
    Agency("1.02.01", "Dinas Kesehatan", 600_000_000, 100_000_000),
)


def target(value: str, metrik: str = "arg_share", **more: str) -> dict[str, str]:
    row = {"metrik": metrik, "butir": "daerah", "kode": "63.72", "basis": "TOTAL_BELANJA"}
    return YEAR | row | {"target": value, "sumber": "RPJMD", "penjelasan": "Uji"} | more


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_targets_the_page_says_what_brings_them(store, language):
    load(store, AGENCIES)
    test = shown("target", language)
    with speaking(language):
        assert test.title[0].value == say("capaian_kosong_judul", tahun="2025")
        assert say("capaian_kosong") in texts(test)


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_target_stands_beside_its_figure_with_a_verdict(store, language):
    load(store, AGENCIES)
    # 600 of 1,500 million are tagged, 100 documented; in health 100 of 600.
    put(store, "target_metrik", [
        target("45", ambang_bawah="35"), target("20", butir="opd", kode="1.02.01"),
        target("5", "arg_share_documented"),
    ], "target.csv")  # fmt: skip
    test = shown("target", language)
    told = texts(test)
    with speaking(language):
        facts = {"tercapai": "1", "semua": "3", "tahun": "2025"}
        assert test.title[0].value.startswith(say("capaian_judul", **facts))
        for value in (40, 45, 100 / 6, 20, 100 / 15, 5):
            assert percent(value) in told
        for code in ("TERCAPAI", "MENDEKATI", "BELUM"):
            assert say(f"target_vonis_{code}") in told
        assert say("capaian_sumber", sumber="RPJMD") in told.replace("\\", "")


def test_one_more_tagged_line_turns_the_verdict(store):
    load(store, AGENCIES)
    put(store, "target_metrik", [target("45")], "target.csv")
    assert "1 belum" in shown("target").title[0].value
    load(store, [Agency("1.03.01", "Dinas Sosial", 300_000_000, 300_000_000)], tahun=2025)
    assert shown("target").title[0].value == say(
        "capaian_judul", tercapai="1", semua="1", tahun="2025"
    )


def test_the_link_lists_one_verdict_only(store):
    load(store, AGENCIES)
    put(store, "target_metrik", [target("45"), target("5", "arg_share_documented")], "target.csv")
    told = texts(shown("target", vonis="TERCAPAI"))
    assert "Persentase ARG berdokumen" in told
    assert percent(45) not in told


def test_names_that_are_no_metric_are_said_and_the_file_holds_every_target(store):
    load(store, AGENCIES)
    put(store, "target_metrik", [target("45"), target("1", "persen_arg")], "target.csv")
    assert "persen\\_arg" in texts(shown("target"))
    found = target_list(store, Slice(daerah="63.72", tahun=2025, tahapan="MURNI"))
    rows = target_show._rows(found).to_pylist()
    assert [(row["metrik"], str(row["target"]), row["vonis"]) for row in rows] == [
        ("arg_share", "45.0000", "BELUM")
    ]
