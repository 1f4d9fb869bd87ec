"""Where text stands in a figure, in px: an oracle of its own, measured with the real font."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).parents[2] / "static" / "fonts" / "plus-jakarta-sans-latin-wght-normal.woff2"
TOLERANCE = 1.5


@dataclass(frozen=True)
class Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right - TOLERANCE
            and other.left < self.right - TOLERANCE
            and self.top < other.bottom - TOLERANCE
            and other.top < self.bottom - TOLERANCE
        )


@cache
def _font(weight: int):
    font = ImageFont.truetype(str(FONT), 100)
    font.set_variation_by_axes([weight])
    return font


def measure(text: str, size: float, *, bold: bool = False) -> float:
    return _font(700 if bold else 400).getlength(text) * size / 100


def lines(html: str, size: float) -> list[tuple[float, float]]:
    """Width and height of each line of Plotly's text."""
    made = []
    for line in html.split("<br>"):
        own = re.search(r"font-size:([\d.]+)px", line)
        px = float(own.group(1)) if own else size
        plain = re.sub(r"<b>.*?</b>", "", line)
        heavy = "".join(re.findall(r"<b>(.*?)</b>", line))
        strip = [unescape(re.sub(r"<[^>]+>", "", part)) for part in (plain, heavy)]
        made.append((measure(strip[0], px) + measure(strip[1], px, bold=True), px * 1.3))
    return made


class Frame:
    """Pixels of a figure at ``width``."""

    def __init__(self, figure, width: float) -> None:
        self.layout = figure.layout
        self.figure = figure
        margin = self.layout.margin
        self.left, self.top = margin.l, margin.t
        self.wide = width - margin.l - margin.r
        self.tall = self.layout.height - margin.t - margin.b

    def x(self, value: float, ref: str = "x") -> float:
        low, high = (0, 1) if ref == "paper" else self.layout.xaxis.range
        return self.left + (value - low) / (high - low) * self.wide

    def y(self, value: float, ref: str = "y") -> float:
        low, high = (0, 1) if ref == "paper" else self.layout.yaxis.range
        return self.top + (high - value) / (high - low) * self.tall

    def annotations(self) -> list[Box]:
        return [self._annotation(note) for note in self.layout.annotations if note.text]

    def _annotation(self, note) -> Box:
        sizes = lines(note.text, note.font.size)
        wide, tall = max(w for w, _ in sizes), sum(h for _, h in sizes)
        x = self.x(note.x, note.xref) + (note.xshift or 0)
        y = self.y(note.y, note.yref) - (note.yshift or 0)
        across = {"left": 0, "right": 1}.get(note.xanchor, 0.5)
        down = {"top": 0, "bottom": 1}.get(note.yanchor, 0.5)
        left, top = x - across * wide, y - down * tall
        return Box(note.text, left, top, left + wide, top + tall)

    def bar_labels(self) -> list[Box]:
        """Labels behind horizontal bars."""
        made = []
        for bar in self.figure.data:
            if bar.type != "bar" or bar.orientation != "h" or bar.textposition != "outside":
                continue
            for i, text in enumerate(bar.text):
                if text:
                    made.append(self._behind(bar, i, text))
        return made

    def _behind(self, bar, i: int, text: str) -> Box:
        size = bar.textfont.size
        ((wide, _),) = lines(text, size)
        base = bar.base[i] if bar.base is not None else 0
        offset = bar.offset if bar.offset is not None else -bar.width / 2
        left = self.x(base + bar.x[i]) + 3
        middle = self.y(bar.y[i] + offset + bar.width / 2)
        # Letters without ascenders of a figure are about one em high.
        return Box(text, left, middle - size / 2, left + wide, middle + size / 2)

    def all(self) -> list[Box]:
        return self.annotations() + self.bar_labels()


def overlaps(boxes: list[Box]) -> list[tuple[str, str]]:
    return [(a.text, b.text) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.meets(b)]


def outside(boxes: list[Box], width: float, height: float) -> list[str]:
    """Texts that leave the figure."""
    return [
        box.text
        for box in boxes
        if box.left < -TOLERANCE
        or box.right > width + TOLERANCE
        or box.top < -4
        or box.bottom > height + 4
    ]
