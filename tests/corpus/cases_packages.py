"""Packages that other programs write: OpenDocument in full, prefixes, old and odd cells."""

from __future__ import annotations

from tests.corpus.model import HEAD, REFUSED, Case, Table, line, lines, plain, standard, stored
from tests.corpus.workbooks import raw_budget, raw_row, raw_xlsx
from tests.corpus.written import budget, ods, ods_row, zipped

_PLACE = ("kode_skpd", "kode_wilayah", "persen")
_TAG = ("kode_skpd", "kategori_arg", "tanggal_tag")
_HALF = (
    b'<table:table-cell office:value-type="percentage" office:value="0.5">'
    b"<text:p>50%</text:p></table:table-cell>"
)
_DAY = (
    b'<table:table-cell office:value-type="date" office:date-value="2025-08-17">'
    b"<text:p>17/08/25</text:p></table:table-cell>"
)
_COVERED = b"<table:covered-table-cell/>"
_SPACES = (
    b'<table:table-cell office:value-type="string"><text:p>Dinas<text:s text:c="1"/>P3AP2KB'
    b"</text:p></table:table-cell>"
)
_LOCKED = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
    'manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type='
    '"text/xml" manifest:size="9"><manifest:encryption-data manifest:checksum="x"/>'
    "</manifest:file-entry></manifest:manifest>"
)
_SHEETS = "application/vnd.oasis.opendocument.spreadsheet"


def _merged(text: str) -> bytes:
    return (
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
    ).encode()


_DOWN = "".join((
    ods_row(*HEAD),
    ods_row(_merged(line(1)[0]), _merged(line(1)[1]), *line(1)[2:5], 1000),
    ods_row(_COVERED, _COVERED, *line(2)[2:5], 2000),
))  # fmt: skip
_AMOUNTS = (1_000_000, 2_500_000.75, 750_000)
_PREFIXED = raw_xlsx(raw_budget(*_AMOUNTS))


def _number(text: str) -> bytes:
    return f'<c r="@"><v>{text}</v></c>'.encode()


def _cached(text: str) -> bytes:
    return f'<c r="@" t="str"><f>TEXT(1,"0")</f><v>{text}</v></c>'.encode()


_LONE_ROWS = raw_budget(*_AMOUNTS).replace(' r="1"', "").replace(' r="2"', "")
_GAP = raw_row(1, HEAD) + "".join(
    raw_row(number, [*line(number - 2)[:5], amount])
    for number, amount in zip((3, 4, 5), _AMOUNTS, strict=True)
)

CASES = [
    Case("workbook", "ods-agencies-merged-down", ods({"Isi": _DOWN}),
         {2: stored(line(1, "1000")), 3: stored(line(2, "2000"))}, file="buku.ods"),
    Case("workbook", "ods-percent-cells",
         ods({"Isi": ods_row(*_PLACE) + ods_row("1.01", "63.72.02.1003", _HALF)}),
         {2: plain(_PLACE, ("1.01", "63.72.02.1003", "50"), tahapan="MURNI")}, dataset="lokasi",
         file="buku.ods"),
    Case("workbook", "ods-date-cells",
         ods({"Isi": ods_row(*_TAG) + ods_row("1.01", "NETRAL", _DAY)}),
         {2: plain(_TAG, ("1.01", "NETRAL", "2025-08-17"), tahapan="MURNI")}, dataset="tag_arg",
         file="buku.ods", read=Table(_TAG, [("1.01", "NETRAL", "2025-08-17")])),
    Case("workbook", "ods-blanks-as-elements",
         ods({"Isi": ods_row(*HEAD) + ods_row(line(1)[0], _SPACES, *line(1)[2:])}),
         lines(2, [line(1)]), file="buku.ods", read=Table(HEAD, [line(1)])),
    Case("refusals", "ods-with-a-password",
         zipped({"mimetype": _SHEETS, "content.xml": b"\x8f\x01\x02" * 50,
                 "META-INF/manifest.xml": _LOCKED}), outcome=REFUSED,
         refused=("berkas_bersandi", "berkas_rusak"), read_refused=True, file="buku.ods"),
    standard("workbook", "exponents-in-cells",
             raw_xlsx(raw_budget(_number("1E6"), _number("2.50000075E6"), _number("7.5e5"))),
             file="buku.xlsx"),
    standard("workbook", "amounts-that-are-text-of-a-formula",
             raw_xlsx(raw_budget(_cached("1000000"), _cached("2500000.75"), _cached("750000"))),
             file="buku.xlsx"),
    standard("workbook", "rows-without-numbers-of-their-own", raw_xlsx(_LONE_ROWS),
             file="buku.xlsx", may_refuse=True),
    Case("workbook", "a-row-that-is-not-in-the-file", raw_xlsx(_GAP),
         {3: stored(line(1)), 4: stored(line(2, "2500000.75")), 5: stored(line(3, "750000"))},
         aside=1, file="buku.xlsx", height=5),
    standard("workbook", "a-document-without-a-dimension-or-styles", _PREFIXED, file="buku.xlsx"),
    standard("dialect", "a-bom-and-a-line-that-names-the-delimiter",
             b"\xef\xbb\xbfsep=,\r\n" + budget().replace(b"\n", b"\r\n"), height=4),
]  # fmt: skip
