"""A receipt in words: what is rupiah and what is people."""

from __future__ import annotations

from decimal import Decimal

import pytest
from world import World, line

from pages.parts import receipt_words
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import count, rupiah
from pug_metrics.metrics import arg_per_woman, budget_total
from pug_metrics.metrics.receipt import receipt
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat


def test_rupiah_stay_rupiah_where_they_are_as_many_as_the_women():
    tag = {**line("A", None), "kategori_arg": "SPESIFIK"}
    del tag["pagu"]
    people = {"kode_daerah": "99.71", "tahun": 2025, "kode_wilayah": "99.71"}
    world = World(
        anggaran=[line("A", "2500")],
        tag_arg=[tag],
        penduduk=[{**people, "laki_laki": 1, "perempuan": 2500}],
    )
    found = receipt(world, arg_per_woman(world, by="daerah", at=Slice()))
    above, below = [words for _, words in receipt_words.rows(found)[:2]]
    assert rupiah(Decimal(2500)) in above
    assert say("struk_orang", jumlah=count(2500)) in below


@pytest.mark.parametrize("language", ["id", "en"])
def test_one_line_is_not_said_to_be_several(language):
    world = World(anggaran=[line("A", "2500")])
    found = receipt(world, budget_total(world, by="daerah", at=Slice()))
    with speaking(language):
        told = receipt_words.rows(found)[0][1]
        figure = f"**{rupiah(Decimal(2500))}**"
        assert told == say("kuitansi_baris_satu", angka=figure, jumlah=count(1))
