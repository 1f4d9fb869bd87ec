"""A figure beside its target: reached, near, not reached, or not to be judged and why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.datasets import dataset
from pug_metrics.language import speaking
from pug_metrics.metrics import (
    arg_amount,
    arg_concentration,
    arg_document_gap,
    arg_share,
    beneficiary_women_share,
    prerequisite_score,
    women_echelon_share,
)
from pug_metrics.metrics.declaration import Basis, Grain, all_metrics
from pug_metrics.metrics.posts import ECHELONS
from pug_metrics.metrics.prerequisites import PREREQUISITES
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.targets import Code, Direction, Why, sentence, verdict, verdicts

pytestmark = pytest.mark.cepat
OWN = {"kode_daerah": "99.71", "tahun": 2025}
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")


def target(metrik: str, value: str, **more: object) -> dict[str, object]:
    whole = {**OWN, "metrik": metrik, "butir": "daerah", "kode": "99.71", "target": value}
    if all_metrics()[metrik].has_basis:
        whole["basis"] = "TOTAL_BELANJA"
    return {**whole, **more}


def world(*targets: dict[str, object], **more: object) -> World:
    """ARG is 12 of 100 in the region, 12 of 60 in A and none in B; nothing has documents."""
    tag = {**REGION, "kode_skpd": "A", "kode_rekening": "5.1.02", "kategori_arg": "SPESIFIK"}
    return World(
        anggaran=[
            line("A", "12", kode_rekening="5.1.02", nama_skpd="Dinas A"),
            line("A", "48", kode_rekening="5.1.01"),
            line("B", "40", kode_rekening="5.2"),
        ],
        tag_arg=[tag],
        target_metrik=targets,
        **more,
    )


def judged(made: World, result, kode: str | None = None):
    row = result.total.to_pylist()[0]
    if kode is not None:
        row = next(each for each in result.rows() if each["kode"] == kode)
    return verdict(made, result, row)


@pytest.mark.parametrize(
    ("goal", "lower", "code"),
    [
        ("12", None, Code.TERCAPAI), ("11.9", "11", Code.TERCAPAI), ("14", "12", Code.MENDEKATI),
        ("14", "11.5", Code.MENDEKATI), ("14", "12.0001", Code.BELUM), ("14", None, Code.BELUM),
        ("14", "14", Code.BELUM), ("12", "12", Code.TERCAPAI),
    ],
)  # fmt: skip
def test_where_higher_is_better_the_lower_threshold_is_near(goal, lower, code):
    made = world(target("arg_share", goal, ambang_bawah=lower))
    found = judged(made, arg_share(made, by="opd", at=AT))
    assert (found.code, found.why, found.direction) == (code, None, Direction.NAIK)
    assert (found.actual, found.target.value) == (12.0, Decimal(goal))


@pytest.mark.parametrize(
    ("goal", "upper", "code"),
    [
        ("12", None, Code.TERCAPAI), ("20", "25", Code.TERCAPAI), ("5", "12", Code.MENDEKATI),
        ("5", "11.9999", Code.BELUM), ("5", "5", Code.BELUM), ("12", "12", Code.TERCAPAI),
    ],
)  # fmt: skip
def test_where_lower_is_better_the_upper_threshold_is_near(goal, upper, code):
    made = world(target("arg_document_gap", goal, ambang_atas=upper, ambang_bawah="1"))
    found = judged(made, arg_document_gap(made, by="opd", at=AT))
    assert (found.code, found.direction) == (code, Direction.TURUN)


@pytest.mark.parametrize(
    ("more", "code", "why"),
    [
        ({}, Code.BELUM_DAPAT_DINILAI, Why.TANPA_ARAH),
        ({"ambang_bawah": "40"}, Code.BELUM_DAPAT_DINILAI, Why.TANPA_ARAH),
        ({"ambang_bawah": "40", "ambang_atas": "60"}, Code.TERCAPAI, None),
        ({"ambang_bawah": "45", "ambang_atas": "60"}, Code.BELUM, None),
        ({"ambang_bawah": "40", "ambang_atas": "40"}, Code.TERCAPAI, None),
        ({"arah": "NAIK"}, Code.BELUM, None),
        ({"arah": "TURUN"}, Code.TERCAPAI, None),
    ],
)
def test_a_metric_without_a_direction_needs_one_or_a_band(more, code, why):
    people = {**OWN, "kode_skpd": "A", "realisasi_l": 6, "realisasi_p": 4}
    made = world(target("beneficiary_women_share", "50", **more), sasaran=[people])
    found = judged(made, beneficiary_women_share(made, by="opd", at=AT))
    assert (found.code, found.why) == (code, why)


def test_a_direction_of_the_target_outranks_that_of_the_metric():
    made = world(target("arg_share", "20", arah="TURUN"))
    assert judged(made, arg_share(made, by="opd", at=AT)).code is Code.TERCAPAI


def test_a_target_of_another_basis_is_not_compared():
    made = world(target("arg_share", "10", basis="BJ_BANSOS_MODAL"))
    found = judged(made, arg_share(made, by="opd", at=AT))
    assert (found.code, found.why, found.target) == (
        Code.BELUM_DAPAT_DINILAI, Why.BASIS_LAIN, None,
    )  # fmt: skip
    assert found.others == (Basis.BJ_BANSOS_MODAL,)
    assert "belanja barang dan jasa" in sentence(found)
    same = judged(made, arg_share(made, by="opd", at=AT, basis="BJ_BANSOS_MODAL"))
    assert same.code is Code.TERCAPAI


def test_a_target_without_a_basis_is_not_compared_with_a_share_that_has_one():
    made = world(target("arg_share", "10", basis=None))
    assert judged(made, arg_share(made, by="opd", at=AT)).why is Why.BASIS_LAIN


def test_without_a_target_or_without_a_figure_nothing_is_judged():
    made = world()
    assert judged(made, arg_share(made, by="opd", at=AT)).why is Why.TANPA_TARGET
    made = world(target("arg_share", "10", butir="opd", kode="C"), opd=[{**OWN, "kode_skpd": "C"}])
    found = judged(made, arg_share(made, by="opd", at=AT), "C")
    assert (found.code, found.why) == (Code.BELUM_DAPAT_DINILAI, Why.TANPA_ANGKA)
    assert found.target.value == 10


def test_every_unit_has_its_own_target_and_year():
    made = world(
        target("arg_share", "15", butir="opd", kode="A"),
        target("arg_share", "15", butir="opd", kode="B"),
        target("arg_share", "1", butir="opd", kode="A", tahun=2026),
    )
    result = arg_share(made, by="opd", at=AT)
    codes = {each.kode: each.code for each in verdicts(made, result)}
    assert codes == {"A": Code.TERCAPAI, "B": Code.BELUM}
    assert judged(made, result).why is Why.TANPA_TARGET
    years = arg_share(made, by=("tahun", "opd"), at=Slice(daerah="99.71", tahapan="MURNI"))
    found = {(each.tahun, each.kode): each.code for each in verdicts(made, years)}
    assert found == {(2025, "A"): Code.TERCAPAI, (2025, "B"): Code.BELUM}


def test_the_unit_may_be_the_slice_or_the_region_among_regions():
    made = world(target("arg_share", "15", butir="opd", kode="A"), target("arg_share", "15"))
    one = Slice(daerah="99.71", tahun=2025, tahapan="MURNI", opd="A")
    assert judged(made, arg_share(made, by="tahun", at=one), "2025").code is Code.TERCAPAI
    regions = arg_share(made, by="daerah", at=Slice(tahun=2025, tahapan="MURNI"))
    assert judged(made, regions, "99.71").code is Code.BELUM
    narrow = arg_share(made, by="rekening", at=one)
    found = judged(made, narrow, "5.1.02")
    assert (found.grain, found.label, found.why) == (None, "5.1.02", Why.TANPA_TARGET)


def test_a_second_key_has_targets_of_its_own():
    post = {**OWN, "kode_skpd": "A"}
    items = [{**post, "prasyarat": each, "butir": "a", "nilai": "0.5"} for each in PREREQUISITES]
    made = world(
        target("women_echelon_share", "30", rincian="III", arah="NAIK"),
        target("prerequisite_score", "50"),
        target("prerequisite_score", "60", rincian="KOMITMEN"),
        jabatan=[{**post, "eselon": each, "laki_laki": 3, "perempuan": 1} for each in ECHELONS[:2]],
        prasyarat=items,
    )  # fmt: skip
    posts = verdicts(made, women_echelon_share(made, by="daerah", at=AT))
    assert [each.why for each in posts] == [Why.TANPA_TARGET, None, Why.TANPA_TARGET]
    assert (posts[1].code, posts[1].label_2) == (Code.BELUM, "Eselon III")
    scores = {each.label_2: each.code for each in verdicts(
        made, prerequisite_score(made, by="daerah", at=AT))}  # fmt: skip
    assert scores["Komitmen"] is Code.BELUM
    assert scores["Rata-rata ketujuh prasyarat"] is Code.TERCAPAI
    assert judged(made, prerequisite_score(made, by="opd", at=AT)).code is Code.TERCAPAI


def test_source_explanation_and_row_of_the_target_come_along():
    more = {"sumber": "RKPD 2025", "penjelasan": "Tahap pertama", "baris": 7}
    made = world(target("arg_amount", "12", **more))
    found = judged(made, arg_amount(made, by="opd", at=AT)).target
    assert (found.source, found.explanation, found.baris) == ("RKPD 2025", "Tahap pertama", 7)


def test_the_last_target_that_was_given_counts():
    made = world(target("arg_share", "20"), target("arg_share", "10"))
    assert judged(made, arg_share(made, by="opd", at=AT)).target.value == 10


@pytest.mark.parametrize(
    ("metric", "goal", "said"),
    [
        (arg_share, "14", "Persentase ARG (klaim), basis total belanja, Kota Contoh 2025: "
                          "12,00\u00a0%, target 14,00\u00a0%, belum tercapai."),
        (arg_document_gap, "14", "Kesenjangan dokumen ARG, basis total belanja, Kota Contoh 2025: "
                                 "12,00\u00a0poin, target 14,00\u00a0poin, tercapai."),
        (arg_amount, "12", "Anggaran responsif gender (ARG), basis total belanja, Kota Contoh "
                           "2025: Rp12, target Rp12, tercapai."),
        (arg_concentration, "0.5", "Konsentrasi ARG, Kota Contoh 2025: 1,0000, target 0,5000, "
                                   "belum tercapai."),
    ],
)  # fmt: skip
def test_the_verdict_is_said_in_the_unit_of_the_metric(metric, goal, said):
    made = world(target(metric.__name__, goal))
    found = judged(made, metric(made, by="daerah", at=AT))
    assert sentence(found) == said
    with speaking("en"):
        assert sentence(found).endswith((" reached.", " not reached."))


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_cannot_be_judged_says_why_in_both_languages(language):
    made = world(target("beneficiary_women_share", "50"))
    with speaking(language):
        for metric in (arg_share, beneficiary_women_share):
            said = sentence(judged(made, metric(made, by="opd", at=AT)))
            assert "{" not in said
            assert said.endswith(".")


def test_the_dataset_takes_every_grain_and_basis_that_a_metric_may_have():
    declared = dataset("target_metrik")
    assert set(declared.column("butir").choices) == set(Grain) - {Grain.TAHUN, Grain.TAHAPAN}
    assert set(declared.column("basis").choices) == set(Basis)
    assert set(declared.column("arah").choices) == set(Direction)
