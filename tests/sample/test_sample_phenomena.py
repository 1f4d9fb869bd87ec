"""What the sample is there to show, read from its CSV files, and as fenomena.toml says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction

import pytest
from sample_reading import FOLDER, four, lines, rows, sen, tagged, totals

REGIONS = (("99.71", "kota"), ("99.01", "kabupaten"))
ByOpd = Callable[[str], dict[str, list[int]]]


def percent(part: int | Fraction, whole: int | Fraction) -> float:
    return round(float(Fraction(part) * 100 / Fraction(whole)), 4)


def close(value: float) -> object:
    return pytest.approx(value, abs=0.0001)


@pytest.mark.parametrize(("daerah", "name"), REGIONS)
@pytest.mark.parametrize("tahun", [2023, 2024, 2025])
def test_totals_and_shares_are_those_of_fenomena(facts, daerah, name, tahun) -> None:
    expected = facts[name][f"tahun_{tahun}"]
    pagu, claim, documented, undecided = totals(daerah, tahun, "MURNI")
    assert [sen(expected[key]) for key in ("total", "klaim", "sah", "belum")] == [
        *(pagu, claim, documented, undecided)
    ]
    assert expected["jumlah_baris"] == len(lines(daerah, tahun, "MURNI"))
    assert expected["persen_klaim"] == close(percent(claim, pagu))
    assert expected["persen_sah"] == close(percent(documented, pagu))
    assert expected["persen_belum"] == close(percent(undecided, pagu))


def test_the_kota_tags_an_eighth_and_documents_a_quarter_of_it() -> None:
    pagu, claim, documented, undecided = totals("99.71", 2025, "MURNI")
    assert 1_800 < pagu / 10**11 < 1_900
    assert 11.5 < percent(claim, pagu) < 12.8
    assert 2.8 < percent(documented, pagu) < 3.4
    assert 5 < percent(undecided, pagu) < 7


@pytest.mark.parametrize("daerah", ["99.71", "99.01"])
def test_tags_rise_faster_than_documents(daerah: str) -> None:
    shares = []
    for tahun in (2023, 2024, 2025):
        pagu, claim, documented, _ = totals(daerah, tahun, "MURNI")
        shares.append((Fraction(claim, pagu), Fraction(documented, pagu)))
    claims, papers = zip(*shares, strict=True)
    assert claims[0] < claims[1] < claims[2]
    assert papers[0] < papers[1] < papers[2]
    assert claims[2] / claims[0] > papers[2] / papers[0]


def test_three_agencies_of_the_kota_hold_most_of_what_lacks_documents(facts, by_opd: ByOpd) -> None:
    gaps = {kode: claim - documented for kode, (_, claim, documented, _) in by_opd("99.71").items()}
    largest = sorted(gaps, key=lambda kode: -gaps[kode])[:3]
    assert largest == facts["kota"]["celah_dokumen"]["kode_skpd"]
    assert [kode[:4] for kode in largest] == ["1.01", "1.02", "1.03"]
    share = percent(sum(gaps[kode] for kode in largest), sum(gaps.values()))
    assert facts["kota"]["celah_dokumen"]["persen_celah"] == close(share)
    assert share > 70


@pytest.mark.parametrize(("daerah", "name"), REGIONS)
def test_one_agency_only_tags_and_one_documents_all_it_tags(
    facts, by_opd: ByOpd, daerah: str, name: str
) -> None:
    found = by_opd(daerah)
    only_tags = facts[name]["hanya_menandai"]["kode_skpd"]
    assert found[only_tags][1] > 0
    papers = {row["kode_skpd"] for row in rows(f"dokumen_{daerah.replace('.', '')}")}
    assert only_tags not in papers
    complete = found[facts[name]["dokumen_lengkap"]["kode_skpd"]]
    assert complete[1] == complete[2] > 0


@pytest.mark.parametrize(("daerah", "name"), REGIONS)
def test_the_part_of_the_women_affairs_agency_is_as_told(
    facts, by_opd: ByOpd, daerah: str, name: str
) -> None:
    expected, found = facts[name]["pengampu_pppa"], by_opd(daerah)
    share = percent(found[expected["kode_skpd"]][1], sum(one[1] for one in found.values()))
    assert expected["persen_dari_arg"] == close(share)
    assert (share > 80) == (name == "kabupaten")


@pytest.mark.parametrize(("daerah", "name"), REGIONS)
def test_the_revision_of_2025_cuts_arg_deeper_than_the_rest(facts, daerah: str, name: str) -> None:
    pagu, claim, *_ = totals(daerah, 2025, "MURNI")
    pagu_after, claim_after, *_ = totals(daerah, 2025, "PERUBAHAN")
    arg, rest = percent(claim_after, claim), percent(pagu_after - claim_after, pagu - claim)
    assert facts[name]["perubahan_2025"] == {
        "persen_arg_tersisa": close(arg),
        "persen_lain_tersisa": close(rest),
    }
    assert arg < 92 < 98 < rest


def _placed(daerah: str) -> dict[str, Fraction]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for line, claim, *_ in tagged(daerah, 2025, "MURNI"):
        for fine in (
            ("", "", ""),
            (line["kode_sub_unit"], "", ""),
            ("", line["kode_rekening"], line["kode_sumber_dana"]),
        ):
            group = groups[line["kode_skpd"], line["kode_sub_kegiatan"], *fine]
            group[0] += int(line["pagu"])
            group[1] += claim
    found: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows(f"lokasi_{daerah.replace('.', '')}"):
        if (row["tahun"], row["tahapan"]) == ("2025", "MURNI"):
            fine = (row["kode_sub_unit"], row["kode_rekening"], row["kode_sumber_dana"])
            pagu, claim = groups[row["kode_skpd"], four(row["kode_sub_kegiatan"]), *fine]
            part = Fraction(row["persen"] or 0) / 100 if row["persen"] else None
            part = Fraction(sen(row["rupiah"]), pagu) if part is None else part
            found[row["kode_wilayah"]] += part * claim
    return found


@pytest.mark.parametrize(("daerah", "name"), REGIONS)
def test_sixty_percent_of_arg_has_no_place(facts, daerah: str, name: str) -> None:
    claim, placed = totals(daerah, 2025, "MURNI")[1], _placed(daerah)
    share = percent(claim - sum(placed.values()), claim)
    assert facts[name]["lokasi_2025"]["persen_tanpa_lokasi"] == close(share)
    assert 57 < share < 64
    women = {
        row["kode_wilayah"]: int(row["perempuan"])
        for row in rows(f"penduduk_{daerah.replace('.', '')}")
        if row["tahun"] == "2025"
    }
    each = {kode: value / 100 / women[kode] for kode, value in placed.items() if len(kode) == 13}
    for title, kode in (
        ("tertinggi", max(each, key=each.get)),
        ("terendah", min(each, key=each.get)),
    ):
        expected = facts[name][f"per_perempuan_{title}"]
        assert expected["kode_wilayah"] == kode
        assert expected["rupiah"] == close(round(float(each[kode]), 4))


@pytest.mark.parametrize("daerah", ["99.71", "99.01"])
def test_places_never_hold_more_than_their_lines(daerah: str) -> None:
    for tahun in (2023, 2024, 2025):
        for tahapan in ("MURNI", "PERUBAHAN"):
            pagu: dict[tuple[str, str], int] = defaultdict(int)
            for line in lines(daerah, tahun, tahapan):
                pagu[line["kode_skpd"], line["kode_sub_kegiatan"]] += int(line["pagu"])
            placed: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
            for row in rows(f"lokasi_{daerah.replace('.', '')}"):
                if (row["tahun"], row["tahapan"]) == (str(tahun), tahapan):
                    key = (row["kode_skpd"], four(row["kode_sub_kegiatan"]))
                    assert bool(row["rupiah"]) != bool(row["persen"])
                    by_part = pagu[key] * Fraction(row["persen"] or 0) / 100
                    placed[key] += by_part if row["persen"] else sen(row["rupiah"])
            assert placed
            assert [key for key in placed if placed[key] > pagu[key]] == []


def test_places_are_told_in_rupiah_percent_and_by_kecamatan() -> None:
    for region in ("9971", "9901"):
        found = rows(f"lokasi_{region}")
        assert any(row["persen"] for row in found) and any(row["rupiah"] for row in found)
        assert any(len(row["kode_wilayah"]) == 8 for row in found)
        assert any(row["kode_rekening"] for row in found)


@pytest.mark.parametrize(("daerah", "name"), REGIONS)
def test_one_place_has_people_and_not_a_single_line(facts, daerah: str, name: str) -> None:
    place, region = facts[name]["wilayah_tanpa_baris"], daerah.replace(".", "")
    kode = place["kode_wilayah"]
    assert any(row["kode_wilayah"] == kode for row in rows(f"penduduk_{region}"))
    for dataset in ("lokasi", "sasaran"):
        assert all(row["kode_wilayah"] != kode for row in rows(f"{dataset}_{region}"))
    for tahun in (2023, 2024, 2025):
        found = lines(daerah, tahun, "MURNI")
        assert all(not line["nama_sub_unit"].endswith(place["nama"]) for line in found)
    others = {row["kode_wilayah"] for row in rows(f"lokasi_{region}")} | {kode}
    assert {
        r["kode_wilayah"] for r in rows(f"wilayah_{region}") if r["jenis"] == "kelurahan"
    } <= others


def _months(region: str, tahun: int) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows(f"realisasi_{region}"):
        if row["tahun"] == str(tahun):
            assert row["kode_rekening"] == row["kode_sumber_dana"] == ""
            series = found[row["kode_skpd"], four(row["kode_sub_kegiatan"])]
            assert int(row["sampai_bulan"]) == len(series) + 1
            series.append(sen(row["realisasi"]))
    return found


@pytest.mark.parametrize(("daerah", "name"), REGIONS)
def test_spending_is_cumulative_and_one_agency_stops_reporting_in_july(
    facts, daerah: str, name: str
) -> None:
    stops = facts[name]["lapor_sampai_juli_2025"]["kode_skpd"]
    for tahun, last in ((2023, 12), (2024, 12), (2025, 9)):
        for (skpd, _), series in _months(daerah.replace(".", ""), tahun).items():
            assert series == sorted(series)
            assert len(series) == (7 if (tahun, skpd) == (2025, stops) else last)


@pytest.mark.parametrize(("daerah", "name"), REGIONS)
def test_arg_is_absorbed_more_slowly_and_a_few_go_over_their_ceiling(
    facts, daerah: str, name: str
) -> None:
    pagu: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for line, claim, *_ in tagged(daerah, 2025, "MURNI"):
        one = pagu[line["kode_skpd"], line["kode_sub_kegiatan"]]
        one[0] += int(line["pagu"])
        one[1] += claim
    spent = {
        key: series[8]
        for key, series in _months(daerah.replace(".", ""), 2025).items()
        if len(series) > 8
    }
    arg = sum(Fraction(spent[key] * pagu[key][1], pagu[key][0]) for key in spent)
    arg_whole = sum(pagu[key][1] for key in spent)
    rest = sum(spent.values()) - arg
    rest_whole = sum(pagu[key][0] for key in spent) - arg_whole
    expected = facts[name]["serapan_2025"]
    assert expected["persen_arg"] == close(percent(arg, arg_whole))
    assert expected["persen_lain"] == close(percent(rest, rest_whole))
    assert expected["persen_arg"] < expected["persen_lain"] - 5
    over = [key for key in spent if spent[key] > pagu[key][0]]
    assert 0 < len(over) < len(spent) / 50


def test_what_dinas_perhubungan_tagged_is_not_spent_by_september() -> None:
    agency = "2.15.0.00.0.00.01.0000"
    subs = {
        line["kode_sub_kegiatan"]
        for line, claim, *_ in tagged("99.71", 2025, "MURNI")
        if claim and line["kode_skpd"] == agency
    }
    months = _months("9971", 2025)
    assert subs
    assert {months[agency, sub][8] for sub in subs} == {0}


def test_tags_come_at_every_level_with_weights_and_some_that_do_not_count() -> None:
    found = rows("tag_arg_9971")
    levels = {(bool(row["kode_sub_kegiatan"]), bool(row["kode_rekening"])) for row in found}
    assert levels == {(False, False), (True, False), (True, True), (False, True)}
    for region in ("9971", "9901"):
        tags = rows(f"tag_arg_{region}")
        assert {"DRAF", "DITOLAK", "DISETUJUI", "DIAJUKAN"} == {row["status"] for row in tags}
        assert {row["tahapan"] for row in tags} == {"MURNI", "PERUBAHAN"}
    assert {"1", "0.5", "0.25", ""} == {row["bobot_arg"] for row in found}
    assert "0.5" in {row["bobot_arg"] for row in rows("tag_arg_9901")}


@pytest.mark.parametrize("daerah", ["99.71", "99.01"])
def test_every_tag_and_document_names_lines_that_exist(daerah: str) -> None:
    region = daerah.replace(".", "")
    for tahapan in ("MURNI", "PERUBAHAN"):
        for tahun in (2023, 2024, 2025):
            found = lines(daerah, tahun, tahapan)
            subs = {(line["kode_skpd"], line["kode_sub_kegiatan"]) for line in found}
            subs |= {(line["kode_skpd"], "") for line in found}
            for row in rows(f"tag_arg_{region}"):
                if (row["tahun"], row["tahapan"]) == (str(tahun), tahapan):
                    assert (row["kode_skpd"], four(row["kode_sub_kegiatan"])) in subs
            for row in rows(f"dokumen_{region}"):
                if row["tahun"] == str(tahun) and tahapan == "MURNI":
                    assert (row["kode_skpd"], four(row["kode_sub_kegiatan"])) in subs


@pytest.mark.parametrize("daerah", ["99.71", "99.01"])
def test_the_secretariat_holds_most_of_what_is_undecided(by_opd: ByOpd, daerah: str) -> None:
    found = by_opd(daerah)
    assert max(found, key=lambda kode: found[kode][3]) == "4.01.0.00.0.00.01.0000"


def test_a_quarter_of_the_beneficiary_rows_has_only_totals() -> None:
    for region in ("9971", "9901"):
        found = rows(f"sasaran_{region}")
        only_totals = [row for row in found if not row["target_l"]]
        assert 0.15 < len(only_totals) / len(found) < 0.35
        for row in found:
            if row["target_l"]:
                assert int(row["target_l"]) + int(row["target_p"]) == int(row["target_total"])
                reached = int(row["realisasi_l"]) + int(row["realisasi_p"])
                assert reached == int(row["realisasi_total"])


def test_some_villages_budget_nothing_for_women_and_children() -> None:
    found = [
        row for row in rows("apbdes_9901") if (row["tahun"], row["tahapan"]) == ("2025", "MURNI")
    ]
    villages = {row["kode_wilayah"] for row in found}
    with_44 = {row["kode_wilayah"] for row in found if row["kode_sub_bidang"] == "4.4"}
    assert len(villages) == 139
    assert 60 < len(with_44) < 139
    assert {row["kode_bidang"] for row in found} == set("12345")


@pytest.mark.cepat
def test_everything_says_that_it_is_simulated(facts) -> None:
    assert facts["status_data"] == "simulasi"
    assert "simulasi" in (FOLDER / "README.md").read_text(encoding="utf-8").lower()
    assert 'status_data = "simulasi"' in (FOLDER / "manifest.toml").read_text(encoding="utf-8")
