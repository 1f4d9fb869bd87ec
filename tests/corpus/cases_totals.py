"""Totals: by word, by code, by arithmetic, wrong ones, and recapitulations read as agencies."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus.model import (
    ASKS,
    HEAD,
    HEALTH,
    HEALTH_NAME,
    REFUSED,
    SAID,
    STANDARD,
    SUB,
    Case,
    at,
    line,
    lines,
    standard,
    stored,
)
from tests.corpus.workbooks import Formula, budget_grid, xlsx
from tests.corpus.written import budget, csv_bytes

_SUM = "4250000.75"


def ended(name: str, *last: str, **more: object) -> Case:
    """The standard lines and one row of totals below."""
    return standard("totals", name, csv_bytes([HEAD, *STANDARD, last]), aside=1, **more)


def _total(word: str, amount: str = _SUM) -> tuple[str, ...]:
    return ("", word, "", "", "", amount)


_H1, _H2 = (line(n, p, agency=HEALTH, name=HEALTH_NAME) for n, p in ((1, "5"), (2, "7")))
_SUBTOTALLED = [HEAD, *STANDARD, _total("Sub Total"), _H1, _H2, _total("Sub Total", "12"),
                _total("TOTAL", "4250012.75")]  # fmt: skip
_TWO_AGENCIES = {**lines(2), 6: stored(_H1), 7: stored(_H2)}
_NAMED_TOTALS = [HEAD, *STANDARD, _total(f"Jumlah {STANDARD[0][1]}"), _H1, _H2,
                 _total(f"JUMLAH {HEALTH_NAME}", "12")]  # fmt: skip


def _account(code: str, pagu: str) -> tuple[str, ...]:
    return line(0, pagu, account=code)


_TREE = [
    HEAD, _account("5", _SUM), _account("5.1", _SUM), _account("5.1.02", _SUM),
    _account("5.1.02.01", _SUM), _account("5.1.02.01.01", _SUM), *STANDARD,
]  # fmt: skip
_WRONG_TREE = [HEAD, _account("5.1.02", "999"), *STANDARD]
_PROGRAMMES = ("Kode SKPD", "Kode Sub Kegiatan", "Kode Rekening", "Pagu")
_PROGRAMME_NAMES = ("kode_skpd", "kode_sub_kegiatan", "kode_rekening", "pagu")
_LEAF = ("1.01", SUB, "5.1.02.01.01.0024", "3000")
_PROGRAMME_TREE = [
    _PROGRAMMES, ("1.01", "2.08", "", "3000"), ("1.01", "2.08.02", "", "3000"),
    ("1.01", "2.08.02.2.01", "", "3000"), ("1.01", SUB, "", "3000"), _LEAF,
]  # fmt: skip
_SHORT = ("Kode SKPD", "Kode Rekening", "Pagu")
_SHORT_NAMES = ("kode_skpd", "kode_rekening", "pagu")


def _short(*cells: str) -> dict[str, str]:
    return dict(stored(cells, _SHORT_NAMES))


_ACCOUNTS = [f"5.1.02.01.01.{number:04d}" for number in range(1, 9)]
_AMOUNTS = {"1.01": 1000, "1.02": 2500, "1.03": 4000}
_LINES = [
    (agency, account, str(amount + 10 * index))
    for agency, amount in _AMOUNTS.items()
    for index, account in enumerate(_ACCOUNTS)
]
_RECAP = [
    ("1.00", account, str(sum(amount + 10 * index for amount in _AMOUNTS.values())))
    for index, account in enumerate(_ACCOUNTS)
]
_RECAP_FILE = csv_bytes([_SHORT, *_LINES, *_RECAP])
_FORMULAS = xlsx([*budget_grid(), ["JUMLAH", None, None, None, None,
                                   Formula("=SUM(F2:F4)", 4250000.75)]])  # fmt: skip

CASES = [
    ended("jumlah-in-the-name-column", *_total("JUMLAH")),
    ended("total-in-the-name-column", *_total("TOTAL")),
    ended("jumlah-in-the-first-column", "Jumlah", "", "", "", "", _SUM),
    ended("grand-total", *_total("Grand Total")),
    ended("total-of-all-in-indonesian", *_total("TOTAL KESELURUHAN")),
    ended("jumlah-belanja", *_total("Jumlah Belanja Daerah")),
    ended("jumlah-with-letters-apart", *_total("J U M L A H")),
    ended("jumlah-with-a-colon", *_total("JUMLAH :")),
    ended("total-beside-the-amount", "", "", "", "", "TOTAL", _SUM),
    ended("an-amount-below-without-a-word", "", "", "", "", "", _SUM),
    ended("a-wrong-total-is-said", *_total("JUMLAH", "4000000"), says=("jumlah_berbeda",)),
    ended("a-total-wrong-by-one-sen-is-no-fault", *_total("JUMLAH", "4250000.76")),
    ended("a-total-without-amount", *_total("JUMLAH", "")),
    standard("totals", "a-total-above-the-lines",
             csv_bytes([HEAD, _total("TOTAL BELANJA"), *STANDARD]), aside=1, rows=lines(3)),
    standard("totals", "total-and-total-carried-over",
             csv_bytes([HEAD, STANDARD[0], STANDARD[1], _total("Jumlah dipindahkan", "3500000.75"),
                        _total("Jumlah pindahan", "3500000.75"), STANDARD[2], _total("JUMLAH")]),
             aside=3, rows={2: lines(2)[2], 3: lines(2)[3], 6: lines(2)[4]}),
    standard("totals", "a-merged-label-of-the-total",
             xlsx([*budget_grid(), ["JUMLAH", None, None, None, None, 4250000.75]],
                  merges=["A5:E5"]), aside=1, file="buku.xlsx"),
    standard("totals", "a-total-by-formula", _FORMULAS, aside=1, file="buku.xlsx"),
    Case("totals", "subtotals-of-agencies-by-word", csv_bytes(_SUBTOTALLED),
         _TWO_AGENCIES, aside=3),
    Case("totals", "subtotals-that-name-their-agency", csv_bytes(_NAMED_TOTALS), _TWO_AGENCIES,
         aside=2),
    standard("totals", "subtotals-by-account-codes", csv_bytes(_TREE), rows=lines(7), aside=5,
             read=None),
    standard("totals", "a-wrong-subtotal-by-account-codes", csv_bytes(_WRONG_TREE), rows=lines(3),
             aside=1, says=("jumlah_berbeda", "subtotal_berbeda"), read=None),
    Case("totals", "subtotals-by-programme-codes", csv_bytes(_PROGRAMME_TREE),
         {6: stored(_LEAF, _PROGRAMME_NAMES)}, aside=4),
    Case("totals", "an-agency-total-by-arithmetic",
         csv_bytes([_SHORT, ("1.01", "", "7"), ("1.01", "5.1.02", "3"), ("1.01", "5.2.02", "4"),
                    ("1.02", "5.1.02", "9")]),
         {3: _short("1.01", "5.1.02", "3"), 4: _short("1.01", "5.2.02", "4"),
          5: _short("1.02", "5.1.02", "9")}, aside=1),
    Case("totals", "a-row-without-account-that-is-no-sum",
         csv_bytes([_SHORT, ("1.01", "", "8"), ("1.01", "5.1.02", "3"), ("1.01", "5.2.02", "4")]),
         {2: _short("1.01", "", "8"), 3: _short("1.01", "5.1.02", "3"),
          4: _short("1.01", "5.2.02", "4")}, says=("baris_tanpa_rincian",)),
    Case("totals", "a-lone-shallow-account-is-a-line", budget(_account("5.2", "9"), line(1, "1")),
         lines(2, [_account("5.2", "9"), line(1, "1")])),
    Case("totals", "income-and-financing-are-no-spending",
         budget(_account("4.1.01", "9"), _account("6.1.01", "8"), line(1, "1")),
         {4: stored(line(1, "1"))}, aside=2),
    Case("totals", "equipment-called-total-station", budget(line(1, name="Total Station")),
         lines(2, [line(1, name="Total Station")])),
    Case("totals", "an-account-called-jumlah",
         csv_bytes([(*HEAD, "Uraian"), (*line(1), "Jumlah Peserta Pelatihan")]),
         {2: stored(line(1), nama_rekening="Jumlah Peserta Pelatihan")}),
    Case("totals", "a-recapitulation-read-as-an-agency", _RECAP_FILE,
         at(2, *(_short(*cells) for cells in _LINES)), outcome=ASKS, asks="rekap", aside=8,
         clerk=replace(SAID, recap="kecualikan")),
    Case("totals", "a-recapitulation-that-is-counted-after-all", _RECAP_FILE,
         at(2, *(_short(*cells) for cells in (*_LINES, *_RECAP))), outcome=ASKS, asks="rekap",
         clerk=replace(SAID, recap="sertakan")),
    Case("totals", "equal-agencies-are-no-recapitulation",
         csv_bytes([_SHORT, *[(f"1.0{n}", a, "500") for n in (1, 2) for a in _ACCOUNTS]]),
         at(2, *(_short(f"1.0{n}", a, "500") for n in (1, 2) for a in _ACCOUNTS))),
    Case("totals", "only-totals", csv_bytes([HEAD, _total("JUMLAH"), _total("TOTAL")]),
         outcome=REFUSED, refused=("tanpa_baris",), read_refused=True),
    Case("totals", "totals-of-people-are-set-aside",
         b"kode_skpd,satuan,target_l,target_p,target_total\n1.01,orang,5,6,11\n"
         b"1.02,orang,1,2,3\nJUMLAH,,6,8,14\n",
         {row: {"kode_daerah": "63.72", "tahun": "2025", "kode_skpd": code, "satuan": "orang",
                "target_l": men, "target_p": women, "target_total": both}
          for row, code, men, women, both in ((2, "1.01", "5", "6", "11"),
                                              (3, "1.02", "1", "2", "3"))},
         dataset="sasaran", aside=1),
    Case("totals", "totals-of-villages-are-set-aside",
         b"kode_wilayah,tahun,laki_laki,perempuan\n63.72.02.1003,2025,10,11\n"
         b"Jumlah,,10,11\n",
         {2: {"kode_daerah": "63.72", "kode_wilayah": "63.72.02.1003", "tahun": "2025",
              "laki_laki": "10", "perempuan": "11"}}, dataset="penduduk", aside=1),
]  # fmt: skip
