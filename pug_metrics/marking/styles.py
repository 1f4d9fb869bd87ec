"""The styles of a workbook: a cell's own look, filled with the colour of what was found.

The fill that a cell had is kept as the unseen second colour of ours, so that a marked workbook
can be cleaned again.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pug_metrics.marking.notes import Severity
from pug_metrics.marking.package import MAIN, NotMarkable, Package

# Tints of the colours that mean wrong, look and note; the deep ones carry white letters.
TINTS: dict[Severity, str] = {"galat": "FFF9D4CF", "awas": "FFFCE8C3", "catatan": "FFE2E0F5"}
_DEEP: dict[Severity, str] = {"galat": "FFB42319", "awas": "FF8A5A13", "catatan": "FF4B2A87"}
_OURS = frozenset([*TINTS.values(), *_DEEP.values()])
_LIGHT = 150


class Styles:
    """The styles part of a package while it is edited."""

    def __init__(self, package: Package, part: str) -> None:
        """Read the part; raises ``NotMarkable`` where it lacks what every workbook has."""
        self._package, self._part = package, part
        self._root = package.tree(part)
        self._fills = self._child("fills")
        self._formats = self._child("cellXfs")
        self._fonts = self._child("fonts")
        self._filled: dict[tuple[int, Severity], int] = {}

    def _child(self, name: str) -> etree._Element:
        found = self._root.find(f"{{{MAIN}}}{name}")
        if found is None:
            raise NotMarkable("gaya")
        return found

    def clean(self, *, kept_whole: bool) -> None:
        """Give the cells that an earlier marking filled the fill that they had before.

        ``kept_whole``: whether the program that saved the workbook since keeps second colours; a
        cell gets no fill otherwise.
        """
        for fill in self._fills:
            pattern = fill.find(f"{{{MAIN}}}patternFill")
            front = None if pattern is None else pattern.find(f"{{{MAIN}}}fgColor")
            if pattern is None or front is None or front.get("rgb") not in _OURS:
                continue
            kept = pattern.find(f"{{{MAIN}}}bgColor")
            if kept is None or kept.get("indexed") == "64" or not kept_whole:
                pattern.set("patternType", "none")
                pattern[:] = []
                continue
            pattern.remove(front)
            kept.tag = f"{{{MAIN}}}fgColor"
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", indexed="64")

    def filled(self, style: int, severity: Severity) -> int:
        """Index of the cell format that is ``style`` with the colour of ``severity``."""
        key = (style, severity)
        if key not in self._filled:
            base = self._formats[style] if style < len(self._formats) else self._formats[0]
            colours = _DEEP if self._light_letters(base) else TINTS
            made = deepcopy(base)
            made.set("fillId", str(self._fill(colours[severity], base)))
            made.set("applyFill", "1")
            self._filled[key] = self._append(made)
        return self._filled[key]

    def add(
        self,
        *,
        bold: bool = False,
        colour: str = "",
        fill: str = "",
        wrap: bool = True,
        left: bool = False,
    ) -> int:
        """Index of a cell format of our own, made from the first format of the workbook."""
        made = deepcopy(self._formats[0])
        for child in list(made):
            made.remove(child)
        made.set("numFmtId", "0")
        if bold or colour:
            made.set("fontId", str(self._font(bold=bold, colour=colour)))
            made.set("applyFont", "1")
        if fill:
            made.set("fillId", str(self._fill(fill, None)))
            made.set("applyFill", "1")
        made.set("applyAlignment", "1")
        look = {"vertical": "top"}
        look |= {"wrapText": "1"} if wrap else {}
        look |= {"horizontal": "left"} if left else {}
        etree.SubElement(made, f"{{{MAIN}}}alignment", look)
        return self._append(made)

    def save(self) -> None:
        """Put the part back."""
        for group in (self._fills, self._formats, self._fonts):
            group.set("count", str(len(group)))
        self._package.put_tree(self._part, self._root)

    def _append(self, made: etree._Element) -> int:
        self._formats.append(made)
        return len(self._formats) - 1

    def _fill(self, colour: str, base: etree._Element | None) -> int:
        fill = etree.SubElement(self._fills, f"{{{MAIN}}}fill")
        pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{{{MAIN}}}fgColor", rgb=colour)
        kept = None if base is None else self._solid(base)
        second = {"indexed": "64"} if kept is None else dict(kept.attrib)
        etree.SubElement(pattern, f"{{{MAIN}}}bgColor", second)
        return len(self._fills) - 1

    def _solid(self, base: etree._Element) -> etree._Element | None:
        """The colour of a plain fill of a cell format, if it has one."""
        index = int(base.get("fillId", "0"))
        fill = self._fills[index] if index < len(self._fills) else None
        pattern = None if fill is None else fill.find(f"{{{MAIN}}}patternFill")
        if pattern is None or pattern.get("patternType") != "solid":
            return None
        return pattern.find(f"{{{MAIN}}}fgColor")

    def _font(self, *, bold: bool, colour: str) -> int:
        font = deepcopy(self._fonts[0])
        for name in ("b", "color", "u"):
            for child in font.findall(f"{{{MAIN}}}{name}"):
                font.remove(child)
        # The order of the schema: bold first, then underline before the size, then the colour.
        if colour:
            at = next((i for i, c in enumerate(font) if c.tag.endswith("}sz")), len(font) - 1)
            font.insert(at + 1, etree.Element(f"{{{MAIN}}}color", rgb=colour))
            font.insert(0, etree.Element(f"{{{MAIN}}}u"))
        if bold:
            font.insert(0, etree.Element(f"{{{MAIN}}}b"))
        self._fonts.append(font)
        return len(self._fonts) - 1

    def _light_letters(self, base: etree._Element) -> bool:
        """Whether the letters would vanish on a tint: white ones stand on a deep colour."""
        index = int(base.get("fontId", "0"))
        font = self._fonts[index] if index < len(self._fonts) else None
        colour = None if font is None else font.find(f"{{{MAIN}}}color")
        if colour is None:
            return False
        rgb = colour.get("rgb", "")
        if len(rgb) == 8:
            red, green, blue = (int(rgb[at : at + 2], 16) for at in (2, 4, 6))
            return red * 0.3 + green * 0.59 + blue * 0.11 > _LIGHT
        return colour.get("theme") == "0" and float(colour.get("tint", "0")) > -0.3
