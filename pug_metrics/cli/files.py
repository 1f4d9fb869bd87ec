"""Commands that write files from the declarations: template workbooks and the glossary."""

from __future__ import annotations

from pathlib import Path

from pug_metrics.cli.asked import known_dataset
from pug_metrics.cli.session import REFUSED, leave, session, tell, tell_json, warn, write_file
from pug_metrics.language import say
from pug_metrics.settings import ROOT


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
