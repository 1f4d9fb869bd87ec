"""Absorption that looks wrong is counted as it stands and said; the gap keeps its sign."""

from __future__ import annotations

import pytest
from budgets import budget
from world import REGION, World, line

from pug_metrics.errors import QuestionError
from pug_metrics.language import say, speaking
from pug_metrics.metrics import absorption_gap, arg_absorption, non_arg_absorption
from pug_metrics.metrics.receipt import receipt
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
SPENT = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": "A", "sampai_bulan": 6}


def account(number: int) -> dict[str, str]:
    return {"kode_rekening": f"5.1.02.{number:02}"}


@pytest.fixture(scope="module")
def world():
    neutral = {**REGION, "kode_skpd": "A", "kategori_arg": "NETRAL"}
    return World(
        anggaran=[
            *(line("A", pagu, **account(i)) for i, pagu in enumerate(("10", "20", "0", "0"))),
            line("A", "50", **account(4)),
        ],
        tag_arg=[
            {**REGION, "kode_skpd": "A", "kategori_arg": "SPESIFIK"},
            {**neutral, **account(3)},
            {**neutral, **account(4)},
        ],
        realisasi=[
            {**SPENT, **account(0), "realisasi": "13"},
            {**SPENT, **account(1), "realisasi": "5"},
            {**SPENT, **account(2), "realisasi": "2"},
            {**SPENT, **account(3), "realisasi": "4"},
            {**SPENT, **account(4), "realisasi": "50"},
            {**SPENT, **account(0), "sampai_bulan": 3, "realisasi": "99"},
        ],
    )


def said(result) -> list[str]:
    return [say(key, **facts) for key, facts in result.notes]


def test_codes_beyond_their_ceiling_are_counted_in_the_figure_and_said(world):
    result = arg_absorption(world, by="opd", at=AT)
    (row,) = result.rows()
    assert (str(row["pembilang"]), str(row["penyebut"])) == ("20.00", "30.00")
    assert said(result)[1:] == [
        "Perlu diperiksa: realisasi 1 kode melebihi pagunya, seluruhnya Rp3,00 di atas pagu. "
        "Angkanya ditampilkan apa adanya.",
        "Perlu diperiksa: 1 kode berpagu Rp0 mempunyai realisasi Rp2,00. Angkanya ditampilkan apa "
        "adanya.",
    ]


def test_a_code_that_is_spent_to_the_sen_is_not_pointed_out(world):
    result = non_arg_absorption(world, by="opd", at=AT)
    (row,) = result.rows()
    assert (str(row["pembilang"]), row["nilai"]) == ("54.00", 108.0)
    assert said(result)[1:] == [
        "Perlu diperiksa: 1 kode berpagu Rp0 mempunyai realisasi Rp4,00. Angkanya ditampilkan apa "
        "adanya."
    ]


def test_what_is_said_is_of_the_month_asked_about(world):
    march = arg_absorption(world, by="opd", at=Slice(**AT.filters(), sampai_bulan=3))
    assert any("1 kode melebihi pagunya, seluruhnya Rp89,00" in note for note in said(march))
    assert not any("berpagu Rp0" in note for note in said(march))


def test_a_gap_below_zero_keeps_its_sign_in_both_languages(world):
    result = absorption_gap(world, by="opd", at=AT)
    found = receipt(world, result, "A")
    assert found.worked == "−Rp12,40 ÷ Rp30,00 × 100 = −41,33\u00a0poin"
    with speaking("en"):
        assert receipt(world, result, "A").worked == "−Rp12.40 ÷ Rp30.00 × 100 = −41.33\u00a0points"
    assert (found.numerator_lines, found.denominator_lines) == (5, 2)
    assert said(result) == ["Realisasi sampai Juni."]


def test_a_gap_cannot_be_asked_of_places_or_categories(world):
    for narrow in ({"desa": "99.71.01.1001"}, {"kategori": "ARG"}):
        with pytest.raises(QuestionError) as caught:
            absorption_gap(world, by="opd", at=Slice(**AT.filters(), **narrow))
        assert caught.value.kind == "saringan_tidak_ada"
        assert "Selisih serapan" in str(caught.value.facts["metrik"])


@pytest.mark.parametrize("seed", [60, 61])
def test_the_gap_is_the_difference_of_the_two_absorptions(seed):
    world = World(**budget(seed))
    at = Slice(daerah="88.01", tahun=2025, tahapan="MURNI")
    for grain in ("opd", "program", "bulan", "sumber_dana"):
        ours, rest, gap = (
            {row["kode"]: row["nilai"] for row in metric(world, by=grain, at=at).rows()}
            for metric in (arg_absorption, non_arg_absorption, absorption_gap)
        )
        assert set(gap) == set(ours)
        for kode, value in gap.items():
            if ours[kode] is None or rest[kode] is None:
                assert value is None
            else:
                assert value == pytest.approx(ours[kode] - rest[kode], abs=1e-9)
