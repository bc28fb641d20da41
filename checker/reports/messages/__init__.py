"""The text of every code, in zh and en: what is wrong, and how to mend it.

A template names its parameters in braces. Templates are ours; parameters are shown text and are never templates.
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.text import Text
from checker.reports.linting.fairness import FAIRNESS
from checker.reports.linting.messages import LINT_WORDS
from checker.reports.messages.judging import JUDGING
from checker.reports.messages.message import Message, message
from checker.reports.messages.packs import PACKS
from checker.reports.messages.reading import READING
from checker.reports.messages.using import USING
from checker.reports.pack_remedies import PACK_REMEDIES

UNFAIR: Mapping[str, Message] = {code: message(*words) for code, words in FAIRNESS.items()}
DOUBTFUL: Mapping[str, Message] = {code: message(*words) for code, words in LINT_WORDS.items()}

REFUSED: Mapping[str, Message] = {
    code: Message(said.reason, Text(*PACK_REMEDIES[code])) if code in PACK_REMEDIES else said
    for code, said in PACKS.items()
}

MESSAGES: Mapping[str, Message] = {**READING, **JUDGING, **REFUSED, **USING, **UNFAIR, **DOUBTFUL}
