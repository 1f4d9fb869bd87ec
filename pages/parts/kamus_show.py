"""The glossary page: search, sections, metrics, data with their columns, words, licences."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from pug_metrics.datasets import Column
from pug_metrics.export.template import allowed_words, template_bytes
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.declaration import Metric
from pug_metrics.reference import places

from . import kamus_entries, links, show
from .kamus_entries import SECTIONS, DatasetEntry, Found

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPEN_UP_TO = 3
_HEADERS_SHOWN = 6


def head() -> Found:
    """Title, search box (kept in the link) and what it finds."""
    everything = kamus_entries.search("")
    facts = {name: count(everything.count(name)) for name in SECTIONS}
    show.title(say("kamus_judul", **facts), say("kamus_pengantar"))
    asked = st.text_input(
        say("kamus_cari"), key="kamus_cari", type="search", icon=":material/search:",
        placeholder=say("kamus_cari_contoh"), label_visibility="collapsed",
        bind="query-params", live="300ms", max_chars=80,
    )  # fmt: skip
    return kamus_entries.search(asked or "")


def sections(found: Found) -> tuple[str, ...]:
    """The section chosen, or every section with a hit while something is searched."""
    if found.asked:
        st.caption(_hits(found))
        return tuple(name for name in SECTIONS if found.count(name))
    links.take("kamus_bagian")
    links.settle("kamus_bagian", SECTIONS, SECTIONS[0])
    chosen = st.segmented_control(
        say("kamus_bagian"), SECTIONS, key="kamus_bagian",
        format_func=lambda name: _section_label(found, name), label_visibility="collapsed",
        required=True,
    )  # fmt: skip
    links.put("kamus_bagian", chosen, SECTIONS[0])
    return (str(chosen),)


def _hits(found: Found) -> str:
    if not found.total:
        return say("kamus_tak_ada", dicari=found.asked.replace("`", ""))
    return say("kamus_hasil", jumlah=count(found.total), dicari=found.asked.replace("`", ""))


def _section_label(found: Found, name: str) -> str:
    number = found.count(name)
    label = say(f"kamus_bagian_{name}")
    return f"{label} ({count(number)})" if number else label


def section(found: Found, name: str) -> None:
    """Draw one section; with a heading while several stand under each other."""
    if found.asked:
        st.subheader(_section_label(found, name), anchor=False)
    drawers: dict[str, Callable[[Found], None]] = {
        "metrik": _metrics,
        "data": _datasets,
        "penyebut": _bases,
        "uji": _checks,
        "istilah": _words,
        "tentang": _about,
    }
    drawers[name](found)


def _metrics(found: Found) -> None:
    opened = len(found.metrics) <= _OPEN_UP_TO
    for each in found.metrics:
        label = f"**{each.title}** :gray[· {each.meaning}]"
        with st.expander(label, expanded=opened, key=f"kamus_metrik_{each.name}_{opened}"):
            _metric(each)


def _metric(each: Metric) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        _pairs(kamus_entries.metric_formula(each))
    with right:
        _pairs(kamus_entries.metric_facts(each))


def _pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Names in grey above their words, as one block."""
    st.markdown("\n\n".join(f":small[:gray[{name}]]  \n{words}" for name, words in pairs))


def _datasets(found: Found) -> None:
    opened = len(found.datasets) <= _OPEN_UP_TO
    for each in found.datasets:
        declared = each.declared
        columns = say("kamus_kolom_sebanyak", jumlah=count(len(declared.columns)))
        label = f"**{declared.title}** :gray[· {columns}]"
        with st.expander(label, expanded=opened, key=f"kamus_data_{declared.name}_{opened}"):
            _dataset(each)


def _dataset(each: DatasetEntry) -> None:
    declared = each.declared
    st.markdown(str(declared.meaning))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{say('glosarium_sumber')}: {declared.source}")
        st.space("stretch")
        st.download_button(
            say("kamus_templat"), lambda: template_bytes(declared), f"templat_{declared.name}.xlsx",
            _XLSX, key=f"kamus_templat_{declared.name}", on_click="ignore",
            icon=":material/download:", type="tertiary",
        )  # fmt: skip
    if len(each.columns) < len(declared.columns):
        facts = {"ada": count(len(each.columns)), "semua": count(len(declared.columns))}
        st.caption(say("kamus_sebagian_kolom", **facts))
    with st.container(key=f"lebar_kamus_{declared.name}"):
        st.table(_column_rows(each.columns), border="horizontal", hide_index=True)
    with st.container(key=f"sempit_kamus_{declared.name}"):
        st.markdown("\n\n".join(_column_block(column) for column in each.columns))


