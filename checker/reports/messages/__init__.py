"""The text of every code, in zh and en: what is wrong, and how to mend it.

A template names its parameters in braces. Templates are ours; parameters are shown text and are never templates.
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.text import Text
from checker.reports.linting.fairness import FAIRNESS
from checker.reports.linting.messages import LINT_WORDS
from checker.reports.messages.batch import BATCH
from checker.reports.messages.ci import CI
from checker.reports.messages.forms import FORMS
from checker.reports.messages.judging import JUDGING
from checker.reports.messages.magnitude import MAGNITUDE
from checker.reports.messages.message import Message, message
from checker.reports.messages.packs import PACKS
from checker.reports.messages.reading import READING
from checker.reports.messages.store import STORE
from checker.reports.messages.tables import TABLES
from checker.reports.messages.using import USING
from checker.reports.messages.workbook import WORKBOOK
from checker.reports.messages.workbook_forms import WORKBOOK_FORMS
from checker.reports.messages.written import WRITTEN
from checker.reports.pack_remedies import PACK_REMEDIES

UNFAIR: Mapping[str, Message] = {code: message(*words) for code, words in FAIRNESS.items()}
DOUBTFUL: Mapping[str, Message] = {code: message(*words) for code, words in LINT_WORDS.items()}

REFUSED: Mapping[str, Message] = {
    code: Message(said.reason, Text(*PACK_REMEDIES[code])) if code in PACK_REMEDIES else said
    for code, said in PACKS.items()
}

MESSAGES: Mapping[str, Message] = {
    **READING,
    **WRITTEN,
    **TABLES,
    **JUDGING,
    **MAGNITUDE,
    **REFUSED,
    **USING,
    **WORKBOOK,
    **WORKBOOK_FORMS,
    **FORMS,
    **STORE,
    **BATCH,
    **CI,
    **UNFAIR,
    **DOUBTFUL,
}
