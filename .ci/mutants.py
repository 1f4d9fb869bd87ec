"""Seeded mutants: each small fault in metrics or intake must turn the suite red.

``python .ci/mutants.py [NAME ...]`` reads ``tests/mutants.toml`` (file, the text to find, its
faulty form, the tests that should notice), works on copies in a temporary folder, and exits 1 if
one lives.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", "*.duckdb", "node_modules", ".*_cache", ".hypothesis"
)


def killed(mutant: dict[str, str]) -> bool:
    """Whether the tests of one mutant fail on it; the text must stand exactly once in the file."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "proyek"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        path = copy / mutant["file"]
        text = path.read_text("utf-8")
        found = text.count(mutant["find"])
        if found != 1:
            raise SystemExit(f"{mutant['name']}: the text stands {found} times")
        path.write_text(text.replace(mutant["find"], mutant["fault"]), "utf-8")
        shared = os.environ.get("PUG_SHARED", str(ROOT.parent / "shared"))
        run = subprocess.run(  # noqa: S603 - our own interpreter, tests named in our own file
            [sys.executable, "-m", "pytest", "-x", "-q", "-o", "addopts=", "-p", "no:cacheprovider",
             *mutant["tests"].split()],
            cwd=copy, capture_output=True, text=True, check=False,
            env=os.environ | {"PUG_SHARED": shared, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    return run.returncode == 1


def main() -> int:
    """Run the mutants named on the command line, or all; writes a line each."""
    declared = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text("utf-8"))["mutant"]
    chosen = [m for m in declared if len(sys.argv) == 1 or m["name"] in sys.argv[1:]]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        dead = list(pool.map(killed, chosen))
    for mutant, gone in zip(chosen, dead, strict=True):
        sys.stdout.write(f"{'killed' if gone else 'ALIVE '} {mutant['name']}\n")
    sys.stdout.write(f"{sum(dead)} of {len(dead)} mutants killed\n")
    return 0 if all(dead) else 1


if __name__ == "__main__":
    raise SystemExit(main())
