"""Findings in any slice, names of agencies by region, beneficiaries that were only planned."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.metrics import arg_document_gap, arg_share, beneficiary_women_share
from pug_metrics.metrics.findings import document_state, needs_attention
from pug_metrics.metrics.findings_places import average
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
SUB = "2.08.02.2.01.0001"
OWN = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": "A"}
DISTRICT = "99.71.01"


@pytest.fixture(scope="module")
def world():
    account = {"kode_rekening": "5.1.02"}
    return World(
        anggaran=[
            line("A", "60", kode_sub_kegiatan=SUB, **account),
            line("A", "40", kode_sub_kegiatan=SUB, kode_rekening="5.2"),
            line("B", "50", **account),
        ],
        tag_arg=[
            {**REGION, "kode_skpd": "A", "kode_rekening": "5.1.02", "kategori_arg": "SPESIFIK"}
        ],
        lokasi=[{**REGION, "kode_skpd": "A", "kode_wilayah": DISTRICT, "persen": "50"}],
        realisasi=[{**OWN, "sampai_bulan": 6, "realisasi": "10"}],
    )


def told(world: World, at: Slice) -> dict[str, tuple[Decimal, Decimal]]:
    return {each.kind: (each.rupiah, each.whole) for each in needs_attention(world, at)}


def test_what_needs_attention_is_about_the_slice_that_is_asked(world):
    assert told(world, AT) == {
        "TANPA_LOKASI": (Decimal("30.00"), Decimal("60.00")),
        "BELUM_DINILAI": (Decimal("90.00"), Decimal("150.00")),
        "TANPA_DOKUMEN": (Decimal("60.00"), Decimal("60.00")),
        "BELUM_TERSERAP": (Decimal("54.00"), Decimal("60.00")),
    }
    assert told(world, replace(AT, kategori="NETRAL")) == told(world, AT)
    assert told(world, replace(AT, kecamatan=DISTRICT)) == {
        "BELUM_DINILAI": (Decimal("20.00"), Decimal("50.00")),
        "TANPA_DOKUMEN": (Decimal("30.00"), Decimal("30.00")),
    }
    by_account = told(world, replace(AT, rekening="5.2"))
    assert by_account == {"BELUM_DINILAI": (Decimal("40.00"), Decimal("40.00"))}


def test_documents_of_a_place_are_those_of_its_lines(world):
    (state,) = document_state(world, replace(AT, kecamatan=DISTRICT))
    assert (state.sub_kegiatan, state.lengkap) == (1, 0)


def test_points_of_places_are_averaged_in_points(world):
    gap = arg_document_gap(world, by="kecamatan", at=AT)
    assert average(gap) == pytest.approx(60)


def test_an_agency_without_a_name_does_not_take_that_of_another_region():
    world = World(anggaran=[
        line("A", "10", nama_skpd="Dinas Satu"), line("A", "20", kode_daerah="99.01"),
    ])  # fmt: skip
    result = arg_share(world, by=("daerah", "opd"), at=Slice(tahun=2025, tahapan="MURNI"))
    named = {row["kode"]: row["label_2"] for row in result.rows()}
    assert named == {"99.71": "Dinas Satu", "99.01": "A"}


def test_beneficiaries_that_were_only_planned_are_not_missing_a_split():
    world = World(
        anggaran=[line("A", "10")],
        sasaran=[
            {**OWN, "kode_wilayah": "99.71.01.1001", "realisasi_l": 3, "realisasi_p": 9},
            {**OWN, "kode_wilayah": "99.71.01.1002", "realisasi_total": 5},
            {**OWN, "kode_wilayah": "99.71.01.1003", "target_l": 4, "target_p": 4},
        ],
    )
    result = beneficiary_women_share(world, by="opd", at=AT)
    assert result.notes == (("catatan_tidak_terpilah", {"baris": "1", "semua": "2"}),)
    assert result.value() == 75
