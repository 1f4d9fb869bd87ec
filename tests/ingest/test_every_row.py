"""Any small table, with blank, total, note, header and faulty rows: every row has one fate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pug_metrics.ingest import Report, Severity, understand
from pug_metrics.tables import read_source
from tests.ingest.files_by_hand import ANSWERS, HEAD, csv_of

AGENCIES = ("2.08.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000")
AMOUNTS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.decimals(0, 10**9, places=2).map(str),
    st.sampled_from(["0", "", "-", "-5", "abc", "1e3", "1_000", "12,5x", "Rp 5"]),
)
FAULTS = ("", "2.08", "x y z", "5.1", "5.1.02.01.01.0001", "4.1.01", "99.99.99")


def row(number: int, agency: str, sub: str, account: str, fund: str, pagu: str) -> list[str]:
    return [agency, f"Dinas {agency[:4]}", sub, account or f"5.1.02.01.01.{number:04d}", fund, pagu]


LINES = st.builds(
    row,
    st.integers(1, 9),
    st.sampled_from(AGENCIES),
    st.sampled_from(["2.08.02.2.01.0001", "2.08.02.2.01.02", "", "2.08.02"]),
    st.sampled_from(FAULTS),
    st.sampled_from(["1.1", ""]),
    AMOUNTS,
)
OTHERS = st.one_of(
    st.just(["", "", "", "", "", ""]),
    st.just(list(HEAD)),
    st.just(["1", "2", "3", "4", "5", "6"]),
    st.sampled_from(["Catatan: angka sementara", "Kepala Dinas", "JUMLAH", "Sub Total"]).map(
        lambda words: ["", words, "", "", "", ""]
    ),
    st.builds(
        lambda words, agency, pagu: [agency, words, "", "", "", pagu],
        st.sampled_from(["JUMLAH", "SUB TOTAL", "Total Belanja", "Jumlah Peserta", "", "TOTAL"]),
        st.sampled_from(["", *AGENCIES]),
        AMOUNTS,
    ),
)
TABLES = st.lists(st.one_of(LINES, LINES, OTHERS), min_size=1, max_size=14)


def with_totals(rows: list[list[str]], every: int) -> list[list[str]]:
    """The rows with a nameless exact sum after each few of them, where they can be added."""
    found: list[list[str]] = []
    block: list[Decimal] = []
    for each in rows:
        found.append(each)
        if each[5].replace(".", "").isdigit():
            block.append(Decimal(each[5]))
        if every and len(block) >= every:
            found.append(["", "", "", "", "", str(sum(block))])
            block = []
    return found


def report_of(rows: Sequence[Sequence[str]]) -> Report:
    data = csv_of([HEAD, *rows]).encode()
    return understand("anggaran", data, "uji.csv", ANSWERS, reader=read_source)


@settings(max_examples=120, deadline=None)
@given(TABLES, st.integers(0, 4))
def test_every_row_has_one_fate_and_sums_add_up(rows: list[list[str]], every: int):
    rows = with_totals(rows, every)
    report = report_of(rows)
    assert report.dibaca == report.diterima + report.ditolak + report.disisihkan
    fates = report.fates
    aside = [number for found in fates.set_aside.values() for number in found.to_pylist()]
    kept, refused = fates.accepted.to_pylist(), fates.rejected.to_pylist()
    # The header is row 1; the reader may leave blank rows at the very end out of the sheet.
    assert Counter([*kept, *refused, *aside]) == Counter(range(2, 2 + report.dibaca))
    assert (len(kept), len(refused), len(aside)) == (
        report.diterima, report.ditolak, report.disisihkan)  # fmt: skip
    assert_sums(report, rows)


def assert_sums(report: Report, rows: Sequence[Sequence[str]]) -> None:
    """What goes in sums to what the accepted rows say in the file, to the sen."""
    accepted = report.parts[0].rows
    read = dict(zip(accepted["baris"].to_pylist(), accepted["pagu"].to_pylist(), strict=True))
    written = {number: rows[number - 2][5] for number in read}
    plain = {n: text for n, text in written.items() if text.replace(".", "", 1).isdigit()}
    if not any(choice.kind == "angka" for choice in report.choices):
        assert {n: read[n] for n in plain} == {n: Decimal(text) for n, text in plain.items()}
    assert (report.sums.accepted or Decimal(0)) == sum(read.values(), Decimal(0))


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_all_findings_are_counted_and_stand_where_they_say(rows: list[list[str]]):
    report = report_of(rows)
    every = list(report.all_findings())
    assert Counter(each.kind for each in every) == Counter(report.counts)
    for each in every:
        if each.row is not None and each.cell is not None and each.column in HEAD:
            assert HEAD[each.cell] == each.column
        if each.row is not None and each.severity == Severity.GALAT:
            assert each.row not in set(report.fates.accepted.to_pylist())
