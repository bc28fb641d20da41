"""The jobs of the checker, end to end: the only place that joins packs, readers, engine and reports."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from checker.engine.assess import Assessor
from checker.engine.rank import standings_of
from checker.engine.year import year_ends_of
from checker.errors import InputError, Locus, UsageError
from checker.expression.scope import nearest
from checker.model.assessment import Assessment, Finding, Reading, Refusal, Run
from checker.model.comparison import PeersBy
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.period import Period, parse_date, parse_period
from checker.model.review import Verification
from checker.model.robustness import Firmness
from checker.model.rule import IntegrityRule, Rule
from checker.model.submission import Submission
from checker.model.text import Language
from checker.packs.files import shipped_packs
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from checker.readers.files import STANDARD_INPUT, read_file, shown_name
from checker.readers.formats import READERS
from checker.readers.read import Accepted, read_submission, refuse


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What submissions are judged by: a pack, what the assessor holds beside them, and the day whose rules bind.

    Each period is judged by the rules of its own end if *as_of* is None.
    """

    pack: Pack
    verification: Verification = field(default_factory=Verification)
    as_of: date | None = None

    @property
    def assessor(self) -> Assessor:
        """A new assessor."""
        return Assessor(self.pack, self.verification, self.as_of)


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a plan is asked for: a goal (the next grade if None), in which reading, and whether to list every step."""

    goal: str | None = None
    reading: Reading = "claimed"
    whole: bool = False


def judge_file(assessor: Assessor, path: str) -> Assessment | Refusal:
    """Return the assessment of one submission, or why it is refused."""
    try:
        file = read_file(path)
    except InputError as error:
        return refuse(shown_name(path), error)
    read = read_submission(file, assessor.pack, read_gazetteer())
    return assessor.assess(read.submission, read.findings) if isinstance(read, Accepted) else read


def judge_paths(by: Yardstick, paths: Sequence[str], period: str | None = None) -> Run:
    """Return what is said of every submission under *paths*; of one *period* only, if given.

    Raises UsageError if a path does not exist or nothing is there to read.
    """
    pack = by.pack
    if period is not None and period not in pack.directive.periods:
        raise UsageError("period-asked", found=period, expected=", ".join(pack.directive.periods))
    assessor = by.assessor
    judged = [judge_file(assessor, path) for path in find_files(paths)]
    refusals = [one for one in judged if isinstance(one, Refusal)]
    assessments = [one for one in judged if isinstance(one, Assessment)]
    if period is not None:
        assessments = [one for one in assessments if one.submission.period.name == period]
    kept, doubled = settle_doubles(assessments)
    refused = sorted([*refusals, *doubled], key=lambda refusal: refusal.file)
    expected = read_gazetteer().at_level(pack.directive.expected_level)
    standings = standings_of(pack.directive, kept, [one for one in expected if not one.code.startswith(_NOT_COVERED)])
    years = year_ends_of(pack.directive, kept)
    read = len(assessments) + len(refusals)
    digest = by.verification.digest
    return Run(pack, read, tuple(kept), tuple(refused), standings, years, digest, by.as_of)


# Taiwan, Hong Kong and Macao have communications authorities of their own: the notice does not address them.
_NOT_COVERED = ("71", "81", "82")


def find_files(paths: Iterable[str]) -> list[str]:
    """Return the files to read, sorted, each once: those named, and those in named folders with a known suffix.

    Hidden files and folders are left out, and so are folders called ``sources``. Raises UsageError if a path does not
    exist, or if there is nothing to read.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == STANDARD_INPUT or Path(path).is_file() or Path(path).is_symlink():
            found[path] = None
        elif Path(path).is_dir():
            found |= dict.fromkeys(sorted(_files_below(Path(path))))
        elif Path(path).exists():
            found[path] = None
        else:
            raise UsageError("no-such-path", Locus(path))
    if not found:
        raise UsageError("nothing-to-read", Locus(", ".join(paths)), expected=", ".join(READERS))
    return list(found)


def _files_below(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "sources" for part in inner)
        if path.suffix.lower() in READERS and not hidden and not path.is_dir():
            yield path.as_posix()


def settle_doubles(assessments: Sequence[Assessment]) -> tuple[list[Assessment], list[Refusal]]:
    """Return what may be scored, and refusals: a copy counts once, and two that differ cancel each other.

    The result does not depend on the order of *assessments*.
    """
    groups: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
    for assessment in sorted(assessments, key=lambda one: one.submission.file):
        submission = assessment.submission
        groups[submission.locality.code, submission.period.name].append(assessment)
    kept: list[Assessment] = []
    refused: list[Refusal] = []
    for group in groups.values():
        first, *others = group
        different = any(one.submission.sha256 != first.submission.sha256 for one in others)
        if different:
            refused += [_double("same-locality-twice", one, first if one is not first else others[0]) for one in group]
        else:
            kept.append(first)
            refused += [_double("identical-copy", one, first) for one in others]
    return kept, refused


