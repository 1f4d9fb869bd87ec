"""Which form a column of numbers is written in: what its cells prove, what only the user can say.

``1.050`` is 1050 where dots part thousands and 1.05 where they part decimals. A column is read in a
form only where its cells prove that form; cells that stay open are refused, or the column is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Kind
from pug_metrics.ingest.amount_forms import (
    ENGLISH,
    FORMS,
    INDONESIAN,
    PERCENT,
    PLAIN,
    SHARE,
    Cells,
    as_plain,
    fits,
    holds,
    shifted,
)
from pug_metrics.ingest.report import Choice
from pug_metrics.tables.masks import no, some, sure, times

# Above this share of cells that speak for the other form the column has no form of its own.
_TOLERATED = 0.05
_SAMPLED = 200
# Behind a form: other cells of the column prove it, nobody chose it.
_PROVEN = "~"


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a column (None: to be chosen among ``choice``) and its cells that stay open.

    ``held``: where a cell is a number that the column can hold, by form; ``open_cells``: cells of a
    column with a form that could be meant in the other one as well.
    """

    form: str | None
    held: Mapping[str, pa.Array]
    open_cells: pa.Array
    choice: Choice | None = None


def form_of(
    cells: Cells, column: Column, asked: str | None, power: int = 0, beside: int = 0
) -> Form:
    """Find the form of a column. ``asked``: what the user chose; ``power``: the unit of a title.

    ``beside``: cells that are not among these and that only a dot for decimals fits.
    """
    kind = column.kind
    held = {form: sure(holds(cells.core, form, kind, power)) for form in (INDONESIAN, ENGLISH)}
    nothing = no(len(cells.core))
    if asked in FORMS:
        return Form(asked, held, nothing)
    text = pc.invert(cells.typed)
    parted = pc.and_(text, _parted(cells, held, kind))
    if asked and asked.endswith(_PROVEN):
        form = asked.removesuffix(_PROVEN)
        return Form(form, held, _open_cells(cells, parted, form, kind, power, mixed=False))
    own = {each: pc.and_not(mask, parted) for each, mask in _only(cells, held).items()}
    count = {form: times(mask) for form, mask in own.items()}
    count[ENGLISH] += beside
    if not any(count.values()):
        if some(parted):
            return Form(None, held, nothing, _choice(cells, parted, column.name))
        return Form(PLAIN, held, nothing)
    form = max(count, key=lambda each: count[each])
    few, many = min(count.values()), count[form]
    open_cells = _open_cells(cells, parted, form, kind, power, mixed=few > 0)
    if max(few, times(open_cells)) > _TOLERATED * (few + many + times(open_cells)):
        where = pc.or_(pc.or_(own[INDONESIAN], own[ENGLISH]), open_cells)
        return Form(None, held, nothing, _choice(cells, where, column.name))
    if form == ENGLISH and not some(pc.and_(text, sure(pc.match_substring(cells.core, ",")))):
        form = PLAIN
    return Form(form, held, open_cells)


def proven(form: str, samples: tuple[tuple[str, str], ...]) -> str:
    """What a part of a column that is read in ``form`` proves for its other parts, to be asked as.

    Whole numbers prove nothing: 1.050 may follow, which is one thousand and fifty.
    """
    if form == INDONESIAN:
        return INDONESIAN + _PROVEN
    dotted = form == ENGLISH or any("." in written for written, _ in samples)
    return ENGLISH + _PROVEN if form in (ENGLISH, PLAIN) and dotted else ""


def _only(cells: Cells, held: Mapping[str, pa.Array]) -> dict[str, pa.Array]:
    """Text cells that can be held in one form alone, by form."""
    text = pc.invert(cells.typed)
    return {
        INDONESIAN: pc.and_(text, pc.and_not(held[INDONESIAN], held[ENGLISH])),
        ENGLISH: pc.and_(text, pc.and_not(held[ENGLISH], held[INDONESIAN])),
    }


def _parted(cells: Cells, held: Mapping[str, pa.Array], kind: Kind) -> pa.Array:
    """Cells that are two different numbers in the two forms.

    Rupiah are never told apart by what a column could hold: 10.125 is no sen, but may be a slip.
    """
    if kind == Kind.RUPIAH:
        return sure(pc.match_substring_regex(cells.core, r"^[1-9]\d{0,2}[.,]\d{3}$"))
    both = pc.and_(held[INDONESIAN], held[ENGLISH])
    return pc.and_(both, sure(pc.match_substring_regex(cells.core, "[.,]")))


def _open_cells(
    cells: Cells, parted: pa.Array, form: str, kind: Kind, power: int, *, mixed: bool
) -> pa.Array:
    """Cells of a column in ``form`` that would be unlikely in it, so the other may be meant."""
    if kind == Kind.RUPIAH and not power:
        # Sen have two digits: three behind the point of decimals look like thousands.
        point = "," if form == INDONESIAN else "."
        return pc.and_(parted, sure(pc.match_substring(cells.core, point)))
    return parted if mixed else no(len(parted))


def rarer(cells: Cells, held: Mapping[str, pa.Array]) -> pa.Array:
    """The cells of the rarer form where a column mixes two."""
    return min(_only(cells, held).values(), key=times)


def _choice(cells: Cells, where: pa.Array, column: str) -> Choice:
    core = cells.core.filter(where)
    return Choice(
        "angka", column, tuple((form, _samples(core, form)) for form in (INDONESIAN, ENGLISH))
    )


def _samples(core: pa.Array, form: str) -> str:
    """Up to three cells that fit the form and what they would be; those with a dot say most."""
    fitting = core.filter(fits(core, form))
    dotted = fitting.filter(pc.match_substring(fitting, "."))
    shown = pc.unique((dotted if len(dotted) else fitting)[:_SAMPLED])[:3]
    pairs = zip(shown.to_pylist(), as_plain(shown, form).to_pylist(), strict=True)
    return "; ".join(f"{before} = {after}" for before, after in pairs)


def numbers_of(choice: Choice | None) -> dict[str, object]:
    """The samples of each form as pairs of the cell and the amount it would be."""
    found: dict[str, object] = {}
    for form, text in choice.options if choice else ():
        pairs = (pair.split(" = ") for pair in text.split("; ") if pair)
        found[form] = [(written, Decimal(read)) for written, read in pairs]
    return found


def share_choice(plain: pa.Array, open_cells: pa.Array, column: str) -> Choice:
    """Whether cells without a percent sign, beside others that have one, are parts of one."""
    shown = pc.unique(plain.filter(open_cells)[:_SAMPLED])[:3]
    both = ((PERCENT, shown), (SHARE, shifted(shown, 2)))
    options = []
    for form, read in both:
        amounts = (format(Decimal(each).normalize(), "f") for each in read.to_pylist())
        pairs = zip(shown.to_pylist(), amounts, strict=True)
        options.append((form, "; ".join(f"{before} = {after}" for before, after in pairs)))
    return Choice("angka", column, tuple(options))
