"""What ``checker rules new rule`` begins with: a rule of every shape, with its indicators and examples.

``$name`` stands for what only the moment knows: an id, a point. The texts are ours, and so is what fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_NUMBER = """\
- id: $indicator                    # give it a name that says what it is, here and in the rule
  point: "$point"
  type: integer                     # integer | number | bool | date | state | list
  unit: items                       # never converted
  kind: flow                        # flow: from 1 January on; stock: all so far; state: as it is; derived; frame
  bounds: [$lower, 100000]          # hard: outside is a mistake. What is not reported may be anything within
  evidence: [ledger, statistics]
  label: {zh: 待填写的数量 $indicator, en: Quantity $indicator}
  definition: {zh: 写明什么算、什么不算。, en: Say what counts and what does not.}
  source: draft
"""

_STATE = """\
- id: $indicator                    # give it a name that says what it is, here and in the rule
  point: "$point"
  type: state
  kind: state
  states:                           # from the lowest to the highest
    - {id: none, zh: 无, en: none}
    - {id: drafted, zh: 已起草, en: drafted}
    - {id: issued, zh: 已印发, en: issued}
  evidence: [document]
  label: {zh: 待填写的状态 $indicator, en: State $indicator}
  definition: {zh: 写明每个状态的含义。, en: Say what each state means.}
  source: draft
