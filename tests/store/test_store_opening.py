"""Who may open the store, what the folder must allow, and what is said when it cannot be."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest
from batches_by_hand import batch, line, pagu

from pug_metrics.errors import StoreError
from pug_metrics.language import LANGUAGES, catalogue, sentence, speaking
from pug_metrics.store import Mode, Store, connect

ROOT = Path(__file__).resolve().parents[2]


def child(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{Path(__file__).parent}"}
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True, text=True, timeout=60, check=False, env=environment,
    )  # fmt: skip


def assert_said(error: StoreError, kind: str) -> None:
    assert error.kind == kind
    for language in LANGUAGES:
        with speaking(language):
            assert sentence(error) != str(error)


def test_a_second_process_is_refused_in_one_sentence(store, database):
    run = child(
        """
        import sys
        from pathlib import Path
        from pug_metrics.errors import StoreError
        from pug_metrics.language import sentence
        from pug_metrics.store import Store
        try:
            Store.open(Path(sys.argv[1]))
        except StoreError as error:
            print(error.kind, sentence(error))
        """,
        database,
    )
    assert run.stdout.startswith("basis_data_terkunci"), run.stderr
    assert str(database) in run.stdout
    store.commit(batch([line("1.00")], "a"))
    assert pagu(store) == ["1.00"]


def test_a_second_opening_in_the_same_process_is_refused(store, database):
    with pytest.raises(StoreError) as refused:
        Store.open(database)
    assert_said(refused.value, "basis_data_terkunci")
    store.commit(batch([line("1.00")], "a"))


def test_the_engine_alone_is_kept_out_too(store, database):
    run = child("import sys, duckdb; duckdb.connect(sys.argv[1])", database)
    assert "lock" in run.stderr.lower()


def test_the_application_shares_one_store_until_it_is_closed(database):
    first = Store.shared(database)
    assert Store.shared(database) is first
    first.close()
    second = Store.shared(database)
    assert second is not first
    second.close()


def test_a_closed_store_says_so(opened):
    store = opened()
    opened.close()
    for asked in (lambda: store.query("SELECT 1"), lambda: store.commit(batch([], "a"))):
        with pytest.raises(StoreError) as refused:
            asked()
        assert_said(refused.value, "basis_data_tertutup")


def test_files_are_readable_by_their_owner_alone(opened, database):
    if os.name == "nt":
        return
    before = os.umask(0o022)
    try:
        opened().commit(batch([line("1.00")], "a"))
        for path in database.parent.iterdir():
            if path.is_file():
                assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_a_path_under_a_file_is_refused(tmp_path):
    (tmp_path / "berkas").write_text("x", "utf-8")
    with pytest.raises(StoreError) as refused:
        Store.open(tmp_path / "berkas" / "pug.duckdb")
    assert_said(refused.value, "bukan_folder")


def test_a_folder_that_can_only_be_read_is_refused(database, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(connect, "FileLock", refuse)
    with pytest.raises(StoreError) as refused:
        Store.open(database)
    assert_said(refused.value, "folder_hanya_baca")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ('IO Error: Cannot open file "x": Permission denied', "folder_hanya_baca"),
        ('IO Error: Cannot open file "x": Read-only file system', "folder_hanya_baca"),
        ('IO Error: Could not write file "x": No space left on device', "cakram_penuh"),
        ("IO Error: Could not set lock on file", "basis_data_terkunci"),
        (
            "IO Error: Trying to read a database file with version number 99, "
            "but we can only read versions between 64 and 67.",
            "format_lebih_baru",
        ),
    ],
)
def test_what_the_engine_says_becomes_a_sentence(database, monkeypatch, said, kind):
    def fail(*_: object, **__: object) -> None:
        raise duckdb.IOException(said)

    monkeypatch.setattr(connect.FileTarget, "_attached", fail)
    with pytest.raises(StoreError) as refused:
        Store.open(database)
    assert_said(refused.value, kind)


def test_a_full_disk_refuses_before_anything_is_written(store, monkeypatch):
    monkeypatch.setattr(connect, "RESERVE", 2**62)
    with pytest.raises(StoreError) as refused:
        store.commit(batch([line("1.00")], "a"))
    assert_said(refused.value, "cakram_penuh")
    monkeypatch.undo()
    store.commit(batch([line("1.00")], "a"))
    assert pagu(store) == ["1.00"]


@pytest.mark.parametrize("damage", [b"bukan basis data sama sekali" * 500, None])
def test_a_damaged_file_is_named_and_left_alone(opened, database, damage):
    opened().commit(batch([line("1.00")], "a"))
    opened.close()
    content = bytearray(database.read_bytes())
    content[0:12288] = damage[:12288] if damage else bytes(12288)
    database.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        opened()
    assert_said(refused.value, "basis_data_rusak")
    assert database.read_bytes() == content


def test_a_fatal_error_of_the_engine_attaches_the_file_anew(store, monkeypatch):
    def full(*_: object) -> None:
        raise duckdb.FatalException("FATAL Error: Failed to create checkpoint")

    with monkeypatch.context() as patch:
        patch.setattr(connect.FileTarget, "checkpoint", full)
        record = store.commit(batch([line("1.00")], "a"))
    assert record.id_unggahan == 1
    assert pagu(store) == ["1.00"]
    assert [warning.kind for warning in store.warnings] == ["disambung_ulang"]
    assert store.check() == ()
    store.commit(batch([line("2.00")], "b", mode=Mode.GANTI))
    assert pagu(store) == ["2.00"]


def test_a_query_that_kills_the_engine_is_said_and_the_next_one_answers(store, monkeypatch):
    from pug_metrics.store import reading

    store.commit(batch([line("1.00")], "a"))

    def die(*_: object) -> None:
        raise duckdb.FatalException("FATAL Error: database has been invalidated")

    with monkeypatch.context() as patch:
        patch.setattr(reading.Generation, "query", die)
        with pytest.raises(StoreError) as refused:
            store.query("SELECT 1")
    assert_said(refused.value, "basis_data_disambung_ulang")
    assert pagu(store) == ["1.00"]


def test_a_damaged_block_met_while_reading_is_said(opened, database):
    store = opened()
    rows = [line(f"{number}.00", sub=f"{number % 10000:04d}") for number in range(30_000)]
    store.commit(batch(rows, "a"))
    opened.close()
    content = bytearray(database.read_bytes())
    for at in range(12288, len(content), 4096):
        content[at + 100] ^= 0xFF
    database.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        pagu(opened())
    assert_said(refused.value, "basis_data_rusak")


def test_the_store_opens_without_the_modules_of_posix(database):
    run = child(
        """
        import sys
        sys.modules["fcntl"] = None
        sys.modules["resource"] = None
        from pathlib import Path
        from batches_by_hand import batch, line, pagu
        from pug_metrics.store import Store
        with Store.open(Path(sys.argv[1])) as store:
            store.commit(batch([line("1.00")], "a"))
            print(*pagu(store))
        """,
        database,
    )
    assert run.stdout.strip() == "1.00", run.stderr


def test_the_connection_reaches_no_other_file_and_no_setting(store, tmp_path):
    secret = tmp_path / "rahasia.csv"
    secret.write_text("a\n1\n", "utf-8")
    for sql in (
        f"SELECT * FROM read_csv('{secret}')",
        f"COPY (SELECT 1) TO '{tmp_path / 'keluar.csv'}'",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            store.query(sql)


def test_a_snapshot_never_overwrites_the_database_in_use(store, database):
    with pytest.raises(StoreError) as refused:
        store.snapshot(database)
    assert_said(refused.value, "salinan_ke_diri_sendiri")


def test_a_failed_snapshot_leaves_the_older_one_alone(store, tmp_path, monkeypatch):
    from pug_metrics.store import snapshot

    target = store.snapshot(tmp_path / "salinan.duckdb")
    before = target.read_bytes()
    counts = iter([{"anggaran": 1}, {"anggaran": 2}])
    monkeypatch.setattr(snapshot, "_counts", lambda *_: next(counts))
    with pytest.raises(StoreError) as refused:
        store.snapshot(target)
    assert_said(refused.value, "salinan_berbeda")
    assert target.read_bytes() == before
    assert [path.name for path in (store.path.parent / "cadangan").iterdir()] == []


def test_every_error_that_the_store_raises_has_a_sentence():
    import ast

    kinds = {
        node.args[0].value
        for path in (ROOT / "pug_metrics" / "store").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "StoreError"
        and isinstance(node.args[0], ast.Constant)
    } | set(connect._MARKS)
    for language in LANGUAGES:
        assert {f"galat_{kind}" for kind in kinds} <= set(catalogue(language))


def test_a_store_without_derived_tables_takes_batches_and_shows_what_is_in_force(opened):
    lean = opened(derived=False)
    lean.commit(batch([line("5"), line("7", sub="0002")], "a"))

    assert lean.query("SELECT sum(pagu) AS rupiah FROM berlaku_anggaran")["rupiah"][0].as_py() == 12
    with pytest.raises(duckdb.CatalogException):
        lean.query("SELECT 1 FROM baris")
    assert len(pagu(opened())) == 2
