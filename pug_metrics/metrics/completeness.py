"""Whether the work that is tagged has its documents, its APKM answers and targets by sex."""

from __future__ import annotations

from decimal import Decimal

from pug_metrics.language import Text, say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.answer import Figure, Note, ratio
from pug_metrics.metrics.declaration import Basis, Good, Grain, Thing, Unit, metric
from pug_metrics.metrics.question import Reader, settle
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.work import (
    CODED,
    TAGGED,
    WORK_GRAINS,
    Work,
    from_work,
    from_work_by_code,
    refuse_places,
    with_people,
    work_sums,
)

_DOCUMENTS = {
    "GAP": "ada_gap",
    "GBS": "ada_gbs",
    "KAK": "ada_kak",
    "LENGKAP": "ada_gap AND ada_gbs AND ada_kak",
}
_FLAGS = {letter: f"coalesce(apkm_{letter.lower()}, false)" for letter in "APKM"}
_APKM = {**_FLAGS, "LENGKAP": " AND ".join(_FLAGS.values())}
_SILENT = "coalesce(apkm_a, apkm_p, apkm_k, apkm_m) IS NULL"
_TARGETS = with_people(
    "target_l IS NOT NULL AND target_p IS NOT NULL",
    "coalesce(target_l, target_p, target_total) IS NOT NULL",
)
_UNIT = Text("Sub kegiatan ber-ARG", "Sub-activities with ARG")


def _no_notes(_: Work) -> list[Note]:
    return []


