"""What the Wilayah page asks: a measure by place, where it is drawn, which place is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import streamlit as st

from pug_metrics.metrics import arg_amount, arg_per_woman, arg_share, budget_total, findings
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.findings_change import rank_changes
from pug_metrics.metrics.findings_places import PlaceName, Placing, known, places, placing
from pug_metrics.metrics.result import Result, Slice

from . import filters, links, numbers

MEASURE, VIEW, PLACE, FORM, PLACING = (
    "ukuran", "lihat", "tempat", "bentuk", "tempatkan",
)  # fmt: skip
MEASURES: Mapping[str, Callable[..., Result]] = {
    "per_perempuan": arg_per_woman,
    "arg": arg_amount,
    "belanja": budget_total,
    "persen": arg_share,
}
DISTRICTS, VILLAGES = "kecamatan", "semua"
# More villages than this are first shown by kecamatan.
_LEGIBLE = 60


@dataclass(frozen=True, slots=True)
class Places:
    """One measure by place.

    ``view``: kecamatan, every village, or the code of the one kecamatan whose villages are shown.
    ``district_only``: rupiah of what is shown that is known by kecamatan only.
    ``changes``: ranks won since the year before by code, empty without such a year.
    ``picked``: code or "".
    """

    region: str
    at: Slice
    measure: str
    view: str
    result: Result
    placing: Placing
    district_only: Decimal
    roster: Mapping[str, PlaceName]
    changes: Mapping[str, int | None]
    before: int | None
    picked: str

    @property
    def by_village(self) -> bool:
        """Whether a place is a kelurahan or desa."""
        return self.view != DISTRICTS

    @property
    def claimed(self) -> bool:
        """Whether the measure is about ARG rather than all spending."""
        return self.measure != "belanja"

    @property
    def any_known(self) -> bool:
        """Whether any place has a figure."""
        return bool(known(self.result))

    def name(self, code: str) -> str:
        """Name of a place."""
        return self.roster[code].nama if code in self.roster else code

    def shown(self) -> list[PlaceName]:
        """The places that are drawn, by code."""
        if not self.by_village:
            return [each for each in self.roster.values() if each.jenis == "kecamatan"]
        return [
            each
            for each in self.roster.values()
            if each.jenis != "kecamatan" and self.view in (VILLAGES, each.induk)
        ]


def ask() -> Places:
    """The places of what the link, the frame's filters and the page's own controls ask for."""
    region, at = filters.region(), filters.slice_()
    roster = {each.kode: each for each in numbers.find(places, region.kode)}
    measure, view = _settled(roster, at)
    grain = Grain.KECAMATAN if view == DISTRICTS else Grain.DESA
    narrowed = replace(at, kecamatan=view) if view in roster else at
    result = numbers.of(MEASURES[measure], grain, narrowed, _basis(measure))
    before = _year_before(region, at)
    changes: Mapping[str, int | None] = {}
    if before:
        earlier = replace(narrowed, tahun=before)
        changes = rank_changes(
            result, numbers.of(MEASURES[measure], grain, earlier, _basis(measure))
        )
    claimed = measure != "belanja"
    whole = numbers.find(placing, at, claimed=claimed)
    coarse = numbers.find(placing, narrowed, claimed=claimed).district_only
    picked = _picked(roster)
    return Places(
        region.nama, at, measure, view, result, whole, coarse, roster, changes, before, picked
    )


def _basis(measure: str) -> Basis | None:
    return filters.basis() if measure == "persen" else None


def _settled(roster: Mapping[str, PlaceName], at: Slice) -> tuple[str, str]:
    """Measure and view from the link or the controls; a region's own default where neither fits."""
    for key in (MEASURE, VIEW, PLACE):
        links.take(key)
    links.settle(MEASURE, list(MEASURES), default_measure(at))
    links.settle(VIEW, views(roster), default_view(roster))
    return str(st.session_state[MEASURE]), str(st.session_state[VIEW])


def default_measure(at: Slice) -> str:
    """The first measure that says something: per woman, ARG where people or places are missing."""
    if not _tagged(at):
        return "belanja"
    for name in ("per_perempuan", "arg"):
        for grain in (Grain.DESA, Grain.KECAMATAN):
            if known(numbers.of(MEASURES[name], grain, at)):
                return name
    return "per_perempuan"


def _tagged(at: Slice) -> bool:
    return bool(numbers.find(placing, at, claimed=True).whole)


def views(roster: Mapping[str, PlaceName]) -> list[str]:
    """Kecamatan, every village, or the villages of one kecamatan."""
    districts = [each.kode for each in roster.values() if each.jenis == "kecamatan"]
    return [DISTRICTS, VILLAGES, *districts]


def default_view(roster: Mapping[str, PlaceName]) -> str:
    """Every village where they are few enough to be told apart, else kecamatan."""
    villages = sum(1 for each in roster.values() if each.jenis != "kecamatan")
    return VILLAGES if villages <= _LEGIBLE else DISTRICTS


def _picked(roster: Mapping[str, PlaceName]) -> str:
    wanted = str(st.session_state.get(PLACE) or "")
    return wanted if wanted in roster else ""


def _year_before(region: findings.RegionSlices, at: Slice) -> int | None:
    year = int(at.tahun or 0) - 1
    return year if at.tahapan in region.tahapan.get(year, ()) else None


def pick(code: str) -> None:
    """Look at a place; a kecamatan opens its villages."""
    if not code:
        return
    st.session_state[PLACE] = code
    if len(code) == 8:
        st.session_state[VIEW] = code


def whole_region() -> None:
    """Back to all kecamatan."""
    st.session_state[VIEW] = DISTRICTS
