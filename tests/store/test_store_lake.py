"""The laws of the store on a DuckLake with a PostgreSQL catalogue (``PUG_POSTGRES``: its DSN)."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from batches_by_hand import batch, line, pagu
from conftest import Opened
from test_store_batches import *  # noqa: F403 - the same laws, on a lake

from pug_metrics.errors import StoreError
from pug_metrics.store import Store

pytestmark = [pytest.mark.panjang, pytest.mark.usefixtures("rows_only")]
HERE = Path(__file__).parent
WRITER = """
import sys
from pathlib import Path
from batches_by_hand import batch, line
from pug_metrics.store import Store, attached
attached.derive.build = lambda *_: None
dsn, catalogue, rows, folder, name = sys.argv[1:]
with Store.open_lake(dsn, catalogue=catalogue, rows=rows, folder=Path(folder)) as store:
    for number in range(10):
        store.commit(batch([line("1.00", sub=f"{number:04d}")], f"{name}{number}"))
"""


@pytest.fixture
def dsn() -> str:
    found = os.environ.get("PUG_POSTGRES", "")
    assert found, "long runs need PUG_POSTGRES; .ci/postgres starts a throw-away cluster"
    return found


@pytest.fixture
def lake(dsn: str, tmp_path: Path) -> dict[str, object]:
    catalogue = f"uji_{uuid4().hex[:12]}"
    return {"dsn": dsn, "catalogue": catalogue, "rows": str(tmp_path / "parquet") + os.sep,
            "folder": tmp_path / "lokal"}  # fmt: skip


@pytest.fixture
def opened(lake: dict[str, object]) -> Iterator[Opened]:
    stores = Opened(lambda **options: Store.open_lake(**lake, **options))
    yield stores
    stores.close()


def test_four_processes_take_turns_and_lose_nothing(opened, lake, tmp_path):
    store = opened()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), lake["dsn"], lake["catalogue"],
             lake["rows"], str(tmp_path / name), name],
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE),
                                                             os.environ.get("PYTHONPATH", "")])},
        )
        for name in "abcd"
    ]  # fmt: skip
    assert [writer.wait(timeout=120) for writer in writers] == [0] * 4
    assert store.version.number == 0
    assert store.refresh().number == 40
    assert [record.id_unggahan for record in store.batches()] == list(range(1, 41))
    assert pagu(store) == ["1.00"] * 40
    assert store.commit(batch([line("2.00")], "z")).id_unggahan == 41


def test_rows_are_parquet_files_once_written_out(opened, lake):
    store = opened()
    store.commit(batch([line("1.00", sub=f"{n % 10000:04d}") for n in range(20_000)], "a"))
    assert list(Path(str(lake["rows"])).rglob("*.parquet"))
    assert len(pagu(store)) == 20_000


def test_a_catalogue_that_does_not_answer_is_said_in_one_sentence(lake):
    nowhere = lake | {"dsn": "host=/tidak/ada dbname=tidak_ada connect_timeout=1"}
    with pytest.raises(StoreError, match="danau_tidak_tersambung"):
        Store.open_lake(**nowhere)


def test_a_missing_wheel_is_said_by_name(lake, monkeypatch):
    monkeypatch.setattr("pug_metrics.store.lake.find_spec", lambda _: None)
    with pytest.raises(StoreError) as refused:
        Store.open_lake(**lake)
    assert refused.value.kind == "ekstensi_tidak_ada"
    assert refused.value.facts["paket"] == "duckdb-extension-ducklake"
