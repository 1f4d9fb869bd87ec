"""Real servers and a small client for them: HTTP and websocket, no cookies, no proxies."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[2]


class Server(NamedTuple):
    address: str
    port: int
    pid: int
    log: Path


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes

    def text(self) -> str:
        return self.body.decode("utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(server: Server, path: str, *, method: str = "GET", **headers: str) -> Answer:
    """One request; header names are written with ``_`` for ``-``."""
    connection = HTTPConnection(server.address, server.port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.putrequest(method, path, skip_host="Host" in named, skip_accept_encoding=True)
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def frozen_after_a_visit(server: Server, patience: float) -> int:
    """Objects frozen once a first page was asked for and drawn; the visitor stays meanwhile.

    Streamlit stops the script of a visitor who leaves, hence the open stream.
    """
    link = f"ws://{server.address}:{server.port}/_stcore/stream"
    with connect(link, subprotocols=["streamlit"], proxy=None, max_size=None) as stream:  # type: ignore[list-item]
        message = BackMsg()
        message.rerun_script.query_string = ""
        stream.send(message.SerializeToString())
        frozen, deadline = 0, time.monotonic() + patience
        while not frozen and time.monotonic() < deadline:
            time.sleep(0.2)
            frozen = json.loads(get(server, "/sehat").body)["beku"]
    return frozen


def commands(port: int) -> dict[str, list[str]]:
    run = [sys.executable, "-m"]
    return {
        "streamlit run": [
            *(*run, "streamlit", "run", "dashboard.py"),
            *("--server.headless", "true", "--server.port", str(port)),
        ],
        "uvicorn": [*run, "uvicorn", "asgi:app", "--host", "127.0.0.1", "--port", str(port)],
    }


@contextmanager
def serving(house: Path, command: list[str], port: int, data: Path) -> Iterator[Server]:
    """A server process started from ``house``; stopped at the end by its own id."""
    log = data.with_suffix(".log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=house, env=environment(data), stdout=out, stderr=subprocess.STDOUT
        )
    server = Server("127.0.0.1", port, process.pid, log)
    try:
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline and process.poll() is None:
            try:
                if get(server, "/sehat").status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail(f"the server did not answer: {log.read_text('utf-8', 'replace')}")
        yield server
    finally:
        process.terminate()
        process.wait(20)


def environment(data: Path) -> dict[str, str]:
    """The environment of a first start: an empty home, data apart, no settings of this machine."""
    home = data.with_name(f"{data.name}-home")
    home.mkdir(parents=True, exist_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("STREAMLIT_", "PUG_", "UVICORN_"))
        and name != "COVERAGE_PROCESS_START"
    }
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PUG_DATA": str(data),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "NO_PROXY": "*",
    }
