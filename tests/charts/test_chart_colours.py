"""Colours that stand side by side are apart for every kind of colour vision, in both themes."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import dist

import pytest

from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat

# Viénot, Brettel and Mollon (1999) for protan and deutan, Machado, Oliveira and Fernandes (2009)
# for tritan; all on linear RGB.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    seen = [min(max(part, 0), 1) for part in times(VISION[vision], linear)]
    scaled = [part / white for part, white in zip(times(XYZ, seen), WHITE, strict=True)]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str) -> float:
    """CIE 1976 distance for the kind of vision that tells the two apart least."""
    return min(dist(lab(one, vision), lab(other, vision)) for vision in VISION)


def test_the_oracle_knows_black_white_and_a_pair_that_deutan_readers_confuse():
    assert apart("#000000", "#FFFFFF") == pytest.approx(100, abs=0.1)
    assert apart("#2F7D32", "#8A5A00") < apart("#2F7D32", "#0F2F9F")


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_documented_tagged_and_highlighted_are_apart(kind):
    c = theme(kind).warna
    assert apart(c.arg_sah, c.arg_klaim) >= 25
    assert apart(c.arg_sah, c.soroti) >= 40
    assert apart(c.arg_klaim, c.soroti) >= 40
    assert apart(c.arg_sah, c.non_arg_garis) >= 10


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_the_hatch_shows_on_what_is_tagged_and_what_is_undecided(kind):
    c = theme(kind).warna
    assert apart(c.arg_klaim, c.arg_klaim_garis) >= 20
    assert apart(c.arg_antara, c.arg_klaim_garis) >= 20
    assert apart(c.latar, c.pola) >= 20


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_women_and_men_are_apart_for_everyone(kind):
    c = theme(kind).warna
    assert apart(c.perempuan, c.laki_laki) >= 25


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_verdicts_are_apart_though_a_word_always_stands_beside_them(kind):
    c = theme(kind).warna
    assert min(apart(a, b) for a, b in combinations((c.baik, c.awas, c.kurang), 2)) >= 12


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_neighbouring_steps_are_apart(kind):
    assert min(apart(a, b) for a, b in pairwise(theme(kind).warna.langkah)) >= 14


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_six_categories_are_apart(kind):
    hues = theme(kind).warna.kategori
    assert len(set(hues)) == 6
    assert min(apart(a, b) for a, b in combinations(hues, 2)) >= 15
