"""What is said of submissions: validation, tables, explanation, forms and schemas."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from checker.engine.assess import Assessor
from checker.errors import Locus, UsageError
from checker.expression.scope import nearest
from checker.model.assessment import Run
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.period import Period, parse_period
from checker.model.robustness import Firmness
from checker.model.submission import Submission
from checker.model.text import Language
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import shown_name
from checker.use_cases.judging import Yardstick, judged_alone, open_pack, refused


def validation(run: Run, paths: Sequence[str], form: str, language: Language) -> str:
    """Return the result of validating *paths*, in their order, as text or JSON."""
    if form == "json":
        return _json(run)
    from checker.reports.validation import to_refusal, to_validation

    by_file = {one.submission.file: to_validation(run.pack, one, language) for one in run.assessments}
    by_file |= {one.file: to_refusal(one, language) for one in run.refusals}
    shown = [by_file[name] for name in dict.fromkeys(shown_name(path) for path in paths)]
    return "\n".join(shown)


def score_report(
    run: Run,
    form: str,
    language: Language,
    by: Literal["locality", "point", "rule"],
    firmness: Sequence[Firmness] | None = None,
) -> str:
    """Return the tables of *run* as ``table``, ``md``, ``csv`` or ``json``, and how firm the order is, if given."""
    if form == "json":
        return _json(run, firmness or ())
    from checker.reports.table import TABLES

    report = TABLES[form](run, language, by)
    if firmness is None:
        return report
    from checker.reports.robustness.section import ROBUST

    return ROBUST[form](report, run, firmness, language)


def firmness_of(run: Run) -> tuple[Firmness, ...]:
    """Return how firm each standing of *run* is. Raises UsageError if the pack does not say how to try that."""
    policy = run.pack.directive.scoring.robustness
    if policy is None:
        raise UsageError("robustness-undeclared", found=run.pack.directive.id)
    from checker.engine.robustness.robust import firmness_of_run

    return firmness_of_run(run, policy)


def explanation(by: Yardstick, path: str, part: str | None, language: Language) -> str:
    """Return the score of one file unfolded: all of it, one point, or one rule.

    Raises UsageError if there is no such file, point or rule, or if the file cannot be judged.
    """
    from checker.reports.explanation import Explanation

    pack, judged = by.pack, judged_alone(by, path)
    if judged.rejected:
        raise refused(path)
    explained = Explanation(pack, judged, language)
    if part is None:
        return explained.whole()
    point = next((point for point in pack.directive.points if point.id == part), None)
    if point is not None:
        return explained.point(point)
    rule = next((rule for rule in pack.rules if rule.id == part.upper()), None)
    if rule is None:
        raise UsageError("unknown-part", found=part, nearest=nearest(part.upper(), [rule.id for rule in pack.rules]))
    return explained.rule(rule)


def form(pack: Pack, locality: str, period: str, language: Language) -> str:
    """Return the blank form of a locality, by code or name. Raises UsageError if there is no such place or period."""
    from checker.reports.form import to_form

    gazetteer = read_gazetteer()
    resolved = gazetteer.resolve(locality)
    named = gazetteer.named(locality)
    found = resolved[0] if resolved else named[0] if len(named) == 1 else None
    if found is None:
        hint = ", ".join(f"{one.code} {one.name_zh}" for one in named[:5])
        raise UsageError("unknown-template-locality", found=locality, nearest=hint)
    wanted = parse_period(period)
    if wanted is None or period not in pack.directive.periods:
        raise UsageError("period-asked", found=period, expected=", ".join(pack.directive.periods))
    return to_form(pack, found, wanted, language, asked_of(pack, found, wanted))


def asked_of(pack: Pack, locality: Locality, period: Period) -> frozenset[str]:
    """Return the indicators that bear on a rule which may bind *locality*, and those that are compared with them."""
    blank = Submission("", "", locality, period, "filing", {}, (), lambda _: Locus(""))
    binding = [result.rule for result in Assessor(pack).assess(blank).results["claimed"] if result.applies]
    asked = {name for rule in binding for name in (*rule.indicators, *([rule.self_claim] if rule.self_claim else []))}
    compared = [rule.indicators for rule in pack.integrity if not asked.isdisjoint(rule.indicators)]
    return frozenset(asked.union(*compared))


def schema(kind: str, pack: str) -> str:
    """Return the JSON Schema of a submission under *pack*, or of the JSON report."""
    if kind == "report":
        from checker.reports.document import report_schema

        made = report_schema()
    else:
        from checker.readers.schema import submission_schema

        made = submission_schema(open_pack(pack))
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _json(run: Run, firmness: Sequence[Firmness] = ()) -> str:
    from checker.reports.document import to_json

    return to_json(run, firmness)
