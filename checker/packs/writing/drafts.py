"""What ``checker rules new`` begins with: a pack and a point, as texts with comments that teach.

``$name`` stands for what only the moment knows: an id, a point. The texts are ours, and so is what fills them.
"""

from __future__ import annotations

from string import Template

DIRECTIVE = Template("""\
# yaml-language-server: $$schema=$schemas/directive.json
# The directive, its parts and points, and how results become a score. All of it is a draft: write your own over it.
format: checker-pack/1
id: $id
version: 0.1.0                      # raise it whenever rules, weights or thresholds change
title: {zh: 待填写的文件标题, en: Title of the directive}
number: 待填写〔2020〕1号             # the number of the document
issued: 2020-01-01                  # the day of issue
issuer: {zh: 待填写的发文机关, en: Who issued it}
source: {title: Where its text was read, url: ""}
periods: [2020-H1, 2020]            # what is reported: halves, quarters (2020-Q3), months (2020-M05), years
expected-level: prefecture          # province | prefecture | county: whose submissions are expected

scoring:
  rounding: {digits: 1}
  supported-within-days: 60         # evidence issued later after the period's end supports nothing
  bonus: {cap: 5, above: 60}        # all extras together add at most 5, and only to a score of 60 or more
  bodies: [government, department]  # who sets targets, the highest first
  hedges:                           # what a hedged figure may be: it times the lower and the upper factor
    over: {lower: 1}
    at-least: {lower: 1}
    nearly: {lower: 0.9, upper: 1}
    about: {lower: 0.9, upper: 1.1}
    at-most: {upper: 1}
    under: {upper: 1}
  grades:                           # from the highest down; the last one starts at 0
    - {id: good, from: 80, title: {zh: 良好, en: Good}}
    - {id: pass, from: 60, title: {zh: 合格, en: Pass}}
    - {id: fail, from: 0, title: {zh: 不合格, en: Fail}}

parts:
  - id: "1"
    title: {zh: 待填写的部分, en: First part}

points:                             # their weights add up to 100
""")

POINT = Template("""\
- id: "$point"
  part: "$part"
  title: {zh: 待填写的第$point条, en: Point $point}
  summary: {zh: 用自己的话概括本条的要求。, en: What the point asks in your own words.}
  addressee: local-government       # whom it speaks to: local-government | carrier | ministry | industry
  scope: direct                     # in the locality's power: direct | shared | observed | none
  mark: C                           # A: its text was seen; B: its title or a part; C: from memory
""")

FIRST_WEIGHT = """\
  weight: 100
"""

NO_WEIGHT = """\
  # 0: it does not count yet. When its first rule is to count, give it a weight and take as much from other points:
  # together they make 100. Then remove `unseen`, which says why it has no rule.
  weight: 0
  unseen:
    - {what: {zh: 本条的全部内容, en: All of this point}, why: {zh: 规则尚未编写。, en: Its rules are not written yet.}}
"""

FIRST_INDICATORS = Template("""\
# yaml-language-server: $$schema=$schemas/indicators.json
# The data dictionary: what a submission may say. The blank form and the schema of submissions are made from it.
- id: projects_done                 # lower-case letters, digits, underscores; rules name it
  point: "1"                        # or frame: held by the pack in localities.csv, never taken from a submission
  type: integer                     # integer | number | bool | date | state | list
  unit: projects                    # never converted: "projects" and "10k projects" are two units
  kind: flow                        # flow: from 1 January on; stock: all so far; state: as it is; derived; frame
  bounds: [0, 100000]               # hard: outside is a mistake. What is not reported may be anything within
  evidence: [ledger, statistics]    # what can support it
  label: {zh: 本年完成项目数, en: Projects done this year}
  definition: {zh: 本年内通过验收的项目。, en: Projects accepted this year.}
  source: draft
- id: projects_begun
  point: "1"
  type: integer
  unit: projects
  kind: flow
  bounds: [0, 100000]
  evidence: [ledger, statistics]
  label: {zh: 本年在建和完成项目数, en: Projects at work or done this year}
  definition: {zh: 本年内在建或通过验收的项目。, en: Projects at work or accepted this year.}
  source: draft
- id: plan
  point: "1"
  type: state
  kind: state
  states:                           # from the lowest to the highest
    - {id: none, zh: 无, en: none}
    - {id: drafted, zh: 已起草, en: drafted}
    - {id: issued, zh: 已印发, en: issued}
  evidence: [document, press]       # press supports public acts, never a count
  label: {zh: 实施方案, en: Plan of action}
  definition: {zh: 以本级政府印发为准。, en: Issued by the government of this level.}
  source: draft
""")

