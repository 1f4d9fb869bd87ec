"""``python -m tests.corpus [--check]``: try the corpus and write (or check) ``docs/korpus.md``."""

from __future__ import annotations

import sys

from tests.corpus.gathered import CASES, slug
from tests.corpus.table import check, table_of, write
from tests.corpus.trying import attempt


def main(arguments: list[str]) -> int:
    """Try every case, print the table; exit 1 where the page is stale (``--check``)."""
    table = table_of(CASES, {slug(case): attempt(case) for case in CASES})
    sys.stdout.write(table)
    if "--check" not in arguments:
        write(table)
        return 0
    return int(bool(check(table)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
