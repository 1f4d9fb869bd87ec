"""The walk of an upload: every kind of question leads on, the way back keeps what was answered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from page_runs import page, texts
from streamlit.testing.v1 import AppTest
from upload_world import AGENCIES, budget

from pages.parts import unggah_findings, unggah_reading, unggah_rows
from pages.parts.unggah_state import CHANGES, FILE, FINDINGS, UNDERSTOOD, Held
from pug_metrics.datasets import datasets
from pug_metrics.ingest import Answers, commit, drafts, understand
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import count, rupiah_full
from pug_metrics.marking import notes
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
        data: bytes, step: int = UNDERSTOOD, given: Answers = GIVEN, language: str = "id",
        dataset: str = "anggaran", name: str = "uji.csv", **more: object,
    ) -> AppTest:  # fmt: skip
        test = page("unggah", language=language)
        test.session_state["unggah_ke"] = 1
        test.session_state["unggah_berkas"] = Held(name, data, 1)
        test.session_state["unggah_jawaban"] = given
        test.session_state["unggah_langkah"] = step
        test.session_state["unggah_jenis"] = dataset
        for key, value in more.items():
            test.session_state[key] = value
        test.run()
        assert not test.exception
        return test

    return _drop


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the page; the test reads the labels of its options in it, too."""
    with speaking(request.param):
        yield request.param


def _press(test: AppTest, key: str) -> AppTest:
    test.button(key=key).click().run()
    assert not test.exception
    return test


def _answers(test: AppTest) -> Answers:
    found = test.session_state["unggah_jawaban"]
    assert isinstance(found, Answers)
    return found


HEAD = "kode_skpd;kode_rekening;"
PLAIN = "\n".join(f"1.0{n}.01;5.1.02.01.01.0001;{n}250" for n in range(1, 5))
DOTTED = PLAIN.replace("250", ".250")
MONTHS = "kode_skpd;kode_sub_kegiatan;Januari;Februari\n1.02.01;1.02.02.2.01.0001;5;7"
DATES = "kode_skpd;jenis;status;tanggal\n1.02.01;GAP;DISETUJUI;44927\n1.02.01;GBS;DISETUJUI;44958"
CARDS = [
    pytest.param("anggaran", f"{HEAD}pagu\n{DOTTED}", "angka_pagu", "indonesia", id="angka"),
    pytest.param("anggaran", f"{HEAD}Pagu (dalam ribuan rupiah)\n{PLAIN}", "satuan_pagu", "1000",
                 id="satuan"),
    pytest.param("anggaran", budget(recap=True).decode(), "rekap_kode_skpd", "kecualikan",
                 id="rekap"),
    pytest.param("realisasi", MONTHS, "bulanan_sampai_bulan", "kumulatif", id="bulanan"),
]  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
@pytest.mark.parametrize(("dataset", "text", "name", "value"), CARDS)
def test_a_question_about_the_file_waits_for_an_answer_and_leads_on(
    drop, dataset, text, name, value, language
):
    test = drop(text.encode(), dataset=dataset, language=language)
    radio = test.radio(key=f"unggah_{name}_1")
    assert radio.value is None
    assert value in radio.options or len(radio.options) == 2
    assert test.button(key="unggah_ke_langkah_4").disabled
    radio.set_value(value).run()
    assert not test.exception
    assert not test.button(key="unggah_ke_langkah_4").disabled
    _press(test, "unggah_ke_langkah_4")
    assert "unggah_tombol_simpan" in [button.key for button in test.button]
    _press(_press(test, "unggah_kembali_4"), "unggah_kembali_3")
    assert test.radio(key=f"unggah_{name}_1").value == value


def test_a_date_that_may_be_two_days_is_asked_with_the_days_written_out(drop):
    test = drop(DATES.encode(), dataset="dokumen")
    radio = test.radio(key="unggah_tanggal_tanggal_1")
    assert "1 Januari 2023" in radio.proto.captions[0]
    radio.set_value("seri_1900").run()
    assert _answers(test).number_form == {"tanggal": "seri_1900"}
    assert "2 baris siap" in test.title[0].value


def test_another_answer_changes_what_the_later_steps_say(drop):
    text = f"{HEAD}Pagu (dalam ribuan rupiah)\n{PLAIN}".encode()
    sums = {}
    for unit in (1, 1000):
        sums[unit] = understand("anggaran", text, "uji.csv", replace(GIVEN, unit=unit)).sums
    test = drop(text)
    for unit, said in sums.items():
        test.radio(key="unggah_satuan_pagu_1").set_value(str(unit)).run()
        _press(test, "unggah_ke_langkah_4")
        assert rupiah_full(said.accepted) in [metric.value for metric in test.metric]
        _press(test, "unggah_ke_langkah_2")


