"""What the budget says about places, and what it does not."""

from __future__ import annotations

from pug_metrics.language import Text
from pug_metrics.metrics.answer import ratio
from pug_metrics.metrics.budget import LINE_GRAINS, from_lines
from pug_metrics.metrics.declaration import Basis, Good, Grain, Unit, metric
from pug_metrics.metrics.question import PLACES, Reader
from pug_metrics.metrics.result import Result, Slice


@metric(
    title=Text("Belanja belum berlokasi", "Spending without a place"),
    formula=Text(
        "Pagu yang belum disebut tempatnya ÷ pagu seluruhnya × 100.",
        "Ceiling whose place is not named ÷ whole ceiling × 100.",
    ),
    meaning=Text(
        "Seberapa banyak belanja yang belum dapat dilihat per kecamatan dan kelurahan/desa.",
        "How much of the spending cannot yet be seen by kecamatan and kelurahan/desa.",
    ),
    caution=Text(
        "Sebagian belanja memang tidak terikat satu tempat, misalnya gaji kantor pusat.",
        "Some spending is not tied to one place, such as salaries of head offices.",
    ),
    unit=Unit.PERSEN,
    good=Good.TURUN,
    grains=tuple(grain for grain in LINE_GRAINS if grain not in PLACES),
    numerator=Text("Pagu belum berlokasi", "Ceiling without a place"),
    denominator=Text("Pagu", "Ceiling"),
    source=Text(
        "Dataset lokasi yang diunggah; pembagian menurut pagu: konvensi kami.",
        "The uploaded dataset of places; the split by ceiling: our convention.",
    ),
    datasets=("anggaran", "tag_arg", "lokasi"),
    lines_above="kode_kecamatan IS NULL",
    narrowed=True,
    placed=True,
)
def unplaced_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Ceiling without a place over the ceiling, in percent; a category of ``at`` narrows both."""
    return from_lines(
        store, "unplaced_share", by, at, basis,
        lambda part: ratio(part.unplaced, part.pagu), table="tempat",
    )  # fmt: skip
