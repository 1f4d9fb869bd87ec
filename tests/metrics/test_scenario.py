"""What-ifs by hand: figures of each step, exact splits, refusals; the stored data never change."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from scenario_budget import AT, P1, P2, P3, S1, S3, A, fill, line, put, tag

from pug_metrics.errors import QuestionError
from pug_metrics.language import sentence, speaking
from pug_metrics.metrics import apkm_coverage, arg_share, budget_total
from pug_metrics.metrics.declaration import Basis, Unit
from pug_metrics.metrics.scenario import Kind, Place, Scenario, Step, from_plain, to_plain
from pug_metrics.metrics.scenario_lines import MIXED, choices, lines_before_after
from pug_metrics.metrics.scenario_outlook import (
    COVERAGE,
    LOOSEST,
    STRICTEST,
    applied,
    compare,
    difference,
)
from pug_metrics.metrics.scenario_rows import split
from pug_metrics.store import Store

pytestmark = pytest.mark.cepat
TOTAL = Basis.TOTAL_BELANJA


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("andaikan") / "pug.duckdb") as opened:
        fill(opened)
        yield opened


def money(amount: str) -> Decimal:
    return Decimal(amount)


def move(amount: str, source=P3, target=P1) -> Step:
    return Step(Kind.PINDAHKAN, source, target, rupiah=money(amount))


def pagus(store, *steps) -> list[tuple[str, str, Decimal]]:
    with applied(store, AT, Scenario("uji", steps)) as copy:
        rows = copy.query("SELECT kode_sub_kegiatan, kode_rekening, pagu FROM baris").to_pylist()
    return sorted((r["kode_sub_kegiatan"][-4:], r["kode_rekening"], r["pagu"]) for r in rows)


def row(store, kode: str, *steps):
    return compare(store, AT, TOTAL, [Scenario("A", steps)]).row(kode)


def test_money_moves_in_proportion_over_the_lines_of_both_ends(store):
    assert pagus(store, move("50.01")) == [
        ("0001", "5.1.02.01", money("90.01")), ("0001", "5.1.02.02", money("60.00")),
        ("0002", "5.1.02.01", money("300.00")), ("0003", "5.1.02.01", money("549.99")),
    ]  # fmt: skip


def test_a_percentage_is_of_what_stands_there_at_that_step(store):
    half = Step(Kind.PINDAHKAN, P3, P1, persen=Decimal(50))
    assert [each[2] for each in pagus(store, half, half)] == [
        money("330.00"), money("220.00"), money("300.00"), money("150.00"),
    ]  # fmt: skip


def test_one_account_only(store):
    account = Place(A, S1, "5.1.02.02")
    step = Step(Kind.KURANGI, account, rupiah=money("40.00"))
    assert [each[2] for each in pagus(store, step)] == [
        money("60.00"), money("0.00"), money("300.00"), money("600.00"),
    ]  # fmt: skip


def test_figures_of_a_shift_into_documented_work(store):
    # 1,000 in all; claimed 100 + 150, documented 100. 100 go from neutral to documented work.
    step = move("100.00")
    assert row(store, "budget_total", step).selisih == (0,)
    claimed, documented = row(store, "arg_share", step), row(store, "arg_share_documented", step)
    assert [each.nilai for each in claimed.nilai] == [25.0, 35.0]
    assert [each.nilai for each in documented.nilai] == [10.0, 20.0]
    assert documented.selisih == (Fraction(10),)
    with speaking("id"):
        assert documented.words(0) == "naik 10,00\u00a0poin"
        assert row(store, "budget_total", step).words(0) == "tetap"
    assert row(store, STRICTEST, step).selisih == (Fraction(10),)
    assert row(store, LOOSEST, step).selisih == (Fraction(10),)


@pytest.mark.parametrize("unit", [Unit.INDEKS, Unit.PERSEN])
def test_what_moves_by_next_to_nothing_is_not_said_to_move_by_zero(unit):
    with speaking("id"):
        told = difference(Fraction(1, 10**6), unit)
        assert told.startswith("naik kurang dari 0,0001")
        assert difference(Fraction(-1, 10_000), unit).startswith("turun 0,0001")


@pytest.fixture
def own_store(tmp_path):
    with Store.open(tmp_path / "pug.duckdb") as opened:
        fill(opened)
        yield opened


def test_gaps_with_linked_arg_are_counted_of_all_gaps(own_store):
    tag_p3 = Step(Kind.TANDAI, P3, kategori="SPESIFIK")
    assert row(own_store, COVERAGE, tag_p3).selisih == (None,)
    sides = {"Angka melek": (5, 9), "Sama": (7, 7), "Pekerja": (3, 8), "Kader": (1, 2)}
    put(own_store, "data_terpilah", [
        {"kode_daerah": "99.71", "kode_wilayah": "99.71", "tahun": 2025, "indikator": name,
         "laki_laki": Decimal(men), "perempuan": Decimal(women), "satuan": "orang",
         "sumber": "uji"} for name, (men, women) in sides.items()
    ])  # fmt: skip
    put(own_store, "tautan_isu", [
        {"kode_daerah": "99.71", "tahun": 2025, "indikator": name, "kode_skpd": place.opd,
         "kode_sub_kegiatan": place.sub_kegiatan, "status": "DISETUJUI"}
        for name, place in (("Angka melek", P1), ("Sama", P1), ("Pekerja", P3))
    ])  # fmt: skip
    found = row(own_store, COVERAGE, tag_p3)
    assert [(each.num, each.den) for each in found.nilai] == [(1, 3), (2, 3)]
    assert found.selisih == (Fraction(100, 3),)
    emptied = Step(Kind.TANDAI, P1, kategori="NETRAL")
    assert row(own_store, COVERAGE, emptied).nilai[1].num == 0


def test_the_verdict_of_a_target_turns(store):
    found = compare(store, AT, TOTAL, [Scenario("A", (move("100.00"),))])
    assert [str(each.targets[0].code) for each in found.outlooks] == ["BELUM", "TERCAPAI"]


def test_a_tag_takes_its_weight_and_leaves_the_answers_of_apkm(store):
    step = Step(Kind.TANDAI, P3, kategori="KESETARAAN", bobot=Decimal("0.25"))
    assert row(store, "arg_amount", step).selisih == (Fraction(150),)
    again = Step(Kind.TANDAI, P1, kategori="PELEMBAGAAN", bobot=Decimal("0.5"))
    with applied(store, AT, Scenario("uji", (again,))) as copy:
        assert arg_share(copy, by="daerah", at=AT).value() == 20.0
        before = apkm_coverage(store, by="daerah", at=AT).rows()
        assert apkm_coverage(copy, by="daerah", at=AT).rows() == before
        told = "SELECT DISTINCT apkm_a FROM baris WHERE kategori_arg = 'PELEMBAGAAN'"
        assert copy.query(told).column(0).to_pylist() == [True]


def test_a_tag_that_is_taken_off_counts_nothing(store):
    step = Step(Kind.TANDAI, P1, kategori="NETRAL")
    found = row(store, "arg_amount", step)
    assert [each.num for each in found.nilai] == [money("250.00"), money("150.00")]


def test_documents_come_and_go(store):
    complete = Step(Kind.DOKUMEN, P2, lengkap=True)
    assert row(store, "arg_share_documented", complete).nilai[1].nilai == 25.0
    lost = Step(Kind.DOKUMEN, P1, lengkap=False)
    assert row(store, "arg_share_documented", lost).nilai[1].nilai == 0.0
    assert row(store, "arg_agency_count", lost).nilai[1].num == 0


def test_adding_changes_the_denominator_too(store):
    step = Step(Kind.TAMBAH, P1, rupiah=money("250.00"))
    assert row(store, "budget_total", step).selisih == (Fraction(250),)
    assert row(store, "arg_share", step).nilai[1].exact == Fraction(50000, 1250)


def test_where_nothing_stands_the_rupiah_come_in_evenly(store):
    emptied = Step(Kind.KURANGI, P1, persen=Decimal(100))
    assert [each[2] for each in pagus(store, emptied, move("0.03"))][:2] == [
        money("0.02"), money("0.01"),
    ]  # fmt: skip


@pytest.mark.parametrize(("step", "kind"), [
    (move("600.01"), "andaikan_terlalu_besar"),
    (move("1.00", target=Place(A, S3)), "andaikan_baris_tidak_ada"),
    (move("1.00", source=Place("9.99", S1)), "andaikan_baris_tidak_ada"),
    (move("1.00", target=P3), "andaikan_tempat_sama"),
    (move("0.001"), "andaikan_jumlah"),
    (move("-1.00"), "andaikan_jumlah"),
    (Step(Kind.KURANGI, P1, persen=Decimal(101)), "andaikan_persen"),
    (Step(Kind.TANDAI, P1, kategori="SPESIFIK", bobot=Decimal("1.01")), "andaikan_bobot"),
    (Step(Kind.TANDAI, P1, kategori="LAIN"), "kategori_tidak_ada"),
    (Step(Kind.TAMBAH, P1), "andaikan_langkah_rusak"),
    (Step(Kind.DOKUMEN, P1), "andaikan_langkah_rusak"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(store, step, kind):
    first = Step(Kind.TAMBAH, P2, rupiah=money("1.00"))
    with pytest.raises(QuestionError) as refused:
        pagus(store, first, step)
    assert (refused.value.kind, refused.value.facts["langkah"]) == (kind, 2)
    for language in ("id", "en"):
        with speaking(language):
            assert sentence(refused.value)


def test_what_is_there_counts_at_that_step(store):
    steps = (move("600.00"), move("700.00", P1, P3))
    assert [each[2] for each in pagus(store, *steps)][:2] == [money("0.00"), money("0.00")]
    with pytest.raises(QuestionError, match="andaikan_terlalu_besar"):
        pagus(store, move("600.00"), move("700.01", P1, P3))


def test_the_copy_says_so_and_the_store_knows_nothing_of_it(store):
    version, batches = store.version, store.batches()
    total = budget_total(store, by="opd", at=AT).rows()
    with applied(store, AT, Scenario("Skenario A", (move("100.00"),))) as copy:
        assert copy.version.label == "v4 andaikan Skenario A"
        assert budget_total(copy, by="opd", at=AT).rows() != total
        assert budget_total(store, by="opd", at=AT).rows() == total
        sources = budget_total(copy, by="opd", at=AT).sources
        assert [each.berkas for each in sources] == ["anggaran.csv"]
    assert (store.version, store.batches()) == (version, batches)
    assert store.check() == ()
    schemas = store.query("SELECT count(*) AS n FROM duckdb_schemas() WHERE schema_name[1] = 'v'")
    assert schemas.column("n").to_pylist() == [1]


def test_a_copy_outlives_the_version_it_was_made_of(tmp_path):
    with Store.open(tmp_path / "pug.duckdb") as store:
        fill(store)
        with applied(store, AT, Scenario("A", (move("100.00"),))) as copy:
            put(store, "anggaran", [line(P2, "1.00", "5.2.01")])
            assert arg_share(copy, by="daerah", at=AT).value() == 35.0
            assert len(copy.query("SELECT * FROM nama")) > 0


def test_a_frozen_version_can_be_supposed_about(tmp_path):
    with Store.open(tmp_path / "pug.duckdb") as store:
        fill(store)
        store.freeze("Rakor", "Bappeda")
        put(store, "tag_arg", [tag(Place("2.08", S3), "SPESIFIK", kode_rekening="5.1.02.01")])
        with store.as_of("Rakor") as reading:
            found = compare(reading, AT, TOTAL, [Scenario("A", (move("100.00"),))])
        assert [each.nilai for each in found.row("arg_share").nilai] == [25.0, 35.0]
        assert found.outlooks[1].label == "v4 Rakor andaikan A"


def test_lines_before_and_after_are_those_that_a_step_names(store):
    tagged = Step(Kind.TANDAI, P3, kategori="SPESIFIK", bobot=Decimal(1))
    found = lines_before_after(store, AT, Scenario("A", (move("50.00"), tagged))).to_pylist()
    told = [
        (r["kode_sub_kegiatan"][-4:], r["pagu_sebelum"], r["pagu_sesudah"],
         r["kategori_arg_sebelum"], r["kategori_arg_sesudah"], r["klaim_sesudah"], r["sah_sesudah"])
        for r in found
    ]  # fmt: skip
    own = ("SPESIFIK", "SPESIFIK")
    assert told == [
        ("0001", money("60"), money("90"), *own, money("90"), money("90")),
        ("0001", money("40"), money("60"), *own, money("60"), money("60")),
        ("0003", money("600"), money("550"), "NETRAL", "SPESIFIK", money("550"), money("0")),
    ]


def test_what_a_step_can_be_about(store):
    found = {each.sub_kegiatan: each for each in choices(store, AT)}
    assert [(each.pagu, each.klaim, each.kategori, each.lengkap) for each in found.values()] == [
        (100, 100, "SPESIFIK", True), (300, 150, "KESETARAAN", False), (600, 0, "NETRAL", False),
    ]  # fmt: skip
    assert found[S1].rekening == ("5.1.02.01", "5.1.02.02")
    step = Step(Kind.TANDAI, Place(A, S1, "5.1.02.02"), kategori="NETRAL")
    with applied(store, AT, Scenario("A", (step,))) as copy:
        assert choices(copy, AT)[0].kategori == MIXED


def test_scenarios_survive_json():
    steps = (
        move("1200000000.01"), Step(Kind.KURANGI, Place(A, S1, "5.1"), persen=Decimal("12.5")),
        Step(Kind.TANDAI, P1, kategori="SPESIFIK", bobot=Decimal("0.50")),
        Step(Kind.DOKUMEN, P2, lengkap=False),
    )  # fmt: skip
    given = (Scenario("A", steps), Scenario("Rakor & co"))
    assert from_plain(to_plain(given), 3) == given


@pytest.mark.parametrize(("content", "kind"), [
    ([], "andaikan_rusak"), ({}, "andaikan_rusak"), ({"andaikan": 1}, "andaikan_rusak"),
    ({"andaikan": 2, "skenario": []}, "andaikan_edisi"),
    ({"andaikan": 1, "skenario": [{"nama": "A", "langkah": [{"jenis": "x"}]}]}, "andaikan_rusak"),
    ({"andaikan": 1, "skenario": [{"nama": "A", "langkah": [
        {"jenis": "tambah", "pada": ["1", "2"], "rupiah": "NaN"}]}]}, "andaikan_rusak"),
    ({"andaikan": 1, "skenario": [{"nama": "A", "langkah": []}] * 4}, "andaikan_terlalu_banyak"),
    ({"andaikan": 1, "skenario": [{"nama": "A", "langkah": [{}] * 201}]},
     "andaikan_langkah_banyak"),
])  # fmt: skip
def test_content_that_is_no_scenario_is_refused(content, kind):
    with pytest.raises(QuestionError) as refused:
        from_plain(content, 3)
    assert refused.value.kind == kind
    with speaking("id"):
        assert sentence(refused.value)


def test_cumulative_rounding_by_hand():
    assert split(5001, [6000, 4000]) == [3001, 2000]
    assert split(1, [1, 1, 1]) == [0, 1, 0]
