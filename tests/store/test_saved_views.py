"""Saved views: kept over a restart, the newest of a name wins, and no figure notices them."""

from __future__ import annotations

import pytest
from batches_by_hand import batch, line

from pug_metrics.errors import StoreError
from pug_metrics.language import say

pytestmark = [pytest.mark.cepat, pytest.mark.usefixtures("rows_only")]
LINK = "metrik=arg_share&butir=opd&tahun=2025"


def named(store):
    return [(each.nama, each.tautan, each.aktor) for each in store.views()]


def test_a_view_survives_reopening(opened):
    opened().save_view("Rapat Maret", LINK, "Rina")
    assert named(opened()) == [("Rapat Maret", LINK, "Rina")]


def test_the_same_name_takes_the_newer_link_and_the_newest_stands_first(store):
    store.save_view("Rapat", LINK, "Rina")
    store.save_view("Serapan", "metrik=arg_absorption", "Budi")
    store.save_view("  Rapat ", "?metrik=arg_amount", "Budi")
    assert named(store) == [
        ("Rapat", "metrik=arg_amount", "Budi"), ("Serapan", "metrik=arg_absorption", "Budi"),
    ]  # fmt: skip


def test_a_removed_view_is_gone_and_may_come_back(opened):
    store = opened()
    store.save_view("Rapat", LINK, "Rina")
    store.save_view("Serapan", LINK, "Rina")
    store.remove_view("Rapat", "Budi")
    assert [each.nama for each in opened().views()] == ["Serapan"]
    opened().save_view("Rapat", LINK, "Rina")
    assert [each.nama for each in opened().views()] == ["Rapat", "Serapan"]


def test_no_row_is_ever_taken_away(store):
    store.save_view("Rapat", LINK, "Rina")
    store.remove_view("Rapat", "Budi")
    rows = store.query("SELECT * FROM simpan.tampilan ORDER BY id_tampilan").to_pylist()
    assert [(row["id_tampilan"], row["dihapus"]) for row in rows] == [(1, False), (2, True)]


def test_a_view_changes_neither_the_version_nor_what_is_built(store):
    store.commit(batch([line("1.00")], "a"))
    with store.frozen() as before:
        version, numbers = store.version, [each.id_unggahan for each in store.batches()]
        store.save_view("Rapat", LINK, "Rina")
        store.remove_view("Rapat", "Rina")
        with store.frozen() as after:
            assert after._generation is before._generation
    assert store.version == version
    assert [each.id_unggahan for each in store.batches()] == numbers
    assert store.check() == ()


@pytest.mark.parametrize(
    ("name", "link", "kind"),
    [
        ("  ", LINK, "tampilan_tanpa_nama"),
        ("x" * 81, LINK, "tampilan_nama_panjang"),
        ("Rapat", "", "tampilan_tautan"),
        ("Rapat", "https://lain.example/jelajah?metrik=a", "tampilan_tautan"),
        ("Rapat", "//lain.example", "tampilan_tautan"),
        ("Rapat", "javascript:alert(1)", "tampilan_tautan"),
        ("Rapat", "a=" + "b" * 2000, "tampilan_tautan"),
    ],
)
def test_what_is_no_name_or_no_link_is_refused_with_a_sentence(store, name, link, kind):
    with pytest.raises(StoreError) as refused:
        store.save_view(name, link, "Rina")
    assert refused.value.kind == kind
    assert say(f"galat_{kind}", **refused.value.facts)
    assert store.views() == ()


def test_a_view_that_is_not_there_cannot_be_removed(store):
    with pytest.raises(StoreError, match="tampilan_tidak_ada"):
        store.remove_view("Rapat", "Rina")


def test_a_copy_of_the_database_holds_the_views(store, tmp_path):
    from pug_metrics.store import Store

    store.save_view("Rapat", LINK, "Rina")
    with Store.open(store.snapshot(tmp_path / "salinan.duckdb")) as copy:
        assert named(copy) == [("Rapat", LINK, "Rina")]
