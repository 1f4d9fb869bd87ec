"""GAP, GBS and KAK of every tagged sub-activity: status, steps, who owes them, rupiah concerned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pug_metrics.metrics.answer import part
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.document_status import APPROVED, Document, document_of, filled_steps
from pug_metrics.metrics.names import labels
from pug_metrics.metrics.question import Reader, settle, where
from pug_metrics.metrics.result import TANPA_KODE, Slice
from pug_metrics.metrics.shapes import ZERO
from pug_metrics.reference.document_steps import KINDS
from pug_metrics.store.document_rows import DocumentKey, Row, by_document, in_force


@dataclass(frozen=True, slots=True)
class SubActivity:
    """A tagged sub-activity (code empty where the lines have none): ARG rupiah, documents by kind.

    ``apkm``: for each of a, p, k, m whether its tag says that it is answered; None: not recorded.
    """

    kode_skpd: str
    opd: str
    kode: str
    nama: str
    klaim: Decimal
    sah: Decimal
    dokumen: Mapping[str, Document]
    ada: Mapping[str, Decimal]
    apkm: Mapping[str, bool | None]

    @property
    def complete(self) -> bool:
        """Whether all three documents are approved."""
        return all(each.approved for each in self.dokumen.values())


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of document of an agency: sub-activities and ARG rupiah that have it, of all."""

    sub: int
    sub_dari: int
    rupiah: Decimal
    rupiah_dari: Decimal

    @property
    def percent_sub(self) -> float | None:
        """Share of the tagged sub-activities, 0 to 100."""
        return part(Decimal(self.sub), Decimal(self.sub_dari))

    @property
    def percent(self) -> float | None:
        """Share of the tagged rupiah, 0 to 100."""
        return part(self.rupiah, self.rupiah_dari)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One line of the matrix: an agency, a cell for each kind and one for all three together.

    ``apkm``: sub-activities whose tag answers a, p, k or m, without what no tag records (None: none
    of the four); ``apkm_dari`` tagged sub-activities.
    """

    kode: str
    nama: str
    klaim: Decimal
    sah: Decimal
    dokumen: Mapping[str, Cell]
    lengkap: Cell
    apkm: Mapping[str, int] | None
    apkm_dari: int

    @property
    def kurang(self) -> Decimal:
        """Tagged rupiah whose documents are not complete."""
        return self.klaim - self.sah


@dataclass(frozen=True, slots=True)
class DocumentBook:
    """All documents of a region, year and stage; sub-activities by what they lack in rupiah."""

    subs: tuple[SubActivity, ...]
    agencies: tuple[AgencyRow, ...]
    total: AgencyRow

    @property
    def missing(self) -> tuple[tuple[SubActivity, Document], ...]:
        """Every document that is not approved, the most rupiah first."""
        return self._documents(approved=False)

    @property
    def approved(self) -> tuple[tuple[SubActivity, Document], ...]:
        """Every approved document, by agency and sub-activity."""
        return self._documents(approved=True)

    def _documents(self, *, approved: bool) -> tuple[tuple[SubActivity, Document], ...]:
        found = [
            (sub, each)
            for sub in self.subs
            for each in sub.dokumen.values()
            if each.approved == approved
        ]
        return tuple(sorted(found, key=_order))

    @property
    def scarcest(self) -> str | None:
        """The kind that lacks most sub-activities; None where two lack as many, or none lacks."""
        owed = {kind: cell.sub_dari - cell.sub for kind, cell in self.total.dokumen.items()}
        most = max(owed.values(), default=0)
        worst = [kind for kind, number in owed.items() if number == most]
        return worst[0] if most and len(worst) == 1 else None

    def document(self, key: DocumentKey) -> tuple[SubActivity, Document] | None:
        """A document by its key, or None where its sub-activity is not tagged."""
        for sub in self.subs:
            if (sub.kode_skpd, sub.kode) == (key.kode_skpd, key.kode_sub_kegiatan):
                return sub, sub.dokumen[key.jenis]
        return None


def _order(each: tuple[SubActivity, Document]) -> tuple[object, ...]:
    sub, document = each
    return (-document.rupiah, sub.kode_skpd, sub.kode, KINDS.index(document.key.jenis))


def document_book(store: Reader, at: Slice) -> DocumentBook:
    """The documents of all tagged sub-activities of a region, year and stage (or one agency).

    Raises ``QuestionError`` where region, year or stage are open and the data hold several.
    """
    at = settle(store, (), at)
    lines = _lines(store, at)
    rows = by_document(in_force(store, str(at.daerah), int(at.tahun or 0)))
    steps = filled_steps(store, at)
    flags = _flags(store, at)
    keys = [(line["kode_skpd"], line["sub"] or TANPA_KODE) for line in lines]
    names = labels(store, (Grain.OPD, Grain.SUB_KEGIATAN), at, keys)
    subs = []
    for line, key in zip(lines, keys, strict=True):
        own = {kind: document_of(line, kind, rows, steps) for kind in KINDS}
        owned = {kind: line[f"rp_{kind.lower()}"] for kind in KINDS}
        agency = flags.get((line["kode_skpd"], None), _NO_FLAGS)
        found = flags.get((line["kode_skpd"], line["sub"]), agency)
        subs.append(
            SubActivity(
                line["kode_skpd"], names[key][0], line["sub"] or "", names[key][1],
                line["klaim"], line["sah"], own, owned, found,
            )
        )  # fmt: skip
    subs.sort(key=lambda sub: (sub.sah - sub.klaim, sub.kode_skpd, sub.kode))
    return DocumentBook(tuple(subs), _agencies(subs), _summed("", "", subs))


def _lines(store: Reader, at: Slice) -> list[Row]:
    asked = where(replace(at, kategori=None))
    kinds = ", ".join(
        f"bool_and(ada_{kind}) AS ada_{kind}, bool_or(ada_{kind}) AS sebagian_{kind}, "
        f"coalesce(sum(klaim) FILTER (ada_{kind}), 0)::DECIMAL(38,2) AS rp_{kind}"
        for kind in map(str.lower, KINDS)
    )
    found: list[Row] = store.query(
        "SELECT kode_skpd, kode_sub_kegiatan AS sub, sum(klaim) AS klaim, sum(sah) AS sah, "  # noqa: S608 - our columns
        f"{kinds} FROM baris WHERE {asked.sql} AND klaim > 0 GROUP BY ALL ORDER BY 1, 2",
        asked.params,
    ).to_pylist()
    return found


_FLAGS = ("a", "p", "k", "m")
_NO_FLAGS: Mapping[str, bool | None] = dict.fromkeys(_FLAGS)


def _flags(store: Reader, at: Slice) -> dict[tuple[str, str | None], Mapping[str, bool | None]]:
    """APKM flags of the tags by agency and sub-activity (None: of the whole agency)."""
    asked = where(at, (Grain.DAERAH, Grain.TAHUN, Grain.TAHAPAN, Grain.OPD))
    flags = ", ".join(f"bool_or(apkm_{flag}) AS {flag}" for flag in _FLAGS)
    condition = f"{asked.sql} AND coalesce(status, '{APPROVED}') NOT IN ('DRAF', 'DITOLAK')"
    rows = store.query(
        f"SELECT kode_skpd, kode_sub_kegiatan AS sub, {flags} FROM berlaku_tag_arg "  # noqa: S608 - our columns
        f"WHERE {condition} AND kategori_arg IN ('SPESIFIK', 'KESETARAAN', 'PELEMBAGAAN') "
        "GROUP BY ALL",
        asked.params,
    ).to_pylist()
    return {(row["kode_skpd"], row["sub"]): {flag: row[flag] for flag in _FLAGS} for row in rows}


def _agencies(subs: Sequence[SubActivity]) -> tuple[AgencyRow, ...]:
    """Agencies that tag anything, the most rupiah without documents first."""
    own: dict[str, list[SubActivity]] = defaultdict(list)
    for sub in subs:
        own[sub.kode_skpd].append(sub)
    made = [_summed(code, found[0].opd, found) for code, found in own.items()]
    return tuple(sorted(made, key=lambda row: (-row.kurang, -row.klaim, row.kode)))


def _summed(code: str, name: str, subs: Sequence[SubActivity]) -> AgencyRow:
    claimed = sum((sub.klaim for sub in subs), ZERO)
    documented = sum((sub.sah for sub in subs), ZERO)
    number = len(subs)
    cells = {
        kind: Cell(
            sum(sub.dokumen[kind].approved for sub in subs), number,
            sum((sub.ada[kind] for sub in subs), ZERO), claimed,
        )
        for kind in KINDS
    }  # fmt: skip
    whole = Cell(sum(sub.complete for sub in subs), number, documented, claimed)
    return AgencyRow(code, name, claimed, documented, cells, whole, _answered(subs), number)


def _answered(subs: Sequence[SubActivity]) -> Mapping[str, int] | None:
    """Sub-activities that answer a, p, k, m; one that no tag records is left out."""
    told = {flag: [sub.apkm[flag] for sub in subs] for flag in _FLAGS}
    known = {
        flag: sum(map(bool, values))
        for flag, values in told.items()
        if any(value is not None for value in values)
    }
    return known or None
