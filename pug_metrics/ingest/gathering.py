"""Reports of the pieces of one file become the report of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import dataset
from pug_metrics.ingest import recap
from pug_metrics.ingest.findings import SHOWN_PER_KIND, Finding, Severity, findings_of
from pug_metrics.ingest.report import IntakeRefused, Part, Report, SetAside, Sums
from pug_metrics.ingest.summing import total_mark
from pug_metrics.store.batch import Scope

# What a piece says of sums and neighbours, which only the whole file can say.
_OF_THE_WHOLE = frozenset(
    {
        "jumlah_berbeda", "rekap", "subtotal_berbeda", "mungkin_jumlah", "nol", "nol_semua",
        "ukuran_sama", "lonjakan_naik", "lonjakan_turun", "angka_tahun_lalu",
    }
)  # fmt: skip
# Set aside by the looks of the row alone, so that a piece knows it as the whole file does.
_BY_ITSELF = frozenset(
    {"kosong", "tajuk_berulang", "nomor_kolom", "keterangan", "jumlah", "bukan_belanja"}
)


class Gathering:
    """The file so far. ``add`` takes the reports of its pieces in order."""

    def __init__(self, first: Report) -> None:
        """``first``: the report of the first piece, whose reading the others follow."""
        self._first = first
        self._shift = 0
        self._findings: dict[str, list[Finding]] = {}
        self._counts: Counter[str] = Counter()
        self._whole: set[tuple[str, str, str]] = set()
        self._aside: dict[tuple[str, str], SetAside] = {}
        self._scopes: dict[str, set[Scope]] = {}
        self._rows: Counter[str] = Counter()
        self._amounts: dict[str, list[Decimal | None]] = {}
        self._lacks: set[str] = set(first.lacks)
        self._read = [0, 0, 0, 0, 0]
        self._accounts: list[pa.Table] = []
        self._depths: set[int | None] = set()

    def add(self, report: Report) -> dict[str, pa.Table]:
        """Take one piece; gives its good rows by dataset, numbered as in the file.

        Raises ``IntakeRefused`` ``berkas_besar_bertingkat`` where rows are subtotals of others:
        a piece does not see all of its neighbours.
        """
        self._refuse_levels(report)
        for finding in report.findings:
            self._note(finding)
        rowed = {each.kind for each in report.findings if each.row is not None}
        for kind, times in report.counts.items():
            if kind in rowed and kind not in _OF_THE_WHOLE:
                self._counts[kind] += times
        for each in report.set_aside:
            self._put_aside(each)
        for part in report.parts:
            self._scopes.setdefault(part.dataset, set()).update(part.scopes)
            self._rows[part.dataset] += part.rows.num_rows
        self._sum(report)
        self._lacks &= set(report.lacks)
        read = (report.dibaca, report.diterima, report.ditolak, report.disisihkan, report.file_rows)
        self._read = [mine + theirs for mine, theirs in zip(self._read, read, strict=True)]
        shift, self._shift = self._shift, self._shift + report.file_rows
        return {part.dataset: _shifted(part.rows, shift) for part in report.parts}

    def whole(self, sha256: str, repeats: tuple[int, list[tuple[int, int]]]) -> Report:
        """The report of the file; ``repeats``: rows whose full key came before, and some of them.

        Raises ``IntakeRefused`` ``berkas_besar_rekap`` where an agency repeats the sum of all.
        """
        self._refuse_recaps()
        sums = self._sums()
        marks = tuple(total_mark(dataset(self._first.dataset).measure, sums))
        last, _ = findings_of(marks, self._first.naming)
        twice = list(self._twice(repeats[1]))
        counts = self._counts + Counter(kind for kind, _, _ in self._whole)
        counts += Counter(each.kind for each in last) + Counter({"kunci_ganda": repeats[0]})
        found = [*last, *twice, *(each for own in self._findings.values() for each in own)]
        order = list(Severity)
        found.sort(key=lambda each: (order.index(each.severity), each.row or 0))
        read, good, bad, aside, file_rows = self._read
        return replace(
            self._first, sha256=sha256, data=b"", findings=tuple(found), counts=dict(+counts),
            set_aside=tuple(self._aside.values()), recaps=(), lacks=tuple(sorted(self._lacks)),
            dibaca=read, diterima=good - repeats[0], ditolak=bad + repeats[0], disisihkan=aside,
            sums=sums, marks=marks,
            file_rows=file_rows,
            parts=tuple(
                Part(name, pa.table({"baris": pa.nulls(rows)}), tuple(sorted(self._scopes[name])))
                for name, rows in self._rows.items()
            ),
        )  # fmt: skip

    def amount(self, name: str) -> Decimal | None:
        """Sum of the measure over the good rows of a dataset."""
        return _added(self._amounts.get(name, []))

    def _note(self, finding: Finding) -> None:
        if finding.kind in _OF_THE_WHOLE:
            return
        kept = self._findings.setdefault(finding.kind, [])
        if finding.row is None:
            same = (finding.kind, finding.column, finding.value)
            if same not in self._whole:
                self._whole.add(same)
                kept.append(finding)
        elif len(kept) < SHOWN_PER_KIND:
            kept.append(replace(finding, row=finding.row + self._shift))

    def _put_aside(self, each: SetAside) -> None:
        key = (each.kind, each.detail)
        which = pc.add(each.which, pa.scalar(self._shift, pa.int32()))
        before = self._aside.get(key)
        if before is not None:
            which = pa.concat_arrays([before.which, which])
            each = replace(
                each, rows=before.rows + each.rows, amount=_added([before.amount, each.amount])
            )
        self._aside[key] = replace(each, which=which)

    def _sum(self, report: Report) -> None:
        own = report.sums
        for name, amount in (
            ("diterima", own.accepted), ("ditolak", own.rejected),
            ("disisihkan", own.set_aside), ("berkas", own.declared),
        ):  # fmt: skip
            self._amounts.setdefault(f"#{name}", []).append(amount)
        for part in report.parts:
            measure = dataset(part.dataset).measure
            if measure is not None:
                wide = part.rows[measure].cast(pa.decimal128(38, 2))
                self._amounts.setdefault(part.dataset, []).append(pc.sum(wide).as_py())
        rows = report.parts[0].rows
        measure = dataset(report.dataset).measure
        if measure is not None and {"kode_skpd", "kode_rekening"} <= set(rows.column_names):
            self._accounts.append(recap.by_agency_and_account(rows, measure))

    def _sums(self) -> Sums:
        accepted, rejected, aside, claimed = (
            _added(self._amounts.get(f"#{name}", []))
            for name in ("diterima", "ditolak", "disisihkan", "berkas")
        )
        difference = None
        if claimed is not None:
            difference = (accepted or Decimal(0)) + (rejected or Decimal(0)) - claimed
        return Sums(accepted, rejected, aside, claimed, difference)

    def _refuse_levels(self, report: Report) -> None:
        levels = [each for each in report.set_aside if each.kind not in _BY_ITSELF]
        rows = report.parts[0].rows
        if "kode_rekening" in rows.column_names:
            codes = pc.unique(rows["kode_rekening"])
            self._depths.update(pc.unique(pc.count_substring(codes, ".")).to_pylist())
        if levels or len(self._depths) > 1:
            raise IntakeRefused("berkas_besar_bertingkat", berkas=report.file_name)

    def _refuse_recaps(self) -> None:
        if not self._accounts:
            return
        measure = str(dataset(self._first.dataset).measure)
        lines = pa.concat_tables(self._accounts).append_column(
            "nama_skpd", pa.concat_tables(self._accounts)["kode_skpd"]
        )
        found = recap.find_recaps(lines, measure, excluded=True)
        if found:
            names = "; ".join(each.nama for each in found)
            raise IntakeRefused("berkas_besar_rekap", berkas=self._first.file_name, nama=names)

    def _twice(self, pairs: list[tuple[int, int]]) -> Iterable[Finding]:
        declared = dataset(self._first.dataset)
        label = ", ".join(str(declared.column(name).label) for name in declared.key_full)
        column = self._first.naming.headers.get(declared.key_full[-1], declared.key_full[-1])
        for row, first in pairs:
            yield Finding(
                "kunci_ganda", Severity.GALAT, self._first.sheet, row, column, "",
                {"pertama": first, "kunci": label},
            )  # fmt: skip


def _shifted(rows: pa.Table, shift: int) -> pa.Table:
    if not shift:
        return rows
    moved = pc.add(rows["baris"], pa.scalar(shift, pa.int32()))
    return rows.set_column(rows.column_names.index("baris"), "baris", moved)


def _added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal(0)) if known else None
