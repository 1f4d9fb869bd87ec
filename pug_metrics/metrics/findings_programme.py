"""The tree from urusan to sub-activity, and the search in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.names import words
from pug_metrics.metrics.question import COLUMNS, Reader, missing_code, settle, where
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.shapes import ZERO

LEVELS = (Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.KEGIATAN, Grain.SUB_KEGIATAN)


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
    belum: Decimal
    baris: int

    @property
    def persen(self) -> float | None:
        """Claimed ARG in percent of the ceiling."""
        return float(Fraction(self.klaim) / Fraction(self.pagu) * 100) if self.pagu else None


def programme_tree(store: Reader, at: Slice) -> tuple[Node, ...]:
    """Every branch from urusan down to sub-activity, parents before children, the largest first.

    A code that lines lack is a branch of its own (``TANPA_KODE``), so children sum to their parent.
    """
    at = settle(store, (), at)
    names = _names(store, at)
    sums: dict[tuple[str, ...], list[Decimal | int]] = {}
    for row in _leaves(store, at):
        path = tuple(row[f"k{i}"] for i in range(len(LEVELS)))
        amounts = (row["pagu"], row["klaim"], row["sah"], row["belum"], row["baris"])
        for depth in range(1, len(LEVELS) + 1):
            known = sums.setdefault(path[:depth], [ZERO, ZERO, ZERO, ZERO, 0])
            for i, amount in enumerate(amounts):
                known[i] += amount
    nodes = [_node(path, figures, names) for path, figures in sums.items()]
    return tuple(sorted(nodes, key=lambda node: (LEVELS.index(node.butir), -node.pagu, node.jalur)))


def _leaves(store: Reader, at: Slice) -> list[dict[str, Any]]:
    asked = where(at)
    keys = ", ".join(
        f"coalesce({COLUMNS[grain]}, '{missing_code(grain)}') AS k{i}"
        for i, grain in enumerate(LEVELS)
    )
    table = "baris" if at.rekening is not None else "kubus"
    lines = "sum(jumlah_baris)::BIGINT" if table == "kubus" else "count(*)"
    return list(
        store.query(
            f"SELECT {keys}, sum(pagu) AS pagu, sum(klaim) AS klaim, sum(sah) AS sah, "  # noqa: S608 - our columns
            f"sum(belum) AS belum, {lines} AS baris FROM {table} WHERE {asked.sql} GROUP BY ALL",
            asked.params,
        ).to_pylist()
    )


def _names(store: Reader, at: Slice) -> dict[tuple[str, str], str]:
    rows = store.query(
        "SELECT butir, kode, nama FROM nama WHERE list_contains($butir, butir) "
        "AND ($daerah IS NULL OR kode_daerah = $daerah)",
        {"butir": [str(grain) for grain in LEVELS], "daerah": at.daerah},
    ).to_pylist()
    return {(row["butir"], row["kode"]): row["nama"] for row in rows}


def _node(
    path: tuple[str, ...], figures: list[Decimal | int], names: dict[tuple[str, str], str]
) -> Node:
    grain = LEVELS[len(path) - 1]
    code = path[-1]
    pagu, klaim, sah, belum, lines = figures
    return Node(
        "/".join(path), "/".join(path[:-1]), grain, code,
        names.get((str(grain), code)) or words(grain, code),
        Decimal(pagu), Decimal(klaim), Decimal(sah), Decimal(belum), int(lines),
    )  # fmt: skip


def programme_search(store: Reader, at: Slice, text: str, limit: int = 50) -> tuple[Node, ...]:
    """Branches whose code begins with ``text`` or whose name holds all its words; largest first."""
    wanted = text.casefold().split()
    if not wanted:
        return ()
    found = [
        node
        for node in programme_tree(store, at)
        if node.kode.startswith(text.strip())
        or all(word in node.nama.casefold() for word in wanted)
    ]
    return tuple(sorted(found, key=lambda node: (-node.pagu, node.jalur))[:limit])
