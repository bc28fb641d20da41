"""``waivers.yaml`` -> what is excused, for whom, by whom and until when. A pack may do without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator

from checker.errors import Locus
from checker.expression.scope import nearest
from checker.model.directive import Directive
from checker.model.locality import Gazetteer
from checker.model.rule import IntegrityRule, Rule
from checker.model.waiver import Waiver
from checker.packs.dictionary import Entry
from checker.packs.files import PackFiles
from checker.packs.forms import Day, Form, TextForm, Words, entries, fill

NAME = "waivers.yaml"

Waivers = Mapping[tuple[str, str], tuple[Waiver, ...]]


def _both(value: object) -> object:
    """Let one text stand for both languages."""
    return {"zh": value, "en": value} if isinstance(value, str) else value


class WaiverForm(Form):
    """One entry of ``waivers.yaml``; ``reason`` is one text, or one in each language."""

    rule: Words
    locality: Words
    period: Words
    reason: Annotated[TextForm, BeforeValidator(_both)]
    granted_by: Words
    granted_on: Day
    until: Day


class WaiverReader:
    """Reads the waivers of one pack against its rules, its periods and the list of localities."""

    def __init__(
        self, directive: Directive, rules: Sequence[Rule], integrity: Sequence[IntegrityRule], gazetteer: Gazetteer
    ) -> None:
        self.directive = directive
        self.gazetteer = gazetteer
        self.rules = {one.id for one in rules} | {one.id for one in integrity}
        self.rejecting = {one.id for one in integrity if one.consequence == "reject"}

    def read(self, files: PackFiles) -> Waivers:
        """Return the waivers by locality and period, in the order of the file; none without it.

        Raises PackError at an entry that names what is not there, excuses what cannot be, or stands twice.
        """
        if NAME not in files.contents:
            return {}
        document = files.document(NAME)
        found: dict[tuple[str, str], tuple[Waiver, ...]] = defaultdict(tuple)
        places: dict[tuple[str, str, str], Locus] = {}
        for index in entries(document):
            with files.entry():
                form, entry = fill(WaiverForm, document, (index,)), Entry(document, (index,))
                # beside a mistake the rule may be one that could not be read
                self._check(form, entry, rules=not files.mistakes)
                key = (form.rule, form.locality, form.period)
                if key in places:
                    raise entry.fault("waiver-twice", "rule", found=" ".join(key), at=places[key])
                places[key] = entry.place("rule")
                found[form.locality, form.period] += (_waiver(form, places[key]),)
        return dict(found)

    def _check(self, form: WaiverForm, entry: Entry, *, rules: bool) -> None:
        if rules and form.rule not in self.rules:
            close = nearest(form.rule, sorted(self.rules))
            raise entry.fault("unknown-name", "rule", found=form.rule, nearest=close)
        if form.rule in self.rejecting:
            raise entry.fault("waiver-of-reject", "rule", found=form.rule)
        locality = self.gazetteer.find(form.locality)
        if locality is None:
            raise entry.fault("unknown-locality", "locality", found=form.locality)
        if form.period not in self.directive.periods:
            expected = ", ".join(self.directive.periods)
            raise entry.fault("bad-period", "period", found=form.period, expected=expected)
        body = form.granted_by
        if locality.is_named_in(body) and not any(word in body for word in self.directive.scoring.independent):
            raise entry.fault("waiver-by-itself", "granted-by", found=body)
        if form.until < form.granted_on:
            expected = f">= {form.granted_on.isoformat()}"
            raise entry.fault("bad-value", "until", key="until", found=form.until.isoformat(), expected=expected)


def _waiver(form: WaiverForm, place: Locus) -> Waiver:
    return Waiver(
        rule=form.rule,
        locality=form.locality,
        period=form.period,
        reason=form.reason.text,
        granted_by=form.granted_by,
        granted_on=form.granted_on,
        until=form.until,
        locus=place,
    )
