"""The upload page: what it says is what intake found; what it stores is what it said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from page_runs import page, texts
from streamlit.testing.v1 import AppTest
from upload_world import RECAP, budget

from pages.parts import session, unggah_findings, unggah_place, unggah_reading
from pages.parts.unggah_state import CHANGES, FINDINGS, UNDERSTOOD, Held
from pug_metrics.ingest import Answers, understand
from pug_metrics.language import speaking
from pug_metrics.language.numbers import count, rupiah_full
from pug_metrics.store import Store

GIVEN = Answers(daerah="11", tahun=2025, tahapan="MURNI")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading that takes longer on a busy machine is waited for, not shown as under way."""
    monkeypatch.setattr(unggah_reading, "PATIENCE_S", 60)


@pytest.fixture
def drop(store: Store) -> Callable[..., AppTest]:
    """``drop(bytes)``: the page with a file on the table, at a step, with answers given."""

    def _drop(
        data: bytes, name: str = "rka.csv", language: str = "id", step: int = UNDERSTOOD,
        given: Answers = GIVEN, **more: object,
    ) -> AppTest:  # fmt: skip
        test = page("unggah", language=language)
        test.session_state["unggah_ke"] = 1
        test.session_state["unggah_berkas"] = Held(name, data, 1)
        test.session_state["unggah_jawaban"] = given
        test.session_state["unggah_langkah"] = step
        for key, value in more.items():
            test.session_state[key] = value
        return test.run()

    return _drop


@pytest.fixture
def put(drop) -> Callable[..., AppTest]:
    """``put(bytes)``: the file stored through the last step."""

    def _put(data: bytes, mode: str | None = None) -> AppTest:
        more = {} if mode is None else {"unggah_cara": mode, "unggah_jenis": "anggaran"}
        return _press(drop(data, step=CHANGES, aktor="Sari", **more), "unggah_tombol_simpan")

    return _put


def _press(test: AppTest, key: str) -> AppTest:
    return test.button(key=key).click().run()


@pytest.mark.cepat
def test_an_empty_database_asks_for_a_file_that_says_itself_what_it_is(store):
    test = page("unggah").run()
    assert not test.exception
    assert "Taruh berkas" in test.title[0].value
    assert test.selectbox(key="unggah_dataset").value == "berkas"


def test_the_sample_is_read_only_and_leads_to_the_own_data(store, monkeypatch):
    monkeypatch.setattr(session, "_filled_sample", lambda: store)
    test = page("unggah", data="contoh").run()
    assert "hanya untuk dilihat" in test.title[0].value
    test = _press(test, "unggah_ke_data_anda")
    assert test.session_state["data"] == "sendiri"
    assert "Taruh berkas" in test.title[0].value


@pytest.mark.cepat
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_intake_found(drop, language):
    data = budget(bad=True)
    report = understand("anggaran", data, "rka.csv", GIVEN)
    test = drop(data, language=language)
    found = drop(data, language=language, step=FINDINGS)
    with speaking(language):
        wanted = (count(report.diterima), count(report.ditolak), rupiah_full(report.sums.accepted))
        sentences = [finding.sentence() for finding in report.findings]
    said = texts(test).replace("\\", "")
    assert not test.exception
    for words in wanted:
        assert words in said
    said = texts(found).replace("\\", "")
    assert all(sentence in said for sentence in sentences)


def test_one_changed_row_changes_the_sum_and_the_title(drop):
    before, after = drop(budget()), drop(budget(first=77))
    changed = understand("anggaran", budget(first=77), "rka.csv", GIVEN).sums.accepted
    assert rupiah_full(changed) in texts(after)
    assert rupiah_full(changed) not in texts(before)
    assert drop(budget(bad=True)).title[0].value != before.title[0].value


def test_what_the_file_does_not_say_is_asked_before_anything_can_be_stored(drop):
    test = drop(budget(), given=Answers(daerah="11"), step=CHANGES)
    assert "unggah_tombol_simpan" not in [button.key for button in test.button]
    assert test.button(key="unggah_lanjut_3").disabled
    test = _press(test, "unggah_kembali_3")
    assert "Dua hal" in test.title[0].value
    keys = [box.key for box in test.selectbox][1:4]
    assert keys == ["unggah_daerah_1", "unggah_tahun_1", "unggah_tahapan_1"]
    test.selectbox(key="unggah_tahun_1").set_value(2025).run()
    test.selectbox(key="unggah_tahapan_1").set_value("MURNI").run()
    test = _press(_press(test, "unggah_lanjut_2"), "unggah_lanjut_3")
    assert "unggah_tombol_simpan" in [button.key for button in test.button]


