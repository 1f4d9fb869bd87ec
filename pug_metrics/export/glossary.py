"""``docs/glosarium.md`` from the declarations: words, metrics, bases, datasets, our conventions."""

from __future__ import annotations

from collections.abc import Iterator

from pug_metrics.datasets.declaration import Column, Dataset, datasets
from pug_metrics.export.template import allowed_words
from pug_metrics.language import LANGUAGES, Text, say, speaking
from pug_metrics.metrics.checks import Check, all_checks
from pug_metrics.metrics.declaration import Basis, Metric, all_metrics
from pug_metrics.reference.bases import bases

# One idea, one word: the word as it is written everywhere, and the key of what it means.
WORDS = (
    ("PUG", "glosarium_pug"),
    ("PPRG", "glosarium_pprg"),
    ("ARG", "glosarium_arg"),
    ("ARG ditandai (klaim)", "glosarium_ditandai"),
    ("ARG berdokumen (sah)", "glosarium_berdokumen"),
    ("ARG belum berdokumen", "glosarium_belum"),
    ("SPESIFIK", "glosarium_spesifik"),
    ("KESETARAAN", "glosarium_kesetaraan"),
    ("PELEMBAGAAN", "glosarium_pelembagaan"),
    ("NETRAL", "glosarium_netral"),
    ("BELUM_DINILAI", "glosarium_belum_dinilai"),
    ("GAP", "glosarium_gap"),
    ("GBS", "glosarium_gbs"),
    ("KAK", "glosarium_kak"),
    ("APKM", "glosarium_apkm"),
    ("basis", "glosarium_basis"),
    ("pagu", "glosarium_pagu"),
    ("realisasi", "glosarium_realisasi"),
    ("serapan", "glosarium_serapan"),
    ("tahapan", "glosarium_tahapan"),
    ("baris", "glosarium_baris"),
    ("OPD", "glosarium_opd"),
    ("urusan, bidang, program, kegiatan, sub kegiatan", "glosarium_jenjang"),
    ("rekening", "glosarium_rekening"),
    ("daerah", "glosarium_daerah"),
    ("kelurahan/desa", "glosarium_desa"),
    ("tanpa lokasi", "glosarium_tanpa_lokasi"),
    ("penerima", "glosarium_penerima"),
    ("unggahan", "glosarium_unggahan"),
    ("cakupan", "glosarium_cakupan"),
    ("disisihkan", "glosarium_disisihkan"),
    ("versi data", "glosarium_versi"),
    ("simulasi", "glosarium_simulasi"),
    ("konvensi kami", "glosarium_konvensi"),
)
CONVENTIONS = (
    "glosarium_konvensi_bobot",
    "glosarium_konvensi_basis",
    "glosarium_konvensi_status",
    "glosarium_konvensi_dokumen",
    "glosarium_konvensi_rinci",
    "glosarium_konvensi_bagi",
    "glosarium_konvensi_serapan",
    "glosarium_konvensi_kosong",
    "glosarium_konvensi_pekerjaan",
    "glosarium_konvensi_peserta",
    "glosarium_konvensi_pergeseran",
)


def glossary_text() -> str:
    """The glossary as Markdown, Indonesian first with English beneath; ends with a newline."""
    parts = [
        f"# {_heading('glosarium_judul')}",
        _both("glosarium_dari_deklarasi"),
        f"## 1. {_heading('glosarium_bagian_kata')}",
        *_words(),
        f"## 2. {_heading('glosarium_bagian_metrik')}",
        *(_metric(each) for each in all_metrics().values()),
        f"## 3. {_heading('glosarium_bagian_basis')}",
        *_bases(),
        f"## 4. {_heading('glosarium_bagian_konvensi')}",
        *(_both(key, mark="- ") for key in CONVENTIONS),
        f"## 5. {_heading('glosarium_bagian_dataset')}",
        *(_dataset(each) for each in datasets().values()),
        f"## 6. {_heading('glosarium_bagian_uji')}",
        *(_check(each) for each in all_checks().values()),
    ]
    return "\n\n".join(parts) + "\n"


def _said(key: str) -> Text:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = say(key)
    return Text(**said)


def _heading(key: str) -> str:
    words = _said(key)
    return f"{words.id} / {words.en}"


