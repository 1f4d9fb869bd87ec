"""What a cell can mean, by string methods, ``int`` and ``Decimal`` alone: beside the parsers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
_CURRENCIES = ("rp", "idr")


def plain_reading(text: str, form: str) -> Decimal | None:
    """The number that a cell is in a form; None where it is none."""
    text, minus = _without_brackets(_even(text), 0)
    text, minus = _without_brackets(_without_currency(text), minus)
    text = _without_words_behind(text)
    if text[:1] not in ("-", "+") and text.endswith("-"):
        text, minus = text[:-1].rstrip(" "), minus + 1
    if text[:1] in ("-", "+"):
        text, minus = text[1:].lstrip(" "), minus + (text[0] == "-")
    number = of_form(text, form)
    return None if number is None or minus > 1 else -number if minus else number


def _even(text: str) -> str:
    for blank in "\u00a0\u2007\u2009\u202f":
        text = text.replace(blank, " ")
    for dash in "\u2010\u2011\u2012\u2013\u2014\u2212":
        text = text.replace(dash, "-")
    return text.strip()


def _without_brackets(text: str, minus: int) -> tuple[str, int]:
    inside = text.startswith("(") and text.endswith(")")
    return (text[1:-1], minus + 1) if inside else (text, minus)


def _without_currency(text: str) -> str:
    sign = text[:1] if text[:1] in ("-", "+") else ""
    rest = text[len(sign) :].lstrip(" ")
    for word in _CURRENCIES:
        if rest.lower().startswith(word):
            return sign + rest[len(word) :].removeprefix(".").lstrip(" ")
    return text


def _without_words_behind(text: str) -> str:
    for word in ("rupiah", *_CURRENCIES):
        if text.lower().endswith(word):
            text = text[: -len(word)].rstrip(" ")
            break
    mark = next((mark for mark in (",-", ".-", ", -", ". -") if text.endswith(mark)), "")
    return text.removesuffix(mark)


def of_form(text: str, form: str) -> Decimal | None:
    """Digits in a form, with or without whole groups of three."""
    point = "," if form == "indonesia" else "."
    whole, *part = text.split(point)
    if len(part) > 1 or not all(is_digits(each) for each in part):
        return None
    own = {"indonesia": ".", "inggris": ",", "polos": " "}[form]
    sign = next((sign for sign in (own, " ", "'") if sign in whole), "")
    pieces = whole.split(sign) if sign else [whole]
    if sign and (not 1 <= len(pieces[0]) <= 3 or pieces[0][0] == "0"):
        return None
    if any(len(piece) != 3 for piece in pieces[1:]) or not all(map(is_digits, pieces)):
        return None
    return Decimal(".".join(["".join(pieces), *part]))


def is_digits(text: str) -> bool:
    """Whether a text is made of the ten digits alone."""
    return bool(text) and all(sign in "0123456789" for sign in text)


def days_of(text: str) -> set[date]:
    """Every date that the digits and words of a text name, in any order of three parts."""
    for sign in "/-.,:tT":
        text = text.replace(sign, " ")
    parts = text.lower().split()
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    known = [number for number in map(_number, parts[:3]) if number is not None]
    if len(known) != 3:
        return set()
    first, second, third = known
    orders = ((first, second, third), (third, second, first), (third, first, second))
    return {day for order in orders if (day := _date(*order))}


def _number(part: str) -> int | None:
    if is_digits(part):
        return int(part)
    return next((i for i, name in enumerate(MONTHS, 1) if name.lower().startswith(part[:3])), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
