"""What a circular asks of localities, each with the day until which it counts, as items of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from checker.model.directive import Directive
from checker.model.period import Period, parse_period
from checker.model.text import Language
from checker.reports.labels import say
from checker.reports.report.circular.model import Item
from checker.reports.report.circular.phrases import day_text, following_end, period_text
from checker.reports.report.view.panel import Panel

NAMED = 40


def demands(panels: Sequence[Panel], directive: Directive, language: Language) -> Iterator[Item]:
    """Yield what is asked for each period of *panels*, and at last of all."""
    for name in dict.fromkeys(panel.period for panel in panels):
        period = parse_period(name)
        assert period is not None
        held = [panel for panel in panels if panel.period == name]
        yield from _to_send(held, period_text(name, language), language)
        yield from _by_day(directive, period, language)
    yield Item(
        say(
            language,
            "逐条整改。各地按整改通知书所列，逐条更正、补报、补证和落实。",
            "Rectify point by point. Correct, report, attach evidence and carry out what the notice to each lists.",
        )
    )


def _to_send(panels: Sequence[Panel], when: str, language: Language) -> Iterator[Item]:
    """Yield who owes a submission, and who has to mend one or to answer for it."""
    missing = sum(panel.missing_count for panel in panels)
    if missing:
        yield Item(
            say(
                language,
                f"补报。{when}应报未报的{missing}个地区尽快报送。",
                f"Report. Localities that owe a submission for {when}: {missing}. They are to send it soon.",
            )
        )
    asked = [row.name.in_(language) for panel in panels for row in panel.rows if row.asked]
    if asked:
        names = say(language, "、", ", ").join(asked[:NAMED])
        more = say(language, "等", " and others") if len(asked) > NAMED else ""
        yield Item(
            say(
                language,
                f"更正和说明。{when}有须说明或改正之处的{len(asked)}个地区（{names}{more}），逐处说明或改正后重新报送。",
                f"Correct and answer. Localities with something to mend or to answer for {when}: {len(asked)} "
                f"({names}{more}). They are to do so and submit again.",
            )
        )


def _by_day(directive: Directive, period: Period, language: Language) -> Iterator[Item]:
    """Yield what counts until a day only: evidence, and what is to be carried out."""
    when, days = period_text(period.name, language), directive.scoring.supported_within_days
    last = day_text(period.end + timedelta(days=days), language)
    yield Item(
        say(
            language,
            f"补证。{when}数据的证据须不晚于{last}（期末后{days}天）出具，逾期出具的不计入有据得分。",
            f"Attach evidence. Evidence for {when} counts as support if issued by {last}, {days} days after the "
            "period's end; what is issued later does not.",
        )
    )
    following = following_end(directive, period)
    if following is not None:
        until = day_text(following, language)
        yield Item(
            say(
                language,
                f"落实。{when}已能认定的差距，在下一报告期末（{until}）前落实，并在下期报送中反映。",
                f"Carry out. The shortfalls established for {when} are to be made good by the end of the next period, "
                f"{until}, and shown in its submission.",
            )
        )
