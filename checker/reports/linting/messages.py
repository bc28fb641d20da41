"""What ``checker rules lint`` says of structure and meaning: reason and remedy of each code, zh before en.

``checker.reports.messages`` makes messages of them.
"""

from __future__ import annotations

from collections.abc import Mapping

Wording = tuple[str, str, str, str]

TEXTS: Mapping[str, Wording] = {
    "text-same": (
        "中英文完全相同：{found}",
        "zh and en are the same: {found}",
        "补上另一种语言",
        "write it in the other language as well",
    ),
    "text-language": (
        "{key} 一栏写的像是另一种语言：{found}",
        "the text under {key} looks like the other language: {found}",
        "核对 zh 和 en 是否写反",
        "see whether zh and en were swapped",
    ),
    "remedy-is-title": (
        "整改建议只是重复标题：{title}",
        "the remedy only repeats the title: {title}",
        "写明谁做什么、用什么材料证明",
        "say who does what, and by which document it shows",
    ),
}

DATES: Mapping[str, Wording] = {
    "period-before-issued": (
        "报告期 {found} 在文件印发（{expected}）之前就已结束",
        "the period {found} ends before the directive was issued ({expected})",
        "核对印发日期，或删去该报告期",
        "check the day of issue, or leave the period out",
    ),
    "never-in-force": (
        "在任何报告期末（{found}）都不生效",
        "it binds at the end of no period ({found})",
        "核对 in-force 的起止日期",
        "check the days of `in-force`",
    ),
    "threshold-gap": (
        "规则有效，但其门槛值在 {found} 没有取值，届时规则不适用",
        "the rule binds, but a threshold of it has no value on {found}: the rule does not apply then",
        "补上这些日期的取值",
        "give a value for those days",
    ),
    "target-late": (
        "目标在 {found} 才公布，而它属于 {year} 年",
        "the target was announced on {found}, after its year {year}",
        "核对年份和公布日期",
        "check its year and the day it was announced",
    ),
    "target-due-early": (
        "完成期限 {found} 早于公布日期（{expected}）或目标年度",
        "due on {found}, before it was announced ({expected}) or before its year",
        "核对完成期限",
        "check the day it is due",
    ),
    "target-twice": (
        "{found}：同一主体同一天公布了两个目标，只有第一行（{at}）起作用",
        "{found}: two targets of one body on one day; only the first row counts ({at})",
        "只保留一行",
        "keep one row",
    ),
    "target-zero": (
        "{found} 的目标为 0：以它为分母的规则无法计算",
        "the target of {found} is 0: a rule that divides by it has no result",
        "没有下达目标的写 none",
        "write none where no target was set",
    ),
    "row-outside-periods": (
        "这一行的年份 {found} 不在任何报告期内，不会被读取",
        "the year {found} of this row is in no period: nothing reads it",
        "核对年份，或删去该行",
        "check the year, or leave the row out",
    ),
    "waiver-without-effect": (
        "{found} 的豁免（{granted} 准予，有效至 {until}）在期末 {end} 不起作用：其时豁免不生效，或规则无效",
        (
            "the waiver of {found} (granted on {granted}, until {until}) has no effect at the period's end {end}:"
            " it does not hold then, or the rule does not bind"
        ),
        "核对日期，或删去",
        "check its days, or remove it",
    ),
}

