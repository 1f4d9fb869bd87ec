"""A scenario applied to rows: steps in order, rupiah split over lines in whole sen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from pug_metrics.datasets import dataset
from pug_metrics.errors import QuestionError
from pug_metrics.language.numbers import rupiah_full
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.scenario import MONEY, Kind, Place, Scenario, Step, checked
from pug_metrics.store.supposing import Replacement

_Sub = tuple[str, str]
_KINDS = ("GAP", "GBS", "KAK")
_HEAD = ("kode_daerah", "tahun", "tahapan")
_WHOSE = "kode_daerah = $daerah AND tahun = $tahun AND tahapan = $tahapan"
# The fixed order of decision 0007: content first, the place in the file only between equal lines.
_LINES = f"""
    SELECT * FROM berlaku_anggaran
    WHERE {_WHOSE} AND kode_skpd = $opd AND kode_sub_kegiatan = $sub
    ORDER BY kode_rekening, kode_sumber_dana, kode_sub_unit, pagu,
        coalesce(uraian_paket, nama_rekening, nama_sub_kegiatan), id_unggahan, baris
"""  # noqa: S608 - our own words
_TAGS = f"""
    SELECT DISTINCT kode_rekening, kategori_arg, bobot_arg, apkm_a, apkm_p, apkm_k, apkm_m
    FROM baris WHERE {_WHOSE} AND kode_skpd = $opd AND kode_sub_kegiatan = $sub
