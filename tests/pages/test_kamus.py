"""The glossary page shows every declaration, in both languages, and finds what is asked for."""

from __future__ import annotations

import pytest
from page_runs import page, texts

from pages.parts import kamus_entries
from pug_metrics.datasets import datasets
from pug_metrics.export.glossary import CONVENTIONS, WORDS
from pug_metrics.language import say, speaking
from pug_metrics.metrics.checks import all_checks
from pug_metrics.metrics.declaration import all_metrics
from pug_metrics.reference.bases import bases

pytestmark = pytest.mark.cepat


def _section(name: str, language: str = "id"):
    test = page("kamus", language=language)
    test.session_state["kamus_bagian"] = name
    test.run()
    assert not test.exception
    return test


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_metric_is_shown_with_its_formula_caution_and_source(language):
    test = _section("metrik", language)
    said, labels = texts(test), " ".join(each.label for each in test.expander)
    with speaking(language):
        for metric in all_metrics().values():
            assert str(metric.title) in labels
            assert str(metric.meaning) in labels
            for words in (metric.formula, metric.numerator, metric.caution, metric.source):
                assert str(words) in said
            assert f"`{metric.name}`" in said


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_column_of_every_dataset_is_listed(language):
    test = _section("data", language)
    assert len(test.table) == len(datasets())
    with speaking(language):
        for shown, declared in zip(test.table, datasets().values(), strict=True):
            cells = list(shown.value.iloc[:, 0])
            assert cells == [f"**{c.label}**  \n`{c.name}`" for c in declared.columns]
            required = [bool(cell) for cell in shown.value.iloc[:, 1]]
            assert required == [c.required for c in declared.columns]


def test_the_denominators_say_that_they_are_our_convention():
    test = _section("penyebut")
    said = texts(test)
    assert said.count(say("kamus_konvensi")) >= len(bases())
    for rule in bases().values():
        assert str(rule.meaning) in said
        assert all(f"`{code}`" in said for code in (*rule.included, *rule.excluded))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_check_is_shown_with_its_cure(language):
    test = _section("uji", language)
    said, labels = texts(test), " ".join(each.label for each in test.expander)
    with speaking(language):
        for each in all_checks().values():
            assert str(each.title) in labels
            assert str(each.cure) in said


def test_the_words_and_the_conventions_are_shown():
    said = texts(_section("istilah"))
    assert all(say(key) in said for _, key in WORDS)
    assert all(say(key) in said for key in CONVENTIONS)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_licence_of_the_places_is_named(language):
    said = texts(_section("tentang", language))
    assert "Open Database License (ODbL) 1.0" in said
    assert "idn-area-data" in said


def test_a_search_shows_what_holds_every_word_and_nothing_else():
    test = page("kamus")
    test.session_state["kamus_cari"] = "arg_concentration"
    test.run()
    labels = [each.label for each in test.expander]
    assert len(labels) == 1
    assert str(all_metrics()["arg_concentration"].title) in labels[0]


def test_a_search_is_read_in_both_languages_and_narrows_the_columns():
    found = kamus_entries.search("fund source code")
    assert all(column.name == "kode_sumber_dana" for d in found.datasets for column in d.columns)
    assert {entry.declared.name for entry in found.datasets} >= {"anggaran", "realisasi"}


def test_a_search_without_a_hit_says_so():
    test = page("kamus")
    test.session_state["kamus_cari"] = "zzzz"
    test.run()
    assert not test.exception
    assert say("kamus_tak_ada", dicari="zzzz") in texts(test)
