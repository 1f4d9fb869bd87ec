"""The Program page in sentences."""

from __future__ import annotations

from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent, rupiah
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.findings_tree import Node

from . import words
from .program_figures import Branch

_SHORT = 44


def short(node: Node, most: int = _SHORT) -> str:
    """The name of a branch, cut at a word."""
    if len(node.nama) <= most:
        return node.nama
    return node.nama[:most].rpartition(" ")[0] + " …"


def named(branch: Branch) -> str:
    """What the branch is called."""
    if branch.node is None:
        return say("program_semua", daerah=words.markdown(branch.region))
    return words.markdown(branch.node.nama)


def title(branch: Branch) -> str:
    """``Program X: Rp…, 82 % ditandai, 41 % berdokumen``."""
    pagu, klaim, sah = branch.amounts
    facts = {"nama": named(branch), "pagu": rupiah(pagu)}
    claimed = part(klaim, pagu)
    documented = part(sah, pagu)
    if claimed is None or documented is None:
        return say("program_judul_tanpa_pagu", nama=facts["nama"])
    if not klaim:
        return say("program_judul_tanpa_arg", **facts)
    if not sah:
        return say("program_judul_tanpa_dokumen", klaim=percent(claimed), **facts)
    return say("program_judul", klaim=percent(claimed), sah=percent(documented), **facts)


def lead(branch: Branch) -> str:
    """What the branch is: level, code, number of lines and of branches below."""
    if branch.node is None:
        return ""
    level = say(f"butir_{branch.node.butir}")
    key = "program_keterangan_satu" if branch.node.baris == 1 else "program_keterangan"
    return say(
        key, jenis=level, kode=words.markdown(branch.node.kode), baris=count(branch.node.baris)
    )


def lacking(branch: Branch) -> str:
    """Which levels the file does not have, and what is shown in their place."""
    missing = [say(f"butir_{grain}").lower() for grain in branch.tree.lacking]
    if not missing:
        return ""
    key = "program_kurang" if branch.tree.levels[0] == "opd" else "program_kurang_sebagian"
    return say(key, daftar=", ".join(missing))


def areas(branch: Branch) -> str:
    """The finding of the areas: the largest branch, and where ARG is."""
    first = branch.children[0]
    pagu, klaim, _ = branch.amounts
    share_of_first = part(first.pagu, pagu)
    facts = {
        "nama": words.markdown(first.nama), "rupiah": rupiah(first.pagu),
        "persen": percent(share_of_first or 0),
    }  # fmt: skip
    if len(branch.children) == 1:
        return say("program_satu", **facts)
    most = max(branch.children, key=lambda node: (node.klaim, node.pagu))
    if not klaim:
        return say("program_terbesar", **facts)
    share = percent(part(most.klaim, klaim) or 0)
    if most is first:
        return say("program_terbesar_arg_sama", arg=share, **facts)
    return say("program_terbesar_arg", lain=words.markdown(most.nama), arg=share, **facts)


def subtitle(branch: Branch) -> str:
    """What size and colour say, at which level, stage and year."""
    level = say(f"butir_{branch.next_level}").lower()
    return say("program_ukuran", jenis=level, tahapan=words.stage(branch.at))


def untagged(branch: Branch) -> str:
    """One sentence on what the areas do not say by colour."""
    none = [node for node in branch.children if not node.klaim]
    facts = {
        "semua": count(len(branch.children)),
        "jenis": say(f"butir_{branch.next_level}").lower(),
    }
    if len(branch.children) == 1:
        return say(f"program_satu_{'tanpa_tanda' if none else 'bertanda'}", jenis=facts["jenis"])
    if not none:
        return say("program_semua_bertanda", **facts)
    return say("program_tanpa_tanda", jumlah=count(len(none)), **facts)
