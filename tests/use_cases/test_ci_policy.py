"""The policy of a build: where it stands, what holds, and what contradicts itself."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker.errors import Locus, UsageError
from checker.model.ci_policy import Bounds, Policy
from checker.model.locality import Locality
from checker.reports.wording import error_line
from checker.use_cases.ci.policy import read_bounds, read_outputs, resolve_settings
from checker.use_cases.ci.policy_build import build_policy
from checker.use_cases.ci.policy_file import Workplace, find_workplace
from checker.use_cases.ci.policy_form import KEYS, policy_schema
from checker.use_cases.ci.telling import settings_json, settings_toml

WHOLE = """\
# invented
pack = "miit-5g-2020==1.1.0"
paths = [
  "data",
]
exclude = ["drafts/"]
fail-on = "minor"
min-score = 60
compare-with = "origin/main"
encodings = ["utf-8"]
lang = "zh"
formats = ["github", "table"]
reviews = "reviews"

[max-drop]
overall = 0.5
province = 1
"140100" = 2

[outputs]
sarif = "build/checker.sarif"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that git takes for a repository's root."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "data").mkdir()
    return tmp_path


def placed(folder: Path, text: str, name: str = "checker.toml") -> Workplace:
    (folder / name).write_text(text, encoding="utf-8")
    return find_workplace(folder)


