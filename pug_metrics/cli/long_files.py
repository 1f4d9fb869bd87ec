"""``import`` of a CSV too long to hold: piece by piece, said and decided like any other file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pug_metrics.cli import forms
from pug_metrics.cli.session import session

if TYPE_CHECKING:
    from pug_metrics.ingest.bulk import Wish
    from pug_metrics.ingest.report import Report
    from pug_metrics.store import BatchRecord, Store

# MiB for the engine: it caches what it writes, and pieces of the file need the rest of 2 GB.
_MEMORY = 512


def is_long(file: str) -> bool:
    """Whether a file is a text too long to be read at once."""
    from pug_metrics.ingest.bulk import LONG
    from pug_metrics.tables.cutting import can_be_cut

    path = Path(file)
    return path.is_file() and path.stat().st_size > LONG and can_be_cut(path)


def take(
    wish: Wish, form: str | None, on_report: Callable[[Report], None]
) -> tuple[Report, list[BatchRecord]]:
    """Import as wished; ``form`` answers for number columns that can be read in two ways.

    Raises what ``import_long`` raises.
    """
    from pug_metrics.ingest.bulk import import_long

    with _store(wish) as store:
        if form is not None:
            first, _ = import_long(store, replace(wish, dry_run=True))
            given = {**forms.for_open(first.choices, form), **wish.answers.number_form}
            wish = replace(wish, answers=replace(wish.answers, number_form=given))
        return import_long(store, wish, on_report)


@contextmanager
def _store(wish: Wish) -> Iterator[Store]:
    """The database; a trial run beside none gets an empty one that goes with it."""
    from pug_metrics.store import Store

    if session().path().exists() or not wish.dry_run:
        with session().store(must_exist=False, derived=False, memory=_MEMORY) as store:
            yield store
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "coba.duckdb", derived=False, memory=_MEMORY) as store,
    ):
        yield store


def check_options(wish: Wish, *, marked: bool) -> None:
    """Refuse what a long file cannot have; raises ``IntakeRefused``."""
    from pug_metrics.ingest.report import IntakeRefused
    from pug_metrics.store.batch import Mode

    if marked or wish.mode == Mode.PERUBAHAN:
        raise IntakeRefused("berkas_besar_pilihan", berkas=wish.path.name)
