"""Files that are no table, are damaged, or would take a server down."""

from __future__ import annotations

import gzip
import io
import zipfile

from tests.corpus.model import AGENCY_NAME, HEAD, REFUSED, Case, Table, line, lines, standard
from tests.corpus.workbooks import budget_grid, raw_budget, raw_row, raw_xlsx, xlsx
from tests.corpus.written import budget, csv_bytes, zipped

_HTML = (
    "<html><body><table><tr>" + "".join(f"<th>{cell}</th>" for cell in HEAD) + "</tr><tr>"
    + "".join(f"<td>{cell}</td>" for cell in line(1)) + "</tr></table></body></html>"
).encode()  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = ("berkas_rusak",)
_NO_TABLE = ("berkas_bukan_tabel", "berkas_rusak", "tajuk_tidak_ditemukan", "berkas_html",
             "berkas_nul", "berkas_sandi_rusak", "baris_terlalu_panjang", "berkas_satu_kolom",
             "berkas_kutip_rusak")  # fmt: skip
_ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def refused(name: str, data: object, *kinds: str, kind: str = "refusals", **more: object) -> Case:
    """A file that is refused with one of ``kinds``, by ``read`` as well."""
    return Case(kind, name, data, outcome=REFUSED, refused=kinds,
                **{"read_refused": True, **more})  # type: ignore[arg-type]  # fmt: skip


def html(title: str, data: bytes, name: str = AGENCY_NAME, file: str = "berkas.csv") -> Case:
    """One budget line in a web page, as many systems export it under the name of a workbook."""
    row = line(1, name=name)
    return Case("refusals", title, data, lines(2, [row]), file=file, height=2,
                read=Table(HEAD, [row]))  # fmt: skip


def _encrypted() -> bytes:
    return _OLE + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 1000


def _bomb() -> bytes:
    return zipped({"xl/worksheets/sheet1.xml": b"0" * 30_000_000})


def _without_sheet() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"})


def _half() -> bytes:
    whole = xlsx(budget_grid())
    return whole[: len(whole) // 2]


def _flipped() -> bytes:
    whole = bytearray(xlsx(budget_grid()))
    at = whole.find(b"xl/worksheets/sheet1.xml") + 60
    whole[at : at + 40] = b"\xff" * 40
    return bytes(whole)


def _locked_zip() -> bytes:
    whole = bytearray(zipped({"xl/workbook.xml": "<a/>"}, packed=False))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.find(sign) + offset] |= 1
    return bytes(whole)


def _climbing() -> bytes:
    target = io.BytesIO(xlsx(budget_grid()))
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("../../../jahat.txt", "x")
    return target.getvalue()


def _far_cell() -> bytes:
    far = b'<c r="XFD1048576"><v>1</v></c>'
    return raw_xlsx(raw_budget(1000000) + f'<row r="1048576">{far.decode()}</row>')


def _deep_row() -> bytes:
    return raw_xlsx(raw_budget(1000000) + raw_row(200_000, ["", "x"]))


_STRINGS_GONE = raw_budget(5).replace(
    '<c r="B2" t="inlineStr"><is><t>Dinas P3AP2KB</t></is></c>', '<c r="B2" t="s"><v>99</v></c>'
)

