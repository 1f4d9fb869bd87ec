"""The simulated sample goes through the same intake, once."""

from __future__ import annotations

import lzma
import tomllib
from pathlib import Path

import pytest

from pug_metrics.ingest import load_sample
from pug_metrics.ingest.sample import sample_complete
from pug_metrics.settings import sample_folder
from pug_metrics.store import Store


def small_sample(folder: Path) -> Path:
    """The smallest files of the sample: places, people and agencies of both regions."""
    folder.mkdir()
    entries = tomllib.loads((sample_folder() / "manifest.toml").read_text("utf-8"))["berkas"]
    lines = []
    for entry in entries:
        if entry["dataset"] in ("wilayah", "penduduk", "opd", "dokumen"):
            name = entry["berkas"]
            (folder / name).write_bytes((sample_folder() / name).read_bytes())
            lines.append(
                f'[[berkas]]\ndataset = "{entry["dataset"]}"\nberkas = "{name}"\n'
                f'kode_daerah = "{entry["kode_daerah"]}"\n'
            )
    (folder / "manifest.toml").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.mark.cepat
def test_the_sample_is_loaded_once_and_labelled(tmp_path: Path):
    folder = small_sample(tmp_path / "contoh")
    steps: list[tuple[int, int, str]] = []
    with Store.open(tmp_path / "contoh.duckdb", simulated=True) as store:
        load_sample(store, lambda *step: steps.append(step), folder)
        first = store.version
        load_sample(store, None, folder)
        assert store.version == first
        assert {record.status_data for record in store.batches()} == {"simulasi"}
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1] == len(steps) - 1


def test_every_row_of_the_whole_sample_comes_in(tmp_path: Path):
    expected: dict[str, int] = {}
    for entry in tomllib.loads((sample_folder() / "manifest.toml").read_text("utf-8"))["berkas"]:
        text = lzma.decompress((sample_folder() / entry["berkas"]).read_bytes()).decode("utf-8-sig")
        expected[entry["berkas"].removesuffix(".xz")] = len(text.splitlines()) - 1
    with Store.open(tmp_path / "contoh.duckdb", simulated=True) as store:
        load_sample(store)
        assert {record.berkas: record.diterima for record in store.batches()} == expected
        assert (
            sum(record.diterima for record in store.batches() if record.dataset == "anggaran")
            >= 100_000
        )


@pytest.mark.cepat
def test_a_sample_of_an_older_edition_gets_the_files_that_it_lacks(tmp_path: Path):
    folder = small_sample(tmp_path / "contoh")
    manifest = (folder / "manifest.toml").read_text("utf-8")
    first, rest = manifest.split("\n\n", 1)
    (folder / "manifest.toml").write_text(first, "utf-8")
    with Store.open(tmp_path / "contoh.duckdb", simulated=True) as store:
        assert not sample_complete(store, folder)
        load_sample(store, None, folder)
        assert sample_complete(store, folder)
        (folder / "manifest.toml").write_text(f"{first}\n\n{rest}", "utf-8")
        assert not sample_complete(store, folder)
        load_sample(store, None, folder)
        assert sample_complete(store, folder)
        names = [record.berkas for record in store.batches()]
        assert len(names) == len(set(names))
