"""Options that answer what a file leaves open: columns, codes, months; and what is still open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from pug_metrics.cli.session import read_file, tell
from pug_metrics.errors import QuestionError
from pug_metrics.language import say
from pug_metrics.language.numbers import count

if TYPE_CHECKING:
    from pug_metrics.ingest.report import Answers, Choice, Report

_SHOWN = 40
_CODE_FILE = ("kolom", "teks", "kode")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the options say. ``accept``: every proposal that fits exactly is taken."""

    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    monthly: str | None = None
    accept: bool = False

    def of(self, answers: Answers) -> Answers:
        """The answers with these decisions."""
        return replace(
            answers,
            columns=self.columns,
            codes=self.codes,
            monthly=self.monthly.replace("-", "_") if self.monthly else None,  # type: ignore[arg-type]
        )


def options() -> list[click.Parameter]:
    """The options of ``import`` that decide what a file leaves open."""
    return [
        click.Option(["--kolom"], multiple=True, metavar="JUDUL=KOLOM",
                     help=say("cocok_opsi_kolom")),
        click.Option(["--kode"], multiple=True, metavar="KOLOM:TEKS=KODE",
                     help=say("cocok_opsi_kode")),
        click.Option(["--kode-dari"], metavar="CSV", help=say("cocok_opsi_kode_dari")),
        click.Option(["--terima-usul"], is_flag=True, help=say("cocok_opsi_terima_usul")),
        click.Option(["--bulanan"], type=click.Choice(["kumulatif", "per-bulan"]),
                     help=say("cocok_opsi_bulanan")),
    ]  # fmt: skip


def decisions(
    kolom: Iterable[str], kode: Iterable[str], kode_dari: str | None, bulanan: str | None,
    *, accept: bool,
) -> Decisions:  # fmt: skip
    """Read the options; raises ``QuestionError`` ``pilihan_bentuk`` where one has another form."""
    codes: dict[str, dict[str, str]] = {}
    for column, text, code in (*_rows(kode_dari), *map(_code, kode)):
        codes.setdefault(column, {})[text] = code
    return Decisions(dict(map(_column, kolom)), codes, bulanan, accept)


def _column(said: str) -> tuple[str, str]:
    header, sign, name = said.rpartition("=")
    if not sign or not header.strip():
        raise QuestionError("pilihan_bentuk", pilihan="--kolom", isi=said, bentuk="JUDUL=KOLOM")
    return header.strip(), name.strip()


def _code(said: str) -> tuple[str, str, str]:
    column, colon, rest = said.partition(":")
    text, sign, code = rest.rpartition("=")
    if not (colon and sign and column.strip() and text.strip()):
        raise QuestionError("pilihan_bentuk", pilihan="--kode", isi=said, bentuk="KOLOM:TEKS=KODE")
    return column.strip(), text.strip(), code.strip()


def _rows(path: str | None) -> Iterator[tuple[str, str, str]]:
    """Rows of a CSV file with the columns kolom, teks and kode."""
    if path is None:
        return
    content, name = read_file(path)
    text = content.decode("utf-8-sig", "replace")
    sign = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=sign)
    if not set(_CODE_FILE) <= set(rows.fieldnames or ()):
        raise QuestionError("berkas_kode_bentuk", berkas=name, kolom=", ".join(_CODE_FILE))
    for row in rows:
        column, said, code = ((row[each] or "").strip() for each in _CODE_FILE)
        # A name without a code was left open on purpose: it stays open.
        if column and said and code:
            yield column, said, code


def proposed(report: Report, answers: Answers) -> Answers:
    """The answers with every proposal of the report; own answers stay."""
    codes = {column: dict(said) for column, said in answers.codes.items()}
    for each in report.choices:
        if each.kind == "kode" and each.proposal:
            codes.setdefault(each.column, {}).setdefault(each.subject, each.proposal)
    return replace(answers, codes=codes)


def tell_open(report: Report) -> None:
    """Tell what may be or must be answered, each with the option that answers it."""
    for choices, words in ((report.choices, "cocok_perlu"), (report.suggestions, "cocok_boleh")):
        lines = [line for line in map(_line, choices) if line]
        if lines:
            tell(say(words, jumlah=count(len(lines))))
        for line in lines[:_SHOWN]:
            tell(f"  {line}")
        if len(lines) > _SHOWN:
            tell(f"  {say('cocok_lain', jumlah=count(len(lines) - _SHOWN))}")


def _line(choice: Choice) -> str:
    named = "; ".join(_option(each) for each in choice.options if each[0])
    match choice.kind:
        case "kolom":
            return say("cocok_pilih_kolom", kolom=choice.column, daftar=named)
        case "kode":
            sign = say("cocok_usul", kode=choice.proposal) if choice.proposal else ""
            return say("cocok_pilih_kode", kolom=choice.column, teks=choice.subject,
                       jumlah=count(choice.rows), daftar=named, usul=sign).rstrip()  # fmt: skip
        case "bulanan":
            return say("cocok_pilih_bulanan")
        case "angka" | "tanggal":
            return say("cocok_pilih_angka", kolom=choice.column, daftar=named)
        case "satuan":
            return say("cocok_pilih_satuan", daftar=named)
    return ""


def _option(pair: tuple[str, str]) -> str:
    return f"{pair[0]} ({pair[1]})" if pair[1] and pair[1] != pair[0] else pair[0]


def choice_facts(report: Report) -> list[dict[str, object]]:
    """Every choice and suggestion for JSON."""
    return [
        {"jenis": each.kind, "kolom": each.column, "teks": each.subject or None,
         "usul": each.proposal or None, "baris": each.rows or None, "wajib": needed,
         "pilihan": [{"jawaban": answer, "arti": meaning} for answer, meaning in each.options]}
        for needed, choices in ((True, report.choices), (False, report.suggestions))
        for each in choices
    ]  # fmt: skip
