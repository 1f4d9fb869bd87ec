"""Two people who save at the same moment do not count the same lines twice."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest

from pug_metrics.errors import PugError
from pug_metrics.ingest import commit, committing
from pug_metrics.store import Store
from tests.ingest.files_by_hand import budget, line, read

pytestmark = pytest.mark.cepat


def test_the_second_of_two_files_for_one_scope_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    mine, theirs = read(budget(line(pagu="5"))), read(budget(line(pagu="6")))
    refused: list[str] = []

    def second() -> None:
        try:
            commit(store, theirs, actor="kedua")
        except PugError as error:
            refused.append(error.kind)

    other = threading.Thread(target=second)
    keep = committing.keep_file

    def between_check_and_commit(*file: object) -> None:
        if not other.ident:
            other.start()
            other.join(1.5)
        keep(*file)

    monkeypatch.setattr(committing, "keep_file", between_check_and_commit)
    commit(store, mine, actor="pertama")
    other.join()
    assert refused == ["cakupan_terisi"]
    total = store.query("SELECT sum(pagu) AS pagu FROM baris")["pagu"][0].as_py()
    assert total == Decimal("5.00")
