"""Dialects of delimited text: delimiters, quotes, escapes, line ends, ragged rows."""

from __future__ import annotations

from tests.corpus.model import (
    HEAD,
    REFUSED,
    STANDARD,
    Case,
    Table,
    at,
    line,
    lines,
    standard,
    stored,
)
from tests.corpus.written import budget, csv_bytes, csv_text, text_file

_COMMA = "Dinas P3A, Dalduk, dan KB"
_ID = ("1.000.000,00", "2.500.000,75", "750.000,00")
_ID_LINES = [line(number, pagu) for number, pagu in enumerate(_ID, 1)]


def indonesian(name: str, data: bytes, **more: object) -> Case:
    """The standard lines with Indonesian amounts: stored alike, read as written."""
    return standard("dialect", name, data, **{"delimiter": ";", "read": Table(HEAD, _ID_LINES),
                                              **more})  # fmt: skip


def named(name: str, text: str, agency: str, **more: object) -> Case:
    """One line whose agency has a difficult name, written by hand in ``text``."""
    row = line(1, name=agency)
    return Case("dialect", name, text_file(text), at(2, stored(row)), **{
        "read": Table(HEAD, [row]), **more})  # type: ignore[arg-type]  # fmt: skip


_TOP = ",".join(HEAD) + "\n"
_A, _REST = line(1)[0], ",".join(line(1)[2:])
_LONG = [line(number, "1000") for number in range(1, 1001)]
_MORE = [line(number, "2000") for number in range(1001, 1051)]
_QUOTED = [line(number, name=_COMMA) for number in range(1, 2001)]
_CHANGED = budget(*_LONG) + csv_text(_MORE, ";").encode()
_SHORT = ["Kode SKPD", "Pagu", "Nama SKPD"]
_AGENCIES = [("1.01", "5000", "A"), ("1.02", "6000", "B")]


def _short(*cells: str) -> dict[str, str]:
    return dict(stored(cells, ("kode_skpd", "pagu", "nama_skpd")))


