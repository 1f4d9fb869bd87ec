"""The forms of numbers: cells without their decorations, what fits a form, an exact value.

Declared decorations are all that may stand around the digits: Rp or IDR, one sign before or after
or brackets, ``,-``, a percent sign, blanks or apostrophes between groups of three. Anything else is
no number. Knows nothing of findings or of what the other cells of a column look like.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Kind
from pug_metrics.tables.masks import no, some, sure

INDONESIAN, ENGLISH, PLAIN = "indonesia", "inggris", "polos"
FORMS = (INDONESIAN, ENGLISH, PLAIN)
# What a number without a percent sign is, in a column where others have one.
SHARE, PERCENT = "bagian", "persen"
SCALES: Mapping[Kind, tuple[int, int]] = {
    Kind.RUPIAH: (20, 2),
    Kind.BULAT: (18, 0),
    Kind.PERSEN: (7, 4),
    Kind.BAGIAN: (3, 2),
    Kind.DESIMAL: (20, 4),
}
SHAPES = {
    INDONESIAN: r"^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$",
    ENGLISH: r"^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$",
    PLAIN: r"^\d+(?:\.\d+)?$",
}
_SIGNS = {INDONESIAN: (r"\.", ","), ENGLISH: (",", r"\."), PLAIN: ("", r"\.")}
_BLANKS = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_DASHES = "[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
MISSING = r"^(?i:-*|n/a|n\.a\.?|na)$"
# A workbook keeps no more than fifteen digits and shows no more; what lies beyond is dust.
_SHOWN = Context(prec=15)


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells without decorations: ``core`` text (missing is null), masks of one length with it.

    ``negative``: a minus or brackets stood there; ``typed``: a number of the workbook itself;
    ``signed``: a percent sign or a percent format; ``spaced``: blanks or apostrophes parted groups.
    """

    core: pa.Array
    negative: pa.Array
    typed: pa.Array
    signed: pa.Array
    spaced: pa.Array


def bare_cells(written: pa.Array, typed: pa.Array, kind: Kind) -> Cells:
    """Take the declared decorations off; a percent sign only where ``kind`` knows parts."""
    nothing = no(len(written))
    if pc.all(pc.match_substring_regex(written, r"^[\d.,]+$")).as_py():
        return Cells(written, nothing, typed, nothing, nothing)
    text = pc.replace_substring_regex(written, _BLANKS, " ")
    text = pc.replace_substring_regex(text, _DASHES, "-")
    text = pc.replace_substring_regex(text, "[\u2018\u2019\u02bc]", "'")
    text = pc.replace_substring_regex(text, r"^\((.*)\)$", r"-\1")
    text = pc.replace_substring_regex(text, r"^(?i:rp|idr)\.? ?\((.*)\)$", r"-\1")
    text = pc.replace_substring_regex(text, r"^([-+]?) *(?i:rp|idr)\.? *", r"\1")
    text = pc.replace_substring_regex(text, r"(\d) *(?i:rp|idr|rupiah)$", r"\1")
    text = pc.replace_substring_regex(text, r"(?:^|(\d))[,.] ?-$", r"\1")
    text = pc.replace_substring_regex(text, r"^([^-+](?:.*\d)?) *-$", r"-\1")
    signed = nothing
    if kind in (Kind.PERSEN, Kind.BAGIAN):
        signed = sure(pc.match_substring_regex(text, r"\d *(?:%|(?i:persen))$"))
        text = pc.replace_substring_regex(text, r"(\d) *(?:%|(?i:persen))$", r"\1")
    text = pc.if_else(pc.match_substring_regex(text, MISSING), pa.scalar(None, pa.string()), text)
    text, spaced = _ungrouped(text)
    negative = sure(pc.starts_with(text, "-"))
    core = pc.replace_substring_regex(text, r"^[-+] *", "")
    return Cells(core, negative, typed, signed, spaced)


