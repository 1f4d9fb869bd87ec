"""The history on the upload page: what undo moves is shown first, the original file comes back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from page_runs import page, texts
from upload_world import AGENCIES, budget

from pug_metrics.ingest import Answers, commit, kept_file, understand
from pug_metrics.language.numbers import rupiah_full
from pug_metrics.metrics.declaration import find
from pug_metrics.store import Store

GIVEN = Answers(daerah="11", tahun=2025, tahapan="MURNI")
TAGS = b"kode_skpd;kategori_arg\n1.01.01;KESETARAAN\n"


def put(store: Store, data: bytes, dataset: str = "anggaran", mode: str | None = None):
    report = understand(dataset, data, f"{dataset}.csv", GIVEN, store)
    return commit(store, report, actor="Sari", mode=mode)[0]


def history(language: str = "id"):
    test = page("unggah", language=language)
    test.session_state["unggah_bagian"] = "riwayat"
    test.session_state["aktor"] = "Budi"
    return test.run()


def press(test, key: str):
    return test.button(key=key).click().run()


def one_changed() -> bytes:
    return b"\n".join(budget(first=77).splitlines()[:2])


@pytest.mark.parametrize(
    ("language", "back", "no_more"),
    [
        ("id", "berlaku kembali", "tidak lagi dihitung"),
        ("en", "come back into force", "no longer be counted"),
    ],
)
def test_what_leaves_and_what_comes_back_is_said_before_the_undo(store, language, back, no_more):
    first = put(store, budget())
    second = put(store, one_changed(), mode="perubahan")
    said = texts(press(history(language), "unggah_batalkan_2")).replace("\\", "")
    assert no_more in said
    assert back in said
    whole = first.jumlah - Decimal(1_000_000) + second.jumlah
    with_words = [rupiah_full(each) for each in (77, 1_000_000, whole, first.jumlah)]
    if language == "id":
        assert [each for each in with_words if each not in said] == []
    assert store.batches()[1].dibatalkan is None


def test_agencies_stand_before_and_after(store):
    put(store, budget())
    put(store, budget(first=77), mode="ganti")
    test = press(history(), "unggah_batalkan_2")
    table = next(each.value for each in test.dataframe if "Bagian" in each.value.columns)
    assert table["Bagian"].tolist() == [f"{name} · 2025 · APBD Murni" for name in AGENCIES.values()]
    assert table["baris sebelum"].tolist() == table["baris sesudah"].tolist() == [6, 6, 6]


def test_the_arg_share_that_a_tag_carries_is_shown(store):
    put(store, budget())
    put(store, TAGS, "tag_arg")
    said = texts(press(history(), "unggah_batalkan_2"))
    assert str(find("arg_share").title) in said
    assert "→ 0,00" in said


def test_after_the_undo_the_old_rows_are_in_force(store):
    first = put(store, budget())
    put(store, budget(first=77), mode="ganti")
    test = press(press(history(), "unggah_batalkan_2"), "unggah_batalkan_ya")
    assert not test.exception
    total = store.query("SELECT sum(pagu) AS pagu FROM berlaku_anggaran")["pagu"][0].as_py()
    assert total == first.jumlah
    assert "1 dari 2" in test.title[0].value


def test_a_batch_of_changes_tells_what_its_file_changed(store):
    put(store, budget())
    put(store, budget(first=77), mode="perubahan")
    assert "0 baru, 1 berubah, 17 sama" in texts(history())


def test_the_original_file_is_offered_while_it_is_kept(store):
    record = put(store, budget())
    keys = [each.proto.id for each in history().get("download_button")]
    assert any("riwayat_unduh_1" in key for key in keys)
    kept_file(record.sha256).unlink()
    assert history().get("download_button") == []


def test_a_figure_that_looks_the_same_after_the_undo_is_left_out(store):
    put(store, budget())
    put(store, b"kode_skpd;kategori_arg\n" + b"".join(
        f"{code};KESETARAAN\n".encode() for code in AGENCIES), "tag_arg")  # fmt: skip
    put(store, budget(first=77), mode="ganti")
    said = texts(press(history(), "unggah_batalkan_3")).replace("\\", "")
    assert "100,00\u00a0% → 100,00\u00a0%" not in said
    assert str(find("budget_total").title) in said
    assert str(find("arg_share").title) not in said
