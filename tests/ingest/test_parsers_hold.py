"""Number, date and code parsers: what is shown is what was written, or it is refused.

Every example holds many cells, since a column is read as a whole. The readings expected here are
computed by string methods, ``int`` and ``Decimal``, never by the patterns of the parsers. Each test
counts its inputs, so that they cannot become fewer unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pug_metrics.datasets import dataset
from pug_metrics.ingest.code_forms import account, free_code, place_code, sub_activity
from pug_metrics.ingest.dates import date_column
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.numbers import NumberReading, read_numbers
from tests.ingest.readings_by_hand import MONTHS, days_of, plain_reading

INPUTS = {
    "numbers round": 5400, "numbers noise": 5100, "numbers mixed": 3000, "numbers typed": 1500,
    "dates round": 1500, "dates noise": 1500, "dates mixed": 1000,
    "codes round": 1500, "codes noise": 2500,
}  # fmt: skip
BUDGET = dataset("anggaran")
FORMS = ("indonesia", "inggris", "polos")
PROOF = {"indonesia": "1.000.000,00", "inggris": "1,000,000.00", "polos": "1234567.89"}
MONEY = st.integers(0, 10**20 - 1)
NUMERIC = "0123456789.,-()% 'RpIDRe_+/−–\u00a0"


def test_at_least_twenty_thousand_inputs_are_tried():
    assert sum(INPUTS.values()) >= 20_000


def hold(inputs: int, cells: st.SearchStrategy, check: Callable[..., None], size: int = 40) -> None:
    """Let ``check`` hold for lists of cells; fails where fewer than ``inputs`` were tried."""
    tried = 0

    @settings(max_examples=inputs // size * 2 + 2, deadline=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.lists(cells, min_size=size // 2, max_size=size))
    def every(found: list) -> None:
        nonlocal tried
        tried += len(found)
        check(found)

    every()
    assert tried >= inputs


def read(cells: list[str | None], form: str | None = None, typed: list[bool] | None = None):
    rows = pa.array(range(len(cells)), pa.int32())
    numeric = {} if typed is None else {"pagu": pa.array(typed)}
    text = pa.array([cell.strip() or None if cell else None for cell in cells], pa.string())
    frame = Frame(BUDGET, rows, {"pagu": text}, {"pagu": "Pagu"}, {}, numeric)
    return read_numbers(frame, BUDGET.column("pagu"), form)


def values(reading: NumberReading) -> list[Decimal | None]:
    return reading.values.to_pylist()


# -- numbers ---------------------------------------------------------------------------------------


def grouped(digits: str, sign: str) -> str:
    """Digits in groups of three from the right."""
    head = len(digits) % 3 or 3
    return sign.join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])


def written(sen: int, form: str, groups: str, decimals: bool) -> str:
    """An amount of sen in a form; ``groups`` overrides the sign between thousands."""
    rupiah, part = divmod(sen, 100)
    sign = {"indonesia": ".", "inggris": ",", "polos": ""}[form] if groups == "own" else groups
    whole = grouped(str(rupiah), sign) if sign else str(rupiah)
    point = "," if form == "indonesia" else "."
    return f"{whole}{point}{part:02d}" if decimals or part else whole


DRESSES: dict[str, tuple[Callable[[str], str], int]] = {
    "bare": (lambda text: text, 1),
    "rp": (lambda text: f"Rp{text}", 1),
    "rp dot": (lambda text: f"Rp. {text}", 1),
    "idr": (lambda text: f"IDR {text}", 1),
    "behind": (lambda text: f"{text} rupiah", 1),
    "plus": (lambda text: f"+{text}", 1),
    "minus": (lambda text: f"-{text}", -1),
    "true minus": (lambda text: f"\u2212{text}", -1),
    "dash": (lambda text: f"\u2013 {text}", -1),
    "trailing": (lambda text: f"{text}-", -1),
    "brackets": (lambda text: f"({text})", -1),
    "rp brackets": (lambda text: f"(Rp{text})", -1),
    "brackets of rp": (lambda text: f"Rp ({text})", -1),
    "minus rp": (lambda text: f"-Rp{text}", -1),
    "rp minus": (lambda text: f"Rp -{text}", -1),
    "outer blanks": (lambda text: f"\u00a0{text}\u2009", 1),
}
DRESSED = st.tuples(
    MONEY, st.sampled_from([*DRESSES]), st.sampled_from(["own", "own", "", " ", "\u00a0", "'"]),
    st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_a_number_in_any_dress_comes_back_as_it_was(form, stated):
    def check(found: list[tuple[int, str, str, bool]]) -> None:
        cells, expected = [], []
        for sen, dress, groups, decimals in found:
            text = written(sen, form, groups, decimals)
            dressed, sign = DRESSES[dress]
            cells.append(dressed(text))
            expected.append(Decimal(sign * sen) / 100)
        got = values(read([*cells, PROOF[form]], form if stated else None))[:-1]
        assert got == expected

    hold(INPUTS["numbers round"] // 6, DRESSED, check)


NOISE = st.one_of(
    st.text(NUMERIC, min_size=1, max_size=14),
    st.text("0123456789.,-", min_size=1, max_size=8),
    st.text(min_size=1, max_size=6),
    st.sampled_from([
        "1e3", "1E+09", "1_000", "0x1F", "١٢٣", "１２３", "12abc", "1.2.3", "1,23,456", "½", "²",
        "1.234,567.89", "--5", "5-5", "(-5)", "-(5)", "(5", "1 23", "1' 234", "5%", "#N/A", "NaN",
        "inf", "-5-", "+-5", "1.234.56", "1,2,3", ".5", ",5", "5.", "5,", "1.--", "0,1,", "1 .000",
    ]),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_noise_is_refused_or_is_the_number_that_stands_there(form):
    def check(cells: list[str]) -> None:
        for cell, value in zip(cells, values(read(cells, form)), strict=True):
            if value is not None:
                assert value == plain_reading(cell, form), repr(cell)

    hold(INPUTS["numbers noise"] // 3, NOISE, check)


ONE_FORM = st.tuples(st.integers(1, 10**7), st.sampled_from(["indonesia", "inggris"]))
THREE = st.tuples(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
MIXED = st.one_of(
    ONE_FORM.map(lambda each: (written(each[0] * 100 + 50, each[1], "own", True), each[1])),
    THREE.map(lambda each: (f"{each[0]}{each[2]}{each[1]:03d}", "")),
    st.integers(0, 10**9).map(lambda each: (str(each), "same")),
)


def test_a_column_that_mixes_forms_is_never_read_in_both():
    def check(found: list[tuple[str, str]]) -> None:
        got = values(read([cell for cell, _ in found]))
        kinds = [kind for _, kind in found]
        forms = {kind for kind, value in zip(kinds, got, strict=True)
                 if value is not None and kind in FORMS}  # fmt: skip
        assert len(forms) <= 1
        own = next(iter(forms), None)
        proofs = {form: kinds.count(form) for form in ("indonesia", "inggris")}
        for (cell, kind), value in zip(found, got, strict=True):
            if value is None:
                continue
            if kind == "same":
                assert value == Decimal(cell)
            elif kind:
                assert value == plain_reading(cell, own)
            else:
                # Open to two readings: read only in the one form that nearly all others prove.
                assert own is not None
                assert value == plain_reading(cell, own)
                assert min(proofs.values()) <= 0.05 * sum(proofs.values())
                assert value == int(value), "sen have two digits"

    hold(INPUTS["numbers mixed"], MIXED, check)


def test_a_number_of_a_workbook_is_what_it_is_beside_text_of_any_form():
    def check(found: list[tuple[int, bool]]) -> None:
        typed = [is_typed for _, is_typed in found]
        cells = [str(Decimal(sen) / 100) if is_typed else written(sen, "indonesia", "own", True)
                 for sen, is_typed in found]  # fmt: skip
        got = values(read([*cells, PROOF["indonesia"]], None, [*typed, False]))[:-1]
        assert got == [Decimal(sen) / 100 for sen, _ in found]

    hold(INPUTS["numbers typed"], st.tuples(st.integers(0, 10**14), st.booleans()), check)


@pytest.mark.parametrize("digits", range(1, 13))
def test_dust_is_taken_off_and_real_decimals_are_not(digits):
    dusty, real = repr(digits / 10 + 0.2), repr(digits / 7)
    got = values(read([dusty, real], None, [True, True]))
    assert got == [Decimal(digits + 2) / 10, None if digits % 7 else Decimal(digits // 7)]


# -- dates -----------------------------------------------------------------------------------------

DAYS = st.dates(date(1900, 3, 1), date(2100, 12, 31))
WRITERS: tuple[Callable[[date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}",
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day:02d}-{MONTHS[day.month - 1][:3]}-{day.year}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.isoformat()} 00:00:00",
)


def test_a_date_in_any_form_comes_back_as_it_was():
    def check(found: list[tuple[date, Callable[[date], str]]]) -> None:
        texts = [write(day) for day, write in found]
        read_dates = date_column(texts, None)
        assert [read_dates.days.get(text) for text in texts] == [day for day, _ in found]

    hold(INPUTS["dates round"], st.tuples(DAYS, st.sampled_from(WRITERS)), check)


DATE_NOISE = st.one_of(
    st.text("0123456789/-. ", min_size=4, max_size=10),
    st.text(min_size=1, max_size=8),
    st.tuples(st.integers(0, 40), st.sampled_from("/-."), st.integers(0, 40), st.integers(0, 2100))
    .map(lambda each: f"{each[0]}{each[1]}{each[2]}{each[1]}{each[3]}"),
    st.sampled_from(["31/02/2025", "29-02-1900", "00/00/0000", "2025-13-01", "17/8/25", "60", "1"]),
)  # fmt: skip


def test_noise_is_no_date_or_the_date_that_stands_there():
    def check(texts: list[str]) -> None:
        for text, day in date_column(texts, None).days.items():
            assert day in days_of(text), repr(text)
            assert str(day.year) in text, "a year has four digits"

    hold(INPUTS["dates noise"], DATE_NOISE, check)


def test_an_open_date_is_never_read_beside_one_that_proves_the_other_order():
    def check(found: list[tuple[date, bool]]) -> None:
        texts = [f"{day.month if american else day.day}/{day.day if american else day.month}/"
                 f"{day.year}" for day, american in found]  # fmt: skip
        proved = any(american and day.day > 12 for day, american in found)
        column = date_column(texts, None)
        for text, (day, american) in zip(texts, found, strict=True):
            first, second, _ = (int(part) for part in text.split("/"))
            if proved and first <= 12 and second <= 12 and first != second:
                assert column.errors[text] == "tanggal_ambigu"
            elif not american:
                assert column.days[text] == day

    hold(INPUTS["dates mixed"], st.tuples(DAYS, st.booleans()), check)


# -- codes -----------------------------------------------------------------------------------------

TWO = st.integers(1, 99).map("{:02d}".format)
SUBS = st.tuples(st.integers(1, 9).map(str), TWO, TWO, st.sampled_from("12"), TWO,
                 st.integers(1, 9999).map("{:04d}".format)).map(".".join)  # fmt: skip
ACCOUNTS = st.tuples(st.just("5"), st.sampled_from("1234"), TWO, TWO, TWO,
                     st.integers(1, 9999).map("{:04d}".format)).map(".".join)  # fmt: skip
AROUND: tuple[Callable[[str], str], ...] = (
    lambda code: code,
    lambda code: f"{code}.",
    lambda code: f" {code}\u00a0",
    lambda code: f"{code} Koordinasi",
    lambda code: f"{code} - Koordinasi",
    lambda code: f"{code}\u2013Koordinasi",
    lambda code: f"{code}: Koordinasi",
    lambda code: f"{code}\nKoordinasi PUG",
    lambda code: code.replace(".", ". "),
    lambda code: code.replace(".", ","),
    lambda code: code.replace(".", "_"),
)


def test_a_code_comes_back_whatever_stands_around_it():
    def check(found: list[tuple[str, str, Callable[[str], str]]]) -> None:
        for sub, rekening, dress in found:
            assert sub_activity(dress(sub)).code == sub
            assert account(dress(rekening)).code == rekening
            assert account(rekening.replace(".", "")).code == rekening

    hold(INPUTS["codes round"], st.tuples(SUBS, ACCOUNTS, st.sampled_from(AROUND)), check, size=20)


CODE_NOISE = st.one_of(
    st.text("0123456789.", min_size=1, max_size=18),
    st.text("0123456789.,_/- XxOoIlE+", min_size=1, max_size=18),
    st.text(min_size=1, max_size=8),
    st.sampled_from(["2002-08-02", "2-Aug", "5.10201E+12", "2.1", "٢.٠٨", "５.１", "1.02;1.03"]),
)


def signs(text: str) -> str:
    """Letters and digits of a text, capital, in order."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def test_noise_is_no_code_or_the_digits_that_stand_there():
    def check(texts: list[str]) -> None:
        for text in texts:
            for reader in (account, place_code, free_code):
                code = reader(text).code
                if code is not None and reader(text).repair != "daerah_dari_nama":
                    assert signs(text).startswith(signs(code)), (reader.__name__, text)
                    assert code.isascii()
            sub = sub_activity(text)
            if sub.code is not None:
                bare = sub.code if sub.edition != "DUA_ANGKA" else sub.code[:-4] + sub.code[-2:]
                assert signs(text).startswith(signs(bare)), text

    hold(INPUTS["codes noise"], CODE_NOISE, check)
