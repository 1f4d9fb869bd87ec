"""Computed statements: what there is, what to fix, how slices differ, what no figure shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.metrics import arg_amount
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings import (
    document_state,
    needs_attention,
    slices,
)
from pug_metrics.metrics.findings_change import rank_changes
from pug_metrics.metrics.findings_checks import overplaced, unmatched_realisation
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
LATER = Slice(daerah="99.71", tahun=2025, tahapan="PERUBAHAN")
SUB = "2.08.02.2.01.0001"
OTHER = "1.01.02.2.01.0001"


def tag(opd, stage="MURNI", **more):
    return {**REGION, "tahapan": stage, "kode_skpd": opd, "kategori_arg": "SPESIFIK", **more}


def paper(opd, kind, **more):
    return {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": opd, "jenis": kind,
            "status": "DISETUJUI", **more}  # fmt: skip


def spent(opd, month, amount):
    return {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": opd, "sampai_bulan": month,
            "realisasi": amount}  # fmt: skip


@pytest.fixture(scope="module")
def world():
    return World(
        anggaran=[
            line("A", "100", kode_sub_kegiatan=SUB, nama_sub_kegiatan="Koordinasi PUG"),
            line("A", "60", kode_sub_kegiatan=OTHER, nama_sub_kegiatan="Ruang kelas"),
            line("B", "40", kode_sub_kegiatan=SUB),
            line("C", "500"),
            line("A", "30", tahapan="PERUBAHAN", kode_sub_kegiatan=SUB),
            line("B", "90", tahapan="PERUBAHAN", kode_sub_kegiatan=SUB),
        ],
        tag_arg=[tag("A"), tag("B"), tag("A", "PERUBAHAN"), tag("B", "PERUBAHAN")],
        dokumen=[
            *(paper("A", kind, kode_sub_kegiatan=SUB) for kind in ("GAP", "GBS", "KAK")),
            paper("A", "GAP", kode_sub_kegiatan=OTHER),
        ],
        lokasi=[{**REGION, "kode_skpd": "B", "kode_wilayah": "99.71.01.1001", "persen": "100"},
                {**REGION, "kode_skpd": "C", "kode_wilayah": "99.71.01.1001", "rupiah": "501"}],
        realisasi=[spent("A", 3, "16"), spent("A", 6, "80"), spent("B", 6, "0"),
                   spent("Z", 6, "7")],
        opd=[{"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": "A", "nama_skpd": "Dinas A"}],
    )  # fmt: skip


def test_the_slices_tell_years_stages_and_months_the_newest_stage_first(world):
    (region,) = slices(world)
    assert region.kode == "99.71"
    assert region.tahapan == {2025: ("PERUBAHAN", "MURNI")}
    assert region.bulan == {2025: (3, 6)}


def test_an_empty_store_has_no_slices():
    assert slices(World()) == ()


def test_what_needs_attention_is_sorted_by_rupiah_and_names_the_agency_with_most(world):
    found = needs_attention(world, AT, n=9)
    assert [(each.kind, each.rupiah, each.opd) for each in found] == [
        ("BELUM_DINILAI", Decimal("500.00"), "C"),
        ("TANPA_LOKASI", Decimal("160.00"), "A"),
        ("BELUM_TERSERAP", Decimal("120.00"), "A"),
        ("TANPA_DOKUMEN", Decimal("60.00"), "A"),
        ("TANPA_DOKUMEN", Decimal("40.00"), "B"),
    ]
    assert [each.nama for each in found if each.opd == "A"] == ["Dinas A"] * 3
    assert found[3].sub_kegiatan == 1
    assert found[2].bulan == 6


def test_only_as_many_things_are_named_as_asked_for(world):
    assert len(needs_attention(world, AT, n=2)) == 2


def test_documents_are_counted_over_tagged_sub_activities(world):
    (whole,) = document_state(world, AT)
    assert (whole.sub_kegiatan, whole.gap, whole.gbs, whole.kak, whole.lengkap) == (3, 2, 1, 1, 1)
    states = {each.kode: each for each in document_state(world, AT, per_opd=True)}
    assert set(states) == {"A", "B"}
    assert (states["A"].sub_kegiatan, states["A"].lengkap) == (2, 1)
    assert (states["B"].sub_kegiatan, states["B"].lengkap) == (1, 0)


def test_ranks_move_between_two_stages_and_are_missing_where_a_figure_is(world):
    now, before = (arg_amount(world, by=Grain.OPD, at=at) for at in (LATER, AT))
    assert rank_changes(now, before) == {"B": 1, "A": -1, "C": None}
    assert rank_changes(before, now) == {"A": 1, "B": -1, "C": None}
    assert rank_changes(now, now) == {"B": 0, "A": 0, "C": None}


def test_places_beyond_their_lines_and_realisation_without_a_line_are_listed(world):
    (group,) = overplaced(world)
    assert (group.kode_skpd, group.pagu, group.berlokasi) == (
        "C",
        Decimal("500.00"),
        Decimal("501.00"),
    )
    (lost,) = unmatched_realisation(world)
    assert (lost.kode_skpd, lost.sampai_bulan, lost.baris, lost.rupiah) == (
        "Z",
        6,
        1,
        Decimal("7.00"),
    )
