"""From MURNI to a later stage: laws, notes, and the lines and files of both stages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from budgets import budget
from world import REGION, World, line

from pug_metrics.language import say, speaking
from pug_metrics.metrics import arg_amount, arg_shift, budget_total, non_arg_shift
from pug_metrics.metrics.lines import line_count, lines
from pug_metrics.metrics.receipt import behind, receipt
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.shift import SHIFT_GRAINS

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025)
KEPT, CUT, NEW = (f"2.08.02.2.01.{number:04}" for number in (1, 2, 3))
LATER = {"tahapan": "PERUBAHAN"}


@pytest.fixture(scope="module")
def world():
    tag = {**REGION, "kode_skpd": "A", "kategori_arg": "SPESIFIK"}
    return World(
        anggaran=[
            line("A", "100", kode_sub_kegiatan=KEPT),
            line("A", "40", kode_sub_kegiatan=CUT),
            line("B", "30", kode_sub_kegiatan=KEPT),
            line("A", "90", kode_sub_kegiatan=KEPT, **LATER),
            line("A", "15", kode_sub_kegiatan=NEW, **LATER),
            line("A", "7", kode_sub_kegiatan=KEPT, tahapan="PERGESERAN_1"),
        ],
        tag_arg=[
            tag, {**tag, **LATER}, {**tag, "kode_skpd": "B"},
            {**tag, "tahapan": "PERGESERAN_1", "kategori_arg": "NETRAL"},
        ],
    )  # fmt: skip


@pytest.fixture(scope="module", params=(50, 51, 52))
def random_world(request):
    return World(**budget(request.param))


def said(result) -> list[str]:
    return [say(key, **facts) for key, facts in result.notes]


def test_a_shift_says_its_stages_what_is_new_what_ended_and_who_is_missing(world):
    result = arg_shift(world, by="opd", at=AT)
    assert result.at.tahapan == "PERUBAHAN"
    assert said(result) == [
        "Dari APBD Murni ke APBD Perubahan.",
        "Baru sesudah APBD Murni: 1 sub kegiatan, Rp15,00.",
        "Hanya ada pada APBD Murni: 2 sub kegiatan, Rp70,00.",
        "1 OPD belum memiliki satu baris pun pada tahapan tujuan; pagunya Rp30,00 ikut terhitung "
        "berkurang. Periksa apakah berkasnya sudah diunggah.",
    ]
    assert said(non_arg_shift(world, by="opd", at=AT))[1:] == [
        "1 OPD belum memiliki satu baris pun pada tahapan tujuan; pagunya Rp0,00 ikut terhitung "
        "berkurang. Periksa apakah berkasnya sudah diunggah."
    ]


def test_a_stage_that_the_year_lacks_is_not_compared_and_said(world):
    for stage in ("MURNI", "RKPD", "PERGESERAN_2"):
        result = arg_shift(world, by="opd", at=Slice(**AT.filters(), tahapan=stage))
        assert {(row["nilai"], row["alasan"]) for row in result.rows()} == {(None, "DATA_KOSONG")}
        assert said(result)[0].startswith("Tidak dibandingkan: 99.71 2025")


def test_a_negative_shift_is_written_with_a_true_minus_in_both_languages(world):
    result = arg_shift(world, by="opd", at=AT)
    assert receipt(world, result, "A").worked == "−Rp35,00 ÷ Rp140,00 × 100 = −25,00\u00a0%"
    with speaking("en"):
        assert receipt(world, result, "A").worked == "−Rp35.00 ÷ Rp140.00 × 100 = −25.00%"


def test_the_lines_behind_a_shift_are_those_of_both_stages(world):
    result = arg_shift(world, by="opd", at=AT)
    found = receipt(world, result, "A")
    assert (found.numerator_lines, found.denominator_lines) == (4, 2)
    at, counted = behind(result, "A")
    rows = lines(world, at, counted=counted).to_pylist()
    signed = [row["klaim"] * (-1 if row["tahapan"] == "MURNI" else 1) for row in rows]
    assert (len(rows), sum(signed)) == (4, found.numerator)
    assert line_count(world, at, counted=counted) == 4
    (budget_file,) = [each for each in found.batches if each.dataset == "anggaran"]
    assert budget_file.baris == 4  # its rows of both stages


def test_with_an_open_stage_every_year_has_the_lines_of_its_own_latest_stage():
    world = World(
        anggaran=[
            line("A", "10"), line("A", "12", **LATER), line("A", "20", tahun=2024),
            line("A", "30", tahun=2024, tahapan="PERGESERAN_1"), line("A", "9", tahun=2026),
        ]
    )  # fmt: skip
    result = non_arg_shift(world, by="tahun", at=Slice(daerah="99.71"))
    assert [(row["kode"], row["nilai"]) for row in result.rows()] == [
        ("2024", 50.0), ("2025", 20.0), ("2026", None),
    ]  # fmt: skip
    assert result.at.tahapan is None
    found = receipt(world, result, "2024")
    assert (found.numerator_lines, found.denominator_lines) == (2, 1)
    at, counted = behind(result, "2024")
    assert [row["pagu"] for row in lines(world, at, counted=counted).to_pylist()] == [30, 20]
    assert any(note.startswith("Tidak dibandingkan: 99.71 2026") for note in said(result))


def test_the_undecided_of_a_shift_are_those_of_the_later_stage():
    world = World(anggaran=[line("A", "10"), line("A", "12", **LATER)])
    found = receipt(world, arg_shift(world, by="opd", at=AT), "A")
    assert (found.undecided, found.undecided_lines) == (Decimal("12.00"), 1)


def whole_of(metric, world, stage: str) -> Decimal:
    at = Slice(daerah="88.01", tahun=2025, tahapan=stage)
    return metric(world, by="daerah", at=at).total.to_pylist()[0]["pembilang"]


def test_the_shifts_of_arg_and_of_the_rest_are_the_shift_of_the_budget(random_world):
    for grain in SHIFT_GRAINS:
        if str(grain) in ("daerah", "tahun"):
            continue
        at = Slice(daerah="88.01", tahun=2025, tahapan="PERUBAHAN")
        ours, rest = (
            metric(random_world, by=grain, at=at) for metric in (arg_shift, non_arg_shift)
        )
        for result, metric in ((ours, arg_amount), (rest, None)):
            (whole,) = result.total.to_pylist()
            parts = [row["pembilang"] for row in result.rows() if row["pembilang"] is not None]
            assert sum(parts) == whole["pembilang"], grain
            if metric:
                later, before = (whole_of(metric, random_world, s) for s in ("PERUBAHAN", "MURNI"))
                assert (whole["pembilang"], whole["penyebut"]) == (later - before, before)
        moved = sum(each.total.to_pylist()[0]["pembilang"] for each in (ours, rest))
        later, before = (whole_of(budget_total, random_world, s) for s in ("PERUBAHAN", "MURNI"))
        assert moved == later - before
