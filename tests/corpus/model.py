"""What a case of the corpus is, and the words its truth is written in. Knows no parser of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pug_metrics.ingest import Answers

COMES, ASKS, REFUSED = "masuk", "tanya", "tolak"
Row = Mapping[str, str]
Cells = Sequence[str]
Bytes = bytes | Callable[[], bytes]

SAID = Answers(tahun=2025, tahapan="MURNI", daerah="63.72")
OF_SAID = {"kode_daerah": "63.72", "tahun": "2025", "tahapan": "MURNI"}
HEAD = ("Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Kode Rekening", "Kode Sumber Dana", "Pagu")
NAMES = ("kode_skpd", "nama_skpd", "kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana", "pagu")
AGENCY, AGENCY_NAME = "2.08.0.00.0.00.01.0000", "Dinas P3AP2KB"
HEALTH, HEALTH_NAME = "1.02.0.00.0.00.01.0000", "Dinas Kesehatan"
SUB = "2.08.02.2.01.0001"
AMOUNTS = ("1000000", "2500000.75", "750000")
_DECIMAL = {"pagu", "realisasi", "rupiah", "persen", "bobot_arg", "anggaran"}


@dataclass(frozen=True, slots=True)
class Table:
    """What ``read`` must give: header and rows as text."""

    header: Cells
    rows: Sequence[Cells]


@dataclass(frozen=True, slots=True)
class Case:
    """One file and the truth about it.

    ``rows``: accepted rows, row in the file → stored values (what is not named is null).
    ``rejected``: row in the file → finding kinds of which one must be said (none named: any).
    ``lenient``: rows of ``rows`` that may also be rejected with a finding, never changed.
    ``asks``: kind of the choice, or the question; empty: it cannot be stored without an answer.
    ``may_be_left``: what is asked is a suggestion that nobody has to take.
    ``refused``: kinds of which the refusal is one (none named: any with a sentence); a case that
    comes in may be refused as well where ``may_refuse``. ``says``: kinds of which one must be said.
    ``header``: the last header row. ``times``: stored rows that one row of a wide file gives.
    ``read``: what the command ``read`` gives, ``remarks`` what it must tell besides.
    ``encoding`` to ``sheet`` and ``height`` are for the independent reader.
    """

    kind: str
    name: str
    data: Bytes
    rows: Mapping[int, Row] | Sequence[tuple[int, Row]] = field(default_factory=dict)
    file: str = "berkas.csv"
    dataset: str = "anggaran"
    said: Answers = SAID
    outcome: str = COMES
    asks: str = ""
    may_be_left: bool = False
    clerk: Answers | None = None
    refused: tuple[str, ...] = ()
    may_refuse: bool = False
    rejected: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    lenient: tuple[int, ...] = ()
    aside: int = 0
    says: tuple[str, ...] = ()
    header: int = 1
    read: Table | None = None
    read_refused: bool = False
    remarks: tuple[str, ...] = ()
    times: int = 1
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    sheet: str = ""
    height: int | None = None

    def build(self) -> bytes:
        """The bytes of the file."""
        return self.data if isinstance(self.data, bytes) else self.data()

    @property
    def pairs(self) -> list[tuple[int, Row]]:
        """The accepted rows as pairs of row number and values."""
        given = self.rows
        return list(given.items()) if isinstance(given, Mapping) else list(given)


def line(
    number: int,
    pagu: str = "1000000",
    *,
    agency: str = AGENCY,
    name: str = AGENCY_NAME,
    sub: str = SUB,
    account: str = "",
    fund: str = "1.1.01",
) -> tuple[str, ...]:
    """Cells of one budget line in the order of ``HEAD``; ``number`` makes its account."""
    return (agency, name, sub, account or f"5.1.02.01.01.{number:04d}", fund, pagu)


STANDARD = tuple(line(number, pagu) for number, pagu in enumerate(AMOUNTS, 1))


def stored(cells: Cells = (), names: Sequence[str] = NAMES, **changes: str | None) -> Row:
    """What a budget line is stored as: its cells, the answers, and codes above the sub-activity."""
    given = {**OF_SAID, **dict(zip(names, cells, strict=False)), **changes}
    row = {name: value for name, value in given.items() if value}
    return {**_parents(row.get("kode_sub_kegiatan", "")), **row}


def _parents(sub: str) -> dict[str, str]:
    parts = sub.split(".")
    if len(parts) != 6:
        return {}
    above = {"kode_program": ".".join(parts[:3]), "kode_kegiatan": ".".join(parts[:5])}
    if parts[0] != "X":
        above |= {"kode_urusan": parts[0], "kode_bidang_urusan": ".".join(parts[:2])}
    return {**above, "edisi_kodefikasi": "EMPAT_ANGKA"}


def plain(names: Sequence[str], cells: Cells, **changes: str | None) -> Row:
    """A stored row of another dataset: the cells under their names and the year and region said."""
    base = {"kode_daerah": "63.72", "tahun": "2025"}
    given = {**base, **dict(zip(names, cells, strict=True)), **changes}
    return {name: value for name, value in given.items() if value}


def at(first: int, *rows: Row) -> dict[int, Row]:
    """Rows that follow each other from row ``first`` on."""
    return dict(enumerate(rows, first))


def lines(first: int, cells: Sequence[Cells] = STANDARD) -> dict[int, Row]:
    """Budget lines that follow each other from row ``first`` on and are stored as written."""
    return at(first, *(stored(each) for each in cells))


def standard(kind: str, name: str, data: Bytes, first: int = 2, **more: object) -> Case:
    """A case whose file holds the three standard lines from row ``first`` on."""
    table = Table(HEAD, STANDARD)
    case = Case(kind, name, data, lines(first), header=first - 1, read=table)
    return replace(case, **more)  # type: ignore[arg-type]


def said(**changes: object) -> Answers:
    """The usual answers with some changed."""
    return replace(SAID, **changes)  # type: ignore[arg-type]


def canonical(name: str, value: object) -> str | None:
    """A stored value as the truth writes it: money without trailing zeros, dates ISO."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Decimal) or name in _DECIMAL:
        text = format(Decimal(str(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
