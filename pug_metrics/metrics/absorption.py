"""How much of the ceiling has been spent up to a month: ARG and the rest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import reduce
from operator import add

from pug_metrics.errors import QuestionError
from pug_metrics.language import Text
from pug_metrics.language.numbers import count, month, percent, rupiah_full
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, compose, ratio
from pug_metrics.metrics.declaration import Basis, Good, Grain, Reason, Unit, find, metric
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import ANY_ARG, Reader, settle
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import Keys, Spent, line_sums, spent_sums, total

ABSORPTION_GRAINS = (
    Grain.DAERAH, Grain.OPD, Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.KEGIATAN,
    Grain.SUB_KEGIATAN, Grain.REKENING, Grain.TAHUN, Grain.TAHAPAN, Grain.BULAN, Grain.SUMBER_DANA,
)  # fmt: skip
_DATASETS = ("anggaran", "tag_arg", "realisasi")
_CAUTION = Text(
    "Hanya kode yang dilaporkan untuk bulan itu yang dihitung, di pembilang dan penyebut; "
    "cakupannya ditulis. Lebih dari 100 % ditampilkan apa adanya, dan jumlah kode yang melebihi "
    "pagunya ditulis.",
    "Only codes reported for that month count, in numerator and denominator; the coverage is "
    "said. More than 100% is shown as it is, and codes beyond their ceiling are counted.",
)
_SOURCE = Text(
    "Realisasi ÷ pagu pada laporan serapan daerah; pembagian realisasi menurut pagu: konvensi "
    "kami.",
    "Realisation ÷ ceiling in regional absorption reports; the split of realisation by ceiling: "
    "our convention.",
)


def _answer(
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None, side: str
) -> Result:
    refuse_unreported(name, at)
    at = settle(store, by, at)
    spent = spent_sums(store, by, at, side)
    figures: dict[Keys, Figure] = {each.keys: _figure(each) for each in spent}
    lines = () if Grain.BULAN in by else line_sums(store, by, at, None)
    for part in lines:
        figures.setdefault(part.keys, NO_DATA)
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    whole = spent_sums(store, (), at, side)
    months = {each.month for each in whole}
    everything = total(lines or line_sums(store, (Grain.DAERAH,), at, None))
    ceiling = everything.klaim if side == "arg" else everything.pagu - everything.klaim
    if len(months) == 1:
        at = replace(at, sampai_bulan=next(iter(months)))
    figure = _figure(_together(whole)) if whole else NO_DATA
    notes = _coverage(whole, ceiling) if whole else []
    return compose(store, name, by, at, basis, figures, figure, notes)


def refuse_unreported(name: str, at: Slice) -> None:
    """A realisation report knows neither places nor categories: ``saringan_tidak_ada``."""
    for each in ("kategori", "kecamatan", "desa"):
        asked = getattr(at, each)
        if asked is not None and not (
            each == "kategori" and asked == ANY_ARG and name.startswith("arg")
        ):
            raise QuestionError("saringan_tidak_ada", metrik=str(find(name).title), saringan=each)


def _figure(spent: Spent) -> Figure:
    if spent.rows == 0:
        return Figure(None, None, None, Reason.DATA_KOSONG)
    return ratio(spent.spent, spent.ceiling)


def _together(spent: list[Spent]) -> Spent:
    return reduce(add, spent)


def _coverage(whole: list[Spent], ceiling: Decimal) -> list[Note]:
    everything = _together(whole)
    reported = everything.ceiling
    months = ", ".join(month(each) for each in sorted({each.month for each in whole}))
    notes: list[Note] = [("catatan_sampai_bulan", {"bulan": months})]
    if ceiling > 0 and reported != ceiling:
        share = reported / ceiling * 100
        notes.append(("catatan_cakupan_realisasi", {"persen": percent(share), "bulan": months}))
    return notes + _flags(everything)


def _flags(whole: Spent) -> list[Note]:
    """What looks wrong but is counted as it stands: more than the ceiling, money on no ceiling."""
    flagged = (
        ("catatan_lebih_pagu", whole.over, whole.excess),
        ("catatan_pagu_nol", whole.bare, whole.bare_spent),
    )
    return [
        (key, {"jumlah": count(rows), "rupiah": rupiah_full(amount)})
        for key, rows, amount in flagged
        if rows
    ]


@metric(
    title=Text("Serapan ARG", "ARG absorption"),
    formula=Text(
        "Realisasi ARG sampai bulan itu ÷ pagu ARG dari kode yang dilaporkan × 100.",
        "ARG realisation up to the month ÷ ARG ceiling of the reported codes × 100.",
    ),
    meaning=Text("Bagian ARG yang sudah dibelanjakan.", "Part of the ARG that has been spent."),
    caution=_CAUTION,
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=ABSORPTION_GRAINS,
    numerator=Text("Realisasi ARG", "ARG realisation"),
    denominator=Text("Pagu ARG yang dilaporkan", "Reported ARG ceiling"),
    source=_SOURCE,
    datasets=_DATASETS,
    lines_below="klaim > 0",
    narrowed=True,
)
def arg_absorption(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Realised ARG over its ceiling, in percent, at ``at.sampai_bulan`` or the latest month.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for filters that realisation reports lack.
    """
    return _answer(store, "arg_absorption", by, at, basis, "arg")


@metric(
    title=Text("Serapan belanja di luar ARG", "Absorption outside ARG"),
    formula=Text(
        "Realisasi di luar ARG sampai bulan itu ÷ pagu di luar ARG dari kode yang dilaporkan × "
        "100.",
        "Realisation outside ARG up to the month ÷ ceiling outside ARG of the reported codes × "
        "100.",
    ),
    meaning=Text(
        "Pembanding serapan ARG: apakah ARG lebih lambat dibelanjakan daripada yang lain.",
        "What ARG absorption is compared with: whether ARG is spent more slowly than the rest.",
    ),
    caution=_CAUTION,
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=ABSORPTION_GRAINS,
    numerator=Text("Realisasi di luar ARG", "Realisation outside ARG"),
    denominator=Text("Pagu di luar ARG yang dilaporkan", "Reported ceiling outside ARG"),
    source=_SOURCE,
    datasets=_DATASETS,
    lines_above="klaim < pagu",
    lines_below="klaim < pagu",
)
def non_arg_absorption(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Realisation outside ARG over its ceiling, in percent; otherwise like ``arg_absorption``."""
    return _answer(store, "non_arg_absorption", by, at, basis, "non")
