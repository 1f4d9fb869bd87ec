"""A long file, cut into small pieces, is stored exactly as it would be in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pug_metrics.ingest import Answers, IntakeRefused, commit, understand
from pug_metrics.ingest.bulk import Wish, import_long
from pug_metrics.store import Store
from pug_metrics.tables.cutting import Cutter, can_be_cut

HEADER = "tahun,tahapan,kode_daerah,kode_skpd,nama_skpd,kode_sub_kegiatan,kode_rekening,kode_sumber_dana,uraian_paket,pagu"  # noqa: E501
PIECE = 3000


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))


def row(number: int, **more: str) -> str:
    cells = {
        "tahun": "2025", "tahapan": "MURNI", "kode_daerah": "63.72",
        "kode_skpd": f"1.0{number % 4 + 1}.0.00.0.00.01.0000", "nama_skpd": f"Dinas {number % 4}",
        "kode_sub_kegiatan": f"1.01.02.2.01.{number % 900 + 1:04d}",
        "kode_rekening": f"5.1.02.01.01.{number // 900 + 1:04d}", "kode_sumber_dana": "1.2.01.01",
        "uraian_paket": f'"Paket {number}, lantai\n{number % 3}"' if number % 50 == 7 else "Paket",
        "pagu": f"{number * 1000 + 1}.{number % 100:02d}",
    }  # fmt: skip
    return ",".join((cells | more).values())


def file_of(tmp_path: Path, rows: list[str], name: str = "panjang.csv", title: str = "") -> Path:
    path = tmp_path / name
    path.write_text(title + "\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def wish(path: Path, **more: object) -> Wish:
    return Wish("anggaran", path, Answers(), "Penguji", **more)


def stored(store: Store) -> list[dict[str, object]]:
    return store.query("SELECT * FROM berlaku_anggaran ORDER BY baris").to_pylist()


def test_pieces_end_at_line_ends_outside_quotes_and_join_to_the_file(tmp_path):
    path = file_of(tmp_path, [row(number) for number in range(300)])
    pieces = list(Cutter(path, PIECE))

    assert len(pieces) > 5
    assert b"".join(pieces) == path.read_bytes()
    assert all(piece.endswith(b"\n") and piece.count(b'"') % 2 == 0 for piece in pieces)


@pytest.mark.parametrize(
    ("data", "cut"),
    [(b"a;b\n1;2\n", True), ("a;b\n".encode("utf-16"), False), (b"PK\x03\x04\n", False)],
)
def test_only_text_of_one_byte_a_sign_is_cut(tmp_path, data, cut):
    (tmp_path / "x").write_bytes(data)
    assert can_be_cut(tmp_path / "x") is cut


def test_a_long_file_is_stored_as_the_same_file_in_one(tmp_path):
    rows = [row(number) for number in range(400)]
    rows[37] = row(37, pagu="seribu")
    rows[250] = ""
    rows[333] = row(333, kode_daerah="99.99.99")
    path = file_of(tmp_path, rows, title="APBD 2025\n\n")
    with Store.open(tmp_path / "satu.duckdb") as store:
        whole = understand("anggaran", path.read_bytes(), path.name, Answers(), store)
        commit(store, whole, actor="Penguji", accept_good=True)
        expected, batch = stored(store), store.batches()[0]
    with Store.open(tmp_path / "potong.duckdb") as store:
        report, records = import_long(store, wish(path, accept_good=True), size=PIECE)
        assert stored(store) == expected

    assert (report.dibaca, report.diterima, report.ditolak, report.disisihkan) == (
        whole.dibaca, whole.diterima, whole.ditolak, whole.disisihkan,
    )  # fmt: skip
    assert report.sums == whole.sums
    assert report.sha256 == whole.sha256
    assert sorted((f.kind, f.row) for f in report.findings if f.row) == sorted(
        (f.kind, f.row) for f in whole.findings if f.row
    )
    assert (records[0].jumlah, records[0].scopes) == (batch.jumlah, batch.scopes)


def test_errors_store_nothing_unless_the_good_rows_are_wanted(tmp_path):
    path = file_of(tmp_path, [row(n, pagu="x") if n == 290 else row(n) for n in range(300)])
    with Store.open(tmp_path / "a.duckdb") as store:
        with pytest.raises(IntakeRefused, match="ada_galat"):
            import_long(store, wish(path), size=PIECE)
        assert store.batches() == ()
        report, records = import_long(store, wish(path, dry_run=True, accept_good=True), size=PIECE)
        assert (report.ditolak, records, store.batches()) == (1, [], ())


def test_a_key_repeated_in_a_far_piece_is_found_with_both_rows(tmp_path):
    path = file_of(tmp_path, [row(5) if n == 290 else row(n) for n in range(300)])
    with Store.open(tmp_path / "a.duckdb") as store:
        report, _ = import_long(store, wish(path, dry_run=True), size=PIECE)
        twice = [f for f in report.findings if f.kind == "kunci_ganda"]
        assert [(f.facts["pertama"], f.kind) for f in twice] == [(7, "kunci_ganda")]
        with pytest.raises(IntakeRefused, match="ada_galat"):
            import_long(store, wish(path, accept_good=True), size=PIECE)
        assert store.batches() == ()


def test_the_total_row_at_the_end_is_compared_with_the_sum_of_all_pieces(tmp_path):
    rows = [row(n, uraian_paket="Paket") for n in range(300)]
    total = "JUMLAH" + "," * (HEADER.count(",")) + "1"
    with Store.open(tmp_path / "a.duckdb") as store:
        report, _ = import_long(
            store, wish(file_of(tmp_path, [*rows, total]), dry_run=True), size=PIECE
        )
    assert report.counts["jumlah_berbeda"] == 1
    assert report.disisihkan == 1


def test_subtotals_among_the_lines_are_refused_since_a_piece_does_not_see_its_neighbours(tmp_path):
    rows = [row(n) for n in range(300)]
    rows.insert(150, row(1, kode_rekening="5.1.02"))
    with (
        Store.open(tmp_path / "a.duckdb") as store,
        pytest.raises(IntakeRefused, match="berkas_besar_bertingkat"),
    ):
        import_long(store, wish(file_of(tmp_path, rows)), size=PIECE)


def test_an_agency_that_repeats_the_sum_of_all_others_is_refused(tmp_path):
    lines, recap = [], {}
    for number in range(300):
        account = f"5.1.02.01.01.{number % 10 + 1:04d}"
        lines.append(row(number, kode_rekening=account, pagu="1000"))
        recap[account] = recap.get(account, 0) + 1000
    lines += [
        row(n, kode_skpd="9.01.0.00.0.00.01.0000", kode_rekening=a, pagu=str(rupiah))
        for n, (a, rupiah) in enumerate(recap.items(), 500)
    ]
    with (
        Store.open(tmp_path / "a.duckdb") as store,
        pytest.raises(IntakeRefused, match="berkas_besar_rekap"),
    ):
        import_long(store, wish(file_of(tmp_path, lines)), size=PIECE)


def test_a_second_file_of_the_same_scope_needs_to_replace_it(tmp_path):
    first = file_of(tmp_path, [row(n) for n in range(300)], "satu.csv")
    second = file_of(tmp_path, [row(n, pagu="7") for n in range(300)], "dua.csv")
    with Store.open(tmp_path / "a.duckdb") as store:
        import_long(store, wish(first), size=PIECE)
        with pytest.raises(IntakeRefused, match="berkas_besar_cakupan"):
            import_long(store, wish(second), size=PIECE)
        import_long(store, wish(second, mode="ganti"), size=PIECE)
        assert {line["pagu"] for line in stored(store)} == {7}
        assert len(stored(store)) == 300


def test_a_form_of_numbers_that_changes_in_a_later_piece_is_an_error_of_its_rows(tmp_path):
    rows = [row(n, pagu='"1.250.000,50"' if n > 280 else "1250000.50") for n in range(300)]
    with Store.open(tmp_path / "a.duckdb") as store:
        report, _ = import_long(store, wish(file_of(tmp_path, rows), dry_run=True), size=PIECE)
    assert report.counts["angka_bentuk_lain"] == 19
    assert report.ditolak == 19
