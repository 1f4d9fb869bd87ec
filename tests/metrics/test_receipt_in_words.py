"""A receipt in words: what is rupiah and what is people."""

from __future__ import annotations

import pytest
from world import World, line

from pages.parts import receipt_words
from pug_metrics.metrics import arg_per_woman
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
    assert above.startswith("Rp2.500,00")
    assert below == "2.500 orang"
