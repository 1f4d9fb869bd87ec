"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pug_metrics.cli.program import run
from pug_metrics.language import use

ROOT = Path(__file__).resolve().parents[1]
HEAD = (
    "tahun,tahapan,kode_daerah,kode_skpd,nama_skpd,kode_sub_kegiatan,kode_rekening,"
    "kode_sumber_dana,pagu"
)
LINES = [
    "2025,MURNI,63.72,1.01.0.00.0.00.01.0000,Dinas Pendidikan,1.01.02.2.01.0001,"
    "5.1.02.01.01.0024,1.1,1000000.50",
    "2025,MURNI,63.72,2.08.0.00.0.00.01.0000,Dinas PPPA,2.08.02.2.01.0001,"
    "5.1.02.01.01.0024,1.1,3000000.00",
]
TAGS = (
    "tahun,tahapan,kode_daerah,kode_skpd,kategori_arg\n"
    "2025,MURNI,63.72,2.08.0.00.0.00.01.0000,SPESIFIK\n"
)
ACEH = ["--tahun", "2025", "--tahapan", "MURNI", "--daerah", "11"]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    monkeypatch.setenv("PUG_USER", "Bappeda")
    monkeypatch.chdir(tmp_path)
    yield
    use("id")


@pytest.fixture
def budget(tmp_path):
    path = tmp_path / "anggaran.csv"
    path.write_text("\n".join([HEAD, *LINES, ""]), "utf-8")
    return str(path)


@pytest.fixture
def pug(tmp_path, capfdbinary):
    """Run one command line in this process on a database in the temporary folder."""

    def call(*arguments, database=True):
        where = ["--database", str(tmp_path / "pug.duckdb")] if database else []
        capfdbinary.readouterr()
        code = run([*arguments, *where])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return call


def _outside(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "pug_metrics", *arguments], cwd=ROOT, capture_output=True,
        env={**os.environ, **environment}, check=False, timeout=60,
    )  # fmt: skip


def _loaded(pug, budget, tmp_path):
    assert pug("import", "anggaran", budget)[0] == 0
    tags = tmp_path / "tag.csv"
    tags.write_text(TAGS, "utf-8")
    assert pug("import", "tag_arg", str(tags))[0] == 0


def test_a_good_file_is_stored_and_said_to_be(pug, budget):
    code, out, _ = pug("import", "anggaran", budget)
    assert code == 0
    assert "2 dibaca, 2 diterima, 0 ditolak" in out
    assert "Rp4.000.000,50" in out
    assert "Tersimpan sebagai unggahan 1" in out
    code, out, _ = pug("batches", "--json")
    batch = json.loads(out)[0]
    assert (batch["diterima"], batch["jumlah"], batch["aktor"]) == (2, "4000000.50", "Bappeda")


def test_a_bad_row_is_named_and_nothing_is_stored(pug, tmp_path):
    path = tmp_path / "buruk.csv"
    path.write_text("\n".join([HEAD, LINES[0], LINES[1].replace("3000000.00", "-5"), ""]), "utf-8")
    code, out, err = pug("import", "anggaran", str(path))
    assert code == 1
    assert "GALAT (baris 3, kolom pagu, “-5" in out
    assert err.strip()
    assert "Traceback" not in err
    assert json.loads(pug("batches", "--json")[1]) == []


def test_the_good_rows_go_in_when_asked(pug, tmp_path):
    path = tmp_path / "buruk.csv"
    path.write_text("\n".join([HEAD, LINES[0], LINES[1].replace("3000000.00", "-5"), ""]), "utf-8")
    code, out, _ = pug("import", "anggaran", str(path), "--accept-good", "--json")
    facts = json.loads(out)
    assert code == 0
    assert (facts["diterima"], facts["ditolak"]) == (1, 1)
    assert facts["unggahan"][0]["jumlah"] == "1000000.50"


def test_a_refusal_names_the_option_that_helps(pug, budget, tmp_path):
    path = tmp_path / "buruk.csv"
    path.write_text(
        "\n".join([HEAD, LINES[0], LINES[1].replace("3000000.00", "tiga"), ""]), "utf-8"
    )
    code, _, said = pug("import", "anggaran", str(path))
    assert code == 1
    assert "--accept-good" in said
    assert pug("import", "anggaran", budget)[0] == 0
    changed = tmp_path / "lain.csv"
    changed.write_text("\n".join([HEAD, LINES[0].replace("1000000.50", "7"), ""]), "utf-8")
    assert "--mode ganti" in pug("import", "anggaran", str(changed))[2]


