"""The commands diff, import with its modes, undo and berkas: what they say, show and write."""

from __future__ import annotations

import json
import sys
from decimal import Decimal

import pytest

from pug_metrics.cli.program import run
from pug_metrics.language import use

HEAD = (
    "tahun,tahapan,kode_daerah,kode_skpd,nama_skpd,kode_sub_kegiatan,kode_rekening,"
    "kode_sumber_dana,pagu"
)
EDU, PPPA = "1.01.0.00.0.00.01.0000", "2.08.0.00.0.00.01.0000"


def row(agency=PPPA, name="Dinas PPPA", account="24", pagu="3000000.00"):
    sub = "1.01.02.2.01.0001" if agency == EDU else "2.08.02.2.01.0001"
    return f"2025,MURNI,63.72,{agency},{name},{sub},5.1.02.01.01.00{account},1.1,{pagu}"


FIRST = (row(EDU, "Dinas Pendidikan", pagu="1000000.50"), row())


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    monkeypatch.setenv("PUG_USER", "Bappeda")
    monkeypatch.chdir(tmp_path)
    yield
    use("id")


@pytest.fixture
def pug(tmp_path, capfdbinary):
    """Run one command line in this process on a database in the temporary folder."""

    def call(*arguments):
        capfdbinary.readouterr()
        code = run([*arguments, "--database", str(tmp_path / "pug.duckdb")])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return call


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="berkas.csv"):
        path = tmp_path / name
        path.write_text("\n".join([HEAD, *rows, ""]), "utf-8")
        return str(path)

    return write


def total(pug) -> Decimal:
    _, out, _ = pug("metric", "budget_total", "--by", "daerah", "--format", "csv")
    return Decimal(out.splitlines()[1].split(",")[2])


def test_diff_counts_sums_agencies_and_shows_old_and_new(pug, file):
    assert pug("import", "anggaran", file(*FIRST))[0] == 0
    changed = file(FIRST[0], row(pagu="3500000.00"), row(account="25", pagu="7"), name="b.csv")
    code, out, _ = pug("diff", "anggaran", changed)
    assert code == 0
    assert "2 baris tersimpan, 3 baris di berkas" in out
    assert "pagu: Rp3.000.000,00 → Rp3.500.000,00" in out
    assert "baru (baris 4)" in out
    assert f"{PPPA} Dinas PPPA" in out
    assert f"{EDU} Dinas Pendidikan" not in out
    assert len(json.loads(pug("batches", "--json")[1])) == 1


def test_diff_in_json_has_exact_counts_and_cells(pug, file):
    pug("import", "anggaran", file(*FIRST))
    changed = file(row(pagu="3500000.00"), row(account="25", pagu="7"), name="b.csv")
    code, out, _ = pug("diff", "anggaran", changed, "--json")
    facts = json.loads(out)["dataset"][0]
    assert code == 0
    assert facts["sebelum"] == {"baris": 1, "jumlah": "3000000.00"}
    assert facts["baru"] == {"baris": 1, "jumlah": "7.00"}
    assert facts["berubah"] == {"baris": 1, "jumlah": "3500000.00"}
    assert facts["hilang"]["baris"] == 0
    (cell,) = next(each["sel"] for each in facts["contoh"] if each["jenis"] == "berubah")
    assert cell == {"kolom": "pagu", "lama": "3000000.00", "baru": "3500000.00"}


def test_diff_of_a_file_with_errors_is_refused_and_of_its_good_rows_is_not(pug, file):
    pug("import", "anggaran", file(*FIRST, row(account="25")))
    bad = file(FIRST[0], row(pagu="-5"), row(account="25"), name="b.csv")
    assert pug("diff", "anggaran", bad)[0] == 1
    code, out, err = pug("diff", "anggaran", bad, "--accept-good")
    assert code == 0
    assert "1 baris ditolak tidak ikut dibandingkan" in err
    assert "hilang (unggahan 1)" in out


def test_the_same_contents_have_no_difference(pug, file):
    pug("import", "anggaran", file(*FIRST))
    code, out, _ = pug("diff", "anggaran", file(*reversed(FIRST), name="b.csv"))
    assert code == 0
    assert "Tidak ada selisih" in out


