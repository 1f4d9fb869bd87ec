"""Native, editable charts and tables on a slide. Knows colours only by the palette it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from pug_metrics.export.screen import BarPair, Line, Ranked, Series, Table
from pug_metrics.language.numbers import NBSP

# Tokens by name, as ``dataclasses.asdict`` gives them; other entries than colours are ignored.
Palette = Mapping[str, object]


# Lines that end closer than this part of the scale have their names above and below.
_NEAR = 0.07
# Letters for which every column of a table has room.
_LEAST = 14


class Box(NamedTuple):
    """Left, top, width, height on the slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


def colour(palette: Palette, token: str) -> Any:  # noqa: ANN401 - an untyped RGBColor
    """The colour of a token (``#RRGGBB`` in the palette)."""
    return RGBColor.from_string(  # type: ignore[no-untyped-call]
        str(palette[token]).lstrip("#").upper()
    )


def draw_pair(slide: Any, chart: BarPair, box: Box, palette: Palette) -> None:  # noqa: ANN401
    """Draw two bars for each name; the first bar with a figure names its series."""
    pair = (chart.documented, chart.tagged)
    drawn = _bars(slide, chart.names, pair, box, palette)
    for made, series in zip(drawn.plots[0].series, pair, strict=True):
        _fill(made, palette, tagged=series is chart.tagged)
        made.invert_if_negative = False
        _label(made, _named_first(series), palette, _size(len(chart.names)))


def draw_ranked(slide: Any, chart: Ranked, box: Box, palette: Palette) -> None:  # noqa: ANN401
    """Draw one bar for each name; the highlighted ones in the colour of emphasis."""
    drawn = _bars(slide, chart.names, (chart.series,), box, palette)
    made = drawn.plots[0].series[0]
    _fill(made, palette, tagged=chart.series.tagged)
    made.invert_if_negative = False
    for place in sorted(chart.tagged - chart.highlighted):
        _fill(made.points[place], palette, tagged=True)
    for place in sorted(chart.highlighted):
        fill = made.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = colour(palette, "soroti")
    _label(made, chart.series.labels, palette, _size(len(chart.names)))


def draw_line(slide: Any, chart: Line, box: Box, palette: Palette) -> None:  # noqa: ANN401
    """Draw lines over time; the last point names its line, of many only the last is labelled."""
    drawn = _chart(slide, XL_CHART_TYPE.LINE_MARKERS, chart.points, chart.series, box)
    _plain_axes(drawn, palette, _size(len(chart.points)))
    for made, series in zip(drawn.plots[0].series, chart.series, strict=True):
        made.smooth = False
        ink = colour(palette, _line_token(series))
        made.format.line.color.rgb = ink
        made.format.line.width = Pt(3)
        if series.tagged:
            made.format.line.dash_style = MSO_LINE.DASH
        made.marker.style = XL_MARKER_STYLE.CIRCLE
        made.marker.size = 9
        made.marker.format.fill.solid()
        made.marker.format.fill.fore_color.rgb = ink
        made.marker.format.line.color.rgb = ink
        _label(made, _ends(series), palette, 16, XL_LABEL_POSITION.ABOVE)
        _last_label(made, series, chart.series)
    _room_on_the_right(drawn)


def _line_token(series: Series) -> str:
    if series.tagged:
        return "arg_klaim_garis"
    return "non_arg_garis" if series.rest else "arg_sah"


def _last_label(made: Any, series: Series, every: Sequence[Series]) -> None:  # noqa: ANN401
    """The last label names its line: behind it, or above or below where another ends close by."""
    there = [at for at, value in enumerate(series.values) if value is not None]
    if not there or not series.labels[there[-1]]:
        return
    last = series.values[there[-1]] or 0.0
    near = max(v for one in every for v in one.values if v is not None) * _NEAR
    apart = [last - other for one in every if one is not series for other in _last_of(one)]
    close = [by for by in apart if abs(by) < near]
    made.points[there[-1]].data_label.position = (
        XL_LABEL_POSITION.RIGHT if not close
        else XL_LABEL_POSITION.ABOVE if min(close) >= 0
        else XL_LABEL_POSITION.BELOW
    )  # fmt: skip


def _last_of(series: Series) -> list[float]:
    return [value for value in series.values if value is not None][-1:]


def _room_on_the_right(drawn: Any) -> None:  # noqa: ANN401 - python-pptx has no layout of its own
    """Leave a quarter of the width to the labels behind the lines."""
    area = drawn._chartSpace.chart.plotArea
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        '<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.02"/><c:y val="0.05"/>'
        '<c:w val="0.72"/><c:h val="0.84"/></c:manualLayout></c:layout>'
    )
    area.insert(0, layout)


