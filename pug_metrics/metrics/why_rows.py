"""The budget lines of two ends as pairs of one identity; rupiah are integers of sen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.question import FLAGS, PLACES, Reader, category, where
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.why_codes import agency_steps, sub_activity_steps


class Identity(NamedTuple):
    """What makes two lines of different ends the same line; empty text where a code is missing."""

    kode_skpd: str
    kode_sub_unit: str
    kode_sub_kegiatan: str
    kode_rekening: str
    kode_sumber_dana: str


@dataclass(frozen=True, slots=True)
class Held:
    """What one end holds of an identity: all its lines added.

    ``bobot``: hundredths, ``None`` where they are untagged or their weights differ; ``lengkap``:
    all documents of all lines. ``rentang``: the first and last ``id_baris`` of each code.
    """

    pagu: int
    klaim: int
    sah: int
    bertanda: bool
    bobot: int | None
    lengkap: bool
    rentang: tuple[tuple[int, int], ...]

    def __add__(self, other: Held) -> Held:
        """Both together: where agencies or codes were merged their tags can differ."""
        return Held(
            self.pagu + other.pagu, self.klaim + other.klaim, self.sah + other.sah,
            self.bertanda or other.bertanda, self.bobot if self.bobot == other.bobot else None,
            self.lengkap and other.lengkap, self.rentang + other.rentang,
        )  # fmt: skip


Pair = tuple[Held | None, Held | None]
Lines = dict[Identity, Held]


def pairs(
    before: Reader, after: Reader, at: tuple[Slice, Slice], basis: Basis | None
) -> dict[Identity, Pair]:
    """Every identity of the two slices, under its code of the later end, with what each holds.

    Only lines of ``basis`` count. Former codes are read from ``after``.
    """
    later = _lines(after, at[1], basis)
    earlier = _renamed(_lines(before, at[0], basis), later, after, at)
    return {
        key: (earlier.get(key), later.get(key)) for key in chain(earlier, _only(later, earlier))
    }


def _only(later: Lines, earlier: Lines) -> Iterator[Identity]:
    return (key for key in later if key not in earlier)


def _lines(reader: Reader, at: Slice, basis: Basis | None) -> Lines:
    """Lines of a slice by identity. A category that is asked about decides what counts as ARG."""
    asked, counted = where(at), category(at)
    inside = FLAGS.get(basis, "true") if basis else "true"
    placed = any(Grain(name) in PLACES for name in at.filters() if name != "sampai_bulan")
    keys = ", ".join(f"coalesce({name}, '') AS {name}" for name in Identity._fields)
    found = reader.query(
        f"SELECT {keys}, (sum(pagu) * 100)::BIGINT AS pagu, "  # noqa: S608 - our columns
        f"(coalesce(sum(klaim) FILTER ({counted}), 0) * 100)::BIGINT AS klaim, "
        f"(coalesce(sum(sah) FILTER ({counted}), 0) * 100)::BIGINT AS sah, "
        f"(max(bobot_arg) FILTER ({counted}) * 100)::INTEGER AS bobot, "
        "bool_and(ada_gap AND ada_gbs AND ada_kak) AS lengkap, "
        "min(id_baris) AS awal, max(id_baris) AS akhir "
        f"FROM {'tempat' if placed else 'baris'} WHERE {asked.sql} AND {inside} GROUP BY ALL",
        asked.params,
    )
    columns = [column.to_pylist() for column in found.columns]
    codes, figures = zip(*columns[:5], strict=True), zip(*columns[5:], strict=True)
    return {
        Identity(*code): Held(
            pagu, klaim, sah, bobot is not None, bobot, bool(lengkap), ((awal, akhir),)
        )
        for code, (pagu, klaim, sah, bobot, lengkap, awal, akhir) in zip(
            codes, figures, strict=True
        )
    }


def _renamed(earlier: Lines, later: Lines, reader: Reader, at: tuple[Slice, Slice]) -> Lines:
    """The earlier lines under the codes of the later end."""
    region, years = str(at[1].daerah), (int(at[0].tahun or 0), int(at[1].tahun or 0))
    agencies, matches = agency_steps(reader, region), sub_activity_steps(reader, region)
    if not agencies.by_year and not matches.by_year:
        return earlier
    codes: dict[str, set[str]] = {}
    for key in later:
        codes.setdefault(key.kode_skpd, set()).add(key.kode_sub_kegiatan)
    made: Lines = {}
    for key, held in earlier.items():
        agency = agencies.became(key.kode_skpd, *years, codes)
        sub = matches.became(key.kode_sub_kegiatan, *years, codes.get(agency, ()))
        new = key._replace(kode_skpd=agency, kode_sub_kegiatan=sub)
        made[new] = made[new] + held if new in made else held
    return made
