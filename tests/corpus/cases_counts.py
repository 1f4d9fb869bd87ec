"""Counts, percents and parts, and figures in thousands or millions of rupiah."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus.model import (
    AGENCY,
    ASKS,
    HEAD,
    STANDARD,
    Case,
    Table,
    line,
    plain,
    said,
    standard,
    stored,
)
from tests.corpus.workbooks import Shown, xlsx
from tests.corpus.written import csv_bytes

_PEOPLE = ("kode_wilayah", "tahun", "laki_laki", "perempuan")
_PLACE = ("kode_skpd", "kode_wilayah", "persen")
_TAG = ("kode_skpd", "kategori_arg", "bobot_arg")
_VILLAGES = ("63.72.02.1003", "63.72.02.1004")


def people(name: str, men: Sequence[str], meant: Sequence[str | None], **more: object) -> Case:
    """Men of two villages as written, and what is meant (None: rejected)."""
    rows = [(village, "2025", cell, "11") for village, cell in zip(_VILLAGES, men, strict=True)]
    truth = {
        row: {"kode_daerah": "63.72", **dict(zip(_PEOPLE, (cells[0], "2025", value, "11"),
                                                 strict=True))}
        for row, (cells, value) in enumerate(zip(rows, meant, strict=True), 2)
        if value is not None
    }  # fmt: skip
    bad = {row: () for row, value in enumerate(meant, 2) if value is None}
    return Case("numbers", name, csv_bytes([_PEOPLE, *rows], ";"), truth, dataset="penduduk",
                delimiter=";", rejected=bad, read=Table(_PEOPLE, rows), **more)  # type: ignore[arg-type]  # fmt: skip


def shares(name: str, cells: Sequence[object], meant: Sequence[str | None], **more: object) -> Case:
    """Percent of an agency's money in two villages, in a CSV or (as ``Shown``) a workbook."""
    rows = [(AGENCY, village, cell) for village, cell in zip(_VILLAGES, cells, strict=True)]
    truth = {
        row: plain(_PLACE, (AGENCY, cells[1], value), tahapan="MURNI")
        for row, (cells, value) in enumerate(zip(rows, meant, strict=True), 2)
        if value is not None
    }
    bad = {row: () for row, value in enumerate(meant, 2) if value is None}
    book = not all(isinstance(cell, str) for cell in cells)
    data = xlsx([_PLACE, *rows]) if book else csv_bytes([_PLACE, *rows], ";")  # type: ignore[list-item]
    return Case("numbers", name, data, truth, dataset="lokasi", delimiter=";", rejected=bad,
                file="buku.xlsx" if book else "berkas.csv", **more)  # type: ignore[arg-type]  # fmt: skip


def weights(name: str, cells: Sequence[object], meant: Sequence[str | None]) -> Case:
    """Weights of tags, in a CSV or (as ``Shown``) a workbook."""
    rows = [(f"1.0{number}", "SPESIFIK", cell) for number, cell in enumerate(cells, 1)]
    truth = {
        row: plain(_TAG, (cells[0], "SPESIFIK", value), tahapan="MURNI")
        for row, (cells, value) in enumerate(zip(rows, meant, strict=True), 2)
        if value is not None
    }
    bad = {row: () for row, value in enumerate(meant, 2) if value is None}
    book = not all(isinstance(cell, str) for cell in cells)
    data = xlsx([_TAG, *rows]) if book else csv_bytes([_TAG, *rows], ";")  # type: ignore[list-item]
    return Case("numbers", name, data, truth, dataset="tag_arg", delimiter=";", rejected=bad,
                file="buku.xlsx" if book else "berkas.csv")  # fmt: skip


_WRITTEN = ("1.000", "2.500,5", "750")
_SCALED = {1000: ("1000000", "2500500", "750000"), 1: ("1000", "2500.5", "750"),
           1_000_000: ("1000000000", "2500500000", "750000000")}  # fmt: skip
_ROWS = [line(number, each) for number, each in enumerate(_WRITTEN, 1)]


def _scaled(unit: int, first: int) -> dict[int, dict[str, str]]:
    return {
        first + index: dict(stored(line(index + 1, value)))
        for index, value in enumerate(_SCALED[unit])
    }


def unit(name: str, title: str, times: int, **more: object) -> Case:
    """A title that names a unit; the clerk confirms ``times`` rupiah."""
    data = csv_bytes([[title], HEAD, *_ROWS], ";")
    return Case("units", name, data, _scaled(times, 3), delimiter=";", header=2, **{
        "outcome": ASKS, "asks": "satuan", "clerk": said(unit=times),
        "read": Table(HEAD, _ROWS), **more})  # type: ignore[arg-type]  # fmt: skip


