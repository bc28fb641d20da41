"""Why a rule pack is refused."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

PACKS: Mapping[str, Message] = {
    "no-pack": message("没有规则包 {found}（现有：{known}）", "no rule pack {found} (there are: {known})"),
    "pack-file-missing": message("规则包缺少文件 {found}", "the rule pack lacks the file {found}"),
    "table-columns": message(
        "列名不符（发现 {found}；应为 {expected}）", "wrong columns (found {found}; expected {expected})"
    ),
    "table-row": message(
        "列数不符（发现 {found}；应为 {expected}）", "wrong number of cells (found {found}; expected {expected})"
    ),
    "not-a-list": message("应为列表", "expected a list"),
    "too-many-mistakes": message(
        "错误已达 {limit} 处，后面的不再列出", "over {limit} mistakes: what follows is not listed"
    ),
    "unknown-key": message("没有这个键：{found}{nearest}", "unknown key {found}{nearest}"),
    "missing-key": message("缺少键 {found}", "missing key {found}"),
    "bad-value": message(
        "{key} 的值不对（发现 {found}；应为 {expected}）", "bad value of {key} (found {found}; expected {expected})"
    ),
    "id-twice": message("编号 {found} 出现两次（另见 {at}）", "id {found} stands twice (see {at})"),
    "evidence-copy": message(
        "转载（copy）不能作为证据：{found}", "a copy supports nothing and cannot be accepted evidence: {found}"
    ),
    "evidence-press": message("报道不能证明数量：{found}", "press cannot support a count: {found}"),
    "grade-bands": message(
        "等级分数线应由高到低并止于 0（发现 {found}）", "grade bands must fall and end at 0 (found {found})"
    ),
    "weights-total": message(
        "各条权重之和应为 {expected}（发现 {found}）", "the points' weights must add up to {expected} (found {found})"
    ),
    "point-weight": message("第 {found} 条的权重与其规则不符", "the weight of point {found} does not fit its rules"),
    "unknown-name": message("不认识的名称 {found}{nearest}", "unknown name {found}{nearest}"),
    "unknown-shape": message("没有这种计分形状：{found}{nearest}", "unknown shape {found}{nearest}"),
    "weight-or-bonus": message(
        "{found}：weight、bonus、deduct、veto 必须且只能有一个，且不为 0",
        "{found}: give exactly one of weight, bonus, deduct and veto, above 0",
    ),
    "lifted-without-veto": message(
        "{found}：lifted-when 只能用于 veto 规则", "{found}: only a veto can be lifted: lifted-when needs a veto"
    ),
    "pace-without-due": message(
        "{found}：pace 需要在 scoring 里声明 pace，且计分形状有应完成值（{expected}）",
        "{found}: pace needs a pace in the scoring policy, and something due ({expected})",
    ),
    "analyst-argument": message("{found}：自设的数值必须说明理由", "{found}: a number of our own needs an argument"),
    "analyst-weight": message(
        "自设数值的规则权重最多 {expected}（发现 {found}）",
        "a rule with a number of our own weighs at most {expected} (found {found})",
    ),
    "ordered-states": message(
        "每个状态都要有得分率（发现 {found}；应为 {expected}）",
        "every state needs its credit (found {found}; expected {expected})",
    ),
    "milestone-credits": message(
        "里程碑得分率之和应为 {expected}（发现 {found}）",
        "the milestones' credits must add up to {expected} (found {found})",
    ),
    "ramp-direction": message("{expected} 的方向不对（{found}）", "a {expected} runs the other way ({found})"),
    "target-basis": message(
        "目标口径 {found} 与指标 {indicator} 的类型 {expected} 不符",
        "a target on {found} does not fit {indicator}, a {expected}",
    ),
    "in-force-order": message(
        "{found} 的各个取值应按时间先后排列，且同一天只能有一个",
        "the values of {found} must stand in the order of time, and no day may have two",
    ),
    "review-by-itself": message("核查不能由被评估的地区自己作出：{found}", "a locality cannot review itself: {found}"),
    "waiver-by-itself": message("地区不能豁免自己：{found}", "a locality cannot grant itself a waiver: {found}"),
    "waiver-twice": message("{found} 有两项豁免（另见 {at}）", "two waivers of {found} (see {at})"),
    "waiver-of-reject": message(
        "{found} 是会导致拒收的勾稽规则，不能豁免", "{found} is an integrity rule that rejects: it cannot be waived"
    ),
    "not-a-frame-fact": message("{found} 不是由规则包掌握的指标", "{found} is not an indicator that the pack holds"),
    "expression-syntax": message("表达式语法错误：{found}", "expression syntax: {found}"),
    "expression-too-large": message(
        "表达式过长或过深（上限 {limit}）：{found}", "expression too long or too deep (limit {limit}): {found}"
    ),
    "expression-character": message(
        "表达式中有不允许的字符 {found}", "character {found} is not allowed in an expression"
    ),
    "expression-construct": message("表达式不支持 {found}", "{found} is not part of the expression language"),
    "expression-constant": message("不能识别的常量 {found}", "unusable constant {found}"),
    "expression-type": message(
        "类型不符（发现 {found}；应为 {expected}）", "wrong type (found {found}; expected {expected})"
    ),
    "expression-units": message(
        "单位或类型不能相合（{found} 与 {expected}）", "units or types do not fit ({found} and {expected})"
    ),
    "expression-state": message("不是该指标的状态：{found}（{expected}）", "not a state of it: {found} ({expected})"),
    "expression-arity": message(
        "参数个数不符（发现 {found}；用法 {expected}）", "wrong number of arguments (found {found}; use {expected})"
    ),
    "expression-gather": message("列表汇总写法不对：{found}", "not a way to gather a list: {found}"),
    "expression-indicator": message("此处应为指标名：{found}", "expected the name of an indicator: {found}"),
    "submission-decides": message(
        "适用条件不能由报送内容决定：{found}", "applicability cannot depend on what is submitted: {found}"
    ),
}
