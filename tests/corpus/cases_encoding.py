"""Encodings: the same lines in every sandi that offices write, and damaged ones."""

from __future__ import annotations

import codecs

from tests.corpus.model import (
    HEAD,
    REFUSED,
    Case,
    Table,
    at,
    line,
    standard,
    stored,
)
from tests.corpus.written import budget, csv_text

_TEXT = csv_text(
    [HEAD, *(line(n, p) for n, p in ((1, "1000000"), (2, "2500000.75"), (3, "750000")))]
)
_ACCENT = "Dinas Café “Mawar” – Pusat"
_LATIN = "Balai Régional Ambon"
_MARK = "\ufeff"


def _named(name: str, *, encoding: str, data: bytes | None = None, says: tuple[str, ...] = ()):
    """One line whose agency has a name beyond ASCII."""
    row = line(1, name=name)
    made = csv_text([HEAD, row]).encode(encoding) if data is None else data
    return {
        "data": made, "rows": at(2, stored(row)), "encoding": encoding, "says": says,
        "read": Table(HEAD, [row]),
    }  # fmt: skip


_BOTH = csv_text([HEAD, line(1, name="Dinas Café"), line(2, name="Dinas XX")])
_MIXED = _BOTH.encode().replace(b"XX", b"Th\xe9")
_SOMEWHERE = csv_text([HEAD, *(line(n) for n in range(1, 60)), line(60, name="Dinas Café")])

CASES = [
    standard("encoding", "utf-8", _TEXT.encode()),
    standard("encoding", "utf-8-with-bom", codecs.BOM_UTF8 + _TEXT.encode()),
    standard("encoding", "utf-8-with-two-boms", codecs.BOM_UTF8 * 2 + _TEXT.encode()),
    standard("encoding", "utf-16-little-endian-with-bom",
             codecs.BOM_UTF16_LE + _TEXT.encode("utf-16-le"), encoding="utf-16"),
    standard("encoding", "utf-16-big-endian-with-bom",
             codecs.BOM_UTF16_BE + _TEXT.encode("utf-16-be"), encoding="utf-16"),
    standard("encoding", "utf-16-little-endian-without-bom", _TEXT.encode("utf-16-le"),
             encoding="utf-16-le"),
    standard("encoding", "utf-16-big-endian-without-bom", _TEXT.encode("utf-16-be"),
             encoding="utf-16-be"),
    standard("encoding", "utf-16-as-excel-unicode-text-with-tabs",
             (_MARK + _TEXT.replace(",", "\t").replace("\n", "\r\n")).encode("utf-16-le"),
             encoding="utf-16", delimiter="\t", file="unicode.txt"),
    Case("encoding", "utf-8-with-accents-and-curly-quotes", **_named(_ACCENT, encoding="utf-8")),
    Case("encoding", "cp1252-with-accents-and-curly-quotes",
         **_named(_ACCENT, encoding="cp1252", says=("sandi_tebakan",))),
    Case("encoding", "latin-1-with-an-accent",
         **_named(_LATIN, encoding="latin-1", says=("sandi_tebakan",))),
    Case("encoding", "utf-16-with-accents",
         **_named(_ACCENT, encoding="utf-16")),
    Case("encoding", "one-accent-after-sixty-plain-lines-in-cp1252", _SOMEWHERE.encode("cp1252"),
         at(2, *(stored(line(n)) for n in range(1, 60)), stored(line(60, name="Dinas Café"))),
         encoding="cp1252", says=("sandi_tebakan",)),
    Case("encoding", "emoji-and-scripts-of-other-lands",
         **_named("Dinas 👩‍👧 ᨔᨘᨒᨕᨙᨔᨗ ꦗꦮ العربية", encoding="utf-8")),
    Case("encoding", "right-to-left-marks-in-a-name",
         **_named("Dinas \u202eTERBALIK\u202c Kota", encoding="utf-8")),
    Case("encoding", "letters-with-combining-accents-stay-as-they-are",
         **_named("Dinas Cafe\u0301", encoding="utf-8")),
    Case("encoding", "utf-8-with-one-cp1252-letter-in-it", _MIXED, outcome=REFUSED,
         refused=("berkas_sandi_rusak", "berkas_sandi_campur"), read_refused=True,
         encoding="latin-1"),
    Case("encoding", "utf-16-with-half-a-letter-at-the-end",
         codecs.BOM_UTF16_LE + _TEXT.encode("utf-16-le") + b"\x41", outcome=REFUSED,
         refused=("berkas_sandi_rusak",), read_refused=True),
    standard("encoding", "utf-32", _TEXT.encode("utf-32"), encoding="utf-32", may_refuse=True),
    Case("encoding", "nul-bytes-in-a-cell", budget(line(1, "10\x0000")), outcome=REFUSED,
         refused=("berkas_nul",), read_refused=True),
    Case("encoding", "nul-bytes-at-the-end", budget() + b"\x00" * 300, outcome=REFUSED,
         refused=("berkas_nul",), read_refused=True),
    Case("encoding", "utf-7-codes-stay-text", **_named("Dinas +AOk-", encoding="utf-8")),
    Case("encoding", "letters-that-were-broken-before-stay-as-they-are",
         **_named("Dinas CafÃ©", encoding="utf-8")),
    Case("encoding", "replacement-signs-stay-as-they-are",
         **_named("Dinas Caf\ufffd", encoding="utf-8")),
]  # fmt: skip
