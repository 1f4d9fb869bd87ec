"""The form that adds one step: what is done, where, how much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import rupiah_full
from pug_metrics.metrics.scenario import CATEGORIES, MONEY, Kind, Place, Step, checked
from pug_metrics.metrics.scenario_lines import Choice

from . import andaikan_amount, andaikan_state, andaikan_words, show, words
from .andaikan_figures import Seen

_ALL, _SHARE = "", "persen"


def card(seen: Seen) -> None:
    """The form; only what the kind of step needs is asked."""
    with st.container(border=True, key="kartu_andaikan_formulir"):
        show.heading(say("andaikan_formulir", nama=words.markdown(seen.scenario.nama)))
        if not seen.choices:
            st.markdown(say("andaikan_tanpa_sub"))
            return
        kind = Kind(_segments("andaikan_jenis", list(Kind), "andaikan_jenis_"))
        left, right = st.columns(2)
        with left:
            where = _place(seen.choices, "pada", account=kind in MONEY)
        with right:
            step = _rest(seen, kind, where)
        _add(seen, step)


def _segments(key: str, options: Sequence[str], prefix: str) -> str:
    return str(
        st.segmented_control(
            say(key), [str(each) for each in options], key=key, required=True,
            default=str(options[0]), format_func=lambda code: say(f"{prefix}{code}"),
            label_visibility="collapsed",
        )
    )  # fmt: skip


def _select(
    label: str, options: Sequence[str], key: str, told: Callable[[str], str], first: int = 0
) -> str:  # fmt: skip
    """A select box under its own label: Streamlit would add *required* in English."""
    with st.container(gap="xxsmall"):
        st.caption(label)
        found = st.selectbox(
            label, options, first, key=key, required=True, format_func=told,
            label_visibility="collapsed",
        )  # fmt: skip
    return str(found)


def _place(choices: Sequence[Choice], end: str, *, account: bool) -> Place:
    agencies = dict(sorted({each.opd: each.nama_opd for each in choices}.items()))
    likely = _likely(choices) if end == "ke" else choices[0]
    agency = _select(
        say(f"andaikan_opd_{end}"), list(agencies), f"andaikan_opd_{end}",
        lambda code: agencies[code], list(agencies).index(likely.opd),
    )  # fmt: skip
    own = {each.sub_kegiatan: each for each in choices if each.opd == agency}
    first = list(own).index(likely.sub_kegiatan) if agency == likely.opd else 0
    sub = _select(
        say(f"andaikan_sub_{end}"), list(own), f"andaikan_sub_{end}_{agency}",
        lambda code: andaikan_words.choice(own[code]), first,
    )  # fmt: skip
    chosen = own[sub]
    if not account or len(chosen.rekening) < 2:
        return Place(chosen.opd, chosen.sub_kegiatan)
    code = _select(
        say("andaikan_rekening"), [_ALL, *chosen.rekening],
        f"andaikan_rekening_{end}_{agency}_{sub}",
        lambda code: code or say("andaikan_semua_rekening"),
    )  # fmt: skip
    return Place(chosen.opd, chosen.sub_kegiatan, code)


def _likely(choices: Sequence[Choice]) -> Choice:
    """Where rupiah are most likely to go: the largest work with documented tags."""
    tagged = [each for each in choices if each.klaim and each.lengkap]
    return max(tagged or choices, key=lambda each: (each.klaim, each.pagu))


def _rest(seen: Seen, kind: Kind, where: Place) -> Step | None:
    if kind is Kind.TANDAI:
        return _tag(where)
    if kind is Kind.DOKUMEN:
        told = _segments("andaikan_lengkap", ("lengkap", "belum"), "andaikan_dokumen_")
        return Step(kind, where, lengkap=told == "lengkap")
    target = _place(seen.choices, "ke", account=True) if kind is Kind.PINDAHKAN else None
    return _money(kind, where, target)


def _tag(where: Place) -> Step:
    category = _select(
        say("andaikan_kategori"), CATEGORIES, "andaikan_kategori",
        lambda code: say(f"kategori_{code}"),
    )  # fmt: skip
    if category in ("NETRAL", "BELUM_DINILAI"):
        return Step(Kind.TANDAI, where, kategori=category)
    weight = st.number_input(
        say("andaikan_bobot"), 0.0, 1.0, 1.0, 0.05, format="%.2f", key="andaikan_bobot"
    )  # fmt: skip
    return Step(Kind.TANDAI, where, kategori=category, bobot=Decimal(f"{weight:.2f}"))


def _money(kind: Kind, where: Place, target: Place | None) -> Step | None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall"):
            st.caption(say("andaikan_jumlah"))
            typed = st.text_input(
                say("andaikan_jumlah"), key="andaikan_jumlah", label_visibility="collapsed",
                placeholder=say("andaikan_jumlah_contoh"),
            )  # fmt: skip
        with st.container(width=170):
            unit = _select(
                say("andaikan_satuan"), [*reversed(andaikan_amount.STEPS), _SHARE],
                "andaikan_satuan", lambda code: say(f"andaikan_satuan_{code}"),
            )  # fmt: skip
    if not typed:
        return None
    found = andaikan_amount.amount(str(typed))
    if found is None:
        st.caption(f":red[{say('andaikan_bukan_angka')}]")
        return None
    if unit == _SHARE:
        return Step(kind, where, target, persen=found)
    rupiah = found * andaikan_amount.STEPS[unit]
    st.caption(say("andaikan_jumlah_arti", nilai=rupiah_full(rupiah)))
    return Step(kind, where, target, rupiah=rupiah)


def _add(seen: Seen, step: Step | None) -> None:
    problem = ""
    if step is not None:
        try:
            checked(step)
        except PugError as error:
            problem = sentence(error)
    if problem:
        st.caption(f":red[{words.markdown(problem)}]")
    st.button(
        say("andaikan_tambah"), key="andaikan_tambah", type="primary", icon=":material/add:",
        disabled=step is None or bool(problem), on_click=andaikan_state.add_step,
        args=(seen.place, step),
    )  # fmt: skip
