"""The page Kesenjangan: sentence, lists, detail, decisions under a name, read-only states."""

from __future__ import annotations

import pytest
from budget_world import HEAD, Agency, load, put
from page_runs import framed, page, shown, texts

from pages.parts import kesenjangan_files, kesenjangan_words
from pug_metrics.ingest import commit, understand
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics.issue_gaps import issue_gaps
from pug_metrics.metrics.result import Slice
from pug_metrics.store import Mode

AT = Slice(daerah="63.72", tahun=2025, tahapan="MURNI")
YEAR = {name: HEAD[name] for name in ("kode_daerah", "tahun")}
HEALTH, SOCIAL = "1.02.01", "1.06.01"
# Of each agency: sub-activity 1 documented, 2 tagged, 3 neutral.
AGENCIES = (
    Agency(HEALTH, "Dinas Kesehatan", 600_000_000, 300_000_000, 100_000_000),
    Agency(SOCIAL, "Dinas Sosial", 400_000_000, 100_000_000),
)
STUNTING, POOR = "Balita stunting", "Penduduk miskin"


def sub(agency: str, number: int) -> str:
    return f"{agency[:4]}.02.2.01.{number:04d}"


def people(name: str, men: str, women: str, **more: str) -> dict[str, str]:
    return YEAR | {"kode_wilayah": "63.72", "indikator": name, "laki_laki": men,
                   "perempuan": women, "satuan": "persen", "sumber": "Uji"} | more  # fmt: skip


def link(name: str, agency: str, number: int, status: str = "DISETUJUI") -> dict[str, str]:
    return YEAR | {"indikator": name, "kode_skpd": agency, "status": status,
                   "kode_sub_kegiatan": sub(agency, number), "alasan": "Uji"}  # fmt: skip


def add(store, dataset: str, row: dict[str, str], name: str) -> None:
    """One more row, beside those of the same scope."""
    text = f"{';'.join(row)}\n{';'.join(row.values())}\n".encode()
    commit(store, understand(dataset, text, name), actor="Penguji", mode=Mode.TAMBAH)


@pytest.fixture
def filled(store):
    load(store, AGENCIES)
    put(store, "data_terpilah", [people(STUNTING, "15", "12"), people(POOR, "7", "8")], "t.csv")
    put(store, "tautan_isu", [link(STUNTING, HEALTH, 1), link(STUNTING, HEALTH, 3)], "tautan.csv")
    return store


def run(language: str = "id", **state: object):
    return shown("kesenjangan", language, **state)


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_people_the_page_leads_to_the_template_and_the_upload(store, language):
    load(store, AGENCIES)
    test = run(language)
    with speaking(language):
        assert test.title[0].value == say("kesenjangan_kosong_judul", tahun="2025")
        assert say("kesenjangan_kosong") in texts(test)
        assert test.button(key="kesenjangan_ke_unggah").label == say("kesenjangan_unggah")


def test_an_empty_database_says_so(store):
    assert run().title[0].value == say("kosong_judul_sendiri")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sentence_counts_gaps_without_money_and_rupiah_without_a_gap(filled, language):
    title = run(language).title[0].value
    with speaking(language):
        assert say("kesenjangan_judul_tanpa", jumlah="1", semua="2") in title
        # 400 million are ARG, 100 of them linked.
        facts = {"rupiah": rupiah(300_000_000), "persen": percent(75)}
        assert say("kesenjangan_uang_lepas", **facts) in title


def test_one_more_link_moves_sentence_and_lists(filled):
    before = run()
    assert rupiah(300_000_000) in before.title[0].value
    add(filled, "tautan_isu", link(POOR, SOCIAL, 2), "lagi.csv")
    after = run()
    facts = {"rupiah": rupiah(200_000_000), "persen": percent(50)}
    assert after.title[0].value == (
        f"{say('kesenjangan_judul_semua', semua='2')}; {say('kesenjangan_uang_lepas', **facts)}"
    )
    assert say("kesenjangan_tanpa_uang_nihil") in texts(after)
    assert len(before.dataframe[1].value) == len(after.dataframe[0].value) + 1


def test_another_value_in_one_row_moves_the_figure(filled):
    assert "3 (20,0" in texts(run(isu="balita stunting"))
    add(filled, "data_terpilah", people("Ketiga", "10", "4"), "baru.csv")
    assert say("kesenjangan_judul_tanpa", jumlah="2", semua="3") in run().title[0].value
    assert "6 (60,0" in texts(run(isu="ketiga"))


def test_decisions_have_their_place_in_the_frame_too(filled):
    add(filled, "tautan_isu", link(POOR, SOCIAL, 2, "USULAN"), "usulan.csv")
    test = framed("kesenjangan")
    assert test.button(key="kesenjangan_simpan").disabled


def test_the_threshold_is_kept_in_the_link_and_said(filled):
    test = run(ambang=25)
    said = kesenjangan_words.threshold(25.0)
    assert say("kesenjangan_judul_nihil", ambang=said) in test.title[0].value
    assert said in texts(test)
    assert test.query_params["ambang"] == "25"


