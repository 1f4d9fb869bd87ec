"""What title rows say of the file is proposed where it is asked, and never applied."""

from __future__ import annotations

import pytest
from files_by_hand import ACCOUNT, xlsx_of

from pug_metrics.ingest import Answers, understand

pytestmark = pytest.mark.cepat
HEAD = ("Kode SKPD", "Kode Rekening", "Pagu")
SPENT = ("Kode SKPD", "Kode Rekening", "Realisasi")


def proposed(*titles, head=HEAD, dataset="anggaran", answers=None):
    rows = [*([title, "", ""] for title in titles), head, ["1.01", ACCOUNT, 5]]
    return understand(dataset, xlsx_of({"A": rows}), "a.xlsx", answers or Answers())


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["PEMERINTAH KABUPATEN BOGOR", "APBD PERUBAHAN TAHUN ANGGARAN 2025"],
         {"kode_daerah": "32.01", "tahun": "2025", "tahapan": "PERUBAHAN"}),
        (["Perubahan APBD TA. 2024", "Kota Bogor"],
         {"tahun": "2024", "kode_daerah": "32.71", "tahapan": "PERUBAHAN"}),
        (["Peraturan Nomor 5 Tahun 2024 tentang APBD Tahun Anggaran 2025"], {"tahun": "2025"}),
        (["APBD Murni 2025"], {"tahun": "2025", "tahapan": "MURNI"}),
        (["APBD Murni dan APBD Perubahan Tahun Anggaran 2024 dan Tahun Anggaran 2025"], {}),
        (["Provinsi Jawa Barat", "Kabupaten Bogor"], {}),
        (["Daftar belanja"], {}),
    ],
)  # fmt: skip
def test_titles_propose_what_is_asked(titles, said):
    report = proposed(*titles)
    assert dict(report.proposals) == said
    assert set(report.questions) == {"kode_daerah", "tahun", "tahapan"}


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("Bulan September 2025", "9"),
        ("Januari s.d. Maret 2025", "3"),
        ("Sampai dengan bulan Juni 2025", "6"),
        ("Per 30 Juni 2025", "6"),
        ("Laporan realisasi 2025", None),
    ],
)
def test_titles_propose_a_month(title, month):
    report = proposed(title, "Uraian", head=SPENT, dataset="realisasi")
    assert report.proposals.get("sampai_bulan") == month


def test_what_is_answered_is_not_proposed_again():
    report = proposed("Tahun Anggaran 2025", answers=Answers(tahun=2024))
    assert "tahun" not in report.proposals
