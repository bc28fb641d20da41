"""The outside of a workbook: what a file is that is none, and what is refused before anything in it is unpacked."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from checker.errors import InputError, Locus
from checker.readers.encoding import decode
from checker.readers.files import InputFile

MAX_PARTS = 2_000
MAX_UNPACKED = 200_000_000  # bytes, declared or real
MAX_RATIO = 100  # unpacked to packed; a good workbook has 5 to 50
HARMLESS = 10_000_000  # bytes: below this a high ratio harms nobody
_CHUNK = 65_536
_BROKEN = (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OverflowError, struct.error, ValueError)
_ENCRYPTED = 0x1

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# Parts that show what else a zip file is, and the code that says so.
_OTHERS = {
    "content.xml": "workbook-is-ods",
    "xl/workbook.bin": "workbook-is-xlsb",
}


class Package:
    """The parts of a workbook that may be unpacked, by name. Letters of either case are the same, as in Excel."""

    def __init__(self, name: str, archive: ZipFile, parts: Mapping[str, ZipInfo]) -> None:
        self.name = name
        self._archive = archive
        self._parts = parts
        self._unpacked = 0

    def find(self, part: str) -> str | None:
        """Return the name of *part* as it is written, or None if there is no such part."""
        found = self._parts.get(part.casefold())
        return None if found is None else found.filename

    def below(self, folder: str) -> list[str]:
        """Return the parts of *folder*, by name."""
        return sorted(one.filename for name, one in self._parts.items() if name.startswith(folder))

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of *part*, which exists. Raises InputError if they are damaged, or if there are too many."""
        try:
            with self._archive.open(self._parts[part.casefold()]) as stream:
                while chunk := stream.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > MAX_UNPACKED:
                        raise InputError("workbook-inflates", Locus(self.name), limit=MAX_UNPACKED)
                    yield chunk
        except _BROKEN:
            raise InputError("workbook-damaged", Locus(self.name), found=part) from None


def open_package(file: InputFile) -> Package:
    """Return the parts of a workbook. Raises InputError for what is none, is damaged, or could do harm."""
    content, place = file.content, Locus(file.name)
    if not content.startswith(_ZIP):
        raise InputError(_other(file), place)
    if content.rfind(_END) < 0:
        raise InputError("workbook-cut-off", place)
    if content.count(_ENTRY) > MAX_PARTS:
        raise InputError("too-many-parts", place, limit=MAX_PARTS)
    try:
        archive = ZipFile(BytesIO(content))
    except _BROKEN:
        raise InputError("workbook-damaged", place, found="zip") from None
    parts: dict[str, ZipInfo] = {}
    for one in archive.infolist():
        _check_name(one.orig_filename, place)
        twin = parts.setdefault(one.filename.casefold(), one)
        if twin is not one:
            raise InputError("part-twice", place, found=one.filename, other=twin.filename)
    _check_kind(parts, place)
    _check_sizes(parts, len(content), place)
    return Package(file.name, archive, parts)


def _other(file: InputFile) -> str:
    """Return the code for a file that is no zip file."""
    content = file.content
    if PurePosixPath(file.name).name.startswith("~$"):
        return "workbook-is-lock-file"
    if not content.strip(b"\0 \t\r\n"):
        return "workbook-is-empty"
    if content.startswith(_OLE):
        return "workbook-has-password" if _LOCKED in content else "workbook-is-old"
    try:
        text = decode(content, file.name).text.lstrip("\ufeff \t\r\n")
    except InputError:
        return "workbook-unknown"
    return "workbook-is-html" if text.startswith("<") else "workbook-is-text"


def _check_name(name: str, place: Locus) -> None:
    """Refuse a name that leads out of the package, or that is not what it seems."""
    steps = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in steps or "\0" in name or ":" in steps[0]:
        raise InputError("part-outside", place, found=name)


def _check_kind(parts: Mapping[str, ZipInfo], place: Locus) -> None:
    """Refuse what is another kind of file, or holds parts that cannot be read without a password."""
    if any(one.flag_bits & _ENCRYPTED for one in parts.values()):
        raise InputError("workbook-has-password", place)
    for part, code in _OTHERS.items():
        if part in parts:
            raise InputError(code, place)
    if not any(name.startswith("xl/") for name in parts):
        raise InputError("workbook-unknown", place)
    odd = [one for one in parts.values() if one.compress_type not in (ZIP_STORED, ZIP_DEFLATED)]
    if odd:
        raise InputError("workbook-damaged", place, found=odd[0].filename)


def _check_sizes(parts: Mapping[str, ZipInfo], packed: int, place: Locus) -> None:
    unpacked = sum(one.file_size for one in parts.values())
    if unpacked > MAX_UNPACKED or unpacked > max(HARMLESS, MAX_RATIO * packed):
        raise InputError("workbook-inflates", place, limit=MAX_UNPACKED)
