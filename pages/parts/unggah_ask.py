"""What only the user can answer about a file: asked fields and one card for each open choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from pug_metrics.datasets import Column, Dataset, Kind, datasets
from pug_metrics.ingest import Report
from pug_metrics.ingest.outlook import Outcome, better_dataset, recap_outcomes
from pug_metrics.ingest.report import Choice
from pug_metrics.ingest.suggesting import label_of
from pug_metrics.language import say
from pug_metrics.language.numbers import count, rupiah_full

from . import session, unggah_fields, unggah_state, unggah_words, words
from .unggah_state import FIELDS

_Known = dict[tuple[str, str, str], Choice]


def remember(*reports: Report) -> _Known:
    """Every choice seen for this file in this reading of it, answered ones included."""
    first = reports[0]
    kept = st.session_state.setdefault("unggah_pilihan", {})
    known: _Known = kept.setdefault((first.dataset, first.sheet), {})
    for report in reports:
        for each in (*report.suggestions, *report.choices):
            known[each.kind, each.column, each.subject] = each
    return known


def live(known: _Known, report: Report, kind: str) -> list[Choice]:
    """Choices of a kind that are open or answered; those that no longer arise are left out."""
    open_ones = {(c.kind, c.column, c.subject) for c in (*report.choices, *report.suggestions)}
    return [
        each
        for name, each in known.items()
        if each.kind == kind and (name in open_ones or answered(each) is not None)
    ]


def answered(each: Choice) -> str | None:
    """The answer given to a choice; None where there is none yet."""
    now = unggah_state.given()
    match each.kind:
        case "angka" | "tanggal":
            return now.number_form.get(each.column)
        case "satuan":
            return None if now.unit is None else str(now.unit)
        case "bulanan":
            return now.monthly
        case "rekap":
            return now.recap
        case "kolom":
            return now.columns.get(each.column)
        case _:
            return now.codes.get(each.column, {}).get(each.subject)


def decide(each: Choice, value: str) -> None:
    """Answer a choice."""
    now = unggah_state.given()
    match each.kind:
        case "angka" | "tanggal":
            unggah_state.answer(number_form={**now.number_form, each.column: value})
        case "satuan":
            unggah_state.answer(unit=int(value))
        case "bulanan":
            unggah_state.answer(monthly=value)
        case "rekap":
            unggah_state.answer(recap=value)
        case "kolom":
            unggah_state.answer(columns={**now.columns, each.column: value})
        case _:
            own = {**now.codes.get(each.column, {}), each.subject: value}
            unggah_state.answer(codes={**now.codes, each.column: own})


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
            on_click=unggah_state.read_as, args=(better,),
        )  # fmt: skip


def assume(asked: Sequence[str], proposed: Mapping[str, str], declared: Dataset) -> None:
    """Fill asked fields from the title rows, or where the data in force leave only one answer.

    Once for a file and a dataset: what the user empties stays empty.
    """
    done: set[str] = st.session_state.setdefault(unggah_state.key(f"usul_{declared.name}"), set())
    for name in set(asked) - done:
        done.add(name)
        if unggah_state.given().of(name) is not None:
            continue
        column = _asked_column(declared, name)
        text = proposed.get(name, "")
        value = unggah_fields.typed(column, text) if text else _likely(declared, column)
        if value is not None:
            unggah_state.answer(**{FIELDS[name]: value})


def _asked_column(declared: Dataset, name: str) -> Column:
    """The asked column; one asked for a part split off stands in that part's dataset."""
    own = {column.name: column for column in declared.columns}
    return own.get(name) or datasets()["realisasi"].column(name)


def _likely(declared: Dataset, column: Column) -> str | int | None:
    """The only region of the data in force; for what belongs to a budget also its year, stage."""
    if column.kind is Kind.BULAN:
        return None
    if declared.name == unggah_state.FIRST and column.name != "kode_daerah":
        return None
    records = [r for r in session.store().batches() if r.dibatalkan is None]
    records = [r for r in records if r.dataset == unggah_state.FIRST]
    found = {getattr(scope, column.name) for record in records for scope in record.scopes}
    likely = found.pop() if len(found) == 1 else None
    return likely if likely in unggah_fields.options(column)[0] else None


def missing_answers(
    asked: Sequence[str], proposed: Mapping[str, str], declared: Dataset
) -> None:  # fmt: skip
    """Fields for what the file does not say: region, year, stage, month."""
    if not asked:
        return
    with st.container(border=True, key="unggah_tanya"):
        st.markdown(f"##### {say('unggah_tak_tertulis')}")
        st.caption(say("unggah_tak_tertulis_arti"))
        for place, name in zip(st.columns(len(asked)), asked, strict=True):
            with place:
                _field(_asked_column(declared, name), proposed.get(name, ""))


def _field(column: Column, proposed: str) -> None:
    options, label = unggah_fields.options(column)
    field = FIELDS[column.name]
    now = getattr(unggah_state.given(), field)
    key = unggah_state.seat(field, now)
    st.selectbox(
        unggah_fields.label(column), options, index=None, key=key, format_func=label,
        placeholder=unggah_fields.hint(column), help=str(column.meaning), filter_mode="fuzzy",
        on_change=lambda: unggah_state.answer(**{field: unggah_state.shown(field)}),
    )  # fmt: skip
    if proposed and str(now) == proposed:
        st.caption(f":material/title: {say('tanya_dari_judul')}")