FIRST_RULES = Template("""\
# yaml-language-server: $$schema=$schemas/points.json
# The scored rules of point 1: the number that the file's name begins with.
- id: P01-1                         # never renumbered, never reused
  title: {zh: 年度任务进度, en: Progress on the year's target}
  addressee: local-government
  scope: direct
  basis: {at: "1", force: must, number-from: local-plan}  # the number is a target: a row in targets.csv
  applies-when: has_target(projects_done)                 # reads the pack alone, never the submission
  measure: projects_done / target(projects_done)
  zero: 1                           # what a division by zero gives: a target of 0 is fulfilled
  score: {shape: ramp, zero-at: 0, full-at: due(period)}  # due(period): 1/2 for 2020-H1, 1 for 2020
  weight: 1                         # exactly one role: weight | bonus | deduct | veto
  evidence: [ledger, statistics]
  remedy: {zh: 列出未完成的项目和完成日期。, en: List the projects that are open and when they will be done.}
  examples:                         # run as tests
    - {given: {projects_done: 50}, targets: {projects_done: 100}, expect: {outcome: met}}
    - {given: {projects_done: 25}, targets: {projects_done: 100}, expect: {outcome: partly, credit: 0.5}}
    - {given: {projects_done: 0}, targets: {projects_done: 100}, expect: {outcome: unmet}}
    - {given: {}, targets: {projects_done: 100}, expect: {outcome: unknown, credit: [0, 1]}}
    - {given: {projects_done: 50}, targets: {projects_done: none}, expect: {outcome: not-applicable}}
    - {given: {projects_done: 0}, targets: {projects_done: 0}, expect: {outcome: met}}
    - {period: 2020, given: {projects_done: 50}, targets: {projects_done: 100}, expect: {outcome: partly, credit: 0.5}}
- id: P01-2
  title: {zh: 实施方案, en: Plan}
  addressee: local-government
  scope: direct
  basis: {at: "1", force: must, number-from: clause}
  measure: plan
  score: {shape: ordered, credits: {none: 0, drafted: 0.5, issued: 1}}
  weight: 1
  evidence: [document, press]
  remedy: {zh: 印发方案并附文号。, en: Issue it and give its number.}
  examples:
    - {given: {plan: issued}, expect: {outcome: met}}
    - {given: {plan: drafted}, expect: {outcome: partly, credit: 0.5}}
    - {given: {plan: none}, expect: {outcome: unmet}}
    - {given: {}, expect: {outcome: unknown, credit: [0, 1]}}
""")

FIRST_INTEGRITY = Template("""\
# yaml-language-server: $$schema=$schemas/integrity.json
# Rules of coherence: they never score. A rule fires only when no possible value satisfies its check.
- id: I01-1
  relation: part-of-whole
  title: {zh: 完成数不多于在建和完成数, en: Projects done are among all}
  check: projects_done <= projects_begun
  consequence: confirm              # reject: cannot be scored | confirm: must be answered | note
  ask: {zh: 两个数的口径是否相同？, en: Were both figures counted in the same way?}
  remedy: {zh: 统一口径后重报。, en: Count both in the same way.}
  examples:
    - {given: {projects_done: 10, projects_begun: 10}, expect: {holds: true}}
    - {given: {projects_done: 11, projects_begun: 10}, expect: {holds: false}}
    - {given: {projects_done: 3}, expect: {holds: unknown}}
""")

# One row to copy, so that it is seen what a target looks like.
FIRST_TARGET = "140100,projects_done,2020,100,flow,太原市人民政府,government,2020-02-01,,draft,,待填写 / a draft\n"

FIRST_STORY = Template("""\
# A story: a whole submission and what must come out of it. It takes no part in judging; `checker rules test` runs it.
format: checker-story/1
title: {zh: 一份报送, en: One submission}
invented: true                      # no locality reported this
targets: {projects_done: 100}
submission:
  format: checker-submission/1
  directive: $id
  locality: "140100"
  period: 2020-H1
  sources:
    s1: {kind: ledger, title: 项目台账, issued: 2020-07-10}
  claims:
    projects_done: {value: 25, source: s1}
    plan: issued
expect:
  findings: {exactly: []}
  outcomes:
    P01-1: {outcome: partly, credit: 0.5, reading: supported}
    P01-2: {outcome: unknown, reading: supported}   # nothing supports it
""")
