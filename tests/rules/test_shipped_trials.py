"""The shipped pack is tried on its own examples and stories: all comes out, all is shown, and slips are noticed."""

import pytest

from checker.model.trial import Trials, share
from checker.packs.files import DEFAULT_PACK, find_pack
from checker.packs.stories import read_test_files
from checker.use_cases.rulework import try_pack

LEAST_NOTICED = 95


@pytest.fixture(scope="module")
def trials() -> Trials:
    """What trying the pack shows."""
    return try_pack(DEFAULT_PACK, mutate=True)[1]


def test_all_examples_and_stories_come_out(trials: Trials) -> None:
    assert trials.misses == ()
    assert trials.examples > 450
    assert trials.stories > 15


def test_all_that_a_rule_can_say_is_shown(trials: Trials) -> None:
    assert [(one.rule.id, one.missing) for one in trials.reach if one.missing] == []


def test_slips_are_noticed_and_those_that_cannot_be_are_listed(trials: Trials) -> None:
    mutation = trials.mutation
    assert mutation is not None
    assert [one.id for one in mutation.living] == []
    assert [one.id for one in mutation.needless] == []
    assert share(mutation.killed, mutation.made) >= LEAST_NOTICED
    assert all(survivor.reason.zh and survivor.reason.en for _, survivor in mutation.excused)


def test_every_story_says_that_it_is_invented() -> None:
    files = read_test_files(find_pack(DEFAULT_PACK))
    assert all(files.text(name).startswith("# Invented") for name in files.contents if "survivors" not in name)
