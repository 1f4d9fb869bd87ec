"""What a report would mean for the store."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pug_metrics.ingest import Answers, commit, outlook, understand
from pug_metrics.store import Store

pytestmark = pytest.mark.cepat

ACCOUNTS = tuple(f"5.1.02.01.01.{number:04d}" for number in range(1, 7))
HEAD = "kode_skpd,kode_rekening,pagu"


def _file(*, recap: bool, first: int = 1) -> bytes:
    lines = [
        f"1.0{agency}.01,{account},{agency * 100 + place + first}"
        for agency in (1, 2, 3)
        for place, account in enumerate(ACCOUNTS)
    ]
    if recap:
        lines += [
            f"7.01.01,{account},{sum(a * 100 + place + first for a in (1, 2, 3))}"
            for place, account in enumerate(ACCOUNTS)
        ]
    return "\n".join([HEAD, *lines]).encode()


def _read(data: bytes, dataset: str = "anggaran", recap: str | None = None):
    given = Answers(daerah="11", tahun=2025, tahapan="MURNI", recap=recap)
    return understand(dataset, data, "a.csv", given)


@pytest.mark.parametrize("chosen", [None, "kecualikan", "sertakan"])
def test_both_choices_give_what_reading_with_that_choice_gives(chosen):
    outcomes = outlook.recap_outcomes(_read(_file(recap=True), recap=chosen))
    for name in ("kecualikan", "sertakan"):
        report = _read(_file(recap=True), recap=name)
        assert outcomes[name].rows == report.diterima
        assert outcomes[name].amount == report.sums.accepted
        assert outcomes[name].agencies == outlook.reach(report).agencies


def test_the_reach_names_regions_years_stages_and_agencies():
    reach = outlook.reach(_read(_file(recap=False)))
    assert (reach.regions, reach.years, reach.stages) == (("11",), (2025,), ("MURNI",))
    assert reach.agencies == 3


def test_the_same_bytes_are_loaded_until_something_replaces_them(tmp_path: Path):
    with Store.open(tmp_path / "a.duckdb", simulated=False) as store:
        first, other = _read(_file(recap=False)), _read(_file(recap=False, first=2))
        assert outlook.loaded(store, first) is None
        record = commit(store, first, actor="a")[0]
        assert outlook.loaded(store, first).id_unggahan == record.id_unggahan
        assert outlook.loaded(store, other) is None
        assert [r.id_unggahan for r in outlook.occupied(store, other)] == [record.id_unggahan]
        commit(store, other, actor="a", mode="ganti")
        assert outlook.loaded(store, first) is None


def test_an_undone_batch_neither_occupies_nor_counts_as_loaded(tmp_path: Path):
    with Store.open(tmp_path / "a.duckdb", simulated=False) as store:
        report = _read(_file(recap=False))
        store.undo(commit(store, report, actor="a")[0].id_unggahan, "a")
        assert outlook.loaded(store, report) is None
        assert outlook.occupied(store, report) == ()


def test_headers_of_another_dataset_are_recognised_and_fitting_ones_left_alone():
    tags = b"kode_skpd,kategori_arg\n1.01.01,KESETARAAN\n"
    assert outlook.better_dataset(_read(tags)) == "tag_arg"
    assert outlook.better_dataset(_read(tags, "tag_arg")) is None
    assert outlook.better_dataset(_read(_file(recap=False))) is None


def test_without_recapitulation_both_choices_are_the_file_itself():
    report = _read(_file(recap=False))
    outcomes = outlook.recap_outcomes(report)
    assert outcomes["kecualikan"] == outcomes["sertakan"]
    assert outcomes["sertakan"].amount == report.sums.accepted != Decimal(0)


def test_the_standing_of_a_batch_counts_its_rows_in_force_and_names_who_took_the_rest(
    tmp_path: Path,
):
    one = f"{HEAD}\n1.01.01,{ACCOUNTS[0]},7\n".encode()
    with Store.open(tmp_path / "a.duckdb", simulated=False) as store:
        whole = _read(_file(recap=False))
        commit(store, whole, actor="a")
        assert outlook.standings(store) == {1: outlook.Standing(whole.diterima)}
        commit(store, _read(one), actor="a", mode="ganti")
        agency = len(ACCOUNTS)
        assert outlook.standings(store) == {
            1: outlook.Standing(whole.diterima - agency, taken_by=2),
            2: outlook.Standing(1),
        }
        commit(store, _read(_file(recap=False, first=2)), actor="a", mode="ganti")
        found = outlook.standings(store)
        assert found[1] == outlook.Standing(0, taken_by=3)
        assert found[2] == outlook.Standing(0, taken_by=3)
        assert [each.id_unggahan for each in outlook.occupied(store, whole)] == [3]
        store.undo(3, "a")
        assert outlook.standings(store)[2] == outlook.Standing(1)
