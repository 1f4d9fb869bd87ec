"""The Program page in areas and table rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pug_metrics.charts.area_blocks import Block
from pug_metrics.charts.style import Steps
from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent, rupiah
from pug_metrics.metrics import findings_tree
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.findings_tree import Node, Tree

if TYPE_CHECKING:
    import pandas as pd

# More areas than this are slivers: the smallest are one area together.
_MOST = 30
# The first limit only sets "nothing tagged" apart.
_LIMITS = (1e-9, 10.0, 50.0)
_SMALLEST = 0.1


def steps(*, titled: bool) -> Steps:
    """The same steps at every level, so that colours can be compared; no title on a phone."""
    low, high = percent(_LIMITS[1], 0), percent(_LIMITS[2], 0)
    return Steps(
        _LIMITS,
        (
            say("program_langkah_nol"),
            say("program_langkah_bawah", batas=low),
            say("program_langkah_antara", dari=low, sampai=high),
            say("program_langkah_atas", batas=high),
        ),
        judul=say("program_langkah") if titled else "",
        kosong=say("program_tanpa_pagu"),
    )


def blocks(tree: Tree, children: Sequence[Node]) -> list[Block]:
    """An area a branch with what is right below it inside."""
    made = [_quiet(each, tree) for each in _level(children)]
    return [
        replace(each, isi=tuple(_quiet(b, tree) for b in _level(tree.below.get(each.kode, ()))))
        for each in made
    ]


def _quiet(block: Block, tree: Tree) -> Block:
    """Where nothing at all is tagged, no area says so again and again."""
    return block if tree.klaim else replace(block, label_bagian="", keterangan="")


def _level(children: Sequence[Node]) -> list[Block]:
    """Areas of one level; the many smallest share one that cannot be opened."""
    shown = children if len(children) <= _MOST + 1 else children[:_MOST]
    made = [_block(node) for node in shown]
    if len(shown) < len(children):
        others = children[len(shown) :]
        pagu, klaim, _ = findings_tree.rest(others)
        name = say("program_lainnya", jumlah=count(len(others)))
        made.append(_named("", name, pagu, part(klaim, pagu)))
    return made


def _block(node: Node) -> Block:
    return _named(node.jalur, node.nama, node.pagu, node.persen)


def _named(path: str, name: str, pagu: object, share: float | None) -> Block:
    told = _share(share)
    return Block(
        path, name, pagu, rupiah(pagu), share, told,  # type: ignore[arg-type]
        keterangan=say("program_ditandai", persen=told) if share is not None else "",
    )  # fmt: skip


def _share(share: float | None) -> str:
    """A share that is not quite nothing never reads as nothing."""
    if share is None:
        return say("program_tanpa_pagu")
    if 0 < share < _SMALLEST / 2:
        return f"<{percent(_SMALLEST)}"
    return percent(share) if share else percent(0, 0)


def widths() -> dict[str, int]:
    """Px of columns: a long name leaves room for rupiah, trillions are shown whole."""
    return {say("kolom_label"): 365, say("program_kolom_pagu"): 165}


def table(children: Sequence[Node]) -> pd.DataFrame:
    """Every branch below: code, name, ceiling, tagged, documented, shares, lines."""
    import pandas as pd

    return pd.DataFrame(
        {
            say("kolom_kode"): [node.kode for node in children],
            say("kolom_label"): [node.nama for node in children],
            say("program_kolom_pagu"): [float(node.pagu) for node in children],
            say("program_kolom_klaim"): [float(node.klaim) for node in children],
            say("program_kolom_persen"): [node.persen for node in children],
            say("program_kolom_sah"): [float(node.sah) for node in children],
            say("program_kolom_persen_sah"): [part(node.sah, node.pagu) for node in children],
            say("program_kolom_baris"): [node.baris for node in children],
        }
    )
