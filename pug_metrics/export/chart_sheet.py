"""The sheet with a native chart of a result: a line over time, else the largest bars."""

from __future__ import annotations

from typing import Any

import xlsxwriter

from pug_metrics.language import say
from pug_metrics.metrics.declaration import Grain, Unit
from pug_metrics.metrics.result import Result

_MOST_BARS = 15
_TIME = (Grain.TAHUN, Grain.TAHAPAN, Grain.BULAN)


def add_chart(book: xlsxwriter.Workbook, result: Result, title: str, colour: str | None) -> None:
    """Add the sheet where one grain has two figures or more; nothing otherwise."""
    rows = [row for row in result.rows() if row["nilai"] is not None]
    if "kode_2" in result.frame.column_names or len(rows) < 2:
        return
    over_time = result.by[0] in _TIME
    if not over_time:
        rows = sorted(rows, key=_size, reverse=True)[:_MOST_BARS]
    sheet = book.add_worksheet(say("ekspor_lembar_grafik"))
    sheet.hide_gridlines(2)
    header = book.add_format({"bold": True, "bottom": 1})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(2, 0, say(f"butir_{result.by[0]}"), header)
    sheet.write_string(2, 1, say(f"satuan_{result.metric.unit}"), header)
    number = book.add_format({"num_format": "#,##0.00"})
    for at, row in enumerate(rows, start=3):
        sheet.write_string(at, 0, str(row["label"]))
        sheet.write_number(at, 1, _size(row), number)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 22)
    labels = _scaled_rupiah() if result.metric.unit is Unit.RUPIAH else "#,##0.0"
    area = (sheet.get_name(), len(rows))
    chart = _chart(book, area, title, labels, over_time=over_time, colour=colour)
    sheet.insert_chart(2, 3, chart, {"object_position": 3})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)


def _size(row: dict[str, object]) -> float:
    return float(str(row["nilai"]))


def _scaled_rupiah() -> str:
    """A number format that writes rupiah in the largest unit: each comma divides by a thousand."""
    words = [say(f"satuan_{unit}") for unit in ("triliun", "miliar", "juta")]
    return (
        f'[>=1000000000000]#,##0.00,,,,"\u00a0{words[0]}";'
        f'[>=1000000000]#,##0.0,,,"\u00a0{words[1]}";#,##0.0,,"\u00a0{words[2]}"'
    )


def _chart(
    book: xlsxwriter.Workbook,
    area: tuple[str, int],
    title: str,
    labels: str,
    *,
    over_time: bool,
    colour: str | None,
) -> Any:  # noqa: ANN401 - XlsxWriter gives a chart class of its own for each form
    sheet, rows = area
    chart = book.add_chart({"type": "line" if over_time else "bar"})
    series: dict[str, object] = {
        "name": title,
        "categories": [sheet, 3, 0, 2 + rows, 0],
        "values": [sheet, 3, 1, 2 + rows, 1],
        "data_labels": {"value": True, "num_format": labels},
        "gap": 40,
    }
    if colour:
        series["line" if over_time else "fill"] = {"color": colour}
    chart.add_series(series)
    chart.set_title({"name": title, "name_font": {"size": 13}, "overlay": False})
    chart.set_legend({"none": True})
    plain = {"major_gridlines": {"visible": False}, "num_format": "#,##0"}
    if over_time:
        chart.set_y_axis({**plain, "min": 0})
    else:
        chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
        chart.set_x_axis({**plain, "min": 0, "visible": False})
    chart.set_size({"width": 900, "height": max(320, 70 + 30 * rows)})
    return chart
