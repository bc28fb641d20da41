"""An annotated copy of a submitted workbook: marked cells, comments, and the fix list in front."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.model.assessment import Assessment, Finding, Run
from checker.model.text import Language
from checker.reports.forms.fixes import MAX_LISTED, Fix, put_text, write_fixes
from checker.reports.forms.harmless import drop_reaching
from checker.reports.forms.marks import add_comment, cells_of, mark_cells, take_off_marks
from checker.reports.forms.timeless import saved
from checker.reports.labels import say
from checker.reports.validation import score_line, verdict_line
from checker.reports.view import locality_name
from checker.reports.wording import escaped

MAX_SUMMARISED = 20


def to_annotated(content: bytes, run: Run, language: Language) -> bytes:
    """Return a copy of the workbook *content* with what *run*, of that file alone, found in it.

    Whoever wrote *content* decides how long this takes and how much memory: call it within limits.
    """
    fixes, summary = _sorted(run, language), _summary(run, language)
    book = _opened(content, values=False)
    take_off_marks(book)
    frozen, texts = _freeze_formulas(book, content, language)
    summary += _left_out(frozen, texts, drop_reaching(book), language)
    mark_cells(book, [fix.finding for fix in fixes], language)
    write_fixes(book, summary, fixes, language)
    return saved(book)


def to_fix_list(run: Run, language: Language, limit: int = MAX_LISTED) -> bytes:
    """Return the first *limit* lines of the fix list alone, of a file that cannot be copied."""
    summary = _summary(run, language)
    told = say(language, "原文件不能复制，此处只有清单。", "The file cannot be copied: this is the list alone.")
    book = Workbook()
    empty = book.worksheets[0]
    write_fixes(book, [*summary, told], _sorted(run, language), language, limit)
    book.remove(empty)
    return saved(book)


def was_opened(run: Run) -> bool:
    """Return whether reading got as far as the sheets: anything judged, or refused for something on a sheet."""
    return bool(run.assessments) or any(one.locus.sheet for refusal in run.refusals for one in refusal.findings)


def _sorted(run: Run, language: Language) -> list[Fix]:
    return sorted(_fixes(run, language), key=lambda fix: fix.finding.rank)


def _opened(content: bytes, *, values: bool) -> Workbook:
    """Return the workbook, with formulas or with the values that were saved with them. Nothing outside is followed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on what a copy cannot keep: the original stays
        return load_workbook(BytesIO(content), data_only=values, rich_text=not values, keep_links=False)


def _left_out(frozen: int, texts: int, dropped: int, language: Language) -> Iterator[str]:
    """Yield how the copy differs from the original: formulas by their values, those that became text, what was left."""
    if frozen:
        yield say(language, f"{frozen} 个公式已换成其值", f"formulas that were replaced by their values: {frozen}")
    if texts:
        yield say(
            language,
            f"{texts} 个公式没有保存结果，已换成公式的文字",
            f"formulas without a stored value, of which the text stands instead: {texts}",
        )
    if dropped:
        yield say(
            language,
            f"{dropped} 处可能引用外部内容或自动运行的设置（名称、条件格式、数据验证、链接等）没有放进本副本",
            "settings that could reach outside or start something (names, conditional formats, validation, links)"
            f" and are left out of this copy: {dropped}",
        )


def _freeze_formulas(book: Workbook, content: bytes, language: Language) -> tuple[int, int]:
    """Replace formulas by the values saved with them; return how many, and how many had none and became text.

    Saving would lose those values, and the copy must not compute, fetch or start anything. A formula without a value
    stays to be read, as text.
    """
    formulas = [cell for sheet in book.worksheets for cell in _formulas(sheet)]
    if not formulas:
        return 0, 0
    texts = 0
    values = _opened(content, values=True)
    for cell in formulas:
        written = getattr(cell.value, "text", cell.value)
        saved_value = values[cell.parent.title].cell(cell.row, cell.column)
        if saved_value.value is None:
            put_text(cell, str(written))
            texts += 1
        else:
            cell.value = saved_value.value
            cell.data_type = saved_value.data_type  # text that begins like a formula stays text
        told = say(language, f"原为公式：{written}", f"this was a formula: {written}")
        add_comment(cell, [escaped(told)], language)
    return len(formulas) - texts, texts


def _formulas(sheet: Worksheet) -> Iterator[Cell]:
    for cell in cells_of(sheet):
        if isinstance(cell, Cell) and cell.data_type == "f":
            yield cell


def _fixes(run: Run, language: Language) -> Iterator[Fix]:
    """Yield what was found, with whose submission it is about."""
    for one in run.assessments:
        whose = locality_name(one.submission.locality, language)
        yield from (Fix(whose, finding) for finding in one.findings)
    for refusal in run.refusals:
        yield from (Fix("", finding) for finding in refusal.findings)


def _summary(run: Run, language: Language) -> list[str]:
    """Return the lines above the list: the verdict and the score of each submission, and what the copy is for."""
    lines = [say(language, "修改清单", "Fix list")]
    if run.refusals:
        lines.append(_refused(len(run.refusals), run.read, language))
    for one in run.assessments[:MAX_SUMMARISED]:
        lines += _judged(run, one, language)
    left_out = len(run.assessments) - MAX_SUMMARISED
    if left_out > 0:
        lines.append(say(language, f"另有 {left_out} 个地区未列出", f"{left_out} more localities are not listed"))
    if not any(_found(run)):
        lines.append(say(language, "没有需要修改或说明的地方。", "Nothing to mend or to answer."))
    lines.append(
        say(
            language,
            "点“位置”到该格；改好后保存本文件，再检查一遍。原文件没有改动。",
            "Follow the links to the cells; mend, save this file and check it again. The original was not changed.",
        )
    )
    return lines


def _refused(refused: int, read: int, language: Language) -> str:
    if read == 1:
        return say(
            language,
            "结论：不能评判，请按下表逐条修改后再报。",
            "Verdict: cannot be judged; mend the list below and send it again.",
        )
    return say(
        language,
        f"{read} 份报送中有 {refused} 份不能评判，请按下表修改。",
        f"{refused} of {read} submissions cannot be judged: mend the list below.",
    )


def _found(run: Run) -> Iterator[Finding]:
    for judged in run.assessments:
        yield from judged.findings
    for refusal in run.refusals:
        yield from refusal.findings


def _judged(run: Run, one: Assessment, language: Language) -> list[str]:
    submission = one.submission
    name = f"{submission.locality.code} {locality_name(submission.locality, language)} {submission.period}"
    lines = [f"{name}  {verdict_line(one, language)}"]
    if not one.rejected:
        lines.append(score_line(run.pack, one, language))
    return lines