@pytest.mark.parametrize(("form", "amount"), [("indonesia", "1050.00"), ("inggris", "1.05")])
def test_a_number_form_can_be_chosen(pug, tmp_path, form, amount):
    path = tmp_path / "ambigu.csv"
    path.write_text("\n".join([HEAD, LINES[0].replace("1000000.50", "1.050"), ""]), "utf-8")
    code, _, said = pug("import", "anggaran", str(path))
    assert code == 1
    assert "--number-form" in said
    code, out, _ = pug("import", "anggaran", str(path), "--angka", form, "--json")
    assert code == 0
    assert f'"{amount}"' in out


def test_the_form_of_one_column_can_be_stated(pug, tmp_path):
    path = tmp_path / "ambigu.csv"
    path.write_text("\n".join([HEAD, LINES[0].replace("1000000.50", "1.050"), ""]), "utf-8")
    code, out, _ = pug("import", "anggaran", str(path), "--number-form", "Pagu=indonesia", "--json")
    assert code == 0
    assert '"1050.00"' in out
    assert "indonesia" in pug("import", "anggaran", str(path), "--number-form", "indonesai")[2]
    assert "pagu" in pug("import", "anggaran", str(path), "--number-form", "pahu=polos")[2]


def test_a_unit_that_a_file_names_is_stated_by_an_option(pug, tmp_path):
    path = tmp_path / "ribuan.csv"
    path.write_text("\n".join(["dalam ribuan rupiah", HEAD, LINES[0], ""]), "utf-8")
    code, _, said = pug("import", "anggaran", str(path))
    assert code == 1
    assert "--satuan" in said
    code, out, _ = pug("import", "anggaran", str(path), "--satuan", "1000", "--json")
    assert code == 0
    assert '"1000000500.00"' in out


def test_a_trial_run_stores_nothing_and_makes_no_database(pug, budget, tmp_path):
    code, out, err = pug("import", "anggaran", budget, "--dry-run")
    assert code == 0
    assert "2 diterima" in out
    assert "tidak ada yang disimpan" in err
    assert not (tmp_path / "pug.duckdb").exists()


def test_loading_a_file_twice_changes_nothing_and_says_so(pug, budget):
    pug("import", "anggaran", budget)
    code, out, err = pug("import", "anggaran", budget, "--json")
    assert code == 0
    assert "tidak ada yang diubah" in err
    assert json.loads(out)["unggahan"] == []
    assert len(json.loads(pug("batches", "--json")[1])) == 1


def test_an_undone_batch_is_out_of_force(pug, budget):
    pug("import", "anggaran", budget)
    code, out, _ = pug("undo", "1", "--json")
    assert code == 0
    assert json.loads(out)["dibatalkan"]
    code, _, err = pug("undo", "1")
    assert code == 1
    assert err.strip()
    assert "dibatalkan" in pug("batches")[1]


def test_check_agrees_after_a_commit(pug, budget):
    pug("import", "anggaran", budget)
    code, out, _ = pug("check")
    assert code == 0
    assert "cocok" in out
    told = json.loads(pug("check", "--json")[1])
    assert told["cocok"] is True
    assert told["di_luar_angka"] == {"lokasi_lebih": [], "realisasi_lepas": []}


