"""Which column of the file is which declared column: answers first, then headers that are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field

from pug_metrics.datasets import Dataset, Kind
from pug_metrics.errors import nearest
from pug_metrics.ingest import suggesting
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.header import Located, header_key, known_headers
from pug_metrics.ingest.report import Answers, Choice
from pug_metrics.ingest.suggesting import GROUP, label_of, letters
from pug_metrics.ingest.widening import Wide, find_wide, header_parts
from pug_metrics.reference import djpk
from pug_metrics.tables.heading import JOINT

NOT_READ = ""
# The first spellings of a column are its declared name and its labels: nothing outranks them.
_OWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Matching:
    """Which columns are read as what.

    ``found``: declared (or hint) name → index of the file's column; ``unread``: the others;
    ``wide``: the columns that stand for years or months, or None; ``answered``: header as written →
    name, as it was answered now or for an earlier file with the same headers.
    """

    found: Mapping[str, int]
    unread: tuple[int, ...]
    questions: tuple[str, ...]
    marks: tuple[Mark, ...]
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[Choice, ...] = ()
    wide: Wide | None = None
    answered: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> frozenset[str]:
        """Declared columns that the file itself fills, from one column or from many."""
        spread = {self.wide.key, *self.wide.measures} if self.wide else set()
        return frozenset(self.found).union(spread)


@dataclass(slots=True)
class _State:
    """What is known so far: columns taken, claims on them, and what is to be said."""

    located: Located
    declared: Dataset
    wanted: dict[str, tuple[str, ...]]
    keys: tuple[str, ...]
    found: dict[str, int] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    answered: dict[str, str] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def open_columns(self) -> list[int]:
        """Columns with a header that nothing claims and nobody declined."""
        taken = {*self.found.values(), *self.refused}
        return [i for i, text in enumerate(self.located.headers) if text and i not in taken]


def match_columns(
    located: Located,
    declared: Dataset,
    answers: Answers,
    taught: Mapping[str, str] | None = None,
) -> Matching:
    """Match headers in order: answers, accepted headers, then suggestions that wait for an answer.

    ``taught``: what was answered before for a file with the same headers; own answers outrank it.
    """
    state = _State(located, declared, _accepted(declared), column_keys(located.headers))
    _take_answers(state, answers.columns, taught or {})
    claims: dict[str, list[int]] = {}
    _claim(state, claims, header_key)
    taken = {index for indices in claims.values() for index in indices}
    unclaimed = [index for index in state.open_columns() if index not in taken]
    held = {**{name: indices[0] for name, indices in claims.items()}, **state.found}
    wide = find_wide(located.headers, unclaimed, declared, held, answers)
    of_wide = {each.index for each in wide.columns} if wide else set()
    _claim(state, claims, _part_key, of_wide, frozenset(wide.measures) if wide else frozenset())
    for name, indices in claims.items():
        _settle(state, name, indices)
    spread = frozenset(each.index for each in wide.columns) if wide else frozenset()
    unread = tuple(
        index
        for index in range(len(located.headers))
        if index not in {*state.found.values(), *spread}
    )
    left = [index for index in state.open_columns() if index not in spread]
    filled = {*state.found, *((wide.key, *wide.measures) if wide else ())}
    filled |= {state.answered.get(GROUP, "")} - {""}
    filled |= {"kode_daerah"} if filled.issuperset(djpk.CODE_COLUMNS) else set()
    known = suggesting.Known(located, declared, state.wanted, state.keys, frozenset(filled))
    state.choices += wide.choices if wide else ()
    decided = frozenset(each.column for each in state.choices)
    offered = suggesting.suggest(known, left, decided)
    return Matching(
        found=state.found,
        unread=unread,
        questions=_questions(declared, filled, answers),
        marks=(*state.marks, *offered.marks, *(wide.marks if wide else ())),
        choices=(*state.choices, *offered.needed),
        suggestions=offered.others,
        wide=wide,
        answered=state.answered,
    )


def column_keys(headers: tuple[str, ...]) -> tuple[str, ...]:
    """How an answer names each column: its header; with its letter where that is not enough.

    A header that stands twice becomes "Pagu [C]", a column without any header "[C]".
    """
    times = Counter(headers)
    return tuple(
        header if header and times[header] == 1 else f"{header} [{letters(index + 1)}]".strip()
        for index, header in enumerate(headers)
    )


def _accepted(declared: Dataset) -> dict[str, tuple[str, ...]]:
    own = {column.name: column.headers for column in declared.columns}
    hints = {name: headers for name, headers in declared.hints.items() if name not in own}
    return {**own, **hints}


def _take_answers(state: _State, own: Mapping[str, str], taught: Mapping[str, str]) -> None:
    """Columns as they were answered, now or before: they outrank every accepted header."""
    for answers, learned in ((own, False), (taught, True)):
        for header, name in answers.items():
            if header == GROUP and name in ("", *state.wanted):
                state.answered.setdefault(GROUP, name)
                continue
            index = _place(state, header)
            if index is None:
                state.marks.append(Mark("kolom_jawaban_tanpa_tajuk", Severity.AWAS, value=header))
            elif index not in state.refused and index not in state.found.values():
                _take_answer(state, index, name, learned=learned)


def _place(state: _State, header: str) -> int | None:
    """The column that an answer names: by its key, else by a header that is written alike."""
    if header in state.keys:
        return state.keys.index(header)
    known = known_headers(state.declared)
    wanted = header_key(header, known)
    alike = [i for i, key in enumerate(state.keys) if wanted and header_key(key, known) == wanted]
    return alike[0] if len(alike) == 1 else None


def _take_answer(state: _State, index: int, name: str, *, learned: bool) -> None:
    key = state.keys[index]
    facts: dict[str, object] = {"arti": label_of(state.declared, name)}
    if name == NOT_READ:
        state.refused.add(index)
    elif name not in state.wanted:
        near = nearest(name, state.wanted) or ", ".join(state.wanted)
        facts = {"mungkin": near}
        state.marks.append(Mark("kolom_jawaban_asing", Severity.GALAT, key, value=name,
                                facts=facts, cell=index))  # fmt: skip
        return
    elif name in state.found:
        if learned:
            return
        facts["dipakai"] = state.keys[state.found[name]]
        state.marks.append(Mark("kolom_jawaban_ganda", Severity.GALAT, key, facts=facts,
                                cell=index))  # fmt: skip
        state.refused.add(index)
        return
    else:
        state.found[name] = index
    state.answered[key] = name
    if learned and name:
        state.marks.append(Mark("kolom_dipelajari", Severity.CATATAN, key, facts=facts, cell=index))


def _claim(
    state: _State,
    claims: dict[str, list[int]],
    read: Callable[[str, Container[str]], str],
    left_out: Container[int] = (),
    filled: Container[str] = (),
) -> None:
    """Add to ``claims`` (name → columns) whose header ``read`` finds accepted for a name.

    The header that a declaration names first stands in front; what is claimed stays claimed.
    """
    known = known_headers(state.declared)
    taken = {index for indices in claims.values() for index in indices}
    spoken = {
        index: read(state.located.headers[index], known)
        for index in state.open_columns()
        if index not in taken and index not in left_out
    }
    depth = max(len(headers) for headers in state.wanted.values())
    for rank in range(depth):
        for name, headers in state.wanted.items():
            if name in state.found or name in filled or rank >= len(headers):
                continue
            for index in [each for each, said in spoken.items() if said == headers[rank]]:
                claims.setdefault(name, []).append(index)
                del spoken[index]


def _part_key(header: str, known: Container[str]) -> str:
    """A header on several rows by the one part, or the last parts together, that are known.

    A group over a single word is read as people say it: "SKPD | Kode" is "kode skpd". Two parts
    that are both known ("Kode Rekening | Uraian") do not say which of them is meant; a first part
    counts only where the rest holds no words ("Pagu | (Rp)").
    """
    parts = header_parts(header)
    if len(parts) < 2:
        return ""
    turned = header_key(" ".join((parts[-1], *parts[:-1])), known)
    if turned in known:
        return turned
    first = header_key(parts[0], known)
    if first not in known:
        tails = (header_key(JOINT.join(parts[start:]), known) for start in range(1, len(parts)))
        found = next((tail for tail in tails if tail in known), "")
        if found:
            return found
    bare = all(suggesting.says_nothing(part) for part in parts[1:])
    return first if first in known and bare else ""


def _settle(state: _State, name: str, indices: list[int]) -> None:
    """Give a column to a name; more than one claim is told, or refused until it is chosen."""
    winner, *others = indices
    state.found[name] = winner
    known = known_headers(state.declared)
    own = header_key(state.located.headers[winner], known) in state.wanted[name][:_OWN_NAMES]
    contested = False
    for index in others:
        state.refused.add(index)
        same_words = state.located.headers[index] == state.located.headers[winner]
        if same_words:
            state.marks.append(Mark("kolom_ganda", Severity.GALAT, state.located.headers[index],
                                    facts={"jumlah": len(indices)}, cell=index))  # fmt: skip
            contested = True
        elif own or _is_words(state.declared, name) or _equal(state.located, winner, index):
            state.marks.append(_beside(state, name, winner, index))
        else:
            facts = {"dipakai": state.located.headers[winner],
                     "arti": label_of(state.declared, name)}  # fmt: skip
            state.marks.append(Mark("kolom_berebut", Severity.GALAT, state.located.headers[index],
                                    facts=facts, cell=index))  # fmt: skip
            contested = True
    if contested:
        options = ((name, str(label_of(state.declared, name))), (NOT_READ, ""))
        state.choices += [Choice("kolom", state.keys[index], options) for index in indices]


def _beside(state: _State, name: str, winner: int, index: int) -> Mark:
    counted = name == state.declared.measure
    return Mark(
        "kolom_kembar",
        Severity.AWAS if counted else Severity.CATATAN,
        state.located.headers[index],
        facts={
            "dipakai": state.located.headers[winner],
            "arti": label_of(state.declared, name),
        },
        cell=index,
    )


def _is_words(declared: Dataset, name: str) -> bool:
    """Whether the column holds words or helps only: then the first of two spellings will do."""
    kinds = {column.name: column.kind for column in declared.columns}
    return kinds.get(name, Kind.TEKS) == Kind.TEKS


def _equal(located: Located, one: int, other: int) -> bool:
    """Whether two columns hold the same cells in every row below the header."""
    first = located.header + 1
    columns = located.sheet.columns
    return bool(columns[one][first:].equals(columns[other][first:]))


def _questions(declared: Dataset, filled: set[str], answers: Answers) -> tuple[str, ...]:
    missing = [
        column.name
        for column in declared.columns
        if column.asked and column.name not in filled and answers.of(column.name) is None
    ]
    # Names of places are looked for in a region, which their codes would have told.
    by_name = {"nama_wilayah"} <= filled and not {"kode_wilayah", "kode_daerah"} & filled
    if by_name and "kode_daerah" not in missing and answers.daerah is None:
        missing.append("kode_daerah")
    splits = "realisasi" in declared.hints and "realisasi" in filled
    if splits and "sampai_bulan" not in filled and answers.sampai_bulan is None:
        missing.append("sampai_bulan")
    return tuple(missing)
