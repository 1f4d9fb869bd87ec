"""The Wilayah page in sentences: right for no place, one, two and hundreds of places."""

from __future__ import annotations

from typing import Any

from pug_metrics.language import say
from pug_metrics.language.numbers import count, decimal, percent, rupiah, small
from pug_metrics.metrics.findings_places import (
    average,
    below,
    bottom_district,
    known,
    lowest_district,
    times,
    unknown,
)

from . import words
from .wilayah_figures import Places

Row = dict[str, Any]
# Places without data are named as long as they are few.
_NAMED = 3


def figure(places: Places, value: float) -> str:
    """A figure of the measure in full words."""
    return percent(value) if places.measure == "persen" else _per_head(value)


def _per_head(value: float) -> str:
    """Rupiah, thousands without decimals where these are noise."""
    return rupiah(value, 0) if 10_000 <= value < 1_000_000 else rupiah(value)


def _safe(row: Row) -> str:
    return words.markdown(str(row["label"]))


def kind(places: Places) -> str:
    """What a place is called here: kecamatan, kelurahan, desa, or both."""
    if not places.by_village:
        return say("butir_kecamatan").lower()
    kinds = {each.jenis for each in places.shown()}
    return say(f"wilayah_{kinds.pop()}") if len(kinds) == 1 else say("butir_desa").lower()


def title(places: Places) -> str:
    """The finding of the page: the two ends, or what is missing."""
    rows = known(places.result)
    region = words.markdown(places.region)
    if not rows:
        return say(f"wilayah_judul_kosong_{_missing(places)}", daerah=region)
    first, last = rows[0], rows[-1]
    facts = {"atas": _safe(first), "angka_atas": figure(places, first["nilai"])}
    if len(rows) == 1:
        return say(f"wilayah_judul_satu_{places.measure}", **facts)
    facts |= {"bawah": _safe(last), "angka_bawah": figure(places, last["nilai"])}
    return say(f"wilayah_judul_{places.measure}", **facts)


def _missing(places: Places) -> str:
    """Why no place has a figure: no place rows, no tags, or no people."""
    if places.claimed and not places.placing.whole:
        return "tanda"
    if not places.placing.placed:
        return "tempat"
    return "penduduk" if places.measure == "per_perempuan" else "data"


def lead(places: Places) -> str:
    """What has no place yet, and how much the map holds."""
    placing = places.placing
    if placing.percent is None:
        return ""
    facts = {"rupiah": rupiah(placing.unplaced), "persen": percent(placing.percent)}
    what = "arg" if places.claimed else "belanja"
    if not placing.unplaced:
        return say(f"wilayah_semua_{what}", rupiah=rupiah(placing.whole))
    if not placing.placed:
        return say(f"wilayah_belum_{what}", **facts)
    return say(f"wilayah_belum_sebagian_{what}", placed=rupiah(placing.placed), **facts)


def map_title(places: Places) -> str:
    """The finding of the map."""
    rows = known(places.result)
    if not rows:
        return say("wilayah_peta_kosong", jenis=kind(places))
    low = lowest_district(places.result) if places.view == "semua" else None
    if low is not None:
        value = figure(places, low.terbaik["nilai"])
        facts = {"kecamatan": words.markdown(places.name(low.kecamatan)), "angka": value}
        return say("wilayah_peta_terendah", jenis=kind(places), nama=_safe(low.terbaik), **facts)
    middle = average(places.result)
    if middle is None or len(rows) < 3:
        return say("wilayah_peta_jumlah", jumlah=count(len(rows)), jenis=kind(places))
    return say(
        "wilayah_peta_bawah", jumlah=count(below(places.result, middle)), semua=count(len(rows)),
        jenis=kind(places), angka=figure(places, middle),
    )  # fmt: skip


def subtitle(places: Places, unit: str, *, tiles: bool) -> str:
    """Measure, unit, basis, stage and year; what a click does."""
    measured = say(f"wilayah_ukuran_{places.measure}")
    if places.measure == "persen":
        measured = f"{measured} {say(f'filter_basis_{places.result.basis}')}"
    parts = [measured] if unit in ("", "%") else [measured, say("wilayah_satuan", satuan=unit)]
    form = say("wilayah_tiap_petak", jenis=kind(places)) if tiles else ""
    click = say("wilayah_klik" if places.by_village else "wilayah_klik_kecamatan")
    line = ", ".join([*parts, words.stage(places.at)])
    return " · ".join(part for part in (line, form, click) if part)


def reading(places: Places) -> str:
    """One sentence on what the map leaves out: places without data, money known by kecamatan."""
    absent, said = unknown(places.result), []
    if known(places.result) and absent:
        few = len(absent) <= _NAMED
        names = ", ".join(_safe(row) for row in absent) if few else count(len(absent))
        key = "wilayah_tanpa_data_nama" if few else "wilayah_tanpa_data_jumlah"
        said.append(say(key, nama=names, jenis=kind(places)))
    if places.by_village and places.district_only:
        said.append(say("wilayah_hanya_kecamatan", rupiah=rupiah(places.district_only)))
    if known(places.result) and not said:
        said.append(say("wilayah_lengkap", jenis=kind(places)))
    return " ".join(said)


def ranking_title(places: Places) -> str:
    """The finding of the ranking."""
    rows = known(places.result)
    if not rows:
        return say("wilayah_peringkat_kosong")
    low = bottom_district(places.result) if places.view == "semua" else None
    if low is not None:
        name = words.markdown(places.name(low.kecamatan))
        if low.jumlah == low.dari:
            return say("wilayah_terbawah_semua", jumlah=_first_up(small(low.dari)), kecamatan=name)
        return say(
            "wilayah_terbawah", jumlah=_first_up(small(low.jumlah)), dari=small(low.dari),
            kecamatan=name,
        )  # fmt: skip
    ratio = times(places.result)
    if ratio is None or ratio < 1.05:
        return say("wilayah_peringkat_satu", nama=_safe(rows[0]))
    return say("wilayah_kali", atas=_safe(rows[0]), kali=decimal(ratio, 1), bawah=_safe(rows[-1]))


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def ranking_subtitle(places: Places, unit: str) -> str:
    """Unit of the ranking, and against which year ranks are compared."""
    head = "%" if unit == "%" else say("wilayah_satuan_rupiah", satuan=unit).strip()
    if places.measure == "per_perempuan":
        head = say("wilayah_satuan_perempuan", satuan=unit)
    if not places.changes:
        return f"{_first_up(head)} · {words.stage(places.at)}"
    return f"{_first_up(head)} · {say('wilayah_dari_tahun', tahun=places.before)}"


def detail(spending: Row | None, arg: Row | None, people: Row | None) -> str:
    """What reaches one place: spending, ARG, ARG per woman."""
    if spending is None or spending["nilai"] is None:
        return say("wilayah_rinci_kosong")
    facts = {"belanja": rupiah(spending["pembilang"])}
    if arg is None or not arg["pembilang"]:
        return say("wilayah_rinci_tanpa_arg", **facts)
    facts["arg"] = rupiah(arg["pembilang"])
    if people is None or people["nilai"] is None:
        return say("wilayah_rinci_arg", **facts)
    each = _per_head(people["nilai"])
    women = count(int(people["penyebut"]))
    return say("wilayah_rinci_perempuan", perempuan=each, jumlah=women, **facts)


def lacks_people(places: Places) -> bool:
    """Whether ARG has places but no place has its number of women."""
    return not known(places.result) and _missing(places) == "penduduk"
