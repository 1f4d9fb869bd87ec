"""Which batches stand behind a figure, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Sequence

from pug_metrics.language.numbers import rupiah_full
from pug_metrics.metrics.declaration import Grain, Metric
from pug_metrics.metrics.question import BEFORE, Reader, where
from pug_metrics.metrics.result import Slice, Source


def sources(store: Reader, metric: Metric, at: Slice) -> tuple[Source, ...]:
    """The batches with a row in force in the region, year, stage and agency of the slice.

    Where ``metric`` sets a stage against another one, the batches of both.
    """
    asked = where(at, (Grain.DAERAH, Grain.TAHUN))
    other = f" OR tahapan = '{BEFORE}'" if metric.compared else ""
    named = f" AND (tahapan IS NULL OR tahapan = $tahapan{other})"
    stage = named if at.tahapan is not None else ""
    agency = " AND (kode_skpd IS NULL OR kode_skpd = $opd)" if at.opd is not None else ""
    extra = {k: v for k, v in (("tahapan", at.tahapan), ("opd", at.opd)) if v is not None}
    found = store.query(
        "SELECT id_unggahan, dataset, sum(jumlah)::BIGINT AS jumlah, min(baris_awal) AS awal, "  # noqa: S608 - our columns
        "max(baris_akhir) AS akhir FROM jejak WHERE list_contains($datasets, dataset) "
        f"AND {asked.sql}{stage}{agency} GROUP BY ALL ORDER BY id_unggahan",
        asked.params | extra | {"datasets": list(metric.datasets)},
    ).to_pylist()
    batches = {batch.id_unggahan: batch for batch in store.batches()}
    return tuple(
        Source(
            id_unggahan=row["id_unggahan"],
            dataset=row["dataset"],
            berkas=batch.berkas,
            baris=row["jumlah"],
            baris_awal=row["awal"],
            baris_akhir=row["akhir"],
            aktor=batch.aktor,
            waktu=batch.waktu,
            status_data=batch.status_data,
            jumlah=batch.jumlah,
            jumlah_berkas=batch.jumlah_berkas,
        )
        for row in found
        if (batch := batches.get(row["id_unggahan"])) is not None
    )


def notes(store: Reader, found: Sequence[Source]) -> list[tuple[str, dict[str, object]]]:
    """What the files themselves say: totals that do not match, a recapitulation left out."""
    batches = {batch.id_unggahan: batch for batch in store.batches()}
    said: list[tuple[str, dict[str, object]]] = []
    for source in found:
        if not source.reconciles and source.jumlah is not None and source.jumlah_berkas is not None:
            said.append(
                (
                    "catatan_tidak_cocok",
                    {
                        "berkas": source.berkas,
                        "jumlah": rupiah_full(source.jumlah),
                        "jumlah_berkas": rupiah_full(source.jumlah_berkas),
                        "selisih": rupiah_full(abs(source.jumlah - source.jumlah_berkas)),
                    },
                )
            )
        said += _recap(batches[source.id_unggahan].catatan)
    return said


def _recap(remarks: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
    """A recapitulation read as an agency: left out or, by the user's choice, counted."""
    found = remarks.get("rekap")
    said: list[tuple[str, dict[str, object]]] = []
    for each in found if isinstance(found, list) else []:
        kind = "dikecualikan" if each.get("dikecualikan") else "disertakan"
        facts = {"opd": each.get("nama") or each.get("kode_skpd"), "baris": each.get("baris")}
        said.append((f"catatan_rekap_{kind}", facts))
    return said
