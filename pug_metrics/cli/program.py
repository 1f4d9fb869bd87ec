"""The commands and their options, and how an error becomes one sentence and an exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from pug_metrics.cli import (
    bounds,
    checking,
    comparing,
    deciding,
    figures,
    files,
    forms,
    history,
    intake,
    reading,
    versions,
)
from pug_metrics.cli.session import (
    USAGE,
    Session,
    exit_code,
    utf8_streams,
    warn,
    write_json,
)
from pug_metrics.errors import PugError, QuestionError, nearest
from pug_metrics.language import LANGUAGES, has, say, sentence, use


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; what a user can mend never shows a trace."""
    utf8_streams()
    use(_language(arguments))
    shared = Session()
    try:
        code = program().main(
            list(arguments), "python -m pug_metrics", standalone_mode=False, obj=shared
        )
    except PugError as error:
        warn(sentence(error))
        _tell_option(error)
        if shared.as_json and not shared.answered:
            write_json({"ditolak": error.kind, "sebab": sentence(error)})
        return exit_code(error)
    except click.exceptions.NoArgsIsHelpError as error:
        warn(error.format_message())
        return USAGE
    except click.UsageError as error:
        warn(_usage_sentence(error))
        return USAGE
    except click.Abort:
        warn(say("perintah_dihentikan"))
        return 130
    return code if isinstance(code, int) else 0


def _tell_option(error: PugError) -> None:
    """The option that would have helped, for refusals that an option can lift."""
    hint = f"perintah_lanjut_{error.kind}"
    helpless = error.kind == "ada_galat" and not error.facts.get("diterima")
    if has(hint) and not helpless:
        warn(say(hint))


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, before anything is parsed: help and errors speak it as well."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--bahasa="):
            return argument.partition("=")[2]
        if argument == "--bahasa" and place + 1 < len(arguments):
            return arguments[place + 1]
    return "id"