def _double(code: str, assessment: Assessment, other: Assessment) -> Refusal:
    submission = assessment.submission
    found = f"{submission.locality.code} {submission.locality.name_zh} {submission.period}"
    place = submission.locate(("locality",))
    parameters = {"found": found, "other": other.submission.file}
    return Refusal(submission.file, (Finding(code, "critical", place, parameters),))


def judge_files(by: Yardstick, paths: Sequence[str]) -> Run:
    """Return what is said of the named files, each on its own. A path that does not exist raises UsageError."""
    for path in paths:
        if path != STANDARD_INPUT and not os.path.lexists(path):
            raise UsageError("no-such-path", Locus(path))
    assessor = by.assessor
    judged = [judge_file(assessor, path) for path in paths]
    assessments = tuple(one for one in judged if isinstance(one, Assessment))
    refusals = tuple(one for one in judged if isinstance(one, Refusal))
    return Run(by.pack, len(paths), assessments, refusals, (), (), by.verification.digest, by.as_of)


def validation(run: Run, paths: Sequence[str], form: str, language: Language) -> str:
    """Return the result of validating *paths*, in their order, as text or JSON."""
    if form == "json":
        return _json(run)
    from checker.reports.validation import to_refusal, to_validation

    by_file = {one.submission.file: to_validation(run.pack, one, language) for one in run.assessments}
    by_file |= {one.file: to_refusal(one, language) for one in run.refusals}
    shown = [by_file[name] for name in dict.fromkeys(shown_name(path) for path in paths)]
    return "\n".join(shown)


def score_report(
    run: Run,
    form: str,
    language: Language,
    by: Literal["locality", "point", "rule"],
    firmness: Sequence[Firmness] | None = None,
) -> str:
    """Return the tables of *run* as ``table``, ``md``, ``csv`` or ``json``, and how firm the order is, if given."""
    if form == "json":
        return _json(run, firmness or ())
    from checker.reports.table import TABLES

    report = TABLES[form](run, language, by)
    if firmness is None:
        return report
    from checker.reports.robustness import ROBUST

    return ROBUST[form](report, run, firmness, language)


def firmness_of(run: Run) -> tuple[Firmness, ...]:
    """Return how firm each standing of *run* is. Raises UsageError if the pack does not say how to try that."""
    policy = run.pack.directive.scoring.robustness
    if policy is None:
        raise UsageError("robustness-undeclared", found=run.pack.directive.id)
    from checker.engine.robust import firmness_of_run

    return firmness_of_run(run, policy)


def explanation(by: Yardstick, path: str, part: str | None, language: Language) -> str:
    """Return the score of one file unfolded: all of it, one point, or one rule.

    Raises UsageError if there is no such file, point or rule, or if the file cannot be judged.
    """
    from checker.reports.explanation import Explanation

    pack, judged = by.pack, _judged(by, path)
    if judged.rejected:
        raise UsageError("refused", Locus(path), found="checker validate")
    explained = Explanation(pack, judged, language)
    if part is None:
        return explained.whole()
    point = next((point for point in pack.directive.points if point.id == part), None)
    if point is not None:
        return explained.point(point)
    rule = next((rule for rule in pack.rules if rule.id == part.upper()), None)
    if rule is None:
        raise UsageError("unknown-part", found=part, nearest=nearest(part.upper(), [rule.id for rule in pack.rules]))
    return explained.rule(rule)


def comparison(by: Yardstick, paths: Sequence[str], peers: PeersBy | None, reading: Reading, language: Language) -> str:
    """Return what moved from the first of *paths* to the second; or, with a folder or more files, it beside its peers.

    *peers* says how those are chosen, by level if it is None. Raises UsageError if a path does not exist, if one of the
    two cannot be judged or has no score, or if *peers* is given where there can be none.
    """
    path, *others = paths
    pack, mine = by.pack, _scored(by, path, reading)
    if len(others) == 1 and not Path(others[0]).is_dir():
        if peers is not None:
            raise UsageError("by-without-peers", Locus(others[0]))
        from checker.engine.compare import compare
        from checker.reports.comparison import ComparisonText

        other = _scored(by, others[0], reading)
        return ComparisonText(pack, compare(pack, mine, other, reading), language).whole()
    from checker.engine.peers import view_peers
    from checker.reports.peers import PeersText

    run = judge_paths(by, others, mine.submission.period.name)
    left_out = len(run.refusals) + sum(one.rejected for one in run.assessments)
    return PeersText(
        pack, view_peers(pack, mine, run.assessments, peers or "level", reading), left_out, language
    ).whole()


def _judged(by: Yardstick, path: str) -> Assessment:
    """Return the assessment of one file. Raises UsageError if it cannot be judged."""
    found = judge_files(by, [path]).assessments
    if not found:
        raise UsageError("refused", Locus(path), found="checker validate")
    return found[0]


