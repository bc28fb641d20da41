"""What is said of submissions: validation, tables, explanation, forms and schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from checker.errors import UsageError
from checker.expression.scope import nearest
from checker.model.assessment import Run
from checker.model.robustness import Firmness
from checker.model.rollup import By, Rollup
from checker.model.text import Language
from checker.readers.formats import AS_NAMED, InputOptions
from checker.reports.terminal.screen import Screen
from checker.use_cases.batch.few import summary_of
from checker.use_cases.judging import Yardstick, judged_alone, open_pack, refused


def score_report(
    run: Run,
    form: str,
    language: Language,
    by: By,
    firmness: Sequence[Firmness] | None = None,
) -> str:
    """Return the tables of *run* as ``table``, ``md``, ``csv`` or ``json``, and how firm the order is, if given."""
    if by == "province":
        return _by_province(run, form, language)
    if form == "json":
        return _json(run, firmness or ())
    from checker.reports.table import TABLES

    report = TABLES[form](run, language, by)
    if firmness is None:
        return report
    from checker.reports.robustness.section import ROBUST

    return ROBUST[form](report, run, firmness, language)


def score_on_screen(run: Run, screen: Screen, by: By, firmness: Sequence[Firmness] | None = None) -> str:
    """Return the tables of *run* as a terminal shows them, and how firm the order is, if given."""
    language = screen.language
    if by == "province":
        return _by_province(run, "table", language, screen)
    from checker.reports.table import to_text

    report = to_text(run, language, by, screen)
    if firmness is None:
        return report
    from checker.reports.robustness.section import with_text

    return with_text(report, run, firmness, language, screen)


def _by_province(run: Run, form: str, language: Language, screen: Screen | None = None) -> str:
    """Return *run* rolled up by province, and why something of it was refused."""
    from checker.engine.compiled.outcomes import outcomes_of
    from checker.engine.rollup import ByProvince
    from checker.packs.gazetteer import read_gazetteer
    from checker.reports.rollup.tables import ROLLUPS, to_text
    from checker.reports.terminal.blocks import Toned
    from checker.reports.terminal.show import laid_out
    from checker.reports.wording import finding_line

    gathered = ByProvince(run.pack, read_gazetteer())
    for one in run.assessments:
        gathered.add(one.submission.locality, outcomes_of(one).scores)
    rollup = Rollup(run.pack, "province", gathered, summary=summary_of(run))
    if form != "table":
        return "".join(ROLLUPS[form](rollup, read_gazetteer(), language))
    refused = [Toned(finding_line(one, language), "bad") for refusal in run.refusals for one in refusal.findings]
    told = laid_out(refused, screen) if refused else ""
    return told + "".join(to_text(rollup, read_gazetteer(), language, screen))


def firmness_of(run: Run) -> tuple[Firmness, ...]:
    """Return how firm each standing of *run* is. Raises UsageError if the pack does not say how to try that."""
    policy = run.pack.directive.scoring.robustness
    if policy is None:
        raise UsageError("robustness-undeclared", found=run.pack.directive.id)
    from checker.engine.robustness.robust import firmness_of_run

    return firmness_of_run(run, policy)


def explanation(
    by: Yardstick, path: str, part: str | None, language: Language, options: InputOptions = AS_NAMED
) -> str:
    """Return the score of one file unfolded: all of it, one point, or one rule.

    Raises UsageError if there is no such file, point or rule, or if the file cannot be judged.
    """
    from checker.reports.explanation import Explanation

    pack, judged = by.pack, judged_alone(by, path, options)
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


def schema(kind: str, pack: str) -> str:
    """Return the JSON Schema of a submission under *pack*, of a report, or of a file of the build's own."""
    return json.dumps(_schema(kind, pack), ensure_ascii=False, indent=2) + "\n"


def _schema(kind: str, pack: str) -> Mapping[str, object]:
    match kind:
        case "report":
            from checker.reports.document import report_schema

            return report_schema()
        case "report-data":
            from checker.reports.report.data.write import report_data_schema

            return report_data_schema()
        case "lines":
            from checker.reports.ci.lines import lines_schema

            return lines_schema()
        case "policy":
            from checker.use_cases.ci.policy_form import policy_schema

            return policy_schema()
        case "baseline":
            from checker.use_cases.ci.baseline import baseline_schema

            return baseline_schema()
        case _:
            from checker.readers.schema import submission_schema

            return submission_schema(open_pack(pack))


def _json(run: Run, firmness: Sequence[Firmness] = ()) -> str:
    from checker.reports.document import to_json

    return to_json(run, firmness)
