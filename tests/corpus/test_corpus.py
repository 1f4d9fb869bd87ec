"""The corpus: small bad files with known truth, each tried as a careful clerk would bring it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pug_metrics.language import speaking
from tests.corpus.cases_rules import PLACEHOLDERS
from tests.corpus.gathered import CASES, names_used_twice, slug
from tests.corpus.model import REFUSED, Case
from tests.corpus.table import COUNTED, check, table_of
from tests.corpus.trying import Trial, as_text, attempt, sentences

_TRIALS: dict[str, Trial] = {}


def trial(case: Case) -> Trial:
    """What became of a case; each file is understood once."""
    name = slug(case)
    if name not in _TRIALS:
        _TRIALS[name] = attempt(case)
    return _TRIALS[name]


@pytest.fixture(scope="module")
def trials() -> Iterator[dict[str, Trial]]:
    for case in CASES:
        trial(case)
    yield _TRIALS


@pytest.mark.parametrize("case", CASES, ids=slug)
def test_a_file_gives_what_its_truth_says(case: Case):
    tried = trial(case)
    assert not tried.silent, "a value was changed or added in silence"
    assert not tried.faults


@pytest.mark.parametrize("case", [case for case in CASES if case.read or case.read_refused],
                         ids=slug)  # fmt: skip
def test_read_gives_the_table_as_text_or_refuses(case: Case):
    assert as_text(case) == ()


@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_said_of_a_file_is_a_whole_sentence(language: str):
    with speaking(language):
        for case in CASES:
            for words in sentences(case):
                assert words and "{" not in words.replace(PLACEHOLDERS, ""), slug(case)


def test_no_file_is_changed_in_silence(trials: dict[str, Trial]):
    assert {name: each.silent for name, each in trials.items() if each.silent} == {}


def test_nine_of_ten_files_that_a_clerk_could_read_come_in(trials: dict[str, Trial], capsys):
    readable = [slug(case) for case in CASES if case.outcome != REFUSED]
    came = [name for name in readable if trials[name].outcome != REFUSED and trials[name].right]
    with capsys.disabled():
        sys.stdout.write(f"\n{table_of(CASES, trials)}")
    assert len(came) >= 0.9 * len(readable), sorted(set(readable) - set(came))


def test_a_wrong_value_a_lost_row_and_a_wrong_count_would_be_seen():
    case = next(each for each in CASES if slug(each) == "dialect-commas")
    first, *rest = case.pairs
    other = replace(case, rows=[(first[0], {**first[1], "pagu": "1000000.01"}), *rest])
    assert "pagu '1000000', truth '1000000.01'" in attempt(other).silent[0]
    assert attempt(replace(case, rows=rest)).silent
    more = replace(case, rows=[*case.pairs, (9, first[1])])
    assert "rows [9] did not come in" in attempt(more).faults[0]
    assert "the file holds 7" in attempt(replace(case, height=8)).faults[0]
    assert attempt(replace(case, aside=1)).faults
    assert attempt(replace(case, outcome=REFUSED)).silent


def test_the_corpus_holds_the_kinds_and_the_number_that_were_promised():
    assert len(CASES) >= 150
    assert names_used_twice() == []
    assert {case.kind for case in CASES} == set(COUNTED)


def test_the_table_in_the_documentation_is_up_to_date(trials: dict[str, Trial]):
    assert check(table_of(CASES, trials)) == ""