def test_an_occupied_scope_shows_what_each_mode_would_do_and_names_them(pug, file):
    pug("import", "anggaran", file(*FIRST))
    changed = file(row(pagu="9"), row(account="25", pagu="7"), name="b.csv")
    code, out, err = pug("import", "anggaran", changed)
    assert code == 1
    for mode in ("ganti", "perubahan"):
        assert f"{mode}: 2 baris sesudahnya" in out
        assert f"--mode {mode}" in err
    assert "tambah:" not in out
    facts = json.loads(pug("import", "anggaran", changed, "--json")[1])
    assert facts["selisih"]["dataset"][0]["berubah"]["baris"] == 1


def test_a_trial_run_shows_the_difference_and_stores_nothing(pug, file):
    pug("import", "anggaran", file(*FIRST))
    code, out, _ = pug("import", "anggaran", file(row(pagu="9"), name="b.csv"), "--dry-run")
    assert code == 0
    assert "pagu: Rp3.000.000,00 → Rp9,00" in out
    assert total(pug) == Decimal("4000000.50")


def test_only_changes_go_in_and_removal_needs_its_option(pug, file):
    pug("import", "anggaran", file(FIRST[0], *FIRST[1:], row(account="25", pagu="7")))
    fewer = file(row(pagu="9"), name="b.csv")
    assert pug("import", "anggaran", fewer, "--mode", "perubahan")[0] == 0
    assert total(pug) == Decimal("1000016.50")
    code, _, err = pug("import", "anggaran", fewer, "--mode", "perubahan")
    assert code == 0
    assert "tidak ada yang diubah" in err
    assert pug("import", "anggaran", fewer, "--mode", "perubahan", "--hapus-yang-hilang")[0] == 0
    assert total(pug) == Decimal("1000009.50")
    last = json.loads(pug("batches", "--json")[1])[-1]
    assert (last["mode"], last["perubahan"]["nisan"], last["diterima"]) == ("perubahan", 1, 1)


def test_undo_says_first_what_moves(pug, file):
    pug("import", "anggaran", file(*FIRST))
    pug("import", "anggaran", file(row(pagu="9"), name="b.csv"), "--mode", "ganti")
    code, out, err = pug("undo", "2", "--lihat")
    assert code == 0
    assert "Tidak berlaku lagi: 1 baris Rp9,00" in out
    assert "Berlaku kembali: 1 baris unggahan 1 (berkas.csv) Rp3.000.000,00" in out
    assert "Total belanja, 63.72 2025 APBD Murni: Rp1.000.009,50 → Rp4.000.000,50" in out
    assert "tidak dibatalkan" in err
    assert total(pug) == Decimal("1000009.50")
    code, out, _ = pug("undo", "2", "--ya")
    assert (code, "Unggahan 2 (b.csv) dibatalkan" in out) == (0, True)
    assert total(pug) == Decimal("4000000.50")


def test_a_script_undoes_without_being_asked_and_gets_what_moved(pug, file):
    pug("import", "anggaran", file(*FIRST))
    code, out, _ = pug("undo", "1", "--json")
    facts = json.loads(out)
    assert code == 0
    assert facts["dibatalkan"]
    assert facts["akibat"]["sebelum"] == {"baris": 2, "jumlah": "4000000.50"}
    assert facts["akibat"]["sesudah"] == {"baris": 0, "jumlah": None}


