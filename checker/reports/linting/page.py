"""The page that explains every code of ``checker rules lint``: ``rules/LINT.md``, both languages side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from checker.model.lint import LINT
from checker.model.text import Language, Text
from checker.reports.labels import label
from checker.reports.linting.fairness import FAIRNESS
from checker.reports.linting.messages import AGAINST, DATES, MEANING, TEXTS, USE
from checker.reports.messages import MESSAGES
from checker.reports.messages.packs import PACKS

# What reading a file may find, in a pack as in a submission.
FILES = (
    "cannot-read",
    "not-a-file",
    "unknown-format",
    "encoding",
    "too-large",
    "too-many-values",
    "too-deep",
    "syntax",
    "several-documents",
    "yaml-alias",
    "yaml-tag",
    "yaml-key",
    "key-twice",
    "key-look-alike",
    "bad-period",
    "unknown-locality",
)

INTRODUCTION = Text(
    "`checker rules lint [规则包]` 一次列出规则包中的全部问题，每处都有文件、行、列和代码。严重程度由轻到重："
    "提示、次要、主要、严重；达到 `--fail-on`（默认 major）时以 1 退出。规则包不能加载时，先只列出加载错误。"
    "`--against 旧包` 检查编号有没有改动或重用。",
    "`checker rules lint [PACK]` names all that is wrong or doubtful in a pack, each with file, line, column and code."
    " Severities: note, minor, major, critical; from `--fail-on` (default: major) on the exit code is 1."
    " A pack that does not load is looked into no further. `--against OLD` looks for ids changed or given away.",
)

SECTIONS: Sequence[tuple[Text, Text, Sequence[str]]] = (
    (
        Text("文字", "Texts"),
        Text("每段文字都要有中英文，且意思相同。", "Every text is there in zh and in en and says the same."),
        tuple(TEXTS),
    ),
    (
        Text("日期与目标", "Dates and targets"),
        Text("日期写反的规则或目标，从不起作用。", "What has its dates in the wrong order never takes part."),
        tuple(DATES),
    ),
    (
        Text("用处", "Use"),
        Text("没人用的内容会误导填报的人。", "What is there for nothing misleads whoever reports."),
        tuple(USE),
    ),
    (
        Text("与旧版比较", "Against an older version"),
        Text(
            "以前的得分靠编号追溯，所以编号不重用、不改动。",
            "Scores of the past are traced by ids, so none is reused or changed.",
        ),
        tuple(AGAINST),
    ),
    (
        Text("含义", "Meaning"),
        Text(
            "用指标字典的上下限，按各级别、各报告期作区间运算：由此断定的是证明。其余用临界值"
            "（上下限、规则中的数值及其前后一个单位）逐组试算，注明“查过，未证明”。",
            "Interval arithmetic over the bounds of the dictionary, by level and period: what it decides is proved."
            " The rest is tried on critical values (bounds, the numbers in rules, and one unit beside them), and says:"
            " searched, not proved.",
        ),
        tuple(MEANING),
    ),
    (
        Text("公平", "Fairness"),
        Text(
            "隐瞒不应得利，被评的一方不应决定自己的尺度。",
            "Hiding must not pay, and who is scored must not choose the yardstick.",
        ),
        tuple(FAIRNESS),
    ),
    (
        Text("加载时拒绝的", "What the loader refuses"),
        Text("这样的规则包不能使用，一律为严重。", "Such a pack cannot be used; always critical."),
        (*PACKS, *FILES),
    ),
)


def to_page() -> str:
    """Return the page in Markdown."""
    lines = ["# checker rules lint", "", INTRODUCTION.zh, "", INTRODUCTION.en, ""]
    for title, about, codes in SECTIONS:
        lines += [f"## {title.zh} / {title.en}", "", about.zh, "", about.en, "", *_table(codes), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(codes: Sequence[str]) -> Iterator[str]:
    yield "| code | severity | 说明与改法 | what it says, and how to mend it |"
    yield "| --- | --- | --- | --- |"
    for code in codes:
        severity = LINT.get(code, "critical")
        yield f"| `{code}` | {label(severity, 'zh')} {severity} | {_told(code, 'zh')} | {_told(code, 'en')} |"


def _told(code: str, language: Language) -> str:
    """Return reason and remedy of a code, with a mark where the case at hand is named."""
    message = MESSAGES[code]
    parts = [message.reason.in_(language), message.remedy.in_(language)]
    between: Mapping[Language, str] = {"zh": "；", "en": "; "}
    told = between[language].join(part for part in parts if part)
    return re.sub(r"\{\w+\}", "…", told).replace("|", "\\|")
