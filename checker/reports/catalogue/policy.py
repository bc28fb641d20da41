"""The catalogue's first pages: which directive this is, and the policy by which it is scored, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from checker.model.directive import Hedge, Robustness, Scoring
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.text import Text
from checker.reports.catalogue.page import Address, Block, Code, Facts, Heading, Paragraph, Table
from checker.reports.labels import LABELS
from checker.reports.sentences.signs import quoted
from checker.reports.wording import HEDGES

_YEAR_ENDS: Mapping[str, Text] = {
    "last": Text("一年的得分取最后一期的得分。", "The year's score is that of its last period."),
    "mean": Text("一年的得分取各期得分的平均。", "The year's score is the mean of its periods' scores."),
    "half": Text(
        "一年的得分，前几期的平均占一半，最后一期占一半。",
        "The year's score is half the mean of the earlier periods and half the last.",
    ),
}


def identity_blocks(pack: Pack) -> Iterator[Block]:
    """Yield the title and who issued what, when, and where it was read."""
    directive = pack.directive
    yield Heading(1, "top", "", directive.title)
    rows = [
        (Text("文号", "Number"), Text(directive.number, directive.number)),
        (
            Text("发布", "Issued"),
            Text(f"{directive.issued}，{directive.issuer.zh}", f"{directive.issued}, {directive.issuer.en}"),
        ),
        (Text("来源", "Source"), Text(directive.source_title, directive.source_title)),
    ]
    facts: list[tuple[Text, Text | Code | Address]] = [*rows]
    if directive.source_url:
        facts.append((Text("网址", "Address"), Address(directive.source_url)))
    facts.append((Text("规则包", "Rule pack"), Code(f"{directive.id} {directive.version}")))
    facts.append((Text("报告期", "Periods"), Code(", ".join(directive.periods))))
    facts.append((Text("预期报送的地区", "Expected to report"), LABELS[directive.expected_level]))
    yield Facts(tuple(facts))


def policy_blocks(pack: Pack) -> Iterator[Block]:
    """Yield how credits become a score and a grade."""
    scoring = pack.directive.scoring
    yield Heading(2, "policy", "", Text("怎样计分", "How the score is made"))
    for text in _stages(pack):
        yield Paragraph(text)
    floors = [grade.floor for grade in scoring.grades]
    tops = [None, *floors]
    rows = tuple((grade.title, _band(grade.floor, top)) for grade, top in zip(scoring.grades, tops, strict=False))
    yield Heading(3, "grades", "", Text("等级", "Grades"))
    yield Table((LABELS["grade"], Text("得分", "score")), rows)
    if not scoring.hedges:
        return
    yield Heading(3, "hedges", "", Text("留有余地的说法", "Hedging words"))
    words = tuple((_hedge_name(name), _hedge(hedge)) for name, hedge in scoring.hedges.items())
    yield Table((Text("报送中的说法", "word before a number"), Text("按什么理解", "what it is taken to mean")), words)


def _band(floor: Fraction, top: Fraction | None) -> Text:
    least = format_exact(floor)
    if top is None:
        return Text(f"{least}及以上", f"{least} and above")
    return Text(f"{least}及以上，不到{format_exact(top)}", f"from {least} to below {format_exact(top)}")


def _hedge_name(name: str) -> Text:
    return HEDGES[name] if name in HEDGES else Text(name, name)


def _hedge(hedge: Hedge) -> Text:
    ends = [
        Text("指标的下界", "the indicator's lower bound") if hedge.lower is None else _times(hedge.lower),
        Text("指标的上界", "the indicator's upper bound") if hedge.upper is None else _times(hedge.upper),
    ]
    return Text(f"从{ends[0].zh}到{ends[1].zh}", f"from {ends[0].en} to {ends[1].en}")


def _times(factor: Fraction) -> Text:
    if factor == 1:
        return Text("所报的数", "the number stated")
    return Text(f"所报数的{format_exact(factor)}倍", f"{format_exact(factor)} times the number stated")


def _stages(pack: Pack) -> Iterator[Text]:
    """Yield a paragraph for each stage that the pack has, in their order."""
    scoring, roles = pack.directive.scoring, {rule.role for rule in pack.rules}
    yield Text(
        "先看报送是否可靠：触犯“退回”类一致性规则的不评分。每条的得分，是其各规则得分按权重的加权平均，乘以100；"
        "总分是各条得分按条的权重的加权平均。不适用的规则退出合计，其余折算到100分。",
        "First, is the submission sound: one that breaks an integrity rule marked reject is not scored. A point's "
        "score is 100 times the weighted mean of its rules' credits; the score is the weighted mean of the points. "
        "Rules that do not apply leave the sum, and the rest is scaled to 100.",
    )
    if "deduct" in roles:
        yield Text(
            "扣分项从本条的100分中扣，扣到0为止；不明的扣分在下限按全扣计。只有扣分项的条从100分起。",
            "Deductions come off their point's 100, down to 0; unknown ones count in full at the lower end. A point of "
            "deductions alone starts from 100.",
        )
    if "bonus" in roles:
        yield _bonus(scoring)
    if "veto" in roles:
        yield Text(
            "一票否决只降等级，不动总分，而且只凭经核实的事实；不能排除的，等级是一个范围。",
            "A veto lowers the grade and leaves the sum untouched, and only verified facts can bring it about; where "
            "it cannot be ruled out, the grade is a range.",
        )
    yield _YEAR_ENDS[scoring.year_end]
    if scoring.pace_band is not None:
        yield _pace(scoring.pace_band)
    yield _evidence(scoring)
    if scoring.robustness is not None:
        yield _robustness(scoring.robustness)


def _bonus(scoring: Scoring) -> Text:
    cap, above = format_exact(scoring.bonus_cap), format_exact(scoring.bonus_above)
    return Text(
        f"附加分各有上限，合计至多{cap}分，基础得分达到{above}分才加；总分不超过100分。",
        f"Each bonus has its own limit, together they add at most {cap}, and only from a base score of {above} on; the "
        "total never passes 100.",
    )


def _pace(band: Fraction) -> Text:
    share = format_exact(band * 100)
    return Text(
        f"年内进度灯：达到本期应完成的为绿，落后不超过应完成数的{share}%的为黄，落后更多的为红。进度灯不影响得分。",
        f"The light inside the year: green where what is due is reached, yellow up to {share} % of it behind, red "
        "beyond. The light does not touch the score.",
    )


def _evidence(scoring: Scoring) -> Text:
    bodies = ", ".join(scoring.bodies)
    days, digits = scoring.supported_within_days, scoring.digits
    places = "1 decimal" if digits == 1 else f"{digits} decimals"
    return Text(
        f"期末后{days}天以内出具、属于规则接受种类的证据，才支持所报的数。"
        f"年度目标以级别最高的机关所定为准，从高到低（用 targets.csv 的写法）：{bodies}。"
        f"得分四舍五入，显示{digits}位小数，等级按未经舍入的得分定。",
        f"Evidence supports a number if it is of a kind the rule accepts and was issued within {days} days after the "
        f"period's end. Of several targets that of the highest body counts, from the top (as targets.csv "
        f"names them): {bodies}. Scores are shown "
        f"rounded half up to {places}; the grade comes from the exact score.",
    )


def _robustness(policy: Robustness) -> Text:
    spread, shift, sure = (format_exact(one * 100) for one in (policy.spread, policy.shift, policy.sure))
    return Text(
        f"名次是否稳固：各权重在所定权重上下{spread}%之内随机取值，共{policy.draws}次（种子{policy.seed}），"
        f"{sure}%以上的次数里成立的先后视为确定；另把全部权重各移动至多{shift}%，看等级变不变。这是本包自设的假定。",
        f"How sure the order is: every weight is drawn within {spread} % of the declared one, {policy.draws} times "
        f"(seed {policy.seed}); an order that holds in {sure} % of the draws counts as sure. Grades are tried with all "
        f"weights moved by up to {shift} %. This is an assumption of the pack.",
    )


def grade_title(pack: Pack, grade: str) -> Text:
    """Return a grade's title in quotation marks."""
    title = next(one.title for one in pack.directive.scoring.grades if one.id == grade)
    return Text(quoted(title.zh), quoted(title.en))
