"""A file against what is stored: missing lines, places beyond their line, new agencies."""

from __future__ import annotations

import pytest

from pug_metrics.ingest import Answers, commit, understand
from pug_metrics.store import Store
from tests.ingest.files_by_hand import ACCOUNT, AGENCY, ANSWERS, SUB, budget, found, line, read
from tests.ingest.place_rows import EAST, LAMARU, MANGGAR, REGION, STAGE, UNITS, YEAR, put
from tests.ingest.place_rows import line as unit_line

OTHER = "5.1.02.01.01.0025"


@pytest.fixture
def stored(store: Store) -> Store:
    commit(store, read(budget(line(pagu="100"), line(account=OTHER, pagu="50"))), actor="uji")
    return store


def against(store: Store, dataset: str, text: str):
    return understand(dataset, text.encode(), "uji.csv", ANSWERS, store)


def placed(*rows: str) -> str:
    head = "kode_skpd,kode_sub_kegiatan,kode_rekening,kode_sumber_dana,kode_wilayah,rupiah,persen\n"
    return head + "\n".join(rows)


def test_a_tag_for_an_agency_without_lines_is_a_warning(stored: Store):
    text = f"kode_skpd,kode_rekening,kategori_arg\n{AGENCY},,SPESIFIK\n9.99,,SPESIFIK\n"
    report = against(stored, "tag_arg", text + f"{AGENCY},5.2,NETRAL\n")
    assert [row for row, _, _ in found(report, "tanpa_baris_anggaran")] == [3, 4]
    assert report.diterima == 3


def test_places_may_take_the_whole_line_and_no_more(stored: Store):
    key = f"{AGENCY},{SUB},{ACCOUNT},1.1"
    whole = placed(f"{key},63.72.02.1003,60,", f"{key},63.72.02.1004,40,")
    assert not against(stored, "lokasi", whole).has_errors
    beyond = placed(f"{key},63.72.02.1003,60,", f"{key},63.72.02.1004,40.01,")
    report = against(stored, "lokasi", beyond)
    assert [row for row, _, _ in found(report, "lokasi_melebihi")] == [2, 3]


def test_places_of_a_group_of_lines_are_held_to_the_group(stored: Store):
    group = f"{AGENCY},{SUB},,"
    assert not against(stored, "lokasi", placed(f"{group},63.72.02.1003,150,")).has_errors
    report = against(stored, "lokasi", placed(f"{group},63.72.02.1003,151,"))
    assert report.counts["lokasi_melebihi"] == 1


def test_shares_of_a_line_are_at_most_a_hundred(stored: Store):
    key = f"{AGENCY},{SUB},{ACCOUNT},1.1"
    text = placed(f"{key},63.72.02.1003,,60", f"{key},63.72.02.1004,,40.5")
    assert against(stored, "lokasi", text).counts["lokasi_persen"] == 2


def test_sub_units_of_an_agency_are_held_to_their_own_lines(store: Store):
    first, second = [code for code, (_, agency, _) in UNITS.items() if agency == EAST]
    put(store, "anggaran", [unit_line(first, "100"), unit_line(second, "40")])
    answers = Answers(YEAR, STAGE, REGION)

    def report(*rows: str):
        text = "kode_skpd,kode_sub_unit,kode_wilayah,rupiah,persen\n" + "\n".join(rows)
        return understand("lokasi", text.encode(), "uji.csv", answers, store)

    whole = report(f"{EAST},{first},{MANGGAR},,100", f"{EAST},{second},{LAMARU},,100")
    assert not whole.has_errors
    beyond = report(f"{EAST},{first},{MANGGAR},100,", f"{EAST},{second},{LAMARU},40.01,")
    assert [row for row, _, _ in found(beyond, "lokasi_melebihi")] == [3]
    unknown = report(f"{EAST},{EAST[:-4]}0009,{MANGGAR},1,")
    assert [row for row, _, _ in found(unknown, "tanpa_baris_anggaran")] == [2]


def test_an_agency_missing_from_the_roster_is_a_note(stored: Store):
    roster = "kode_skpd,nama_skpd\n1.01,Dinas Pendidikan\n"
    commit(stored, against(stored, "opd", roster), actor="uji")
    report = understand(
        "anggaran", budget(line(), line(agency="1.01")), "b.csv",
        Answers(2025, "PERUBAHAN", "63.72"), stored,
    )  # fmt: skip
    (note,) = [each for each in report.findings if each.kind == "opd_baru"]
    assert (note.facts["jumlah"], note.facts["nama"]) == (1, "Dinas P3A")
    assert report.diterima == 2


def test_a_place_added_by_the_user_is_known(stored: Store):
    village = "kode_wilayah,nama,jenis\n63.72.02.1777,Kelurahan Baru,kelurahan\n"
    commit(stored, against(stored, "wilayah", village), actor="uji")
    people = "kode_wilayah,tahun,laki_laki,perempuan\n63.72.02.1777,2025,5,6\n"
    assert not against(stored, "penduduk", people).has_errors
    assert understand("penduduk", people.encode(), "p.csv", ANSWERS).has_errors
