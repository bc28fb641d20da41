"""Text -> typed tree. What is not in the allow-list is refused with file, line and column."""

from __future__ import annotations

import ast

from checker.errors import Locus
from checker.expression.functions import FUNCTIONS
from checker.expression.lowering import Lowering
from checker.expression.scope import Scope, fault
from checker.expression.typing import TRUTH
from checker.model.nodes import Node
from checker.model.types import TruthType

MAX_LENGTH = 1_000
MAX_DEPTH = 40
MAX_NODES = 1_000

_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}


def parse_expression(text: str, scope: Scope, place: Locus) -> Node:
    """Return the typed tree of *text*. Raises PackError at the character that is wrong."""
    _guard(text, place)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        offset = (getattr(error, "offset", None) or 1) - 1
        raise fault("expression-syntax", place, offset, found=text) from None
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise fault("expression-too-large", place, 0, found=text[:40], limit=MAX_NODES)
    return Lowering(text, scope, place, FUNCTIONS).lower(tree)


def parse_condition(text: str, scope: Scope, place: Locus) -> Node:
    """Return the typed tree of a condition. Raises PackError if it is none."""
    node = parse_expression(text, scope, place)
    if not isinstance(node.type, TruthType):
        raise fault("expression-type", place, 0, found=node.type, expected=TRUTH)
    return node


def _guard(text: str, place: Locus) -> None:
    """Refuse what could exhaust Python's own parser, and characters that look like others."""
    if not text.strip() or len(text) > MAX_LENGTH:
        raise fault("expression-too-large", place, 0, found=text[:40], limit=MAX_LENGTH)
    for offset, character in enumerate(text):
        if character in "\n\r\t" or not (" " <= character <= "~"):
            raise fault("expression-character", place, offset, found=f"U+{ord(character):04X}")
    depth = deepest = 0
    for character in text:
        depth += _BRACKETS.get(character, 0)
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH or text.count("not ") + text.count("--") > MAX_DEPTH:
        raise fault("expression-too-large", place, 0, found=text[:40], limit=MAX_DEPTH)
