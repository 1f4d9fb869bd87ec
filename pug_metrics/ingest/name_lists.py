"""The names that a code column is compared with: agencies, sub-activities, places of a region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.name_keys import Candidate, Likely, Names, one_a_code
from pug_metrics.ingest.report import Answers
from pug_metrics.reference import places
from pug_metrics.reference.spelling import name_key as place_key
from pug_metrics.store import Store, names

# What a name, and what stands beside it, may mean.
Proposer = Callable[[str, str], Likely]
_OPTIONS = 5
_NEAR = 70.0
_DISTRICT = 8


def proposer(column: str, frame: Frame, answers: Answers, store: Store | None) -> Proposer | None:
    """How names of a code column are answered; None where nothing is known to compare with."""
    said = places.normalise_code(answers.daerah) if answers.daerah else None
    regions = [code for code in pc.unique(frame.get("kode_daerah")).to_pylist() if code]
    regions = regions or ([said] if said else [])
    if not regions:
        return None
    if column == "kode_wilayah":
        return partial(_place, regions, _added(store, regions))
    if store is None:
        return None
    years = [int(text) for text in pc.unique(frame.get("tahun")).to_pylist() if _is_year(text)]
    if column == "kode_skpd":
        return _agency(store, regions, years)
    return _sub_activity(store, regions, years)


def _is_year(text: str | None) -> bool:
    return bool(text) and str(text).isdigit()


def _tail(regions: list[str]) -> str:
    found = places.find(regions[0]) if len(regions) == 1 else None
    return found.nama if found else ""


def _agency(store: Store, regions: list[str], years: list[int]) -> Proposer | None:
    """Agencies of the years of the file; of the latest year known where these have none."""
    rows = names.agency_names(store, regions).to_pylist()
    own = [row for row in rows if row["tahun"] in years] or rows
    made = [Candidate(r["kode_skpd"], r["nama_skpd"], r["singkatan"] or "") for r in own]
    if not made:
        return None
    known = Names.of(one_a_code(made), _tail(regions))
    listed = frozenset(row["kode_skpd"] for row in rows)
    return lambda name, beside: replace(known.likely(name), listed=beside in listed)


def _sub_activity(store: Store, regions: list[str], years: list[int]) -> Proposer | None:
    """Sub-activities of the agency that stands beside, else of all agencies."""
    rows = names.sub_activity_names(store, regions, years).to_pylist()
    if not rows:
        return None
    by_agency: dict[str, list[Candidate]] = {}
    for row in rows:
        made = Candidate(row["kode_sub_kegiatan"], row["nama_sub_kegiatan"])
        by_agency.setdefault(row["kode_skpd"], []).append(made)
        by_agency.setdefault("", []).append(made)
    ready = {code: Names.of(one_a_code(found)) for code, found in by_agency.items()}
    return lambda name, beside: ready.get(beside, ready[""]).likely(name)


def _added(store: Store | None, regions: list[str]) -> list[Candidate]:
    if store is None:
        return []
    rows = names.added_place_names(store, regions).to_pylist()
    return [Candidate(row["kode_wilayah"], row["nama"]) for row in rows if row["nama"]]


def _place(regions: list[str], added: list[Candidate], name: str, beside: str) -> Likely:
    """A village or kecamatan of the region; the kecamatan beside narrows the search."""
    around = [code for region in regions for code in _within(region, beside)]
    same = [each for code in around for each in places.by_name(name, code)]
    exact = [Candidate(each.kode, _spoken(each)) for each in same if len(each.kode) >= _DISTRICT]
    exact += [each for each in added if place_key(each.name) == place_key(name)
              and any(each.code.startswith(f"{code}.") for code in around)]  # fmt: skip
    exact = one_a_code(exact)
    near = [] if len(exact) >= _OPTIONS else _near_places(around, name)
    options = one_a_code([*exact, *near])[:_OPTIONS]
    return Likely(tuple(options), exact[0].code if len(exact) == 1 else "")


def _within(region: str, beside: str) -> list[str]:
    """The kecamatan that stands beside, where the region has just one of that name."""
    if places.find(region) is None:
        return []
    found = [
        each.kode
        for each in (places.by_name(beside, region) if beside else ())
        if each.jenis == "kecamatan"
    ]
    return found if len(found) == 1 else [region]


def _spoken(place: places.Place) -> str:
    """A place with the kecamatan it lies in."""
    above = places.find(place.kode_induk or "")
    lies_in = above.nama if above and len(above.kode) == _DISTRICT else ""
    return f"{place.nama}, {lies_in}" if lies_in else place.nama


def _near_places(around: list[str], name: str) -> list[Candidate]:
    known = [each for code in around for each in places.villages_of(code)]
    keys = [place_key(each.nama) for each in known]
    found = process.extract(
        place_key(name), keys, scorer=fuzz.ratio, limit=_OPTIONS, score_cutoff=_NEAR
    )
    return [Candidate(known[at].kode, _spoken(known[at])) for _, _, at in found]
