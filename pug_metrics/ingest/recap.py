"""A recapitulation read as an agency: its accounts repeat the sum of all others, to the sen."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.report import Recapitulation
from pug_metrics.tables.masks import sure

MIN_ACCOUNTS = 5
MIN_AGENCIES = 3
_WIDE = pa.decimal128(38, 2)
# Room for one more digit: a difference of decimal128(38) would need 39.
_SUM = pa.decimal128(30, 2)


def find_recaps(lines: pa.Table, measure: str, *, excluded: bool) -> tuple[Recapitulation, ...]:
    """Agencies of which at least half the accounts (five or more) equal the sum of all others.

    ``lines``: ``kode_skpd, nama_skpd, kode_rekening`` and the measure. With fewer than three
    agencies the question has no answer (each of two equal agencies would repeat the other).
    """
    known = lines.select([*_KEYS, measure])
    if any(known[name].null_count for name in _KEYS):
        known = known.filter(pc.and_(*(pc.is_valid(known[name]) for name in _KEYS)))
    if known.num_rows == 0 or pc.count_distinct(known["kode_skpd"]).as_py() < MIN_AGENCIES:
        return ()
    own = by_agency_and_account(known, measure)
    whole = own.group_by(["kode_rekening"]).aggregate([(measure, "sum")])
    at = pc.index_in(own["kode_rekening"], whole["kode_rekening"].combine_chunks())
    amount = own[measure].cast(_SUM)
    others = pc.subtract(whole[f"{measure}_sum"].cast(_SUM).take(at), amount)
    equal = pc.equal(amount, others)
    judged = own.append_column("sama", pc.cast(sure(equal), pa.int64()))
    counts = judged.group_by(["kode_skpd"]).aggregate([("sama", "sum"), ([], "count_all")])
    found = []
    for code, same, accounts in zip(
        *(counts[name].to_pylist() for name in ("kode_skpd", "sama_sum", "count_all")), strict=True
    ):
        if accounts >= MIN_ACCOUNTS and same * 2 >= accounts:
            each = _recap(code, lines, judged, measure, excluded=excluded)
            found += [each] if each.equal_amount else []
    return tuple(found)


_KEYS = ("kode_skpd", "kode_rekening")


def by_agency_and_account(lines: pa.Table, measure: str) -> pa.Table:
    """Sums an agency and account: ``kode_skpd, kode_rekening`` and the measure, exact.

    Grouped by one number a row, then named again.
    """
    agency, account = (_encoded(lines[name]) for name in _KEYS)
    size = max(1, len(account.dictionary))
    keys = pc.add(pc.multiply(agency.indices.cast(pa.int64()), size), account.indices)
    amounts = lines[measure].cast(_WIDE)
    grouped = pa.table({"kunci": keys, measure: amounts}).group_by(["kunci"])
    sums = grouped.aggregate([(measure, "sum")])
    agencies = pc.divide(sums["kunci"], size)
    return pa.table(
        {
            "kode_skpd": agency.dictionary.take(agencies),
            "kode_rekening": account.dictionary.take(
                pc.subtract(sums["kunci"], pc.multiply(agencies, size))
            ),
            measure: sums[f"{measure}_sum"],
        }
    )


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return column.combine_chunks().dictionary_encode()


def _recap(
    code: str, lines: pa.Table, judged: pa.Table, measure: str, *, excluded: bool
) -> Recapitulation:
    own = lines.filter(pc.equal(lines["kode_skpd"], code))
    accounts = judged.filter(pc.equal(judged["kode_skpd"], code))
    same = accounts.filter(pc.equal(accounts["sama"], 1))
    names = [name for name in own["nama_skpd"].unique().to_pylist() if name]
    return Recapitulation(
        kode_skpd=code,
        nama=names[0] if names else code,
        rows=own.num_rows,
        accounts=accounts.num_rows,
        equal=same.num_rows,
        amount=pc.sum(own[measure].cast(_WIDE)).as_py(),
        equal_amount=pc.sum(same[measure].cast(_WIDE)).as_py(),
        excluded=excluded,
    )
