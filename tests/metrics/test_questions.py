"""How a question is settled or refused, and how an answer is labelled and ordered."""

from __future__ import annotations

import pytest
from world import REGION, World, line

from pug_metrics.errors import QuestionError
from pug_metrics.language import has, sentence, speaking
from pug_metrics.metrics import (
    arg_absorption,
    arg_composition,
    arg_range,
    arg_share,
    beneficiary_women_share,
    budget_total,
    range_ends,
)
from pug_metrics.metrics.declaration import Basis, Grain, Reason, all_metrics
from pug_metrics.metrics.result import Slice
from pug_metrics.reference.bases import bases

pytestmark = pytest.mark.cepat


@pytest.fixture(scope="module")
def world():
    return World(
        anggaran=[
            line("A", "10", nama_skpd="Dinas A"),
            line("B", "30"),
            line("A", "5", tahun=2024),
            line("A", "7", tahapan="PERUBAHAN"),
            line("A", "8", kode_daerah="99.01"),
        ],
        tag_arg=[{**REGION, "kode_skpd": "A", "kategori_arg": "PELEMBAGAAN"}],
    )


def kind_of(call) -> str:
    with pytest.raises(QuestionError) as caught:
        call()
    for language in ("id", "en"):
        with speaking(language):
            assert has(f"galat_{caught.value.kind}")
            assert "{" not in sentence(caught.value)
    return caught.value.kind


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (Slice(), "pilih_daerah"),
        (Slice(daerah="99.71"), "pilih_tahun"),
        (Slice(daerah="99.71", tahun=2025), "pilih_tahapan"),
    ],
)
def test_an_open_choice_with_several_answers_is_asked_back(world, at, kind):
    assert kind_of(lambda: budget_total(world, by="opd", at=at)) == kind


def test_an_open_choice_with_one_answer_is_filled_in(world):
    result = budget_total(world, by="opd", at=Slice(daerah="99.01"))
    assert (result.at.tahun, result.at.tahapan) == (2025, "MURNI")


def test_what_is_asked_for_as_a_grain_need_not_be_chosen(world):
    rows = budget_total(world, by="tahapan", at=Slice(daerah="99.71", tahun=2025)).rows()
    assert [(row["kode"], row["nilai"]) for row in rows] == [("MURNI", 40.0), ("PERUBAHAN", 7.0)]
    years = budget_total(world, by="tahun", at=Slice(daerah="99.71", tahapan="MURNI")).rows()
    assert [row["kode"] for row in years] == ["2024", "2025"]


def test_a_slice_without_data_has_no_rows_and_no_value(world):
    result = arg_share(world, by="opd", at=Slice(daerah="99.71", tahun=2030, tahapan="MURNI"))
    assert (result.rows(), result.value(), result.reason()) == ([], None, Reason.DATA_KOSONG)


def test_a_question_that_makes_no_sense_is_refused_in_words(world):
    at = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
    narrow = Slice(daerah="99.71", tahun=2025, tahapan="MURNI", desa="99.71.01.1001")
    assert kind_of(lambda: arg_share(world, by="kategori", at=at)) == "butir_tidak_ada"
    assert kind_of(lambda: arg_share(world, by=("opd", "opd"), at=at)) == "butir_jumlah"
    assert kind_of(lambda: arg_share(world, by="opd", at=at, basis="TOTAL")) == "basis_tidak_ada"
    assert kind_of(lambda: arg_range(world, by=("opd", "tahun"), at=at)) == "satu_butir"
    assert kind_of(lambda: arg_composition(world, by=("opd", "tahun"), at=at)) == "komposisi_butir"
    assert kind_of(lambda: arg_absorption(world, by="opd", at=narrow)) == "saringan_tidak_ada"
    wrong = Slice(daerah="99.71", tahun=2025, tahapan="MURNI", kategori="GENDER")
    assert kind_of(lambda: budget_total(world, by="opd", at=wrong)) == "kategori_tidak_ada"
    assert (
        kind_of(lambda: beneficiary_women_share(world, by="opd", at=wrong)) == "saringan_tidak_ada"
    )


def test_names_come_from_the_data_and_words_from_the_language(world):
    at = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
    labels = {row["kode"]: row["label"] for row in budget_total(world, by="opd", at=at).rows()}
    assert labels == {"A": "Dinas A", "B": "B"}
    with speaking("en"):
        rows = budget_total(world, by="kategori", at=at).rows()
    assert [row["label"] for row in rows] == ["PUG institutions", "Undecided"]


def test_the_range_names_its_ends_and_the_reading_in_use(world):
    at = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
    ends = range_ends(arg_range(world, by="daerah", at=at, basis=Basis.TOTAL_BELANJA), "99.71")
    assert (ends.strictest.reading, ends.strictest.value) == ("SAH", 0.0)
    assert (ends.loosest.reading, ends.loosest.value) == ("KLAIM_BELUM", 100.0)
    assert (ends.in_use.reading, ends.in_use.value) == ("KLAIM", 25.0)
    nothing = range_ends(arg_range(world, by="daerah", at=at), "99.99")
    assert (nothing.strictest, nothing.loosest, nothing.in_use) == (None, None, None)


def test_codes_that_repeat_between_regions_keep_their_regions_apart(world):
    by = (Grain.DAERAH, Grain.OPD)
    rows = budget_total(world, by=by, at=Slice(tahun=2025, tahapan="MURNI")).rows()
    assert {(row["kode"], row["kode_2"], row["nilai"]) for row in rows} == {
        ("99.71", "A", 10.0), ("99.71", "B", 30.0), ("99.01", "A", 8.0),
    }  # fmt: skip


def test_every_metric_speaks_both_languages():
    for metric in all_metrics().values():
        for text in (metric.title, metric.formula, metric.meaning, metric.caution, metric.source):
            assert text.id
            assert text.en
            assert text.id != text.en


def test_every_basis_has_its_rule_and_its_words():
    assert list(bases()) == [str(basis) for basis in Basis]
    assert all(has(f"basis_{name}") for name in bases())
