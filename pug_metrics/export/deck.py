"""The screens of a meeting as a PPTX: one question a slide, native charts, a box for decisions."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from pug_metrics.export import slide_chart
from pug_metrics.export.screen import BarPair, Line, Ranked, Screen, Table
from pug_metrics.export.slide_chart import Box, Palette, colour
from pug_metrics.export.slide_decisions import decision_box
from pug_metrics.export.slide_text import without_style, words, write
from pug_metrics.language import say

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_LEFT, _INNER = Inches(0.55), Inches(12.23)
_TITLE_ONLY, _TITLE_SLIDE = 5, 0
# Room for rows on a slide, in inches; a row of one line, each further line, letters in a line.
_ROOM, _ROW, _MORE, _LETTERS_A_LINE = 4.4, 0.42, 0.24, 30
# Points of a sentence by its letters, so that it stands on two lines in a wide font too.
_SIZES = ((34, 46), (28, 90), (24, 116), (21, 140))
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FONT = "Plus Jakarta Sans"
# Where the font is missing the office programme goes by these ten digits: they are Calibri's.
_PANOSE = "020F0502020204030204"
_ACCENTS = ("arg_sah", "arg_klaim_garis", "soroti", "laki_laki", "perempuan", "non_arg")


def deck_bytes(
    screens: Sequence[Screen],
    title: str,
    subtitle: str,
    *,
    palette: Palette,
    label: str = "",
) -> bytes:
    """The deck as PPTX, 16:9: a title slide, one slide a screen, and the decisions typed.

    ``palette``: token to ``#RRGGBB``; read are ``arg_sah, arg_klaim, arg_klaim_garis, laki_laki,
    non_arg, non_arg_garis, perempuan, pita, soroti, teks, teks2``. ``label``: the data version
    with *simulasi* where it is; it stands on the title slide, in the properties of the file, and in
    a foot that does not say it already. A long table goes on over several slides.
    """
    deck = Presentation()
    _wide(deck)
    _theme(deck, palette)
    deck.core_properties.title = title
    deck.core_properties.comments = label
    _title_slide(deck, title, " · ".join(filter(None, [subtitle, label])), palette)
    for screen in _paged(screens):
        _screen_slide(deck, _with_label(screen, label), palette)
    _decisions_slide(deck, screens, label, palette)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _wide(deck: Any) -> None:  # noqa: ANN401 - python-pptx has no types
    """Make the built-in 4:3 master 16:9, so that slides added later by hand fit as well."""
    factor = _WIDTH / deck.slide_width
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            place = (shape.left, shape.top, shape.width, shape.height)
            if None not in place:
                shape.left, shape.width = int(place[0] * factor), int(place[2] * factor)
                shape.top, shape.height = place[1], place[3]


def _theme(deck: Any, palette: Palette) -> None:  # noqa: ANN401
    """Write font and colours into the theme, so that charts and new slides take them."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = etree.fromstring(part.blob)
    for name in ("majorFont", "minorFont"):
        latin = tree.find(f".//{{{_DRAWING}}}{name}/{{{_DRAWING}}}latin")
        latin.set("typeface", _FONT)
        latin.set("panose", _PANOSE)
    for number, token in enumerate(_ACCENTS, start=1):
        accent = tree.find(f".//{{{_DRAWING}}}accent{number}")
        for child in list(accent):
            accent.remove(child)
        etree.SubElement(accent, f"{{{_DRAWING}}}srgbClr", val=str(palette[token]).lstrip("#"))
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_label(screen: Screen, label: str) -> Screen:
    if not label or label in screen.foot:
        return screen
    return replace(screen, foot=" · ".join(filter(None, [screen.foot, label])))


def _paged(screens: Sequence[Screen]) -> Iterator[Screen]:
    for screen in screens:
        table = screen.chart
        if not isinstance(table, Table):
            yield screen
            continue
        for number, rows in enumerate(_pages(table.rows)):
            again = say("salindia_lanjutan", kalimat=screen.sentence)
            sentence = again if number else screen.sentence
            yield replace(screen, chart=replace(table, rows=rows), sentence=sentence)


