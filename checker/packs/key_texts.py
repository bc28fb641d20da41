"""What each key of a pack's files means, in zh and en: an editor shows it while somebody types."""

from __future__ import annotations

from collections.abc import Mapping

_SHARED = {
    "zh": ("中文", "Chinese"),
    "en": ("英文", "English"),
    "id": ("编号：不重复，不改，不再用于别处", "its id: unique, never renumbered, never reused"),
    "title": ("标题", "its title"),
    "addressee": ("条文对谁说：地方政府、电信企业、部委、产业界", "whom the clause speaks to"),
    "scope": (
        "地方能做多少：direct 可直接做，shared 与他方共同，observed 只在其地域发生，none 不由其承担",
        "how far it is in the locality's power: direct, shared with others, only observed there, none",
    ),
    "mark": (
        "文本核实：A 见过原文，B 见过标题或部分，C 仅凭记忆",
        "the text: A seen, B title or part seen, C from memory",
    ),
    "evidence": (
        "可接受的证据种类；转载（copy）不能作证",
        "kinds of evidence that support it; a copy supports nothing",
    ),
    "remedy": ("怎样改进，写给报送单位", "how to mend it, said to the locality"),
    "examples": ("例子，作为测试运行：达到、部分或未达到、不明", "run as tests: met, partly or unmet, and unknown"),
    "bounds": (
        "硬界 [下限, 上限]，null 为无；界外是错误",
        "hard bounds [lower, upper], null for none; outside is a mistake",
    ),
    "unit": (
        "单位，如 stations、ratio、yuan/kWh；不同单位不能相比",
        "like stations, ratio, yuan/kWh; units are never converted",
    ),
    "states": ("状态，由低到高", "its states, from the lowest to the highest"),
    "format": ("文件格式及版本", "the format of the file, and its version"),
    "source": ("出处", "where this comes from"),
    "period": ("报告期，如 2020-H1、2020-Q3、2020", "a period, like 2020-H1, 2020-Q3, 2020"),
    "credit": ("得分率，0 至 1", "its credit, from 0 to 1"),
    "in-force": ("有效期：自哪天起，到哪天止", "in force from which day, and until which"),
    "from": ("自哪天起", "from this day on"),
    "to": ("到哪天止", "until this day"),
}

_RULES = {
    "RuleForm": {
        "basis": (
            "依据：哪一条，力度如何，数值从何而来",
            "what it rests on: point, force, and where its number comes from",
        ),
        "applies-when": (
            "适用条件：只能读规则包（目标、地区情况、级别），不能读报送内容",
            "when the rule binds: reads the pack alone (targets, frame facts, level), never the submission",
        ),
        "measure": (
            "量什么：表达式；checklist 和 two-gate 不用",
            "what is measured: an expression; not for checklist and two-gate",
        ),
        "zero": (
            "measure 除以零时的值；不写则为“无法计算”",
            "the measure where it divides by zero; without it that is an error",
        ),
        "score": ("计分形状及其参数", "the shape, with its parameters"),
        "self-claim": (
            "报送单位自称完成的指标（真假值）",
            "the true/false indicator by which a locality says that it is done",
        ),
        "weight": ("在本条加权平均中的权重", "its weight in the mean of its point"),
        "bonus": ("最多加到总分的分数", "at most so many points are added to the total"),
        "deduct": ("最多从本条 100 分中扣的分数", "at most so many points are taken from its point's 100"),
        "veto": (
            "经核实未达到时，等级最高只能是它",
            "the grade is held down to this one where verified facts miss the rule",
        ),
        "lifted-when": ("什么情况下否决不起作用", "the condition under which the veto falls away"),
        "pace": ("年内按进度显示红黄绿灯", "a traffic light inside the year, against what is due"),
    },
    "BasisForm": {
        "at": ("政策文件的条号", "the point of the directive"),
        "force": ("力度：必须、应当、鼓励", "how strongly it obliges"),
        "number-from": (
            "数值来自：条文、配套文件、地方计划，或本包自设（须写 argument，权重最多 1）",
            "whence its number: clause, companion, local-plan, or analyst (needs an argument, weighs at most 1)",
        ),
        "source": ("数值的出处", "where the number was read"),
        "argument": ("自设数值的理由", "why a number of our own is what it is"),
    },
    "IntegrityForm": {
        "relation": ("关系的名称，便于分组", "the name of the relation, to group rules by"),
        "check": (
            "应当成立的条件；只有绝不可能成立时才提出",
            "the condition; it fires only when no possible value satisfies it",
        ),
        "consequence": (
            "后果：reject 不计分，confirm 请说明，note 提示",
            "reject: not scored; confirm: must be answered; note",
        ),
        "ask": ("问报送单位什么", "what the locality is asked"),
    },
    "DatedForm": {"value": ("在此期间的数值：表达式", "the threshold on those days: an expression")},
    "MilestoneForm": {"when": ("成立的条件", "the condition under which it is reached")},
    "Example": {
        "level": ("级别，不写为 province", "the locality's level; province if left out"),
        "given": (
            "报送内容；没写的就是不明。[下, 上] 为一个范围",
            "what was submitted; the rest is unknown. [lower, upper] is a range",
        ),
        "frame": ("规则包掌握的地区情况", "frame facts that the pack holds"),
        "targets": ("目标：数，或 none（确知没有）", "targets: a number, or none where it is known that there is none"),
        "expect": ("应得的结果", "what must come out"),
    },
    "Expect": {
        "outcome": ("结果", "the outcome"),
        "credit": ("得分率：一个数，或 [下限, 上限]", "the credit: a number, or [lower, upper]"),
        "holds": ("条件是否成立：true、false、unknown", "whether the condition holds: true, false, unknown"),
    },
    "Shape": {
        "shape": ("形状：量如何变成得分率", "how the measure becomes credit"),
        "zero-at": ("得 0 处", "where credit is 0"),
        "full-at": ("得满分处", "where credit is full"),
        "steps": ("[[线, 得分率], ...]，两者递增", "[[threshold, credit], ...], both rising"),
        "threshold": ("达标线，等于即达到", "the threshold; equal is enough"),
        "of": ("整体：measure 占它的份额即得分率", "the whole of which the measure is a part"),
        "milestones": ("里程碑，得分率之和为 1", "milestones; their credits add up to 1"),
        "credits": ("每个状态的得分率，不减", "the credit of each state, never falling"),
        "annual": ("年度目标达到的条件", "the condition of the annual target"),
        "cumulative": ("累计目标达到的条件", "the condition of the cumulative target"),
        "both": ("两者都达到", "both targets met"),
        "neither": ("两者都未达到", "neither met"),
        "due": ("应完成的日期", "the day it is due"),
        "grace": ("宽限天数，其间递减到 0", "days after it over which credit falls to 0"),
        "lose": ("每计一个，减多少得分率", "credit lost for each one counted"),
        "start": ("从多少起算", "where counting starts"),
        "step": ("每满多少算一步", "how much makes a full step"),
        "each": ("每满一步得多少", "credit for each full step"),
    },
}

