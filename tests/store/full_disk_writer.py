"""Run by test_store_full_disk.py on a small file system of its own: fills it, then frees it."""

from __future__ import annotations

import json
import random
import shutil
import sys
from pathlib import Path

from batches_by_hand import batch, line

from pug_metrics.errors import StoreError
from pug_metrics.store import Store, attached, connect

ROWS = 8000


def fill(store: Store) -> StoreError:
    """Commit random rows until the disk refuses one more batch; what was said then."""
    random_ = random.Random(1)
    for number in range(200):
        rows = [
            line(f"{random_.randrange(10**12)}.50", uraian_paket=random_.randbytes(60).hex())
            for _ in range(ROWS)
        ]
        try:
            store.commit(batch(rows, str(number)))
        except StoreError as error:
            return error
    raise AssertionError("the disk never filled")


def counted(store: Store) -> list[int]:
    """Batches, rows in force, findings."""
    (row,) = store.query("SELECT count(*) AS n FROM berlaku_anggaran").to_pylist()
    return [len(store.batches()), row["n"], len(store.check())]


def main(folder: Path) -> None:
    """Tell in JSON what happened at each step."""
    attached.derive.build = lambda *_: None
    connect.FileTarget.require_room = lambda *_: None  # the refusal before is tested elsewhere
    ballast = folder / "pemberat"
    ballast.write_bytes(bytes(shutil.disk_usage(folder).total * 3 // 5))
    told: dict[str, object] = {}
    with Store.open(folder / "pug.duckdb") as store:
        told["said"] = fill(store).kind
        told["full"] = counted(store)
    with Store.open(folder / "pug.duckdb") as store:
        told["reopened"] = counted(store)
        told["warnings"] = [warning.kind for warning in store.warnings]
        ballast.unlink()
        store.commit(batch([line("1.00")], "akhir"))
        told["freed"] = counted(store)
        told["after"] = [warning.kind for warning in store.warnings]
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
