"""Every kind of finding, refusal and set-aside row has its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pug_metrics.datasets import Kind
from pug_metrics.ingest.code_forms import account, free_code, place_code, sub_activity
from pug_metrics.ingest.values import KINDS
from pug_metrics.language import LANGUAGES, catalogue

pytestmark = pytest.mark.cepat
ROOM = Path(__file__).resolve().parents[2] / "pug_metrics" / "ingest"
SOURCE = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))


def named(pattern: str) -> set[str]:
    return set(re.findall(pattern, SOURCE))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("prefix", "pattern"),
    [
        ("temuan_", r"\b(?:Mark|marked)\(\s*\"([a-z_]+)\""),
        ("temuan_", r"error=\"([a-z_]+)\""),
        ("galat_", r"\b(?:FileRefused|IntakeRefused|SampleBroken)\(\s*\"([a-z_]+)\""),
        ("sisih_", r"\bAside\(\s*\"([a-z_]+)\""),
    ],
)
def test_every_kind_that_intake_names_has_a_sentence(language, prefix, pattern):
    kinds = named(pattern)
    assert kinds
    assert {f"{prefix}{kind}" for kind in kinds} <= set(catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_read_a_column_has_words(language):
    number = {"angka_indonesia", "angka_inggris", "angka_polos", "angka_ambigu"}
    ways = {kind.value for kind in Kind} - {"rupiah", "bulat", "persen", "bagian"} | number
    assert {f"cara_baca_{way}" for way in ways} <= set(catalogue(language))
    assert {f"temuan_{kind.value}_tidak_sah" for kind in KINDS} <= set(catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_repair_of_a_code_has_a_sentence(language):
    texts = (
        "5.1.",
        "510201010024",
        "2.08.02.2.01.01",
        "2.08 Pemberdayaan",
        "6372",
        "Kota Banjarbaru",
    )
    readers = (account, free_code, place_code, sub_activity)
    repairs = {reader(text).repair for reader in readers for text in texts} - {""}
    assert len(repairs) == 6
    assert {f"temuan_perbaikan_{repair}" for repair in repairs} <= set(catalogue(language))
