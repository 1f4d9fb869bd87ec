"""Whole files changed at random for minutes: each is understood with rows that add up, or refused.

``FUZZ_SECONDS`` (300) says how long, ``FUZZ_SEED`` repeats a run; inputs that fail are kept in the
temporary folder of the test.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

import pytest

from pug_metrics.errors import PugError
from pug_metrics.ingest import Answers, inspect_file, understand
from pug_metrics.language import has, sentence, speaking
from pug_metrics.tables.child import read_apart
from pug_metrics.tables.limits import Limits
from tests.corpus.gathered import CASES
from tests.fuzz.mutations import MAX_SIZE, mutated

pytestmark = pytest.mark.panjang
READER = partial(read_apart, limits=Limits(seconds=20))
# What a small file may never come to: a defect of a reader, or an endless one.
DEFECTS = ("berkas_pembaca_gagal", "berkas_lambat", "berkas_tanpa_ruang")
STEMS = (".csv", ".xlsx", ".xls", ".ods", ".txt", "")


@dataclass(frozen=True, slots=True)
class Seed:
    """A small file to begin with."""

    dataset: str
    name: str
    data: bytes
    answers: Answers


def seeds() -> list[Seed]:
    """The files of the corpus that are small enough to be tried often."""
    found = [Seed(case.dataset, case.file, case.build(), case.said) for case in CASES]
    return [each for each in found if 0 < len(each.data) < MAX_SIZE // 10]


def test_changed_files_are_understood_or_refused_and_never_more(tmp_path: Path, capsys):
    seconds = float(os.environ.get("FUZZ_SECONDS", "300"))
    seed = os.environ.get("FUZZ_SEED") or str(time.time_ns())
    files, outcomes, defects = seeds(), Counter(), {}
    tried, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        tried += 1
        rng = Random(f"{seed}-{tried}")
        begun, other = rng.choice(files), rng.choice(files)
        made = replace(
            begun,
            name=begun.name if rng.random() < 0.95 else f"uji{rng.choice(STEMS)}",
            data=mutated(begun.data, other.data, rng),
            answers=_answered(begun.answers, rng),
        )
        outcome, defect = attempt(made, rng)
        outcomes[outcome] += 1
        if defect and outcome not in defects:
            defects[outcome] = f"{made.dataset} {made.name!r} {made.answers}\n{defect}"
            (tmp_path / f"{len(defects)}{Path(made.name).suffix}").write_bytes(made.data)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{tried} inputs tried in {seconds:.0f} s from {len(files)} files, seed {seed}\n"
            f"{len(defects)} defects; {dict(outcomes.most_common(40))}\n"
        )
    assert tried > seconds
    assert not defects, f"{tmp_path}\n" + "\n\n".join(defects.values())


def _answered(answers: Answers, rng: Random) -> Answers:
    """Now and then other answers than those the file was written for."""
    match rng.randrange(12):
        case 0:
            return replace(answers, recap=rng.choice(("kecualikan", "sertakan")))
        case 1:
            return replace(answers, unit=rng.choice((1, 1000, 1_000_000)))
        case 2:
            form = rng.choice(("indonesia", "inggris"))
            return replace(answers, number_form={"pagu": form, "realisasi": form})
        case 3:
            return Answers()
        case 4:
            return replace(answers, sheet=rng.choice(("Sheet1", "A", "")) or None)
        case 5:
            return replace(answers, columns={"Pagu": rng.choice(("", "pagu", "uraian"))})
    return answers


def attempt(made: Seed, rng: Random) -> tuple[str, str]:
    """The outcome of a file, and what is wrong with it where something is."""
    try:
        if rng.random() < 0.1:
            report = inspect_file(made.data, made.name, made.answers, reader=READER).report
        else:
            report = understand(made.dataset, made.data, made.name, made.answers, reader=READER)
    except PugError as refusal:
        with speaking(rng.choice(("id", "en"))):
            said = sentence(refusal)
        told = has(f"galat_{refusal.kind}") and "{" not in said.replace("{nilai}", "")
        bad = refusal.kind in DEFECTS or not told
        return refusal.kind, f"{refusal.kind} {refusal.facts}"[:2000] if bad else ""
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [each for each in frames if "pug_metrics" in each.filename][-1]
        return f"{type(error).__name__} at {Path(ours.filename).name}:{ours.lineno}", (
            traceback.format_exc()[-2500:]
        )
    if report is None:
        return "no dataset fits", ""
    return _weighed(report, rng)


def _weighed(report, rng: Random) -> tuple[str, str]:
    """Whether the rows of a report add up and all that it says can be said."""
    if report.dibaca != report.diterima + report.ditolak + report.disisihkan:
        counts = (report.dibaca, report.diterima, report.ditolak, report.disisihkan)
        return "rows do not add up", str(counts)
    if min(report.diterima, report.ditolak, report.disisihkan) < 0:
        return "fewer than no rows", str(report)[:1000]
    if report.parts and report.parts[0].rows.num_rows != report.diterima:
        # A wide file gives several stored rows for one of its own.
        lines = set(report.parts[0].rows["baris"].to_pylist())
        if len(lines) != report.diterima:
            return "accepted rows are not the stored ones", str(report)[:1000]
    with speaking(rng.choice(("id", "en"))):
        for each in report.findings[:50]:
            try:
                assert each.sentence()
                each.cure()
            except Exception:
                return f"no sentence for {each.kind}", traceback.format_exc()[-1500:]
    return "accepted" if report.diterima else "understood, nothing accepted", ""
