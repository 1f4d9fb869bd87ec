"""The page Kelembagaan PUG in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pug_metrics.language import say
from pug_metrics.language.numbers import count, day, percent, small
from pug_metrics.metrics.findings_institutions import FOCAL_POINT, NOTICE, Body, Decree
from pug_metrics.metrics.result import Result
from pug_metrics.metrics.targets import Code, Verdict

from . import mutu_words, words
from .kelembagaan_figures import Seen

_NAMED = 4
_TONES = {Code.TERCAPAI: "baik", Code.MENDEKATI: "netral", Code.BELUM: "kurang"}


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _parts(result: Result) -> tuple[int, int]:
    """Numerator and denominator of the region as whole numbers."""
    row = result.total.to_pylist()[0]
    return int(row["pembilang"] or 0), int(row["penyebut"] or 0)


def title(seen: Seen) -> str:
    """How many agencies have a valid focal point, and which decrees end."""
    facts = {"daerah": words.markdown(seen.region), "tahun": str(seen.at.tahun)}
    if not seen.bodies.bodies:
        return say("kelembagaan_judul_kosong", **facts)
    if seen.focal.value() is None:
        return f"{say('kelembagaan_judul_tanpa_focal', **facts)}; {_decrees(seen)}"
    active, every = _parts(seen.focal)
    head = say("kelembagaan_judul", aktif=count(active), semua=count(every))
    return f"{head}; {_decrees(seen)}"


def _decrees(seen: Seen) -> str:
    ended = len(seen.bodies.with_decree(Decree.HABIS))
    ending = len(seen.bodies.with_decree(Decree.SEGERA))
    facts = {"habis": small(ended), "segera": small(ending), "hari": notice_day(seen)}
    if ended and ending:
        return say("kelembagaan_judul_habis_segera", **facts)
    if ended:
        return say("kelembagaan_judul_habis", **facts)
    return say("kelembagaan_judul_segera" if ending else "kelembagaan_judul_berlaku", **facts)


def notice_day(seen: Seen) -> str:
    """The day up to which an ending decree is named."""
    return day(seen.bodies.year_end + NOTICE)


def lead(seen: Seen) -> str:
    """Region and year; that nothing here is a score of APE."""
    return say("kelembagaan_arti", daerah=words.markdown(seen.region), tahun=str(seen.at.tahun))


def verdict_badge(found: Verdict) -> tuple[str, str]:
    """Target and verdict in a few words, and its tone; empty without a target."""
    if found.target is None or found.why is not None:
        return "", "netral"
    said = say(
        "kelembagaan_target", target=percent(found.target.value, 0),
        vonis=say(f"target_vonis_{found.code}"),
    )  # fmt: skip
    return said, _TONES[found.code]


def focal(seen: Seen) -> str:
    """The sentence of the card of focal points."""
    active, every = _parts(seen.focal)
    if seen.focal.value() is None:
        return say("kelembagaan_focal_kosong")
    return say("kelembagaan_focal", aktif=count(active), semua=count(every))


def meetings(seen: Seen) -> str:
    """The sentence of the card of meetings."""
    held, planned = _parts(seen.meetings)
    if seen.meetings.value() is None:
        return say("kelembagaan_rapat_kosong")
    return say("kelembagaan_rapat", terlaksana=count(held), rencana=count(planned))


def score(rows: Sequence[Mapping[str, object]]) -> str:
    """The readiest and the last prerequisite; ``rows``: those of one unit, by prerequisite."""
    known = [(Decimal(str(row["nilai"])), str(row["label_2"])) for row in rows
             if row["nilai"] is not None]  # fmt: skip
    if not known:
        return say("kelembagaan_skor_kosong")
    (low, last), (high, first) = min(known), max(known)
    if low == high:
        return say("kelembagaan_skor_sama", nilai=percent(high, 0))
    return say(
        "kelembagaan_skor", pertama=first, tinggi=percent(high, 0), terakhir=last,
        rendah=percent(low, 0),
    )  # fmt: skip


def posts(rows: Sequence[Mapping[str, object]]) -> str:
    """The echelon with the smallest share of women among those that have anybody."""
    known = [(Decimal(str(row["nilai"])), str(row["label_2"])) for row in rows
             if row["nilai"] is not None]  # fmt: skip
    if not known:
        return say("kelembagaan_jabatan_kosong")
    (low, last), (high, first) = min(known), max(known)
    if low == high:
        return say("kelembagaan_jabatan_sama", eselon=first, nilai=percent(high))
    return say(
        "kelembagaan_jabatan", eselon=last, rendah=percent(low), lain=first, tinggi=percent(high)
    )


def owed(seen: Seen) -> list[str]:
    """What is missing and who owes it, one sentence a kind."""
    bodies = seen.bodies
    asked = (
        ("kelembagaan_utang_focal", bodies.without_focal_point),
        ("kelembagaan_utang_habis", [_whose(b) for b in bodies.with_decree(Decree.HABIS)]),
        ("kelembagaan_utang_segera", [_whose(b) for b in bodies.with_decree(Decree.SEGERA)]),
        (
            "kelembagaan_utang_tanggal",
            [_whose(b) for b in bodies.with_decree(Decree.TANPA_TANGGAL)],
        ),
        ("kelembagaan_utang_rapat", [_name(b) for b in bodies.without_meetings]),
    )
    return [
        say(
            key,
            jumlah=_first_up(small(len(who))),
            nama=mutu_words.listing(who, _NAMED),
            hari=notice_day(seen),
        )
        for key, who in asked
        if who
    ]


def _whose(body: Body) -> str:
    ended = f" ({day(body.berlaku_sampai)})" if body.berlaku_sampai else ""
    return f"{_name(body)}{ended}"


def _name(body: Body) -> str:
    return body.opd if body.jenis == FOCAL_POINT else body.nama or body.opd
