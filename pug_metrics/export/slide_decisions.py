"""The box for decisions beside the chart of a slide: typed, or lines to fill in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Inches, Pt

from pug_metrics.export.screen import Decision
from pug_metrics.export.slide_chart import Box, Palette, colour
from pug_metrics.export.slide_text import without_style, words
from pug_metrics.language import say


def decision_box(slide: Any, decisions: Sequence[Decision], palette: Palette) -> None:  # noqa: ANN401
    """Draw the box: one decision in its three fields, several as a list, none as lines to fill."""
    box = slide.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE, Inches(9.2), Inches(1.95), Inches(3.58), Inches(4.75)
    )
    box.adjustments[0] = 0.03
    box.fill.background()
    box.line.color.rgb = colour(palette, "non_arg")
    box.line.width = Pt(1)
    without_style(box)
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
    words(slide, name, say("salindia_keputusan"), grey, size=14, bold=True)
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
    words(slide, Box(left, top, width, Inches(0.3)), name, grey, size=14, bold=True)
    if text:
        room = Box(left, Emu(top + Inches(0.34)), width, Inches(0.45 * lines))
        size = 18 if len(text) <= 22 * lines else 14
        words(slide, room, text, colour(palette, "teks"), size=size)
        return
    for line in range(lines):
        height = Emu(top + Inches(0.78) + Inches(0.43) * line)
        rule = slide.shapes.add_connector(1, left, height, Emu(left + width), height)
        rule.line.color.rgb = colour(palette, "non_arg")
        rule.line.width = Pt(1)
        without_style(rule)