def test_nothing_is_stored_without_a_name(drop, store):
    test = drop(budget(), step=CHANGES)
    assert test.button(key="unggah_tombol_simpan").disabled
    assert "isi nama Anda" in texts(test)
    assert store.batches() == ()


def test_the_stored_rows_and_sum_are_those_that_were_shown(put, store):
    report = understand("anggaran", budget(bad=True), "rka.csv", GIVEN)
    test = put(budget(bad=True))
    record = store.batches()[0]
    assert not test.exception
    assert (record.diterima, record.ditolak) == (report.diterima, report.ditolak)
    assert record.jumlah == report.sums.accepted
    assert record.aktor == "Sari"
    assert f"unggahan {record.id_unggahan}" in test.title[0].value
    assert rupiah_full(record.jumlah) in texts(test)


def test_what_was_rejected_is_told_after_storing_and_how_it_comes_in(put):
    test = put(budget(bad=True))
    assert "1 baris ditolak dan belum tersimpan" in texts(test)
    test = put(budget(first=77), "ganti")
    assert "ditolak" not in texts(test)


def test_a_file_without_a_good_row_offers_nothing_to_store(drop):
    test = drop(b"kode_skpd;nama_skpd;pagu\n1.01.01;Dinas;lima\n", aktor="Sari")
    assert "Belum ada baris" in test.title[0].value
    assert "unggah_tombol_simpan" not in [button.key for button in test.button]


def test_a_column_that_the_file_lacks_is_named_as_readers_know_it(drop):
    test = drop(b"kode_sub_kegiatan;pagu\n2.08.02.2.01.0001;5\n", step=FINDINGS)
    said = texts(test)
    assert "Kode program" in said
    assert "kode_program" not in said


def test_a_recapitulation_waits_for_a_choice_and_shows_both_sums(drop, store):
    test = drop(budget(recap=True), aktor="Sari")
    assert test.button(key="unggah_ke_langkah_4").disabled
    sums = {}
    for choice in ("kecualikan", "sertakan"):
        given = replace(GIVEN, recap=choice)
        sums[choice] = understand("anggaran", budget(recap=True), "rka.csv", given).sums.accepted
    radio = test.radio(key="unggah_rekap_kode_skpd_1")
    assert radio.value is None
    assert RECAP[1] in texts(test)
    captions = " ".join(radio.proto.captions)
    assert all(rupiah_full(amount) in captions for amount in sums.values())
    radio.set_value("kecualikan").run()
    _press(test, "unggah_ke_langkah_4")
    _press(test, "unggah_tombol_simpan")
    assert store.batches()[0].jumlah == sums["kecualikan"]


def test_the_same_bytes_again_change_nothing_and_say_so(put, drop, store):
    put(budget())
    test = drop(budget(), aktor="Sari", step=CHANGES)
    assert "tidak mengubah apa pun" in texts(test)
    assert "unggah_tombol_simpan" not in [button.key for button in test.button]
    assert len(store.batches()) == 1


def test_a_full_new_version_advises_its_changes_and_may_replace(put, drop, store):
    put(budget())
    test = drop(budget(first=77), aktor="Sari", step=CHANGES)
    radio = test.radio(key="unggah_mode_1")
    assert radio.value == "perubahan"
    total = unggah_reading.understand("anggaran", budget(first=77), "rka.csv", GIVEN)
    assert all(rupiah_full(total.sums.accepted) in words for words in radio.proto.captions)
    radio.set_value("ganti").run()
    _press(test, "unggah_tombol_simpan")
    total = store.query("SELECT sum(pagu) AS pagu FROM berlaku_anggaran")["pagu"][0].as_py()
    assert total == store.batches()[1].jumlah


@pytest.mark.parametrize(
    ("language", "replaced", "counted", "unchanged"),
    [
        ("id", "digantikan unggahan 2", "1 dari 2", "Angka di halaman lain tidak berubah"),
        ("en", "replaced by upload 2", "1 of 2", "No figure on any page changes"),
    ],
)
def test_an_upload_that_was_replaced_is_not_called_in_force(
    put, store, language, replaced, counted, unchanged
):
    put(budget())
    put(budget(first=77), "ganti")
    test = page("unggah", language=language)
    test.session_state["unggah_bagian"] = "riwayat"
    test = test.run()
    assert test.title[0].value.startswith(counted)
    assert replaced in texts(test)
    assert unchanged in texts(_press(test, "unggah_batalkan_1"))


