"""Documents, APKM, targets and participants by unit of work: laws, notes, lines behind them."""

from __future__ import annotations

import pytest
from budgets import budget
from world import REGION, World, line

from pug_metrics.errors import QuestionError
from pug_metrics.language import LANGUAGES, has, say, speaking
from pug_metrics.metrics import (
    activities_recorded_share,
    activities_with_women_share,
    apkm_coverage,
    disaggregated_target_share,
    document_completeness,
)
from pug_metrics.metrics.declaration import all_metrics
from pug_metrics.metrics.lines import lines
from pug_metrics.metrics.receipt import behind, receipt
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.work import WORK_GRAINS

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
SUBS = [f"2.08.02.2.01.{number:04}" for number in range(1, 5)]
SHARES = (disaggregated_target_share, activities_recorded_share, activities_with_women_share)
BY_CODE = (document_completeness, apkm_coverage)


@pytest.fixture(scope="module")
def world():
    codes = [{"kode_rekening": "5.1.02"}, {"kode_rekening": "5.2.02"}]
    tag = {**REGION, "kode_skpd": "A", "kategori_arg": "SPESIFIK"}
    paper = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": "A", "status": "DISETUJUI"}
    people = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": "A"}
    return World(
        anggaran=[
            *(line("A", "10", kode_sub_kegiatan=sub, **codes[i]) for sub in SUBS for i in (0, 1)),
            line("A", "5", kode_rekening="5.1.01", baris=99),
        ],
        tag_arg=[
            {**tag, "kode_sub_kegiatan": SUBS[0], "apkm_a": True, "apkm_p": True, "apkm_k": True,
             "apkm_m": True},
            {**tag, "kode_sub_kegiatan": SUBS[1], "apkm_a": True, "apkm_m": False},
            {**tag, "kode_sub_kegiatan": SUBS[2]},
            {**tag, "kode_rekening": "5.1.01"},
        ],
        dokumen=[
            *({**paper, "kode_sub_kegiatan": SUBS[0], "jenis": kind} for kind in ("GAP", "GBS",
                                                                                 "KAK")),
            {**paper, "kode_sub_kegiatan": SUBS[1], "kode_rekening": "5.1.02", "jenis": "GAP"},
        ],
        sasaran=[
            {**people, "kode_sub_kegiatan": SUBS[0], "target_l": 4, "target_p": 6,
             "realisasi_l": 5, "realisasi_p": 5},
            {**people, "kode_sub_kegiatan": SUBS[1], "target_total": 9, "realisasi_l": 5,
             "realisasi_p": 0},
            {**people, "target_l": 1, "target_p": 1, "realisasi_l": 1, "realisasi_p": 1},
        ],
    )  # fmt: skip


@pytest.fixture(scope="module", params=(40, 41))
def random_world(request):
    return World(**budget(request.param))


def notes_of(result) -> list[str]:
    return [say(key, **facts) for key, facts in result.notes]


def rows_behind(world, result, kode: str, kode_2: str | None = None) -> list[tuple[str, str]]:
    at, counted = behind(result, kode, kode_2)
    found = lines(world, at, counted=counted).to_pylist()
    return sorted((row["kode_sub_kegiatan"] or "", row["kode_rekening"]) for row in found)


def test_a_document_of_half_a_sub_activity_has_no_lines_behind_it(world):
    result = document_completeness(world, by="opd", at=AT)
    found = receipt(world, result, "A", "GAP")
    assert found.worked == "1 sub kegiatan ÷ 4 sub kegiatan × 100 = 25,00\u00a0%"
    assert (found.numerator_lines, found.denominator_lines) == (2, 7)
    assert rows_behind(world, result, "A", "GAP") == [(SUBS[0], "5.1.02"), (SUBS[0], "5.2.02")]
    assert rows_behind(world, result, "A", "LENGKAP") == rows_behind(world, result, "A", "GAP")


def test_the_row_of_the_half_documented_sub_activity_counts_it_as_without(world):
    result = document_completeness(world, by="sub_kegiatan", at=AT)
    found = receipt(world, result, SUBS[1], "GAP")
    assert (found.value, found.numerator_lines, found.denominator_lines) == (0.0, 0, 2)


def test_the_lines_behind_an_issue_are_those_of_the_work_that_answers_it(world):
    result = apkm_coverage(world, by="opd", at=AT)
    found = receipt(world, result, "A", "A")
    assert (found.value, found.numerator_lines, found.denominator_lines) == (50.0, 4, 7)
    assert receipt(world, result, "A", "M").numerator_lines == 2
    assert receipt(world, result).numerator_lines == 2


def test_work_that_says_nothing_about_apkm_is_said(world):
    told = notes_of(apkm_coverage(world, by="opd", at=AT))
    assert told[0].startswith("2 dari 4 sub kegiatan ber-ARG tidak menyebut APKM")
    at = Slice(**AT.filters() | {"sub_kegiatan": SUBS[1]})
    assert notes_of(apkm_coverage(world, by="opd", at=at)) == []


