"""Charts: tidy rows and words in, a Plotly figure out.

Knows nothing of databases, metrics, languages or Streamlit. Figures (``nilai``, ``sah`` ...) are
floats or ``Decimal`` on the scale of the axis; every word and every written figure comes from the
caller. ``theme(kind, scale, screen=)`` gives colours and sizes; ``theme.at(width, height)`` tells
the narrowest width in px (the figure holds at any greater one) and a wished height. Every form
draws without rows (``empty_text``), and escapes what comes from data. A click gives the code of
its row as ``customdata``.

| form | call | row |
|---|---|---|
| range | ``range_bar(readings, theme)``, ``range_list(readings, theme)`` on a phone | ``Reading`` |
| two bars a row | ``paired_bars(rows, PairWords, theme)`` | ``Pair`` |
| many a row | ``grouped_bars(rows, series, theme)`` | ``Grouped``, ``Skipped``, ``BarSeries`` |
| ranking | ``ranked_bars(rows, theme, average=Average)`` | ``Ranked``, ``Gap`` |
| lines | ``trend_lines(axis, series, theme, ticks=, difference=Difference)`` | ``Series`` |
| documents | ``document_bars(rows, theme)``, ``worst(rows)`` | ``Document`` |
| tiles | ``tiles(groups, Steps, theme)`` | ``TileGroup`` of ``Tile`` |
| map | ``region_map(thin(geojson), areas, Steps, theme)``, ``without_boundary`` | ``Area`` |
| areas | ``area_blocks(blocks, Steps, theme)`` | ``Block`` |
| a change in steps | ``waterfall(Level, steps, Level, theme, cut_text=)`` | ``Step`` |
| men and women | ``gap_marks(rows, theme)`` | ``Marks`` |
| parts of a whole | ``composition(rows, categories, theme)`` | ``Composed``, ``Category`` |

All but ``paired_bars`` (whose words are in ``PairWords``) also take ``note`` (the data label, last
line of the pointer) and ``empty_text``. From ``style``: ``Theme``, ``theme``, ``config(language)``,
``Steps``, ``limits(values)`` for their three limits, ``ticks(maximum, write)`` for a value axis.
"""
