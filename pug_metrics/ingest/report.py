"""What was understood of a file: the report that pages, the command line and commit read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.errors import PugError
from pug_metrics.ingest.findings import Finding, Mark, Naming, Severity, spread_out
from pug_metrics.language import say
from pug_metrics.store.batch import Scope

Recap = Literal["kecualikan", "sertakan"]
Monthly = Literal["kumulatif", "per_bulan"]


class IntakeRefused(PugError):
    """A report that cannot be committed as it stands: errors, open questions, an occupied scope."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said that the file does not.

    ``number_form``: declared column → form. ``columns``: header as the file writes it → declared
    name, or an empty string for "not read"; a header that stands twice is named with its letter
    ("Pagu [C]"). ``unit``: rupiah that one unit of the figures stands for (1, 1000, 1000000), once
    a title names such a unit. ``codes``: declared code column → text as the file writes it (a name,
    an old or a broken code; ``Choice.subject``) → the code that is meant, or an empty string to
    leave it empty. ``monthly``: what columns named after months hold.
    """

    tahun: int | None = None
    tahapan: str | None = None
    daerah: str | None = None
    sampai_bulan: int | None = None
    sheet: str | None = None
    number_form: Mapping[str, str] = field(default_factory=dict)
    recap: Recap | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: int | None = None
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    monthly: Monthly | None = None

    def of(self, column: str) -> str | None:
        """The answer for an asked column as text, or None."""
        given = {
            "tahun": self.tahun,
            "tahapan": self.tahapan,
            "kode_daerah": self.daerah,
            "sampai_bulan": self.sampai_bulan,
        }.get(column)
        return None if given is None else str(given)


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column of the file is read.

    ``column`` is the declared name (empty: not read); ``how`` a key of the catalogue
    (``cara_baca_<how>``); ``samples`` up to three pairs of the cell and what it is read as.
    """

    header: str
    column: str
    how: str
    samples: tuple[tuple[str, str], ...] = ()

    def way(self) -> str:
        """How it is read, in the current language."""
        return say(f"cara_baca_{self.how}")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something only the user can decide, with an answer in ``Answers`` for each ``kind``.

    ``angka``: the number form of ``column``; ``tanggal``: the rule of its dates, also a form.
    ``rekap``: whether recapitulations are counted. ``satuan``: the unit a title names. ``kolom``:
    what the header ``column`` stands for. ``kode``: what a text in the code column ``column``
    means. ``bulanan``: whether columns named after months hold cumulative amounts. ``options``:
    pairs of the answer and what it would mean (three samples for a number form); ``subject``: the
    text asked about, for ``kode``, which stands in ``rows`` rows; ``proposal``: the one option that
    fits exactly, to be confirmed with the others of its kind.
    """

    kind: Literal["angka", "rekap", "satuan", "kolom", "kode", "bulanan", "tanggal"]
    column: str
    options: tuple[tuple[str, str], ...]
    subject: str = ""
    proposal: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Recapitulation:
    """An agency whose accounts repeat the sum of all others."""

    kode_skpd: str
    nama: str
    rows: int
    accounts: int
    equal: int
    amount: Decimal
    equal_amount: Decimal
    excluded: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows that are not lines, never added. ``kind`` is a key ``sisih_<kind>``.

    ``which``: the rows in the file (int32), in order.
    """

    kind: str
    detail: str
    rows: int
    amount: Decimal | None
    which: pa.Array = field(default=None, compare=False, repr=False)

    def label(self) -> str:
        """What these rows are, in the current language."""
        return say(f"sisih_{self.kind}", rincian=self.detail)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows ready for one dataset: declared columns and ``baris``; and the scopes they speak for.

    ``origins``: ``baris``, ``asal_unggahan``, ``asal_baris`` of the rows that name the stored row
    they were (an edited export); None where no row does.
    """

    dataset: str
    rows: pa.Table
    scopes: tuple[Scope, ...]
    origins: pa.Table | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sums:
    """Rupiah of the measure: what goes in, what is rejected, set aside, and the file's own total.

    ``declared`` is None where the file claims no total; ``difference`` is what goes in plus what is
    rejected, minus the declared total.
    """

    accepted: Decimal | None = None
    rejected: Decimal | None = None
    set_aside: Decimal | None = None
    declared: Decimal | None = None
    difference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fates:
    """Where every row below the header went: each is in exactly one of these (int32, in order).

    ``set_aside``: (kind, detail) as in ``SetAside`` → its rows.
    """

    accepted: pa.Array
    rejected: pa.Array
    set_aside: Mapping[tuple[str, str], pa.Array]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything understood of one file for one dataset; nothing is stored yet.

    ``counts`` of findings by kind are exact, ``findings`` holds at most 200 of a kind (``marks``
    holds all, see ``all_findings``). Rows:
    ``dibaca = diterima + ditolak + disisihkan``. ``lacks``: keys ``kurang_<key>`` of what the file
    does not hold and which figures that costs. ``questions``: asked columns still without answer;
    ``proposals``: asked column → what the title rows say of it, never applied by itself.
    ``choices`` must be made before anything is stored, ``suggestions`` may be made.
    ``file_rows``: rows of the file below the header; fewer than ``dibaca`` where one row holds a
    line for each of several years or months. ``answered``: headers answered now or before, kept
    under ``signature`` for the next file with the same headers.
    """

    dataset: str
    file_name: str
    sha256: str
    data: bytes = field(repr=False)
    answers: Answers
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    delimiter: str
    header_row: int
    columns: tuple[ColumnReading, ...]
    questions: tuple[str, ...]
    choices: tuple[Choice, ...]
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    set_aside: tuple[SetAside, ...]
    recaps: tuple[Recapitulation, ...]
    lacks: tuple[str, ...]
    dibaca: int
    diterima: int
    ditolak: int
    disisihkan: int
    sums: Sums
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...] = field(default=(), repr=False)
    naming: Naming = field(default=Naming("", {}, {}, {}), repr=False)
    proposals: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[Choice, ...] = ()
    file_rows: int = 0
    answered: Mapping[str, str] = field(default_factory=dict)
    signature: str = ""

    def all_findings(self) -> Iterator[Finding]:
        """Every finding, made one by one in the order of the marks; there may be millions."""
        for mark in self.marks:
            yield from spread_out(mark, self.naming)

    @property
    def fates(self) -> Fates:
        """What became of every row below the header."""
        accepted = pc.unique(self.parts[0].rows["baris"].combine_chunks())
        aside = {(each.kind, each.detail): each.which for each in self.set_aside}
        first = self.naming.first
        every = pa.array(range(first, first + (self.file_rows or self.dibaca)), pa.int32())
        known = pa.concat_arrays([accepted, *aside.values()])
        rejected = every.filter(pc.invert(pc.is_in(every, known)))
        return Fates(accepted, rejected, aside)

    @property
    def has_errors(self) -> bool:
        """Whether some row or the whole file is refused."""
        return any(finding.severity == Severity.GALAT for finding in self.findings)

    @property
    def refused_whole(self) -> bool:
        """Whether an error concerns the file itself, so that no row can go in."""
        return any(
            finding.severity == Severity.GALAT and finding.row is None for finding in self.findings
        )

    def count(self, severity: Severity) -> int:
        """Exact number of findings of a severity."""
        kinds = {finding.kind for finding in self.findings if finding.severity == severity}
        return sum(self.counts[kind] for kind in kinds)
