"""What a period and level come to, in sentences: who reported, who leads or that nobody does, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from checker.model.assessment import Standing
from checker.model.directive import Directive
from checker.model.number import format_fixed
from checker.model.text import Text
from checker.reports.labels import LABELS
from checker.reports.report.view.ranking import RankRow
from checker.reports.report.view.spans import joined, same
from checker.reports.view import certain_pairs, percent, score_text

NAMED = 3


def headline_of(directive: Directive, standing: Standing, rows: Sequence[RankRow]) -> tuple[Text, ...]:
    """Return the sentences that a reader in a hurry takes away; the first says who reported."""
    scored = [row for row in rows if row.score is not None]
    sentences = [_reported(standing, len(rows))]
    if len(rows) > len(scored):
        count = len(rows) - len(scored)
        sentences.append(
            Text(
                f"其中 {count} 个数据自相矛盾，不予计分。", f"{count} of them contradict themselves and are not scored."
            )
        )
    if scored:
        sentences += [*_leader(directive, standing, scored), *_sureness(directive, scored)]
    return tuple(sentences)


def _reported(standing: Standing, count: int) -> Text:
    level, missing, period = LABELS[standing.level], len(standing.missing), standing.period
    if not missing:
        return Text(f"{period}，{level.zh}地区有 {count} 个报送。", f"For {period}, {level.en}: {count} reported.")
    whole = count + missing
    return Text(
        f"应报的 {whole} 个{level.zh}地区中，{period} 有 {count} 个报送，{missing} 个没有。",
        f"Of {whole} {level.en}, {count} reported for {period} and {missing} did not.",
    )


def _leader(directive: Directive, standing: Standing, scored: Sequence[RankRow]) -> Iterator[Text]:
    """Yield who leads for certain; else that nobody does, and who is ahead by what is shown so far."""
    first = scored[0]
    assert first.score is not None
    if len(scored) == 1:
        yield Text(
            f"只有{first.name.zh}一地有得分，无从排名：{first.score.text}。",
            f"{first.name.en} alone has a score, so there is nothing to rank: {first.score.text}.",
        )
        return
    certain, pairs = certain_pairs(standing)
    leaders = [row for row in scored if row.group == 1]
    if len(leaders) == 1:
        yield Text(
            f"{first.name.zh}确定第一：得分不低于 {first.score.lower_text}，其他任何一地都达不到。",
            f"{first.name.en} leads for certain: it has at least {first.score.lower_text}, which no other can reach.",
        )
        yield _pairs(certain, pairs)
        return
    if certain:
        yield Text("谁第一还不能定。", "Who leads cannot be told yet.")
        yield _pairs(certain, pairs)
    elif pairs == 1:
        yield Text("排不出名次：两地分不出先后。", "No order can be claimed: the two cannot be told apart.")
    else:
        yield Text(
            f"排不出名次：两两比较共 {pairs} 对，没有一对分得出先后。",
            f"No order can be claimed: of {pairs} pairs not one can be told apart.",
        )
    yield _highest(directive, scored)


def _highest(directive: Directive, scored: Sequence[RankRow]) -> Text:
    """Return who has the highest lower end."""
    first = scored[0].score
    assert first is not None
    if not first.lower:
        return Text(
            "就已证明的部分看，各地都还是 0 分（满分 100）。", "By what is shown so far, everyone is still at 0 of 100."
        )
    tops = [row for row in scored if row.score and row.score.lower == first.lower]
    names = joined([row.name for row in tops[:NAMED]])
    more = Text("等", " and others") if len(tops) > NAMED else Text("", "")
    points = _points(directive, first.lower, first.lower_text)
    return Text(
        f"就已证明的部分看，最高的是{names.zh}{more.zh}：{points.zh} 分（满分 100）。",
        f"By what is shown so far, {names.en}{more.en} {'is' if len(tops) == 1 else 'are'} highest, with {points.en} "
        "of 100.",
    )


def _points(directive: Directive, points: Fraction, text: str) -> Text:
    """Return *points* as they are shown; what is more than nothing is not said to be 0."""
    if not points or text.strip("0."):
        return same(text)
    digits = directive.scoring.digits
    least = format_fixed(Fraction(1, 10**digits), digits)
    return Text(f"不到 {least}", f"less than {least}")


def _pairs(certain: int, pairs: int) -> Text:
    return Text(
        f"两两比较共 {pairs} 对，先后已定的 {certain} 对。", f"Of {pairs} pairs, {certain} stand in a certain order."
    )


def _sureness(directive: Directive, scored: Sequence[RankRow]) -> Iterator[Text]:
    """Yield how much is known at all, and how much of the best score has evidence."""
    width = median(row.score.width for row in scored if row.score is not None)
    if width:
        yield _open(score_text(Fraction(width), directive), median(row.known for row in scored), len(scored))
    else:
        yield Text("得分都是确定的数。", "Every score is decided.")
    best = scored[0]
    supported = best.readings["supported"]
    if best.score is None or supported is None or supported.lower >= best.score.lower:
        return
    if not supported.lower:
        yield Text(
            f"{best.name.zh}的得分都还没有合格证据。",
            f"None of the points of {best.name.en} rests on accepted evidence yet.",
        )
        return
    whole, part = (_points(directive, span.lower, span.lower_text) for span in (best.score, supported))
    if whole != part:
        yield Text(
            f"{best.name.zh}的 {whole.zh} 分中，有合格证据的是 {part.zh} 分。",
            f"Of the {whole.en} points of {best.name.en}, {part.en} rest on accepted evidence.",
        )


def _open(width: str, known: Fraction, count: int) -> Text:
    """Return how wide the intervals are, *width* at the median, and which share of the weight is decided."""
    share = percent(known)
    if count == 1:
        return Text(
            f"区间宽 {width} 分，已知权重 {share}。", f"Its interval is {width} points wide; known weight {share}."
        )
    if not known:
        return Text(
            f"区间宽度的中位数为 {width} 分：至少一半地区所报的数据，还没有定下任何一项权重；不明不等于零。",
            f"The median interval is {width} points wide: for at least half of them nothing that was reported decides "
            "any of the weight; unknown is not zero.",
        )
    return Text(
        f"区间宽度的中位数为 {width} 分：一般只有 {share} 的权重由所报数据决定，其余不明，不等于零。",
        f"The median interval is {width} points wide: typically {share} of the weight is decided by what was "
        "reported; the rest is unknown, which is not zero.",
    )
