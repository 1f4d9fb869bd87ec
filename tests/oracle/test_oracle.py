"""Every metric by every grain agrees with an oracle that shares nothing with the package."""

from __future__ import annotations

import ast
from itertools import combinations
from pathlib import Path

import pytest
from answers import OTHERS, answer
from budgets import budget, write
from oracle import Oracle, read
from work_answers import WORK
from world import World

from pug_metrics.metrics.declaration import Basis, Metric, all_metrics
from pug_metrics.metrics.result import Slice

HERE = Path(__file__).parent
OTHERS.update(WORK)
FRAME = ("daerah", "tahun", "tahapan")


def money(value) -> int | None:
    return None if value is None else int(value * 100)


def close(ours: float | None, theirs) -> bool:
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return abs(ours - float(theirs)) <= 1e-9 * max(1.0, abs(float(theirs)))


def same(row: dict, theirs: tuple) -> bool:
    num, den, value, reason = theirs
    return (
        money(row["pembilang"]) == num and money(row["penyebut"]) == den
        and row["alasan"] == reason and close(row["nilai"], value)
    )  # fmt: skip


def assert_agrees(
    world, oracle: Oracle, metric: Metric, by: tuple[str, ...], at: dict, basis
) -> int:
    result = metric.function(world, by=by, at=Slice(**at), basis=basis)
    rows, total = answer(oracle, metric.name, by, at, str(basis) if metric.has_basis else None)
    ours = {
        (row["kode"], row["kode_2"]) if "kode_2" in row else (row["kode"],): row
        for row in result.rows()
    }
    question = (metric.name, by, at, basis)
    assert set(ours) == set(rows), question
    for keys, theirs in rows.items():
        assert same(ours[keys], theirs), (question, keys, ours[keys], theirs)
    assert same(result.total.to_pylist()[0], total), (question, result.total.to_pylist(), total)
    return len(rows)


def frame_slice(by: tuple[str, ...], metric: Metric) -> dict:
    stage = "PERUBAHAN" if metric.compared else "MURNI"
    whole = {"daerah": "88.01", "tahun": 2025, "tahapan": stage}
    return {name: value for name, value in whole.items() if name not in by}


def grains(metric: Metric) -> list[str]:
    return [str(grain) for grain in metric.grains]


def made(seed: int, folder: Path) -> tuple[World, Oracle]:
    write(budget(seed), folder)
    data = read(folder)
    return World(**data), Oracle(data)


@pytest.fixture(scope="module", params=range(6))
def pair(request, tmp_path_factory):
    return made(request.param, tmp_path_factory.mktemp("anggaran"))


@pytest.fixture(scope="module")
def one_pair(tmp_path_factory):
    return made(1, tmp_path_factory.mktemp("anggaran"))


@pytest.mark.cepat
def test_the_oracle_imports_nothing_of_the_package():
    for name in (
        "oracle.py", "answers.py", "institution_answers.py", "work_answers.py",
        "movement_oracle.py",
    ):  # fmt: skip
        tree = ast.parse((HERE / name).read_text("utf-8"))
        imported = {
            alias.name if isinstance(node, ast.Import) else node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        allowed = {"csv", "collections", "decimal", "fractions", "itertools", "pathlib"}
        allowed |= {"__future__", "oracle", "answers", "institution_answers"}
        assert imported <= allowed


@pytest.mark.parametrize("name", list(all_metrics()))
def test_a_metric_agrees_with_the_oracle_by_every_grain(pair, name):
    world, oracle = pair
    metric = all_metrics()[name]
    compared = 0
    for grain in grains(metric):
        for basis in Basis if metric.has_basis else (None,):
            compared += assert_agrees(
                world, oracle, metric, (grain,), frame_slice((grain,), metric), basis
            )
    assert compared > 0


@pytest.mark.parametrize("name", [n for n, each in all_metrics().items() if not each.second])
def test_a_metric_agrees_with_the_oracle_by_two_grains(one_pair, name):
    world, oracle = one_pair
    metric = all_metrics()[name]
    for by in combinations(grains(metric), 2):
        if name == "arg_composition" and "kategori" not in by:
            continue
        assert_agrees(world, oracle, metric, by, frame_slice(by, metric), "TOTAL_BELANJA")


@pytest.mark.parametrize("name", list(all_metrics()))
def test_a_metric_agrees_with_the_oracle_in_a_narrow_slice(pair, name):
    world, oracle = pair
    metric = all_metrics()[name]
    line = next(each for each in oracle.lines if each["daerah"] == "88.01")
    if metric.compared:
        line = next(each for each in oracle.lines if each["tahapan"] == "PERUBAHAN")
    frame = {"daerah": "88.01", "tahun": int(line["tahun"]), "tahapan": line["tahapan"]}
    narrow = [{"opd": line["opd"]}]
    # Institutions belong to an agency, never to a programme: such a filter is refused.
    if line["program"] and {"anggaran", "sasaran"} & set(metric.datasets):
        narrow.append({"program": line["program"]})
    if name in ("budget_total", "arg_amount", "arg_share", "unplaced_share"):
        narrow += [{"rekening": "5.1"}, {"kategori": "ARG"}, {"kategori": "NETRAL"},
                   {"kecamatan": "88.01.01"}, {"desa": "TANPA_LOKASI"},
                   {"sumber_dana": "TANPA_KODE"}]  # fmt: skip
    for extra in narrow:
        at = {**frame, **extra}
        if "opd" in grains(metric):
            assert_agrees(world, oracle, metric, ("opd",), at, "TOTAL_BELANJA")
        years = {key: value for key, value in at.items() if key != "tahun"}
        assert_agrees(world, oracle, metric, ("tahun",), years, "TOTAL_BELANJA")
