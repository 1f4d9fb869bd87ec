"""Who is reached: women among beneficiaries, ARG per woman and per man."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pug_metrics.errors import QuestionError
from pug_metrics.language import Text
from pug_metrics.language.numbers import count
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, compose, ratio, supported
from pug_metrics.metrics.budget import LINE_DATASETS
from pug_metrics.metrics.declaration import Basis, Good, Grain, Reason, Thing, Unit, find, metric
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.population import people_of, people_of_all, population
from pug_metrics.metrics.question import Reader, settle
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import (
    SPLIT_BY_SEX,
    Keys,
    Part,
    Reached,
    line_sums,
    overall,
    reached_sums,
)

_PER_PERSON_GRAINS = (
    Grain.DAERAH, Grain.OPD, Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.KECAMATAN,
    Grain.DESA, Grain.TAHUN, Grain.TAHAPAN, Grain.KATEGORI,
)  # fmt: skip
_PER_PERSON_SOURCE = Text(
    "Penduduk menurut jenis kelamin yang diunggah, tahun yang sama dengan anggaran.",
    "The uploaded population by sex, of the same year as the budget.",
)
_PER_PERSON_CAUTION = Text(
    "Pembagian pagu dengan jumlah penduduk, bukan biaya per penerima manfaat; ARG bukan "
    "anggaran khusus satu jenis kelamin.",
    "The ceiling divided by the population, not a cost per beneficiary; ARG is not a budget for "
    "one sex.",
)


def _per_person(
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None, sex: str
) -> Result:
    at = settle(store, by, at)
    people = population(store, at)
    parts = line_sums(store, by, at, None)
    figures: dict[Keys, Figure] = {
        part.keys: supported(part, _shared(part, _count(people_of(people, by, at, part.keys), sex)))
        for part in parts
    }
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    whole = overall(parts)
    everybody = people_of_all(people, by, at, [part.keys for part in parts])
    figure = supported(whole, _shared(whole, _count(everybody, sex)))
    return compose(store, name, by, at, basis, figures, figure)


def _count(found: Mapping[str, int] | None, sex: str) -> int | None:
    return None if found is None else found[sex]


def _shared(part: Part, people: int | None) -> Figure:
    if people is None:
        return Figure(part.klaim, None, None, Reason.DATA_KOSONG)
    return ratio(part.klaim, Decimal(people), scale=1)


@metric(
    title=Text("ARG per perempuan", "ARG per woman"),
    formula=Text("Pagu ARG (klaim) ÷ penduduk perempuan.", "ARG ceiling (claimed) ÷ women."),
    meaning=Text(
        "Besar ARG dibandingkan dengan jumlah perempuan yang tinggal di sana.",
        "The size of ARG compared with the number of women who live there.",
    ),
    caution=_PER_PERSON_CAUTION,
    unit=Unit.RUPIAH_PER_ORANG,
    good=Good.NAIK,
    grains=_PER_PERSON_GRAINS,
    numerator=Text("Pagu ARG (klaim)", "ARG ceiling (claimed)"),
    denominator=Text("Penduduk perempuan", "Women"),
    source=_PER_PERSON_SOURCE,
    datasets=(*LINE_DATASETS, "penduduk"),
    below=Thing.ORANG,
)
def arg_per_woman(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Claimed ARG per woman of the place (or of the region), in rupiah."""
    return _per_person(store, "arg_per_woman", by, at, basis, "perempuan")


@metric(
    title=Text("ARG per laki-laki", "ARG per man"),
    formula=Text("Pagu ARG (klaim) ÷ penduduk laki-laki.", "ARG ceiling (claimed) ÷ men."),
    meaning=Text(
        "Besar ARG dibandingkan dengan jumlah laki-laki yang tinggal di sana.",
        "The size of ARG compared with the number of men who live there.",
    ),
    caution=_PER_PERSON_CAUTION,
    unit=Unit.RUPIAH_PER_ORANG,
    good=Good.NAIK,
    grains=_PER_PERSON_GRAINS,
    numerator=Text("Pagu ARG (klaim)", "ARG ceiling (claimed)"),
    denominator=Text("Penduduk laki-laki", "Men"),
    source=_PER_PERSON_SOURCE,
    datasets=(*LINE_DATASETS, "penduduk"),
    below=Thing.ORANG,
)
def arg_per_man(store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None) -> Result:
    """Claimed ARG per man of the place (or of the region), in rupiah."""
    return _per_person(store, "arg_per_man", by, at, basis, "laki_laki")


@metric(
    title=Text("Perempuan di antara penerima manfaat", "Women among beneficiaries"),
    formula=Text(
        "Penerima manfaat perempuan yang tercapai ÷ (laki-laki + perempuan) × 100.",
        "Women reached ÷ (men + women) × 100.",
    ),
    meaning=Text(
        "Apakah perempuan ikut menerima manfaat program.",
        "Whether women share in the benefits of programmes.",
    ),
    caution=Text(
        "Hanya baris yang terpilah L/P yang dihitung; jumlah tanpa pilahan tidak dianggap "
        "separuh-separuh.",
        "Only rows split by sex count; totals without a split are not taken as half and half.",
    ),
    unit=Unit.PERSEN,
    good=Good.TIDAK_ADA,
    grains=(
        Grain.DAERAH, Grain.OPD, Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.KEGIATAN,
        Grain.SUB_KEGIATAN, Grain.KECAMATAN, Grain.DESA, Grain.TAHUN,
    ),
    numerator=Text("Perempuan (orang)", "Women (people)"),
    denominator=Text("Laki-laki dan perempuan (orang)", "Men and women (people)"),
    source=Text(
        "Capaian penerima manfaat yang diunggah dari laporan kinerja OPD.",
        "Beneficiaries reached, uploaded from performance reports of agencies.",
    ),
    datasets=("sasaran",),
    above=Thing.ORANG,
    lines_above=SPLIT_BY_SEX,
    lines_below=SPLIT_BY_SEX,
    rows="penerima",
)  # fmt: skip
def beneficiary_women_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Women among the people reached, in percent; num and den are people.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for filters that the rows lack.
    """
    name = "beneficiary_women_share"
    for each in ("kategori", "rekening", "sumber_dana"):
        if getattr(at, each) is not None:
            raise QuestionError("saringan_tidak_ada", metrik=str(find(name).title), saringan=each)
    at = settle(store, by, replace(at, tahapan=None), table="penerima", names=("daerah", "tahun"))
    reached = reached_sums(store, by, at)
    figures = {each.keys: _women(each) for each in reached}
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    whole = sum(reached, Reached((), 0, 0, 0, 0))
    return compose(store, name, by, at, basis, figures, _women(whole), _unsplit(whole))


def _women(reached: Reached) -> Figure:
    if reached.split == 0:
        return NO_DATA
    return ratio(Decimal(reached.women), Decimal(reached.women + reached.men))


def _unsplit(whole: Reached) -> list[Note]:
    missing = whole.rows - whole.split
    if missing == 0:
        return []
    return [("catatan_tidak_terpilah", {"baris": count(missing), "semua": count(whole.rows)})]
