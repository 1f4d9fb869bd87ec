"""From the command to the first page: prompts, busy ports, folders, sentences."""

from __future__ import annotations

import errno
import os
import select
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from serving_client import (
    ROOT,
    commands,
    environment,
    free_port,
    frozen_after_a_visit,
    serving,
)

from pug_metrics.language import speaking
from pug_metrics.serving import start


class Space(NamedTuple):
    free: int


def run_to_end(house: Path, command: list[str], data: Path) -> tuple[int, str]:
    """Exit code and all that was said by a start that is expected to refuse."""
    done = subprocess.run(
        command, cwd=house, env=environment(data), capture_output=True, timeout=40, check=False
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_first_start_in_a_terminal_asks_nothing(house: Path, tmp_path: Path) -> None:
    import pty

    port = free_port()
    command = list(commands(port)["streamlit run"])
    command[command.index("true")] = "false"
    master, slave = pty.openpty()
    # A browser that does nothing stands in for the one a desktop would open.
    env = environment(tmp_path / "data") | {"BROWSER": "true"}
    process = subprocess.Popen(
        command, cwd=house, env=env, stdin=slave, stdout=slave, stderr=slave, close_fds=True
    )
    os.close(slave)
    said = ""
    try:
        deadline = time.monotonic() + 40
        while "siap di" not in said and time.monotonic() < deadline:
            if select.select([master], [], [], 0.2)[0]:
                said += os.read(master, 4096).decode("utf-8", "replace")
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass
    finally:
        process.terminate()
        process.wait(20)
        os.close(master)
    assert f"Dasbor PUG siap di http://127.0.0.1:{port}" in said
    assert "mail" not in said.lower()
    assert "statist" not in said.lower()
    assert not list((tmp_path / "data-home").rglob("credentials.toml"))


def test_a_second_start_is_refused_with_the_place_of_the_first(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    data = tmp_path / "data"
    with serving(house, commands(port)["streamlit run"], port, data):
        monkeypatch.setenv("PUG_DATA", str(data))
        sentence = start.already_running("127.0.0.1", [port])
        assert f"http://127.0.0.1:{port}" in sentence
        assert "sudah berjalan" in sentence
        monkeypatch.setattr(start, "USUAL_PORT", port)
        with pytest.raises(SystemExit) as refusal:
            start.check("127.0.0.1", port + 1)
        assert refusal.value.code == 1
        monkeypatch.setenv("PUG_DATA", str(tmp_path / "other"))
        assert start.already_running("127.0.0.1", [port]) == ""


def test_a_port_asked_for_and_busy_ends_in_one_sentence(house: Path, tmp_path: Path) -> None:
    with closing(socket.socket()) as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        code, said = run_to_end(house, commands(port)["streamlit run"], tmp_path / "data")
    assert code == 1
    assert f"Port {port} is not available" in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1


def test_a_silent_stranger_on_the_usual_port_is_named_and_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PUG_DATA", str(tmp_path))
    with closing(socket.socket()) as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        monkeypatch.setattr(start, "USUAL_PORT", port)
        with caplog.at_level("WARNING", "uvicorn.error"):
            start.check("127.0.0.1", port + 1)
    assert f"Port {port} dipakai program lain" in caplog.text


def test_a_start_on_a_file_instead_of_a_folder_is_refused(house: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.write_text("bukan folder", "utf-8")
    code, said = run_to_end(house, commands(free_port())["streamlit run"], data)
    assert code == 1
    assert said.strip().splitlines() == [
        f"{data} adalah berkas, bukan folder: pindahkan berkas itu, atau pilih folder lain "
        "lewat PUG_DATA."
    ]


@pytest.mark.cepat
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "hanya dapat dibaca"),
        (errno.EROFS, "hanya dapat dibaca"),
        (errno.ENOSPC, "Disk penuh"),
        (errno.EIO, "tidak dapat dipakai"),
    ],
)
def test_what_the_system_refuses_becomes_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(**_options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(start.tempfile, "NamedTemporaryFile", refuse)
    sentence = start.obstacle(tmp_path / "pug.duckdb")
    assert words in sentence
    assert str(tmp_path) in sentence
    with speaking("en"):
        assert start.obstacle(tmp_path / "pug.duckdb") not in {"", sentence}


@pytest.mark.cepat
def test_a_full_disk_is_seen_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _folder: Space(5 * 2**20))
    assert "tersisa 5 MB" in start.obstacle(tmp_path / "pug.duckdb")


@pytest.mark.cepat
def test_a_sound_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert start.obstacle(folder / "pug.duckdb") == ""
    assert list(folder.iterdir()) == []


@pytest.mark.cepat
def test_a_folder_where_the_database_should_be_is_named(tmp_path: Path) -> None:
    assert "PUG_DATABASE" in start.obstacle(tmp_path)


@pytest.mark.cepat
@pytest.mark.parametrize(
    ("address", "warned"), [("127.0.0.1", 0), ("::1", 0), ("0.0.0.0", 1), ("10.0.0.5", 1), ("", 1)]
)
def test_an_address_open_to_others_is_warned_of(
    caplog: pytest.LogCaptureFixture, address: str, warned: int
) -> None:
    with caplog.at_level("WARNING", "uvicorn.error"):
        start.welcome(address, 8501)
    assert len(caplog.records) == warned


@pytest.mark.skipif(
    not list((ROOT / "pages").glob("[a-z]*.py")), reason="no pages to frame have been written"
)
def test_the_real_frame_spares_the_collector_too(tmp_path: Path) -> None:
    port = free_port()
    with serving(ROOT, commands(port)["streamlit run"], port, tmp_path / "data") as server:
        assert frozen_after_a_visit(server, patience=60) > 0
