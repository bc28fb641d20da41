"""How stored results are worded: states, scores, grades and the pack that judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from checker.model.number import format_exact
from checker.model.outcomes import ReadingOutcomes
from checker.model.pack import Pack
from checker.model.stored import State, StoredRun
from checker.model.text import Language, Text
from checker.reports.labels import say
from checker.reports.results.stored import Stored, cut_off
from checker.reports.view import locality_name, percent, score_text
from checker.reports.wording import escaped

STATES: Mapping[State, Text] = {
    State.JUDGED: Text("已评分", "judged"),
    State.REJECTED: Text("自相矛盾", "rejected"),
    State.REFUSED: Text("无法读取", "refused"),
    State.COPY: Text("重复", "copy"),
    State.CONFLICT: Text("冲突", "conflict"),
    State.CORRECTED: Text("已被更正", "corrected"),
}
NONE = "–"
MAX_NAME = 80
MAX_PATH = 160
SPREADSHEET_ROWS = 1_048_575  # that a sheet of Excel, WPS or LibreOffice has below the header
_MANY = 3  # files that are named each


def ends_text(reading: ReadingOutcomes, pack: Pack | None) -> str:
    """Return the ends of a score, as the pack shows them; without it, cut off after a few decimals."""
    if reading.total is None:
        return NONE
    texts = [
        f"{cut_off(end):f}" if pack is None else score_text(Fraction(*end), pack.directive) for end in reading.total
    ]
    lower, upper = reading.total
    return texts[0] if lower == upper else f"{texts[0]} – {texts[1]}"


def grades_text(grades: Sequence[str] | None, pack: Pack | None, language: Language) -> str:
    """Return the range of grades, by their titles; by their ids without the pack."""
    if not grades:
        return NONE
    lowest, highest = (grade_title(grade, pack, language) for grade in (grades[0], grades[-1]))
    return lowest if lowest == highest else say(language, f"{lowest}至{highest}", f"{lowest} to {highest}")


def grade_title(grade: str, pack: Pack | None, language: Language) -> str:
    """Return the title of a grade; its id without the pack."""
    bands = () if pack is None else pack.directive.scoring.grades
    return next((band.title.in_(language) for band in bands if band.id == grade), grade)


def known_text(reading: ReadingOutcomes) -> str:
    """Return the share of weight that is known."""
    return percent(Fraction(*reading.known))


def name_of(stored: Stored, language: Language) -> str:
    """Return code and name of the locality."""
    code = stored.result.locality or NONE
    if stored.locality is None:
        return code
    return f"{code} {escaped(locality_name(stored.locality, language), MAX_NAME)}"


def credit_text(reading: ReadingOutcomes, place: int) -> str:
    """Return the credit of the rule at *place*: one number or both ends; nothing where it does not apply."""
    lower, upper = (Fraction(end, 10**12) for end in (reading.lowers[place], reading.uppers[place]))
    if reading.outcome(place) == "not-applicable":
        return NONE
    return format_exact(lower) if lower == upper else f"{format_exact(lower)} – {format_exact(upper)}"


def pack_line(run: StoredRun, language: Language, *, installed: bool) -> str:
    """Return which pack judged a run, and whether it is the one at hand."""
    basis = run.basis
    line = say(language, "规则包", "rule pack") + f" {basis.pack} {basis.version} · sha256 {basis.digest[:12]}"
    if installed:
        return line
    return line + say(
        language,
        "（手头没有这一版规则包，规则和等级只列编号）",
        " (not the pack at hand: rules and grades by their ids only)",
    )


def unfinished_line(run: StoredRun, language: Language) -> str:
    """Return that a run is not finished, what its results lack, and how to go on with it."""
    return say(
        language,
        f"第 {run.id} 次评分没有完成：报送可能不全，冲突和重复还没有处理；再运行同一 checker score 命令即接着评",
        f"run {run.id} is not finished: submissions may be lacking, conflicts and copies are not settled yet; "
        "the same checker score command goes on with it",
    )


def too_long_line(name: str | None, rows: int, language: Language) -> str:
    """Return that a CSV file, or what went to standard output, has more *rows* than a spreadsheet takes."""
    shown = "CSV" if name is None else escaped(name, MAX_PATH)
    to_mend = "--rows-per-file 1000000" if name is not None else "--rows-per-file 1000000 -o FILE.csv"
    return say(
        language,
        f"{shown} 有 {rows:,} 行，电子表格（Excel、WPS、LibreOffice）只打开前 {SPREADSHEET_ROWS:,} 行，其余丢掉。"
        f"可分成几个文件：{to_mend}；或用 --period、--region 少取一些。",
        f"{shown} has {rows:,} rows; a spreadsheet (Excel, WPS, LibreOffice) takes the first {SPREADSHEET_ROWS:,} and "
        f"drops the rest. Split it with {to_mend}, or take less with --period or --region.",
    )


def parts_lines(rows: int, names: Sequence[str], removed: Sequence[str], language: Language) -> Iterator[str]:
    """Yield which files hold an export, and which of an earlier one were removed."""
    files = _named(names, language)
    yield say(language, f"共 {rows:,} 行，写入 {files}", f"rows: {rows:,}, in {files}")
    if removed:
        files = _named(removed, language)
        yield say(language, f"已删除先前导出的 {files}", f"removed, of an earlier export: {files}")


def whole_line(name: str, language: Language) -> str:
    """Return that the file *name*, as of an export that is not split, stays where it is beside the parts."""
    shown = escaped(name, MAX_PATH)
    return say(language, f"{shown} 不属于这次导出，没有改动", f"{shown} is not of this export and stays as it is")


def _named(names: Sequence[str], language: Language) -> str:
    shown = [escaped(name, MAX_PATH) for name in names]
    if len(shown) > _MANY:
        return f"{shown[0]} … {shown[-1]}"
    return say(language, "、", ", ").join(shown)
