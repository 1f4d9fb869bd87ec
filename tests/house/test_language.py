"""The two catalogues say the same things, and every word is used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from pug_metrics.language import LANGUAGES, catalogue, say, speaking

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.cepat


def _places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_both_languages_have_the_same_keys():
    assert set(catalogue("id")) == set(catalogue("en"))


def test_both_languages_fill_the_same_places():
    for key, words in catalogue("id").items():
        assert _places(words) == _places(catalogue("en")[key]), key


def test_the_catalogues_have_the_same_files():
    folder = ROOT / "pug_metrics" / "language"
    files = [{path.name for path in (folder / language).glob("*.toml")} for language in LANGUAGES]
    assert files[0] == files[1]


def test_every_word_is_used():
    paths = [path for folder in ("pug_metrics", "pages") for path in (ROOT / folder).rglob("*.py")]
    paths += [ROOT / "frame.py", ROOT / "dashboard.py"]
    code = "\n".join(path.read_text("utf-8") for path in paths)
    # Keys put together at run time: whatever stands before the brace of an f-string.
    built = tuple(set(re.findall(r"f[\"']([a-z][a-z0-9_]*_)\{", code)))
    whole = set(re.findall(r"[\"']([a-z][A-Za-z0-9_]*)[\"']", code))
    unused = [key for key in catalogue("id") if key not in whole and not key.startswith(built)]
    assert unused == []


def test_every_key_that_code_names_is_in_the_catalogue():
    named: set[str] = set()
    for folder in ("pug_metrics", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            named |= set(re.findall(r"\bsay\(\s*\"([a-z0-9_]+)\"", path.read_text("utf-8")))
    assert named - set(catalogue("id")) == set()


def test_every_error_kind_has_a_sentence():
    kinds: set[str] = set()
    family = "PugError|StoreError|QuestionError|IntakeRefused|PlaceUnknown"
    pattern = re.compile(rf"(?:{family})\(\s*\"([a-z_]+)\"")
    for path in (ROOT / "pug_metrics").rglob("*.py"):
        kinds |= set(pattern.findall(path.read_text("utf-8")))
    assert {f"galat_{kind}" for kind in kinds} - set(catalogue("id")) == set()


def test_a_language_is_spoken_only_inside_its_block():
    with speaking("en"):
        assert say("satuan_juta") == "million"
    assert say("satuan_juta") == "juta"
