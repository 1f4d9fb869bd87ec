"""What the command line says of a file and of the batches: lines to read, facts for scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pug_metrics.cli.deciding import choice_facts
from pug_metrics.cli.session import grid, session, tell, tell_json
from pug_metrics.language import has, say
from pug_metrics.language.numbers import count, moment, rupiah_full

if TYPE_CHECKING:
    from pug_metrics.ingest.findings import Finding
    from pug_metrics.ingest.inspection import Inspection
    from pug_metrics.ingest.report import Report, SetAside, Sums
    from pug_metrics.store import BatchRecord

_SHOWN_PER_KIND = {"galat": 10, "awas": 10, "catatan": 3}
_OPTIONS = {"kode_daerah": "--daerah", "tahun": "--tahun", "tahapan": "--tahapan",
            "sampai_bulan": "--sampai-bulan"}  # fmt: skip


def report(report: Report) -> None:
    """Tell what was understood of a file: columns, rows, findings, what is set aside, sums."""
    understood = say(
        "perintah_dipahami",
        berkas=report.file_name,
        dataset=report.dataset,
        baris=report.header_row,
    )
    sheet = say("perintah_lembar", lembar=report.sheet) if report.sheet else ""
    tell(f"{understood} {sheet}".rstrip())
    _columns(report)
    for key in report.lacks:
        tell(say(f"kurang_{key}"))
    _findings(report)
    _set_aside(report)
    _sums(report)


def understood(facts: Report) -> None:
    """What was understood of a file that is refused: in words, or for scripts."""
    if session().as_json:
        tell_json(report_facts(facts, ()))
    else:
        report(facts)


def _columns(report: Report) -> None:
    rows = [
        (
            each.header,
            each.column or say("perintah_tidak_dibaca"),
            each.way() if each.column else "",
        )
        for each in report.columns
    ]
    if rows:
        headers = (say("perintah_kolom_berkas"), say("perintah_kolom_dibaca"),
                   say("perintah_kolom_cara"))  # fmt: skip
        tell()
        tell(grid(headers, rows, frozenset()))
        tell()
    for question in report.questions:
        option = _OPTIONS.get(question, question)
        tell(say("perintah_perlu_jawaban", kolom=question, pilihan=option))
        said = report.proposals.get(question)
        if said:
            tell("  " + say("cocok_usul_jawaban", kolom=question, nilai=said, pilihan=option))


def _findings(report: Report) -> None:
    shown: Counter[str] = Counter()
    for finding in report.findings:
        shown[finding.kind] += 1
        most = _SHOWN_PER_KIND[str(finding.severity)]
        if shown[finding.kind] <= most:
            tell(_finding(finding))
        if shown[finding.kind] == most and report.counts[finding.kind] > most:
            tell(say("perintah_temuan_lain", jumlah=count(report.counts[finding.kind] - most)))


def _finding(finding: Finding) -> str:
    where = [say("perintah_di_baris", baris=finding.row)] if finding.row is not None else []
    if finding.column:
        where.append(say("perintah_di_kolom", kolom=finding.place()))
    if finding.value:
        where.append(f"“{finding.value}”")
    place = f" ({', '.join(where)})" if where else ""
    words = " ".join(filter(None, [finding.sentence(), finding.cure()]))
    return f"{_severity(finding)}{place}: {words}"


def _severity(finding: Finding) -> str:
    return {
        "galat": say("perintah_galat"),
        "awas": say("perintah_awas"),
        "catatan": say("perintah_catatan"),
    }[str(finding.severity)]


def _set_aside(report: Report) -> None:
    if not report.set_aside:
        return
    tell(say("perintah_disisihkan", jumlah=count(report.disisihkan)))
    for each in report.set_aside:
        tell(f"  {_set_aside_line(each)}")


def _set_aside_line(each: SetAside) -> str:
    amount = f", {rupiah_full(each.amount)}" if each.amount is not None else ""
    return f"{each.label()}: {say('perintah_jumlah_baris', jumlah=count(each.rows))}{amount}"


def _sums(report: Report) -> None:
    tell(
        say(
            "perintah_baris",
            dibaca=count(report.dibaca),
            diterima=count(report.diterima),
            ditolak=count(report.ditolak),
            disisihkan=count(report.disisihkan),
        )
    )
    sums = report.sums
    lines = (
        (say("perintah_jumlah_diterima"), sums.accepted),
        (say("perintah_jumlah_ditolak"), sums.rejected),
        (say("perintah_jumlah_berkas"), sums.declared),
        (say("perintah_jumlah_selisih"), sums.difference),
    )
    for name, amount in lines:
        if amount is not None:
            tell(f"{name}: {rupiah_full(amount)}")


def inspection(found: Inspection) -> None:
    """Tell what is in a file: its sheets, the dataset it looks like, and the report of that."""
    for sheet in found.sheets:
        tell(
            say(
                "perintah_isi_lembar",
                lembar=sheet.name or found.file_name,
                baris=count(sheet.rows),
                kolom=count(sheet.columns),
            )
        )
    if found.report is None:
        tell(say("perintah_dataset_tak_dikenali"))
    else:
        report(found.report)


def inspection_facts(found: Inspection) -> dict[str, object]:
    """What is in a file, for JSON; ``laporan`` is null where no dataset fits."""
    return {
        "berkas": found.file_name,
        "lembar": [
            {"nama": s.name, "baris": s.rows, "kolom": s.columns, "tampak": s.visible}
            for s in found.sheets
        ],
        "dataset": found.dataset,
        "laporan": report_facts(found.report, ()) if found.report else None,
    }


def batch_grid(records: Sequence[BatchRecord]) -> str:
    """The batches as a table for the terminal."""
    headers = (say("perintah_kolom_id"), say("perintah_kolom_dataset"), say("perintah_kolom_nama"),
               say("perintah_kolom_mode"), say("perintah_kolom_baris"),
               say("perintah_kolom_jumlah"), say("perintah_kolom_oleh"),
               say("perintah_kolom_waktu"), say("perintah_kolom_status"))  # fmt: skip
    rows = [
        (
            str(each.id_unggahan),
            each.dataset,
            each.berkas,
            str(each.mode),
            count(each.diterima),
            rupiah_full(each.jumlah) if each.jumlah is not None else "",
            each.aktor or say("ekspor_tanpa_nama"),
            moment(each.waktu.astimezone()),
            say("perintah_status_batal") if each.dibatalkan else each.status_data,
        )
        for each in records
    ]
    return grid(headers, rows, frozenset({0, 4, 5}))


def _money(value: Decimal | None) -> str | None:
    from pug_metrics.export.table import money_text

    return None if value is None else money_text(value)


def batch_facts(record: BatchRecord) -> dict[str, object]:
    """A batch for JSON: money as text, times in ISO form."""
    return {
        "id_unggahan": record.id_unggahan,
        "dataset": record.dataset,
        "berkas": record.berkas,
        "sha256": record.sha256,
        "mode": str(record.mode),
        "cakupan": [
            {"kode_daerah": s.kode_daerah, "tahun": s.tahun, "tahapan": s.tahapan,
             "kode_skpd": s.kode_skpd}
            for s in record.scopes
        ],
        "dibaca": record.dibaca,
        "diterima": record.diterima,
        "ditolak": record.ditolak,
        "disisihkan": record.disisihkan,
        "jumlah": _money(record.jumlah),
        "jumlah_berkas": _money(record.jumlah_berkas),
        "perubahan": record.catatan.get("perubahan"),
        "status_data": record.status_data,
        "aktor": record.aktor,
        "waktu": record.waktu.isoformat(),
        "dibatalkan": record.dibatalkan.isoformat() if record.dibatalkan else None,
    }  # fmt: skip


def report_facts(report: Report, records: Sequence[BatchRecord]) -> dict[str, object]:
    """What was understood, for JSON; ``unggahan`` lists what was stored."""
    return {
        "dataset": report.dataset,
        "berkas": report.file_name,
        "sha256": report.sha256,
        "lembar": report.sheet,
        "baris_judul": report.header_row,
        "kolom": [
            {"tajuk": each.header, "kolom": each.column or None, "cara": each.how}
            for each in report.columns
        ],
        "pertanyaan": list(report.questions),
        "usulan_jawaban": dict(report.proposals),
        "pilihan": choice_facts(report),
        "temuan": [_finding_facts(finding) for finding in report.findings],
        "jumlah_temuan": dict(report.counts),
        "disisihkan_rincian": [
            {"jenis": each.kind, "nama": each.label(), "baris": each.rows,
             "jumlah": _money(each.amount)}
            for each in report.set_aside
        ],
        "rekapitulasi": [
            {"kode_skpd": each.kode_skpd, "nama": each.nama, "baris": each.rows,
             "rekening": each.accounts, "rekening_sama": each.equal,
             "jumlah": _money(each.amount), "jumlah_sama": _money(each.equal_amount),
             "dikecualikan": each.excluded}
            for each in report.recaps
        ],
        "kurang": [say(f"kurang_{k}") if has(f"kurang_{k}") else k for k in report.lacks],
        "dibaca": report.dibaca,
        "diterima": report.diterima,
        "ditolak": report.ditolak,
        "disisihkan": report.disisihkan,
        "jumlah": _sums_facts(report.sums),
        "unggahan": [batch_facts(record) for record in records],
    }  # fmt: skip


def _sums_facts(sums: Sums) -> dict[str, str | None]:
    return {
        "diterima": _money(sums.accepted),
        "ditolak": _money(sums.rejected),
        "disisihkan": _money(sums.set_aside),
        "berkas": _money(sums.declared),
        "selisih": _money(sums.difference),
    }


def _finding_facts(finding: Finding) -> dict[str, object]:
    return {
        "jenis": finding.kind,
        "tingkat": str(finding.severity),
        "baris": finding.row,
        "kolom": finding.column,
        "nilai": finding.value,
        "kalimat": finding.sentence(),
        "cara": finding.cure(),
    }
