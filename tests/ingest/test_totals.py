"""Totals by their words, by their amounts, and the sums they claim; lines that look alike stay."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pug_metrics.ingest import Answers, Report
from tests.ingest.files_by_hand import AGENCY, SUB, budget, found, line, read

pytestmark = pytest.mark.cepat
OTHER = "1.02.0.00.0.00.01.0000"


def account(number: int, pagu: str, agency: str = AGENCY, sub: str = SUB) -> list[str]:
    return line(agency, f"Dinas {agency[:4]}", sub, f"5.1.02.01.01.{number:04d}", "1.1", pagu)


def words(text: str, pagu: str, agency: str = "", sub: str = "") -> list[str]:
    """A row without account that says ``text`` where the name of the agency stands."""
    return [agency, text, sub, "", "", pagu]


def aside(report: Report) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for each in report.set_aside:
        rows.setdefault(each.kind, []).extend(each.which.to_pylist())
    return {kind: sorted(found) for kind, found in rows.items()}


@pytest.mark.parametrize(
    "text",
    [
        "JUMLAH", "Jumlah", "TOTAL", "Grand Total", "J U M L A H", "Jumlah Belanja",
        "TOTAL BELANJA DAERAH", "Jumlah (1+2)", "Jumlah A", "JUMLAH I", "Total Pagu", "JUMLAH :",
        "* Jumlah Seluruhnya", "TOTAL KESELURUHAN", "Jumlah Anggaran Tahun 2025",
    ],
)  # fmt: skip
def test_a_row_that_calls_itself_a_total_is_set_aside(text: str):
    report = read(budget(account(1, "100"), account(2, "200"), words(text, "300")))
    assert aside(report) == {"jumlah": [4]}
    assert (report.sums.declared, report.sums.difference) == (Decimal(300), Decimal(0))
    assert report.diterima == 2


@pytest.mark.parametrize(
    "text", ["Jumlah Peserta Pelatihan", "Total Persada", "Total Station", "Jumlah orang terlatih"]
)
def test_a_row_that_only_begins_like_a_total_stays_a_line(text: str):
    report = read(budget(account(1, "100"), account(2, "200"), words(text, "77", AGENCY, SUB)))
    assert "jumlah" not in aside(report)
    assert 4 in report.fates.accepted.to_pylist() + aside(report).get("subtotal_program", [])


def test_a_total_is_told_by_its_name_where_no_code_stands_below_the_agency():
    rows = f"{AGENCY};Kertas;1000\n{AGENCY};Tinta;500\n{AGENCY};Jumlah;1500\n"
    report = read(f"Kode SKPD;Uraian;Pagu\n{rows}".encode())
    assert aside(report) == {"jumlah_opd": [4]}
    assert (report.diterima, report.sums.accepted) == (2, Decimal(1500))


def test_a_line_with_a_full_code_is_never_a_total_by_its_words():
    row = line(name="TOTAL", account="5.1.02.01.01.0002", pagu="100")
    report = read(budget(account(1, "100"), row))
    assert aside(report) == {}
    assert report.diterima == 2


def test_a_bare_row_that_begins_like_a_total_is_pointed_out():
    report = read(budget(account(1, "100"), account(2, "9"), words("Jumlah Peserta", "77", "9.99")))
    assert found(report, "baris_mirip_jumlah") == [(4, "Nama SKPD", "Jumlah Peserta")]
    assert report.diterima == 3


def test_a_bare_row_equal_to_the_rows_above_is_a_total_by_its_amount():
    rows = [account(1, "100.25"), account(2, "200"), words("Belanja Dinas", "300.25")]
    report = read(budget(*rows, account(3, "7", OTHER), account(4, "5", OTHER), words("", "12")))
    assert aside(report) == {"subtotal_atas": [4, 7]}
    assert report.sums.accepted == Decimal("312.25")
    told = [each for each in report.findings if each.kind == "dianggap_jumlah"]
    assert [(each.row, each.value) for each in told] == [(4, "300.25"), (7, "12")]


def test_a_bare_row_equal_to_the_rows_below_is_a_total_by_its_amount():
    first = [words("Dinas P3A", "300"), account(1, "100"), account(2, "200")]
    second = [words("Dinas Kesehatan", "12"), account(3, "7", OTHER), account(4, "5", OTHER)]
    report = read(budget(*first, *second))
    assert aside(report) == {"subtotal_bawah": [2, 5]}


def test_totals_of_totals_are_found_too():
    one = [account(1, "100"), account(2, "200"), words("Satu", "300")]
    two = [account(3, "10"), account(4, "20"), words("Dua", "30")]
    report = read(budget(*one, *two, words("Semua", "330")))
    assert aside(report) == {"subtotal_atas": [4, 7, 8]}
    assert report.sums.accepted == Decimal(330)


@pytest.mark.parametrize("pagu", ["301", "300.01", "100", "0"])
def test_a_bare_row_that_equals_no_sum_stays(pagu: str):
    report = read(budget(account(1, "100"), account(2, "200"), words("Belanja", pagu, AGENCY)))
    assert aside(report) == {}


def test_one_row_alone_is_no_block():
    report = read(budget(account(1, "100"), words("Belanja", "100")))
    assert aside(report) == {}


def test_a_bare_row_of_another_agency_is_no_total_of_these():
    report = read(budget(account(1, "100"), account(2, "200"), words("Dinas", "300", OTHER)))
    assert aside(report) == {}
    assert report.diterima == 3


def test_every_amount_column_must_agree():
    head = ("Kode SKPD", "Nama SKPD", "Kode Rekening", "Pagu", "Realisasi")
    lines = [
        [AGENCY, "Dinas", "5.1.02.01.01.0001", "100", "10"],
        [AGENCY, "Dinas", "5.1.02.01.01.0002", "200", "20"],
    ]
    answers = Answers(2025, "MURNI", "63.72", sampai_bulan=6)
    same = read(budget(*lines, ["", "Semua", "", "300", "30"], head=head), answers)
    assert aside(same) == {"subtotal_atas": [4]}
    other = read(budget(*lines, ["", "Semua", "", "300", "31"], head=head), answers)
    assert aside(other) == {}


def test_a_full_line_equal_to_all_others_is_pointed_out_and_kept():
    rows = [account(1, "100"), account(2, "200"), account(3, "50"), account(4, "350")]
    report = read(budget(*rows))
    assert found(report, "mungkin_jumlah") == [(5, "Pagu", "350")]
    assert report.diterima == 4
    assert "mungkin_jumlah" not in read(budget(*rows[:3], account(4, "351"))).counts


def test_a_total_that_differs_from_its_lines_names_both_sums():
    rows = [account(1, "100"), account(2, "200"), words("SUB TOTAL", "310", AGENCY)]
    report = read(budget(*rows, account(3, "5"), words("JUMLAH", "305")))
    (finding,) = [each for each in report.findings if each.kind == "subtotal_berbeda"]
    assert (finding.row, finding.value, finding.cell) == (4, "310", 5)
    assert finding.facts["hitungan"] == Decimal(300)
    assert finding.facts["selisih"] == Decimal(10)
    assert finding.facts["jumlah_baris"] == 2
    assert "jumlah_berbeda" not in report.counts


def test_a_total_that_equals_its_lines_is_not_pointed_out():
    rows = [account(1, "100"), account(2, "200"), words("SUB TOTAL", "300", AGENCY)]
    more = [account(3, "5"), words("SUB TOTAL", "5"), words("JUMLAH", "305")]
    assert "subtotal_berbeda" not in read(budget(*rows, *more)).counts


def test_a_running_total_is_not_called_wrong():
    rows = [account(1, "100"), words("Jumlah dipindahkan", "100"), account(2, "5")]
    report = read(budget(*rows, words("JUMLAH", "105")))
    assert {"subtotal_berbeda", "jumlah_berbeda"}.isdisjoint(report.counts)


def test_totals_that_part_the_file_add_up_to_what_it_claims():
    rows = [account(1, "100"), words("JUMLAH", "100"), account(2, "5"), words("JUMLAH", "5")]
    report = read(budget(*rows))
    assert (report.sums.declared, report.sums.difference) == (Decimal(105), Decimal(0))


def test_the_total_that_says_it_totals_everything_is_the_one():
    rows = [account(1, "100"), words("JUMLAH", "90"), account(2, "5")]
    report = read(budget(*rows, words("TOTAL KESELURUHAN", "80")))
    assert report.sums.declared == Decimal(80)
    assert [row for row, _, _ in found(report, "subtotal_berbeda")] == [3]


def test_a_subtotal_by_account_code_is_held_to_its_lines():
    head = ("Kode SKPD", "Kode Rekening", "Pagu")
    lines = [[AGENCY, f"5.1.02.01.01.000{n}", "10"] for n in (1, 2)]
    good = read(budget([AGENCY, "5.1", "20"], *lines, head=head))
    assert "subtotal_berbeda" not in good.counts
    bad = read(budget([AGENCY, "5.1", "25"], *lines, head=head))
    assert found(bad, "subtotal_berbeda") == [(2, "Pagu", "25")]
    (told,) = [each for each in bad.findings if each.kind == "subtotal_berbeda"]
    assert told.facts["disebut"] == Decimal(25)


def test_a_subtotal_by_programme_code_is_held_to_its_lines():
    def rows(pagu: str) -> bytes:
        top = [AGENCY, "Dinas", SUB, "", "", pagu]
        return budget(top, account(1, "10"), account(2, "20"))

    assert "subtotal_berbeda" not in read(rows("30")).counts
    assert found(read(rows("35")), "subtotal_berbeda") == [(2, "Pagu", "35")]


def test_a_total_below_the_people_of_villages_is_no_village():
    text = (
        "kode_wilayah,nama,laki_laki,perempuan\n63.72.02.1003,A,5,6\n63.72.02.1004,B,7,8\n"
        "JUMLAH,,12,14\n"
    )
    report = read(text.encode(), dataset="penduduk")
    assert (report.diterima, report.ditolak, aside(report)) == (2, 0, {"jumlah": [4]})


def test_levels_of_a_village_budget_are_told_from_its_lines_by_their_sums():
    head = "tahun,kode_wilayah,tahapan,kode_bidang,kode_sub_bidang,kode_kegiatan,anggaran\n"
    place = "2025,63.72.02.1003,MURNI"
    rows = [f"{place},4,,,30", f"{place},4,4.4,,30", f"{place},4,4.4,4.4.01,10",
            f"{place},4,4.4,4.4.02,20"]  # fmt: skip
    report = read((head + "\n".join(rows)).encode(), dataset="apbdes")
    assert aside(report) == {"subtotal_bawah": [2, 3]}
    assert report.sums.accepted == Decimal(30)


def test_people_that_add_up_by_chance_stay_where_a_row_has_its_codes():
    head = "kode_skpd,kode_sub_kegiatan,target_l,target_p,target_total\n"
    rows = [f"{AGENCY},{SUB},5,6,11", f"{AGENCY},2.08.02.2.01.0002,7,8,15", f"{AGENCY},,12,14,26"]
    report = read((head + "\n".join(rows)).encode(), dataset="sasaran")
    assert (report.diterima, report.disisihkan) == (3, 0)
    bare = read((head + "\n".join([*rows[:2], ",,12,14,26"])).encode(), dataset="sasaran")
    assert (bare.diterima, aside(bare)) == (2, {"subtotal_atas": [4]})


def items(*rows: tuple[str, str]) -> Report:
    cells = "".join(f"{AGENCY};{code};x;{pagu}\n" for code, pagu in rows)
    return read(f"Kode SKPD;Kode Rekening;Uraian;Pagu\n{cells}".encode())


def test_items_below_an_account_are_not_counted_beside_it():
    atk, paper = ("5.1.02.01.01.0024", "50"), ("5.1.02.01.01.0025", "25")
    report = items(atk, ("", "30"), ("", "20"), paper, ("", "25"))
    assert aside(report) == {"rincian_rekening": [3, 4, 6]}
    assert report.sums.accepted == Decimal(75)
    titled = items(atk, ("", "50"), ("", "50"), ("", "30"), ("", "20"), paper)
    assert aside(titled) == {"rincian_rekening": [3, 4, 5, 6]}


def test_rows_without_account_that_add_up_to_none_stay_lines():
    atk, paper = ("5.1.02.01.01.0024", "50"), ("5.1.02.01.01.0025", "25")
    assert items(atk, ("", "50"), paper).diterima == 3
    assert items(atk, ("", "30"), ("", "21"), paper).diterima == 4
    halved = items(atk, ("", "30"), ("", "20"), paper, ("", "7"))
    assert (halved.diterima, aside(halved)) == (5, {})


def test_a_total_of_some_lines_is_not_what_the_file_claims_for_all():
    shallow = ["5.1.01;500", "5.1.02;300", "5.1.02.01;300", "5.2;200"]
    rows = "".join(f"{AGENCY};{each}\n" for each in shallow)
    report = read(f"Kode SKPD;Kode Rekening;Pagu\n{rows}".encode())
    assert (aside(report), report.sums.declared) == ({"subtotal_rekening": [3]}, None)
    named = read(budget(account(1, "5"), account(2, "6"), words("Jumlah", "11", AGENCY),
                        account(1, "7", OTHER)))  # fmt: skip
    assert (aside(named), named.sums.declared) == ({"jumlah_opd": [4]}, None)
    both = read(budget(account(1, "5"), account(2, "6"), words("Jumlah", "11", AGENCY),
                       account(1, "7", OTHER), words("Jumlah", "7", OTHER)))  # fmt: skip
    assert both.sums.declared == Decimal(18)
