"""The budget as a tree that fits the file: by programme, or by agency and account without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pug_metrics.metrics.answer import part
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.names import labels
from pug_metrics.metrics.question import COLUMNS, Reader, missing_code, settle, where
from pug_metrics.metrics.result import TANPA_KODE, Slice
from pug_metrics.metrics.shapes import ZERO

BY_PROGRAMME = (Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.KEGIATAN, Grain.SUB_KEGIATAN)
BY_AGENCY = (Grain.OPD, Grain.REKENING)


@dataclass(frozen=True, slots=True)
class Node:
    """One branch of the tree. ``jalur`` is the path of codes, ``induk`` that of the parent.

    ``persen`` is the claimed ARG in percent of ``pagu`` (``None`` without a ceiling).
    """

    jalur: str
    induk: str
    butir: Grain
    kode: str
    nama: str
    pagu: Decimal
    klaim: Decimal
    sah: Decimal
    baris: int

    @property
    def persen(self) -> float | None:
        """Claimed ARG in percent of the ceiling."""
        return part(self.klaim, self.pagu)


@dataclass(frozen=True, slots=True)
class Tree:
    """Every branch by its path, the levels that paths go through, and which levels no line has."""

    levels: tuple[Grain, ...]
    lacking: tuple[Grain, ...]
    nodes: dict[str, Node]
    below: dict[str, tuple[Node, ...]]
    pagu: Decimal
    klaim: Decimal
    sah: Decimal

    def nearest(self, path: str) -> str:
        """``path``, or the closest branch above it that is in the tree; empty is the whole."""
        while path and path not in self.nodes:
            path = path.rpartition("/")[0]
        return path

    def trail(self, path: str) -> list[Node]:
        """The branches from the top down to ``path``."""
        codes = path.split("/") if path else []
        return [self.nodes["/".join(codes[: i + 1])] for i in range(len(codes))]


def budget_tree(store: Reader, at: Slice) -> Tree:
    """The tree of the slice: urusan to sub-activity, or agency to account without programmes."""
    at = settle(store, (), at)
    nodes = _branches(store, at, BY_PROGRAMME)
    coded = {node.butir for node in nodes if node.kode != TANPA_KODE}
    lacking = tuple(grain for grain in BY_PROGRAMME if grain not in coded)
    if Grain.PROGRAM in coded:
        return _tree(BY_PROGRAMME, lacking, nodes)
    return _tree(BY_AGENCY, lacking, _branches(store, at, BY_AGENCY))


def _tree(levels: tuple[Grain, ...], lacking: tuple[Grain, ...], nodes: Sequence[Node]) -> Tree:
    below: dict[str, list[Node]] = {}
    for node in sorted(nodes, key=lambda each: (-each.pagu, each.jalur)):
        below.setdefault(node.induk, []).append(node)
    tops = below.get("", [])
    return Tree(
        levels, lacking, {node.jalur: node for node in nodes},
        {path: tuple(children) for path, children in below.items()},
        sum((node.pagu for node in tops), ZERO), sum((node.klaim for node in tops), ZERO),
        sum((node.sah for node in tops), ZERO),
    )  # fmt: skip


def _branches(store: Reader, at: Slice, levels: tuple[Grain, ...]) -> list[Node]:
    """Every branch of every level.

    A code that lines lack is a branch of its own (``TANPA_KODE``), so children sum to their parent.
    """
    leaves = {tuple(row[f"k{i}"] for i in range(len(levels))): row
              for row in _leaves(store, at, levels)}  # fmt: skip
    named: dict[tuple[str, ...], str] = {}
    sums: dict[tuple[str, ...], list[Any]] = {}
    for path, names in labels(store, levels, at, leaves).items():
        for depth in range(1, len(levels) + 1):
            named[path[:depth]] = names[depth - 1]
            known = sums.setdefault(path[:depth], [ZERO, ZERO, ZERO, 0])
            for i, measure in enumerate(("pagu", "klaim", "sah", "baris")):
                known[i] += leaves[path][measure]
    return [
        Node("/".join(path), "/".join(path[:-1]), levels[len(path) - 1], path[-1], named[path], *of)
        for path, of in sums.items()
    ]


def _leaves(store: Reader, at: Slice, levels: tuple[Grain, ...]) -> list[dict[str, Any]]:
    asked = where(at)
    keys = ", ".join(
        f"coalesce({COLUMNS[grain]}, '{missing_code(grain)}') AS k{i}"
        for i, grain in enumerate(levels)
    )
    by_line = at.rekening is not None or Grain.REKENING in levels
    table, lines = ("baris", "count(*)") if by_line else ("kubus", "sum(jumlah_baris)::BIGINT")
    return list(
        store.query(
            f"SELECT {keys}, sum(pagu) AS pagu, sum(klaim) AS klaim, sum(sah) AS sah, "  # noqa: S608 - our columns
            f"{lines} AS baris FROM {table} WHERE {asked.sql} GROUP BY ALL",
            asked.params,
        ).to_pylist()
    )


def slice_of(tree: Tree, at: Slice, path: str) -> Slice:
    """The slice of the branch at ``path``."""
    codes = path.split("/") if path else []
    named = {str(grain): code for grain, code in zip(tree.levels, codes, strict=False)}
    return replace(at, **named)  # type: ignore[arg-type]


def search(tree: Tree, text: str, limit: int = 12) -> tuple[tuple[Node, ...], int]:
    """The largest branches whose code begins with ``text`` or whose name holds all its words.

    Also how many there are in all.
    """
    wanted = text.casefold().split()
    if not wanted:
        return (), 0
    found = [
        node
        for node in tree.nodes.values()
        if node.kode.startswith(text.strip())
        or all(word in node.nama.casefold() for word in wanted)
    ]
    ranked = sorted(found, key=lambda node: (-node.pagu, node.jalur))
    return tuple(ranked[:limit]), len(found)


def rest(nodes: Sequence[Node]) -> tuple[Decimal, Decimal, Decimal]:
    """Ceiling, claimed and documented rupiah of several branches together."""
    return (
        sum((node.pagu for node in nodes), ZERO),
        sum((node.klaim for node in nodes), ZERO),
        sum((node.sah for node in nodes), ZERO),
    )
