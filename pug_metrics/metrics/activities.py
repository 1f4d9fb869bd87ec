"""*Perempuan di setiap kegiatan*: whose participants are recorded, and where women take part."""

from __future__ import annotations

from decimal import Decimal

from pug_metrics.language import Text
from pug_metrics.metrics.answer import Figure, ratio
from pug_metrics.metrics.completeness import share_of_coded, uncoded
from pug_metrics.metrics.declaration import Basis, Good, Grain, Thing, Unit, metric
from pug_metrics.metrics.question import Reader, settle
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.work import (
    CODED,
    WORK_GRAINS,
    Work,
    from_work,
    refuse_places,
    with_people,
    work_sums,
)

_SPLIT = "realisasi_l IS NOT NULL AND realisasi_p IS NOT NULL"
_TOLD = "coalesce(realisasi_l, realisasi_p, realisasi_total) IS NOT NULL"
_RECORDED = with_people(_SPLIT, _TOLD)
_WITH_WOMEN = with_people(_SPLIT, _TOLD, "sum(realisasi_p) > 0")
_DATASETS = ("anggaran", "sasaran")
_SOURCE = Text(
    "Capaian penerima manfaat yang diunggah dari laporan kinerja OPD; cara menghitung: konvensi "
    "kami.",
    "Beneficiaries reached, uploaded from performance reports of agencies; how it is counted: "
    "our convention.",
)
_RULE = Text(
    "Tercatat bila semua baris sasaran yang menyebut capaian menyebut laki-laki dan perempuan "
    "(konvensi kami). Baris anggaran tanpa kode sub kegiatan tidak ikut dihitung.",
    "Recorded when every row of beneficiaries with people reached names men and women (our "
    "convention). Budget lines without a sub-activity code are not counted.",
)


@metric(
    title=Text("Kegiatan yang pesertanya tercatat L/P", "Activities with participants by sex"),
    formula=Text(
        "Sub kegiatan yang pesertanya tercatat terpilah laki-laki dan perempuan ÷ semua sub "
        "kegiatan dalam anggaran × 100.",
        "Sub-activities whose participants are recorded by sex ÷ all sub-activities of the "
        "budget × 100.",
    ),
    meaning=Text(
        "Di berapa banyak kegiatan dapat diketahui apakah perempuan ikut serta.",
        "In how many activities it can be known whether women take part.",
    ),
    caution=_RULE,
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=WORK_GRAINS,
    numerator=Text(
        "Sub kegiatan yang pesertanya tercatat L/P", "Sub-activities with participants by sex"
    ),
    denominator=Text("Sub kegiatan dalam anggaran", "Sub-activities of the budget"),
    source=_SOURCE,
    datasets=_DATASETS,
    above=Thing.KEGIATAN,
    lines_above=_RECORDED,
    lines_below=CODED,
    narrowed=True,
)
def activities_recorded_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Sub-activities whose participants are recorded by sex, in percent; num and den are units.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for places.
    """
    name = "activities_recorded_share"
    refuse_places(name, at)
    at = settle(store, by, at)
    works = work_sums(store, by, at, "true", units=(CODED, _RECORDED))
    return from_work(store, name, by, at, basis, works, share_of_coded, uncoded)


@metric(
    title=Text("Perempuan di setiap kegiatan", "Women in every activity"),
    formula=Text(
        "Sub kegiatan yang diikuti sedikitnya satu perempuan ÷ sub kegiatan yang pesertanya "
        "tercatat L/P × 100.",
        "Sub-activities with at least one woman ÷ sub-activities whose participants are recorded "
        "by sex × 100.",
    ),
    meaning=Text(
        "Apakah perempuan hadir di setiap kegiatan yang pesertanya diketahui.",
        "Whether women are present in every activity whose participants are known.",
    ),
    caution=_RULE,
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=WORK_GRAINS,
    numerator=Text("Sub kegiatan dengan perempuan", "Sub-activities with women"),
    denominator=Text(
        "Sub kegiatan yang pesertanya tercatat L/P", "Sub-activities with participants by sex"
    ),
    source=_SOURCE,
    datasets=_DATASETS,
    above=Thing.KEGIATAN,
    lines_above=_WITH_WOMEN,
    lines_below=_RECORDED,
    narrowed=True,
)
def activities_with_women_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Sub-activities with a woman among those recorded by sex, in percent; num and den are units.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for places.
    """
    name = "activities_with_women_share"
    refuse_places(name, at)
    at = settle(store, by, at)
    works = work_sums(store, by, at, "true", units=(CODED, _RECORDED, _WITH_WOMEN))
    return from_work(store, name, by, at, basis, works, _women, uncoded)


def _women(work: Work) -> Figure:
    return ratio(Decimal(work.met[2]), Decimal(work.met[1]))
