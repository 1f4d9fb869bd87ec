"""The page *Mengapa berubah* in bars and table rows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pug_metrics.charts.waterfall import Level, Step
from pug_metrics.language import say
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.why import Cause, Movement
from pug_metrics.metrics.why_lines import Behind, MovedLine, Side
from pug_metrics.metrics.why_shown import shown

from . import perubahan_words as told_in
from .perubahan_figures import Change

if TYPE_CHECKING:
    import pandas as pd

# A table says more than a bar: hundredths of a point, or sen.
_HUNDREDTH = Decimal("0.01")


def ends(change: Change) -> tuple[Level, Level]:
    """The first and the last bar."""
    movement, told = change.movement, shown(change.movement)
    return (
        Level("awal", told_in.ends(movement)[0], _number(movement.start),
              told_in.level(change, told.start, told)),
        Level("akhir", told_in.ends(movement)[1], _number(movement.end),
              told_in.level(change, told.end, told)),
    )  # fmt: skip


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def steps(change: Change) -> list[Step]:
    """A bar a cause that is not zero, in the order of the convention; the largest stands out."""
    movement, told = change.movement, shown(change.movement)
    largest = max((abs(part.nilai) for part in movement.parts), default=Fraction(0))
    return [
        Step(
            str(part.cause), told_in.part_name(movement, part.cause), float(part.nilai),
            told_in.of_cause(movement, part.cause, told), soroti=abs(part.nilai) == largest,
            keterangan=told_in.lines(part.baris), dipilih=part.cause is change.cause,
        )
        for part in movement.parts
        if part.nilai
    ]  # fmt: skip


def causes(movement: Movement) -> list[Cause]:
    """Causes that are not zero, in the order of the table."""
    return [part.cause for part in movement.parts if part.nilai]


def table(movement: Movement) -> pd.DataFrame:
    """A row a cause: its written effect, lines, exact rupiah."""
    import pandas as pd

    effect = "poin" if movement.metric.unit is Unit.PERSEN else "rupiah"
    told, known = shown(movement, _HUNDREDTH), causes(movement)
    held: dict[str, list[object]] = {
        say("perubahan_kolom_sebab"): [told_in.part_name(movement, cause) for cause in known],
        say(f"perubahan_kolom_{effect}"): [float(told.parts[cause]) for cause in known],
        say("perubahan_kolom_baris"): [movement.part(cause).baris for cause in known],
    }
    if effect == "poin":
        moved = [float(movement.part(cause).rupiah) for cause in known]
        held[say("perubahan_kolom_uang")] = moved
    return pd.DataFrame(held)


def lines(movement: Movement, behind: Behind) -> pd.DataFrame:
    """Lines behind a cause for reading: whose, what, how much before and after, where written."""
    import pandas as pd

    dates = dict(zip(("dulu", "kini"), told_in.ends(movement), strict=True))
    found = behind.baris
    held: dict[str, list[object]] = {
        say("kuitansi_kolom_nama_skpd"): [each.nama_skpd for each in found],
        say("kuitansi_kolom_nama_sub_kegiatan"): [each.nama_sub_kegiatan for each in found],
        say("kuitansi_kolom_nama_rekening"): [each.nama_rekening for each in found],
        _effect(movement): [_written(movement, each.sumbangan) for each in found],
    }
    measures = ("pagu", "sah" if movement.metric.lines_above == "sah > 0" else "klaim")
    for name in measures:
        held[say(f"perubahan_kolom_{name}_awal", **dates)] = [_of(e.before, name) for e in found]
        held[say(f"perubahan_kolom_{name}_akhir", **dates)] = [_of(e.after, name) for e in found]
    held[say("perubahan_kolom_tempat_awal", **dates)] = [place(each.before) for each in found]
    held[say("perubahan_kolom_tempat_akhir", **dates)] = [place(each.after) for each in found]
    held |= _codes(found)
    return pd.DataFrame(held)


def _codes(found: tuple[MovedLine, ...]) -> dict[str, list[object]]:
    return {
        say("kuitansi_kolom_kode_skpd"): [each.kode.kode_skpd for each in found],
        say("kuitansi_kolom_kode_sub_kegiatan"): [e.kode.kode_sub_kegiatan for e in found],
        say("kuitansi_kolom_kode_rekening"): [each.kode.kode_rekening for each in found],
        say("kuitansi_kolom_kode_sumber_dana"): [each.kode.kode_sumber_dana for each in found],
    }


def _effect(movement: Movement) -> str:
    share = movement.metric.unit is Unit.PERSEN
    return say("perubahan_kolom_poin" if share else "perubahan_kolom_rupiah")


def _written(movement: Movement, value: Fraction) -> float:
    """Points of one line are small: three decimals; rupiah to the sen."""
    return round(float(value), 3 if movement.metric.unit is Unit.PERSEN else 2)


def _of(side: Side | None, name: str) -> float | None:
    return None if side is None else float(getattr(side, name))


def place(side: Side | None) -> str:
    """``anggaran.csv baris 12, 15``; a dash where the line does not stand."""
    if side is None:
        return told_in.words.MISSING
    return "; ".join(
        say("perubahan_tempat", berkas=file, baris=", ".join(map(str, rows)))
        for file, rows in side.tempat
    )


def widths() -> dict[str, int]:
    """Px of the columns with names, so that effect and rupiah are seen beside them."""
    names = {"nama_skpd": 190, "nama_sub_kegiatan": 250, "nama_rekening": 150}
    return {say(f"kuitansi_kolom_{name}"): width for name, width in names.items()}
