"""The identity of a stored row as a cell can carry it: batch, row, and a mark of its key.

``41:1203-9f3a2c``: row 1203 of batch 41, whose key has the digest 9f3a2c. The digest tells an
identity that came along to another row or from another database.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset

_FORM = r"^(?P<unggahan>[0-9]{1,18}):(?P<baris>[0-9]{1,9})-(?P<tanda>[0-9a-f]{6})$"
_DIGEST_BYTES = 3


def identities(declared: Dataset, rows: pa.Table) -> pa.Array:
    """The identity of stored rows: those of the key, ``id_unggahan`` and ``baris`` are needed."""
    places = zip(rows["id_unggahan"].to_pylist(), rows["baris"].to_pylist(), strict=True)
    found = [
        f"{batch}:{row}-{digest}"
        for (batch, row), digest in zip(places, _digests(declared, rows), strict=True)
    ]
    return pa.array(found, pa.string())


def parsed(cells: pa.Array) -> pa.Table:
    """``id_unggahan``, ``baris`` and ``tanda`` of identities; null where a cell holds none."""
    found = pc.extract_regex(pc.utf8_trim_whitespace(cells), _FORM)
    return pa.table(
        {
            "id_unggahan": pc.cast(pc.struct_field(found, "unggahan"), pa.int64()),
            "baris": pc.cast(pc.struct_field(found, "baris"), pa.int32()),
            "tanda": pc.struct_field(found, "tanda"),
        }
    )


def _digests(declared: Dataset, rows: pa.Table) -> Iterator[str]:
    parts = [pc.cast(rows[name].combine_chunks(), pa.string()) for name in declared.key]
    keys = pc.binary_join_element_wise(*parts, "|", null_handling="replace", null_replacement="")
    for key in keys.to_pylist():
        yield blake2b(key.encode(), digest_size=_DIGEST_BYTES).hexdigest()
