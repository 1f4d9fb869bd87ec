"""The arrows and the doors of ARCHITECTURE.md hold."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(p for p in (ROOT / "pages").glob("*.py") if p.name != "__init__.py")
SQL_WORDS = ("select ", "insert ", " from ", "create table", "group by")

pytestmark = pytest.mark.cepat


def test_the_import_contracts_hold():
    script = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([str(script)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_only_arranges(page: Path):
    text = page.read_text("utf-8")
    tree = ast.parse(text)
    for node in ast.walk(tree):
        assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda), "no def in a page"
        assert not isinstance(node, ast.BinOp | ast.AugAssign), f"arithmetic, line {node.lineno}"
        if isinstance(node, ast.Subscript):
            assert not isinstance(node.slice, ast.Constant), f"frame subscript, line {node.lineno}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            value = f" {node.value.lower()} "
            assert not any(word in value for word in SQL_WORDS[:2]), f"SQL, line {node.lineno}"
        figure = isinstance(node, ast.Constant) and isinstance(node.value, float)
        assert not figure, f"literal figure, line {getattr(node, 'lineno', '?')}"
    assert len(text.splitlines()) <= 60


def test_every_page_is_in_the_navigation_and_the_reverse():
    navigation = (ROOT / "pages" / "parts" / "navigation.py").read_text("utf-8")
    stems = {node.value for node in ast.walk(ast.parse(navigation))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)
             and (ROOT / "pages" / f"{node.value}.py").exists()}  # fmt: skip
    assert stems == {page.stem for page in PAGES}


def test_no_room_without_a_name():
    for name in ("utils", "helpers", "common", "constants", "misc"):
        assert not list(ROOT.glob(f"pug_metrics/**/{name}.py"))
        assert not list(ROOT.glob(f"pages/**/{name}.py"))


def test_sql_lives_in_the_store_and_in_the_metrics_only():
    for path in [*ROOT.glob("pug_metrics/**/*.py"), *ROOT.glob("pages/**/*.py")]:
        if {"store", "metrics"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = " ".join(node.value.split()).lower()
                sql = text.startswith("select ") and " from " in text
                assert not sql, f"{path.name}:{node.lineno}"
