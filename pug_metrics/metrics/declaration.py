"""What a metric is: one function with a declaration above it that everything else reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any

from pug_metrics.errors import QuestionError, nearest
from pug_metrics.language import Text

if TYPE_CHECKING:
    from pug_metrics.metrics.result import Result, Slice


class Grain(StrEnum):
    """What one row of a result is about. ``desa`` covers kelurahan."""

    DAERAH = "daerah"
    OPD = "opd"
    URUSAN = "urusan"
    BIDANG = "bidang"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"
    REKENING = "rekening"
    KECAMATAN = "kecamatan"
    DESA = "desa"
    TAHUN = "tahun"
    TAHAPAN = "tahapan"
    BULAN = "bulan"
    KATEGORI = "kategori"
    SUMBER_DANA = "sumber_dana"


# The row of a second key that stands for all of them together.
ALL_KEYS = "SEMUA"


class Unit(StrEnum):
    """Unit of ``nilai``."""

    RUPIAH = "rupiah"
    PERSEN = "persen"
    POIN = "poin"
    INDEKS = "indeks"
    RUPIAH_PER_ORANG = "rupiah_per_orang"


class Thing(StrEnum):
    """What a numerator or denominator counts; words ``struk_<thing>`` except for rupiah."""

    RUPIAH = "rupiah"
    ORANG = "orang"
    OPD = "opd"
    KEGIATAN = "kegiatan"
    BUTIR = "butir"
    RAPAT = "rapat"
    JABATAN = "jabatan"
    KALI = "kali"


class Good(StrEnum):
    """Direction in which the figure is better; ``TIDAK_ADA`` where none is."""

    NAIK = "naik"
    TURUN = "turun"
    TIDAK_ADA = "tidak_ada"


class Basis(StrEnum):
    """Denominators of an ARG share (account prefixes in ``data/reference/basis.toml``)."""

    TOTAL_BELANJA = "TOTAL_BELANJA"
    BELANJA_LANGSUNG = "BELANJA_LANGSUNG"
    BJ_BANSOS_MODAL = "BJ_BANSOS_MODAL"
    TANPA_PENUNJANG = "TANPA_PENUNJANG"


class Reason(StrEnum):
    """Why a ``nilai`` is empty."""

    DATA_KOSONG = "DATA_KOSONG"
    PENYEBUT_NOL = "PENYEBUT_NOL"
    TERTEKAN = "TERTEKAN"
    PARSIAL = "PARSIAL"


@dataclass(frozen=True, slots=True)
class Metric:
    """A declared metric: its words, its rules and its function.

    ``above`` and ``below`` say what numerator and denominator count. ``lines_above`` and
    ``lines_below`` are conditions on the columns of ``baris`` (or ``tempat`` where ``placed``): the
    lines that each side counts, for the receipt; ``narrowed``: a category that is asked about
    narrows the denominator too. ``parts_add``: the numerators of the rows sum to that of the whole.
    ``second``: the codes of a second key of its own, which takes the place of a second grain;
    ``lines_second``: what each of them puts in the place of ``lines_above``. ``whole_units``: a
    unit of work counts above only where all its lines of ``lines_below`` are lines of the
    numerator. ``compared``: the figure sets a stage against MURNI, whose lines are those below.
    ``rows``: the derived table behind a metric that rests on no budget lines, whose columns the
    conditions then speak of (an empty one: nothing to count); ``second_column``: the column of the
    second key in it.
    """

    name: str
    title: Text
    formula: Text
    meaning: Text
    caution: Text
    unit: Unit
    good: Good
    grains: tuple[Grain, ...]
    numerator: Text
    denominator: Text | None
    has_basis: bool
    additive: bool
    datasets: tuple[str, ...]
    source: Text
    function: Callable[..., Result]
    above: Thing = Thing.RUPIAH
    below: Thing = Thing.RUPIAH
    lines_above: str = "klaim > 0"
    lines_below: str = "true"
    narrowed: bool = False
    placed: bool = False
    parts_add: bool = True
    second: tuple[str, ...] = ()
    rows: str = ""
    second_column: str = ""
    lines_second: Mapping[str, str] = field(default_factory=dict)
    whole_units: bool = False
    compared: bool = False


_registry: dict[str, Metric] = {}


def metric(  # noqa: PLR0913 - a declaration names its facts
    *,
    title: Text,
    formula: Text,
    meaning: Text,
    caution: Text,
    unit: Unit,
    good: Good,
    grains: tuple[Grain, ...],
    numerator: Text,
    source: Text,
    datasets: tuple[str, ...],
    denominator: Text | None = None,
    has_basis: bool = False,
    additive: bool = False,
    above: Thing = Thing.RUPIAH,
    below: Thing | None = None,
    lines_above: str = "klaim > 0",
    lines_below: str = "true",
    narrowed: bool = False,
    placed: bool = False,
    parts_add: bool = True,
    second: tuple[str, ...] = (),
    rows: str = "",
    second_column: str = "",
    lines_second: Mapping[str, str] | None = None,
    whole_units: bool = False,
    compared: bool = False,
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Declare the function below as a metric and register it under its own name.

    The declared function is called ``f(store, by=(Grain, ...), at=Slice, basis=Basis | None)`` with
    the question already checked; callers use ``f(store, by=Grain.OPD, at=Slice(...), basis=...)``.
    """

    def declare(function: Callable[..., Result]) -> Callable[..., Result]:
        name, ask = function.__name__, _asking(function)
        _registry[name] = Metric(
            name, title, formula, meaning, caution, unit, good, grains, numerator, denominator,
            has_basis, additive, datasets, source, ask, above, below or above, lines_above,
            lines_below, narrowed, placed, parts_add, second, rows, second_column,
            lines_second or {}, whole_units, compared,
        )  # fmt: skip
        return ask

    return declare