def test_both_lists_hold_what_the_metric_finds(filled):
    test = run()
    gaps, loose = test.dataframe[0].value, test.dataframe[1].value
    found = issue_gaps(filled, AT)
    names = [kesenjangan_words.name(each) for each in found.without_money]
    assert list(gaps[say("kesenjangan_kolom_indikator")]) == names
    assert list(loose[say("kesenjangan_kolom_klaim")]) == [200_000_000, 100_000_000]
    assert list(loose[say("kesenjangan_kolom_kode")]) == [sub(HEALTH, 2), sub(SOCIAL, 2)]


def test_an_indicator_shows_its_lines_with_file_and_row(filled):
    test = run(isu="balita stunting")
    told = texts(test)
    facts = {"pagu": rupiah(400_000_000), "klaim": rupiah(100_000_000), "sah": rupiah(100_000_000),
             "baris": "2", "opd": "Dinas Kesehatan"}  # fmt: skip
    assert say("kesenjangan_tertaut", **facts) in told
    lines = test.dataframe[2].value
    assert list(lines[say("kuitansi_kolom_pagu")]) == [300_000_000, 100_000_000]
    assert set(lines[say("kuitansi_kolom_berkas")]) == {"anggaran_2025.csv"}


def test_a_suggestion_is_linked_under_a_name_and_can_be_undone(filled):
    add(filled, "tautan_isu", link(POOR, SOCIAL, 2, "USULAN"), "usulan.csv")
    test = run(isu="penduduk miskin")
    key = f"putus_penduduk miskin_{SOCIAL}_{sub(SOCIAL, 2)}"
    assert test.button(key="kesenjangan_simpan").disabled
    test.segmented_control(key=key).set_value("tautkan").run()
    assert test.button(key="kesenjangan_simpan").disabled
    test.text_input(key="aktor_tautan").set_value("Sari").run()
    test.button(key="kesenjangan_simpan").click().run()
    assert not test.exception
    last = filled.batches()[-1]
    assert (last.dataset, last.aktor, str(last.mode), last.diterima) == (
        "tautan_isu", "Sari", "perubahan", 1,
    )  # fmt: skip
    assert say("kesenjangan_tersimpan", jumlah="1", id=last.id_unggahan) in texts(test)
    assert say("kesenjangan_judul_semua", semua="2") in test.title[0].value
    filled.undo(last.id_unggahan, "Sari")
    assert say("kesenjangan_judul_tanpa", jumlah="1", semua="2") in run().title[0].value


def test_any_sub_activity_can_be_searched_and_a_link_taken_away(filled):
    test = run(isu="balita stunting", aktor="Sari")
    test.text_input(key="kesenjangan_cari").set_value("dinas sosial").run()
    found = [each.key for each in test.segmented_control]
    assert f"putus_balita stunting_{SOCIAL}_{sub(SOCIAL, 2)}" in found
    key = f"putus_balita stunting_{HEALTH}_{sub(HEALTH, 1)}"
    test.segmented_control(key=key).set_value("bukan").run()
    test.button(key="kesenjangan_simpan").click().run()
    assert [each.kode_sub_kegiatan for each in issue_gaps(filled, AT).issues[0].linked] == [
        sub(HEALTH, 3)
    ]


def test_what_is_in_force_already_is_refused_with_a_reason(filled):
    test = run(isu="penduduk miskin", aktor="Sari")
    test.text_input(key="kesenjangan_cari").set_value("dinas sosial").run()
    key = f"putus_penduduk miskin_{SOCIAL}_{sub(SOCIAL, 2)}"
    test.segmented_control(key=key).set_value("tautkan").run()
    told = say("kesenjangan_dasar_cari")
    row = link(POOR, SOCIAL, 2) | {"alasan": told, "penanda": "Sari"}
    add(filled, "tautan_isu", row, "sama.csv")
    test.button(key="kesenjangan_simpan").click().run()
    assert len(test.error) == 1


def test_the_sample_and_a_frozen_version_can_only_be_looked_at(filled, monkeypatch):
    named = filled.freeze("Rakor Maret", "Bappeda")
    frozen = run(versi=str(named.id_versi))
    assert say("kesenjangan_lihat_beku") in texts(frozen)
    assert not frozen.segmented_control
    monkeypatch.setattr("pages.parts.session.store", lambda: filled)
    test = page("kesenjangan", data="contoh").run()
    assert not test.exception
    assert say("kesenjangan_lihat_contoh") in texts(test)
    assert not test.segmented_control


def test_links_to_unknown_indicators_are_said(filled):
    add(filled, "tautan_isu", link("Tidak ada", SOCIAL, 2), "asing.csv")
    assert say("kesenjangan_tak_dikenal", daftar="Tidak ada") in texts(run())


def test_the_files_hold_every_indicator_and_every_loose_rupiah(filled):
    found = issue_gaps(filled, AT)
    rows = kesenjangan_files.issue_rows(found).to_pylist()
    told = [(row["indikator"], str(row["selisih"]), row["pagu_tertaut"]) for row in rows]
    assert told == [(STUNTING, "-3.0000", 400_000_000), (POOR, "1.0000", 0)]
    loose = kesenjangan_files.loose_rows(found)
    assert sum(loose["klaim"].to_pylist()) == found.loose_klaim == 300_000_000


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_word_of_the_page_claims_a_cause(filled, language):
    told = " ".join([*texts(run(language)).split(), run(language).title[0].value]).casefold()
    causes = {"id": ("karena", "akibat", "menyebabkan", "berdampak"),
              "en": ("because", "caused", "due to", "impact")}  # fmt: skip
    assert not [word for word in causes[language] if word in told]