def test_check_names_spending_that_no_figure_shows(pug, budget, tmp_path):
    """Places were right until a smaller budget came; the realisation never had a line."""
    pug("import", "anggaran", budget)
    place, spent, less = (tmp_path / f"{name}.csv" for name in ("tempat", "serapan", "kurang"))
    place.write_text(
        "tahun,tahapan,kode_daerah,kode_skpd,kode_wilayah,rupiah\n"
        "2025,MURNI,63.72,2.08.0.00.0.00.01.0000,63.72.02.1003,3000000\n", "utf-8",
    )  # fmt: skip
    spent.write_text(
        "tahun,sampai_bulan,kode_daerah,kode_skpd,realisasi\n"
        "2025,6,63.72,9.99,400.25\n", "utf-8",
    )  # fmt: skip
    less.write_text("\n".join([HEAD, LINES[1].replace("3000000", "2999999"), ""]), "utf-8")
    for dataset, path in (("lokasi", place), ("realisasi", spent)):
        assert pug("import", dataset, str(path))[0] == 0
    assert len(pug("check")[2].splitlines()) == 1
    assert pug("import", "anggaran", str(less), "--mode", "ganti")[0] == 0
    code, out, err = pug("check")
    assert code == 0
    assert "cocok" in out
    exceeding, lost = err.splitlines()
    assert "Rp3.000.000,00, melebihi pagunya Rp2.999.999,00" in exceeding
    assert "sampai Juni: 1 baris senilai Rp400,25" in lost
    told = json.loads(pug("check", "--json")[1])["di_luar_angka"]
    assert told == {"lokasi_lebih": [exceeding], "realisasi_lepas": [lost]}
    checks = json.loads(pug("check", "--json")[1])["uji"]
    assert [each["uji"] for each in checks] == ["realisation_without_line", "places_beyond_lines"]
    assert [each["rupiah"] for each in checks] == ["400.25", "1.00"]
    assert checks[0]["baris"][0]["berkas"] == "serapan.csv"


def test_check_names_what_the_checks_of_the_data_find(pug, budget, tmp_path):
    pug("import", "anggaran", budget)
    tag = tmp_path / "tanda.csv"
    tag.write_text(
        "tahun,tahapan,kode_daerah,kode_skpd,kode_sub_kegiatan,kategori_arg\n"
        "2025,MURNI,63.72,2.08.0.00.0.00.01.0000,2.08.02.2.01.0099,SPESIFIK\n", "utf-8",
    )  # fmt: skip
    assert pug("import", "tag_arg", str(tag))[0] == 0
    code, _, err = pug("check")
    assert code == 0
    assert err.startswith("Tanda tanpa baris belanja: 1 baris")
    assert "2.08.02.2.01.0099" in err


def test_a_metric_as_csv_is_exact_and_carries_its_data_label(pug, budget, tmp_path):
    _loaded(pug, budget, tmp_path)
    code, out, _ = pug("metric", "arg_share", "--by", "opd", "--format", "csv")
    rows = {row["kode"]: row for row in csv.DictReader(io.StringIO(out))}
    assert code == 0
    pppa = rows["2.08.0.00.0.00.01.0000"]
    assert (pppa["pembilang"], pppa["penyebut"]) == ("3000000.00", "3000000.00")
    assert float(pppa["nilai"]) == 100
    assert pppa["data"] == "v2"
    assert "\r" not in out


def test_a_metric_as_json_writes_money_as_text(pug, budget, tmp_path):
    _loaded(pug, budget, tmp_path)
    for arguments in (["--json", "metric", "arg_amount", "--by", "opd"],
                      ["metric", "arg_amount", "--by", "opd", "--format", "json"]):  # fmt: skip
        code, out, _ = pug(*arguments)
        content = json.loads(out)
        assert code == 0
        assert content["total"]["nilai"] == "3000000.00"
        assert {type(row["pembilang"]) for row in content["baris"]} == {str}


def test_a_metric_as_table_speaks_indonesian_or_english(pug, budget, tmp_path):
    _loaded(pug, budget, tmp_path)
    _, out, _ = pug("metric", "budget_total", "--by", "opd", "--tahapan", "murni")
    assert "Rp4.000.000,50" in out
    assert "Kota Banjarbaru · 2025 · APBD Murni" in out
    _, out, _ = pug("--bahasa", "en", "metric", "budget_total", "--by", "opd")
    assert "Rp4,000,000.50" in out


def test_two_grains_are_given_with_a_comma(pug, budget, tmp_path):
    _loaded(pug, budget, tmp_path)
    _, out, _ = pug("metric", "budget_total", "--by", "opd,rekening", "--format", "csv")
    assert {row["kode_2"] for row in csv.DictReader(io.StringIO(out))} == {"5.1.02.01.01.0024"}


def test_periksa_needs_no_database(pug, budget, tmp_path):
    code, out, _ = pug("periksa", budget, database=False)
    assert code == 0
    assert "2 diterima" in out
    assert not list(tmp_path.glob("**/*.duckdb"))


def test_a_template_is_written_where_asked(pug, tmp_path):
    code, out, _ = pug("template", "tag_arg", "--out", str(tmp_path / "t.xlsx"))
    assert code == 0
    assert "t.xlsx" in out
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames[0] == "Data"


