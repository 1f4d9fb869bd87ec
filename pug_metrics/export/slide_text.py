"""Words and shapes on a slide, in the one font of the deck."""

from __future__ import annotations

from typing import Any

from pptx.util import Pt

from pug_metrics.export.slide_chart import Box

_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


def words(
    slide: Any,  # noqa: ANN401
    box: Box,
    text: str,
    ink: Any,  # noqa: ANN401
    *,
    size: int,
    bold: bool = False,
) -> None:
    """Put a box of words on a slide; ``size`` in points, ``ink`` a colour of the deck."""
    frame = slide.shapes.add_textbox(*box).text_frame
    write(frame, text, ink, size=size, bold=bold)


def write(frame: Any, text: str, ink: Any, *, size: int, bold: bool) -> None:  # noqa: ANN401
    """Write one paragraph into a text frame without margins, to the left."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.text = text
    paragraph.font.size = Pt(size)
    paragraph.font.bold = bold
    paragraph.font.color.rgb = ink
    paragraph.alignment = 1


def without_style(shape: Any) -> None:  # noqa: ANN401
    """Drop the theme style of a shape: its shadow comes with it."""
    style = shape._element.find(f"{{{_PRESENTATION}}}style")
    if style is not None:
        shape._element.remove(style)
