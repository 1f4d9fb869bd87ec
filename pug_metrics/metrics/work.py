"""The unit of work that documents, APKM and targets are counted by.

It is a sub-activity of an agency of a region, year and stage. Lines without a sub-activity code
are counted by their account instead (our convention).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, compose, ratio
from pug_metrics.metrics.declaration import Basis, Grain, find
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import ARG, Reader, category, where
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import Keys, key_columns

WORK_GRAINS = (
    Grain.DAERAH, Grain.OPD, Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.KEGIATAN,
    Grain.SUB_KEGIATAN, Grain.TAHUN, Grain.TAHAPAN,
)  # fmt: skip
TAGGED = f"kategori_arg IN {ARG}"
CODED = "kode_sub_kegiatan IS NOT NULL"
_CODES = (
    "kode_daerah", "tahun", "tahapan", "kode_skpd", "kode_urusan", "kode_bidang", "kode_program",
    "kode_kegiatan", "kode_sub_kegiatan",
)  # fmt: skip
_ACCOUNT = "CASE WHEN kode_sub_kegiatan IS NULL THEN kode_rekening END"
_KEY = " || '|' || ".join(f"coalesce({code}::VARCHAR, '')" for code in (*_CODES, _ACCOUNT))


@dataclass(frozen=True, slots=True)
class Work:
    """Units of work of one row: how many count, and how many of those meet each condition."""

    keys: Keys
    units: int
    met: tuple[int, ...]

    def __add__(self, other: Work) -> Work:
        both = zip(self.met, other.met, strict=True)
        return Work((), self.units + other.units, tuple(ours + theirs for ours, theirs in both))


def work_sums(
    store: Reader, by: tuple[Grain, ...], at: Slice, counted: str,
    lines: Sequence[str] = (), units: Sequence[str] = (),
) -> list[Work]:  # fmt: skip
    """One ``Work`` a unit of ``by`` (none where the slice has no line).

    A unit of work counts when one of its lines is ``counted`` and in the category of ``at``.
    ``lines`` are conditions that all its counted lines must meet, ``units`` conditions on its
    codes; ``met`` follows both in their order.
    """
    asked, inside = where(at), f"{counted} AND {category(at)}"
    every = "".join(f", bool_and({each}) FILTER ({inside}) AS m{i}" for i, each in enumerate(lines))
    conditions = (*(f"m{i}" for i in range(len(lines))), *units)
    told = "".join(
        f", count(*) FILTER (masuk AND {each}) AS n{i}" for i, each in enumerate(conditions)
    )
    query = f"""
        WITH kerja AS (
            SELECT {", ".join(_CODES)}, {_ACCOUNT} AS rekening, bool_or({inside}) AS masuk{every}
            FROM baris WHERE {asked.sql} GROUP BY {", ".join(_CODES)}, rekening
        )
        SELECT {key_columns(by)}, count(*) FILTER (masuk) AS units{told}
        FROM kerja GROUP BY {", ".join(f"k{i}" for i in range(len(by)))}
    """  # noqa: S608 - our own tables and columns; values are parameters
    return [
        Work(
            tuple(str(row[f"k{i}"]) for i in range(len(by))),
            row["units"], tuple(row[f"n{i}"] for i in range(len(conditions))),
        )
        for row in store.query(query, asked.params).to_pylist()
    ]  # fmt: skip


def whole_units(at: Slice, counted: str, condition: str) -> str:
    """SQL: the counted lines of units of work whose every counted line meets ``condition``."""
    within = f"{where(at).sql} AND {counted} AND {category(at)}"
    return (
        f"{counted} AND {_KEY} IN (SELECT {_KEY} FROM baris WHERE {within} "  # noqa: S608 - our columns
        f"GROUP BY ALL HAVING bool_and({condition}))"
    )


def with_people(split: str, told: str, people: str = "") -> str:
    """SQL: the sub-activity has rows of people that are ``told``, all of them ``split`` by sex.

    ``people``: a further condition over those rows together.
    """
    more = f" AND {people}" if people else ""
    return (
        "(kode_daerah, tahun, kode_skpd, kode_sub_kegiatan) IN (SELECT (kode_daerah, tahun, "  # noqa: S608 - our columns
        f"kode_skpd, kode_sub_kegiatan) FROM penerima WHERE {CODED} AND {told} "
        f"GROUP BY kode_daerah, tahun, kode_skpd, kode_sub_kegiatan HAVING bool_and({split}){more})"
    )


def refuse_places(name: str, at: Slice) -> None:
    """Tags, documents and targets name no place: ``QuestionError`` ``saringan_tidak_ada``."""
    for each in ("kecamatan", "desa"):
        if getattr(at, each) is not None:
            raise QuestionError("saringan_tidak_ada", metrik=str(find(name).title), saringan=each)


def from_work(  # noqa: PLR0913 - the facts of an answer
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None,
    works: list[Work], figure: Callable[[Work], Figure], notes: Callable[[Work], list[Note]],
) -> Result:  # fmt: skip
    """Answer a question whose every row follows from the units of work of its own lines."""
    figures = {each.keys: figure(each) for each in works}
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    whole = together(works)
    if whole is None:
        return compose(store, name, by, at, basis, figures, NO_DATA)
    return compose(store, name, by, at, basis, figures, figure(whole), notes(whole))


def from_work_by_code(  # noqa: PLR0913 - the facts of an answer
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None,
    works: list[Work], label: Callable[[str], str], notes: Callable[[Work], list[Note]],
) -> Result:  # fmt: skip
    """The same for a metric with a second key: its codes are the conditions met, the last in use.

    ``label`` gives the words of a code.
    """
    codes = find(name).second
    figures = {
        (*each.keys, code): share_met(each, i) for each in works for i, code in enumerate(codes)
    }
    for keys in expected(store, by, at, {each.keys for each in works}):
        for code in codes:
            figures.setdefault((*keys, code), NO_DATA)
    whole = together(works)
    told = notes(whole) if whole else []
    figure = share_met(whole, len(codes) - 1) if whole else NO_DATA
    return compose(store, name, by, at, basis, figures, figure, told, second=label)


def share_met(work: Work, place: int) -> Figure:
    """Units that meet a condition over the units that count, in percent."""
    return ratio(Decimal(work.met[place]), Decimal(work.units))


def together(works: list[Work]) -> Work | None:
    """All rows as one; ``None`` where the slice has no line."""
    return reduce(add, works) if works else None
