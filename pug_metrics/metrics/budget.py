"""How much is budgeted, and how much of it is tagged as ARG."""

from __future__ import annotations

from collections.abc import Callable

from pug_metrics.language import Text, say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, amount, compose, ratio, supported
from pug_metrics.metrics.declaration import Basis, Good, Grain, Unit, metric
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import Reader, settle
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import Keys, Part, line_sums, overall

LINE_GRAINS = (
    Grain.DAERAH, Grain.OPD, Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.KEGIATAN,
    Grain.SUB_KEGIATAN, Grain.REKENING, Grain.KECAMATAN, Grain.DESA, Grain.TAHUN, Grain.TAHAPAN,
    Grain.KATEGORI, Grain.SUMBER_DANA,
)  # fmt: skip
SHARE_GRAINS = tuple(grain for grain in LINE_GRAINS if grain is not Grain.KATEGORI)
LINE_DATASETS = ("anggaran", "tag_arg", "dokumen", "lokasi")


def from_lines(  # noqa: PLR0913 - the facts of a question
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None,
    figure: Callable[[Part], Figure], table: str | None = None,
) -> Result:  # fmt: skip
    """Answer a question whose every row follows from the sums over its own lines."""
    at = settle(store, by, at)
    parts = line_sums(store, by, at, basis, table)
    figures: dict[Keys, Figure] = {part.keys: supported(part, figure(part)) for part in parts}
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    whole = overall(parts)
    return compose(
        store,
        name,
        by,
        at,
        basis,
        figures,
        supported(whole, figure(whole)),
        _basis_note(whole, basis),
    )


def _basis_note(whole: Part, basis: Basis | None) -> list[Note]:
    if not whole.unknown:
        return []
    facts: dict[str, object] = {"baris": count(whole.unknown), "basis": say(f"basis_{basis}")}
    return [("catatan_basis_tak_didukung", facts)]


@metric(
    title=Text("Total belanja", "Total budget"),
    formula=Text(
        "Jumlah pagu semua baris belanja.", "Sum of the ceilings of all expenditure lines."
    ),
    meaning=Text(
        "Besar belanja yang direncanakan pada satu tahapan anggaran.",
        "The spending that is planned at one stage of the budget.",
    ),
    caution=Text(
        "Angka tahapan yang berbeda tidak dijumlahkan. Bila berkas menyebut total lain, "
        "selisihnya ditulis.",
        "Figures of different stages are not added. Where the file declares another total, the "
        "difference is said.",
    ),
    unit=Unit.RUPIAH,
    good=Good.TIDAK_ADA,
    grains=LINE_GRAINS,
    numerator=Text("Pagu", "Ceiling"),
    source=Text("Baris anggaran yang diunggah.", "The budget lines that were uploaded."),
    datasets=("anggaran", "lokasi"),
    has_basis=True,
    additive=True,
    lines_above="true",
)
def budget_total(store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None) -> Result:
    """Sum of ceilings in rupiah."""
    return from_lines(store, "budget_total", by, at, basis, lambda part: amount(part.pagu))


@metric(
    title=Text("Anggaran responsif gender (ARG)", "Gender-responsive budget (ARG)"),
    formula=Text(
        "Jumlah pagu × bobot ARG dari baris bertanda SPESIFIK, KESETARAAN atau PELEMBAGAAN.",
        "Sum of ceiling × ARG weight over lines tagged SPESIFIK, KESETARAAN or PELEMBAGAAN.",
    ),
    meaning=Text(
        "Belanja yang diklaim menjawab kebutuhan perempuan dan laki-laki yang berbeda.",
        "Spending that is claimed to answer the different needs of women and men.",
    ),
    caution=Text(
        "Ini klaim: tanda saja, dokumen belum diperiksa. ARG bukan anggaran khusus perempuan.",
        "This is the claim: tags alone, documents not checked. ARG is not a women-only budget.",
    ),
    unit=Unit.RUPIAH,
    good=Good.NAIK,
    grains=LINE_GRAINS,
    numerator=Text("Pagu ARG (klaim)", "ARG ceiling (claimed)"),
    source=Text(
        "Definisi ARG: https://sdi.beltim.go.id/kodref/04.03.019; bukan anggaran khusus "
        "perempuan: https://wartakutim.co.id/?p=46132. Bobot per baris: konvensi kami.",
        "Definition of ARG: https://sdi.beltim.go.id/kodref/04.03.019; not a women-only budget: "
        "https://wartakutim.co.id/?p=46132. Weight per line: our convention.",
    ),
    datasets=LINE_DATASETS,
    has_basis=True,
    additive=True,
)
def arg_amount(store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None) -> Result:
    """Claimed ARG in rupiah."""
    return from_lines(store, "arg_amount", by, at, basis, lambda part: amount(part.klaim))


@metric(
    title=Text("Persentase ARG (klaim)", "ARG share (claimed)"),
    formula=Text(
        "Pagu ARG (klaim) ÷ pagu basis × 100, keduanya dari baris yang termasuk basis.",
        "ARG ceiling (claimed) ÷ ceiling of the basis × 100, both over the lines of the basis.",
    ),
    meaning=Text(
        "Bagian belanja yang ditandai responsif gender.",
        "Part of the spending that is tagged as gender-responsive.",
    ),
    caution=Text(
        "Tidak ada satu penyebut resmi: basis selalu ditulis, dan angka dengan basis berbeda "
        "tidak dibandingkan.",
        "There is no single official denominator: the basis is always named, and figures of "
        "different bases are not compared.",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=SHARE_GRAINS,
    numerator=Text("Pagu ARG (klaim)", "ARG ceiling (claimed)"),
    denominator=Text("Pagu basis", "Ceiling of the basis"),
    source=Text(
        "Penyebut belanja langsung: https://sdi.beltim.go.id/kodref/04.03.019; penyebut "
        "barang-jasa, bansos dan modal: "
        "https://portalbontang.com/tim-advokasi-pprg-dampingi-23-opd-dalam-perhitungan-arg/",
        "Denominator of direct spending: https://sdi.beltim.go.id/kodref/04.03.019; of goods "
        "and services, social assistance and capital: "
        "https://portalbontang.com/tim-advokasi-pprg-dampingi-23-opd-dalam-perhitungan-arg/",
    ),
    datasets=LINE_DATASETS,
    has_basis=True,
)
def arg_share(store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None) -> Result:
    """Claimed ARG over the ceiling of the basis, in percent."""
    return from_lines(store, "arg_share", by, at, basis, lambda part: ratio(part.klaim, part.whole))
