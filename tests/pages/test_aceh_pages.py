"""Every page on a real budget without sub-activities, tags or documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_runs import page, texts

from pages.parts import session
from pug_metrics.ingest import Answers, commit, understand
from pug_metrics.store import Store

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(each.stem for each in (ROOT / "pages").glob("*.py") if each.stem != "__init__")
FILE = "apba_aceh_2025_rincian.csv"
GIVEN = Answers(tahun=2025, tahapan="MURNI", daerah="11", recap="kecualikan")


@pytest.fixture(scope="module")
def aceh(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("aceh")
    patch = pytest.MonkeyPatch()
    patch.setenv("PUG_DATA", str(folder))
    for name in ("PUG_DATABASE", "PUG_FILES", "PUG_BATAS"):
        patch.delenv(name, raising=False)
    opened: Store = session._open(str(folder / "pug.duckdb"), simulated=False)
    data = (shared / "real" / FILE).read_bytes()
    commit(opened, understand("anggaran", data, FILE, GIVEN, opened), actor="uji")
    yield opened
    opened.close()
    session._open.clear()
    patch.undo()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("stem", PAGES)
def test_a_page_opens_on_the_aceh_file_and_has_something_to_say(aceh, stem, language):
    test = page(stem, language=language).run()
    assert not test.exception
    assert not test.error, [each.value for each in test.error]
    assert test.title[0].value
    assert "{" not in texts(test)
