"""Files made to harm: each is refused for the right reason or read as what it says, and no more.

Every file is read under half the usual memory; after each the same process reads the next file.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import time
import zipfile
from functools import partial
from pathlib import Path

import pytest

from pug_metrics.ingest import understand
from pug_metrics.tables.child import Job, read_apart
from pug_metrics.tables.limits import MEBI, Limits
from pug_metrics.tables.sheet import FileRefused, Source
from tests.ingest.files_by_hand import ANSWERS, HEAD, budget, csv_of, line, xlsx_of
from tests.tables.attack_files import (
    ENTITIES,
    MAIN,
    OLE,
    OUTSIDE,
    RELATIONS,
    good_book,
    inline,
    lying_sizes,
    nested_bomb,
    of_head,
    repacked,
    sheet_xml,
    with_sheet,
)

HALF = Limits(memory=1024 * MEBI, seconds=30)
NEXT = b"Kode SKPD;Pagu\n1.01;5\n"


@pytest.fixture(autouse=True)
def unharmed():
    """This process holds no more than before, and reads the next file."""
    before = held()
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 30
    assert read_apart(NEXT, "berikut.csv").sheets[0].height == 2
    assert held() - before < 300 * MEBI


def held() -> int:
    """Bytes this process holds in memory, where the system says so."""
    if not sys.platform.startswith("linux"):
        return 0
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def outcome(data: bytes, name: str = "uji.xlsx") -> str:
    """The kind of the refusal; the file must not come in."""
    with pytest.raises(FileRefused) as refused:
        read(data, name)
    return refused.value.kind


def read(data: bytes, name: str = "uji.xlsx") -> Source:
    """The sheets of a file, read with half the memory."""
    job = Job()
    source = read_apart(data, name, frozenset({"kode skpd", "pagu"}), HALF, job)
    assert job.peak < HALF.memory
    return source


def names_of(data: bytes, name: str = "uji.xlsx") -> list[str]:
    """The cells below the second header of the first sheet."""
    return read(data, name).sheets[0].columns[1].to_pylist()[1:]


def test_a_zip_bomb_by_ratio_is_refused():
    assert outcome(with_sheet(sheet_xml(inline("A1", "0" * 60_000_000)))) == "berkas_bom"


def test_bombs_within_a_workbook_stay_packed():
    assert names_of(nested_bomb()) == ["Dinas P3A"]


def test_ten_thousand_members_are_refused():
    added = {f"xl/x/{number}.xml": b"<a/>" for number in range(10_000)}
    assert outcome(repacked({}, added)) == "berkas_terlalu_banyak_bagian"


def test_a_member_that_is_larger_than_its_package_says_is_refused():
    assert outcome(lying_sizes()) in {"berkas_rusak", "berkas_memori", "sel_terlalu_panjang"}


def test_a_dimension_that_lies_costs_nothing():
    xml = of_head("Dinas P3A").replace(b'ref="A1:F2"', b'ref="A1:XFD1048576"')
    assert names_of(with_sheet(xml)) == ["Dinas P3A"]


def test_a_single_cell_at_the_last_corner_is_refused():
    xml = sheet_xml(f'<row r="1048576">{inline("XFD1048576", "x")}</row>')
    assert outcome(with_sheet(xml)) in {"berkas_terlalu_lebar", "berkas_kosong"}


def test_two_cells_at_opposite_corners_are_refused():
    rows = f'<row r="1">{inline("A1", "a")}</row><row r="1048576">{inline("XFD1048576", "x")}</row>'
    assert outcome(with_sheet(sheet_xml(rows))) in {"berkas_terlalu_lebar", "berkas_memori"}


def test_a_cell_of_three_hundred_megabytes_is_refused():
    data = with_sheet(sheet_xml(f'<row r="1">{inline("A1", "a" * 300_000_000)}</row>'))
    assert len(data) < 2_000_000
    assert outcome(data) == "berkas_bom"


def test_a_cell_of_twenty_megabytes_is_refused():
    # Below the ratio, so that it is opened: text that does not pack.
    noise = os.urandom(10_000_000).hex()
    assert outcome(with_sheet(of_head(noise))) == "sel_terlalu_panjang"


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("head", [ENTITIES, OUTSIDE], ids=["expansion", "outside"])
def test_entities_are_never_expanded(member: str, head: str):
    mark = "&i;"
    with zipfile.ZipFile(io.BytesIO(good_book())) as good:
        xml = good.read(member).decode()
    if "sheet1" in member:
        xml = of_head(mark).decode()
    start = xml.index("?>") + 2
    data = repacked({member: (xml[:start] + head + xml[start:]).encode()})
    try:
        cells = "".join(names_of(data))
    except FileRefused as refused:
        assert refused.kind in {"berkas_rusak", "berkas_pembaca_gagal"}
    else:
        assert "root:" not in cells
        assert len(cells) < 20


def test_links_to_elsewhere_are_not_followed_and_formulas_give_their_kept_text():
    relation = (
        f'<Relationships xmlns="{RELATIONS.replace("officeDocument", "package")}">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" '
        'Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    dde_link = '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'
    link = f'<externalLink xmlns="{MAIN}">{dde_link}</externalLink>'
    dde = "<c r=\"B2\" t=\"str\"><f>cmd|'/c calc'!A0</f><v>=cmd|'/c calc'!A0</v></c>"
    xml = of_head("nama").decode().replace(inline("B2", "nama"), dde).encode()
    data = repacked(
        {"xl/worksheets/sheet1.xml": xml},
        {"xl/externalLinks/externalLink1.xml": link.encode(),
         "xl/externalLinks/_rels/externalLink1.xml.rels": relation},
    )  # fmt: skip
    assert names_of(data) == ["=cmd|'/c calc'!A0"]


@pytest.mark.parametrize("name", ["../jahat", "{outside}/jahat", "C:\\jahat", "xl/../../jahat"])
def test_members_with_wandering_names_are_written_nowhere(name: str, tmp_path, monkeypatch):
    inside = tmp_path / "dalam"
    inside.mkdir()
    monkeypatch.chdir(inside)
    member = name.format(outside=tmp_path.as_posix())
    assert names_of(repacked({}, {member: b"x"})) == ["Dinas P3A"]
    assert list(inside.iterdir()) == []
    assert list(tmp_path.iterdir()) == [inside]


def test_an_encrypted_workbook_is_refused_as_such():
    data = OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
    assert outcome(data) == "berkas_bersandi"


@pytest.mark.parametrize("seed", range(4))
def test_garbage_behind_the_head_of_an_old_workbook_is_refused(seed: int):
    garbage = (
        os.urandom,
        bytes,
        lambda size: b"\xff" * size,
        lambda size: b"\x09\x08" * (size // 2),
    )
    assert outcome(OLE + garbage[seed](20_000), "lama.xls") in {"berkas_rusak", "berkas_kosong"}


@pytest.mark.parametrize("part", [0.01, 0.2, 0.5, 0.8, 0.95, 0.999])
def test_a_workbook_cut_off_anywhere_is_refused(part: float):
    whole = xlsx_of({"A": [HEAD, *[line(name=f"Dinas {number}") for number in range(500)]]})
    assert outcome(whole[: int(len(whole) * part)]) == "berkas_rusak"


def test_a_quoted_cell_of_ten_megabytes_is_refused():
    data = b'Kode SKPD,Pagu\n1.01,"' + b"a,b\n" * 2_500_000 + b'"\n'
    assert outcome(data, "uji.csv") in {"sel_terlalu_panjang", "berkas_kutip_rusak"}


def test_ten_million_delimiters_in_a_row_are_refused():
    kind = outcome(b"Kode SKPD,Pagu\n" + b"," * 10_000_000 + b"\n", "uji.csv")
    assert kind in {"berkas_terlalu_lebar", "baris_terlalu_panjang"}


@pytest.mark.parametrize("data", [bytes(20_000_000), NEXT + bytes(1_000_000), b"\0;" * 500_000])
def test_floods_of_nul_are_refused(data: bytes):
    assert outcome(data, "uji.csv") in {
        "berkas_nul", "berkas_sandi_rusak", "sel_terlalu_panjang"}  # fmt: skip


def test_a_packed_csv_is_no_csv():
    assert outcome(gzip.compress(NEXT * 1000), "uji.csv").startswith("berkas_")


@pytest.mark.parametrize(
    "data",
    [b"DUCK" + bytes(4096), b"PAR1" + os.urandom(4096) + b"PAR1", b"SQLite format 3\0" + bytes(99),
     b"\x89PNG\r\n\x1a\n" + os.urandom(999), b"\x7fELF" + bytes(999), b"MZ\x90\0" + bytes(999)],
    ids=["duckdb", "parquet", "sqlite", "png", "elf", "exe"],
)  # fmt: skip
def test_other_files_named_csv_are_refused(data: bytes):
    if data.startswith(b"DUCK"):
        data = bytes(8) + data
    assert outcome(data, "uji.csv").startswith("berkas_")


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.csv", "/etc/passwd.csv", "C:\\Windows\\x.csv", "a" * 5000 + ".csv",
     "gpj.\u202evsc.csv", "a\nb\0c.csv", "<script>alert(1)</script>.csv", "\udcff.csv", "", "..",
     "con.csv", "https://127.0.0.1/x.csv"],
)  # fmt: skip
def test_the_name_of_a_file_is_only_a_name(name: str, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = read(NEXT, name)
    assert source.file_name == name
    assert source.sheets[0].columns[0].to_pylist() == ["Kode SKPD", "1.01"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A0", "@SUM(1+1)", "+1+cmd", "-2+3", "=HYPERLINK(1)"]
)
@pytest.mark.parametrize("name", ["uji.csv", "uji.xlsx"])
def test_a_formula_in_a_text_stays_text(text: str, name: str):
    rows = [HEAD, line(name=text)]
    data = csv_of(rows).encode() if name == "uji.csv" else xlsx_of({"A": rows})
    assert names_of(data, name) == [text]
    report = understand("anggaran", data, name, ANSWERS, reader=partial(read_apart, limits=HALF))
    assert report.parts[0].rows["nama_skpd"].to_pylist() == [text]


def test_a_quote_that_never_ends_is_refused_with_its_line():
    assert outcome(budget(line()) + b'"' + b"x\n" * 400_000, "uji.csv") in {
        "berkas_kutip_rusak", "sel_terlalu_panjang"}  # fmt: skip