def test_a_column_gets_another_meaning_in_place_and_the_old_one_is_given_up(drop):
    text = f"kode_skpd;kode_rekening;pagu;cadangan\n{PLAIN.replace('250', '250;7')}".encode()
    test = drop(text)
    box = test.selectbox(key="unggah_kolom_cadangan_1")
    assert box.value == ""
    box.set_value("pagu").run()
    assert _answers(test).columns == {"cadangan": "pagu", "pagu": ""}
    assert test.selectbox(key="unggah_kolom_pagu_1").value == ""
    _press(test, "unggah_ke_langkah_4")
    assert rupiah_full(28) in [metric.value for metric in test.metric]


def test_a_required_column_that_nothing_names_is_asked_for(drop):
    text = f"kd satuan;kode_rekening;pagu\n{PLAIN}".encode()
    test = drop(text)
    assert test.button(key="unggah_ke_langkah_4").disabled
    test.selectbox(key="unggah_kolom_kd satuan_1").set_value("kode_skpd").run()
    assert not test.exception
    assert not test.button(key="unggah_ke_langkah_4").disabled


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_names_without_codes_are_confirmed_together(drop, store, language):
    known = understand("anggaran", budget(), "rka.csv", GIVEN, store)
    commit(store, known, actor="Sari")
    names = list(AGENCIES.values())
    rows = "\n".join(f"{name};KESETARAAN" for name in names)
    test = drop(f"nama_skpd;kategori_arg\n{rows}".encode(), dataset="tag_arg", language=language)
    assert test.button(key="unggah_ke_langkah_4").disabled
    assert say("unggah_judul_tanya_satu", jumlah="") == test.title[0].value.lower()
    _press(test, "unggah_kode_usul_kode_skpd")
    assert _answers(test).codes == {"kode_skpd": {v: k for k, v in AGENCIES.items()}}
    assert count(len(names)) in test.title[0].value
    assert not test.button(key="unggah_ke_langkah_4").disabled


def test_what_title_rows_propose_is_preselected_and_said(drop):
    text = b"KOTA BANDA ACEH;;\nTAHUN ANGGARAN 2026;;\n" + budget()
    test = drop(text, given=Answers())
    assert (_answers(test).daerah, _answers(test).tahun) == ("11.71", 2026)
    assert [c.value for c in test.caption if "baris judul" in c.value]
    test.selectbox(key="unggah_tahun_1").set_value(None).run()
    assert _answers(test).tahun is None


def test_rows_are_accounted_for_and_those_set_aside_are_named(drop):
    text = budget(bad=True) + b"\n;JUMLAH;;;33400000"
    report = understand("anggaran", text, "uji.csv", GIVEN)
    test = drop(text)
    said = texts(test)
    assert report.dibaca == report.diterima + report.ditolak + report.disisihkan
    assert f"{report.diterima} masuk + {report.ditolak} ditolak + {report.disisihkan}" in said
    assert report.set_aside
    assert all(unggah_rows.which(each) in said for each in report.set_aside)


@pytest.mark.cepat
def test_neighbouring_rows_stand_as_spans():
    assert unggah_rows.spans([2, 4, 5, 6, 9]) == ["2", "4–6", "9"]


def test_findings_are_counted_exactly_also_through_a_filter():
    lines = "\n".join(f"1.01.01;5.1.02.01.01.{n:04d};kosong {n}" for n in range(1, 301))
    report = understand("anggaran", f"{HEAD}pagu\n{lines}".encode(), "uji.csv", GIVEN)
    whole = {each.kind: each.times for each in unggah_findings.groups(report)}
    assert whole == dict(report.counts)
    some = unggah_findings.groups(report, text="kosong 29")
    assert [each.times for each in some] == [11]
    (last,) = unggah_findings.groups(report, text="301")
    assert [(each.row, each.value) for each in last.first] == [(301, "kosong 300")]


@pytest.mark.parametrize(
    ("language", "wanted"), [("id", "Tidak ada temuan"), ("en", "No findings")]
)
def test_a_file_without_findings_says_so(drop, store, language, wanted):
    commit(store, understand("anggaran", budget(), "rka.csv", GIVEN, store), actor="Sari")
    data = b"kode_skpd;kategori_arg\n1.01.01;KESETARAAN\n"
    assert not understand("tag_arg", data, "t.csv", GIVEN, store).counts
    test = drop(data, FINDINGS, dataset="tag_arg", name="t.csv", language=language)
    assert test.title[0].value == wanted


