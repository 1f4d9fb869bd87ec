"""Tables of others that no dataset takes: why they are refused is said in their own terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.tables.masks import sure, times

# The Ministry of Finance codes regions in two columns; 10.03 is Kab. Bogor, 32.01 for Kemendagri.
_FINANCE = ({"kdprov", "kdpemda"}, {"kdprov", "kdkab"}, {"kd prov", "kd pemda"})
_REGION_NAMES = frozenset({"urpemda", "ur pemda", "urkab", "nama pemda"})
_VICTIMS = ("korban", "kekerasan")
# Only where a needed column is missing: these words explain a refusal, they never cause one.
_MISSING = frozenset({"kolom_wajib_tidak_ada", "kolom_wajib_mirip"})


def foreign_tables(
    headers: Sequence[str],
    declared: Dataset,
    marks: Sequence[Mark],
    unread: Mapping[str, pa.Array],
) -> Iterator[Mark]:
    """What a file that lacks needed columns is instead: a DJPK table, a table of victims.

    ``unread``: header → text of the columns that no dataset reads.
    """
    if not any(mark.kind in _MISSING for mark in marks):
        return
    known = {normalise_header(header): header for header in headers if header}
    for pair in _FINANCE:
        if pair <= known.keys():
            named = ", ".join(known[each] for each in sorted(pair))
            yield Mark("kode_djpk", Severity.GALAT, value=named)
            yield from _national(unread)
    for key, header in known.items():
        if not declared.sensitive and any(word in key.split() for word in _VICTIMS):
            yield Mark("data_korban", Severity.GALAT, header, value=header)
            return


def _national(unread: Mapping[str, pa.Array]) -> Iterator[Mark]:
    """Rows of the whole country among those of regions: they are no region's own."""
    for header, cells in unread.items():
        rows = times(sure(pc.equal(pc.utf8_lower(cells), "nasional")))
        if rows and normalise_header(header) in _REGION_NAMES:
            yield Mark("baris_nasional", Severity.CATATAN, header, facts={"jumlah": rows})
            return
