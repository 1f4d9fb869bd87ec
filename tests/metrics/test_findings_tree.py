"""The tree of the budget: parts sum to the whole, it fits the file, search and paths find it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.metrics import arg_share
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings_tree import budget_tree, search, slice_of
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
OPD, OTHER = "1.01.0.00.0.00.01.0000", "2.08.0.00.0.00.01.0000"
SUBS = {
    "1.01.02.2.01.0001": "Gedung sekolah",
    "1.01.02.2.02.0001": "Guru",
    "2.08.02.2.01.0001": "Forum gender",
}


def programmes():
    lines = [
        line(OPD if sub[0] == "1" else OTHER, pagu, kode_sub_kegiatan=sub,
             nama_sub_kegiatan=SUBS[sub], kode_rekening="5.1.02")
        for sub, pagu in zip(SUBS, ("10.10", "20.20", "5.05"), strict=True)
    ]  # fmt: skip
    tag = {**REGION, "kode_skpd": OTHER, "kode_sub_kegiatan": "2.08.02.2.01.0001",
           "kategori_arg": "SPESIFIK", "status": "DISETUJUI"}  # fmt: skip
    return World(anggaran=lines, tag_arg=[tag])


def accounts():
    names = {"5.1.02.01": "Alat tulis", "5.1.02.02": "Perjalanan"}
    facts = ((OPD, "30.00", "5.1.02.01"), (OPD, "12.00", "5.1.02.02"), (OTHER, "9.00", "5.1.02.01"))
    return World(anggaran=[
        line(opd, pagu, kode_rekening=account, nama_rekening=names[account])
        for opd, pagu, account in facts
    ])  # fmt: skip


@pytest.mark.parametrize("made", [programmes, accounts])
def test_what_is_below_a_branch_sums_to_it_at_every_level(made):
    tree = budget_tree(made(), AT)
    for path, children in tree.below.items():
        whole = tree.nodes[path] if path else tree
        assert sum(each.pagu for each in children) == whole.pagu
        assert sum(each.klaim for each in children) == whole.klaim
        assert [each.pagu for each in children] == sorted((c.pagu for c in children), reverse=True)


def test_lines_without_a_code_are_a_branch_of_their_own():
    made = World(anggaran=[
        line(OPD, "10.00", kode_sub_kegiatan="1.01.02.2.01.0001"), line(OTHER, "3.00"),
    ])  # fmt: skip
    assert "TANPA_KODE" not in budget_tree(programmes(), AT).nodes
    assert budget_tree(made, AT).nodes["TANPA_KODE"].pagu == Decimal("3.00")


def test_a_file_with_programmes_goes_from_urusan_to_sub_activity():
    tree = budget_tree(programmes(), AT)
    assert tree.levels[0] is Grain.URUSAN
    assert tree.lacking == ()
    path = "2/2.08/2.08.02/2.08.02.2.01/2.08.02.2.01.0001"
    assert [node.kode for node in tree.trail(path)] == path.split("/")
    assert tree.nodes[path].klaim == Decimal("5.05")


def test_a_file_without_programmes_goes_from_agency_to_account_and_says_what_it_lacks():
    tree = budget_tree(accounts(), AT)
    assert tree.levels == (Grain.OPD, Grain.REKENING)
    assert {Grain.PROGRAM, Grain.KEGIATAN, Grain.SUB_KEGIATAN} <= set(tree.lacking)
    assert tree.nodes[f"{OPD}/5.1.02.01"].nama == "Alat tulis"
    assert tree.pagu == Decimal("51.00")


def test_the_slice_of_a_branch_has_the_same_figure_by_the_metric():
    made = programmes()
    tree = budget_tree(made, AT)
    for path, node in tree.nodes.items():
        total = arg_share(made, by=tree.levels[-1], at=slice_of(tree, AT, path)).total.to_pylist()[
            0
        ]
        assert (total["pembilang"], total["penyebut"]) == (node.klaim, node.pagu)
        assert total["nilai"] == pytest.approx(node.persen)


def test_search_finds_every_word_of_a_name_or_the_start_of_a_code():
    tree = budget_tree(programmes(), AT)
    found, every = search(tree, "GENDER forum")
    assert ([node.kode for node in found], every) == (["2.08.02.2.01.0001"], 1)
    found, every = search(tree, "1.01.02.2", limit=1)
    assert (len(found), every) == (1, 4)
    assert search(tree, "tidak ada") == ((), 0)
    assert search(tree, "  ") == ((), 0)


def test_a_path_that_is_gone_leads_to_the_nearest_branch():
    tree = budget_tree(programmes(), AT)
    assert tree.nearest("2/2.08/9.99") == "2/2.08"
    assert tree.nearest("x/y") == ""
