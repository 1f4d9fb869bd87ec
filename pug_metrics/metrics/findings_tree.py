"""The budget as a tree that fits the file: by programme, or by agency and account without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings_programme import LEVELS, Node, programme_tree
from pug_metrics.metrics.names import words
from pug_metrics.metrics.question import COLUMNS, Reader, missing_code, settle, where
from pug_metrics.metrics.result import TANPA_KODE, Slice
from pug_metrics.metrics.shapes import ZERO

BY_AGENCY = (Grain.OPD, Grain.REKENING)


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
    nodes = programme_tree(store, at)
    coded = {node.butir for node in nodes if node.kode != TANPA_KODE}
    lacking = tuple(grain for grain in LEVELS if grain not in coded)
    if Grain.PROGRAM in coded:
        return _tree(LEVELS, lacking, nodes)
    return _tree(BY_AGENCY, lacking, _agency_nodes(store, at))


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


def _agency_nodes(store: Reader, at: Slice) -> list[Node]:
    asked = where(at)
    keys = ", ".join(
        f"coalesce({COLUMNS[grain]}, '{missing_code(grain)}') AS k{i}"
        for i, grain in enumerate(BY_AGENCY)
    )
    rows = store.query(
        f"SELECT {keys}, sum(pagu) AS pagu, sum(klaim) AS klaim, sum(sah) AS sah, "  # noqa: S608 - our columns
        f"sum(belum) AS belum, count(*) AS baris FROM baris WHERE {asked.sql} "
        "GROUP BY ROLLUP (k0, k1) HAVING k0 IS NOT NULL",
        asked.params,
    ).to_pylist()
    names = _names(store, at)
    return [_agency_node(row, names) for row in rows]


def _names(store: Reader, at: Slice) -> dict[tuple[str, str], str]:
    rows = store.query(
        "SELECT butir, kode, nama FROM nama WHERE list_contains($butir, butir) "
        "AND kode_daerah = $daerah",
        {"butir": [str(grain) for grain in BY_AGENCY], "daerah": at.daerah},
    ).to_pylist()
    return {(row["butir"], row["kode"]): row["nama"] for row in rows}


def _agency_node(row: dict[str, object], names: dict[tuple[str, str], str]) -> Node:
    codes = [str(row[key]) for key in ("k0", "k1") if row[key] is not None]
    grain = BY_AGENCY[len(codes) - 1]
    name = names.get((str(grain), codes[-1])) or words(grain, codes[-1])
    return Node(
        "/".join(codes), "/".join(codes[:-1]), grain, codes[-1], name,
        *(row[key] for key in ("pagu", "klaim", "sah", "belum", "baris")),  # type: ignore[arg-type]
    )  # fmt: skip


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


def percent(part: Decimal, whole: Decimal) -> float | None:
    """``part`` of ``whole``, 0 to 100; ``None`` without a whole."""
    return float(Fraction(part) / Fraction(whole) * 100) if whole else None


def rest(nodes: Sequence[Node]) -> tuple[Decimal, Decimal, Decimal]:
    """Ceiling, claimed and documented rupiah of several branches together."""
    return (
        sum((node.pagu for node in nodes), ZERO),
        sum((node.klaim for node in nodes), ZERO),
        sum((node.sah for node in nodes), ZERO),
    )
