"""The reading process: ``python -m pug_metrics.tables.worker``. Hostile bytes are opened only here.

It waits for requests on standard input (a line of JSON, then the bytes) and answers each with a
line of JSON; the sheets go into the private folder that the request names. Cells are never printed.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import shutil
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.ipc

from pug_metrics.tables import wire
from pug_metrics.tables.folders import make
from pug_metrics.tables.limits import Limits, bind, peak_memory
from pug_metrics.tables.sheet import FileRefused, Source
from pug_metrics.tables.source import read_source

# The parent ends a reading that takes too long; this is for the case that it is gone.
_GRACE_S = 10
# After these the memory is in an unknown state, or bytes of the request are still on their way.
_SPENT = ("memori", "ruang", "gagal")


def main() -> None:
    """Answer requests until standard input ends: the parent has closed it, or is gone."""
    requests, answers = sys.stdin.buffer, _own_stdout()
    for line in iter(requests.readline, b""):
        request = json.loads(line)
        answer = _answer(request, requests)
        try:
            answers.write(json.dumps(answer, default=str).encode() + b"\n")
            answers.flush()
        except OSError:
            shutil.rmtree(request["folder"], ignore_errors=True)
            return
        if answer.get("kind") in _SPENT:
            return


def _own_stdout() -> BinaryIO:
    # Whatever a library prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer(request: dict[str, Any], requests: BinaryIO) -> dict[str, Any]:
    limits = Limits(**request["limits"])
    bind(limits)
    faulthandler.dump_traceback_later(limits.seconds + _GRACE_S, exit=True)
    try:
        source = _read(request, requests, limits)
        folder = Path(request["folder"])
        make(folder)
        wire.write(source, folder / wire.RESULT)
    except BaseException as error:
        # A reader that panics raises no Exception.
        return {"peak": peak_memory(), **_refusal(error)}
    finally:
        faulthandler.cancel_dump_traceback_later()
    return {"peak": peak_memory()}


def _read(request: dict[str, Any], requests: BinaryIO, limits: Limits) -> Source:
    path, size = request["path"], request["size"]
    data = Path(path).read_bytes() if path else requests.read(size)
    if len(data) < size:
        raise EOFError
    source = read_source(data, request["name"], frozenset(request["known"]))
    for sheet in source.sheets:
        if limits.rows is not None and sheet.height > limits.rows:
            raise FileRefused("berkas_terlalu_panjang", jumlah=sheet.height, batas=limits.rows)
    return source


def _refusal(error: BaseException) -> dict[str, Any]:
    match error:
        case FileRefused():
            return {"kind": error.kind, "facts": error.facts}
        case MemoryError() | pa.ArrowMemoryError():
            return {"kind": "memori"}
        case OSError():
            return {"kind": "ruang"}
        # The reader of workbooks panics at some damaged ones; no class of Python names that.
        case _ if type(error).__name__ == "PanicException":
            return {"kind": "berkas_rusak", "facts": {}}
    return {"kind": "gagal", "where": _where(error)}


def _where(error: BaseException) -> str:
    """Kind and place of a failure; its message may hold cells and is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(each.filename).name}:{each.lineno}" for each in frames[-4:]]
    return f"{type(error).__name__} at {' > '.join(places)}"


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
