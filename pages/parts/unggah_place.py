"""*Data Anda tetap di komputer ini*: where the data lie, a verified backup, moving, deleting."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import streamlit as st

from pug_metrics import settings
from pug_metrics.errors import PugError
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count, moment

from . import session, show, unggah_words

_SHOWN = 5
_ON_OTHERS = "PUG_DATA=/folder/baru .venv/bin/streamlit run dashboard.py"
_ON_WINDOWS = '$env:PUG_DATA="D:\\folder\\baru"; .venv\\Scripts\\streamlit run dashboard.py'


def draw() -> None:
    """Folder, backup, move, delete."""
    show.title(say("unggah_tempat_judul"), say("unggah_tempat_arti"))
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        _where()
    with right, st.container(border=True, height="stretch"):
        _backup()
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.markdown(f"##### {say('unggah_pindah_judul')}")
        st.markdown(say("unggah_pindah_arti"))
        st.code(_ON_OTHERS, language="bash")
        st.caption(say("unggah_pindah_windows"))
        st.code(_ON_WINDOWS, language="powershell")
    with right, st.container(border=True, height="stretch"):
        st.markdown(f"##### {say('unggah_hapus_judul')}")
        st.markdown(say("unggah_hapus_arti"))
        st.markdown(say("unggah_hapus_satu"))


def _where() -> None:
    database, files = settings.database().resolve(), settings.files_folder().resolve()
    st.markdown(f"##### {say('unggah_letak_judul')}")
    st.markdown(say("unggah_letak_basis_data", ukuran=_size(database)))
    st.code(str(database), language=None, wrap_lines=True)
    kept = len([each for each in files.glob("*") if each.is_file()]) if files.is_dir() else 0
    st.markdown(say("unggah_letak_berkas", jumlah=count(kept)))
    st.code(str(files), language=None, wrap_lines=True)


def _size(path: Path) -> str:
    # The size comes from the folder's listing: the file itself is never opened here.
    return unggah_words.size(path.stat().st_size) if path.exists() else unggah_words.size(0)


def backup_folder() -> Path:
    """Folder ``cadangan`` beside the database."""
    return settings.database().resolve().parent / "cadangan"


def _backup() -> None:
    st.markdown(f"##### {say('unggah_cadangan_judul')}")
    st.markdown(say("unggah_cadangan_arti"))
    if st.button(say("unggah_cadangan_buat"), icon=":material/save:", key="unggah_cadangan"):
        _make_backup()
    made = sorted(backup_folder().glob("*.duckdb"), key=lambda p: p.stat().st_mtime, reverse=True)
    if made:
        st.caption(say("unggah_cadangan_ada", jumlah=count(len(made))))
        for each in made[:_SHOWN]:
            when = moment(datetime.fromtimestamp(each.stat().st_mtime).astimezone())
            st.markdown(f"{unggah_words.code(each.name)}  \n:small[:gray[{when} · {_size(each)}]]")
    st.caption(say("unggah_cadangan_pulih"))


def _make_backup() -> None:
    now = datetime.now().astimezone()
    version = session.store().version.number
    target = backup_folder() / f"{settings.database().stem}-{now:%Y%m%d-%H%M%S}-v{version}.duckdb"
    try:
        with st.spinner(say("unggah_cadangan_menulis"), show_time=True):
            made = session.store().snapshot(target)
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    st.success(say("unggah_cadangan_jadi", berkas=unggah_words.code(made.name)),
               icon=":material/check_circle:")  # fmt: skip
