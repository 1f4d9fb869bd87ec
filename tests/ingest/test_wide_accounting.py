"""Any wide table: every row of the file has one fate, and no cell is lost or counted twice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from files_by_hand import csv_of
from hypothesis import given, settings
from hypothesis import strategies as some

from pug_metrics.ingest import Answers
from pug_metrics.ingest.understanding import understand
from pug_metrics.tables.source import read_source

pytestmark = pytest.mark.cepat
ANSWERS = Answers(tahapan="MURNI", daerah="63.72")
CELLS = some.sampled_from(["", "", "7", "250", "1000", "salah"])
AGENCIES = some.sampled_from(["1.01", "1.02", ""])


@some.composite
def tables(draw):
    years = draw(some.lists(some.integers(2019, 2030), min_size=1, max_size=4, unique=True))
    cells = some.lists(CELLS, min_size=len(years), max_size=len(years))
    rows = draw(some.lists(some.tuples(AGENCIES, cells), min_size=1, max_size=8))
    return years, rows


@settings(max_examples=80, deadline=None)
@given(tables())
def test_every_cell_of_a_wide_table_is_accounted_for(table):
    years, rows = table
    head = ("Kode SKPD", "Uraian", *(f"Pagu {year}" for year in years))
    body = [[agency, f"belanja {at}", *cells] for at, (agency, cells) in enumerate(rows)]
    data = csv_of([head, *body]).encode()
    report = understand("anggaran", data, "a.csv", ANSWERS, reader=read_source)
    assert report.dibaca == report.diterima + report.ditolak + report.disisihkan
    fates = report.fates
    everywhere = [fates.accepted, fates.rejected, *fates.set_aside.values()]
    told = sorted(row for part in everywhere for row in part.to_pylist())
    assert told == list(range(2, len(rows) + 2))
    stored = report.parts[0].rows.select(["baris", "tahun", "pagu"]).to_pylist()
    accepted = set(fates.accepted.to_pylist())
    expected = {
        (at + 2, year): Decimal(cell)
        for at, (_, cells) in enumerate(rows)
        for year, cell in zip(years, cells, strict=True)
        if cell and at + 2 in accepted
    }
    assert {(row["baris"], row["tahun"]): row["pagu"] for row in stored} == expected
    assert len(stored) == len(expected)
    clean = {at + 2 for at, (agency, cells) in enumerate(rows)
             if agency and any(cells) and "salah" not in cells}  # fmt: skip
    assert accepted <= clean
