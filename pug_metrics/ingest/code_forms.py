"""The forms of codes: a reader takes one text and says the code, what it mended, what is bad.

A code is mended only where one code can be meant, and the repair is named; otherwise it is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pug_metrics.ingest.code_spoiled import looks_like_date
from pug_metrics.reference import places
from pug_metrics.reference.spelling import readings

TWO_DIGITS, FOUR_DIGITS = "DUA_ANGKA", "EMPAT_ANGKA"
_WITH_NAME = re.compile(
    r"((?:[0-9Xx]+\.)+[0-9]+|[0-9](?=\s*-))\.?"
    r"(?:\s*[-–—:|]?\s+(?=\S*[^\W\d_])|\s*[-–—:|]\s*(?=[^\W\d_]{3}))(.+)"
)
# Three dots or more: neither a name nor an amount.
_NO_NAME = re.compile(r"[0-9Xx](?:\.[0-9]+){3,}\.?")
_BARE_WITH_NAME = re.compile(r"([0-9]{4,14})\s*(?:[-–—:|]\s*|\s)(?=\S*[^\W\d_])(.+)")
_SUB = re.compile(r"([0-9X]\.[0-9X]{2}\.[0-9]{2}\.[12]\.[0-9]{2})\.([0-9]+)")
_SHALLOW = re.compile(r"[0-9X](?:\.[0-9X]{2}(?:\.[0-9]{2}(?:\.[12](?:\.[0-9]{2})?)?)?)?")
_ACCOUNT = re.compile(
    r"[0-9](?:\.[0-9]{1,2}(?:\.[0-9]{2}(?:\.[0-9]{2,3}(?:\.[0-9]{2,3}(?:\.[0-9]{4,5})?)?)?)?)?"
)
# Digits without dots are an account by their number alone: SIPD writes 12, its successor 14.
_ACCOUNT_BARE = (
    re.compile(r"([0-9])([0-9])([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{4})"),
    re.compile(r"([0-9])([0-9])([0-9]{2})([0-9]{2})([0-9]{3})([0-9]{5})"),
)
_SUB_WIDTHS, _ACCOUNT_WIDTHS = (1, 2, 2, 1, 2, 4), (1, 1, 2, 2, 2, 4)
_AGENCY = re.compile(r"[0-9]\.[0-9]{2}(?:\.[0-9]\.[0-9]{2}){2}\.[0-9]{2}\.[0-9]{4}")
_FREE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/\- ]*")
_LETTER_FOR_DIGIT = re.compile(r"(?=.*[0-9])(?=.*[OoIl])[0-9OoIl]+(?:\.[0-9OoIl]+)+")
# A long number that a spreadsheet shortened: its last digits are gone.
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")
_OTHER_SIGNS = re.compile(r"[0-9Xx]+(?:([,_/ -])[0-9]+)(?:\1[0-9]+)*")
_BPS_DISTRICT = re.compile(r"[0-9]{7}")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))

# Most cells hold a whole code as it should be: nothing else need be looked for in them.
_WHOLE_SUB = re.compile(r"[0-9X]\.[0-9X]{2}\.[0-9]{2}\.[12]\.[0-9]{2}\.[0-9]{4}")
_WHOLE_ACCOUNT = re.compile(r"[0-9]\.[0-9]\.[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as read. ``code`` is None where it is bad; then ``error`` names the finding.

    ``name``: what stood behind the code in the same cell. ``repair``: what was mended (a key).
    ``proposal``: what was probably meant. ``edition``: of a sub-activity code.
    """

    code: str | None
    name: str | None = None
    repair: str = ""
    error: str = ""
    proposal: str = ""
    edition: str | None = None


def split_name(text: str) -> tuple[str, str | None]:
    """Part "2.08.02 Program ..." into code and name; text without a code stays whole."""
    match = _WITH_NAME.fullmatch(" ".join(text.split()))
    return (match[1], match[2].strip()) if match else (text, None)


def code_and_name(text: str) -> tuple[str | None, str | None]:
    """The code and the name in a cell of names: mostly no code, sometimes nothing but a code."""
    if _NO_NAME.fullmatch(text.strip()):
        return text, None
    bare, name = split_name(text)
    return (None, text) if name is None else (bare, name)


