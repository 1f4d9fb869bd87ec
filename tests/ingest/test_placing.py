"""Places confirmed from names of sub-units: exactly their lines get a place, until undone."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from pug_metrics.ingest import IntakeRefused, kept_file
from pug_metrics.ingest.placing import FILE_NAME, UnitPlace, place_units
from pug_metrics.metrics import budget_total
from pug_metrics.metrics.findings_places import place_proposals, placing
from pug_metrics.metrics.result import Slice
from tests.ingest.place_rows import (
    AGENCY,
    EAST,
    LAMARU,
    MANGGAR,
    REGION,
    STAGE,
    WHOLE,
    YEAR,
    line,
    placed,
    put,
)

pytestmark = pytest.mark.cepat
AT = Slice(daerah=REGION, tahun=YEAR, tahapan=STAGE)
UNIT_1, UNIT_2 = f"{EAST[:-4]}0001", f"{EAST[:-4]}0002"


@pytest.fixture
def filled(store):
    put(store, "anggaran", [
        line(UNIT_1, "100.10"), line(UNIT_1, "200.20", sub="7.01.03.2.02.0002"),
        line(UNIT_2, "50.05"), line(AGENCY, "700.00", sub="2.08.02.2.01.0001"),
    ])  # fmt: skip
    return store


def by_village(store):
    rows = budget_total(store, by="desa", at=AT).rows()
    return {row["kode"]: row["pembilang"] for row in rows if row["pembilang"] is not None}


def chosen(store):
    return [
        UnitPlace(each.kode_skpd, each.kode_sub_unit, each.kode_wilayah)
        for each in place_proposals(store, AT)
    ]


def test_units_named_after_a_place_are_proposed_and_others_are_not(filled):
    found = {
        each.kode_sub_unit: (each.kode_wilayah, each.pagu) for each in place_proposals(filled, AT)
    }
    assert found == {
        UNIT_1: (MANGGAR, Decimal("300.30")), UNIT_2: (LAMARU, Decimal("50.05"))
    }  # fmt: skip


def test_confirmed_units_place_exactly_what_was_proposed(filled):
    before = placing(filled, AT, claimed=False)
    proposals = place_proposals(filled, AT)
    record = place_units(filled, chosen(filled), scope=WHOLE, actor="Penguji")
    after = placing(filled, AT, claimed=False)
    assert before.unplaced - after.unplaced == sum(each.pagu for each in proposals)
    assert by_village(filled) == {
        MANGGAR: Decimal("300.30"), LAMARU: Decimal("50.05"), "TANPA_LOKASI": Decimal("700.00")
    }  # fmt: skip
    assert (record.dataset, record.berkas, str(record.mode)) == ("lokasi", FILE_NAME, "tambah")
    assert place_proposals(filled, AT) == ()


def test_only_the_chosen_unit_is_placed(filled):
    place_units(filled, [UnitPlace(EAST, UNIT_2, LAMARU)], scope=WHOLE, actor="Penguji")
    assert by_village(filled) == {LAMARU: Decimal("50.05"), "TANPA_LOKASI": Decimal("1000.30")}


def test_undo_takes_the_places_away_again(filled):
    before = by_village(filled)
    record = place_units(filled, chosen(filled), scope=WHOLE, actor="Penguji")
    filled.undo(record.id_unggahan, "Penguji")
    assert by_village(filled) == before
    assert len(place_proposals(filled, AT)) == 2


def test_lines_that_have_a_place_of_their_own_are_neither_proposed_nor_moved(filled):
    own = placed(EAST, LAMARU, kode_sub_kegiatan="7.01.03.2.02.0002", rupiah=Decimal("20.00"))
    put(filled, "lokasi", [own])
    found = {each.kode_sub_unit: each.pagu for each in place_proposals(filled, AT)}
    assert found == {UNIT_1: Decimal("100.10"), UNIT_2: Decimal("50.05")}
    place_units(filled, chosen(filled), scope=WHOLE, actor="Penguji")
    assert by_village(filled) == {
        MANGGAR: Decimal("100.10"), LAMARU: Decimal("70.05"),
        "TANPA_LOKASI": Decimal("700.00") + Decimal("180.20"),
    }  # fmt: skip


def test_a_place_row_of_a_sub_unit_concerns_the_lines_of_that_unit_only(filled):
    sub = "7.01.03.2.02.0001"
    row = placed(EAST, LAMARU, kode_sub_unit=UNIT_2, kode_sub_kegiatan=sub, persen=Decimal(100))
    put(filled, "lokasi", [row])
    assert by_village(filled)[LAMARU] == Decimal("50.05")


def test_a_unit_that_has_a_place_is_refused_and_nothing_is_stored(filled):
    place_units(filled, [UnitPlace(EAST, UNIT_2, LAMARU)], scope=WHOLE, actor="Penguji")
    before = len(filled.batches())
    with pytest.raises(IntakeRefused) as refused:
        place_units(filled, [UnitPlace(EAST, UNIT_2, MANGGAR)], scope=WHOLE, actor="Penguji")
    assert refused.value.kind == "usulan_sudah_ada"
    assert len(filled.batches()) == before


def test_nothing_chosen_is_refused(filled):
    with pytest.raises(IntakeRefused) as refused:
        place_units(filled, [], scope=WHOLE, actor="Penguji")
    assert refused.value.kind == "usulan_kosong"


def test_the_confirmed_places_are_kept_as_a_file_whose_rows_are_those_of_the_batch(filled):
    record = place_units(filled, chosen(filled), scope=WHOLE, actor="Penguji")
    kept = kept_file(record.sha256)
    assert kept is not None
    lines = list(csv.reader(io.StringIO(kept.read_text("utf-8"))))
    stored = filled.query(
        "SELECT baris, kode_sub_unit, kode_wilayah FROM berlaku_lokasi"
    ).to_pylist()
    assert len(stored) == record.diterima == len(lines) - 1
    for row in stored:
        named = dict(zip(lines[0], lines[row["baris"] - 1], strict=True))
        assert (named["kode_sub_unit"], named["kode_wilayah"]) == (
            row["kode_sub_unit"], row["kode_wilayah"],
        )  # fmt: skip
