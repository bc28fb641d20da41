"""Words that a submission is written with: the two closed vocabularies, hedges and kinds of evidence, and heads."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.indicator import EvidenceKind
from checker.model.text import Text

HEDGE_WORDS: Mapping[str, Text] = {
    "over": Text("超过", "over"),
    "at-least": Text("至少", "at least"),
    "nearly": Text("近", "nearly"),
    "about": Text("约", "about"),
    "at-most": Text("至多", "at most"),
    "under": Text("不到", "under"),
}

EVIDENCE_WORDS: Mapping[EvidenceKind, Text] = {
    "ledger": Text("台账", "ledger"),
    "statistics": Text("统计", "statistics"),
    "document": Text("文件", "document"),
    "item-list": Text("清单", "item list"),
    "photo": Text("照片", "photo"),
    "grid-confirmation": Text("电网确认", "grid confirmation"),
    "test-report": Text("测试报告", "test report"),
    "approval-list": Text("批复名单", "approval list"),
    "voucher": Text("凭证", "voucher"),
    "minutes": Text("会议纪要", "minutes"),
    "incident-export": Text("投诉或事件导出", "incident export"),
    "press": Text("报道", "press"),
    "copy": Text("转载", "copy"),
}

# The heads of the columns in the forms that we write; tables made by hand take them over.
HEADERS: Mapping[str, Text] = {
    "id": Text("代号", "id"),
    "label-zh": Text("指标", "indicator"),
    "label-en": Text("指标（英文）", "indicator (English)"),
    "unit": Text("单位", "unit"),
    "counts": Text("口径", "counts"),
    "bounds": Text("允许范围", "allowed"),
    "previous": Text("上期", "previous"),
    "value": Text("数值", "value"),
    "as_of": Text("截至日期", "as of"),
    "hedge": Text("限定词", "hedge"),
    "rounded-to": Text("取整到", "rounded to"),
    "source": Text("来源", "source"),
    "note": Text("备注", "note"),
    "indicator": Text("指标", "indicator"),
    "kind": Text("种类", "kind"),
    "title": Text("名称", "title"),
    "url": Text("网址或文号", "address or number"),
    "issued": Text("发布日期", "issued on"),
    "fact": Text("事实", "fact"),
    "locality": Text("代码", "code"),
    "name": Text("地区", "locality"),
}
