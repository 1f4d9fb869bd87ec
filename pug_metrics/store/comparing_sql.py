"""The statements of a comparison; every name in them is a declared one or our own.

``datang`` and ``lama`` hold one narrow row a row: where it stands, a digest of everything it says
(``isi``), its scope, its measure. Rows are counted by digest, so texts are compared once. A row of
a file may hold a line for each of several years or months: ``urutan`` tells those of the file
apart, batch, row and scope those that are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pug_metrics.datasets import Dataset
from pug_metrics.datasets.declaration import SQL_TYPES

# Beyond the key, a package tells two lines of one account apart.
_PACKAGE = "uraian_paket"
_EMPTY = "''"
_ALL = {"tahun": "0", "sampai_bulan": "0"}
_PAIRED = (
    "FROM pasangan AS p JOIN sisa_datang AS sd ON sd.nomor = p.datang "
    "JOIN sisa_lama AS sl ON sl.nomor = p.lama"
)


def names(declared: Dataset) -> list[str]:
    """The declared columns in order."""
    return [column.name for column in declared.columns]


def same(columns: Iterable[str], left: str, right: str) -> str:
    """Both sides say the same in all columns; null equals null."""
    return " AND ".join(f"{left}.{name} IS NOT DISTINCT FROM {right}.{name}" for name in columns)


def filled(declared: Dataset) -> str:
    """One row: how often each column is filled in the rows in force."""
    counted = ", ".join(f"count({name}) AS {name}" for name in names(declared))
    return f"SELECT {counted} FROM berlaku_{declared.name}"  # noqa: S608


def file_rows(declared: Dataset, *, identities: bool) -> str:
    """View ``berkas``: the rows of the file with the types they are stored with."""
    typed = ", ".join(
        f"CAST({c.name} AS {SQL_TYPES[c.kind]}) AS {c.name}" for c in declared.columns
    )
    own = ("asal_unggahan", "asal_baris") if identities else ("NULL::BIGINT", "NULL::INTEGER")
    return (
        f"CREATE TEMP VIEW berkas AS SELECT {typed}, baris, urutan, {own[0]} AS asal_unggahan, "  # noqa: S608
        f"{own[1]} AS asal_baris FROM masuk"
    )


def coming(declared: Dataset, said: Sequence[str]) -> str:
    """Table ``datang``; ``said``: the columns that say anything on either side."""
    return (
        f"CREATE TEMP TABLE datang AS SELECT {_narrow(declared, said)}, baris, urutan, "  # noqa: S608
        "asal_unggahan, asal_baris FROM berkas AS r"
    )


def standing(declared: Dataset, said: Sequence[str]) -> str:
    """Table ``lama``: scopes are matched against the few that are stored, not against rows."""
    scope = declared.scope
    spoken = " AND ".join(
        f"(c.{name} = {_ALL.get(name, _EMPTY)} OR c.{name} = g.{name})" for name in scope
    )
    stored = f"berlaku_{declared.name}"
    return (
        f"CREATE TEMP TABLE lama AS SELECT {_narrow(declared, said)}, id_unggahan, baris, "  # noqa: S608
        f"false AS luar FROM {stored} AS r WHERE EXISTS (FROM "
        f"(SELECT DISTINCT {', '.join(scope)} FROM {stored}) AS g WHERE "
        f"EXISTS (FROM cakupan_berkas AS c WHERE {spoken}) AND {same(scope, 'g', 'r')})"
    )


def named_elsewhere(declared: Dataset, said: Sequence[str]) -> str:
    """Rows in force outside the scopes that rows of the file say they were."""
    return (
        f"INSERT INTO lama SELECT {_narrow(declared, said)}, id_unggahan, baris, true "  # noqa: S608
        f"FROM berlaku_{declared.name} AS r WHERE EXISTS (FROM datang AS d "
        "WHERE d.asal_unggahan = r.id_unggahan AND d.asal_baris = r.baris) AND NOT EXISTS "
        f"(FROM lama AS l WHERE {_stands(declared, 'l', 'r')})"
    )


def _narrow(declared: Dataset, said: Sequence[str]) -> str:
    package = f"r.{_PACKAGE}" if _PACKAGE in names(declared) else "NULL::VARCHAR"
    measure = f"r.{declared.measure}" if declared.measure else "NULL::DECIMAL(20,2)"
    scope = ", ".join(f"r.{name}" for name in declared.scope)
    return f"{digest(said)} AS isi, {package} AS paket, {measure} AS ukuran, {scope}"


def digest(columns: Iterable[str], table: str = "r") -> str:
    """A number of 128 bits for what ``columns`` say together; null is told from every text."""
    texts = ", ".join(f"coalesce(CAST({table}.{name} AS VARCHAR), chr(30))" for name in columns)
    return f"md5_number(concat_ws(chr(31), {texts}))"


# What one side says more often than the other.
OVER = (
    "CREATE TEMP TABLE lebih AS SELECT isi, sum(sisi) AS lebih FROM (SELECT isi, 1 AS sisi "
    "FROM datang UNION ALL SELECT isi, -1 FROM lama) GROUP BY isi HAVING sum(sisi) <> 0"
)


def left_over(declared: Dataset) -> tuple[str, str]:
    """Tables of the rows that one side has more of, with a digest of their key (``kunci``).

    Of equal rows of the file the later ones are over, of equal stored rows those that a row of the
    file names and changes.
    """
    over = (
        "SELECT s.* FROM datang AS s JOIN lebih AS i ON i.lebih > 0 AND i.isi = s.isi "
        "QUALIFY row_number() OVER (PARTITION BY s.isi ORDER BY (s.asal_baris IS NULL) DESC, "
        "s.urutan DESC) <= i.lebih"
    )
    less = (
        "SELECT s.* FROM lama AS s JOIN lebih AS i ON i.lebih < 0 AND i.isi = s.isi "
        "LEFT JOIN (SELECT DISTINCT asal_unggahan, asal_baris FROM sisa_datang "
        "WHERE asal_baris IS NOT NULL) AS d ON d.asal_unggahan = s.id_unggahan "
        "AND d.asal_baris = s.baris QUALIFY row_number() OVER (PARTITION BY s.isi "
        "ORDER BY (d.asal_baris IS NULL), s.id_unggahan, s.baris) <= -i.lebih"
    )
    numbered = f"SELECT row_number() OVER () AS nomor, s.*, {digest(declared.key)} AS kunci"
    return (
        f"CREATE TEMP TABLE sisa_datang AS {numbered} FROM ({over}) AS s "
        "JOIN berkas AS r ON r.urutan = s.urutan",
        f"CREATE TEMP TABLE sisa_lama AS {numbered} FROM ({less}) AS s "
        f"JOIN berlaku_{declared.name} AS r ON {_stands(declared, 'r', 's')}",
    )


# A row copied in a spreadsheet carries the identity too: the one with the old key is it.
PAIR_BY_IDENTITY = (
    "CREATE TEMP TABLE pasangan AS SELECT datang, lama, true AS pasti FROM (SELECT d.nomor AS "
    "datang, l.nomor AS lama, d.kunci = l.kunci AS sekunci FROM sisa_datang AS d JOIN sisa_lama "
    "AS l ON d.asal_unggahan = l.id_unggahan AND d.asal_baris = l.baris QUALIFY row_number() OVER "
    "(PARTITION BY l.nomor ORDER BY (d.kunci = l.kunci) DESC, d.urutan) = 1) "
    "QUALIFY row_number() OVER (PARTITION BY datang ORDER BY sekunci DESC, lama) = 1"
)
RESULTS = (
    "CREATE TEMP TABLE baru AS SELECT * FROM sisa_datang "
    "WHERE nomor NOT IN (SELECT datang FROM pasangan)",
    "CREATE TEMP TABLE hilang AS SELECT * FROM sisa_lama "
    "WHERE nomor NOT IN (SELECT lama FROM pasangan)",
    "CREATE TEMP TABLE kunci_ubah AS SELECT kunci FROM sisa_datang UNION "
    "SELECT kunci FROM sisa_lama WHERE nomor IN (SELECT lama FROM pasangan)",
)


def pair_by(columns: Sequence[str]) -> str:
    """Pair what is left by key, in order of rows where several share it."""
    listed = ", ".join(columns)
    sides = ", ".join(
        f"{side} AS (SELECT nomor, {listed}, row_number() OVER (PARTITION BY {listed} "  # noqa: S608
        f"ORDER BY baris) AS urut, count(*) OVER (PARTITION BY {listed}) AS banyak "
        f"FROM sisa_{table} WHERE nomor NOT IN (SELECT {table} FROM pasangan))"
        for side, table in (("d", "datang"), ("l", "lama"))
    )
    return (
        f"INSERT INTO pasangan WITH {sides} SELECT d.nomor, l.nomor, "  # noqa: S608
        f"d.banyak = 1 AND l.banyak = 1 FROM d JOIN l ON d.urut = l.urut "
        f"AND {same(columns, 'd', 'l')}"
    )


def tallies(declared: Dataset) -> str:
    """Rows and measure of every kind, per scope."""
    scope = ", ".join(declared.scope)
    sources = {
        "datang": "datang",
        "lama": "lama WHERE NOT luar",
        "luar": "lama WHERE luar",
        "baru": "baru",
        "ubah_baru": "sisa_datang WHERE nomor IN (SELECT datang FROM pasangan)",
        "ubah_lama": "sisa_lama WHERE nomor IN (SELECT lama FROM pasangan)",
        "hilang": "hilang",
        "hilang_sekunci": "hilang WHERE kunci IN (SELECT kunci FROM kunci_ubah)",
    }
    return " UNION ALL ".join(
        f"SELECT {scope}, '{kind}' AS jenis, count(*) AS baris, sum(ukuran) AS jumlah "  # noqa: S608
        f"FROM {source} GROUP BY {scope}"
        for kind, source in sources.items()
    )


def column_counts(declared: Dataset) -> str:
    """How many changed rows differ in each column, and how many of them the file empties."""
    counted = ", ".join(
        f"count(*) FILTER (d.{name} IS DISTINCT FROM l.{name}) AS {name}, "
        f"count(*) FILTER (d.{name} IS NULL AND l.{name} IS NOT NULL) AS {name}_kosong"
        for name in names(declared)
    )
    return f"SELECT {counted} {_both(declared)}"


def changed_rows(declared: Dataset, limit: int | None) -> str:
    """Changed rows with both sides."""
    listed = names(declared)
    chosen = ", ".join([*(f"d.{n}" for n in listed), *(f"l.{n} AS {n}_lama" for n in listed)])
    return (
        f"SELECT {chosen}, d.baris, p.id_unggahan_lama, p.baris_lama, p.pasti "
        f"{_both(declared, limit)} ORDER BY p.urutan"
    )


def _both(declared: Dataset, limit: int | None = None) -> str:
    scope = ", ".join(f"sl.{name}" for name in declared.scope)
    return (
        f"FROM (SELECT sd.urutan, sl.id_unggahan AS id_unggahan_lama, sl.baris AS baris_lama, "
        f"{scope}, p.pasti {_PAIRED} ORDER BY sd.urutan{_cut(limit)}) AS p "
        f"JOIN berkas AS d ON d.urutan = p.urutan JOIN berlaku_{declared.name} AS l "
        "ON l.id_unggahan = p.id_unggahan_lama AND l.baris = p.baris_lama "
        f"AND {same(declared.scope, 'l', 'p')}"
    )


def _stands(declared: Dataset, left: str, right: str) -> str:
    """Both are the same stored row."""
    return same(("id_unggahan", "baris", *declared.scope), left, right)


def added_rows(declared: Dataset, limit: int | None) -> str:
    """Rows only in the file."""
    return (
        f"SELECT {', '.join(names(declared))}, baris FROM berkas WHERE urutan IN "  # noqa: S608
        f"(SELECT urutan FROM baru ORDER BY urutan{_cut(limit)}) ORDER BY urutan"
    )


def gone_rows(declared: Dataset, limit: int | None) -> str:
    """Rows only in force."""
    listed = ", ".join(f"l.{name}" for name in names(declared))
    return (
        f"SELECT {listed}, l.id_unggahan, l.baris FROM (FROM hilang "  # noqa: S608
        f"ORDER BY id_unggahan, baris{_cut(limit)}) AS h JOIN berlaku_{declared.name} AS l "
        f"ON {_stands(declared, 'l', 'h')} ORDER BY l.id_unggahan, l.baris"
    )


def _cut(limit: int | None) -> str:
    return "" if limit is None else f" LIMIT {int(limit)}"


def agency_names(declared: Dataset) -> str:
    """Names of agencies: as the file writes them, else as stored."""
    own = ["berkas", f"berlaku_{declared.name}"] if "nama_skpd" in names(declared) else []
    told = " UNION ALL ".join(
        f"SELECT kode_daerah, kode_skpd, nama_skpd, {order} AS urut FROM {table} GROUP BY ALL"  # noqa: S608
        for order, table in enumerate([*own, "berlaku_opd", "berlaku_anggaran"])
    )
    return (
        f"SELECT kode_daerah, kode_skpd, arg_min(nama_skpd, urut) AS nama FROM ({told}) "  # noqa: S608
        "WHERE nama_skpd IS NOT NULL GROUP BY ALL"
    )


def changes(declared: Dataset, *, drop_gone: bool) -> str:
    """The rows of the file under changed keys, then tombstones of keys it no longer has."""
    also = " UNION SELECT kunci FROM hilang" if drop_gone else ""
    listed = ", ".join(names(declared))
    buried = ", ".join(
        f"l.{name}" if name in declared.key else f"NULL AS {name}" for name in names(declared)
    )
    return (
        f"WITH k AS (SELECT kunci FROM kunci_ubah{also}), "  # noqa: S608
        f"b AS MATERIALIZED (SELECT urutan, {digest(declared.key)} AS kunci FROM berkas AS r), "
        "m AS (SELECT sl.*, min(sd.baris) OVER (PARTITION BY sl.kunci) AS baris_baru "
        "FROM sisa_lama AS sl LEFT JOIN pasangan AS p ON p.lama = sl.nomor "
        "LEFT JOIN sisa_datang AS sd ON sd.nomor = p.datang "
        "WHERE sl.kunci IN (FROM k) AND sl.kunci NOT IN (SELECT kunci FROM b) "
        "QUALIFY row_number() OVER (PARTITION BY sl.kunci ORDER BY sl.nomor) = 1) "
        f"SELECT {listed}, baris, false AS nisan FROM berkas WHERE urutan IN "
        "(SELECT urutan FROM b WHERE kunci IN (FROM k)) "
        f"UNION ALL SELECT {buried}, m.baris_baru, true FROM m "
        f"JOIN berlaku_{declared.name} AS l ON {_stands(declared, 'l', 'm')} "
        "ORDER BY nisan, baris"
    )
