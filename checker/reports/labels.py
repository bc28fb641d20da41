"""The words of reports, in zh and en."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.text import Language, Text
from checker.model.words import EVIDENCE_WORDS

LABELS: Mapping[str, Text] = {
    name: Text(zh, en)
    for name, zh, en in (
        ("rank", "名次", "rank"),
        ("code", "代码", "code"),
        ("locality", "地区", "locality"),
        ("score", "得分", "score"),
        ("interval", "区间", "interval"),
        ("supported", "有据", "supported"),
        ("verified", "核实", "verified"),
        ("claimed", "自报", "claimed"),
        ("rule", "规则", "rule"),
        ("last", "取最后一期", "the last period's"),
        ("mean", "取各期平均", "the mean of its periods"),
        ("half", "前几期平均与末期各半", "half the mean of the earlier periods, half the last"),
        ("green", "绿", "green"),
        ("yellow", "黄", "yellow"),
        ("red", "红", "red"),
        ("confirmed", "核查认定", "confirmed"),
        ("rejected", "核查否定", "rejected"),
        ("grade", "等级", "grade"),
        ("known", "已知权重", "known weight"),
        ("findings", "待处理", "findings"),
        ("period", "报告期", "period"),
        ("level", "级别", "level"),
        ("point", "条", "point"),
        ("title", "标题", "title"),
        ("weight", "权重", "weight"),
        ("bonus", "附加分", "bonus"),
        ("deduct", "扣分", "deduction"),
        ("veto", "否决", "veto"),
        ("mark", "文本核实", "reading"),
        ("rules", "规则", "rules"),
        ("decided", "已定", "decided"),
        ("verdict", "结论", "verdict"),
        ("province", "省级", "provinces"),
        ("prefecture", "地级", "prefectures"),
        ("county", "县级", "counties"),
        ("met", "达到", "met"),
        ("partly", "部分达到", "partly met"),
        ("unmet", "未达到", "not met"),
        ("unknown", "不明", "unknown"),
        ("not-applicable", "不适用", "not applicable"),
        ("error", "无法计算", "error"),
        ("unverified", "未经核实", "unverified"),
        ("disputed", "有争议", "disputed"),
        ("waived", "已豁免", "waived"),
        ("critical", "严重", "critical"),
        ("major", "主要", "major"),
        ("minor", "次要", "minor"),
        ("note", "提示", "note"),
        ("compliant", "达标", "compliant"),
        ("partly-compliant", "部分达标", "partly compliant"),
        ("non-compliant", "未达标", "non-compliant"),
        ("undetermined", "尚不能定", "undetermined"),
        (
            "reconstructed",
            "根据公开报道整理，非该地自行报送",
            "reconstructed from public reports, not the locality's own filing",
        ),
        ("filing", "该地报送", "filed by the locality"),
        ("local-government", "地方政府", "local government"),
        ("carrier", "电信企业", "carriers"),
        ("ministry", "部委", "ministry"),
        ("industry", "产业界", "industry"),
        ("direct", "地方可直接作为", "within its own power"),
        ("shared", "地方与他方共同", "shared with others"),
        ("observed", "只在其地域发生", "only observed on its territory"),
        ("none", "不由地方承担", "not the locality's"),
        ("must", "必须", "must"),
        ("should", "应当", "should"),
        ("encouraged", "鼓励", "encouraged"),
        ("clause", "条文", "the clause"),
        ("companion", "配套文件", "a companion document"),
        ("local-plan", "地方计划", "the locality's plan"),
        ("analyst", "本包自设", "our own setting"),
        ("A", "A：见过原文", "A: text seen"),
        ("B", "B：见过标题或部分内容", "B: title or part seen"),
        ("C", "C：仅凭记忆", "C: from memory"),
    )
} | {str(kind): word for kind, word in EVIDENCE_WORDS.items()}


def label(name: str, language: Language) -> str:
    """Return the word for *name*."""
    return LABELS[name].in_(language)


def say(language: Language, zh: str, en: str) -> str:
    """Return the one of two wordings that fits *language*."""
    return zh if language == "zh" else en


def nothing_line(language: Language) -> str:
    """Return what stands where there would be tables, were there anything to put in them."""
    return say(
        language,
        "没有可列的结果：没有一份已评判的报送符合所选条件。",
        "nothing to show: no submission that was judged is among those asked for.",
    )
