"""A result as CSV and JSON, and the name of the file it is saved under."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pug_metrics.export.evidence import note_sentences
from pug_metrics.language import current
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.result import Result, Source

if TYPE_CHECKING:
    import pyarrow as pa

_SEN = Decimal("0.01")
_MONEY = (Unit.RUPIAH, Unit.RUPIAH_PER_ORANG)
# A spreadsheet runs a cell that begins with one of these as a formula.
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """``text`` with a leading apostrophe where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_LIVE) else text


def money_text(value: Decimal) -> str:
    """Exact decimal with a dot and at least two decimals: ``8727621226517.62``."""
    return f"{value.quantize(_SEN) if value == value.quantize(_SEN) else value:f}"


def exact_rows(result: Result, *, total: bool = False) -> list[dict[str, object]]:
    """The rows of ``frame`` (or ``total``) with money as exact text; other values untouched.

    ``pembilang`` and ``penyebut`` are always text. ``nilai`` is text where the unit is rupiah, and
    then the exact numerator where the figure is nothing but its numerator.
    """
    rows = (result.total if total else result.frame).to_pylist()
    return [_exact(row, result.metric.unit) for row in rows]


def _exact(row: dict[str, object], unit: Unit) -> dict[str, object]:
    made = dict(row)
    for name in ("pembilang", "penyebut"):
        value = row[name]
        made[name] = money_text(value) if isinstance(value, Decimal) else None
    value, numerator = row["nilai"], row["pembilang"]
    if unit in _MONEY and isinstance(value, float):
        same = isinstance(numerator, Decimal) and float(numerator) == value
        made["nilai"] = made["pembilang"] if same else money_text(Decimal(repr(value)))
    return made


def csv_bytes(result: Result) -> bytes:
    """The frame as UTF-8 CSV: comma, dot, a column ``data`` with the data version at the end.

    Text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*result.frame.column_names, "data"])
    for row in exact_rows(result):
        writer.writerow(
            [*(_csv_cell(name, value) for name, value in row.items()), result.version.label]
        )
    return out.getvalue().encode("utf-8")


def lines_csv_bytes(lines: pa.Table, label: str) -> bytes:
    """Budget lines (``metrics.lines``) as UTF-8 CSV, a column ``data`` with ``label`` at the end.

    Rupiah are exact text with a dot; a missing value is an empty cell.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*lines.column_names, "data"])
    for row in lines.to_pylist():
        writer.writerow([*map(_line_cell, row.values()), label])
    return out.getvalue().encode("utf-8")


def _line_cell(value: object) -> object:
    return money_text(value) if isinstance(value, Decimal) else _csv_cell("", value)


def _csv_cell(name: str, value: object) -> object:
    if isinstance(value, str) and name not in {"pembilang", "penyebut", "nilai"}:
        # A bare carriage return would end the row for some readers.
        return inert(value).replace("\r", " ")
    return "" if value is None else value


def json_text(result: Result) -> str:
    """The result as JSON: money as text, missing as null, with all that must stand beside it.

    Keys: ``metrik, judul, satuan, butir, irisan, basis, data, simulasi, cocok, sumber, catatan,
    total, baris``; ``baris`` holds one object a row of the frame, ``total`` the whole slice.
    """
    whole = exact_rows(result, total=True)
    content = {
        "metrik": result.metric.name,
        "judul": str(result.metric.title),
        "satuan": str(result.metric.unit),
        "butir": [str(grain) for grain in result.by],
        "irisan": result.at.filters(),
        "basis": str(result.basis) if result.basis else None,
        "data": result.version.label,
        "simulasi": result.version.simulated,
        "bahasa": current(),
        "cocok": result.reconciles,
        "sumber": [_source(source) for source in result.sources],
        "catatan": note_sentences(result),
        "total": whole[0] if whole else None,
        "baris": exact_rows(result),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _source(source: Source) -> dict[str, object]:
    return {
        "id_unggahan": source.id_unggahan,
        "dataset": source.dataset,
        "berkas": source.berkas,
        "jumlah_baris": source.baris,
        "baris_awal": source.baris_awal,
        "baris_akhir": source.baris_akhir,
        "aktor": source.aktor,
        "waktu": source.waktu.isoformat(),
        "status_data": source.status_data,
        "jumlah": None if source.jumlah is None else money_text(source.jumlah),
        "jumlah_berkas": (
            None if source.jumlah_berkas is None else money_text(source.jumlah_berkas)
        ),
        "cocok": source.reconciles,
    }


def file_name(result: Result, suffix: str) -> str:
    """``arg_share_opd_99.71_2025_MURNI_TOTAL_BELANJA_v41_simulasi.csv``; safe on every system."""
    parts = [result.metric.name, *map(str, result.by), *map(str, result.at.filters().values())]
    if result.basis:
        parts.append(str(result.basis))
    return named(parts, result.version.label, suffix)


def named(parts: Sequence[str], label: str, suffix: str) -> str:
    """A file name of ``parts`` with the data label; the label is outside the cut, never lost."""
    head = _safe("_".join(parts))[:140]
    return f"{head}_{_safe(label)}.{suffix.lstrip('.')}"


def _safe(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "_", text).strip("._-")
