"""The pieces without a server: settings, files, names, the socket."""

from __future__ import annotations

import gc
import json
import re
import socket
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from serving_client import ROOT

from pug_metrics.language import catalogue
from pug_metrics.serving import document, warm
from pug_metrics.serving.hosts import host_name, is_loopback

pytestmark = pytest.mark.cepat
STATIC = ROOT / "static"


def config() -> dict:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_the_settings_keep_everything_on_this_machine() -> None:
    set_ = config()
    assert set_["server"]["address"] == "127.0.0.1"
    assert set_["server"]["showEmailPrompt"] is False
    assert set_["server"]["fileWatcherType"] == "none"
    assert set_["server"]["maxUploadSize"] == 200
    assert set_["server"]["enableAgentApi"] is False
    assert set_["browser"]["gatherUsageStats"] is False
    assert set_["client"] == {
        "toolbarMode": "minimal",
        "showErrorDetails": "none",
        "showErrorLinks": False,
    }
    # A port set here would count as asked for, and a busy one would then end the start.
    assert "port" not in set_["server"]


def test_streamlit_knows_every_setting() -> None:
    from streamlit import config as known

    for section, options in config().items():
        for name, value in options.items():
            if isinstance(value, dict):
                assert all(
                    f"{section}.{name}.{key}" in known._config_options_template for key in value
                )
            else:
                assert f"{section}.{name}" in known._config_options_template, name


def test_every_font_is_here_with_its_licence() -> None:
    faces = config()["theme"]["fontFaces"]
    for face in faces:
        file = STATIC / face["url"].removeprefix("app/static/")
        assert file.read_bytes()[:4] == b"wOF2"
    assert {face["style"] for face in faces} == {"normal", "italic"}
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text("utf-8")


def test_every_static_file_is_used() -> None:
    told = (ROOT / ".streamlit" / "config.toml").read_text("utf-8") + document.ICON + document.FONT
    fonts = {file.name for file in (STATIC / "fonts").glob("*.woff2")}
    assert {name for name in fonts if name not in told} == set()
    for name in ("ikon.png", "logo-terang.svg", "logo-gelap.svg"):
        assert (STATIC / "brand" / name).is_file()


def test_the_map_has_nothing_to_fetch_elsewhere() -> None:
    for name in ("world_110m", "asia_110m"):
        shapes = json.loads((STATIC / "topojson" / f"{name}.json").read_text("utf-8"))
        assert shapes["arcs"] == []
        assert {"land", "countries", "coastlines"} <= set(shapes["objects"])


def test_logos_are_drawn_without_fonts_or_links() -> None:
    for file in (STATIC / "brand").glob("*.svg"):
        drawing = file.read_text("utf-8")
        assert "<text" not in drawing
        assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", drawing) == []


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_colour_is_readable_on_what_it_stands(theme: str) -> None:
    colours = config()["theme"][theme]
    page, field = colours["backgroundColor"], colours["secondaryBackgroundColor"]
    for name in ("textColor", "grayTextColor", "linkColor", "primaryColor"):
        assert contrast(colours[name], page) >= 4.5, name
        assert contrast(colours[name], field) >= 4.5, name
    for hue in ("gray", "violet", "green", "yellow", "orange", "red", "blue"):
        text, ground = colours[f"{hue}TextColor"], colours[f"{hue}BackgroundColor"]
        assert contrast(text, page) >= 4.5, hue
        assert contrast(text, ground) >= 4.5, hue
    assert contrast(colours["codeTextColor"], colours["codeBackgroundColor"]) >= 4.5


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Localhost:8501", "localhost"),
        ("[::1]:80", "::1"),
        ("a.example.", "a.example"),
        ("a@b", ""),
        ("a:b", ""),
        ("[::1", ""),
        ("", ""),
    ],
)
def test_the_name_is_read_out_of_a_host_header(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("", False),
        ("localhost.jahat.example", False),
    ],
)
def test_this_machine_is_told_from_others(address: str, own: bool) -> None:
    assert is_loopback(address) is own


def test_the_listening_socket_sends_at_once() -> None:
    with closing(socket.socket()) as listener, closing(socket.socket()) as client:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert warm.without_delay() >= 1
        client.connect(listener.getsockname())
        accepted, _ = listener.accept()
        with closing(accepted):
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_freezing_happens_once_and_after_the_warming() -> None:
    # In a process of its own: what is frozen here would stay frozen for every later test.
    code = (
        "import gc, sys; from pug_metrics.serving import warm;"
        "warm.warm(['colorsys', 'no_such_module', 'chunk', 'calendar']);"
        "first = warm.freeze_once(); count = gc.get_freeze_count();"
        "print(first, warm.freeze_once(), count > 1000, 'calendar' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["True", "False", "True", "True"]
    assert gc.isenabled()


def test_every_sentence_of_the_start_is_used() -> None:
    source = "".join(
        file.read_text("utf-8") for file in Path(ROOT / "pug_metrics" / "serving").glob("*.py")
    )
    keys = {key for key in catalogue("id") if key.startswith("mulai_")}
    assert keys == {key for key in catalogue("en") if key.startswith("mulai_")}
    assert keys == set(re.findall(r"mulai_\w+", source))
