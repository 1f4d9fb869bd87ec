"""Run by test_store_kill.py: commits batches until it is killed, telling each finished one."""

from __future__ import annotations

import sys
from pathlib import Path

from batches_by_hand import batch, line

from pug_metrics.store import Mode, Store, attached

LINES = 300


def tell(words: str) -> None:
    """One line to the parent, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(database: Path) -> None:
    """Commit for ever; every fourth time also undo the batch before."""
    attached.derive.build = lambda *_: None  # the death of the file matters here, not what it means
    store = Store.open(database)
    tell("terbuka")
    while True:
        number = store.version.number
        rows = [line(f"{number}.25", sub=f"{index:04d}") for index in range(LINES)]
        mode = Mode.PERUBAHAN if number % 3 else Mode.TAMBAH
        record = store.commit(batch(rows, f"berkas-{number}", mode=mode))
        tell(f"unggahan {record.id_unggahan}")
        if record.id_unggahan % 4 == 0:
            store.undo(record.id_unggahan, "Penguji")
            tell(f"batal {record.id_unggahan}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
