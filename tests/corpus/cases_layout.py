"""Layouts: titles, blanks, notes, repeated headers, two tables, tables that begin anywhere."""

from __future__ import annotations

from tests.corpus.model import (
    HEAD,
    HEALTH,
    HEALTH_NAME,
    REFUSED,
    STANDARD,
    Case,
    Table,
    line,
    lines,
    standard,
    stored,
)
from tests.corpus.workbooks import budget_grid, xlsx
from tests.corpus.written import budget, csv_bytes

_TITLES = [
    ["PEMERINTAH KOTA BANJARBARU"], ["RINCIAN BELANJA"], ["TAHUN ANGGARAN 2025"], [""],
    ["Urusan : 2 Urusan wajib"], ["Perangkat daerah : Dinas P3AP2KB"], ["Dicetak : 2 Januari 2025"],
    [""], ["Halaman 1"], ["Lampiran I"], ["Nomor : 7"], ["Tanggal : 2 Januari 2025"], [""],
    ["Kepada"], ["Yang terhormat"], ["Kepala Badan"], [""],
]  # fmt: skip
_BELOW = [
    ["", "", "", "", "", ""],
    ["Catatan: angka sementara", "", "", "", "", ""],
    ["", "", "", "", "Banjarbaru, 2 Januari 2025", ""],
    ["", "", "", "", "Kepala Dinas,", ""],
]
_TEXT_TABLE = Table(HEAD, STANDARD)
_WIDE = ["", *HEAD[:3], "", *HEAD[3:]]


def _spread(cells: tuple[str, ...]) -> list[str]:
    return ["", *cells[:3], "", *cells[3:]]


def titled(count: int) -> Case:
    """The standard lines below ``count`` rows of titles."""
    data = csv_bytes([*_TITLES[:count], HEAD, *STANDARD])
    return standard("layout", f"titles-in-{count}-rows", data, first=count + 2)


def _grid(above: int) -> list[list[object]]:
    return [*(list(row) for row in _TITLES[:above]), *budget_grid()]


def _numbered(*numbers: str) -> bytes:
    return csv_bytes([HEAD, numbers, *STANDARD])


_GROUPED = [
    HEAD, ("DINAS P3AP2KB", *[""] * 5), STANDARD[0], STANDARD[1],
    ("DINAS KESEHATAN", *[""] * 5), line(3, "750000", agency=HEALTH, name=HEALTH_NAME),
]  # fmt: skip
_HEALTH = line(3, "750000", agency=HEALTH, name=HEALTH_NAME)
_PAGES = [HEAD, STANDARD[0], HEAD, STANDARD[1], HEAD, STANDARD[2]]
_PAGED = {2: lines(2)[2], 4: lines(2)[3], 6: lines(2)[4]}
_TITLED_PAGES = [
    ["PEMERINTAH KOTA"], HEAD, STANDARD[0], [""], ["PEMERINTAH KOTA"], HEAD, STANDARD[1],
    STANDARD[2],
]  # fmt: skip
_OTHER = [["Nama Desa", "Jumlah RT", "Ketua"], ["Sungai Ulin", "12", "A"], ["Cempaka", "9", "B"]]