CASES = [
    refused("no-bytes", b"", "berkas_kosong"),
    refused("blanks-only", b"\n\n  \n\t\n", "berkas_kosong"),
    refused("a-bom-only", b"\xef\xbb\xbf", "berkas_kosong"),
    refused("delimiters-only", b",,,\n,,,\n", "berkas_kosong", "tajuk_tidak_ditemukan"),
    refused("a-workbook-with-a-password", _encrypted, "berkas_bersandi", file="buku.xlsx"),
    refused("a-zip-with-a-password", _locked_zip, "berkas_bersandi", file="buku.xlsx"),
    refused("half-a-workbook", _half, *_BROKEN, file="buku.xlsx"),
    refused("a-workbook-with-flipped-bytes", _flipped, *_BROKEN, file="buku.xlsx"),
    refused("a-zip-that-is-no-workbook", _without_sheet, *_BROKEN, "berkas_bukan_tabel",
            file="buku.xlsx"),
    refused("the-beginning-of-a-zip", b"PK\x03\x04 nothing more", *_BROKEN),
    refused("the-beginning-of-an-old-workbook", _OLE + b"\x00" * 600, *_BROKEN, file="buku.xls"),
    html("html-named-xls", _HTML, file="laporan.xls"),
    html("html-named-csv", _HTML),
    Case("refusals", "html-with-a-title-above", _HTML.replace(
        b"<tr>", b'<tr><td colspan="6">Kota Banjarbaru</td></tr><tr>', 1), lines(3, [line(1)]),
        file="laporan.xls", height=3, header=2, read=Table(HEAD, [line(1)])),
    html("html-with-capitals-and-entities", _HTML.replace(b"<td>", b"<TD nowrap>").replace(
         b"Dinas P3AP2KB", b"Dinas&nbsp;P3A &amp; KB"), name="Dinas\u00a0P3A & KB",
         file="laporan.xls"),
    refused("html-that-ends-in-the-middle", _HTML[:-60], "berkas_html_terpotong",
            file="laporan.xls"),
    refused("html-without-a-table", b"<html><body><p>Sesi Anda berakhir</p></body></html>",
            "berkas_html_tanpa_tabel", *_NO_TABLE, file="laporan.xls"),
    refused("a-pdf-named-csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "berkas_bukan_tabel"),
    refused("a-picture-named-csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(200)),
            *_NO_TABLE),
    refused("json-named-csv", b'{"kode": "1.01", "pagu": [1, 2]}\n', *_NO_TABLE),
    refused("a-gzip", lambda: gzip.compress(budget()), *_NO_TABLE, file="berkas.csv.gz"),
    refused("a-gzip-named-csv", lambda: gzip.compress(budget()), *_NO_TABLE),
    refused("words-of-a-letter", b"Kepada Yth. Kepala Badan\n\nDengan hormat,\n",
            *_NO_TABLE),
    refused("noise", bytes((n * 97 + 31) % 251 + 1 for n in range(3000)), *_NO_TABLE,
            "berkas_terlalu_lebar", "berkas_kutip_rusak"),
    refused("three-hundred-columns", (",".join(["a"] * 300) + "\n").encode(),
            "berkas_terlalu_lebar"),
    refused("a-row-of-five-thousand-cells-below",
            budget() + b"x," * 5000 + b"\n", "berkas_terlalu_lebar"),
    refused("a-cell-of-forty-thousand-letters", lambda: budget(line(1, name="a" * 40_000)),
            "sel_terlalu_panjang"),
    refused("a-quoted-cell-of-ten-megabytes",
            lambda: b'Kode SKPD,Pagu\n1.01,"' + b"1,2\n" * 2_500_000 + b'"\n',
            "sel_terlalu_panjang", "berkas_kutip_rusak"),
    refused("a-line-of-two-megabytes", lambda: b"Kode SKPD,Pagu\n1.01," + b"1" * 2_000_000 + b"\n",
            "baris_terlalu_panjang", "sel_terlalu_panjang"),
    refused("a-zip-that-grows-a-thousand-times", _bomb, "berkas_bom", kind="attacks",
            file="buku.xlsx"),
    refused("a-zip-of-three-hundred-parts",
            lambda: zipped({f"{n}.xml": "<a/>" for n in range(300)}),
            "berkas_terlalu_banyak_bagian", kind="attacks", file="buku.xlsx"),
    refused("a-cell-at-the-end-of-the-world", _far_cell, "berkas_terlalu_lebar",
            "berkas_terlalu_panjang", "berkas_memori", kind="attacks", file="buku.xlsx"),
    Case("attacks", "a-cell-two-hundred-thousand-rows-below", _deep_row, lines(2, [line(1)]),
         file="buku.xlsx", may_refuse=True, height=200_000, aside=199_998),
    refused("a-document-type-in-a-sheet", lambda: raw_xlsx(
        raw_budget(5).replace("Dinas P3AP2KB", "&e;"), prolog=_ENTITY), *_BROKEN, "berkas_dtd",
        kind="attacks", file="buku.xlsx"),
    refused("a-billion-laughs", lambda: raw_xlsx(
        raw_budget(5).replace("Dinas P3AP2KB", "&j;"), prolog=_LAUGHS), *_BROKEN, "berkas_dtd",
        kind="attacks", file="buku.xlsx"),
    refused("a-shared-string-that-is-not-there", lambda: raw_xlsx(_STRINGS_GONE), *_BROKEN,
            kind="attacks", file="buku.xlsx"),
    standard("attacks", "parts-with-climbing-names", _climbing, file="buku.xlsx",
             may_refuse=True),
    standard("refusals", "a-csv-named-xlsx", budget(), file="buku.xlsx"),
    standard("refusals", "a-csv-named-xls", csv_bytes([HEAD, *(line(n, p) for n, p in (
        (1, "1000000"), (2, "2500000.75"), (3, "750000")))], ";"), file="buku.xls", delimiter=";"),
]  # fmt: skip