def test_undoing_a_replacement_that_still_hides_older_rows_is_not_called_harmless(put, store):
    narrow = b"\n".join(budget(first=5).splitlines()[:3])
    for data, mode in ((budget(), "ganti"), (budget(first=77), "ganti"), (narrow, "perubahan")):
        put(data, mode)
    test = page("unggah")
    test.session_state["unggah_bagian"] = "riwayat"
    test = test.run()
    assert "masih berlaku" in texts(test)
    said = texts(_press(test, "unggah_batalkan_2"))
    assert "tidak lagi dihitung" in said
    assert "Angka di halaman lain tidak berubah" not in said


def test_an_older_file_comes_back_after_another_replaced_it(put, store):
    for first, mode in ((None, "ganti"), (77, "ganti"), (None, "ganti")):
        test = put(budget(first=first), mode)
        assert "tidak mengubah apa pun" not in texts(test)
    total = store.query("SELECT sum(pagu) AS pagu FROM berlaku_anggaran")["pagu"][0].as_py()
    assert [record.sha256 for record in store.batches()][::2] == [store.batches()[0].sha256] * 2
    assert total == store.batches()[0].jumlah


def test_undo_asks_first_and_the_batch_stays_listed(put, store):
    put(budget())
    test = page("unggah")
    test.session_state["unggah_bagian"] = "riwayat"
    test.session_state["aktor"] = "Budi"
    test = _press(test.run(), "unggah_batalkan_1")
    assert rupiah_full(store.batches()[0].jumlah) in texts(test)
    assert store.batches()[0].dibatalkan is None
    test = _press(test, "unggah_batalkan_ya")
    assert store.batches()[0].dibatalkan_oleh == "Budi"
    assert "rka" in texts(test)
    assert "0 dari 1" in test.title[0].value


def test_a_backup_is_a_database_with_the_same_batches(put, store):
    put(budget())
    test = page("unggah")
    test.session_state["unggah_bagian"] = "tempat"
    test = _press(test.run(), "unggah_cadangan")
    made = list(unggah_place.backup_folder().glob("*.duckdb"))
    assert len(made) == 1
    assert made[0].name in texts(test)
    with Store.open(made[0]) as copy:
        assert [r.jumlah for r in copy.batches()] == [r.jumlah for r in store.batches()]


@pytest.mark.cepat
def test_a_file_that_is_no_table_gives_a_sentence_and_keeps_the_page(drop):
    test = drop(b"%PDF-1.7", name="rka.pdf")
    assert not test.exception
    assert test.error[0].value
    assert test.button(key="unggah_ganti")
    assert test.button(key="unggah_baca_lagi")


def test_a_file_of_another_kind_is_recognised_by_its_headers(drop):
    data = b"kode_skpd;kategori_arg\n1.01.01;KESETARAAN\n"
    assert drop(data).session_state["unggah_jenis"] == "tag_arg"
    test = drop(data, unggah_jenis="anggaran")
    test = _press(test, "unggah_data_lain")
    assert test.session_state["unggah_jenis"] == "tag_arg"
    assert not test.exception


def test_ambiguous_numbers_are_asked_for_and_not_guessed(drop):
    lines = "\n".join(f"1.0{n}.01;5.1.02.01.01.0001;{n}.050" for n in range(1, 5))
    test = drop(f"kode_skpd;kode_rekening;pagu\n{lines}\n".encode())
    radio = test.radio(key="unggah_angka_pagu_1")
    assert radio.value is None
    assert rupiah_full(Decimal(1050)) in " ".join(radio.proto.captions)
    radio.set_value("indonesia").run()
    assert rupiah_full(Decimal(1050 + 2050 + 3050 + 4050)) in texts(test)


def test_words_of_a_file_never_become_markup(drop):
    data = b"kode_skpd;kode_rekening;**pagu** (rp)\n1.01.01;5.1.02;`<b>:red[x]`\n"
    given = replace(GIVEN, columns={"**pagu** (rp)": "pagu"})
    test = drop(data, unggah_jenis="anggaran", step=FINDINGS, given=given)
    cells = [cell for table in test.table for cell in table.value.to_numpy().ravel().tolist()]
    assert r"\*\*pagu\*\* (rp)" in cells
    value = next(cell for cell in cells if "red" in cell)
    assert value.count("`") == 2


@pytest.mark.cepat
def test_the_findings_file_is_text_for_a_spreadsheet():
    data = budget().replace(b"Dinas PPPA", b"=1+1").replace(b";1000000", b";=cmd()")
    report = understand("anggaran", data, "rka.csv", GIVEN)
    body = unggah_findings.findings_csv(report).decode("utf-8-sig")
    assert "'=cmd()" in body
    assert len(body.splitlines()) == len(report.findings) + 1
