"""Every check of the data finds its own seeded fault, and nothing in a clean world."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.datasets import datasets
from pug_metrics.export.table import lines_csv_bytes
from pug_metrics.language import LANGUAGES, speaking
from pug_metrics.metrics.checks import COLUMNS, Owner, all_checks, listing, run_checks
from pug_metrics.metrics.result import Slice
from pug_metrics.store.batch import Scope

pytestmark = pytest.mark.cepat

A, B = "1.01.0.00.0.00.01.0000", "2.08.0.00.0.00.01.0000"
SUB, OTHER, GHOST = "1.01.02.2.01.0001", "1.01.02.2.01.0002", "1.01.02.2.01.0099"
ACCOUNT = "5.1.02.01.01.0024"
YEAR = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": A}
STAGE = {**REGION, "kode_skpd": A}
PLACE = {"kode_daerah": "99.71", "tahun": 2025}
SPENT = {**YEAR, "kode_sub_kegiatan": SUB, "kode_rekening": ACCOUNT}


def clean() -> dict[str, list[dict]]:
    """A small region in which everything fits together."""
    own = {"kode_sub_kegiatan": SUB, "kode_rekening": ACCOUNT, "kode_sumber_dana": "1.1"}
    return {
        "anggaran": [
            line(A, "100", nama_skpd="Dinas Pendidikan", **own),
            line(A, "40", nama_skpd="dinas pendidikan", **own | {"kode_sub_kegiatan": OTHER}),
            line(B, "60", nama_skpd="Dinas Kesehatan", kode_sub_kegiatan="2.08.02.2.01.0001"),
        ],
        "tag_arg": [
            {**STAGE, "kode_sub_kegiatan": SUB, "kategori_arg": "SPESIFIK", "status": "DISETUJUI"},
            {**STAGE, "kategori_arg": "NETRAL", "status": "DISETUJUI"},
            {**REGION, "kode_skpd": B, "kategori_arg": "KESETARAAN", "bobot_arg": "0.5",
             "status": "DIAJUKAN"},
        ],
        "dokumen": [
            {**YEAR, "kode_sub_kegiatan": SUB, "jenis": kind, "status": "DISETUJUI"}
            for kind in ("GAP", "GBS", "KAK")
        ] + [{**YEAR, "kode_sub_kegiatan": GHOST, "jenis": "LAPORAN", "status": "DISETUJUI"}],
        "realisasi": [
            {**SPENT, "sampai_bulan": 3, "realisasi": "20"},
            {**SPENT, "sampai_bulan": 10, "realisasi": "100"},
            {**YEAR, "kode_skpd": B, "sampai_bulan": 6, "realisasi": "60"},
        ],
        "sasaran": [
            {**YEAR, "kode_sub_kegiatan": SUB, "target_l": 3, "target_p": 4, "target_total": 7},
            {**YEAR, "kode_skpd": B, "realisasi_total": 5},
        ],
        "lokasi": [{**STAGE, "kode_wilayah": "99.71.01.1001", "persen": "100"}],
        "opd": [
            {**YEAR, "nama_skpd": "Dinas Pendidikan"},
            {**YEAR, "kode_skpd": B, "nama_skpd": "Dinas Kesehatan"},
        ],
        "wilayah": [
            {"kode_daerah": "99.71", "kode_wilayah": "99.71.09", "nama": "Baru"},
            {"kode_daerah": "99.71", "kode_wilayah": "99.71.09.1001", "nama": "Baru Satu",
             "kode_induk": "99.71.09"},
        ],
        "penduduk": [{**PLACE, "kode_wilayah": "99.71.09.1001", "laki_laki": 5, "perempuan": 6}],
        "data_terpilah": [
            {**PLACE, "kode_wilayah": "99.71", "indikator": "TPAK", "satuan": "persen",
             "laki_laki": "100", "perempuan": "0"},
            {**PLACE, "kode_wilayah": "99.71", "indikator": "Anak", "satuan": "orang",
             "laki_laki": "900", "perempuan": "800"},
        ],
        "apbdes": [
            {**REGION, "kode_wilayah": "99.71.09.1001", "kode_bidang": "1", "anggaran": "30"},
            {**REGION, "kode_wilayah": "99.71.09.1001", "kode_bidang": "1",
             "kode_sub_bidang": "1.1", "anggaran": "30"},
        ],
    }  # fmt: skip


# Check → dataset of the fault, the row that is wrong, and the rupiah that it should name.
FAULTS = {
    "tag_without_line": (
        "tag_arg", {**STAGE, "kode_sub_kegiatan": GHOST, "kategori_arg": "NETRAL"}),
    "document_without_line": (
        "dokumen", {**YEAR, "kode_sub_kegiatan": GHOST, "jenis": "GAP", "status": "DISETUJUI"}),
    "document_without_tag": (
        "dokumen", {**YEAR, "kode_sub_kegiatan": OTHER, "jenis": "GBS", "status": "DITOLAK"}),
    "realisation_without_line": (
        "realisasi", {**SPENT, "kode_rekening": "5.2", "sampai_bulan": 3, "realisasi": "7"}),
    "beneficiaries_without_line": (
        "sasaran", {**YEAR, "kode_sub_kegiatan": GHOST, "target_total": 4}),
    "approved_without_documents": (
        "tag_arg", {**STAGE, "kode_sub_kegiatan": OTHER, "kategori_arg": "KESETARAAN",
                    "bobot_arg": "0.5", "status": "DISETUJUI"}),
    "tag_weight_conflict": (
        "tag_arg", {**STAGE, "kode_sub_kegiatan": OTHER, "kategori_arg": "NETRAL",
                    "bobot_arg": "0.25"}),
    "realisation_beyond_ceiling": (
        "realisasi", {**YEAR, "kode_sub_kegiatan": OTHER, "sampai_bulan": 4, "realisasi": "41.5"}),
    "realisation_falls": ("realisasi", {**SPENT, "sampai_bulan": 5, "realisasi": "19.25"}),
    "realisation_in_future": (
        "realisasi", {**YEAR, "kode_sub_kegiatan": OTHER, "sampai_bulan": 11, "realisasi": "9"}),
    "places_beyond_lines": (
        "lokasi", {**REGION, "kode_skpd": B, "kode_wilayah": "99.71.01.1001", "rupiah": "61"}),
    "village_total_differs": (
        "apbdes", {**REGION, "kode_wilayah": "99.71.09.1001", "kode_bidang": "1",
                   "kode_sub_bidang": "1.2", "anggaran": "1.01"}),
    "place_without_parent": (
        "wilayah", {"kode_daerah": "99.71", "kode_wilayah": "99.71.08.1001", "nama": "Yatim",
                    "kode_induk": "99.71.08"}),
    "place_unknown": (
        "penduduk", {**PLACE, "kode_wilayah": "99.71.77.1001", "laki_laki": 1, "perempuan": 1}),
    "sexes_differ_from_total": (
        "sasaran", {**YEAR, "kode_sub_kegiatan": OTHER, "realisasi_l": 3, "realisasi_p": 4,
                    "realisasi_total": 8}),
    "share_out_of_range": (
        "data_terpilah", {**PLACE, "kode_wilayah": "99.71", "indikator": "Melek huruf",
                          "satuan": "Persen", "laki_laki": "99", "perempuan": "100.5"}),
    "agency_two_names": (
        "anggaran", line(B, "0", nama_skpd="Dinas Kelautan",
                         kode_sub_kegiatan="2.08.02.2.01.0001")),
    "agency_two_codes": ("opd", {**YEAR, "kode_skpd": "1.02", "nama_skpd": "Dinas Kesehatann"}),
    "agency_not_listed": ("anggaran", line("9.99", "12", nama_skpd="Badan Riset")),
}  # fmt: skip
RUPIAH = {
    "realisation_without_line": "7", "approved_without_documents": "20",
    "realisation_beyond_ceiling": "1.5", "realisation_falls": "0.75", "realisation_in_future": "9",
    "places_beyond_lines": "1", "village_total_differs": "1.01", "agency_not_listed": "12",
}  # fmt: skip
# Those that read the books of uploads, each with a test of its own.
BOOKS = {"identity_repeated", "declared_total_differs", "file_year_differs"}


def found(world: World, at: Slice | None = None) -> dict[str, list[dict[str, object]]]:
    return {each.check.name: each.listed() for each in run_checks(world, at) if each.number}


def seeded(name: str) -> World:
    dataset, row = FAULTS[name]
    rows = clean()
    rows[dataset] = [*rows[dataset], row]
    return World(**rows)


def test_a_clean_world_passes_every_check():
    assert found(World(**clean())) == {}
    assert found(World()) == {}


def test_every_check_has_a_fault_of_its_own():
    assert {*FAULTS, *BOOKS} == set(all_checks())


@pytest.mark.parametrize("name", FAULTS)
def test_a_check_finds_its_own_fault_and_no_other_does(name):
    world = seeded(name)
    told = found(world)
    assert set(told) == {name}
    (row,) = told[name]
    dataset, fault = FAULTS[name]
    assert row["kode_daerah"] == fault["kode_daerah"]
    assert row["rupiah"] == (Decimal(RUPIAH[name]) if name in RUPIAH else None)
    assert "{" not in row["apa"]
    if row["id_unggahan"] is not None and name not in {"village_total_differs", "agency_two_names"}:
        assert row["berkas"] == f"{dataset}.csv"
        assert row["baris"] == len(clean()[dataset]) + 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FAULTS)
def test_the_sentence_of_a_row_is_whole_in_both_languages(name, language):
    with speaking(language):
        (row,) = found(seeded(name))[name]
        declared = all_checks()[name]
        words = [row["apa"], str(declared.title), str(declared.meaning), str(declared.cure)]
        assert all(each and "{" not in each and "None" not in each for each in words)


def test_declarations_name_known_datasets_and_owners():
    for each in all_checks().values():
        assert each.dataset in datasets()
        assert each.owner in Owner


def test_a_slice_keeps_its_region_year_stage_and_agency():
    world = seeded("tag_without_line")
    for at in (Slice(daerah="99.71", tahun=2025, tahapan="MURNI", opd=A), Slice(tahun=2025)):
        assert set(found(world, at)) == {"tag_without_line"}
    for at in (Slice(daerah="99.01"), Slice(tahun=2024), Slice(tahapan="PERUBAHAN"), Slice(opd=B)):
        assert found(world, at) == {}
    # A realisation has no stage: it belongs to each of them.
    spent = seeded("realisation_falls")
    assert set(found(spent, Slice(tahapan="PERUBAHAN"))) == {"realisation_falls"}


def test_the_ceiling_is_that_of_the_newest_stage():
    rows = clean()
    raised = line(A, "200", kode_sub_kegiatan=SUB, kode_rekening=ACCOUNT, kode_sumber_dana="1.1")
    rows["anggaran"].append({**raised, "tahapan": "PERUBAHAN"})
    rows["realisasi"][1]["realisasi"] = "150"
    assert found(World(**rows)) == {}
    rows["realisasi"][1]["realisasi"] = "201"
    (row,) = found(World(**rows))["realisation_beyond_ceiling"]
    assert row["rupiah"] == 1


def test_districts_and_villages_one_letter_apart_are_two():
    rows = clean()
    rows["opd"] += [{**YEAR, "kode_skpd": "7.01", "nama_skpd": "Kecamatan Loa Ulu"},
                    {**YEAR, "kode_skpd": "7.02", "nama_skpd": "Kecamatan Loa Kulu"}]  # fmt: skip
    assert found(World(**rows)) == {}
    rows["opd"][-1]["nama_skpd"] = "KECAMATAN  LOA ULU"
    assert set(found(World(**rows))) == {"agency_two_codes"}


class Books(World):
    """A world whose batches are told apart by hand."""

    def __init__(self, change, **rows):
        super().__init__(**rows)
        self._change = change

    def batches(self):
        return tuple(self._change(each) for each in super().batches())


def test_a_file_that_disagrees_with_its_own_total_is_named():
    def change(each):
        if each.dataset != "anggaran":
            return each
        return replace(each, jumlah=Decimal(200), jumlah_berkas=Decimal("201.01"))

    (row,) = found(Books(change, **clean()))["declared_total_differs"]
    assert (row["rupiah"], row["berkas"]) == (Decimal("1.01"), "anggaran.csv")

    def within(each):
        return replace(each, jumlah=Decimal(200), jumlah_berkas=Decimal(201))

    assert found(Books(within, **clean())) == {}

    def undone(each):
        return replace(change(each), dibatalkan=datetime(2025, 10, 18, tzinfo=UTC))

    assert found(Books(undone, **clean())) == {}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("APBD_2024.csv", True), ("APBD 2024 dan 2025.csv", False), ("APBD.csv", False),
     ("kode 120241.csv", False)],
)  # fmt: skip
def test_a_file_named_after_another_year_is_asked_about(name, wrong):
    def change(each):
        return replace(each, berkas=name, scopes=(Scope("99.71", 2025, "MURNI"),))

    world = Books(change, opd=[{**YEAR, "nama_skpd": "Dinas Pendidikan"}])
    told = found(world, Slice(daerah="99.71", tahun=2025))
    assert set(told) == ({"file_year_differs"} if wrong else set())
    assert found(world, Slice(tahun=2024)) == {}


def test_a_row_that_came_in_two_uploads_is_named():
    rows = clean()
    rows["jabatan"] = [
        {**YEAR, "eselon": "III", "laki_laki": 1, "perempuan": 1} for _ in range(2)
    ]  # fmt: skip
    world = World(**rows)
    assert found(world) == {}
    world._connection.execute("UPDATE v1.berlaku_jabatan SET id_unggahan = 99 WHERE baris = 3")
    (row,) = found(world)["identity_repeated"]
    assert (row["kode_skpd"], row["id_unggahan"], row["baris"]) == (A, 99, 3)
    assert "III" in row["apa"]


def test_the_listing_holds_every_row_and_goes_into_a_file():
    outcomes = run_checks(seeded("realisation_falls"))
    table = listing(outcomes)
    assert table.num_rows == sum(each.number for each in outcomes) == 1
    assert set(COLUMNS.names) <= set(table.column_names)
    text = lines_csv_bytes(table, "v1 simulasi").decode("utf-8")
    assert "0.75" in text
    assert text.splitlines()[1].endswith("v1 simulasi")
