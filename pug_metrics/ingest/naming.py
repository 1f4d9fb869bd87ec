"""Names without codes: what code each may mean, proposed from the rows in force, never applied.

Codes come first: a name is only asked about where its row holds no code that can be read. What was
answered (``Answers.codes``) fills the code before anything else reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.name_keys import Likely
from pug_metrics.ingest.name_lists import Proposer, proposer
from pug_metrics.ingest.report import Answers, Choice
from pug_metrics.store import Store
from pug_metrics.tables.masks import some, sure

JOINT = " | "
NAME_ONLY = "nama_tanpa_kode"
# Code column → the column of its names, and the column that tells equal names apart.
_NAMED = {
    "kode_skpd": ("nama_skpd", ""),
    "kode_wilayah": ("nama_wilayah", "nama_kecamatan"),
    "kode_sub_kegiatan": ("nama_sub_kegiatan", "kode_skpd"),
}
# Datasets in which an empty sub-activity stands for all of them.
_EMPTY_IS_ALL = frozenset({"tag_arg", "dokumen", "lokasi"})
_TOTAL = re.compile(r"(?i)^(?:grand\s*|sub\s*-?\s*)?(?:jumlah|total)\b")
_ASKED = 2000


@dataclass(slots=True)
class Named:
    """What is said of names without codes, and what is to be chosen.

    ``texts``: code column → for each row the text that is asked about, null where nothing is.
    """

    marks: list[Mark] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    suggestions: list[Choice] = field(default_factory=list)
    texts: dict[str, pa.Array] = field(default_factory=dict)


def answered(frame: Frame, answers: Answers) -> Frame:
    """The frame with every code that was answered for a name or for a text in a code column."""
    for column in frame.declared.columns:
        said = answers.codes.get(column.name)
        if not said:
            continue
        written = frame.get(column.name)
        own = _replaced(written, said)
        if column.name == "kode_skpd" and "tahun" in frame.text:
            # A former code is asked year by year where it stands for several.
            dated = pc.binary_join_element_wise(written, frame.text["tahun"], JOINT)
            own = pc.coalesce(_replaced(dated, said, keep=False), own)
        bare = pc.is_null(written)
        for texts in (subjects(frame, column.name), _names(frame, column.name)):
            given = _replaced(texts, said, keep=False)
            own = pc.if_else(pc.and_(bare, pc.is_null(own)), given, own)
        frame = frame.having({column.name: own})
    return frame


def _replaced(texts: pa.Array, said: Mapping[str, str], *, keep: bool = True) -> pa.Array:
    """Every text by its answer; an empty answer is null; other texts stay or are null."""
    encoded = pc.cast(texts, pa.string()).dictionary_encode()
    values = [
        (said[text] or None) if text in said else (text if keep else None)
        for text in encoded.dictionary.to_pylist()
    ]
    return pa.array(values, pa.string()).take(encoded.indices)


def _names(frame: Frame, column: str) -> pa.Array:
    name, _ = _NAMED.get(column, ("", ""))
    return frame.get(name)


def subjects(frame: Frame, column: str) -> pa.Array:
    """For each row the name that stands for a code; with what tells equal names apart behind."""
    names = _names(frame, column)
    _, beside = _NAMED.get(column, ("", ""))
    if beside not in frame.text:
        return names
    joined = pc.binary_join_element_wise(names, frame.text[beside], JOINT)
    return pc.coalesce(joined, names)


def propose(raw: Frame, frame: Frame, answers: Answers, store: Store | None) -> Named:
    """Names whose rows hold no code. ``raw``: cells as written, ``frame``: codes in one form."""
    found = Named()
    names = {column.name for column in frame.declared.columns} & set(_NAMED)
    _other_codes(raw, frame, answers, store, found)
    for column in (name for name in _NAMED if name in names):
        open_rows = _open(raw, frame, column, answers)
        if open_rows is None:
            continue
        likely = proposer(column, frame, answers, store)
        _tell(frame, column, open_rows, likely, found)
    return found


def _other_codes(
    raw: Frame, frame: Frame, answers: Answers, store: Store | None, found: Named
) -> None:
    """Agencies whose code no list knows while their name is that of another code: pointed out."""
    column, name = "kode_skpd", "nama_skpd"
    if store is None or not {column, name} <= set(raw.text):
        return
    likely = proposer(column, frame, answers, store)
    if likely is None:
        return
    pairs = pa.table({"kode": frame.get(column), "teks": raw.get(column), "nama": raw.get(name)})
    pairs = pairs.group_by(["kode", "teks", "nama"]).aggregate([([], "count_all")])
    said = answers.codes.get(column, {})
    for row in pairs.to_pylist():
        known = likely(row["nama"] or "", row["kode"] or "")
        asked = all((row["kode"], row["teks"], row["nama"])) and row["teks"] not in said
        if not asked or not known.exact or known.exact == row["kode"] or known.listed:
            continue
        official = next(each for each in known.options if each.code == known.exact)
        options = ((official.code, official.name), (row["teks"], row["nama"]))
        found.suggestions.append(
            Choice("kode", column, options, row["teks"], official.code, row["count_all"])
        )
        facts = {"nama": row["nama"], "usul": official.code}
        found.marks.append(
            Mark("kode_nama_lain", Severity.AWAS, column, value=row["teks"], facts=facts)
        )


@dataclass(frozen=True, slots=True)
class _Open:
    """Rows that need a code: their subjects (null elsewhere), and whether no row has any."""

    texts: pa.Array
    whole: bool
    counts: Counter[str]


def _open(raw: Frame, frame: Frame, column: str, answers: Answers) -> _Open | None:
    """The rows with a name and no code, or with words where the code should stand."""
    said = answers.codes.get(column, {})
    codes, written = frame.get(column), raw.get(column)
    if not codes.null_count:
        return None
    words = sure(pc.match_substring_regex(written, r"[A-Za-z]{3}"))
    texts = pc.coalesce(
        pc.if_else(words, written, pa.scalar(None, pa.string())), subjects(raw, column)
    )
    needed = pc.and_(pc.is_null(codes), pc.or_(words, pc.is_null(written)))
    texts = pc.if_else(needed, texts, pa.scalar(None, pa.string()))
    counts = Counter(pc.drop_null(texts).to_pylist())
    for text in [text for text in counts if _TOTAL.match(text) or _declined(text, said)]:
        del counts[text]
    if not counts:
        return None
    known = pa.array(list(counts), pa.string())
    texts = pc.if_else(pc.is_in(texts, known), texts, pa.scalar(None, pa.string()))
    return _Open(texts, codes.null_count == len(codes), counts)


def _declined(text: str, said: Mapping[str, str]) -> bool:
    """Whether it was answered that the code stays empty for this name."""
    return any(said.get(each) == "" for each in (text, text.partition(JOINT)[0]))


def _tell(frame: Frame, column: str, rows: _Open, likely: Proposer | None, found: Named) -> None:
    """Choices for the names of a column; marks where the rows must not go in without a code."""
    choices = list(_choices(column, rows, likely)) if likely else []
    declared = frame.declared
    blocking = declared.column(column).required or (
        column == "kode_sub_kegiatan" and declared.name in _EMPTY_IS_ALL
    )
    if not blocking:
        found.suggestions += [choice for choice in choices if choice.options[:-1]]
        if not _declares(declared, _NAMED[column][0]):
            found.marks += _row_marks(frame, column, rows, Severity.AWAS)
        return
    if not choices and declared.column(column).required:
        return
    found.choices += choices
    found.texts[column] = rows.texts
    facts = _facts(declared, column, len(rows.counts))
    if rows.whole and declared.column(column).required:
        found.marks.append(Mark("kode_dari_nama", Severity.GALAT, column, facts=facts))
    else:
        found.marks += _row_marks(frame, column, rows, Severity.GALAT)


def _choices(column: str, rows: _Open, likely: Proposer) -> Iterator[Choice]:
    for text, times in rows.counts.most_common(_ASKED):
        name, _, beside = text.partition(JOINT)
        meant: Likely = likely(name, beside)
        options = tuple((each.code, each.name) for each in meant.options)
        yield Choice("kode", column, (*options, ("", "")), text, meant.exact, times)


def _row_marks(frame: Frame, column: str, rows: _Open, severity: Severity) -> list[Mark]:
    mask = pc.is_valid(rows.texts)
    if not some(mask):
        return []
    facts = _facts(frame.declared, column, len(rows.counts))
    return [
        Mark(NAME_ONLY, severity, column, frame.rows.filter(mask),
             rows.texts.filter(mask), facts=facts)
    ]  # fmt: skip


def _facts(declared: Dataset, column: str, names: int) -> dict[str, object]:
    return {"label": declared.column(column).label, "jumlah": names}


def _declares(declared: Dataset, name: str) -> bool:
    return any(column.name == name for column in declared.columns)
