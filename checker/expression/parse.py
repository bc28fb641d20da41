"""Text -> typed tree. What is not in the allow-list is refused with file, line and column."""

from __future__ import annotations

import ast
import warnings

from checker.errors import Locus
from checker.expression.decided import is_decided
from checker.expression.functions import FUNCTIONS
from checker.expression.lowering import Lowering
from checker.expression.scope import Scope, fault, moved
from checker.expression.typing import TRUTH
from checker.model.nodes import Node
from checker.model.types import TruthType

MAX_LENGTH = 1_000
MAX_DEPTH = 40
MAX_NODES = 1_000

_OPENING = "([{"
_CLOSING = ")]}"
_COMMENT = "#"


def parse_expression(text: str, scope: Scope, place: Locus) -> Node:
    """Return the typed tree of *text*. Raises PackError at the character that is wrong."""
    _guard(text, place)
    place = moved(place, len(text) - len(text.lstrip()))
    text = text.strip()
    tree = _python_tree(text, place)
    _limit(tree, text, place)
    return Lowering(text, scope, place, FUNCTIONS).lower(tree)


def parse_condition(text: str, scope: Scope, place: Locus) -> Node:
    """Return the typed tree of a condition. Raises PackError if it is none, or is always true or always false."""
    node = parse_expression(text, scope, place)
    if not isinstance(node.type, TruthType):
        raise fault("expression-type", place, 0, found=node.type, expected=TRUTH)
    if is_decided(node, scope.indicators):
        raise fault("expression-constant", place, 0, found=text[:60])
    return node


def _guard(text: str, place: Locus) -> None:
    """Refuse what could exhaust Python's own parser, and characters that look like others or hide what follows."""
    if not text.strip() or len(text) > MAX_LENGTH:
        raise fault("expression-too-large", place, 0, found=text[:40], limit=MAX_LENGTH)
    depth = 0
    for offset, character in enumerate(text):
        if not " " <= character <= "~" or character == _COMMENT:
            raise fault("expression-character", place, offset, found=f"U+{ord(character):04X}")
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth > MAX_DEPTH:
            raise fault("expression-too-large", place, offset, found=text[:40], limit=MAX_DEPTH)


def _python_tree(text: str, place: Locus) -> ast.expr:
    """Return Python's tree of *text*; what Python would only warn of is refused as well."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return ast.parse(text, mode="eval").body
    except (SyntaxError, MemoryError, RecursionError) as error:
        column = getattr(error, "offset", 0) or len(text) + 1  # 0 is the end of the text
        raise fault("expression-syntax", place, column - 1, found=text) from None


def _limit(tree: ast.expr, text: str, place: Locus) -> None:
    """Refuse a tree with too many nodes, or so deep that a walk over it could exhaust the stack."""
    level: list[ast.AST] = [tree]
    count = depth = 0
    while level:
        count, depth = count + len(level), depth + 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            limit = MAX_NODES if count > MAX_NODES else MAX_DEPTH
            raise fault("expression-too-large", place, 0, found=text[:40], limit=limit)
        level = [child for node in level for child in ast.iter_child_nodes(node)]