def free_code(text: str) -> Code:
    """A code of no fixed form (SKPD, sub unit, fund source): stays text, digits must be digits."""
    if error := _spoiled(text):
        return Code(None, error=error)
    bare, name = split_name(_visible(text))
    trimmed = _tight(bare)
    if _LETTER_FOR_DIGIT.fullmatch(trimmed):
        return Code(None, error="kode_huruf", proposal=_digits(trimmed))
    dotted = _dotted(trimmed, _AGENCY, _SHALLOW)
    if dotted:
        return Code(dotted, name, "kode_pemisah")
    if not _FREE.fullmatch(trimmed):
        return Code(None, error="kode_tidak_sah")
    return Code(trimmed, name, _repair(text, trimmed, name))


def sub_activity(text: str) -> Code:
    """A sub-activity code of either edition, brought to four digits; shallower codes are kept."""
    if _WHOLE_SUB.fullmatch(text):
        return Code(text, edition=FOUR_DIGITS)
    if error := _spoiled(text):
        return Code(None, error=error)
    bare, name = split_name(_visible(text))
    trimmed = _tight(bare).upper()
    trimmed, repair = _with_dots(trimmed, text, name, _SHALLOW, _SUB)
    if padded := _padded(trimmed, _SUB_WIDTHS):
        trimmed, repair = padded, "kode_nol_depan"
    if _SHALLOW.fullmatch(trimmed):
        return Code(trimmed, name, repair)
    match = _SUB.fullmatch(trimmed)
    if not match:
        meant = _digits(trimmed)
        proposal = meant if meant != trimmed and _SUB.fullmatch(meant) else ""
        return Code(None, error="kode_huruf" if proposal else "sub_kegiatan_tidak_sah",
                    proposal=proposal)  # fmt: skip
    head, last = match.groups()
    if len(last) == 2:
        repair = repair or "edisi_dua_angka"
        return Code(f"{head}.00{last}", name, repair, edition=TWO_DIGITS)
    if len(last) == 4:
        return Code(trimmed, name, repair, edition=FOUR_DIGITS)
    proposal = f"{head}.{int(last):04d}" if int(last) < 10_000 else ""
    return Code(None, error="sub_kegiatan_angka", proposal=proposal)


def is_shallow(code: str) -> bool:
    """Whether a code in a sub-activity column stands above the sub-activities."""
    return bool(_SHALLOW.fullmatch(code))


def account(text: str) -> Code:
    """An account code (5.1.02.01.01.0024); 12 or 14 digits without dots get their dots."""
    if _WHOLE_ACCOUNT.fullmatch(text):
        return Code(text)
    if error := _spoiled(text):
        return Code(None, error=error)
    bare, name = _split_bare(_visible(text))
    trimmed = _tight(bare)
    trimmed, repair = _with_dots(trimmed, text, name, _ACCOUNT)
    if padded := _padded(trimmed, _ACCOUNT_WIDTHS):
        return _padded_account(trimmed, padded, name)
    if _ACCOUNT.fullmatch(trimmed):
        return Code(trimmed, name, repair)
    return _odd_account(trimmed, name)


def _padded_account(trimmed: str, padded: str, name: str | None) -> Code:
    """An account with its leading zeros; asked where its last part may be of either edition."""
    if trimmed.endswith(padded[-5:]):
        return Code(padded, name, "kode_nol_depan")
    return Code(None, error="rekening_nol_hilang", proposal=padded)


def _odd_account(trimmed: str, name: str | None) -> Code:
    """Digits without dots, letters for digits, or no account at all."""
    for form in _ACCOUNT_BARE:
        if match := form.fullmatch(trimmed):
            return Code(".".join(match.groups()), name, "rekening_tanpa_titik")
    if _LETTER_FOR_DIGIT.fullmatch(trimmed):
        return Code(None, error="kode_huruf", proposal=_digits(trimmed))
    thirteen = len(trimmed) == 13 and trimmed.isascii() and trimmed.isdigit()
    return Code(None, error="rekening_ambigu" if thirteen else "rekening_tidak_sah")