CASES = [
    *(titled(count) for count in (1, 2, 3, 5, 8, 12, 17)),
    standard("layout", "titles-in-a-workbook", xlsx(_grid(9)), first=11, file="buku.xlsx"),
    standard("layout", "merged-titles-in-a-workbook",
             xlsx(_grid(3), merges=["A1:F1", "A2:F2", "A3:F3"]), first=5, file="buku.xlsx"),
    standard("layout", "a-title-with-commas",
             b"Kota Banjarbaru, Tahun 2025, Murni\n" + budget(), first=3),
    standard("layout", "a-title-with-words-of-headers",
             csv_bytes([["Pagu Anggaran per Program dan Kegiatan"], ["Tahun", "2025"], [""], HEAD,
                        *STANDARD]), first=5),
    standard("layout", "a-form-with-names-and-values-above",
             csv_bytes([["Kode SKPD", ":", "2.08"], ["Nama SKPD", ":", "Dinas P3AP2KB"],
                        ["Pagu", ":", "4250000"], HEAD, *STANDARD]), first=5),
    standard("layout", "comments-above", b"# diekspor 2 Januari\n# oleh Bappeda\n" + budget(),
             first=4),
    standard("layout", "a-blank-column-on-the-left",
             csv_bytes([("", *cells) for cells in (HEAD, *STANDARD)])),
    standard("layout", "blank-columns-between",
             csv_bytes([_WIDE, *(_spread(cells) for cells in STANDARD)])),
    standard("layout", "a-table-that-begins-in-d5",
             xlsx([[], [], [], [], *([None, None, None, *row] for row in budget_grid())]),
             first=6, file="buku.xlsx"),
    standard("layout", "blank-rows-between-lines",
             csv_bytes([HEAD, STANDARD[0], [""] * 6, STANDARD[1], [""] * 6, STANDARD[2]]),
             rows=dict(zip((2, 4, 6), lines(2).values(), strict=True)), aside=2),
    standard("layout", "twenty-blank-rows-below", csv_bytes([HEAD, *STANDARD, *[[""] * 6] * 20]),
             aside=20),
    standard("layout", "a-column-number-row", _numbered("1", "2", "3", "4", "5", "6"), aside=1,
             rows=lines(3)),
    standard("layout", "column-numbers-in-brackets",
             _numbered("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), aside=1, rows=lines(3)),
    standard("layout", "column-letters", _numbered("a", "b", "c", "d", "e", "f"), aside=1,
             rows=lines(3)),
    standard("layout", "column-numbers-with-a-formula",
             _numbered("1", "2", "3", "4", "5", "6=4+5"), aside=1, rows=lines(3)),
    standard("layout", "column-numbers-in-a-workbook",
             xlsx([HEAD, [1, 2, 3, 4, 5, 6], *budget_grid()[1:]]), aside=1, rows=lines(3),
             file="buku.xlsx"),
    standard("layout", "notes-and-signatures-below", csv_bytes([HEAD, *STANDARD, *_BELOW]),
             aside=4),
    standard("layout", "a-signature-block-in-a-workbook",
             xlsx([*budget_grid(), [], [], [None, None, None, None, "Kepala Dinas,"], [],
                   [None, None, None, None, "NIP 19700101 199003 2 001"]]),
             aside=5, file="buku.xlsx"),
    standard("layout", "a-note-with-an-amount-in-words-below",
             csv_bytes([HEAD, *STANDARD, ["Terbilang: empat juta dua ratus lima puluh ribu"]]),
             aside=1),
    Case("layout", "names-of-agencies-as-rows-between", csv_bytes(_GROUPED),
         {3: lines(2)[2], 4: lines(2)[3], 6: stored(_HEALTH)}, aside=2),
    standard("layout", "the-header-again-on-each-page", csv_bytes(_PAGES), rows=_PAGED, aside=2),
    standard("layout", "title-and-header-again-on-each-page", csv_bytes(_TITLED_PAGES),
             header=2, rows={3: lines(2)[2], 7: lines(2)[3], 8: lines(2)[4]}, aside=3),
    standard("layout", "page-numbers-between",
             csv_bytes([HEAD, STANDARD[0], ["Halaman 1 dari 2"], STANDARD[1], STANDARD[2],
                        ["Halaman 2 dari 2"]]),
             rows={2: lines(2)[2], 4: lines(2)[3], 5: lines(2)[4]}, aside=2),
    Case("layout", "two-tables-below-each-other",
         csv_bytes([HEAD, *STANDARD, [""], [""], *_OTHER]), outcome=REFUSED,
         refused=("dua_tabel",), read_refused=True),
    Case("layout", "two-tables-side-by-side",
         csv_bytes([[*HEAD, "", "Kode SKPD", "Pagu"],
                    *([*cells, "", "1.01", "5"] for cells in STANDARD)]), outcome=REFUSED,
         refused=("dua_tabel_sebelah", "kolom_ganda"), read_refused=True),
    Case("layout", "two-tables-of-one-kind-below-each-other-in-a-workbook",
         xlsx([*budget_grid(), [], ["Rekap per bulan"], ["Bulan", "Jumlah", "Ket"],
               ["Januari", 5, "a"], ["Februari", 6, "b"]]), outcome=REFUSED,
         refused=("dua_tabel",), read_refused=True,
         file="buku.xlsx"),
    Case("layout", "no-header-at-all", csv_bytes(STANDARD), outcome=REFUSED,
         refused=("tajuk_tidak_ditemukan",)),
    Case("layout", "a-header-below-row-forty", csv_bytes([*[["Judul"]] * 45, HEAD, *STANDARD]),
         lines(47), header=46, may_refuse=True, read=_TEXT_TABLE),
    standard("layout", "one-line-only", budget(STANDARD[0]), rows={2: lines(2)[2]},
             read=Table(HEAD, STANDARD[:1])),
    standard("layout", "lines-in-hidden-rows", xlsx(budget_grid(), finish=lambda _, sheets: sheets[
        "Lembar1"].set_row(2, None, None, {"hidden": True})), file="buku.xlsx"),
    standard("layout", "hidden-columns", xlsx(budget_grid(), finish=lambda _, sheets: sheets[
        "Lembar1"].set_column(3, 3, None, None, {"hidden": True})), file="buku.xlsx"),
    standard("layout", "a-filter-and-frozen-panes", xlsx(budget_grid(), finish=lambda _, sheets: (
        sheets["Lembar1"].autofilter("A1:F4"), sheets["Lembar1"].freeze_panes(1, 0))),
        file="buku.xlsx"),
]  # fmt: skip