def test_the_difference_that_is_shown_is_the_one_that_is_stored(drop, store):
    commit(store, understand("anggaran", budget(), "rka.csv", GIVEN, store), actor="Sari")
    before = store.batches()[0].jumlah
    changed = b"\n".join(budget(first=77).splitlines()[:-1])
    test = drop(changed, CHANGES, aktor="Sari")
    assert "1 berubah" in test.title[0].value
    assert "1 tidak ada lagi" in test.title[0].value
    assert test.radio(key="unggah_mode_1").value is None
    assert test.button(key="unggah_tombol_simpan").disabled
    test.radio(key="unggah_mode_1").set_value("perubahan").run()
    _press(test, "unggah_tombol_simpan")
    total = store.query("SELECT sum(pagu) AS pagu FROM berlaku_anggaran")["pagu"][0].as_py()
    assert total == before - 1_000_000 + 77


def test_what_is_gone_leaves_only_when_it_is_ticked(drop, store):
    commit(store, understand("anggaran", budget(), "rka.csv", GIVEN, store), actor="Sari")
    shorter = b"\n".join(budget().splitlines()[:-1])
    test = drop(shorter, CHANGES, aktor="Sari", unggah_cara="perubahan")
    assert test.button(key="unggah_tombol_simpan").disabled
    test.checkbox(key="unggah_hapus_1").check().run()
    _press(test, "unggah_tombol_simpan")
    rows = store.query("SELECT count(*) AS n FROM berlaku_anggaran")["n"][0].as_py()
    assert rows == len(shorter.splitlines()) - 1


def test_undo_stands_on_the_last_step_and_brings_back_what_was(drop, store):
    test = _press(drop(budget(), CHANGES, aktor="Sari"), "unggah_tombol_simpan")
    test = _press(_press(test, "unggah_batalkan_1"), "unggah_batalkan_ya")
    assert "dibatalkan" in test.title[0].value
    assert store.batches()[0].dibatalkan is not None


def test_an_unfinished_upload_is_offered_and_brings_its_answers_back(drop, store):
    given = replace(GIVEN, tahun=2031)
    drop(budget(), given=given)
    assert [each.answers.tahun for each in drafts.kept()] == [2031]
    test = page("unggah").run()
    button = next(b for b in test.button if (b.key or "").startswith("unggah_draf_"))
    button.click().run()
    assert not test.exception
    assert test.selectbox(key="unggah_tahun_1").value == 2031
    test.session_state["aktor"] = "Sari"
    test = _press(_press(test.run(), "unggah_ke_langkah_4"), "unggah_tombol_simpan")
    assert drafts.kept() == ()
    assert len(store.batches()) == 1


def test_a_sensitive_file_leaves_nothing_behind(drop, store, monkeypatch):
    known = dict(datasets())
    known["tag_arg"] = replace(known["tag_arg"], sensitive=True)
    monkeypatch.setattr(drafts, "datasets", lambda: known)
    drop(b"kode_skpd;kategori_arg\n1.01.01;KESETARAAN\n", dataset="tag_arg")
    assert drafts.kept() == ()


def test_the_file_stays_on_the_table_when_one_goes_back_to_the_first_step(drop):
    test = _press(drop(budget()), "unggah_kembali_2")
    assert test.session_state["unggah_langkah"] == FILE
    assert "uji.csv" in texts(test)
    test = _press(test, "unggah_lanjut_1")
    assert "siap disimpan" in test.title[0].value


