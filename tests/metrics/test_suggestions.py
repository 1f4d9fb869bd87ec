"""Suggestions say where they come from, and decide nothing; differing tags are found by rupiah."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.suggestions import suggestions, tagged_differently
from pug_metrics.metrics.tagging_work import Sought, status_counts, undecided, work_list
from pug_metrics.reference.tag_rules import code_rules, word_rules
from pug_metrics.store import Store
from tests.ingest.place_rows import REGION, put

pytestmark = pytest.mark.cepat
AT = Slice(daerah=REGION, tahun=2025, tahapan="PERUBAHAN")
ONE, TWO, THREE = "1.01.01", "2.08.01", "1.02.01"
SUB = "1.01.02.2.01.0001"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    with Store.open(tmp_path / "uji.duckdb") as opened:
        yield opened


def line(agency, pagu, sub=SUB, **more):
    return {
        "kode_daerah": REGION, "tahun": 2025, "tahapan": "PERUBAHAN", "kode_skpd": agency,
        "nama_skpd": f"Dinas {agency}", "kode_sub_kegiatan": sub, "nama_sub_kegiatan": "Pelatihan",
        "kode_rekening": "5.1.02.01.01.0024", "pagu": Decimal(pagu), **more,
    }  # fmt: skip


def tag(agency, category, sub=SUB, **more):
    return {
        "kode_daerah": REGION, "tahun": 2025, "tahapan": "PERUBAHAN", "kode_skpd": agency,
        "kode_sub_kegiatan": sub, "kategori_arg": category, **more,
    }  # fmt: skip


def told(store, agency, sub=SUB, name="Pelatihan"):
    found = suggestions(store, AT, [(agency, sub, name)])[(agency, sub, name)]
    return [(each.kind, each.category) for each in found]


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("2.08.02.2.01.0001", "PELEMBAGAAN"), ("2.08.02.2.02.0001", "SPESIFIK"),
        ("2.08.03.2.01.0001", "SPESIFIK"), ("2.08.05.2.01.0001", "PELEMBAGAAN"),
        ("2.08.01.2.01.0001", "NETRAL"), ("1.01.01.2.02.0001", "NETRAL"),
        ("1.01.02.2.01.0001", None), ("2.08.022.2.01.0001", None),
    ],
)  # fmt: skip
def test_a_code_suggests_what_its_longest_rule_says(store, code, category):
    put(store, "anggaran", [line(ONE, "1")])
    assert told(store, ONE, code) == ([] if category is None else [("kode", category)])


@pytest.mark.parametrize(
    ("name", "categories"),
    [
        ("Pelatihan Kewirausahaan Perempuan", ["SPESIFIK"]),
        ("Koordinasi Pelaksanaan PUG", ["PELEMBAGAAN"]),
        ("Penyediaan Gaji dan Tunjangan ASN", ["NETRAL"]),
        ("Renovasi Gedung Kantor Pemberdayaan Perempuan", ["SPESIFIK"]),
        ("Keperempuanan", []),
        ("Pembangunan Jalan", []),
    ],
)
def test_words_of_a_name_are_whole_words(store, name, categories):
    put(store, "anggaran", [line(ONE, "1")])
    assert told(store, ONE, name=name) == [("kata", each) for each in categories]


def test_an_account_without_a_sub_activity_goes_by_its_name_alone(store):
    put(store, "anggaran", [line(ONE, "1", sub=None), line(TWO, "1", sub=None)])
    put(store, "tag_arg", [tag(TWO, "SPESIFIK", sub=None)])
    assert told(store, ONE, "", "Belanja Gaji Pokok PNS") == [("kata", "NETRAL")]
    assert told(store, ONE, "", "Belanja Modal Jalan") == []


def test_last_year_and_the_stage_before_are_told_apart(store):
    put(store, "anggaran", [
        line(ONE, "1"), line(ONE, "1", tahapan="MURNI"),
        line(ONE, "1", tahun=2024, tahapan="MURNI"), line(ONE, "1", tahun=2024),
        line(ONE, "1", tahun=2023),
    ])  # fmt: skip
    put(store, "tag_arg", [
        tag(ONE, "KESETARAAN", tahapan="MURNI", bobot_arg=Decimal("0.25")),
        tag(ONE, "NETRAL", tahun=2024, tahapan="MURNI"), tag(ONE, "SPESIFIK", tahun=2024),
        tag(ONE, "PELEMBAGAAN", tahun=2023),
    ])  # fmt: skip
    found = suggestions(store, AT, [(ONE, SUB, "Pelatihan")])[(ONE, SUB, "Pelatihan")]
    assert [(each.kind, each.category, each.weight) for each in found] == [
        ("tahapan", "KESETARAAN", Decimal("0.25")), ("tahun", "SPESIFIK", Decimal("1.00")),
    ]  # fmt: skip
    assert found[1].facts == {"tahun": 2024, "tahapan": "PERUBAHAN"}


def test_a_later_stage_is_no_earlier_decision(store):
    put(store, "anggaran", [line(ONE, "1"), line(ONE, "1", tahapan="MURNI")])
    put(store, "tag_arg", [tag(ONE, "SPESIFIK")])
    at = Slice(daerah=REGION, tahun=2025, tahapan="MURNI")
    assert suggestions(store, at, [(ONE, SUB, "Pelatihan")]) == {(ONE, SUB, "Pelatihan"): ()}


def test_other_agencies_are_counted_by_category_and_oneself_is_not_another(store):
    put(store, "anggaran", [line(each, "1") for each in (ONE, TWO, THREE, "4.01")])
    put(store, "tag_arg", [
        tag(ONE, "SPESIFIK"), tag(TWO, "NETRAL"), tag(THREE, "NETRAL"),
        tag("4.01", "SPESIFIK", status="DRAF"),
    ])  # fmt: skip
    found = suggestions(store, AT, [("4.01", SUB, "Pelatihan")])[("4.01", SUB, "Pelatihan")]
    assert [(each.category, each.facts["jumlah"], each.agencies) for each in found] == [
        ("NETRAL", 2, (THREE, TWO)), ("SPESIFIK", 1, (ONE,)),
    ]  # fmt: skip


def test_suggestions_decide_nothing(store):
    put(store, "anggaran", [line(TWO, "10", sub="2.08.02.2.01.0001")])
    before = store.version
    assert told(store, TWO, "2.08.02.2.01.0001")
    assert store.version == before
    assert undecided(store, AT).rupiah == Decimal("10.00")


def test_every_rule_names_its_source_and_a_known_category():
    rules = [*code_rules(), *word_rules()]
    assert len(rules) > 8
    for rule in rules:
        assert rule.category in ("SPESIFIK", "KESETARAAN", "PELEMBAGAAN", "NETRAL")
        assert len(rule.source.id) > 20
        assert len(rule.source.en) > 20


def test_only_counted_tags_of_two_agencies_differ(store):
    put(store, "anggaran", [line(each, "100") for each in (ONE, TWO, THREE)])
    put(store, "tag_arg", [tag(ONE, "SPESIFIK"), tag(TWO, "NETRAL", status="DRAF")])
    assert tagged_differently(store, AT) == ()
    put(store, "tag_arg", [tag(THREE, "NETRAL")], "kedua")
    found = tagged_differently(store, AT)
    assert [(each.kode_sub_kegiatan, each.pagu) for each in found] == [(SUB, Decimal("200.00"))]
    assert [(side.kode_skpd, side.tags) for side in found[0].sides] == [
        (ONE, (("SPESIFIK", Decimal("1.00")),)), (THREE, (("NETRAL", None),)),
    ]  # fmt: skip


def test_another_weight_is_another_tag_and_the_same_tag_is_none(store):
    put(store, "anggaran", [line(ONE, "100"), line(TWO, "300")])
    put(store, "tag_arg", [tag(ONE, "SPESIFIK"), tag(TWO, "SPESIFIK")])
    assert tagged_differently(store, AT) == ()
    put(store, "tag_arg", [tag(TWO, "SPESIFIK", bobot_arg=Decimal("0.50"))], "kedua")
    assert [each.pagu for each in tagged_differently(store, AT)] == [Decimal("400.00")]


def test_the_work_list_groups_lines_orders_by_rupiah_and_adds_up(store):
    other = "1.01.02.2.01.0002"
    put(store, "anggaran", [
        line(ONE, "100"), line(ONE, "150", kode_rekening="5.1.02.02.01.0001"),
        line(TWO, "400"), line(THREE, "50"), line(ONE, "7", sub=other),
    ])  # fmt: skip
    put(store, "tag_arg", [
        tag(TWO, "NETRAL"), tag(THREE, "SPESIFIK", status="DRAF"),
        # Only one account of it is decided: the rest still waits.
        tag(ONE, "NETRAL", kode_rekening="5.1.02.02.01.0001"),
    ])  # fmt: skip
    whole = undecided(store, AT)
    assert (whole.rupiah, whole.units, whole.opd) == (Decimal("157.00"), 3, 2)
    assert whole.waiting == Decimal("50.00")
    found = work_list(store, AT, "BELUM", Sought())
    assert [(i.kode_skpd, i.code, i.rupiah, i.baris) for i in found.items] == [
        (ONE, SUB, Decimal("100.00"), 1), (ONE, other, Decimal("7.00"), 1),
    ]  # fmt: skip
    assert (found.jumlah, found.opd, found.rupiah) == (2, 1, Decimal("107.00"))
    assert status_counts(store, AT) == {
        "BELUM": 2, "DRAF": 1, "DIAJUKAN": 0, "DISETUJUI": 2, "DITOLAK": 0
    }  # fmt: skip
    draft = work_list(store, AT, "DRAF", Sought()).items
    assert [(i.kode_skpd, i.rupiah, i.kategori_arg) for i in draft] == [
        (THREE, Decimal("50.00"), "SPESIFIK")
    ]
    approved = work_list(store, AT, "DISETUJUI", Sought()).items
    assert [(i.kode_skpd, i.kode_rekening, i.rupiah) for i in approved] == [
        (TWO, None, Decimal("400.00")), (ONE, "5.1.02.02.01.0001", Decimal("150.00")),
    ]  # fmt: skip


def test_the_list_is_narrowed_by_words_agency_and_programme_and_paged(store):
    put(store, "anggaran", [
        line(ONE, "30"), line(TWO, "20"), line(TWO, "10", sub="2.08.02.2.01.0001",
                                               nama_sub_kegiatan="Koordinasi PUG"),
    ])  # fmt: skip

    def codes(sought, **page):
        return [(i.kode_skpd, i.code) for i in work_list(store, AT, "BELUM", sought, **page).items]

    assert codes(Sought(words="koordinasi pug")) == [(TWO, "2.08.02.2.01.0001")]
    assert codes(Sought(words="DINAS 2.08.01 pelatihan")) == [(TWO, SUB)]
    assert codes(Sought(words="% _")) == []
    assert codes(Sought(opd=TWO, program="1.01.02")) == [(TWO, SUB)]
    assert codes(Sought(), limit=1, offset=1) == [(TWO, SUB)]
    assert work_list(store, AT, "BELUM", Sought(), limit=1).jumlah == 3


def test_lines_without_a_sub_activity_wait_by_account(store):
    put(store, "anggaran", [
        line(ONE, "30", sub=None, nama_sub_kegiatan=None, nama_rekening="Alat tulis"),
        line(ONE, "20", sub=None, nama_sub_kegiatan=None, nama_rekening="Alat tulis"),
    ])  # fmt: skip
    found = work_list(store, AT, "BELUM", Sought()).items
    assert [(i.code, i.nama, i.rupiah) for i in found] == [
        ("5.1.02.01.01.0024", "Alat tulis", Decimal("50.00"))
    ]
    assert undecided(store, AT).by_account