@metric(
    title=Text("Kelengkapan dokumen PPRG", "Completeness of PPRG documents"),
    formula=Text(
        "Sub kegiatan ber-ARG yang dokumennya disetujui (GAP; GBS; KAK; ketiganya) ÷ semua sub "
        "kegiatan ber-ARG × 100.",
        "Sub-activities with ARG whose document is approved (GAP; GBS; KAK; all three) ÷ all "
        "sub-activities with ARG × 100.",
    ),
    meaning=Text(
        "Berapa banyak pekerjaan ber-ARG yang sudah didukung dokumen, dihitung per sub kegiatan, "
        "bukan per rupiah.",
        "How much of the work with ARG is supported by documents, counted by sub-activity, not "
        "by rupiah.",
    ),
    caution=Text(
        "Sub kegiatan berdokumen bila semua baris ARG-nya berdokumen. Baris tanpa kode sub "
        "kegiatan dihitung per rekening (konvensi kami).",
        "A sub-activity has a document when all its ARG lines have it. Lines without a "
        "sub-activity code are counted by account (our convention).",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=WORK_GRAINS,
    numerator=Text(
        "Sub kegiatan yang dokumennya disetujui", "Sub-activities whose document is approved"
    ),
    denominator=_UNIT,
    source=Text(
        "KAK disertai GBS: "
        "https://id.scribd.com/document/685162834/Pedoman-Anggaran-Responsif-Gender; langkah "
        "GAP, GBS, KAK: "
        "https://data.blitarkab.go.id/data/persentase-anggaran-responsif-gender-70y5lxzo. "
        "Hitungan per sub kegiatan: konvensi kami.",
        "KAK accompanied by GBS: "
        "https://id.scribd.com/document/685162834/Pedoman-Anggaran-Responsif-Gender; steps GAP, "
        "GBS, KAK: "
        "https://data.blitarkab.go.id/data/persentase-anggaran-responsif-gender-70y5lxzo. "
        "Counting by sub-activity: our convention.",
    ),
    datasets=("anggaran", "tag_arg", "dokumen"),
    above=Thing.KEGIATAN,
    lines_above=_DOCUMENTS["LENGKAP"],
    lines_below=TAGGED,
    narrowed=True,
    parts_add=False,
    second=tuple(_DOCUMENTS),
    lines_second=_DOCUMENTS,
    whole_units=True,
)
def document_completeness(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Tagged units of work with a document, in percent (``kode_2``: GAP, GBS, KAK, LENGKAP).

    Numerator and denominator are units; total: all three. Raises ``QuestionError``
    ``saringan_tidak_ada`` for places.
    """
    refuse_places("document_completeness", at)
    at = settle(store, by, at)
    works = work_sums(store, by, at, TAGGED, tuple(_DOCUMENTS.values()))
    return from_work_by_code(
        store, "document_completeness", by, at, basis, works, document_label, _no_notes
    )


@metric(
    title=Text("Cakupan APKM", "APKM coverage"),
    formula=Text(
        "Sub kegiatan ber-ARG yang menjawab isu akses; partisipasi; kontrol; manfaat; keempatnya "
        "÷ semua sub kegiatan ber-ARG × 100.",
        "Sub-activities with ARG that answer access; participation; control; benefit; all four ÷ "
        "all sub-activities with ARG × 100.",
    ),
    meaning=Text(
        "Isu gender mana yang dijawab oleh pekerjaan ber-ARG.",
        "Which gender issues the work with ARG answers.",
    ),
    caution=Text(
        "Yang belum menyebut jawabannya dihitung belum tercakup, dan jumlahnya ditulis. Sub "
        "kegiatan menjawab bila semua baris ARG-nya menjawab; baris tanpa kode sub kegiatan "
        "dihitung per rekening (konvensi kami).",
        "Work that does not say counts as not covered, and its number is said. A sub-activity "
        "answers when all its ARG lines do; lines without a sub-activity code are counted by "
        "account (our convention).",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=WORK_GRAINS,
    numerator=Text("Sub kegiatan yang menjawab isunya", "Sub-activities that answer the issue"),
    denominator=_UNIT,
    source=Text(
        "Akses, partisipasi, kontrol, manfaat dalam GBS: "
        "https://123dok.com/article/gender-budget-statement-pedoman-teknis-penyusunan-"
        "analisis-pathway.zx3v8noz. "
        "Hitungan per sub kegiatan: konvensi kami.",
        "Access, participation, control, benefit in the GBS: "
        "https://123dok.com/article/gender-budget-statement-pedoman-teknis-penyusunan-"
        "analisis-pathway.zx3v8noz. "
        "Counting by sub-activity: our convention.",
    ),
    datasets=("anggaran", "tag_arg"),
    above=Thing.KEGIATAN,
    lines_above=_APKM["LENGKAP"],
    lines_below=TAGGED,
    narrowed=True,
    parts_add=False,
    second=tuple(_APKM),
    lines_second=_APKM,
    whole_units=True,
)
def apkm_coverage(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Tagged units of work that answer an issue, in percent (``kode_2``: A, P, K, M, LENGKAP).

    Numerator and denominator are units; total: all four. Raises ``QuestionError``
    ``saringan_tidak_ada`` for places.
    """
    refuse_places("apkm_coverage", at)
    at = settle(store, by, at)
    works = work_sums(store, by, at, TAGGED, (*_APKM.values(), _SILENT))
    return from_work_by_code(store, "apkm_coverage", by, at, basis, works, apkm_label, _silence)


def _silence(whole: Work) -> list[Note]:
    if not whole.met[-1]:
        return []
    facts: dict[str, object] = {"jumlah": count(whole.met[-1]), "semua": count(whole.units)}
    return [("catatan_apkm_kosong", facts)]


@metric(
    title=Text("Cakupan target terpilah", "Targets split by sex"),
    formula=Text(
        "Sub kegiatan ber-ARG yang target penerima manfaatnya terpilah laki-laki dan perempuan ÷ "
        "semua sub kegiatan ber-ARG × 100.",
        "Sub-activities with ARG whose targets of beneficiaries are split by sex ÷ all "
        "sub-activities with ARG × 100.",
    ),
    meaning=Text(
        "Apakah pekerjaan ber-ARG tahu berapa perempuan dan laki-laki yang hendak dijangkaunya.",
        "Whether the work with ARG knows how many women and men it means to reach.",
    ),
    caution=Text(
        "Terpilah bila semua baris sasaran yang menyebut target menyebut target laki-laki dan "
        "perempuan (konvensi kami). Baris anggaran tanpa kode sub kegiatan tidak ikut dihitung.",
        "Split when every row of beneficiaries with a target names one for men and one for women "
        "(our convention). Budget lines without a sub-activity code are not counted.",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=WORK_GRAINS,
    numerator=Text(
        "Sub kegiatan yang targetnya terpilah", "Sub-activities whose targets are split by sex"
    ),
    denominator=_UNIT,
    source=Text(
        "Indikator gender terpilah pada langkah 9 GAP: "
        "https://id.scribd.com/document/607064061/ANALISA-GENDER-1. Hitungan per sub kegiatan: "
        "konvensi kami.",
        "The gender indicator split by sex in step 9 of the GAP: "
        "https://id.scribd.com/document/607064061/ANALISA-GENDER-1. Counting by sub-activity: our "
        "convention.",
    ),
    datasets=("anggaran", "tag_arg", "sasaran"),
    above=Thing.KEGIATAN,
    lines_above=f"{TAGGED} AND {_TARGETS}",
    lines_below=f"{TAGGED} AND {CODED}",
    narrowed=True,
)
def disaggregated_target_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Tagged sub-activities whose targets are split by sex, in percent; num and den are units.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for places.
    """
    name = "disaggregated_target_share"
    refuse_places(name, at)
    at = settle(store, by, at)
    works = work_sums(store, by, at, TAGGED, units=(CODED, _TARGETS))
    return from_work(store, name, by, at, basis, works, share_of_coded, uncoded)


def share_of_coded(work: Work) -> Figure:
    """The second condition over the first: that the unit has a sub-activity code."""
    return ratio(Decimal(work.met[1]), Decimal(work.met[0]))


def uncoded(whole: Work) -> list[Note]:
    """How many units of work are left out because they have no sub-activity code."""
    missing = whole.units - whole.met[0]
    return [("catatan_tanpa_sub_kegiatan", {"jumlah": count(missing)})] if missing else []


def document_label(code: str) -> str:
    """Words of a second key of ``document_completeness``."""
    return say(f"dokumen_kunci_{code}")


def apkm_label(code: str) -> str:
    """Words of a second key of ``apkm_coverage``."""
    return say(f"apkm_kunci_{code}")
