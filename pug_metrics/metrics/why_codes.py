"""What a code of an earlier year became: reorganised agencies and confirmed matches of codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import Slice

_AGENCIES = (
    "SELECT DISTINCT mulai_tahun, kode_skpd_lama, kode_skpd_baru FROM berlaku_peta_opd "
    "WHERE kode_daerah = $daerah"
)
_MATCHES = (
    "SELECT DISTINCT mulai_tahun, kode_lama, kode_baru FROM berlaku_padanan_kode "
    "WHERE kode_daerah = $daerah AND butir = 'sub_kegiatan'"
)


@dataclass(frozen=True, slots=True)
class Steps:
    """Old code → new code, by the first year of the new one.

    An old code that became several new ones in one year has no successor and is left out.
    """

    by_year: Mapping[int, Mapping[str, str]]

    def _follow(self, code: str, since: int, until: int) -> str:
        for year in sorted(self.by_year):
            if since < year <= until:
                code = self.by_year[year].get(code, code)
        return code

    def became(self, code: str, since: int, until: int, present: Collection[str]) -> str:
        """What ``code`` of year ``since`` is called in year ``until``, whose codes are ``present``.

        Years in order, each step once, so that codes which only changed places stay apart. A code
        that ``present`` lacks may also take a step of an earlier year: a stage can still be
        written in the former code. What leads nowhere stays as it is.
        """
        found = self._follow(code, since, until)
        if found != code and found in present:
            return found
        if code not in present:
            found = self._follow(code, 0, until)
        return found if found in present else code


def agency_steps(reader: Reader, region: str) -> Steps:
    """Agencies that others took the place of (dataset ``peta_opd``)."""
    return _steps(reader, _AGENCIES, region)


def sub_activity_steps(reader: Reader, region: str) -> Steps:
    """Sub-activities that someone confirmed to be the same (dataset ``padanan_kode``)."""
    return _steps(reader, _MATCHES, region)


def _steps(reader: Reader, sql: str, region: str) -> Steps:
    found: dict[int, dict[str, set[str]]] = {}
    for year, old, new in zip(
        *reader.query(sql, {"daerah": region}).to_pydict().values(), strict=True
    ):
        found.setdefault(int(year), {}).setdefault(old, set()).add(new)
    return Steps(
        {
            year: {old: next(iter(new)) for old, new in steps.items() if len(new) == 1}
            for year, steps in found.items()
        }
    )


def under_former_code(before: Reader, after: Reader, at_before: Slice, at_after: Slice) -> Slice:
    """``at_before`` narrowed to what the agency of ``at_after`` was called then.

    An agency made of several keeps its own code: no slice can name more than one.
    """
    if at_after.opd is None:
        return at_before
    whole = replace(at_before, opd=None)
    asked = where(whole)
    codes = before.query(
        f"SELECT DISTINCT kode_skpd FROM baris WHERE {asked.sql}",  # noqa: S608 - our columns
        asked.params,
    ).column(0).to_pylist()  # fmt: skip
    years = int(at_before.tahun or 0), int(at_after.tahun or 0)
    steps = agency_steps(after, str(at_after.daerah))
    same = [code for code in codes if steps.became(code, *years, {at_after.opd}) == at_after.opd]
    return replace(whole, opd=same[0] if len(same) == 1 else at_after.opd)
