"""Recomputes every metric from the source rows, step by step, in plain Python.

Imports nothing of the package: only csv, decimal and fractions. Rupiah are integers of sen.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

ARG = ("SPESIFIK", "KESETARAAN", "PELEMBAGAAN")
PLACES = ("kecamatan", "desa")
BASES = ("TOTAL_BELANJA", "BELANJA_LANGSUNG", "BJ_BANSOS_MODAL", "TANPA_PENUNJANG")
TREE = ("opd", "urusan", "bidang", "program", "kegiatan", "sub_kegiatan")
NO_DATA = (None, None, None, "DATA_KOSONG")


def read(folder: Path) -> dict[str, list[dict]]:
    """Every CSV of a folder, by name; an empty cell is None."""
    return {
        path.stem: [
            {key: value or None for key, value in row.items()}
            for row in csv.DictReader(path.open(encoding="utf-8", newline=""))
        ]
        for path in sorted(folder.glob("*.csv"))
    }


def sen(text: str | None) -> int | None:
    return None if text is None else int(Decimal(text) * 100)


def half_up(top: int, bottom: int) -> int:
    return (2 * top + bottom) // (2 * bottom)


def in_accounts(code: str | None, inside: tuple[str, ...], outside: tuple[str, ...]) -> bool | None:
    if code is None:
        return None
    best, answer = -1, False
    for prefix in inside + outside:
        if prefix.startswith(code + "."):
            return None
        if (code == prefix or code.startswith(prefix + ".")) and len(prefix) > best:
            best, answer = len(prefix), prefix in inside
    return answer


def most_specific(found: dict, line: dict, *scope: str):
    """Sub-activity and account, sub-activity, account, agency: the first that there is."""
    sub, account = line["sub_kegiatan"], line["rekening"]
    for codes in ((sub, account), (sub, None), (None, account), (None, None)):
        key = (*(line[name] for name in scope), *codes)
        if key in found:
            return found[key]
    return None


class Oracle:
    def __init__(self, data: dict[str, list[dict]]) -> None:
        self.data = defaultdict(list, data)
        self.lines = self._lines()
        self.parts = self._placed()
        self.spent = self._spent()
        self.years: dict = {}

    def near(self, kind: str, at: dict) -> list[dict]:
        """Lines, parts or spent rows of the year that a slice names, looked up once."""
        if "daerah" not in at or "tahun" not in at:
            return getattr(self, kind)
        if kind not in self.years:
            found = self.years.setdefault(kind, defaultdict(list))
            for row in getattr(self, kind):
                found[row["daerah"], row["tahun"]].append(row)
        return self.years[kind][at["daerah"], str(at["tahun"])]

    # -- lines -----------------------------------------------------------------------------------

    def _lines(self) -> list[dict]:
        tags, documents = {}, defaultdict(dict)
        for row in self.data["tag_arg"]:
            if (row.get("status") or "DISETUJUI") in ("DRAF", "DITOLAK"):
                continue
            key = (row["kode_daerah"], row["tahun"], row["tahapan"], row["kode_skpd"])
            tags[(*key, row.get("kode_sub_kegiatan"), row.get("kode_rekening"))] = row
        for row in self.data["dokumen"]:
            key = (row["kode_daerah"], row["tahun"], row["kode_skpd"])
            key = (*key, row.get("kode_sub_kegiatan"), row.get("kode_rekening"))
            documents[row["jenis"]][key] = row["status"] == "DISETUJUI"
        return [
            self._line(row, number, tags, documents)
            for number, row in enumerate(self.data["anggaran"])
        ]

    def _line(self, row: dict, number: int, tags: dict, documents: dict) -> dict:
        sub = row.get("kode_sub_kegiatan")
        pieces = sub.split(".") if sub else []
        program = row.get("kode_program") or (".".join(pieces[:3]) if sub else None)
        field = row.get("kode_bidang_urusan") or (
            ".".join(program.split(".")[:2]) if program else None
        )
        line = {
            "daerah": row["kode_daerah"], "tahun": row["tahun"], "tahapan": row["tahapan"],
            "opd": row["kode_skpd"], "sub_unit": row.get("kode_sub_unit"),
            "urusan": row.get("kode_urusan") or (field.split(".")[0] if field else None),
            "bidang": field, "program": program,
            "kegiatan": row.get("kode_kegiatan") or (".".join(pieces[:5]) if sub else None),
            "sub_kegiatan": sub, "rekening": row.get("kode_rekening"),
            "sumber_dana": row.get("kode_sumber_dana"), "pagu": sen(row["pagu"]),
            "uraian": row.get("uraian_paket") or row.get("nama_rekening")
            or row.get("nama_sub_kegiatan"),
            "id": number, "kecamatan": None, "desa": None,
        }  # fmt: skip
        tag = most_specific(tags, line, "daerah", "tahun", "tahapan", "opd")
        line["kategori"] = tag["kategori_arg"] if tag else "BELUM_DINILAI"
        line["klaim"] = 0
        if line["kategori"] in ARG:
            weight = Decimal(tag.get("bobot_arg") or "1")
            line["klaim"] = half_up(line["pagu"] * int(weight * 100), 100)
        line["apkm"] = {letter: tag.get(f"apkm_{letter}") if tag else None for letter in "apkm"}
        line["dokumen"] = {
            kind: most_specific(documents[kind], line, "daerah", "tahun", "opd") or False
            for kind in ("GAP", "GBS", "KAK")
        }
        line["sah"] = line["klaim"] if all(line["dokumen"].values()) else 0
        line["belum"] = line["pagu"] if line["kategori"] == "BELUM_DINILAI" else 0
        account = line["rekening"]
        line["basis"] = {
            "TOTAL_BELANJA": True,
            "BELANJA_LANGSUNG": in_accounts(account, ("5.1", "5.2"), ("5.1.01",)),
            "BJ_BANSOS_MODAL": in_accounts(account, ("5.1.02", "5.1.06", "5.2"), ()),
            "TANPA_PENUNJANG": None if program is None else not program.endswith(".01"),
        }
        return line

    # -- groups of lines -------------------------------------------------------------------------

    @staticmethod
    def _named_by(line: dict, *names: str) -> list[tuple]:
        """The groups that would name a line, the most specific first."""
        codes = [(line[name], None) for name in ("sub_kegiatan", "rekening", "sumber_dana", *names)]
        return list(dict.fromkeys(product(*codes)))

    def _group_of(self, groups, line: dict, *names: str) -> tuple | None:
        return next((group for group in self._named_by(line, *names) if group in groups), None)

    # -- places ----------------------------------------------------------------------------------

    def _placed(self) -> list[dict]:
        named = defaultdict(lambda: defaultdict(list))
        for row in self.data["lokasi"]:
            if len(row["kode_wilayah"]) >= 8:
                scope = (row["kode_daerah"], row["tahun"], row["tahapan"], row["kode_skpd"])
                codes = ("kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana", "kode_sub_unit")
                named[scope][tuple(row.get(code) for code in codes)].append(row)
        members = defaultdict(list)
        parts = []
        for line in sorted(self.lines, key=_order):
            scope = (line["daerah"], line["tahun"], line["tahapan"], line["opd"])
            group = self._group_of(named[scope], line, "sub_unit")
            if group is None:
                parts.append(
                    {**line, "fine": dict.fromkeys((*TREE, "rekening", "sumber_dana"), True)}
                )
            else:
                members[scope, group].append(line)
        for (scope, group), lines in members.items():
            parts += self._split(lines, named[scope][group])
        return parts

    def _split(self, lines: list[dict], rows: list[dict]) -> list[dict]:
        whole = sum(line["pagu"] for line in lines)
        given = [(place, amount) for place, amount in self._given(rows, whole) if amount > 0]
        alike = ("rekening", "sumber_dana")
        fine = {"opd": True} | {name: len({line[name] for line in lines}) == 1 for name in alike}
        shared = {name: len({line[name] for line in lines}) == 1 and lines[0][name] is not None
                  for name in TREE[1:]}  # fmt: skip
        depth = max((i for i, name in enumerate(TREE[1:], 1) if shared[name]), default=0)
        fine |= {name: i <= depth for i, name in enumerate(TREE)}
        if not given or sum(amount for _, amount in given) > whole:
            fine = dict.fromkeys(fine, True)
            return [{**line, "fine": fine} for line in lines]
        bounds, so_far = [0], 0
        for line in lines:
            so_far += line["pagu"]
            bounds.append(so_far)
        taken, left = {}, whole
        rest = whole - sum(amount for _, amount in given)
        for place, amount in [(None, rest), *reversed(given)]:
            kept = left - amount
            nearer = [half_up(bound * kept, left) if left else 0 for bound in bounds]
            taken[place] = [
                (bounds[i + 1] - bounds[i]) - (nearer[i + 1] - nearer[i]) for i in range(len(lines))
            ]
            bounds, left = nearer, kept
        return [
            part
            for i, line in enumerate(lines)
            for part in self._line_parts(
                line, {place: got[i] for place, got in taken.items()}, fine
            )
        ]

    @staticmethod
    def _given(rows: list[dict], whole: int) -> list[tuple[str, int]]:
        money, share = defaultdict(int), defaultdict(int)
        for row in rows:
            if row.get("rupiah") is not None:
                money[row["kode_wilayah"]] += sen(row["rupiah"])
            else:
                share[row["kode_wilayah"]] += int(Decimal(row["persen"]) * 10000)
        found, so_far = [], 0
        for place in sorted({*money, *share}):
            before = half_up(whole * so_far, 1_000_000)
            so_far += share[place]
            found.append((place, money[place] + half_up(whole * so_far, 1_000_000) - before))
        return found

    @staticmethod
    def _line_parts(line: dict, got: dict, fine: dict) -> list[dict]:
        if line["pagu"] == 0:
            return [{**line, "fine": dict.fromkeys(fine, True)}]
        parts, so_far = [], 0
        for place in [*sorted(p for p in got if p), None]:
            amount = got.get(place, 0)
            if amount == 0:
                continue
            claim = half_up(line["klaim"] * (so_far + amount), line["pagu"])
            claim -= half_up(line["klaim"] * so_far, line["pagu"])
            so_far += amount
            parts.append(
                {**line, "pagu": amount, "klaim": claim, "sah": claim if line["sah"] else 0,
                 "belum": amount if line["belum"] else 0, "fine": fine,
                 "kecamatan": place[:8] if place else None,
                 "desa": place if place and len(place) == 13 else None}
            )  # fmt: skip
        return parts

    # -- realisation -----------------------------------------------------------------------------

    def _spent(self) -> list[dict]:
        reported = defaultdict(lambda: defaultdict(int))
        for row in self.data["realisasi"]:
            codes = ("kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana")
            scope = (row["kode_daerah"], row["tahun"], row["kode_skpd"])
            group = tuple(row.get(code) for code in codes)
            reported[(*scope, row["sampai_bulan"])][group] += sen(row["realisasi"])
        agencies = self._agencies()
        stages = {line["tahapan"] for line in self.lines}
        alike = self._alike(reported, agencies, stages)
        found = []
        for (region, year, agency, month), groups in reported.items():
            for stage in stages:
                members = defaultdict(list)
                for line in agencies[region, year, agency, stage]:
                    group = self._group_of(groups, line)
                    if group is not None:
                        members[group].append(line)
                for group, lines in members.items():
                    named = alike[(region, year, agency), stage, group]
                    found.append(self._spent_row(lines, named, groups[group], month))
        return found

    def _agencies(self) -> dict:
        found = defaultdict(list)
        for line in self.lines:
            found[line["daerah"], line["tahun"], line["opd"], line["tahapan"]].append(line)
        return found

    def _alike(self, reported: dict, agencies: dict, stages: set) -> dict:
        """All lines that a group names, in whatever month it is reported."""
        everything: dict[tuple, set] = defaultdict(set)
        for scope, groups in reported.items():
            everything[scope[:3]] |= set(groups)
        found = defaultdict(list)
        for scope, groups in everything.items():
            for stage in stages:
                for line in agencies[(*scope, stage)]:
                    for group in groups.intersection(self._named_by(line)):
                        found[scope, stage, group].append(line)
        return found

    @staticmethod
    def _spent_row(lines: list[dict], named: list[dict], spent: int, month: str) -> dict:
        ceiling = sum(line["pagu"] for line in lines)
        claim = sum(line["klaim"] for line in lines)
        if ceiling:
            arg = half_up(spent * claim, ceiling)
        else:
            arg = spent if all(line["kategori"] in ARG for line in lines) else 0
        row = {name: lines[0][name] for name in ("daerah", "tahun", "tahapan", "opd")}
        for name in (*TREE[1:], "rekening", "sumber_dana"):
            codes = {line[name] for line in named}
            row[name] = next(iter(codes)) if len(codes) == 1 else None
        return row | {
            "bulan": month, "pagu_arg": claim, "arg": arg,
            "pagu_non": ceiling - claim, "non": spent - arg,
        }  # fmt: skip


def _order(line: dict) -> tuple:
    names = (
        "daerah",
        "tahun",
        "tahapan",
        "opd",
        "sub_kegiatan",
        "rekening",
        "sumber_dana",
        "sub_unit",
    )
    text = tuple((line[name] is None, line[name] or "") for name in names)
    return (*text, line["pagu"], (line["uraian"] is None, line["uraian"] or ""), line["id"])


def keep(row: dict, at: dict) -> bool:
    """Whether a row lies in the slice (category and month are looked at elsewhere)."""
    for name, wanted in at.items():
        if name in ("kategori", "sampai_bulan"):
            continue
        code = row[name]
        if wanted in ("TANPA_KODE", "TANPA_LOKASI"):
            if code is not None:
                return False
        elif name == "rekening":
            if code is None or not (code == wanted or code.startswith(wanted + ".")):
                return False
        elif code != str(wanted):
            return False
    return True


def key_of(row: dict, by: tuple[str, ...]) -> tuple[str, ...]:
    gone = {name: "TANPA_LOKASI" if name in PLACES else "TANPA_KODE" for name in by}
    return tuple(gone[name] if row[name] is None else str(row[name]) for name in by)


def grouped(rows: list[dict], by: tuple[str, ...]) -> dict[tuple[str, ...], list[dict]]:
    found = defaultdict(list)
    for row in rows:
        found[key_of(row, by)].append(row)
    return found


def share(top: int, bottom: int, scale: int = 100) -> tuple:
    if bottom == 0:
        return (top, bottom, None, "PENYEBUT_NOL")
    return (top, bottom, Fraction(top, bottom) * scale, None)
