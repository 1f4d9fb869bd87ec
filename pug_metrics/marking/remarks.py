"""Comments on cells: ours are added beside the user's, and taken out again from a marked file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pug_metrics.language import LANGUAGES, catalogue, say
from pug_metrics.marking.package import MAIN, Package
from pug_metrics.marking.sheet_xml import column_index, column_letters
from pug_metrics.marking.words import clean_text

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_END = "———"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_REFERENCE = re.compile(r"\$?([A-Z]+)\$?(\d+)")
# Comments that stand in for a thread: Excel writes them anew from the thread.
_THREAD = "tc="


class Remarks:
    """The comments of one sheet while they are edited; ``part`` is empty where it has none."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self.part = part
        self._root = package.tree(part) if part else _empty()
        self._authors = self._child("authors")
        self._list = self._child("commentList")

    def _child(self, name: str) -> etree._Element:
        found = self._root.find(f"{{{MAIN}}}{name}")
        return etree.SubElement(self._root, f"{{{MAIN}}}{name}") if found is None else found

    def clean(self) -> list[tuple[int, int]]:
        """Take our words out; gives the cells (row from 1, column) whose comment is gone."""
        gone = []
        for comment in list(self._list):
            if _cleaned(comment):
                self._list.remove(comment)
                gone.append(_place(comment))
        return gone

    def add(self, words: Mapping[tuple[int, int], str]) -> tuple[list[tuple[int, int]], int]:
        """Put words on cells; gives the cells with a new comment, and how many threads were left.

        Words on a cell that has a comment stand below it; a thread of replies stays as it is.
        """
        known = {_place(comment): comment for comment in self._list}
        names = [author.text or "" for author in self._authors]
        made, threads = [], 0
        author = self._author(names)
        for place, text in words.items():
            comment = known.get(place)
            if comment is None:
                self._list.append(_comment(place, author))
                comment = self._list[-1]
                made.append(place)
            elif names[int(comment.get("authorId", "0"))].startswith(_THREAD):
                threads += 1
                continue
            _write(comment, text)
        return made, threads

    def _author(self, names: list[str]) -> int:
        own = say("tanda_penulis")
        if own not in names:
            etree.SubElement(self._authors, f"{{{MAIN}}}author").text = own
            names.append(own)
        return names.index(own)

    def save(self, name: str) -> None:
        """Put the part back under this name."""
        self._package.put_tree(name, self._root)


def _empty() -> etree._Element:
    return etree.Element(f"{{{MAIN}}}comments", nsmap={None: MAIN})


def _place(comment: etree._Element) -> tuple[int, int]:
    match = _REFERENCE.match(comment.get("ref", "A1"))
    return (int(match[2]), column_index(match[1].encode())) if match else (1, 0)


def _comment(place: tuple[int, int], author: int) -> etree._Element:
    made = etree.Element(f"{{{MAIN}}}comment", ref=f"{column_letters(place[1])}{place[0]}")
    made.set("authorId", str(author))
    return made


def _write(comment: etree._Element, words: str) -> None:
    text = comment.find(f"{{{MAIN}}}text")
    if text is None:
        text = etree.SubElement(comment, f"{{{MAIN}}}text")
    own = text.find(f"{{{MAIN}}}t")
    if own is not None:
        # Plain text and runs do not stand beside each other.
        run = etree.Element(f"{{{MAIN}}}r")
        text.replace(own, run)
        run.append(own)
    gap = "\n" if len(text) else ""
    _run(text, f"{gap}{say('tanda_sel_judul')}\n", bold=True)
    _run(text, f"{clean_text(words)}\n{_END}", bold=False)


def _run(text: etree._Element, words: str, *, bold: bool) -> None:
    run = etree.SubElement(text, f"{{{MAIN}}}r")
    look = etree.SubElement(run, f"{{{MAIN}}}rPr")
    if bold:
        etree.SubElement(look, f"{{{MAIN}}}b")
    etree.SubElement(look, f"{{{MAIN}}}sz", val="9")
    etree.SubElement(look, f"{{{MAIN}}}rFont", val="Tahoma")
    made = etree.SubElement(run, f"{{{MAIN}}}t")
    made.set(_SPACE, "preserve")
    made.text = words


def _cleaned(comment: etree._Element) -> bool:
    """Cut our words out of a comment; gives whether nothing of the user's is left."""
    pieces = list(comment.iter(f"{{{MAIN}}}t"))
    whole = "".join(piece.text or "" for piece in pieces)
    titles = "|".join(re.escape(catalogue(each)["tanda_sel_judul"]) for each in LANGUAGES)
    ours = [match.span() for match in re.finditer(rf"\n?(?:{titles})\n.*?{_END}", whole, re.S)]
    if not ours:
        return False
    start = 0
    for piece in pieces:
        text = piece.text or ""
        kept = [
            letter
            for at, letter in enumerate(text, start)
            if not any(low <= at < high for low, high in ours)
        ]
        piece.text = "".join(kept)
        start += len(text)
    for run in list(comment.iter(f"{{{MAIN}}}r")):
        if not any(piece.text for piece in run.iter(f"{{{MAIN}}}t")):
            run.getparent().remove(run)
    return not "".join(piece.text or "" for piece in pieces).strip()