def cards(known: _Known, report: Report) -> None:
    """The choices about the whole file, a card each; what decides most comes first."""
    declared = datasets()[report.dataset]
    for each in live(known, report, "satuan"):
        title = say("tanya_satuan_judul", teks=words.markdown(each.subject))
        _card(each, title, {o: _unit_name(o) for o, _ in each.options}, _unit_samples(each))
    for each in live(known, report, "bulanan"):
        title = say("tanya_bulanan_judul", kolom=words.markdown(each.options[0][1]))
        _card(each, title, _monthly_names(), [])
    for each in live(known, report, "angka"):
        title = say("unggah_angka_judul", kolom=str(label_of(declared, each.column)))
        samples = unggah_words.form_samples(each, declared.column(each.column))
        _card(each, title, {form: _form_name(form) for form in samples}, list(samples.values()))
    for each in live(known, report, "tanggal"):
        title = say("tanya_tanggal_judul", kolom=str(label_of(declared, each.column)))
        _card(each, title, {o: _rule_name(o) for o, _ in each.options}, _day_samples(each))
    for each in live(known, report, "rekap"):
        _recapitulation(each, report)


def _card(each: Choice, title: str, names: Mapping[str, str], captions: Sequence[str]) -> None:
    with st.container(border=True, key=f"unggah_kartu_{each.kind}_{each.column}"):
        st.markdown(f"##### {title}")
        _radio(each, say("unggah_angka_tanya"), names, captions)


def _radio(each: Choice, ask: str, names: Mapping[str, str], captions: Sequence[str]) -> None:
    name = f"{each.kind}_{each.column}"
    st.radio(
        ask, list(names), index=None, key=unggah_state.seat(name, answered(each)),
        format_func=names.__getitem__, captions=list(captions) or None,
        on_change=_decided(each, name),
    )  # fmt: skip


def _decided(each: Choice, name: str) -> Callable[[], None]:
    def decided() -> None:
        value = unggah_state.shown(name)
        if value is not None:
            decide(each, str(value))

    return decided


def _form_name(form: str) -> str:
    return {
        "indonesia": say("unggah_bentuk_indonesia"),
        "inggris": say("unggah_bentuk_inggris"),
        "persen": say("tanya_bentuk_persen"),
        "bagian": say("tanya_bentuk_bagian"),
    }.get(form, form)


def _rule_name(rule: str) -> str:
    return {
        "hari_dulu": say("tanya_hari_dulu"),
        "bulan_dulu": say("tanya_bulan_dulu"),
        "seri_1900": say("tanya_seri_1900"),
        "seri_1904": say("tanya_seri_1904"),
    }.get(rule, rule)


def _day_samples(each: Choice) -> list[str]:
    """What the samples of a date would mean by each rule, written out."""
    return [unggah_words.day_samples(text) for _, text in each.options]


def _unit_name(size: str) -> str:
    if size == "1":
        return say("tanya_satuan_satu")
    return say("tanya_satuan_kali", satuan=count(int(size)))


def _unit_samples(each: Choice) -> list[str]:
    texts = [text.replace(" -> ", " = ") for _, text in each.options]
    return [words.markdown(text) for text in texts] if all(texts) else []


def _monthly_names() -> dict[str, str]:
    return {"kumulatif": say("tanya_kumulatif"), "per_bulan": say("tanya_per_bulan")}


def _recapitulation(each: Choice, report: Report) -> None:
    """Whether an agency that repeats the sum of all others is left out; nothing is preselected."""
    if not report.recaps:
        return
    outcomes = recap_outcomes(report)
    with st.container(border=True, key="unggah_rekap"):
        for recap in report.recaps:
            name = words.markdown(recap.nama)
            st.markdown(f"##### :material/warning: {say('unggah_rekap_judul', nama=name)}")
            facts = {
                "sama": count(recap.equal),
                "rekening": count(recap.accounts),
                "baris": unggah_words.rows(recap.rows),
                "rupiah": rupiah_full(recap.amount),
            }
            st.markdown(say("unggah_rekap_arti", kode=unggah_words.code(recap.kode_skpd), **facts))
        names = {"kecualikan": say("unggah_rekap_kecualikan"),
                 "sertakan": say("unggah_rekap_sertakan")}  # fmt: skip
        _radio(each, say("unggah_rekap_tanya"), names, [_outcome(o) for o in outcomes.values()])


def _outcome(each: Outcome) -> str:
    facts = {"baris": unggah_words.rows(each.rows), "opd": unggah_words.agencies(each.agencies)}
    return say("unggah_rekap_hasil", rupiah=rupiah_full(each.amount), **facts)


def waiting(report: Report) -> str:
    """What must be answered before anything can be stored, in words; empty where nothing is."""
    declared = datasets()[report.dataset]
    kinds = {each.kind for each in report.choices}
    known = {
        "satuan": say("tanya_tunggu_satuan"),
        "bulanan": say("tanya_tunggu_bulanan"),
        "angka": say("unggah_tunggu_angka"),
        "rekap": say("unggah_tunggu_rekap"),
    }
    if report.refused_whole:
        known["kolom"] = say("tanya_tunggu_kolom")
    parts = [unggah_fields.label(_asked_column(declared, name)) for name in report.questions]
    if report.refused_whole:
        columns = dict.fromkeys(each.column for each in report.choices if each.kind == "kode")
        parts += [say("tanya_tunggu_kode", kolom=label_of(declared, each)) for each in columns]
    parts += [sentence for kind, sentence in known.items() if kind in kinds]
    return say("tanya_tunggu", daftar="; ".join(parts)) if parts else ""
