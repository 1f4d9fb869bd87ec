"""The parts of an XLSX package: bytes by name, content types, relationships. Knows no cells."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIPS = f"{_PACKAGE}/relationships"
_TYPES = f"{_PACKAGE}/content-types"
_TYPES_PART = "[Content_Types].xml"
# Parts read as trees are lists of names, styles and comments.
_SMALL = 40_000_000
_NEW_TIME = (1980, 1, 1, 0, 0, 0)


class NotMarkable(Exception):
    """A workbook whose parts cannot be edited safely; ``why`` is a key ``tanda_sebab_<why>``."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part; ``target`` is the name of a part, as in the zip."""

    id: str
    type: str
    target: str


class Package:
    """A package in memory. Parts that are not put again keep their bytes."""

    def __init__(self, data: bytes) -> None:
        """Open ``data``; raises ``NotMarkable`` where it is no plain package."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError) as error:
            raise NotMarkable("rusak") from error
        self._members = self._zip.infolist()
        self._names = {member.filename.lower(): member.filename for member in self._members}
        if len(self._names) != len(self._members):
            raise NotMarkable("ganda")
        self._new: dict[str, bytes] = {}
        self._gone: set[str] = set()

    def names(self) -> list[str]:
        """Names of all parts, the new ones last."""
        old = [name for name in self._names.values() if name not in self._gone]
        return [*old, *(name for name in self._new if name.lower() not in self._names)]

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return self._known(name) in self.names()

    def _known(self, name: str) -> str:
        # Part names are the same whatever their case.
        return self._names.get(name.lower(), name)

    def get(self, name: str) -> bytes:
        """Bytes of a part; raises ``NotMarkable`` where there is none or it is damaged."""
        name = self._known(name)
        if name in self._new:
            return self._new[name]
        try:
            return self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
            raise NotMarkable("rusak") from error

    def put(self, name: str, content: bytes) -> None:
        """Give a part new bytes, or add it."""
        name = self._known(name)
        self._gone.discard(name)
        self._new[name] = content

    def drop(self, name: str) -> None:
        """Take a part out."""
        name = self._known(name)
        self._new.pop(name, None)
        self._gone.add(name)

    def tree(self, name: str) -> etree._Element:
        """The root element of a small part; raises ``NotMarkable``."""
        content = self.get(name)
        if len(content) > _SMALL:
            raise NotMarkable("bentuk")
        return parse(content)

    def put_tree(self, name: str, root: etree._Element) -> None:
        """Write a root element back as a part."""
        declared = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.put(name, declared)

    def unused(self, pattern: str) -> str:
        """The first name of ``pattern`` (with ``{}`` for a number from 1) that no part has."""
        taken = {name.lower() for name in self.names()}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def set_type(self, name: str, kind: str) -> None:
        """Declare the content type of a part."""
        root = self.tree(_TYPES_PART)
        wanted = f"/{name}"
        for each in root.iter(f"{{{_TYPES}}}Override"):
            if each.get("PartName", "").lower() == wanted.lower():
                each.set("ContentType", kind)
                break
        else:
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=wanted, ContentType=kind)
        self.put_tree(_TYPES_PART, root)

    def set_default(self, extension: str, kind: str) -> None:
        """Declare the content type of all parts of an extension, if none is declared."""
        root = self.tree(_TYPES_PART)
        listed = root.iter(f"{{{_TYPES}}}Default")
        if any(each.get("Extension", "").lower() == extension for each in listed):
            return
        made = etree.Element(f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
        root.insert(0, made)
        self.put_tree(_TYPES_PART, root)

    def relationships(self, part: str) -> Iterator[Relationship]:
        """The inner relationships of a part (an empty name: of the package)."""
        name = relationships_part(part)
        if not self.has(name):
            return
        folder = posixpath.dirname(part)
        for each in self.tree(name).iter(f"{{{_RELATIONSHIPS}}}Relationship"):
            if each.get("TargetMode") == "External":
                continue
            target = each.get("Target", "").replace("\\", "/")
            full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = each.get("Type", "")
            yield Relationship(
                each.get("Id", ""), kind, self._known(posixpath.normpath(full).lstrip("/"))
            )

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship of ``part`` to the part ``target`` and give its id."""
        name = relationships_part(part)
        if self.has(name):
            root = self.tree(name)
        else:
            root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
        taken = {each.get("Id") for each in root}
        number = len(root) + 1
        while f"rId{number}" in taken:
            number += 1
        etree.SubElement(
            root,
            f"{{{_RELATIONSHIPS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{OFFICE}/{kind}",
            Target=posixpath.relpath(target, posixpath.dirname(part) or "."),
        )
        self.put_tree(name, root)
        return f"rId{number}"

    def packed(self) -> bytes:
        """The package as bytes; the same parts always give the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for member in self._members:
                if member.filename not in self._gone:
                    made.writestr(_entry(member.filename, member), self.get(member.filename))
            for name in self._new:
                if name.lower() not in self._names:
                    made.writestr(_entry(name), self._new[name])
        return out.getvalue()


def relationships_part(part: str) -> str:
    """Name of the part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parse(content: bytes) -> etree._Element:
    """The root of an XML part; raises ``NotMarkable`` for a broken one and for one with a DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotMarkable("rusak") from error
    if root.getroottree().docinfo.doctype:
        raise NotMarkable("dtd")
    return root


def _entry(name: str, like: zipfile.ZipInfo | None = None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, like.date_time if like else _NEW_TIME)
    stored = like is not None and like.compress_type == zipfile.ZIP_STORED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry
