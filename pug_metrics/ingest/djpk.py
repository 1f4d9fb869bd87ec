"""Files of DJPK: their own region codes read as Kemendagri codes, their national rows set aside."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.setaside import Aside
from pug_metrics.reference import djpk
from pug_metrics.tables.masks import some

_REGION = "kode_daerah"
_NAME = "nama_pemda"


def with_regions(frame: Frame) -> tuple[Frame, list[Aside]]:
    """The frame with the Kemendagri code of every row, and the rows about the whole country.

    A file with a column of Kemendagri codes, or without the two columns of DJPK, stays as it is.
    """
    if _REGION in frame.headers or not set(djpk.CODE_COLUMNS) <= set(frame.text):
        return frame, []
    rows = list(
        zip(*(frame.get(name).to_pylist() for name in (*djpk.CODE_COLUMNS, _NAME)), strict=True)
    )
    codes = [djpk.find(prov, region, name) if prov and region else None
             for prov, region, name in rows]  # fmt: skip
    country = [bool(prov and region and djpk.is_national(prov, region)) for prov, region, _ in rows]
    mask = pa.array(country, pa.bool_())
    asides = [Aside("nasional", "", mask)] if some(mask) else []
    return frame.having({_REGION: pa.array(codes, pa.string())}), asides


def unknown_regions(frame: Frame) -> Iterator[Mark]:
    """Rows whose codes of DJPK are not in the list, or stand beside the name of another region."""
    if _REGION in frame.headers or not set(djpk.CODE_COLUMNS) <= set(frame.text):
        return
    told = pc.binary_join_element_wise(*(frame.text[name] for name in djpk.CODE_COLUMNS), ".")
    named = pc.binary_join_element_wise(
        told, frame.get(_NAME), " ", null_handling="replace", null_replacement=""
    )
    lost = pc.and_(pc.is_valid(told), pc.is_null(frame.text[_REGION]))
    yield from marked(
        "djpk_tak_dikenal",
        Severity.GALAT,
        _REGION,
        lost,
        frame.rows,
        pc.utf8_trim_whitespace(named),
    )
