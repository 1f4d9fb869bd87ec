"""Names of agencies and activities as they are compared. Proposes only; knows no store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz, process

_OPTIONS = 5
_NEAR = 58.0
# What people write for the words of an official name.
_SHORT: Mapping[str, str] = {
    "din": "dinas", "kec": "kecamatan", "kel": "kelurahan", "kab": "kabupaten",
    "prov": "provinsi", "sekr": "sekretariat", "setda": "sekretariat daerah",
    "setwan": "sekretariat dprd", "dinkes": "dinas kesehatan", "disdik": "dinas pendidikan",
    "dindik": "dinas pendidikan", "dikbud": "pendidikan kebudayaan", "dinsos": "dinas sosial",
    "disdikbud": "dinas pendidikan kebudayaan", "dishub": "dinas perhubungan",
    "bappeda": "badan perencanaan pembangunan daerah", "satpol": "satuan polisi",
    "pp": "pamong praja", "rsud": "rumah sakit umum daerah", "perpus": "perpustakaan",
    "p3a": "pemberdayaan perempuan perlindungan anak",
    "pppa": "pemberdayaan perempuan perlindungan anak",
    "dp3a": "dinas pemberdayaan perempuan perlindungan anak",
    "dpppa": "dinas pemberdayaan perempuan perlindungan anak",
    "kb": "keluarga berencana", "pmd": "pemberdayaan masyarakat desa",
}  # fmt: skip
_EMPTY = frozenset(("dan", "the", "of", "and", "serta"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that a name may mean, with its official name and its short one (or empty)."""

    code: str
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """What a name may mean, the likeliest first; ``exact``: the one code whose name is the same.

    ``listed``: the code that stands beside the name is known itself.
    """

    options: tuple[Candidate, ...] = ()
    exact: str = ""
    listed: bool = False


def name_key(text: str, tail: str = "") -> str:
    """A name without case, punctuation, filling words and the region's own name at its end.

    ``tail``: that name, for example "Kota Banjarbaru". Abbreviations are written out.
    """
    words = _words(text)
    end = _words(tail)
    if end and len(words) > len(end) and words[-len(end) :] == end:
        words = words[: -len(end)]
    return " ".join(words)


def _words(text: str) -> list[str]:
    plain = re.sub(r"[^a-z0-9]+", " ", text.lower().replace("&", " dan "))
    written = " ".join(_SHORT.get(word, word) for word in plain.split())
    return [word for word in written.split() if word not in _EMPTY]


def acronyms(name: str) -> frozenset[str]:
    """First letters of a name, also without its first word: DPPPA, DP3A, PPPA, P3A."""
    words = [word for word in re.findall(r"[a-z0-9]+", name.lower()) if word not in _EMPTY]
    if len(words) < 3:
        return frozenset()
    found = set()
    for letters in ("".join(word[0] for word in words), "".join(word[0] for word in words[1:])):
        found |= {letters, _counted(letters)}
    return frozenset(each for each in found if len(each) > 1)


def _counted(letters: str) -> str:
    runs = [(sign, len(list(run))) for sign, run in groupby(letters)]
    return "".join(sign if times == 1 else f"{sign}{times}" for sign, times in runs)


@dataclass(frozen=True, slots=True)
class Names:
    """Candidates ready to be compared with: by key, by short name and by acronym."""

    candidates: tuple[Candidate, ...]
    keys: tuple[str, ...]
    same: Mapping[str, frozenset[str]]
    tail: str = ""

    @staticmethod
    def of(candidates: Iterable[Candidate], tail: str = "") -> Names:
        """Prepare candidates; ``tail`` as in ``name_key``."""
        known = tuple(candidates)
        same: dict[str, set[str]] = {}
        for each in known:
            spoken = {name_key(each.name, tail), *acronyms(each.name)}
            spoken |= {name_key(each.short, tail), _bare(each.short)} if each.short else set()
            for key in spoken - {""}:
                same.setdefault(key, set()).add(each.code)
        keys = tuple(name_key(each.name, tail) for each in known)
        return Names(known, keys, {key: frozenset(codes) for key, codes in same.items()}, tail)

    def likely(self, text: str) -> Likely:
        """What ``text`` may mean."""
        key = name_key(text, self.tail)
        codes = self.same.get(key) or self.same.get(_bare(text)) or frozenset()
        ranked = process.extract(
            key, self.keys, scorer=fuzz.token_sort_ratio, limit=_OPTIONS * 3, score_cutoff=_NEAR
        )
        exact = [each for each in self.candidates if each.code in codes]
        near = [self.candidates[place] for _, _, place in ranked]
        options = tuple({each.code: each for each in (*exact, *near)}.values())
        return Likely(options[:_OPTIONS], next(iter(codes)) if len(codes) == 1 else "")


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def one_a_code(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One candidate a code, the first of each."""
    found: dict[str, Candidate] = {}
    for each in candidates:
        found.setdefault(each.code, each)
    return list(found.values())
