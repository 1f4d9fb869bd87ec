"""A source of sheets ↔ one Arrow file: every field of its dataclasses, whichever they are.

The first batch holds a tree in JSON; arrays stand in it as numbers and follow as columns, those of
one length in one batch. Lists and tuples come back as tuples.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from pug_metrics.tables.sheet import Source

RESULT = "hasil.arrow"
_ROOM = "pug_metrics.tables."


def write(source: Source, path: Path) -> None:
    """Write a source to a new file; raises ``OSError``."""
    arrays: list[pa.Array] = []
    tree = json.dumps(_pack(source, arrays))
    lengths = list(dict.fromkeys(len(array) for array in arrays))
    with path.open("xb") as file:
        _write(file, pa.table({"tree": pa.array([tree.encode()], pa.large_binary())}))
        for length in lengths:
            columns = {
                str(index): array for index, array in enumerate(arrays) if len(array) == length
            }
            _write(file, pa.table(columns))


def _write(file: BinaryIO, table: pa.Table) -> None:
    with pa.ipc.new_stream(file, table.schema) as stream:
        stream.write_table(table)


def read(buffer: pa.Buffer) -> Source:
    """The source written to a file, its arrays still lying in ``buffer``.

    Raises ``pa.ArrowInvalid``, ``ValueError`` or ``TypeError`` where the file is not whole.
    """
    reader = pa.BufferReader(buffer)
    tree = json.loads(pa.ipc.open_stream(reader).read_all()["tree"][0].as_py())
    arrays: dict[int, pa.Array] = {}
    while reader.tell() < reader.size():
        table = pa.ipc.open_stream(reader).read_all()
        for name, column in zip(table.column_names, table.columns, strict=True):
            arrays[int(name)] = _whole(column)
    found = _unpack(tree, arrays)
    if not isinstance(found, Source):
        raise TypeError(type(found).__name__)
    return found


def _whole(column: pa.ChunkedArray) -> pa.Array:
    # Putting a single chunk together would copy it out of the map.
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _pack(value: object, arrays: list[pa.Array]) -> object:
    match value:
        case Enum():
            return {"enum": _name(value), "value": value.value}
        case None | bool() | int() | float() | str():
            return value
        case pa.Array() | pa.ChunkedArray():
            arrays.append(_whole(value) if isinstance(value, pa.ChunkedArray) else value)
            return {"array": len(arrays) - 1}
        case tuple() | list():
            return [_pack(each, arrays) for each in value]
        case set() | frozenset():
            return {"set": [_pack(each, arrays) for each in value]}
        case Mapping():
            pairs = [[_pack(name, arrays), _pack(each, arrays)] for name, each in value.items()]
            return {"map": pairs}
    if not dataclasses.is_dataclass(value):
        raise TypeError(type(value).__name__)
    fields = {
        field.name: _pack(getattr(value, field.name), arrays)
        for field in dataclasses.fields(value)
        if field.init
    }
    return {"class": _name(value), "fields": fields}


def _name(value: object) -> str:
    return f"{type(value).__module__}:{type(value).__qualname__}"


def _unpack(tree: object, arrays: Mapping[int, pa.Array]) -> Any:  # noqa: ANN401 - any field
    match tree:
        case list():
            return tuple(_unpack(each, arrays) for each in tree)
        case {"array": index}:
            return arrays[index]
        case {"set": members}:
            return frozenset(_unpack(each, arrays) for each in members)
        case {"map": pairs}:
            return {_unpack(name, arrays): _unpack(each, arrays) for name, each in pairs}
        case {"enum": name, "value": value}:
            return _class(name)(value)
        case {"class": name, "fields": fields}:
            given = {each: _unpack(value, arrays) for each, value in fields.items()}
            return _class(name)(**given)
    return tree


def _class(name: str) -> type[Any]:
    module, _, qualified = name.partition(":")
    # The reading process has seen hostile bytes: it names only classes of this room.
    if not f"{module}.".startswith(_ROOM) or "." in qualified:
        raise TypeError(name)
    found: type[Any] = getattr(importlib.import_module(module), qualified)
    return found
