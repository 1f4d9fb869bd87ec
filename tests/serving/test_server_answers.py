"""Every answer of a running server, for both ways to start it."""

from __future__ import annotations

import gzip
import json
import re
import socket
from pathlib import Path

import pytest
from serving_client import ROOT, Server, frozen_after_a_visit, get
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from pug_metrics.serving.headers import HEADERS, POLICY

PATHS = ["/", "/opd", "/sehat", "/_stcore/health", "/app/static/brand/ikon.png", "/app/static/x"]


def script_of(server: Server) -> str:
    found = re.search(r'src="\.(/static/js/index\.[^"]+\.js)"', get(server, "/").text())
    assert found
    return found[1]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_guarding_headers(server: Server, path: str) -> None:
    headers = get(server, path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_the_policy_lets_nothing_in_from_outside_and_no_script_compile_code() -> None:
    words = {word for sources in POLICY.values() for word in sources.split()}
    assert words <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert POLICY["script-src"] == "'self'"


def test_the_start_page_has_no_script_the_policy_would_refuse(server: Server) -> None:
    page = get(server, "/").text()
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page) == []
    assert re.findall(r"(?:src|href)=\"(?!\./)[^\"]*\"", page) == []


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "id"),
        ("/?bahasa=en", "en"),
        ("/opd?bahasa=en&tahun=2025", "en"),
        ("/?bahasa=xx", "id"),
    ],
)
def test_the_page_says_its_language(server: Server, path: str, language: str) -> None:
    answer = get(server, path, Accept_Encoding="gzip")
    page = gzip.decompress(answer.body).decode("utf-8")
    assert f'<html lang="{language}">' in page
    assert "<title>Dasbor PUG</title>" in page
    assert ("Memuat" if language == "id" else "Loading") in page
    assert "agent" not in page


def test_a_head_request_is_answered_without_a_false_length(server: Server) -> None:
    answer = get(server, "/", method="HEAD")
    assert answer.status == 200
    assert answer.headers["Content-Length"] is None


def test_the_pages_own_pieces_are_there(server: Server) -> None:
    pieces = re.findall(r'href="\.(/app/static/[^"]+)"', get(server, "/").text())
    assert len(pieces) == 2
    for piece in pieces:
        answer = get(server, piece)
        assert answer.status == 200, piece
        assert "max-age" in answer.headers["Cache-Control"]


def test_scripts_are_compressed_the_same_at_every_visit(server: Server) -> None:
    path = script_of(server)
    plain = get(server, path)
    first, second = (get(server, path, Accept_Encoding="gzip") for _ in range(2))
    assert plain.headers["Content-Encoding"] is None
    assert gzip.decompress(first.body) == gzip.decompress(second.body) == plain.body
    assert int(second.headers["Content-Length"]) == len(second.body) < len(plain.body) / 2
    names = [name.lower() for name, _ in second.headers.items() if name.lower() != "vary"]
    assert len(names) == len(set(names))
    assert get(server, path, Range="bytes=0-9").body == plain.body[:10]


def test_health_tells_no_path_and_no_name(server: Server) -> None:
    answer = get(server, "/sehat")
    told = json.loads(answer.body)
    assert told["status"] == "ok"
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(told) == {"status", "aplikasi", "basis_data", "beku"}
    assert "/" not in answer.text().replace("\\", "/")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("localhost", 200),
        ("localhost:8501", 200),
        ("127.0.0.1:80", 200),
        ("[::1]:8501", 200),
        ("LOCALHOST.", 200),
        ("jahat.example", 400),
        ("127.0.0.1.jahat.example", 400),
        ("localhost@jahat.example", 400),
        ("192.168.1.7", 400),
        ("", 400),
    ],
)
def test_only_names_of_this_machine_are_answered(server: Server, name: str, status: int) -> None:
    assert get(server, "/sehat", Host=name).status == status


def test_a_foreign_name_opens_no_websocket(server: Server) -> None:
    link = f"ws://jahat.example:{server.port}/_stcore/stream"
    origin = f"http://jahat.example:{server.port}"
    line = socket.create_connection((server.address, server.port), timeout=5)
    with (
        line,
        pytest.raises(InvalidStatus) as refusal,
        connect(link, sock=line, origin=origin, proxy=None) as stream,  # type: ignore[arg-type]
    ):
        stream.recv(timeout=5)
    assert refusal.value.response.status_code == 403


def test_after_the_first_page_the_collector_is_spared(server: Server) -> None:
    assert frozen_after_a_visit(server, patience=30) > 50_000


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs the kernel's list of sockets")
def test_the_port_listens_on_this_machine_only(server: Server) -> None:
    wanted = f":{server.port:04X}"
    rows = [row.split() for row in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    listening = {row[1] for row in rows if row[1].endswith(wanted) and row[3] == "0A"}
    assert listening == {f"0100007F{wanted}"}
    six = Path("/proc/net/tcp6")
    assert not six.exists() or f"{wanted} " not in six.read_text("ascii").partition("\n")[2]


def test_nothing_of_the_house_is_served_but_static(server: Server) -> None:
    secret = (ROOT / "dashboard.py").read_bytes()[:60]
    for path in ("/dashboard.py", "/app/static/../dashboard.py", "/app/static/%2e%2e/dashboard.py"):
        assert secret not in get(server, path).body
