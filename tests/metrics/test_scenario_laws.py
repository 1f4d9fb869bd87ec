"""Laws of what-ifs on random scenarios: rupiah to the sen, nothing left behind by undone steps."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from scenario_budget import AT, P1, P2, P3, fill

from pug_metrics.metrics.declaration import Basis
from pug_metrics.metrics.scenario import CATEGORIES, Kind, Scenario, Step
from pug_metrics.metrics.scenario_outlook import applied, outlook
from pug_metrics.metrics.scenario_rows import changed, split
from pug_metrics.store import Store

PLACES = (P1, P2, P3)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("hukum") / "pug.duckdb") as opened:
        fill(opened)
        yield opened


def shift(rng: random.Random) -> Step:
    source, target = rng.sample(PLACES, 2)
    share = Decimal(rng.randint(1, 10_000)) / 100
    return Step(Kind.PINDAHKAN, source, target, persen=share)


def any_step(rng: random.Random) -> Step:
    place = rng.choice(PLACES)
    return rng.choice([
        shift(rng),
        Step(Kind.TAMBAH, place, rupiah=Decimal(rng.randint(1, 10**7)) / 100),
        Step(Kind.KURANGI, place, persen=Decimal(rng.randint(1, 10_000)) / 100),
        Step(Kind.TANDAI, place, kategori=rng.choice(CATEGORIES),
             bobot=Decimal(rng.randint(0, 100)) / 100),
        Step(Kind.DOKUMEN, place, lengkap=rng.random() < 0.5),
    ])  # fmt: skip


def sums(reader) -> list[dict[str, object]]:
    return reader.query(
        "SELECT kode_skpd, sum(pagu) AS pagu, sum(klaim) AS klaim, sum(sah) AS sah, "
        "min(pagu) AS least, count(*) AS n FROM baris WHERE kode_daerah = '99.71' "
        "AND tahun = 2025 GROUP BY ALL ORDER BY 1"
    ).to_pylist()


@pytest.mark.parametrize("seed", range(12))
def test_a_pure_shift_keeps_the_total_and_no_line_falls_below_zero(store, seed):
    rng = random.Random(seed)
    steps = tuple(shift(rng) for _ in range(rng.randint(1, 8)))
    with applied(store, AT, Scenario("uji", steps)) as copy:
        after = sums(copy)
    assert sum(each["pagu"] for each in after) == Decimal("1000.00")
    assert min(each["least"] for each in after) >= 0
    assert sum(each["n"] for each in after) == 4


@pytest.mark.parametrize("seed", range(8))
def test_rows_add_up_to_the_steps_and_cubes_to_rows(store, seed):
    rng = random.Random(100 + seed)
    steps = tuple(any_step(rng) for _ in range(rng.randint(1, 8)))
    moved = changed(store, AT, Scenario("uji", steps)).amounts
    signs = {Kind.TAMBAH: 1, Kind.KURANGI: -1}
    added = sum(
        signs.get(step.kind, 0) * (amount or 0) for step, amount in zip(steps, moved, strict=True)
    )
    with applied(store, AT, Scenario("uji", steps)) as copy:
        assert sum(each["pagu"] for each in sums(copy)) == 1000 + added
        for measure in ("pagu", "klaim", "sah", "belum"):
            told = [
                copy.query(f"SELECT sum({measure}) AS s FROM {table}").column(0)[0].as_py()
                for table in ("baris", "kubus", "tempat")
            ]
            assert len(set(told)) == 1


def test_undone_steps_leave_nothing_behind(store):
    start = sums(store)
    now = outlook(store, AT, Basis.TOTAL_BELANJA)
    rng = random.Random(7)
    with applied(store, AT, Scenario("uji", tuple(any_step(rng) for _ in range(8)))):
        pass
    with applied(store, AT, Scenario("uji")) as copy:
        assert sums(copy) == start
    again = outlook(store, AT, Basis.TOTAL_BELANJA, Scenario("uji"))
    assert (again.values, again.targets) == (now.values, now.targets)
    assert sums(store) == start


def test_every_split_is_exact_and_takes_no_more_than_there_is():
    rng = random.Random(3)
    for _ in range(2_000):
        weights = [rng.randint(0, 10**6) for _ in range(rng.randint(1, 9))]
        if not any(weights):
            continue
        amount = rng.randint(0, sum(weights))
        parts = split(amount, weights)
        assert sum(parts) == amount
        assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))