"""  # noqa: S608 - our own words


@dataclass(slots=True)
class _Line:
    row: Mapping[str, Any]
    sen: int


@dataclass(slots=True)
class Changed:
    """The rows that a scenario touches, as they are after its steps.

    ``lines`` by agency and sub-activity, ``tags`` the tag of each account in them, ``documents``
    whether they count as complete. Nothing that no step names is in it. ``amounts``: the rupiah
    that each step moved, None for a step without money.
    """

    reader: Reader
    at: Slice
    lines: dict[_Sub, list[_Line]] = field(default_factory=dict)
    tags: dict[_Sub, list[dict[str, Any]]] = field(default_factory=dict)
    documents: dict[_Sub, bool] = field(default_factory=dict)
    money: set[_Sub] = field(default_factory=set)
    amounts: list[Decimal | None] = field(default_factory=list)

    @property
    def touched(self) -> tuple[_Sub, ...]:
        """Agency and sub-activity of every step, sorted."""
        return tuple(sorted({*self.money, *self.tags, *self.documents}))


def changed(reader: Reader, at: Slice, scenario: Scenario) -> Changed:
    """What the steps make of the rows in force of the region, year and stage of ``at``.

    Raises ``QuestionError``: ``andaikan_baris_tidak_ada`` (no line there, also at a destination),
    ``andaikan_terlalu_besar`` (more than there is), and as ``scenario.checked`` does; the fact
    ``langkah`` says in which step.
    """
    found = Changed(reader, at)
    for number, step in enumerate(scenario.langkah, 1):
        try:
            _take(found, checked(step))
        except QuestionError as error:
            raise QuestionError(error.kind, **error.facts | {"langkah": number}) from error
    return found


def _take(found: Changed, step: Step) -> None:
    if step.kind in MONEY:
        found.amounts.append(_move(found, step))
        return
    found.amounts.append(None)
    if step.kind is Kind.TANDAI:
        _tag(found, step)
    else:
        _known(found, step.pada)
        found.documents[_sub(step.pada)] = bool(step.lengkap)


def _sub(place: Place) -> _Sub:
    return place.opd, place.sub_kegiatan


def _asked(at: Slice, sub: _Sub) -> dict[str, object]:
    return {"daerah": at.daerah, "tahun": at.tahun, "tahapan": at.tahapan,
            "opd": sub[0], "sub": sub[1]}  # fmt: skip


def _known(found: Changed, place: Place) -> list[_Line]:
    """The lines of a place; raises where there is none."""
    sub = _sub(place)
    if sub not in found.lines:
        rows = found.reader.query(_LINES, _asked(found.at, sub)).to_pylist()
        found.lines[sub] = [_Line(row, int((row["pagu"] or 0) * 100)) for row in rows]
    own = [line for line in found.lines[sub] if _below(line.row["kode_rekening"], place.rekening)]
    if not own:
        told = " · ".join(filter(None, (place.sub_kegiatan, place.rekening)))
        raise QuestionError("andaikan_baris_tidak_ada", sub=told, opd=place.opd)
    return own


def _below(code: str | None, account: str) -> bool:
    return not account or code == account or str(code).startswith(f"{account}.")


def _move(found: Changed, step: Step) -> Decimal:
    own = _known(found, step.pada)
    there = sum(line.sen for line in own)
    amount = _amount(step, there)
    if step.kind is Kind.TAMBAH:
        _put(own, amount)
    else:
        if amount > there:
            facts = {"sub": step.pada.sub_kegiatan, "opd": step.pada.opd}
            raise QuestionError(
                "andaikan_terlalu_besar", diminta=_told(amount), ada=_told(there), **facts
            )
        target = [] if step.ke is None else _known(found, step.ke)
        _put(own, -amount)
        if target:
            _put(target, amount)
    found.money |= {_sub(place) for place in (step.pada, step.ke) if place is not None}
    return Decimal(amount) / 100


def _told(sen: int) -> str:
    return rupiah_full(Decimal(sen) / 100)


def _amount(step: Step, there: int) -> int:
    """Rupiah of a step in sen; a percentage of what stands there now, rounded half up."""
    if step.rupiah is not None:
        return int(step.rupiah * 100)
    part = Fraction(step.persen or 0) * there / 100
    return int((2 * part + 1) // 2)


def _put(lines: Sequence[_Line], amount: int) -> None:
    """Add ``amount`` sen (or take it) in proportion to the ceilings; evenly where all are zero."""
    weights = [line.sen for line in lines]
    if not any(weights):
        weights = [1] * len(lines)
    sign = -1 if amount < 0 else 1
    for line, share in zip(lines, split(abs(amount), weights), strict=True):
        line.sen += sign * share


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """``amount`` in parts proportional to ``weights`` (sum above zero), by cumulative rounding."""
    whole, so_far, given, parts = sum(weights), 0, 0, []
    for weight in weights:
        so_far += weight
        upto = (2 * amount * so_far + whole) // (2 * whole)
        parts.append(upto - given)
        given = upto
    return parts


def _tag(found: Changed, step: Step) -> None:
    _known(found, step.pada)
    sub = _sub(step.pada)
    if sub not in found.tags:
        # Every account gets its own tag back: what a wider tag says about APKM is not lost.
        found.tags[sub] = found.reader.query(_TAGS, _asked(found.at, sub)).to_pylist()
    for tag in found.tags[sub]:
        if _below(tag["kode_rekening"], step.pada.rekening):
            tag["kategori_arg"], tag["bobot_arg"] = step.kategori, step.bobot


def replacements(found: Changed) -> tuple[Replacement, ...]:
    """The rows that stand in for those in force, by dataset."""
    made = [_budget(found), _tags(found), _documents(found)]
    return tuple(each for each in made if each.codes.num_rows)


def _budget(found: Changed) -> Replacement:
    rows = [
        {**line.row, "pagu": Decimal(line.sen) / 100}
        for sub in sorted(found.money)
        for line in found.lines[sub]
    ]
    codes = [_head(found.at, sub) for sub in sorted(found.money)]
    return _replacement("anggaran", codes, rows)


def _head(at: Slice, sub: _Sub, *, staged: bool = True) -> dict[str, Any]:
    asked = _asked(at, sub)
    head = {"kode_daerah": asked["daerah"], "tahun": asked["tahun"], "tahapan": asked["tahapan"]}
    if not staged:
        del head["tahapan"]
    return {**head, "kode_skpd": sub[0], "kode_sub_kegiatan": sub[1]}


def _tags(found: Changed) -> Replacement:
    codes = [_head(found.at, sub) for sub in found.tags]
    rows = [
        {**_head(found.at, sub), **tag, "id_unggahan": 0, "baris": 0}
        for sub, tags in found.tags.items()
        for tag in tags
    ]
    return _replacement("tag_arg", codes, rows)


def _documents(found: Changed) -> Replacement:
    codes, rows = [], []
    for sub, complete in found.documents.items():
        for kind in _KINDS:
            code = {**_head(found.at, sub, staged=False), "jenis": kind}
            status = "DISETUJUI" if complete else "PERLU_REVISI"
            codes.append(code)
            rows.append({**code, "status": status, "id_unggahan": 0, "baris": 0})
    return _replacement("dokumen", codes, rows)


def _replacement(
    name: str, codes: list[dict[str, Any]], rows: Iterable[Mapping[str, Any]]
) -> Replacement:  # fmt: skip
    columns = [*(column.name for column in dataset(name).columns), "id_unggahan", "baris"]
    given = list(rows)
    table = {
        column: pa.array([_text(row.get(column)) for row in given], pa.string())
        for column in columns
    }
    return Replacement(name, pa.Table.from_pylist(codes), pa.table(table))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
