"""Questions to data that know only region, year and agency: other filters are refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.declaration import Grain, find
from pug_metrics.metrics.question import Reader, settle
from pug_metrics.metrics.result import Slice

FRAME = ("daerah", "tahun", "opd")
_DROPPED = frozenset({"tahapan", "sampai_bulan"})


def framed(
    store: Reader,
    name: str,
    by: tuple[Grain, ...],
    at: Slice,
    table: str,
    filters: Collection[str] = FRAME,
) -> Slice:
    """``at`` without stage, with open region and year filled in from ``table``.

    The month stays where ``filters`` names it. Raises ``QuestionError`` ``saringan_tidak_ada`` for
    a filter that the data lack, and like ``settle``.
    """
    for each in at.filters():
        if each not in filters and each not in _DROPPED:
            raise QuestionError("saringan_tidak_ada", metrik=str(find(name).title), saringan=each)
    month = at.sampai_bulan if "sampai_bulan" in filters else None
    at = replace(at, tahapan=None, sampai_bulan=month)
    return settle(store, by, at, table=table, names=("daerah", "tahun"))
