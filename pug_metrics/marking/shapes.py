"""The drawn boxes of comments (VML): added and taken out as bytes, the rest stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from pug_metrics.marking.package import NotMarkable

_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>\s*", re.DOTALL)
_AT = re.compile(rb"<x:(Row|Column)>\s*(\d+)\s*</x:\1>")
_BLOCKS = re.compile(rb"(<o:idmap\b[^>]*\bdata=[\"'])([\d,]*)([\"'])")
_NAMED = re.compile(rb"_x0000_s(\d+)")
_A_BLOCK = 1024
# Of a worksheet, from 0: a box must lie within it.
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575
_LETTERS_A_LINE = 38
EMPTY = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
    b'office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
_KIND = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


class Shapes:
    """A VML part while it is edited; ``first_block`` is the first free block of shape numbers."""

    def __init__(self, content: bytes, first_block: int) -> None:
        """Take the part; raises ``NotMarkable`` where it is not as Excel writes it."""
        names = (b'xmlns:v="urn:', b'xmlns:o="urn:', b'xmlns:x="urn:', b"</xml>")
        if not all(name in content for name in names):
            raise NotMarkable("komentar")
        self.content = content
        self._block = first_block
        self._used = 0

    def remove(self, places: Collection[tuple[int, int]]) -> None:
        """Take out the comment boxes of these cells (row and column from 0)."""

        def kept(shape: re.Match[bytes]) -> bytes:
            return b"" if _cell(shape[0]) in places else shape[0]

        if places:
            self.content = _SHAPE.sub(kept, self.content)

    def add(self, words: Mapping[tuple[int, int], str]) -> None:
        """Add a hidden box for each cell (row and column from 0), as large as its words need."""
        if not words:
            return
        kind = b"" if b'id="_x0000_t202"' in self.content else _KIND
        made = b"".join(self._shape(place, text) for place, text in words.items())
        self._name_blocks(len(words))
        end = self.content.rindex(b"</xml>")
        self.content = self.content[:end] + kind + made + self.content[end:]

    @property
    def next_block(self) -> int:
        """The first block of shape numbers that is still free."""
        return self._block + -(-self._used // (_A_BLOCK - 1))

    def _shape(self, place: tuple[int, int], text: str) -> bytes:
        block, number = divmod(self._used, _A_BLOCK - 1)
        self._used += 1
        row, column = place
        lines = sum(-(-max(len(line), 1) // _LETTERS_A_LINE) for line in text.split("\n")) + 2
        left, top = min(column + 1, _LAST_COLUMN - 3), min(max(row - 1, 0), _LAST_ROW - 25)
        low = top + 1 + max(3, min(lines, 24))
        name = (self._block + block) * _A_BLOCK + number + 1
        anchor = f"{left}, 12, {top}, 4, {left + 3}, 20, {low}, 4"
        return (
            f'<v:shape id="_x0000_s{name}" type="#_x0000_t202" style="position:absolute;'
            f'z-index:{self._used};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
            '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
            '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
            '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
            f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
            f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
            "</x:ClientData></v:shape>"
        ).encode()

    def _name_blocks(self, times: int) -> None:
        blocks = range(self._block, self._block + -(-times // (_A_BLOCK - 1)))
        own = ",".join(map(str, blocks)).encode()

        def joined(match: re.Match[bytes]) -> bytes:
            return match[1] + b",".join(filter(None, [match[2], own])) + match[3]

        self.content = _BLOCKS.sub(joined, self.content, count=1)


def highest_block(content: bytes) -> int:
    """The highest block of shape numbers that a VML part uses or reserves."""
    named = [int(number) // _A_BLOCK for number in _NAMED.findall(content)]
    kept = [int(n) for match in _BLOCKS.findall(content) for n in match[1].split(b",") if n]
    return max([0, *named, *kept])


def _cell(shape: bytes) -> tuple[int, int] | None:
    at = {name: int(number) for name, number in _AT.findall(shape)}
    if b'ObjectType="Note"' not in shape or len(at) != 2:
        return None
    return at[b"Row"], at[b"Column"]
