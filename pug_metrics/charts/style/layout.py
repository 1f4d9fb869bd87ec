"""What all figures share: layout, browser settings, axes, annotations, patterns, legends, empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any, Literal

import plotly.graph_objects as go

from pug_metrics.charts.style.text import clean
from pug_metrics.charts.style.tokens import CLEAR, FONT, Theme

Absent = Literal["kosong", "disamarkan", "tak_berlaku"]
Style = dict[str, Any]

_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "id": "Minggu Senin Selasa Rabu Kamis Jumat Sabtu",
    "en": "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
}
_SEPARATORS = {"id": {"decimal": ",", "thousands": "."}, "en": {"decimal": ".", "thousands": ","}}


def config(language: str = "id") -> Style:
    """Settings for the browser: no tool bar, no outside map file, separators of ``language``."""
    months, days = _MONTHS[language].split(), _DAYS[language].split()
    form = {
        **_SEPARATORS[language],
        "currency": ["Rp", ""],
        "months": months,
        "shortMonths": [m[:3] for m in months],
        "days": days,
        "shortDays": [d[:3] for d in days],
    }
    return {
        "displayModeBar": False,
        "scrollZoom": False,
        "doubleClick": False,
        "topojsonURL": "/app/static/topojson/",
        "locale": language,
        "locales": {language: {"dictionary": {}, "format": form}},
    }


NO_AXIS: Style = {
    "visible": False,
    "fixedrange": True,
    "showgrid": False,
    "zeroline": False,
}


def base_layout(
    theme: Theme,
    *,
    height: float,
    left: float = 0,
    right: float = 0,
    top: float = 0,
    bottom: float = 0,
) -> Style:
    """Layout of every figure; margins and ``height`` in px. Width follows the page."""
    return {
        "autosize": True,
        "height": round(height),
        "margin": {
            "l": round(left),
            "r": round(right),
            "t": round(top),
            "b": round(bottom),
            "pad": 0,
            "autoexpand": False,
        },
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": theme.teks_px, "color": theme.warna.teks},
        "colorway": list(theme.warna.kategori),
        "showlegend": False,
        "dragmode": False,
        "barmode": "overlay",
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.warna.latar,
            "bordercolor": theme.warna.pola,
            "align": "left",
            "namelength": -1,
            "font": {"family": FONT, "size": theme.kecil, "color": theme.warna.teks},
        },
        "xaxis": dict(NO_AXIS),
        "yaxis": dict(NO_AXIS),
    }


def empty(theme: Theme, text: str = "") -> go.Figure:
    """A calm figure without data: at most one quiet sentence in the middle."""
    figure = go.Figure()
    figure.update_layout(base_layout(theme, height=theme.tinggi or theme.em(9)))
    if text:
        figure.add_annotation(
            label(clean(text), theme, x=0.5, y=0.5, xref="paper", yref="paper", quiet=True)
        )
    return figure


def label(
    text: str,
    theme: Theme,
    *,
    colour: str = "",
    size: float = 0,
    quiet: bool = False,
    **place: Any,  # noqa: ANN401 - passed on to Plotly as it is
) -> Style:
    """An annotation without arrow; ``text`` must be clean, ``place`` goes to Plotly as it is."""
    ink = colour or (theme.warna.teks2 if quiet else theme.warna.teks)
    return {
        "text": text,
        "showarrow": False,
        "xref": "x",
        "yref": "y",
        "borderpad": 0,
        "font": {"family": FONT, "size": size or theme.teks_px, "color": ink},
        **place,
    }


def spread(
    wanted: Sequence[float], sizes: Sequence[float], gap: float, room: float
) -> list[float] | None:
    """Starts of boxes in order, nearest to ``wanted``, ``gap`` px apart, within 0 to ``room``.

    ``None`` where they do not fit. Least squares by pooling adjacent violators.
    """
    if sum(sizes) + gap * (len(sizes) - 1) > room:
        return None
    before = [sum(sizes[:i]) + gap * i for i in range(len(sizes))]
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, before, strict=True):
        mean, count = want - offset, 1
        while pools and pools[-1][0] > mean:
            last, many = pools.pop()
            mean, count = (mean * count + last * many) / (count + many), count + many
        pools.append((mean, count))
    slack = room - sum(sizes) - gap * (len(sizes) - 1)
    flat = [min(max(mean, 0.0), slack) for mean, count in pools for _ in range(count)]
    return [start + offset for start, offset in zip(flat, before, strict=True)]


@dataclass(frozen=True, slots=True)
class Steps:
    """Four colour steps of one measure.

    ``batas``: the three limits between them, ascending; a value equal to a limit belongs above it.
    ``label``: four legend texts, lowest first. ``kosong``, ``disamarkan``, ``tak_berlaku``: legend
    texts of the three kinds of absence, shown only where present. ``judul``: legend title.
    """

    batas: tuple[float, float, float]
    label: tuple[str, str, str, str]
    judul: str = ""
    kosong: str = ""
    disamarkan: str = ""
    tak_berlaku: str = ""

    def of(self, value: float) -> int:
        """Step 0 to 3 of ``value``."""
        return sum(value >= limit for limit in self.batas)

    def absent(self, kind: Absent) -> str:
        """Legend text of a kind of absence."""
        return {
            "kosong": self.kosong,
            "disamarkan": self.disamarkan,
            "tak_berlaku": self.tak_berlaku,
        }[kind]


def limits(values: Sequence[float]) -> tuple[float, float, float]:
    """Three round limits near the quartiles of ``values``, strictly ascending.

    The caller writes the legend from them. ``(1, 2, 3)`` where there is no positive value.
    """
    known = sorted(v for v in values if v > 0)
    if not known:
        return (1.0, 2.0, 3.0)
    grain = 10.0 ** floor(log10(known[-1] / 4)) / 2
    found: list[float] = []
    for share in (0.25, 0.5, 0.75):
        near = max(round(known[int(share * (len(known) - 1))] / grain), 1) * grain
        found.append(round(max(near, found[-1] + grain) if found else near, 12))
    return (found[0], found[1], found[2])


_SHAPES: dict[str, tuple[str, float]] = {
    "kosong": ("x", 0.14),
    "disamarkan": (".", 0.14),
    "tak_berlaku": ("-", 0.14),
}


def halo(ground: str) -> str:
    """``font.shadow`` that keeps letters readable over a pattern on ``ground``."""
    return ", ".join([f"0px 0px 3px {ground}"] * 3)


def hatch(theme: Theme, kind: str) -> Style:
    """``marker.pattern`` of one trace: hatch of ``klaim`` or ``belum``, neutral for an absence.

    One pattern a trace: Plotly forgets pattern colours where a trace has a list of colours.
    """
    shape, solidity = _SHAPES.get(kind, ("/", 0.22))
    ground = {"klaim": theme.warna.arg_klaim, "belum": theme.warna.arg_antara}
    return {
        "shape": shape,
        "solidity": solidity,
        "fgcolor": theme.warna.arg_klaim_garis if kind in ground else theme.warna.pola,
        "bgcolor": ground.get(kind, theme.warna.latar),
        "size": theme.em(0.6),
        "fillmode": "replace",
        "fgopacity": 1,
    }
