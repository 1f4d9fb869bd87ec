"""A real browser under our policy: charts, map, table and fonts come, nothing goes out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from serving_client import commands, free_port, serving

pytestmark = pytest.mark.browser
FRAME = """
import plotly.graph_objects as go
import streamlit as st
from pug_metrics.serving.warm import freeze_once

st.set_page_config(page_title="Dasbor PUG", page_icon="static/brand/ikon.png")
st.logo("static/brand/logo-terang.svg")
st.title("Judul")
st.markdown("*miring* dan **tebal**")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=[3, 4], marker_pattern_shape="/")), theme=None)
ring = [[100, 0], [100, 2], [102, 2], [102, 0], [100, 0]]
shape = {"type": "Feature", "id": "x", "properties": {},
         "geometry": {"type": "Polygon", "coordinates": [ring]}}
place = go.Choropleth(geojson={"type": "FeatureCollection", "features": [shape]},
                      locations=["x"], z=[1])
figure = go.Figure(place).update_geos(visible=False, fitbounds="locations")
st.plotly_chart(figure, config={"topojsonURL": "/app/static/topojson/"})
st.dataframe({"a": [1, 2]})
freeze_once()
"""


def test_a_page_is_whole_under_the_policy(browser, house: Path, tmp_path: Path) -> None:
    own = tmp_path / "house"
    shutil.copytree(house, own)
    (own / "frame.py").write_text(FRAME, "utf-8")
    port = free_port()
    said, asked, refused = [], [], []
    with serving(own, commands(port)["streamlit run"], port, tmp_path / "data") as server:
        page = browser.new_page()
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda r: refused.append(r.url) if r.status >= 400 else None)
        home = f"http://{server.address}:{server.port}/"
        page.goto(f"{home}?bahasa=en")
        page.wait_for_selector(".js-plotly-plot .barlayer path", timeout=60_000)
        page.wait_for_selector(".js-plotly-plot .choroplethlayer path", timeout=60_000)
        page.wait_for_selector('[data-testid="stDataFrame"] canvas', timeout=60_000)
        page.wait_for_function("document.fonts.status === 'loaded'")
        faces = page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.style)"
        )
        language = page.evaluate("document.documentElement.lang")
        page.close()
    assert said == []
    assert refused == []
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []
    assert any(url.endswith("/app/static/topojson/world_110m.json") for url in asked)
    assert {"Plus Jakarta Sansnormal", "Plus Jakarta Sansitalic"} <= set(faces)
    assert language == "en"