@pytest.mark.cepat
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["metrik"], "metric"),
        (["metric", "arg_shere", "--by", "opd"], "arg_share"),
        (["metric", "arg_share"], "--by"),
        (["metric", "arg_share", "--by", "opdd"], "opd"),
        (["metric", "arg_share", "--by", "opd", "--tahun", "x"], "--tahun"),
        (["metric", "arg_share", "--by", "opd", "--format", "tabel"], "csv"),
        (["metric", "arg_share", "--by", "opd", "--tahapan", "MURN"], "MURNI"),
        (["metric", "arg_share", "--by", "opd", "--daerah", "Aceh"], "11"),
        (["metric", "arg_share", "--byy", "opd"], "--by"),
        (["import", "anggara", "x.csv"], "anggaran"),
        (["import", "anggaran", "tidak_ada.csv"], "tidak_ada.csv"),
        (["template", "tanda"], "tag_arg"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(pug, arguments, words, tmp_path):
    from pug_metrics.store import Store

    Store.open(tmp_path / "pug.duckdb").close()
    code, out, err = pug(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.cepat
def test_an_error_speaks_english_when_asked(pug):
    assert "There is no command" in pug("metrik", "--bahasa", "en")[2]


@pytest.mark.cepat
def test_a_missing_database_is_exit_3_and_is_not_made(pug, tmp_path):
    code, _, err = pug("batches")
    assert code == 3
    assert "pug.duckdb" in err
    assert not (tmp_path / "pug.duckdb").exists()


def test_a_held_database_is_exit_3_in_one_sentence(budget, tmp_path):
    from pug_metrics.store import Store

    path = tmp_path / "pug.duckdb"
    with Store.open(path):
        done = _outside("batches", "--database", str(path))
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.decode("utf-8").strip().splitlines()) == 1


def test_output_is_utf8_whatever_the_console_says(tmp_path):
    done = _outside("metric", "x", "--by", "opd", PYTHONIOENCODING="cp1252", PYTHONUTF8="0",
                    PUG_DATABASE=str(tmp_path / "tidak ada — x.duckdb"))  # fmt: skip
    done.stderr.decode("utf-8")
    assert done.returncode == 2
    done = _outside("batches", PYTHONIOENCODING="cp1252", PYTHONUTF8="0",
                    PUG_DATABASE=str(tmp_path / "ルートé.duckdb"))  # fmt: skip
    assert "ルートé" in done.stderr.decode("utf-8")
    assert done.returncode == 3


def test_the_command_line_starts_quickly_and_without_heavy_libraries():
    start = time.perf_counter()
    done = _outside("--help")
    assert done.returncode == 0
    assert time.perf_counter() - start < 3
    heavy = "streamlit", "plotly", "pandas", "duckdb", "pyarrow"
    code = f"import pug_metrics.cli.program, sys; print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert shown.stdout.decode().strip() == "[]"


@pytest.mark.cepat
def test_the_glossary_agrees_with_the_declarations(pug):
    code, _, err = pug("glosarium", "--check", database=False)
    assert (code, err) == (0, "")


@pytest.mark.cepat
def test_the_glossary_names_every_metric_dataset_column_and_basis(pug):
    from pug_metrics.datasets.declaration import datasets
    from pug_metrics.metrics.declaration import Basis, all_metrics

    text = (ROOT / "docs" / "glosarium.md").read_text("utf-8")
    for name in [*all_metrics(), *datasets(), *Basis]:
        assert f"`{name}`" in text
    for declared in datasets().values():
        for column in declared.columns:
            assert column.meaning.id in text
            assert column.meaning.en in text
    assert text.count("konvensi kami") >= len(Basis)


def test_aceh_without_its_recapitulation(pug, shared):
    file = str(shared / "real" / "apba_aceh_2025_rincian.csv")
    code, out, _ = pug("import", "anggaran", file, *ACEH)
    assert code == 0
    assert "Sekretariat Daerah Aceh" in out
    assert "9.703" in out
    assert "Rp8.727.621.226.517,62" in out
    assert "Rp11.006.439.723.330" in out
    code, out, err = pug("metric", "budget_total", "--by", "opd", "--format", "json", *ACEH)
    content = json.loads(out)
    assert content["total"]["nilai"] == "8727621226517.62"
    assert sum(Decimal(row["nilai"]) for row in content["baris"] if row["nilai"]) == Decimal(
        "8727621226517.62"
    )
    assert len([row for row in content["baris"] if row["nilai"]]) == 30
    assert "Rp11.006.439.723.330" in err
    assert any("Rp11.006.439.723.330" in note for note in content["catatan"])


def test_aceh_with_its_recapitulation(pug, shared):
    file = str(shared / "real" / "apba_aceh_2025_rincian.csv")
    code, out, _ = pug("import", "anggaran", file, *ACEH, "--rekap", "sertakan", "--json")
    facts = json.loads(out)
    assert code == 0
    assert facts["diterima"] == 10084
    assert facts["jumlah"]["diterima"] == "19319861953168.45"
    assert facts["rekapitulasi"][0]["rekening_sama"] == 331
    code, out, err = pug("metric", "budget_total", "--by", "opd", "--format", "csv", *ACEH)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len([row for row in rows if row["nilai"]]) == 31
    assert sum(Decimal(row["nilai"]) for row in rows if row["nilai"]) == Decimal(
        "19319861953168.45"
    )
    assert "Rp11.006.439.723.330" in err


def test_tagging_one_agency_of_aceh_moves_the_share_by_its_part(pug, shared, tmp_path):
    pug("import", "anggaran", str(shared / "real" / "apba_aceh_2025_rincian.csv"), *ACEH)
    before = json.loads(pug("metric", "arg_share", "--by", "daerah", "--json")[1])
    assert before["total"]["pembilang"] == "0.00"
    tags = tmp_path / "tag.csv"
    tags.write_text("kode_skpd,kategori_arg\n2.08.01,PELEMBAGAAN\n", "utf-8")
    assert pug("import", "tag_arg", str(tags), *ACEH)[0] == 0
    after = json.loads(pug("metric", "arg_share", "--by", "opd", "--json")[1])
    tagged = [row for row in after["baris"] if row["pembilang"] != "0.00"]
    assert [row["pembilang"] for row in tagged] == ["148707757397.00"]
    share = Decimal("148707757397.00") / Decimal("8727621226517.62") * 100
    assert after["total"]["nilai"] == pytest.approx(float(share), abs=1e-9)
    assert "anggaran" in {each["dataset"] for each in after["sumber"]}
    assert "tag_arg" in {each["dataset"] for each in after["sumber"]}


def test_the_villages_of_aceh_sum_to_the_lines_that_were_placed(pug, shared, tmp_path):
    from pug_metrics.reference import places

    pug("import", "anggaran", str(shared / "real" / "apba_aceh_2025_rincian.csv"), *ACEH)
    village = places.villages_of("11.71")[0].kode
    placed = tmp_path / "lokasi.csv"
    placed.write_text(f"kode_skpd,kode_wilayah,persen\n2.08.01,{village},100\n", "utf-8")
    assert pug("import", "lokasi", str(placed), *ACEH)[0] == 0
    content = json.loads(pug("metric", "budget_total", "--by", "desa", "--json")[1])
    figures = {row["kode"]: row["nilai"] for row in content["baris"] if row["nilai"]}
    assert figures.pop(village) == "148707757397.00"
    assert figures == {"TANPA_LOKASI": "8578913469120.62"}


def test_a_long_csv_is_imported_piece_by_piece_and_said_like_any_other(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("pug_metrics.ingest.bulk.LONG", 100)
    monkeypatch.setenv("PUG_DATABASE", str(tmp_path / "pug.duckdb"))
    path = tmp_path / "panjang.csv"
    bad = LINES[0].replace("1000000.50", "x").replace("2.01.0001", "2.01.0009")
    path.write_text("\n".join([HEAD, *LINES, bad]) + "\n")

    assert run(["import", "anggaran", str(path), "--json"]) == 1
    refused = json.loads(capsys.readouterr().out)
    assert (refused["diterima"], refused["ditolak"], refused["unggahan"]) == (2, 1, [])
    assert run(["import", "anggaran", str(path), "--dry-run", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["ditolak"] == 1
    assert run(["import", "anggaran", str(path), "--accept-good"]) == 0
    assert "2" in capsys.readouterr().out
    assert run(["metric", "budget_total", "--by", "daerah", "--format", "csv"]) == 0
    assert "4000000.50" in capsys.readouterr().out
    assert run(["import", "anggaran", str(path), "--marked", str(tmp_path / "t.xlsx")]) == 1
