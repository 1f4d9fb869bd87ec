"""A small budget file with a recapitulation."""

from __future__ import annotations

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
