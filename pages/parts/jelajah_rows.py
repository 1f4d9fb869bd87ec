"""Figures of Jelajah as rows of charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from pug_metrics.charts.composition import Category, Composed
from pug_metrics.charts.grouped_bars import BarSeries, Grouped, Skipped
from pug_metrics.charts.ranked_bars import Average, Gap, Ranked
from pug_metrics.charts.trend_lines import Series
from pug_metrics.language import say
from pug_metrics.language.numbers import month, percent, rupiah, small
from pug_metrics.metrics.declaration import Good, Grain, Metric, Unit
from pug_metrics.metrics.regrouped import OUTSIDE
from pug_metrics.metrics.result import Result

from . import jelajah_forms, jelajah_words, words
from .jelajah_figures import Row, Seen, known, units

if TYPE_CHECKING:
    import pandas as pd

# Rows at the top and at the bottom of a long list; lines in one figure.
TOP, BOTTOM, LINES = 14, 4, 5
_NO_ARG = {"NETRAL": "non_arg", OUTSIDE: "non_arg", "BELUM_DINILAI": "belum"}


def kept(rows: Sequence[Row], picked: str) -> list[Row | int]:
    """The first and the last rows and the picked one; a number stands for how many lie between."""
    if len(rows) <= TOP + BOTTOM + 1:
        return list(rows)
    places = {*range(TOP), *range(len(rows) - BOTTOM, len(rows))}
    places |= {at for at, row in enumerate(rows) if row["kode"] == picked}
    made: list[Row | int] = []
    last = -1
    for at in sorted(places):
        if at - last > 1:
            made.append(at - last - 1)
        made.append(rows[at])
        last = at
    return made


def left_out(number: int) -> str:
    """``… tiga lainnya``."""
    return say("jelajah_di_antara", jumlah=small(number))


def ranked(seen: Seen, picked: str) -> list[Ranked | Gap]:
    """One bar a unit; the highest and the lowest, which the title names, are highlighted."""
    unit = seen.metric.unit
    if seen.two_keys:
        rows = sorted(known(seen.result), key=lambda row: -row["nilai"])
        return [
            Ranked(row["kode_2"], str(row["label_2"]), row["nilai"],
                   words.figure(row["nilai"], unit))
            for row in rows
        ]  # fmt: skip
    named = {row["kode"] for row in jelajah_words.named(seen.result)}
    return [
        Gap(left_out(row))
        if isinstance(row, int)
        else Ranked(
            row["kode"], str(row["label"]), row["nilai"], words.figure(row["nilai"], unit),
            soroti=row["kode"] in named, dipilih=row["kode"] == picked,
        )
        for row in kept(known(seen.result), picked)
    ]  # fmt: skip


def whole_line(seen: Seen) -> Average | None:
    """The figure of the whole slice as a thin line with its name; never a mean of the rows."""
    value = seen.result.value()
    if seen.question.against != "setara" or value is None:
        return None
    told = say("jelajah_garis_seluruh", angka=words.figure(value, seen.metric.unit))
    return Average(value, told)


def grouped(seen: Seen, picked: str) -> tuple[list[Grouped | Skipped], list[BarSeries]]:
    """Rows and series of bars beside each other: two years, two metrics, a few second keys."""
    if seen.before is not None:
        return _compared(seen, seen.before, picked)
    if seen.beside is not None:
        return _beside(seen, seen.beside, picked)
    return _by_second_key(seen, picked)


def _compared(
    seen: Seen, before: Result, picked: str
) -> tuple[list[Grouped | Skipped], list[BarSeries]]:
    earlier = {row["kode"]: row for row in before.rows()}
    rows = sorted(
        known(seen.result), key=lambda row: -abs(jelajah_words.moved(row, earlier) or 0)
    )  # fmt: skip
    series = [
        BarSeries("kini", jelajah_words.when(seen.result, before), "utama"),
        BarSeries("dulu", jelajah_words.when(before, seen.result), "pembanding"),
    ]
    unit = seen.metric.unit

    def made(row: Row) -> Grouped:
        old, change = earlier.get(row["kode"]), jelajah_words.moved(row, earlier)
        return Grouped(
            row["kode"], str(row["label"]), (row["nilai"], old and old["nilai"]),
            (words.figure(row["nilai"], unit), _told(old, unit)),
            jelajah_words.move(change, unit), tone(seen.metric, change), row["kode"] == picked,
        )  # fmt: skip

    return _each(rows, picked, made), series


def _beside(
    seen: Seen, beside: Result, picked: str
) -> tuple[list[Grouped | Skipped], list[BarSeries]]:
    others = {row["kode"]: row for row in beside.rows()}
    series = [
        BarSeries(seen.metric.name, str(seen.metric.title), "utama"),
        BarSeries(beside.metric.name, str(beside.metric.title), "pembanding"),
    ]
    unit = seen.metric.unit

    def made(row: Row) -> Grouped:
        other = others.get(row["kode"])
        return Grouped(
            row["kode"], str(row["label"]), (row["nilai"], other and other["nilai"]),
            (words.figure(row["nilai"], unit), _told(other, unit)),
            dipilih=row["kode"] == picked,
        )  # fmt: skip

    return _each(known(seen.result), picked, made), series


def _by_second_key(
    seen: Seen, picked: str
) -> tuple[list[Grouped | Skipped], list[BarSeries]]:  # fmt: skip
    keys, unit = jelajah_forms.second_keys(seen.result), seen.metric.unit
    cells = _cells(seen.result)
    firsts = list({row["kode"]: row for row in known(seen.result)}.values())

    def made(row: Row) -> Grouped:
        found = [cells.get((row["kode"], code)) for code in keys]
        return Grouped(
            row["kode"], str(row["label"]), tuple(each and each["nilai"] for each in found),
            tuple(_told(each, unit) for each in found), dipilih=row["kode"] == picked,
        )  # fmt: skip

    return _each(firsts, picked, made), [BarSeries(code, name) for code, name in keys.items()]


def _each(rows: Sequence[Row], picked: str, made: Any) -> list[Grouped | Skipped]:  # noqa: ANN401 - row to bars
    return [
        Skipped(left_out(row)) if isinstance(row, int) else made(row) for row in kept(rows, picked)
    ]


def _told(row: Row | None, unit: Unit) -> str:
    if row is None:
        return words.MISSING
    return words.figure(row["nilai"], unit, row["alasan"])


def _cells(result: Result) -> dict[tuple[str, str], Row]:
    return {(row["kode"], row["kode_2"]): row for row in result.rows()}


def tone(metric: Metric, change: float | None) -> Literal["baik", "kurang", ""]:
    """Whether a change is for the better, by the direction that the metric declares."""
    if not change or metric.good is Good.TIDAK_ADA:
        return ""
    return "baik" if (change > 0) is (metric.good is Good.NAIK) else "kurang"


def stacked(seen: Seen, picked: str) -> tuple[list[Composed], list[Category]]:
    """One stack a unit out of its second keys."""
    keys, unit = jelajah_forms.second_keys(seen.result), seen.metric.unit
    cells = _cells(seen.result)
    firsts = list({row["kode"]: row for row in known(seen.result)}.values())
    rows = []
    for row in kept(firsts, picked):
        if isinstance(row, int):
            continue
        found = [cells.get((row["kode"], code)) for code in keys]
        values = tuple(None if each is None else each["nilai"] for each in found)
        whole = rupiah(sum(value or 0 for value in values)) if unit is Unit.RUPIAH else ""
        rows.append(
            Composed(
                row["kode"], str(row["label"]), values, tuple(_told(each, unit) for each in found),
                whole, row["kode"] == picked,
            )
        )  # fmt: skip
    return rows, [
        Category(code, name, _NO_ARG.get(code, ""))  # type: ignore[arg-type]
        for code, name in keys.items()
    ]


def lines(seen: Seen) -> tuple[list[str], list[Series]]:
    """Years or months along the axis, one line for each of the first few units."""
    results = [seen.result] if seen.beside is None else [seen.result, seen.beside]
    column = jelajah_forms.time_key(seen.result)
    points = sorted({str(row[column]) for each in results for row in known(each)}, key=int)
    other = "kode" if column == "kode_2" else "kode_2"
    made = []
    for result in results:
        for code, name in _lines_of(result, other).items():
            mine = {
                str(row[column]): row for row in known(result) if row.get(other, "") == code
            }  # fmt: skip
            look = _look(result, code, first=not made)
            made.append(_line(code or result.metric.name, name, points, mine, look, result))
    return [_point(seen.result, point) for point in points], made


def _lines_of(result: Result, other: str) -> dict[str, str]:
    """The first few lines, and the one that the title names in any case."""
    if other not in result.frame.column_names:
        return {"": str(result.metric.title)}
    rows = (units(result) if other == "kode" else []) or known(result)
    names = {row[other]: str(row[other.replace("kode", "label")]) for row in rows}
    mover = jelajah_words.mover(result)
    first = list(names)[:LINES]
    if mover and mover.code not in first:
        first[-1] = mover.code
    return {code: names[code] for code in first}


def _look(result: Result, code: str, *, first: bool) -> str:
    mover = jelajah_words.mover(result) if code else None
    if mover is not None:
        return "soroti" if mover.code == code else "non_arg"
    return "sah" if first else "non_arg"


def _line(
    code: str, name: str, points: Sequence[str], rows: dict[str, Row], look: str, result: Result
) -> Series:
    found = [rows.get(point) for point in points]
    labels = tuple("" if row is None else words.figure(row["nilai"], result.metric.unit)
                   for row in found)  # fmt: skip
    values = tuple(None if row is None else row["nilai"] for row in found)
    return Series(code, name, values, labels, look, label_awal=look != "non_arg")  # type: ignore[arg-type]


def _point(result: Result, code: str) -> str:
    return month(int(code), short=True) if Grain.BULAN in result.by else code


def tick(value: float, unit: Unit) -> str:
    """A step of the value axis."""
    if unit is Unit.PERSEN:
        return percent(value, 0 if float(value).is_integer() else 1)
    return words.figure(value, unit)


def matrix(result: Result) -> pd.DataFrame:
    """Units downwards, second keys across (the longer list downwards); a missing one is empty."""
    import pandas as pd

    rows = result.rows()
    down, across = ("kode", "label"), ("kode_2", "label_2")
    if len({row["kode"] for row in rows}) < len({row["kode_2"] for row in rows}):
        down, across = across, down
    names = {row[down[0]]: str(row[down[1]]) for row in rows}
    heads = {row[across[0]]: str(row[across[1]]) for row in rows}
    cells = {(row[down[0]], row[across[0]]): row["nilai"] for row in rows}
    columns: dict[str, list[Any]] = {say("kolom_label"): list(names.values())}
    for code, head in heads.items():
        # Two codes may bear one name: each keeps its column.
        told = head if head not in columns else f"{head} ({code})"
        columns[told] = [cells.get((each, code)) for each in names]
    return pd.DataFrame(columns).astype(dict.fromkeys(list(columns)[1:], float))


def comparison(seen: Seen) -> pd.DataFrame:
    """Units downwards; this year or stage, the other one, and the difference across."""
    import pandas as pd

    before = seen.before or seen.beside
    earlier = {row["kode"]: row for row in before.rows()} if before else {}
    rows = seen.result.rows()
    now, then = _headings(seen)
    columns: dict[str, list[Any]] = {say("kolom_label"): [str(row["label"]) for row in rows]}
    columns[now] = [row["nilai"] for row in rows]
    columns[then] = [(earlier.get(row["kode"]) or {}).get("nilai") for row in rows]
    if seen.before:
        columns[say("jelajah_kolom_selisih")] = [jelajah_words.moved(row, earlier) for row in rows]
    return pd.DataFrame(columns).astype(dict.fromkeys(list(columns)[1:], float))


def _headings(seen: Seen) -> tuple[str, str]:
    if seen.before:
        return (
            jelajah_words.when(seen.result, seen.before),
            jelajah_words.when(seen.before, seen.result),
        )
    return str(seen.metric.title), str(seen.beside.metric.title) if seen.beside else ""
