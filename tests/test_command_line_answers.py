"""The command line answers what a file leaves open: columns, codes, months, and tells the rest."""

from __future__ import annotations

import json
import sys

import pytest

from pug_metrics.cli.program import run
from pug_metrics.language import use

ACCOUNT = "5.1.02.01.01.0024"
HEALTH = "1.02.0.00.0.00.01.0000"
SAID = ("--tahun", "2025", "--tahapan", "MURNI", "--daerah", "63.72")


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
    def write(name, *rows):
        path = tmp_path / name
        path.write_text("\n".join([*rows, ""]), "utf-8")
        return str(path)

    return write


def test_a_column_is_named_by_an_option(pug, file):
    data = file("a.csv", "Kode SKPD,Kode Rekening,Uang Muka,Sisa", f"1.01,{ACCOUNT},5,7")
    code, out, _ = pug("import", "anggaran", data, *SAID)
    assert code == 1
    assert '--kolom "Uang Muka=…"' in out
    code, out, _ = pug("import", "anggaran", data, *SAID, "--kolom", "Uang Muka=pagu",
                       "--kolom", "Sisa=")  # fmt: skip
    assert code == 0
    assert "Rp5,00" in out or "Rp5" in out


def test_codes_are_given_one_by_one_from_a_file_or_by_accepting_proposals(pug, file):
    roster = file("opd.csv", "kode_skpd,nama_skpd", f"{HEALTH},Dinas Kesehatan")
    assert pug("import", "opd", roster, "--tahun", "2025", "--daerah", "63.72")[0] == 0
    data = file("a.csv", "SKPD,Kode Rekening,Pagu", f"Dinas Kesehatan,{ACCOUNT},5",
                f"Dinkes,{ACCOUNT[:-1]}5,6")  # fmt: skip
    code, out, _ = pug("import", "anggaran", data, *SAID)
    assert code == 1
    assert '--kode "kode_skpd:Dinas Kesehatan=…"' in out
    assert "--terima-usul" in out
    one = ("--kode", f"kode_skpd:Dinas Kesehatan={HEALTH}", "--dry-run", "--accept-good")
    assert "1 diterima, 1 ditolak" in pug("import", "anggaran", data, *SAID, *one)[1]
    codes = file("kode.csv", "kolom;teks;kode", f"kode_skpd;Dinkes;{HEALTH}", "kode_skpd;X;")
    both = (*one[:2], "--kode-dari", codes, "--dry-run")
    assert "2 diterima, 0 ditolak" in pug("import", "anggaran", data, *SAID, *both)[1]
    code, out, _ = pug("import", "anggaran", data, *SAID, "--terima-usul")
    assert code == 0
    assert "2 diterima, 0 ditolak" in out


def test_months_are_answered_by_an_option(pug, file):
    data = file("r.csv", "Kode SKPD,Kode Rekening,Januari,Februari", f"1.01,{ACCOUNT},5,7")
    asked = ("import", "realisasi", data, "--tahun", "2025", "--daerah", "63.72")
    code, out, err = pug(*asked)
    assert code == 1
    assert "--bulanan" in out
    assert "kumulatif" in err
    assert "--bulanan" in err
    assert pug(*asked, "--bulanan", "kumulatif")[0] == 0
    assert pug(*asked, "--bulanan", "per-bulan")[0] == 1


def test_every_choice_stands_in_the_json(pug, file):
    data = file("a.csv", "Kode SKPD,Kode Rekening,Paguu", f"1.01,{ACCOUNT},5")
    _, out, _ = pug("import", "anggaran", data, *SAID, "--dry-run", "--json")
    (choice,) = json.loads(out)["pilihan"]
    assert (choice["jenis"], choice["kolom"], choice["wajib"]) == ("kolom", "Paguu", True)
    assert choice["pilihan"][0]["jawaban"] == "pagu"


@pytest.mark.parametrize(
    "option",
    [("--kolom", "pagu"), ("--kode", "kode_skpd=1.01"), ("--kode", "Dinas=1.01"),
     ("--kode-dari", "salah.csv")],
)  # fmt: skip
def test_an_option_of_another_form_is_refused_with_the_form(pug, file, option):
    file("salah.csv", "nama,kode", "a,1")
    data = file("a.csv", "Kode SKPD,Kode Rekening,Pagu", f"1.01,{ACCOUNT},5")
    code, _, err = pug("import", "anggaran", data, *SAID, *option)
    assert code == 2
    assert option[0] in err or "kolom, teks, kode" in err


def test_titles_are_told_where_an_answer_is_missing(pug, file):
    data = file("a.csv", "APBD Perubahan Tahun Anggaran 2025;;", "Kode SKPD;Kode Rekening;Pagu",
                f"1.01;{ACCOUNT};5")  # fmt: skip
    code, out, _ = pug("import", "anggaran", data, "--daerah", "63.72")
    assert code == 1
    assert "--tahun 2025 bila benar" in out
    assert "--tahapan PERUBAHAN bila benar" in out