def test_a_reading_under_way_says_so_and_can_be_stopped(drop, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(unggah_reading, "PATIENCE_S", 0.05)
    monkeypatch.setattr(unggah_reading, "_read", lambda *_: gate.wait(30))
    test = drop(budget())
    try:
        assert "Membaca uji" in test.title[0].value
        _press(test, "unggah_baca_batal")
        assert "dibatalkan" in texts(test)
        assert "unggah_berkas" not in test.session_state
    finally:
        gate.set()


def test_a_stopped_second_reading_keeps_the_file_on_the_table(drop, monkeypatch):
    test = drop(budget())
    gate = threading.Event()
    monkeypatch.setattr(unggah_reading, "PATIENCE_S", 0.05)
    monkeypatch.setattr(unggah_reading, "_read", lambda *_: gate.wait(30))
    try:
        test.selectbox(key="unggah_tahun_1").set_value(2030).run()
        _press(test, "unggah_baca_batal")
        assert "uji.csv" in texts(test)
        assert _answers(test).tahun == 2030
    finally:
        gate.set()


def test_a_struck_row_is_named_with_its_sum_and_replacing_is_advised(drop, store):
    commit(store, understand("anggaran", budget(), "rka.csv", GIVEN, store), actor="Sari")
    lines = budget(first=77).splitlines()
    struck = rupiah_full(int(lines[-1].rpartition(b";")[2]))
    test = drop(b"\n".join(lines[:-1]), CHANGES, aktor="Sari", unggah_cara="perubahan")
    plain = [each.value for each in test.markdown if "tetap berlaku bila" in each.value]
    assert plain and f"1 baris ({struck})" in plain[0]
    advised = [each for each in test.radio(key="unggah_mode_1").options if "disarankan" in each]
    assert [each.split(" :")[0] for each in advised] == [say("unggah_mode_ganti")]
    test = _press(test, "unggah_tombol_simpan")
    said = "1 baris tidak ada di berkas itu dan tetap berlaku"
    assert said in texts(test)
    test.session_state["unggah_bagian"] = "riwayat"
    assert said in texts(test.run())


def test_a_rejected_row_is_not_said_to_be_gone_from_the_file(drop, store):
    commit(store, understand("anggaran", budget(), "rka.csv", GIVEN, store), actor="Sari")
    test = drop(budget(bad=True), CHANGES, aktor="Sari")
    assert "1 tidak ada lagi di berkas atau ditolak" in test.title[0].value
    assert "Tidak ada lagi atau ditolak 1" in [tab.label for tab in test.tabs]


@pytest.mark.parametrize(
    ("language", "fix", "agency"),
    [("id", ("Perbaiki", "perlu diperbaiki"), "1 OPD"), ("en", ("Fix", "to fix"), "1 agency")],
)
def test_a_severity_is_called_the_same_everywhere(drop, language, fix, agency):
    data = f"{HEAD}pagu\n1.01.01;5.1.02.01.01.0001;dua\n1.01.01;5.1.02.01.01.0002;7".encode()
    test = drop(data, FINDINGS, language=language)
    chip, headline = fix
    assert headline in test.title[0].value
    assert any(f"✕\u00a0{chip} 1" in each for each in test.get("button_group")[-1].options)
    report = understand("anggaran", data, "uji.csv", GIVEN)
    with speaking(language):
        assert f"✕ {chip}" in unggah_findings.findings_csv(report).decode("utf-8-sig")
        assert notes.severity_word("galat") == chip
    assert agency in texts(_press(test, "unggah_kembali_3")).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "title", "row"),
    [("id", "Tiga hal perlu dijawab", "4 dinilai setelah pertanyaan dijawab"),
     ("en", "Three things", "4 are judged once the questions are answered")],
    indirect=["language"],
)  # fmt: skip
def test_every_open_question_is_counted_and_no_row_is_called_bad_before(
    drop, language, title, row
):  # fmt: skip
    text = f"kd satuan;kode_rekening;Pagu (dalam ribuan rupiah)\n{PLAIN}".encode()
    test = drop(text, given=replace(GIVEN, tahapan=None), language=language)
    assert title in test.title[0].value
    assert row in texts(test)
    assert say("unggah_ditolak") not in texts(test)
    test.selectbox(key="unggah_tahapan_1").set_value("MURNI").run()
    test.selectbox(key="unggah_kolom_kd satuan_1").set_value("kode_skpd").run()
    test.radio(key="unggah_satuan_pagu_1").set_value("1000").run()
    assert not test.exception
    assert say("neraca_masuk") in texts(test)


def test_the_changes_of_two_datasets_are_each_shown_by_agency(drop, store):
    lines = [f"{code};5.1.02.01.01.000{n};{n}000;{n}00" for code in AGENCIES for n in (1, 2)]
    text = "\n".join([f"{HEAD}Pagu;Realisasi", *lines])
    given = replace(GIVEN, sampai_bulan=6)
    report = understand("anggaran", text.encode(), "uji.csv", given, store)
    assert len(commit(store, report, actor="uji")) == 2
    test = drop(text.replace("1000", "1500").replace(";100", ";150").encode(), CHANGES, given)
    assert [tab.label for tab in test.tabs].count(say("ubah_tab_opd")) == 2