def _column_rows(columns: tuple[Column, ...]) -> dict[str, list[str]]:
    yes = f"**{say('glosarium_ya')}**"
    return {
        say("glosarium_kolom"): [f"**{c.label}**  \n`{c.name}`" for c in columns],
        say("glosarium_wajib"): [yes if c.required else "" for c in columns],
        say("glosarium_arti"): [str(c.meaning) for c in columns],
        say("glosarium_isi"): [allowed_words(c).replace("_", "\\_") for c in columns],
        say("glosarium_tajuk"): [_headers(c) for c in columns],
    }


def _column_block(column: Column) -> str:
    """A column as a few lines, for a narrow screen."""
    need = f" :violet-badge[{say('glosarium_wajib').lower()}]" if column.required else ""
    allowed = allowed_words(column).replace("_", "\\_")
    return f"**{column.label}** `{column.name}`{need}  \n{column.meaning}  \n:gray[{allowed}]"


def _headers(column: Column) -> str:
    own = (column.name.replace("_", " "), column.name)
    known = [header for header in column.headers if header not in own]
    listed = ", ".join(known[:_HEADERS_SHOWN])
    rest = len(known) - _HEADERS_SHOWN
    return f"{listed} {say('kamus_dan_lain', jumlah=count(rest))}" if rest > 0 else listed


def _bases(found: Found) -> None:
    st.markdown(say("kamus_penyebut_pengantar"))
    for start in range(0, len(found.bases), 2):
        for place, each in zip(st.columns(2), found.bases[start : start + 2], strict=False):
            with place, st.container(border=True, height="stretch"):
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"**{say(f'filter_basis_{each.name}').capitalize()}**")
                    st.badge(say("kamus_konvensi"), color="violet")
                st.markdown(str(each.meaning))
                for name, codes in kamus_entries.basis_facts(each):
                    st.caption(f"{name}: {codes}")
                st.caption(f"`{each.name}`")


def _checks(found: Found) -> None:
    opened = len(found.checks) <= _OPEN_UP_TO
    for each in found.checks:
        label = f"**{each.title}** :gray[· {each.meaning}]"
        with st.expander(label, expanded=opened, key=f"kamus_uji_{each.name}_{opened}"):
            _pairs(kamus_entries.check_facts(each))


def _words(found: Found) -> None:
    half = (len(found.words) + 1) // 2
    halves = [some for some in (found.words[:half], found.words[half:]) if some]
    for place, some in zip(st.columns(2, gap="medium") if halves else (), halves, strict=False):
        place.markdown("\n\n".join(_word(word, key) for word, key in some))
    if found.conventions:
        st.markdown(f"##### {say('glosarium_bagian_konvensi')}")
        st.caption(say("kamus_konvensi_pengantar"))
        show.bullets([say(key) for key in found.conventions])


def _word(word: str, key: str) -> str:
    plain = word.replace("_", "\\_")
    return f"**{plain}**  \n{say(key)}"


def _about(found: Found) -> None:
    regions = places.regions()
    real = [each for each in regions if not each.simulasi]
    provinces = sum(each.jenis == "provinsi" for each in real)
    codes = sum(not code.startswith(places.SIMULATED) for code in places.all_codes())
    facts = {"provinsi": provinces, "daerah": len(real) - provinces, "kode": codes}
    st.markdown(say("kamus_tentang_wilayah", **{name: count(n) for name, n in facts.items()}))
    st.markdown(say("kamus_tentang_simulasi"))
    st.markdown(say("kamus_tentang_anda"))
    st.markdown(say("kamus_tentang_metrik", metrik=count(found.count("metrik"))))
    st.markdown(say("kamus_tentang_huruf"))
