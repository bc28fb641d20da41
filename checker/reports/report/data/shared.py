"""Parts that the data of a report repeats: texts in both languages, and scores exact and as shown."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checker.model.interval import Interval
from checker.model.number import format_exact
from checker.model.text import Text
from checker.reports.output import Bilingual, Ends, Exact, FindingOutput, Output
from checker.reports.report.view.advice import FindingView
from checker.reports.report.view.spans import Span


class ScoreOutput(Output):
    """An interval of scores, 0 to 100: the exact ends, both of which belong to it, and how it is shown."""

    lower: Exact
    upper: Exact
    shown: str


def exact(value: Fraction | float) -> str:
    """Return a number exactly: a decimal or ``p/q``."""
    return format_exact(Fraction(value))


def ends_of(interval: Interval | None) -> Ends | None:
    """Return both ends of an interval exactly; None where there is none."""
    return None if interval is None else Ends(lower=exact(interval.lower), upper=exact(interval.upper))


def score_of(span: Span | None) -> ScoreOutput | None:
    """Return a score; None where there is none."""
    return None if span is None else ScoreOutput(lower=exact(span.lower), upper=exact(span.upper), shown=span.text)


def bilingual(text: Text) -> Bilingual:
    """Return a text in both languages."""
    return Bilingual(zh=text.zh, en=text.en)


def bilinguals(texts: Iterable[Text]) -> list[Bilingual]:
    """Return texts in both languages, in their order."""
    return [bilingual(text) for text in texts]


def findings_of(views: Iterable[FindingView]) -> list[FindingOutput]:
    """Return findings in both languages, in their order."""
    return [
        FindingOutput(
            code=one.code,
            severity=one.severity,
            rule=one.rule or None,
            place=one.place,
            reason=bilingual(one.reason),
            remedy=bilingual(one.remedy),
            waived=one.waived,
        )
        for one in views
    ]
