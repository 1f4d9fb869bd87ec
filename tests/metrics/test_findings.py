"""Computed statements: what there is, what to fix, how slices differ, what no figure shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.metrics import arg_amount, arg_document_gap
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings import (
    absorption_by_month,
    change,
    document_state,
    needs_attention,
    slices,
    top_holders,
)
from pug_metrics.metrics.findings_checks import overplaced, unmatched_realisation
from pug_metrics.metrics.findings_programme import programme_search, programme_tree
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


def test_two_stages_compare_with_differences_and_ranks(world):
    whole, *rows = change(world, arg_amount, Grain.OPD, LATER, AT)
    assert (whole.now_num, whole.before_num, whole.num_difference) == (
        Decimal("120.00"), Decimal("200.00"), Decimal("-80.00"),
    )  # fmt: skip
    known = {each.kode: each for each in rows}
    assert (known["B"].difference, known["B"].rank_now, known["B"].rank_before) == (50.0, 1, 2)
    assert known["B"].rank_change == 1
    assert known["A"].rank_change == -1
    assert known["C"].difference is None


def test_the_fewest_holders_of_a_half_are_named(world):
    found = top_holders(arg_document_gap(world, by=Grain.OPD, at=AT))
    assert (found.count, found.codes, found.rupiah, found.share) == (
        1,
        ("A",),
        Decimal("60.00"),
        60.0,
    )


def test_nothing_to_hold_has_no_holders():
    untagged = World(anggaran=[line("A", "1")])
    assert top_holders(arg_document_gap(untagged, by=Grain.OPD, at=Slice())) is None


def test_absorption_is_told_month_by_month(world):
    found = absorption_by_month(world, AT)
    assert [(each.bulan, each.arg, each.non) for each in found] == [
        (3, 10.0, None),
        (6, 40.0, None),
    ]


def test_the_tree_has_children_that_sum_to_their_parent(world):
    nodes = programme_tree(world, AT)
    by_path = {node.jalur: node for node in nodes}
    for node in nodes:
        children = [each for each in nodes if each.induk == node.jalur]
        if children:
            assert sum(each.pagu for each in children) == node.pagu
            assert sum(each.klaim for each in children) == node.klaim
    assert by_path["TANPA_KODE"].pagu == Decimal("500.00")
    assert by_path["2"].persen == 100.0


def test_the_search_finds_by_word_and_by_code(world):
    assert [node.kode for node in programme_search(world, AT, "pug KOORDINASI")] == [SUB]
    assert {node.butir for node in programme_search(world, AT, "2.08.02")} == {
        Grain.PROGRAM, Grain.KEGIATAN, Grain.SUB_KEGIATAN,
    }  # fmt: skip
    assert programme_search(world, AT, "  ") == ()


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
