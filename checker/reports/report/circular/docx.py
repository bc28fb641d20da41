"""The file of Word, the same bytes for the same report; its library is loaded only here, and may be missing."""

from __future__ import annotations

import zipfile
from io import BytesIO

from checker.errors import UsageError
from checker.reports.report.circular.build import build_document
from checker.reports.report.material import Material

_THEN = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_LIBRARY = ("docx", "lxml")


def write(material: Material) -> bytes:
    """Return the circular, or the notice to the locality that *material* names, as a file of Word.

    Raises UsageError if python-docx is not installed.
    """
    try:
        from checker.reports.report.circular.word import to_word  # noqa: PLC0415 - an extra, that may be missing
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] not in _LIBRARY:
            raise
        raise UsageError("library-missing", found="python-docx", expected="checker[docx]") from None
    return _timeless(to_word(build_document(material)))


def _timeless(content: bytes) -> bytes:
    """Return a zip without the time at which each of its files was added."""
    plain = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as written, zipfile.ZipFile(plain, "w") as target:
        for entry in written.infolist():
            named = zipfile.ZipInfo(entry.filename, _THEN)
            named.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(named, written.read(entry))
    return plain.getvalue()
