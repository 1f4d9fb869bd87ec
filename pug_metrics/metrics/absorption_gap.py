"""Whether ARG is spent more slowly than the rest of the budget."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from pug_metrics.language import Text
from pug_metrics.metrics.absorption import (
    ABSORPTION_GRAINS,
    arg_absorption,
    non_arg_absorption,
    refuse_unreported,
)
from pug_metrics.metrics.answer import Figure, compose
from pug_metrics.metrics.declaration import Basis, Good, Grain, Reason, Unit, metric
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import Keys


@metric(
    title=Text("Selisih serapan ARG dan di luar ARG", "Absorption gap of ARG"),
    formula=Text(
        "Serapan ARG − serapan di luar ARG, dalam poin persen. Dalam rupiah: (realisasi ARG − "
        "pagu ARG × serapan di luar ARG) ÷ pagu ARG × 100.",
        "ARG absorption − absorption outside ARG, in percentage points. In rupiah: (ARG "
        "realisation − ARG ceiling × absorption outside ARG) ÷ ARG ceiling × 100.",
    ),
    meaning=Text(
        "Apakah ARG dibelanjakan lebih lambat (di bawah nol) atau lebih cepat daripada belanja "
        "lain.",
        "Whether ARG is spent more slowly (below zero) or faster than other spending.",
    ),
    caution=Text(
        "Kedua serapan dihitung dari kode yang dilaporkan untuk bulan yang sama; tanpa salah "
        "satunya selisihnya kosong. Ditulis dalam rupiah: konvensi kami.",
        "Both absorptions are over codes reported for the same month; without either there is no "
        "gap. Its amount in rupiah: our convention.",
    ),
    unit=Unit.POIN,
    good=Good.NAIK,
    grains=ABSORPTION_GRAINS,
    numerator=Text(
        "Realisasi ARG di atas atau di bawah serapan belanja lain",
        "ARG realisation above or below the absorption of the rest",
    ),
    denominator=Text("Pagu ARG yang dilaporkan", "Reported ARG ceiling"),
    source=Text(
        "Realisasi ÷ pagu pada laporan serapan daerah; selisih keduanya: konvensi kami.",
        "Realisation ÷ ceiling in regional absorption reports; their difference: our convention.",
    ),
    datasets=("anggaran", "tag_arg", "realisasi"),
    lines_above="true",
    lines_below="klaim > 0",
    parts_add=False,
)
def absorption_gap(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """ARG absorption minus absorption outside ARG, in percentage points.

    The numerator is what ARG realisation would have to lose (negative: gain) to be absorbed like
    the rest, rounded half up to the sen; the denominator is the reported ARG ceiling. Raises
    ``QuestionError`` ``saringan_tidak_ada`` for filters that realisation reports lack.
    """
    refuse_unreported("absorption_gap", at)
    ours = arg_absorption(store, by=by, at=at)
    rest = non_arg_absorption(store, by=by, at=at)
    other = {_keys(row): row for row in rest.rows()}
    figures = {_keys(row): _gap(row, other[_keys(row)]) for row in ours.rows()}
    whole = _gap(ours.total.to_pylist()[0], rest.total.to_pylist()[0])
    notes = [note for note in ours.notes if note[0] == "catatan_sampai_bulan"]
    return compose(store, "absorption_gap", by, ours.at, basis, figures, whole, notes)


def _keys(row: dict[str, Any]) -> Keys:
    return tuple(row[name] for name in ("kode", "kode_2") if name in row)


def _gap(ours: dict[str, Any], rest: dict[str, Any]) -> Figure:
    reasons = {row["alasan"] for row in (ours, rest)} - {None}
    if reasons:
        empty = Reason.DATA_KOSONG in reasons
        return Figure(None, None, None, Reason.DATA_KOSONG if empty else Reason.PENYEBUT_NOL)
    ceiling = ours["penyebut"]
    pace = Fraction(rest["pembilang"]) / Fraction(rest["penyebut"])
    value = Fraction(ours["pembilang"]) / Fraction(ceiling) - pace
    return Figure(
        ours["pembilang"] - _to_sen(pace * Fraction(ceiling)), ceiling, float(value * 100)
    )


def _to_sen(amount: Fraction) -> Decimal:
    return Decimal((2 * amount * 100 + 1) // 2).scaleb(-2)
