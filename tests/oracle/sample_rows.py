"""The committed sample as plain rows for the oracle: headers, codes and numbers made even.

Imports nothing of the package.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import tomllib
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "sample"
HEADERS = {"nama_paket_kelompok": "uraian_paket", "paket_kelompok": "", "no": ""}
YES = {"ya": "true", "tidak": "false"}


def number(text: str) -> str:
    """``791.713.000,50`` as ``791713000.50``; a number with a dot as it is."""
    return text.replace(".", "").replace(",", ".") if "," in text else text


def padded(code: str) -> str:
    """A sub-activity code with four digits at its end."""
    head, _, tail = code.rpartition(".")
    return f"{head}.{tail.zfill(4)}" if code.count(".") == 5 else code


def cell(column: str, text: str) -> str | None:
    if not text:
        return None
    if column in ("pagu", "rupiah", "realisasi", "persen"):
        return number(text)
    return padded(text) if column == "kode_sub_kegiatan" else YES.get(text, text)


def read_sample() -> dict[str, list[dict]]:
    """Every file that the manifest lists, its region, year and stage filled in."""
    found: dict[str, list[dict]] = defaultdict(list)
    for entry in tomllib.loads((FOLDER / "manifest.toml").read_text("utf-8"))["berkas"]:
        given = {
            "kode_daerah": entry["kode_daerah"],
            "tahun": str(entry["tahun"]) if "tahun" in entry else None,
            "tahapan": entry.get("tahapan"),
        }
        text = lzma.decompress((FOLDER / entry["berkas"]).read_bytes()).decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter):
            plain = {key: value for key, value in given.items() if value is not None}
            for header, value in row.items():
                name = re.sub(r"[^a-z0-9]+", "_", header.lower()).strip("_")
                column = HEADERS.get(name, name)
                if column and cell(column, value) is not None:
                    plain[column] = cell(column, value)
            found[entry["dataset"]].append(plain)
    return found
