"""The proposal of a scenario: steps, figures and lines, always called a what-if."""

from __future__ import annotations

import csv
import io
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pug_metrics.export.proposal import Proposal, comparison_table, proposal_bytes
from pug_metrics.export.table import lines_csv_bytes
from pug_metrics.language import say, speaking
from pug_metrics.metrics.declaration import Basis
from pug_metrics.metrics.scenario import Kind, Scenario, Step
from pug_metrics.metrics.scenario_lines import lines_before_after
from pug_metrics.metrics.scenario_outlook import compare
from pug_metrics.store import Store

sys.path.append(str(Path(__file__).resolve().parents[1] / "metrics"))
from scenario_budget import AT, P1, P3, fill

pytestmark = pytest.mark.cepat
MOVE = Step(Kind.PINDAHKAN, P3, P1, rupiah=Decimal("100.00"))


@pytest.fixture(scope="module")
def proposal(tmp_path_factory):
    given = Scenario("=Skenario A", (MOVE,))
    with Store.open(tmp_path_factory.mktemp("usulan") / "pug.duckdb") as store:
        fill(store)
        found = compare(store, AT, Basis.TOTAL_BELANJA, [given])
        lines = lines_before_after(store, AT, given)
    label = found.outlooks[1].label
    return Proposal("=Naik", label, ["Pindahkan"], found, 0, lines, {"Status": "andaikan"})


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_workbook_holds_before_and_after_and_says_what_it_is(proposal, language):
    with speaking(language):
        book = openpyxl.load_workbook(io.BytesIO(proposal_bytes(proposal)))
        names = [say("andaikan_lembar_usulan"), say("andaikan_lembar_baris"),
                 say("ekspor_lembar_keterangan")]  # fmt: skip
        assert book.sheetnames == names
        for sheet in book:
            assert sheet["A1"].value == "=Naik"
            assert sheet["A1"].data_type == "s"
            assert sheet["A2"].value == say("andaikan_bukan_data")
            assert sheet["A3"].value == "v4 andaikan =Skenario A"
        rows = [[cell.value for cell in row] for row in book[names[0]].iter_rows()]
        shares = next(row for row in rows if str(row[0]).startswith(
            str(proposal.comparison.row("arg_share").judul)))  # fmt: skip
        assert shares[1:3] == [25, 35]
        verdicts = [say("target_vonis_BELUM"), say("target_vonis_TERCAPAI")]
        assert any(row[1:3] == verdicts for row in rows)
        head = [cell.value for cell in book[names[1]][5]]
        at = head.index(say("andaikan_baris_pagu_sesudah"))
        after = [row[at].value for row in book[names[1]].iter_rows(min_row=6)]
    assert after == [120, 80, 500]


def test_the_csv_is_exact_and_every_row_says_which_state_it_is(proposal):
    text = lines_csv_bytes(comparison_table(proposal.comparison), "v4").decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    told = {(row["ukuran"], row["keadaan"]): (row["nilai"], row["selisih"]) for row in rows}
    scenario = "v4 andaikan =Skenario A"
    assert told["arg_share_documented", "v4"] == ("10.00", "")
    assert told["arg_share_documented", scenario] == ("20.00", "10.00")
    assert told["budget_total", scenario] == ("1000.00", "0.00")
    assert {row["skenario"] for row in rows} == {"'=Skenario A", say("andaikan_kini")}


def test_lines_before_and_after_as_csv_carry_the_label(proposal):
    rows = list(
        csv.DictReader(io.StringIO(lines_csv_bytes(proposal.lines, proposal.label).decode()))
    )
    assert [(row["pagu_sebelum"], row["pagu_sesudah"]) for row in rows] == [
        ("60.00", "120.00"), ("40.00", "80.00"), ("600.00", "500.00"),
    ]  # fmt: skip
    assert {row["data"] for row in rows} == {"v4 andaikan =Skenario A"}
