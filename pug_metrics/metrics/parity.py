"""Whether women are reached as often as men, given how many of each live there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pug_metrics.language import Text
from pug_metrics.metrics.answer import NO_DATA, Figure, compose, ratio
from pug_metrics.metrics.declaration import Basis, Good, Grain, Reason, Thing, Unit, metric
from pug_metrics.metrics.framed import framed
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.population import people_of, people_of_all, population
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import SPLIT_BY_SEX, Keys, Reached, reached_sums

# All that a beneficiaries row tells of itself.
REACHED_FILTERS = (
    "daerah", "tahun", "opd", "urusan", "bidang", "program", "kegiatan", "sub_kegiatan",
    "kecamatan", "desa",
)  # fmt: skip


@metric(
    title=Text("Indeks paritas penerima manfaat", "Beneficiary parity index"),
    formula=Text(
        "(Perempuan terjangkau ÷ penduduk perempuan) ÷ (laki-laki terjangkau ÷ penduduk "
        "laki-laki) = (perempuan terjangkau × penduduk laki-laki) ÷ (laki-laki terjangkau × "
        "penduduk perempuan).",
        "(Women reached ÷ women) ÷ (men reached ÷ men) = (women reached × men) ÷ (men reached × "
        "women).",
    ),
    meaning=Text(
        "Tepat 1 berarti perempuan dan laki-laki terjangkau sama seringnya; di atas 1 perempuan "
        "lebih sering, di bawah 1 laki-laki lebih sering.",
        "Exactly 1 means that women and men are reached equally often; above 1 women more often, "
        "below 1 men.",
    ),
    caution=Text(
        "Hanya baris yang terpilah L/P yang dihitung. Orang yang menerima manfaat dari beberapa "
        "sub kegiatan terhitung beberapa kali.",
        "Only rows split by sex count. A person who benefits from several sub-activities counts "
        "several times.",
    ),
    unit=Unit.INDEKS,
    good=Good.TIDAK_ADA,
    grains=(Grain.DAERAH, Grain.KECAMATAN, Grain.DESA, Grain.TAHUN),
    numerator=Text("Perempuan terjangkau × penduduk laki-laki", "Women reached × men"),
    denominator=Text("Laki-laki terjangkau × penduduk perempuan", "Men reached × women"),
    source=Text(
        "Capaian penerima manfaat dan penduduk yang diunggah. Pemakaian rasio paritas untuk "
        "penerima manfaat: konvensi kami.",
        "Uploaded beneficiaries reached and population. Use of a parity ratio for beneficiaries: "
        "our convention.",
    ),
    datasets=("sasaran", "penduduk"),
    above=Thing.KALI,
    lines_above=SPLIT_BY_SEX,
    lines_below=SPLIT_BY_SEX,
    parts_add=False,
    rows="penerima",
)
def beneficiary_parity(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Reach of women over reach of men, 1 where equal; no figure where no man is reached.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for filters that the rows lack.
    """
    name = "beneficiary_parity"
    at = framed(store, name, by, at, "penerima", REACHED_FILTERS)
    people = population(store, at)
    reached = reached_sums(store, by, at)
    figures: dict[Keys, Figure] = {
        each.keys: _parity(each, people_of(people, by, at, each.keys)) for each in reached
    }
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    everybody = people_of_all(people, by, at, [each.keys for each in reached])
    whole = _parity(sum(reached, Reached((), 0, 0, 0, 0)), everybody)
    return compose(store, name, by, at, basis, figures, whole)


def _parity(reached: Reached, people: Mapping[str, int] | None) -> Figure:
    if reached.split == 0 or people is None:
        return NO_DATA
    women = Decimal(reached.women * people["laki_laki"])
    men = Decimal(reached.men * people["perempuan"])
    if people["laki_laki"] == 0:
        return Figure(women, men, None, Reason.PENYEBUT_NOL)
    return ratio(women, men, scale=1)
