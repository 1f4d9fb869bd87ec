"""Build djpk.csv, the region codes of DJPK beside those of Kemendagri, from files of DJPK.

Run from anywhere: `python data/reference/build_djpk.py FILE... [--out FILE]`. The files are tables
of DJPK with the columns kdprov, urprov, kdpemda and urpemda, parted by tabs. Every region is looked
up by its name within its province, never by its number: the two lists number differently. The same
input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pug_metrics.reference import places
from pug_metrics.reference.spelling import name_key

NATIONAL = ("00", "00")
# Names that DJPK spells in a way of its own → the name in the list of Kemendagri.
OWN_SPELLING = {
    "Provinsi DI Yogyakarta": "Daerah Istimewa Yogyakarta",
    "Provinsi Bangka Belitung": "Kepulauan Bangka Belitung",
    "Kota Padang Sidempuan": "Kota Padangsidimpuan",
    "Kab. OKU Timur": "Kabupaten Ogan Komering Ulu Timur",
    "Kab. OKU Selatan": "Kabupaten Ogan Komering Ulu Selatan",
    "Kab. Sangihe": "Kabupaten Kepulauan Sangihe",
    "Kab. Kep. Siau Tagulandang Biaro": "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "Kab. Pangkajene Kepulauan": "Kabupaten Pangkajene dan Kepulauan",
}


class BuildError(Exception):
    """A region is not found exactly once, or a file is no table of DJPK."""


def regions_of(path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Give (kdprov, kdpemda) -> (province, region) as a file writes them, blanks made even."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    try:
        return {
            (row["kdprov"], row["kdpemda"]): (even(row["urprov"]), even(row["urpemda"]))
            for row in rows
        }
    except KeyError as missing:
        raise BuildError(f"{path.name}: no column {missing}") from missing


def even(text: str) -> str:
    """Give the text with single blanks."""
    return " ".join(text.split())


def code_of(province: str, region: str) -> str:
    """Give the Kemendagri code of a region by its name; raises BuildError unless there is one."""
    above = named(province, None, ("provinsi",))
    return named(region, above, ("kabupaten", "kota"))


def named(name: str, within: str | None, kinds: tuple[str, ...]) -> str:
    """Give the code of the one place of these kinds with this name, below `within`."""
    found = places.by_name(OWN_SPELLING.get(name, name), within)
    codes = [each.kode for each in found if each.jenis in kinds]
    if len(codes) != 1:
        raise BuildError(f"{name}: {len(codes)} places have this name")
    return codes[0]


def table_of(files: Iterable[Path]) -> list[tuple[str, str, str, str]]:
    """Give (kdprov, kdpemda, name, kode) by code; raises BuildError on doubles and strangers."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for path in files:
        for key, names in regions_of(path).items():
            known = found.setdefault(key, names)
            if [*map(name_key, known)] != [*map(name_key, names)]:
                raise BuildError(f"{path.name}: {'.'.join(key)} is {names} and {known}")
    found.pop(NATIONAL, None)
    rows = [(*key, names[1], code_of(*names)) for key, names in sorted(found.items())]
    if len({row[3] for row in rows}) != len(rows):
        raise BuildError("two codes of DJPK lead to one code of Kemendagri")
    return rows


def main(words: list[str] | None = None) -> int:
    """Build from the command line; exit 0 when written, 1 with a reason on stderr."""
    parser = argparse.ArgumentParser(description="Build djpk.csv from tables of DJPK.")
    parser.add_argument("files", nargs="+", type=Path, help="tables of DJPK")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("djpk.csv"))
    chosen = parser.parse_args(words)
    try:
        rows = table_of(chosen.files)
    except (BuildError, OSError) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("kdprov", "kdpemda", "nama", "kode"))
    writer.writerows(rows)
    chosen.out.write_bytes(text.getvalue().encode())
    sys.stdout.write(f"{chosen.out.name}: {len(rows)} regions\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
