"""A saved workbook without the clock: openpyxl writes the time of saving into the file, twice."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from openpyxl.workbook import Workbook

_CORE = "docProps/core.xml"
_THEN = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_STAMP = b"1980-01-01T00:00:00Z"
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def saved(book: Workbook) -> bytes:
    """Return *book* as a file. The same workbook gives the same bytes, at whatever time."""
    buffer = BytesIO()
    book.save(buffer)
    plain = BytesIO()
    with zipfile.ZipFile(buffer) as written, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in written.infolist():
            content = written.read(entry)
            if entry.filename == _CORE:
                content = _TIMES.sub(rb"\g<1>" + _STAMP + rb"\g<3>", content)
            named = zipfile.ZipInfo(entry.filename, _THEN)
            named.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(named, content)
    return plain.getvalue()
