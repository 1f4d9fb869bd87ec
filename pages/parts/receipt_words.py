"""A receipt in words: the figure, what it means, where each part comes from, whether it adds up."""

from __future__ import annotations

from decimal import Decimal

from pug_metrics.language import say
from pug_metrics.language.numbers import count, moment, rupiah
from pug_metrics.metrics.declaration import Thing
from pug_metrics.metrics.receipt import Receipt, written
from pug_metrics.metrics.result import Source

from . import words

_FILES_SHOWN = 3


def finding(found: Receipt) -> str:
    """The figure and what it is: ``12,1 % · Persentase ARG (klaim) · Dinas Pendidikan``."""
    value = words.figure(found.value, found.metric.unit, found.reason)
    named = [] if found.kode == "TOTAL" else [found.label]
    named += [found.label_2] if found.label_2 else []
    parts = [value, found.title, *named, words.stage(found.at)]
    return words.markdown(" · ".join(part for part in parts if part))


def definition(found: Receipt) -> str:
    """How the figure is counted, in the declaration's own words, and the caution with it."""
    return f"{words.markdown(found.formula)} :small[:gray[{words.markdown(found.caution)}]]"


def rows(found: Receipt) -> list[tuple[str, str]]:
    """(what, words in Markdown) of everything behind the figure."""
    told = [_amount(found, "numerator"), _amount(found, "denominator")]
    told.append((say("kuitansi_hitungan"), found.worked if found.denominator is not None else ""))
    told.append((say("kuitansi_basis"), found.basis_label))
    told.append((say("kuitansi_belum"), _undecided(found)))
    told.append((say("kuitansi_berkas"), _files(found)))
    told.append((say("kuitansi_versi"), _version(found)))
    told.append((say("kuitansi_cocok"), _reconciled(found)))
    return [(what, text) for what, text in told if what and text]


def _files(found: Receipt) -> str:
    shown = found.batches[:_FILES_SHOWN]
    files = [_file(source) for source in shown]
    rest = len(found.batches) - len(shown)
    files += [say("kuitansi_berkas_lain", jumlah=count(rest))] if rest else []
    return "; ".join(files)


def _amount(found: Receipt, side: str) -> tuple[str, str]:
    amount, label = getattr(found, side), getattr(found, f"{side}_label")
    lines = getattr(found, f"{side}_lines")
    if amount is None or not label:
        return "", ""
    text = (
        f"**{_written(found.metric.above if side == 'numerator' else found.metric.below, amount)}**"
    )
    if lines is None:
        return label, text
    key = "kuitansi_baris_satu" if lines == 1 else "kuitansi_baris"
    return label, say(key, angka=text, jumlah=count(lines))


def _written(thing: Thing, amount: Decimal) -> str:
    return rupiah(amount) if thing is Thing.RUPIAH else written(thing, amount)


def _undecided(found: Receipt) -> str:
    if found.undecided is None or found.undecided_lines is None:
        return ""
    if found.undecided_lines == 0:
        return say("kuitansi_belum_nol")
    counted = str(found.kode_2 or "").startswith("KLAIM_BELUM")
    return say(
        "kuitansi_belum_dihitung" if counted else "kuitansi_belum_isi",
        rupiah=rupiah(found.undecided),
        jumlah=count(found.undecided_lines),
    )


def _file(source: Source) -> str:
    name = words.markdown(source.berkas)
    return say(
        "kuitansi_berkas_isi", berkas=name, id=source.id_unggahan, awal=count(source.baris_awal),
        akhir=count(source.baris_akhir),
    )  # fmt: skip


def _version(found: Receipt) -> str:
    at = moment(found.version.at) if found.version.at else ""
    return " · ".join(part for part in (at, found.version.label) if part)


def _reconciled(found: Receipt) -> str:
    if not found.reconciles or found.parts_sum is False:
        mark, key = ":red[:material/close:] ", "kuitansi_cocok_tidak"
    elif found.parts_sum:
        mark, key = ":green[:material/check:] ", "kuitansi_cocok_jumlah"
    else:
        mark, key = ":green[:material/check:] ", "kuitansi_cocok_berkas"
    return mark + say(key)


def notes(found: Receipt) -> list[str]:
    """What must be said beside the figure."""
    return [say(key, **facts) for key, facts in found.notes]
