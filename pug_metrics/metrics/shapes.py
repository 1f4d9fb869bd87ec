"""The few query shapes that metrics fill in; names of tables and columns are our own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
SPLIT_BY_SEX = "realisasi_l IS NOT NULL AND realisasi_p IS NOT NULL"
TOLD = "coalesce(realisasi_l, realisasi_p, realisasi_total) IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Part:
    """Sums over the lines of one unit (or of all): rupiah, over the lines of the basis.

    ``lines`` counts all lines, ``unknown`` those that the basis cannot place. ``coarse``: a place
    was only given for a larger group of lines than the unit; ``blurred``: than the slice. ``pagu``
    to ``belum`` hold the asked category, ``whole`` every category; ``unplaced`` is the part of
    ``pagu`` without a place.
    """

    keys: Keys
    lines: int
    unknown: int
    coarse: bool
    blurred: bool
    pagu: Decimal
    klaim: Decimal
    sah: Decimal
    belum: Decimal
    whole: Decimal
    unplaced: Decimal

    def __add__(self, other: Part) -> Part:
        return Part(
            (), self.lines + other.lines, self.unknown + other.unknown,
            self.coarse or other.coarse, self.blurred or other.blurred,
            self.pagu + other.pagu, self.klaim + other.klaim, self.sah + other.sah,
            self.belum + other.belum, self.whole + other.whole, self.unplaced + other.unplaced,
        )  # fmt: skip


NOTHING = Part((), 0, 0, False, False, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO)  # noqa: FBT003 - a record


def total(parts: Iterable[Part]) -> Part:
    """All parts together, without keys."""
    return reduce(lambda left, right: left + right, parts, NOTHING)


def overall(parts: Iterable[Part]) -> Part:
    """The whole slice: what is too coarse for a unit may be fine enough for all of them."""
    everything = total(parts)
    return replace(everything, coarse=everything.blurred)


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
    nowhere = f"{counted} AND kode_kecamatan IS NULL"
    query = f"""
        SELECT {key_columns(by)},
            {"sum(jumlah_baris)" if table == "kubus" else "count(*)"}::BIGINT AS lines,
            {_unknown(flag, table)}::BIGINT AS unknown,
            {f"bool_or(NOT ({fineness(by, at)}))" if placed else "false"} AS coarse,
            {f"bool_or(NOT ({fineness((), at)}))" if placed else "false"} AS blurred,
            sum(pagu) FILTER ({counted}) AS pagu, sum(klaim) FILTER ({counted}) AS klaim,
            sum(sah) FILTER ({counted}) AS sah, sum(belum) FILTER ({counted}) AS belum,
            sum(pagu) FILTER ({inside}) AS whole,
            {f"sum(pagu) FILTER ({nowhere})" if placed else "0"} AS unplaced
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
        int(row["lines"]), int(row["unknown"]),  # type: ignore[call-overload]
        bool(row["coarse"]), bool(row["blurred"]),
        *(Decimal(amount) for amount in money),  # type: ignore[arg-type]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spent:
    """Realisation of one unit up to a month: rows reported, rupiah spent, ceiling behind them.

    ``over`` rows exceed their ceiling by ``excess`` rupiah; ``bare`` rows have ``bare_spent``
    rupiah on a ceiling of zero. Both are in the sums.
    """

    keys: Keys
    month: int
    rows: int
    spent: Decimal
    ceiling: Decimal
    over: int
    excess: Decimal
    bare: int
    bare_spent: Decimal

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            (), 0, self.rows + other.rows,
            self.spent + other.spent, self.ceiling + other.ceiling,
            self.over + other.over, self.excess + other.excess,
            self.bare + other.bare, self.bare_spent + other.bare_spent,
        )  # fmt: skip


def spent_sums(store: Reader, by: tuple[Grain, ...], at: Slice, side: str) -> list[Spent]:
    """One ``Spent`` a unit of ``by`` for ``side`` (``arg`` or ``non``); one a month without grains.

    The month is the one asked for, every month when it is a grain, else the latest of each year.
    """
    asked = where(at)
    params = dict(asked.params)
    monthly = Grain.BULAN in by
    chosen = "sampai_bulan <= $bulan" if monthly else "sampai_bulan = $bulan"
    if at.sampai_bulan is not None:
        params["bulan"] = at.sampai_bulan
    elif monthly:
        chosen = "true"
    else:
        chosen = (
            "(kode_daerah, tahun, sampai_bulan) IN (SELECT (kode_daerah, tahun, "  # noqa: S608 - as below
            f"max(sampai_bulan)) FROM serapan WHERE {asked.sql} GROUP BY kode_daerah, tahun)"
        )
    keys = key_columns(by) or "sampai_bulan AS k0"
    names = ", ".join(f"k{i}" for i in range(len(by) or 1))
    over = f"pagu_{side} > 0 AND realisasi_{side} > pagu_{side}"
    bare = f"pagu_{side} = 0 AND realisasi_{side} > 0"
    query = f"""
        SELECT {keys}, any_value(sampai_bulan) AS bulan, count(*) AS rows,
            sum(realisasi_{side}) AS spent, sum(pagu_{side}) AS ceiling,
            count(*) FILTER ({over}) AS over, count(*) FILTER ({bare}) AS bare,
            coalesce(sum(realisasi_{side} - pagu_{side}) FILTER ({over}), 0) AS excess,
            coalesce(sum(realisasi_{side}) FILTER ({bare}), 0) AS bare_spent
        FROM serapan WHERE {asked.sql} AND {chosen} GROUP BY {names}
    """  # noqa: S608 - our own tables and columns; values are parameters
    return [
        Spent(
            tuple(str(row[f"k{i}"]) for i in range(len(by))),
            row["bulan"], row["rows"], row["spent"], row["ceiling"],
            row["over"], row["excess"], row["bare"], row["bare_spent"],
        )
        for row in store.query(query, params).to_pylist()
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reached:
    """Beneficiaries of one unit: rows, rows split by sex, people in the split rows."""

    keys: Keys
    rows: int
    split: int
    women: int
    men: int

    def __add__(self, other: Reached) -> Reached:
        return Reached(
            (), self.rows + other.rows, self.split + other.split,
            self.women + other.women, self.men + other.men,
        )  # fmt: skip


def reached_sums(store: Reader, by: tuple[Grain, ...], at: Slice) -> list[Reached]:
    """One ``Reached`` a unit of ``by``, over rows that report people reached."""
    asked = where(at, [grain for grain in COLUMNS if grain is not Grain.TAHAPAN])
    query = f"""
        SELECT {key_columns(by)}, count(*) FILTER ({TOLD}) AS rows,
            count(*) FILTER ({SPLIT_BY_SEX}) AS split,
            coalesce(sum(realisasi_p) FILTER ({SPLIT_BY_SEX}), 0)::BIGINT AS women,
            coalesce(sum(realisasi_l) FILTER ({SPLIT_BY_SEX}), 0)::BIGINT AS men
        FROM penerima WHERE {asked.sql} GROUP BY {", ".join(f"k{i}" for i in range(len(by)))}
    """  # noqa: S608 - our own tables and columns; values are parameters
    return [
        Reached(
            tuple(str(row[f"k{i}"]) for i in range(len(by))),
            row["rows"], row["split"], row["women"], row["men"],
        )
        for row in store.query(query, asked.params).to_pylist()
    ]  # fmt: skip
