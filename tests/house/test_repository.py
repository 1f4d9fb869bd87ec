"""What a newcomer, a reviewer and a licence lawyer would check by hand."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.cepat


def _tracked() -> list[Path]:
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = run.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).exists()]


def test_the_repository_stays_small():
    assert sum(path.stat().st_size for path in (ROOT / "data" / "sample").iterdir()) < 6_000_000
    assert sum(path.stat().st_size for path in _tracked()) < 12_000_000


def test_requirements_are_pinned_exactly_and_agree():
    pins = {}
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        pins[name] = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
        assert all("==" in line for line in pins[name])
    assert pins["requirements.txt"] <= pins["requirements-dev.txt"]
    assert "duckdb==1.5.5" in pins["requirements.txt"]


def test_the_project_names_the_ranges_of_its_direct_requirements():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.15"
    pinned = (ROOT / "requirements.txt").read_text("utf-8").lower()
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=]", requirement)[0].lower()
        assert f"{name}==" in pinned


def test_the_readme_holds_the_two_commands_word_for_word():
    readme = (ROOT / "README.md").read_text("utf-8")
    install = "python3 -m venv .venv && .venv/bin/pip install -r"
    assert f"{install} requirements.txt && .venv/bin/streamlit run dashboard.py" in readme
    assert f"{install} requirements-dev.txt && .venv/bin/pytest" in readme


def test_no_file_names_a_machine_or_a_registry():
    pattern = re.compile(rb"/(?:work|home|root)/[a-z]|files\.pythonhosted|registry\.npmjs")
    for path in _tracked():
        if path.suffix in {".py", ".md", ".toml", ".txt", ".sql", ".css", ".yml"}:
            assert not pattern.search(path.read_bytes()), path.name


def test_no_page_injects_html_from_data():
    for path in [*ROOT.glob("pages/**/*.py"), ROOT / "frame.py", *ROOT.glob("pug_metrics/**/*.py")]:
        assert "unsafe_allow_" + "html" not in path.read_text("utf-8"), path.name


def test_user_data_is_never_committed():
    ignored = (ROOT / ".gitignore").read_text("utf-8")
    assert "*.duckdb" in ignored
    assert "data/berkas/" in ignored
    assert not [path for path in _tracked() if path.suffix == ".duckdb"]


def test_no_two_test_modules_share_a_name():
    names = [path.name for path in _tracked() if path.match("tests/**/*.py")]
    repeated = {name for name in names if names.count(name) > 1}
    assert repeated <= {"conftest.py", "__init__.py"}
