"""Where labels under a bar stand so that they never overlap: shift, stack, shorten, or a stair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from pug_metrics.charts.style.layout import Style, spread
from pug_metrics.charts.style.tokens import Theme

_LAST_ROW = 3
_INSIDE = 0.1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands, in px: its mark, its left edge, its width; and its row, 0 on top."""

    mark: float
    left: float
    width: float
    row: int

    @property
    def leader(self) -> float:
        """The point on the label's top edge nearest to its mark, in px from the mark.

        From the right it ends a little inside: a written label may be narrower than was measured.
        """
        right = self.left + self.width
        if abs(right - self.mark) < 1:
            return 0.0
        return min(max(self.mark, self.left), right - _INSIDE * self.width) - self.mark


def place(
    marks: Sequence[float], widths: Sequence[float], room: float, theme: Theme
) -> list[Place] | None:
    """Places of labels of ``widths`` px at ascending ``marks``, all in px within 0 to ``room``.

    Side by side and shifted a little where that is enough, else in two or three rows whose leaders
    cross no label; ``None`` where neither works.
    """
    for rows in range(1, _LAST_ROW + 1):
        tried = (
            _attempt(order, marks, widths, room, theme)
            for order in product(range(rows), repeat=len(marks))
        )
        found = [attempt for attempt in tried if attempt]
        if found:
            return min(found, key=lambda places: _cost(places, room, theme))
    return None


def stair(marks: Sequence[float], widths: Sequence[float], room: float) -> list[Place]:
    """One row for each label, the rightmost on top: always possible."""
    last = len(marks) - 1
    return [
        Place(mark, max(0.0, min(mark, room - wide)), wide, last - i)
        for i, (mark, wide) in enumerate(zip(marks, widths, strict=True))
    ]


def wanted(mark: float, wide: float, room: float) -> float:
    """Left edge that a label likes best: at its mark, or ending there at the right border."""
    return mark if mark + wide <= room else max(0.0, mark - wide)


def leader(spot: Place, x: float, top: float, line: Style) -> Style:
    """A shape from the foot of the bar at ``x`` to the label ``top`` px below, slanted if aside."""
    return {
        "type": "line",
        "xsizemode": "pixel",
        "xanchor": x,
        "x0": 0,
        "x1": spot.leader,
        "yref": "paper",
        "ysizemode": "pixel",
        "yanchor": 0,
        "y0": 0,
        "y1": -top,
        "line": line,
    }


def _attempt(
    order: Sequence[int],
    marks: Sequence[float],
    widths: Sequence[float],
    room: float,
    theme: Theme,
) -> list[Place] | None:
    made: dict[int, Place] = {}
    for row in set(order):
        mine = [i for i, r in enumerate(order) if r == row]
        lefts = spread(
            [wanted(marks[i], widths[i], room) for i in mine],
            [widths[i] for i in mine],
            theme.em(0.9),
            room,
        )
        if lefts is None:
            return None
        made |= {
            i: Place(marks[i], left, widths[i], row) for i, left in zip(mine, lefts, strict=True)
        }
    places = [made[i] for i in range(len(marks))]
    far = any(abs(p.left - wanted(p.mark, p.width, room)) > theme.em(3) for p in places)
    return None if far or _crosses(places, theme) else places


def _crosses(places: Sequence[Place], theme: Theme) -> bool:
    """Whether a leader to a lower row runs through a label above it."""
    air = theme.em(0.3)
    return any(
        high.row < low.row
        and high.left - air < low.mark + low.leader < high.left + high.width + air
        for low in places
        for high in places
    )


def _cost(places: Sequence[Place], room: float, theme: Theme) -> float:
    moved = sum(abs(p.left - wanted(p.mark, p.width, room)) for p in places)
    return moved + sum(p.row for p in places) * theme.em(0.5)