# Spreadsheets do not show the line "sep=;": the header stands in row 1.
CASES = [
    standard("dialect", "commas", budget()),
    standard("dialect", "tabs-in-a-csv", csv_bytes([HEAD, *STANDARD], "\t"), delimiter="\t"),
    standard("dialect", "pipes", csv_bytes([HEAD, *STANDARD], "|"), delimiter="|"),
    standard("dialect", "semicolons-with-dots", csv_bytes([HEAD, *STANDARD], ";"), delimiter=";"),
    indonesian("semicolons-with-decimal-commas", csv_bytes([HEAD, *_ID_LINES], ";")),
    indonesian("semicolons-and-crlf", csv_bytes([HEAD, *_ID_LINES], ";", "\r\n")),
    indonesian("decimal-commas-quoted-between-commas", csv_bytes([HEAD, *_ID_LINES]),
               delimiter=","),
    indonesian("a-line-that-names-the-delimiter",
               b"sep=;\n" + csv_bytes([HEAD, *_ID_LINES], ";"), height=4),
    standard("dialect", "a-line-that-names-the-delimiter-with-crlf",
             b"sep=,\r\n" + csv_bytes([HEAD, *STANDARD], ",", "\r\n"), height=4),
    standard("dialect", "a-text-file", csv_bytes([HEAD, *STANDARD], ";"), delimiter=";",
             file="anggaran.txt"),
    standard("dialect", "a-file-without-suffix", budget(), file="anggaran"),
    standard("dialect", "crlf", csv_bytes([HEAD, *STANDARD], end="\r\n")),
    standard("dialect", "old-mac-line-ends", csv_bytes([HEAD, *STANDARD], end="\r")),
    standard("dialect", "mixed-line-ends",
             csv_bytes([HEAD], end="\r\n") + csv_bytes(STANDARD[:2]) +
             csv_bytes(STANDARD[2:], end="\r\n")),
    standard("dialect", "no-line-end-at-the-end", budget().rstrip(b"\n")),
    standard("dialect", "every-cell-quoted",
             "".join(",".join(f'"{c}"' for c in row) + "\n" for row in [HEAD, *STANDARD]).encode()),
    standard("dialect", "a-delimiter-at-the-end-of-each-row",
             budget().replace(b"\n", b",\n")),
    standard("dialect", "many-blank-columns-at-the-end", budget().replace(b"\n", b",,,,,\n")),
    standard("dialect", "blank-cells-beyond-the-header-in-one-row",
             budget().replace(b"2500000.75", b"2500000.75,,")),
    standard("dialect", "control-z-at-the-end", budget() + b"\x1a", may_refuse=True,
             height=4),
    named("a-comma-in-a-quoted-name", _TOP + f'{_A},"{_COMMA}",{_REST}\n', _COMMA),
    named("a-line-end-in-a-quoted-name", _TOP + f'{_A},"Dinas\nP3A",{_REST}\n', "Dinas\nP3A"),
    named("crlf-in-a-quoted-name", (_TOP + f'{_A},"Dinas\nP3A",{_REST}\n').replace("\n", "\r\n"),
          "Dinas\r\nP3A"),
    named("doubled-quotes", _TOP + f'{_A},"Dinas ""P3A""",{_REST}\n', 'Dinas "P3A"'),
    named("a-quote-within-an-unquoted-name", _TOP + f'{_A},Dinas "P3A",{_REST}\n', 'Dinas "P3A"'),
    named("an-inch-sign", _TOP + f'{_A},Layar 32",{_REST}\n', 'Layar 32"'),
    named("a-quoted-name-that-is-a-quote-only", _TOP + f'{_A},"""",{_REST}\n', '"'),
    named("backslashes-before-quotes", _TOP + f'{_A},"Dinas \\"P3A\\", Kota",{_REST}\n',
          'Dinas "P3A", Kota', escape="\\"),
    named("a-backslash-that-escapes-nothing", _TOP + f"{_A},Dinas A\\B,{_REST}\n", "Dinas A\\B"),
    named("single-quotes-around-cells", _TOP.replace(",", "','").replace("Kode S", "'Kode S", 1)
          .replace("Pagu\n", "Pagu'\n") + "','".join(["'" + _A, _COMMA, *line(1)[2:]]) + "'\n",
          _COMMA, quote="'"),
    named("an-apostrophe-in-a-name", _TOP + f"{_A},Ma'had Jum'at,{_REST}\n", "Ma'had Jum'at"),
    named("blanks-before-a-quoted-name", _TOP + f'{_A}, "{_COMMA}", {_REST}\n', _COMMA,
          may_refuse=True, read=None, height=2),
    named("semicolons-within-names", _TOP + f"{_A},Dinas A; B; C; D,{_REST}\n", "Dinas A; B; C; D"),
    named("a-comma-in-a-header-between-semicolons",
          "Kode SKPD;Nama SKPD;Uraian, rinci, lengkap;Kode Sub Kegiatan;Kode Rekening;Kode Sumber "
          f"Dana;Pagu\n{_A};Dinas X;a, b, c;{';'.join(line(1)[2:])}\n", "Dinas X", delimiter=";",
          read=None),
    Case("dialect", "whole-rows-in-quotes",
         "".join('"' + row.replace('"', '""') + '"\n' for row in
                 csv_text([HEAD, *STANDARD]).splitlines()).encode(),
         lines(2), may_refuse=True, height=4),
    Case("dialect", "an-unterminated-quote",
         text_file(_TOP + f'{_A},"Dinas,{_REST}\n{_A},B,{_REST}\n'),
         outcome=REFUSED, refused=("berkas_kutip_rusak", "sel_terlalu_panjang"), read_refused=True),
    Case("dialect", "text-behind-a-closing-quote",
         text_file(_TOP + f'{_A},"Dinas" P3A,{_REST}\n'), outcome=REFUSED,
         refused=("berkas_kutip_rusak",), read_refused=True),
    Case("dialect", "short-rows-are-filled",
         csv_bytes([_SHORT, ["1.01", "5000"], ["1.02", "6000", "B"]]),
         at(2, _short("1.01", "5000", ""), _short("1.02", "6000", "B")),
         read=Table(_SHORT, [("1.01", "5000", ""), ("1.02", "6000", "B")])),
    Case("dialect", "an-unquoted-comma-shifts-a-row",
         text_file(_TOP + f"{_A},Dinas P3A, Kota,{_REST}\n" + csv_text([line(2)])),
         at(3, stored(line(2))), rejected={2: ()}, may_refuse=True),
    Case("dialect", "unquoted-thousand-commas-are-no-cells",
         b"Kode SKPD,Pagu\n1.01,1,500,000\n1.02,750\n",
         at(3, stored(("1.02", "750"), ("kode_skpd", "pagu"))), rejected={2: ()}, may_refuse=True),
    Case("dialect", "unquoted-decimal-commas-are-no-cells",
         b"Kode SKPD,Pagu\n1.01,1000,50\n1.02,2000,75\n", outcome=REFUSED, read_refused=True,
         refused=("baris_kelebihan_sel",)),
    Case("dialect", "another-delimiter-after-a-thousand-lines", _CHANGED, lines(2, _LONG),
         rejected=dict.fromkeys(range(1002, 1052), ()), may_refuse=True),
    Case("dialect", "another-column-order-after-a-second-header",
         csv_bytes([_SHORT, *_AGENCIES, ["Pagu", "Kode SKPD", "Nama SKPD"], ["7000", "1.03", "C"]]),
         at(2, *(_short(*cells) for cells in _AGENCIES)), rejected={4: (), 5: ()},
         may_refuse=True),
    Case("dialect", "a-delimiter-nobody-knows", budget().replace(b",", b"^"), outcome=REFUSED,
         refused=("berkas_satu_kolom", "tajuk_tidak_ditemukan"), read_refused=True),
    Case("dialect", "columns-aligned-with-blanks",
         b"Kode SKPD      Pagu\n1.01           1000\n1.02           2000\n", outcome=REFUSED),
    Case("dialect", "one-column-of-whole-sentences",
         b"Laporan kinerja\nTahun ini baik.\nTahun depan lebih baik.\n", outcome=REFUSED,
         read_refused=True),
    Case("dialect", "a-list-of-one-column", b"nama_desa\nSungai Ulin\nCempaka\nLoktabat\n",
         outcome=REFUSED, remarks=("satu_kolom",),
         read=Table(["nama_desa"], [["Sungai Ulin"], ["Cempaka"], ["Loktabat"]])),
    standard("dialect", "rows-of-blanks-between", budget().replace(b"\n", b"\n , ,,\n", 2),
             rows={3: lines(2)[2], 5: lines(2)[3], 6: lines(2)[4]}, aside=2),
    standard("dialect", "empty-lines-between", budget().replace(b"\n", b"\n\n"),
             rows=dict(zip((3, 5, 7), lines(2).values(), strict=True)), aside=4),
    Case("dialect", "two-thousand-quoted-commas", budget(*_QUOTED), lines(2, _QUOTED)),
]  # fmt: skip
