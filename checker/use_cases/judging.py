"""Submissions judged: from paths and a pack to a run, nothing lost on the way."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from checker.engine.assess import Assessor
from checker.engine.earlier import undisputed
from checker.engine.rank import standings_of
from checker.engine.year import year_ends_of
from checker.errors import Locus, UsageError
from checker.model.assessment import Assessment, Reading, Refusal, Run
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.period import parse_date
from checker.model.review import Verification
from checker.model.submission import Submission
from checker.model.text import Text
from checker.packs.files import shipped_packs
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from checker.readers.files import STANDARD_INPUT, shown_name
from checker.readers.formats import AS_NAMED, InputOptions
from checker.readers.read import Accepted, read_submissions
from checker.use_cases.doubles import settle_doubles
from checker.use_cases.isolation import read_isolated


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What submissions are judged by: a pack, what the assessor holds beside them, and the day whose rules bind.

    Each period is judged by the rules of its own end if *as_of* is None. Numbers are held against the *previous*
    submissions of the same localities.
    """

    pack: Pack
    verification: Verification = field(default_factory=Verification)
    as_of: date | None = None
    previous: tuple[Submission, ...] = ()

    @property
    def assessor(self) -> Assessor:
        """A new assessor."""
        return Assessor(self.pack, self.verification, self.as_of, self.previous)


def read_each(
    pack: Pack, paths: Sequence[str], options: InputOptions = AS_NAMED
) -> Iterator[tuple[str, Accepted | Refusal]]:
    """Yield every submission in the files *paths*, or why it is refused, with its path."""
    gazetteer = read_gazetteer()

    def read(path: str) -> Iterator[Accepted | Refusal]:
        return read_submissions(path, options, pack, gazetteer)

    yield from read_isolated(paths, read)


def _judged(assessor: Assessor, one: Accepted | Refusal) -> Assessment | Refusal:
    return assessor.assess(one.submission, one.findings) if isinstance(one, Accepted) else one


def judge_each(
    by: Yardstick, paths: Sequence[str], options: InputOptions = AS_NAMED
) -> Iterator[tuple[str, Assessment | Refusal]]:
    """Yield the assessment of every submission in the files *paths*, or why it is refused, with its path."""
    assessor = by.assessor
    for path, one in read_each(by.pack, paths, options):
        yield path, _judged(assessor, one)


def judge_paths(
    by: Yardstick,
    paths: Sequence[str],
    period: str | None = None,
    options: InputOptions = AS_NAMED,
    codes: Collection[str] | None = None,
) -> Run:
    """Return what is said of every submission under *paths*; of one *period* and of localities with *codes*, if given.

    All are read first: each is held against the same locality's latest earlier period among them, in whatever order.
    Raises UsageError if a path does not exist or nothing is there to read.
    """
    pack = by.pack
    check_period(pack, period)
    found = [one for _, one in read_each(pack, find_files(paths, options), options)]
    told = undisputed(one.submission for one in found if isinstance(one, Accepted))
    assessor = replace(by, previous=(*by.previous, *told)).assessor
    judged = [_judged(assessor, one) for one in found]
    refusals = [one for one in judged if isinstance(one, Refusal)]
    assessments = [one for one in judged if isinstance(one, Assessment)]
    if period is not None:
        assessments = [one for one in assessments if one.submission.period.name == period]
    if codes is not None:
        assessments = [one for one in assessments if one.submission.locality.code in codes]
    kept, doubled = settle_doubles(assessments)
    refused = sorted([*refusals, *doubled], key=lambda refusal: (refusal.file, refusal.findings[0].locus))
    standings = standings_of(pack.directive, kept, expected_localities(pack, codes))
    years = year_ends_of(pack.directive, kept)
    read = len(assessments) + len(refusals)
    return Run(pack, read, tuple(kept), tuple(refused), standings, years, by.verification, by.as_of)


def expected_localities(pack: Pack, codes: Collection[str] | None = None) -> list[Locality]:
    """Return whose submissions are expected; only those with *codes*, if given."""
    wanted = None if codes is None else frozenset(codes)
    return [
        one
        for one in read_gazetteer().at_level(pack.directive.expected_level)
        if not one.code.startswith(_NOT_COVERED) and (wanted is None or one.code in wanted)
    ]


def check_period(pack: Pack, period: str | None) -> None:
    """Raise UsageError if *period* is none of the pack's."""
    if period is not None and period not in pack.directive.periods:
        raise UsageError("period-asked", found=period, expected=", ".join(pack.directive.periods))


# Taiwan, Hong Kong and Macao have communications authorities of their own: the notice does not address them.
_NOT_COVERED = ("71", "81", "82")


