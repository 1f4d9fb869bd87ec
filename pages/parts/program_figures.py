"""What the Program page asks: the tree of the budget, and the branch that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pug_metrics.metrics import arg_share
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.findings_tree import Node, Tree, budget_tree, slice_of
from pug_metrics.metrics.result import Result, Slice

from . import filters, links, numbers

PATH = "jalur"


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the tree (``node`` is ``None`` for the whole) and what is right below it.

    ``result`` is the ARG share by the next level, of the total spending of the branch.
    """

    region: str
    at: Slice
    tree: Tree
    path: str
    node: Node | None
    children: tuple[Node, ...]
    result: Result

    @property
    def amounts(self) -> tuple[Decimal, Decimal, Decimal]:
        """Ceiling, claimed and documented rupiah of the branch."""
        whole = self.node or self.tree
        return whole.pagu, whole.klaim, whole.sah

    @property
    def narrowed(self) -> Slice:
        """The slice of the branch."""
        return slice_of(self.tree, self.at, self.path)

    @property
    def next_level(self) -> Grain | None:
        """What the branches below are; ``None`` where budget lines follow."""
        return self.children[0].butir if self.children else None


def ask() -> Branch:
    """The branch that the link or a click names, in what the frame's filters ask for."""
    at = filters.slice_()
    tree: Tree = numbers.find(budget_tree, at)
    links.take(PATH)
    path = tree.nearest(str(st.session_state.get(PATH) or ""))
    st.session_state[PATH] = path
    links.put(PATH, path, "")
    children = tree.below.get(path, ())
    # Below the last level the figure of the branch itself stands for its lines.
    grain = children[0].butir if children else tree.levels[-1]
    result = numbers.of(arg_share, grain, slice_of(tree, at, path), Basis.TOTAL_BELANJA)
    return Branch(
        filters.region().nama, at, tree, path, tree.nodes.get(path), children, result
    )  # fmt: skip


def go(path: str) -> None:
    """Look at another branch from the next run on."""
    st.session_state[PATH] = path
