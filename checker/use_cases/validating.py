"""Files checked one submission after the other: what is said of each is kept, its assessment only if asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from checker.errors import Locus
from checker.model.assessment import Assessment, Refusal, Run
from checker.model.submission import Submission
from checker.model.tally import Tally, tally_of
from checker.model.text import Language
from checker.readers.formats import AS_NAMED, InputOptions
from checker.reports.terminal.screen import Screen
from checker.use_cases.judging import Yardstick, check_paths, check_previous, judge_each, judge_files
from checker.use_cases.repeats import Repeats, with_repeats

MANY = 10  # submissions, beyond which each gets a few lines instead of a page


@dataclass(frozen=True, slots=True)
class Asked:
    """Files to check, the format and language of the result, how the files are read, and the terminal, if any."""

    paths: tuple[str, ...]
    form: str
    language: Language
    options: InputOptions = AS_NAMED
    screen: Screen | None = None


@dataclass(frozen=True, slots=True)
class Validated:
    """What is said of all submissions, what they come to, and the run itself if it was kept."""

    text: str
    tally: Tally
    run: Run | None


def validate(by: Yardstick, asked: Asked, *, keep: bool) -> Validated:
    """Return what is to be said of the named files. The assessments are kept if *keep* says so, or for JSON.

    Raises UsageError if a path does not exist, or where previous submissions have nothing to do with these.
    """
    if not keep and asked.form != "json":
        check_paths(asked.paths)
        return _told(by, asked, (one for _, one in judge_each(by, asked.paths, asked.options)), None)
    run = judge_files(by, asked.paths, asked.options)
    run = replace(run, assessments=with_repeats(run.assessments))
    if asked.form != "json":
        by_place = sorted(chain[Assessment | Refusal](run.assessments, run.refusals), key=_place)
        return _told(by, asked, iter(by_place), run)
    from checker.reports.document import to_json

    check_previous(by, (one.submission for one in run.assessments))
    return Validated(to_json(run, ()), tally_of(run), run)


def _told(by: Yardstick, asked: Asked, judged: Iterator[Assessment | Refusal], run: Run | None) -> Validated:
    """Return the text on each of *judged*, which are not held any longer than that takes."""
    from checker.reports.validation import to_brief, to_count, to_refusal, to_validation

    first = list(islice(judged, MANY + 1))
    brief = len(first) > MANY
    tally, told, seen, repeats = Tally(), list[str](), list[Submission](), Repeats()
    for found in chain(_drained(first), judged):
        one = repeats.checked(found) if isinstance(found, Assessment) and run is None else found
        tally.add(one)
        if isinstance(one, Refusal):
            told.append(to_refusal(one, asked.language, asked.screen))
        else:
            told.append((to_brief if brief else to_validation)(by.pack, one, asked.language, asked.screen))
            if by.previous:
                seen.append(one.submission)
    check_previous(by, seen)
    for finding in repeats.first.values():  # told of before the other one was read
        tally.rejected += 1
        tally.severities.add(finding.severity)
        told.append(to_refusal(Refusal(finding.locus.file, (finding,)), asked.language, asked.screen))
    if brief:
        told.append(to_count(tally, asked.language, asked.screen))
    return Validated("\n".join(told), tally, run)


def _place(one: Assessment | Refusal) -> Locus:
    return one.findings[0].locus if isinstance(one, Refusal) else one.submission.locate(())


def _drained(first: list[Assessment | Refusal]) -> Iterator[Assessment | Refusal]:
    """Yield *first* and let go of each."""
    first.reverse()
    while first:
        yield first.pop()
