"""What each pair of lines adds to a figure, cause by cause, exactly: SQL over ``pairs``."""

from __future__ import annotations


def shares(*, documented: bool) -> str:
    """SQL: every row of ``pasangan`` with a column a cause, in rupiah, null where it adds nothing.

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


def _part(whole: str, share: str, of: str) -> str:
    """``whole`` times ``share`` over ``of``, rounded to the sen."""
    return f"bagi({whole}, ({share} * 100)::HUGEINT, {of})"


# The new ceiling at the old weight; lines merged from different tags have a joint one.
_AT_OLD_WEIGHT = f"""CASE WHEN tetap IS NOT TRUE THEN NULL
    WHEN bobot_dulu = bobot_kini THEN klaim_kini
    WHEN bobot_dulu IS NOT NULL THEN round(pagu_kini * bobot_dulu, 2)::DECIMAL(20, 2)
    WHEN pagu_dulu <> 0 THEN {_part("pagu_kini", "klaim_dulu", "pagu_dulu")}
    ELSE klaim_kini END"""


def _documented(claimed: str) -> str:
    """As much of it as was documented before: all or nothing unless lines were merged."""
    part = _part(claimed, "sah_dulu", "klaim_dulu")
    return f"(CASE WHEN lengkap_dulu THEN {claimed} WHEN sah_dulu = 0 THEN 0 ELSE {part} END)"
