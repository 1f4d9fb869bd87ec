"""The forms of codes: a reader takes one text and says the code, what it mended, what is bad."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pug_metrics.reference import places
from pug_metrics.reference.spelling import readings

TWO_DIGITS, FOUR_DIGITS = "DUA_ANGKA", "EMPAT_ANGKA"
_WITH_NAME = re.compile(r"^((?:[0-9X]+\.)+[0-9]+|[0-9](?=\s*-))\.?\s*[-–:]?\s+(?=\S*[^\W\d_])(.+)$")
_SUB = re.compile(r"^([0-9X]\.[0-9X]{2}\.[0-9]{2}\.[12]\.[0-9]{2})\.([0-9]+)$")
_SHALLOW = re.compile(r"^[0-9X](?:\.[0-9X]{2}(?:\.[0-9]{2}(?:\.[12](?:\.[0-9]{2})?)?)?)?$")
_ACCOUNT = re.compile(
    r"^[0-9](?:\.[0-9]{1,2}(?:\.[0-9]{2}(?:\.[0-9]{2,3}(?:\.[0-9]{2,3}(?:\.[0-9]{4,5})?)?)?)?)?$"
)
_ACCOUNT_BARE = re.compile(r"^(\d)(\d)(\d\d)(\d\d)(\d\d)(\d{4})$")
_FREE = re.compile(r"^[0-9A-Za-z][0-9A-Za-z._/\- ]*$")
# A spreadsheet makes a date of 2.08.02; what the code was cannot be told from it.
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}(?:T|$)")
_LETTER_FOR_DIGIT = re.compile(r"^(?=.*\d)(?=.*[OoIl])[\dOoIl]+(?:\.[\dOoIl]+)+$")


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
    match = _WITH_NAME.match(text)
    return (match[1], match[2].strip()) if match else (text, None)


def free_code(text: str) -> Code:
    """A code of no fixed form (SKPD, sub unit, fund source): stays text, digits must be digits."""
    if _DATE.match(text):
        return Code(None, error="kode_tanggal")
    bare, name = split_name(text)
    trimmed = bare.rstrip(".")
    if _LETTER_FOR_DIGIT.match(trimmed):
        meant = re.sub("[Il]", "1", re.sub("[Oo]", "0", trimmed))
        return Code(None, error="kode_huruf", proposal=meant)
    if not _FREE.match(trimmed):
        return Code(None, error="kode_tidak_sah")
    return Code(trimmed, name, _repair(text, trimmed, name))


def sub_activity(text: str) -> Code:
    """A sub-activity code of either edition, brought to four digits; shallower codes are kept."""
    if _DATE.match(text):
        return Code(None, error="kode_tanggal")
    bare, name = split_name(text)
    trimmed = bare.rstrip(".").replace(" ", "").upper()
    if _SHALLOW.match(trimmed):
        return Code(trimmed, name, _repair(text, trimmed, name))
    match = _SUB.match(trimmed)
    if not match:
        meant = re.sub("[IL]", "1", re.sub("O", "0", trimmed))
        proposal = meant if meant != trimmed and _SUB.match(meant) else ""
        return Code(None, error="kode_huruf" if proposal else "sub_kegiatan_tidak_sah",
                    proposal=proposal)  # fmt: skip
    head, last = match.groups()
    if len(last) == 2:
        repair = "edisi_dua_angka" if name is None else "kode_nama_sesel"
        return Code(f"{head}.00{last}", name, repair, edition=TWO_DIGITS)
    if len(last) == 4:
        return Code(trimmed, name, _repair(text, trimmed, name), edition=FOUR_DIGITS)
    proposal = f"{head}.{int(last):04d}" if int(last) < 10_000 else ""
    return Code(None, error="sub_kegiatan_angka", proposal=proposal)


def is_shallow(code: str) -> bool:
    """Whether a code in a sub-activity column stands above the sub-activities."""
    return bool(_SHALLOW.match(code))


def account(text: str) -> Code:
    """An account code (5.1.02.01.01.0024); twelve digits without dots get their dots."""
    bare, name = split_name(text)
    trimmed = bare.rstrip(".").replace(" ", "")
    if _ACCOUNT.match(trimmed):
        return Code(trimmed, name, _repair(text, trimmed, name))
    if match := _ACCOUNT_BARE.match(trimmed):
        return Code(".".join(match.groups()), name, "rekening_tanpa_titik")
    if _LETTER_FOR_DIGIT.match(trimmed):
        meant = re.sub("[Il]", "1", re.sub("[Oo]", "0", trimmed))
        return Code(None, error="kode_huruf", proposal=meant)
    return Code(None, error="rekening_tidak_sah")


def place_code(text: str) -> Code:
    """A place code with or without dots; the name of a region is taken where it names only one."""
    bare, name = split_name(text)
    dotted = places.normalise_code(bare)
    if dotted:
        return Code(dotted, name, "" if dotted == bare else "wilayah_tanpa_titik")
    if any(sign.isalpha() for sign in text):
        found = {code for kinds, key in readings(text) for code in _named(key, kinds)}
        if len(found) == 1:
            return Code(found.pop(), None, "daerah_dari_nama")
    return Code(None, error="wilayah_tidak_sah")


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
