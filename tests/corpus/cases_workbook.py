"""Workbooks: sheets, merges down, formats, formulas, errors, XLS and ODS, odd packages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import xlsxwriter

from tests.corpus.model import (
    HEAD,
    HEALTH,
    HEALTH_NAME,
    REFUSED,
    SAID,
    STANDARD,
    Case,
    Table,
    line,
    lines,
    standard,
    stored,
)
from tests.corpus.workbooks import (
    Formula,
    Shown,
    budget_grid,
    raw_budget,
    raw_row,
    raw_xlsx,
    xlsx,
)
from tests.corpus.written import ods, ods_row

FILES = Path(__file__).parent / "files"


def book(name: str, data: bytes, **more: object) -> Case:
    """The standard lines in a workbook."""
    return standard("workbook", name, data, **{"file": "buku.xlsx", **more})


def amount(name: str, cell: object, meant: str | None, *kinds: str, **more: object) -> Case:
    """One amount in a workbook beside two good ones; ``meant`` None: the row is rejected."""
    data = xlsx(budget_grid((cell, 2_500_000.75, 750_000)))
    rows = {**lines(2)}
    if meant is None:
        del rows[2]
        return Case("workbook", name, data, rows, file="buku.xlsx", rejected={2: kinds},
                    **more)  # type: ignore[arg-type]  # fmt: skip
    rows[2] = stored(line(1, meant))
    return Case("workbook", name, data, rows, file="buku.xlsx", says=kinds, **more)  # type: ignore[arg-type]


_AGENCY_DOWN = [
    list(HEAD),
    [*line(1)[:5], 1000], [None, None, *line(2)[2:5], 2000], [None, None, *line(3)[2:5], 3000],
    [*line(1, agency=HEALTH, name=HEALTH_NAME)[:5], 4000],
    [None, None, *line(2)[2:5], 5000],
]  # fmt: skip
_MERGED_DOWN = {
    **{row: stored(line(row - 1, f"{row - 1}000")) for row in (2, 3, 4)},
    5: stored(line(1, "4000", agency=HEALTH, name=HEALTH_NAME)),
    6: stored(line(2, "5000", agency=HEALTH, name=HEALTH_NAME)),
}
_REKAP = [["Kode SKPD", "Nama SKPD", "Pagu"], ["2.08", "Dinas P3AP2KB", 4250000.75]]
_COVER = [["PEMERINTAH KOTA BANJARBARU"], [], ["ANGGARAN 2025"]]
_OTHERS = {"Sampul": _COVER, "Rincian": budget_grid(), "Catatan": [["Angka sementara"]]}


def _hide(name: str, way: str):
    return lambda _, sheets: getattr(sheets[name], way)()


def _chart(made: xlsxwriter.Workbook, _: object) -> None:
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": "=Lembar1!$F$2:$F$4"})
    made.add_chartsheet("Grafik").set_chart(chart)


def _ods_budget(*amounts: object) -> str:
    rows = [ods_row(*HEAD)]
    rows += [ods_row(*STANDARD[index][:5], each) for index, each in enumerate(amounts)]
    return "".join(rows)


_MONEY = (
    b'<table:table-cell office:value-type="currency" office:currency="IDR" '
    b'office:value="2500000.75"><text:p>Rp2.500.000,75</text:p></table:table-cell>'
)
_ERROR = b'<c r="@" t="e"><v>#REF!</v></c>'
_ROW_IDS = [(*HEAD, "Catatan"), *((*cells, "x") for cells in STANDARD)]
_BELOW_ALL = "".join(raw_row(number, []) for number in range(5, 9))
_RICH = '<r><t xml:space="preserve">Dinas </t></r><r><rPr><b/></rPr><t>P3AP2KB</t></r>'
_SHARED = raw_budget(1_000_000, 2_500_000.75, 750_000).replace(
    '<c r="B2" t="inlineStr"><is><t>Dinas P3AP2KB</t></is></c>', '<c r="B2" t="s"><v>0</v></c>'
)

CASES = [
    book("numbers-of-a-workbook", xlsx(budget_grid())),
    book("amounts-as-text", xlsx(budget_grid(("1000000", "2500000.75", "750000")))),
    book("amounts-as-indonesian-text",
         xlsx(budget_grid(("1.000.000", "2.500.000,75", "750.000"))),
         read=Table(HEAD, [line(1, "1.000.000"), line(2, "2.500.000,75"), line(3, "750.000")])),
    book("numbers-beside-indonesian-text", xlsx(budget_grid((1_000_000, "2.500.000,75", 750_000))),
         read=None),
    book("amounts-shown-in-thousands", xlsx(budget_grid((Shown(1_000_000, "#,##0,"), 2_500_000.75,
                                                         750_000))), read=None),
    book("amounts-shown-as-rupiah", xlsx(budget_grid((Shown(1_000_000, '"Rp"#,##0'), 2_500_000.75,
                                                      750_000)))),
    book("formulas-with-results", xlsx(budget_grid((Formula("=500000*2", 1_000_000), 2_500_000.75,
                                                    750_000)))),
    amount("dust-of-floats", 1234567.8900000001, "1234567.89"),
    amount("a-sum-of-tenths", 0.1 + 0.2, "0.3", lenient=(2,)),
    amount("more-digits-than-excel-keeps", 12345678901234567890, None),
    amount("three-decimals-in-a-cell", 10.125, None, "angka_desimal"),
    amount("a-truth-value-as-amount", True, None),
    amount("a-percent-cell-as-rupiah", Shown(0.5, "0%"), None),
    amount("an-empty-cell", None, None, "wajib_kosong"),
    amount("a-negative-amount-shown-in-brackets", Shown(-5, "#,##0;(#,##0)"), None, "negatif"),
    amount("a-date-as-amount", Shown(45886, "dd/mm/yyyy"), None),
    amount("a-duration-as-amount", Shown(1.5, "[h]:mm"), None),
    amount("a-formula-without-result", Formula("=A1", ""), None),
    amount("a-formula-with-an-error", Formula("=1/0", "#DIV/0!"), None),
    amount("a-text-that-hides-a-number", "1.050", "1050", outcome="tanya", asks="angka",
           clerk=replace(SAID, number_form={"pagu": "indonesia"})),
    Case("workbook", "an-error-cell",
         raw_xlsx(raw_budget(_ERROR, 2_500_000.75, 750_000)), {k: v for k, v in lines(2).items()
                                                             if k > 2}, rejected={2: ()},
         file="buku.xlsx"),
    Case("workbook", "agencies-merged-down", xlsx(_AGENCY_DOWN, merges=[
        "A2:A4", "B2:B4", "A5:A6", "B5:B6"]), _MERGED_DOWN, file="buku.xlsx"),
    Case("workbook", "agencies-blank-below-without-merge", xlsx(_AGENCY_DOWN),
         {row: cells for row, cells in _MERGED_DOWN.items() if row in (2, 5)},
         rejected={3: ("wajib_kosong",), 4: ("wajib_kosong",), 6: ("wajib_kosong",)},
         file="buku.xlsx"),
    Case("workbook", "an-amount-merged-down-belongs-to-one-row",
         xlsx(budget_grid((1_000_000, None, 750_000)), merges=["F2:F3"]),
         {row: cells for row, cells in lines(2).items() if row != 3},
         rejected={3: ()}, lenient=(2,), file="buku.xlsx"),
    book("the-sheet-with-the-table", xlsx(_OTHERS), sheet="Rincian"),
    book("a-recap-sheet-beside-the-details", xlsx({"REKAP": _REKAP, "RINCIAN": budget_grid()}),
         sheet="RINCIAN"),
    book("details-before-the-recap", xlsx({"RINCIAN": budget_grid(), "REKAP": _REKAP}),
         sheet="RINCIAN"),
    book("a-hidden-sheet-of-last-year",
         xlsx({"Anggaran": budget_grid(), "Lama": [*budget_grid(), *budget_grid()[1:]]},
              finish=_hide("Lama", "hide")), sheet="Anggaran"),
    book("a-very-hidden-sheet",
         xlsx({"Anggaran": budget_grid(), "Daftar": [["Ya"], ["Tidak"]]},
              finish=_hide("Daftar", "very_hidden")), sheet="Anggaran"),
    book("an-empty-sheet-in-front", xlsx({"Kosong": [], "Isi": budget_grid()}), sheet="Isi"),
    book("three-sheets-of-the-same-form-and-one-chosen",
         xlsx({"2023": budget_grid((1, 2, 3)), "2024": budget_grid((4, 5, 6)),
               "2025": budget_grid()}), sheet="2025", said=replace(SAID, sheet="2025"), read=None),
    Case("workbook", "a-sheet-that-is-not-there", xlsx(budget_grid()), outcome=REFUSED,
         refused=("lembar_tidak_ada",), said=replace(SAID, sheet="Lembar9"), file="buku.xlsx"),
    Case("workbook", "a-workbook-without-any-cell", xlsx([]), outcome=REFUSED,
         refused=("berkas_kosong", "tajuk_tidak_ditemukan"), read_refused=True, file="buku.xlsx"),
    book("a-sheet-named-like-a-formula", xlsx({"=1+1": budget_grid()}), sheet="=1+1"),
    book("a-chart-sheet-in-front",
         xlsx(budget_grid(), finish=_chart)),
    book("comments-colours-and-rules",
         xlsx(budget_grid(), finish=lambda made, sheets: (
             sheets["Lembar1"].write_comment("F2", "periksa"),
             sheets["Lembar1"].conditional_format("F2:F4", {"type": "3_color_scale"})))),
    book("inline-strings", raw_xlsx(raw_budget(1_000_000, 2_500_000.75, 750_000))),
    book("rich-text-in-pieces", raw_xlsx(_SHARED, strings=[_RICH])),
    book("a-dimension-that-lies-small",
         raw_xlsx(raw_budget(1_000_000, 2_500_000.75, 750_000), before='<dimension ref="A1:B2"/>')),
    book("a-dimension-that-lies-large",
         raw_xlsx(raw_budget(1_000_000, 2_500_000.75, 750_000),
                  before='<dimension ref="A1:XFD1048576"/>'), height=4),
    book("a-macro-workbook", xlsx(budget_grid()), file="buku.xlsm"),
    book("a-workbook-named-csv", xlsx(budget_grid()), file="berkas.csv"),
    book("a-workbook-named-xls", xlsx(budget_grid()), file="berkas.xls"),
    Case("workbook", "one-extra-column", xlsx(_ROW_IDS), lines(2), file="buku.xlsx",
         read=Table(_ROW_IDS[0], _ROW_IDS[1:])),
    book("ods", ods({"Lembar1": _ods_budget(1000000, 2500000.75, 750000)}), file="buku.ods"),
    book("ods-with-money-cells", ods({"Lembar1": _ods_budget(1000000, _MONEY, 750000)}),
         file="buku.ods"),
    book("ods-with-a-million-repeated-blank-rows",
         ods({"Lembar1": _ods_budget(1000000, 2500000.75, 750000) +
              ods_row(None, repeated=1_048_000)}), file="buku.ods", height=4),
    book("ods-with-titles",
         ods({"Lembar1": ods_row("KOTA BANJARBARU") + ods_row(None) +
              _ods_budget(1000000, 2500000.75, 750000)}), first=4, file="buku.ods"),
    book("ods-with-two-sheets",
         ods({"Sampul": ods_row("KOTA"), "Isi": _ods_budget(1000000, 2500000.75, 750000)}),
         file="buku.ods", sheet="Isi"),
    book("xls", lambda: (FILES / "anggaran.xls").read_bytes(), file="buku.xls", height=4),
    book("xls-with-titles-and-merges", lambda: (FILES / "judul.xls").read_bytes(), first=4,
         file="buku.xls", height=6),
    book("xls-named-xlsx", lambda: (FILES / "anggaran.xls").read_bytes(), height=4),
]  # fmt: skip
