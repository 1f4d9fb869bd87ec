"""Women in posts of echelon II, III and IV."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from pug_metrics.language import Text, say
from pug_metrics.metrics.answer import NO_DATA, Figure, compose, ratio
from pug_metrics.metrics.declaration import Basis, Good, Grain, Thing, Unit, metric
from pug_metrics.metrics.framed import framed
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import Keys, key_columns

ECHELONS = ("II", "III", "IV")


@metric(
    title=Text("Perempuan di jabatan eselon", "Women in echelon posts"),
    formula=Text(
        "Pejabat perempuan ÷ semua pejabat eselon itu × 100.",
        "Women in posts ÷ all posts of the echelon × 100.",
    ),
    meaning=Text(
        "Bagian jabatan eselon II, III dan IV yang diisi perempuan.",
        "Part of the posts of echelon II, III and IV that women hold.",
    ),
    caution=Text(
        "Jabatan yang kosong tidak dihitung. Eselon tanpa satu pun pejabat tidak punya persentase.",
        "Vacant posts do not count. An echelon without anybody in post has no share.",
    ),
    unit=Unit.PERSEN,
    good=Good.TIDAK_ADA,
    grains=(Grain.DAERAH, Grain.OPD, Grain.TAHUN),
    numerator=Text("Pejabat perempuan", "Women in posts"),
    denominator=Text("Semua pejabat", "All in posts"),
    source=Text(
        "Persentase perempuan eselon III dan IV (ΣP ÷ N × 100) dalam metadata evaluasi PUG 2023: "
        "https://fliphtml5.com/nzuai/wcfu/metadata_05072023/3. Eselon II dan jumlah ketiganya: "
        "konvensi kami.",
        "Share of women in echelon III and IV (ΣP ÷ N × 100) in the PUG evaluation metadata 2023: "
        "https://fliphtml5.com/nzuai/wcfu/metadata_05072023/3. Echelon II and the three together: "
        "our convention.",
    ),
    datasets=("jabatan",),
    above=Thing.JABATAN,
    lines_above="perempuan > 0",
    second=ECHELONS,
    rows="berlaku_jabatan",
    second_column="eselon",
)
def women_echelon_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Women over all in posts by unit and echelon (``kode_2``), in percent; total: all three.

    Raises ``QuestionError`` ``saringan_tidak_ada`` for filters other than region, year and agency.
    """
    name = "women_echelon_share"
    at = framed(store, name, by, at, "berlaku_jabatan")
    units = _posts(store, by, at)
    figures: dict[Keys, Figure] = {}
    for key in (*units, *(keys[0] for keys in expected(store, by, at, ()))):
        for each in ECHELONS:
            found = units.get(key, {}).get(each)
            figures[key, each] = NO_DATA if found is None else ratio(*found)
    known = [found for posts in units.values() for found in posts.values()]
    whole = NO_DATA
    if known:
        zero = Decimal(0)
        whole = ratio(sum((top for top, _ in known), zero), sum((all_ for _, all_ in known), zero))
    return compose(store, name, by, at, basis, figures, whole, second=echelon_name)


def echelon_name(code: str) -> str:
    """Words of an echelon."""
    return say(f"eselon_{code}")


def _posts(
    store: Reader, by: tuple[Grain, ...], at: Slice
) -> dict[str, dict[str, tuple[Decimal, Decimal]]]:
    """Women and all in posts, by unit and echelon."""
    asked = where(at)
    found: dict[str, dict[str, tuple[Decimal, Decimal]]] = defaultdict(dict)
    for row in store.query(
        f"SELECT {key_columns(by)}, eselon, sum(perempuan)::BIGINT AS perempuan, "  # noqa: S608 - our columns
        "sum(laki_laki + perempuan)::BIGINT AS semua FROM berlaku_jabatan "
        f"WHERE {asked.sql} GROUP BY k0, eselon",
        asked.params,
    ).to_pylist():
        found[row["k0"]][row["eselon"]] = (Decimal(row["perempuan"]), Decimal(row["semua"]))
    return found
