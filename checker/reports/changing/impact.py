"""What a change of a pack does to submissions, for people: who moves, by how much, and which rules caused it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tabulate import tabulate

from checker.model.assessment import Reading, Run
from checker.model.changes import Change
from checker.model.impact import COMPARED, Blame, CauseName, Fate, Impact, Shift, Summary
from checker.model.text import Language
from checker.reports.changing.impact_words import ImpactWords, near
from checker.reports.changing.rules_diff import key_line, pack_lines
from checker.reports.labels import label
from checker.reports.view import grade_text, interval_text, locality_name, rank_text
from checker.reports.wording import escaped, finding_line


def to_text(impact: Impact, language: Language, most: int | None = None) -> str:
    """Return the impact as text; *most* is the rank shift that is allowed, None for any."""
    return "\n".join(_Page(impact, language).whole(most)) + "\n"


class _Page:
    """One impact in one language."""

    def __init__(self, impact: Impact, language: Language) -> None:
        self.impact = impact
        self.language: Language = language
        self.words = ImpactWords(impact.changes, language)

    def whole(self, most: int | None) -> Iterator[str]:
        """Yield the packs, sums over all, tables, the rules that caused it, and each submission that moves."""
        yield from pack_lines(self.impact.changes.before, self.impact.changes.after, self.language)
        yield from self._counts()
        for reading in COMPARED:
            yield from self._summary(reading, self.impact.summary(reading))
        yield from self._refused()
        moving = [fate for fate in self.impact.both if fate.moves]
        yield from self._tables(moving)
        yield from self._blames()
        if moving:
            yield ""
            yield self.words.say("各份报送：", "Each submission:")
        for fate in moving:
            yield from self._fate(fate)
        yield from self._years()
        if most is not None:
            yield from self._limit(most)

    # --- all together -------------------------------------------------------------------------------------------------

    def _counts(self) -> Iterator[str]:
        impact = self.impact
        both, read = len(impact.both), impact.runs[0].read
        yield self.words.say(
            f"读取 {read} 份，两个包都能评分的 {both} 份。", f"read {read}; scored under both packs: {both}."
        )

    def _summary(self, reading: Reading, found: Summary) -> Iterator[str]:
        """Yield how many totals of one reading move, how far on the mean, and which the furthest."""
        moved = self.words.say(
            f"{found.moved} 份变动，{found.unmoved} 份不变", f"{found.moved} moved, {found.unmoved} unmoved"
        )
        yield self.words.join(label(reading, self.language), moved)
        if found.largest is None:
            return
        mean = self.words.mean(found.mean)
        yield self.words.say(f"  平均变动（绝对值）：{mean}", f"  mean absolute move: {mean}")
        furthest = f"{self.words.place(found.largest)} · {self.words.ends(found.largest.shifts[reading].move)}"
        yield self.words.say(f"  最大变动：{furthest}", f"  largest move: {furthest}")

    def _refused(self) -> Iterator[str]:
        """Yield what only one pack scores and why the other does not, then what neither does."""
        for fate in self.impact.one_only:
            side = 0 if fate.scored[1] else 1
            place, name = self.words.place(fate), self.words.say("甲乙"[side], "AB"[side])
            yield self.words.say(
                f"{place}：规则包{name}不能评分，另一个包能：",
                f"{place}: not scored under {name}, but under the other:",
            )
            yield from (f"  {line}" for line in self._reasons(fate.file, self.impact.runs[side]))
        neither = self.impact.neither
        if neither:
            names = self.words.say("、", ", ").join(escaped(name) for name in neither)
            yield self.words.say(
                f"两个包都不能评分（{len(neither)} 份）：{names}", f"scored under neither ({len(neither)}): {names}"
            )

    def _reasons(self, file: str, run: Run) -> Iterator[str]:
        """Yield why a file has no score in a run."""
        found = [finding for refusal in run.refusals if refusal.file == file for finding in refusal.findings]
        judged = [one for one in run.assessments if one.submission.file == file]
        found += [finding for one in judged for finding in one.findings if finding.severity == "critical"]
        yield from (finding_line(one, self.language) for one in found)
        if not found:
            yield self.words.say("没有一条规则适用", "no rule applies")

    # --- tables -------------------------------------------------------------------------------------------------------

    def _tables(self, moving: Sequence[Fate]) -> Iterator[str]:
        """Yield a table for each period and level of what moves."""
        groups: dict[tuple[str, str], list[Fate]] = {}
        for fate in moving:
            submission = fate.assessment.submission
            groups.setdefault((submission.period.name, submission.locality.level), []).append(fate)
        headers = [
            label("locality", self.language),
            *(
                f"{label(reading, self.language)}\n{end}"
                for reading in COMPARED
                for end in (self.words.say("下端", "lower end"), self.words.say("上端", "upper end"))
            ),
            label("grade", self.language),
            label("rank", self.language),
        ]
        for (period, level), fates in groups.items():
            yield ""
            heading = f"{period} · {label(level, self.language)}"
            yield self.words.say(f"{heading}：总分变动", f"{heading}: moves of the total")
            yield tabulate([self._row(one) for one in fates], headers, tablefmt="simple", disable_numparse=True)

    def _row(self, fate: Fate) -> list[str]:
        locality = fate.assessment.submission.locality
        moves = [fate.shifts[reading].move for reading in COMPARED]
        cells = [near(end) for move in moves for end in (move.lower, move.upper)]
        return [
            f"{locality.code} {locality_name(locality, self.language)}",
            *cells,
            self.words.changed(*self._grades(fate.shifts["claimed"])),
            self.words.changed(*map(rank_text, fate.ranks)),
        ]

    def _blames(self) -> Iterator[str]:
        """Yield the causes, the greatest sum first, and what differs in the rules among them."""
        blames = self.impact.blames
        if not blames:
            return
        yield ""
        yield self.words.say(
            "由哪些规则引起（变动绝对值之和，从大到小）：", "Caused by (sums of absolute moves, the greatest first):"
        )
        headers = [self.words.say("起因", "cause")]
        for reading in COMPARED:
            word = label(reading, self.language)
            headers += [
                self.words.say(f"{word}\n份数", f"{word}\nmoved"),
                self.words.say("\n下端之和", "\nlower ends"),
                self.words.say("\n上端之和", "\nupper ends"),
            ]
        align = ("left", *["right"] * (len(headers) - 1))
        rows = [self._blame(blame) for blame in blames]
        yield tabulate(rows, headers, tablefmt="simple", colalign=align, disable_numparse=True)
        for blame in blames:
            change = self.impact.changes.of_rule(blame.name.rule)
            if blame.name.kind == "rule":
                yield from self._reason(blame.name, change)

    def _blame(self, blame: Blame) -> list[str]:
        cells = [self.words.cause(blame.name)]
        for reading in COMPARED:
            total = blame.sums[reading]
            cells += [str(blame.moved[reading]), near(total.lower, plus=False), near(total.upper, plus=False)]
        return cells

    def _reason(self, name: CauseName, change: Change | None) -> Iterator[str]:
        """Yield what differs in a rule that moves something; nothing where it came or went as a whole."""
        if None in name.rule:
            return
        keys = () if change is None else change.keys_of("scores")
        if keys:
            moved = self.words.say("；", "; ").join(key_line(key, self.language) for key in keys)
            yield self.words.join(self.words.rule_id(name), moved)
        else:
            yield self.words.rule_id(name) + self.words.say(
                "：规则没有变，变的是它所依据的目标、基础数据、指标或计分办法",
                ": the rule is the same; what moved is what it rests on: targets, frame facts, indicators or policy",
            )

    # --- one submission -----------------------------------------------------------------------------------------------

    def _fate(self, fate: Fate) -> Iterator[str]:
        yield f"{self.words.place(fate)} · {escaped(fate.file)}"
        for reading, shift in fate.shifts.items():
            yield from self._shift(reading, shift)
        for reading, shift in fate.shifts.items():
            if shift.grades_move:
                word = self.words.say("", " ").join((label(reading, self.language), label("grade", self.language)))
                yield f"  {word} {self.words.changed(*self._grades(shift))}"
        yield from self._vetoes(fate.shifts["claimed"])
        if fate.ranks[0] != fate.ranks[1]:
            yield f"  {label('rank', self.language)} {self.words.changed(*map(rank_text, fate.ranks))}"

    def _grades(self, shift: Shift) -> tuple[str, str]:
        return grade_text(shift.before.grades, self.language), grade_text(shift.after.grades, self.language)

    def _shift(self, reading: Reading, shift: Shift) -> Iterator[str]:
        """Yield the totals of one reading and what moves them, exactly."""
        if not shift.move:
            return
        changes = self.impact.changes
        old = interval_text(shift.before.total, changes.before.directive)
        new = interval_text(shift.after.total, changes.after.directive)
        moved = self.words.join(self.words.changed(old, new), self.words.ends(shift.move))
        yield f"  {label(reading, self.language)} {moved}"
        for cause in shift.causes:
            yield f"    {self.words.join(self.words.cause(cause.name), self.words.ends(cause.move))}"

    def _vetoes(self, shift: Shift) -> Iterator[str]:
        """Yield the vetoes that hold the grade down, or may, under one pack otherwise than under the other."""
        first, second = ({veto.rule.id: veto.certain for veto in one.vetoes} for one in (shift.before, shift.after))
        words = {
            None: self.words.say("没有触发", "not triggered"),
            False: self.words.say("尚不能排除", "not ruled out"),
            True: self.words.say("已触发", "triggered"),
        }
        for pair in self.impact.changes.rules:
            old, new = first.get(pair[0] or ""), second.get(pair[1] or "")
            if old != new:
                name = self.words.cause(CauseName("rule", pair))
                yield self.words.say(f"  否决 {name}：", f"  veto {name}: ") + f"{words[old]} → {words[new]}"

    # --- years and the limit ------------------------------------------------------------------------------------------

    def _years(self) -> Iterator[str]:
        for fate in self.impact.years:
            yield ""
            yield self.words.place(fate)
            sides = list(zip((fate.before, fate.after), self.impact.runs, strict=True))
            totals = [interval_text(None if one is None else one.total, run.pack.directive) for one, run in sides]
            grades = [grade_text(() if one is None else one.grades, self.language) for one, _ in sides]
            yield f"  {label('score', self.language)} {self.words.changed(*totals)}"
            yield f"  {label('grade', self.language)} {self.words.changed(*grades)}"
            yield f"  {label('rank', self.language)} {self.words.changed(*map(rank_text, fate.ranks))}"

    def _limit(self, most: int) -> Iterator[str]:
        """Yield whose rank shifts further than is allowed."""
        found = self.impact.shifted_ranks(most)
        yield ""
        if not found:
            yield self.words.say(
                f"没有一地名次变动超过 {most} 位。", f"No best or worst rank shifts by more than {most}."
            )
            return
        yield self.words.say(
            f"名次变动超过 {most} 位的（{len(found)}）：", f"Ranks that shift by more than {most} ({len(found)}):"
        )
        for one in found:
            yield f"  {self.words.join(self.words.place(one), self.words.changed(*map(rank_text, one.ranks)))}"
