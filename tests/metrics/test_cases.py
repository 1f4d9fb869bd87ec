"""The worked cases of every metric: small budgets whose answer can be checked by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from world import World

from pug_metrics.datasets.declaration import datasets
from pug_metrics.metrics.declaration import Grain, Metric, Reason, all_metrics
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
HERE = Path(__file__).parent
KINDS = {"worked example", "published figure"}
FRAME = {"kode_daerah": "88.01", "tahun": 2025, "tahapan": "MURNI"}
SHORT = {
    "opd": "kode_skpd", "sub": "kode_sub_kegiatan", "rekening": "kode_rekening",
    "dana": "kode_sumber_dana", "wilayah": "kode_wilayah", "program": "kode_program",
    "kategori": "kategori_arg", "bobot": "bobot_arg", "bulan": "sampai_bulan",
    "sk": "tanggal_sk", "habis": "berlaku_sampai",
}  # fmt: skip


def cases() -> list[tuple[str, dict]]:
    return [
        (path.stem, case)
        for path in sorted(HERE.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def filled(dataset: str, row: dict) -> dict:
    columns = {column.name for column in datasets()[dataset].columns}
    frame = {key: value for key, value in FRAME.items() if key in columns}
    return frame | {SHORT.get(key, key): value for key, value in row.items()}


def world_of(case: dict) -> World:
    given = case.get("given", {})
    return World(**{name: [filled(name, row) for row in rows] for name, rows in given.items()})


def shown(row: dict, expected: str) -> str:
    """Our value with as many decimals as the case writes, or the reason."""
    if row["nilai"] is None:
        return str(row["alasan"])
    return f"{row['nilai']:.{len(expected.partition('.')[2])}f}"


def required(metric: Metric) -> set[str]:
    wanted = {"normal", "no_data"}
    wanted |= {"zero_denominator"} if metric.denominator is not None else set()
    wanted |= {"without_place"} if Grain.DESA in metric.grains else set()
    return wanted | ({"nothing_tagged"} if "tag_arg" in metric.datasets else set())


@pytest.mark.parametrize(("name", "case"), cases(), ids=lambda part: str(part)[:90])
def test_a_worked_case_holds(name, case):
    world = world_of(case)
    result = all_metrics()[name].function(
        world, by=tuple(case["by"]), at=Slice(**case.get("at", {})), basis=case.get("basis")
    )
    rows = {
        tuple(row[key] for key in ("kode", "kode_2") if key in row): row for row in result.rows()
    }
    expected = {tuple(keys): value for *keys, value in case["expect"]}
    if case.get("only"):
        rows = {keys: rows[keys] for keys in expected}
    assert {keys: shown(row, expected.get(keys, "")) for keys, row in rows.items()} == expected
    for *keys, num, den in case.get("amounts", []):
        row = rows[tuple(keys)]
        assert (str(row["pembilang"]), str(row["penyebut"])) == (num, den)
    if "total" in case:
        assert shown(result.total.to_pylist()[0], case["total"]) == case["total"]


@pytest.mark.parametrize("metric", all_metrics().values(), ids=lambda metric: metric.name)
def test_a_metric_has_the_cases_that_it_needs(metric):
    own = [case for name, case in cases() if name == metric.name]
    assert {case["shows"] for case in own} >= required(metric)
    assert all(case["kind"] in KINDS for case in own)
    assert all(
        case["kind"] == "worked example" or case["source"].startswith("http") for case in own
    )


def test_every_case_file_belongs_to_a_metric_and_no_name_is_used_twice():
    names = [case["name"] for _, case in cases()]
    assert {name for name, _ in cases()} == set(all_metrics())
    assert len(names) == len(set(names))


def test_a_reason_is_one_that_is_declared():
    words = {
        value for _, case in cases() for *_, value in case["expect"] if not value[-1].isdigit()
    }
    assert words <= {str(reason) for reason in Reason}
