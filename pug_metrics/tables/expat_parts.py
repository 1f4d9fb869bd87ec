"""XML parts of office packages, without entities: a document type is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from pug_metrics.tables.sheet import FileRefused


def parse(
    content: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run a part through expat with local names; a document type is refused."""

    def refuse(*_: object) -> None:
        raise FileRefused("berkas_rusak")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2], given)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the signature of expat
    except (expat.ExpatError, LookupError) as error:
        # An encoding that nobody knows is a LookupError.
        raise FileRefused("berkas_rusak") from error
