"""Unggah: a file in, what was understood, the good rows stored; history and undo."""

from __future__ import annotations

from pages.parts import unggah_start

unggah_start.draw(unggah_start.part())
