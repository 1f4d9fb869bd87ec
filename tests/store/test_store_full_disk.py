"""A disk that fills up while batches come in: nothing is lost, reading goes on, space mends it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.panjang
HERE = Path(__file__).parent


@pytest.mark.parametrize("size", [40, 60, 80])
def test_a_full_disk_loses_nothing_and_works_again_once_freed(tmp_path, size):
    paths = os.pathsep.join([str(HERE.parents[1]), str(HERE)])
    steps = 'mount -t tmpfs -o "size=$1m" tmpfs "$2" && exec "$3" "$4" "$2"'
    arguments = [str(size), str(tmp_path), sys.executable, str(HERE / "full_disk_writer.py")]
    run = subprocess.run(
        ["unshare", "-rm", "bash", "-c", steps, "bash", *arguments],
        capture_output=True, text=True, timeout=300, check=False,
        env=os.environ | {"PYTHONPATH": paths},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    batches = told["full"][0]
    assert told["said"] == "cakram_penuh"
    assert batches > 2
    assert told["full"] == told["reopened"] == [batches, batches * 8000, 0]
    assert "cakram_penuh" in told["warnings"]
    assert told["freed"] == [batches + 1, batches * 8000 + 1, 0]
    assert "cakram_penuh" not in told["after"]
