"""Tables and declarations agree, and only INSERT is ever written."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pug_metrics.datasets.declaration import SQL_TYPES, datasets
from pug_metrics.errors import StoreError
from pug_metrics.store import Store, schema

pytestmark = [pytest.mark.cepat, pytest.mark.usefixtures("rows_only")]
FOLDER = Path(schema.__file__).parent


@pytest.mark.parametrize("name", datasets())
def test_the_columns_of_a_table_are_the_declared_ones(store, name):
    rows = store.query(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = 'simpan' AND table_name = ? ORDER BY column_index",
        [name],
    ).to_pylist()
    declared = [(column.name, SQL_TYPES[column.kind]) for column in datasets()[name].columns]
    own = [("id_unggahan", "BIGINT"), ("baris", "INTEGER"), ("nisan", "BOOLEAN")]
    found = [(row["column_name"], row["data_type"]) for row in rows]
    # A column that a later migration adds stands after the three of the books.
    assert [column for column in found if column not in own] == declared
    assert [column for column in found if column in own] == own


def test_every_dataset_has_its_rows_in_force(store):
    for declared in datasets().values():
        columns = store.query(f"SELECT * FROM berlaku_{declared.name}").column_names
        assert columns == [column.name for column in declared.columns] + ["id_unggahan", "baris"]


def test_migrations_hold_plain_tables_only():
    for path in schema.migrations().values():
        text = re.sub(r"--.*", "", path.read_text("utf-8")).upper()
        words = ("PRIMARY KEY", "UNIQUE", "ENUM", "SEQUENCE", "CHECK", "REFERENCES", "INDEX")
        assert not any(re.search(rf"\b{word}\b", text) for word in words), path.name


def test_nothing_in_the_store_deletes_or_updates_rows():
    for path in FOLDER.rglob("*"):
        if path.suffix in (".py", ".sql"):
            text = path.read_text("utf-8")
            assert not re.search(r"\b(DELETE\s+FROM|UPDATE\s+\w+\s+SET|TRUNCATE)\b", text), (
                path.name
            )


def test_migrations_are_numbered_without_a_gap():
    assert list(schema.migrations()) == list(range(1, len(schema.migrations()) + 1))


def test_a_database_of_a_newer_program_is_refused_by_name(opened, monkeypatch):
    opened()
    opened.close()
    newest = max(schema.migrations())
    older = dict(list(schema.migrations().items())[:1])
    monkeypatch.setattr(schema, "migrations", lambda: older)
    with pytest.raises(StoreError) as refused:
        opened()
    assert refused.value.kind == "basis_data_lebih_baru"
    assert (refused.value.facts["versi"], refused.value.facts["dikenal"]) == (newest, 1)


def test_an_older_database_is_brought_up_to_date(opened, monkeypatch):
    whole = dict(schema.migrations())
    monkeypatch.setattr(schema, "migrations", lambda: {1: whole[1]})
    with pytest.raises(duckdb.Error):
        opened()  # the first books alone are too little to read
    monkeypatch.setattr(schema, "migrations", lambda: whole)
    store = opened()
    versions = store.query("SELECT versi, id_basis_data FROM simpan.versi_skema ORDER BY versi")
    assert versions.column("versi").to_pylist() == sorted(whole)
    assert len(set(versions.column("id_basis_data").to_pylist())) == 1


def test_a_scope_of_an_older_database_speaks_for_every_month(tmp_path):
    path = tmp_path / "lama.duckdb"
    with duckdb.connect(str(path)) as old:
        old.execute(
            "CREATE TABLE versi_skema (versi INTEGER, nama VARCHAR, waktu TIMESTAMP, "
            "id_basis_data VARCHAR)"
        )
        for number, file in list(schema.migrations().items())[:2]:
            old.execute(file.read_text("utf-8"))
            old.execute("INSERT INTO versi_skema VALUES (?, ?, now(), 'a')", [number, file.stem])
        for number, mode in ((1, "tambah"), (2, "ganti")):
            old.execute(
                "INSERT INTO unggahan VALUES (?, 'realisasi', 'a', ?, ?, 1, 1, 0, 0, 5, NULL, "
                "'{}', 'resmi', 'uji', now())",
                [number, str(number), mode],
            )
            old.execute("INSERT INTO cakupan VALUES (?, 0, '63.72', 2025, '', '1.01')", [number])
            old.execute(
                "INSERT INTO realisasi (kode_daerah, tahun, kode_skpd, sampai_bulan, realisasi, "
                "id_unggahan, baris) VALUES ('63.72', 2025, '1.01', ?, 5, ?, 2)",
                [number, number],
            )
    with Store.open(path) as store:
        assert [record.scopes[0].sampai_bulan for record in store.batches()] == [0, 0]
        found = store.query("SELECT sampai_bulan FROM berlaku_realisasi").to_pylist()
        assert found == [{"sampai_bulan": 2}]
        assert store.check() == ()
