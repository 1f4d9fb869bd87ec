"""What it costs to reach one person: realisation over the women and men reached."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pug_metrics.language import Text
from pug_metrics.language.numbers import count
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, compose, ratio
from pug_metrics.metrics.declaration import Basis, Good, Grain, Thing, Unit, metric
from pug_metrics.metrics.framed import framed
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import SPLIT_BY_SEX, TOLD, ZERO, Keys, key_columns

_FILTERS = (
    "daerah", "tahun", "opd", "urusan", "bidang", "program", "kegiatan", "sub_kegiatan",
    "sampai_bulan",
)  # fmt: skip
_KEY = "kode_daerah, tahun, kode_skpd, kode_sub_kegiatan"


@dataclass(frozen=True, slots=True)
class _Cost:
    """Sub-activities of one unit that report people, those counted, their rupiah and people."""

    keys: Keys
    reporting: int
    counted: int
    spent: Decimal
    people: int


@metric(
    title=Text("Biaya per penerima manfaat", "Cost per beneficiary"),
    formula=Text(
        "Realisasi sub kegiatan ÷ (laki-laki + perempuan terjangkau).",
        "Realisation of the sub-activities ÷ (men + women reached).",
    ),
    meaning=Text(
        "Rupiah yang dibelanjakan untuk tiap orang yang terjangkau.",
        "Rupiah spent for each person reached.",
    ),
    caution=Text(
        "Hanya sub kegiatan yang punya realisasi bulan itu dan seluruh penerimanya terpilah L/P; "
        "cakupannya ditulis. Murah belum tentu baik: jenis layanan berbeda.",
        "Only sub-activities with a realisation of that month and all beneficiaries split by sex; "
        "the coverage is said. Cheap is not always good: services differ.",
    ),
    unit=Unit.RUPIAH_PER_ORANG,
    good=Good.TIDAK_ADA,
    grains=(
        Grain.DAERAH, Grain.OPD, Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.KEGIATAN,
        Grain.SUB_KEGIATAN, Grain.TAHUN,
    ),
    numerator=Text("Realisasi sub kegiatan yang dihitung", "Realisation of those counted"),
    denominator=Text("Laki-laki dan perempuan terjangkau", "Men and women reached"),
    source=Text(
        "Realisasi dan penerima manfaat yang diunggah; bulan terakhir yang dilaporkan dan syarat "
        "keduanya ada: konvensi kami.",
        "Uploaded realisation and beneficiaries; the latest month reported and the condition that "
        "both are there: our convention.",
    ),
    datasets=("realisasi", "sasaran"),
    below=Thing.ORANG,
    lines_above="",
    lines_below=SPLIT_BY_SEX,
    rows="penerima",
)  # fmt: skip
def cost_per_beneficiary(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Rupiah per person reached, up to the month asked for or the latest of each year.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for filters that the rows lack.
    """
    name = "cost_per_beneficiary"
    at = framed(store, name, by, at, "penerima", _FILTERS)
    costs = _costs(store, by, at)
    figures = {each.keys: _figure(each) for each in costs}
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    whole = _together(costs)
    return compose(store, name, by, at, basis, figures, _figure(whole), _coverage(whole))


def _figure(cost: _Cost) -> Figure:
    if cost.counted == 0:
        return NO_DATA
    return ratio(cost.spent, Decimal(cost.people), scale=1)


def _together(costs: list[_Cost]) -> _Cost:
    return _Cost(
        (), sum(each.reporting for each in costs), sum(each.counted for each in costs),
        sum((each.spent for each in costs), ZERO), sum(each.people for each in costs),
    )  # fmt: skip


def _coverage(whole: _Cost) -> list[Note]:
    if whole.counted == whole.reporting:
        return []
    facts = {"punya": count(whole.counted), "semua": count(whole.reporting)}
    return [("catatan_cakupan_biaya", dict(facts))]


def _costs(store: Reader, by: tuple[Grain, ...], at: Slice) -> list[_Cost]:
    asked = where(at)
    month, extra = _month(at)
    query = f"""
        WITH orang AS (
            SELECT {_KEY}, kode_urusan, kode_bidang, kode_program, kode_kegiatan,
                sum(realisasi_l + realisasi_p)::BIGINT AS orang,
                count(*) FILTER ({TOLD}) AS ada, count(*) FILTER ({SPLIT_BY_SEX}) AS terpilah
            FROM penerima WHERE kode_sub_kegiatan IS NOT NULL AND {asked.sql} GROUP BY ALL
        ), uang AS (
            SELECT {_KEY}, sum(realisasi) AS rupiah FROM berlaku_realisasi
            WHERE kode_sub_kegiatan IS NOT NULL AND {month} GROUP BY ALL
        ), keduanya AS (
            SELECT *, rupiah IS NOT NULL AND ada = terpilah AS punya
            FROM orang LEFT JOIN uang USING ({_KEY}) WHERE ada > 0
        )
        SELECT {key_columns(by)}, count(*) AS semua, count(*) FILTER (punya) AS dihitung,
            sum(rupiah) FILTER (punya) AS rupiah, sum(orang) FILTER (punya)::BIGINT AS orang
        FROM keduanya GROUP BY {", ".join(f"k{i}" for i in range(len(by)))}
    """  # noqa: S608 - our own tables and columns; values are parameters
    return [
        _Cost(
            tuple(str(row[f"k{i}"]) for i in range(len(by))), row["semua"], row["dihitung"],
            row["rupiah"] or ZERO, row["orang"] or 0,
        )
        for row in store.query(query, asked.params | extra).to_pylist()
    ]  # fmt: skip


def _month(at: Slice) -> tuple[str, dict[str, object]]:
    """The month asked for, else the latest reported in each year of the slice."""
    if at.sampai_bulan is not None:
        return "sampai_bulan = $bulan", {"bulan": at.sampai_bulan}
    asked = where(at, (Grain.DAERAH, Grain.TAHUN, Grain.OPD))
    latest = (
        "(kode_daerah, tahun, sampai_bulan) IN (SELECT (kode_daerah, tahun, "  # noqa: S608 - ours
        "max(sampai_bulan)) "
        f"FROM berlaku_realisasi WHERE {asked.sql} GROUP BY kode_daerah, tahun)"
    )
    return latest, {}
