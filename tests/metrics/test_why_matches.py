"""Which ended and new sub-activities are proposed as one and the same."""

from __future__ import annotations

import pytest
from test_why import NEW, OLD, SUB, row
from world import World

from pug_metrics.metrics.why_matches import suggested_matches

pytestmark = pytest.mark.cepat
NAME = "Pelatihan Kewirausahaan bagi Perempuan Kepala Keluarga"


def found(old: str, new: str, agency: str = "A", **more: object) -> list[tuple[str, str]]:
    lines = [row(2024, 1, 40, nama_sub_kegiatan=old),
             row(2025, 2, 50, nama_sub_kegiatan=new, kode_skpd=agency)]  # fmt: skip
    world = World(anggaran=lines, **more)
    matches = suggested_matches(world, world, OLD, NEW)
    return [(match.kode_lama, match.kode_baru) for match in matches]


def test_the_same_name_and_nearly_the_same_name_are_proposed():
    pair = [(SUB.format(1), SUB.format(2))]
    assert found(NAME, NAME) == pair
    assert found(NAME, NAME.upper() + ".") == pair
    assert found(NAME, NAME.replace("bagi", "untuk")) == pair


def test_another_name_and_another_agency_are_not():
    assert found(NAME, "Penyediaan Layanan Rujukan bagi Korban Kekerasan") == []
    assert found(NAME, NAME, agency="B") == []


def test_an_agency_under_its_new_code_is_the_same_agency():
    step = {"kode_daerah": "99.71", "mulai_tahun": 2025, "kode_skpd_lama": "A",
            "kode_skpd_baru": "B"}  # fmt: skip
    assert found(NAME, NAME, agency="B", peta_opd=[step]) == [(SUB.format(1), SUB.format(2))]


def test_what_is_confirmed_is_no_longer_proposed():
    match = {"kode_daerah": "99.71", "mulai_tahun": 2025, "butir": "sub_kegiatan",
             "kode_lama": SUB.format(1), "kode_baru": SUB.format(2)}  # fmt: skip
    assert found(NAME, NAME, padanan_kode=[match]) == []


def test_a_code_that_goes_on_is_not_proposed_and_each_code_only_once():
    lines = [row(2024, 1, 40, nama_sub_kegiatan=NAME), row(2025, 1, 40, nama_sub_kegiatan=NAME),
             row(2024, 3, 40, nama_sub_kegiatan=NAME), row(2025, 4, 10, nama_sub_kegiatan=NAME),
             row(2025, 5, 10, nama_sub_kegiatan=NAME + " Rentan")]  # fmt: skip
    world = World(anggaran=lines)
    (match,) = suggested_matches(world, world, OLD, NEW)
    assert (match.kode_lama, match.kode_baru, match.sama) == (SUB.format(3), SUB.format(4), 100)
    assert (match.pagu_lama, match.pagu_baru, match.mulai_tahun) == (40, 10, 2025)
