"""The one formatter: rupiah, percent, points, counts, dates, as readers write them.

Every figure that a person sees is written here, with a no-break space where a line must not break.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from pug_metrics.language import current, say

NBSP = "\u00a0"
Number = Decimal | int | float

_STEPS = (
    (Decimal(10) ** 12, "satuan_triliun"),
    (Decimal(10) ** 9, "satuan_miliar"),
    (Decimal(10) ** 6, "satuan_juta"),
    (Decimal(10) ** 3, "satuan_ribu"),
)


def _locale() -> str:
    return "id_ID" if current() == "id" else "en_GB"


def decimal(value: Number, digits: int = 0) -> str:
    """``value`` with exactly ``digits`` decimals, the separators of the language, a true minus."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    sign = "−" if rounded < 0 else ""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return sign + str(format_decimal(abs(rounded), format=pattern, locale=_locale()))


def count(value: int) -> str:
    """A whole number: ``1.204``."""
    # Lists of a hundred thousand findings count every row: babel would take most of the time.
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if current() == "id" else grouped


def rupiah_full(value: Number) -> str:
    """Rupiah to the sen, always with two decimals: ``Rp8.727.621.226.517,62``."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    sign = "−" if exact < 0 else ""
    return f"{sign}Rp{decimal(abs(exact), 2)}"


def rupiah(value: Number, digits: int | None = None) -> str:
    """Rupiah in the largest unit, written out: ``Rp1,23 miliar``, ``Rp226,6 miliar``."""
    number, unit = scaled(value, digits)
    sign = "−" if value < 0 else ""
    return f"{sign}Rp{number}{NBSP}{unit}" if unit else f"{sign}Rp{number}"


def scaled(value: Number, digits: int | None = None) -> tuple[str, str]:
    """Figure and unit apart, without sign: ``("226,6", "miliar")``; no unit below one thousand."""
    exact = abs(value if isinstance(value, Decimal) else Decimal(str(value)))
    for size, key in _STEPS:
        # 999.950.000 would round to "1.000,0 juta": it is written as one miliar.
        if exact >= size * Decimal("0.99995"):
            amount = exact / size
            places = digits if digits is not None else (2 if amount < 10 else 1)
            return decimal(amount, places), say(key)
    return decimal(exact, 0), ""


def percent(value: Number, digits: int = 1) -> str:
    """A share already on the scale 0 to 100: ``12,3 %`` (``12.3%`` in English)."""
    gap = NBSP if current() == "id" else ""
    return f"{decimal(value, digits)}{gap}%"


def points(value: Number, digits: int = 1) -> str:
    """A difference between two shares, without sign: ``9,2 poin``."""
    size = -value if value < 0 else value
    return f"{decimal(size, digits)}{NBSP}{say('satuan_poin')}"


def signed_points(value: Number, digits: int = 1) -> str:
    """A difference between two shares as a table shows it: ``−9,2 poin`` where it is negative."""
    return f"{decimal(value, digits)}{NBSP}{say('satuan_poin')}"


def common_step(values: Iterable[Number]) -> tuple[Decimal, str]:
    """The size and word that suit all of ``values`` on one axis: ``(Decimal(10**9), "miliar")``."""
    largest = max((abs(Decimal(str(value))) for value in values), default=Decimal(0))
    for size, key in _STEPS:
        if largest >= size:
            return size, say(key)
    return Decimal(1), ""


def in_step(value: Number, size: Decimal) -> str:
    """``value`` in steps of ``size``, one decimal; what would round to nothing is ``<0,1``."""
    amount = Decimal(str(value)) / size
    if 0 < abs(amount) < Decimal("0.05"):
        return f"<{decimal(Decimal('0.1'), 1)}"
    return decimal(amount, 1)


def day(value: date | datetime) -> str:
    """``17 Agustus 2025`` / ``17 August 2025``, by the clock of this computer."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone()
    return str(format_date(value, "d MMMM y", locale=_locale()))


def month(number: int, *, short: bool = False) -> str:
    """Name of month 1 to 12: ``September`` or ``Sep``."""
    return str(format_date(date(2000, number, 1), "LLL" if short else "LLLL", locale=_locale()))


def moment(value: datetime) -> str:
    """``17 Oktober 2025 pukul 09.12`` / ``17 October 2025 at 09:12``, by this computer's clock."""
    if value.tzinfo is not None:
        value = value.astimezone()
    clock = value.strftime("%H.%M" if current() == "id" else "%H:%M")
    return say("waktu_pukul", hari=day(value), jam=clock)


def small(number: int) -> str:
    """Whole numbers up to eleven as words (``tiga``), larger ones as figures."""
    words = say("angka_kata").split()
    return words[number] if 0 <= number < len(words) else count(number)