USE: Mapping[str, Wording] = {
    "target-unused": (
        "没有规则使用 {found} 的目标（共 {count} 行）",
        "no rule asks for the target of {found} ({count} rows)",
        "写一条用它的规则，或删去这些行",
        "write a rule that does, or leave the rows out",
    ),
    "indicator-unused": (
        "没有规则使用指标 {found}（{label}），填报无用",
        "no rule uses the indicator {found} ({label}): it is reported for nothing",
        "写一条用它的规则，或从字典中删去",
        "write a rule that does, or take it out of the dictionary",
    ),
    "point-without-rule": (
        "第 {found} 条（{title}）没有规则，也没有说明原因",
        "point {found} ({title}) has no rule, and no word on why",
        "写规则，或在该条的 unseen 中说明为何看不到",
        "write one, or say under `unseen` of the point why it cannot be seen",
    ),
    "rule-without-example": (
        "规则没有例子",
        "the rule has no example",
        "至少写出达到、未达到和不明三种",
        "write at least one each that is met, unmet and unknown",
    ),
    "rule-same": (
        "与 {found}（{at}）问的是同一件事",
        "asks the same as {found} ({at})",
        "只保留一条",
        "keep one of them",
    ),
    "evidence-never": (
        "规则接受的证据（{found}）都不是其指标可有的（{expected}），永远得不到支持",
        "none of the evidence it accepts ({found}) can come with its indicators ({expected}): it is never supported",
        "使规则与指标的证据种类一致",
        "let the rule and its indicators name the same kinds",
    ),
    "evidence-foreign": (
        "其指标不会有这种证据：{found}（可有：{expected}）",
        "its indicators never come with this evidence: {found} (they may have {expected})",
        "从规则中删去，或补进指标",
        "take it out of the rule, or allow it for the indicator",
    ),
    "self-claim-without-target": (
        "self-claim（{found}）没有作用：规则没有使用 target()",
        "self-claim ({found}) does nothing: the rule asks for no target()",
        "删去 self-claim",
        "take self-claim out",
    ),
    "reject-of-two-days": (
        "可能因不同日期的数而拒收：{found}（{label}）会减少，两个数未必是同一天的",
        "it may reject for figures of two days: {found} ({label}) can fall, and the counts need not be of one day",
        "把 consequence 改为 confirm，先问再说",
        "let it `confirm`: ask, do not reject",
    ),
    "zero-without-effect": (
        "zero 没有作用：该规则量的不是商数",
        "`zero` does nothing: what the rule measures is no quotient",
        "删去 zero",
        "take `zero` out",
    ),
    "zero-earns": (
        "越小越好的规则里，除数为 0 按 {found} 计，数再大也得分",
        "less is better here, and a division by zero counts as {found}: any amount over nothing earns credit",
        "改用不得分的 zero，或用 applies-when 排除为 0 的情形",
        "give a `zero` that earns nothing, or leave the case out by `applies-when`",
    ),
    "target-of-state": (
        "{found}（{label}）既不是存量也不是流量，targets.csv 无法给它目标，target({found}) 永远未知",
        "{found} ({label}) is neither stock nor flow: no row in targets.csv can state it, target({found}) is unknown",
        "把目标作为框架事实写入 localities.csv，规则里用该事实",
        "hold the target as a frame fact in localities.csv, and use that fact in the rule",
    ),
}

AGAINST: Mapping[str, Wording] = {
    "id-reused": (
        "编号已属于另一内容：{found}",
        "the id belonged to something else: {found}",
        "给新内容一个新编号",
        "give the new one an id of its own",
    ),
    "id-renumbered": (
        "就是原来的 {found}，换了编号",
        "it is the former {found} under another id",
        "恢复原编号",
        "give it its former id again",
    ),
    "rule-removed": (
        "规则已不在：{title}",
        "the rule is no longer there: {title}",
        "确认是有意删去；其编号不得再用",
        "see that this is meant; its id is never used again",
    ),
    "version-unchanged": (
        "内容有变，版本号仍为 {found}",
        "the content has changed, the version is still {found}",
        "更新版本号",
        "raise the version",
    ),
}

