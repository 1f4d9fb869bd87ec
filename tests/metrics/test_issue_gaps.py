"""Differences beside linked money: which indicators, which lines, which two lists, and why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_why import SUB
from world import World, line

from pug_metrics.metrics.issue_gaps import issue_gaps
from pug_metrics.metrics.issue_links import suggested_links
from pug_metrics.metrics.lines import line_count
from pug_metrics.metrics.result import Slice
from pug_metrics.reference.issue_words import glossary, plain

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
WORK, SCHOOL = "Angkatan kerja", "Lama sekolah"


def people(name: str, men, women, place: str = "99.71", year: int = 2025, unit: str = "persen"):
    return {"kode_daerah": "99.71", "tahun": year, "kode_wilayah": place, "indikator": name,
            "laki_laki": men, "perempuan": women, "satuan": unit, "sumber": "Uji"}  # fmt: skip


def link(name: str, sub: int, agency: str | None = None, status: str = "DISETUJUI", year=2025):
    return {"kode_daerah": "99.71", "tahun": year, "indikator": name, "kode_skpd": agency,
            "kode_sub_kegiatan": SUB.format(sub), "status": status, "alasan": "Uji"}  # fmt: skip


def budget(sub: int | None, pagu, agency: str = "A", **more):
    code = None if sub is None else SUB.format(sub)
    return line(agency, pagu, kode_sub_kegiatan=code, kode_rekening="5.1.02", **more)


def tag(sub: int, agency: str = "A", weight: str = "1"):
    return {"kode_daerah": "99.71", "tahun": 2025, "tahapan": "MURNI", "kode_skpd": agency,
            "kode_sub_kegiatan": SUB.format(sub), "kategori_arg": "KESETARAAN",
            "bobot_arg": weight, "status": "DISETUJUI"}  # fmt: skip


def papers(sub: int, agency: str = "A"):
    return [{"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": agency, "jenis": kind,
             "kode_sub_kegiatan": SUB.format(sub), "status": "DISETUJUI"}
            for kind in ("GAP", "GBS", "KAK")]  # fmt: skip


def asked(threshold: float = 0.0, **rows):
    return issue_gaps(World(**rows), AT, threshold)


def one(**rows):
    (issue,) = asked(**rows).issues
    return issue


def test_a_difference_is_women_less_men_with_ratio_and_share_of_the_larger_side():
    shown = one(data_terpilah=[people(WORK, "80", "50")]).shown
    assert (shown.difference, shown.ratio, shown.relative) == (Decimal(-30), 0.625, 37.5)
    other = one(data_terpilah=[people(WORK, "50", "80")]).shown
    assert (other.difference, other.ratio, other.relative) == (Decimal(30), 1.6, 37.5)


def test_a_missing_side_is_no_difference_and_not_zero():
    found = asked(data_terpilah=[people(WORK, "80", None), people(SCHOOL, None, "8")])
    assert [each.shown.difference for each in found.issues] == [None, None]
    assert [each.shown.relative for each in found.issues] == [None, None]
    assert found.differing == ()


def test_no_man_gives_no_ratio_and_no_one_at_all_no_difference():
    shown = one(data_terpilah=[people(WORK, "0", "5")]).shown
    assert (shown.ratio, shown.relative, shown.difference) == (None, 100.0, Decimal(5))
    nobody = one(data_terpilah=[people(WORK, "0", "0")]).shown
    assert (nobody.ratio, nobody.relative, nobody.difference) == (None, 0.0, Decimal(0))


def test_the_threshold_says_what_counts_as_a_difference():
    rows = [people(WORK, "80", "50"), people(SCHOOL, "10", "9"), people("Sama", "5", "5")]
    names = [each.indikator for each in asked(data_terpilah=rows).differing]
    assert names == [WORK, SCHOOL]
    assert [each.indikator for each in asked(10.0, data_terpilah=rows).differing] == [WORK]
    assert [each.indikator for each in asked(9.9, data_terpilah=rows).differing] == [WORK, SCHOOL]


def test_the_change_is_that_of_the_size_against_the_year_before_in_the_same_unit():
    rows = [people(WORK, "80", "50"), people(WORK, "80", "60", year=2024),
            people(WORK, "80", "10", year=2023)]  # fmt: skip
    assert one(data_terpilah=rows).change == 10
    turned = [people(WORK, "50", "70"), people(WORK, "80", "50", year=2024)]
    assert one(data_terpilah=turned).change == -10
    unit = [people(WORK, "80", "50"), people(WORK, "800", "600", year=2024, unit="orang")]
    assert one(data_terpilah=unit).change is None
    gap = [people(WORK, "80", "50"), people(WORK, "80", "60", year=2023)]
    assert one(data_terpilah=gap).change is None


def test_the_latest_year_up_to_that_of_the_budget_is_shown():
    rows = [people(WORK, "80", "50", year=2023), people(WORK, "80", "40", year=2026)]
    issue = one(data_terpilah=rows)
    assert (issue.shown.tahun, issue.shown.perempuan) == (2023, 50)


def test_the_region_is_shown_before_its_places_and_else_the_place_that_differs_most():
    places = [people(WORK, "10", "9", "99.71.01"), people(WORK, "10", "5", "99.71.02"),
              people(WORK, None, "5", "99.71.03")]  # fmt: skip
    issue = one(data_terpilah=places)
    assert (issue.shown.kode_wilayah, issue.whole_region, len(issue.places)) == (
        "99.71.02", False, 3,
    )  # fmt: skip
    whole = one(data_terpilah=[*places, people(WORK, "10", "10")])
    assert (whole.shown.kode_wilayah, whole.whole_region, len(whole.places)) == ("99.71", True, 3)


def test_names_are_the_same_whatever_their_case_and_blanks():
    rows = [people(WORK, "80", "50"), people("ANGKATAN  kerja", "80", "60", year=2024)]
    issue = one(data_terpilah=rows, anggaran=[budget(1, 5)],
                tautan_isu=[link("angkatan KERJA", 1)])  # fmt: skip
    assert (issue.indikator, issue.change, issue.pagu) == (WORK, 10, 5)


LINES = [budget(1, 100), budget(1, 50, "B"), budget(2, 30), budget(3, 7), budget(None, 9)]
TAGS = [tag(1), tag(1, "B", "0.5"), tag(3)]


def test_linked_money_is_what_approved_links_name():
    found = asked(data_terpilah=[people(WORK, "80", "50"), people(SCHOOL, "9", "8")],
                  anggaran=LINES, tag_arg=TAGS, dokumen=papers(1),
                  tautan_isu=[link(WORK, 1), link(WORK, 2), link(SCHOOL, 3, status="USULAN"),
                              link(SCHOOL, 1, year=2024)])  # fmt: skip
    work, school = found.issues
    assert (work.pagu, work.klaim, work.sah, work.baris) == (180, 125, 100, 3)
    assert work.agencies == ("A", "B")
    assert (school.linked, len(school.links)) == ((), 1)
    assert [each.indikator for each in found.without_money] == [SCHOOL]
    assert [(each.kode_skpd, each.klaim) for each in found.loose] == [("A", 7)]
    assert (found.klaim, found.loose_klaim) == (132, 7)


def test_a_row_that_names_the_agency_outranks_one_for_all():
    rows = {"data_terpilah": [people(WORK, "80", "50")], "anggaran": LINES, "tag_arg": TAGS}
    assert one(**rows, tautan_isu=[link(WORK, 1), link(WORK, 1, "B", "DITOLAK")]).pagu == 100
    assert one(**rows, tautan_isu=[link(WORK, 1, "B"), link(WORK, 1, None, "DITOLAK")]).pagu == 50


def test_both_lists_are_ordered_by_relative_difference_and_by_rupiah():
    rows = [people("Ribu", "1000", "900", unit="orang"), people("Kecil", "4", "1")]
    found = asked(data_terpilah=rows, anggaran=[budget(1, 5), budget(2, 90), budget(None, 20)],
                  tag_arg=[tag(1), tag(2)])  # fmt: skip
    assert [each.indikator for each in found.without_money] == ["Kecil", "Ribu"]
    assert [each.klaim for each in found.loose] == [90, 5]


def test_a_link_to_an_indicator_without_data_answers_nothing_and_is_named():
    found = asked(data_terpilah=[people(WORK, "80", "50")], anggaran=LINES, tag_arg=TAGS,
                  tautan_isu=[link("Tidak dikenal", 1)])  # fmt: skip
    assert found.unknown == ("Tidak dikenal",)
    assert found.loose_klaim == found.klaim == 132


def test_the_lines_behind_an_indicator_are_those_linked():
    world = World(data_terpilah=[people(WORK, "80", "50"), people(SCHOOL, "9", "8")],
                  anggaran=LINES, tautan_isu=[link(WORK, 1)])  # fmt: skip
    work, school = issue_gaps(world, AT).issues
    assert line_count(world, AT, counted=work.counted) == work.baris == 2
    assert line_count(world, AT, counted=school.counted) == 0


def test_codes_with_a_quote_break_nothing():
    world = World(data_terpilah=[people(WORK, "80", "50")], anggaran=[budget(1, 5, "O'Brien")],
                  tautan_isu=[link(WORK, 1)])  # fmt: skip
    (issue,) = issue_gaps(world, AT).issues
    assert line_count(world, AT, counted=issue.counted) == 1


def suggested(name: str, *subs: str, links=(), programme: str | None = None):
    lines = [budget(i, 10 * i, nama_sub_kegiatan=sub, kode_program="2.07.03",
                    nama_program=programme) for i, sub in enumerate(subs, 1)]  # fmt: skip
    world = World(data_terpilah=[people(name, "80", "50")], anggaran=lines, tautan_isu=list(links))
    return suggested_links(world, AT, issue_gaps(world, AT).issues[0].kode)


def test_words_of_the_glossary_and_shared_words_suggest_with_their_reasons():
    found = suggested("Balita stunting", "Penanganan Stunting Terpadu", "Pembangunan Jalan",
                      "Penguatan Kader Posyandu")  # fmt: skip
    told = [(each.spending.kode_sub_kegiatan, [ground.jenis for ground in each.grounds])
            for each in found]  # fmt: skip
    assert told == [(SUB.format(1), ["aturan", "kata"]), (SUB.format(3), ["aturan"])]
    assert [ground.kata for ground in found[0].grounds] == [("stunting", "stunting"),
                                                           ("stunting",)]  # fmt: skip
    assert found[1].grounds[0].kata == ("stunting", "posyandu")


def test_a_programme_may_hold_the_word_and_a_word_only_whole():
    (found,) = suggested("Angkatan kerja", "Pembinaan", programme="Program Pelatihan Kerja")
    assert found.grounds[0].kata == ("angkatan kerja", "pelatihan kerja")
    assert suggested("Angkatan kerja", "Pembinaan", programme="Program Pelatihan Kerjasama") == ()


def test_words_alone_suggest_where_half_of_the_telling_ones_are_shared():
    name = "Kepemilikan sertifikat tanah"
    assert suggested(name, "Penerbitan Sertifikat Gedung") == ()
    (found,) = suggested(name, "Fasilitasi Sertipikat Tanah", "Pengadaan Gedung")
    assert [(ground.jenis, ground.kata) for ground in found.grounds] == [
        ("kata", ("sertifikat", "tanah"))
    ]


def test_what_was_decided_is_not_suggested_and_a_proposal_comes_first():
    subs = ("Penanganan Stunting", "Stunting Balita", "Gizi")
    name = "Balita stunting"
    links = [link(name, 1), link(name, 2, "A", "DITOLAK"), link(name, 3, status="USULAN")]
    (found,) = suggested(name, *subs, links=links)
    assert [ground.jenis for ground in found.grounds] == ["usulan", "aturan"]
    assert found.grounds[0].kata == ("Uji",)


def test_every_rule_of_the_glossary_says_whose_it_is_and_is_written_plainly():
    known = glossary()
    assert len({rule.code for rule in known.rules}) == len(known.rules)
    for rule in known.rules:
        assert rule.status == "konvensi kami"
        for word in (*rule.indicator, *rule.spending):
            assert word == plain(word)
            assert set(word.split()) - known.common, f"{rule.code}: {word} ties anything"
