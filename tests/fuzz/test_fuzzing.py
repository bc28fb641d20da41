"""A short share of the fuzzing of ``make fuzz``: that it works, and that the first files of each format do no harm."""

from __future__ import annotations

import pytest
from fuzz import make_fuzzer

from checker.readers.formats import FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_first_spoilt_files_of_each_format_are_read_or_refused(form: str) -> None:
    fuzzer = make_fuzzer()
    assert list(fuzzer.failures([f"{form}:{number}" for number in range(20)])) == []
    assert fuzzer.counts[form, "read"] + fuzzer.counts[form, "refused"] >= 20
    assert fuzzer.content(f"{form}:3") == make_fuzzer().content(f"{form}:3")