def find_files(paths: Iterable[str], options: InputOptions = AS_NAMED) -> list[str]:
    """Return the files to read, sorted, each once: those named, and those in named folders with a known suffix.

    If a format is asked for, only its own suffixes are known, and names must match a pattern if there is one.
    Hidden files and folders are left out, and so are folders called ``sources``. A folder that cannot be looked into,
    or that is only linked to, is returned like a file, so that it is refused: what it holds is not read. A link that is
    named itself is followed to its folder. Raises UsageError if a path does not exist, or if there is nothing to read.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a look is forbidden
            found |= dict.fromkeys(sorted(_files_below(Path(path), options)))
        elif path == STANDARD_INPUT or os.path.lexists(path):
            found[path] = None
        else:
            raise UsageError("no-such-path", Locus(path))
    if not found:
        raise UsageError("nothing-to-read", Locus(", ".join(paths)), expected=", ".join(options.suffixes))
    return list(found)


def _files_below(folder: Path, options: InputOptions) -> Iterator[str]:
    suffixes, pattern = options.suffixes, options.pattern
    closed: list[OSError] = []
    for inside, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not _is_left_out(name)]
        yield from (path.as_posix() for name in folders if (path := Path(inside, name)).is_symlink())
        for name in names:
            known = PurePath(name).suffix.lower() in suffixes and (pattern is None or fnmatchcase(name, pattern))
            if known and not _is_left_out(name):
                yield Path(inside, name).as_posix()
    yield from (Path(error.filename).as_posix() for error in closed)


def _is_left_out(name: str) -> bool:
    return name.startswith(".") or name == "sources"


def judge_files(by: Yardstick, paths: Sequence[str], options: InputOptions = AS_NAMED) -> Run:
    """Return what is said of the named files, each on its own. A path that does not exist raises UsageError."""
    check_paths(paths)
    judged = [one for _, one in judge_each(by, paths, options)]
    assessments = tuple(one for one in judged if isinstance(one, Assessment))
    refusals = tuple(one for one in judged if isinstance(one, Refusal))
    return Run(by.pack, len(judged), assessments, refusals, (), (), by.verification, by.as_of)


def check_paths(paths: Iterable[str]) -> None:
    """Raise UsageError if one of *paths* does not exist."""
    for path in paths:
        if path != STANDARD_INPUT and not os.path.lexists(path):
            raise UsageError("no-such-path", Locus(path))


def with_previous(by: Yardstick, path: str | None) -> Yardstick:
    """Return *by*, with the submissions in the file *path*, if it is given, as previous ones.

    Raises UsageError if there is no such file, or if it cannot be read.
    """
    if path is None:
        return by
    if not os.path.lexists(path):
        raise UsageError("no-such-path", Locus(path))
    found = [one for _, one in read_each(by.pack, [path])]
    if any(isinstance(one, Refusal) for one in found):
        raise refused(path)
    return replace(by, previous=tuple(undisputed(one.submission for one in found if isinstance(one, Accepted))))


def check_previous(by: Yardstick, judged: Iterable[Submission]) -> None:
    """Raise UsageError if previous submissions were given, and none is an earlier one of any that were *judged*."""
    submissions = list(judged)
    if by.previous and submissions and all(by.assessor.earlier(one) is None for one in submissions):
        first = by.previous[0]
        raise UsageError("previous-unrelated", Locus(first.file), found=f"{first.locality.code} {first.period}")


def judged_alone(by: Yardstick, path: str, options: InputOptions = AS_NAMED) -> Assessment:
    """Return the assessment of one file. Raises UsageError if it cannot be judged, or holds several submissions."""
    run = judge_files(by, [path], options)
    if run.read > 1:
        raise UsageError("several-submissions", Locus(shown_name(path)), found=str(run.read))
    if not run.assessments:
        raise refused(path)
    return run.assessments[0]


def refused(path: str) -> UsageError:
    """Return that a file cannot be judged, and the command that says why."""
    command = f"`checker validate {shown_name(path)}`"
    return UsageError("refused", Locus(path), found=Text(f"见 {command}", f"see {command}"))


def scored_alone(by: Yardstick, path: str, reading: Reading, options: InputOptions = AS_NAMED) -> Assessment:
    """Return the assessment of one file. Raises UsageError if it cannot be judged, or if no rule applies to it."""
    judged = judged_alone(by, path, options)
    if judged.rejected:
        raise refused(path)
    if judged.scores[reading].total is None:
        raise UsageError("no-rule-applied", Locus(path))
    return judged


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
