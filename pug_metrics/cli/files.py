"""Commands that write files from the declarations: template workbooks and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pug_metrics.cli.asked import known_dataset, place_code, stage
from pug_metrics.cli.session import REFUSED, leave, session, tell, tell_json, warn, write_file
from pug_metrics.errors import QuestionError, StoreError
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count
from pug_metrics.settings import ROOT

if TYPE_CHECKING:
    from pug_metrics.datasets import Dataset
    from pug_metrics.ingest.report import Report


def template(
    dataset: str,
    tahun: int | None,
    tahapan: str | None,
    daerah: str | None,
    out: str | None,
    filled: bool,  # noqa: FBT001 - click passes flags by name
) -> None:
    """Write the template workbook of a dataset, ``filled`` with the rows in force of a slice."""
    declared = known_dataset(dataset)
    wanted = {"tahun": tahun, "tahapan": stage(tahapan), "kode_daerah": place_code(daerah)}
    name = f"{'isi' if filled else 'templat'}_{declared.name}.xlsx"
    path = Path(out or name)
    content, rows = _filled(declared, wanted) if filled else (_empty(declared, wanted), 0)
    write_file(path, content)
    if session().as_json:
        tell_json({"dataset": declared.name, "berkas": str(path), "baris": rows})
    elif filled:
        tell(say("templat_isi_jadi", berkas=path, jumlah=count(rows)))
    else:
        tell(say("perintah_template_jadi", berkas=path))


def _empty(declared: Dataset, wanted: Mapping[str, Any]) -> bytes:
    """A template; with a region the codes of that region can be picked in it."""
    from pug_metrics.export.code_lists import code_lists
    from pug_metrics.export.template import template_bytes

    region, year = wanted["kode_daerah"], wanted["tahun"]
    if region is None or not session().path().exists():
        return template_bytes(declared, code_lists(declared, region))
    try:
        with session().store(derived=False) as store:
            return template_bytes(declared, code_lists(declared, region, store, year))
    except StoreError as error:
        # A template is of use without the store's codes, while the app holds the database.
        warn(say("templat_tanpa_basis_data", sebab=sentence(error)))
        return template_bytes(declared, code_lists(declared, region))


def _filled(declared: Dataset, wanted: Mapping[str, Any]) -> tuple[bytes, int]:
    from pug_metrics.export.code_lists import code_lists
    from pug_metrics.export.editable import editable_bytes
    from pug_metrics.store.editing import rows_to_edit

    with session().store(derived=False) as store:
        rows = rows_to_edit(store, declared, wanted)
        lists = code_lists(declared, wanted["kode_daerah"], store, wanted["tahun"])
    return editable_bytes(declared, rows, lists), rows.num_rows


def write_marked(report: Report, out: str, source: str) -> None:
    """Write the loaded file back with its findings marked; macros keep the suffix they need.

    Raises ``QuestionError``: ``berkas_sama``, ``berkas_tak_tertulis``.
    """
    from pug_metrics.ingest.giving_back import marked_workbook
    from pug_metrics.marking import suffix_of

    suffix = suffix_of(report.data)
    path = Path(out) if out.lower().endswith(suffix) else Path(out).with_suffix(suffix)
    if path.resolve() == Path(source).resolve():
        raise QuestionError("berkas_sama", berkas=str(path))
    write_file(path, marked_workbook(report))
    said = warn if session().as_json else tell
    said(say("kembali_ditulis", berkas=path))


def glossary(check: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Write ``docs/glosarium.md`` from the declarations, or say that it is out of date."""
    from pug_metrics.export.glossary import glossary_text

    path = ROOT / "docs" / "glosarium.md"
    text = glossary_text()
    if not check:
        path.parent.mkdir(exist_ok=True)
        write_file(path, text.encode("utf-8"))
        tell(say("perintah_glosarium_jadi", berkas=path))
    elif not path.is_file() or path.read_bytes().decode("utf-8") != text:
        warn(say("perintah_glosarium_usang"))
        leave(REFUSED)
