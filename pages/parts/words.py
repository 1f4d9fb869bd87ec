"""Words around a figure: what it measures, of what, when, from which files."""

from __future__ import annotations

import re
from decimal import Decimal

from pug_metrics.language import has, say
from pug_metrics.language.numbers import (
    count,
    day,
    decimal,
    percent,
    rupiah,
    rupiah_full,
    signed_points,
)
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.result import Result, Slice, Source

MISSING = "–"


def figure(value: float | Decimal | None, unit: Unit, reason: str | None = None) -> str:
    """A figure in its unit, or the reason why there is none."""
    if value is None:
        return say(f"alasan_{reason}") if reason else MISSING
    writers = {
        Unit.RUPIAH: rupiah,
        Unit.RUPIAH_PER_ORANG: rupiah,
        Unit.PERSEN: percent,
        Unit.POIN: signed_points,
        Unit.INDEKS: lambda number: decimal(number, 3),
    }
    return str(writers[unit](value))


def exact(value: float | Decimal | None, unit: Unit, reason: str | None = None) -> str:
    """The same figure for a table: rupiah in full, shares with two decimals."""
    if value is None:
        return say(f"alasan_{reason}") if reason else MISSING
    if unit in {Unit.RUPIAH, Unit.RUPIAH_PER_ORANG}:
        money = value if isinstance(value, Decimal) else Decimal(str(round(value, 2)))
        return rupiah_full(money)
    if unit is Unit.INDEKS:
        return decimal(value, 4)
    return percent(value, 2) if unit is Unit.PERSEN else signed_points(value, 2)


def stage(at: Slice) -> str:
    """``APBD Murni 2025``."""
    name = say(f"tahapan_{at.tahapan}") if at.tahapan and has(f"tahapan_{at.tahapan}") else ""
    return f"{name} {at.tahun}".strip() if at.tahun else name


def measure(result: Result) -> str:
    """Measure, basis, stage and year: the subtitle of every chart."""
    parts = [str(result.metric.title)]
    if result.basis is not None:
        parts.append(say(f"filter_basis_{result.basis}"))
    parts.append(stage(result.at))
    return ", ".join(part for part in parts if part)


def files(sources: tuple[Source, ...], most: int = 2) -> str:
    """The files behind a figure, the first few by name."""
    names = list(dict.fromkeys(source.berkas for source in sources))
    listed = ", ".join(names[:most])
    rest = len(names) - most
    return say("tampil_berkas_lain", daftar=listed, lain=count(rest)) if rest > 0 else listed


def foot(result: Result, most: int = 2) -> str:
    """``Sumber: … · data 17 Oktober 2025 · v41 simulasi``; ``most`` files by name."""
    parts = [say("tampil_sumber", berkas=files(result.sources, most) or MISSING)]
    if result.version.at is not None:
        parts.append(say("tampil_data_per", hari=day(result.version.at)))
    parts.append(result.version.label)
    return " · ".join(parts)


def data_label(result: Result) -> str:
    """The label that made-up figures carry into tooltips; empty for real ones."""
    return say("tampil_simulasi") if result.version.simulated else ""


def markdown(text: str) -> str:
    """Text from data made safe inside Markdown: no markup, no formulas, no shortcodes."""
    for sign in "\\`*_{}[]<>#$|~:":
        text = text.replace(sign, f"\\{sign}")
    return text


def plain(sentence: str) -> str:
    """A sentence in Markdown as plain text: for the clipboard and for slides."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*+", "", sentence))
