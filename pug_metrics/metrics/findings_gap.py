"""Who holds the ARG without complete documents: agencies by the gap, the rest, who has most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pug_metrics.metrics.answer import TOTAL, part
from pug_metrics.metrics.result import Result
from pug_metrics.metrics.shapes import ZERO

# "N agencies hold X %": the fewest that together reach this part of the whole.
MOST_OF = Fraction(2, 3)


@dataclass(frozen=True, slots=True)
class AgencyGap:
    """One agency (or several): rupiah documented, tagged and in the basis; None = no data."""

    kode: str
    nama: str
    sah: Decimal | None
    klaim: Decimal | None
    pagu: Decimal | None
    alasan: str | None = None

    @property
    def selisih(self) -> Decimal | None:
        """Tagged without complete documents."""
        return None if self.klaim is None or self.sah is None else self.klaim - self.sah


@dataclass(frozen=True, slots=True)
class GapRanking:
    """Agencies by the gap, the largest first, those without data last; ``total`` is all of them.

    ``holders``: the fewest agencies that together hold two thirds of the gap (0 without a gap).
    """

    rows: tuple[AgencyGap, ...]
    total: AgencyGap
    holders: int

    @property
    def tagging(self) -> int:
        """How many agencies tag anything."""
        return sum(1 for row in self.rows if row.klaim)

    @property
    def gapping(self) -> int:
        """How many agencies have anything tagged without documents."""
        return sum(1 for row in self.rows if row.selisih)

    def held(self, most: int) -> Decimal:
        """Rupiah without documents of the first ``most`` agencies."""
        return sum((row.selisih or ZERO for row in self.rows[:most]), ZERO)

    def held_percent(self, most: int) -> float | None:
        """The same as a share of the whole gap, 0 to 100; None without a gap."""
        return part(self.held(most), self.total.selisih)

    def top(self, most: int) -> tuple[tuple[AgencyGap, ...], tuple[AgencyGap, ...]]:
        """The first ``most`` agencies and the others; a single other one is not worth hiding."""
        cut = most if len(self.rows) > most + 1 else len(self.rows)
        return self.rows[:cut], self.rows[cut:]

    def find(self, kode: str) -> AgencyGap | None:
        """The agency with code ``kode``."""
        return next((row for row in self.rows if row.kode == kode), None)


def gap_ranking(claimed: Result, documented: Result) -> GapRanking:
    """Agencies of two results by agency (claimed and documented share, same slice and basis)."""
    sah = {row["kode"]: row["pembilang"] for row in documented.rows()}
    found = [
        AgencyGap(
            str(row["kode"]), str(row["label"]), sah.get(row["kode"]), row["pembilang"],  # type: ignore[arg-type]
            row["penyebut"], row["alasan"],  # type: ignore[arg-type]
        )
        for row in claimed.rows()
    ]  # fmt: skip
    found.sort(key=_place)
    whole = AgencyGap(
        TOTAL, "", documented.total.column("pembilang")[0].as_py(),
        claimed.total.column("pembilang")[0].as_py(), claimed.total.column("penyebut")[0].as_py(),
    )  # fmt: skip
    amounts = [row.selisih or ZERO for row in found]
    return GapRanking(tuple(found), whole, fewest(amounts))


def _place(row: AgencyGap) -> tuple[object, ...]:
    """By the gap, then by what is tagged, then by the ceiling; without data last."""
    amounts = (row.selisih, row.klaim, row.pagu)
    return (row.selisih is None, *(-(amount or ZERO) for amount in amounts), row.kode)


def together(rows: Sequence[AgencyGap], nama: str) -> AgencyGap:
    """Several agencies as one row called ``nama``; those without data add nothing."""

    def added(amounts: list[Decimal | None]) -> Decimal | None:
        known = [amount for amount in amounts if amount is not None]
        return sum(known, ZERO) if known else None

    return AgencyGap(
        "", nama, added([row.sah for row in rows]), added([row.klaim for row in rows]),
        added([row.pagu for row in rows]),
    )  # fmt: skip


def fewest(amounts: Sequence[Decimal], share: Fraction = MOST_OF) -> int:
    """How many of ``amounts`` (largest first) reach ``share`` of their sum; 0 where it is zero."""
    whole = sum(amounts, ZERO)
    if whole <= 0:
        return 0
    running = ZERO
    for count, amount in enumerate(amounts, 1):
        running += amount
        if Fraction(running) >= Fraction(whole) * share:
            return count
    return len(amounts)
