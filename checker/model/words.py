"""The words of the two closed vocabularies that a submission is written with: hedges and kinds of evidence."""

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
