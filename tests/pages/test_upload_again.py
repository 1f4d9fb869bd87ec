"""The same table uploaded again: answers given for the file before serve, and can be dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_runs import page, texts
from streamlit.testing.v1 import AppTest
from upload_world import budget

from pages.parts import unggah_reading
from pages.parts.unggah_state import UNDERSTOOD, Held
from pug_metrics.ingest import Answers

HEAD = "kd satuan;kode_rekening;Pagu (dalam ribuan rupiah)\n"
FIRST = "\n".join(f"1.0{n}.01;5.1.02.01.01.0001;{n}250" for n in range(1, 5))
GIVEN = Answers(daerah="11", tahun=2025, tahapan="MURNI", unit=1000,
                columns={"kd satuan": "kode_skpd"})  # fmt: skip


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading that takes longer on a busy machine is waited for, not shown as under way."""
    monkeypatch.setattr(unggah_reading, "PATIENCE_S", 60)


def lay(test: AppTest, number: int, text: str, *, kind: str = "", wanted: str = "berkas"):
    """A file dropped on the page, as the page itself lays it on the table."""
    for name in ("unggah_laporan", "unggah_sumber", "unggah_pilihan"):
        if name in test.session_state:
            del test.session_state[name]
    test.session_state["unggah_ke"] = number
    test.session_state["unggah_berkas"] = Held(f"{number}.csv", text.encode(), number)
    test.session_state["unggah_jawaban"] = Answers(daerah="11")
    test.session_state["unggah_belum_dijawab"] = True
    test.session_state["unggah_jenis"] = kind
    test.session_state["unggah_dataset"] = wanted
    test.session_state["unggah_langkah"] = UNDERSTOOD
    test.run()
    assert not test.exception
    return test


def answered(text: str = HEAD + FIRST) -> AppTest:
    """A first file whose questions were all answered."""
    test = page("unggah")
    lay(test, 1, text, kind="anggaran")
    test.session_state["unggah_jawaban"] = GIVEN
    test.run()
    assert not test.exception
    return test


def test_a_corrected_file_with_the_same_headers_starts_with_the_answers(store):
    test = lay(answered(), 2, HEAD + FIRST.replace("1250", "1300"))
    assert test.session_state["unggah_jawaban"] == GIVEN
    assert test.session_state["unggah_jenis"] == "anggaran"
    assert "Jawaban dari berkas sebelumnya dipakai" in texts(test)
    test = lay(test, 3, HEAD + FIRST)
    assert test.session_state["unggah_jawaban"] == GIVEN


def test_one_can_start_without_the_earlier_answers(store):
    test = lay(answered(), 2, HEAD + FIRST.replace("1250", "1300"))
    test.button(key="unggah_mulai_baru").click().run()
    assert not test.exception
    assert test.session_state["unggah_jawaban"] == Answers()
    assert "Jawaban dari berkas sebelumnya" not in texts(test)


def test_other_headers_are_asked_anew(store):
    test = lay(answered(), 2, budget().decode())
    assert test.session_state["unggah_jawaban"] == Answers(daerah="11")
    assert "Jawaban dari berkas sebelumnya" not in texts(test)


def test_another_dataset_chosen_before_the_file_is_not_overruled(store):
    test = lay(answered(), 2, HEAD + FIRST, kind="realisasi", wanted="realisasi")
    assert test.session_state["unggah_jenis"] == "realisasi"
    assert test.session_state["unggah_jawaban"].unit is None


def test_a_title_row_that_says_another_year_is_not_overruled(store):
    test = answered("TAHUN ANGGARAN 2025;;\n" + HEAD + FIRST)
    test = lay(test, 2, "TAHUN ANGGARAN 2026;;\n" + HEAD + FIRST)
    assert test.session_state["unggah_jawaban"] == replace(GIVEN, tahun=2026)