def silent(name: str, title: str) -> Case:
    """A title that only looks like a unit: nothing is asked, nothing multiplied."""
    data = csv_bytes([[title], HEAD, *STANDARD])
    return standard("units", name, data, first=3)


def headed(name: str, head: str, times: int) -> Case:
    """The unit stands in the header of the amounts."""
    header = (*HEAD[:5], head)
    return Case("units", name, csv_bytes([header, *_ROWS], ";"), _scaled(times, 2), delimiter=";",
                outcome=ASKS, asks="satuan", clerk=said(unit=times),
                read=Table(header, _ROWS))  # fmt: skip


CASES = [
    people("thousand-dots-in-counts", ("2.310", "950"), ("2310", "950")),
    people("thousand-commas-in-counts", ("2,310", "950"), ("2310", "950")),
    people("people-with-zero-decimals", ("2310.0", "950.0"), ("2310", "950"), lenient=(2, 3)),
    people("half-a-person", ("1.5", "950"), (None, "950")),
    people("fewer-than-nobody", ("-5", "950"), (None, "950")),
    people("a-missing-count-is-not-zero", ("", "950"), (None, "950")),
    people("nobody-is-a-count", ("0", "950"), ("0", "950")),
    people("people-behind-the-count", ("2310 orang", "950"), ("2310", "950"), lenient=(2,)),
    shares("percent-signs", ("50%", "12,5 %"), ("50", "12.5")),
    shares("percents-without-sign", ("50", "12,5"), ("50", "12.5")),
    shares("more-than-a-whole", ("150", "12,5"), (None, "12.5")),
    shares("percent-cells-of-a-workbook", (Shown(0.5, "0%"), Shown(0.125, "0.0%")),
           ("50", "12.5")),
    shares("numbers-of-a-workbook-that-are-percents", (50, 12.5), ("50", "12.5")),
    weights("weights-with-comma", ("0,5", "1"), ("0.5", "1")),
    weights("weights-with-dot", ("0.5", "1.00"), ("0.5", "1")),
    weights("weights-in-percent", ("50%", "100%"), ("0.5", "1")),
    weights("percent-cells-as-weights", (Shown(0.5, "0%"), Shown(1, "0%")), ("0.5", "1")),
    weights("weights-above-one", ("50", "1"), (None, "1")),
    weights("weights-finer-than-stored", ("0,333", "1"), (None, "1")),
    unit("thousands-in-a-title", "Belanja Daerah (dalam ribuan rupiah)", 1000),
    unit("thousands-in-a-title-in-capitals", "(DALAM RIBUAN RUPIAH)", 1000),
    unit("thousands-written-short", "Satuan: Rp ribu", 1000),
    unit("thousands-as-digits", "(Rp 000)", 1000),
    unit("millions-in-a-title", "(dalam jutaan rupiah)", 1_000_000),
    unit("millions-written-short", "Rp juta", 1_000_000),
    unit("a-title-that-is-wrong-about-thousands", "(dalam ribuan rupiah)", 1),
    headed("thousands-in-a-header", "Pagu (ribuan rupiah)", 1000),
    headed("thousands-short-in-a-header", "Pagu (Rp ribu)", 1000),
    headed("millions-in-a-header", "Anggaran (juta Rp)", 1_000_000),
    Case("units", "thousands-in-a-note-below",
         csv_bytes([HEAD, *_ROWS, ["Catatan: angka dalam ribuan rupiah"]], ";"), _scaled(1000, 2),
         delimiter=";", outcome=ASKS, asks="satuan", clerk=said(unit=1000), aside=1,
         read=Table(HEAD, _ROWS)),
    Case("units", "thousands-in-a-workbook",
         xlsx([["(dalam ribuan rupiah)"], HEAD,
               *([*cells[:5], amount] for cells, amount in zip(_ROWS, (1000, 2500.5, 750),
                                                               strict=True))]),
         _scaled(1000, 3), header=2, file="buku.xlsx", outcome=ASKS, asks="satuan",
         clerk=said(unit=1000)),
    silent("plain-rupiah-in-a-title", "Belanja Daerah (dalam rupiah)"),
    silent("a-movement-called-thousand-rupiah", "Gerakan Seribu Rupiah Peduli Anak"),
    silent("thousands-of-people-in-a-title", "Anggaran bagi ribuan perempuan"),
]  # fmt: skip
