"""Repeatable chance for the simulated sample: every draw is named, so no draw moves another."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import blake2b

BENIH = "pug-contoh-1"


def acak(*kunci: object) -> random.Random:
    """A generator seeded by its name; only integer draws, which no Python version changes."""
    return random.Random("|".join([BENIH, *map(str, kunci)]))


def urutan(*kunci: object) -> int:
    """A repeatable number for a name, used to sort without a pattern."""
    nama = "|".join([BENIH, *map(str, kunci)])
    return int.from_bytes(blake2b(nama.encode(), digest_size=8).digest(), "big")


def permil(*kunci: object) -> int:
    """A repeatable number from 0 to 999 for a name."""
    return urutan(*kunci) % 1000


def bagi(jumlah: int, bobot: Sequence[int], satuan: int = 1) -> list[int]:
    """Split `jumlah` by weights into multiples of `satuan`; the last part takes the rest."""
    total, terpakai, sudah, hasil = sum(bobot), 0, 0, []
    for nilai in bobot[:-1]:
        terpakai += nilai
        batas = jumlah * terpakai // total // satuan * satuan
        hasil.append(batas - sudah)
        sudah = batas
    return [*hasil, jumlah - sudah]
