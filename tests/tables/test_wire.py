"""A source of sheets goes from process to process with every field, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from pug_metrics.tables import wire
from pug_metrics.tables.sheet import Sheet, Source
from pug_metrics.tables.source import read_source

pytestmark = pytest.mark.cepat
SMALL = b"Kode SKPD;Pagu\n1.01;5\n"


@dataclass(frozen=True, slots=True)
class Stranger:
    """A class that is not of the room of tables."""

    name: str


def test_a_source_goes_over_the_wire_with_every_field(tmp_path: Path):
    text = pa.array(["a", "", None], pa.string())
    sheet = Sheet("Lembar é", (text,), (pa.array([True, False, None]),), ((0, 0, 1, 1),), False)
    short = Sheet("", (pa.array(["x"]), pa.array(["y"]).slice(0)), (None, pa.array([False])))
    source = Source("x.csv", (sheet, short, Sheet("kosong", ())), "UTF-8", ";", guessed=True)
    path = tmp_path / "hasil"
    wire.write(source, path)
    assert wire.read(pa.py_buffer(path.read_bytes())) == source
    path.unlink()


def test_only_classes_of_the_room_come_back_over_the_wire(tmp_path: Path):
    path = tmp_path / "hasil"
    wire.write(Source("x", (Stranger("orang"),)), path)
    with pytest.raises(TypeError):
        wire.read(pa.py_buffer(path.read_bytes()))
    path.unlink()


def test_half_a_result_is_no_source(tmp_path: Path):
    path = tmp_path / "hasil"
    wire.write(read_source(SMALL, "x.csv"), path)
    whole = path.read_bytes()
    path.unlink()
    for size in range(0, len(whole), 97):
        with pytest.raises((pa.ArrowInvalid, ValueError, TypeError, LookupError, OSError)):
            wire.read(pa.py_buffer(whole[:size]))
