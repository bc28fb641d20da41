"""One example of a pack tried, as ``rules test`` tries all of them."""

from checker.engine.examples import Tried, try_rule
from checker.model.example import Example
from checker.model.pack import Pack


def try_example(pack: Pack, example: Example) -> Tried:
    """Return what the rule of *example*, which is one of *pack*, says of it."""
    rule = next(rule for rule in (*pack.rules, *pack.integrity) if rule.id == example.rule)
    return try_rule(rule, example, pack).tried
