"""What fails a build beside its findings, and which files it looks at."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from ci_repository import submission
from ci_story import story_run

from checker.errors import Locus
from checker.model.assessment import Run
from checker.model.ci_policy import Bounds, PinnedPack, Policy
from checker.model.locality import Locality
from checker.packs.gazetteer import read_gazetteer
from checker.use_cases.ci.earlier import Earlier
from checker.use_cases.ci.gates import Gates, entrant_of
from checker.use_cases.ci.neighbours import with_neighbours
from checker.use_cases.ci.selecting import Selection, is_submission

POLICY = Policy(
    pack=PinnedPack("tiny"),
    as_of=None,
    paths=("data",),
    named=(),
    exclude=(),
    fail_from="major",
    min_score=Bounds(),
    max_drop=Bounds(),
    compare_with="main",
    encodings=(),
    encodings_place=None,
    language=None,
    formats=(),
    outputs={},
    reviews=None,
    baseline=None,
    own_files=("data/known.json",),
    basis=(),
)
PLACE = Locus("checker.toml", 4)


def found(policy: Policy, earlier: dict[tuple[str, str], Earlier] | None = None, run: Run | None = None) -> list[str]:
    """Return what the gates of *policy* find in the invented run: code, file, severity, number."""
    gates = Gates(policy, 1, earlier or {})
    told = [(one.submission.file, gates.breaches(entrant_of(one))) for one in (run or story_run()).assessments]
    return [f"{one.code} {file} {one.severity} {one.parameters['found']}" for file, found in told for one in found]


def test_score_at_the_bound_is_enough_and_no_score_is_no_breach() -> None:
    assert found(replace(POLICY, min_score=Bounds(Fraction(100)))) == ["score-too-low alpha.yaml major 0.0"]
    assert found(replace(POLICY, min_score=Bounds(Fraction(0)))) == []


def test_breach_fails_whatever_fails_the_build() -> None:
    policy = replace(POLICY, fail_from="critical", min_score=Bounds(Fraction(100), place=PLACE))
    assert found(policy) == ["score-too-low alpha.yaml critical 0.0"]


@pytest.mark.parametrize(
    ("before", "bound", "told"),
    [(Fraction(4001, 1000), 4, "4.001"), (Fraction(4), 4, None), (Fraction(5), 4, "5.0"), (Fraction(-1), 0, None)],
)
def test_drop_is_shown_on_its_side_of_the_bound(before: Fraction, bound: int, told: str | None) -> None:
    run = story_run()
    alpha = run.assessments[0].submission
    earlier = {
        (alpha.locality.code, alpha.period.name): Earlier(alpha.locality, alpha.period.name, before, "alpha.yaml", "")
    }
    policy = replace(POLICY, max_drop=Bounds(Fraction(bound), place=PLACE))
    assert found(policy, earlier) == ([] if told is None else [f"score-fell alpha.yaml major {told}"])


def test_submission_that_went_is_told_unless_its_file_is_refused_or_it_had_nothing_to_lose() -> None:
    locality = Locality("110000", "province", "", "北京市", "Beijing")
    key, policy = ("110000", "2020-H1"), replace(POLICY, max_drop=Bounds(Fraction(5)))

    def gone(lower: int, now: str = "", there: tuple[tuple[str, str], ...] = ()) -> int:
        earlier = {key: Earlier(locality, "2020-H1", Fraction(lower), "a.yaml", now)}
        return len(list(Gates(policy, 1, earlier).gone(there, {"b.yaml"})))

    assert [gone(50), gone(5), gone(50, "b.yaml"), gone(50, there=(key,))] == [1, 0, 0, 0]


def test_encoding_is_held_to_the_list_and_formats_without_one_are_not() -> None:
    run = story_run()
    texts = {"alpha.yaml": "gb18030", "sound.yaml": "utf-8", "rejected.yaml": ""}
    encoded = tuple(
        replace(one, submission=replace(one.submission, encoding=texts[one.submission.file])) for one in run.assessments
    )
    policy = replace(POLICY, encodings=("utf-8", "utf-16"))
    assert found(policy, run=replace(run, assessments=encoded)) == ["encoding-not-allowed alpha.yaml major gb18030"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("data/a.yaml", True),
        ("data/deep/a.XLSX", True),
        ("other/a.yaml", False),
        ("database/a.yaml", False),
        ("data/a.txt", False),
        ("data/.hidden/a.yaml", False),
        ("data/sources/a.csv", False),
        ("data/known.json", False),
        ("data/drafts/a.yaml", False),
        ("data/old/a/b.yaml", False),
        ("data/a.tmp.yaml", False),
        ("data/2020/drafts.yaml", True),
    ],
)
def test_submissions_are_told_by_their_names(name: str, read: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_submission(name, replace(POLICY, exclude=("drafts/", "data/old/*", "*.tmp.*"))) is read


def test_neighbours_are_found_by_code_or_name_in_any_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny
) -> None:
    monkeypatch.chdir(tmp_path)
    named = submission(locality="太原市", period="2020")
    head = {"format": "checker-submission/1", "directive": "tiny", "period": "2020", "claims": {}}
    files = {
        "changed.yaml": submission(locality="140100").encode(),
        "code.yaml": submission(locality="140100", period="2020").encode(),
        "shown.yaml": submission(locality="1.40100E+05").encode(),
        "name.yaml": named.encode("gb18030"),
        "wide.yaml": ("\ufeff" + named).encode("utf-16-le"),
        "escaped.json": json.dumps(head | {"locality": "太原"}).encode(),
        "english.json": json.dumps(head | {"locality": "TAIYUAN"}).encode(),
        "book.xlsx": b"PK",
        "speaks.yaml": submission().replace("claims:", "name: 北京市 # 140100\nclaims:").encode(),
        "refused.yaml": b"140100",
        "other.yaml": submission().encode(),
    }
    for name, content in files.items():
        Path(name).write_bytes(content)
    more = [f"{number}.yaml" for number in range(8)]
    for name in more:
        Path(name).write_bytes(submission().encode())
    Path("folder.yaml").mkdir()
    whole = (*files, *more, "folder.yaml")
    found = with_neighbours(Selection(whole, ("changed.yaml",)), tiny)
    assert list(found) == list(files)[:7]
    assert with_neighbours(Selection(whole, ()), tiny) == []
    beijing = read_gazetteer().find("110000")
    assert beijing is not None
    assert set(with_neighbours(Selection(whole, ()), tiny, [beijing])) >= {"other.yaml", *more}


def test_where_much_changed_all_is_judged(tiny) -> None:
    selection = Selection(("a", "b", "c"), ("a",))
    assert with_neighbours(selection, tiny) == selection.whole