MEANING: Mapping[str, Wording] = {
    "condition-always-true": (
        "条件 {key} 在其适用范围内总是成立：{found}",
        "the condition {key} always holds wherever the rule binds: {found}",
        "删去条件，或核对其中的数值与指标的上下限",
        "drop it, or check its numbers against the bounds of the indicators",
    ),
    "condition-always-false": (
        "条件 {key} 在其适用范围内从不成立：{found}",
        "the condition {key} never holds wherever the rule binds: {found}",
        "核对其中的数值、日期与指标的上下限",
        "check its numbers and dates against bounds and periods",
    ),
    "condition-never-known": (
        "规则包没有任何一行能判定条件 {key}：{found}",
        "no row of the pack decides the condition {key} for anybody: {found}",
        "在 localities.csv 或 targets.csv 中补上数据",
        "enter the facts in localities.csv or targets.csv",
    ),
    "condition-unreached": (
        "试了 {count} 组临界值，条件 {key} 没有一次确定成立（查过，未证明）：{found}",
        "of {count} sets of critical values none makes {key} hold for sure (searched, not proved): {found}",
        "开放的清单无法证明“全部”和“不超过”；否则核对数值",
        "an open list can show neither `all` nor `at most`; else check the numbers",
    ),
    "credit-never-full": (
        "在指标上下限之内最多得 {found}，永远不能满分",
        "within the bounds the credit reaches at most {found}, never 1",
        "核对满分点与指标的上下限",
        "check what full credit asks against the bounds",
    ),
    "credit-never-zero": (
        "在指标上下限之内至少得 {found}，永远不会为 0",
        "within the bounds the credit is at least {found}, never 0",
        "核对零分点与指标的上下限",
        "check what no credit asks against the bounds",
    ),
    "credit-full-unreached": (
        "试了 {count} 组临界值，没有一组得满分（查过，未证明）",
        "of {count} sets of critical values none earns full credit (searched, not proved)",
        "核对满分点是否够得着",
        "see whether full credit is within reach",
    ),
    "credit-zero-unreached": (
        "试了 {count} 组临界值，没有一组得 0（查过，未证明）",
        "of {count} sets of critical values none earns 0 (searched, not proved)",
        "核对零分点是否够得着",
        "see whether no credit is within reach",
    ),
    "divides-by-zero": (
        "可能以零为除数，规则将无法计算：{found}",
        "it may divide by zero, and the rule has no result then: {found}",
        "用 zero 写明此时的取值，或用 applies-when 将其排除",
        "say with `zero` what the quotient is then, or leave the case out with `applies-when`",
    ),
    "checks-contradict": (
        "与 {found}（{at}）不能同时成立",
        "it and {found} ({at}) can never both hold",
        "改正其中一条",
        "mend one of them",
    ),
    "checks-contradict-searched": (
        "试了 {count} 组临界值，没有一组使它与 {found}（{at}）同时成立（查过，未证明）",
        "of {count} sets of critical values none lets it and {found} ({at}) both hold (searched, not proved)",
        "核对两条是否矛盾",
        "see whether the two contradict one another",
    ),
    "check-implied": (
        "{found}（{at}）成立时它总成立，而后果并不更重",
        "it holds wherever {found} ({at}) does, and asks for no more",
        "删去较宽的一条，或说明为何两条都要",
        "drop the wider one, or say why both are needed",
    ),
    "check-implied-searched": (
        "试了 {count} 组临界值，凡 {found}（{at}）成立时它都成立（查过，未证明）",
        "of {count} sets of critical values it holds in all where {found} ({at}) does (searched, not proved)",
        "核对是否两条都要",
        "see whether both are needed",
    ),
    "point-may-leave": (
        "第 {found} 条的规则可能全部不适用，其权重分给其他各条：{way}",
        "all rules of point {found} may leave the sum, and its weight goes to the other points: {way}",
        "确认这是有意为之，或增加一条普遍适用的规则",
        "see that this is meant, or add a rule that applies to all",
    ),
    "nothing-applies": (
        "可能没有一条规则适用，无法评分：{way}",
        "it may be that no rule applies, and there is no score: {way}",
        "增加一条普遍适用的规则",
        "add a rule that applies to all",
    ),
    "search-cut": (
        "规则包很大，有 {count} 项检索没有做完",
        "the pack is large: {count} searches were not finished",
        "分成几个规则包，或逐部分检查",
        "check it in parts",
    ),
}

LINT_WORDS: Mapping[str, Wording] = {**TEXTS, **DATES, **USE, **AGAINST, **MEANING}
