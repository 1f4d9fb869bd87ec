"""Codes as people write them: repaired in one known way, or refused with what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_metrics.ingest.code_forms import account, free_code, place_code, sub_activity
from tests.ingest.files_by_hand import AGENCY, SUB, budget, csv_of, found, line, read

pytestmark = pytest.mark.cepat
PART = st.integers(1, 99).map("{:02d}".format)


@given(st.integers(1, 9), PART, PART, st.sampled_from("12"), PART, st.integers(1, 99))
def test_both_editions_of_a_sub_activity_are_one_code(
    urusan, bidang, program, level, kegiatan, sub
):
    head = f"{urusan}.{bidang}.{program}.{level}.{kegiatan}"
    old, new = sub_activity(f"{head}.{sub:02d}"), sub_activity(f"{head}.{sub:04d}")
    assert old.code == new.code == f"{head}.{sub:04d}"
    assert (old.edition, new.edition) == ("DUA_ANGKA", "EMPAT_ANGKA")
    assert (old.repair, new.repair) == ("edisi_dua_angka", "")


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("2.08.02.2.01.0001 Koordinasi PUG", "2.08.02.2.01.0001", "Koordinasi PUG"),
        ("2.08.02.2.01.01 - Koordinasi", "2.08.02.2.01.0001", "Koordinasi"),
        ("2.08.02.2.01.0001.", "2.08.02.2.01.0001", None),
        ("2.08.02", "2.08.02", None),
        ("x.xx.01.2.01.0001", "X.XX.01.2.01.0001", None),
    ],
)
def test_a_sub_activity_is_repaired_where_only_one_thing_can_be_meant(text, code, name):
    read_code = sub_activity(text)
    assert (read_code.code, read_code.name) == (code, name)


@pytest.mark.parametrize(
    ("text", "error", "proposal"),
    [
        ("2.08.02.2.01.001", "sub_kegiatan_angka", "2.08.02.2.01.0001"),
        ("2.O8.02.2.01.0001", "kode_huruf", "2.08.02.2.01.0001"),
        ("2002-08-02", "kode_tanggal", ""),
        ("Koordinasi", "sub_kegiatan_tidak_sah", ""),
    ],
)
def test_a_sub_activity_that_could_be_two_things_is_refused(text, error, proposal):
    read_code = sub_activity(text)
    assert (read_code.code, read_code.error, read_code.proposal) == (None, error, proposal)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5.1.02.01.01.0024", "5.1.02.01.01.0024"),
        ("510201010024", "5.1.02.01.01.0024"),
        ("5.1.02.01.01.0024 Belanja Alat Tulis", "5.1.02.01.01.0024"),
        ("5.1", "5.1"),
        ("5", "5"),
        ("5102010100", None),
        ("5.1,02", None),
        ("belanja", None),
    ],
)
def test_accounts_have_one_form(text, code):
    assert account(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6372", "63.72"),
        ("63.72.02.1003", "63.72.02.1003"),
        ("6372021003", "63.72.02.1003"),
        ("Kota Banjarbaru", "63.72"),
        ("Banjarbaru", "63.72"),
        ("Kab. Bogor", "32.01"),
        ("Bogor", None),
        ("33.1", None),
        ("63.7202", None),
    ],
)
def test_a_place_is_known_by_code_or_by_a_name_that_only_one_region_bears(text, code):
    assert place_code(text).code == code


@pytest.mark.parametrize(
    ("text", "code", "error", "proposal"),
    [
        ("2.08.0.00.0.00.01.0000", "2.08.0.00.0.00.01.0000", "", ""),
        ("DINKES", "DINKES", "", ""),
        ("001", "001", "", ""),
        ("1.01.0.00.0.00.01.0O", None, "kode_huruf", "1.01.0.00.0.00.01.00"),
        ("l.01", None, "kode_huruf", "1.01"),
        ("1.01 ; 1.02", None, "kode_tidak_sah", ""),
    ],
)
def test_agency_codes_stay_text(text, code, error, proposal):
    read_code = free_code(text)
    assert (read_code.code, read_code.error, read_code.proposal) == (code, error, proposal)


def test_parents_are_filled_from_the_sub_activity():
    row = read(budget(line(sub="2.08.02.2.01.01"))).parts[0].rows.to_pylist()[0]
    assert [row[f"kode_{name}"] for name in ("urusan", "bidang_urusan", "program", "kegiatan")] == [
        "2", "2.08", "2.08.02", "2.08.02.2.01"]  # fmt: skip
    assert row["edisi_kodefikasi"] == "DUA_ANGKA"


def test_penunjang_codes_leave_affair_and_field_open():
    row = read(budget(line(sub="X.XX.01.2.01.0001"))).parts[0].rows.to_pylist()[0]
    assert (row["kode_program"], row["kode_bidang_urusan"], row["kode_urusan"]) == (
        "X.XX.01", None, None)  # fmt: skip


def test_a_parent_that_contradicts_its_child_is_pointed_out_and_kept():
    head = ("Kode SKPD", "Kode Program", "Kode Sub Kegiatan", "Pagu")
    rows = [("1.01", "2.08.03", "2.08.02.2.01.0001", "5")]
    report = read(csv_of([head, *rows]).encode())
    assert found(report, "induk_berbeda") == [(2, "Kode Program", "2.08.03")]
    assert report.parts[0].rows["kode_program"].to_pylist() == ["2.08.03"]


def test_a_name_that_carries_its_code_fills_the_missing_column():
    rows = [("1.01 Dinas Pendidikan", "5"), ("1.02 Dinas Kesehatan", "6")]
    report = read(csv_of([("SKPD", "Pagu"), *rows]).encode())
    assert report.parts[0].rows["kode_skpd"].to_pylist() == ["1.01", "1.02"]
    assert report.parts[0].rows["nama_skpd"].to_pylist() == ["Dinas Pendidikan", "Dinas Kesehatan"]
    assert report.counts["perbaikan_kode_nama_sesel"] == 1


def test_a_number_within_a_name_stays_in_the_name():
    report = read(budget(line(name="1.02 Puskesmas")))
    assert report.parts[0].rows["nama_skpd"].to_pylist() == ["1.02 Puskesmas"]


def test_an_agency_column_without_any_code_is_an_error():
    report = read(csv_of([("SKPD", "Pagu"), ("Dinas Pendidikan", "5")]).encode())
    assert report.diterima == 0


def test_a_code_alone_in_a_column_of_names_is_read_as_the_code():
    rows = f"{AGENCY};{SUB};NETRAL\n{AGENCY};;SPESIFIK\n"
    report = read(f"Kode SKPD;Sub Kegiatan;ARG\n{rows}".encode(), dataset="tag_arg")
    assert (report.diterima, report.counts["perbaikan_kode_di_kolom_nama"]) == (2, 1)
    codes = report.parts[0].rows["kode_sub_kegiatan"].to_pylist()
    assert codes == [SUB, None]


@pytest.mark.parametrize(
    ("reader", "text", "code", "proposal"),
    [
        (sub_activity, "2.8.2.2.1.1", "2.08.02.2.01.0001", ""),
        (sub_activity, "2.8.2.2.1.0012", "2.08.02.2.01.0012", ""),
        (account, "5.1.2.1.1.0024", "5.1.02.01.01.0024", ""),
        (account, "5.1.2.1.1.24", None, "5.1.02.01.01.0024"),
        (sub_activity, "2.8.2.2.1.123456", None, ""),
    ],
)
def test_leading_zeros_of_parts_come_back_where_one_code_can_be_meant(reader, text, code, proposal):
    found = reader(text)
    assert (found.code, found.proposal) == (code, proposal)
    assert found.repair == ("kode_nol_depan" if code else "")
