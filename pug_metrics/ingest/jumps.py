"""A file against the figures in force: sums ten times as large, single lines, last year's figures.

A unit mistake makes an agency ten or a thousand times as rich; a template sent in again makes it as
rich as last year to the rupiah. Both are pointed out, neither is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.keys import row_keys
from pug_metrics.store import Store, compare
from pug_metrics.tables.masks import no, some, sure

# From ten times on, or a tenth down, a sum is worth a look.
_TIMES = 10
_ALIKE = 2
_POWERS = (10, 100, 1000, 1_000_000)
# Fewer equal lines than these may be chance.
_LINES = 5
_WIDE = pa.decimal128(38, 2)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Whose figures are compared (``who``), apart from region, year and ``stage``; and which."""

    who: str
    stage: str | None
    measures: tuple[str, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        names = ("kode_daerah", "tahun", self.stage, self.who)
        return tuple(dict.fromkeys(name for name in names if name))


_PEOPLE = ("target_l", "target_p", "target_total", "realisasi_l", "realisasi_p", "realisasi_total")
_PLANS = {
    "anggaran": _Plan("kode_skpd", "tahapan", ("pagu",)),
    "realisasi": _Plan("kode_skpd", "sampai_bulan", ("realisasi",)),
    "apbdes": _Plan("kode_wilayah", "tahapan", ("anggaran",)),
    "penduduk": _Plan("kode_daerah", None, ("laki_laki", "perempuan")),
    "sasaran": _Plan("kode_skpd", None, _PEOPLE),
}
# Region, year, stage and agency of a sum.
Group = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class _Sum:
    """The figures of a group: lines, sums of the measures, first row in the file (0: stored)."""

    lines: int
    sums: tuple[int | Decimal | None, ...]
    row: int = 0


def jump_rules(table: pa.Table, declared: Dataset, store: Store) -> Iterator[Mark]:
    """Compare the sums of the file with those in force: same scope first, then last year."""
    plan = _PLANS.get(declared.name)
    if plan is None or not table.num_rows:
        return
    regions: list[str] = sorted(pc.unique(table["kode_daerah"]).drop_null().to_pylist())
    years: list[int] = pc.unique(table["tahun"]).drop_null().to_pylist()
    if not regions or not years:
        return
    own = _sums(_grouped(table, plan), plan)
    asked = sorted({*years, *(year - 1 for year in years)})
    stored = _sums(
        compare.sums_in_force(store, declared.name, plan.groups, plan.measures, regions, asked),
        plan,
    )
    if not stored:
        return
    names = _names(table, plan)
    jumped = dict(_jumps(own, stored))
    yield from (_jump_mark(plan, names, group, own[group], *jumped[group]) for group in jumped)
    if declared.name == "anggaran":
        yield from _single_lines(table, declared, plan, store, _moved(own, stored, jumped))
    yield from _as_last_year(table, declared, plan, store, own, stored, names)


def _grouped(table: pa.Table, plan: _Plan) -> pa.Table:
    for name in plan.measures:
        if pa.types.is_decimal(table[name].type):
            at = table.column_names.index(name)
            table = table.set_column(at, name, table[name].cast(_WIDE))
    found = table.group_by(list(plan.groups)).aggregate(
        [*((name, "sum") for name in plan.measures), ([], "count_all"), ("baris", "min")]
    )
    renamed = [{"count_all": "jumlah_baris", "baris_min": "baris"}.get(name, name)
               .removesuffix("_sum") for name in found.column_names]  # fmt: skip
    return found.rename_columns(renamed)


def _sums(grouped: pa.Table, plan: _Plan) -> dict[Group, _Sum]:
    found: dict[Group, _Sum] = {}
    for row in grouped.to_pylist():
        stage = str(row[plan.stage]) if plan.stage else ""
        if row["kode_daerah"] and row["tahun"] and row[plan.who]:
            group = (row["kode_daerah"], row["tahun"], stage, row[plan.who])
            sums = tuple(row[name] for name in plan.measures)
            found[group] = _Sum(row["jumlah_baris"], sums, row.get("baris", 0))
    return found


def _names(table: pa.Table, plan: _Plan) -> Mapping[str, str]:
    if plan.who != "kode_skpd" or "nama_skpd" not in table.column_names:
        return {}
    found = table.group_by(["kode_skpd"]).aggregate([("nama_skpd", "min")])
    pairs = zip(found["kode_skpd"].to_pylist(), found["nama_skpd_min"].to_pylist(), strict=True)
    return {code: name for code, name in pairs if code and name}


def _jumps(
    own: Mapping[Group, _Sum], stored: Mapping[Group, _Sum]
) -> Iterator[tuple[Group, tuple[Group, _Sum]]]:
    """Groups whose sum is ten times another in force, or a tenth of it; and that other one."""
    for group, mine in own.items():
        found = _reference(group, stored)
        new = mine.sums[0]
        if found is None or not new or not found[1].sums[0]:
            continue
        old, theirs = found[1].sums[0], found[1].lines
        # A file of a few lines is compared with no whole agency.
        alike = mine.lines <= theirs * _ALIKE and theirs <= mine.lines * _ALIKE
        if alike and (new >= old * _TIMES or new * _TIMES <= old):
            yield group, found


def _reference(group: Group, stored: Mapping[Group, _Sum]) -> tuple[Group, _Sum] | None:
    """The same scope in force, else another stage of the year, else the year before."""
    region, year, stage, who = group
    if group in stored:
        return group, stored[group]
    last = (region, year - 1, stage, who)
    others = [
        each for each in stored if each[0] == region and each[3] == who and not each[2].isdigit()
    ]
    same = [each for each in others if each[1] == year]
    for each in (*same, *((last,) if last in stored else ()), *others):
        return each, stored[each]
    return None


def _jump_mark(
    plan: _Plan, names: Mapping[str, str], group: Group, mine: _Sum, other: Group, theirs: _Sum
) -> Mark:
    new, old = mine.sums[0] or 0, theirs.sums[0] or 0
    up = new > old
    times = int(new / old) if up else int(old / new)
    return Mark(
        "lonjakan_naik" if up else "lonjakan_turun",
        Severity.AWAS,
        plan.who,
        pa.array([mine.row], pa.int32()),
        pa.array([group[3]]),
        facts={
            "nama": names.get(group[3], group[3]),
            "baru": new,
            "lama": old,
            "kali": times,
            "pembanding": f"{other[2]} {other[1]}".strip(),
        },
    )


def _moved(
    own: Mapping[Group, _Sum], stored: Mapping[Group, _Sum], jumped: Mapping[Group, object]
) -> list[Group]:
    """Groups in force whose sum is another in the file, and not already pointed out as a whole."""
    return [
        group
        for group, mine in own.items()
        if group in stored and group not in jumped and stored[group].sums != mine.sums
    ]


def _single_lines(
    table: pa.Table, declared: Dataset, plan: _Plan, store: Store, groups: list[Group]
) -> Iterator[Mark]:
    """Lines of the full key that are exactly ten, a hundred, a thousand times what is in force."""
    measure = plan.measures[0]
    for year in sorted({group[1] for group in groups}):
        agencies = sorted({group[3] for group in groups if group[1] == year})
        stored = compare.amounts_in_force(
            store, declared.name, [*declared.key, measure], year, (plan.who, agencies)
        )
        whole = pc.equal(table["tahun"], year)
        for name in declared.key_full:
            whole = pc.and_(whole, pc.is_valid(table[name]))
        mine = table.filter(pc.and_(whole, pc.is_in(table[plan.who], pa.array(agencies))))
        yield from _powers(mine, stored, declared, measure)


def _powers(mine: pa.Table, stored: pa.Table, declared: Dataset, measure: str) -> Iterator[Mark]:
    both = pa.concat_tables([mine.select(declared.key), stored.select(declared.key)],
                            promote_options="permissive")  # fmt: skip
    keys = row_keys([both[name] for name in declared.key])
    at = pc.index_in(keys.slice(0, mine.num_rows), keys.slice(mine.num_rows))
    new = mine[measure].combine_chunks().cast(_WIDE)
    old = stored[measure].combine_chunks().cast(_WIDE).take(at)
    mask = no(mine.num_rows)
    for power in _POWERS:
        for one, other in ((new, old), (old, new)):
            scaled = pc.multiply(other.cast(pa.decimal128(29, 2)), pa.scalar(Decimal(power)))
            mask = pc.or_(mask, sure(pc.equal(one.cast(scaled.type), scaled)))
    mask = pc.and_(mask, sure(pc.greater(new, pa.scalar(Decimal(0)))))
    if some(mask):
        rows = mine["baris"].combine_chunks().filter(mask)
        values = pc.cast(new.filter(mask), pa.string())
        yield Mark("lonjakan_baris", Severity.AWAS, measure, rows, values,
                   row_facts={"lama": old.filter(mask)})  # fmt: skip


def _as_last_year(  # noqa: PLR0913 - the sums of both sides are known already
    table: pa.Table,
    declared: Dataset,
    plan: _Plan,
    store: Store,
    own: Mapping[Group, _Sum],
    stored: Mapping[Group, _Sum],
    names: Mapping[str, str],
) -> Iterator[Mark]:
    """Agencies of which every line is what it was a year before."""
    for group, mine in own.items():
        region, year, _, who = group
        if mine.lines < _LINES or not any(mine.sums):
            continue
        for other, theirs in stored.items():
            if other[:2] != (region, year - 1) or other[3] != who:
                continue
            if (theirs.lines, theirs.sums) == (mine.lines, mine.sums) and _equal(
                table, declared, plan, store, group, other
            ):
                yield Mark(
                    "angka_tahun_lalu", Severity.AWAS, plan.who,
                    pa.array([mine.row], pa.int32()), pa.array([who]),
                    facts={"nama": names.get(who, who), "jumlah": mine.lines,
                           "tahun_lalu": str(year - 1)},
                )  # fmt: skip
                break


def _equal(
    table: pa.Table, declared: Dataset, plan: _Plan, store: Store, group: Group, other: Group
) -> bool:
    """Whether both sides hold the same keys with the same amounts, year and stage aside."""
    key = [name for name in declared.key if name not in ("tahun", plan.stage)]
    columns = [*key, *plan.measures]
    extra = [plan.stage] if plan.stage else []
    stored = compare.amounts_in_force(
        store, declared.name, [*columns, *extra], other[1], (plan.who, [other[3]])
    )
    sides = [_of(table, plan, group), _of(stored, plan, other)]
    both = pa.concat_tables([side.select(columns) for side in sides], promote_options="permissive")
    keys = row_keys([both[name] for name in columns])
    height = sides[0].num_rows
    one, two = keys.slice(0, height), keys.slice(height)
    return bool(one.take(pc.sort_indices(one)).equals(two.take(pc.sort_indices(two))))


def _of(table: pa.Table, plan: _Plan, group: Group) -> pa.Table:
    mask = pc.and_(pc.equal(table["kode_daerah"], group[0]), pc.equal(table[plan.who], group[3]))
    if "tahun" in table.column_names:
        mask = pc.and_(mask, pc.equal(table["tahun"], group[1]))
    if plan.stage:
        mask = pc.and_(mask, pc.equal(pc.cast(table[plan.stage], pa.string()), group[2]))
    return table.filter(mask)
