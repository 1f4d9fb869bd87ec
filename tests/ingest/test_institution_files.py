"""Prerequisites, posts, institutions, disaggregated data, targets and village funds come in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pug_metrics.ingest import Answers, commit, understand
from pug_metrics.store import Store
from tests.ingest.files_by_hand import found, xlsx_of

pytestmark = pytest.mark.cepat
ANSWERS = Answers(tahun=2025, daerah="63.72")
AGENCY = "2.08.0.00.0.00.01.0000"

FILES = {
    "prasyarat": (
        "Kode OPD;Nomor prasyarat;Butir penilaian;Skor;Bukti dukung\n"
        f"{AGENCY};3;SK focal point;0,5;SK 1/2025\n;komitmen;Perda PUG;1;Perda 4/2010\n",
        [(AGENCY, "KELEMBAGAAN", "SK focal point", Decimal("0.50")),
         (None, "KOMITMEN", "Perda PUG", Decimal("1.00"))],
        ("kode_skpd", "prasyarat", "butir", "nilai"),
    ),
    "jabatan": (
        f"Kode SKPD,Jenjang jabatan,L,P,Jumlah\n{AGENCY},Administrator,4,3,7\n"
        f"{AGENCY},Eselon II,1,0,1\n",
        [(AGENCY, "III", 4, 3), (AGENCY, "II", 1, 0)],
        ("kode_skpd", "eselon", "laki_laki", "perempuan"),
    ),
    "kelembagaan": (
        "Kode SKPD,Lembaga,Nama lembaga,No SK,Tgl SK,Berlaku sampai,Rapat direncanakan,"
        f"Rapat terlaksana\n{AGENCY},Focal point,Sekretaris Dinas,1/2025,2025-01-20,2026-01-19,4,3"
        "\n,Pokja PUG,Pokja PUG,2/2025,2025-02-01,,,\n",
        [(AGENCY, "FOCAL_POINT", date(2025, 1, 20), date(2026, 1, 19), 4, 3),
         (None, "POKJA", date(2025, 2, 1), None, None, None)],
        ("kode_skpd", "jenis", "tanggal_sk", "berlaku_sampai", "rapat_rencana",
         "rapat_terlaksana"),
    ),
    "data_terpilah": (
        "Kode wilayah;Nama indikator;Laki-laki;Perempuan;Satuan;Sumber\n"
        "63.72;Angka partisipasi kerja;82,6125;54,1;persen;BPS\n"
        "63.72.02.1003;Selisih indeks;-0,25;;poin;BPS\n",
        [("63.72", Decimal("82.6125"), Decimal("54.1000")),
         ("63.72.02.1003", Decimal("-0.2500"), None)],
        ("kode_wilayah", "laki_laki", "perempuan"),
    ),
    "target_metrik": (
        "Metrik,Butir,Kode unit,Rincian,Basis penyebut,Nilai target,Ambang bawah,Arah,Sumber\n"
        "arg_share,daerah,63.72,,TOTAL_BELANJA,14.5,11.25,,RKPD\n"
        f"women_echelon_share,opd,{AGENCY},III,,30,,meningkat,Renstra\n",
        [("arg_share", "63.72", None, "TOTAL_BELANJA", Decimal("14.5"), Decimal("11.25"), None),
         ("women_echelon_share", AGENCY, "III", None, Decimal(30), None, "NAIK")],
        ("metrik", "kode", "rincian", "basis", "target", "ambang_bawah", "arah"),
    ),
    "dana_desa": (
        "Kode pemda,Tahun,Pagu Dana Desa,Penyaluran Dana Desa\n63.01,2025,1000000,900000.50\n",
        [("63.01", Decimal("1000000.00"), Decimal("900000.50"))],
        ("kode_daerah", "pagu", "realisasi"),
    ),
    "tautan_isu": (
        "Nama indikator,Kode OPD,Kode sub kegiatan,Keterangan,Keputusan\n"
        f"Penduduk miskin,{AGENCY},2.08.02.2.01.0001,Uji,setuju\n"
        "Penduduk miskin,,2.08.02.2.01.02,,diusulkan\n",
        [("Penduduk miskin", AGENCY, "2.08.02.2.01.0001", "Uji", "DISETUJUI"),
         ("Penduduk miskin", None, "2.08.02.2.01.0002", None, "USULAN")],
        ("indikator", "kode_skpd", "kode_sub_kegiatan", "alasan", "status"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_small_file_comes_in_whole_and_is_in_force(store: Store, name: str):
    text, rows, columns = FILES[name]
    given = Answers(tahun=2025) if name == "dana_desa" else ANSWERS
    report = understand(name, text.encode(), f"{name}.csv", given, store)
    assert [(f.kind, f.column, f.value) for f in report.findings if f.severity == "galat"] == []
    assert (report.dibaca, report.diterima, report.questions) == (len(rows), len(rows), ())
    commit(store, report, actor="uji")
    held = store.query(f"SELECT {', '.join(columns)} FROM berlaku_{name} ORDER BY baris")
    assert [tuple(row.values()) for row in held.to_pylist()] == rows
    traced = store.query("SELECT sum(jumlah)::INT AS n FROM jejak WHERE dataset = ?", [name])
    assert traced.to_pylist() == [{"n": len(rows)}]


def test_a_score_between_the_three_is_refused_with_the_three():
    text = b"kode_skpd,prasyarat,butir,nilai\n,1,Perda,0.75\n,1,SE,1\n"
    report = understand("prasyarat", text, "p.csv", ANSWERS)
    assert found(report, "pilihan_tidak_sah") == [(2, "nilai", "0.75")]
    assert (report.ditolak, report.diterima) == (1, 1)


def test_thresholds_that_cross_are_refused():
    text = (b"metrik,butir,kode,target,ambang_bawah,ambang_atas\n"
            b"arg_share,daerah,63.72,14,15,12\narg_share,opd,A,14,12,12\n")  # fmt: skip
    report = understand("target_metrik", text, "t.csv", ANSWERS)
    assert [row for row, _, _ in found(report, "ambang_terbalik")] == [2]


def test_the_same_item_twice_is_an_error_also_for_the_region_itself():
    text = b"prasyarat,butir,nilai\n1,Perda,1\n1,Perda,0\n"
    report = understand("prasyarat", text, "p.csv", ANSWERS)
    assert [row for row, _, _ in found(report, "kunci_ganda")] == [2, 3]


def test_exact_decimals_are_neither_rounded_nor_guessed():
    head = "kode_wilayah;indikator;laki_laki;perempuan;satuan\n"
    fine = head + "63.72;A;0,12345;1,5;indeks\n63.72;B;0,5;1,5;indeks\n"
    report = understand("data_terpilah", fine.encode(), "d.csv", ANSWERS)
    assert found(report, "angka_desimal") == [(2, "laki_laki", "0,12345")]
    open_one = head + "63.72;A;1.050;2.100;orang\n"
    report = understand("data_terpilah", open_one.encode(), "d.csv", ANSWERS)
    assert {choice.column for choice in report.choices if choice.kind == "angka"} == {
        "laki_laki", "perempuan",
    }  # fmt: skip
    rows = [("kode_wilayah", "indikator", "laki_laki", "perempuan", "satuan"),
            ("63.72", "A", 0.1 + 0.2, 12, "indeks")]  # fmt: skip
    report = understand("data_terpilah", xlsx_of({"Data": rows}), "d.xlsx", ANSWERS)
    assert report.parts[0].rows["laki_laki"].to_pylist() == [Decimal("0.3000")]


def test_what_is_about_the_future_may_lie_ahead():
    text = (b"kode_skpd,jenis,nama,tanggal_sk,berlaku_sampai\n"
            b"1.01,POKJA,Pokja,2098-01-01,2099-12-31\n")  # fmt: skip
    report = understand("kelembagaan", text, "k.csv", ANSWERS)
    assert found(report, "tanggal_depan") == [(2, "tanggal_sk", "2098-01-01")]
    goal = b"tahun,metrik,butir,kode,target\n2034,arg_amount,daerah,63.72,5\n"
    report = understand("target_metrik", goal, "t.csv", Answers(daerah="63.72"))
    assert "tahun_jauh" not in report.counts
