"""What was answered for a file before holds for the next file with the same headers.

The answers stand in the notes of each batch; an undone batch teaches nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pug_metrics.datasets import datasets
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.store import Store

SIGNATURE, ANSWERED = "tanda_tajuk", "jawaban_kolom"
_LENGTH = 16


def signature(headers: Sequence[str]) -> str:
    """What a set of headers is known by: their order, case and punctuation do not count."""
    words = sorted({normalise_header(header) for header in headers} - {""})
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_LENGTH]


def taught(store: Store | None, dataset: str, headers: Sequence[str]) -> Mapping[str, str]:
    """Header → declared name (or empty) as last answered for these headers and this dataset.

    That a column which the dataset knows is not read holds for its own file only: the next one
    would lose it in silence.
    """
    if store is None:
        return {}
    known = signature(headers)
    for record in reversed(store.batches()):
        if record.dataset != dataset or record.dibatalkan is not None:
            continue
        if record.catatan.get(SIGNATURE) == known:
            answered = record.catatan.get(ANSWERED)
            return _without_losses(dataset, answered) if isinstance(answered, dict) else {}
    return {}


def _without_losses(name: str, answered: Mapping[str, str]) -> Mapping[str, str]:
    declared = datasets()[name]
    known = {header for column in declared.columns for header in column.headers}
    known |= {header for headers in declared.hints.values() for header in headers}
    return {
        header: column
        for header, column in answered.items()
        if column or known.isdisjoint(_parts(header))
    }


def _parts(header: str) -> set[str]:
    """A header that stands on several rows is known by its last part too."""
    return {normalise_header(header), normalise_header(header.rpartition("|")[2])}


def notes(signature_: str, answered: Mapping[str, str]) -> dict[str, object]:
    """What a batch remembers of the answers for its columns."""
    return {SIGNATURE: signature_, ANSWERED: dict(answered)} if signature_ else {}
