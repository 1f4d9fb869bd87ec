"""The work on tags: what is undecided, in draft, submitted, approved or returned, by rupiah."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pug_metrics.metrics.question import Reader, settle, where
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.shapes import ZERO

UNDECIDED = "BELUM"
STATUSES = ("DRAF", "DIAJUKAN", "DISETUJUI", "DITOLAK")
_WAITING = ("DRAF", "DITOLAK")
# A sub-activity of an agency; an account of it where lines have no sub-activity.
_UNIT = "kode_skpd, kode_sub_kegiatan, CASE WHEN kode_sub_kegiatan IS NULL THEN kode_rekening END"
_SAME = " AND ".join(
    f"{{a}}.{name} IS NOT DISTINCT FROM {{b}}.{name}"
    for name in ("kode_skpd", "kode_sub_kegiatan", "kode_rekening")
)
# One row a key with a tag in force, the last stored; no status counts as approved.
_TAGS = """
tanda AS (
    SELECT kode_skpd, kode_sub_kegiatan, kode_rekening, kategori_arg, bobot_arg, alasan, penanda,
        penilai, catatan_penilai, coalesce(status, 'DISETUJUI') AS status, id_unggahan
    FROM berlaku_tag_arg
    WHERE kode_daerah = $daerah AND tahun = $tahun AND tahapan = $tahapan
    QUALIFY row_number() OVER (
        PARTITION BY kode_skpd, kode_sub_kegiatan, kode_rekening
        ORDER BY id_unggahan DESC, baris DESC) = 1
)
"""
_OPEN = f"""
belum AS (
    SELECT {_UNIT} AS kode_rekening, min(kode_program) AS kode_program, sum(belum) AS rupiah,
        count(*) AS baris
    FROM baris WHERE {{asked}} AND kategori_arg = 'BELUM_DINILAI' GROUP BY 1, 2, 3
),
terbuka AS (
    SELECT b.*, t.kategori_arg, t.bobot_arg, t.alasan, t.penanda, t.penilai, t.catatan_penilai,
        t.status, coalesce(t.id_unggahan, 0) AS id_unggahan
    FROM belum AS b LEFT JOIN tanda AS t ON {_SAME.format(a="b", b="t")}
)
"""  # noqa: S608 - our columns
# What a tag covers, by the codes that it names: agency, sub-activity, account or both.
_COVERED = """
jumlah AS (
    SELECT kode_skpd, kode_sub_kegiatan, kode_rekening, min(kode_program) AS kode_program,
        sum(pagu) AS rupiah, count(*) AS baris
    FROM baris WHERE {asked}
    GROUP BY GROUPING SETS ((kode_skpd), (kode_skpd, kode_sub_kegiatan),
        (kode_skpd, kode_rekening), (kode_skpd, kode_sub_kegiatan, kode_rekening))
    HAVING (kode_sub_kegiatan IS NOT NULL OR grouping(kode_sub_kegiatan) = 1)
        AND (kode_rekening IS NOT NULL OR grouping(kode_rekening) = 1)
),
terbuka AS (
    SELECT t.kode_skpd, t.kode_sub_kegiatan, t.kode_rekening,
        CASE WHEN t.kode_sub_kegiatan IS NOT NULL THEN j.kode_program END AS kode_program,
        coalesce(j.rupiah, 0) AS rupiah, coalesce(j.baris, 0) AS baris, t.kategori_arg,
        t.bobot_arg, t.alasan, t.penanda, t.penilai, t.catatan_penilai, t.status, t.id_unggahan
    FROM tanda AS t LEFT JOIN jumlah AS j ON {same}
)
"""
_NAMED = """
bernama AS (
    SELECT d.*, coalesce(o.nama, d.kode_skpd) AS nama_skpd, p.nama AS nama_program,
        coalesce(s.nama, r.nama, '') AS nama
    FROM terbuka AS d
    LEFT JOIN nama AS o ON o.butir = 'opd' AND o.kode_daerah = $daerah AND o.kode = d.kode_skpd
    LEFT JOIN nama AS s ON s.butir = 'sub_kegiatan' AND s.kode_daerah = $daerah
        AND s.kode = d.kode_sub_kegiatan
    LEFT JOIN nama AS r ON r.butir = 'rekening' AND r.kode_daerah = $daerah
        AND r.kode = d.kode_rekening
    LEFT JOIN nama AS p ON p.butir = 'program' AND p.kode_daerah = $daerah
        AND p.kode = d.kode_program
    WHERE {condition}
)
"""


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is narrowed to: an agency, a programme, words of names or codes."""

    opd: str | None = None
    program: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A sub-activity of an agency (or what else a tag names), with the tag in force if any.

    ``rupiah``: of its undecided lines, or of all lines that the tag names; ``baris`` counts them.
    ``id_unggahan``: batch of the tag in force, 0 where there is none.
    """

    kode_skpd: str
    nama_skpd: str
    kode_sub_kegiatan: str | None
    kode_rekening: str | None
    nama: str
    kode_program: str | None
    nama_program: str | None
    rupiah: Decimal
    baris: int
    kategori_arg: str | None
    bobot_arg: Decimal | None
    status: str | None
    alasan: str | None
    penanda: str | None
    penilai: str | None
    catatan_penilai: str | None
    id_unggahan: int

    @property
    def code(self) -> str:
        """Its most telling code: sub-activity, else account, else agency."""
        return self.kode_sub_kegiatan or self.kode_rekening or self.kode_skpd


@dataclass(frozen=True, slots=True)
class WorkList:
    """One page of a list (the most rupiah first), and what the whole list holds."""

    items: tuple[WorkItem, ...]
    jumlah: int
    opd: int
    rupiah: Decimal


@dataclass(frozen=True, slots=True)
class Undecided:
    """Lines without a tag that counts; ``waiting``: rupiah of them in draft or returned.

    ``units`` counts sub-activities of agencies (accounts where ``by_account``).
    """

    rupiah: Decimal
    units: int
    opd: int
    waiting: Decimal
    by_account: bool


def undecided(store: Reader, at: Slice) -> Undecided:
    """What the slice still has to decide."""
    at = settle(store, (), at)
    row = _ask(
        store, at, _OPEN,
        "SELECT coalesce(sum(rupiah), 0)::DECIMAL(38, 2) AS rupiah, count(*) AS units, "  # noqa: S608 - our columns
        "count(DISTINCT kode_skpd) AS opd, coalesce(sum(rupiah) FILTER ("
        f"status IN {_WAITING}), 0)::DECIMAL(38, 2) AS waiting, "
        "coalesce(bool_and(kode_sub_kegiatan IS NULL), false) AS by_account FROM terbuka",
    )[0]  # fmt: skip
    return Undecided(**row)


def status_counts(store: Reader, at: Slice) -> dict[str, int]:
    """How many entries each list has: ``BELUM`` and the four statuses."""
    at = settle(store, (), at)
    rows = _ask(
        store, at, _OPEN,
        f"SELECT '{UNDECIDED}' AS status, count(*) AS jumlah FROM terbuka "  # noqa: S608 - our columns
        f"WHERE coalesce(status, '') NOT IN {_WAITING} "
        "UNION ALL SELECT status, count(*) FROM tanda GROUP BY ALL",
    )  # fmt: skip
    found = {row["status"]: row["jumlah"] for row in rows}
    return {name: found.get(name, 0) for name in (UNDECIDED, *STATUSES)}


def agencies_at_work(store: Reader, at: Slice) -> tuple[tuple[str, str], ...]:
    """Code and name of every agency with a line in the slice, by name."""
    return _choices(store, at, "kode_skpd", "opd")


def programmes_at_work(store: Reader, at: Slice) -> tuple[tuple[str, str], ...]:
    """Code and name of every programme in the slice, by code."""
    return tuple(sorted(_choices(store, at, "kode_program", "program")))


def _choices(store: Reader, at: Slice, column: str, grain: str) -> tuple[tuple[str, str], ...]:
    at = settle(store, (), at)
    asked = where(at)
    rows = store.query(
        f"SELECT k.{column} AS kode, coalesce(n.nama, k.{column}) AS nama "  # noqa: S608 - our columns
        f"FROM (SELECT DISTINCT kode_daerah, {column} FROM kubus WHERE {asked.sql}) AS k "
        f"LEFT JOIN nama AS n ON n.butir = '{grain}' AND n.kode_daerah = k.kode_daerah "
        f"AND n.kode = k.{column} WHERE k.{column} IS NOT NULL ORDER BY 2, 1",
        asked.params,
    ).to_pylist()
    return tuple((row["kode"], row["nama"]) for row in rows)


def work_list(
    store: Reader, at: Slice, which: str, sought: Sought, limit: int = 100, offset: int = 0
) -> WorkList:
    """One page of a list: ``BELUM`` or a status. ``BELUM`` leaves out what is in draft or returned.

    Ordered by rupiah, then by codes; totals are of all pages.
    """
    at = settle(store, (), at)
    source = _OPEN if which == UNDECIDED else _COVERED
    state = (
        f"coalesce(d.status, '') NOT IN {_WAITING}" if which == UNDECIDED else "d.status = $status"
    )
    params: dict[str, object] = {} if which == UNDECIDED else {"status": which}
    words, more = _words(sought)
    narrowed = " AND ".join([state, *words])
    whole = _ask(
        store, at, source + "," + _NAMED.format(condition=narrowed),
        "SELECT count(*) AS jumlah, count(DISTINCT kode_skpd) AS opd, "
        "coalesce(sum(rupiah), 0)::DECIMAL(38, 2) AS rupiah FROM bernama",
        params | more,
    )[0]  # fmt: skip
    columns = ", ".join(WorkItem.__slots__)
    rows = _ask(
        store, at, source + "," + _NAMED.format(condition=narrowed),
        f"SELECT {columns} FROM bernama ORDER BY rupiah DESC, kode_skpd, kode_sub_kegiatan, "  # noqa: S608 - our columns
        "kode_rekening LIMIT $banyak OFFSET $mulai",
        params | more | {"banyak": limit, "mulai": offset},
    )  # fmt: skip
    return WorkList(
        tuple(WorkItem(**{**row, "rupiah": row["rupiah"] or ZERO}) for row in rows), **whole
    )


def _words(sought: Sought) -> tuple[list[str], dict[str, object]]:
    """The filters as conditions on the named list, and their values."""
    parts, values = [], {}
    for name, column in (("opd", "kode_skpd"), ("program", "kode_program")):
        if (value := getattr(sought, name)) is not None:
            parts.append(f"d.{column} = ${name}")
            values[name] = value
    text = (
        "lower(concat_ws(' ', d.kode_skpd, o.nama, d.kode_sub_kegiatan, d.kode_rekening, "
        "s.nama, r.nama, p.nama))"
    )
    for place, word in enumerate(sought.words.lower().split()):
        parts.append(f"contains({text}, $kata{place})")
        values[f"kata{place}"] = word
    return parts, values


def _ask(
    store: Reader, at: Slice, source: str, question: str, more: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    asked = where(at)
    steps = source.replace("{asked}", asked.sql).replace("{same}", _SAME.format(a="t", b="j"))
    found: list[dict[str, Any]] = store.query(
        f"WITH {_TAGS}, {steps} {question}", {**asked.params, **(more or {})}
    ).to_pylist()
    return found
