"""The sentences of Jelajah: what the figures say, whichever metric and grain they are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pug_metrics.language import say
from pug_metrics.language.numbers import count, month, percent, small
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.declaration import Grain, Unit
from pug_metrics.metrics.result import Result

from . import jelajah_forms, jelajah_state, words
from .jelajah_figures import Answer, Row, Seen, absent, known, units

# Names of programmes fill two lines of a title; units named in a list; rows of a top list.
_LETTERS, _NAMED, _TOP = 60, 6, 5


def name(label: Any) -> str:  # noqa: ANN401 - a label of the frame
    """A name from the data, short enough for a title and safe in Markdown."""
    text = str(label)
    cut = text if len(text) <= _LETTERS else f"{text[:_LETTERS].rsplit(' ', 1)[0]} …"
    return words.markdown(cut)


def title(answer: Answer) -> str:
    """The finding of the page."""
    first, *rest = answer.cards
    if not rest:
        return finding(first)
    return _agreement(first, rest[0]) or finding(first)


def finding(seen: Seen) -> str:
    """The finding of one card: ends, change, or the one figure there is."""
    rows = units(seen.result) or known(seen.result)
    if not rows:
        return _nothing(seen.result)
    if seen.before is not None:
        return _moved(seen, seen.before)
    if jelajah_forms.time_key(seen.result) == "kode" and not seen.two_keys:
        return _over_time(seen.result, rows)
    if seen.two_keys:
        return _over_time_by(seen.result) or _two_keys(seen.result, rows)
    return _ends(seen.result, rows)


def named(result: Result) -> list[Row]:
    """The rows that the title names: highest and lowest, or the largest of a sum."""
    rows = units(result)
    if len(rows) < 2 or jelajah_forms.time_key(result):
        return []
    high, low = _extremes(rows)
    return [high] if result.metric.additive else [high, low]


def _extremes(rows: Sequence[Row]) -> tuple[Row, Row]:
    return max(rows, key=lambda row: row["nilai"]), min(rows, key=lambda row: row["nilai"])


def _nothing(result: Result) -> str:
    reason = result.reason() or next(iter(absent(result)), "DATA_KOSONG")
    told = say(f"alasan_{reason}")
    return say("jelajah_kosong", metrik=result.metric.title, alasan=told[0].lower() + told[1:])


def _ends(result: Result, rows: Sequence[Row]) -> str:
    unit, metric = result.metric.unit, result.metric
    high, low = _extremes(rows)
    facts = {
        "metrik": metric.title, "atas": name(high["label"]), "bawah": name(low["label"]),
        "angka_atas": words.figure(high["nilai"], unit),
        "angka_bawah": words.figure(low["nilai"], unit),
    }  # fmt: skip
    if len(rows) == 1:
        return say("jelajah_satu", **facts)
    lowest = sum(1 for row in rows if row["nilai"] == low["nilai"])
    if lowest > 1:
        butir = say(f"jelajah_banyak_{result.by[0]}")
        facts["bawah"] = say("jelajah_beberapa", jumlah=small(lowest), butir=butir)
    if high["nilai"] == low["nilai"]:
        return say("jelajah_sama", jumlah=count(len(rows)), **facts)
    if metric.additive:
        whole = result.total.to_pylist()[0]["pembilang"]
        share = part(high["pembilang"], whole)
        if share is not None:
            return say("jelajah_terbesar", persen=percent(share), **facts)
    return say("jelajah_ujung", **facts)


def _over_time(result: Result, rows: Sequence[Row]) -> str:
    unit = result.metric.unit
    first, last = rows[0], rows[-1]
    facts = {
        "metrik": result.metric.title, "awal": words.figure(first["nilai"], unit),
        "akhir": words.figure(last["nilai"], unit), "dari": first["label"],
        "sampai": last["label"],
    }  # fmt: skip
    if len(rows) == 1:
        return say("jelajah_waktu_satu", **facts)
    return say(f"jelajah_waktu_{_way(last['nilai'], first['nilai'])}", **facts)


@dataclass(frozen=True, slots=True)
class Mover:
    """The unit that moved furthest between the first and the last year or month."""

    code: str
    label: str
    start: str
    end: str
    change: float


def mover(result: Result) -> Mover | None:
    """Of results over time by another key; ``None`` where nothing moved or there is no time."""
    time = jelajah_forms.time_key(result)
    if not time or "kode_2" not in result.frame.column_names:
        return None
    other = "kode" if time == "kode_2" else "kode_2"
    rows = (units(result) if other == "kode" else []) or known(result)
    moments = {int(row[time]): str(row[time.replace("kode", "label")]) for row in rows}
    if len(moments) < 2:
        return None
    start, end = min(moments), max(moments)
    cells = {(row[other], int(row[time])): row for row in rows}
    found = [
        Mover(
            row[other], str(row[other.replace("kode", "label")]), moments[start], moments[end],
            row["nilai"] - cells[row[other], start]["nilai"],
        )
        for row in rows
        if int(row[time]) == end and (row[other], start) in cells
    ]  # fmt: skip
    found = [each for each in found if each.change]
    return max(found, key=lambda each: abs(each.change), default=None)


def _over_time_by(result: Result) -> str:
    furthest = mover(result)
    if furthest is None:
        return ""
    return say(
        "jelajah_bergerak", metrik=result.metric.title, nama=name(furthest.label),
        dari=furthest.start, sampai=furthest.end, gerak=move(furthest.change, result.metric.unit),
    )  # fmt: skip


def _two_keys(result: Result, rows: Sequence[Row]) -> str:
    unit = result.metric.unit
    high, low = _extremes(rows)
    facts = {
        "metrik": result.metric.title, "atas": name(high["label"]),
        "rinci_atas": name(high["label_2"]), "angka_atas": words.figure(high["nilai"], unit),
        "bawah": name(low["label"]), "rinci_bawah": name(low["label_2"]),
        "angka_bawah": words.figure(low["nilai"], unit),
    }  # fmt: skip
    highest = sum(1 for row in rows if row["nilai"] == high["nilai"])
    if highest > 1:
        return say("jelajah_rinci_sama", jumlah=small(highest), **facts)
    # The lowest of a sum is a zero somewhere: it says nothing.
    return say("jelajah_rinci_atas" if not low["nilai"] else "jelajah_rinci", **facts)


def _way(now: float, before: float) -> str:
    return "tetap" if now == before else "naik" if now > before else "turun"


def moved(row: Row, earlier: Mapping[str, Row]) -> float | None:
    """How far a row moved since ``earlier``; ``None`` where it has no figure there."""
    old = earlier.get(row["kode"])
    if old is None or old["nilai"] is None or row["nilai"] is None:
        return None
    return float(row["nilai"] - old["nilai"])


def move(change: float | None, unit: Unit) -> str:
    """``naik 2,3 poin``, ``turun Rp1,2 miliar``, ``tetap``, or that there was none before."""
    if change is None:
        return say("jelajah_baru")
    if change == 0:
        return say("jelajah_tetap")
    return say(f"jelajah_gerak_{_way(change, 0)}", angka=size(abs(change), unit))


def size(change: float, unit: Unit) -> str:
    """A difference in the unit of the metric: percent become points."""
    return words.figure(change, Unit.POIN if unit is Unit.PERSEN else unit)


def when(result: Result, other: Result) -> str:
    """What tells ``result`` from ``other``: its year, or its stage."""
    if result.at.tahun != other.at.tahun:
        return str(result.at.tahun)
    return say(f"tahapan_{result.at.tahapan}")


def _moved(seen: Seen, before: Result) -> str:
    unit, earlier = seen.metric.unit, {row["kode"]: row for row in before.rows()}
    changes = [(moved(row, earlier), row) for row in units(seen.result)]
    told = [(change, row) for change, row in changes if change]
    facts = {
        "metrik": seen.metric.title, "kini": when(seen.result, before),
        "dulu": when(before, seen.result),
    }  # fmt: skip
    said = [_whole_moved(seen, before, facts)]
    if told:
        change, row = max(told, key=lambda pair: abs(pair[0] or 0))
        said.append(
            say("jelajah_banding_unit", nama=name(row["label"]), gerak=move(change, unit), **facts)
        )
    elif not any(change is not None for change, _ in changes):
        said.append(say("jelajah_banding_tidak_ada", **facts))
    return " ".join(each for each in said if each)


def _whole_moved(seen: Seen, before: Result, facts: Mapping[str, object]) -> str:
    now, old, unit = seen.result.value(), before.value(), seen.metric.unit
    if now is None or old is None:
        return ""
    told = {"awal": words.figure(old, unit), "akhir": words.figure(now, unit)}
    return say(f"jelajah_banding_{_way(now, old)}", **facts, **told)


def _agreement(first: Seen, second: Seen) -> str:
    """How many of the highest units of one metric are among the highest of the other."""
    if first.two_keys or second.two_keys or jelajah_forms.time_key(first.result):
        return ""
    tops = [
        sorted(units(each.result), key=lambda row: -row["nilai"]) for each in (first, second)
    ]  # fmt: skip
    number = min(_TOP, *(len(each) // 2 for each in tops))
    if number < 2:
        return ""
    here, there = ({row["kode"] for row in each[:number]} for each in tops)
    both = len(here & there)
    facts = {
        "semua": small(number), "jumlah": small(both), "metrik": first.metric.title,
        "lain": second.metric.title, "butir": say(f"jelajah_banyak_{first.result.by[0]}"),
    }  # fmt: skip
    kind = "tanpa" if both == 0 else "semua" if both == number else "sebagian"
    told = say(f"jelajah_seiring_{kind}", **facts)
    return told[0].upper() + told[1:]


def lead(seen: Seen) -> str:
    """The whole slice, how many units have a figure, how many have none."""
    unit, rows = seen.metric.unit, known(seen.result)
    said = []
    over_time = jelajah_forms.time_key(seen.result)
    parts = seen.two_keys and not seen.metric.additive and jelajah_forms.stackable(seen.result)
    value = seen.result.value()
    if value is not None and not (over_time or parts or seen.before):
        said.append(say("jelajah_seluruh", angka=words.figure(value, unit)))
    number = len({row["kode"] for row in rows})
    butir = say(f"jelajah_banyak_{seen.result.by[0]}")
    if seen.result.by[0] not in (*jelajah_state.TIMES, Grain.TAHAPAN):
        said.append(say("jelajah_banyaknya", jumlah=count(number), butir=butir))
    missing = sum(len(names) for names in absent(seen.result).values())
    if missing:
        said.append(say("jelajah_tanpa_angka_sebanyak", jumlah=count(missing)))
    return " · ".join(said)


def subtitle(result: Result) -> str:
    """Measure, unit, basis, stage, year and month."""
    parts = [words.measure(result), say(f"jelajah_satuan_{result.metric.unit}")]
    if result.at.sampai_bulan:
        parts.append(say("jelajah_sampai", bulan=month(result.at.sampai_bulan)))
    return words.markdown(" · ".join(parts))


def missing(result: Result) -> list[str]:
    """Units without a figure with their reason, the first few by name."""
    said = []
    for reason, names in absent(result).items():
        listed = ", ".join(names[:_NAMED])
        rest = len(names) - _NAMED
        if rest > 0:
            listed = say("jelajah_dan_lain", daftar=listed, jumlah=count(rest))
        said.append(say("jelajah_tanpa_angka", daftar=listed, alasan=say(f"alasan_{reason}")))
    return said
