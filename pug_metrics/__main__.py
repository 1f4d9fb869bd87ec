"""Command line: ``python -m pug_metrics COMMAND``. Exit 0 done, 1 refused, 2 usage, 3 no store."""

from __future__ import annotations

import sys

from pug_metrics.cli.program import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
