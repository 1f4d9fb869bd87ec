"""The budget lines behind one part of a movement, before and after, the largest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.declaration import still
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.why import DOCUMENTED, Cause, Movement
from pug_metrics.metrics.why_rows import HELD, Identity, pairs
from pug_metrics.metrics.why_shares import shares

_ROWS = """
SELECT r.urut, b.id_unggahan, b.baris, s.nama AS sub_kegiatan, k.nama AS rekening, o.nama AS opd
FROM (SELECT unnest($urut) AS urut, unnest($awal) AS awal, unnest($akhir) AS akhir) AS r
JOIN baris AS b ON b.id_baris BETWEEN r.awal AND r.akhir
LEFT JOIN nama AS o ON (o.butir, o.kode_daerah, o.kode) = ('opd', b.kode_daerah, b.kode_skpd)
LEFT JOIN nama AS s
    ON (s.butir, s.kode_daerah, s.kode) = ('sub_kegiatan', b.kode_daerah, b.kode_sub_kegiatan)
LEFT JOIN nama AS k
    ON (k.butir, k.kode_daerah, k.kode) = ('rekening', b.kode_daerah, b.kode_rekening)
ORDER BY r.urut, b.id_unggahan, b.baris
"""


@dataclass(frozen=True, slots=True)
class Side:
    """A line at one end: rupiah, weight (``None`` untagged), and where it is written.

    ``tempat``: file → rows of it; several lines of one identity stand in several rows.
    """

    pagu: Decimal
    klaim: Decimal
    sah: Decimal
    bobot: Decimal | None
    tempat: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One identity behind a part, under its codes of the later end; names are "" where unknown.

    ``sumbangan``: what it adds to the figure, in rupiah or percentage points.
    """

    kode: Identity
    nama_skpd: str
    nama_sub_kegiatan: str
    nama_rekening: str
    before: Side | None
    after: Side | None
    sumbangan: Fraction


@dataclass(frozen=True, slots=True)
class Behind:
    """Some of the lines behind a part; ``jumlah`` is how many there are in all.

    ``sisa``: how many are not listed here, and ``nilai_sisa`` what they add together.
    """

    baris: tuple[MovedLine, ...]
    jumlah: int
    sisa: int
    nilai_sisa: Fraction


def lines_behind(
    before: Reader,
    after: Reader,
    movement: Movement,
    cause: Cause,
    *,
    limit: int = 50,
    offset: int = 0,
) -> Behind:
    """Lines behind one part of ``movement``, the largest contribution first.

    The readers are those that the movement was asked of. Raises ``QuestionError``
    ``halaman_tidak_ada`` for a page that cannot be.
    """
    if limit < 1 or offset < 0:
        raise QuestionError("halaman_tidak_ada", mulai=offset, banyak=limit)
    part = movement.part(cause)
    # A part without effect (the denominator of a numerator of zero) has no line behind it.
    if not part.per_rupiah or not part.baris:
        return Behind((), 0, 0, Fraction(0))
    with still(before) as earlier, still(after) as later:
        found = pairs(earlier, later, (movement.before, movement.after), movement.basis)
        sql = _page(movement, cause) + f" LIMIT {limit} OFFSET {offset}"
        with later.workbench({"pasangan": found}) as bench:
            page = bench.query(sql).to_pylist()
        told = [
            _told(reader, [row[f"rentang_{end}"] for row in page])
            for end, reader in (("dulu", earlier), ("kini", later))
        ]
    lines = tuple(
        _line(row, (told[0].get(at), told[1].get(at)), Fraction(row["rupiah"]) * part.per_rupiah)
        for at, row in enumerate(page)
    )
    left = part.nilai - sum(line.sumbangan for line in lines)
    return Behind(lines, part.baris, part.baris - len(lines), left)


def _page(movement: Movement, cause: Cause) -> str:
    """Lines that add to a part, the largest first (``rupiah``: of the denominator its growth)."""
    keys = ", ".join(Identity._fields)
    held = ", ".join(f"{name}_{end}" for end in ("dulu", "kini") for name in HELD)
    adding = shares(documented=movement.metric.name == DOCUMENTED)
    return (
        f"SELECT {keys}, {held}, {cause} AS rupiah "  # noqa: S608 - our columns
        f"FROM ({adding}) WHERE {cause} <> 0 ORDER BY abs(rupiah) DESC, {keys}"
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """Names of one line at one end, and its rows by file."""

    names: tuple[str, str, str]
    places: tuple[tuple[str, tuple[int, ...]], ...]


def _told(reader: Reader, spans: list[list[dict[str, int]] | None]) -> dict[int, _Told]:
    """Names and rows of the lines within ``spans``, by place in it."""
    known = [(at, span) for at, own in enumerate(spans) for span in own or ()]
    if not known:
        return {}
    asked = {
        "urut": [at for at, _ in known],
        "awal": [span["awal"] for _, span in known],
        "akhir": [span["akhir"] for _, span in known],
    }
    files = {batch.id_unggahan: batch.berkas for batch in reader.batches()}
    rows: dict[int, list[dict[str, object]]] = {}
    for row in reader.query(_ROWS, asked).to_pylist():
        rows.setdefault(row["urut"], []).append(row)
    return {at: _told_of(found, files) for at, found in rows.items()}


def _told_of(rows: list[dict[str, object]], files: Mapping[int, str]) -> _Told:
    names = tuple(str(rows[-1][name] or "") for name in ("opd", "sub_kegiatan", "rekening"))
    places: dict[str, list[int]] = {}
    for row in rows:
        file = files.get(int(str(row["id_unggahan"])), "")
        places.setdefault(file, []).append(int(str(row["baris"])))
    return _Told(names, tuple((file, tuple(own)) for file, own in places.items()))  # type: ignore[arg-type]


def _line(
    row: Mapping[str, Any], told: tuple[_Told | None, _Told | None], share: Fraction
) -> MovedLine:
    named = told[1] or told[0]
    names = named.names if named else ("", "", "")
    key = Identity(*(row[name] for name in Identity._fields))
    return MovedLine(key, *names, _side(row, "dulu", told[0]), _side(row, "kini", told[1]), share)


def _side(row: Mapping[str, Any], end: str, told: _Told | None) -> Side | None:
    if row[f"pagu_{end}"] is None:
        return None
    pagu, klaim, sah, bobot = (row[f"{name}_{end}"] for name in ("pagu", "klaim", "sah", "bobot"))
    return Side(pagu, klaim, sah, bobot, told.places if told else ())
