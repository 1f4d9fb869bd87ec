"""What a difference is made of: tallies of rows and rupiah, scopes, changed rows and cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Literal

from pug_metrics.store import Mode, Scope

Kind = Literal["baru", "berubah", "hilang"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows, and the sum of the dataset's measure over them (None where it has no measure)."""

    rows: int = 0
    amount: Decimal | None = None

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.rows + other.rows, _plus(self.amount, other.amount))

    def __sub__(self, other: Tally) -> Tally:
        """This without the other."""
        minus = None if other.amount is None else -other.amount
        return Tally(self.rows - other.rows, _plus(self.amount, minus))


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return one if other is None else other if one is None else one + other


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts of one scope or of a whole dataset; exact.

    ``before``: in force in the scopes of the file. ``file``: in the file. ``changed_before`` and
    ``changed_after``: the two sides of changed rows. ``gone``: in force and not in the file;
    ``gone_beside``: those of them that share their key with a row that the file changes.
    ``elsewhere``: in force outside the scopes of the file, moved into them by row identity.
    """

    before: Tally = Tally()
    file: Tally = Tally()
    new: Tally = Tally()
    changed_before: Tally = Tally()
    changed_after: Tally = Tally()
    gone: Tally = Tally()
    gone_beside: Tally = Tally()
    elsewhere: Tally = Tally()

    @property
    def same(self) -> Tally:
        """Rows of the file that are in force already."""
        return self.file - self.new - self.changed_after

    @property
    def nothing(self) -> bool:
        """Whether the file says exactly what is in force."""
        return not (self.new.rows or self.changed_after.rows or self.gone.rows)

    def after(self, mode: Mode, *, drop_gone: bool = False) -> Tally:
        """What would be in force in these scopes after a commit in ``mode``.

        ``tambah``: all rows of the file beside the old ones. ``ganti``: the file alone.
        ``perubahan``: the file, and what is gone from it unless ``drop_gone``.
        """
        if mode is Mode.TAMBAH:
            return self.before + self.file
        if mode is Mode.GANTI or drop_gone:
            return self.file
        return self.file + self.gone - self.gone_beside

    def __add__(self, other: Tallies) -> Tallies:
        """Both together."""
        return Tallies(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(Tallies))
        )


@dataclass(frozen=True, slots=True)
class ScopeDifference:
    """The tallies of one scope; ``name``: its agency, empty where it has none or is not known."""

    scope: Scope
    name: str
    tallies: Tallies


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell: declared column, what is stored (None: empty) and what the file says."""

    column: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is new, changed or gone.

    ``row``: its row in the file; ``stored``: batch and row that hold it now. ``old`` and ``new``:
    declared column → value, filled ones only. ``certain``: False where several rows of one key
    changed, so that they could have been paired otherwise.
    """

    kind: Kind
    row: int | None
    stored: tuple[int, int] | None
    old: Mapping[str, object] = field(default_factory=dict)
    new: Mapping[str, object] = field(default_factory=dict)
    certain: bool = True

    def cells(self) -> tuple[CellChange, ...]:
        """The cells that differ; none for a row that is new or gone."""
        if self.kind != "berubah":
            return ()
        names = dict.fromkeys((*self.old, *self.new))
        return tuple(
            CellChange(name, self.old.get(name), self.new.get(name))
            for name in names
            if self.old.get(name) != self.new.get(name)
        )


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """In how many changed rows a column differs, and in how many of them the file empties it."""

    column: str
    rows: int
    emptied: int


@dataclass(frozen=True, slots=True)
class PartDifference:
    """The difference of one dataset. ``samples``: the first changes of each kind."""

    dataset: str
    measure: str | None
    total: Tallies
    scopes: tuple[ScopeDifference, ...]
    columns: tuple[ColumnChange, ...]
    samples: tuple[Change, ...]

    def of_kind(self, kind: Kind) -> tuple[Change, ...]:
        """The samples of one kind."""
        return tuple(each for each in self.samples if each.kind == kind)

    def by_agency(self) -> tuple[ScopeDifference, ...]:
        """Years, stages and months of an agency together; agencies that change first."""
        return _grouped(self.scopes, lambda s: Scope(s.kode_daerah, kode_skpd=s.kode_skpd))

    def by_month(self) -> tuple[ScopeDifference, ...]:
        """Agencies of a month together, in order; one row without a month for other datasets."""
        months = _grouped(
            self.scopes, lambda s: Scope(s.kode_daerah, s.tahun, sampai_bulan=s.sampai_bulan)
        )
        return tuple(sorted(months, key=lambda each: each.scope))


@dataclass(frozen=True, slots=True)
class Difference:
    """What a report would change, a part a dataset.

    ``rejected``: rows of the file that are left out; a stored row they stand for counts as
    gone, unless no row of its scope is good.
    """

    parts: tuple[PartDifference, ...]
    rejected: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the file says exactly what is in force."""
        return all(part.total.nothing for part in self.parts)

    @property
    def total(self) -> Tallies:
        """The tallies of the report's own dataset."""
        return self.parts[0].total


def _grouped(
    scopes: Sequence[ScopeDifference], place: Callable[[Scope], Scope]
) -> tuple[ScopeDifference, ...]:
    found: dict[Scope, ScopeDifference] = {}
    for each in scopes:
        key = place(each.scope)
        so_far = found[key].tallies if key in found else Tallies()
        found[key] = ScopeDifference(key, each.name, so_far + each.tallies)
    return tuple(sorted(found.values(), key=lambda each: (each.tallies.nothing, each.scope)))
