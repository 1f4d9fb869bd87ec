"""The Wilayah page in chart rows and table rows: figures of results, written for the reader."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pug_metrics.charts.ranked_bars import Average, Gap, Ranked
from pug_metrics.charts.region_map import Area
from pug_metrics.charts.style import Steps, limits
from pug_metrics.charts.tiles import Tile, TileGroup
from pug_metrics.language import say
from pug_metrics.language.numbers import common_step, decimal, percent, small
from pug_metrics.metrics.findings_places import PlaceName, average, known, unknown
from pug_metrics.reference import places as reference

from .wilayah_figures import Places

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
# Rows at each end of the ranking; more where the map beside it is tall.
ENDS, ENDS_OF_MANY, MANY = 5, 9, 24


class Writer:
    """Writes figures of one measure in one unit: rupiah in the step of the largest, or percent."""

    def __init__(self, places: Places) -> None:
        """Take the unit from the largest figure that is drawn."""
        self.percent = places.measure == "persen"
        values = [row["nilai"] for row in known(places.result)]
        self.size, self.unit = (Decimal(1), "%") if self.percent else common_step(values)

    def __call__(self, value: float) -> str:
        """The figure without its unit: ``486``, ``8,3``, ``<0,1``; percent keep their sign."""
        if self.percent:
            return percent(value)
        amount = Decimal(str(value)) / self.size
        if 0 < amount < Decimal("0.05"):
            return f"<{decimal(Decimal('0.1'), 1)}"
        return decimal(amount, 0 if amount >= 10 or self.size == 1 else 1)

    def bound(self, value: float) -> str:
        """A limit of the legend, without needless decimals."""
        amount = Decimal(str(value)) / self.size
        return decimal(amount, 0 if amount == amount.to_integral_value() else 1)


def steps(places: Places, writer: Writer, *, titled: bool) -> Steps:
    """Four colour steps near the quartiles, in the unit of the chart; no title on a phone."""
    cuts = limits([row["nilai"] for row in known(places.result)])
    low, mid, high = (writer.bound(cut) for cut in cuts)
    return Steps(
        cuts,
        (
            say("wilayah_langkah_bawah", batas=low),
            say("wilayah_langkah_antara", dari=low, sampai=mid),
            say("wilayah_langkah_antara", dari=mid, sampai=high),
            say("wilayah_langkah_atas", batas=high),
        ),
        judul=writer.unit if titled else "",
        kosong=say("wilayah_kosong"),
    )


def groups(places: Places, writer: Writer) -> list[TileGroup]:
    """Tiles of the drawn places under the place above them."""
    drawn: dict[str, list[Tile]] = {}
    for area in areas(places, writer):
        above = area.kode[:8] if places.by_village else area.kode[:5]
        drawn.setdefault(above, []).append(
            Tile(area.kode, area.nama, area.nilai, area.label, area.soroti, area.dipilih,
                 area.keterangan)
        )  # fmt: skip
    return [TileGroup(code, _above(places, code), tuple(tiles)) for code, tiles in drawn.items()]


def _above(places: Places, code: str) -> str:
    if code in places.roster:
        return say("wilayah_kec", nama=places.name(code))
    found = reference.find(code)
    return found.nama if found else places.region


def areas(places: Places, writer: Writer) -> list[Area]:
    """Every place that is drawn; without a figure it says so, and is never zero."""
    figures = {row["kode"]: row for row in known(places.result)}
    ends = _ends(places)
    return [_area(each, figures.get(each.kode), places, writer, ends) for each in places.shown()]


def _ends(places: Places) -> set[str]:
    """The two places that the title names."""
    rows = known(places.result)
    return {rows[0]["kode"], rows[-1]["kode"]} if len(rows) > 1 else set()


def _area(each: PlaceName, row: Row | None, places: Places, writer: Writer, ends: set[str]) -> Area:
    picked = each.kode == places.picked
    if row is None:
        return Area(each.kode, each.nama, None, say("wilayah_kosong"), dipilih=picked)
    told = say(f"wilayah_petunjuk_{places.measure}", angka=writer(row["nilai"]), satuan=writer.unit)
    return Area(
        each.kode, each.nama, row["nilai"], writer(row["nilai"]), soroti=each.kode in ends,
        dipilih=picked, keterangan=told,
    )  # fmt: skip


def ranking(places: Places, writer: Writer) -> list[Ranked | Gap]:
    """The first and the last places, what lies between in one row; the picked place always."""
    rows = known(places.result)
    side = ENDS if len(rows) <= MANY else ENDS_OF_MANY
    if len(rows) <= 2 * side + 1:
        kept = list(range(len(rows)))
    else:
        picked = [i for i, row in enumerate(rows) if row["kode"] == places.picked]
        kept = sorted({*range(side), *picked, *range(len(rows) - side, len(rows))})
    ends = _ends(places)
    made: list[Ranked | Gap] = []
    for at, last in zip(kept, [-1, *kept], strict=False):
        if at - last > 1:
            made.append(Gap(say("wilayah_di_antaranya", jumlah=small(at - last - 1))))
        made.append(_ranked(at, rows[at], places, writer, ends))
    return made


def _ranked(at: int, row: Row, places: Places, writer: Writer, ends: set[str]) -> Ranked:
    code = row["kode"]
    moved = places.changes.get(code)
    return Ranked(
        code, str(row["label"]), row["nilai"], writer(row["nilai"]), peringkat=str(at + 1),
        perubahan=movement(moved) if places.changes else "", arah=_direction(moved),
        soroti=code in ends, dipilih=code == places.picked,
        keterangan=movement(moved, long=True, year=places.before) if places.changes else "",
    )  # fmt: skip


def movement(by: int | None, *, long: bool = False, year: int | None = None) -> str:
    """``naik 2``, or with the year ``naik 2 peringkat dari 2024``; ``by`` None: no rank before."""
    if by is None:
        return say("wilayah_baru_panjang", tahun=year) if long else say("wilayah_baru")
    kind = "tetap" if by == 0 else "naik" if by > 0 else "turun"
    if long:
        return say(f"wilayah_{kind}_panjang", jumlah=abs(by), tahun=year)
    return say(f"wilayah_{kind}", jumlah=abs(by))


def _direction(by: int | None) -> Any:  # noqa: ANN401 - one of three words of the chart
    if not by:
        return ""
    return "baik" if by > 0 else "kurang"


def average_line(places: Places, writer: Writer) -> Average | None:
    """The line of all drawn places together."""
    value = average(places.result)
    if value is None or len(known(places.result)) < 3:
        return None
    return Average(value, say("wilayah_rata_rata", angka=writer(value)))


def table(places: Places) -> pd.DataFrame:
    """Every drawn place: rank, figure, what it is made of, change of rank; without data last."""
    import pandas as pd

    rows = [*known(places.result), *unknown(places.result)]
    ranked = len(known(places.result))
    told: dict[str, Sequence[object]] = {
        say("wilayah_kolom_peringkat"): _ranks(ranked, len(rows)),
        say("kolom_kode"): [row["kode"] for row in rows],
        say("wilayah_kolom_tempat"): [row["label"] for row in rows],
    }
    if places.by_village:
        told[say("butir_kecamatan")] = [places.name(row["kode"][:8]) for row in rows]
    told[_value_name(places)] = [row["nilai"] for row in rows]
    if places.measure in ("per_perempuan", "persen"):
        declared = places.result.metric
        told[str(declared.numerator)] = [_number(row["pembilang"]) for row in rows]
        told[str(declared.denominator)] = [_number(row["penyebut"]) for row in rows]
    if places.changes:
        told[say("wilayah_kolom_perubahan", tahun=places.before)] = [
            movement(places.changes.get(row["kode"])) if row["nilai"] is not None else ""
            for row in rows
        ]
    told[say("kolom_alasan")] = [
        say("wilayah_kosong") if row["nilai"] is None else "" for row in rows
    ]
    return pd.DataFrame(told)


def _ranks(ranked: int, whole: int) -> Any:  # noqa: ANN401 - an array of whole numbers with gaps
    import pandas as pd

    return pd.array([*range(1, ranked + 1), *[None] * (whole - ranked)], dtype="Int64")


def _value_name(places: Places) -> str:
    unit = "%" if places.measure == "persen" else "Rp"
    return f"{say(f'wilayah_ukuran_{places.measure}')} ({unit})"


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
