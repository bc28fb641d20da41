"""What stands behind a notice: the figures with source and place, each rule with its numbers put in, and the method."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.assessment import Run
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.report.circular.method import identity_table, recompute_blocks
from checker.reports.report.circular.model import (
    Attachment,
    Block,
    Cell,
    Column,
    Heading,
    Item,
    Link,
    Numbered,
    Paragraph,
    Table,
)
from checker.reports.report.view.claims import ClaimView
from checker.reports.report.view.locality import LocalityView, LocalPoint
from checker.reports.report.view.rules import RuleView
from checker.reports.report.view.words import WORDS


def notice_attachments(run: Run, page: LocalityView, language: Language) -> tuple[Attachment, ...]:
    """Return the attachments of the notice on *page*: figures, rules, and how to recompute the score."""
    made = [Attachment(say(language, "所报数据及其出处", "Figures and their sources"), _figures(page, language))]
    if page.points:
        made.append(
            Attachment(
                say(language, "逐条逐则的结果和算式", "Each rule, and its numbers"), tuple(_rules(page, language))
            )
        )
    made.append(Attachment(say(language, "计分依据", "How the score is made"), tuple(_method(run, page, language))))
    return tuple(made)


def _figures(page: LocalityView, language: Language) -> tuple[Block, ...]:
    if not page.claims:
        return (Paragraph(say(language, "没有报送数据。", "No figures were reported.")),)
    columns = (
        Column(WORDS["figure"].in_(language), 30),
        Column(WORDS["value"].in_(language), 20),
        Column(WORDS["as-of"].in_(language), 14, "center"),
        Column(say(language, "出处，及在报送文件中的位置", "source, and place in the file"), 36),
    )
    rows = tuple(_figure(claim, language) for claim in page.claims)
    return (Table(say(language, "● 为决定结果的数", "● decides the result"), columns, rows),)


def _figure(claim: ClaimView, language: Language) -> tuple[Cell, ...]:
    mark = "● " if claim.used else ""
    value = f"{mark}{claim.value.in_(language)} {claim.unit.in_(language)}".strip()
    note = claim.note.in_(language)
    return (
        (claim.label.in_(language), claim.indicator),
        (value, note) if note else value,
        claim.as_of,
        (*_source(claim, language), claim.place, *(check.in_(language) for check in claim.checks)),
    )


def _source(claim: ClaimView, language: Language) -> Iterator[str | Link]:
    source = claim.source
    if source is None:
        yield WORDS["no-evidence"].in_(language)
        return
    yield f"{source.kind.in_(language)} {source.issued}".strip()
    if source.link:
        yield Link(source.title, source.link)
    else:
        yield f"{source.title} {source.address}".strip()


# --- the rules --------------------------------------------------------------------------------------------------------


def _rules(page: LocalityView, language: Language) -> Iterator[Block]:
    for point in page.points:
        told = [view for view in point.rules if view.is_told or view.outcome == "unknown"]
        if told:
            yield Heading(2, _point_title(point, language))
            yield Numbered(tuple(_rule(page, view, language) for view in told))


def _point_title(point: LocalPoint, language: Language) -> str:
    title = point.point.title.in_(language)
    return say(language, f"第{point.point.id}条 {title}", f"Point {point.point.id}, {title}")


def _rule(page: LocalityView, view: RuleView, language: Language) -> Item:
    marks = say(language, "、", ", ").join(label(name, language) for name in (view.outcome, *view.overlays))
    parts = [marks]
    if view.is_told:
        parts.append(say(language, f"得分率{view.credit}", f"credit {view.credit}"))
    if view.is_told and view.weight:
        parts.append(say(language, f"已得{view.gained_text}分", f"gained {view.gained_text}"))
    if view.unknown:
        parts.append(say(language, f"尚有{view.unknown_text}分未定", f"points still open {view.unknown_text}"))
    if not view.weight and view.remark.in_(language):
        parts.append(view.remark.in_(language))
    told = say(language, "，", "; ").join(parts)
    text = f"{view.rule.id} {view.rule.title.in_(language)}{say(language, '：', ': ')}{told}"
    return Item(text, tuple(_lines(page, view, language)))


def _lines(page: LocalityView, view: RuleView, language: Language) -> Iterator[str]:
    """Yield the numbers behind a rule, the figures it rests on, each with its place, and how more is earned."""
    for one in view.expressions:
        parts = dict.fromkeys((one.text, one.numbers, one.value))  # each way of writing it once
        yield f"{one.name}{say(language, '：', ': ')}{' → '.join(parts)}"
    for name in view.claims:
        claim = page.figure(name)
        value = f"{claim.value.in_(language)} {claim.unit.in_(language)}".strip()
        yield say(
            language,
            f"所报：{claim.label.zh} {value}（{claim.place}）",
            f"reported: {claim.label.en} {value} ({claim.place})",
        )
    for held in view.held:
        yield held.in_(language)
    if view.outcome != "met":
        remedy = view.rule.remedy.in_(language)
        yield say(language, f"怎样达到：{remedy}", f"to meet it: {remedy}")


# --- the sum ----------------------------------------------------------------------------------------------------------


def _method(run: Run, page: LocalityView, language: Language) -> Iterator[Block]:
    for total in page.totals:
        yield Paragraph(total.in_(language))
    yield identity_table(run, language)
    yield Paragraph(
        say(
            language,
            f"所评判的文件：{page.file}，sha256 {page.sha256}。",
            f"File judged: {page.file}, sha256 {page.sha256}.",
        )
    )
    yield from recompute_blocks(language)
