"""The page *Mengapa berubah* in sentences: what moved, by how much, because of what."""

from __future__ import annotations

from decimal import Decimal

from pug_metrics.language import say
from pug_metrics.language.numbers import NBSP, common_step, count, decimal, percent, points
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.why import DOCUMENTED, Cause, Movement
from pug_metrics.metrics.why_shown import Shown, shown

from . import words
from .perubahan_figures import Change, Point

_MOST = 3
_TENTHS = 10


def digits(told: Shown) -> int:
    """Decimals of the written figures."""
    return max(0, -int(told.step.as_tuple().exponent))


def level(change: Change, value: Decimal, told: Shown) -> str:
    """An end of the movement: ``12,3 %`` or rupiah."""
    share = change.movement.metric.unit is Unit.PERSEN
    return percent(value, digits(told)) if share else _rupiah(value, told)


def _rupiah(value: Decimal, told: Shown) -> str:
    """Rupiah in one unit for both ends and all parts, so that they can be added by eye."""
    unit, word = common_step([told.step * _TENTHS])
    if not word:
        return f"Rp{decimal(abs(value))}"
    return f"Rp{decimal(abs(value) / unit, 1)}{NBSP}{word}"


def size(movement: Movement, value: Decimal, told: Shown) -> str:
    """How much a part is, without sign: ``2,9 poin`` or rupiah."""
    share = movement.metric.unit is Unit.PERSEN
    return points(value, digits(told)) if share else _rupiah(value, told)


def moved(movement: Movement, value: Decimal, told: Shown, *, rises: bool) -> str:
    """``turun 2,9 poin``; what rounds to nothing moved slightly."""
    way = "naik" if rises else "turun"
    if not value:
        return say(f"perubahan_{way}_sedikit")
    return say(f"perubahan_{way}", besar=size(movement, value, told))


def of_cause(movement: Movement, cause: Cause, told: Shown) -> str:
    """What one cause did, in words."""
    rises = movement.part(cause).nilai > 0
    return moved(movement, told.parts[cause], told, rises=rises)


def lines(number: int) -> str:
    """``14 baris``."""
    return say("perubahan_baris_satu" if number == 1 else "perubahan_baris", jumlah=count(number))


def part_name(movement: Movement, cause: Cause) -> str:
    """The name of a cause; the denominator says which one it is."""
    if cause is Cause.PENYEBUT:
        return say("perubahan_bagian_penyebut", basis=say(f"basis_{movement.basis}"))
    return say(f"perubahan_bagian_{cause}")


def because(movement: Movement, cause: Cause) -> str:
    """``tanda 14 baris dilepas``."""
    part = movement.part(cause)
    kind = say(f"perubahan_jenis_{'sah' if movement.metric.name == DOCUMENTED else 'klaim'}")
    way = "naik" if part.nilai > 0 else "turun"
    facts = {"baris": lines(part.baris), "jenis": kind, "basis": say(f"basis_{movement.basis}")}
    return say(f"perubahan_apa_{cause}_{way}", **facts)


def name(change: Change) -> str:
    """What moved: the figure, and the agency where it is narrowed to one."""
    called = say(f"perubahan_nama_{change.movement.metric.name}")
    agency = change.movement.after.opd
    if agency is None:
        return called
    told = words.markdown(change.agencies.get(agency, agency))
    return say("perubahan_nama_di", nama=called, opd=told)


def when(at: Slice) -> str:
    """``APBD Murni 2024``."""
    return words.stage(at)


def ends(movement: Movement) -> tuple[str, str]:
    """Both ends by stage and year; two states of the data by their names."""
    if movement.versions[0] == movement.versions[1]:
        return when(movement.before), when(movement.after)
    named = [name or say("perubahan_data_kini") for name in movement.versions]
    return f"{when(movement.before)} ({named[0]})", f"{when(movement.after)} ({named[1]})"


def told_ends(movement: Movement) -> tuple[str, str]:
    """The same for Markdown."""
    before, after = ends(movement)
    return words.markdown(before), words.markdown(after)


def point_name(point: Point) -> str:
    """What a figure is compared with, in the list of choices."""
    told = when(point.at)
    return say("perubahan_versi", tahapan=told, versi=point.nama) if point.named else told


