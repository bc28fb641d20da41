"""The figures of an earlier submission, as they stand beside the cells to fill."""

from __future__ import annotations

from checker.model.indicator import Indicator
from checker.model.submission import Claim, Submission
from checker.model.text import Language
from checker.model.types import TruthType
from checker.model.value import Items
from checker.reports.labels import say
from checker.reports.wording import escaped, hedge_text

MAX_TEXT = 40


def latest_claim(submission: Submission, indicator: Indicator) -> Claim | None:
    """Return what *submission* said last of *indicator*; of several claims of one day the first."""
    claims = submission.claims.get(indicator.id, ())
    return max(claims, key=lambda claim: claim.as_of, default=None)


def previous_text(claim: Claim, indicator: Indicator, language: Language) -> str:
    """Return value and date of *claim*: ``about 3944 (2020-03-31)``; of a list, how many items it named."""
    if isinstance(claim.stated, Items):
        count = len(claim.stated.items)
        value = say(language, f"{count} 项", f"{count} items")
    else:
        value = _words(claim.text, indicator, language)
    return f"{hedge_text(claim.hedge, language)}{value} ({claim.as_of.isoformat()})"


def _words(text: str, indicator: Indicator, language: Language) -> str:
    """Return *text* in *language* where the indicator is true or false, or a state."""
    if isinstance(indicator.type, TruthType) and text in ("true", "false"):
        return say(language, "是" if text == "true" else "否", "yes" if text == "true" else "no")
    labels = {state.id: state.text for state in indicator.states}
    return escaped(labels[text].in_(language) if text in labels else text, MAX_TEXT)
