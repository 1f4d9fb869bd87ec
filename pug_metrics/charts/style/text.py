"""Text in a chart: its width, how it is shortened or wrapped, how names from data are made safe."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def _table(widths: str) -> tuple[int, ...]:
    return tuple(map(int, widths.split()))


# Advance widths of Plus Jakarta Sans in hundredths of the text size, from space to tilde.
_REGULAR = _table(
    "17 28 40 79 65 97 73 24 30 30 48 61 27 50 29 43 73 37 60 61 63 62 60 54 63 60 29 31 "
    "61 61 61 50 93 65 69 78 74 61 58 82 74 26 38 65 53 84 74 88 64 88 64 65 51 70 65 98 "
    "60 62 58 32 43 32 61 60 35 57 67 60 67 62 39 66 57 23 23 55 23 91 57 66 67 67 34 51 "
    "39 57 52 80 49 54 45 32 30 32 61"
)
_BOLD = _table(
    "18 37 50 92 65 105 79 31 38 38 54 66 36 60 38 51 71 40 60 61 65 62 60 56 63 60 38 40 "
    "66 66 66 58 93 71 69 77 74 60 59 81 73 28 39 68 54 89 74 88 65 88 66 65 54 72 70 102 "
    "66 66 57 42 51 42 66 66 38 58 67 61 67 61 41 65 59 25 25 58 25 92 59 65 67 67 37 51 "
    "41 59 57 88 56 59 48 40 40 40 66"
)
_SPACES = {"\u00a0": 18, "·": 38, "…": 78, "–": 66, "—": 98, "’": 36}
_OTHER = 66
# Where the own font is missing the browser takes one that runs a little wider.
_RESERVE = 1.04

ELLIPSIS = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimated width in px of ``text`` (plain, no tags) at ``size`` px."""
    table = _BOLD if bold else _REGULAR
    hundredths = sum(
        table[ord(c) - 32] if " " <= c <= "~" else _SPACES.get(c, _OTHER) for c in text
    )
    return hundredths * size / 100 * _RESERVE


def widest(texts: Sequence[str], size: float, *, bold: bool = False) -> float:
    """Width in px of the widest of ``texts``; 0 where there is none."""
    return max((width(text, size, bold=bold) for text in texts), default=0.0)


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """``text`` cut to ``room`` px with an ellipsis; empty where not even two letters fit."""
    if width(text, size, bold=bold) <= room:
        return text
    for length in range(len(text) - 1, 1, -1):
        cut = text[:length].rstrip(" ,.-") + ELLIPSIS
        if width(cut, size, bold=bold) <= room:
            return cut
    return ""


def abbreviate(name: str, size: float, room: float) -> str:
    """``name`` in ``room`` px: leading words become initials, then an ellipsis cuts the rest.

    Neighbouring villages differ in their last word (Sungai Pinang Dalam, Sungai Pinang Luar), so
    the last word is kept longest.
    """
    words = name.split()
    for done in range(len(words)):
        short = " ".join([f"{w[0]}." for w in words[:done]] + words[done:])
        if width(short, size) <= room:
            return short
    return shorten(name, size, room)


def wrap(text: str, size: float, room: float, lines: int = 2, *, bold: bool = False) -> list[str]:
    """``text`` broken at spaces into at most ``lines`` lines of ``room`` px; the last is cut."""
    words, done = text.split(" "), list[str]()
    while words and len(done) < lines - 1:
        take = 1
        while take < len(words) and width(" ".join(words[: take + 1]), size, bold=bold) <= room:
            take += 1
        done.append(shorten(" ".join(words[:take]), size, room, bold=bold))
        words = words[take:]
    if words:
        done.append(shorten(" ".join(words), size, room, bold=bold))
    return [line for line in done if line]


def clean(text: str) -> str:
    """``text`` from data, safe for Plotly: no tag, entity or formula of its own gets through."""
    return escape(text.replace("\n", " "), quote=False).replace("$", "&#36;")


def bold(text: str) -> str:
    """Text that is already clean, in bold."""
    return f"<b>{text}</b>" if text else ""


def hover(name: str, lines: Sequence[str], note: str = "") -> str:
    """What a pointer shows: the name in bold, each line, then the data label (``note``)."""
    body = [clean(line) for line in lines if line]
    last = [f"<i>{clean(note)}</i>"] if note else []
    return "<br>".join([bold(clean(name)), *body, *last])
