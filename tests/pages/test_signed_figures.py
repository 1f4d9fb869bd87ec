"""Figures below zero: a true minus in tables and cards, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pages.parts import words
from pug_metrics.language import speaking
from pug_metrics.language.numbers import decimal, percent, points, signed_points
from pug_metrics.metrics.declaration import Unit

pytestmark = pytest.mark.cepat
GAP = "\u00a0"


def test_shares_and_points_below_zero_keep_their_sign():
    assert percent(-12.345, 2) == f"−12,35{GAP}%"
    assert signed_points(-3.2) == f"−3,2{GAP}poin"
    assert signed_points(3.2) == points(-3.2) == f"3,2{GAP}poin"
    assert words.exact(-13.6375, Unit.POIN) == f"−13,64{GAP}poin"
    assert words.figure(-13.6375, Unit.POIN) == f"−13,6{GAP}poin"
    assert words.exact(-1.5, Unit.PERSEN) == f"−1,50{GAP}%"
    with speaking("en"):
        assert percent(-12.345, 2) == "−12.35%"
        assert words.exact(-13.6375, Unit.POIN) == f"−13.64{GAP}points"


def test_what_rounds_to_nothing_has_no_sign():
    assert decimal(Decimal("-0.004"), 2) == "0,00"
    assert percent(-0.04) == f"0,0{GAP}%"
    assert signed_points(-0.04) == f"0,0{GAP}poin"
