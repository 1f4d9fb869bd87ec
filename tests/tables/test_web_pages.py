"""Web pages named ``.xls``: plain tables are read with every word, others refused."""

from __future__ import annotations

import codecs

import pytest

from pug_metrics.ingest import understand
from pug_metrics.tables.child import read_apart
from pug_metrics.tables.sheet import FileRefused
from tests.ingest.files_by_hand import ANSWERS, HEAD, line

pytestmark = pytest.mark.cepat


PAGE = (
    "<html><head><title>x</title><style>td{}</style><script>alert('<td>')</script></head><body>"
    "<h3>PEMERINTAH KOTA</h3><table><tr>%s</tr><tr>%s</tr></table><p>Kepala</p></body></html>"
)


def page_of(cells: list[str]) -> str:
    """A web page with the header and one line."""
    return PAGE % (
        "".join(f"<th>{each}</th>" for each in HEAD),
        "".join(f"<td>{each}" for each in cells),
    )


def test_a_web_page_named_xls_is_read_as_its_table():
    data = page_of(line(name="Dinas &lt;P3A&gt;&nbsp;&amp; KB")).encode()
    report = understand("anggaran", data, "export.xls", ANSWERS)
    assert report.parts[0].rows["nama_skpd"].to_pylist() == ["Dinas <P3A>\u00a0& KB"]
    assert (report.header_row, report.dibaca, report.diterima) == (2, 2, 1)


def outcome(page: str) -> str:
    """The kind of the refusal; the page must not come in."""
    with pytest.raises(FileRefused) as refused:
        read_apart(page.encode(), "export.xls")
    return refused.value.kind


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<html><body>Sesi berakhir. Silakan masuk.</body></html>", "berkas_html_tanpa_tabel"),
        (page_of(line(name="<table><tr><td>x</table>")), "berkas_html_bersarang"),
        (page_of(line())[:-60], "berkas_html_terpotong"),
        (page_of(line()).replace("<th>", "<th colspan=99999999999>", 1), "berkas_terlalu_lebar"),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="'
         'urn:schemas-microsoft-com:office:spreadsheet"></Workbook>', "berkas_bukan_tabel"),
        ("<html><body>" + "<div>" * 300_000, "berkas_html_tanpa_tabel"),
    ],
    ids=["login", "nested", "cut", "colspan", "xml2003", "deep"],
)  # fmt: skip
def test_a_web_page_that_is_no_plain_table_is_refused(page: str, kind: str):
    assert outcome(page) == kind


def test_cells_over_rows_and_columns_keep_their_places():
    page = (
        "<table><tr><th rowspan=2>a<th colspan=2>b</tr><tr><td>c<td>d</tr>"
        "<tr><td rowspan=999999>e<td>f<td>g</tr><tr><td>h<td>i</tr></table>"
    )
    (sheet,) = read_apart(page.encode(), "export.xls").sheets
    assert [column.to_pylist() for column in sheet.columns] == [
        ["a", "", "e", ""], ["b", "c", "f", "h"], ["", "d", "g", "i"]]  # fmt: skip
    assert sheet.merges == ((0, 0, 1, 0), (0, 1, 0, 2), (2, 0, 3, 0))


def test_a_mark_of_another_encoding_in_front_changes_no_cell():
    for mark, codec in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        data = mark + page_of(line()).encode(codec)
        assert read_apart(data, "export.xls").sheets[0].row(2)[1] == "Dinas P3A"
