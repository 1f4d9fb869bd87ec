"""A what-if as plain data: a name and steps, to be kept in a link or a file and never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.question import ARG

CATEGORIES = (*ARG, "NETRAL", "BELUM_DINILAI")
EDITION = 1
MOST_STEPS = 200
LONGEST_NAME = 60
_LARGEST = Decimal(10) ** 17
_SEN = Decimal("0.01")


class Kind(StrEnum):
    """What a step does; words ``andaikan_langkah_<kind>``."""

    PINDAHKAN = "pindahkan"
    TAMBAH = "tambah"
    KURANGI = "kurangi"
    TANDAI = "tandai"
    DOKUMEN = "dokumen"


MONEY = (Kind.PINDAHKAN, Kind.TAMBAH, Kind.KURANGI)


@dataclass(frozen=True, slots=True)
class Place:
    """The lines of a sub-activity of an agency; of one account and all below it where named."""

    opd: str
    sub_kegiatan: str
    rekening: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One change. Money steps have either ``rupiah`` or ``persen`` (of what stands there then).

    ``ke``: where the rupiah go, only for ``PINDAHKAN``. ``kategori`` and ``bobot`` (0 to 1): only
    for ``TANDAI``. ``lengkap``: whether GAP, GBS and KAK all count as approved, for ``DOKUMEN``.
    """

    kind: Kind
    pada: Place
    ke: Place | None = None
    rupiah: Decimal | None = None
    persen: Decimal | None = None
    kategori: str = ""
    bobot: Decimal | None = None
    lengkap: bool | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Steps that are taken one after the other."""

    nama: str
    langkah: tuple[Step, ...] = ()


def checked(step: Step) -> Step:
    """``step``, or a ``QuestionError`` that says what is wrong with it by itself.

    ``andaikan_jumlah``, ``andaikan_persen``, ``andaikan_bobot``, ``andaikan_tempat_sama``,
    ``kategori_tidak_ada``, ``andaikan_langkah_rusak``.
    """
    if not step.pada.opd or not step.pada.sub_kegiatan:
        raise QuestionError("andaikan_langkah_rusak")
    if step.kind in MONEY:
        _check_money(step)
    elif step.kind is Kind.TANDAI:
        _check_tag(step)
    elif step.lengkap is None or step.pada.rekening:
        raise QuestionError("andaikan_langkah_rusak")
    return step


def _check_money(step: Step) -> None:
    if (step.rupiah is None) == (step.persen is None):
        raise QuestionError("andaikan_langkah_rusak")
    if step.rupiah is not None and not _whole_sen(step.rupiah):
        raise QuestionError("andaikan_jumlah")
    if step.persen is not None and not 0 < step.persen <= 100:
        raise QuestionError("andaikan_persen")
    if (step.ke is not None) != (step.kind is Kind.PINDAHKAN):
        raise QuestionError("andaikan_langkah_rusak")
    if step.ke is not None and step.ke == step.pada:
        raise QuestionError("andaikan_tempat_sama", sub=step.pada.sub_kegiatan)


def _whole_sen(amount: Decimal) -> bool:
    return 0 < amount < _LARGEST and amount == amount.quantize(_SEN)


def _check_tag(step: Step) -> None:
    if step.kategori not in CATEGORIES:
        known = ", ".join(CATEGORIES)
        raise QuestionError("kategori_tidak_ada", kategori=step.kategori, ada=known)
    weight = step.bobot
    if weight is not None and (not 0 <= weight <= 1 or weight != weight.quantize(_SEN)):
        raise QuestionError("andaikan_bobot")


def to_plain(scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """Scenarios as JSON holds them; ``from_plain`` gives the same ones back."""
    return {
        "andaikan": EDITION,
        "skenario": [
            {"nama": each.nama, "langkah": [_plain_step(step) for step in each.langkah]}
            for each in scenarios
        ],
    }


def _plain_step(step: Step) -> dict[str, Any]:
    made: dict[str, Any] = {"jenis": str(step.kind), "pada": _plain_place(step.pada)}
    if step.ke is not None:
        made["ke"] = _plain_place(step.ke)
    for name in ("rupiah", "persen", "bobot"):
        value = getattr(step, name)
        if value is not None:
            made[name] = f"{value:f}"
    if step.kategori:
        made["kategori"] = step.kategori
    if step.lengkap is not None:
        made["lengkap"] = step.lengkap
    return made


def _plain_place(place: Place) -> list[str]:
    codes = [place.opd, place.sub_kegiatan, place.rekening]
    return codes if place.rekening else codes[:2]


def from_plain(content: object, most: int) -> tuple[Scenario, ...]:
    """The scenarios of ``to_plain``, at most ``most``, every step checked.

    Raises ``QuestionError`` ``andaikan_rusak`` for anything else, ``andaikan_edisi`` for a file of
    another edition, and as ``checked`` does.
    """
    if not isinstance(content, Mapping) or "andaikan" not in content:
        raise QuestionError("andaikan_rusak")
    if content["andaikan"] != EDITION:
        raise QuestionError("andaikan_edisi", edisi=str(content["andaikan"]), bisa=EDITION)
    try:
        found = tuple(_scenario(each) for each in content["skenario"])
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise QuestionError("andaikan_rusak") from error
    if len(found) > most:
        raise QuestionError("andaikan_terlalu_banyak", jumlah=len(found), paling=most)
    return found


def _scenario(plain: Mapping[str, Any]) -> Scenario:
    steps = plain["langkah"]
    if len(steps) > MOST_STEPS:
        raise QuestionError("andaikan_langkah_banyak", paling=MOST_STEPS)
    name = " ".join(str(plain["nama"]).split())[:LONGEST_NAME]
    return Scenario(name, tuple(checked(_step(each)) for each in steps))


def _step(plain: Mapping[str, Any]) -> Step:
    return Step(
        Kind(plain["jenis"]), _place(plain["pada"]),
        _place(plain["ke"]) if "ke" in plain else None,
        _number(plain, "rupiah"), _number(plain, "persen"),
        str(plain.get("kategori", "")), _number(plain, "bobot"),
        bool(plain["lengkap"]) if "lengkap" in plain else None,
    )  # fmt: skip


def _place(plain: Sequence[str]) -> Place:
    return Place(*(str(code)[:80] for code in plain))


def _number(plain: Mapping[str, Any], name: str) -> Decimal | None:
    if name not in plain:
        return None
    value = Decimal(str(plain[name])[:40])
    if not value.is_finite():
        raise ValueError(name)
    return value
