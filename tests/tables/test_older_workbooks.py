"""XLS and ODS: errors, per cent, merged and hidden cells are known as well as in an XLSX."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest

from pug_metrics.tables.biff import biff_marks
from pug_metrics.tables.reading import read_plain
from pug_metrics.tables.sheet import FileRefused
from pug_metrics.tables.source import read_source

pytestmark = pytest.mark.cepat
SECTOR = 512


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(content)) + content


def part(kind: int, *records: bytes) -> bytes:
    return record(0x0809, struct.pack("<4H2I", 0x0600, kind, 0, 1997, 0, 6)) + b"".join(
        [*records, record(0x000A)]
    )


def words(text: str) -> bytes:
    return struct.pack("<HB", len(text), 0) + text.encode("latin-1")


def compound(stream: bytes) -> bytes:
    """An OLE compound file with one stream called Workbook, of 4,096 bytes at least."""
    stream = stream.ljust(-(-max(len(stream), 4096) // SECTOR) * SECTOR, b"\0")
    sectors = len(stream) // SECTOR
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))

    def entry(name: str, kind: int, first: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
        title = (name + "\0").encode("utf-16-le")
        tree = struct.pack("<HBB3I", len(title), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return title.ljust(64, b"\0") + tree + b"\0" * 36 + struct.pack("<IQ", first, size)

    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    folder = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry("Workbook", 2, 2, len(stream))
    return head + struct.pack("<128I", *fat) + folder.ljust(SECTOR, b"\0") + stream


def xls() -> bytes:
    """Row 1: words; row 2 (hidden): a share as per cent, an error, a formula that failed."""
    styles = [record(0x00E0, struct.pack("<2H", 0, each) + b"\0" * 16) for each in (0, 164)]
    code = record(0x041E, struct.pack("<H", 164) + words("0.0%"))
    cells = [
        record(0x0200, struct.pack("<2I3H", 0, 2, 0, 3, 0)),
        record(0x0208, struct.pack("<4H4xI", 1, 0, 3, 0x100, 0x20)),
        *[record(0x0204, struct.pack("<3H", 0, at, 0) + words(text))
          for at, text in enumerate(("Bagian", "Galat", "Rumus"))],
        record(0x0203, struct.pack("<3Hd", 1, 0, 1, 0.15)),
        record(0x0205, struct.pack("<3H2B", 1, 1, 0, 0x17, 1)),
        record(0x0006, struct.pack("<3H", 1, 2, 0) + b"\x02\0\x07\0\0\0\xff\xff" + b"\0" * 10),
    ]  # fmt: skip

    def book(start: int) -> bytes:
        place = struct.pack("<IH", start, 0) + struct.pack("<2B", 1, 0) + b"A"
        return part(0x0005, code, *styles, record(0x0085, place))

    return compound(book(len(book(0))) + part(0x0010, *cells))


def test_an_old_workbook_tells_errors_and_per_cent():
    sheet = read_source(xls(), "uji.xls").sheets[0]
    assert [each.to_pylist() for each in sheet.columns] == [
        ["Bagian", "0.15"], ["Galat", "#REF!"], ["Rumus", "#DIV/0!"],
    ]  # fmt: skip
    assert [(each.cell, each.kind, each.text) for each in sheet.faults] == [
        ("B2", "rumus_galat", "#REF!"), ("C2", "rumus_galat", "#DIV/0!"),
    ]  # fmt: skip
    assert sheet.percent_mask(0).to_pylist() == [False, True]
    assert sheet.hidden_rows == (1,)


def test_a_damaged_old_workbook_ends_in_a_refusal_or_a_table():
    whole, chance = xls(), random.Random(7)
    outcomes = set()
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            marks = biff_marks(bytes(data))
            outcomes.add("marks" if marks else "none")
        except ValueError:
            outcomes.add("damaged")
    assert outcomes >= {"marks", "damaged"}


def ods(rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    added = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    content = (
        f'<office:document-content {spaces} xmlns:calcext="{added}"><office:body>'
        f'<office:spreadsheet><table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return target.getvalue()


def cell(text: str, given: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {given}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, given: str = "") -> str:
    return f"<table:table-row {given}>{''.join(cells)}</table:table-row>"


HEAD = row(cell("Kode"), cell("Nama"), cell("Pagu"))
NUMBER = 'office:value-type="float" office:value="{}"'


def test_an_open_document_tells_errors_per_cent_merged_and_hidden_cells():
    share = 'office:value-type="percentage" office:value="0.15"'
    merged = 'office:value-type="string" table:number-rows-spanned="2"'
    failed = 'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"'
    sheet = read_source(
        ods(HEAD + row(cell("1.01"), cell("A", merged), cell("15%", share))
            + row(cell("1.02"), "<table:covered-table-cell/>", cell("#DIV/0!", failed),
                  given='table:visibility="filter"')),
        "uji.ods",
    ).sheets[0]  # fmt: skip
    assert sheet.columns[2].to_pylist() == ["Pagu", "0.15", "#DIV/0!"]
    assert [(each.cell, each.kind) for each in sheet.faults] == [("C3", "rumus_galat")]
    assert sheet.percent_mask(2).to_pylist() == [False, True, False]
    assert (sheet.merges, sheet.hidden_rows) == (((1, 1, 2, 1),), (2,))


def test_an_open_document_formula_without_value_is_an_error_and_no_blank():
    rows = [row(cell(f"1.0{n}"), cell("A"), cell("5", NUMBER.format(5))) for n in range(2)]
    empty = row(cell("1.03"), cell("B"), '<table:table-cell table:formula="of:=[.C2]*2"/>')
    with pytest.raises(FileRefused) as refused:
        read_plain(ods(HEAD + "".join(rows) + empty), "uji.ods")
    assert refused.value.facts["sel"] == "C4"


def test_repeated_blank_cells_to_the_end_of_a_sheet_cost_nothing():
    blank = '<table:table-cell table:number-columns-repeated="16381"/>'
    end = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
    end += 'table:number-columns-repeated="16384"/></table:table-row>'
    rows = HEAD.replace("</table:table-row>", f"{blank}</table:table-row>")
    rows += row(cell("1.01"), cell("A"), cell("5", NUMBER.format(5)), blank)
    sheet = read_source(ods(rows + end), "uji.ods").sheets[0]
    assert (sheet.height, len(sheet.columns)) == (2, 3)
