"""What the page of documents says: status, steps, who owes what, rupiah concerned."""

from __future__ import annotations

from decimal import Decimal

import pytest
from budgets import budget
from world import World

from pug_metrics.datasets import dataset
from pug_metrics.metrics import arg_share, arg_share_documented
from pug_metrics.metrics.findings import document_state
from pug_metrics.metrics.findings_documents import document_book
from pug_metrics.metrics.result import Slice
from pug_metrics.reference.document_steps import step_lists, steps_of
from pug_metrics.store import Store
from tests.ingest.document_rows_by_hand import AT, EAST_SUB, SUB_1, SUB_2, document, fill
from tests.ingest.place_rows import AGENCY, EAST, REGION, STAGE, YEAR, put

MILLION = 1_000_000


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "uji.duckdb") as opened:
        yield opened


@pytest.fixture
def filled(store):
    fill(store)
    return store


def steps(sub, kind, *names, text="terisi"):
    frame = {"kode_daerah": REGION, "tahun": YEAR, "kode_skpd": AGENCY}
    own = {"kode_sub_kegiatan": sub, "jenis": kind}
    return [{**frame, **own, "langkah": name, "isi": text} for name in names]


def sub_of(store, code):
    return next(sub for sub in document_book(store, AT).subs if sub.kode == code)


def test_what_is_missing_stands_by_rupiah_with_who_owes_it(filled):
    found = [
        (sub.kode_skpd, each.key.kode_sub_kegiatan, each.key.jenis, each.status, each.rupiah)
        for sub, each in document_book(filled, AT).missing
    ]
    assert found == [
        (AGENCY, SUB_1, "GBS", "MENUNGGU_REVIEW", 60 * MILLION),
        (EAST, EAST_SUB, "GAP", "BELUM_ADA", 10 * MILLION),
        (EAST, EAST_SUB, "GBS", "BELUM_ADA", 10 * MILLION),
        (EAST, EAST_SUB, "KAK", "BELUM_ADA", 10 * MILLION),
    ]


def test_the_matrix_counts_sub_activities_and_rupiah_of_each_document(filled):
    book = document_book(filled, AT)
    assert [row.kode for row in book.agencies] == [AGENCY, EAST]
    first = book.agencies[0]
    assert (first.nama, first.klaim, first.sah) == (
        "Dinas Pemberdayaan Perempuan", 90 * MILLION, 30 * MILLION
    )  # fmt: skip
    cells = {kind: (cell.sub, cell.sub_dari, cell.rupiah) for kind, cell in first.dokumen.items()}
    assert cells == {
        "GAP": (2, 2, 90 * MILLION), "GBS": (1, 2, 30 * MILLION), "KAK": (2, 2, 90 * MILLION)
    }  # fmt: skip
    assert first.dokumen["GBS"].percent_sub == 50.0
    assert first.dokumen["GBS"].percent == pytest.approx(100 / 3)
    assert book.total.kurang == 70 * MILLION
    assert book.scarcest == "GBS"


def test_one_changed_row_changes_what_is_missing(filled):
    put(filled, "dokumen", [document(SUB_2, "KAK", "DITOLAK")], "satu-baris")
    book = document_book(filled, AT)
    assert book.total.kurang == 100 * MILLION
    assert book.scarcest is None
    assert sub_of(filled, SUB_2).dokumen["KAK"].status == "DITOLAK"


def test_steps_are_counted_by_the_version_of_the_gap(filled):
    nine, four = step_lists()["GAP_9"].steps, step_lists()["GAP_4"].steps
    put(filled, "isian_dokumen", steps(SUB_1, "GAP", *list(nine)[:6])
        + steps(SUB_1, "GAP", list(nine)[7], text="  ") + steps(SUB_2, "GAP", *four))  # fmt: skip
    gap = sub_of(filled, SUB_1).dokumen["GAP"]
    assert (gap.filled, len(gap.steps.steps)) == (6, 9)
    assert gap.missing == tuple(nine.values())[6:]
    assert sub_of(filled, SUB_2).dokumen["GAP"].filled == 0
    put(filled, "dokumen", [document(SUB_2, "GAP", "DISETUJUI", versi_gap=4)], "versi")
    complete = sub_of(filled, SUB_2).dokumen["GAP"]
    assert (complete.filled, complete.missing) == (4, ())


