"""The table kind x files x outcome: printed by the tests, written to ``docs/korpus.md``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.corpus.gathered import slug
from tests.corpus.model import ASKS, COMES, REFUSED, Case
from tests.corpus.trying import Trial

PAGE = Path(__file__).resolve().parents[2] / "docs" / "korpus.md"
COUNTED: Mapping[str, str] = {
    "encoding": "Sandi huruf (UTF-8, UTF-16, cp1252, latin-1, rusak)",
    "dialect": "Pemisah, tanda kutip, akhir baris, baris yang tidak rata",
    "layout": "Judul, baris kosong, catatan, dua tabel",
    "header": "Tajuk bertingkat, gabungan, salah eja, kembar",
    "totals": "Jumlah, subtotal, rekapitulasi",
    "numbers": "Bentuk angka, persen, cacah",
    "units": "Ribuan dan jutaan rupiah",
    "dates": "Tanggal, tahun, bulan",
    "codes": "Kode rusak, dua edisi, kode dan nama",
    "names": "Nama tanpa kode, kode lama",
    "places": "Wilayah",
    "rules": "Aturan isi",
    "duplicates": "Kunci ganda dan baris kembar",
    "wide": "Satu kolom per bulan atau tahun",
    "workbook": "XLSX, XLS, ODS: lembar, gabungan, format, rumus",
    "refusals": "Bukan tabel, rusak, terkunci, terlalu besar",
    "attacks": "Bom zip, XXE, rumus dan HTML dalam teks",
}
_WORDS = """# Korpus berkas buruk

Berkas kecil dengan kebenaran yang diketahui: ditulis tangan atau oleh pembuatnya di
`tests/corpus/`, tidak pernah oleh pembaca yang diuji. Setiap berkas dicoba seperti seorang petugas
yang teliti membawanya: ia menjawab bila ditanya. *Masuk*: isinya sama persis dengan kebenaran.
*Setelah bertanya*: masuk setelah satu jawaban. *Ditolak*: dengan kalimat yang benar. Baris dalam
berkas dihitung oleh pembaca lain (modul `csv`, openpyxl, XML); dibaca = diterima + ditolak +
disisihkan pada setiap berkas. Ditulis oleh `python -m tests.corpus`.

"""


def table_of(cases: Sequence[Case], trials: Mapping[str, Trial]) -> str:
    """The table as Markdown, a row a kind and the sums below."""
    rows = ["| jenis | berkas | masuk | setelah bertanya | ditolak | lain dari kebenaran |",
            "|---|---:|---:|---:|---:|---:|"]  # fmt: skip
    for kind, label in COUNTED.items():
        rows.append(_row(label, [trials[slug(case)] for case in cases if case.kind == kind]))
    rows.append(_row("**semua**", [trials[slug(case)] for case in cases]))
    readable = [trials[slug(case)] for case in cases if case.outcome != REFUSED]
    came = sum(each.right and each.outcome != REFUSED for each in readable)
    silent = sum(bool(trials[slug(case)].silent) for case in cases)
    return "\n".join([
        *rows, "",
        f"Dari {len(readable)} berkas yang dapat dibaca petugas yang teliti, {came} masuk. "
        f"Nilai yang berubah diam-diam: {silent}.", "",
    ])  # fmt: skip


def _row(label: str, tried: Sequence[Trial]) -> str:
    counts = [sum(each.outcome == way for each in tried) for way in (COMES, ASKS, REFUSED)]
    wrong = sum(not each.right for each in tried)
    return f"| {label} | {len(tried)} | {' | '.join(map(str, counts))} | {wrong} |"


def check(table: str) -> str:
    """What to do where the page does not hold this table; empty where it does."""
    written = PAGE.read_text("utf-8") if PAGE.exists() else ""
    return "" if written == _WORDS + table else "run: python -m tests.corpus"


def write(table: str) -> None:
    """Write the page."""
    PAGE.write_text(_WORDS + table, "utf-8", newline="\n")
