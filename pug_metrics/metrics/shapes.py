"""The few query shapes that metrics fill in. Table and column names come from our own lists only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.question import (
    COLUMNS,
    FLAGS,
    Reader,
    category,
    fineness,
    missing_code,
    table_for,
    where,
)
from pug_metrics.metrics.result import Slice

ZERO = Decimal("0.00")
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Sums over the lines of one unit (or of all): rupiah, over the lines of the basis.

    ``lines`` counts all lines, ``unknown`` those that the basis cannot place, ``coarse`` whether a
    place was only given for a larger group of lines. ``pagu`` to ``belum`` hold the asked category,
    ``whole`` every category; ``unplaced`` is the part of ``pagu`` without a place.
    """

    keys: Keys
    lines: int
    unknown: int
    coarse: bool
    pagu: Decimal
    klaim: Decimal
    sah: Decimal
    belum: Decimal
    whole: Decimal
    unplaced: Decimal

    def __add__(self, other: Part) -> Part:
        return Part(
            (), self.lines + other.lines, self.unknown + other.unknown, self.coarse or other.coarse,
            self.pagu + other.pagu, self.klaim + other.klaim, self.sah + other.sah,
            self.belum + other.belum, self.whole + other.whole, self.unplaced + other.unplaced,
        )  # fmt: skip


NOTHING = Part((), 0, 0, False, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO)  # noqa: FBT003 - a record


def total(parts: Iterable[Part]) -> Part:
    """All parts together, without keys."""
    return reduce(lambda left, right: left + right, parts, NOTHING)


def key_columns(by: tuple[Grain, ...]) -> str:
    """The grains as select columns ``k0, k1``: text, the missing code in the place of null."""
    return ", ".join(
        f"coalesce({COLUMNS[grain]}::VARCHAR, '{missing_code(grain)}') AS k{i}"
        for i, grain in enumerate(by)
    )


def line_sums(
    store: Reader, by: tuple[Grain, ...], at: Slice, basis: Basis | None, table: str | None = None
) -> list[Part]:
    """One ``Part`` a unit of ``by`` (none where the slice has no line)."""
    table = table or table_for(by, at)
    flag = FLAGS.get(basis) if basis else None
    inside = flag or "true"
    counted = f"{inside} AND {category(at)}"
    asked = where(at)
    placed = table == "tempat"
    query = f"""
        SELECT {key_columns(by)},
            {"sum(jumlah_baris)" if table == "kubus" else "count(*)"}::BIGINT AS lines,
            {_unknown(flag, table)}::BIGINT AS unknown,
            {f"bool_or(NOT ({fineness(by, at)}))" if placed else "false"} AS coarse,
            sum(pagu) FILTER ({counted}) AS pagu, sum(klaim) FILTER ({counted}) AS klaim,
            sum(sah) FILTER ({counted}) AS sah, sum(belum) FILTER ({counted}) AS belum,
            sum(pagu) FILTER ({inside}) AS whole,
            {f"sum(pagu) FILTER ({counted} AND kode_kecamatan IS NULL)" if placed else "0"} AS unplaced
        FROM {table} WHERE {asked.sql}
        GROUP BY {", ".join(f"k{i}" for i in range(len(by)))}
    """  # noqa: S608 - our own tables and columns; values are parameters
    found = store.query(query, asked.params).to_pylist()
    return [_part(row, len(by)) for row in found]


def _unknown(flag: str | None, table: str) -> str:
    if flag is None:
        return "0"
    counted = "sum(jumlah_baris)" if table == "kubus" else "count(*)"
    return f"coalesce({counted} FILTER ({flag} IS NULL), 0)"


def _part(row: dict[str, object], width: int) -> Part:
    money = [row[name] or ZERO for name in ("pagu", "klaim", "sah", "belum", "whole", "unplaced")]
    return Part(
        tuple(str(row[f"k{i}"]) for i in range(width)),
        int(row["lines"]), int(row["unknown"]), bool(row["coarse"]),  # type: ignore[call-overload]
        *(Decimal(amount) for amount in money),  # type: ignore[arg-type]
    )  # fmt: skip
