"""How a difference is told: counts, sums, what each mode would do, agencies, first changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pug_metrics.cli.session import grid, tell
from pug_metrics.language import say
from pug_metrics.language.numbers import count, month, rupiah_full

if TYPE_CHECKING:
    from pug_metrics.ingest.changes import (
        Change,
        Difference,
        Kind,
        PartDifference,
        ScopeDifference,
        Tallies,
        Tally,
    )

_SHOWN = 10
_AGENCIES = 40
_KINDS: tuple[Kind, ...] = ("baru", "berubah", "hilang")


def tell_meeting(told: Difference) -> None:
    """Before a refusal of an occupied scope: the counts, and what each mode would do."""
    for part in told.parts:
        _counts(part)
        if not part.total.nothing:
            _modes(part, told.rejected)


def tell_counts(told: Difference) -> None:
    """Rows by kind, sums before and after, of every dataset of the file."""
    for part in told.parts:
        _counts(part)


def tell_difference(told: Difference) -> None:
    """Counts, sums, agencies and the first changes of every dataset of the file."""
    for part in told.parts:
        _counts(part)
        if part.total.nothing:
            continue
        _modes(part, told.rejected)
        _columns(part)
        _agencies(part)
        for kind in _KINDS:
            _samples(part.of_kind(kind), kind, _of_kind(part.total)[kind].rows)


def _of_kind(total: Tallies) -> Mapping[str, Tally]:
    return {"baru": total.new, "berubah": total.changed_after, "hilang": total.gone}


def _counts(part: PartDifference) -> None:
    total = part.total
    tell(say("selisih_judul", dataset=part.dataset, lama=count(total.before.rows),
             baris=count(total.file.rows)))  # fmt: skip
    if total.nothing:
        tell(say("selisih_tidak_ada"))
        return
    rows = [
        (say("selisih_baru"), total.new.rows, None, total.new),
        (say("selisih_berubah"), total.changed_after.rows, total.changed_before,
         total.changed_after),
        (say("selisih_hilang"), total.gone.rows, total.gone, None),
        (say("selisih_sama"), total.same.rows, total.same, total.same),
        (say("selisih_semua"), total.file.rows, total.before, total.file),
    ]  # fmt: skip
    headers = (say("selisih_kolom_jenis"), say("selisih_kolom_baris"), say("selisih_kolom_lama"),
               say("selisih_kolom_baru"))  # fmt: skip
    tell(grid(headers, [(name, count(n), _money(a), _money(b)) for name, n, a, b in rows],
              frozenset({1, 2, 3})))  # fmt: skip


def _money(tally: Tally | None) -> str:
    return "" if tally is None or tally.amount is None else rupiah_full(tally.amount)


def _modes(part: PartDifference, rejected: int) -> None:
    """What would be in force after each mode that would not be refused."""
    from pug_metrics.ingest.modes import possible

    if not part.total.before.rows:
        return
    for mode in possible(part.total, rejected):
        after = part.total.after(mode)
        said = say(f"selisih_mode_{mode.value}", baris=count(after.rows))
        tell(f"  {said} {_money(after)}".rstrip())
    if part.total.gone_beside.rows:
        tell(say("selisih_sekunci", jumlah=count(part.total.gone_beside.rows)))


def _columns(part: PartDifference) -> None:
    for each in part.columns:
        words = "selisih_kolom_dikosongkan" if each.emptied else "selisih_kolom_berubah"
        tell(say(words, kolom=each.column, jumlah=count(each.rows), kosong=count(each.emptied)))


def _agencies(part: PartDifference) -> None:
    moving = [each for each in part.by_agency() if not each.tallies.nothing]
    if len({each.scope.kode_skpd for each in part.by_agency()}) <= 1 or not moving:
        return
    kinds = (say("selisih_baru"), say("selisih_berubah"), say("selisih_hilang"))
    sides = (say("selisih_kolom_lama"), say("selisih_kolom_baru"))
    headers = (say("selisih_kolom_opd"), *kinds, *sides)
    tell(grid(headers, [_agency(each) for each in moving[:_AGENCIES]], frozenset(range(1, 6))))
    if len(moving) > _AGENCIES:
        tell(say("selisih_opd_lain", jumlah=count(len(moving) - _AGENCIES)))


def _agency(each: ScopeDifference) -> tuple[str, ...]:
    t = each.tallies
    counts = (t.new.rows, t.changed_after.rows, t.gone.rows)
    name = " ".join(part for part in (each.scope.kode_skpd, each.name) if part)
    return (name, *map(count, counts), _money(t.before), _money(t.file))


def _samples(changes: Iterable[Change], kind: str, whole: int) -> None:
    shown = list(changes)[:_SHOWN]
    for each in shown:
        tell(f"{say(f'selisih_{kind}')}{_place(each)}: {_said(each)}")
    if whole > len(shown):
        tell(say("selisih_baris_lain", jumlah=count(whole - len(shown))))


def _place(change: Change) -> str:
    if change.row is not None:
        return f" ({say('perintah_di_baris', baris=change.row)})"
    return f" ({say('selisih_di_unggahan', id=(change.stored or (0, 0))[0])})"


def _said(change: Change) -> str:
    if change.kind == "berubah":
        return "; ".join(
            f"{cell.column}: {_value(cell.column, cell.old)} → {_value(cell.column, cell.new)}"
            for cell in change.cells()
        )
    row = change.new or change.old
    return "; ".join(
        f"{name}: {_value(name, value)}" for name, value in row.items()
        if not name.startswith("nama_")
    )  # fmt: skip


def _value(column: str, value: object) -> str:
    from decimal import Decimal

    match value:
        case None:
            return say("selisih_kosong")
        case Decimal() if not column.startswith(("persen", "bobot")):
            return rupiah_full(value)
        case int() if column == "sampai_bulan":
            return month(value)
    return str(value)


def facts(told: Difference) -> dict[str, object]:
    """The difference for JSON: money as text, missing null."""
    return {
        "tanpa_perubahan": told.nothing,
        "ditolak": told.rejected,
        "dataset": [_part_facts(part) for part in told.parts],
    }


def _part_facts(part: PartDifference) -> dict[str, object]:
    return {
        "dataset": part.dataset,
        **_tallies_facts(part.total),
        "kolom": [
            {"kolom": each.column, "baris": each.rows, "dikosongkan": each.emptied}
            for each in part.columns
        ],
        "opd": [
            {"kode_daerah": each.scope.kode_daerah, "kode_skpd": each.scope.kode_skpd,
             "nama": each.name or None, **_tallies_facts(each.tallies)}
            for each in part.by_agency()
        ],
        "contoh": [_change_facts(each) for each in part.samples],
    }  # fmt: skip


def _tallies_facts(total: Tallies) -> dict[str, object]:
    pairs = {
        "sebelum": total.before, "berkas": total.file, "baru": total.new,
        "berubah_lama": total.changed_before, "berubah": total.changed_after,
        "hilang": total.gone, "hilang_sekunci": total.gone_beside, "sama": total.same,
    }  # fmt: skip
    return {name: tally_facts(tally) for name, tally in pairs.items()}


def tally_facts(tally: Tally) -> dict[str, object]:
    """Rows and rupiah for JSON."""
    return {"baris": tally.rows, "jumlah": None if tally.amount is None else str(tally.amount)}


def _change_facts(change: Change) -> dict[str, object]:
    return {
        "jenis": change.kind,
        "baris": change.row,
        "unggahan": change.stored[0] if change.stored else None,
        "baris_tersimpan": change.stored[1] if change.stored else None,
        "pasti": change.certain,
        "sel": [
            {"kolom": cell.column, "lama": _plain(cell.old), "baru": _plain(cell.new)}
            for cell in change.cells()
        ],
        "isi": {name: _plain(value) for name, value in (change.new or change.old).items()},
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | str) else str(value)
