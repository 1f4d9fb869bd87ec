"""The page Mutu data in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from pug_metrics.datasets import Dataset
from pug_metrics.language import say
from pug_metrics.language.numbers import count, rupiah, small
from pug_metrics.metrics.checks import Outcome
from pug_metrics.metrics.reported import Agency, Gap, by_agency

from . import words
from .mutu_figures import Quality

# Names of agencies that a sentence lists before it counts the others.
_NAMED = 3


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def inside(each: Dataset) -> str:
    """The title of a dataset inside a sentence: small first letter, abbreviations as they are."""
    title = str(each.title)
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def title(quality: Quality) -> str:
    """What the checks found, and the gap that leaves most questions unanswered."""
    return f"{_found(quality.outcomes, quality.failing)}; {_missing(quality)}"


def _found(every: Sequence[Outcome], failing: Sequence[Outcome]) -> str:
    if not failing:
        return say("mutu_judul_bersih", jumlah=count(len(every)))
    rows = count(sum(each.number for each in failing))
    key = "mutu_judul_satu" if len(failing) == 1 else "mutu_judul_uji"
    return say(key, jumlah=_first_up(small(len(failing))), baris=rows)


def _missing(quality: Quality) -> str:
    gaps = [gap for gap in quality.coverage.gaps() if by_agency(gap.dataset)]
    return _told(gaps[0], len(quality.coverage.agencies)) if gaps else say("mutu_judul_lengkap")


def _told(gap: Gap, agencies: int) -> str:
    facts = {"data": inside(gap.dataset), "jumlah": small(len(gap.absent))}
    if gap.whole:
        return say("mutu_judul_tanpa", **facts)
    return say("mutu_judul_belum", semua=count(agencies), **facts)


def lead(quality: Quality) -> str:
    """Region, stage and year that were checked."""
    return say("mutu_arti", daerah=words.markdown(quality.region), tahapan=words.stage(quality.at))


def gap_headline(gap: Gap) -> str:
    """Who lacks what."""
    if gap.whole or not gap.absent:
        return say("mutu_celah_tanpa", data=str(gap.dataset.title))
    return say(
        "mutu_celah_belum", data=inside(gap.dataset), jumlah=_first_up(small(len(gap.absent))),
        nama=names(gap.absent),
    )  # fmt: skip


def names(agencies: Sequence[Agency]) -> str:
    """The first few agencies by name and the number of the others."""
    return listing([each.nama for each in agencies], _NAMED)


def listing(named: Sequence[str], most: int) -> str:
    """The first ``most`` names and the number of the others; a single other is named too."""
    shown = named if len(named) <= most + 1 else named[:most]
    listed, rest = ", ".join(map(words.markdown, shown)), len(named) - len(shown)
    return say("mutu_dan_lain", daftar=listed, jumlah=count(rest)) if rest else listed


def gap_detail(gap: Gap) -> str:
    """The questions that a gap leaves unanswered."""
    if not gap.metrics:
        return say("mutu_celah_tanpa_metrik")
    key = "mutu_celah_pertanyaan" if gap.whole else "mutu_celah_sebagian"
    return say(key, metrik=", ".join(str(each.title) for each in gap.metrics))


def outcome(found: Outcome) -> str:
    """What one check found, with the rupiah concerned."""
    facts = {"judul": str(found.check.title), "jumlah": count(found.number)}
    if found.rupiah:
        return say("mutu_uji_rupiah", rupiah=rupiah(found.rupiah), **facts)
    return say("mutu_uji_baris", **facts)
