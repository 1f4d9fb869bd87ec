"""The budget as areas."""

from __future__ import annotations

import pytest
from chart_samples import ABSENT, HOSTILE, STEPS

from pug_metrics.charts.style import theme
from pug_metrics.charts.treemap import Node, treemap

pytestmark = pytest.mark.cepat
NODES = (
    Node("1", "", "Wajib", 100.1, "Rp100,1 miliar", 400, "ARG 40 %"),
    Node("1.01", "1", "Pendidikan", 70.05, "Rp70,1 miliar", 200, "ARG 20 %"),
    Node("1.02", "1", "Program Pemenuhan Upaya Kesehatan", 30.05, "Rp30,1 miliar", None, ABSENT),
    Node("2", "", "Pilihan", 0, "Rp0", 0, "ARG 0 %"),
)


def area(figure):
    return figure.data[0]


def test_children_add_up_by_themselves_so_that_rounding_can_never_blank_the_map():
    figure = treemap(NODES, STEPS, theme("light"))
    assert area(figure).branchvalues == "remainder"
    assert list(area(figure).values) == [0, 70.05, 30.05, 0]


def test_codes_are_ids_and_customdata_and_parents_are_codes():
    figure = treemap(NODES, STEPS, theme("light"))
    assert list(area(figure).ids) == list(area(figure).customdata) == ["1", "1.01", "1.02", "2"]
    assert list(area(figure).parents) == ["", "1", "1", ""]


def test_a_parent_that_is_not_among_the_nodes_is_the_top():
    figure = treemap(NODES[1:3], STEPS, theme("light"))
    assert list(area(figure).parents) == ["", ""]


def test_colours_follow_the_share_and_missing_is_a_pattern():
    each = theme("light")
    marker = area(treemap(NODES, STEPS, each)).marker
    c = each.warna
    assert list(marker.colors) == [c.langkah[3], c.langkah[1], c.latar, c.langkah[0]]
    assert list(marker.pattern.shape) == ["", "", "x", ""]


def test_a_text_that_does_not_fit_is_hidden_and_none_is_smaller_than_a_caption():
    each = theme("dark", "rapat")
    figure = treemap(NODES, STEPS, each)
    assert (figure.layout.uniformtext.mode, figure.layout.uniformtext.minsize) == (
        "hide",
        each.kecil,
    )


def test_a_leaf_wraps_its_name_and_a_heading_does_not():
    labels = list(area(treemap(NODES, STEPS, theme("light"))).labels)
    assert labels[0] == "Wajib"
    assert "<br>" in labels[2]


def test_the_pointer_tells_the_whole_name_and_the_data_label():
    figure = treemap(NODES, STEPS, theme("light"), note="simulasi")
    told = area(figure).hovertext[2]
    assert told.startswith("<b>Program Pemenuhan Upaya Kesehatan</b><br>Rp30,1 miliar")
    assert told.endswith("<i>simulasi</i>")


def test_nothing_or_nothing_positive_draws_a_calm_figure():
    assert len(treemap([], STEPS, theme("light")).data) == 0
    figure = treemap([NODES[3]], STEPS, theme("light"), empty_text="Belum ada data")
    assert figure.layout.annotations[0].text == "Belum ada data"


def test_names_are_escaped():
    node = Node("x", "", HOSTILE, 1, HOSTILE, 1, HOSTILE)
    assert "<script" not in str(treemap([node], STEPS, theme("light")).to_dict())
