"""How to mend what the loader refuses in a rule pack: zh before en, by code. The reasons are in ``messages``."""

from __future__ import annotations

from collections.abc import Mapping

PACK_REMEDIES: Mapping[str, tuple[str, str]] = {
    "no-pack": ("写规则包的名称或文件夹", "name a shipped pack, or a folder"),
    "pack-file-missing": (
        "补上该文件；表格至少要有表头一行",
        "add the file; a table has at least its line of column names",
    ),
    "table-columns": ("第一行照此写出列名", "let the first line name these columns"),
    "table-row": ("核对逗号；含逗号的内容加引号", "count the commas; quote a text that holds one"),
    "not-a-list": ("每一项以短横线开头", "begin each entry with a dash"),
    "too-many-mistakes": ("先改正以上各处，再查一次", "mend these first, then look again"),
    "unknown-key": ("改正拼写，或删去", "spell it as in rules/README.md, or leave it out"),
    "missing-key": ("补上该键", "add the key"),
    "bad-value": ("改成所要求的写法", "write what is expected"),
    "id-twice": ("给其中一个新编号", "give one of the two an id of its own"),
    "evidence-copy": ("从 evidence 中删去 copy", "take copy out of `evidence`"),
    "evidence-press": ("从 evidence 中删去 press", "take press out of `evidence`"),
    "grade-bands": (
        "分数线由高到低，各不相同，最后一档从 0 起",
        "order the bands from the highest, each lower than the one before, the last from 0",
    ),
    "weights-total": ("调整各条权重，使合计正好为 100", "change the points' weights until they add up to 100"),
    "point-weight": (
        "有权重的条要有 weight 或 deduct 规则；没有的把权重写成 0",
        "give a point with a weight a rule with weight or deduct; else let it weigh 0",
    ),
    "unknown-name": ("改正名称，或先在字典中定义", "correct the name, or define it in the dictionary first"),
    "unknown-shape": ("从 rules/README.md 的形状表中选一个", "choose a shape from the table in rules/README.md"),
    "weight-or-bonus": ("只留一种作用，数值大于 0", "keep one of the four, above 0"),
    "lifted-without-veto": ("删去 lifted-when", "take lifted-when out"),
    "pace-without-due": ("删去 pace，或在 scoring 中声明", "take pace out, or declare it under `scoring`"),
    "analyst-argument": ("在 basis 中写 argument，中英文都要", "add an argument to `basis`, in zh and en"),
    "analyst-weight": ("把权重降到 1 以下（含 1）", "lower the weight to 1 or less"),
    "ordered-states": ("逐个写出，不多不少", "list each of them once, and no other"),
    "milestone-credits": ("调整各里程碑的得分率；编号不得重复", "change the credits; no id stands twice"),
    "ramp-direction": ("对调两端，或换用另一种形状", "swap the ends, or use the other ramp"),
    "target-basis": ("basis 与指标的 kind 一致", "let `basis` be the indicator's kind"),
    "in-force-order": ("按起始日期排列，起止日期不重叠", "order them by their first day, and let none overlap"),
    "review-by-itself": ("由评估方核查", "let the assessor review it"),
    "waiver-by-itself": ("由评估方准予", "let the assessor grant it"),
    "waiver-twice": ("只留一项", "keep one of them"),
    "waiver-of-reject": ("删去该豁免；数据须改正", "remove the waiver: the figures have to be mended"),
    "not-a-frame-fact": (
        "把该指标的 kind 定为 frame，或删去这一行",
        "let the indicator be of kind frame, or leave the row out",
    ),
    "expression-syntax": ("核对括号、引号和运算符", "check brackets, quotes and operators"),
    "expression-too-large": ("分成几条规则", "split it over several rules"),
    "expression-character": ("只用半角的字母、数字和符号", "use plain ASCII letters, digits and signs"),
    "expression-construct": ("只用 rules/README.md 列出的写法", "use what rules/README.md lists, and nothing else"),
    "expression-constant": (
        "数字用十进制；条件在上下限之内应当时而成立、时而不成立",
        "write a decimal number; a condition must be able to hold and to fail within the bounds",
    ),
    "expression-type": ("换成所要求类型的表达式", "use an expression of the type that is expected"),
    "expression-units": ("两边换算成同一单位", "bring both sides to one unit"),
    "expression-state": ("从字典所列的状态中选", "choose from the states in the dictionary"),
    "expression-arity": ("照用法写", "write it as shown"),
    "expression-gather": (
        "照此写：count(x for x in 清单 if 条件)",
        "write it like count(x for x in list if condition)",
    ),
    "expression-indicator": ("写指标的编号", "write the id of an indicator"),
    "submission-decides": (
        "改用 localities.csv 中的事实、目标、级别或报告期",
        "use a fact of localities.csv, a target, the level or the period",
    ),
}
