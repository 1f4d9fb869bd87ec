"""What the glossary page can show, and which of it a search asks for; reads declarations only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pug_metrics.datasets import Column, Dataset, datasets
from pug_metrics.export.glossary import CONVENTIONS, WORDS
from pug_metrics.language import Text, catalogue, say
from pug_metrics.metrics.checks import Check, all_checks
from pug_metrics.metrics.declaration import Metric, all_metrics
from pug_metrics.reference.bases import BasisRule, bases

SECTIONS = ("metrik", "data", "penyebut", "uji", "istilah", "tentang")


@dataclass(frozen=True, slots=True)
class DatasetEntry:
    """A dataset and those of its columns that were asked for (all, unless only columns match)."""

    declared: Dataset
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search leaves of each section; ``words`` and ``conventions`` hold catalogue keys."""

    asked: str
    metrics: tuple[Metric, ...]
    datasets: tuple[DatasetEntry, ...]
    bases: tuple[BasisRule, ...]
    checks: tuple[Check, ...]
    words: tuple[tuple[str, str], ...]
    conventions: tuple[str, ...]

    def count(self, section: str) -> int:
        """Number of entries that a section shows."""
        return {
            "metrik": len(self.metrics),
            "data": len(self.datasets),
            "penyebut": len(self.bases),
            "uji": len(self.checks),
            "istilah": len(self.words) + len(self.conventions),
        }.get(section, 0)

    @property
    def total(self) -> int:
        """Number of entries in all sections."""
        return sum(self.count(section) for section in SECTIONS)


def search(asked: str) -> Found:
    """Entries that hold every word of ``asked`` in either language; all when it is empty."""
    sought = asked.casefold().split()
    return Found(
        asked=asked.strip(),
        metrics=tuple(m for m in all_metrics().values() if _holds(_metric_text(m), sought)),
        datasets=tuple(_dataset_entries(sought)),
        bases=tuple(b for b in bases().values() if _holds(_basis_text(b), sought)),
        checks=tuple(c for c in all_checks().values() if _holds(_check_text(c), sought)),
        words=tuple(pair for pair in WORDS if _holds([pair[0], *_spoken(pair[1])], sought)),
        conventions=tuple(key for key in CONVENTIONS if _holds(_spoken(key), sought)),
    )


def _holds(texts: Iterable[str], sought: list[str]) -> bool:
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in sought)


def _spoken(key: str) -> list[str]:
    return [catalogue("id")[key], catalogue("en")[key]]


def _both(*texts: Text | None) -> list[str]:
    return [words for text in texts if text is not None for words in (text.id, text.en)]


def _metric_text(each: Metric) -> list[str]:
    said = _both(each.title, each.meaning, each.formula, each.numerator, each.denominator)
    return [each.name, *said, *_both(each.caution, each.source), *each.datasets, str(each.unit)]


def _basis_text(each: BasisRule) -> list[str]:
    codes = (*each.included, *each.excluded, *each.excluded_programmes)
    return [each.name, *_spoken(f"filter_basis_{each.name}"), *_both(each.meaning), *codes]


def _check_text(each: Check) -> list[str]:
    return [each.name, each.dataset, *_both(each.title, each.meaning, each.cure)]


def _column_text(column: Column) -> tuple[str, ...]:
    return (column.name, *_both(column.label, column.meaning), *column.headers, *column.choices)


def _dataset_entries(sought: list[str]) -> Iterable[DatasetEntry]:
    for declared in datasets().values():
        said = _both(declared.title, declared.meaning, declared.source)
        if _holds([declared.name, *said], sought):
            yield DatasetEntry(declared, declared.columns)
            continue
        columns = tuple(c for c in declared.columns if _holds(_column_text(c), sought))
        if columns:
            yield DatasetEntry(declared, columns)


def metric_formula(each: Metric) -> list[tuple[str, str]]:
    """How a metric is computed: formula, numerator, denominator, basis, caution."""
    facts = [
        ("glosarium_rumus", str(each.formula)),
        ("glosarium_pembilang", str(each.numerator)),
        ("glosarium_penyebut", str(each.denominator or "")),
        ("glosarium_berbasis", _basis_words() if each.has_basis else ""),
        ("glosarium_perhatian", str(each.caution)),
    ]
    return [(say(key), words) for key, words in facts if words]


def metric_facts(each: Metric) -> list[tuple[str, str]]:
    """What a metric gives and from what: unit, direction, grains, datasets, source, name."""
    facts = [
        ("glosarium_satuan", say(f"satuan_{each.unit}")),
        ("glosarium_arah", say(f"arah_{each.good}")),
        ("kamus_rincian", ", ".join(say(f"butir_{grain}") for grain in each.grains)),
        ("glosarium_dari_dataset", ", ".join(str(datasets()[n].title) for n in each.datasets)),
        ("glosarium_sumber", str(each.source)),
        ("kamus_nama_program", f"`{each.name}`"),
    ]
    return [(say(key), words) for key, words in facts if words]


def check_facts(each: Check) -> list[tuple[str, str]]:
    """How a finding is mended, by whom and in which dataset."""
    return [
        (say("glosarium_perbaikan"), str(each.cure)),
        (say("glosarium_berat"), say(f"mutu_berat_{each.severity}")),
        (say("mutu_kolom_pemilik"), say(f"mutu_pemilik_{each.owner}")),
        (say("mutu_kolom_dataset"), str(datasets()[each.dataset].title)),
        (say("kamus_nama_program"), f"`{each.name}`"),
    ]


def _basis_words() -> str:
    return ", ".join(say(f"filter_basis_{name}") for name in bases())


def basis_facts(each: BasisRule) -> list[tuple[str, str]]:
    """Account prefixes in and out, programmes left out: name and codes."""
    facts = (
        ("glosarium_masuk", each.included),
        ("glosarium_keluar", each.excluded),
        ("glosarium_program_keluar", each.excluded_programmes),
    )
    return [(say(key), ", ".join(f"`{code}`" for code in codes)) for key, codes in facts if codes]
