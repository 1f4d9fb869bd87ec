"""Names without codes: proposed from what is in force, applied only once it is answered."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from files_by_hand import ACCOUNT, AGENCY, ANSWERS, SUB, budget, csv_of, found, line

from pug_metrics.ingest import Answers, IntakeRefused, commit, understand
from pug_metrics.ingest.name_keys import Candidate, Names, acronyms, name_key

pytestmark = pytest.mark.cepat
HEALTH = "1.02.0.00.0.00.01.0000"
WOMEN = "Dinas Pemberdayaan Perempuan dan Perlindungan Anak"
HEAD = ("Perangkat Daerah", "Kode Rekening", "Pagu")
SPELLED = ("DP3A", "Dinkes", "Dinas Kesehtan", "Kantor Pos")


@pytest.fixture
def roster(store):
    rows = "kode_skpd,nama_skpd,singkatan\n"
    rows += f"{AGENCY},{WOMEN},\n{HEALTH},Dinas Kesehatan,Dinkes\n"
    rows += "7.01.0.00.0.00.02.0000,Kecamatan Landasan Ulin,\n"
    said = Answers(tahun=2025, daerah="63.72")
    commit(store, understand("opd", rows.encode(), "opd.csv", said, store), actor="uji")
    return store


def named(*names, head=HEAD):
    return csv_of([head, *([name, ACCOUNT, str(n)] for n, name in enumerate(names, 1))]).encode()


def asked(report):
    return {choice.subject: choice for choice in report.choices if choice.kind == "kode"}


def test_each_name_is_asked_once_with_the_agencies_it_may_mean(roster):
    data = named(*SPELLED, "DP3A")
    report = understand("anggaran", data, "a.csv", ANSWERS, roster)
    choices = asked(report)
    assert set(choices) == set(SPELLED)
    assert (choices["DP3A"].proposal, choices["DP3A"].rows) == (AGENCY, 2)
    assert choices["Dinkes"].proposal == HEALTH
    assert (choices["Dinas Kesehtan"].proposal, choices["Dinas Kesehtan"].options[0]) == (
        "", (HEALTH, "Dinas Kesehatan"),
    )  # fmt: skip
    assert choices["Kantor Pos"].options == (("", ""),)


def test_a_proposal_is_never_applied_by_itself(roster):
    report = understand("anggaran", named("Dinas Kesehatan"), "a.csv", ANSWERS, roster)
    assert (report.diterima, asked(report)["Dinas Kesehatan"].proposal) == (0, HEALTH)
    assert list(report.counts) == ["kode_dari_nama"]
    with pytest.raises(IntakeRefused):
        commit(roster, report, actor="uji", accept_good=True)


def test_answered_names_go_in_and_the_others_stay_out(roster):
    codes = {"kode_skpd": {"DP3A": AGENCY, "Dinas Kesehtan": HEALTH}}
    data = named(*SPELLED) + b"JUMLAH,,10\n"
    report = understand("anggaran", data, "a.csv", replace(ANSWERS, codes=codes), roster)
    rows = report.parts[0].rows
    assert rows["kode_skpd"].to_pylist() == [AGENCY, HEALTH]
    assert rows["nama_skpd"].to_pylist() == ["DP3A", "Dinas Kesehtan"]
    assert [(row, value) for row, _, value in found(report, "nama_tanpa_kode")] == [
        (3, "Dinkes"), (5, "Kantor Pos"),
    ]  # fmt: skip
    assert set(asked(report)) == {"Dinkes", "Kantor Pos"}
    assert (report.dibaca, report.diterima, report.ditolak, report.disisihkan) == (5, 2, 2, 1)


def test_without_a_roster_the_file_is_refused_with_a_cure(store):
    report = understand("anggaran", named("DP3A"), "a.csv", ANSWERS, store)
    assert list(report.counts) == ["kolom_kode_tidak_ada"]
    (finding,) = report.findings
    assert "opd" in finding.cure()


def test_names_in_the_column_of_codes_are_asked_where_they_are_no_code(roster):
    data = csv_of(
        [("Kode SKPD", "Kode Rekening", "Pagu"), ["Dinas Kesehatan (UPTD)", ACCOUNT, "1"]]
    )
    report = understand("anggaran", data.encode(), "a.csv", ANSWERS, roster)
    assert asked(report)["Dinas Kesehatan (UPTD)"].options[0][0] == HEALTH
    codes = {"kode_skpd": {"Dinas Kesehatan (UPTD)": HEALTH}}
    said = understand("anggaran", data.encode(), "a.csv", replace(ANSWERS, codes=codes), roster)
    assert said.parts[0].rows["kode_skpd"].to_pylist() == [HEALTH]


def test_a_code_in_its_row_is_never_outvoted_by_a_name(roster):
    head = ("Kode SKPD", "Nama SKPD", "Kode Rekening", "Pagu")
    data = csv_of([head, ["9.99", "Dinas Kesehatan", ACCOUNT, "1"]]).encode()
    report = understand("anggaran", data, "a.csv", ANSWERS, roster)
    assert report.parts[0].rows["kode_skpd"].to_pylist() == ["9.99"]
    assert found(report, "kode_nama_lain") == [(None, "Kode SKPD", "9.99")]
    (suggestion,) = [each for each in report.suggestions if each.kind == "kode"]
    assert (suggestion.subject, suggestion.proposal, report.choices) == ("9.99", HEALTH, ())
    codes = {"kode_skpd": {"9.99": HEALTH}}
    said = understand("anggaran", data, "a.csv", replace(ANSWERS, codes=codes), roster)
    assert said.parts[0].rows["kode_skpd"].to_pylist() == [HEALTH]
    assert "kode_nama_lain" not in said.counts


def test_a_tag_that_names_its_sub_activity_is_not_read_as_one_for_the_whole_agency(store):
    head = ("Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Kode Rekening",
            "Kode Sumber Dana", "Pagu")  # fmt: skip
    row = [AGENCY, WOMEN, SUB, "Advokasi Kebijakan PUG", ACCOUNT, "1.1", "5"]
    commit(store, understand("anggaran", csv_of([head, row]).encode(), "a.csv", ANSWERS, store),
           actor="uji")  # fmt: skip
    tag = csv_of([("Kode SKPD", "Sub Kegiatan", "Kategori ARG"),
                  [AGENCY, "Advokasi kebijakan P.U.G.", "SPESIFIK"]]).encode()  # fmt: skip
    report = understand("tag_arg", tag, "t.csv", ANSWERS, store)
    assert (report.diterima, "nama_tanpa_kode" in report.counts) == (0, True)
    subject = f"Advokasi kebijakan P.U.G. | {AGENCY}"
    assert asked(report)[subject].options[0][0] == SUB
    for text, code in ((subject, SUB), ("Advokasi kebijakan P.U.G.", SUB), (subject, "")):
        codes = {"kode_sub_kegiatan": {text: code}}
        said = understand("tag_arg", tag, "t.csv", replace(ANSWERS, codes=codes), store)
        assert said.parts[0].rows["kode_sub_kegiatan"].to_pylist() == [code or None]


def test_villages_are_found_by_name_and_told_apart_by_their_kecamatan(store):
    head = ("Kode SKPD", "Desa/Kelurahan", "Kecamatan", "Rupiah")
    data = csv_of([head, ["1.01", "Mentaos", "Banjarbaru Utara", "5"],
                   ["1.01", "Mentaoss", "Banjarbaru Utara", "6"]]).encode()  # fmt: skip
    report = understand("lokasi", data, "l.csv", ANSWERS, store)
    choices = asked(report)
    exact = choices["Mentaos | Banjarbaru Utara"]
    near = choices["Mentaoss | Banjarbaru Utara"]
    assert (exact.proposal, near.proposal) == ("63.72.04.1002", "")
    assert near.options[0] == ("63.72.04.1002", "Mentaos, Banjarbaru Utara")
    codes = {
        "kode_wilayah": {"Mentaos | Banjarbaru Utara": exact.proposal, "Mentaoss": exact.proposal}
    }
    said = understand("lokasi", data, "l.csv", replace(ANSWERS, codes=codes), store)
    assert said.parts[0].rows["kode_wilayah"].to_pylist() == ["63.72.04.1002"] * 2
    assert said.sums.accepted == Decimal(11)


def test_people_of_named_villages_need_the_region_first(store):
    data = csv_of([("Kelurahan", "L", "P"), ["Mentaos", "5", "6"]]).encode()
    report = understand("penduduk", data, "p.csv", Answers(tahun=2025), store)
    assert report.questions == ("kode_daerah",)
    said = Answers(tahun=2025, daerah="63.72")
    code = asked(understand("penduduk", data, "p.csv", said, store))["Mentaos"].proposal
    answered = replace(said, codes={"kode_wilayah": {"Mentaos": code}})
    report = understand("penduduk", data, "p.csv", answered, store)
    assert report.parts[0].rows["kode_daerah"].to_pylist() == ["63.72"]


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Dinas P3A", WOMEN),
        ("DPPPA", WOMEN),
        ("DINAS PEMBERDAYAAN PEREMPUAN & PERLINDUNGAN ANAK KOTA BANJARBARU", WOMEN),
        ("Kec. Landasan Ulin", "Kecamatan Landasan Ulin"),
        ("Bappeda", "Badan Perencanaan Pembangunan Daerah"),
    ],
)
def test_usual_spellings_of_an_agency_are_the_same_name(written, official):
    others = (Candidate("1", official), Candidate("2", "Dinas Perhubungan"))
    assert Names.of(others, "Kota Banjarbaru").likely(written).exact == "1"


def test_two_agencies_of_one_name_are_both_offered_and_none_is_proposed():
    same = Names.of((Candidate("1", "Dinas Sosial"), Candidate("2", "DINAS SOSIAL")))
    likely = same.likely("Dinas Sosial")
    assert (likely.exact, [each.code for each in likely.options]) == ("", ["1", "2"])


def test_keys_and_acronyms():
    assert name_key("Dinas  Kesehatan, Kota Banjarbaru", "Kota Banjarbaru") == "dinas kesehatan"
    assert {"dp3a", "dpppa", "p3a", "pppa"} <= acronyms(WOMEN)
    assert acronyms("Dinas Sosial") == frozenset()


def test_a_budget_with_codes_asks_nothing(roster):
    assert understand("anggaran", budget(line()), "a.csv", ANSWERS, roster).choices == ()


def test_a_total_with_another_name_is_no_agency_to_be_asked(roster):
    data = named("Dinas Kesehatan", "DP3A") + b"Semua,,3\n"
    report = understand("anggaran", data, "a.csv", ANSWERS, roster)
    assert set(asked(report)) == {"Dinas Kesehatan", "DP3A"}
    assert (report.ditolak, report.disisihkan) == (2, 1)


def test_a_row_without_code_and_without_a_roster_is_told_as_before(store):
    head = ("Kode SKPD", "Nama SKPD", "Kode Rekening", "Pagu")
    rows = [["1.01", "A", ACCOUNT, "1"], ["", "B", ACCOUNT[:-1] + "5", "2"]]
    report = understand("anggaran", csv_of([head, *rows]).encode(), "a.csv", ANSWERS, store)
    assert [row for row, _, _ in found(report, "wajib_kosong")] == [3]
