"""How place names are spelled in files: prefixes, case and punctuation. Knows no place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_GAP = r"(?:\s*[.:]\s*|\s+)"
_ADM = rf"(?:{_GAP}adm(?:inistrasi)?)?{_GAP}"
# What a name may begin with, and the kinds it then means, the likeliest first: a village keeps its
# old word in many files after a change of status, so "Desa" may still find a kelurahan.
_PREFIXES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(rf"(?:kelurahan|kel|lurah){_GAP}", re.I), ("kelurahan", "desa")),
    (re.compile(rf"(?:kepala\s+)?(?:desa(?:\s+adat)?|ds){_GAP}", re.I), ("desa", "kelurahan")),
    (re.compile(rf"(?:kecamatan|kec|camat){_GAP}", re.I), ("kecamatan",)),
    (re.compile(rf"(?:kabupaten|kab){_ADM}", re.I), ("kabupaten",)),
    (re.compile(rf"kota{_ADM}", re.I), ("kota",)),
    (re.compile(rf"(?:provinsi|propinsi|prov){_GAP}", re.I), ("provinsi",)),
)


def name_key(text: str) -> str:
    """Fold case, accents, blanks and punctuation; "/" and "," stay, or I/II would become III."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^0-9a-z/]", "", re.sub(r"\s*[/,]\s*", "/", plain)).strip("/")


def readings(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (kinds, key) for each way a name can be meant.

    First as it stands, with no kinds (any will do); then without its leading word, with the kinds
    that word allows, the likeliest first.
    """
    spaced = " ".join(text.split())
    yield (), name_key(spaced)
    for pattern, kinds in _PREFIXES:
        match = pattern.match(spaced)
        if match:
            yield kinds, name_key(spaced[match.end() :])
