"""The command ``read``: a messy file in, the table that was understood out as plain CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pug_metrics.cli import bounds
from pug_metrics.cli.session import (
    REFUSED,
    leave,
    read_file,
    session,
    tell,
    tell_json,
    warn,
    write_file,
)
from pug_metrics.errors import PugError, QuestionError
from pug_metrics.language import say, sentence

if TYPE_CHECKING:
    from pug_metrics.tables.reading import Read

_LEFT_OUT = ("judul", "nomor_kolom", "tajuk_berulang", "keterangan", "jumlah", "kosong")
_NAMED_ROWS = 8


def read(files: tuple[str, ...], sheet: str | None, out: str | None) -> None:
    """Write the table of each file as CSV; what was left out is counted on stderr."""
    as_json = session().as_json
    if len(files) > 1 and not out and not as_json:
        raise QuestionError("baca_perlu_folder", jumlah=len(files))
    targets = _targets(files, out) if out else [None] * len(files)
    facts = [_read_one(file, sheet, target) for file, target in zip(files, targets, strict=True)]
    if as_json:
        tell_json(facts[0] if len(files) == 1 else facts)
    if any("ditolak" in each for each in facts):
        leave(REFUSED)


def _read_one(file: str, sheet: str | None, target: Path | None) -> dict[str, object]:
    """Read and give one file; a refusal is said and becomes facts, so that the others go on."""
    from pug_metrics.tables.reading import read_plain

    name = Path(file).name
    try:
        content, name = read_file(file)
        found = read_plain(content, name, sheet, bounds.reader())
    except PugError as error:
        words = sentence(error)
        warn(say("baca_ditolak", berkas=name, sebab=words))
        return {"berkas": name, "ditolak": error.kind, "sebab": words}
    for line in told(found):
        warn(line)
    if target is not None:
        write_file(target, b"".join(found.csv()))
    if not session().as_json:
        _give(found, target)
    return _facts(found, target) if session().as_json else {}


def _targets(files: tuple[str, ...], out: str) -> list[Path | None]:
    """One path a file: NAME.csv, with its former suffix where two files share a name."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuestionError("berkas_tak_tertulis", berkas=out) from error
    stems = [Path(file).stem.lower() for file in files]
    names = [
        Path(file).stem if stems.count(Path(file).stem.lower()) == 1 else Path(file).name
        for file in files
    ]
    paths = [folder / f"{name}.csv" for name in names]
    if len({str(path).lower() for path in paths}) < len(paths):
        raise QuestionError("baca_nama_sama", folder=out)
    own = {Path(file).resolve() for file in files}
    clash = next((path for path in paths if path.resolve() in own), None)
    if clash is not None:
        raise QuestionError("baca_menimpa", berkas=str(clash))
    return list(paths)


def _give(found: Read, target: Path | None) -> None:
    if target is not None:
        tell(say("baca_ditulis", berkas=found.file_name, keluaran=target, baris=found.height))
        return
    stream = sys.stdout.buffer
    for part in found.csv():
        stream.write(part)
    stream.flush()


def told(found: Read) -> Iterator[str]:
    """What was understood and left out, a line each."""
    where = _where(found)
    yield say("baca_dipahami", berkas=found.file_name, di=where, tajuk=_rows(found.header_rows),
              baris=found.height, semua=found.sheet_height)  # fmt: skip
    for kind in _LEFT_OUT:
        rows = found.left[kind]
        if rows:
            yield say(f"baca_sisih_{kind}", jumlah=len(rows), baris=_rows(rows))
    for kind, facts in found.remarks:
        yield say(f"baca_catatan_{kind}", **facts)


def _where(found: Read) -> str:
    if found.sheet:
        return say("baca_lembar", lembar=found.sheet)
    return say("baca_teks", sandi=found.encoding, pemisah=_shown(found.delimiter))


def _shown(sign: str) -> str:
    return say("baca_tab") if sign == "\t" else sign


def _rows(rows: tuple[int, ...]) -> str:
    """Row numbers as ranges, the first of many only."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return ", ".join(words[:_NAMED_ROWS]) + (", …" if len(words) > _NAMED_ROWS else "")


def _facts(found: Read, target: Path | None) -> dict[str, object]:
    facts: dict[str, object] = {
        "berkas": found.file_name,
        "lembar": found.sheet,
        "sandi": found.encoding,
        "sandi_tebakan": found.guessed,
        "pemisah": found.delimiter,
        "baris_tajuk": list(found.header_rows),
        "kolom": list(found.names),
        "baris_lembar": found.sheet_height,
        "baris_data": found.height,
        "disisihkan": {kind: list(rows) for kind, rows in found.left.items() if rows},
        "catatan": [{"jenis": kind, **facts} for kind, facts in found.remarks],
    }
    if target is not None:
        return {**facts, "keluaran": str(target)}
    return {**facts, "nomor_baris": found.row_numbers(), "baris": found.rows()}