def _pages(rows: tuple[tuple[str, ...], ...]) -> list[tuple[tuple[str, ...], ...]]:
    """Cut rows into slides; a row is as high as its longest cell needs lines."""
    pages: list[list[tuple[str, ...]]] = [[]]
    used = 0.0
    for row in rows:
        lines = max(-(-len(cell) // _LETTERS_A_LINE) for cell in (*row, " "))
        high = _ROW + _MORE * (lines - 1)
        if pages[-1] and used + high > _ROOM:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += high
    return [tuple(page) for page in pages]


def _title_slide(deck: Any, title: str, subtitle: str, palette: Palette) -> None:  # noqa: ANN401
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_SLIDE])
    holders = {0: (title, 44, True, "teks"), 1: (subtitle, 22, False, "teks2")}
    tops = {0: Inches(2.3), 1: Inches(4.45)}
    for place, (text, size, bold, token) in holders.items():
        shape = slide.placeholders[place]
        shape.left, shape.top = Inches(0.9), tops[place]
        shape.width, shape.height = Inches(11.5), Inches(2.0) if place == 0 else Inches(1.4)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if place == 0 else MSO_ANCHOR.TOP
        write(shape.text_frame, text, colour(palette, token), size=size, bold=bold)
    _bar(slide, Box(Inches(0.9), Inches(1.9), Inches(1.2), Inches(0.1)), palette)


def _bar(slide: Any, box: Box, palette: Palette) -> None:  # noqa: ANN401
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
    bar.fill.solid()
    bar.fill.fore_color.rgb = colour(palette, "arg_sah")
    bar.line.fill.background()
    without_style(bar)


def _screen_slide(deck: Any, screen: Screen, palette: Palette) -> None:  # noqa: ANN401
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    grey = colour(palette, "teks2")
    words(slide, Box(_LEFT, Inches(0.38), _INNER, Inches(0.4)), screen.question, grey, size=18)
    _sentence(slide, screen.sentence, palette)
    box = Box(_LEFT, Inches(1.95), Inches(8.35), Inches(4.75))
    _draw(slide, screen, box, palette)
    decision_box(slide, screen.decisions, palette)
    size = 14 if len(screen.foot) <= 180 else 11
    words(slide, Box(_LEFT, Inches(6.82), _INNER, Inches(0.5)), screen.foot, grey, size=size)


def _sentence(slide: Any, text: str, palette: Palette) -> None:  # noqa: ANN401
    shape = slide.shapes.title
    shape.left, shape.top = _LEFT, Inches(0.78)
    shape.width, shape.height = _INNER, Inches(1.05)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    size = next((size for size, letters in _SIZES if len(text) <= letters), 18)
    write(shape.text_frame, text, colour(palette, "teks"), size=size, bold=True)


def _draw(slide: Any, screen: Screen, box: Box, palette: Palette) -> None:  # noqa: ANN401
    match screen.chart:
        case BarPair(names=names) as pair if names:
            slide_chart.draw_pair(slide, pair, box, palette)
        case Ranked(names=names) as ranked if names:
            slide_chart.draw_ranked(slide, ranked, box, palette)
        case Line(points=points) as line if points:
            slide_chart.draw_line(slide, line, box, palette)
        case Table(rows=rows) as table if rows:
            slide_chart.draw_table(slide, table, box, palette)
        case _:
            words(slide, box, say("salindia_tanpa_data"), colour(palette, "teks2"), size=20)
            return
    # Read aloud by a screen reader in place of the picture.
    slide.shapes[-1]._element.nvGraphicFramePr.cNvPr.set("descr", screen.sentence)


def _decisions_slide(
    deck: Any,  # noqa: ANN401
    screens: Sequence[Screen],
    label: str,
    palette: Palette,
) -> None:
    """List what was decided, where anything was: the slide that leaves the room."""
    rows = tuple(
        (screen.question, each.what, each.who, each.due)
        for screen in screens
        for each in screen.decisions
        if not each.empty
    )
    if not rows:
        return
    headers = (say("salindia_pertanyaan"), say("salindia_keputusan"), say("salindia_siapa"),
               say("salindia_tenggat"))  # fmt: skip
    for page in _pages(rows):
        slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        _sentence(slide, say("salindia_keputusan_semua", jumlah=len(rows)), palette)
        box = Box(_LEFT, Inches(1.95), _INNER, Inches(4.75))
        slide_chart.draw_table(slide, Table(headers, page), box, palette)
        foot = Box(_LEFT, Inches(6.9), _INNER, Inches(0.4))
        words(slide, foot, label, colour(palette, "teks2"), size=14)
