"""A small budget file with a recapitulation, and the upload page run on a database of its own."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
ACCOUNTS = tuple(f"5.1.02.01.01.{number:04d}" for number in range(1, 7))
AGENCIES = {"1.01.01": "Dinas Pendidikan", "1.02.01": "Dinas Kesehatan", "2.08.01": "Dinas PPPA"}
RECAP = ("7.01.01", "Sekretariat Daerah")


def pagu(agency: int, account: int) -> int:
    """Rupiah of one line; different for every agency and account."""
    return (agency + 1) * 1_000_000 + account * 10_000


def budget(*, recap: bool = False, first: int | None = None, bad: bool = False) -> bytes:
    """A CSV of three agencies by six accounts.

    ``recap`` adds an agency whose lines equal the sum of the others; ``first`` replaces the first
    amount; ``bad`` makes the last amount words.
    """
    lines = ["kode_skpd;nama_skpd;kode_rekening;nama_rekening;pagu"]
    for place, (code, name) in enumerate(AGENCIES.items()):
        for number, account in enumerate(ACCOUNTS):
            amount = first if first is not None and not place + number else pagu(place, number)
            lines.append(f"{code};{name};{account};Belanja {number};{amount}")
    if bad:
        lines[-1] = lines[-1].rpartition(";")[0] + ";dua juta"
    if recap:
        for number, account in enumerate(ACCOUNTS):
            total = sum(pagu(place, number) for place in range(len(AGENCIES)))
            lines.append(f"{RECAP[0]};{RECAP[1]};{account};Belanja {number};{total}")
    return "\n".join(lines).encode()


def page(stem: str, data: str = "sendiri", language: str = "id") -> AppTest:
    """The page ``stem`` on the database that the switch names, not run yet."""
    script = (
        "import runpy\n"
        "from pages.parts import session\n"
        "session.speak()\n"
        f"runpy.run_path({str(ROOT / 'pages' / f'{stem}.py')!r})\n"
    )
    test = AppTest.from_string(script, default_timeout=30)
    test.session_state["data"] = data
    test.session_state["bahasa"] = language
    return test


def texts(test: AppTest) -> str:
    """Everything that is written on the page, in one text."""
    parts = [*test.title, *test.markdown, *test.caption, *test.subheader, *test.info]
    parts += [*test.success, *test.warning, *test.error]
    tables = [cell for each in test.table for column in each.value.items() for cell in column[1]]
    return "\n".join([str(part.value) for part in parts] + [str(cell) for cell in tables])
