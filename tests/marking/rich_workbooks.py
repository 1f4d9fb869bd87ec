"""A workbook that holds what offices put into theirs, made by hand where no writer does it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import xlsxwriter

ROWS = [
    ("2.08", "Dinas PPPA", 412_500_000.5, "MURNI"),
    ("1.02", "Dinas Kesehatan", 1_250_000, "MURNI"),
    ("1.01", "Dinas Pendidikan", 98_000, "MURNI"),
    ("7.01", "Kecamatan Liang Anggang", 77_000.25, "MURNI"),
]
PIVOT_CACHE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<pivotCacheDefinition '
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" saveData="0" '
    'refreshOnLoad="1"><cacheSource type="worksheet"><worksheetSource ref="A5:D9" sheet="Rincian"/>'
    '</cacheSource><cacheFields count="4"><cacheField name="Kode SKPD"><sharedItems/></cacheField>'
    '<cacheField name="Nama SKPD"><sharedItems/></cacheField><cacheField name="Pagu">'
    '<sharedItems containsNumber="1"/></cacheField><cacheField name="Tahapan"><sharedItems/>'
    "</cacheField></cacheFields></pivotCacheDefinition>"
)
PIVOT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<pivotTableDefinition '
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="Poros" cacheId="7" '
    'dataCaption="Nilai"><location ref="A3:B6" firstHeaderRow="1" firstDataRow="1" '
    'firstDataCol="1"/><pivotFields count="4"><pivotField showAll="0"/><pivotField showAll="0"/>'
    '<pivotField dataField="1" showAll="0"/><pivotField showAll="0"/></pivotFields><dataFields '
    'count="1"><dataField name="Jumlah Pagu" fld="2"/></dataFields></pivotTableDefinition>'
)
_RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}"/>'
)


def picture() -> bytes:
    """A PNG of one violet dot."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\x4b\x2a\x86")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def rich_workbook(*, macro: bool = False, comment: bool = True) -> bytes:
    """Two sheets, *Rincian* (header in row 5, data to row 9) and *Grafik*, all that is rare."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        if macro:
            book.add_vba_project(io.BytesIO(b"stub of a macro project"), is_stream=True)
        sheet, other = book.add_worksheet("Rincian"), book.add_worksheet("Grafik")
        _table(book, sheet)
        _extras(book, sheet, comment=comment)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Rincian!$C$6:$C$9", "categories": "=Rincian!$B$6:$B$9"})
        other.insert_chart("A10", chart)
        other.write_formula("A1", "=SUM(Rincian!C6:C9)", None, 413_925_500.75)
        book.define_name("JumlahPagu", "=Rincian!$C$10")
    return with_pivot(out.getvalue())


def _table(book, sheet) -> None:
    head = book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E78", "border": 1}
    )
    money = book.add_format({"num_format": "#,##0.00", "border": 1, "bg_color": "#E2EFDA"})
    code = book.add_format({"num_format": "@", "italic": True})
    sheet.merge_range(
        "A1:D1", "RINCIAN BELANJA", book.add_format({"bold": True, "align": "center"})
    )
    for place, words in enumerate(("Kode SKPD", "Nama SKPD", "Pagu", "Tahapan")):
        sheet.write(4, place, words, head)
    for at, (kode, nama, pagu, tahapan) in enumerate(ROWS, start=5):
        sheet.write_string(at, 0, kode, code)
        sheet.write_string(at, 1, nama)
        sheet.write_number(at, 2, pagu, money)
        sheet.write_string(at, 3, tahapan)
    sheet.write_string(9, 1, "JUMLAH")
    sheet.write_formula(9, 2, "=SUM(C6:C9)", money, 413_925_500.75)


def _extras(book, sheet, *, comment: bool) -> None:
    sheet.insert_image("F2", "titik.png", {"image_data": io.BytesIO(picture())})
    sheet.insert_textbox("F12", "Kotak teks milik pengguna")
    sheet.add_sparkline("E6", {"range": "Rincian!C6:C9"})
    sheet.conditional_format("C6:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format(
        "D6:D9", {"type": "duplicate", "format": book.add_format({"bold": True})}
    )
    sheet.data_validation("D6:D9", {"validate": "list", "source": ["MURNI", "PERUBAHAN"]})
    sheet.set_header("&L&G", {"image_left": "titik.png",
                              "image_data_left": io.BytesIO(picture())})  # fmt: skip
    sheet.freeze_panes(5, 0)
    sheet.autofilter("A5:D9")
    sheet.protect("", {"format_cells": True})
    if comment:
        sheet.write_comment("C7", "Catatan milik pengguna", {"author": "Pengguna"})


def edited(data: bytes, **parts) -> bytes:
    """The package with parts changed: name → bytes, or a function of the old bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        changes = dict(parts.pop("changes", {}), **parts)
        for name in old.namelist():
            change = changes.pop(name, None)
            new.writestr(
                name, change(old.read(name)) if callable(change) else change or old.read(name)
            )
        for name, content in changes.items():
            new.writestr(name, content)
    return out.getvalue()


def _before(mark: bytes, words: str):
    return lambda old: old.replace(mark, words.encode() + mark, 1)


def with_pivot(data: bytes) -> bytes:
    """The same workbook with a pivot table on *Grafik*."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{main}.{kind}+xml"/>'
        for part, kind in (("pivotTables/pivotTable1.xml", "pivotTable"),
                           ("pivotCache/pivotCacheDefinition1.xml", "pivotCacheDefinition"))
    )  # fmt: skip
    cache = "pivotCache/pivotCacheDefinition1.xml"
    close = b"</Relationships>"
    relations = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + _RELATION.format("rId1", "pivotCacheDefinition", f"../{cache}")
        + "</Relationships>"
    )
    return edited(data, changes={
        "[Content_Types].xml": _before(b"</Types>", types),
        "xl/workbook.xml": _before(
            b"</workbook>", '<pivotCaches><pivotCache cacheId="7" r:id="rId77"/></pivotCaches>'
        ),
        "xl/_rels/workbook.xml.rels": _before(
            close, _RELATION.format("rId77", "pivotCacheDefinition", cache)
        ),
        "xl/worksheets/_rels/sheet2.xml.rels": _before(
            close, _RELATION.format("rId9", "pivotTable", "../pivotTables/pivotTable1.xml")
        ),
        "xl/pivotTables/pivotTable1.xml": PIVOT,
        "xl/pivotTables/_rels/pivotTable1.xml.rels": relations,
        "xl/pivotCache/pivotCacheDefinition1.xml": PIVOT_CACHE,
    })  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}
