"""Blank forms for those who report, and the annotated copy of what they filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from checker.engine.assess import Assessor
from checker.errors import Locus, UsageError
from checker.model.assessment import Run
from checker.model.locality import Gazetteer, Locality
from checker.model.pack import Pack
from checker.model.period import Period, parse_period
from checker.model.submission import Submission
from checker.model.text import Language
from checker.packs.gazetteer import read_gazetteer
from checker.reports.forms.request import FormRequest
from checker.use_cases.bounded import bounded
from checker.use_cases.confinement import Limits
from checker.use_cases.judging import Yardstick, judge_files, refused

WORKBOOK = ".xlsx"
_WORKBOOKS = (WORKBOOK, ".xlsm")
# For a copy (some 300,000 cells with 20,000 findings take half of it), and for a list without one.
_COPYING, _LISTING = Limits(seconds=60), Limits(seconds=30)
_SHORT = 500  # lines that never take long
_YAML = ("", ".yaml", ".yml")


def request_form(
    pack: Pack, localities: Iterable[Locality], period: str, language: Language, previous: str | None = None
) -> FormRequest:
    """Return what a form for *localities* is made from. *previous* is the path of an earlier submission.

    Raises UsageError if there is no such period, or if *previous* cannot be judged, or is another locality's, or is not
    earlier.
    """
    wanted = parse_period(period)
    if wanted is None or period not in pack.directive.periods:
        raise UsageError("period-asked", found=period, expected=", ".join(pack.directive.periods))
    places = tuple(localities)
    assessor = Assessor(pack)
    asked = {one.code: asked_of(assessor, one, wanted) for one in places}
    last = None if previous is None else _earlier(pack, previous, places, wanted)
    return FormRequest(pack, places, wanted, language, asked, last)


def to_form(request: FormRequest, output: str | None) -> str | bytes:
    """Return the form in the format that the suffix of *output* names: YAML, or a workbook.

    Raises UsageError for another suffix, or for several localities in YAML.
    """
    suffix = "" if output is None else PurePath(output).suffix.lower()
    several = len(request.localities) > 1
    if suffix not in (WORKBOOK, *_YAML):
        raise UsageError("form-format", Locus(output or ""), found=suffix, expected=".yaml, .xlsx")
    if suffix == WORKBOOK:
        if several:
            from checker.reports.forms.many import to_many

            return to_many(request)
        from checker.reports.forms.workbook import to_workbook

        return to_workbook(request)
    if several:
        raise UsageError("form-for-many", found=str(len(request.localities)))
    from checker.reports.forms.yaml import to_form as to_yaml

    return to_yaml(request)


def annotated(run: Run, path: str, language: Language) -> bytes:
    """Return a copy of the workbook at *path*, which *run* judged alone, with what was found marked in it.

    If it cannot be opened, or not within the limits, the fix list stands alone, and is cut short if it takes too long.
    Raises InputError if the file can no longer be read.
    """
    from checker.readers.files import read_file
    from checker.reports.forms.annotate import to_annotated, to_fix_list, was_opened

    content = read_file(path).content if was_opened(run) else None
    copy = None if content is None else bounded(lambda: to_annotated(content, run, language), _COPYING)
    if copy is None:
        copy = bounded(lambda: to_fix_list(run, language), _LISTING)
    return to_fix_list(run, language, _SHORT) if copy is None else copy


def check_annotation(paths: Sequence[str], output: str) -> None:
    """Raise UsageError unless *paths* is one workbook, and *output* can be its annotated copy: not itself, no folder.

    Said before anything is read, so that nobody waits for a report only to learn that there is no copy.
    """
    if len(paths) != 1 or PurePath(paths[0]).suffix.lower() not in _WORKBOOKS:
        raise UsageError("annotate-one", Locus(paths[0]))
    target = Path(output)
    folder = "/" if target.is_dir() else ""
    if target.suffix.lower() != WORKBOOK or folder:
        raise UsageError("annotate-suffix", Locus(output), found=f"{target.name}{folder}")
    if target.exists() and Path(paths[0]).exists() and target.samefile(paths[0]):
        raise UsageError("output-is-input", Locus(output))


def localities_named(names: Sequence[str], below: str | None) -> tuple[Locality, ...]:
    """Return the localities of *names* (codes or names) and those directly below one, each once, as they were named.

    Raises UsageError if one is unknown or ambiguous, or if none is left.
    """
    gazetteer = read_gazetteer()
    found = {one.code: one for one in (_named(gazetteer, name) for name in names)}
    if below is not None:
        above = _named(gazetteer, below)
        found |= {one.code: one for one in gazetteer if one.parent == above.code}
    if not found:
        raise UsageError("nobody-below")
    return tuple(found.values())


def _named(gazetteer: Gazetteer, text: str) -> Locality:
    """Return the locality that *text* means. Raises UsageError if it is none, or may be several."""
    resolved = gazetteer.resolve(text)
    named = gazetteer.named(text)
    found = resolved[0] if resolved else named[0] if len(named) == 1 else None
    if found is None:
        hint = ", ".join(f"{one.code} {one.name_zh}" for one in named[:5])
        raise UsageError("unknown-template-locality", found=text, nearest=hint)
    return found


def _earlier(pack: Pack, path: str, places: Sequence[Locality], period: Period) -> Submission:
    """Return the earlier submission in the file at *path*."""
    if len(places) > 1:
        raise UsageError("previous-for-many", Locus(path))
    judged = [one.submission for one in judge_files(Yardstick(pack), [path]).assessments]
    if not judged:
        raise refused(path)
    own = [one for one in judged if one.locality.code == places[0].code]
    if not own:
        found, expected = (f"{one.code} {one.name_zh}" for one in (judged[0].locality, places[0]))
        raise UsageError("previous-of-another", Locus(path), found=found, expected=expected)
    submission = max(own, key=lambda one: one.period.end)
    if submission.period.end >= period.end:
        raise UsageError("previous-not-earlier", Locus(path), found=submission.period.name, expected=period.name)
    return submission


def asked_of(assessor: Assessor, locality: Locality, period: Period) -> frozenset[str]:
    """Return the indicators that bear on a rule which may bind *locality*, and those that are compared with them."""
    pack = assessor.pack
    blank = Submission("", "", locality, period, "filing", {}, (), lambda _: Locus(""))
    binding = [result.rule for result in assessor.assess(blank).results["claimed"] if result.applies]
    asked = {name for rule in binding for name in (*rule.indicators, *([rule.self_claim] if rule.self_claim else []))}
    compared = [rule.indicators for rule in pack.integrity if not asked.isdisjoint(rule.indicators)]
    return frozenset(asked.union(*compared))
