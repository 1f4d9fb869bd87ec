"""Reads the committed sample as plain CSV: nothing here imports pug_metrics or the generator."""

from __future__ import annotations

import csv
import io
import lzma
from collections import defaultdict
from fractions import Fraction
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "sample"
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a packed CSV of the sample, by its stem."""
    text = lzma.decompress((FOLDER / f"{name}.csv.xz").read_bytes()).decode()
    return tuple(csv.DictReader(io.StringIO(text, newline="")))


def sen(text: str) -> int:
    """Rupiah as text, 1.234,50 or 1234.50, in sen."""
    plain = text.replace(".", "").replace(",", ".") if "," in text else text
    return int(Fraction(plain) * 100)


def four(code: str) -> str:
    """A sub-kegiatan code with four digits at its end."""
    head, _, tail = code.rpartition(".")
    return f"{head}.{int(tail):04}" if head else code


@cache
def lines(daerah: str, tahun: int, tahapan: str) -> tuple[Row, ...]:
    """Budget lines of both regions under the same plain names; pagu in sen as text."""
    name = f"anggaran_{daerah.replace('.', '')}_{tahun}_{tahapan.lower()}"
    result = []
    for row in rows(name):
        line = {key.lower().replace(" ", "_"): value for key, value in row.items()}
        line["kode_sub_kegiatan"] = four(line["kode_sub_kegiatan"])
        line["pagu"] = str(sen(line["pagu"]))
        result.append(line)
    return tuple(result)


def _most_specific(found: dict[tuple[str, str, str], Row], line: Row) -> Row | None:
    skpd, sub, account = line["kode_skpd"], line["kode_sub_kegiatan"], line["kode_rekening"]
    for key in ((skpd, sub, account), (skpd, sub, ""), (skpd, "", account), (skpd, "", "")):
        if key in found:
            return found[key]
    return None


@cache
def tagged(daerah: str, tahun: int, tahapan: str) -> tuple[tuple[Row, int, int, int], ...]:
    """(line, claimed, documented, undecided sen) of every line."""
    short = daerah.replace(".", "")
    tags = {
        (row["kode_skpd"], four(row["kode_sub_kegiatan"]), row["kode_rekening"]): row
        for row in rows(f"tag_arg_{short}")
        if (row["tahun"], row["tahapan"]) == (str(tahun), tahapan)
        and row["status"] not in ("DRAF", "DITOLAK")
    }
    papers: dict[str, dict[tuple[str, str, str], Row]] = defaultdict(dict)
    for row in rows(f"dokumen_{short}"):
        if row["tahun"] == str(tahun):
            key = (row["kode_skpd"], four(row["kode_sub_kegiatan"]), row["kode_rekening"])
            papers[row["jenis"]][key] = row
    result = []
    for line in lines(daerah, tahun, tahapan):
        tag, pagu = _most_specific(tags, line), int(line["pagu"])
        claim = 0
        if tag and tag["kategori_arg"] not in ("NETRAL", "BELUM_DINILAI"):
            weight = Fraction(tag["bobot_arg"] or 1)
            claim = (2 * pagu * weight.numerator // weight.denominator + 1) // 2
        found = [_most_specific(papers[kind], line) for kind in ("GAP", "GBS", "KAK")]
        complete = all(paper and paper["status"] == "DISETUJUI" for paper in found)
        result.append((line, claim, claim if complete else 0, 0 if tag else pagu))
    return tuple(result)


def totals(daerah: str, tahun: int, tahapan: str) -> tuple[int, int, int, int]:
    """Ceiling, claimed, documented and undecided sen of a region."""
    found = tagged(daerah, tahun, tahapan)
    pagu = sum(int(line["pagu"]) for line, *_ in found)
    return pagu, *(sum(part[place] for part in found) for place in (1, 2, 3))
