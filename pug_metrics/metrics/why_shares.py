"""What each pair of lines adds to a figure, cause by cause, in exact sen: SQL over ``pairs``."""

from __future__ import annotations


def shares(*, documented: bool) -> str:
    """SQL: every row of ``pasangan`` with a column a cause, in sen, null where it adds nothing.

    Of ``penyebut`` it is what the denominator grew by.
    """
    figure = "sah" if documented else "klaim"
    money, weight = "di_bobot_lama", "klaim_kini"
    if documented:
        money, weight = _documented(money), _documented(weight)
    papers = f"sah_kini - {weight}" if documented else "0"
    return f"""
SELECT *,
    CASE WHEN pagu_dulu IS NULL THEN {figure}_kini END AS baru,
    CASE WHEN pagu_kini IS NULL THEN -{figure}_dulu END AS berakhir,
    CASE WHEN bertanda_kini AND NOT bertanda_dulu THEN {figure}_kini END AS ditandai,
    CASE WHEN bertanda_dulu AND NOT bertanda_kini THEN -{figure}_dulu END AS dilepas,
    CASE WHEN tetap THEN {money} - {figure}_dulu END AS uang,
    CASE WHEN tetap THEN {weight} - {money} END AS bobot,
    CASE WHEN tetap THEN greatest({papers}, 0) END AS dokumen_bertambah,
    CASE WHEN tetap THEN least({papers}, 0) END AS dokumen_hilang,
    coalesce(pagu_kini, 0) - coalesce(pagu_dulu, 0) AS penyebut
FROM (SELECT *, bertanda_dulu AND bertanda_kini AS tetap, {_AT_OLD_WEIGHT} AS di_bobot_lama
      FROM pasangan)"""  # noqa: S608 - our own columns


def _half_up(top: str, bottom: str) -> str:
    """A quotient of sen that are never negative; products of two ceilings need HUGEINT."""
    return f"((2 * {top} + {bottom}) // (2 * {bottom}::HUGEINT))::BIGINT"


# The new ceiling at the old weight; lines merged from different tags have a joint one.
_AT_OLD_WEIGHT = f"""CASE WHEN bobot_dulu = bobot_kini THEN klaim_kini
    WHEN bobot_dulu IS NOT NULL THEN {_half_up("pagu_kini::HUGEINT * bobot_dulu", "100")}
    WHEN pagu_dulu <> 0 THEN {_half_up("pagu_kini::HUGEINT * klaim_dulu", "pagu_dulu")}
    ELSE klaim_kini END"""


def _documented(claimed: str) -> str:
    """As much of it as was documented before: all or nothing unless lines were merged."""
    part = _half_up(f"{claimed}::HUGEINT * sah_dulu", "klaim_dulu")
    return f"(CASE WHEN lengkap_dulu THEN {claimed} WHEN klaim_dulu = 0 THEN 0 ELSE {part} END)"
