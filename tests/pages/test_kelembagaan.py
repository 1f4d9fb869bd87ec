"""The page Kelembagaan PUG: decrees, meetings, prerequisites, posts; nothing without its data."""

from __future__ import annotations

from datetime import date

import pytest
from budget_world import Agency, load, put
from page_runs import framed, shown, texts

from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent
from pug_metrics.metrics import focal_point_active_share, prerequisite_score
from pug_metrics.metrics.findings_institutions import Decree, decree, institutions
from pug_metrics.metrics.result import Slice

LANGUAGES = ("id", "en")
A, B, C = (f"{bidang}.0.00.0.00.01.0000" for bidang in ("1.01", "2.08", "1.02"))
AT = Slice(daerah="63.72", tahun=2025)
OWN = {"kode_daerah": "63.72", "tahun": "2025"}
END = date(2025, 12, 31)


def focal(kode: str, until: str = "", **more: str) -> dict[str, str]:
    return {**OWN, "kode_skpd": kode, "jenis": "FOCAL_POINT", "nama": "Sekretaris",
            "nomor_sk": "188/1", "tanggal_sk": "2025-01-20", "berlaku_sampai": until,
            "rapat_rencana": "4", "rapat_terlaksana": "3", **more}  # fmt: skip


@pytest.fixture
def store(empty_store):
    load(empty_store, [Agency(A, "Dinas Pendidikan", 1000, 400), Agency(B, "Dinas PPPA", 500),
                       Agency(C, "Dinas Kesehatan", 800)])  # fmt: skip
    return empty_store


def fill(store, *bodies: dict[str, str]) -> None:
    put(store, "kelembagaan", list(bodies), "lembaga.csv")


def test_an_empty_database_says_so(empty_store):
    assert framed("kelembagaan").title[0].value == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_any_of_the_data_each_part_leads_to_its_template(store, language):
    test = shown("kelembagaan", language)
    with speaking(language):
        told = say("kelembagaan_judul_kosong", daerah="", tahun="2025").split("{")[0]
        assert "2025" in test.title[0].value
        assert told.split()[0] == test.title[0].value.split()[0]
        for name in ("kelembagaan_kosong", "kelembagaan_prasyarat_kosong",
                     "kelembagaan_jabatan_belum"):  # fmt: skip
            assert say(name) in texts(test)
    keys = {each.key for each in test.button}
    assert {f"kosong_unggah_{name}" for name in ("kelembagaan", "prasyarat", "jabatan")} <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_counts_focal_points_and_decrees(store, language):
    fill(store, focal(A, "2026-02-28"), focal(B, "2025-06-30"))
    test = shown("kelembagaan", language)
    share = focal_point_active_share(store, by="opd", at=AT)
    with speaking(language):
        assert test.title[0].value.startswith(say("kelembagaan_judul", aktif="1", semua="3"))
        assert percent(share.value()) in [each.value for each in test.metric]
        written = texts(test)
    assert "2026" in test.title[0].value
    assert "Dinas Kesehatan" in written
    assert "2025" in written
    assert "{" not in written


def test_one_renewed_decree_changes_title_figure_and_list(store):
    fill(store, focal(A, "2025-06-30"), focal(B))
    before = shown("kelembagaan")
    assert "satu SK sudah habis" in before.title[0].value
    assert "SK sudah habis**: Dinas Pendidikan (30 Juni 2025)" in texts(before)
    put(
        store,
        "kelembagaan",
        [focal(A, "2027-06-30", nama="Kepala Bidang")],
        "baru.csv",
        mode="tambah",
    )
    after = shown("kelembagaan")
    assert after.title[0].value.startswith("2 dari 3")


def test_partners_working_group_and_members_are_listed(store):
    body = {"kode_skpd": "", "anggota_l": "3", "anggota_p": "5"}
    fill(store, focal(A), focal(A, **body, jenis="POKJA", nama="Pokja PUG"),
         focal(A, **body, jenis="MITRA", nama="Forum usaha"))  # fmt: skip
    test = shown("kelembagaan")
    written = texts(test)
    assert "1 Pokja dan tim penggerak: 3 laki-laki dan 5 perempuan" in written
    assert "1 mitra dunia usaha dan masyarakat" in written
    names = [frame.value for frame in test.dataframe]
    told = [name for frame in names for name in frame[say("kelembagaan_kolom_nama")]]
    assert {"Pokja PUG", "Forum usaha", "Sekretaris"} <= set(told)
    assert say("label_DAERAH") in list(names[0][say("mutu_kolom_opd")])


