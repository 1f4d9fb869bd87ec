"""Rules: what is required, allowed, equal, known, twice; and texts that attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.corpus.model import (
    ASKS,
    HEAD,
    REFUSED,
    SAID,
    Case,
    Table,
    at,
    line,
    lines,
    plain,
    said,
    stored,
)
from tests.corpus.written import budget, csv_bytes

PLACEHOLDERS = "{kolom} {0} %s ${x}"
_TAG = ("kode_skpd", "kode_sub_kegiatan", "kode_rekening", "kategori_arg", "bobot_arg")
_PAPER = ("kode_skpd", "jenis", "status")
_COUNT = ("kode_skpd", "satuan", "target_l", "target_p", "target_total")
_PEOPLE = ("kode_wilayah", "tahun", "laki_laki", "perempuan")
_PLACE = ("kode_skpd", "kode_wilayah", "rupiah")
_SPENT = ("kode_skpd", "sampai_bulan", "realisasi")
_DATASETS = {_TAG: "tag_arg", _PAPER: "dokumen", _COUNT: "sasaran", _PEOPLE: "penduduk",
             _PLACE: "lokasi", _SPENT: "realisasi"}  # fmt: skip
_WITH_STAGE = {"tag_arg", "lokasi"}


def ruled(
    kind: str, name: str, head: tuple[str, ...], *rows: tuple[Sequence[str], object], **more: object
) -> Case:
    """Rows of a dataset, each with what it is: changes to the stored row, or kinds of findings."""
    dataset = _DATASETS[head]
    stage = {"tahapan": "MURNI"} if dataset in _WITH_STAGE else {}
    truth = {
        row: plain(head, cells, **{**stage, **meant})
        for row, (cells, meant) in enumerate(rows, 2)
        if isinstance(meant, dict)
    }
    bad = {row: meant for row, (_, meant) in enumerate(rows, 2) if isinstance(meant, tuple)}
    cells = [each for each, _ in rows]
    return Case(kind, name, csv_bytes([head, *cells]), truth, dataset=dataset, rejected=bad,
                **{"read": Table(head, cells), **more})  # type: ignore[arg-type]  # fmt: skip


def named(name: str, text: str, **more: object) -> Case:
    """A text that attacks, as the name of an agency: stored as it stands."""
    row = line(1, name=text)
    case = Case("attacks", name, budget(row, line(2)), lines(2, [row, line(2)]),
                read=Table(HEAD, [row, line(2)]))  # fmt: skip
    return replace(case, **more)  # type: ignore[arg-type]


_SPENDING = (*HEAD, "Realisasi")
_TWICE = [line(1, "1"), line(1, "2"), line(2, "3")]
_LOOSE = ("Kode SKPD", "Kode Rekening", "Pagu")
_EQUAL = [("1.01", "5.1.02", "5")] * 2
_PACKED = (*HEAD, "Nama Paket")
_NAMED = ("Nama SKPD", "Kode Rekening", "Pagu")
_ASKED = said(codes={"kode_skpd": {"Dinas Kesehatan": "1.02", "Dinas Sosial": "1.06"}})

CASES = [
    ruled("rules", "men-and-women-do-not-add-up", _COUNT,
          (("1.01", "orang", "5", "6", "12"), ("lp_berbeda",)),
          (("1.02", "orang", "5", "6", "11"), {})),
    ruled("rules", "men-and-women-with-one-missing", _COUNT,
          (("1.01", "orang", "5", "", "11"), {}), (("1.02", "orang", "5", "6", "11"), {})),
    ruled("rules", "nothing-counted", _COUNT,
          (("1.01", "orang", "", "6", ""), ("salah_satu_kosong",)),
          (("1.02", "orang", "5", "6", "11"), {})),
    ruled("rules", "a-category-nobody-knows", _TAG,
          (("1.01", "", "", "HIJAU", "1"), ("pilihan_tidak_sah",)),
          (("1.02", "", "", "NETRAL", "1"), {})),
    ruled("rules", "categories-in-other-words", _TAG,
          (("1.01", "", "", "netral gender", "1"), {"kategori_arg": "NETRAL"}),
          (("1.02", "", "", "Kesetaraan Gender", "1"), {"kategori_arg": "KESETARAAN"}),
          (("1.03", "", "", " spesifik ", "1"), {"kategori_arg": "SPESIFIK"})),
    ruled("rules", "documents-in-other-words", _PAPER,
          (("1.01", "TOR", "lengkap"), {"jenis": "KAK", "status": "DISETUJUI"}),
          (("1.02", "Gender Budget Statement", "perlu revisi"),
           {"jenis": "GBS", "status": "PERLU_REVISI"})),
    ruled("rules", "an-empty-required-choice", _PAPER,
          (("1.01", "GBS", ""), ("wajib_kosong",)), (("1.02", "GBS", "DISETUJUI"), {})),
    ruled("places", "a-village-nobody-knows", _PEOPLE,
          (("63.72.01.1999", "2025", "1", "1"), ("wilayah_tak_dikenal",)),
          (("63.72.02.1003", "2025", "1", "1"), {})),
    ruled("places", "a-village-without-points", _PEOPLE,
          (("6372021003", "2025", "1", "1"), {"kode_wilayah": "63.72.02.1003"})),
    ruled("places", "a-village-of-another-region", _PLACE,
          (("1.01", "63.71.01.1001", "5"), ("wilayah_di_luar",)),
          (("1.01", "63.72.02.1003", "5"), {})),
    ruled("places", "a-place-with-too-few-digits", _PLACE,
          (("1.01", "63.72.2.1003", "5"), ()), (("1.01", "63.72.02.1003", "5"), {})),
    ruled("places", "places-and-names-in-one-cell", _PLACE,
          (("1.01", "63.72.02.1003 Landasan Ulin Timur", "5"), {"kode_wilayah": "63.72.02.1003"})),
    ruled("places", "a-village-by-its-name-only", _PLACE,
          (("1.01", "Landasan Ulin Timur", "5"), {"kode_wilayah": "63.72.02.1003"}),
          outcome=ASKS, asks="kode",
          clerk=said(codes={"kode_wilayah": {"Landasan Ulin Timur": "63.72.02.1003"}})),
    Case("places", "the-region-by-its-name",
         csv_bytes([("Daerah", *HEAD), ("Kota Banjarbaru", *line(1))]), lines(2, [line(1)]),
         said=said(daerah=None), says=("perbaikan_daerah_dari_nama",)),
    Case("places", "a-region-nobody-knows", budget(line(1)), outcome=REFUSED,
         said=said(daerah="63.79"), refused=("daerah_tak_dikenal",)),
    Case("rules", "another-year-than-said", csv_bytes([("Tahun", *HEAD), ("2024", *line(1))]),
         outcome=REFUSED, refused=("jawaban_berbeda",)),
    Case("rules", "a-stage-in-other-words",
         csv_bytes([("Tahapan", *HEAD), ("APBD Perubahan", *line(1)), ("perubahan", *line(2))]),
         at(2, *(stored(line(n), tahapan="PERUBAHAN") for n in (1, 2))), said=said(tahapan=None)),
    Case("rules", "a-stage-nobody-knows",
         csv_bytes([("Tahapan", *HEAD), ("Murni II", *line(1)), ("Murni", *line(2))]),
         {3: stored(line(2))}, said=said(tahapan=None), rejected={2: ("pilihan_tidak_sah",)}),
    Case("rules", "spending-above-the-ceiling-is-said-not-clipped",
         csv_bytes([_SPENDING, (*line(1, "100"), "150")]), {2: stored(line(1, "100"))},
         said=said(sampai_bulan=9), says=("realisasi_di_atas",)),
    ruled("rules", "an-empty-amount-and-a-zero", _SPENT,
          (("1.01", "9", ""), ("wajib_kosong",)), (("1.02", "9", "0"), {})),
    Case("duplicates", "full-keys-twice", budget(*_TWICE), {4: stored(_TWICE[2])},
         rejected={2: ("kunci_ganda",), 3: ("kunci_ganda",)}),
    Case("duplicates", "a-full-key-three-times", budget(*[line(1, "1")] * 3, line(2)),
         {5: stored(line(2))}, rejected=dict.fromkeys((2, 3, 4), ("kunci_ganda",))),
    Case("duplicates", "a-key-twice-across-a-repeated-header",
         csv_bytes([HEAD, line(1), HEAD, line(1), line(2)]), {5: stored(line(2))}, aside=1,
         rejected={2: ("kunci_ganda",), 4: ("kunci_ganda",)}),
    Case("duplicates", "equal-lines-without-full-keys-are-kept", csv_bytes([_LOOSE, *_EQUAL]),
         at(2, *(stored(c, ("kode_skpd", "kode_rekening", "pagu")) for c in _EQUAL)),
         says=("baris_sekunci", "baris_kembar")),
    Case("duplicates", "packages-of-one-account-are-lines",
         csv_bytes([_PACKED, (*line(1), "A"), (*line(1), "B")]),
         at(2, stored(line(1), uraian_paket="A"), stored(line(1), uraian_paket="B"))),
    ruled("duplicates", "equal-tags-are-kept", _TAG, (("1.01", "", "", "NETRAL", ""), {}),
          (("1.01", "", "", "NETRAL", ""), {}), says=("baris_sama",)),
    ruled("duplicates", "tags-that-contradict", _TAG,
          (("1.01", "", "", "NETRAL", ""), ("kunci_berbeda",)),
          (("1.01", "", "", "SPESIFIK", ""), ("kunci_berbeda",)),
          (("1.02", "", "", "NETRAL", ""), {})),
    ruled("duplicates", "a-village-counted-twice", _PEOPLE,
          (("63.72.02.1003", "2025", "1", "1"), ("kunci_ganda",)),
          (("6372021003", "2025", "2", "2"), ("kunci_ganda",)),
          (("63.72.02.1004", "2025", "1", "1"), {})),
    Case("names", "one-agency-under-two-names", budget(line(1), line(2, name="DP3A")),
         lines(2, [line(1), line(2, name="DP3A")]), says=("nama_berbeda",)),
    Case("names", "agencies-without-codes",
         csv_bytes([_NAMED, ("Dinas Kesehatan", "5.1.02", "5"), ("Dinas Sosial", "5.1.02", "6")]),
         at(2, stored(("Dinas Kesehatan", "5.1.02", "5"), ("nama_skpd", "kode_rekening", "pagu"),
                      kode_skpd="1.02"),
            stored(("Dinas Sosial", "5.1.02", "6"), ("nama_skpd", "kode_rekening", "pagu"),
                   kode_skpd="1.06")),
         outcome=ASKS, clerk=_ASKED),
    Case("names", "codes-in-the-names-of-agencies",
         csv_bytes([_NAMED, ("1.02 Dinas Kesehatan", "5.1.02", "5")]),
         {2: stored(("Dinas Kesehatan", "5.1.02", "5"), ("nama_skpd", "kode_rekening", "pagu"),
                    kode_skpd="1.02")}),
    Case("names", "an-old-code-of-an-agency",
         budget(line(1, agency="2.08.1.06.0.00.01.0000")), lines(2, [line(1)]),
         said=said(codes={"kode_skpd": {"2.08.1.06.0.00.01.0000": line(1)[0]}})),
    named("a-formula-as-name", "=HYPERLINK(0;1)"),
    named("a-plus-and-an-at-as-name", "+SUM(1)"),
    named("a-command-as-name", "@SUM(1+1)*cmd|' /C calc'!A0"),
    named("a-minus-as-name", "-2+3"),
    named("html-as-name", "<script>alert(1)</script><b>Dinas</b>"),
    named("sql-as-name", "'; DROP TABLE anggaran; --"),
    named("placeholders-as-name", f"{PLACEHOLDERS} $$E=mc^2$$ :material/home:"),
    named("markdown-as-name", "[klik](http://x) **Dinas** `x`"),
    named("a-bell-and-other-signs-of-control", "Dinas \x07\x1b[31mMerah", may_refuse=True),
    named("letters-that-turn-the-line", "Dinas \u202exslx.exe"),
    named("a-name-of-thirty-thousand-letters", "a" * 30_000),
    Case("attacks", "a-header-that-is-sql",
         csv_bytes([(*HEAD, 'x"; DROP TABLE anggaran; --'), (*line(1), "1")]), lines(2, [line(1)])),
    Case("attacks", "a-header-that-is-html",
         csv_bytes([(*HEAD, "<img src=x onerror=alert(1)>"), (*line(1), "1")]),
         lines(2, [line(1)])),
    Case("attacks", "headers-named-like-ours",
         csv_bytes([(*HEAD, "baris", "id_unggahan", "nisan"), (*line(1), "99", "1", "true")]),
         lines(2, [line(1)])),
    Case("attacks", "a-file-name-that-climbs", budget(line(1)), lines(2, [line(1)]),
         file="../../etc/passwd.csv"),
    Case("attacks", "an-answer-that-attacks", budget(line(1)), outcome=REFUSED,
         said=replace(SAID, tahapan="'; DROP TABLE unggahan; --"), refused=("pilihan_tidak_sah",)),
]  # fmt: skip
