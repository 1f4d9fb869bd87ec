"""The scenarios of the session: kept as one short text that the link holds too."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pug_metrics.errors import PugError, QuestionError
from pug_metrics.language import say, sentence
from pug_metrics.metrics.scenario import Scenario, Step, from_plain, to_plain

from . import links

KEY, CHOSEN = "andaikan", "andaikan_dipilih"
MOST = 3
LONGEST_LINK = 1_500
_PAST, _FAILED = "andaikan_riwayat", "andaikan_gagal"
_UNDOABLE = 50
_LARGEST = 400_000


def encode(scenarios: Sequence[Scenario]) -> str:
    """Scenarios as text for a link: JSON, packed; ``decode`` gives the same ones back."""
    plain = json.dumps(to_plain(scenarios), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(plain.encode(), 9)).decode().rstrip("=")


def decode(text: str) -> tuple[Scenario, ...]:
    """The scenarios of a link; raises ``QuestionError`` for anything else."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(packed, _LARGEST)
        if unpacking.unconsumed_tail:
            raise QuestionError("andaikan_rusak")
        return read(plain)
    except (zlib.error, binascii.Error, ValueError) as error:
        raise QuestionError("andaikan_rusak") from error


def read(content: bytes) -> tuple[Scenario, ...]:
    """The scenarios of a JSON file; raises ``QuestionError`` for anything else."""
    try:
        return from_plain(json.loads(content), MOST)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise QuestionError("andaikan_rusak") from error


def named(place: int) -> str:
    """What a new scenario is called: Skenario A, B, C."""
    return say("andaikan_nama_baru", huruf="ABCD"[place])


def scenarios() -> tuple[Scenario, ...]:
    """The scenarios of the link or the session, at least one; a link that is none is told."""
    links.take(KEY)
    try:
        found = decode(st.session_state[KEY]) if st.session_state.get(KEY) else ()
    except PugError as error:
        st.session_state[KEY] = ""
        st.session_state[_FAILED] = sentence(error)
        found = ()
    return found or (Scenario(named(0)),)


def keep(found: Sequence[Scenario]) -> bool:
    """Put the scenarios into the link; False where they are too long for one."""
    text = encode(found) if any(each.langkah for each in found) or len(found) > 1 else ""
    fits = len(text) <= LONGEST_LINK
    links.put(KEY, text if fits else None, "")
    return fits


def chosen(found: Sequence[Scenario]) -> int:
    """Which scenario is worked on, 0 the first."""
    links.take(CHOSEN)
    options = [str(place) for place in range(len(found))]
    links.settle(CHOSEN, options, "0")
    return int(st.session_state[CHOSEN])


def failed() -> str:
    """What went wrong in the last action, said once."""
    return str(st.session_state.pop(_FAILED, ""))


def fail(error: PugError) -> None:
    """Say an error above the page in the next run."""
    st.session_state[_FAILED] = sentence(error)


def change(found: Sequence[Scenario]) -> None:
    """The scenarios from the next run on; what was before can be taken back."""
    past = st.session_state.setdefault(_PAST, [])
    past.append((st.session_state.get(KEY, ""), st.session_state.get(CHOSEN, "0")))
    del past[:-_UNDOABLE]
    st.session_state[KEY] = encode(found)


def undoable() -> bool:
    """Whether there is a change to take back."""
    return bool(st.session_state.get(_PAST))


def undo() -> None:
    """Take the last change back."""
    if undoable():
        st.session_state[KEY], st.session_state[CHOSEN] = st.session_state[_PAST].pop()


def put_steps(place: int, steps: Sequence[Step]) -> None:
    """Give one scenario other steps."""
    found = list(scenarios())
    found[place] = replace(found[place], langkah=tuple(steps))
    change(found)


def add_step(place: int, step: Step) -> None:
    """One more step at the end of a scenario."""
    put_steps(place, (*scenarios()[place].langkah, step))


def remove_step(place: int, number: int) -> None:
    """Take step ``number`` (0 the first) out of a scenario."""
    steps = scenarios()[place].langkah
    put_steps(place, steps[:number] + steps[number + 1 :])


def raise_step(place: int, number: int) -> None:
    """Let step ``number`` change places with the one before it."""
    steps = list(scenarios()[place].langkah)
    steps[number - 1 : number + 1] = reversed(steps[number - 1 : number + 1])
    put_steps(place, steps)


def add(*, copied: int | None = None) -> None:
    """One more scenario, empty or with the steps of another one, and work on it."""
    found = scenarios()
    steps = () if copied is None else found[copied].langkah
    taken = {each.nama for each in found}
    free = next(named(place) for place in range(MOST + 1) if named(place) not in taken)
    change((*found, Scenario(free, steps)))
    st.session_state[CHOSEN] = str(len(found))


def remove(place: int) -> None:
    """Take a scenario away; the last one is emptied."""
    found = list(scenarios())
    del found[place]
    change(found)
    st.session_state[CHOSEN] = "0"


def rename(place: int, name: str) -> None:
    """Call a scenario ``name``; an empty name changes nothing."""
    found = list(scenarios())
    if name.strip() and name.strip() != found[place].nama:
        found[place] = replace(found[place], nama=" ".join(name.split()))
        change(found)


def take_file(content: bytes) -> None:
    """The scenarios of a file in the place of those of now."""
    change(read(content))
    st.session_state[CHOSEN] = "0"
