"""Text -> one of a few choices: a state by its label, a truth value by the usual words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.model.indicator import StateLabel
from checker.model.text import Text
from checker.readers.written.characters import tidy
from checker.readers.written.reading import LONGEST, Conventions, Missing, ReadAs, Reading, Refused

_TRUTHS: Mapping[str, bool] = {"true": True, "是": True, "yes": True, "false": False, "否": False, "no": False}


def read_state(text: str, states: Sequence[StateLabel], known: Conventions) -> Reading:
    """Return the state that *text* names by its id or one of its labels, in any case. It never raises."""
    if len(text) > LONGEST:
        return Refused("not-one-of")
    plain = tidy(text)
    wanted = plain.casefold()
    named = {
        state.id
        for state in states
        if wanted in (tidy(one).casefold() for one in (state.id, state.text.zh, state.text.en))
    }
    if len(named) == 1:
        (state,) = named
        return ReadAs(state, state)
    return Missing() if known.is_missing(plain) else Refused("not-one-of")


def read_word(text: str, words: Mapping[Any, Text]) -> str | None:
    """Return the id whose word in either language *text* is, in any case; None if it is none's. It never raises."""
    plain = tidy(text[:LONGEST]).casefold()
    return next((name for name, word in words.items() if plain in (name, word.zh, word.en.casefold())), None)


def read_truth(text: str, known: Conventions) -> Reading:
    """Return the truth value that *text* says in one of the usual words, in any case. It never raises."""
    if len(text) > LONGEST:
        return Refused("not-one-of")
    plain = tidy(text)
    found = _TRUTHS.get(plain.casefold())
    if found is not None:
        return ReadAs(found, "true" if found else "false")
    return Missing() if known.is_missing(plain) else Refused("not-one-of")
