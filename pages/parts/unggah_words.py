"""Sentences and cells of the upload page: from a report or a batch to words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from pug_metrics.datasets import Column, Dataset, Kind, datasets
from pug_metrics.ingest import ColumnReading, Report, Severity
from pug_metrics.ingest.outlook import Reach
from pug_metrics.ingest.report import Choice
from pug_metrics.language import say
from pug_metrics.language.numbers import count, day, decimal, moment, rupiah_full, small
from pug_metrics.reference import places
from pug_metrics.store import BatchRecord, Mode, Scope

from . import words

_LONGEST = 64
_SEN = 2
_SIGNS = {Severity.GALAT: "✕", Severity.AWAS: "!", Severity.CATATAN: "i"}
# Choices without which nothing can be stored.
_BLOCKING = ("angka", "satuan", "bulanan", "rekap", "kolom")
_NUMBERS = (Kind.PERSEN, Kind.BAGIAN, Kind.BULAT, Kind.DESIMAL)
_COLOURS = {Severity.GALAT: "red", Severity.AWAS: "yellow", Severity.CATATAN: "gray"}
MODES = {
    Mode.GANTI: ("unggah_mode_ganti", "unggah_mode_ganti_arti"),
    Mode.PERUBAHAN: ("unggah_mode_perubahan", "unggah_mode_perubahan_arti"),
    Mode.TAMBAH: ("unggah_mode_tambah", "unggah_mode_tambah_arti"),
}


def code(text: str) -> str:
    """A cell of a file as code within Markdown; nothing in it can become markup."""
    plain = " ".join(text.replace("`", "´").split())
    cut = plain[:_LONGEST] + ("…" if len(plain) > _LONGEST else "")
    return f"`{cut}`" if cut else ""


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def rows(number: int) -> str:
    """``9.703 baris``."""
    return say("unggah_satu_baris" if number == 1 else "unggah_banyak_baris", jumlah=count(number))


def form_samples(choice: Choice, column: Column) -> dict[str, str]:
    """What the samples of a number would mean under each form, written as readers write it."""
    return {form: words.markdown(_meant(text, column)) for form, text in choice.options}


def _meant(text: str, column: Column) -> str:
    pairs = [pair.split(" = ") for pair in text.split("; ")]
    return "; ".join(f"{written} = {_number(read, column)}" for written, read in pairs)


def _number(text: str, column: Column) -> str:
    exact = Decimal(text)
    digits = max(0, -int(exact.normalize().as_tuple().exponent))
    if column.kind is not Kind.RUPIAH:
        return decimal(exact, digits)
    # More than sen: shown to the last digit, for that is what gives the form away.
    return rupiah_full(exact) if digits <= _SEN else f"Rp{decimal(exact, digits)}"


def size(length: int) -> str:
    """Size of a file: ``3,6 MB``, ``12 KB``."""
    if length >= 1_000_000:
        return f"{decimal(Decimal(length) / 1_000_000, 1)}\u00a0MB"
    return f"{decimal(max(1, round(length / 1000)))}\u00a0KB"


def region(kode: str) -> str:
    """Name of a region, its code where it is not known."""
    found = places.find(kode)
    if found is None:
        return kode
    return say("unggah_provinsi", nama=found.nama) if found.jenis == "provinsi" else found.nama


def agencies(number: int) -> str:
    """``30 OPD``."""
    return say("unggah_satu_opd" if number == 1 else "unggah_sebanyak_opd", jumlah=count(number))


def reach(about: Reach) -> str:
    """``Provinsi Aceh, 2025, APBD Murni, 30 OPD``."""
    parts = [
        ", ".join(region(kode) for kode in about.regions[:3]),
        ", ".join(str(year) for year in about.years),
        ", ".join(say(f"tahapan_{stage}") for stage in about.stages),
        agencies(about.agencies) if about.agencies else "",
    ]
    return ", ".join(part for part in parts if part)


def title(report: Report) -> str:
    """The finding of the page about a file that was read."""
    if _hopeless(report):
        return say("unggah_judul_tidak_ada")
    number = open_questions(report)
    if number:
        key = "unggah_judul_tanya_satu" if number == 1 else "unggah_judul_tanya"
        return capital(say(key, jumlah=small(number)))
    numbers = {
        "baik": report.diterima,
        "baris": report.diterima + report.ditolak,
        "ditolak": report.ditolak,
    }
    facts = {name: count(number) for name, number in numbers.items()}
    facts["jumlah"] = rows(report.diterima)
    if not report.diterima:
        return say("unggah_judul_tidak_ada")
    return say("unggah_judul_sebagian" if report.ditolak else "unggah_judul_siap", **facts)


def open_questions(report: Report) -> int:
    """How many answers the page asks for before the rows are judged, every column one."""
    number = len(report.questions) + sum(each.kind in _BLOCKING for each in report.choices)
    if report.refused_whole:
        number += len({each.column for each in report.choices if each.kind == "kode"})
    return number


def unjudged(report: Report) -> bool:
    """Whether no row is in only because questions are open: none of them is bad for that."""
    return not report.diterima and open_questions(report) > 0 and not _hopeless(report)


def _hopeless(report: Report) -> bool:
    """Whether the file itself is refused, for another reason than an unanswered question."""
    kinds = {each.kind for each in report.choices}
    return any(
        finding.severity == Severity.GALAT
        and finding.row is None
        and finding.kind not in ("angka_ambigu", "bulan_belum_jelas")
        and not ("kolom" in kinds and finding.kind.startswith("kolom_"))
        and not ("kode" in kinds and finding.kind == "kode_dari_nama")
        for finding in report.findings
    )


def origin(report: Report) -> str:
    """File, sheet, encoding, delimiter, header row: how the file was opened."""
    parts = [words.markdown(report.file_name), size(len(report.data))]
    if report.sheet:
        parts.append(say("unggah_lembar_ini", lembar=words.markdown(report.sheet)))
    if report.encoding:
        parts.append(report.encoding)
    delimiter = {",": say("unggah_koma"), ";": say("unggah_titik_koma"), "\t": say("unggah_tab"),
                 "|": say("unggah_garis")}.get(report.delimiter, "")  # fmt: skip
    if delimiter:
        parts.append(say("unggah_pemisah", pemisah=delimiter))
    parts.append(say("unggah_baris_judul", baris=count(report.header_row)))
    return " · ".join(parts)


def samples(reading: ColumnReading, declared: Dataset) -> str:
    """Up to three cells and, where it differs, what they are read as."""
    known = {column.name: column for column in declared.columns}
    return " · ".join(_sample(pair, known.get(reading.column)) for pair in reading.samples)


def _sample(pair: tuple[str, str], column: Column | None) -> str:
    written, read = pair
    if column is not None and column.kind is Kind.RUPIAH:
        return f"{code(written)}\u00a0=\u00a0{rupiah_full(Decimal(read))}"
    if column is not None and column.kind in _NUMBERS:
        return f"{code(written)}\u00a0=\u00a0{_number(read, column)}"
    return code(written) if written == read else f"{code(written)} → {code(read)}"


def severity(level: Severity, *, name: str = "") -> str:
    """Sign and word of a severity, in its colour."""
    return f":{_COLOURS[level]}[**{_SIGNS[level]}\u00a0{name or severity_name(level)}**]"


def severity_name(level: Severity) -> str:
    """Word of a severity."""
    return {
        Severity.GALAT: say("unggah_perbaiki"),
        Severity.AWAS: say("unggah_periksa"),
        Severity.CATATAN: say("unggah_catatan"),
    }[level]


def sign(level: Severity) -> str:
    """Sign of a severity without colour."""
    return _SIGNS[level]


def counted(level: Severity, number: int) -> str:
    """``3 perlu diperbaiki``, ``satu catatan``: the words of the severity."""
    key = {
        Severity.GALAT: "temuan_banyak_galat",
        Severity.AWAS: "temuan_banyak_awas",
        Severity.CATATAN: "temuan_banyak_catatan",
    }[level]
    return say(f"{key}_satu" if number == 1 else key, jumlah=small(number))


def joined(parts: Sequence[str]) -> str:
    """``a, b dan c``."""
    if len(parts) < 2:
        return "".join(parts)
    return say("kata_dan", awal=", ".join(parts[:-1]), akhir=parts[-1])


def slice_name(scope: Scope) -> str:
    """``Kota Contoh · 2025 · APBD Murni``."""
    parts = [region(scope.kode_daerah)]
    parts += [str(scope.tahun)] if scope.tahun else []
    parts += [say(f"tahapan_{scope.tahapan}")] if scope.tahapan else []
    return " · ".join(parts)


def day_samples(text: str) -> str:
    """Samples of a date, each with the day it would be, written out."""
    pairs = [pair.split(" = ") for pair in text.split("; ") if pair]
    return "; ".join(
        f"{words.markdown(written)} = {day(date.fromisoformat(read))}" for written, read in pairs
    )


def batch_title(record: BatchRecord) -> str:
    """``Unggahan 3 · Anggaran belanja · rka.xlsx``."""
    titles = datasets()
    name = str(titles[record.dataset].title) if record.dataset in titles else record.dataset
    number = say("unggah_nomor", id=record.id_unggahan)
    return f"{number} · {name} · {words.markdown(record.berkas)}"


def batch_counts(record: BatchRecord) -> str:
    """Rows stored, rejected, set aside, and the sum."""
    parts = [rows(record.diterima)]
    if record.jumlah is not None:
        parts.append(rupiah_full(record.jumlah))
    if record.ditolak:
        parts.append(say("unggah_sebanyak_ditolak", jumlah=count(record.ditolak)))
    if record.disisihkan:
        parts.append(say("unggah_sebanyak_disisihkan", jumlah=count(record.disisihkan)))
    return " · ".join(parts)


def batch_reach(record: BatchRecord) -> str:
    """Regions, years and stages that a batch speaks for."""
    about = Reach(
        tuple(dict.fromkeys(scope.kode_daerah for scope in record.scopes)),
        tuple(dict.fromkeys(scope.tahun for scope in record.scopes if scope.tahun)),
        tuple(dict.fromkeys(scope.tahapan for scope in record.scopes if scope.tahapan)),
        len({scope.kode_skpd for scope in record.scopes if scope.kode_skpd} - _left_out(record)),
    )
    return reach(about)


def _left_out(record: BatchRecord) -> set[str]:
    """Agencies that the batch speaks for but that were left out as recapitulations."""
    told = record.catatan.get("rekap")
    recaps = told if isinstance(told, list) else []
    return {str(each["kode_skpd"]) for each in recaps if each.get("dikecualikan")}


def when(at: datetime) -> str:
    """A stored time (UTC) by the clock of this computer."""
    return moment(at.replace(tzinfo=UTC).astimezone())


def batch_lines(record: BatchRecord) -> str:
    """Counts and sum, and under them what the batch is about."""
    return f"{batch_counts(record)}  \n{batch_reach(record)}"


def person(name: str) -> str:
    """A typed name and that nobody has checked it."""
    if not name:
        return say("unggah_tanpa_nama")
    return say("unggah_oleh", nama=words.markdown(name))


def mode_name(mode: Mode) -> str:
    """Name of a mode."""
    return say(MODES[mode][0])


def listed(names: Iterable[str], most: int = 8) -> str:
    """The first few names and how many more there are."""
    every = [words.markdown(name) for name in names]
    rest = len(every) - most
    first = ", ".join(every[:most])
    return say("unggah_dan_lain", daftar=first, jumlah=count(rest)) if rest > 0 else first