def place_code(text: str) -> Code:
    """A place code with or without dots; the name of a region is taken where it names only one."""
    if error := _spoiled(text):
        return Code(None, error=error)
    bare, name = _split_bare(_visible(text))
    trimmed = _tight(bare)
    signs = _OTHER_SIGNS.fullmatch(trimmed)
    read = trimmed.replace(signs[1], ".") if signs else trimmed
    dotted = places.normalise_code(read)
    if dotted and (not signs or places.find(dotted)):
        if signs:
            return Code(dotted, name, "kode_pemisah")
        digits = "wilayah_tanpa_titik" if dotted != trimmed else _repair(text, dotted, name)
        return Code(dotted, name, "kode_nama_sesel" if name else digits)
    if _BPS_DISTRICT.fullmatch(trimmed):
        return Code(None, error="wilayah_bps")
    if any(sign.isalpha() for sign in text):
        found = {code for kinds, key in readings(text) for code in _named(key, kinds)}
        if len(found) == 1:
            return Code(found.pop(), None, "daerah_dari_nama")
    return Code(None, error="wilayah_tidak_sah")


def _spoiled(text: str) -> str:
    """The finding for a code that a spreadsheet turned into something else."""
    plain = _visible(text)
    if looks_like_date(plain):
        return "kode_tanggal"
    return "kode_ilmiah" if _SCIENTIFIC.fullmatch(plain) and "E+" in plain.upper() else ""


def _visible(text: str) -> str:
    """The text without invisible signs, every run of blanks as one, no text mark before it."""
    return " ".join(text.translate(_INVISIBLE).split()).removeprefix("'")


def _tight(bare: str) -> str:
    """A code without dots at its end and, where it is digits and dots alone, without blanks."""
    trimmed = bare.strip().rstrip(".").rstrip()
    together = re.sub(r" ?\. ?", ".", trimmed)
    return together if re.fullmatch(r"[0-9Xx]+(?:\.[0-9]+)+", together) else trimmed


def _padded(trimmed: str, widths: tuple[int, ...]) -> str:
    """A whole code whose parts lost their leading zeros, with them; empty where none is missing."""
    parts = trimmed.split(".")
    if len(parts) != len(widths) or not all(part.isascii() and part.isdigit() for part in parts):
        return ""
    if any(len(part) > width for part, width in zip(parts, widths, strict=True)):
        return ""
    full = [part.zfill(width) for part, width in zip(parts, widths, strict=True)]
    return ".".join(full) if full[:-1] != parts[:-1] else ""


def _with_dots(
    trimmed: str, text: str, name: str | None, *forms: re.Pattern[str]
) -> tuple[str, str]:
    """The code with dots where other signs stood, and the repair to report."""
    dotted = _dotted(trimmed, *forms)
    return (dotted, "kode_pemisah") if dotted else (trimmed, _repair(text, trimmed, name))


def _dotted(trimmed: str, *forms: re.Pattern[str]) -> str:
    """The code with dots for commas, underscores or blanks, where it then has a known form."""
    match = _OTHER_SIGNS.fullmatch(trimmed)
    if not match:
        return ""
    dotted = trimmed.replace(match[1], ".").upper()
    # One sign alone is a dot only where a code of two parts is sure: 2,08 but never 2,1 or 2-08.
    lone = trimmed.count(match[1]) == 1 and not re.fullmatch(r"[0-9X],[0-9]{2}", trimmed)
    return dotted if not lone and any(form.fullmatch(dotted) for form in forms) else ""


def _split_bare(text: str) -> tuple[str, str | None]:
    match = _BARE_WITH_NAME.fullmatch(text)
    return (match[1], match[2].strip()) if match else split_name(text)


def _digits(trimmed: str) -> str:
    return re.sub("[IiLl]", "1", re.sub("[Oo]", "0", trimmed))


def _named(key: str, kinds: tuple[str, ...]) -> list[str]:
    return [code for kind, code in _region_names().get(key, ()) if not kinds or kind in kinds]


@lru_cache(maxsize=1)
def _region_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Key of a region's name (with and without its leading word) → kind and code of each."""
    index: dict[str, tuple[tuple[str, str], ...]] = {}
    for place in places.regions():
        for spelling in (place.nama, *places.aliases().get(place.kode, ())):
            for key in {
                key for kinds, key in readings(spelling) if not kinds or place.jenis in kinds
            }:
                index[key] = (*index.get(key, ()), (place.jenis, place.kode))
    return index


def _repair(text: str, code: str, name: str | None) -> str:
    if name is not None:
        return "kode_nama_sesel"
    return "" if text == code else "kode_dirapikan"
