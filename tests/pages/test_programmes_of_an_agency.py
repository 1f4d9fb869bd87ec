"""An agency down to its programmes and lines; tables that can be read."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from budget_world import Agency, load
from page_runs import shown

from pages.parts import downloads, opd_detail_rows
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics.findings_gap import AgencyGap, GapRanking

AGENCIES = (
    Agency("1.01.01", "Dinas Pendidikan", 900_000_000, 500_000_000, 100_000_000),
    Agency("1.02.01", "Dinas Kesehatan", 700_000_000, 300_000_000, 100_000_000),
)


def programme(code: str, documented: int, tagged: int, ceiling: int) -> AgencyGap:
    """A programme with whole rupiah."""
    return AgencyGap(code, f"Program {code}", *map(Decimal, (documented, tagged, ceiling)))


def ranked(*rows: AgencyGap) -> GapRanking:
    """The rows as they stand, and all of them together."""
    sums = [sum(getattr(row, name) for row in rows) for name in ("sah", "klaim", "pagu")]
    return GapRanking(rows, AgencyGap("TOTAL", "", *sums), 1)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_programme_with_most_undocumented_arg_is_named_not_the_largest(language):
    rows = ranked(programme("A", 1_000_000, 9_000_000, 9_000_000), programme("B", 0, 0, 80_000_000))
    with speaking(language):
        told = opd_detail_rows.programmes_title(rows)
        assert "Program A" in told and rupiah(Decimal(8_000_000)) in told
        assert "Program B" not in told


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_a_gap_the_largest_programme_is_named_and_one_is_not_several(language):
    one, two = programme("A", 0, 0, 5_000_000), programme("B", 0, 0, 80_000_000)
    with speaking(language):
        assert "Program B" in opd_detail_rows.programmes_title(ranked(one, two))
        facts = {"jumlah": "1", "program": "Program A", "rupiah": rupiah(one.pagu)}
        alone = opd_detail_rows.programmes_title(ranked(one))
        assert alone == say("opd_program_judul_satu", **facts)


def test_the_lines_of_one_programme_are_those_of_that_programme_only(empty_store):
    load(empty_store, AGENCIES)
    test = shown("opd", opd_bagian="baris", opd_program="1.01.02")
    assert test.selectbox(key="opd_program").value == "1.01.02"
    codes = test.dataframe[-1].value[say("kuitansi_kolom_kode_sub_kegiatan")]
    assert len(codes) == 3
    assert all(code.startswith("1.01.02.") for code in codes)


def test_a_programme_of_another_agency_shows_all_lines_of_this_one(empty_store):
    load(empty_store, AGENCIES)
    test = shown("opd", opd="1.02.01", opd_bagian="baris", opd_program="1.01.02")
    assert test.selectbox(key="opd_program").value == ""
    assert len(test.dataframe[-1].value) == 3


def test_lines_say_first_what_they_are_and_then_where_they_are_written(empty_store):
    load(empty_store, AGENCIES)
    columns = list(shown("opd", opd_bagian="baris").dataframe[-1].value.columns)
    wanted = ["nama_rekening", "pagu", "klaim", "sah", "kategori_arg", "berkas", "baris"]
    places = [columns.index(say(f"kuitansi_kolom_{name}")) for name in wanted]
    assert places == sorted(places)


def test_the_whole_of_tagged_lines_is_told_apart_from_what_their_weight_counts():
    row = programme("1.01.01", 0, 200, 1000)

    class Categories:
        """What ``budget_total`` answers by category."""

        def __init__(self, amount: int) -> None:
            self.amount = Decimal(amount)

        def rows(self) -> list[dict[str, object]]:
            return [{"kode": "KESETARAAN", "pembilang": self.amount}]

    with speaking("id"):
        told = opd_detail_rows.weighted(Categories(400), row)
        assert percent(20.0) in told and rupiah(Decimal(200)) in told
        assert opd_detail_rows.weighted(Categories(200), row) == ""


def test_whole_rupiah_stand_without_decimals_and_shares_keep_them():
    rows = pd.DataFrame({"Rp": [1_500_000.0, None], "%": [12.5, 0.0], "sen": [0.25, 3.0]})
    with speaking("id"):
        cells = downloads.separated(rows).to_html()
    assert "1.500.000<" in cells and "12,50<" in cells and "0,25<" in cells