_FACTS = {
    "IndicatorForm": {
        "id": ("指标名：小写字母、数字、下划线", "its name: lower-case letters, digits, underscores"),
        "point": ("所属的条；由规则包掌握的写 frame", "the point it belongs to; frame if the pack holds it"),
        "type": ("类型：integer、number、bool、date、state、list", "integer, number, bool, date, state, list"),
        "kind": (
            "stock 累计存量，flow 自 1 月 1 日起，state 当时的状态，derived 由他数算出，frame 由规则包掌握",
            "stock: all so far; flow: from 1 January; state: as it is; derived: from others; frame: the pack holds it",
        ),
        "plausible": ("通常范围：界外请报送单位核对", "the usual range; outside it the locality is asked"),
        "per-head": ("按人口折算的通常范围：用来发现数量级差错", "what is usual for each head: finds slips of scale"),
        "items": ("清单每一项的字段", "the fields of the items of a list"),
        "levels": ("要求哪些级别填报，不写为全部", "which levels report it; all if left out"),
        "label": ("名称", "its name for people"),
        "definition": ("口径：什么算，什么不算", "what counts and what does not"),
        "question": ("数字对不上时先问什么", "what to ask first when figures do not agree"),
    },
    "PerHeadForm": {
        "of": ("人口指标：规则包掌握的一个数", "the frame fact, a number, that counts the people"),
        "plausible": (
            "每单位人口的通常范围 [下限, 上限]，null 为无",
            "[lower, upper] for each unit of it; null for no limit",
        ),
    },
    "FieldForm": {
        "type": ("类型：integer、number、bool、date、state、text", "integer, number, bool, date, state, text")
    },
    "DirectiveForm": {
        "id": ("规则包的名称：小写字母、数字、连字符", "the pack's name: lower-case letters, digits, dashes"),
        "version": ("版本；规则改了就加", "its version; raise it when rules change"),
        "number": ("文号", "the number of the document"),
        "issued": ("印发日期", "the day of issue"),
        "issuer": ("发文机关", "who issued it"),
        "periods": ("有哪些报告期", "the periods that are reported"),
        "missing": (
            "表示没有数据的写法，如 /、暂无；“无”不在其中",
            "words for a value that is not known, like / or N/A; never a word for none",
        ),
        "expected-level": ("应报送的级别", "the level whose localities are expected to report"),
        "scoring": ("评分办法", "the scoring policy"),
        "parts": ("政策文件的各部分", "the parts of the directive"),
        "points": ("政策文件的各条，权重之和为 100", "its points; their weights add up to 100"),
    },
    "UnitForm": {
        "id": ("单位，与 indicators.yaml 的 unit 一致", "the unit, as `unit:` in indicators.yaml names it"),
        "label": ("给人看的名称", "its name for people"),
        "times": ("是另一单位的多少倍，如 10000", "how many times another unit it is, like 10000"),
        "base": ("那个单位", "that other unit"),
        "words": ("数字后面常写的字，如 座、个", "the words that people put after a number of it"),
    },
    "SourceForm": {"url": ("网址，可为空", "its address; may be empty")},
    "PointForm": {
        "part": ("属于哪一部分", "the part it belongs to"),
        "summary": ("用自己的话概括", "what it asks, in our words"),
        "weight": ("权重；没有计分规则的条为 0", "its weight; 0 for a point without scored rules"),
        "unseen": ("本条要求而规则看不到的，及其原因", "what the point asks that no rule can see, and why"),
    },
    "UnseenForm": {
        "what": ("规则看不到什么", "what no rule can see"),
        "why": ("为什么看不到", "why none can"),
    },
    "ScoringForm": {
        "rounding": ("显示的小数位", "how scores are shown"),
        "supported-within-days": (
            "期末后多少天内出具的证据有效",
            "evidence issued later than this after the period supports nothing",
        ),
        "bonus": ("附加分的办法；不写则没有", "how extras count; without it they do not"),
        "year-end": ("年度得分：last、mean、half", "a year's score: the last period's, the mean, or half of each"),
        "pace": ("年内进度灯；不写则没有", "traffic lights inside the year; without it none"),
        "robustness": ("名次稳健性检验；不写则没有", "how `score --robust` tries the order; without it not"),
        "bodies": ("谁能定目标，由高到低", "who sets targets, the highest first"),
        "independent": (
            "名称含这些词的机构由中央垂直管理，虽带地名也可核查该地",
            "bodies with these words in their names answer to the centre and may review the place they are named after",
        ),
        "hedges": ("“超过”“约”等措辞的含义", "what hedging words make of a figure"),
        "grades": ("等级，由高到低，末一级从 0 起", "the grades, falling; the last one starts at 0"),
    },
    "RoundingForm": {"digits": ("小数位数", "decimal places")},
    "BonusForm": {
        "cap": ("附加分合计上限", "all extras together add at most this"),
        "above": ("基础分达到多少才加", "only from this base score on"),
    },
    "PaceForm": {
        "band": ("落后多少以内为黄灯，按应完成数的份额", "how far behind is still yellow, as a share of what is due")
    },
    "RobustnessForm": {
        "spread": ("权重上下浮动的幅度", "each weight is drawn within this share of itself"),
        "shift": ("等级检验时权重移动的幅度", "how far weights are moved when grades are tried"),
        "draws": ("抽取次数", "how many draws"),
        "seed": ("种子：同样的种子，同样的结果", "the seed: the same one gives the same draws"),
        "sure": ("多大份额的抽取一致才算可靠", "the share of draws from which on an order is sure"),
    },
    "GradeForm": {"from": ("从多少分起", "the score from which on it is given")},
    "HedgeForm": {
        "lower": ("下端乘数；不写则为硬下限", "factor of the lower end; the hard bound if left out"),
        "upper": ("上端乘数；不写则为硬上限", "factor of the upper end; the hard bound if left out"),
    },
    "ReviewsForm": {
        "locality": ("六位代码或名称", "its six-digit code, or its name"),
        "reviews": ("核查记录", "the reviews"),
    },
    "ReviewForm": {
        "indicator": ("核查的指标", "the indicator that was checked"),
        "value": ("核查的是哪个数；只有一个时不写", "which claim; only needed where there are several"),
        "as_of": ("核查的数截至哪天；只有一个时不写", "the day of the claim; only needed where there are several"),
        "verdict": ("confirmed 认定，rejected 否定", "confirmed or rejected"),
        "by": ("谁核查的；不能是该地区自己", "who checked it; never the locality itself"),
        "date": ("核查日期", "the day of the review"),
        "basis": ("依据什么核查", "what the review rests on"),
        "note": ("备注", "a remark"),
    },
    "WaiverForm": {
        "rule": ("豁免哪条规则：计分规则，或须说明的勾稽规则", "the rule: a scored one, or one of integrity that asks"),
        "locality": ("六位代码", "its six-digit code"),
        "reason": ("理由：一段文字，或中英文各一段", "why: one text, or one in each language"),
        "granted-by": ("谁准予的；不能是该地区自己", "who granted it; never the locality itself"),
        "granted-on": ("哪天准予的；须在期末之前", "the day it was granted: not after the period's end"),
        "until": ("有效至哪天（含当天）", "the last day on which it holds"),
    },
}

_TEXTS: Mapping[str, Mapping[str, tuple[str, str]]] = {"": _SHARED, **_RULES, **_FACTS}


def key_text(form: str, key: str) -> str:
    """Return what *key* of *form* means, in both languages; nothing for a key that is not described."""
    return " / ".join(_TEXTS.get(form, {}).get(key) or _TEXTS[""].get(key) or ())


def described() -> Mapping[str, frozenset[str]]:
    """Return the keys that are described, by form; those under an empty name are shared by several."""
    return {form: frozenset(texts) for form, texts in _TEXTS.items()}