def title(change: Change) -> str:
    """The finding in one sentence: how much, from when, the three largest causes."""
    movement = change.movement
    if movement.reason is not None:
        return say("perubahan_tanpa_judul", nama=name(change))
    told = shown(movement)
    facts = {"nama": name(change), "dulu": told_ends(movement)[0]}
    if not told.parts and not told.end:
        return say("perubahan_judul_belum", nama=name(change))
    if not told.parts:
        return say("perubahan_judul_sama", nilai=level(change, told.end, told), **facts)
    causes = _causes(movement, told)
    if not told.change:
        return say(
            "perubahan_judul_tetap", nilai=level(change, told.end, told), sebab=causes, **facts
        )
    moves = moved(movement, told.change, told, rises=told.change > 0)
    return say("perubahan_judul", gerak=moves, sebab=causes, **facts)


def headline(change: Change) -> str:
    """The finding for the top of the page: how much, from when, mostly because of what."""
    movement = change.movement
    if movement.reason is not None:
        return title(change)
    told = shown(movement)
    moving = [cause for cause in told.parts if _with_the_change(movement, cause, told)]
    if not told.change or len(told.parts) < 2:
        return title(change)
    largest = max(moving, key=lambda cause: abs(movement.part(cause).nilai))
    return say(
        "perubahan_judul_terutama", nama=name(change), dulu=told_ends(movement)[0],
        gerak=moved(movement, told.change, told, rises=told.change > 0),
        sebab=because(movement, largest),
    )  # fmt: skip


def _causes(movement: Movement, told: Shown) -> str:
    ordered = sorted(told.parts, key=lambda cause: -abs(movement.part(cause).nilai))
    # What moved the figure comes before what held it back.
    largest = sorted(ordered[:_MOST], key=lambda cause: not _with_the_change(movement, cause, told))
    said = [_cause(movement, cause, told) for cause in largest]
    listed = ", ".join(said)
    left = len(ordered) - len(said)
    if left == 1:
        return say("perubahan_sebab_lain_satu", daftar=listed)
    return say("perubahan_sebab_lain", daftar=listed, jumlah=count(left)) if left else listed


def _with_the_change(movement: Movement, cause: Cause, told: Shown) -> bool:
    return (movement.part(cause).nilai > 0) == (told.change > 0)


def _cause(movement: Movement, cause: Cause, told: Shown) -> str:
    value, what = told.parts[cause], because(movement, cause)
    rises = movement.part(cause).nilai > 0
    if not told.change:
        return say("perubahan_sebab_dua_arah", gerak=of_cause(movement, cause, told), apa=what)
    if not value:
        return say("perubahan_sebab_sedikit", apa=what)
    facts = {"besar": size(movement, value, told), "apa": what}
    if _with_the_change(movement, cause, told):
        return say("perubahan_sebab", **facts)
    return say(f"perubahan_sebab_lawan_{'turun' if rises else 'naik'}", **facts)


def measure(change: Change) -> str:
    """Measure and denominator, without year: the movement is about two of them."""
    movement = change.movement
    facts = {"metrik": movement.metric.title, "basis": say(f"filter_basis_{movement.basis}")}
    return say("perubahan_ukuran", **facts)


def lead(change: Change) -> str:
    """Both ends with their stage and year, the measure, and that the parts add up."""
    movement = change.movement
    if movement.reason is not None:
        return ""
    told = shown(movement)
    ends = say(
        "perubahan_lead", awal=level(change, told.start, told), akhir=level(change, told.end, told),
        dulu=told_ends(movement)[0], kini=told_ends(movement)[1], ukuran=measure(change),
    )  # fmt: skip
    if not told.change or len(told.parts) < 2:
        return ends
    return f"{ends} {say('perubahan_lead_sebab', sebab=_causes(movement, told))}"


def missing(change: Change) -> str:
    """Why there is no split, and at which end."""
    movement = change.movement
    lacking = movement.lacking or movement.after
    facts = {"alasan": say(f"alasan_{movement.reason}"), "tahapan": when(lacking)}
    told = say("perubahan_tanpa", **facts)
    return f"{told} {say('perubahan_tanpa_opd')}" if lacking.opd else told


def lines_title(change: Change, cause: Cause) -> str:
    """``Tanda yang dilepas: 14 baris, bersama-sama turun 2,9 poin``."""
    movement = change.movement
    return say(
        "perubahan_baris_judul", bagian=part_name(movement, cause),
        baris=lines(movement.part(cause).baris), gerak=of_cause(movement, cause, shown(movement)),
    )  # fmt: skip