def _ungrouped(text: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Blanks or apostrophes (never both) between whole groups of three digits are taken out."""
    spaced = no(len(text))
    for sign in (" ", "'"):
        shape = rf"^[-+]? *[1-9]\d{{0,2}}(?:{sign}\d{{3}})+(?:[.,]\d+)?$"
        here = sure(pc.match_substring_regex(text, shape))
        if some(here):
            text = pc.if_else(here, pc.replace_substring(text, sign, ""), text)
            spaced = pc.or_(spaced, here)
    return text, spaced


def fits(core: pa.Array, form: str) -> pa.Array:
    """Where a core is a number of this form, whatever its size; null where it is missing."""
    return pc.match_substring_regex(core, SHAPES[form])


def holds(core: pa.Array, form: str, kind: Kind, power: int = 0) -> pa.Array:
    """Where a core is a number of this form that a column of ``kind`` can hold exactly.

    ``power``: the figures stand for so many tens (3: thousands), so more decimals are allowed.
    """
    precision, scale = SCALES[kind]
    digits, places = precision - scale, scale + power
    groups, point = _SIGNS[form]
    whole = rf"0*\d{{1,{digits}}}"
    if groups and digits > 3:
        whole += rf"|[1-9]\d{{0,2}}(?:{groups}\d{{3}}){{1,{digits // 3 - 1}}}"
    part = rf"\d{{1,{places}}}0*" if places else "0+"
    return pc.match_substring_regex(core, rf"^(?:{whole})(?:{point}(?:{part}))?$")


def as_plain(core: pa.Array, form: str) -> pa.Array:
    """Text with a dot before the decimals and nothing else, by the form."""
    if form == INDONESIAN:
        return pc.replace_substring(pc.replace_substring(core, ".", ""), ",", ".")
    return core if form == PLAIN else pc.replace_substring(core, ",", "")


def shifted(plain: pa.Array, power: int) -> pa.Array:
    """Plain text times ten to the ``power``, digit by digit, so nothing is rounded."""
    if power == 0:
        return plain
    if power < 0:
        wide = pc.binary_join_element_wise(pa.scalar("0" * -power), plain, "")
        return pc.replace_substring_regex(wide, rf"^(\d*)(\d{{{-power}}})(?:\.(\d*))?$", r"\1.\2\3")
    dotted = pc.replace_substring_regex(plain, r"^(\d+)$", r"\1.")
    wide = pc.binary_join_element_wise(dotted, pa.scalar("0" * power), "")
    return pc.replace_substring_regex(wide, rf"^(\d*)\.(\d{{{power}}})(\d*)$", r"\1\2.\3")


def exact(plain: pa.Array, negative: pa.Array, kind: Kind) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Exact values, and masks of the cells with too many decimals and with too many digits."""
    precision, scale = SCALES[kind]
    text = pc.replace_substring_regex(plain, r"^0+(\d)", r"\1")
    text = (
        pc.replace_substring_regex(text, rf"^(\d+(?:\.\d{{0,{scale}}})?)0*$", r"\1")
        if scale
        else pc.replace_substring_regex(text, r"\.0*$", "")
    )
    fine = sure(pc.match_substring_regex(text, rf"\.\d{{{scale + 1},}}$"))
    large = sure(pc.match_substring_regex(text, rf"^\d{{{precision - scale + 1},}}"))
    safe = pc.if_else(pc.or_(fine, large), pa.scalar(None, pa.string()), text)
    values = pc.cast(safe, pa.decimal128(precision, scale))
    values = pc.if_else(negative, pc.negate(values), values).cast(arrow_type(kind))
    return values, fine, large


def arrow_type(kind: Kind) -> pa.DataType:
    """The type in which amounts of a kind are stored."""
    precision, scale = SCALES[kind]
    return pa.decimal128(precision, scale) if scale else pa.int64()


def without_dust(plain: str, places: int) -> str | None:
    """A number of a workbook as the workbook shows it, where that has at most ``places`` decimals.

    0.30000000000000004 is 0.3 with the dust of binary arithmetic, and 8727621226517.621 is
    8727621226517.62 one step of a binary number further; 0.333333333333333 is no dust, and neither
    is what would move the last decimal that is kept.
    """
    written, shown = Decimal(plain), _SHOWN.create_decimal(plain)
    text = format(shown.normalize(), "f")
    moved = abs(written - shown)
    # Two steps: shortest texts of neighbouring binary numbers lie up to that far apart.
    step = 2 * Decimal(math.ulp(float(plain)))
    dust = 0 < moved < Decimal(1).scaleb(-places - 3)
    dust = dust or 0 < moved <= step < Decimal(1).scaleb(-places) / 2
    return text if dust and len(text.partition(".")[2]) <= places else None
