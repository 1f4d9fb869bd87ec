"""Every province, kabupaten/kota, kecamatan, kelurahan and desa: codes, names, name matching.

Codes are Kemendagri codes with dots (63.72.02.1003). The table is read once, on first use, from
`data/reference/wilayah.csv.xz`; fictional places of the simulated sample (codes beginning with 99)
join it when `data/sample/wilayah_contoh.csv` exists. Knows nothing of datasets or databases.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pug_metrics.errors import PugError, nearest
from pug_metrics.reference.spelling import readings

_DATA = Path(__file__).resolve().parents[2] / "data"
TABLE = _DATA / "reference" / "wilayah.csv.xz"
ALIASES = _DATA / "reference" / "alias_wilayah.toml"
SAMPLE = _DATA / "sample" / "wilayah_contoh.csv"
SIMULATED = "99"

# The length of a dotted code tells its level: 11, 11.01, 11.01.01, 11.01.01.2001.
_REGION, _DISTRICT, _VILLAGE = 5, 8, 13
_CODE = re.compile(r"([0-9]{2})(?:(\.?)([0-9]{2})(?:\2([0-9]{2})(?:\2([0-9]{4}))?)?)?")

_OFFICE = re.compile(r"(?:(?:pemerintah(?:an)?|kantor|sekretariat)\s+)+", re.I)
_UNIT_CODE = re.compile(r"\A(?:[0-9]+[.\-][0-9.\-]*|[0-9]{4,})\s+[-:]?\s*")
_TAIL = re.compile(r"[\s,(/-]+(?=(?:kecamatan|kec|kabupaten|kab|kota)(?:\.|\s))", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """One place: dotted code, official name, kind, code of the place above it.

    `jenis` is provinsi, kabupaten, kota, kecamatan, kelurahan or desa (desa adat is a desa);
    `kode_induk` is None for a province; `simulasi` marks the fictional places of the sample.
    """

    kode: str
    nama: str
    jenis: str
    kode_induk: str | None
    simulasi: bool = False


class PlaceUnknown(PugError):
    """No place has this code; facts: `kode` as given, `terdekat` and `nama_terdekat` or empty."""


@dataclass(frozen=True, slots=True)
class _Table:
    names: dict[str, str]
    codes: list[str]


def _sample_rows() -> dict[str, str]:
    if not SAMPLE.is_file():
        return {}
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["kode"]: row["nama"] for row in csv.DictReader(file)}
    for kode in rows:
        if not kode.startswith(SIMULATED) or normalise_code(kode) != kode:
            raise PugError("wilayah_contoh_keliru", kode=kode, berkas=SAMPLE.name)
    return rows


@lru_cache(maxsize=1)
def _table() -> _Table:
    with lzma.open(TABLE) as packed:
        text = packed.read().decode("utf-8")
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    names = dict(rows)
    names.update(_sample_rows())
    return _Table(names, sorted(names))


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[str, ...]]:
    """Give kode -> other names of the place, from `alias_wilayah.toml`."""
    listed = tomllib.loads(ALIASES.read_text(encoding="utf-8"))["alias"]
    return {entry["kode"]: tuple(entry["nama_lain"]) for entry in listed}


def reload() -> None:
    """Forget what was read, so that a sample written since is seen."""
    for cached in (_table, aliases, _below, _index, regions):
        cached.cache_clear()


def _jenis(kode: str, nama: str) -> str:
    if len(kode) == _VILLAGE:
        return "kelurahan" if kode[9] == "1" else "desa"
    if len(kode) == _REGION:
        return "kota" if nama.startswith("Kota ") else "kabupaten"
    return "kecamatan" if len(kode) == _DISTRICT else "provinsi"


def _made(kode: str, nama: str) -> Place:
    induk = kode.rpartition(".")[0] or None
    return Place(kode, nama, _jenis(kode, nama), induk, kode.startswith(SIMULATED))


def normalise_code(text: str) -> str | None:
    """Give the dotted form of a place code of any level, or None where the text is not one.

    Accepts `6372021003` and `63.72.02.1003` with blanks around; mixed or missing digits (`63.7202`,
    `33.1`) are not repaired. Looks at the form only: whether the code exists is `find`'s answer.
    """
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return None
    return ".".join(part for part in match.group(1, 3, 4, 5) if part)


def find(kode: str) -> Place | None:
    """Give the place with this code (either form), or None."""
    names = _table().names
    known: str | None = kode
    if kode not in names:
        known = normalise_code(kode)
    return _made(known, names[known]) if known in names else None


def place(kode: str) -> Place:
    """Give the place with this code (either form); raises PlaceUnknown with the nearest code."""
    found = find(kode)
    if found is None:
        near = nearest(normalise_code(kode) or kode, _candidates(kode))
        raise PlaceUnknown(
            "wilayah_tak_dikenal",
            kode=kode,
            terdekat=near,
            nama_terdekat=_table().names.get(near, ""),
        )
    return found


def _candidates(kode: str) -> list[str]:
    """Codes under the closest known ancestor, of the same level where there are any."""
    wanted = normalise_code(kode) or kode.strip()
    names, above = _table().names, wanted.rpartition(".")[0]
    while above and above not in names:
        above = above.rpartition(".")[0]
    known = _codes_below(above) if above else [each.kode for each in regions()]
    return [each for each in known if len(each) == len(wanted)] or known


def _codes_below(kode: str) -> list[str]:
    # "." sorts before every digit and "/" right after ".", so a subtree is one run of the list.
    codes = _table().codes
    return codes[bisect_left(codes, f"{kode}.") : bisect_left(codes, f"{kode}/")]


@lru_cache(maxsize=256)
def _below(kode: str, length: int) -> tuple[Place, ...]:
    names = _table().names
    return tuple(_made(each, names[each]) for each in _codes_below(kode) if len(each) == length)


def children(kode: str) -> tuple[Place, ...]:
    """Give the places directly under this one, by code; raises PlaceUnknown."""
    above = place(kode).kode
    steps = {2: _REGION, _REGION: _DISTRICT, _DISTRICT: _VILLAGE}
    return _below(above, steps[len(above)]) if len(above) in steps else ()


def districts_of(kode_daerah: str) -> tuple[Place, ...]:
    """Give the kecamatan of a province or kabupaten/kota, by code; raises PlaceUnknown."""
    return _below(place(kode_daerah).kode, _DISTRICT)


def villages_of(kode_daerah: str) -> tuple[Place, ...]:
    """Give the kelurahan and desa of any larger place, by code; raises PlaceUnknown."""
    return _below(place(kode_daerah).kode, _VILLAGE)


@lru_cache(maxsize=1)
def regions() -> tuple[Place, ...]:
    """Give all provinces and kabupaten/kota, by code, simulated ones included and marked."""
    table = _table()
    return tuple(_made(each, table.names[each]) for each in table.codes if len(each) <= _REGION)


def all_codes() -> tuple[str, ...]:
    """Give every known code in order, simulated ones (beginning with 99) last."""
    return tuple(_table().codes)


def _keys(each: Place) -> set[str]:
    spellings = (each.nama, *aliases().get(each.kode, ()))
    return {
        key
        for spelling in spellings
        for kinds, key in readings(spelling)
        if not kinds or each.jenis in kinds
    }


@lru_cache(maxsize=64)
def _index(within: str | None) -> dict[str, tuple[Place, ...]]:
    """Key of a name -> the places of that name strictly below `within` (None: everywhere)."""
    codes = _codes_below(within) if within else _table().codes
    index: dict[str, tuple[Place, ...]] = {}
    for kode in codes:
        each = _made(kode, _table().names[kode])
        for key in _keys(each):
            index[key] = (*index.get(key, ()), each)
    return index


def _meant(hits: tuple[Place, ...], kinds: tuple[str, ...]) -> tuple[Place, ...]:
    if not kinds:
        return hits
    likeliest = tuple(each for each in hits if each.jenis == kinds[0])
    return likeliest or tuple(each for each in hits if each.jenis in kinds)


def by_name(nama: str, within: str | None = None) -> tuple[Place, ...]:
    """Give all places strictly below `within` that bear this name or alias, by code.

    Case, blanks, punctuation and a leading Kel., Kelurahan, Desa, Kec., Kecamatan, Kab., Kabupaten,
    Kota or Provinsi do not count, but such a word narrows the kind: "Kec. Cibinong" is not the
    kelurahan. None for `within` searches the country. Raises PlaceUnknown for an unknown `within`.
    """
    index = _index(place(within).kode if within is not None else None)
    found = {
        each.kode: each
        for kinds, key in readings(nama)
        if key
        for each in _meant(index.get(key, ()), kinds)
    }
    return tuple(found[kode] for kode in sorted(found))


def propose_from_unit(nama_sub_unit: str, within: str) -> Place | None:
    """Give the one kecamatan, kelurahan or desa below `within` that a budget unit is named after.

    Understands "Kelurahan Mentaos", "Kantor Camat X", "Kel. X Kec. Y"; None where no place or more
    than one fits. A proposal: the user confirms it. Raises PlaceUnknown for an unknown `within`.
    """
    name = _UNIT_CODE.sub("", " ".join(nama_sub_unit.split()), count=1)
    office = _OFFICE.match(name)
    name = name[office.end() :] if office else name
    found = _local(name, within)
    if len(found) != 1:
        found = _by_head_and_tail(name, within)
    return found[0] if len(found) == 1 else None


def _local(nama: str, within: str) -> tuple[Place, ...]:
    return tuple(each for each in by_name(nama, within) if len(each.kode) > _REGION)


def _by_head_and_tail(nama: str, within: str) -> tuple[Place, ...]:
    """Read "Kel. Mentaos Kec. Banjarbaru Utara": the tail says where to look for the head."""
    head, *tails = _TAIL.split(nama)
    around = place(within)
    for tail in reversed(tails):
        if _is_named(around, tail):
            continue
        above = _local(tail, around.kode)
        if len(above) != 1:
            return ()
        around = above[0]
    return _local(head, around.kode) if tails else ()


def _is_named(each: Place, text: str) -> bool:
    """Whether the text, its leading word included, names this very place: "Kab. Paser"."""
    return any(key in _keys(each) for kinds, key in readings(text) if each.jenis in kinds)