def _asking(function: Callable[..., Result]) -> Callable[..., Result]:
    """``function`` behind a check of the question, on one version of the data."""

    @wraps(function)
    def ask(
        store: Any,  # noqa: ANN401 - any object with Store.query: the store or a frozen version
        *,
        by: Grain | str | tuple[Grain | str, ...],
        at: Slice,
        basis: Basis | str | None = None,
    ) -> Result:
        declared = _registry[function.__name__]
        grains_asked = _checked_grains(declared, by)
        checked = _checked_basis(declared, basis)
        with still(store) as reader:
            return function(reader, by=grains_asked, at=at, basis=checked)

    return ask


def still(store: Any) -> AbstractContextManager[Any]:  # noqa: ANN401 - as above
    """One built version for all that a metric asks; ``store`` itself where it is one already."""
    return store.frozen() if hasattr(store, "frozen") else nullcontext(store)


def _checked_grains(
    declared: Metric, by: Grain | str | tuple[Grain | str, ...]
) -> tuple[Grain, ...]:
    asked = (by,) if isinstance(by, str) else tuple(by)
    if declared.second and len(asked) > 1:
        raise QuestionError("satu_butir", metrik=str(declared.title))
    if not 1 <= len(asked) <= 2 or len(set(asked)) != len(asked):
        raise QuestionError("butir_jumlah", metrik=declared.name)
    allowed = [str(grain) for grain in declared.grains]
    for grain in asked:
        if str(grain) not in allowed:
            raise QuestionError(
                "butir_tidak_ada", metrik=declared.name, butir=str(grain),
                mungkin=nearest(str(grain), allowed), ada=", ".join(allowed),
            )  # fmt: skip
    return tuple(Grain(str(grain)) for grain in asked)


def _checked_basis(declared: Metric, basis: Basis | str | None) -> Basis | None:
    if not declared.has_basis:
        return None
    if basis is None:
        return Basis.TOTAL_BELANJA
    if str(basis) not in list(Basis):
        raise QuestionError(
            "basis_tidak_ada", basis=str(basis), mungkin=nearest(str(basis), list(Basis))
        )
    return Basis(str(basis))


def all_metrics() -> dict[str, Metric]:
    """Every declared metric by name, in the order of declaration."""
    import pug_metrics.metrics  # noqa: F401 - importing the package registers them

    return dict(_registry)


def find(name: str) -> Metric:
    """The metric called ``name``; raises ``QuestionError`` with the nearest name."""
    known = all_metrics()
    if name not in known:
        raise QuestionError("metrik_tidak_ada", metrik=name, mungkin=nearest(name, known))
    return known[name]
