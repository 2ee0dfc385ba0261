"""The container of a Word file: its parts, read within limits, each at most once."""

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from reportkit.errors import DamagedSourceError, LockedSourceError, SourceTooLargeError
from reportkit.limits import PACKED_MEMBERS, UNPACKED_BYTES, XML_BYTES
from reportkit.model.source import Source
from reportkit.readers.signatures import OLE
from reportkit.text.xml import parse_xml

if TYPE_CHECKING:
    from lxml import etree

_AGAIN = "open it in a word processor and save it anew"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What the Open Packaging Conventions allow (ECMA-376 part 2, annex B)."""
_RELATIONSHIPS = 5_000
"""Relationships of a part that are looked at."""


class Package:
    """The parts of a Word file by name."""

    def __init__(self, source: Source) -> None:
        """Open the container and check its sizes before anything is unpacked.

        Raises:  DamagedSourceError: no ZIP, or a name twice.
                 LockedSourceError: encrypted.
                 SourceTooLargeError: more or larger members than a source may have.
        """
        self._subject = source.name
        if source.data.startswith(OLE):
            raise LockedSourceError(source.name, "is protected by a password", "save it without the password")
        if source.data.count(b"PK\1\2") > PACKED_MEMBERS:
            raise self._too_large(f"more members than the limit PACKED_MEMBERS = {PACKED_MEMBERS:,}")
        try:
            self._zip = zipfile.ZipFile(BytesIO(source.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
            raise DamagedSourceError(source.name, f"is no whole ZIP container ({exc})", _AGAIN) from exc
        members = self._zip.infolist()
        if sum(member.file_size for member in members) > UNPACKED_BYTES:
            raise self._too_large(f"parts that unpack to more than the limit UNPACKED_BYTES = {UNPACKED_BYTES:,}")
        if any(member.flag_bits & 1 for member in members):
            raise LockedSourceError(source.name, "is protected by a password", "save it without the password")
        self._members = {member.filename.lstrip("/").lower(): member for member in members}
        if len(self._members) != len(members):
            raise DamagedSourceError(source.name, "holds two parts of one name", _AGAIN)

    def _too_large(self, what: str) -> SourceTooLargeError:
        """Return the error for a container that passes a limit."""
        return SourceTooLargeError(self._subject, f"has {what}", "cut it to the part that the briefing is about")

    def __contains__(self, name: str) -> bool:
        """Return whether there is a part of this name; case does not count."""
        return name.lower() in self._members

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:  DamagedSourceError: absent or broken.
                 SourceTooLargeError: larger than a part may be, whatever the container says.
        """
        member = self._members.get(name.lower())
        if member is None:
            raise DamagedSourceError(self._subject, f"lacks its part {name}", _AGAIN)
        if member.compress_type not in _METHODS:
            raise DamagedSourceError(self._subject, f"packs its part {name} in a way that Word does not", _AGAIN)
        try:
            with self._zip.open(member) as stream:
                data = stream.read(XML_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as exc:
            raise DamagedSourceError(self._subject, f"cannot be unpacked: {name} is broken ({exc})", _AGAIN) from exc
        if len(data) > XML_BYTES:
            raise self._too_large(f"a part ({name}) over the limit XML_BYTES = {XML_BYTES:,}")
        return data

    def parse(self, name: str) -> "etree._Element":
        """Return the root element of a part.

        Raises:  DamagedSourceError: absent, broken or not well-formed.
                 SourceTooLargeError: larger than a part may be.
        """
        return parse_xml(self.read(name), subject=self._subject, part=name)

    def targets(self, name: str, kind: str) -> list[str]:
        """Return the names of the parts to which a part has relationships of a kind, such as `footnotes`.

        Raises:  DamagedSourceError: the list of relationships is broken.
        """
        folder, base = posixpath.split(name)
        relationships = posixpath.join(folder, "_rels", f"{base}.rels")
        if relationships not in self:
            return []
        found = []
        for element in self.parse(relationships)[:_RELATIONSHIPS]:
            target = element.get("Target") or ""
            if (element.get("Type") or "").endswith(f"/{kind}") and element.get("TargetMode") != "External" and target:
                found.append(posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/"))
        return [target for target in found if target in self]
