"""What a computer without POSIX modules would find."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import sys
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
import importlib, pkgutil
import pug_metrics
from pathlib import Path
names = [m.name for m in pkgutil.walk_packages(pug_metrics.__path__, "pug_metrics.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
store = pug_metrics.open(Path(sys.argv[1]) / "uji.duckdb")
print(len(names), store.version.number)
store.close()
"""


def test_every_module_imports_and_the_store_opens_without_posix_modules(tmp_path: Path):
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    modules, version = run.stdout.split()
    assert int(modules) > 40
    assert version == "0"