"""

_DATE = """\
- id: $indicator                    # give it a name that says what it is, here and in the rule
  point: "$point"
  type: date
  kind: state
  evidence: [document]
  label: {zh: 待填写的日期 $indicator, en: Date $indicator}
  definition: {zh: 写明以哪份文件的日期为准。, en: Say which document's date counts.}
  source: draft
"""


def _number(name: str, lower: int = 0) -> str:
    return _NUMBER.replace("$indicator", name).replace("$lower", str(lower))


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What differs from shape to shape: the indicators, ``measure`` with ``score``, the evidence, and the examples."""

    indicators: str
    score: str
    examples: str
    evidence: str = "[ledger, statistics]"


_ONE = _number("$indicator")
_TWO = _ONE + _number("${indicator}_all", 1)
_DOCUMENT = "[document]"

RULE_DRAFTS: Mapping[str, RuleDraft] = {
    "ramp": RuleDraft(
        _ONE,
        """\
  measure: $indicator
  score: {shape: ramp, zero-at: 0, full-at: 100}        # a target instead: $indicator / target($indicator), due(period)
""",
        """\
    - {given: {$indicator: 100}, expect: {outcome: met}}
    - {given: {$indicator: 25}, expect: {outcome: partly, credit: 0.25}}
    - {given: {$indicator: 0}, expect: {outcome: unmet}}
""",
    ),
    "ramp-down": RuleDraft(
        _ONE,
        """\
  measure: $indicator
  score: {shape: ramp-down, full-at: 10, zero-at: 50}   # less is better
""",
        """\
    - {given: {$indicator: 10}, expect: {outcome: met}}
    - {given: {$indicator: 30}, expect: {outcome: partly, credit: 0.5}}
    - {given: {$indicator: 50}, expect: {outcome: unmet}}
""",
    ),
    "steps": RuleDraft(
        _ONE,
        """\
  measure: $indicator
  score: {shape: steps, steps: [[10, 0.5], [50, 1]]}    # [threshold, credit]: of the highest threshold reached
""",
        """\
    - {given: {$indicator: 50}, expect: {outcome: met}}
    - {given: {$indicator: 49}, expect: {outcome: partly, credit: 0.5}}
    - {given: {$indicator: 10}, expect: {outcome: partly, credit: 0.5}}
    - {given: {$indicator: 9}, expect: {outcome: unmet}}
""",
    ),
    "at-least": RuleDraft(
        _ONE,
        """\
  measure: $indicator
  score: {shape: at-least, threshold: 10}               # equal is enough
""",
        """\
    - {given: {$indicator: 10}, expect: {outcome: met}}
    - {given: {$indicator: 9}, expect: {outcome: unmet}}
""",
    ),
    "at-most": RuleDraft(
        _ONE,
        """\
  measure: $indicator
  score: {shape: at-most, threshold: 10}                # equal is enough
""",
        """\
    - {given: {$indicator: 10}, expect: {outcome: met}}
    - {given: {$indicator: 11}, expect: {outcome: unmet}}
""",
    ),
    "share": RuleDraft(
        _TWO,
        """\
  measure: $indicator
  score: {shape: share, of: ${indicator}_all}           # what part of the whole
""",
        """\
    - {given: {$indicator: 100, ${indicator}_all: 100}, expect: {outcome: met}}
    - {given: {$indicator: 25, ${indicator}_all: 100}, expect: {outcome: partly, credit: 0.25}}
    - {given: {$indicator: 0, ${indicator}_all: 100}, expect: {outcome: unmet}}
""",
    ),
    "checklist": RuleDraft(
        _STATE,
        """\
  score:
    shape: checklist
    milestones:                                         # credits add up to 1
      - {id: draft, when: $indicator >= "drafted", credit: 0.4, title: {zh: 已起草, en: Drafted}}
      - {id: issue, when: $indicator >= "issued", credit: 0.6, title: {zh: 已印发, en: Issued}}
""",
        """\
    - {given: {$indicator: issued}, expect: {outcome: met}}
    - {given: {$indicator: drafted}, expect: {outcome: partly, credit: 0.4}}
    - {given: {$indicator: none}, expect: {outcome: unmet}}
""",
        _DOCUMENT,
    ),
    "ordered": RuleDraft(
        _STATE,
        """\
  measure: $indicator
  score: {shape: ordered, credits: {none: 0, drafted: 0.5, issued: 1}}
""",
        """\
    - {given: {$indicator: issued}, expect: {outcome: met}}
    - {given: {$indicator: drafted}, expect: {outcome: partly, credit: 0.5}}
    - {given: {$indicator: none}, expect: {outcome: unmet}}
""",
        _DOCUMENT,
    ),
    "two-gate": RuleDraft(
        _TWO,
        """\
  score:
    shape: two-gate
    annual: $indicator >= 100
    cumulative: ${indicator}_all >= 300
    credits: {both: 1, cumulative: 0.9, annual: 0.6, neither: 0}
""",
        """\
    - {given: {$indicator: 100, ${indicator}_all: 300}, expect: {outcome: met}}
    - {given: {$indicator: 99, ${indicator}_all: 300}, expect: {outcome: partly, credit: 0.9}}
    - {given: {$indicator: 100, ${indicator}_all: 299}, expect: {outcome: partly, credit: 0.6}}
    - {given: {$indicator: 99, ${indicator}_all: 299}, expect: {outcome: unmet}}
""",
    ),
    "by-date": RuleDraft(
        _DATE,
        """\
  measure: $indicator
  score: {shape: by-date, due: date("2020-06-30"), grace: 30}   # late by up to 30 days earns less day by day
""",
        """\
    - {given: {$indicator: 2020-06-30}, expect: {outcome: met}}
    - {given: {$indicator: 2020-07-15}, expect: {outcome: partly, credit: 0.5}}
    - {given: {$indicator: 2020-07-30}, expect: {outcome: unmet}}
""",
        _DOCUMENT,
    ),
    "lower-is-better": RuleDraft(
        _ONE,
        """\
  measure: $indicator                                   # a reported number; never the length of an open list
  score: {shape: lower-is-better, lose: 0.1}            # 1 at none, less by a tenth for each one
""",
        """\
    - {given: {$indicator: 0}, expect: {outcome: met}}
    - {given: {$indicator: 3}, expect: {outcome: partly, credit: 0.7}}
    - {given: {$indicator: 10}, expect: {outcome: unmet}}
""",
    ),
    "bonus-steps": RuleDraft(
        _ONE,
        """\
  measure: $indicator
  score: {shape: bonus-steps, start: 0, step: 10, each: 0.25}   # a quarter for each full ten
""",
        """\
    - {given: {$indicator: 40}, expect: {outcome: met}}
    - {given: {$indicator: 19}, expect: {outcome: partly, credit: 0.25}}
    - {given: {$indicator: 9}, expect: {outcome: unmet}}
""",
    ),
}

RULE_HEAD = """\
- id: $rule                         # never renumbered, never reused
  title: {zh: 待填写的规则 $rule, en: Rule $rule}
  addressee: local-government       # whom the clause speaks to: local-government | carrier | ministry | industry
  scope: direct                     # in the locality's power: direct | shared | observed | none
"""

OUR_NUMBER = """\
  basis:
    at: "$point"
    force: $force                   # must | should | encouraged
    number-from: analyst            # a number of our own: argued, and its rule weighs at most 1
    argument: {zh: 草稿的示例数值，定稿前须说明理由。, en: A number of the draft; argue it before it counts.}
"""

CLAUSE_NUMBER = """\
  basis: {at: "$point", force: must, number-from: clause}   # a veto rests on what the directive itself says
"""

RULE_TAIL = """\
  $role
  evidence: $evidence  # what the supported reading accepts
  remedy: {zh: 写明怎样改进。, en: Say how to do better.}
  examples:                         # run as tests: met, partly or unmet, unknown
$examples    - {given: {}, expect: {outcome: unknown, credit: [0, 1]}}
"""

# The shape that a role has most often.
USUAL_SHAPES: Mapping[str, str] = {
    "weight": "ramp",
    "bonus": "bonus-steps",
    "deduct": "lower-is-better",
    "veto": "at-least",
}

ROLES: Mapping[str, str] = {
    "weight": "weight: 1                         # in the weighted mean of its point",
    "bonus": "bonus: 1                          # adds up to 1 point to the total, within the policy's cap",
    "deduct": "deduct: 1                         # takes up to 1 point from its point's 100",
    "veto": "veto: $grade                        # where verified facts miss it, no better grade than this",
}