def refusal(folder: Path, text: str, name: str = "checker.toml", **given: object) -> str:
    """Return the line that a policy is refused with."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        _resolved(folder, {key.replace("_", "-"): value for key, value in given.items()})
    return error_line(caught.value, "en")


def _resolved(folder: Path, given: Mapping[str, object]) -> Policy:
    place = find_workplace(folder)
    return build_policy(place, resolve_settings(place, given), None)


def test_whole_policy_holds_as_it_is_written(folder: Path) -> None:
    place = placed(folder, WHOLE)
    policy = build_policy(place, resolve_settings(place, {}), None)
    assert (policy.pack.name, policy.pack.version) == ("miit-5g-2020", "1.1.0")
    assert (policy.paths, policy.exclude, policy.fail_from) == (("data",), ("drafts/",), "minor")
    assert policy.min_score.overall == 60
    assert policy.max_drop.overall == Fraction(1, 2)
    assert policy.outputs == {"sarif": "build/checker.sarif"}
    assert (policy.language, policy.formats, policy.reviews) == ("zh", ("github", "table"), "reviews")
    assert policy.own_files == ("checker.toml",)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_are_the_lines_on_which_statements_begin(folder: Path, end: str) -> None:
    settings = resolve_settings(placed(folder, WHOLE.replace("\n", end)), {})
    lines = {key: one.place.line for key, one in settings.items() if one.place is not None}
    assert lines == {
        "pack": 2,
        "paths": 3,
        "exclude": 6,
        "fail-on": 7,
        "min-score": 8,
        "compare-with": 9,
        "encodings": 10,
        "lang": 11,
        "formats": 12,
        "reviews": 13,
        "max-drop": 15,
        "outputs": 20,
    }


def test_command_line_goes_before_the_file_and_the_file_before_the_default(folder: Path) -> None:
    place = placed(folder, 'fail-on = "note"\nlang = "zh"\n')
    settings = resolve_settings(place, {"fail-on": "critical"})
    told = {key: (one.value, one.source) for key, one in settings.items() if key in ("fail-on", "lang", "paths")}
    assert told == {
        "fail-on": ("critical", "command line"),
        "lang": ("zh", "file"),
        "paths": (["submissions"], "default"),
    }


@pytest.mark.parametrize("form", ["toml", "json"])
def test_policy_is_shown_with_sources(folder: Path, form: str) -> None:
    settings = resolve_settings(placed(folder, WHOLE), {"min-score": Decimal("12.50")})
    if form == "json":
        shown = json.loads(settings_json(settings))
        assert shown["min-score"] == {"value": "12.50", "from": "command line"}
        assert shown["baseline"] == {"value": None, "from": "default"}
        return
    text = settings_toml(settings, "en")
    assert 'fail-on = "minor"' in text
    assert next(line for line in text.splitlines() if line.startswith("fail-on")).endswith("# checker.toml:7")
    # what is shown is a policy that says the same
    again = resolve_settings(placed(folder, text), {})
    assert {key: one.value for key, one in again.items()} == {key: one.value for key, one in settings.items()}


def test_pyproject_holds_a_policy_in_its_own_table(folder: Path) -> None:
    other = '[project]\nname = "x"\n\n[tool.other]\nfail-on = "x"\n\n'
    text = other + '[tool.checker]\nfail-on = "note"\nmin-score.overall = 1\n'
    settings = resolve_settings(placed(folder, text, "pyproject.toml"), {})
    assert settings["fail-on"].place == Locus("pyproject.toml", 8)
    assert settings["min-score"].place == Locus("pyproject.toml", 9)


def test_pyproject_without_the_table_is_no_policy(folder: Path) -> None:
    assert placed(folder, '[project]\nname = "x"\n', "pyproject.toml").policy is None


def test_nearest_policy_upwards_holds_and_its_paths_start_there(folder: Path) -> None:
    below = folder / "north" / "2020"
    below.mkdir(parents=True)
    (folder / "checker.toml").write_text('fail-on = "note"\n')
    (folder / "north" / "checker.toml").write_text('paths = ["2020"]\n')
    place = find_workplace(below)
    assert (place.root, place.start) == (folder, "north/2020")
    assert build_policy(place, resolve_settings(place, {}), None).paths == ("north/2020",)
    assert build_policy(place, resolve_settings(place, {"paths": ["x.yaml"]}), None).paths == ("north/2020/x.yaml",)


def test_no_policy_is_looked_for_above_the_repository(folder: Path) -> None:
    inner = folder / "inner"
    (inner / ".git").mkdir(parents=True)
    (folder / "checker.toml").write_text("wrong")
    assert find_workplace(inner).policy is None


def test_without_a_repository_only_the_folder_itself_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text("wrong")
    (tmp_path / "inner").mkdir()
    place = find_workplace(tmp_path / "inner")
    assert (place.policy, place.repository, place.root) == (None, False, tmp_path / "inner")


def test_bounds_of_a_locality_go_before_those_of_its_level(folder: Path) -> None:
    bounds = Bounds(Fraction(1), {"province": Fraction(2)}, {"110000": Fraction(3)})
    of = [
        bounds.of(Locality(code, level, "", "", ""))
        for code, level in (("110000", "province"), ("120000", "province"), ("130100", "prefecture"))
    ]
    assert of == [3, 2, 1]
    assert not Bounds().are_set


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["60"], Decimal(60)),
        (["60", "province=5.5"], {"overall": Decimal(60), "province": Decimal("5.5")}),
        (["x"], "x"),
    ],
)
def test_bounds_of_the_command_line_are_read_as_those_of_the_file(values: list[str], told: object) -> None:
    assert read_bounds(values) == told


@pytest.mark.parametrize("values", [["sarif"], ["sarif=a", "sarif=b"]])
def test_output_names_a_format_and_a_file_once(values: list[str]) -> None:
    with pytest.raises(UsageError, match="output-form"):
        read_outputs(values)


WRONG = {
    "unknown key": (
        'fail-on = "note"\nmin-scor = 3\n',
        ":2: policy-key: unknown key: min-scor (did you mean min-score?)",
    ),
    "unknown table": ("[outputz]\nsarif = 'x'\n", ":1: policy-key: unknown key: outputz (did you mean outputs?)"),
    "score above 100": ("\nmin-score = 120\n", ":2: policy-value: min-score is 120 (expected a number from 0 to 100"),
    "score within a table": ("[min-score]\nprovince = 1\ncounty = 101\n", ":3: policy-value: min-score.county is 101"),
    "score below 0": ("max-drop = -1\n", ":1: policy-value: max-drop is -1"),
    "no number": ("min-score = nan\n", ":1: policy-value: min-score is NaN"),
    "endless number": ("min-score = 1e999999999\n", ":1: policy-value: min-score is 1E+999999999"),
    "number as text": ('min-score = "60"\n', ":1: policy-value: min-score is 60"),
    "truth value": ("min-score = true\n", ":1: policy-value: min-score is true"),
    "empty table": ("min-score = {}\n", ":1: policy-value: min-score is {}"),
    "unknown level": ("min-score = {region = 3}\n", ":1: policy-value: min-score.region is 3"),
    "unknown locality": (
        'min-score = {"999999" = 3}\n',
        ":1: policy-locality: min-score: no locality has the code 999999",
    ),
    "drop without a ref": ("\n\nmax-drop = 1\n", ":3: drop-without-ref: max-drop has nothing to compare with"),
    "no encoding": ("encodings = []\n", ":1: policy-value: encodings is [] (expected a list, at least one of utf-8"),
    "unknown encoding": ('encodings = ["utf8"]\n', ":1: policy-value: encodings is utf8"),
    "no such day": ("as-of = '2020-02-30'\n", ":1: policy-value: as-of is 2020-02-30 (expected a day"),
    "time for a day": ("as-of = 2020-02-29T00:00:00\n", ":1: policy-value: as-of is 2020-02-29 00:00:00"),
    "unknown severity": ('fail-on = "high"\n', ":1: policy-value: fail-on is high (expected never, note"),
    "unknown language": ('lang = "fr"\n', ":1: policy-value: lang is fr (expected zh or en)"),
    "unknown format": ('formats = ["xml"]\n', ":1: policy-value: formats is xml"),
    "formats that do not mix": (
        'formats = ["sarif", "json"]\n',
        ":1: formats-mixed: standard output cannot hold these",
    ),
    "path outside": ('paths = ["data", "../x"]\n', ":1: path-outside: paths: ../x leads out of the repository"),
    "absolute path outside": ('paths = ["/etc"]\n', ":1: path-outside: paths: /etc leads out of the repository"),
    "output outside": (
        'outputs = {sarif = "/tmp/x"}\n',
        ":1: path-outside: outputs: /tmp/x leads out of the repository",
    ),
    "output among submissions": (
        'paths = ["data"]\noutputs = {json = "data/x.json"}\n',
        ":2: output-among-submissions: data/x.json",
    ),
    "two outputs in one": (
        'outputs = {sarif = "b/x", json = "b/./x"}\n',
        ":1: output-twice: two formats are to be written to one file: b/x",
    ),
    "no baseline": (
        'baseline = "known.json"\n',
        ":1: no-baseline: no baseline known.json: make it with `checker baseline write",
    ),
    "bad pin": ('pack = "miit-5g-2020=="\n', ":1: pack-pin: a pack is written as NAME"),
    "short digest": ('pack = "miit-5g-2020==sha256:ab"\n', ":1: pack-pin: "),
    "NUL": ('paths = ["a\\u0000b"]\n', ":1: policy-value: paths is a\\u0000b"),
    "no TOML": ("fail-on = \n", ":1:11: policy-syntax: not well-formed TOML (Invalid value"),
    "key twice": ('lang = "zh"\nlang = "en"\n', ":2:12: policy-syntax: "),
    "too deep": ("x = " + "[" * 5000, ": policy-syntax: not well-formed TOML"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_policy_is_refused_at_its_line(folder: Path, name: str) -> None:
    text, line = WRONG[name]
    assert refusal(folder, text).startswith(f"checker.toml{line}")


def test_line_of_a_key_within_pyproject(folder: Path) -> None:
    text = 'x = """\n[tool.checker]\nlang = 1\n"""\n[tool.checker]\n# lang\nlang = "fr"\n'
    assert refusal(folder, text, "pyproject.toml").startswith("pyproject.toml:7: policy-value: lang is fr")


def test_table_that_is_none_is_refused(folder: Path) -> None:
    assert refusal(folder, "[tool]\nchecker = 1\n", "pyproject.toml").startswith("pyproject.toml:2: policy-syntax")


def test_two_policies_in_one_folder_are_refused(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.checker]\nlang = "zh"\n')
    assert refusal(folder, "").startswith("pyproject.toml:1: policy-twice: checker.toml stands beside it")


def test_policy_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "checker.toml").write_bytes(b'lang = "\xff"')
    with pytest.raises(UsageError, match="encoding-broken"):
        find_workplace(folder)
    (folder / "checker.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(UsageError, match="too-large"):
        find_workplace(folder)


def test_wrong_value_of_the_command_line_has_no_place(folder: Path) -> None:
    line = refusal(folder, "", min_score=read_bounds(["1000"]))
    assert line.startswith("policy-value: min-score is 1000 (expected a number from 0 to 100")


def test_path_through_a_link_out_of_the_repository_is_refused(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / "link").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    assert "path-outside" in refusal(folder, 'paths = ["link"]\n')


def test_digest_of_a_pack_may_be_named(folder: Path) -> None:
    place = placed(folder, 'pack = "rules/own==sha256:0123456789ab"\n')
    pinned = build_policy(place, resolve_settings(place, {}), None).pack
    assert (pinned.name, pinned.version, pinned.sha256) == ("rules/own", "", "0123456789ab")


def test_schema_of_the_policy_says_what_the_form_does() -> None:
    schema = policy_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert set(schema["properties"]) == set(KEYS)
    assert validator.is_valid(json.loads(json.dumps(tomllib.loads(WHOLE))))
    for text in ("min-scor = 1", "min-score = 120", "min-score = {region = 3}", "encodings = []", 'formats = ["xml"]'):
        assert not validator.is_valid(tomllib.loads(text))
