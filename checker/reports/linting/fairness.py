"""What ``checker rules lint`` says of unfair rules: reason and remedy of each code, zh before en.

``checker.reports.messages`` makes messages of them.
"""

from __future__ import annotations

from collections.abc import Mapping

Wording = tuple[str, str, str, str]

FAIRNESS: Mapping[str, Wording] = {
    "fairness-hiding": (
        "隐瞒有利：已知 {known} 时得分区间为 {before}，补报 {added} 后变为 {after}，超出原区间",
        "hiding pays: with {known} the credit is {before}; adding {added} makes it {after}, outside what was possible",
        "改写规则，使每多报一项数据只会缩小得分区间",
        "write the rule so that every figure more can only narrow its credit",
    ),
    "fairness-sum": (
        "隐瞒有利：已知 {known} 时总分为 {before}，补报 {added} 后变为 {after}，超出原区间",
        "hiding pays: with {known} the total is {before}; adding {added} makes it {after}, outside what was possible",
        "核对含 {indicator} 的规则的权重、附加分和扣分是否有负数",
        "look for a negative weight, bonus or deduction among the rules that name {indicator}",
    ),
    "fairness-silence": (
        "什么都不报也得分：{known} 时，得分区间为 {before}",
        "credit for saying nothing: with {known} the credit is {before}",
        "使规则在没有任何报送数据时下限为 0，或用 applies-when 将其排除",
        "let the lower end be 0 where nothing was submitted, or leave such localities out with `applies-when`",
    ),
    "fairness-turns": (
        "做得更多反而得分更低：{known} 时得分 {before}，{added} 时只有 {after}",
        "achieving more earns less: with {known} the credit is {before}, with {added} only {after}",
        "去掉上限条件；超出常理的数值由 plausible 和一致性规则去问，不由得分去罚",
        "drop the upper condition: `plausible` and integrity rules ask about strange values, credit punishes none",
    ),
    "fairness-list": (
        "清单 {indicator}（{label}）是开放的，多列一项可能使得分降低：未列的项永远无法排除",
        "the list {indicator} ({label}) is open, and one item more may lower the credit: none can ever be ruled out",
        "改用有确定口径的数量指标，或只奖励列出的项",
        "measure a count with a source of its own, or only reward what is listed",
    ),
    "fairness-items": (
        "{expression} 只看 {label} 列了多少项，不看做到了什么",
        "{expression} grows with how much {label} lists, not with what was achieved",
        '加上对状态或质量的条件，如 `if x.stage >= "trial"`',
        'ask for a state or a quality, like `if x.stage >= "trial"`',
    ),
    "fairness-denominator": (
        "{expression} 以被评估方自报的 {indicator}（{label}）为分母或比较对象，{way}",
        "{expression}: divided by or compared with {indicator} ({label}), which the locality reports; {way}",
        "改用 target()、框架事实或时点；做不到的，加一条同时提到两者、要求确认或退回的一致性规则",
        "use target(), a frame fact or the period; else name both in an integrity rule that confirms or rejects",
    ),
    "fairness-denominator-argued": (
        "{expression} 以被评估方自报的 {indicator}（{label}）为分母或比较对象，{way}；规则有论证，但没有一致性规则约束",
        "{expression}: divided by or compared with {indicator} ({label}), a reported figure; {way}; argued, not held",
        "加一条同时提到两者、要求确认或退回的一致性规则，或改用 target()、框架事实或时点",
        "name both in an integrity rule that confirms or rejects, or use target(), a frame fact or the period",
    ),
    "fairness-denominator-held": (
        "{expression} 以被评估方自报的 {indicator}（{label}）为分母或比较对象，{way}；由 {held} 约束",
        "{expression}: divided by or compared with {indicator} ({label}), a reported figure; {way}; held by {held}",
        "有框架事实或目标可用时改用之；评估时先核查这一项",
        "use a frame fact or a target once there is one; when reviewing, look at this figure first",
    ),
    "fairness-target": (
        "{key} 取决于被评估方自报的 {indicator}（{label}）：标准不能由被评估方自定",
        "{key} depends on {indicator} ({label}), which the locality itself reports: nobody sets his own mark",
        "改用 target()、框架事实、时点或数字",
        "use target(), a frame fact, the period or a number",
    ),
    "fairness-target-stated": (
        "{expression} 用的是自报的目标或目标进度 {indicator}（{label}），而不是规则包登记的目标",
        "{expression} takes a target, or progress on one, as the locality states it ({indicator}, {label})",
        "用完成数除以 target()，自报进度只作核对",
        "divide what was done by target(), and keep the stated progress for an integrity rule",
    ),
    "fairness-self-claim": (
        "没有登记目标时，自报的 {indicator}（{label}）即可得满分，并标为未经核实",
        "where no target is on record, the locality's word {indicator} ({label}) earns full credit, marked unverified",
        "尽量把目标登记进 targets.csv",
        "enter the targets into targets.csv as they become known",
    ),
    "fairness-veto-evidence": (
        "否决所依据的 {indicator}（{label}）除报道和转载外没有别的证据，永远无法核实",
        "the veto rests on {indicator} ({label}), which press and copies alone evidence: it can never be verified",
        "写明能核实它的证据种类，否则改为扣分",
        "name evidence that can verify it, or make the rule a deduction",
    ),
    "fairness-veto-list": (
        "否决依据开放清单 {indicator}（{label}）：没列出的无法核实",
        "the veto rests on the open list {indicator} ({label}): what it does not name cannot be verified",
        "改用登记簿或核查能确认的指标",
        "use an indicator that a register or a review can confirm",
    ),
    "fairness-veto-plausible": (
        "否决的界限 {found} 就是 {indicator}（{label}）的合理范围：超出只说明要问，不说明有错",
        "the veto's limit {found} is a soft bound of {indicator} ({label}): beyond it there is a question, not a fault",
        "用有出处的界限，合理性交给一致性规则",
        "take a limit with a source, and leave plausibility to an integrity rule",
    ),
    "fairness-veto-lifted": (
        "{expression} 用被评估方自己的声明 {indicator}（{label}）解除否决",
        "{expression} lifts the veto on the locality's own word {indicator} ({label})",
        "用框架事实或另有证据的指标解除否决",
        "lift it by a frame fact, or by an indicator with evidence of its own",
    ),
    "fairness-veto-analyst": (
        "否决依据的数值是本包自设的，没有条文或文件依据",
        "the veto rests on a number of our own, with neither a clause nor a document behind it",
        "找到出处并改 number-from，或改为权重不超过 1 的规则",
        "find its source and say so in number-from, or make it a rule with a weight of at most 1",
    ),
    "fairness-analyst": (
        "本包自设数值的{role}为 {found}，超过权重 1 的规则所能左右的 {most}",
        "a {role} of {found} on a number of our own moves more than a rule of weight 1 would: {most}",
        "减到这个数以内，或写明数值的出处",
        "keep it within that, or name a source of the number",
    ),
}
