"""Receipts of figures that rest on no budget line: their own numbers, rows and labels."""

from __future__ import annotations

import pytest
from world import World

from pug_metrics.errors import QuestionError
from pug_metrics.language import say, speaking
from pug_metrics.metrics import (
    beneficiary_parity,
    beneficiary_women_share,
    cost_per_beneficiary,
    focal_point_active_share,
    prerequisite_score,
    pug_meeting_share,
    women_echelon_share,
)
from pug_metrics.metrics.prerequisites import PREREQUISITES
from pug_metrics.metrics.receipt import receipt
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
OWN = {"kode_daerah": "99.71", "tahun": 2025}
SUB = "2.08.02.2.01.0001"
AT = Slice(daerah="99.71", tahun=2025)


@pytest.fixture(scope="module")
def world():
    item = {**OWN, "kode_skpd": "A", "butir": "a"}
    body = {**OWN, "jenis": "FOCAL_POINT", "nama": "Sekretaris"}
    people = {**OWN, "kode_skpd": "A", "kode_sub_kegiatan": SUB}
    return World(
        opd=[{**OWN, "kode_skpd": code, "nama_skpd": f"Dinas {code}"} for code in "AB"],
        prasyarat=[
            *({**item, "prasyarat": each, "nilai": "0.5"} for each in PREREQUISITES),
            {**item, "prasyarat": "KOMITMEN", "butir": "b", "nilai": "0"},
            {**item, "kode_skpd": None, "prasyarat": "KOMITMEN", "nilai": "1"},
        ],
        kelembagaan=[
            {**body, "kode_skpd": "A", "tanggal_sk": "2025-01-02", "rapat_rencana": 4,
             "rapat_terlaksana": 3},
            {**body, "kode_skpd": "B", "tanggal_sk": "2025-01-02",
             "berlaku_sampai": "2025-06-30", "rapat_rencana": 4},
        ],
        jabatan=[{**OWN, "kode_skpd": "A", "eselon": "III", "laki_laki": 3, "perempuan": 1},
                 {**OWN, "kode_skpd": "A", "eselon": "IV", "laki_laki": 3, "perempuan": 0}],
        sasaran=[{**people, "realisasi_l": 1500, "realisasi_p": 500}, {**people, "target_l": 9}],
        realisasi=[{**people, "sampai_bulan": 9, "realisasi": "5000"}],
        penduduk=[{**OWN, "kode_wilayah": "99.71", "laki_laki": 3000, "perempuan": 2000}],
    )  # fmt: skip


def test_a_score_has_its_items_and_a_mean_says_that_it_is_one(world):
    result = prerequisite_score(world, by="opd", at=AT)
    own = receipt(world, result, "A", "KOMITMEN")
    assert (own.numerator_lines, own.denominator_lines) == (1, 2)
    assert own.worked == "0,50 butir ÷ 2 butir × 100 = 25,00\u00a0%"
    mean = receipt(world, result, "A", "SEMUA")
    assert (mean.numerator, mean.denominator_lines) == (None, 8)
    assert mean.worked == say("struk_rata", nilai="46,43\u00a0%")
    with speaking("en"):
        assert "46.43%" in receipt(world, result, "A", "SEMUA").worked
    itself = receipt(world, result, "DAERAH", "KOMITMEN")
    assert (itself.label, itself.denominator_lines) == ("Daerah sendiri", 1)
    assert [batch.dataset for batch in itself.batches] == ["prasyarat"]


def test_what_lacks_a_prerequisite_names_it(world):
    result = prerequisite_score(world, by="opd", at=Slice(daerah="99.71", tahun=2025, opd="DAERAH"))
    ((key, facts),) = result.notes
    assert "Kebijakan dan program" in say(key, **facts)
    assert "Komitmen" not in say(key, **facts)


def test_focal_points_count_agencies_and_their_valid_decrees(world):
    found = receipt(world, focal_point_active_share(world, by="daerah", at=AT), "99.71")
    assert (found.numerator_lines, found.denominator_lines) == (1, None)
    assert found.worked == "1 OPD ÷ 2 OPD × 100 = 50,00\u00a0%"
    assert found.parts_sum


def test_meetings_say_who_did_not_tell_both_numbers(world):
    result = pug_meeting_share(world, by="opd", at=AT)
    assert receipt(world, result).worked == "3 rapat ÷ 4 rapat × 100 = 75,00\u00a0%"
    ((key, facts),) = result.notes
    assert say(key, **facts).startswith("1 dari 2 lembaga")


def test_posts_of_one_echelon_are_those_rows(world):
    found = receipt(world, women_echelon_share(world, by="opd", at=AT), "A", "III")
    assert (found.numerator_lines, found.denominator_lines) == (1, 1)
    assert found.worked == "1 jabatan ÷ 4 jabatan × 100 = 25,00\u00a0%"
    assert found.label_2 == "Eselon III"


def test_parity_and_cost_show_their_products_and_people(world):
    parity = receipt(world, beneficiary_parity(world, by="daerah", at=AT), "99.71")
    assert parity.worked.endswith("÷ 3.000.000 (orang × orang) = 0,5000")
    assert parity.denominator_lines == 1
    cost = receipt(world, cost_per_beneficiary(world, by="opd", at=AT), "A")
    assert cost.worked == "Rp5.000,00 ÷ 2.000 orang = Rp2,50"
    assert (cost.numerator_lines, cost.denominator_lines) == (None, 1)
    women = receipt(world, beneficiary_women_share(world, by="opd", at=AT), "A")
    assert (women.numerator_lines, women.denominator_lines) == (1, 1)


@pytest.mark.parametrize("metric", [prerequisite_score, focal_point_active_share,
                                    pug_meeting_share, women_echelon_share])  # fmt: skip
def test_a_filter_that_the_rows_lack_is_refused(world, metric):
    with pytest.raises(QuestionError, match="saringan_tidak_ada"):
        metric(world, by="daerah", at=Slice(program="2.08.02"))


def test_a_month_narrows_the_cost_but_no_stage_does(world):
    march = Slice(daerah="99.71", tahun=2025, tahapan="MURNI", sampai_bulan=3)
    result = cost_per_beneficiary(world, by="opd", at=march)
    assert result.value() is None
    ((key, facts),) = result.notes
    assert say(key, **facts).startswith("0 dari 1 sub kegiatan")
    with pytest.raises(QuestionError, match="saringan_tidak_ada"):
        cost_per_beneficiary(world, by="opd", at=Slice(desa="99.71.01.1001"))
