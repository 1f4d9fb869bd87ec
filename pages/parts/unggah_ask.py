"""Steps one and two of an upload, and the questions that only the user can answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import streamlit as st

from pug_metrics.datasets import Column, Dataset, Kind, datasets
from pug_metrics.export.template import template_bytes
from pug_metrics.ingest import Report
from pug_metrics.ingest.outlook import Outcome, better_dataset, recap_outcomes
from pug_metrics.ingest.report import Choice
from pug_metrics.language import say
from pug_metrics.language.numbers import count, month, rupiah_full
from pug_metrics.reference import places

from . import links, session, unggah_state, unggah_words, words
from .unggah_state import Held

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_MEGABYTES = 200


def choose_file() -> None:
    """Choose the dataset on the left, drop the file on the right."""
    left, right = st.columns([5, 7], gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.markdown(f"##### {say('unggah_langkah_1')}")
        _dataset_box()
        chosen = unggah_state.dataset()
        st.markdown(str(chosen.meaning))
        st.caption(_needed(chosen))
        _template_button(chosen)
    with right, st.container(border=True, height="stretch", key="unggah_kotak"):
        st.markdown(f"##### {say('unggah_langkah_2')}")
        _uploader()
        st.caption(say("unggah_batas"))


def _dataset_box() -> None:
    names = list(datasets())
    links.take("unggah_dataset")
    links.settle("unggah_dataset", names, unggah_state.FIRST)
    chosen = st.selectbox(
        say("unggah_pilih_data"), names, key="unggah_dataset", on_change=unggah_state.ask_anew,
        format_func=lambda name: str(datasets()[name].title), persist_state="session",
    )  # fmt: skip
    links.put("unggah_dataset", chosen, unggah_state.FIRST)


def _needed(chosen: Dataset) -> str:
    must = [str(c.label) for c in chosen.columns if c.required and not c.asked]
    asked = [str(c.label) for c in chosen.columns if c.asked]
    sentence = say("unggah_wajib", kolom=", ".join(must))
    return f"{sentence} {say('unggah_ditanya', kolom=', '.join(asked))}" if asked else sentence


def _template_button(chosen: Dataset) -> None:
    st.download_button(
        say("unggah_templat", data=str(chosen.title).lower()), lambda: template_bytes(chosen),
        f"templat_{chosen.name}.xlsx", _XLSX, key=f"unggah_templat_{chosen.name}",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _uploader() -> None:
    number = st.session_state.get("unggah_ke", 0)
    dropped = st.file_uploader(
        say("unggah_taruh"), key=f"unggah_taruh_{number}", label_visibility="collapsed",
        max_upload_size=_MOST_MEGABYTES,
    )  # fmt: skip
    if dropped is not None:
        unggah_state.hold(dropped.name, dropped.getvalue())
        st.rerun()


def file_line(file: Held) -> None:
    """The dataset and the file on the table in one line; another dataset or file can be chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="unggah_baris"):
        with st.container(width=280):
            _dataset_box()
        st.markdown(
            f":material/description: **{words.markdown(file.name)}**  \n"
            f":small[:gray[{unggah_words.size(len(file.data))}]]",
            width="content",
        )
        st.space("stretch")
        st.button(
            say("unggah_ganti_berkas"), key="unggah_ganti", icon=":material/swap_horiz:",
            on_click=unggah_state.put_away,
        )  # fmt: skip


def _regions() -> list[str]:
    return list(_region_words())


@cache
def _region_words() -> dict[str, str]:
    names = {each.kode: each.nama for each in places.regions()}
    found = {}
    for each in places.regions():
        if each.simulasi:
            continue
        above = f", {names[each.kode_induk]}" if each.kode_induk else ""
        found[each.kode] = f"{each.nama}{above} ({each.kode})"
    return found


def _likely(column: str) -> str | int | None:
    """The only region of the data in force; for what belongs to a budget also its only year, stage.

    None where there are several: then nobody but the user knows.
    """
    records = [r for r in session.store().batches() if r.dibatalkan is None]
    if unggah_state.dataset().name == unggah_state.FIRST and column != "kode_daerah":
        return None
    records = [r for r in records if r.dataset == unggah_state.FIRST]
    found = {getattr(scope, column) for record in records for scope in record.scopes}
    return found.pop() if len(found) == 1 else None


def other_dataset(report: Report) -> None:
    """Offer the dataset that the headers fit, where they do not fit the chosen one."""
    better = better_dataset(report)
    if better is None:
        return
    title = str(datasets()[better].title)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/lightbulb: {say('unggah_data_lain', data=title)}", width="content")
        st.space("stretch")
        st.button(
            say("unggah_data_lain_tombol", data=title), key="unggah_data_lain", type="primary",
            on_click=_read_as, args=(better,),
        )  # fmt: skip