def _scored(by: Yardstick, path: str, reading: Reading) -> Assessment:
    """Return the assessment of one file. Raises UsageError if it cannot be judged, or if no rule applies to it."""
    judged = _judged(by, path)
    if judged.rejected:
        raise UsageError("refused", Locus(path), found="checker validate")
    if judged.scores[reading].total is None:
        raise UsageError("no-rule-applied", Locus(path))
    return judged


def plan(by: Yardstick, path: str, ask: PlanRequest, language: Language) -> str:
    """Return what would earn one file more, and the cheapest way to a goal.

    Raises UsageError if there is no such file or goal, if the file cannot be read, or if no rule applies to it.
    """
    from checker.engine.plan import goal_of
    from checker.engine.plan import plan as make_plan
    from checker.reports.plan import to_plan

    pack, judged = by.pack, _judged(by, path)
    score = judged.scores[ask.reading]
    if score.total is None:
        raise UsageError("no-rule-applied", Locus(path))
    made = make_plan(pack, judged, goal_of(pack.directive.scoring, score, ask.goal), ask.reading)
    return to_plan(pack, made, language, whole=ask.whole)


def form(pack: Pack, locality: str, period: str, language: Language) -> str:
    """Return the blank form of a locality, by code or name. Raises UsageError if there is no such place or period."""
    from checker.reports.form import to_form

    gazetteer = read_gazetteer()
    resolved = gazetteer.resolve(locality)
    named = gazetteer.named(locality)
    found = resolved[0] if resolved else named[0] if len(named) == 1 else None
    if found is None:
        hint = ", ".join(f"{one.code} {one.name_zh}" for one in named[:5])
        raise UsageError("unknown-template-locality", found=locality, nearest=hint)
    wanted = parse_period(period)
    if wanted is None or period not in pack.directive.periods:
        raise UsageError("period-asked", found=period, expected=", ".join(pack.directive.periods))
    return to_form(pack, found, wanted, language, asked_of(pack, found, wanted))


def asked_of(pack: Pack, locality: Locality, period: Period) -> frozenset[str]:
    """Return the indicators that bear on a rule which may bind *locality*, and those that are compared with them."""
    blank = Submission("", "", locality, period, "filing", {}, (), lambda _: Locus(""))
    binding = [result.rule for result in Assessor(pack).assess(blank).results["claimed"] if result.applies]
    asked = {name for rule in binding for name in (*rule.indicators, *([rule.self_claim] if rule.self_claim else []))}
    compared = [rule.indicators for rule in pack.integrity if not asked.isdisjoint(rule.indicators)]
    return frozenset(asked.union(*compared))


def schema(kind: str, pack: str) -> str:
    """Return the JSON Schema of a submission under *pack*, or of the JSON report."""
    if kind == "report":
        from checker.reports.document import report_schema

        made = report_schema()
    else:
        from checker.readers.schema import submission_schema

        made = submission_schema(open_pack(pack))
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def rule_list(pack: Pack, language: Language) -> str:
    """Return a table of all rules."""
    from checker.reports.rulebook import to_list

    return to_list(pack, language)


def rule_page(pack: Pack, rule: str, language: Language) -> str:
    """Return one rule in full. Raises UsageError if there is none of that id."""
    from checker.reports.rulebook import to_rule

    known: dict[str, Rule | IntegrityRule] = {one.id: one for one in pack.rules}
    known |= {one.id: one for one in pack.integrity}
    found = known.get(rule.upper())
    if found is None:
        raise UsageError("unknown-part", found=rule, nearest=nearest(rule.upper(), known))
    return to_rule(pack, found, language)


def open_pack(name: str) -> Pack:
    """Return the pack *name*, a shipped one or a folder. Raises PackError at its first mistake."""
    return load_pack(name)


def open_yardstick(name: str, reviews: str | None = None, as_of: str | None = None) -> Yardstick:
    """Return the pack *name* with the *reviews* and registers under a path, and the day whose rules bind.

    Raises PackError at the first mistake in any of them, UsageError if there is no such path or day.
    """
    pack = load_pack(name)
    day = None if as_of is None else parse_date(as_of)
    if as_of is not None and day is None:
        raise UsageError("no-such-day", found=as_of, expected="2020-06-30")
    if reviews is None:
        return Yardstick(pack, as_of=day)
    if not Path(reviews).exists():
        raise UsageError("no-such-path", Locus(reviews))
    from checker.packs.verification import read_verification

    return Yardstick(pack, read_verification(reviews, pack, read_gazetteer()), day)


def shipped_versions() -> list[str]:
    """Return a line for each shipped pack: id, version and digest."""
    packs = [load_pack(name) for name in shipped_packs()]
    return [f"{pack.directive.id} {pack.directive.version} sha256 {pack.digest}" for pack in packs]


def _json(run: Run, firmness: Sequence[Firmness] = ()) -> str:
    from checker.reports.document import to_json

    return to_json(run, firmness)
