"""What the engine notices of a submission."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

JUDGING: Mapping[str, Message] = {
    "claim-stale": message(
        "{label}的数截至 {as_of}，早于期末 {until}：只当作下限",
        "{label}: the figure is of {as_of}, before the period's end {until}; it counts as a lower bound",
        "补报截至期末的数",
        "report the figure of the period's end",
    ),
    "claim-outside-period": message(
        "{indicator} 的日期 {found} 不在报告期 {expected} 之内，不采用",
        "{indicator}: the date {found} is not within {expected}; the claim is not used",
        "核对日期，或放到对应报告期的报送中",
        "check the date, or move the claim to the submission of its period",
    ),
    "claim-conflict": message(
        "{label}：同一天有两个对不上的数，{before} 与 {after}{gap}（另见 {at}）{remarks}",
        "{label}: two figures of one day contradict each other, {before} and {after}{gap} (see {at}){remarks}",
        "{question}请说明哪个数有效，并改正或删去另一个。",
        "{question}Say which figure holds, and correct or remove the other.",
    ),
    "claim-falls": message(
        "{label}只增不减，却从 {before} 变为 {after}{gap}（另见 {at}）{remarks}",
        "{label} cannot fall, yet it goes from {before} to {after}{gap} (see {at}){remarks}",
        "{question}请说明两个数各按什么口径计算，并统一口径。",
        "{question}Say how each figure was counted, and report both by one count.",
    ),
    "claim-rejected": message(
        "{label}：{claim} 经核查不予认定（{by}，{on}，{basis}；见 {at}）{noted}；按未报计",
        "{label}: {claim} was rejected on review ({by}, {on}, {basis}; see {at}){noted}; it counts as not reported",
        "按核查结果改正后重报，或提出异议并附材料",
        "correct it after the review and report it again, or object with material",
    ),
    "review-unmatched": message(
        "核查记录对不上任何一个数据：{indicator} {reviewed}（{by}，{on}）；该记录不起作用",
        "the review fits no claim: {indicator} {reviewed} ({by}, {on}); it has no effect",
        "核对核查记录；如报送已更改，须重新核查",
        "check the review; if the submission has changed, review it again",
    ),
    "review-ambiguous": message(
        "核查记录同时对应 {found} 个数据：{indicator} {reviewed}（{by}，{on}）；该记录不起作用",
        "the review fits {found} claims: {indicator} {reviewed} ({by}, {on}); it has no effect",
        "用 value 和 as_of 写明是哪一个",
        "say which one with value and as_of",
    ),
    "review-contradiction": message(
        "{indicator}：{claim} 既有核查认定，又有核查否定（另见 {at}）；两者都不采用",
        "{indicator}: {claim} is both confirmed and rejected (see {at}); neither counts",
        "由评估方统一意见，只留一条",
        "the assessor settles it and keeps one",
    ),
    "review-too-early": message(
        "核查（{by}，{on}）早于数据的日期：{indicator}：{claim}；该记录不起作用",
        "the review ({by}, {on}) is older than the figure: {indicator}: {claim}; it has no effect",
        "核对核查日期",
        "check the day of the review",
    ),
    "review-against-register": message(
        "核查（{by}，{on}）否定了 {claim}，{source} 却与之相符（见 {at}）",
        "the review ({by}, {on}) rejects {claim}, yet {source} agrees with it (see {at})",
        "由评估方核对两份记录",
        "the assessor compares both records",
    ),
    "confirmed-conflict": message(
        "{label}：两个数都经核实，却不能同时成立：{before} 与 {after}（另见 {at}）",
        "{label}: both are confirmed, yet cannot both be true: {before} and {after} (see {at})",
        "由评估方统一意见，只认定一个",
        "the assessor settles it and confirms one",
    ),
    "register-differs": message(
        "{label}：报送为 {claim}，{source}（{as_of}）为 {expected}，容差为其 {tolerance}（见 {at}）",
        "{label}: it says {claim}, {source} ({as_of}) has {expected}, tolerance {tolerance} of it (see {at})",
        "请说明两数口径有何不同；有误则改正",
        "say how the two were counted, or correct the figure",
    ),
    "integrity": message(
        "{title}：所报数字对不上（{numbers}）{at}",
        "{title}: the figures do not agree ({numbers}){at}",
        "{ask} {mend}",
        "{ask} {mend}",
    ),
    "frame-not-held": message(
        "{label}由评估方掌握，目前没有记录；报送的 {claim} 不采用",
        "{label} is for the assessor to hold, and none is on record; {claim} is not used",
        "请附统计公报，由评估方登记",
        "send the statistical bulletin, so that the assessor can enter it",
    ),
    "frame-differs": message(
        "{label}：报送为 {claim}，而规则包记录为 {expected}；按后者计算",
        "{label}: the submission says {claim}, the pack holds {expected}; the pack's value counts",
        "如认为记录有误，请附统计公报",
        "if the record is wrong, send the statistical bulletin",
    ),
    "implausible": message(
        "{label}：{claim} 不在通常范围 {expected} 之内",
        "{label}: {claim} is outside the usual range {expected}",
        "请核对数值和单位（万、亿、百分数）；无误则说明原因",
        "check the value and its unit; if it is right, say why",
    ),
    "waiver-expired": message(
        "{waived} 的豁免（{locality} {period}）不生效：{granted} 准予，有效至 {until}；期末 {end}，评判日 {day}",
        "the waiver of {waived} ({locality} {period}) does not hold: granted on {granted}, until {until};"
        " the period ended on {end}, judged as of {day}",
        "由评估方续期（须在期末之前准予）或删去；所豁免的照常计",
        "the assessor renews it (granted by the period's end) or removes it; what it excused counts again",
    ),
    "waiver-unused": message(
        "{waived} 的豁免（{locality} {period}）没有用上：并无未达到或须说明之处",
        "the waiver of {waived} ({locality} {period}) excuses nothing: there is nothing missed or asked",
        "由评估方删去",
        "the assessor may remove it",
    ),
}
