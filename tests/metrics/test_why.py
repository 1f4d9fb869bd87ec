"""Every part of a movement worked by hand, codes that changed, ends without a figure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from world import World

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.declaration import Reason
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.why import Cause, why_moved
from pug_metrics.metrics.why_lines import lines_behind
from pug_metrics.metrics.why_shown import shown

pytestmark = pytest.mark.cepat
OLD, NEW = (Slice(daerah="99.71", tahun=year, tahapan="MURNI") for year in (2024, 2025))
SUB = "2.08.02.2.01.{:04}"
PAPERS = ("GAP", "GBS", "KAK")


def row(year: int, sub: int, pagu: str | int, **more: object) -> dict[str, object]:
    own = {"kode_daerah": "99.71", "tahun": year, "tahapan": "MURNI", "kode_skpd": "A",
           "kode_sub_kegiatan": SUB.format(sub), "pagu": pagu, "kode_rekening": "5.1.02.01",
           "nama_skpd": "Dinas A", "nama_sub_kegiatan": f"Kegiatan {sub}"}  # fmt: skip
    return own | more


def tag(year: int, sub: int, kind: str = "SPESIFIK", weight: str | None = None, **more: object):
    own = row(year, sub, 0, **more)
    names = ("kode_daerah", "tahun", "tahapan", "kode_skpd", "kode_sub_kegiatan")
    return {name: own[name] for name in names} | {"kategori_arg": kind, "bobot_arg": weight}


def papers(year: int, sub: int, status: str = "DISETUJUI", **more: object):
    own = row(year, sub, 0, **more)
    names = ("kode_daerah", "tahun", "kode_skpd", "kode_sub_kegiatan")
    return [{n: own[n] for n in names} | {"jenis": kind, "status": status} for kind in PAPERS]


def parts(world: World, name: str = "arg_share", **more: object) -> dict[str, Fraction]:
    movement = why_moved(world, world, name, OLD, NEW, **more)  # type: ignore[arg-type]
    assert sum(part.nilai for part in movement.parts) == movement.change
    return {str(part.cause): part.nilai for part in movement.parts if part.nilai}


REST = [row(2024, 9, 60), row(2025, 9, 60)]


def test_more_money_on_a_line_that_stays_tagged():
    world = World(
        anggaran=[*REST, row(2024, 1, 40), row(2025, 1, 60)], tag_arg=[tag(2024, 1), tag(2025, 1)]
    )
    # 40 of 100, then 60 of 120: 20 rupiah at the old denominator, then 60 shared by 120.
    assert parts(world) == {"uang": 20, "penyebut": Fraction(6000, 120) - 60}
    assert parts(world, "arg_amount") == {"uang": 20}


def test_another_weight_on_a_line_that_stays_tagged():
    world = World(
        anggaran=[*REST, row(2024, 1, 40), row(2025, 1, 40)],
        tag_arg=[tag(2024, 1, weight="1"), tag(2025, 1, weight="0.25")],
    )
    assert parts(world) == {"bobot": -30}


def test_money_first_at_the_old_weight_then_the_weight():
    world = World(
        anggaran=[*REST, row(2024, 1, 40), row(2025, 1, 80)],
        tag_arg=[tag(2024, 1, weight="0.5"), tag(2025, 1, weight="1")],
    )
    assert parts(world, "arg_amount") == {"uang": 20, "bobot": 40}


def test_rounding_to_the_sen_never_looks_like_another_weight():
    thirds = [row(2025, 1, "0.02", uraian_paket=str(i)) for i in range(3)]
    world = World(
        anggaran=[*REST, row(2024, 1, "0.06"), *thirds],
        tag_arg=[tag(2024, 1, weight="0.33"), tag(2025, 1, weight="0.33")],
    )
    # One line gives 0.0198 → 0.02; three lines of 0.02 give 0.0066 → 0.01 each.
    assert parts(world, "arg_amount") == {"uang": Fraction(1, 100)}


def test_tagged_now_and_untagged_now():
    lines = [row(year, sub, 20) for year in (2024, 2025) for sub in (1, 2)]
    world = World(
        anggaran=[*REST, *lines],
        tag_arg=[tag(2024, 1), tag(2025, 1, "NETRAL"), tag(2025, 2, weight="0.5")],
    )
    assert parts(world) == {"dilepas": -20, "ditandai": 10}


def test_new_and_ended_lines_and_the_denominator():
    world = World(
        anggaran=[*REST, row(2024, 1, 40), row(2025, 2, 30), row(2025, 3, 110)],
        tag_arg=[tag(2024, 1), tag(2025, 2)],
    )
    assert parts(world) == {"berakhir": -40, "baru": 30, "penyebut": 15 - 30}


def test_documents_gained_and_lost_on_lines_that_stay_tagged():
    lines = [row(year, sub, 20) for year in (2024, 2025) for sub in (1, 2)]
    tags = [tag(year, sub) for year in (2024, 2025) for sub in (1, 2)]
    world = World(
        anggaran=[*REST, *lines], tag_arg=tags,
        dokumen=[*papers(2024, 1), *papers(2025, 1, "DITOLAK"), *papers(2025, 2)],
    )  # fmt: skip
    assert parts(world, "arg_share_documented") == {
        "dokumen_hilang": -20, "dokumen_bertambah": 20,
    }  # fmt: skip
    assert parts(world) == {}


def test_a_line_that_loses_its_documents_first_gains_its_money():
    world = World(
        anggaran=[row(2024, 1, 20), row(2025, 1, 50)], tag_arg=[tag(2024, 1), tag(2025, 1)],
        dokumen=papers(2024, 1),
    )  # fmt: skip
    found = parts(world, "arg_share_documented")
    assert found == {"uang": 150, "dokumen_hilang": -250}


def test_an_untagged_line_takes_its_documented_figure_with_it():
    world = World(
        anggaran=[*REST, row(2024, 1, 40), row(2025, 1, 40)],
        tag_arg=[tag(2024, 1), tag(2025, 1, "NETRAL")],
        dokumen=[*papers(2024, 1), *papers(2025, 1)],
    )
    assert parts(world, "arg_share_documented") == {"dilepas": -40}


def test_only_lines_of_the_basis_count_on_both_sides():
    wages = {"kode_rekening": "5.1.01.01"}
    world = World(
        anggaran=[row(2024, 1, 50), row(2025, 1, 50), row(2024, 9, 50), row(2025, 9, 50),
                  row(2024, 8, 10, **wages), row(2025, 8, 700, **wages)],
        tag_arg=[tag(2024, 1), tag(2025, 1)],
    )  # fmt: skip
    assert parts(world, basis="BELANJA_LANGSUNG") == {}
    assert set(parts(world)) == {"penyebut"}


def test_a_reorganised_agency_goes_on_under_its_new_code():
    mapped = {"kode_daerah": "99.71", "mulai_tahun": 2025}
    lines = {
        "anggaran": [row(2024, 1, 40), row(2024, 9, 60), row(2025, 1, 40, kode_skpd="B"),
                     row(2025, 9, 60, kode_skpd="B")],
        "tag_arg": [tag(2024, 1), tag(2025, 1, kode_skpd="B")],
    }  # fmt: skip
    assert parts(World(**lines)) == {"berakhir": -40, "baru": 40}
    known = [{**mapped, "kode_skpd_lama": "A", "kode_skpd_baru": "B"}]
    assert parts(World(**lines, peta_opd=known)) == {}
    split = [*known, {**mapped, "kode_skpd_lama": "A", "kode_skpd_baru": "C"}]
    assert parts(World(**lines, peta_opd=split)) == {"berakhir": -40, "baru": 40}


def test_agencies_that_only_changed_places_stay_apart():
    step = {"kode_daerah": "99.71", "mulai_tahun": 2025}
    world = World(
        anggaran=[row(2024, 1, 40), row(2024, 1, 60, kode_skpd="B"),
                  row(2025, 1, 40, kode_skpd="B"), row(2025, 1, 60, kode_skpd="C")],
        tag_arg=[tag(2024, 1), tag(2025, 1, kode_skpd="B")],
        peta_opd=[{**step, "kode_skpd_lama": "A", "kode_skpd_baru": "B"},
                  {**step, "kode_skpd_lama": "B", "kode_skpd_baru": "C"}],
    )  # fmt: skip
    assert parts(world) == {}


def test_two_agencies_made_one_have_a_joint_weight():
    step = {"kode_daerah": "99.71", "mulai_tahun": 2025, "kode_skpd_baru": "C"}
    world = World(
        anggaran=[row(2024, 1, 30), row(2024, 1, 70, kode_skpd="B"),
                  row(2025, 1, 200, kode_skpd="C")],
        tag_arg=[tag(2024, 1), tag(2024, 1, "NETRAL", kode_skpd="B"), tag(2025, 1, kode_skpd="C")],
        peta_opd=[{**step, "kode_skpd_lama": code} for code in "AB"],
    )  # fmt: skip
    # Before, 30 of 100 were ARG: 200 rupiah at that weight are 60.
    assert parts(world, "arg_amount") == {"uang": 30, "bobot": 140}


def test_the_joint_weight_of_the_largest_ceilings_is_exact_to_the_sen():
    step = {"kode_daerah": "99.71", "mulai_tahun": 2025, "kode_skpd_baru": "C"}
    world = World(
        anggaran=[row(2024, 1, "10000000000000.01"),
                  row(2024, 1, "19999999999999.99", kode_skpd="B"),
                  row(2025, 1, "89999999999999.98", kode_skpd="C")],
        tag_arg=[tag(2024, 1), tag(2024, 1, "NETRAL", kode_skpd="B"), tag(2025, 1, kode_skpd="C")],
        dokumen=papers(2024, 1),
        peta_opd=[{**step, "kode_skpd_lama": code} for code in "AB"],
    )  # fmt: skip
    # 8999999999999998 sen times 1000000000000001 over 3000000000000000 is 3000000000000002,33….
    money = Fraction("30000000000000.02") - Fraction("10000000000000.01")
    assert parts(world, "arg_amount") == {
        "uang": money, "bobot": Fraction("89999999999999.98") - Fraction("30000000000000.02"),
    }  # fmt: skip
    whole = Fraction("30000000000000")
    documented = parts(world, "arg_share_documented")
    assert documented["uang"] * whole / 100 == money


def test_a_confirmed_match_joins_an_ended_and_a_new_sub_activity():
    lines = {
        "anggaran": [row(2024, 1, 40), row(2024, 9, 60), row(2025, 2, 50), row(2025, 9, 50)],
        "tag_arg": [tag(2024, 1), tag(2025, 2)],
    }
    assert parts(World(**lines)) == {"berakhir": -40, "baru": 50}
    match = {"kode_daerah": "99.71", "mulai_tahun": 2025, "butir": "sub_kegiatan",
             "kode_lama": SUB.format(1), "kode_baru": SUB.format(2)}  # fmt: skip
    assert parts(World(**lines, padanan_kode=[match])) == {"uang": 10}


def test_a_match_of_this_year_joins_two_stages_of_it():
    later = {"tahapan": "PERUBAHAN"}
    world = World(
        anggaran=[row(2025, 1, 40), row(2025, 9, 60), row(2025, 2, 40, **later),
                  row(2025, 9, 60, **later)],
        tag_arg=[tag(2025, 1), tag(2025, 2, **later)],
        padanan_kode=[{"kode_daerah": "99.71", "mulai_tahun": 2025, "butir": "sub_kegiatan",
                       "kode_lama": SUB.format(1), "kode_baru": SUB.format(2)}],
    )  # fmt: skip
    after = Slice(daerah="99.71", tahun=2025, tahapan="PERUBAHAN")
    assert all(not part.nilai for part in why_moved(world, world, "arg_share", NEW, after).parts)


def test_two_versions_of_the_data_are_two_readers():
    before = World(anggaran=[row(2025, 1, 40), row(2025, 9, 60)], tag_arg=[tag(2025, 1)])
    after = World(anggaran=[row(2025, 1, 40), row(2025, 9, 60)], tag_arg=[])
    movement = why_moved(before, after, "arg_share", NEW, NEW)
    assert (movement.start, movement.end) == (40, 0)
    assert movement.part(Cause.DILEPAS).nilai == -40
    behind = lines_behind(before, after, movement, Cause.DILEPAS).baris[0]
    assert behind.before is not None
    assert behind.after is not None
    assert (behind.before.klaim, behind.after.klaim) == (40, 0)


def test_an_end_without_a_figure_gives_no_parts_and_says_which():
    world = World(anggaran=[row(2025, 1, 40)], tag_arg=[tag(2025, 1)])
    movement = why_moved(world, world, "arg_share", OLD, NEW)
    assert (movement.reason, movement.lacking) == (Reason.DATA_KOSONG, OLD)
    assert (movement.start, movement.end, movement.parts) == (None, None, ())


def test_a_denominator_of_nothing_and_an_account_that_is_missing():
    world = World(anggaran=[row(2024, 1, 0), row(2025, 1, 5, kode_rekening=None)])
    assert why_moved(world, world, "arg_share", OLD, NEW).reason is Reason.PENYEBUT_NOL
    lacking = why_moved(world, world, "arg_share", NEW, NEW, "BELANJA_LANGSUNG")
    assert lacking.reason is Reason.DATA_KOSONG


def test_other_figures_and_other_regions_are_refused():
    world = World(anggaran=[row(2025, 1, 5), row(2025, 1, 5, kode_daerah="99.72")])
    with pytest.raises(QuestionError, match="gerak_metrik"):
        why_moved(world, world, "budget_total", NEW, NEW)
    elsewhere = Slice(daerah="99.72", tahun=2025, tahapan="MURNI")
    with pytest.raises(QuestionError, match="gerak_daerah"):
        why_moved(world, world, "arg_share", NEW, elsewhere)


def test_the_lines_behind_a_part_say_where_they_are_written():
    world = World(
        anggaran=[row(2024, 1, 40, baris=7), row(2025, 1, 45, baris=8),
                  row(2024, 2, 10, baris=9), row(2025, 2, 20, baris=10),
                  row(2025, 2, 10, baris=11, uraian_paket="tambahan")],
        tag_arg=[tag(year, sub) for year in (2024, 2025) for sub in (1, 2)],
    )  # fmt: skip
    movement = why_moved(world, world, "arg_amount", OLD, NEW)
    behind = lines_behind(world, world, movement, Cause.UANG, limit=1)
    (line,) = behind.baris
    assert (line.kode.kode_sub_kegiatan, line.nama_skpd) == (SUB.format(2), "Dinas A")
    assert (line.nama_sub_kegiatan, line.sumbangan) == ("Kegiatan 2", 20)
    assert line.before is not None
    assert line.after is not None
    assert line.before.tempat == (("anggaran.csv", (9,)),)
    assert line.after.tempat == (("anggaran.csv", (10, 11)),)
    assert (line.before.pagu, line.after.pagu, line.after.bobot) == (10, 30, Decimal(1))
    assert (behind.jumlah, behind.sisa, behind.nilai_sisa) == (2, 1, 5)
    second = lines_behind(world, world, movement, Cause.UANG, limit=1, offset=1)
    assert second.baris[0].kode.kode_sub_kegiatan == SUB.format(1)


def test_written_figures_are_shared_out_by_largest_remainder():
    world = World(
        anggaran=[row(2024, 9, 1000), row(2025, 9, 850),
                  *(row(2025, sub, 50) for sub in (1, 2, 3))],
        tag_arg=[tag(2025, 1), tag(2025, 2, weight="0.33"), tag(2024, 9, weight="0.01"),
                 tag(2025, 9, weight="0.02")],
    )  # fmt: skip
    movement = why_moved(world, world, "arg_share", OLD, NEW)
    written = shown(movement)
    assert (written.start, written.end) == (Decimal("1.0"), Decimal("8.4"))
    assert sum(written.parts.values()) == Decimal("7.4")
    tiny = shown(movement, Decimal(10))
    assert sum(tiny.parts.values()) == tiny.change
