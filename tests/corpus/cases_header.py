"""Headers: of several rows, merged, in other words, misspelt, twice, or missing."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus.model import (
    ASKS,
    HEAD,
    REFUSED,
    SAID,
    STANDARD,
    Case,
    Table,
    at,
    line,
    lines,
    plain,
    standard,
    stored,
)
from tests.corpus.workbooks import budget_grid, xlsx
from tests.corpus.written import budget, csv_bytes

_COUNTS = ("kode_skpd", "satuan", "target_l", "target_p", "target_total")
_PEOPLE = [["1.01", "orang", 120, 180, 300], ["1.02", "orang", 5, 6, 11]]
_TWO = [["Kode SKPD", "Satuan", "Target", None, None], [None, None, "L", "P", "Total"]]
_THREE = [["Kode SKPD", "Satuan", "Penerima", None, None], [None, None, "Target", None, None],
          [None, None, "L", "P", "Total"]]  # fmt: skip
_TWO_MERGES = ["A1:A2", "B1:B2", "C1:E1"]


def _people(first: int) -> dict[int, dict[str, str]]:
    return {
        first + index: dict(plain(_COUNTS, [str(cell) for cell in row]))
        for index, row in enumerate(_PEOPLE)
    }


def _text(rows: list[list[object]]) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


_READ_TWO = Table(
    ("Kode SKPD", "Satuan", "Target | L", "Target | P", "Target | Total"), _text(_PEOPLE)
)


def people(name: str, data: bytes, header: int, **more: object) -> Case:
    """Target groups under a header of several rows."""
    case = Case("header", name, data, _people(header + 1), dataset="sasaran", header=header)
    return replace(case, **more)  # type: ignore[arg-type]


def headed(name: str, head: tuple[str, ...], **more: object) -> Case:
    """The standard lines under another header."""
    case = Case("header", name, budget(head=head), lines(2), read=Table(head, STANDARD))
    return replace(case, **more)  # type: ignore[arg-type]


def pair(name: str, code: str, pagu: str, **more: object) -> Case:
    """Two columns only: agency code and amount, under these headers."""
    rows = [("1.01", "5000"), ("1.02", "6000")]
    truth = at(2, *(stored(row, ("kode_skpd", "pagu")) for row in rows))
    case = Case("header", name, csv_bytes([(code, pagu), *rows]), truth,
                read=Table((code, pagu), rows))  # fmt: skip
    return replace(case, **more)  # type: ignore[arg-type]


_EXTRA = [(*HEAD, "Warna", "Ket"), *((*cells, "merah", "") for cells in STANDARD)]
_UNKNOWN_NAME = [(*HEAD, ""), *((*cells, "7") for cells in STANDARD)]
_ASKED = replace(SAID, columns={"Nilai Akhir Setelah Asistensi": "pagu"})
_MISSPELT = ("Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Kode Rekening", "Kode Sumber Dana")

CASES = [
    people("two-rows-with-merges", xlsx([*_TWO, *_PEOPLE], merges=_TWO_MERGES), 2,
           file="buku.xlsx", read=_READ_TWO),
    people("two-rows-without-merges-in-a-csv", csv_bytes(_text([*_TWO, *_PEOPLE])), 2),
    people("two-rows-below-a-title",
           xlsx([["Penerima manfaat 2025"], [], *_TWO, *_PEOPLE],
                merges=["A3:A4", "B3:B4", "C3:E3"]), 4, file="buku.xlsx", read=_READ_TWO),
    people("three-rows-with-merges",
           xlsx([*_THREE, *_PEOPLE], merges=["A1:A3", "B1:B3", "C1:E1", "C2:E2"]), 3,
           file="buku.xlsx"),
    people("two-rows-and-column-numbers",
           xlsx([*_TWO, ["1", "2", "3", "4", "5=3+4"], *_PEOPLE], merges=_TWO_MERGES), 2,
           file="buku.xlsx", read=_READ_TWO, rows=_people(4), aside=1),
    standard("header", "one-row-merged-over-two",
             xlsx([list(HEAD), [None] * 6, *budget_grid()[1:]],
                  merges=[f"{letter}1:{letter}2" for letter in "ABCDEF"]), file="buku.xlsx",
             rows=lines(3), header=1, aside=1),
    standard("header", "a-header-merged-over-two-columns",
             xlsx([[*HEAD[:5], HEAD[5], None],
                   *([*cells[:5], None, amount] for cells, amount in
                     zip(STANDARD, (1_000_000, 2_500_000.75, 750_000), strict=True))],
                  merges=["F1:G1"]), file="buku.xlsx", read=None),
    headed("capitals", tuple(header.upper() for header in HEAD)),
    headed("small-letters-and-underscores", tuple(h.lower().replace(" ", "_") for h in HEAD)),
    headed("blanks-around-and-between", tuple(f"  {h.replace(' ', '   ')} " for h in HEAD)),
    headed("line-ends-within", tuple(h.replace(" ", "\n") for h in HEAD), read=None),
    headed("no-break-blanks-within", tuple(h.replace(" ", "\u00a0") for h in HEAD)),
    headed("full-stops-and-colons", tuple(f"{h.replace(' ', '. ')}:" for h in HEAD)),
    headed("synonyms-of-finance-offices",
           ("Kode OPD", "Perangkat Daerah", "Kode Sub Giat", "Kode Akun", "Kode Dana", "Anggaran")),
    headed("short-synonyms",
           ("KD SKPD", "OPD", "KD Sub Kegiatan", "KD Rekening", "KD Sumber Dana", "Nilai (Rp)")),
    headed("english-labels", ("Agency code", "Agency name", "Sub-activity code", "Account code",
                              "Fund source code", "Ceiling")),
    headed("a-unit-behind-the-amount", (*HEAD[:5], "Pagu (Rp)")),
    headed("rupiah-behind-the-amount", (*HEAD[:5], "Anggaran (Rupiah)")),
    headed("headers-in-another-order-of-words",
           ("SKPD Kode", "Nama SKPD", "Kode Sub Kegiatan", "Kode Rekening", "Kode Sumber Dana",
            "Pagu"), outcome=ASKS,
           clerk=replace(SAID, columns={"SKPD Kode": "kode_skpd"})),
    pair("a-number-column-before", "Kode SKPD", "Pagu",
         data=csv_bytes([("No", "Kode SKPD", "Pagu"), ("1", "1.01", "5000"),
                         ("2", "1.02", "6000")]),
         read=Table(("No", "Kode SKPD", "Pagu"), [("1", "1.01", "5000"), ("2", "1.02", "6000")])),
    pair("jumlah-as-the-amount", "Kode SKPD", "JUMLAH (Rp)"),
    pair("satker-and-nilai-anggaran", "Kode Satker", "Nilai Anggaran"),
    headed("a-misspelt-required-header", (*HEAD[:5], "Paggu"), outcome=ASKS, asks="kolom",
           clerk=replace(SAID, columns={"Paggu": "pagu"})),
    headed("a-misspelt-optional-header",
           (*HEAD[:3], "Kode Rekenning", *HEAD[4:]), outcome=ASKS, asks="kolom", may_be_left=True,
           clerk=replace(SAID, columns={"Kode Rekenning": "kode_rekening"})),
    headed("a-header-of-their-own", (*HEAD[:5], "Nilai Akhir Setelah Asistensi"), outcome=ASKS,
           asks="kolom", clerk=_ASKED),
    Case("header", "extra-columns-are-said", csv_bytes(_EXTRA), lines(2),
         says=("kolom_tak_dikenal", "kolom_tidak_dibaca", "kolom_mirip"),
         read=Table(_EXTRA[0], _EXTRA[1:])),
    Case("header", "a-column-without-header-is-said", csv_bytes(_UNKNOWN_NAME), lines(2),
         says=("kolom_tanpa_tajuk",)),
    Case("header", "the-amount-without-header", budget(head=(*HEAD[:5], "")), outcome=REFUSED,
         refused=("kolom_wajib_tidak_ada", "kolom_wajib_mirip")),
    Case("header", "one-header-twice",
         csv_bytes([(*HEAD, "Pagu"), *((*cells, "1") for cells in STANDARD)]), outcome=REFUSED,
         refused=("kolom_ganda",)),
    Case("header", "pagu-and-anggaran-differ",
         csv_bytes([(*HEAD, "Anggaran"), *((*cells, "1") for cells in STANDARD)]), lines(2),
         says=("kolom_kembar", "kolom_ganda"), may_refuse=True),
    Case("header", "before-and-after-the-change",
         csv_bytes([("Kode SKPD", "Pagu Murni", "Pagu Perubahan"), ("1.01", "5000", "7000")]),
         {2: stored(("1.01", "5000"), ("kode_skpd", "pagu"))}, outcome=ASKS, asks="kolom",
         clerk=replace(SAID, columns={"Pagu Murni": "pagu", "Pagu Perubahan": ""})),
    Case("header", "cyrillic-letters-that-look-latin",
         csv_bytes([("Kode SKPD", "Раgu"), ("1.01", "5000")]),
         {2: stored(("1.01", "5000"), ("kode_skpd", "pagu"))}, outcome=ASKS, asks="kolom",
         clerk=replace(SAID, columns={"Раgu": "pagu"})),
    Case("header", "no-amount-at-all", b"Kode SKPD,Uraian\n1.01,a\n", outcome=REFUSED,
         refused=("kolom_wajib_tidak_ada", "kolom_wajib_mirip")),
    Case("header", "a-header-and-nothing-below", csv_bytes([HEAD]), outcome=REFUSED,
         refused=("tanpa_baris",), read_refused=True),
    Case("header", "year-stage-and-region-in-the-file",
         csv_bytes([("Tahun", "Tahapan", "Kode Daerah", *HEAD),
                    *(("2025", "Murni", "63.72", *cells) for cells in STANDARD)]), lines(2),
         said=replace(SAID, tahun=None, tahapan=None, daerah=None)),
    Case("header", "year-and-region-are-asked", budget(), lines(2), outcome=ASKS, asks="tahun",
         said=replace(SAID, tahun=None, daerah=None), clerk=SAID),
    Case("header", "a-header-of-two-hundred-letters",
         csv_bytes([(*HEAD, "Catatan " + "a" * 192), *((*c, "x") for c in STANDARD)]), lines(2)),
    Case("header", "code-and-name-under-one-header",
         csv_bytes([("Kode SKPD", "Sub Kegiatan", "Kode Rekening", "Pagu"),
                    ("1.01", "2.08.02.2.01.0001 Koordinasi PUG", line(1)[3], "5000")]),
         {2: stored(("1.01", "2.08.02.2.01.0001", line(1)[3], "5000"),
                    ("kode_skpd", "kode_sub_kegiatan", "kode_rekening", "pagu"),
                    nama_sub_kegiatan="Koordinasi PUG")}),
]  # fmt: skip
