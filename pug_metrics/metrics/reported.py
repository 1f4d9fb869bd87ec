"""Who has sent what and when, and the questions that a gap leaves unanswered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.metrics.checks import Owner
from pug_metrics.metrics.declaration import Metric, all_metrics, still
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Slice

# The list of agencies itself names agencies without being sent by them.
_LIST = "opd"


@dataclass(frozen=True, slots=True)
class Sent:
    """What is in force of one dataset for one agency (or the region): rows and last upload."""

    rows: int
    batch: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the year."""

    kode: str
    nama: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A dataset that some or all have not sent.

    ``absent``: the agencies without it; empty for a dataset of the region. ``whole``: nobody has
    sent any. ``metrics``: what cannot be answered without it.
    """

    dataset: Dataset
    owner: Owner
    absent: tuple[Agency, ...]
    whole: bool
    metrics: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Agencies of a region and year, and what each has sent; the key of the region itself is ''."""

    agencies: tuple[Agency, ...]
    sent: Mapping[tuple[str, str], Sent]

    def of(self, name: str, kode: str = "") -> Sent | None:
        """What ``kode`` has sent of dataset ``name``."""
        return self.sent.get((name, kode))

    def absent(self, name: str) -> tuple[Agency, ...]:
        """Agencies without a row of dataset ``name``."""
        return tuple(each for each in self.agencies if (name, each.kode) not in self.sent)

    def latest(self, name: str) -> Sent | None:
        """All rows of dataset ``name`` together, with the last upload."""
        found = [each for (dataset, _), each in self.sent.items() if dataset == name]
        if not found:
            return None
        last = max(found, key=lambda each: each.batch)
        return Sent(sum(each.rows for each in found), last.batch, last.at)

    def gaps(self) -> tuple[Gap, ...]:
        """Every dataset that somebody lacks, the one that leaves most unanswered first."""
        found = [gap for each in datasets().values() if (gap := self._gap(each)) is not None]
        return tuple(sorted(found, key=lambda gap: -len(gap.metrics)))

    def _gap(self, each: Dataset) -> Gap | None:
        whole = self.latest(each.name) is None
        absent = self.absent(each.name) if by_agency(each) else ()
        if not whole and not absent:
            return None
        return Gap(each, owner(each), absent, whole, unanswered(each.name))


def by_agency(each: Dataset) -> bool:
    """Whether every agency is expected to have rows of its own in a dataset."""
    return each.name != _LIST and any(column.name == "kode_skpd" for column in each.columns)


def owner(each: Dataset) -> Owner:
    """Who sends a dataset: the agency where a file speaks for one agency, else Bappeda."""
    return Owner.OPD if "kode_skpd" in each.scope else Owner.BAPPEDA


def unanswered(name: str) -> tuple[Metric, ...]:
    """The metrics that rest on dataset ``name``."""
    return tuple(each for each in all_metrics().values() if name in each.datasets)


def coverage(store: Reader, at: Slice) -> Coverage:
    """What is in force for the region, year and stage of ``at``, by dataset and agency.

    Datasets without a year or a stage count whole.
    """
    with still(store) as reader:
        days = {each.id_unggahan: each.waktu for each in reader.batches()}
        roster = reader.query(
            "SELECT kode_skpd AS kode, coalesce(nama_skpd, kode_skpd) AS nama FROM roster_opd "
            "WHERE kode_daerah = $daerah AND tahun = $tahun ORDER BY kode_skpd",
            {"daerah": at.daerah, "tahun": at.tahun},
        ).to_pylist()
        parts = " UNION ALL ".join(_counted(each) for each in datasets().values())
        rows = reader.query(
            parts, {"daerah": at.daerah, "tahun": at.tahun, "tahapan": at.tahapan}
        ).to_pylist()
    return Coverage(
        tuple(Agency(row["kode"], row["nama"]) for row in roster),
        {
            (row["dataset"], row["kode"]): Sent(
                row["jumlah"], row["id_unggahan"], days.get(row["id_unggahan"])
            )
            for row in rows
        },
    )


def _counted(each: Dataset) -> str:
    names = {column.name for column in each.columns}
    code = "coalesce(kode_skpd, '')" if by_agency(each) else "''"
    # Every part names all three parameters, so that the parts can be asked as one question.
    year = "tahun = $tahun" if "tahun" in names else "$tahun IS NOT NULL"
    stage = "$tahapan IS NULL" + (" OR tahapan = $tahapan" if "tahapan" in names else " OR true")
    return (
        f"SELECT '{each.name}' AS dataset, {code} AS kode, count(*) AS jumlah, "  # noqa: S608 - our names
        f"max(id_unggahan) AS id_unggahan FROM berlaku_{each.name} "
        f"WHERE kode_daerah = $daerah AND {year} AND ({stage}) GROUP BY ALL HAVING count(*) > 0"
    )
