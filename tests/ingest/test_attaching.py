"""Files attached to documents: judged by what they hold, given out only as they came."""

from __future__ import annotations

import pytest

from pug_metrics.ingest import IntakeRefused, kept_file
from pug_metrics.ingest.attaching import (
    attached_bytes,
    attachment,
    is_attached,
    keep_attachment,
)
from tests.ingest.document_files import EXE, OLD, PDF, bomb, docx, locked, xlsx

pytestmark = pytest.mark.cepat


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    return tmp_path / "berkas"


@pytest.mark.parametrize(
    ("name", "data"),
    [("gbs.pdf", PDF), ("GAP 2025.DOCX", docx("word/media/image1.png")), ("kak.xlsx", xlsx())],
)
def test_the_three_kinds_come_back_as_they_were(name, data):
    made = attachment(name, data)
    assert not is_attached(made.sha256)
    keep_attachment(made)
    assert is_attached(made.sha256)
    assert attached_bytes(made.sha256, name) == data


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("gbs.pdf", EXE, "lampiran_isi"),
        ("gbs.docx", EXE, "lampiran_isi"),
        ("gbs.exe", EXE, "lampiran_jenis"),
        ("gbs.docm", docx(), "lampiran_jenis"),
        ("gbs.pdf.exe", PDF, "lampiran_jenis"),
        ("gbs", PDF, "lampiran_jenis"),
        ("gbs.pdf", b"", "lampiran_kosong"),
        ("gbs.pdf", docx(), "lampiran_isi"),
        ("gbs.pdf", PDF[:20], "lampiran_isi"),
        ("gbs.pdf", EXE + PDF, "lampiran_isi"),
        ("gbs.docx", xlsx(), "lampiran_isi"),
        ("gbs.xlsx", docx(), "lampiran_isi"),
        ("gbs.docx", PDF, "lampiran_isi"),
        ("gbs.docx", docx()[:-40], "lampiran_isi"),
        ("gbs.docx", docx("../../naskah.xml"), "lampiran_isi"),
        ("gbs.docx", docx("word/vbaProject.bin"), "lampiran_makro"),
        ("gbs.xlsx", xlsx("xl/VBAPROJECT.BIN"), "lampiran_makro"),
        ("gbs.xlsx", xlsx("xl/macrosheets/sheet1.xml"), "lampiran_makro"),
        ("gbs.docx", docx("word/activeX/activeX1.bin"), "lampiran_makro"),
        ("gbs.docx", docx("word/embeddings/pasang.exe"), "lampiran_makro"),
        (
            "gbs.docx",
            docx(types="<Default ContentType='application/vnd.ms-word.macroEnabled.main+xml'/>"),
            "lampiran_makro",
        ),
        ("gbs.xlsx", OLD, "lampiran_terkunci"),
        ("gbs.docx", locked(), "lampiran_terkunci"),
    ],
)
def test_what_is_something_else_is_refused(name, data, kind, folder):
    with pytest.raises(IntakeRefused) as refused:
        attachment(name, data)
    assert refused.value.kind == kind
    assert not folder.exists()


def test_a_package_that_swells_is_refused_without_being_unpacked():
    with pytest.raises(IntakeRefused) as refused:
        attachment("gbs.docx", bomb())
    assert refused.value.kind == "lampiran_isi"


def test_the_limit_of_size_is_a_setting(monkeypatch):
    padded = PDF[:-6] + b" " * (1024 * 1024) + b"%%EOF\n"
    attachment("gbs.pdf", padded)
    monkeypatch.setenv("PUG_LAMPIRAN_MB", "1")
    with pytest.raises(IntakeRefused) as refused:
        attachment("gbs.pdf", padded)
    assert refused.value.kind == "lampiran_besar"
    assert refused.value.facts["batas"] == 1


def test_a_path_in_the_name_is_no_path(folder):
    made = attachment("..\\..\\luar/gbs.pdf", PDF)
    keep_attachment(made)
    assert made.nama == "gbs.pdf"
    assert [path.name for path in folder.iterdir()] == [f"{made.sha256}.pdf"]


def test_a_file_that_was_touched_is_not_given_out():
    made = attachment("gbs.pdf", PDF)
    keep_attachment(made)
    kept_file(made.sha256).write_bytes(PDF + b"tambahan")
    with pytest.raises(IntakeRefused) as refused:
        attached_bytes(made.sha256, "gbs.pdf")
    assert refused.value.kind == "lampiran_berubah"


@pytest.mark.parametrize("sha", ["", "*", "../pug", "0" * 64])
def test_a_hash_that_names_no_kept_file_gives_nothing(sha, folder):
    folder.mkdir()
    (folder / "lain.pdf").write_bytes(PDF)
    assert not is_attached(sha)
    with pytest.raises(IntakeRefused) as refused:
        attached_bytes(sha, "gbs.pdf")
    assert refused.value.kind == "lampiran_tidak_ada"
