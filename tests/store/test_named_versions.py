"""A named state gives the same figures for ever, whatever is stored, replaced or undone later."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from batches_by_hand import OTHER_AGENCY, batch, line

from pug_metrics.errors import StoreError
from pug_metrics.metrics import budget_total
from pug_metrics.metrics.result import Slice
from pug_metrics.store import Mode

pytestmark = pytest.mark.cepat
AT = Slice()


def total(reader) -> Decimal | None:
    return budget_total(reader, by="opd", at=AT).total.column("pembilang")[0].as_py()


def test_a_name_keeps_its_figures_through_later_batches_and_undo(opened):
    store = opened()
    store.commit(batch([line("10.00")], "a"))
    store.commit(batch([line("5.00", OTHER_AGENCY)], "b"))
    named = store.freeze("Rakor  Maret", "Bappeda", "sebelum perubahan")
    assert (named.nama, named.sampai_unggahan, named.aktor) == ("Rakor Maret", 2, "Bappeda")
    before = total(store)
    store.undo(2, "uji")
    store.commit(batch([line("99.00")], "c", mode=Mode.GANTI))
    assert total(store) != before
    for asked in ("Rakor Maret", "rakor maret", named.id_versi):
        with store.as_of(asked) as reading:
            assert total(reading) == before
            assert reading.version.label.startswith("v2 Rakor Maret")
            assert all(each.dibatalkan is None for each in reading.batches())
    with store.as_of(named.id_versi) as reading:
        result = budget_total(reading, by="opd", at=AT)
        assert [source.id_unggahan for source in result.sources] == [1, 2]


def test_it_survives_reopening_and_stands_in_the_journal(opened, database):
    store = opened()
    store.commit(batch([line("10.00")], "a"))
    store.freeze("Rakor", "Bappeda")
    store.commit(batch([line("1.00")], "b", mode=Mode.GANTI))
    again = opened()
    assert [each.nama for each in again.named_versions()] == ["Rakor"]
    with again.as_of("Rakor") as reading:
        assert total(reading) == Decimal("10.00")
    (journal,) = database.parent.glob("jurnal*.jsonl")
    lines = [json.loads(each) for each in journal.read_text("utf-8").splitlines()]
    assert [each["nama"] for each in lines if each["jenis"] == "kunci"] == ["Rakor"]
    assert again.warnings == ()


def test_freezing_changes_no_figure_and_no_version(opened):
    store = opened()
    store.commit(batch([line("10.00")], "a"))
    before = store.version
    store.freeze("Rakor", "Bappeda")
    assert store.version == before


@pytest.mark.parametrize(
    ("name", "kind"),
    [("", "versi_tanpa_nama"), ("x" * 61, "versi_nama_panjang"), ("RAKOR", "versi_nama_dipakai")],
)
def test_a_name_is_given_once_and_is_short(opened, name, kind):
    store = opened()
    store.commit(batch([line("10.00")], "a"))
    store.freeze("Rakor", "Bappeda")
    with pytest.raises(StoreError, match=kind):
        store.freeze(name, "Bappeda")


def test_nothing_is_frozen_where_there_is_nothing_and_unknown_names_are_told(opened):
    store = opened()
    with pytest.raises(StoreError, match="versi_tanpa_data"):
        store.freeze("Rakor", "Bappeda")
    store.commit(batch([line("10.00")], "a"))
    store.freeze("Rakor Maret", "Bappeda")
    with pytest.raises(StoreError) as refused:
        store.as_of("Rakor Mart")
    assert (refused.value.kind, refused.value.facts["mungkin"]) == (
        "versi_tidak_ada",
        "Rakor Maret",
    )


def test_many_names_are_read_in_turn_and_leave_no_schema_behind(opened):
    store = opened()
    for number in range(5):
        store.commit(batch([line(f"{number + 1}.00")], str(number), mode=Mode.GANTI))
        store.freeze(f"Versi {number}", "Bappeda")
    for _ in range(2):
        for number in range(5):
            with store.as_of(f"Versi {number}") as reading:
                assert total(reading) == Decimal(number + 1)
    built = "SELECT count(*) AS n FROM duckdb_schemas() WHERE schema_name LIKE 'v%'"
    assert store.query(built).to_pylist()[0]["n"] <= 4
