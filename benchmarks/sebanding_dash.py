"""A Dash page of three charts of the overview: the peer of ``sebanding.py``, started by it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import dash
from dash import dcc, html

from pages.parts import ringkasan_range, ringkasan_trend
from pages.parts.ringkasan_figures import Overview
from pug_metrics.charts.range_bar import range_bar
from pug_metrics.charts.ranked_bars import Ranked, ranked_bars
from pug_metrics.charts.style import theme
from pug_metrics.language.numbers import percent
from pug_metrics.metrics import arg_document_gap, arg_range, arg_share, arg_share_documented
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.findings_gap import gap_ranking
from pug_metrics.metrics.readings import range_ends
from pug_metrics.metrics.result import Slice
from pug_metrics.store import Store

REGION = "99.71"


def overview(store: Store, year: int) -> Overview:
    """What the overview asks, without its cache."""
    at = Slice(daerah=REGION, tahun=year, tahapan="MURNI")
    readings = arg_range(store, by=Grain.DAERAH, at=at, basis=Basis.TOTAL_BELANJA)
    claimed = arg_share(store, by=Grain.OPD, at=at)
    documented = arg_share_documented(store, by=Grain.OPD, at=at)
    return Overview(
        "Kota Contoh", at, Basis.TOTAL_BELANJA, readings, range_ends(readings, REGION), claimed,
        documented, gap_ranking(claimed, documented),
    )  # fmt: skip


def charts(store: Store, year: int) -> list[Any]:
    """Range, trend, agencies."""
    seen, look = overview(store, year), theme("light", "layar")
    at = Slice(daerah=REGION, tahapan="MURNI")
    years = [metric(store, by=Grain.TAHUN, at=at)
             for metric in (arg_share, arg_share_documented, arg_document_gap)]  # fmt: skip
    ranked = [Ranked(str(row["kode"]), str(row["label"]), row["nilai"], percent(row["nilai"]))
              for row in seen.claimed.rows()[:12]]  # fmt: skip
    return [
        range_bar(ringkasan_range.readings(seen), look.at(880)),
        ringkasan_trend.figure(*years, look.at(600)),
        ranked_bars(ranked, look),
    ]


def main(path: str, port: int) -> None:
    """Serve the page on this computer."""
    store = Store.open(Path(path))
    app = dash.Dash("sebanding")
    first = charts(store, 2025)
    app.layout = html.Div([
        html.H1("Ringkasan"),
        dcc.RadioItems(["2023", "2024", "2025"], "2025", id="tahun"),
        *(dcc.Graph(figure=figure, id=f"grafik_{place}") for place, figure in enumerate(first)),
    ])  # fmt: skip
    drawn = [dash.Output(f"grafik_{place}", "figure") for place in range(len(first))]

    @app.callback(drawn, dash.Input("tahun", "value"), prevent_initial_call=True)
    def redraw(year: str) -> list[Any]:
        return charts(store, int(year))

    app.run(port=port, debug=False)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
