"""How much memory and time reading a file may take at the command line; size has no limit here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from pug_metrics.language import say

if TYPE_CHECKING:
    from pug_metrics.tables.child import Reader

_KEY = "pug_metrics.batas"


def bound_options() -> list[click.Parameter]:
    """``--batas-memori`` and ``--batas-waktu``; commands that have them call ``reader``."""
    return [
        click.Option(["--batas-memori", "memory"], type=click.IntRange(min=256), metavar="MB",
                     callback=_keep, expose_value=False, help=say("perintah_opsi_batas_memori")),
        click.Option(["--batas-waktu", "seconds"], type=click.IntRange(min=1), metavar="DETIK",
                     callback=_keep, expose_value=False, help=say("perintah_opsi_batas_waktu")),
    ]  # fmt: skip


def _keep(ctx: click.Context, param: click.Parameter, value: int | None) -> None:
    if value is not None:
        ctx.meta.setdefault(_KEY, {})[param.name] = value


def reader() -> Reader:
    """What brings the file of the running command to sheets, within the limits it was given."""
    from pug_metrics.tables.child import read_apart
    from pug_metrics.tables.limits import MEBI, Limits

    usual, given = Limits(), click.get_current_context().meta.get(_KEY, {})
    memory = given["memory"] * MEBI if "memory" in given else usual.memory
    limits = Limits(
        size=None, rows=None, memory=memory, seconds=given.get("seconds", usual.seconds)
    )
    return partial(read_apart, limits=limits)
