"""How a file may be stored beside what is in force: what each mode leaves, and which is advised."""

from __future__ import annotations

from dataclasses import dataclass

from pug_metrics.ingest.changes import Difference, Tallies, Tally
from pug_metrics.ingest.outlook import by_month
from pug_metrics.ingest.report import Report
from pug_metrics.store import Mode


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would be in force in the file's scopes after a commit in ``mode``, and what it moves."""

    mode: Mode
    after: Tally
    move: Tally


@dataclass(frozen=True, slots=True)
class Advice:
    """The mode that fits, why, and whether it is sure.

    ``whole``: the file holds everything stored, with changes; ``gone``: it holds most of it, so
    that what it lacks seems to be struck out; ``part``: it lacks most of it, as an extract does;
    ``rejected``: what it seems to lack may be its rejected rows; ``apart``: nothing stored is in
    the file; ``months``: rows of other months.
    """

    mode: Mode | None
    why: str
    sure: bool = False


def possible(total: Tallies, rejected: int) -> tuple[Mode, ...]:
    """The modes that a commit would not refuse.

    Adding counts rows of a stored key twice. What was rejected may be what seems gone: replacing
    would let it leave with nothing in its place.
    """
    twice = total.same.rows or total.changed_after.rows
    lost = rejected and total.gone.rows
    out = {*((Mode.TAMBAH,) if twice else ()), *((Mode.GANTI,) if lost else ())}
    return tuple(mode for mode in (Mode.PERUBAHAN, Mode.GANTI, Mode.TAMBAH) if mode not in out)


def prospects(
    total: Tallies, rejected: int = 0, *, drop_gone: bool = False
) -> dict[Mode, Prospect]:
    """Each possible mode with the rows and rupiah in force after it."""
    found = {}
    for mode in possible(total, rejected):
        after = total.after(mode, drop_gone=drop_gone and mode is Mode.PERUBAHAN)
        found[mode] = Prospect(mode, after, after - total.before)
    return found


def advise(report: Report, told: Difference) -> Advice:
    """Which mode fits a file that meets rows in force; nothing is advised where two could."""
    total = told.total
    if total.same.rows or total.changed_after.rows:
        if not total.gone.rows:
            return Advice(Mode.PERUBAHAN, "whole", sure=True)
        return _with_gone(report, total)
    if by_month(report):
        return Advice(Mode.TAMBAH, "months", sure=True)
    return Advice(None, "apart")


def _with_gone(report: Report, total: Tallies) -> Advice:
    """Something stored is not among the good rows: leaving it makes a sum of no document."""
    gone = total.gone.rows
    if report.ditolak:
        return Advice(Mode.PERUBAHAN if gone <= report.ditolak else None, "rejected")
    if 2 * gone > total.before.rows or total.elsewhere.rows:
        return Advice(Mode.PERUBAHAN, "part")
    return Advice(Mode.GANTI, "gone")
