"""Who holds the gap, and how figures moved: computed from results, compared with hand-made sums."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from world import REGION, World, line

from pug_metrics.metrics import arg_share, arg_share_documented
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings_change import change, latest, span
from pug_metrics.metrics.findings_gap import fewest, gap_ranking, together
from pug_metrics.metrics.lines import line_count, lines
from pug_metrics.metrics.receipt import behind, receipt
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat

AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
KINDS = ("GAP", "GBS", "KAK")


def _tag(opd: str, sub: str | None = None, **more):
    return {
        **REGION,
        "kode_skpd": opd,
        "kode_sub_kegiatan": sub,
        "kategori_arg": "KESETARAAN",
        **more,
    }


def _document(opd: str, kind: str):
    year = {name: REGION[name] for name in ("kode_daerah", "tahun")}
    return {**year, "kode_skpd": opd, "jenis": kind, "status": "DISETUJUI"}


@pytest.fixture
def world():
    """A tags 60 without documents, B 30 all documented, C 10 without, D nothing."""
    made = World(
        anggaran=[line("A", 100), line("B", 30), line("C", 10), line("D", 60)],
        tag_arg=[_tag("A", bobot_arg="0.6"), _tag("B"), _tag("C")],
        dokumen=[_document("B", kind) for kind in KINDS],
    )
    yield made
    made.close()


def _ranking(world):
    return gap_ranking(
        arg_share(world, by=Grain.OPD, at=AT), arg_share_documented(world, by=Grain.OPD, at=AT)
    )


def test_agencies_stand_by_gap_then_by_what_they_tag(world):
    ranking = _ranking(world)
    assert [row.kode for row in ranking.rows] == ["A", "C", "B", "D"]
    assert [row.selisih for row in ranking.rows] == [60, 10, 0, 0]
    assert (ranking.total.klaim, ranking.total.sah, ranking.total.selisih) == (100, 30, 70)


def test_counts_say_who_tags_documents_and_has_a_gap(world):
    ranking = _ranking(world)
    assert (ranking.tagging, ranking.gapping) == (3, 2)


def test_holders_are_the_fewest_that_reach_two_thirds(world):
    ranking = _ranking(world)
    assert ranking.holders == 1
    assert ranking.held(1) == 60
    assert ranking.held_percent(1) == pytest.approx(600 / 7)


def test_the_rest_and_the_first_sum_to_the_whole(world):
    shown, rest = _ranking(world).top(2)
    gathered = together(rest, "lain")
    assert gathered.klaim == 30 and gathered.sah == 30 and gathered.pagu == 90
    assert sum(row.klaim for row in shown) + gathered.klaim == 100


def test_a_single_other_agency_is_not_hidden(world):
    shown, rest = _ranking(world).top(3)
    assert len(shown) == 4 and not rest


@pytest.mark.parametrize(
    ("amounts", "few"),
    [([], 0), ([0, 0], 0), ([5], 1), ([2, 1], 1), ([1, 1, 1], 2), ([1] * 10, 7)],
)
def test_fewest_of_any_amounts(amounts, few):
    assert fewest([Decimal(each) for each in amounts]) == few


def test_fewest_is_exact_at_the_threshold():
    thirds = [Decimal("0.02"), Decimal("0.01")]
    assert fewest(thirds, Fraction(2, 3)) == 1
    assert fewest(thirds, Fraction(2, 3) + Fraction(1, 10**9)) == 2


def test_a_part_of_nothing_is_missing_not_zero():
    assert part(Decimal(0), Decimal(0)) is None
    assert part(None, Decimal(5)) is None
    assert part(Decimal(1), Decimal(4)) == 25


def test_an_agency_without_lines_is_last_and_adds_nothing():
    world = World(
        anggaran=[line("A", 100)], tag_arg=[_tag("A")],
        opd=[{"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": code, "nama_skpd": code}
             for code in ("A", "Z")],
    )  # fmt: skip
    ranking = _ranking(world)
    world.close()
    assert [row.kode for row in ranking.rows] == ["A", "Z"]
    assert ranking.rows[-1].selisih is None
    assert together(ranking.rows, "semua").klaim == 100


def _years(world):
    return arg_share(world, by=Grain.TAHUN, at=Slice(daerah="99.71", tahapan="MURNI"))


def test_change_is_from_the_last_earlier_year_that_has_a_figure():
    world = World(
        anggaran=[line("A", 100, tahun=year) for year in (2021, 2023, 2025)],
        tag_arg=[_tag("A", tahun=year, bobot_arg=weight)
                 for year, weight in ((2021, "0.1"), (2023, "0.2"), (2025, "0.5"))],
    )  # fmt: skip
    result = _years(world)
    world.close()
    moved = change(result, 2025)
    assert (moved.dari, moved.selisih) == (2023, pytest.approx(30))
    assert change(result, 2025, "pembilang").selisih == 30
    assert change(result, 2021) is None
    assert (span(result).dari, span(result).selisih) == (2021, pytest.approx(40))
    assert latest(result) == (2025, pytest.approx(50))


def test_one_year_has_no_change(world):
    assert change(_years(world), 2025) is None
    assert span(_years(world)) is None


def test_nothing_known_has_no_latest():
    world = World(anggaran=[line("A", 0)])
    assert latest(_years(world)) is None
    world.close()


@pytest.mark.parametrize("metric", [arg_share, arg_share_documented])
@pytest.mark.parametrize("code", [None, "A", "B"])
def test_the_lines_behind_a_figure_are_those_that_the_receipt_counts(world, metric, code):
    result = metric(world, by=Grain.OPD, at=AT)
    at, counted = behind(result, code)
    found = receipt(world, result, code)
    assert line_count(world, at, counted=counted) == found.numerator_lines
    column = "klaim" if metric is arg_share else "sah"
    listed = lines(world, at, counted=counted).column(column).to_pylist()
    assert sum(listed, Decimal(0)) == found.numerator
