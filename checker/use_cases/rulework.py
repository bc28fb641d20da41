"""Work on rules: show, lint, test, document, compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.errors import Locus, UsageError
from checker.expression.scope import nearest
from checker.model.assessment import Finding, Refusal
from checker.model.changes import PackChanges
from checker.model.impact import Impact
from checker.model.lint import MOST_EVALUATIONS, Linted, lint_finding
from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.text import Language
from checker.model.trial import Trials
from checker.packs.files import find_pack
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from checker.readers.files import STANDARD_INPUT, InputFile
from checker.readers.formats import AS_NAMED, InputOptions
from checker.readers.read import Accepted, read_part, read_submission
from checker.syntax.document import Document
from checker.syntax.files import read_bytes
from checker.use_cases.judging import Yardstick, judge_paths


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


def compiled_source(pack: Pack, language: Language, *, whole: bool) -> str:
    """Return what became of a pack when it was compiled, or with *whole* the generated source."""
    from checker.engine.compiled.source import Writer
    from checker.reports.compiling import to_summary

    made = Writer(pack).write()
    return made.text if whole else to_summary(pack, made.interpreted, made.text.count("\n"), language)


def pack_changes(before: str, after: str) -> PackChanges:
    """Return all that differs between two packs. Raises PackError at the first mistake in one of them."""
    from checker.engine.changing.rules_diff import compare_packs

    return compare_packs(load_pack(before), load_pack(after))


def changes_report(changes: PackChanges, form: str, language: Language) -> str:
    """Return what differs between two packs as ``text`` or ``json``."""
    from checker.reports.changing.rules_diff import RULES_DIFF

    return RULES_DIFF[form](changes, read_gazetteer(), language)


def impact_of(
    before: Yardstick,
    after: Yardstick,
    paths: Sequence[str],
    period: str | None = None,
    options: InputOptions = AS_NAMED,
) -> Impact:
    """Return what the change from one pack to another does to the submissions under *paths*.

    Raises UsageError if the packs are of two directives, if a path does not exist or can be read only once, if there is
    nothing to read, or if no rule of either applies to anything.
    """
    from checker.engine.changing.impact import impact_of as compare_runs

    old, new = before.pack.directive.id, after.pack.directive.id
    if old != new:
        raise UsageError("other-directive", found=new, expected=old)
    if STANDARD_INPUT in paths:
        raise UsageError("read-twice", Locus(STANDARD_INPUT))
    impact = compare_runs(judge_paths(before, paths, period, options), judge_paths(after, paths, period, options))
    totals = [one.scores["claimed"].total for run in impact.runs for one in run.assessments]
    if totals and all(total is None for total in totals):
        raise UsageError("no-rule-applied")
    return impact


def impact_report(impact: Impact, form: str, language: Language, most: int | None = None) -> str:
    """Return an impact as ``text`` or ``json``; *most* is the shift of a rank that is allowed, None for any."""
    if form == "json":
        from checker.reports.changing.impact_json import to_json

        return to_json(impact, most)
    from checker.reports.changing.impact import to_text

    return to_text(impact, language, most)


def catalogue(name: str, form: str) -> str:
    """Return the catalogue of the pack *name*, both languages in one page, as ``md`` or ``html``."""
    from checker.reports.catalogue.build import to_catalogue

    return to_catalogue(load_pack(name), form)


def stale_catalogue(name: str, form: str, path: str | None = None) -> UsageError | None:
    """Return what is wrong with a catalogue that is not there or not up to date: the one in the pack, or at *path*.

    Raises InputError if something else than a file stands there.
    """
    folder = find_pack(name)
    place = folder / f"catalogue.{form}" if path is None else Path(path)
    shown = path or f"{folder.resolve().name}/{place.name}"
    if place.exists() and read_bytes(place, shown) == catalogue(name, form).encode():
        return None
    return UsageError("catalogue-stale", Locus(shown), found=name)


def try_pack(name: str, *, mutate: bool) -> tuple[Pack, Trials]:
    """Return the pack *name* and what its examples and stories show; with *mutate* also which slips they notice.

    Raises PackError at the first mistake in the pack or its stories.
    """
    from checker.engine.testing.trials import Trier
    from checker.model.story import Case
    from checker.packs.build import build_pack
    from checker.packs.examples import iter_examples
    from checker.packs.files import read_pack_files
    from checker.packs.stories import read_stories, read_survivors, read_test_files

    folder = find_pack(name)
    files, tests = read_pack_files(folder), read_test_files(folder)
    pack = build_pack(files)
    cases: list[Case] = []
    for story in read_stories(tests, pack, read_gazetteer()):
        read = _read_told(InputFile(story.name, story.content), story.submission, pack)
        submission = read.submission if isinstance(read, Accepted) else None
        cases.append(Case(story.locus, submission, read.findings, story.expected, story.held, story.verification))
    survivors = read_survivors(tests)
    return pack, Trier(pack, iter_examples(files, pack), cases).run(survivors if mutate else None)


def trials_report(pack: Pack, trials: Trials, language: Language) -> str:
    """Return what *trials* of *pack* showed, as text."""
    from checker.reports.rules_test import to_trials

    return to_trials(pack, trials, language)


def _read_told(file: InputFile, part: Document | None, pack: Pack) -> Accepted | Refusal:
    """Return the submission of a story: a file of its own, or *part* of one."""
    if part is None:
        return read_submission(file, pack, read_gazetteer())
    return read_part(file.name, part, pack, read_gazetteer())


def lint(name: str, against: str | None = None) -> Linted:
    """Return all that is wrong or doubtful in the pack *name*, worst first; *against* is an older version of it.

    Beyond its mistakes a pack is looked into only if it has none: else one finding would follow from another.
    Raises PackError if there is no such pack or folder, or at the first mistake in the older version.
    """
    from checker.packs.linting.against import iter_against
    from checker.packs.linting.collect import collect
    from checker.packs.linting.sources import Sources
    from checker.packs.linting.structure import iter_structure

    old = None if against is None else load_pack(against)
    collected = collect(name)
    found = list(collected.mistakes)
    if collected.whole is not None:
        sources = Sources(collected.files, collected.whole)
        found += [*iter_structure(sources), *_iter_doubts(sources.pack, collected.place)]
        found += [] if old is None else iter_against(sources, old)
    return Linted(collected.place.file, collected.files.digest, tuple(sorted(found, key=lambda one: one.rank)))


def _iter_doubts(pack: Pack, place: Locus) -> Iterator[Finding]:
    """Yield what evaluating the rules of a pack shows: one source after the other, within one budget."""
    from checker.engine.linting.fairness import iter_fairness_findings
    from checker.engine.linting.grid import Budget
    from checker.engine.linting.meaning import iter_meaning
    from checker.engine.linting.pairs import iter_pairs
    from checker.engine.linting.ways import iter_ways

    budget = Budget(MOST_EVALUATIONS)
    for source in (iter_meaning, iter_pairs, iter_ways):
        yield from source(pack, budget)
    yield from iter_fairness_findings(pack)
    if budget.cut:
        yield lint_finding("search-cut", place, count=budget.cut)


def lint_report(linted: Linted, form: str, language: Language) -> str:
    """Return the findings on a pack as ``text`` or ``json``."""
    from checker.reports.linting.lint import LINT_REPORTS

    return LINT_REPORTS[form](linted, language)