def _read_as(name: str) -> None:
    st.session_state["unggah_dataset"] = name
    unggah_state.ask_anew()


def assume(asked: Sequence[str]) -> None:
    """Fill asked fields that the data in force leave only one answer for; it can be changed."""
    for name in asked:
        column = unggah_state.dataset().column(name)
        key = unggah_state.asked_key(name)
        if key not in st.session_state and column.kind is not Kind.BULAN:
            likely = _likely(name)
            st.session_state[key] = likely if likely in _options(column)[0] else None


def missing_answers(asked: Sequence[str]) -> None:
    """Fields for what the file does not say: region, year, stage, month."""
    if not asked:
        return
    declared = unggah_state.dataset()
    with st.container(border=True, key="unggah_tanya"):
        st.markdown(f"##### {say('unggah_tak_tertulis')}")
        st.caption(say("unggah_tak_tertulis_arti"))
        for place, name in zip(st.columns(len(asked)), asked, strict=True):
            with place:
                _field(declared.column(name))


def _field(column: Column) -> None:
    options, label = _options(column)
    key = unggah_state.asked_key(column.name)
    links.relabel(key)
    st.selectbox(
        str(column.label) if column.kind is not Kind.KODE_WILAYAH else say("unggah_daerah"),
        options, index=None, key=key, format_func=label, placeholder=_hint(column),
        help=str(column.meaning), persist_state="session", filter_mode="fuzzy",
    )  # fmt: skip


def _options(column: Column) -> tuple[list[Any], Callable[[Any], str]]:
    if column.kind is Kind.KODE_WILAYAH:
        return _regions(), lambda code: _region_words().get(str(code), str(code))
    if column.kind is Kind.TAHUN:
        first, last = int(column.minimum or 2019), int(column.maximum or 2035)
        return list(range(last, first - 1, -1)), str
    if column.kind is Kind.BULAN:
        return list(range(1, 13)), month
    return list(column.choices), lambda choice: say(f"tahapan_{choice}")


def _hint(column: Column) -> str:
    if column.kind is Kind.KODE_WILAYAH:
        return say("unggah_cari_daerah")
    return say("unggah_pilih")


def sheet(report: Report) -> None:
    """Which sheet is read, where the workbook has several."""
    if len(report.sheets) > 1:
        st.selectbox(
            say("unggah_lembar"), report.sheets, index=report.sheets.index(report.sheet),
            key=unggah_state.key("lembar"), width=320, persist_state="session",
        )  # fmt: skip


def number_forms(choices: Sequence[Choice]) -> None:
    """One question a column whose numbers can be read in two ways; nothing is chosen for anyone."""
    declared = unggah_state.dataset()
    for choice in choices:
        label = str(declared.column(choice.column).label)
        samples = unggah_words.form_samples(choice, declared.column(choice.column))
        with st.container(border=True):
            st.markdown(f"##### {say('unggah_angka_judul', kolom=label)}")
            st.radio(
                say("unggah_angka_tanya"), list(samples), index=None,
                key=unggah_state.key(f"angka_{choice.column}"), persist_state="session",
                format_func=_form_name, captions=list(samples.values()),
            )  # fmt: skip


def _form_name(form: str) -> str:
    return {
        "indonesia": say("unggah_bentuk_indonesia"),
        "inggris": say("unggah_bentuk_inggris"),
    }.get(form, form)


def recapitulation(report: Report) -> None:
    """Whether an agency that repeats the sum of all others is left out; nothing is preselected."""
    if not report.recaps:
        return
    outcomes = recap_outcomes(report)
    with st.container(border=True, key="unggah_rekap"):
        for each in report.recaps:
            name = words.markdown(each.nama)
            st.markdown(f"##### :material/warning: {say('unggah_rekap_judul', nama=name)}")
            facts = {
                "sama": count(each.equal),
                "rekening": count(each.accounts),
                "baris": unggah_words.rows(each.rows),
                "rupiah": rupiah_full(each.amount),
            }
            st.markdown(say("unggah_rekap_arti", kode=unggah_words.code(each.kode_skpd), **facts))
        st.radio(
            say("unggah_rekap_tanya"), list(outcomes), index=None, key=unggah_state.key("rekap"),
            format_func=_recap_name, captions=[_outcome(each) for each in outcomes.values()],
            persist_state="session",
        )  # fmt: skip


def _recap_name(choice: str) -> str:
    return {
        "kecualikan": say("unggah_rekap_kecualikan"),
        "sertakan": say("unggah_rekap_sertakan"),
    }[choice]


def _outcome(each: Outcome) -> str:
    facts = {"baris": unggah_words.rows(each.rows), "opd": count(each.agencies)}
    return say("unggah_rekap_hasil", rupiah=rupiah_full(each.amount), **facts)
