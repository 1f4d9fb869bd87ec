"""A planner's day: from the overview to what it lacks, decided by two names, frozen, shared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import App, menu, serving, settle

from pug_metrics.ingest import Answers, commit, understand
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.store import Store

GIVEN = Answers(tahun=2025, tahapan="MURNI", daerah="63.72")
EDUCATION, HEALTH = "1.01.01", "1.02.01"
WITHOUT_GBS, UNDECIDED = "1.01.02.2.01.0001", "1.01.02.2.01.0002"
HEAD = "kode_skpd,nama_skpd,kode_sub_kegiatan,nama_sub_kegiatan,kode_rekening,pagu"
ACCOUNT = "5.1.02.01.01.0001"
# 400 of 1,000 million are claimed, 100 documented, 200 undecided.
LINES = (
    f"{EDUCATION},Dinas Pendidikan,{WITHOUT_GBS},Bantuan Siswa,{ACCOUNT},300000000",
    f"{EDUCATION},Dinas Pendidikan,{UNDECIDED},Pelatihan Guru,{ACCOUNT},200000000",
    f"{HEALTH},Dinas Kesehatan,1.02.02.2.02.0001,Kesehatan Ibu,{ACCOUNT},100000000",
    f"{HEALTH},Dinas Kesehatan,1.02.02.2.02.0002,Gedung,{ACCOUNT},400000000",
)
TAGS = (
    f"{EDUCATION},{WITHOUT_GBS},KESETARAAN",
    f"{HEALTH},1.02.02.2.02.0001,SPESIFIK",
    f"{HEALTH},1.02.02.2.02.0002,NETRAL",
)
DOCUMENTS = (
    f"{EDUCATION},{WITHOUT_GBS},GAP,DISETUJUI",
    f"{EDUCATION},{WITHOUT_GBS},KAK,DISETUJUI",
    f"{EDUCATION},{WITHOUT_GBS},GBS,MENUNGGU_REVIEW",
    *(f"{HEALTH},1.02.02.2.02.0001,{kind},DISETUJUI" for kind in ("GAP", "GBS", "KAK")),
)


def _fill(data: Path) -> None:
    with Store.open(data / "pug.duckdb", simulated=False) as store:
        for dataset, head, rows in (
            ("anggaran", HEAD, LINES),
            ("tag_arg", "kode_skpd,kode_sub_kegiatan,kategori_arg", TAGS),
            ("dokumen", "kode_skpd,kode_sub_kegiatan,jenis,status", DOCUMENTS),
        ):
            text = "\n".join((head, *rows)).encode()
            commit(store, understand(dataset, text, f"{dataset}.csv", GIVEN, store), actor="Adi")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with serving(tmp_path_factory, _fill) as served:
        yield served


def _text(page, selector: str = ".stMain") -> str:
    return page.inner_text(selector).replace("\xa0", " ")


def _percent(value: float) -> str:
    with speaking("id"):
        return percent(value).replace("\xa0", " ")


def _rupiah(million: int) -> str:
    with speaking("id"):
        return rupiah(million * 1_000_000).replace("\xa0", " ")


def _range(page, low: float, high: float) -> None:
    """The title of the overview names both ends."""
    title = _text(page, "h1")
    assert _percent(low) in title, title
    assert _percent(high) in title, title


def _name(page, place: str, name: str) -> None:
    field = page.locator(f"[class*=st-key-aktor_{place}] input").first
    field.fill(name)
    field.press("Tab")
    settle(page)


def _tick(page, row: int) -> None:
    table = page.locator("[data-testid=stDataFrame]").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 35 * (row + 1) + 17)
    page.wait_for_selector(".st-key-kartu_terpilih")
    settle(page)


def _decide(page) -> None:
    """What is undecided is tagged by Ani; she may not approve it herself."""
    menu(page, "Kerjakan", "Penandaan")
    page.wait_for_url("**/penandaan**")
    settle(page)
    assert _rupiah(200) in _text(page, "h1")
    _tick(page, 0)
    _name(page, "penandaan", "Ani")
    with speaking("id"):
        page.get_by_test_id("stRadioGroup").get_by_text(say("kategori_SPESIFIK")).click()
        page.get_by_label(say("penandaan_alasan")).fill("Guru perempuan tertinggal")
    page.get_by_role("button", name="Ajukan 1 sub kegiatan").click()
    page.wait_for_selector(".st-key-penandaan_selesai")
    settle(page)


def _approve(page) -> None:
    page.locator("[class*=st-key-tanda_bagian]").get_by_text("Diajukan").click()
    settle(page)
    _tick(page, 0)
    _name(page, "penandaan", "Budi")
    page.get_by_role("button", name="Setujui 1 sub kegiatan").click()
    page.wait_for_selector(".st-key-penandaan_selesai")
    settle(page)


def _document(visit) -> None:
    """The GBS that Adi submitted is approved by Rina."""
    page = visit(f"/dokumen?data=sendiri&dok={EDUCATION}/{WITHOUT_GBS}/GBS")
    _name(page, "dokumen", "Rina")
    page.locator("[class*=st-key-dokumen_setujui_] button").first.click()
    page.wait_for_selector(".st-key-dokumen_hasil")
    settle(page)
    assert _rupiah(300) in _text(page, ".st-key-dokumen_hasil")


def _freeze(page, name: str) -> None:
    page.get_by_role("button", name="Kunci angka").click()
    page.get_by_role("textbox", name="Nama versi").fill(name)
    _name(page, "kunci", "Perencana")
    page.get_by_role("button", name="Kunci versi ini").click()
    page.get_by_text(f"Terkunci: {name}").wait_for()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Buka").first.click()
    page.locator(f".st-key-kunci_dilihat >> text={name}").wait_for()
    settle(page)


def test_a_planner_finds_decides_proves_freezes_and_shares(visit):
    page = visit("/?data=sendiri")
    _range(page, 10, 60)
    assert "Dinas Pendidikan" in _text(page)
    page.get_by_role("link", name="OPD").first.click()
    page.wait_for_url("**/opd**")
    settle(page)
    # Claimed and documented differ most in education: 300 million without a complete set.
    assert "Dinas Pendidikan" in _text(page, "h1")
    assert _rupiah(300) in _text(page)

    _decide(page)
    _approve(page)
    overview = visit("/?data=sendiri")
    _range(overview, 10, 60)
    assert _percent(60) in _text(overview)
    _document(visit)

    overview = visit("/?data=sendiri")
    # 600 of 1,000 million are claimed now, 400 documented.
    _range(overview, 40, 60)
    overview.get_by_role("button", name="Dari mana 60,0").first.click()
    receipt = overview.get_by_test_id("stPopoverBody").last
    receipt.get_by_text(_rupiah(600)).first.wait_for()
    told = receipt.inner_text().replace("\xa0", " ")
    assert _rupiah(1000) in told
    assert "tag_arg" in told or "Penandaan" in told
    overview.keyboard.press("Escape")

    overview = visit("/?data=sendiri")
    _freeze(overview, "Rakor Maret")
    shared = visit("/" + overview.url.split("/", 3)[3])
    _range(shared, 40, 60)
    assert "Rakor Maret" in _text(shared)
