"""The months as files name them, in Indonesian and in English, long and short."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb pebruari february", "maret mar march",
            "april apr", "mei may", "juni jun june", "juli jul july",
            "agustus agt agu aug august", "september sep sept", "oktober okt oct october",
            "november nov nopember", "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
