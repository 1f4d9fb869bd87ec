"""Whatever files come one after the other: what a difference says is what a commit then does."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from pug_metrics.ingest import IntakeRefused, commit
from pug_metrics.ingest.changes import Tallies
from pug_metrics.ingest.difference import difference
from pug_metrics.ingest.undoing import undo_preview
from pug_metrics.store import Mode, Store
from tests.ingest.files_by_hand import AGENCY, budget, line, read

ACCOUNTS = [f"5.1.02.01.01.{number:04d}" for number in range(24, 28)]
AGENCIES = {AGENCY: "Dinas P3A", "1.01.0.00.0.00.01.0000": "Disdik"}


def some_rows(chance: random.Random) -> list[list[str]]:
    """Full-grain rows with keys of their own, and loose rows that may share theirs."""
    found = []
    for code, name in AGENCIES.items():
        for account in ACCOUNTS:
            if chance.random() < 0.6:
                amount = str(chance.choice((5, 6, 7)))
                found.append(line(agency=code, name=name, account=account, pagu=amount))
        for _ in range(chance.randrange(4)):
            amount = str(chance.choice((1, 2)))
            account = chance.choice(ACCOUNTS[:2])
            found.append(line(agency=code, name=name, sub="", account=account, pagu=amount))
    chance.shuffle(found)
    return found


def in_force(store: Store) -> Counter:
    rows = store.query(
        "SELECT kode_skpd, kode_sub_kegiatan, kode_rekening, pagu FROM berlaku_anggaran"
    ).to_pylist()
    return Counter(tuple(row.values()) for row in rows)


def of_file(report) -> Counter:
    names = ["kode_skpd", "kode_sub_kegiatan", "kode_rekening", "pagu"]
    return Counter(tuple(row.values()) for row in report.parts[0].rows.select(names).to_pylist())


def spoken_for(rows: Counter, report) -> Counter:
    agencies = {scope.kode_skpd for scope in report.parts[0].scopes}
    return Counter({row: times for row, times in rows.items() if row[0] in agencies})


def add_up(total: Tallies) -> None:
    assert total.before.rows == total.same.rows + total.changed_before.rows + total.gone.rows
    assert total.file.rows == total.same.rows + total.changed_after.rows + total.new.rows
    assert total.changed_before.rows == total.changed_after.rows


@pytest.mark.parametrize("seed", range(4))
def test_what_is_said_is_what_happens(tmp_path, monkeypatch, seed: int):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    with Store.open(tmp_path / "uji.duckdb", derived=False) as store:
        go_on(store, random.Random(seed))


def go_on(store: Store, chance: random.Random) -> None:
    for step in range(6):
        rows = some_rows(chance)
        if not rows:
            continue
        report = read(budget(*rows))
        before, file = in_force(store), of_file(report)
        told = difference(store, report).parts[0]
        add_up(told.total)
        mine = spoken_for(before, report)
        assert told.total.same.rows == (mine & file).total()
        assert told.total.new.rows + told.total.changed_after.rows == (file - mine).total()
        assert told.total.gone.rows + told.total.changed_before.rows == (mine - file).total()
        mode = chance.choice((Mode.GANTI, Mode.PERUBAHAN))
        drop = mode is Mode.PERUBAHAN and chance.random() < 0.6
        try:
            record = commit(store, report, actor="uji", mode=mode, drop_gone=drop)[-1]
        except IntakeRefused as refused:
            assert told.total.gone_beside.rows or told.total.nothing or not told.total.new.rows
            assert refused.kind in ("sekunci_hilang", "tanpa_perubahan", "berkas_sudah_dimuat")
            assert in_force(store) == before
            continue
        after = in_force(store)
        total = told.total.after(mode, drop_gone=drop)
        now = spoken_for(after, report)
        assert (now.total(), sum(row[3] * times for row, times in now.items())) == (
            total.rows, total.amount)  # fmt: skip
        assert before - mine == after - now
        if mode is Mode.GANTI or drop:
            assert now == file
            assert difference(store, report).nothing
        else:
            assert file - now == Counter()
        assert store.check() == (), step
        back = undo_preview(store, record.id_unggahan)
        moved = sum(each.after.rows - each.before.rows for each in back.scopes)
        assert moved == before.total() - after.total()
