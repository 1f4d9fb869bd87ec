"""The tokens: every colour and every size of a chart has its name here and nowhere else.

The meaning of a colour never changes: ``arg_sah`` is documented, ``arg_klaim`` only tagged,
``soroti`` the one thing the sentence is about. Sizes are multiples of the text size of a scale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

Kind = Literal["light", "dark"]
Scale = Literal["layar", "rapat", "ponsel"]

FONT = "Plus Jakarta Sans, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
CLEAR = "rgba(0,0,0,0)"

# A back row reads 28 px on a wall 1920 px wide; narrower walls keep the same share of the width.
WALL = 1920
SMALLEST_ON_WALL = 28


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme; ``_teks`` is the variant that may be used for letters."""

    latar: str
    teks: str
    teks2: str
    kisi: str
    jalur: str
    pita: str
    pola: str
    arg_sah: str
    arg_klaim: str
    arg_klaim_garis: str
    arg_antara: str
    non_arg: str
    non_arg_garis: str
    perempuan: str
    laki_laki: str
    soroti: str
    soroti_teks: str
    baik: str
    baik_teks: str
    awas: str
    awas_teks: str
    kurang: str
    kurang_teks: str
    langkah: tuple[str, str, str, str]
    kategori: tuple[str, str, str, str, str, str]


LIGHT = Palette(
    latar="#FFFFFF",
    teks="#16161D",
    teks2="#4B4F58",
    kisi="#E4E2EA",
    jalur="#EAE8EF",
    pita="#F4F1FA",
    pola="#A6A3B0",
    arg_sah="#4B2A86",
    arg_klaim="#CDBDEB",
    arg_klaim_garis="#8F6FC8",
    arg_antara="#E2DAF1",
    non_arg="#C9CDD3",
    non_arg_garis="#A3A8B1",
    perempuan="#7A3E9D",
    laki_laki="#0F766E",
    soroti="#D9730D",
    soroti_teks="#A84F00",
    baik="#2F7D32",
    baik_teks="#236026",
    awas="#B7791F",
    awas_teks="#7F5410",
    kurang="#B42318",
    kurang_teks="#B42318",
    langkah=("#EFE9F9", "#CDBDEB", "#7F5BB8", "#4B2A86"),
    kategori=("#4B2A86", "#9A7BD0", "#DDD2F3", "#7A5C1E", "#CBB06A", "#6B6F79"),
)

DARK = Palette(
    latar="#131118",
    teks="#F3F1F8",
    teks2="#BDB8CB",
    kisi="#3A3645",
    jalur="#2B2833",
    pita="#221E2D",
    pola="#757082",
    arg_sah="#B79CF0",
    arg_klaim="#6B55A0",
    arg_klaim_garis="#A794D6",
    arg_antara="#43385F",
    non_arg="#4A4656",
    non_arg_garis="#8A8598",
    perempuan="#C792E0",
    laki_laki="#4DB6AC",
    soroti="#F2A65A",
    soroti_teks="#F2A65A",
    baik="#9BDCA0",
    baik_teks="#9BDCA0",
    awas="#E0B252",
    awas_teks="#E8C171",
    kurang="#E0584C",
    kurang_teks="#F0786C",
    langkah=("#2E2545", "#54428A", "#8B6FD0", "#C9B5F5"),
    kategori=("#C9B5F5", "#8B6FD0", "#4C3A80", "#EBD49C", "#8F7035", "#5E6E6C"),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme at one scale.

    ``besar``, ``teks_px`` and ``kecil`` are text sizes in px; ``lebar`` is the narrowest width
    in px at which a figure must hold. Labels stand at fixed px distances from their marks, so a
    figure that holds at ``lebar`` holds at any greater width. ``tinggi`` is a wished height in px,
    0 for what the form usually takes.
    """

    kind: Kind
    scale: Scale
    warna: Palette
    besar: int
    teks_px: int
    kecil: int
    lebar: int
    tinggi: int = 0

    def at(self, width: int, height: int = 0) -> Theme:
        """The same theme for a figure at least ``width`` px wide and, if given, ``height`` high."""
        return replace(self, lebar=width, tinggi=height)

    def em(self, times: float) -> float:
        """A length in px, as a multiple of the text size."""
        return times * self.teks_px

    @property
    def garis(self) -> float:
        """Width in px of a line that carries data."""
        return max(2.0, self.em(0.19))

    @property
    def tipis(self) -> float:
        """Width in px of axes, leaders and outlines."""
        return max(1.0, self.em(0.08))

    @property
    def sempit(self) -> bool:
        """Whether names stand above their bars, as on a phone."""
        return self.scale == "ponsel"

    def ink(self, fill: str) -> str:
        """The letters that read best on ``fill``: light or dark."""
        dark, light = LIGHT.teks, LIGHT.latar
        return light if contrast(light, fill) >= contrast(dark, fill) else dark


_SIZES: dict[Scale, tuple[int, int, int, int]] = {
    "layar": (20, 14, 13, 680),
    "rapat": (38, 30, SMALLEST_ON_WALL, 1160),
    "ponsel": (16, 14, 13, 326),
}


def theme(kind: Kind, scale: Scale = "layar", *, screen: int = WALL) -> Theme:
    """Theme of ``kind`` at ``scale``; ``screen`` is the width in px of the wall in a meeting.

    At ``rapat`` every size is its share of ``screen``, rounded up, so that 1366 looks like 1920.
    """
    share = screen / WALL if scale == "rapat" else 1.0
    besar, teks, kecil, lebar = (ceil(size * share - 1e-9) for size in _SIZES[scale])
    return Theme(kind, scale, LIGHT if kind == "light" else DARK, besar, teks, kecil, lebar)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
