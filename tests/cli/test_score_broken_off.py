"""A run that is broken off says how to go on with it."""

from __future__ import annotations

import sys

import pytest

from checker.cli.main import main
from checker.use_cases.batch import score as scoring

GO_ON = {
    "zh": ("再运行同一命令即可接着做", "没有留下结果"),
    "en": ("run the same command again to go on", "no results are kept"),
}


@pytest.mark.parametrize(("ends", "code"), [(KeyboardInterrupt(), 130), (SystemExit(143), 143)])
@pytest.mark.parametrize("lang", GO_ON)
@pytest.mark.parametrize("store", [["--store", "s.sqlite"], []])
def test_how_to_go_on_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ends: BaseException,
    code: int,
    lang: str,
    store: list[str],
) -> None:
    def broken_off(*_: object) -> None:
        raise ends

    monkeypatch.setattr(scoring, "score", broken_off)
    monkeypatch.setattr("checker.cli.language.LANGUAGE", lang)
    monkeypatch.setattr(sys, "argv", ["checker", "score", "submissions", *store])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out, said.err.count("\n")) == (code, "", 1)
    assert GO_ON[lang][not store] in said.err
