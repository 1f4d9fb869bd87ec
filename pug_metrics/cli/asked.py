"""What a user types for a dataset, a metric, a region or a stage, brought to the known form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pug_metrics.datasets.declaration import Dataset, dataset, datasets, normalise_header
from pug_metrics.errors import QuestionError, nearest

if TYPE_CHECKING:
    from pug_metrics.metrics.declaration import Metric


def known_dataset(name: str) -> Dataset:
    """The dataset called ``name``; raises ``QuestionError`` with the nearest name, else all."""
    known = datasets()
    if name not in known:
        near = nearest(name, known) or ", ".join(known)
        raise QuestionError("dataset_tidak_ada", dataset=name, mungkin=near)
    return known[name]


def known_metric(name: str) -> Metric:
    """The metric called ``name``; raises ``QuestionError`` with the nearest name, else all."""
    from pug_metrics.metrics.declaration import all_metrics

    known = all_metrics()
    if name not in known:
        near = nearest(name, known) or ", ".join(known)
        raise QuestionError("metrik_tidak_ada", metrik=name, mungkin=near)
    return known[name]


def stage(text: str | None) -> str | None:
    """A stage in any accepted spelling (``murni``, ``APBD-P``) as stored; None stays None.

    Raises ``QuestionError`` ``tahapan_tidak_ada`` with the nearest stage.
    """
    if text is None:
        return None
    column = dataset("anggaran").column("tahapan")
    known = column.values.get(normalise_header(text))
    if known is None:
        near = nearest(text.upper(), column.choices) or ", ".join(column.choices)
        raise QuestionError("tahapan_tidak_ada", tahapan=text, mungkin=near)
    return known


def place_code(text: str | None) -> str | None:
    """A region code in either form (``6372``, ``63.72``) as stored; None stays None.

    Raises ``QuestionError`` ``daerah_tidak_ada`` where the text is no such code.
    """
    if text is None:
        return None
    from pug_metrics.reference.places import normalise_code

    code = normalise_code(text)
    if code is None or len(code) > len("63.72"):
        raise QuestionError("daerah_tidak_ada", daerah=text)
    return code
