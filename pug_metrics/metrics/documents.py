"""ARG whose documents are complete, and the gap to what is only claimed."""

from __future__ import annotations

from pug_metrics.language import Text
from pug_metrics.metrics.answer import ratio
from pug_metrics.metrics.budget import LINE_DATASETS, SHARE_GRAINS, from_lines
from pug_metrics.metrics.declaration import Basis, Good, Grain, Unit, metric
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Result, Slice

_SOURCE = Text(
    "KAK disertai GBS: "
    "https://id.scribd.com/document/685162834/Pedoman-Anggaran-Responsif-Gender; langkah GAP, "
    "GBS, KAK: https://data.blitarkab.go.id/data/persentase-anggaran-responsif-gender-70y5lxzo. "
    "Syarat ketiganya DISETUJUI: konvensi kami.",
    "KAK accompanied by GBS: "
    "https://id.scribd.com/document/685162834/Pedoman-Anggaran-Responsif-Gender; steps GAP, "
    "GBS, KAK: https://data.blitarkab.go.id/data/persentase-anggaran-responsif-gender-70y5lxzo. "
    "That all three must be approved is our convention.",
)


@metric(
    title=Text("Persentase ARG berdokumen (sah)", "Documented ARG share"),
    formula=Text(
        "Pagu ARG yang GAP, GBS dan KAK-nya disetujui ÷ pagu basis × 100.",
        "ARG ceiling whose GAP, GBS and KAK are approved ÷ ceiling of the basis × 100.",
    ),
    meaning=Text(
        "Bagian belanja yang klaim ARG-nya didukung dokumen lengkap.",
        "Part of the spending whose ARG claim is supported by complete documents.",
    ),
    caution=Text(
        "Tidak pernah lebih besar dari persentase klaim pada basis yang sama.",
        "Never larger than the claimed share on the same basis.",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=SHARE_GRAINS,
    numerator=Text("Pagu ARG berdokumen", "Documented ARG ceiling"),
    denominator=Text("Pagu basis", "Ceiling of the basis"),
    source=_SOURCE,
    datasets=LINE_DATASETS,
    has_basis=True,
    lines_above="sah > 0",
)
def arg_share_documented(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Documented ARG over the ceiling of the basis, in percent."""
    return from_lines(
        store, "arg_share_documented", by, at, basis, lambda part: ratio(part.sah, part.whole)
    )


@metric(
    title=Text("Kesenjangan dokumen ARG", "ARG document gap"),
    formula=Text(
        "(Pagu ARG klaim − pagu ARG berdokumen) ÷ pagu basis × 100, dalam poin persen.",
        "(ARG ceiling claimed − ARG ceiling documented) ÷ ceiling of the basis × 100, in "
        "percentage points.",
    ),
    meaning=Text(
        "Jarak antara ARG yang diklaim dan ARG yang dokumennya lengkap.",
        "Distance between the ARG that is claimed and the ARG whose documents are complete.",
    ),
    caution=Text(
        "Nol dapat berarti semua berdokumen, dapat pula berarti tidak ada yang ditandai.",
        "Zero may mean that all is documented, or that nothing is tagged.",
    ),
    unit=Unit.POIN,
    good=Good.TURUN,
    grains=SHARE_GRAINS,
    numerator=Text("Pagu ARG tanpa dokumen lengkap", "ARG ceiling without complete documents"),
    denominator=Text("Pagu basis", "Ceiling of the basis"),
    source=_SOURCE,
    datasets=LINE_DATASETS,
    has_basis=True,
    lines_above="klaim > sah",
)
def arg_document_gap(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Claimed minus documented ARG over the ceiling of the basis, in percentage points."""
    return from_lines(
        store, "arg_document_gap", by, at, basis,
        lambda part: ratio(part.klaim - part.sah, part.whole),
    )  # fmt: skip
