"""Commands that write files from the declarations: template workbooks and the glossary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pug_metrics.cli.asked import known_dataset
from pug_metrics.cli.session import REFUSED, leave, session, tell, tell_json, warn, write_file
from pug_metrics.errors import QuestionError
from pug_metrics.language import say
from pug_metrics.settings import ROOT

if TYPE_CHECKING:
    from pug_metrics.ingest.report import Report


def template(dataset: str, out: str | None) -> None:
    """Write the template workbook of a dataset."""
    from pug_metrics.export.template import template_bytes

    declared = known_dataset(dataset)
    path = Path(out or f"templat_{declared.name}.xlsx")
    write_file(path, template_bytes(declared))
    if session().as_json:
        tell_json({"dataset": declared.name, "berkas": str(path)})
    else:
        tell(say("perintah_template_jadi", berkas=path))


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
