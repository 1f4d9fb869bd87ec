"""Rows that chart tests share: invented names, the longest name of an agency, awkward values."""

from __future__ import annotations

from itertools import product

from pug_metrics.charts.paired_bars import Pair, PairWords
from pug_metrics.charts.range_bar import Reading
from pug_metrics.charts.ranked_bars import Gap, Ranked
from pug_metrics.charts.style import Steps, Theme, theme
from pug_metrics.charts.tiles import Tile, TileGroup
from pug_metrics.charts.trend_lines import Series

NB = "\u00a0"
LONGEST = (
    "Dinas Pemberdayaan Perempuan, Pelindungan Anak, Pengendalian Penduduk "
    "dan Keluarga Berencana Kabupaten Contoh"
)
HOSTILE = "<b>Dinas</b> & <script>alert(1)</script> $x$"
THEMES: list[Theme] = [
    theme(kind, scale) for kind, scale in product(("light", "dark"), ("layar", "rapat", "ponsel"))
]
THEMES.append(theme("light", "rapat", screen=1366).at(825))


def name(each: Theme) -> str:
    return f"{each.kind}-{each.scale}-{each.lebar}"


def written(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def percent(value: float | None) -> str:
    return "belum ada data" if value is None else f"{written(value)}{NB}%"


WORDS = (
    ("sah", ("dokumen lengkap", "÷ total belanja")),
    ("sah", ("dokumen lengkap", "÷ belanja BBM*")),
    ("klaim", ("ditandai", "÷ total belanja")),
    ("klaim", ("ditandai", "÷ belanja BBM*")),
    ("belum", ("ditandai + belum dinilai", "÷ belanja BBM*")),
    ("belum", ("ditandai + belum dinilai", "÷ belanja tanpa urusan penunjang")),
)
RANGES = {
    "usual": (3.1, 7.3, 12.3, 27.5, 41.0),
    "one point apart": (3.1, 4.1, 5.1, 6.1, 7.1, 8.1),
    "nearly equal": (12.0, 12.1, 12.3, 12.4, 41.0),
    "all equal": (5.0, 5.0, 5.0, 5.0),
    "all zero": (0.0, 0.0, 0.0),
    "crowded at the end": (2.0, 40.0, 40.5, 40.8, 41.0),
    "hundred": (0.0, 33.3, 100.0),
    "one": (12.3,),
}


def readings(values):
    return [
        Reading(f"b{i}", value, percent(value), WORDS[i][1], WORDS[i][0], dipakai=i == 2)
        for i, value in enumerate(values)
    ]


AGENCIES = (
    ("Dinas Pendidikan", 12.6, 78.4),
    (LONGEST, 15.9, 52.7),
    ("Dinas PUPR", 0.0, 29.6),
    ("Dinas Sosial", 12.8, 13.8),
    ("Dinas Perhubungan", None, None),
    ("Dinas Perumahan", 0.0, 0.0),
    ("Dinas PPPA", 13.8, 14.2),
    ("18 OPD lainnya", 0.8, 5.3),
)
PAIR_WORDS = PairWords(
    "berdokumen lengkap", "ditandai", "selisih", 3, f"78{NB}%", "selisih di tiga OPD ini",
    "simulasi", "Belum ada data",
)  # fmt: skip


def pairs(agencies=AGENCIES):
    made = []
    for i, (agency, sah, klaim) in enumerate(agencies):
        known = sah is not None
        words = (
            (written(sah), written(klaim), written(klaim - sah)) if known else (ABSENT, ABSENT, "")
        )
        made.append(Pair(f"o{i}", agency, sah, klaim, *words, dipilih=i == 0, soroti=i < 3))
    return made


ABSENT = "belum ada data"
VILLAGES = (
    ("Arunika", 486, "naik 2", "baik"),
    ("Kelurahan Pekunden Kidul Sungai Pinang Dalam Sebelah Barat", 402, "tetap", ""),
    ("Ambarini", 222, "turun 2", "kurang"),
    None,
    ("Taman Sepat", 220, "turun 1", "kurang"),
    ("Lereng Madu", 149, "naik 1", "baik"),
    ("Ombak Lima", 0, "tetap", ""),
    ("Tanjung Pual", None, "", ""),
)


def ranking():
    made = []
    for i, row in enumerate(VILLAGES):
        if row is None:
            made.append(Gap("… sembilan kelurahan di antaranya"))
            continue
        village, value, change, way = row
        words = ABSENT if value is None else str(value)
        place = "" if value is None else str(i + 1 if i < 3 else i + 10)
        made.append(Ranked(f"k{i}", village, value, words, place, change, way, soroti=i == 0))
    return made


def series(one, other, kinds=("klaim", "sah"), names=("ditandai", "berdokumen lengkap")):
    return [
        Series(kind, each, tuple(values), tuple(map(percent, values)), kind, label_awal=True)
        for kind, each, values in zip(kinds, names, (one, other), strict=True)
    ]


STEPS = Steps(
    (150, 250, 350), ("di bawah 150", "150–249", "250–349", "350 ke atas"), "Ribu rupiah",
    "belum ada data", "disamarkan", "tidak berlaku",
)  # fmt: skip
_SYLLABLES = ("Arunika", "Batu Lentera", "Sungai Pinang Dalam", "Muara Nila", "Teras Bayu Selatan")


def districts(groups, each, *, missing=7):
    """Groups of tiles; every ``missing``-th has no value."""
    made = []
    for g in range(groups):
        tiles = []
        for t in range(each):
            at = g * each + t
            gone = at % missing == missing - 1
            value = None if gone else (at * 37) % 480
            words = ABSENT if gone else str(value)
            own = f"{_SYLLABLES[at % 5]} {at}"
            tiles.append(Tile(f"99.{g:02}.{t:04}", own, value, words, soroti=at == 0))
        made.append(TileGroup(f"99.{g:02}", f"Kec. {_SYLLABLES[g % 5]}", tuple(tiles)))
    return made