def _pair(words: Text, mark: str = "") -> str:
    """Indonesian with English beneath it, as one paragraph or one entry of a list."""
    beneath = " " * len(mark)
    return f"{mark}{words.id}\\\n{beneath}*{words.en}*"


def _both(key: str, mark: str = "") -> str:
    return _pair(_said(key), mark)


def _words() -> Iterator[str]:
    for word, key in WORDS:
        words = _said(key)
        yield f"- **{word}**: {words.id}\\\n  *{words.en}*"


def _metric(each: Metric) -> str:
    lines = [
        f"### {each.title.id} / {each.title.en}",
        f"`{each.name}`",
        _pair(each.meaning),
        _fact("glosarium_rumus", each.formula),
        _fact("glosarium_pembilang", each.numerator),
    ]
    if each.denominator is not None:
        lines.append(_fact("glosarium_penyebut", each.denominator))
    lines += [
        _plain("glosarium_satuan", f"`{each.unit}`"),
        _plain("glosarium_arah", _heading(f"arah_{each.good}")),
        _plain("glosarium_butir", ", ".join(f"`{grain}`" for grain in each.grains)),
    ]
    if each.has_basis:
        lines.append(_plain("glosarium_berbasis", ", ".join(f"`{basis}`" for basis in Basis)))
    lines += [
        _plain("glosarium_dari_dataset", ", ".join(f"`{name}`" for name in each.datasets)),
        _fact("glosarium_perhatian", each.caution),
        _fact("glosarium_sumber", each.source),
    ]
    return "\n\n".join(lines[:3]) + "\n\n" + "\n".join(lines[3:])


def _fact(key: str, words: Text) -> str:
    what = _said(key)
    return f"- **{what.id}**: {words.id}\\\n  *{what.en}: {words.en}*"


def _plain(key: str, value: str) -> str:
    return f"- **{_heading(key)}**: {value}"


def _bases() -> Iterator[str]:
    for name, rule in bases().items():
        parts = [
            f"{_heading(key)}: {', '.join(f'`{code}`' for code in codes)}"
            for key, codes in (
                ("glosarium_masuk", rule.included),
                ("glosarium_keluar", rule.excluded),
                ("glosarium_program_keluar", rule.excluded_programmes),
            )
            if codes
        ]
        entry = f"- **`{name}`** (*konvensi kami*): {rule.meaning.id}\\\n  *{rule.meaning.en}*"
        yield entry + (f"\\\n  {'. '.join(parts)}." if parts else "")


def _dataset(each: Dataset) -> str:
    head = [
        f"### {each.title.id} / {each.title.en}",
        f"`{each.name}`",
        _pair(each.meaning),
        _fact("glosarium_sumber", each.source),
        "\n".join(
            [_row(_table_head()), _row(["---"] * 5), *(_row(_cells(c)) for c in each.columns)]
        ),
    ]
    return "\n\n".join(head)


def _check(each: Check) -> str:
    facts = [
        _fact("glosarium_perbaikan", each.cure),
        _plain("glosarium_berat", _heading(f"mutu_berat_{each.severity}")),
        _plain("mutu_kolom_pemilik", _heading(f"mutu_pemilik_{each.owner}")),
        _plain("glosarium_dari_dataset", f"`{each.dataset}`"),
    ]
    head = [f"### {each.title.id} / {each.title.en}", f"`{each.name}`", _pair(each.meaning)]
    return "\n\n".join([*head, "\n".join(facts)])


def _table_head() -> list[str]:
    keys = ("glosarium_kolom", "glosarium_wajib", "glosarium_arti", "glosarium_isi",
            "glosarium_tajuk")  # fmt: skip
    return [_heading(key) for key in keys]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _cells(column: Column) -> list[str]:
    allowed = Text(*(_allowed(column, language) for language in LANGUAGES))
    content = allowed.id if allowed.id == allowed.en else f"{allowed.id}<br>*{allowed.en}*"
    return [
        f"`{column.name}`<br>{column.label.id}<br>*{column.label.en}*",
        _heading("glosarium_ya") if column.required else "",
        f"{column.meaning.id}<br>*{column.meaning.en}*",
        content,
        ", ".join(header for header in column.headers if header != column.name),
    ]


def _allowed(column: Column, language: str) -> str:
    with speaking(language):
        return allowed_words(column)
