"""Which lines a figure counts, above and below the line of the fraction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pug_metrics.metrics.declaration import ALL_KEYS, Basis, Grain, Metric, Thing
from pug_metrics.metrics.lines import Counted
from pug_metrics.metrics.question import FLAGS, PLACES, Reader, category, where
from pug_metrics.metrics.result import TANPA_KODE, Result, Slice
from pug_metrics.metrics.shapes import ZERO
from pug_metrics.metrics.stages import Stages, compared_stages
from pug_metrics.metrics.work import whole_units

_ABSORBED = frozenset({"arg_absorption", "non_arg_absorption", "absorption_gap"})
_ONE_STAGE = Stages("true", "true")
# Finer than an agency, a report may name more lines than the row: they are not counted.
_WHOLE_AGENCIES = frozenset({"daerah", "tahun", "tahapan", "opd", "sampai_bulan", "kategori"})
_REPORTED = """EXISTS (
    SELECT 1 FROM berlaku_realisasi AS r
    WHERE r.kode_daerah = baris.kode_daerah AND r.tahun = baris.tahun
        AND r.kode_skpd = baris.kode_skpd
        AND (r.kode_sub_kegiatan IS NULL OR r.kode_sub_kegiatan = baris.kode_sub_kegiatan)
        AND (r.kode_rekening IS NULL OR r.kode_rekening = baris.kode_rekening)
        AND (r.kode_sumber_dana IS NULL OR r.kode_sumber_dana = baris.kode_sumber_dana){month})"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Lines of numerator and denominator (``None`` where it has none), and what is undecided."""

    numerator: int | None
    denominator: int | None
    undecided: Decimal | None
    undecided_lines: int | None


def behind(
    result: Result, kode: str | None = None, kode_2: str | None = None
) -> tuple[Slice, Counted]:
    """The slice of one row and which of its lines the numerator counts, for ``lines``."""
    at, name = slice_of(result, kode, kode_2), result.metric.name
    conditions = (
        _inside(basis_of(result, kode_2)), _numerator(result.metric, at, kode_2),
        _own(result, kode, kode_2), _reported(name, at),
    )  # fmt: skip
    stages = compared_stages(at).both if result.metric.compared else ""
    return at, Counted(" AND ".join(conditions), result.metric.placed, stages)


def slice_of(result: Result, kode: str | None, kode_2: str | None) -> Slice:
    """The slice of one row: its codes as filters."""
    at = result.at
    for grain, code in zip(result.by, (kode, kode_2), strict=False):
        if code is None:
            continue
        name = "sampai_bulan" if grain is Grain.BULAN else str(grain)
        whole_number = grain in (Grain.BULAN, Grain.TAHUN)
        at = replace(at, **{name: int(code) if whole_number else code})  # type: ignore[arg-type]
    return at


def basis_of(result: Result, kode_2: str | None) -> Basis | None:
    """The denominator in use; a reading of a range names its own."""
    if result.metric.second and result.basis and kode_2:
        return Basis(kode_2.partition(".")[2])
    return result.basis


def counts(store: Reader, result: Result, kode: str | None, kode_2: str | None) -> Counts:
    """How many lines (beneficiary rows) stand behind one row of ``result``."""
    at, metric = slice_of(result, kode, kode_2), result.metric
    if metric.rows:
        return _own_rows(store, metric, at, kode_2)
    kind, stages = category(at), compared_stages(at) if metric.compared else _ONE_STAGE
    asked = where(replace(at, tahapan=None) if metric.compared else at)
    placed = metric.placed or any(
        Grain(each) in PLACES for each in at.filters() if each != "sampai_bulan"
    )
    inside = f"{_inside(basis_of(result, kode_2))} AND {_own(result, kode, kode_2)}"
    told = _reported(metric.name, at)
    above = f"{kind} AND {_numerator(metric, at, kode_2)} AND {told} AND {stages.both}"
    below = f"{kind if metric.narrowed else 'true'} AND {metric.lines_below} AND {stages.before}"
    row = store.query(
        f"SELECT count(DISTINCT id_baris) FILTER ({above}) AS atas, "  # noqa: S608 - our columns
        f"count(DISTINCT id_baris) FILTER ({below} AND {told}) AS bawah, "
        f"count(DISTINCT id_baris) FILTER (belum > 0 AND {stages.after}) AS belum_baris, "
        f"sum(belum) FILTER ({stages.after}) AS belum "
        f"FROM {'tempat' if placed else 'baris'} WHERE {asked.sql} AND {inside}",
        asked.params,
    ).to_pylist()[0]
    fraction = metric.denominator is not None and metric.below is not Thing.ORANG
    shared = metric.name in _ABSORBED and not set(at.filters()) <= _WHOLE_AGENCIES
    return Counts(
        None if shared else row["atas"], row["bawah"] if fraction and not shared else None,
        row["belum"] or ZERO, row["belum_baris"],
    )  # fmt: skip


def _inside(basis: Basis | None) -> str:
    return FLAGS.get(basis, "true") if basis else "true"


def _numerator(metric: Metric, at: Slice, kode_2: str | None) -> str:
    condition = metric.lines_second.get(kode_2 or "", metric.lines_above)
    return whole_units(at, metric.lines_below, condition) if metric.whole_units else condition


def _own(result: Result, kode: str | None, kode_2: str | None) -> str:
    """A row by account is that very account, where a filter means all accounts below it too."""
    code = dict(zip(result.by, (kode, kode_2), strict=False)).get(Grain.REKENING)
    return "true" if code in (None, TANPA_KODE) else "kode_rekening = $rekening"


def _reported(name: str, at: Slice) -> str:
    """Absorption counts only lines that are reported for the month."""
    if name not in _ABSORBED:
        return "true"
    month = "" if at.sampai_bulan is None else f" AND r.sampai_bulan = {int(at.sampai_bulan)}"
    return _REPORTED.format(month=month)


def _own_rows(store: Reader, metric: Metric, at: Slice, kode_2: str | None) -> Counts:
    """Rows of a metric's own table; those of another table (rupiah beside people) are not known."""
    asked = where(replace(at, tahapan=None))
    key = "true"
    if kode_2 in metric.second and kode_2 != ALL_KEYS:
        key = f"{metric.second_column} = '{kode_2}'"
    row = store.query(
        f"SELECT count(*) FILTER ({metric.lines_above or 'false'}) AS atas, "  # noqa: S608 - ours
        f"count(*) FILTER ({metric.lines_below or 'false'}) AS bawah "
        f"FROM {metric.rows} WHERE {asked.sql} AND {key}",
        asked.params,
    ).to_pylist()[0]
    return Counts(
        row["atas"] if metric.lines_above else None,
        row["bawah"] if metric.lines_below else None, None, None,
    )  # fmt: skip
