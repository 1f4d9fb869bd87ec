"""The screens of a meeting as a PPTX: one question a slide, native charts, a box for decisions."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from pug_metrics.export import slide_chart
from pug_metrics.export.screen import BarPair, Decision, Line, Ranked, Screen, Table
from pug_metrics.export.slide_chart import Box, Palette, colour
from pug_metrics.language import say

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_LEFT, _INNER = Inches(0.55), Inches(12.23)
_TITLE_ONLY, _TITLE_SLIDE = 5, 0
# Room for rows on a slide, in inches; a row of one line, each further line, letters in a line.
_ROOM, _ROW, _MORE, _LETTERS_A_LINE = 4.4, 0.42, 0.24, 30
# Points of a sentence by its letters, so that it stands on two lines in a wide font too.
_SIZES = ((34, 46), (28, 90), (24, 116), (21, 140))
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
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


def _words(
    slide: Any,  # noqa: ANN401
    box: Box,
    text: str,
    ink: Any,  # noqa: ANN401
    *,
    size: int,
    bold: bool = False,
) -> None:
    frame = slide.shapes.add_textbox(*box).text_frame
    _write(frame, text, ink, size=size, bold=bold)


def _write(frame: Any, text: str, ink: Any, *, size: int, bold: bool) -> None:  # noqa: ANN401
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.text = text
    paragraph.font.size = Pt(size)
    paragraph.font.bold = bold
    paragraph.font.color.rgb = ink
    paragraph.alignment = 1


def _title_slide(deck: Any, title: str, subtitle: str, palette: Palette) -> None:  # noqa: ANN401
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_SLIDE])
    holders = {0: (title, 44, True, "teks"), 1: (subtitle, 22, False, "teks2")}
    tops = {0: Inches(2.3), 1: Inches(4.45)}
    for place, (text, size, bold, token) in holders.items():
        shape = slide.placeholders[place]
        shape.left, shape.top = Inches(0.9), tops[place]
        shape.width, shape.height = Inches(11.5), Inches(2.0) if place == 0 else Inches(1.4)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if place == 0 else MSO_ANCHOR.TOP
        _write(shape.text_frame, text, colour(palette, token), size=size, bold=bold)
    _bar(slide, Box(Inches(0.9), Inches(1.9), Inches(1.2), Inches(0.1)), palette)


def _bar(slide: Any, box: Box, palette: Palette) -> None:  # noqa: ANN401
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
    bar.fill.solid()
    bar.fill.fore_color.rgb = colour(palette, "arg_sah")
    bar.line.fill.background()
    _without_style(bar)


def _without_style(shape: Any) -> None:  # noqa: ANN401
    """Drop the theme style of a shape: its shadow comes with it."""
    style = shape._element.find(f"{{{_PRESENTATION}}}style")
    if style is not None:
        shape._element.remove(style)


def _screen_slide(deck: Any, screen: Screen, palette: Palette) -> None:  # noqa: ANN401
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    grey = colour(palette, "teks2")
    _words(slide, Box(_LEFT, Inches(0.38), _INNER, Inches(0.4)), screen.question, grey, size=18)
    _sentence(slide, screen.sentence, palette)
    box = Box(_LEFT, Inches(1.95), Inches(8.35), Inches(4.75))
    _draw(slide, screen, box, palette)
    _decision_box(slide, screen.decisions, palette)
    size = 14 if len(screen.foot) <= 180 else 11
    _words(slide, Box(_LEFT, Inches(6.82), _INNER, Inches(0.5)), screen.foot, grey, size=size)


def _sentence(slide: Any, text: str, palette: Palette) -> None:  # noqa: ANN401
    shape = slide.shapes.title
    shape.left, shape.top = _LEFT, Inches(0.78)
    shape.width, shape.height = _INNER, Inches(1.05)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    size = next((size for size, letters in _SIZES if len(text) <= letters), 18)
    _write(shape.text_frame, text, colour(palette, "teks"), size=size, bold=True)


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
            _words(slide, box, say("salindia_tanpa_data"), colour(palette, "teks2"), size=20)
            return
    # Read aloud by a screen reader in place of the picture.
    slide.shapes[-1]._element.nvGraphicFramePr.cNvPr.set("descr", screen.sentence)


def _decision_box(slide: Any, decisions: Sequence[Decision], palette: Palette) -> None:  # noqa: ANN401
    box = slide.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE, Inches(9.2), Inches(1.95), Inches(3.58), Inches(4.75)
    )
    box.adjustments[0] = 0.03
    box.fill.background()
    box.line.color.rgb = colour(palette, "non_arg")
    box.line.width = Pt(1)
    _without_style(box)
    if len(decisions) > 1:
        _several(slide, decisions, palette)
        return
    decision = decisions[0] if decisions else Decision()
    fields = (
        (say("salindia_keputusan"), decision.what, Inches(2.15), 4),
        (say("salindia_siapa"), decision.who, Inches(4.6), 1),
        (say("salindia_tenggat"), decision.due, Inches(5.65), 1),
    )
    for name, text, top, lines in fields:
        _field(slide, name, text, (top, lines), palette)


def _several(slide: Any, decisions: Sequence[Decision], palette: Palette) -> None:  # noqa: ANN401
    """Several decisions on one question: a list; who and when in full are on the last slide."""
    left, width = Inches(9.42), Inches(3.14)
    grey, ink = colour(palette, "teks2"), colour(palette, "teks")
    name = Box(left, Inches(2.15), width, Inches(0.3))
    _words(slide, name, say("salindia_keputusan"), grey, size=14, bold=True)
    frame = slide.shapes.add_textbox(left, Inches(2.55), width, Inches(4.0)).text_frame
    letters = sum(len(each.what) + len(each.who) + len(each.due) + 40 for each in decisions)
    size = 16 if letters <= 320 else 14 if letters <= 480 else 12
    for number, each in enumerate(decisions, start=1):
        when = " · ".join(filter(None, [each.who, each.due]))
        _paragraph(frame, f"{number}. {each.what}", ink, size, new=number > 1)
        if when:
            _paragraph(frame, when, grey, size - 2, new=True)
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _paragraph(frame: Any, text: str, ink: Any, size: int, *, new: bool) -> None:  # noqa: ANN401
    frame.word_wrap = True
    paragraph = frame.add_paragraph() if new else frame.paragraphs[0]
    paragraph.text = text
    paragraph.font.size, paragraph.font.color.rgb = Pt(size), ink
    paragraph.space_after = Pt(3)


def _field(slide: Any, name: str, text: str, at: tuple[int, int], palette: Palette) -> None:  # noqa: ANN401
    top, lines = at
    left, width = Inches(9.42), Inches(3.14)
    grey = colour(palette, "teks2")
    _words(slide, Box(left, top, width, Inches(0.3)), name, grey, size=14, bold=True)
    if text:
        room = Box(left, Emu(top + Inches(0.34)), width, Inches(0.45 * lines))
        size = 18 if len(text) <= 22 * lines else 14
        _words(slide, room, text, colour(palette, "teks"), size=size)
        return
    for line in range(lines):
        height = Emu(top + Inches(0.78) + Inches(0.43) * line)
        rule = slide.shapes.add_connector(1, left, height, Emu(left + width), height)
        rule.line.color.rgb = colour(palette, "non_arg")
        rule.line.width = Pt(1)
        _without_style(rule)


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
        _words(slide, foot, label, colour(palette, "teks2"), size=14)
