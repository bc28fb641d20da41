"""The text of every code, in zh and en: what is wrong, and how to mend it.

A template names its parameters in braces. Templates are ours; parameters are shown text and are never templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.model.text import Text
from checker.reports.linting.fairness import FAIRNESS
from checker.reports.linting.messages import LINT_WORDS
from checker.reports.pack_remedies import PACK_REMEDIES


@dataclass(frozen=True, slots=True)
class Message:
    """What a code says. *remedy* may be empty where the reason says it all."""

    reason: Text
    remedy: Text


def _message(zh: str, en: str, mend_zh: str = "", mend_en: str = "") -> Message:
    return Message(Text(zh, en), Text(mend_zh, mend_en))


READING: Mapping[str, Message] = {
    "cannot-read": _message(
        "无法读取文件（{found}）",
        "the file cannot be read ({found})",
        "核对路径和权限",
        "check the path and its permissions",
    ),
    "not-a-file": _message(
        "不是普通文件（{found}）",
        "not a regular file ({found})",
        "给出文件本身，不要给链接、文件夹或管道",
        "name the file itself, not a link, folder or pipe",
    ),
    "unknown-format": _message(
        "不认识的格式（发现 {found}；应为 {expected}）",
        "unknown format (found {found}; expected {expected})",
        "另存为其中一种格式",
        "save it in one of these formats",
    ),
    "encoding-unclear": _message(
        "编码不明：第 {at} 字节起不是 UTF-8（像是 {found}）",
        "encoding unclear: not UTF-8 from byte {at} on (looks like {found})",
        "另存为 UTF-8",
        "save the file as UTF-8",
    ),
    "encoding": _message(
        "文字编码有误（{found}）",
        "broken characters ({found})",
        "另存为 UTF-8；仍不行则重新录入这段文字",
        "save the file as UTF-8; if that does not help, type this text again",
    ),
    "too-large": _message("文件过大（上限 {limit}）", "too large (limit {limit})", "拆分文件", "split the file"),
    "too-deep": _message(
        "嵌套过深（上限 {limit} 层）",
        "nested too deep (limit {limit} levels)",
        "去掉多余的括号和层次",
        "remove the extra brackets or levels",
    ),
    "syntax": _message(
        "语法错误：{found}",
        "syntax error: {found}",
        "核对此处的缩进、引号和括号",
        "check indentation, quotes and brackets here",
    ),
    "several-documents": _message(
        "一个文件里有多份文档",
        "several documents in one file",
        "每份报送单独成文件",
        "give each submission its own file",
    ),
    "yaml-alias": _message(
        "不支持 YAML 锚点、引用和合并键",
        "YAML anchors, aliases and merge keys are not supported",
        "把内容写全",
        "write the content out",
    ),
    "yaml-tag": _message("不支持 YAML 标签 {found}", "YAML tag {found} is not supported", "去掉标签", "remove the tag"),
    "yaml-key": _message("键必须是文字", "a key must be plain text", "把键改成一个名称", "make the key a name"),
    "key-twice": _message(
        "键 {found} 出现两次（另见 {at}）",
        "key {found} stands twice (see {at})",
        "只保留一处；同一指标的多个数写成列表",
        "keep one; several claims on one indicator go into a list",
    ),
    "key-look-alike": _message(
        "键 {found} 与 {other}（{at}）看起来相同",
        "key {found} looks the same as {other} ({at})",
        "用同一种写法，只保留一处",
        "spell it one way and keep one",
    ),
    "not-a-submission": _message(
        "不是报送文件（发现 {found}）",
        "not a submission (found {found})",
        "用 `checker template` 生成空白表",
        "start from the blank form that `checker template` writes",
    ),
    "unknown-field": _message(
        "没有这个字段：{found}{nearest}",
        "unknown field: {found}{nearest}",
        "改成已有的字段名；没有对应指标的事实写进 notes",
        "use a known name; a fact that fits no indicator goes into notes",
    ),
    "missing-field": _message("缺少字段 {expected}", "missing field {expected}", "补上该字段", "add the field"),
    "wrong-type": _message(
        "类型不符（发现 {found}；应为 {expected}）",
        "wrong type (found {found}; expected {expected})",
        "数字不加引号、单位和千分位；未统计的留空",
        "write a number without quotes, unit or separators; leave it blank if it was not measured",
    ),
    "not-whole": _message(
        "应为整数（发现 {found}）", "not a whole number (found {found})", "填写整数", "write a whole number"
    ),
    "not-one-of": _message(
        "不在可选值之内（发现 {found}；应为 {expected}）",
        "not one of the choices (found {found}; expected {expected})",
        "从可选值中选一个",
        "choose one of them",
    ),
    "out-of-bounds": _message(
        "超出合理范围（发现 {found}；应在 {expected} 之内）",
        "outside the bounds (found {found}; expected {expected})",
        "核对数值和单位（万、亿、百分数）",
        "check the value and its unit (ten thousands, per cent)",
    ),
    "wrong-unit": _message(
        "单位不符（发现 {found}；应为 {expected}）",
        "wrong unit (found {found}; expected {expected})",
        "按要求的单位换算后填写",
        "convert to the unit that is asked for",
    ),
    "not-a-date": _message(
        "不是日期（发现 {found}；应如 {expected}）",
        "not a date (found {found}; expected like {expected})",
        "写成 年-月-日",
        "write year-month-day",
    ),
    "unknown-source": _message(
        "没有这个来源：{found}（已有：{expected}）",
        "unknown source {found} (known: {expected})",
        "在 sources 中登记该来源",
        "enter the source under sources",
    ),
    "wrong-structure": _message(
        "结构不符（发现 {found}；应为 {expected}）",
        "wrong structure (found {found}; expected {expected})",
        "对照空白表修改",
        "compare with the blank form",
    ),
    "more-faults": _message(
        "问题太多，只列出前 {limit} 个",
        "too many faults; only the first {limit} are listed",
        "先改正所列问题，再检查一次",
        "mend these first, then check again",
    ),
    "bad-period": _message(
        "没有这个报告期：{found}（应为 {expected}）",
        "unknown period {found} (expected {expected})",
        "改成所列报告期之一",
        "use one of these periods",
    ),
    "unknown-locality": _message(
        "没有这个地区代码：{found}（按名称可能是：{expected}）",
        "unknown locality {found} (by its name perhaps: {expected})",
        "填写 2020 年底的六位行政区划代码",
        "write the six-digit code of the end of 2020 (GB/T 2260)",
    ),
    "name-mismatch": _message(
        "名称与代码不符（名称 {found}；代码属于 {expected}）",
        "name and code disagree (name {found}; the code is {expected})",
        "改正其中一个；该名称的代码：{hints}",
        "correct one of them; the name's code: {hints}",
    ),
    "locality-normalised": _message(
        "地区代码 {found} 读作 {expected}",
        "locality {found} was read as {expected}",
        "改用六位代码",
        "use the six-digit code",
    ),
    "not-for-level": _message(
        "{label}（{indicator}）不要求这一级（{found}）填报",
        "{label} ({indicator}) is not asked of this level ({found})",
        "可以删去",
        "it can be left out",
    ),
    "same-locality-twice": _message(
        "同一地区同一报告期有两份不同的报送：{found}，另一份是 {other}；都不计分",
        "two different submissions for one locality and period: {found}, the other is {other}; neither is scored",
        "确认哪一份有效，只保留一份",
        "settle which one holds and keep that one",
    ),
    "identical-copy": _message(
        "与 {other} 完全相同，只计一次", "identical with {other}; counted once", "删去其中一份", "remove one of them"
    ),
}

JUDGING: Mapping[str, Message] = {
    "claim-stale": _message(
        "{label}的数截至 {as_of}，早于期末 {until}：只当作下限",
        "{label}: the figure is of {as_of}, before the period's end {until}; it counts as a lower bound",
        "补报截至期末的数",
        "report the figure of the period's end",
    ),
    "claim-outside-period": _message(
        "{indicator} 的日期 {found} 不在报告期 {expected} 之内，不采用",
        "{indicator}: the date {found} is not within {expected}; the claim is not used",
        "核对日期，或放到对应报告期的报送中",
        "check the date, or move the claim to the submission of its period",
    ),
    "claim-conflict": _message(
        "{label}：同一天有两个对不上的数，{before} 与 {after}{gap}（另见 {at}）{remarks}",
        "{label}: two figures of one day contradict each other, {before} and {after}{gap} (see {at}){remarks}",
        "{question}请说明哪个数有效，并改正或删去另一个。",
        "{question}Say which figure holds, and correct or remove the other.",
    ),
    "claim-falls": _message(
        "{label}只增不减，却从 {before} 变为 {after}{gap}（另见 {at}）{remarks}",
        "{label} cannot fall, yet it goes from {before} to {after}{gap} (see {at}){remarks}",
        "{question}请说明两个数各按什么口径计算，并统一口径。",
        "{question}Say how each figure was counted, and report both by one count.",
    ),
    "claim-rejected": _message(
        "{label}：{claim} 经核查不予认定（{by}，{on}，{basis}；见 {at}）{noted}；按未报计",
        "{label}: {claim} was rejected on review ({by}, {on}, {basis}; see {at}){noted}; it counts as not reported",
        "按核查结果改正后重报，或提出异议并附材料",
        "correct it after the review and report it again, or object with material",
    ),
    "review-unmatched": _message(
        "核查记录对不上任何一个数据：{indicator} {reviewed}（{by}，{on}）；该记录不起作用",
        "the review fits no claim: {indicator} {reviewed} ({by}, {on}); it has no effect",
        "核对核查记录；如报送已更改，须重新核查",
        "check the review; if the submission has changed, review it again",
    ),
    "review-ambiguous": _message(
        "核查记录同时对应 {found} 个数据：{indicator} {reviewed}（{by}，{on}）；该记录不起作用",
        "the review fits {found} claims: {indicator} {reviewed} ({by}, {on}); it has no effect",
        "用 value 和 as_of 写明是哪一个",
        "say which one with value and as_of",
    ),
    "review-contradiction": _message(
        "{indicator}：{claim} 既有核查认定，又有核查否定（另见 {at}）；两者都不采用",
        "{indicator}: {claim} is both confirmed and rejected (see {at}); neither counts",
        "由评估方统一意见，只留一条",
        "the assessor settles it and keeps one",
    ),
    "review-too-early": _message(
        "核查（{by}，{on}）早于数据的日期：{indicator}：{claim}；该记录不起作用",
        "the review ({by}, {on}) is older than the figure: {indicator}: {claim}; it has no effect",
        "核对核查日期",
        "check the day of the review",
    ),
    "review-against-register": _message(
        "核查（{by}，{on}）否定了 {claim}，{source} 却与之相符（见 {at}）",
        "the review ({by}, {on}) rejects {claim}, yet {source} agrees with it (see {at})",
        "由评估方核对两份记录",
        "the assessor compares both records",
    ),
    "confirmed-conflict": _message(
        "{label}：两个数都经核实，却不能同时成立：{before} 与 {after}（另见 {at}）",
        "{label}: both are confirmed, yet cannot both be true: {before} and {after} (see {at})",
        "由评估方统一意见，只认定一个",
        "the assessor settles it and confirms one",
    ),
    "register-differs": _message(
        "{label}：报送为 {claim}，{source}（{as_of}）为 {expected}，容差为其 {tolerance}（见 {at}）",
        "{label}: it says {claim}, {source} ({as_of}) has {expected}, tolerance {tolerance} of it (see {at})",
        "请说明两数口径有何不同；有误则改正",
        "say how the two were counted, or correct the figure",
    ),
    "integrity": _message(
        "{title}：所报数字对不上（{numbers}）{at}",
        "{title}: the figures do not agree ({numbers}){at}",
        "{ask} {mend}",
        "{ask} {mend}",
    ),
    "frame-not-held": _message(
        "{label}由评估方掌握，目前没有记录；报送的 {claim} 不采用",
        "{label} is for the assessor to hold, and none is on record; {claim} is not used",
        "请附统计公报，由评估方登记",
        "send the statistical bulletin, so that the assessor can enter it",
    ),
    "frame-differs": _message(
        "{label}：报送为 {claim}，而规则包记录为 {expected}；按后者计算",
        "{label}: the submission says {claim}, the pack holds {expected}; the pack's value counts",
        "如认为记录有误，请附统计公报",
        "if the record is wrong, send the statistical bulletin",
    ),
    "implausible": _message(
        "{label}：{claim} 不在通常范围 {expected} 之内",
        "{label}: {claim} is outside the usual range {expected}",
        "请核对数值和单位（万、亿、百分数）；无误则说明原因",
        "check the value and its unit; if it is right, say why",
    ),
}

PACKS: Mapping[str, Message] = {
    "no-pack": _message("没有规则包 {found}（现有：{known}）", "no rule pack {found} (there are: {known})"),
    "pack-file-missing": _message("规则包缺少文件 {found}", "the rule pack lacks the file {found}"),
    "table-columns": _message(
        "列名不符（发现 {found}；应为 {expected}）", "wrong columns (found {found}; expected {expected})"
    ),
    "table-row": _message(
        "列数不符（发现 {found}；应为 {expected}）", "wrong number of cells (found {found}; expected {expected})"
    ),
    "not-a-list": _message("应为列表", "expected a list"),
    "too-many-mistakes": _message(
        "错误已达 {limit} 处，后面的不再列出", "over {limit} mistakes: what follows is not listed"
    ),
    "unknown-key": _message("没有这个键：{found}{nearest}", "unknown key {found}{nearest}"),
    "missing-key": _message("缺少键 {found}", "missing key {found}"),
    "bad-value": _message(
        "{key} 的值不对（发现 {found}；应为 {expected}）", "bad value of {key} (found {found}; expected {expected})"
    ),
    "id-twice": _message("编号 {found} 出现两次（另见 {at}）", "id {found} stands twice (see {at})"),
    "evidence-copy": _message(
        "转载（copy）不能作为证据：{found}", "a copy supports nothing and cannot be accepted evidence: {found}"
    ),
    "evidence-press": _message("报道不能证明数量：{found}", "press cannot support a count: {found}"),
    "grade-bands": _message(
        "等级分数线应由高到低并止于 0（发现 {found}）", "grade bands must fall and end at 0 (found {found})"
    ),
    "weights-total": _message(
        "各条权重之和应为 {expected}（发现 {found}）", "the points' weights must add up to {expected} (found {found})"
    ),
    "point-weight": _message("第 {found} 条的权重与其规则不符", "the weight of point {found} does not fit its rules"),
    "unknown-name": _message("不认识的名称 {found}{nearest}", "unknown name {found}{nearest}"),
    "unknown-shape": _message("没有这种计分形状：{found}{nearest}", "unknown shape {found}{nearest}"),
    "weight-or-bonus": _message(
        "{found}：weight、bonus、deduct、veto 必须且只能有一个，且不为 0",
        "{found}: give exactly one of weight, bonus, deduct and veto, above 0",
    ),
    "lifted-without-veto": _message(
        "{found}：lifted-when 只能用于 veto 规则", "{found}: only a veto can be lifted: lifted-when needs a veto"
    ),
    "pace-without-due": _message(
        "{found}：pace 需要在 scoring 里声明 pace，且计分形状有应完成值（{expected}）",
        "{found}: pace needs a pace in the scoring policy, and something due ({expected})",
    ),
    "analyst-argument": _message("{found}：自设的数值必须说明理由", "{found}: a number of our own needs an argument"),
    "analyst-weight": _message(
        "自设数值的规则权重最多 {expected}（发现 {found}）",
        "a rule with a number of our own weighs at most {expected} (found {found})",
    ),
    "ordered-states": _message(
        "每个状态都要有得分率（发现 {found}；应为 {expected}）",
        "every state needs its credit (found {found}; expected {expected})",
    ),
    "milestone-credits": _message(
        "里程碑得分率之和应为 {expected}（发现 {found}）",
        "the milestones' credits must add up to {expected} (found {found})",
    ),
    "ramp-direction": _message("{expected} 的方向不对（{found}）", "a {expected} runs the other way ({found})"),
    "target-basis": _message(
        "目标口径 {found} 与指标 {indicator} 的类型 {expected} 不符",
        "a target on {found} does not fit {indicator}, a {expected}",
    ),
    "in-force-order": _message(
        "{found} 的各个取值应按时间先后排列，且同一天只能有一个",
        "the values of {found} must stand in the order of time, and no day may have two",
    ),
    "review-by-itself": _message("核查不能由被评估的地区自己作出：{found}", "a locality cannot review itself: {found}"),
    "not-a-frame-fact": _message("{found} 不是由规则包掌握的指标", "{found} is not an indicator that the pack holds"),
    "expression-syntax": _message("表达式语法错误：{found}", "expression syntax: {found}"),
    "expression-too-large": _message(
        "表达式过长或过深（上限 {limit}）：{found}", "expression too long or too deep (limit {limit}): {found}"
    ),
    "expression-character": _message(
        "表达式中有不允许的字符 {found}", "character {found} is not allowed in an expression"
    ),
    "expression-construct": _message("表达式不支持 {found}", "{found} is not part of the expression language"),
    "expression-constant": _message("不能识别的常量 {found}", "unusable constant {found}"),
    "expression-type": _message(
        "类型不符（发现 {found}；应为 {expected}）", "wrong type (found {found}; expected {expected})"
    ),
    "expression-units": _message(
        "单位或类型不能相合（{found} 与 {expected}）", "units or types do not fit ({found} and {expected})"
    ),
    "expression-state": _message("不是该指标的状态：{found}（{expected}）", "not a state of it: {found} ({expected})"),
    "expression-arity": _message(
        "参数个数不符（发现 {found}；用法 {expected}）", "wrong number of arguments (found {found}; use {expected})"
    ),
    "expression-gather": _message("列表汇总写法不对：{found}", "not a way to gather a list: {found}"),
    "expression-indicator": _message("此处应为指标名：{found}", "expected the name of an indicator: {found}"),
    "submission-decides": _message(
        "适用条件不能由报送内容决定：{found}", "applicability cannot depend on what is submitted: {found}"
    ),
}

USING: Mapping[str, Message] = {
    "output-is-input": _message(
        "这是输入文件或已填的表，不会覆盖；请另给文件名",
        "an input or a filled form is never written over; give another name",
    ),
    "no-such-day": _message("没有这一天：{found}（应如 {expected}）", "no such day: {found} (expected {expected})"),
    "no-such-path": _message("路径不存在", "the path does not exist"),
    "nothing-to-read": _message("没有可读的报送文件（{expected}）", "nothing to read ({expected})"),
    "unknown-part": _message("没有这一条或这条规则：{found}{nearest}", "no such point or rule: {found}{nearest}"),
    "unknown-goal": _message(
        "没有这个等级，也不是 0 至 100 的分数：{found}（等级有 {expected}）",
        "neither a grade nor a score from 0 to 100: {found} (grades: {expected})",
    ),
    "no-rule-applied": _message("没有一条规则适用，不能下结论", "no rule applied, so nothing can be said"),
    "unknown-template-locality": _message("没有这个地区：{found}{nearest}", "unknown locality: {found}{nearest}"),
    "period-asked": _message(
        "没有这个报告期：{found}（应为 {expected}）", "unknown period {found} (expected {expected})"
    ),
    "other-directive": _message(
        "两个规则包属于不同的政策文件（{expected} 与 {found}），同一份报送不能两边都评",
        "the packs are of two directives ({expected} and {found}): no submission can be scored by both",
    ),
    "read-twice": _message(
        "要读两遍，不能用标准输入；请给出文件或文件夹",
        "it is read twice, so standard input will not do; name files or folders",
    ),
    "robustness-undeclared": _message(
        "规则包没有在 scoring 里声明 robustness，无从检验名次稳健性",
        "the pack's scoring policy declares no robustness, so the order cannot be tried",
    ),
    "by-without-peers": _message(
        "--by 用来选同类地区，第二个参数应为文件夹或多份报送",
        "--by chooses peers: name a folder or several files to find them in",
    ),
    "no-pack-folder": _message(
        "这里没有规则包：请给出其文件夹的路径", "no rule pack there: give the path of its folder"
    ),
    "folder-taken": _message(
        "已有内容，不会覆盖；请给一个新的文件夹", "something is there and is never written over; name a new folder"
    ),
    "pack-id": _message(
        "规则包名称只能用小写字母、数字和连字符：{found}；用 --id 指定",
        "a pack's id is lower-case letters, digits and dashes: {found}; give one with --id",
    ),
    "point-number": _message("条号应为正整数：{found}", "a point's number is a whole number from 1 on: {found}"),
    "point-taken": _message("已有第 {found} 条", "there is a point {found} already"),
    "veto-shape": _message(
        "否决只在得分率为 0 时成立，形状 {found} 不合适（可用 {expected}）",
        "a veto falls where credit is 0: {found} does not suit it (use {expected})",
    ),
    "point-weighs-nothing": _message(
        "第 {found} 条权重为 0，规则不会计分：先在 directive.yaml 中给它权重（各条合计 100），或用 --role bonus、veto",
        "point {found} weighs 0, so the rule would not count: first give it a weight in directive.yaml"
        " (all points: 100), or use --role bonus or veto",
    ),
    "bonus-undeclared": _message(
        "{found} 没有附加分办法：先在 directive.yaml 的 scoring 中写明 bonus",
        "{found} has no way to count extras: declare `bonus` under `scoring` in directive.yaml first",
    ),
    "cannot-append": _message(
        "不能在此处追加：请把列表写成以短横线开头的各行",
        "nothing can be added here: write the list as lines that begin with a dash",
    ),
    "folder-needed": _message(
        "请写明种类，或用 -o 给出文件夹以写入全部", "name a kind, or give a folder with -o to write all of them into"
    ),
    "catalogue-stale": _message(
        "规则目录与规则包不符，或不存在；用 `checker rules docs --pack {found} -o 文件` 重新生成",
        "the catalogue is not that of the pack, or is not there; write it again with "
        "`checker rules docs --pack {found} -o FILE`",
    ),
    "refused": _message("报送不能评判：{found}", "the submission cannot be judged: {found}"),
    "cannot-write": _message("无法写出（{found}）", "cannot be written ({found})"),
}

UNFAIR: Mapping[str, Message] = {code: _message(*words) for code, words in FAIRNESS.items()}
DOUBTFUL: Mapping[str, Message] = {code: _message(*words) for code, words in LINT_WORDS.items()}

REFUSED: Mapping[str, Message] = {
    code: Message(message.reason, Text(*PACK_REMEDIES[code])) if code in PACK_REMEDIES else message
    for code, message in PACKS.items()
}

MESSAGES: Mapping[str, Message] = {**READING, **JUDGING, **REFUSED, **USING, **UNFAIR, **DOUBTFUL}