@pytest.mark.parametrize(("said", "undone"), [("ya", True), ("", False), ("tidak", False)])
def test_a_person_at_a_terminal_is_asked(pug, file, monkeypatch, said, undone):
    import click

    pug("import", "anggaran", file(*FIRST))
    asked = []
    monkeypatch.setattr("pug_metrics.cli.session.at_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda words, **_: asked.append(words) or said)
    code, _, _ = pug("undo", "1")
    assert code == 0
    assert len(asked) == 1
    (batch,) = json.loads(pug("batches", "--json")[1])
    assert bool(batch["dibatalkan"]) is undone


def test_the_original_file_comes_back_byte_by_byte(pug, file, tmp_path):
    path = file(*FIRST)
    pug("import", "anggaran", path)
    code, out, _ = pug("berkas", "1", "--out", str(tmp_path / "lagi.csv"))
    assert code == 0
    assert "lagi.csv" in out
    assert (tmp_path / "lagi.csv").read_bytes() == (tmp_path / "berkas.csv").read_bytes()


def test_an_original_file_that_was_altered_or_lost_is_not_given_out(pug, file, tmp_path):
    pug("import", "anggaran", file(*FIRST))
    (kept,) = (tmp_path / "berkas").glob("*.csv")
    kept.write_text("lain")
    code, _, err = pug("berkas", "1", "--out", "x.csv")
    assert (code, "bukan lagi" in err) == (1, True)
    kept.unlink()
    code, _, err = pug("berkas", "1", "--out", "x.csv")
    assert (code, "tidak ada di folder" in err) == (1, True)
    assert not (tmp_path / "x.csv").exists()
    assert pug("berkas", "9")[0] == 1


def test_the_same_file_read_another_way_goes_in_as_a_correction(pug, file):
    doubtful = file(row(pagu="1.050"))
    for form, stored in (("inggris", "1.05"), ("indonesia", "1050.00")):
        mode = () if form == "inggris" else ("--mode", "perubahan")
        assert pug("import", "anggaran", doubtful, "--number-form", form, *mode)[0] == 0
        assert total(pug) == Decimal(stored)
    assert (
        pug("import", "anggaran", doubtful, "--number-form", "inggris", "--mode", "ganti")[0] == 0
    )
    assert total(pug) == Decimal("1.05")
    code, _, err = pug(
        "import", "anggaran", doubtful, "--number-form", "inggris", "--mode", "ganti"
    )
    assert (code, "tidak ada yang diubah" in err) == (0, True)


def test_replacing_never_takes_out_a_row_whose_new_one_was_rejected(pug, file):
    pug("import", "anggaran", file(*FIRST, row(account="25", pagu="7")))
    spoiled = file(row(pagu="9"), row(account="25", pagu="x"), name="b.csv")
    before = total(pug)
    code, _, err = pug("import", "anggaran", spoiled, "--mode", "ganti", "--accept-good")
    assert (code, total(pug)) == (1, before)
    assert "Perbaiki dahulu baris yang ditolak" in err


def test_a_diff_that_is_refused_says_which_cells_are_wrong(pug, file):
    pug("import", "anggaran", file(*FIRST))
    spoiled = file(row(pagu="9"), row(account="25", pagu="x"), name="b.csv")
    code, out, _ = pug("diff", "anggaran", spoiled)
    assert (code, "baris 3" in out, "pagu" in out) == (1, True, True)
    facts = json.loads(pug("diff", "anggaran", spoiled, "--json")[1])
    assert [each["baris"] for each in facts["temuan"] if each["tingkat"] == "galat"] == [3]


def test_every_refusal_answers_scripts_too(pug, file, tmp_path):
    pug("import", "anggaran", file(*FIRST))
    for command in (("undo", "99"), ("import", "anggaran", str(tmp_path / "tidak-ada.csv"))):
        code, out, _ = pug(*command, "--json")
        assert code > 0
        assert set(json.loads(out)) == {"ditolak", "sebab"}


def test_what_was_stored_is_told_with_what_it_changed(pug, file):
    pug("import", "anggaran", file(*FIRST))
    changed = file(FIRST[0], row(pagu="9"), row(account="25", pagu="7"), name="b.csv")
    out = pug("import", "anggaran", changed, "--mode", "perubahan")[1]
    assert "1 baris baru, 1 berubah, 0 dikeluarkan" in out
    assert "Rp3.000.000,00" in out


def test_a_frozen_version_gives_its_figures_again(pug, file):
    pug("import", "anggaran", file(*FIRST))
    assert "Rakor Maret" in pug("kunci", "Rakor Maret", "--catatan", "sebelum perubahan")[1]
    pug("import", "anggaran", file(row(pagu="9"), name="b.csv"), "--mode", "ganti")
    assert total(pug) == Decimal("1000009.50")
    question = ("metric", "budget_total", "--by", "daerah", "--json")
    then = json.loads(pug(*question, "--versi", "rakor maret")[1])
    assert Decimal(then["total"]["pembilang"]) == Decimal("4000000.50")
    assert then["data"] == "v1 Rakor Maret"
    (named,) = json.loads(pug("versi", "--json")[1])
    assert (named["nama"], named["aktor"], named["catatan"]) == (
        "Rakor Maret", "Bappeda", "sebelum perubahan",
    )  # fmt: skip
    assert "sebelum perubahan" in pug("versi")[1]
    code, _, err = pug(*question, "--versi", "Rakor Mei")
    assert (code, "Rakor Maret" in err) == (1, True)
    assert pug("kunci", "rakor maret")[0] == 1