def draw_table(slide: Any, table: Table, box: Box, palette: Palette) -> None:  # noqa: ANN401
    """Draw a table: header in bold with a rule below, figures to the right."""
    rows, columns = len(table.rows) + 1, len(table.headers)
    frame = slide.shapes.add_table(rows, columns, *box)
    frame.height = Emu(Pt(30) * rows)
    grid = frame.table
    grid.first_row, grid.horz_banding = True, False
    # The built-in style without fills or borders, so that the theme adds no colour of its own.
    frame._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    _column_widths(grid, table, box.width)
    for at, row in enumerate((table.headers, *table.rows)):
        grid.rows[at].height = Pt(30)
        for place, text in enumerate(row):
            _table_cell(grid.cell(at, place), text, palette, header=at == 0,
                        right=place in table.numbers)  # fmt: skip


def _column_widths(grid: Any, table: Table, width: int) -> None:  # noqa: ANN401
    lengths = [
        max(min(max(len(row[place]) for row in (table.headers, *table.rows)), 44), _LEAST) + 3
        for place in range(len(table.headers))
    ]
    for place, length in enumerate(lengths):
        grid.columns[place].width = Emu(int(width * length / sum(lengths)))


def _table_cell(cell: Any, text: str, palette: Palette, *, header: bool, right: bool) -> None:  # noqa: ANN401
    cell.margin_left = cell.margin_right = Pt(6)
    cell.margin_top = cell.margin_bottom = Pt(3)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(15)
    run.font.bold = header
    run.font.color.rgb = colour(palette, "teks2" if header else "teks")
    if header:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(palette, "pita")


def _size(bars: int) -> int:
    return 16 if bars <= 6 else 14 if bars <= 10 else 12


def _chart(
    slide: Any,  # noqa: ANN401 - python-pptx has no types
    kind: XL_CHART_TYPE,
    names: Sequence[str],
    series: Sequence[Series],
    box: Box,
) -> Any:  # noqa: ANN401
    content: Any = CategoryChartData(number_format="#,##0.0")  # type: ignore[no-untyped-call]
    content.categories = list(names)
    for each in series:
        content.add_series(each.name, each.values)
    drawn = slide.shapes.add_chart(kind, *box, content).chart
    drawn.has_legend = False
    drawn.has_title = False
    return drawn


def _bars(
    slide: Any,  # noqa: ANN401
    names: Sequence[str],
    series: Sequence[Series],
    box: Box,
    palette: Palette,
) -> Any:  # noqa: ANN401
    drawn = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, names, series, box)
    plot = drawn.plots[0]
    plot.gap_width = 45
    plot.overlap = -5 if len(series) > 1 else 0
    _plain_axes(drawn, palette, _size(len(names)))
    drawn.category_axis.reverse_order = True
    # Names stay at the left edge even where a bar goes below zero.
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    return drawn


def _plain_axes(drawn: Any, palette: Palette, size: int) -> None:  # noqa: ANN401
    names, values = drawn.category_axis, drawn.value_axis
    names.format.line.color.rgb = colour(palette, "non_arg")
    names.tick_labels.font.size = Pt(size)
    names.tick_labels.font.color.rgb = colour(palette, "teks")
    names.has_major_gridlines = False
    values.has_major_gridlines = False
    values.visible = False
    figures = [v for s in drawn.plots[0].series for v in s.values if v is not None]
    if not figures or min(figures) >= 0:
        values.minimum_scale = 0
    if figures and max(figures) > 0:
        # Room for the label beyond the longest bar.
        values.maximum_scale = max(figures) * 1.3


def _fill(made: Any, palette: Palette, *, tagged: bool) -> None:  # noqa: ANN401
    """Fill a series or a point of bars."""
    fill = made.format.fill
    if tagged:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb = colour(palette, "arg_klaim_garis")
        fill.back_color.rgb = colour(palette, "arg_klaim")
    else:
        fill.solid()
        fill.fore_color.rgb = colour(palette, "arg_sah")


def _named_first(series: Series) -> tuple[str, ...]:
    first = next((at for at, value in enumerate(series.values) if value is not None), -1)
    return tuple(
        f"{label} {series.name}" if at == first else label for at, label in enumerate(series.labels)
    )


def _ends(series: Series) -> tuple[str, ...]:
    there = [at for at, value in enumerate(series.values) if value is not None]
    if not there:
        return ("",) * len(series.values)
    shown = set(there) if len(there) <= 6 else {there[-1]}
    return tuple(
        (f"{label} {series.name}" if at == there[-1] else label) if at in shown else ""
        for at, label in enumerate(series.labels)
    )


def _label(
    made: Any,  # noqa: ANN401
    labels: Sequence[str],
    palette: Palette,
    size: int,
    position: XL_LABEL_POSITION = XL_LABEL_POSITION.OUTSIDE_END,
) -> None:
    for place, text in enumerate(labels):
        if not text or made.values[place] is None:
            continue
        label = made.points[place].data_label
        label.position = position
        label.text_frame.word_wrap = False
        run = label.text_frame.paragraphs[0].add_run()
        run.text = text.replace(" ", NBSP)
        run.font.size = Pt(size)
        run.font.bold = True
        run.font.color.rgb = colour(palette, "teks")
