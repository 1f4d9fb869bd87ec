"""Subtotals: rows that stand above deeper rows by account, by programme code, or by agency."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame, filled
from pug_metrics.ingest.setaside import Aside
from pug_metrics.tables.masks import no, some, sure

LEVELS = ("Akun", "Kelompok", "Jenis", "Objek", "Rincian Objek", "Sub Rincian Objek")
_PROGRAMME = (
    ("kode_sub_kegiatan", "sub kegiatan"),
    ("kode_kegiatan", "kegiatan"),
    ("kode_program", "program"),
    ("kode_bidang_urusan", "bidang urusan"),
    ("kode_urusan", "urusan"),
)


def account_subtotals(frame: Frame, left: pa.Array) -> list[Aside]:
    """Accounts shallower than the leaves: by the ``level`` column, or where deeper rows follow.

    ``left``: the rows not yet set aside. A row that names its agency or sub-activity needs deeper
    rows of the same agency or sub-activity; without a ``level`` column a lone shallow row stays.
    """
    accounts = frame.get("kode_rekening")
    depth = pc.if_else(left, pc.add(pc.count_substring(accounts, "."), 1), None)
    leaf = pc.max(depth).as_py() or 0
    stated = pc.equal(frame.get("level"), pc.cast(depth, pa.string()))
    found = []
    for level in range(1, leaf):
        here = sure(pc.equal(depth, level))
        if not some(here):
            continue
        mask = pc.or_(_has_deeper(frame, here, pc.greater(depth, level), level),
                      pc.and_(here, sure(stated)))  # fmt: skip
        if some(mask):
            name = LEVELS[level - 1] if level <= len(LEVELS) else ""
            found.append(Aside("subtotal_rekening", f"{level} ({name})", mask, level))
    return found


def _has_deeper(frame: Frame, here: pa.Array, deeper: pa.Array, level: int) -> pa.Array:
    deeper = sure(deeper)
    accounts = frame.get("kode_rekening")
    above = pc.replace_substring_regex(accounts, _first_parts(level), r"\1")
    agency, sub = frame.get("kode_skpd"), frame.get("kode_sub_kegiatan")
    mask = no(frame.height)
    for scope, rows in _scopes(here, agency, sub):
        if some(rows):
            known = pc.unique(_key(scope, above, deeper))
            hit = pc.is_in(_key(scope, accounts, None), known)
            mask = pc.or_(mask, pc.and_(rows, hit))
    return mask


def _scopes(
    here: pa.Array, agency: pa.Array, sub: pa.Array
) -> Iterator[tuple[tuple[pa.Array, ...], pa.Array]]:
    with_sub = pc.and_(here, filled(sub))
    with_agency = pc.and_(pc.and_not(here, filled(sub)), filled(agency))
    yield (agency, sub), with_sub
    yield (agency,), with_agency
    yield (), pc.and_not(pc.and_not(here, filled(sub)), filled(agency))


def _key(scope: tuple[pa.Array, ...], last: pa.Array, where: pa.Array | None) -> pa.Array:
    parts = [*scope, last] if where is None else [part.filter(where) for part in (*scope, last)]
    return pc.binary_join_element_wise(*parts, "|", null_handling="replace", null_replacement="")


def members(frame: Frame, aside: Aside) -> Iterator[tuple[pa.Array, pa.Array, pa.Array]]:
    """What the rows of a subtotal by code sum: their mask, their key, and the key of any row above.

    A line belongs to a subtotal where the third, for the line, equals the second.
    """
    agency = frame.get("kode_skpd")
    if aside.kind == "subtotal_rekening":
        accounts, above = levels_of(frame, aside)
        for scope, rows in _scopes(aside.mask, agency, frame.get("kode_sub_kegiatan")):
            if some(rows):
                yield rows, _key(scope, accounts, None), _key(scope, above, None)
    columns = {label: name for name, label in _PROGRAMME}
    if aside.kind == "subtotal_program" and aside.detail in columns:
        codes = _key((agency,), frame.text[columns[aside.detail]], None)
        yield aside.mask, codes, codes


def levels_of(frame: Frame, aside: Aside) -> tuple[pa.Array, pa.Array]:
    """The code of each row at the level of a total, and that of any row above it.

    Totals that no finer code tells are those of agencies.
    """
    if aside.kind == "subtotal_rekening":
        accounts = frame.get("kode_rekening")
        return accounts, pc.replace_substring_regex(accounts, _first_parts(aside.depth), r"\1")
    columns = {label: name for name, label in _PROGRAMME}
    codes = frame.get(columns.get(aside.detail, "kode_skpd"))
    return codes, codes


def _first_parts(level: int) -> str:
    return rf"^((?:\d+\.){{{level - 1}}}\d+)\..*$"


def programme_subtotals(frame: Frame, left: pa.Array) -> list[Aside]:
    """Rows of a programme (activity, ...) without account, above rows that go deeper into it."""
    names = [(name, label) for name, label in _PROGRAMME if name in frame.text]
    accounts, agency = frame.get("kode_rekening"), frame.get("kode_skpd")
    found: list[Aside] = []
    bare = pc.and_(left, pc.is_null(accounts))
    if not names or not some(bare):
        return found
    below = pc.and_(left, filled(accounts))
    for depth, (name, label) in enumerate(names):
        codes = frame.text[name]
        own = pc.and_(bare, filled(codes))
        known = pc.unique(_key((agency,), codes, pc.and_(below, filled(codes))))
        mask = pc.and_(own, pc.is_in(_key((agency,), codes, None), known))
        if some(mask):
            found.append(Aside("subtotal_program", label, mask, len(names) - depth))
        bare, below = pc.and_not(bare, own), pc.or_(below, own)
    return found


def agency_totals(frame: Frame, left: pa.Array, measure: pa.Array) -> list[Aside]:
    """Rows of an agency without any finer code whose amount is the sum of its coded rows."""
    bare, coded = _bare_and_coded(frame, left)
    if not some(bare):
        return []
    agency = frame.get("kode_skpd")
    rows = pa.table({"skpd": agency, "rupiah": measure.cast(pa.decimal128(38, 2))})
    sums = rows.filter(coded).group_by(["skpd"]).aggregate([("rupiah", "sum")])
    at = pc.index_in(agency, sums["skpd"].combine_chunks())
    same = sure(
        pc.equal(rows["rupiah"].combine_chunks(), sums["rupiah_sum"].combine_chunks().take(at))
    )
    mask = pc.and_(bare, same)
    return [Aside("subtotal_program", "SKPD", mask)] if some(mask) else []


def lone_rows(frame: Frame, left: pa.Array) -> list[Mark]:
    """Rows of an agency without any finer code that equal no sum: lines, but worth a look."""
    bare, _ = _bare_and_coded(frame, left)
    agency = frame.get("kode_skpd")
    return marked("baris_tanpa_rincian", Severity.AWAS, "kode_skpd", bare, frame.rows, agency)


def _bare_and_coded(frame: Frame, left: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Rows without account and programme codes, of agencies that have rows with them; and those."""
    coded = filled(frame.get("kode_rekening"))
    for name, _ in _PROGRAMME:
        if name in frame.text:
            coded = pc.or_(coded, filled(frame.text[name]))
    agency = frame.get("kode_skpd")
    coded = pc.and_(left, coded)
    detailed = pc.is_in(agency, pc.unique(agency.filter(coded)).drop_null())
    return pc.and_(pc.and_not(left, coded), detailed), coded
