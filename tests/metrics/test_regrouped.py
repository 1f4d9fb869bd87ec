"""Our categories in the groups of another scheme: exact, and nothing is lost."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from decimal import Decimal

import pytest
from budgets import budget
from world import World

from pug_metrics.language import say, speaking
from pug_metrics.metrics import arg_amount, arg_composition, arg_per_woman, arg_share
from pug_metrics.metrics.question import ARG
from pug_metrics.metrics.regrouped import OUTSIDE, can_regroup, regroup
from pug_metrics.metrics.result import Slice
from pug_metrics.reference.schemes import FILE, schemes

AT = Slice(daerah="88.01", tahun=2025, tahapan="MURNI")
SDG = "SDG_5C1"


@pytest.fixture(scope="module")
def world():
    """Two agencies with every category, one without a line, and random neighbours."""
    data = budget(22)
    frame = {"kode_daerah": "88.01", "tahun": "2025", "tahapan": "MURNI"}
    for number, agency in enumerate(("7.01", "7.02"), 1):
        own = {**frame, "kode_skpd": agency}
        for place, kind in enumerate((*ARG, "KESETARAAN", "NETRAL"), 1):
            sub = f"7.01.02.2.01.{place:04}"
            data["anggaran"].append(
                {**own, "kode_sub_kegiatan": sub, "kode_rekening": "5.1.02.01.01",
                 "pagu": f"{number * 1000 + place * 37}.33"}
            )  # fmt: skip
            data["tag_arg"].append(
                {**own, "kode_sub_kegiatan": sub, "kategori_arg": kind, "status": "DISETUJUI",
                 "bobot_arg": "0.7"}
            )  # fmt: skip
    return World(**data)


def test_every_scheme_speaks_of_every_category_and_only_of_its_own_groups():
    for scheme in schemes().values():
        assert set(scheme.crosswalk) == set(ARG)
        named = {group for groups in scheme.crosswalk.values() for group in groups}
        assert named <= set(scheme.groups)
        assert scheme.source.startswith("https://")
        assert all(words.id and words.en for words in scheme.groups.values())


def test_the_crosswalk_is_data():
    told = tomllib.loads(FILE.read_text("utf-8"))[SDG]["padanan"]
    assert told == {"SPESIFIK": ["1"], "KESETARAAN": ["2", "3"], "PELEMBAGAAN": []}


@pytest.mark.parametrize("by", [("kategori",), ("opd", "kategori"), ("kategori", "opd")])
@pytest.mark.parametrize("metric", [arg_amount, arg_composition])
def test_groups_are_the_exact_sums_of_their_categories(world, metric, by):
    result = metric(world, by=by, at=AT)
    grouped = regroup(result, schemes()[SDG])
    place = "_2" if by.index("kategori") == 1 else ""
    other = "kode" if place else "kode_2"
    wanted: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    names = {"SPESIFIK": "1", "KESETARAAN": "2+3", "PELEMBAGAAN": OUTSIDE}
    for row in result.rows():
        if row["pembilang"] is not None:
            code = row[f"kode{place}"]
            wanted[row.get(other, ""), names.get(code, code)] += row["pembilang"]
    found = {
        (row.get(other, ""), row[f"kode{place}"]): row["pembilang"]
        for row in grouped.rows()
        if row["pembilang"] is not None
    }
    assert found == dict(wanted)
    assert grouped.total == result.total
    for row in grouped.rows():
        if row["penyebut"] is not None and row["pembilang"] is not None and row["penyebut"]:
            assert row["nilai"] == pytest.approx(float(row["pembilang"] / row["penyebut"] * 100))


def test_what_has_no_figure_stays_without_one(world):
    result = arg_composition(world, by=("opd", "kategori"), at=AT)
    missing = {row["kode"] for row in result.rows() if row["nilai"] is None}
    grouped = regroup(result, schemes()[SDG])
    assert {row["kode"] for row in grouped.rows() if row["nilai"] is None} == missing
    assert all(row["alasan"] for row in grouped.rows() if row["nilai"] is None)


def test_a_group_says_what_it_holds(world):
    for language in ("id", "en"):
        with speaking(language):
            grouped = regroup(arg_amount(world, by="kategori", at=AT), schemes()[SDG])
            labels = {row["kode"]: row["label"] for row in grouped.rows()}
            assert labels["1"] == f"1: {schemes()[SDG].groups['1']}"
            assert labels["2+3"].startswith("2: ")
            assert labels[OUTSIDE] == say("skema_luar")


def test_only_sums_and_shares_of_one_whole_are_regrouped(world):
    assert can_regroup(arg_amount(world, by="kategori", at=AT))
    assert can_regroup(arg_composition(world, by="opd", at=AT))
    assert not can_regroup(arg_share(world, by="opd", at=AT))
    assert not can_regroup(arg_per_woman(world, by="kategori", at=AT))
