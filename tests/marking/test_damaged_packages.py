"""A package damaged anywhere is marked, rebuilt or refused: values never change, nothing breaks."""

from __future__ import annotations

import random
import re

import pytest
from rich_workbooks import edited, parts, rich_workbook

from pug_metrics.marking import Note, Summary, mark
from pug_metrics.tables import FileRefused, read_source

NOTES = [
    Note("Rincian", 7, 2, "galat", "Salah.", "Betulkan."),
    Note("Rincian", 9, None, "awas", "Rangkap."),
    Note("Grafik", 1, 0, "catatan", "Lihat."),
]
PARTS = ("xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml",
         "xl/drawings/vmlDrawing1.vml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels",
         "xl/worksheets/_rels/sheet1.xml.rels", "docProps/app.xml")  # fmt: skip
PIECES = (b"<", b">", b'"', b"&", b"99999", b'<c r="B2"/>', b"</row>", b'<row r="3">')


def _damaged(content, chance):
    data = bytearray(content)
    for _ in range(chance.choice([1, 2, 5])):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 30)]
            case 2:
                data[place:place] = chance.choice(PIECES)
            case _:
                numbers = list(re.finditer(rb"\d+", bytes(data)))
                low, high = chance.choice(numbers).span() if numbers else (place, place)
                data[low:high] = chance.choice([b"0", b"-1", b"99999999999", b"abc", b""])
    return bytes(data)


def _values(data):
    sheets = read_source(data, "rka.xlsx").sheets
    return [[column.to_pylist() for column in sheet.columns] for sheet in sheets]


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_part_changes_no_value_and_raises_nothing_else_than_a_refusal(part):
    chance = random.Random(part)
    original = rich_workbook()
    content = parts(original)[part]
    marked = 0
    for _ in range(20):
        data = edited(original, changes={part: _damaged(content, chance)})
        try:
            before = _values(data)
        except FileRefused:
            continue
        made = mark(data, "rka.xlsx", NOTES, Summary(), reader=read_source)
        assert _values(made) == before
        marked += 1
    assert marked
