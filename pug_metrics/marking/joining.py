"""The workbook part: which sheets there are, and one more sheet among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from lxml import etree

from pug_metrics.marking.package import MAIN, OFFICE, NotMarkable, Package, relationships_part
from pug_metrics.tables.findings_sheet import is_findings_sheet

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_VECTORS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_STRICT = "http://purl.oclc.org/ooxml/"
_FIRST_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r=[\"']A1[\"'][^>]*?(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL
)
_WORDS = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.DOTALL)
_NUMBER = re.compile(rb"<(?:\w+:)?v>(\d+)</")
_STRINGS = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?>(.*?)</(?:\w+:)?si>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, its part and its place among the sheets (from 0)."""

    name: str
    part: str
    place: int


class Book:
    """The workbook part of a package; raises ``NotMarkable`` where it is none we can edit."""

    def __init__(self, package: Package) -> None:
        self._package = package
        targets = {each.type: each.target for each in package.relationships("")}
        if any(kind.startswith(_STRICT) for kind in targets):
            raise NotMarkable("ketat")
        self._part = targets.get(f"{OFFICE}/officeDocument", "")
        if not self._part.lower().endswith(".xml") or not package.has(self._part):
            raise NotMarkable("jenis")
        self._root = package.tree(self._part)
        self._related = {each.id: each for each in package.relationships(self._part)}
        self._sheets = self._root.find(f"{{{MAIN}}}sheets")
        if self._sheets is None:
            raise NotMarkable("bentuk")

    @property
    def styles(self) -> str:
        """Name of the styles part; raises ``NotMarkable`` where there is none."""
        return self._one("styles") or _refuse("gaya")

    def _one(self, kind: str) -> str:
        found = (each.target for each in self._related.values() if each.type == f"{OFFICE}/{kind}")
        return next(found, "")

    def worksheets(self) -> list[SheetPart]:
        """Every worksheet in the order of the tabs."""
        found = []
        for place, each in enumerate(self._sheets):
            related = self._related.get(each.get(f"{{{OFFICE}}}id", ""))
            if related is not None and related.type == f"{OFFICE}/worksheet":
                found.append(SheetPart(each.get("name", ""), related.target, place))
        return found

    def findings_sheet(self) -> SheetPart | None:
        """The list of findings that an earlier marking left, if there is one."""
        for sheet in self.worksheets():
            named = sheet.name.casefold().startswith("temuan")
            if named and is_findings_sheet(sheet.name, self._first_text(sheet)):
                return sheet
        return None

    def _first_text(self, sheet: SheetPart) -> str:
        cell = _FIRST_CELL.search(self._package.get(sheet.part))
        inside = (cell and cell[1]) or b""
        number = _NUMBER.search(inside)
        shared = self._one("sharedStrings")
        if number is not None and shared:
            strings = _STRINGS.findall(self._package.get(shared))
            inside = strings[int(number[1])] if int(number[1]) < len(strings) else b""
        return unescape(b"".join(_WORDS.findall(inside)).decode("utf-8", "replace"))

    def replace(self, sheet: SheetPart, xml: bytes) -> None:
        """Give a worksheet a new content; what belonged to the old one is taken off it."""
        self._package.put(sheet.part, xml)
        if self._package.has(relationships_part(sheet.part)):
            self._package.drop(relationships_part(sheet.part))
        for name in list(self._root.iter(f"{{{MAIN}}}definedName")):
            if name.get("localSheetId") == str(sheet.place):
                name.getparent().remove(name)
        self._drop_empty_names()
        self._package.put_tree(self._part, self._root)

    def _drop_empty_names(self) -> None:
        names = self._root.find(f"{{{MAIN}}}definedNames")
        if names is not None and not len(names):
            self._root.remove(names)

    def append(self, wanted: str, xml: bytes) -> None:
        """Add a worksheet behind the others, called ``wanted`` or, if taken, with a number."""
        taken = {each.get("name", "").casefold() for each in self._sheets}
        name, number = wanted, 2
        while name.casefold() in taken:
            name, number = f"{wanted} ({number})", number + 1
        part = self._package.unused("xl/worksheets/sheet{}.xml")
        self._package.put(part, xml)
        self._package.set_type(part, _SHEET_TYPE)
        made = etree.SubElement(self._sheets, f"{{{MAIN}}}sheet", name=name)
        made.set("sheetId", str(max(int(e.get("sheetId", "0")) for e in self._sheets) + 1))
        made.set(f"{{{OFFICE}}}id", self._package.relate(self._part, "worksheet", part))
        self._package.put_tree(self._part, self._root)
        self._list_name(name)

    def _list_name(self, name: str) -> None:
        """Put the sheet into the list of the file's properties, where there is a plain one."""
        kind = f"{OFFICE}/extended-properties"
        part = next((e.target for e in self._package.relationships("") if e.type == kind), "")
        if not part or not self._package.has(part):
            return
        root = self._package.tree(part)
        vector = f"{{{_VECTORS}}}vector"
        titles = root.find(f"{{{_EXTENDED}}}TitlesOfParts/{vector}")
        number = root.find(f"{{{_EXTENDED}}}HeadingPairs/{vector}/*/{{{_VECTORS}}}i4")
        if titles is None or number is None or not (number.text or "").isdigit():
            return
        sheets = int(number.text or "0")
        made = etree.Element(f"{{{_VECTORS}}}lpstr")
        made.text = name
        titles.insert(sheets, made)
        titles.set("size", str(len(titles)))
        number.text = str(sheets + 1)
        self._package.put_tree(part, root)

    def saved_elsewhere(self) -> bool:
        """Whether a program other than Excel saved the workbook last, as far as it says so."""
        if not self._package.has("docProps/app.xml"):
            return True
        return b"LibreOffice" in self._package.get("docProps/app.xml")


def _refuse(why: str) -> str:
    raise NotMarkable(why)
