"""The shipped pack: it loads, its examples hold, and every rule is explained, exemplified and within the policy."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pytest

from checker.engine.assess import Assessor
from checker.model.example import Example
from checker.model.indicator import Indicator
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.text import Text
from checker.packs.examples import iter_examples
from checker.packs.files import DEFAULT_PACK, PackFiles, find_pack, read_pack_files
from checker.packs.load import load_pack
from tests.builders import claim, period, possible, source, submission
from tests.trying import try_example

FILES = read_pack_files(find_pack(DEFAULT_PACK))

# Rules no example of which can be partly or not met, and why.
NEVER_LESS_THAN_MET = {"P07-1": "a list is open: what it does not name is not known to be missing"}


def ids(files: PackFiles, folder: str) -> list[str]:
    """Return the ids of the rules of *folder*, as written."""
    trees = [files.document(name).tree for name in files.names(folder)]
    return [str(entry["id"]) for tree in trees if isinstance(tree, list) for entry in tree]


SCORED, COHERENT = ids(FILES, "points/"), ids(FILES, "integrity/")
Examples = Mapping[str, Sequence[Example]]


@pytest.fixture(scope="module")
def examples(pack: Pack) -> Examples:
    """Return the examples of the shipped pack, by rule."""
    found: dict[str, list[Example]] = defaultdict(list)
    for one in iter_examples(FILES, pack):
        found[one.rule].append(one)
    return found


# --- the pack as a whole ----------------------------------------------------------------------------------------------


def test_the_shipped_pack_loads(pack: Pack) -> None:
    loaded = load_pack(DEFAULT_PACK)
    assert (loaded.directive, loaded.digest) == (pack.directive, FILES.digest)
    assert [rule.id for rule in loaded.rules] == [rule.id for rule in pack.rules] == SCORED
    assert [rule.id for rule in loaded.integrity] == [rule.id for rule in pack.integrity] == COHERENT


def test_the_directive_has_5_parts_and_18_points(pack: Pack) -> None:
    directive = pack.directive
    assert [part.id for part in directive.parts] == list("12345")
    assert [point.id for point in directive.points] == [str(number) for number in range(1, 19)]
    assert {point.part for point in directive.points} == {part.id for part in directive.parts}


def test_the_weights_of_the_points_add_up_to_100(pack: Pack) -> None:
    assert sum(point.weight for point in pack.directive.points) == 100


@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_what_rules_are_worth_adds_up_to_100_whatever_binds(pack: Pack, gazetteer: Gazetteer, level: str) -> None:
    place = next(one for one in gazetteer if one.level == level)
    score = Assessor(pack).assess(submission(locality=place)).scores["claimed"]
    assert sum(score.shares.values()) == 100
    assert score.total is not None


def test_every_point_has_weighted_rules_or_extras_only(pack: Pack) -> None:
    for point in pack.directive.points:
        rules = pack.rules_of(point.id)
        assert rules, point.id
        assert any(rule.weight for rule in rules) == bool(point.weight), point.id


def test_every_weight_is_either_in_the_sum_or_a_bonus(pack: Pack) -> None:
    assert all((rule.weight > 0) != (rule.bonus > 0) for rule in pack.rules)


# --- examples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule_id", [*SCORED, *COHERENT])
def test_every_example_holds(pack: Pack, examples: Examples, rule_id: str) -> None:
    tried = [try_example(pack, one) for one in examples[rule_id]]
    assert [one for one in tried if not one.as_expected] == []


@pytest.mark.parametrize("rule_id", SCORED)
def test_every_scored_rule_shows_met_less_than_met_and_unknown(examples: Examples, rule_id: str) -> None:
    shown = {one.outcome for one in examples[rule_id]}
    assert {"met", "unknown"} <= shown
    assert bool(shown & {"partly", "unmet"}) == (rule_id not in NEVER_LESS_THAN_MET)
    assert "error" not in shown


def test_the_exceptions_are_rules() -> None:
    assert set(NEVER_LESS_THAN_MET) <= set(SCORED)


@pytest.mark.parametrize("rule_id", COHERENT)
def test_every_relation_shows_what_holds_and_what_does_not(examples: Examples, rule_id: str) -> None:
    assert {"true", "false"} <= {one.holds for one in examples[rule_id]}


@pytest.mark.parametrize("rule_id", SCORED)
def test_every_credit_that_a_name_does_not_tell_is_stated(examples: Examples, rule_id: str) -> None:
    assert all(one.credit is not None for one in examples[rule_id] if one.outcome in ("partly", "unknown"))


# --- texts ------------------------------------------------------------------------------------------------------------


def texts_of(rule: Rule | IntegrityRule) -> Iterator[Text]:
    """Yield all that a rule says to people."""
    yield rule.title
    yield rule.remedy
    if isinstance(rule, IntegrityRule):
        yield rule.ask
        return
    yield from (milestone.title for milestone in rule.shape.milestones)
    if rule.basis.argument is not None:
        yield rule.basis.argument


def texts_of_indicator(indicator: Indicator) -> Iterator[Text]:
    """Yield all that an entry of the dictionary says to people."""
    yield indicator.label
    yield indicator.definition
    if indicator.question is not None:
        yield indicator.question
    yield from (state.text for state in indicator.states)
    yield from (state.text for field in indicator.fields for state in field.states)


def is_chinese(words: str) -> bool:
    """Return whether *words* hold a Chinese character."""
    return any("一" <= character <= "鿿" for character in words)


def test_every_text_is_chinese_in_chinese_and_not_in_english(pack: Pack) -> None:
    directive = pack.directive
    texts = [directive.title, directive.issuer]
    texts += [part.title for part in directive.parts] + [grade.title for grade in directive.scoring.grades]
    texts += [text for point in directive.points for text in (point.title, point.summary)]
    texts += [text for rule in (*pack.rules, *pack.integrity) for text in texts_of(rule)]
    texts += [text for indicator in pack.indicators.values() for text in texts_of_indicator(indicator)]
    for text in texts:
        assert is_chinese(text.zh), text
        assert text.en.strip(), text
        assert not is_chinese(text.en), text


# --- policy -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule_id", SCORED)
def test_a_number_of_our_own_is_argued_and_weighs_little(pack: Pack, rule_id: str) -> None:
    rule = next(one for one in pack.rules if one.id == rule_id)
    own = rule.basis.number_from == "analyst"
    assert (rule.basis.argument is not None) == own
    assert not own or rule.weight <= 1


def test_no_mirror_is_evidence_of_anything(pack: Pack) -> None:
    assert not any("copy" in one.evidence for one in (*pack.rules, *pack.indicators.values()))


def test_a_submission_that_rests_on_mirrors_alone_is_worth_what_silence_is(pack: Pack) -> None:
    mirror = source("copy")
    told = [one for one in pack.indicators.values() if not one.held_by_pack]
    known = {one.rule: one.given for one in iter_examples(FILES, pack) if one.outcome == "met"}
    values = {name: value for given in known.values() for name, value in given.items()}
    claims = [claim(one.id, values[one.id], evidence=mirror) for one in told if one.id in values]
    assert len(claims) > 60
    assessor = Assessor(pack)
    mirrored, silent = assessor.assess(submission(*claims)), assessor.assess(submission())
    assert mirrored.scores["supported"] == silent.scores["supported"]
    assert mirrored.scores["claimed"].known > silent.scores["claimed"].known


def test_who_decides_whether_a_rule_binds_is_never_the_scored_party(pack: Pack) -> None:
    """Nothing that can be submitted changes which rules bind."""
    assessor = Assessor(pack)
    silent = assessor.assess(submission())
    for value in (True, False):
        claims = [claim(one.id, possible(value)) for one in pack.indicators.values() if str(one.type) == "truth value"]
        loud = assessor.assess(submission(*claims))
        assert [one.applies for one in loud.results["claimed"]] == [one.applies for one in silent.results["claimed"]]


@pytest.mark.parametrize("name", ["2020-Q1", "2020-H1", "2020-Q3", "2020"])
def test_every_period_of_the_pack_can_be_scored(pack: Pack, name: str) -> None:
    assert name in pack.directive.periods
    score = Assessor(pack).assess(submission(period=period(name))).scores["claimed"]
    assert score.total is not None
    assert score.total.lower == 0
