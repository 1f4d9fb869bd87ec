"""Commands that show figures: the list of metrics, and one metric."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from pug_metrics.cli.asked import known_metric, place_code, stage
from pug_metrics.cli.session import grid, session, tell, tell_json, warn
from pug_metrics.language import say
from pug_metrics.language.numbers import decimal, percent, rupiah_full, signed_points

if TYPE_CHECKING:
    from pug_metrics.metrics.declaration import Unit
    from pug_metrics.metrics.result import Result


def metrics() -> None:
    """List every metric with its unit and grains."""
    from pug_metrics.metrics.declaration import all_metrics

    known = all_metrics().values()
    if session().as_json:
        tell_json(
            [
                {
                    "nama": each.name,
                    "judul": str(each.title),
                    "arti": str(each.meaning),
                    "rumus": str(each.formula),
                    "satuan": str(each.unit),
                    "butir": [str(grain) for grain in each.grains],
                    "berbasis": each.has_basis,
                }
                for each in known
            ]
        )
        return
    headers = (say("perintah_kolom_metrik"), say("perintah_kolom_satuan"),
               say("perintah_kolom_judul"), say("perintah_kolom_butir"))  # fmt: skip
    rows = [
        (each.name, str(each.unit), str(each.title), ",".join(str(grain) for grain in each.grains))
        for each in known
    ]
    tell(grid(headers, rows, frozenset()))


def metric(  # noqa: PLR0913 - one parameter an option
    name: str,
    by: str,
    tahun: int | None,
    tahapan: str | None,
    daerah: str | None,
    basis: str | None,
    versi: str | None,
    form: str | None,
) -> None:
    """Print one metric as a table, CSV or JSON."""
    from pug_metrics.export import evidence, table
    from pug_metrics.metrics.result import Slice

    declared = known_metric(name)
    at = Slice(daerah=place_code(daerah), tahun=tahun, tahapan=stage(tahapan))
    grains = tuple(part.strip() for part in by.split(","))
    with session().store() as store, store.as_of(versi) if versi else store.frozen() as reader:
        result = declared.function(reader, by=grains, at=at, basis=basis)
    for sentence in evidence.unreconciled_sentences(result):
        warn(sentence)
    if form == "json" or (form is None and session().as_json):
        tell(table.json_text(result))
    elif form == "csv":
        click.echo(table.csv_bytes(result), nl=False)
    else:
        _tell_table(result)


def _tell_table(result: Result) -> None:
    from pug_metrics.export import evidence

    label = result.version.label
    tell(f"{result.metric.title} · {evidence.question_words(result)} · {label}")
    tell()
    columns = result.frame.column_names
    shown = [name for name in columns if name != "alasan"]
    whole = result.total.to_pylist()
    rows = [[_cell(row, name, result.metric.unit) for name in shown] for row in result.rows()]
    for row in whole:
        named = {**dict.fromkeys(shown, ""), **row, "kode": "", "label": say("label_TOTAL")}
        named |= {name: "" for name in ("kode_2", "label_2") if name in shown}
        rows.append([_cell(named, name, result.metric.unit) for name in shown])
    figures = frozenset(shown.index(name) for name in ("pembilang", "penyebut", "nilai"))
    tell(grid(shown, rows, figures))
    _tell_evidence([*evidence.source_sentences(result), *evidence.note_sentences(result)])


def _tell_evidence(sentences: Iterable[str]) -> None:
    tell()
    for sentence in sentences:
        tell(sentence)


def _cell(row: dict[str, object], name: str, unit: Unit) -> str:
    from pug_metrics.export.evidence import reason_words
    from pug_metrics.metrics.declaration import Unit as Units

    value = row[name]
    if name == "nilai" and value is None:
        return reason_words(str(row["alasan"])) if row.get("alasan") else ""
    if isinstance(value, Decimal):
        return decimal(value, 0 if value == value.to_integral_value() else 2)
    if isinstance(value, float):
        if unit in (Units.RUPIAH, Units.RUPIAH_PER_ORANG):
            exact = row["pembilang"]
            same = isinstance(exact, Decimal) and float(exact) == value
            return rupiah_full(exact if same else Decimal(repr(value)))  # type: ignore[arg-type]
        writers = {Units.PERSEN: percent, Units.POIN: signed_points}
        return writers[unit](value, 2) if unit in writers else decimal(value, 4)
    return "" if value is None else str(value)
