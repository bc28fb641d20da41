"""What the submissions of an earlier commit scored: judged from the bytes that git holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import Refusal
from checker.model.ci_policy import Policy
from checker.model.locality import Locality
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import InputFile
from checker.readers.read import Accepted, read_contents
from checker.use_cases.ci.git import Changes, Repository
from checker.use_cases.ci.selecting import is_submission
from checker.use_cases.isolation import read_isolated
from checker.use_cases.judging import Yardstick

Key = tuple[str, str]  # the code of a locality, and a period


@dataclass(frozen=True, slots=True)
class Earlier:
    """The score's lower end that a locality had for a period, and the file and the name that it has now, if any."""

    locality: Locality
    period: str
    lower: Fraction
    file: str
    now: str


def earlier_scores(by: Yardstick, policy: Policy, repository: Repository, changes: Changes) -> Mapping[Key, Earlier]:
    """Return what changed or removed files scored before, by locality and period.

    What had no score then is left out, and so is what stood there twice.
    """
    known = [one for one in changes.files if one.held]
    files = {one.before: one for one in known if is_submission(one.before, policy) or is_submission(one.now, policy)}
    held = repository.contents([one.held for one in files.values()])
    contents = {name: held[one.held] for name, one in files.items() if one.held in held}
    found: dict[Key, list[Earlier]] = defaultdict(list)
    for name, one in _scores(by, contents):
        found[one.locality.code, one.period].append(Earlier(one.locality, one.period, one.lower, name, files[name].now))
    return {key: several[0] for key, several in found.items() if len(several) == 1}


def _scores(by: Yardstick, contents: Mapping[str, bytes]) -> Iterator[tuple[str, Earlier]]:
    gazetteer, assessor = read_gazetteer(), by.assessor

    def read(name: str) -> Iterator[Accepted | Refusal]:
        return read_contents(InputFile(name, contents[name]), by.pack, gazetteer)

    for name, one in read_isolated(tuple(contents), read):
        if isinstance(one, Accepted):
            assessed = assessor.assess(one.submission, one.findings)
            if (headline := assessed.headline) is not None:
                place = one.submission
                yield name, Earlier(place.locality, place.period.name, Fraction(headline.lower), name, "")
