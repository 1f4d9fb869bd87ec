"""Options that say how figures and dates are written: forms of columns, the unit of rupiah."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from pug_metrics.datasets.declaration import Dataset, normalise_header
from pug_metrics.errors import QuestionError, nearest
from pug_metrics.language import say

if TYPE_CHECKING:
    from pug_metrics.ingest.report import Answers, Choice

UNITS = ("1", "1000", "1000000", "1000000000")
FORMS = (
    "indonesia", "inggris", "polos", "bagian", "persen",
    "hari_dulu", "bulan_dulu", "seri_1900", "seri_1904",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """``open_form``: for every column that can be read in two ways; ``columns``: for one each."""

    open_form: str | None
    columns: Mapping[str, str]
    unit: int | None

    def of(self, answers: Answers) -> Answers:
        """The answers with what was stated of single columns and of the unit."""
        return replace(answers, number_form=self.columns, unit=self.unit)


def options() -> list[click.Parameter]:
    """The options of ``import`` and ``diff``."""
    return [
        click.Option(["--number-form", "--angka", "angka"], multiple=True,
                     metavar="[KOLOM=]BENTUK", help=say("bentuk_opsi_angka")),
        click.Option(["--satuan"], type=click.Choice(UNITS), help=say("bentuk_opsi_satuan")),
    ]  # fmt: skip


def stated(angka: Iterable[str], satuan: str | None, declared: Dataset) -> Stated:
    """What the options say; raises ``QuestionError`` for an unknown form or column."""
    columns: dict[str, str] = {}
    open_form: str | None = None
    for each in angka:
        column, sign, form = each.rpartition("=")
        form = form.strip().lower().replace("-", "_")
        if form not in FORMS:
            near = nearest(form, FORMS) or ", ".join(FORMS)
            raise QuestionError("bentuk_tidak_ada", bentuk=form, mungkin=near)
        if sign:
            columns[_column(column, declared)] = form
        else:
            open_form = form
    return Stated(open_form, columns, int(satuan) if satuan else None)


def _column(text: str, declared: Dataset) -> str:
    normal = normalise_header(text)
    for column in declared.columns:
        if text == column.name or normal in column.headers:
            return column.name
    names = [column.name for column in declared.columns]
    # A budget file may hold what was spent beside what was planned.
    if text in declared.hints:
        return text
    near = nearest(text, names) or ", ".join(names)
    raise QuestionError("kolom_bentuk_tidak_ada", kolom=text, mungkin=near)


def for_open(choices: Iterable[Choice], form: str | None) -> dict[str, str]:
    """The form for each column that is still open and that can be read in it."""
    if form is None:
        return {}
    found = {}
    for choice in choices:
        offered = dict(choice.options)
        plain = form == "polos" and "inggris" in offered
        if choice.kind in ("angka", "tanggal") and (form in offered or plain):
            found[choice.column] = form
    return found