@pytest.mark.parametrize("language", LANGUAGES)
def test_wherever_a_score_stands_it_is_said_to_be_no_ape_score(store, language):
    kinds = ("KOMITMEN", "KEBIJAKAN", "KELEMBAGAAN", "SUMBER_DAYA", "DATA_TERPILAH",
             "ALAT_ANALISIS", "PARTISIPASI")  # fmt: skip
    items = [
        {**OWN, "kode_skpd": A, "prasyarat": kind, "butir": "satu", "nilai": "1"} for kind in kinds
    ]
    put(store, "prasyarat", [*items[:-1], items[-1] | {"nilai": "0.5"}], "p.csv")
    test = shown("kelembagaan", language)
    score = prerequisite_score(store, by="opd", at=AT)
    words = "bukan skor APE" if language == "id" else "not an APE score"
    with speaking(language):
        assert percent(score.value()) in [each.value for each in test.metric]
        for key in ("kelembagaan_skor_label", "kelembagaan_skor_ukuran", "kelembagaan_matriks"):
            assert words.lower() in say(key).lower()
        written = texts(test)
        assert say("kelembagaan_skor_label") in written
        assert say("kelembagaan_skor_ukuran", tahun="2025") in written
        assert say("kelembagaan_matriks") in written


def test_a_unit_is_picked_and_kept_among_those_that_assess_themselves(store):
    rows = [
        {**OWN, "kode_skpd": kode, "prasyarat": "KOMITMEN", "butir": "satu", "nilai": nilai}
        for kode, nilai in ((A, "1"), (B, "0"))
    ]
    put(store, "prasyarat", rows, "p.csv")
    assert "mencapai 50" in texts(shown("kelembagaan"))
    assert "mencapai 100" in texts(shown("kelembagaan", kelembagaan_unit=A))
    assert "mencapai 50" in texts(shown("kelembagaan", kelembagaan_unit="9.99"))


def test_women_in_echelons_and_their_target(store):
    rows = [
        {**OWN, "kode_skpd": A, "eselon": each, "laki_laki": men, "perempuan": women}
        for each, men, women in (("II", "3", "1"), ("III", "1", "3"))
    ]
    put(store, "jabatan", rows, "j.csv")
    goal = {**OWN, "metrik": "women_echelon_share", "butir": "daerah", "kode": "63.72",
            "rincian": "II", "target": "30", "arah": "NAIK"}  # fmt: skip
    put(store, "target_metrik", [goal], "t.csv")
    written = texts(shown("kelembagaan"))
    assert f"sedikit di Eselon II ({percent(25)}), paling banyak di Eselon III" in written
    assert f"target {percent(30, 2)}, belum tercapai" in written


@pytest.mark.parametrize(
    ("issued", "until", "state"),
    [
        (date(2025, 1, 1), None, Decree.BERLAKU),
        (date(2025, 1, 1), date(2026, 4, 1), Decree.BERLAKU),
        (date(2025, 1, 1), date(2026, 3, 31), Decree.SEGERA),
        (date(2025, 1, 1), END, Decree.SEGERA),
        (date(2025, 1, 1), date(2025, 12, 30), Decree.HABIS),
        (None, date(2025, 12, 30), Decree.HABIS),
        (None, date(2027, 1, 1), Decree.TANPA_TANGGAL),
        (date(2026, 1, 1), None, Decree.BELUM_MULAI),
        (END, None, Decree.BERLAKU),
    ],
)
def test_the_state_of_a_decree_on_the_last_day_of_the_year(issued, until, state):
    assert decree(issued, until, END) is state


def test_valid_decrees_are_those_that_the_metric_counts(store):
    fill(store, focal(A, "2026-02-28"), focal(B, "2025-06-30"), focal(C, tanggal_sk=""))
    found = institutions(store, AT)
    valid = {each.kode_skpd for each in found.bodies
             if each.decree in (Decree.BERLAKU, Decree.SEGERA)}  # fmt: skip
    counted = {row["kode"] for row in focal_point_active_share(store, by="opd", at=AT).rows()
               if row["pembilang"]}  # fmt: skip
    assert valid == counted == {A}
    assert [each.decree for each in found.bodies] == [
        Decree.HABIS, Decree.TANPA_TANGGAL, Decree.SEGERA,
    ]  # fmt: skip