class _Commands(click.Group):
    """A group whose unknown command names the nearest known one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            known = self.list_commands(ctx)
            raise QuestionError(
                "perintah_tidak_ada", perintah=args[0],
                mungkin=nearest(args[0], known) or ", ".join(known),
            )  # fmt: skip
        return super().resolve_command(ctx, args)


def program() -> click.Group:
    """The command line with its words in the language in use."""
    group = _Commands(
        "pug_metrics", params=_shared(), help=say("perintah_bantuan"), no_args_is_help=True
    )
    for name, callback, words, params in _commands():
        command = click.Command(
            name, callback=callback, help=words, short_help=words, params=[*params, *_shared()]
        )
        group.add_command(command)
    return group


def _commands() -> list[tuple[str, Callable[..., None], str, list[click.Parameter]]]:
    dataset, file = click.Argument(["dataset"]), click.Argument(["file"])
    asked: list[click.Parameter] = [_tahun(), _tahapan(), _daerah()]
    return [
        ("import", intake.import_file, say("perintah_import"), [
            dataset, file, *asked, *_import_options(), *bounds.bound_options()]),
        ("periksa", intake.inspect, say("perintah_periksa"), [
            file, click.Option(["--dataset"], help=say("perintah_opsi_dataset")), *asked,
            _sheet(), *bounds.bound_options()]),
        ("read", reading.read, say("perintah_read"), [
            click.Argument(["files"], nargs=-1, required=True, metavar="FILE..."), _sheet(),
            click.Option(["--out"], metavar="DIR", help=say("perintah_opsi_out_folder")),
            *bounds.bound_options()]),
        ("diff", comparing.diff, say("selisih_perintah"), [
            dataset, file, *asked, *_reading_options()]),
        ("batches", history.batches, say("perintah_batches"), []),
        ("berkas", history.original, say("riwayat_perintah_berkas"), [
            _id(), click.Option(["--out"], metavar="PATH", help=say("perintah_opsi_out"))]),
        ("undo", history.undo, say("perintah_undo"), [
            _id(),
            click.Option(["--alasan", "reason"], default="", help=say("perintah_opsi_alasan")),
            click.Option(["--ya", "yes"], is_flag=True, help=say("batal_opsi_ya")),
            click.Option(["--lihat", "preview_only"], is_flag=True,
                         help=say("batal_opsi_lihat"))]),
        ("kunci", versions.freeze, say("perintah_kunci"), [
            click.Argument(["name"], metavar="NAMA"),
            click.Option(["--catatan", "note"], default="", help=say("perintah_opsi_catatan"))]),
        ("versi", versions.listed, say("perintah_versi"), []),
        ("check", checking.check, say("perintah_check"), []),
        ("metrics", figures.metrics, say("perintah_metrics"), []),
        ("metric", figures.metric, say("perintah_metric"), [
            click.Argument(["name"]),
            click.Option(["--by"], required=True, help=say("perintah_opsi_by")),
            *asked,
            click.Option(["--basis"], help=say("perintah_opsi_basis")),
            click.Option(["--versi"], help=say("perintah_opsi_versi")),
            click.Option(["--format", "form"], type=click.Choice(["table", "csv", "json"]),
                         help=say("perintah_opsi_format"))]),
        ("template", files.template, say("perintah_template"), [
            dataset, *asked, click.Option(["--out"], help=say("perintah_opsi_out")),
            click.Option(["--isi", "filled"], is_flag=True, help=say("templat_opsi_isi"))]),
        ("glosarium", files.glossary, say("perintah_glosarium"), [
            click.Option(["--check"], is_flag=True, help=say("perintah_opsi_check"))]),
    ]  # fmt: skip


def _import_options() -> list[click.Parameter]:
    return [
        click.Option(["--mode"], type=click.Choice(["tambah", "ganti", "perubahan"]),
                     help=say("perintah_opsi_mode")),
        click.Option(["--hapus-yang-hilang"], is_flag=True, help=say("selisih_opsi_hapus")),
        *_reading_options(),
        click.Option(["--marked"], metavar="OUT.xlsx", help=say("kembali_opsi_marked")),
        click.Option(["--dry-run"], is_flag=True, help=say("perintah_opsi_dry_run")),
    ]  # fmt: skip


def _reading_options() -> list[click.Parameter]:
    """What decides which rows a file gives; import and diff understand it alike."""
    return [
        click.Option(["--accept-good"], is_flag=True, help=say("perintah_opsi_accept_good")),
        click.Option(["--rekap"], type=click.Choice(["kecualikan", "sertakan"]),
                     default="kecualikan", help=say("perintah_opsi_rekap")),
        click.Option(["--sampai-bulan"], type=click.IntRange(1, 12),
                     help=say("perintah_opsi_sampai_bulan")),
        _sheet(),
        *forms.options(),
        *deciding.options(),
    ]  # fmt: skip


def _id() -> click.Argument:
    return click.Argument(["number"], metavar="ID", type=int)


def _sheet() -> click.Option:
    return click.Option(["--sheet"], help=say("perintah_opsi_sheet"))


def _tahun() -> click.Option:
    return click.Option(["--tahun"], type=int, help=say("perintah_opsi_tahun"))


def _tahapan() -> click.Option:
    return click.Option(["--tahapan"], help=say("perintah_opsi_tahapan"))


def _daerah() -> click.Option:
    return click.Option(["--daerah"], help=say("perintah_opsi_daerah"))


def _shared() -> list[click.Parameter]:
    """Options that may stand before or after the command."""
    return [
        click.Option(["--database"], callback=_keep, expose_value=False, metavar="PATH",
                     help=say("perintah_opsi_database")),
        click.Option(["--json"], is_flag=True, callback=_keep, expose_value=False,
                     help=say("perintah_opsi_json")),
        click.Option(["--bahasa"], type=click.Choice(LANGUAGES), expose_value=False,
                     help=say("perintah_opsi_bahasa")),
    ]  # fmt: skip


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ANN401
    found = ctx.find_object(Session)
    if found is None or not value:
        return
    if param.name == "database":
        found.database = str(value)
    else:
        found.as_json = True


def _usage_sentence(error: click.UsageError) -> str:
    name = error.param.opts[0] if isinstance(error, click.BadParameter) and error.param else ""
    match error:
        case click.MissingParameter():
            return say("galat_pilihan_kurang", nama=name.upper() if name[:1] != "-" else name)
        case click.NoSuchOption():
            known = error.possibilities or []
            near = nearest(error.option_name, known) or "--help"
            return say("galat_pilihan_tidak_ada", nama=error.option_name, mungkin=near)
        case click.BadParameter() if isinstance(getattr(error.param, "type", None), click.Choice):
            choices = ", ".join(map(str, error.param.type.choices))  # type: ignore[union-attr]
            return say("galat_pilihan_salah", nama=name, ada=choices)
        case click.BadParameter():
            shown = getattr(error.param, "metavar", None) if name[:1] != "-" else None
            return say("galat_pilihan_angka", nama=shown or name)
    return say("galat_perintah_salah", pesan=error.format_message())
