"""Rows that call themselves totals: JUMLAH, TOTAL BELANJA, SUB TOTAL, in any cell of words.

A line may begin with the same word ("Jumlah peserta pelatihan", "Total station"): only what is
usually totalled counts as a total by its words, and a row with a code of a line never does.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame, filled
from pug_metrics.ingest.setaside import Aside
from pug_metrics.tables.masks import no, some, sure

# Datasets whose rows people add up, and whose files therefore carry totals.
SUMMED = frozenset({"anggaran", "realisasi", "apbdes", "lokasi", "sasaran", "penduduk"})
_LEVELS = ("rekening", "sub_kegiatan", "kegiatan", "program", "sub_bidang", "bidang")
# A file without codes below the agency is told by its names.
_DEEPEST = (*(f"kode_{level}" for level in _LEVELS), *(f"nama_{level}" for level in _LEVELS),
            "kode_skpd", "nama_skpd", "kode_wilayah")  # fmt: skip
_PROGRAMME = ("kode_urusan", "kode_bidang_urusan", "kode_program", "kode_kegiatan",
              "kode_sub_kegiatan", "kode_bidang", "kode_sub_bidang")  # fmt: skip
_WORD = r"(?:j\s*u\s*m\s*l\s*a\s*h|t\s*o\s*t\s*a\s*l)\b"
_OPENING = rf"(?i)^[\W_]*(?:grand[\s_-]*|sub[\s_-]*)?{_WORD}"
_SUBTOTAL = rf"(?i)^[\W_]*sub[\s_-]*{_WORD}"
_GRAND = rf"(?i)^[\W_]*(?:grand[\s_-]*{_WORD}|{_WORD}.*\b(?:seluruh|seluruhnya|keseluruhan|umum)\b)"
# What stands behind the word where a sum is meant: nothing, a sign, a number, or what is summed.
_SUMMED_THINGS = (
    "jumlah total belanja pagu anggaran realisasi pendapatan pembiayaan penerimaan pengeluaran "
    "surplus defisit seluruh seluruhnya keseluruhan semua umum akhir besar halaman dari per sampai "
    "skpd opd perangkat dinas badan kantor kecamatan kelurahan desa sekretariat inspektorat bagian "
    "satpol rsud uptd program kegiatan sub subkegiatan urusan bidang unit rekening kelompok jenis "
    "objek obyek rincian akun dana sumber kabupaten kota provinsi daerah apbd dipindahkan pindahan "
    "rp rupiah ini nilai biaya penduduk laki perempuan expenditure budget"
).replace(" ", "|")
_CLOSING = rf"\s*(?:$|[:=(\[.,*/–—-]|\d|[ivx]+\b|[a-h]\b|(?:{_SUMMED_THINGS})\b)"
_TOTAL = _OPENING + _CLOSING
# Words of an indicator or a package, not of a total.
_NOT = r"(?i)\b(?:yang|peserta|orang|dokumen|laporan|paket|station)\b"


def says_total(frame: Frame, pattern: str = _TOTAL) -> pa.Array:
    """Mask of the rows in which some cell of words calls itself a total."""
    mask = no(frame.height)
    cells = [frame.text[name] for name in frame.headers if name != frame.declared.measure]
    for cell in (*cells, *frame.other.values()):
        encoded = cell.dictionary_encode()
        words = encoded.dictionary
        hit = pc.match_substring_regex(words, pattern)
        if some(hit):
            hit = pc.and_not(hit, pc.match_substring_regex(words, _NOT))
            mask = pc.or_(mask, sure(hit.take(encoded.indices)))
    return mask


def bare_rows(frame: Frame) -> pa.Array:
    """Rows without the deepest code (or name) that the file holds: they may be no lines."""
    deepest = next((name for name in _DEEPEST if name in frame.headers), None)
    if deepest is None or frame.declared.name not in SUMMED:
        return no(frame.height)
    codes = frame.text[deepest]
    return pc.or_(pc.is_null(codes), sure(pc.match_substring_regex(codes, _TOTAL)))


def total_rows(frame: Frame) -> list[Aside]:
    """Bare rows that call themselves totals: of everything, of an agency, of a part."""
    bare = bare_rows(frame)
    if not some(bare):
        return []
    few = frame.filter(bare)
    rows = says_total(few)
    part = says_total(few, _SUBTOTAL)
    for name in _PROGRAMME:
        part = pc.or_(part, _coded(few, name))
    subtotal = pc.and_(rows, part)
    rows = pc.and_not(rows, subtotal)
    of_agency = pc.and_(rows, _coded(few, "kode_skpd"))
    whole = pc.and_not(rows, of_agency)
    grand = pc.and_(whole, says_total(few, _GRAND)) if some(whole) else whole
    found = (
        ("jumlah", "", pc.and_not(whole, grand), 0),
        ("jumlah", "semua", grand, 0),
        ("jumlah_opd", "", of_agency, 1),
        ("subtotal", "", subtotal, 2),
    )
    nowhere = no(frame.height)
    return [
        Aside(kind, detail, pc.replace_with_mask(nowhere, bare, mask), depth)
        for kind, detail, mask, depth in found
        if some(mask)
    ]


def _coded(frame: Frame, name: str) -> pa.Array:
    codes = frame.get(name)
    return pc.and_not(filled(codes), sure(pc.match_substring_regex(codes, _OPENING)))


def like_totals(frame: Frame, left: pa.Array) -> list[Mark]:
    """Bare rows of ``left`` that begin like a total but name no sum: lines, but worth a look."""
    bare = pc.and_(bare_rows(frame), left)
    if not some(bare):
        return []
    found: list[Mark] = []
    for name in frame.headers:
        cells = frame.text[name]
        hit = sure(pc.match_substring_regex(cells, _OPENING))
        found += marked(
            "baris_mirip_jumlah", Severity.AWAS, name, pc.and_(bare, hit), frame.rows, cells
        )
    return found