def test_steps_that_were_never_recorded_are_not_none_filled(filled):
    gbs = sub_of(filled, SUB_1).dokumen["GBS"]
    assert (gbs.filled, gbs.missing) == (None, ())


def test_a_document_of_the_whole_agency_holds_where_none_is_more_specific(filled):
    put(filled, "dokumen", [document(None, "GBS", "DISETUJUI", agency=EAST)], "umum")
    gbs = sub_of(filled, EAST_SUB).dokumen["GBS"]
    assert (gbs.status, gbs.umum, gbs.rupiah) == ("DISETUJUI", True, 0)
    put(filled, "dokumen", [document(EAST_SUB, "GBS", "DITOLAK", agency=EAST)], "sendiri")
    assert sub_of(filled, EAST_SUB).dokumen["GBS"].status == "DITOLAK"


def test_an_approval_of_some_accounts_is_called_partly(filled):
    from tests.ingest.place_rows import UNITS, line

    unit = next(code for code, told in UNITS.items() if told[1] == EAST)
    put(filled, "anggaran", [line(unit, "4000000", sub=EAST_SUB, kode_rekening="5.1.02.09")])
    put(filled, "dokumen", [
        document(EAST_SUB, "GBS", "DISETUJUI", agency=EAST, kode_rekening="5.1.02.09")
    ], "rekening")  # fmt: skip
    gbs = sub_of(filled, EAST_SUB).dokumen["GBS"]
    assert (gbs.status, gbs.rupiah) == ("SEBAGIAN", 10 * MILLION)


def test_apkm_flags_come_from_the_tag_and_are_unknown_where_none_is_recorded(store):
    fill(store)
    assert document_book(store, AT).total.apkm is None
    frame = {"kode_daerah": REGION, "tahun": YEAR, "tahapan": STAGE, "kode_skpd": AGENCY}
    tag = {
        "kode_sub_kegiatan": SUB_1,
        "kategori_arg": "KESETARAAN",
        "apkm_a": True,
        "apkm_m": False,
    }
    put(store, "tag_arg", [{**frame, **tag}])
    total = document_book(store, AT).total
    assert (total.apkm, total.apkm_dari) == ({"a": 1, "m": 0}, 3)
    assert sub_of(store, SUB_1).apkm == {"a": True, "p": None, "k": None, "m": False}


@pytest.mark.parametrize("seed", range(12))
def test_the_sums_are_those_of_the_metrics_and_of_the_other_findings(seed):
    store = World(**budget(seed))
    regions = store.query("SELECT DISTINCT kode_daerah, tahun, tahapan FROM baris").to_pylist()
    for each in regions:
        at = Slice(daerah=each["kode_daerah"], tahun=each["tahun"], tahapan=each["tahapan"])
        book = document_book(store, at)
        state = document_state(store, at)[0]
        claimed = arg_share(store, by="opd", at=at).total.to_pylist()[0]["pembilang"]
        documented = arg_share_documented(store, by="opd", at=at).total.to_pylist()[0]["pembilang"]
        assert (book.total.klaim, book.total.sah) == (claimed, documented)
        assert [book.total.dokumen[kind].sub for kind in ("GAP", "GBS", "KAK")] == [
            state.gap, state.gbs, state.kak,
        ]  # fmt: skip
        assert (book.total.lengkap.sub, book.total.lengkap.sub_dari) == (
            state.lengkap, state.sub_kegiatan,
        )  # fmt: skip
        assert sum((row.kurang for row in book.agencies), Decimal(0)) == book.total.kurang


def test_the_steps_of_the_list_are_those_that_a_file_may_name():
    declared = dataset("isian_dokumen").column("langkah").choices
    named = [name for each in step_lists().values() for name in each.steps]
    assert list(dict.fromkeys(named)) == list(declared)
    assert [len(each.steps) for each in step_lists().values()] == [9, 4, 10, 5]


def test_only_the_list_of_the_kak_is_our_own_convention():
    assert {name for name, each in step_lists().items() if each.ours} == {"KAK"}
    assert steps_of("GAP", None) is steps_of("GAP", 9)
    assert steps_of("GAP", 4) is step_lists()["GAP_4"]
