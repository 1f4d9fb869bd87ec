"""Commands on frozen versions of the data: give the data of now a name, list the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pug_metrics.cli.session import grid, session, tell, tell_json
from pug_metrics.language import say
from pug_metrics.language.numbers import moment
from pug_metrics.settings import actor

if TYPE_CHECKING:
    from pug_metrics.store import NamedVersion


def freeze(name: str, note: str) -> None:
    """Give the data of now a name."""
    with session().store(derived=False) as store:
        named = store.freeze(name, actor(), note)
    if session().as_json:
        tell_json(_facts(named))
    else:
        tell(say("perintah_terkunci", id=named.id_versi, nama=named.nama))


def listed() -> None:
    """List every frozen version."""
    with session().store(derived=False) as store:
        known = store.named_versions()
    if session().as_json:
        tell_json([_facts(each) for each in known])
        return
    if not known:
        tell(say("kunci_belum_ada"))
        return
    headers = (say("unggah_kolom_id"), say("kunci_nama"), say("versi_kolom_sampai"),
               say("unggah_kolom_oleh"), say("unggah_kolom_waktu"),
               say("versi_kolom_catatan"))  # fmt: skip
    rows = [
        (str(each.id_versi), each.nama, str(each.sampai_unggahan), each.aktor, moment(each.waktu),
         each.catatan)
        for each in known
    ]  # fmt: skip
    tell(grid(headers, rows, frozenset({0, 2})))


def _facts(each: NamedVersion) -> dict[str, object]:
    return {
        "id": each.id_versi,
        "nama": each.nama,
        "sampai_unggahan": each.sampai_unggahan,
        "sampai_peristiwa": each.sampai_peristiwa,
        "aktor": each.aktor,
        "catatan": each.catatan,
        "waktu": each.waktu.isoformat(),
    }
