"""The budget lines behind one part of a movement, before and after, the largest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.declaration import still
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.why import DOCUMENTED, Cause, Movement, shares_of
from pug_metrics.metrics.why_rows import Held, Identity, Pair, pairs

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
_SEN = Decimal("0.01")


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
    with still(before) as earlier, still(after) as later:
        found = pairs(earlier, later, (movement.before, movement.after), movement.basis)
        # A part without effect (the denominator of a numerator of zero) has no line behind it.
        per_sen = movement.part(cause).per_rupiah / 100
        own = contributions(movement, found, cause) if per_sen else {}
        ordered = sorted(own, key=lambda key: (-abs(own[key]), key))
        page = ordered[offset : offset + limit]
        listed = {key: found[key] for key in page}
        told = [_told(reader, listed, place) for place, reader in enumerate((earlier, later))]
    lines = tuple(_line(key, listed[key], told, own[key] * per_sen) for key in page)
    left = sum(own.values()) - sum(own[key] for key in page)
    return Behind(lines, len(own), len(own) - len(page), left * per_sen)


def contributions(
    movement: Movement, found: Mapping[Identity, Pair], cause: Cause
) -> dict[Identity, int]:
    """Sen that each line adds to one part (of the denominator, what it grew by); never zero."""
    documented = movement.metric.name == DOCUMENTED
    made = {}
    for key, (before, after) in found.items():
        if cause is Cause.PENYEBUT:
            sen = (after.pagu if after else 0) - (before.pagu if before else 0)
        else:
            sen = shares_of(before, after, documented=documented).get(cause, 0)
        if sen:
            made[key] = sen
    return made


@dataclass(frozen=True, slots=True)
class _Told:
    """Names of one line at one end, and its rows by file."""

    names: tuple[str, str, str]
    places: tuple[tuple[str, tuple[int, ...]], ...]


def _told(reader: Reader, listed: Mapping[Identity, Pair], place: int) -> dict[Identity, _Told]:
    held = {key: pair[place] for key, pair in listed.items()}
    spans = [(key, span) for key, each in held.items() if each for span in each.rentang]
    if not spans:
        return {}
    keys = list(held)
    asked = {
        "urut": [keys.index(key) for key, _ in spans],
        "awal": [first for _, (first, _) in spans],
        "akhir": [last for _, (_, last) in spans],
    }
    files = {batch.id_unggahan: batch.berkas for batch in reader.batches()}
    rows: dict[int, list[dict[str, object]]] = {}
    for row in reader.query(_ROWS, asked).to_pylist():
        rows.setdefault(row["urut"], []).append(row)
    return {keys[at]: _told_of(found, files) for at, found in rows.items()}


def _told_of(rows: list[dict[str, object]], files: Mapping[int, str]) -> _Told:
    names = tuple(str(rows[-1][name] or "") for name in ("opd", "sub_kegiatan", "rekening"))
    places: dict[str, list[int]] = {}
    for row in rows:
        file = files.get(int(str(row["id_unggahan"])), "")
        places.setdefault(file, []).append(int(str(row["baris"])))
    return _Told(names, tuple((file, tuple(own)) for file, own in places.items()))  # type: ignore[arg-type]


def _line(
    key: Identity, pair: Pair, told: Iterable[Mapping[Identity, _Told]], share: Fraction
) -> MovedLine:
    earlier, later = (each.get(key) for each in told)
    sides = [_side(held, own) for held, own in zip(pair, (earlier, later), strict=True)]
    named = later or earlier
    names = named.names if named else ("", "", "")
    return MovedLine(key, *names, sides[0], sides[1], share)


def _side(held: Held | None, told: _Told | None) -> Side | None:
    if held is None:
        return None
    weight = None if held.bobot is None else held.bobot * _SEN
    pagu, klaim, sah = (amount * _SEN for amount in (held.pagu, held.klaim, held.sah))
    return Side(pagu, klaim, sah, weight, told.places if told else ())
