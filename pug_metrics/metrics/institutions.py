"""Whether the institutions of PUG are alive: valid focal points, meetings held."""

from __future__ import annotations

from decimal import Decimal

from pug_metrics.language import Text
from pug_metrics.language.numbers import count
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, compose, ratio
from pug_metrics.metrics.declaration import Basis, Good, Grain, Thing, Unit, metric
from pug_metrics.metrics.framed import framed
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import Keys, key_columns

_GRAINS = (Grain.DAERAH, Grain.OPD, Grain.TAHUN)
_FOCAL = "jenis = 'FOCAL_POINT'"
_BOTH = "rapat_rencana IS NOT NULL AND rapat_terlaksana IS NOT NULL"
_EITHER = "coalesce(rapat_rencana, rapat_terlaksana) IS NOT NULL"


@metric(
    title=Text("Focal point PUG yang aktif", "Active PUG focal points"),
    formula=Text(
        "OPD yang SK focal point-nya berlaku pada akhir tahun ÷ semua OPD × 100.",
        "Agencies whose focal point decree is valid at the end of the year ÷ all agencies × 100.",
    ),
    meaning=Text(
        "Berapa bagian OPD yang punya penanggung jawab PUG yang sah.",
        "What part of the agencies has somebody in charge of PUG by a valid decree.",
    ),
    caution=Text(
        "SK yang habis masa berlakunya sebelum 31 Desember, atau tanpa tanggal, tidak dihitung. "
        "OPD yang tidak disebut di daerah yang sudah melapor dianggap belum punya.",
        "A decree that ends before 31 December, or has no date, does not count. An agency that is "
        "not named in a region that does report is taken to have none.",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=_GRAINS,
    numerator=Text("OPD ber-focal point aktif", "Agencies with an active focal point"),
    denominator=Text("Semua OPD", "All agencies"),
    source=Text(
        "Kelembagaan sebagai prasyarat PUG (Pokja, focal point, SK): "
        "https://dkp3a.kaltimprov.go.id/berita/detail/5695. Berlaku sampai akhir tahun: konvensi "
        "kami.",
        "Institutions as a prerequisite of PUG (working group, focal point, decree): "
        "https://dkp3a.kaltimprov.go.id/berita/detail/5695. Validity at the end of the year: our "
        "convention.",
    ),
    datasets=("kelembagaan", "opd"),
    above=Thing.OPD,
    lines_above=f"{_FOCAL} AND berlaku",
    lines_below="",
    rows="lembaga",
)
def focal_point_active_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Agencies with a valid focal point over the roster, in percent; years without a report: none.

    Over several years an agency counts once a year. Raises ``QuestionError``
    ``saringan_tidak_ada`` for filters other than region, year and agency.
    """
    name = "focal_point_active_share"
    at = framed(store, name, by, at, "lembaga")
    asked = where(at)
    rows = store.query(
        f"""
        SELECT {key_columns(by)}, count(*) AS semua,
            count(*) FILTER ((kode_daerah, tahun, kode_skpd) IN (
                SELECT (kode_daerah, tahun, kode_skpd) FROM lembaga WHERE {_FOCAL} AND berlaku
            )) AS aktif
        FROM roster_opd
        WHERE {asked.sql} AND (kode_daerah, tahun) IN (
            SELECT (kode_daerah, tahun) FROM lembaga WHERE {_FOCAL}
        )
        GROUP BY {_keys(by)}
        """,  # noqa: S608 - our own tables and columns; values are parameters
        asked.params,
    ).to_pylist()
    counted = [(_key(row, by), row["aktif"], row["semua"]) for row in rows]
    return _answer(store, name, by, at, basis, counted)


@metric(
    title=Text("Rapat PUG yang terlaksana", "PUG meetings held"),
    formula=Text(
        "Rapat terlaksana ÷ rapat yang direncanakan × 100.", "Meetings held ÷ planned × 100."
    ),
    meaning=Text(
        "Apakah Pokja, tim penggerak dan focal point bertemu seperti yang direncanakan.",
        "Whether working group, driver team and focal points meet as planned.",
    ),
    caution=Text(
        "Hanya lembaga yang mencatat kedua angkanya. Lebih dari 100 % ditampilkan apa adanya.",
        "Only institutions that record both numbers. More than 100% is shown as it is.",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=_GRAINS,
    numerator=Text("Rapat terlaksana", "Meetings held"),
    denominator=Text("Rapat direncanakan", "Meetings planned"),
    source=Text(
        "Rencana kerja dan daftar hadir Pokja, tim penggerak dan focal point yang diunggah; "
        "pembagian menurut rencana: konvensi kami.",
        "Uploaded work plans and records of working group, driver team and focal points; the share "
        "of what is planned: our convention.",
    ),
    datasets=("kelembagaan",),
    above=Thing.RAPAT,
    lines_above=_BOTH,
    lines_below=_BOTH,
    rows="lembaga",
)
def pug_meeting_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Meetings held over meetings planned, in percent; the region's own bodies: code ``DAERAH``.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for filters other than region, year and agency.
    """
    name = "pug_meeting_share"
    at = framed(store, name, by, at, "lembaga")
    asked = where(at)
    rows = store.query(
        f"""
        SELECT {key_columns(by)}, count(*) AS semua, count(*) FILTER ({_BOTH}) AS punya,
            sum(rapat_terlaksana) FILTER ({_BOTH})::BIGINT AS terlaksana,
            sum(rapat_rencana) FILTER ({_BOTH})::BIGINT AS rencana
        FROM lembaga WHERE {asked.sql} AND {_EITHER} GROUP BY {_keys(by)}
        """,  # noqa: S608 - our own tables and columns; values are parameters
        asked.params,
    ).to_pylist()
    counted = [(_key(row, by), row["terlaksana"], row["rencana"]) for row in rows]
    known, every = (sum(row[each] for row in rows) for each in ("punya", "semua"))
    notes: list[Note] = []
    if known < every:
        notes = [("catatan_rapat_cakupan", {"punya": count(known), "semua": count(every)})]
    return _answer(store, name, by, at, basis, counted, notes)


def _answer(  # noqa: PLR0913 - the facts of an answer
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None,
    counted: list[tuple[Keys, int | None, int | None]], notes: list[Note] | None = None,
) -> Result:  # fmt: skip
    """``counted``: key, numerator and denominator of every unit; ``None`` where nothing counts."""
    figures = {keys: _figure(top, bottom) for keys, top, bottom in counted}
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    known = [(top, bottom) for _, top, bottom in counted if top is not None and bottom is not None]
    whole = NO_DATA
    if known:
        whole = _figure(sum(top for top, _ in known), sum(bottom for _, bottom in known))
    return compose(store, name, by, at, basis, figures, whole, notes or ())


def _figure(top: int | None, bottom: int | None) -> Figure:
    if top is None or bottom is None:
        return NO_DATA
    return ratio(Decimal(top), Decimal(bottom))


def _keys(by: tuple[Grain, ...]) -> str:
    return ", ".join(f"k{i}" for i in range(len(by)))


def _key(row: dict[str, object], by: tuple[Grain, ...]) -> Keys:
    return tuple(str(row[f"k{i}"]) for i in range(len(by)))