def test_lines_without_a_code_are_left_out_of_targets_and_said(world):
    result = disaggregated_target_share(world, by="opd", at=AT)
    found = receipt(world, result, "A")
    assert found.worked == "1 sub kegiatan ÷ 3 sub kegiatan × 100 = 33,33\u00a0%"
    assert (found.numerator_lines, found.denominator_lines) == (2, 6)
    assert notes_of(result)[0].startswith("Tidak ikut dihitung: 1 rekening tanpa kode sub kegiatan")


def test_the_lines_of_activities_are_those_with_participants_by_sex(world):
    recorded = activities_recorded_share(world, by="opd", at=AT)
    women = activities_with_women_share(world, by="opd", at=AT)
    assert [row["nilai"] for row in (*recorded.rows(), *women.rows())] == [50.0, 50.0]
    ours, theirs = receipt(world, recorded, "A"), receipt(world, women, "A")
    assert (ours.numerator_lines, ours.denominator_lines) == (4, 8)
    assert (theirs.numerator_lines, theirs.denominator_lines) == (2, 4)
    assert rows_behind(world, women, "A") == [(SUBS[0], "5.1.02"), (SUBS[0], "5.2.02")]


def test_a_fund_source_narrows_the_work_and_the_lines_alike():
    tag = {**REGION, "kode_skpd": "A", "kategori_arg": "SPESIFIK"}
    paper = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": "A", "status": "DISETUJUI"}
    world = World(
        anggaran=[
            line("A", "1", kode_sub_kegiatan=SUBS[0], kode_rekening="5.1", kode_sumber_dana="PAD"),
            line("A", "2", kode_sub_kegiatan=SUBS[0], kode_rekening="5.2", kode_sumber_dana="DAU"),
        ],
        tag_arg=[tag],
        dokumen=[{**paper, "kode_rekening": "5.1", "jenis": "GAP"}],
    )
    pad = document_completeness(world, by="opd", at=Slice(sumber_dana="PAD"))
    whole = document_completeness(world, by="opd", at=Slice())
    values = [{row["kode_2"]: row["nilai"] for row in each.rows()}["GAP"] for each in (pad, whole)]
    assert values == [100.0, 0.0]
    assert receipt(world, pad, "A", "GAP").numerator_lines == 1
    assert receipt(world, whole, "A", "GAP").numerator_lines == 0


@pytest.mark.parametrize("metric", (*BY_CODE, *SHARES), ids=lambda metric: metric.__name__)
def test_work_has_no_place(world, metric):
    for narrow in ({"kecamatan": "99.71.01"}, {"desa": "99.71.01.1001"}):
        with pytest.raises(QuestionError) as caught:
            metric(world, by="opd", at=Slice(**AT.filters(), **narrow))
        assert caught.value.kind == "saringan_tidak_ada"


def test_every_second_key_has_its_words_in_tables_and_exports(world):
    for metric in all_metrics().values():
        if metric.second:
            assert has(f"ekspor_kunci_{metric.name}")
            for language in LANGUAGES:
                with speaking(language):
                    rows = metric.function(world, by="opd", at=AT).rows()
                assert [row["kode_2"] for row in rows[: len(metric.second)]] == list(metric.second)
                assert all(row["label_2"] and "_" not in row["label_2"] for row in rows)


def frame(grain: str) -> Slice:
    whole = {"daerah": "88.01", "tahun": 2025, "tahapan": "MURNI"}
    return Slice(**{name: value for name, value in whole.items() if name != grain})


@pytest.mark.parametrize("metric", BY_CODE, ids=lambda metric: metric.__name__)
def test_all_of_them_together_never_exceed_any_of_them(random_world, metric):
    for grain in WORK_GRAINS:
        rows = metric(random_world, by=grain, at=frame(str(grain))).rows()
        units: dict[str, dict] = {}
        for row in rows:
            units.setdefault(row["kode"], {})[row["kode_2"]] = row
        for each in units.values():
            together = each.pop("LENGKAP")
            assert {row["penyebut"] for row in each.values()} == {together["penyebut"]}
            if together["pembilang"] is not None:
                assert all(together["pembilang"] <= row["pembilang"] for row in each.values())


@pytest.mark.parametrize("metric", (*BY_CODE, *SHARES), ids=lambda metric: metric.__name__)
def test_a_unit_of_work_is_counted_once_by_whatever_grain(random_world, metric):
    totals = set()
    for grain in WORK_GRAINS:
        if str(grain) in ("daerah", "tahun", "tahapan"):
            continue
        result = metric(random_world, by=grain, at=frame(str(grain)))
        (whole,) = result.total.to_pylist()
        rows = [row for row in result.rows() if row.get("kode_2", "LENGKAP") == "LENGKAP"]
        for name in ("pembilang", "penyebut"):
            assert sum(row[name] for row in rows if row[name] is not None) == (whole[name] or 0)
        totals.add((whole["pembilang"], whole["penyebut"], whole["nilai"]))
    assert len(totals) == 1
