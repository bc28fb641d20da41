"""The template environment: everything is escaped, nothing may be missing, and texts stand in both languages."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from html import escape
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from checker.model.directive import FULL_SCORE
from checker.model.number import format_fixed
from checker.model.text import Language, Text
from checker.reports.catalogue.markdown import web_address
from checker.reports.catalogue.page import Address, Cell, Code
from checker.reports.labels import LABELS
from checker.reports.report.view.ranking import PointCell
from checker.reports.report.view.spans import Span
from checker.reports.report.view.words import WORDS, limit_of_reconstructed, some_reconstructed
from checker.reports.wording import visible

SHADES = 5
WRITTEN_AGAIN = 12  # bytes; a longer text stands once in a page
SHADE_WIDTH = 20


class Texts:
    """The texts of a page in both languages. One is shown; the page's script puts the other in its place.

    So each text that occurs often stands in full only once.
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._places: dict[Text, int] = {}
        self._marked: dict[Text, Markup] = {}

    def start(self) -> None:
        """Begin a new page."""
        self._places.clear()
        self._marked.clear()

    def mark(self, text: Text) -> Markup:
        """Return *text* in the page's first language, marked; isolated, so that it turns nothing beside it.

        A long one is written out where it first stands: elsewhere the page's script puts it in.
        """
        if text.zh == text.en:
            return _isolated(text.zh)
        return self.once(text)

    def once(self, text: Text) -> Markup:
        """Return *text* marked like the others, though it may be the same in both languages."""
        found = self._marked.get(text)
        if found is not None:
            return found
        shown = _escaped(text.in_(self.language))
        marked = Markup(f"<bdi data-k={self.place(text)}>{shown}</bdi>")  # noqa: S704 - escaped above
        self._marked[text] = self.later(text) if len(shown.encode()) > WRITTEN_AGAIN else marked
        return marked

    def later(self, text: Text) -> Markup:
        """Return the place of a *text* that is long and often repeated: the page's script puts it there."""
        return Markup(f"<bdi data-k={self.place(text)}></bdi>")  # noqa: S704 - ours

    def place(self, text: Text) -> int:
        """Return the place of *text* in the page's list."""
        return self._places.setdefault(text, len(self._places))

    def say(self, zh: str, en: str) -> Markup:
        """Return our own words in both languages."""
        return self.mark(Text(zh, en))

    def listed(self) -> list[list[str]]:
        """Return all texts of the page, zh and en."""
        return [[visible(text.zh), visible(text.en)] for text in self._places]


def environment(texts: Texts) -> Environment:
    """Return the environment of all templates of the report, which put their texts into *texts*."""
    made = Environment(
        loader=PackageLoader("checker.reports.report.html"),
        autoescape=True,
        optimized=False,  # a report uses each template once: folding its constants costs more than it saves
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        keep_trailing_newline=False,
    )
    made.globals |= {
        "say": texts.say,
        "words": WORDS,
        "some_reconstructed": some_reconstructed,
        "limit_of_reconstructed": limit_of_reconstructed,
    }
    made.filters |= {
        "t": _at_each_page(texts.mark),
        "k": _at_each_page(texts.place),
        "once": _at_each_page(lambda said: texts.once(Text(said, said))),
        "later": _at_each_page(texts.later),
        "label": _at_each_page(lambda name: texts.mark(LABELS[name])),
        "n": number,
        "q": shade,
        "heat": heat,
        "range": _range,
        "kind": lambda block: type(block).__name__,
        "after": _after,
        "cell": _at_each_page(lambda cell: _cell(texts, cell)),
    }
    return made


def _at_each_page(made: Callable[[Any], object]) -> Callable[[Context, Any], object]:
    """Return a filter that is applied as a page is made: of constants it would else be applied once, beforehand."""

    @pass_context
    def applied(_context: Context, value: Any) -> object:
        return made(value)

    return applied


def _visible(value: object) -> object:
    """Return what a template prints; text from outside can neither hide nor turn what stands beside it."""
    return visible(value) if type(value) is str else value


@lru_cache(maxsize=16_384)
def _escaped(text: str) -> Markup:
    return Markup(escape(visible(text)))  # noqa: S704 - escaped here


@lru_cache(maxsize=16_384)
def _isolated(text: str) -> Markup:
    shown = _escaped(text)
    return shown if text.isascii() else Markup("<bdi>{}</bdi>").format(shown)


@lru_cache(maxsize=16_384)
def number(value: Fraction | int | float, digits: int = 2) -> str:  # noqa: PYI041 - a drawn length may be any of them
    """Return a number for drawing and sorting, at most *digits* decimals."""
    text = format_fixed(Fraction(value), digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def shade(score: Span | None, width: int) -> str:
    """Return the shade of a score's lower end, of five, each *width* points wide; ``x`` where there is none."""
    return "x" if score is None else shade_of(score.lower, width)


def shade_of(value: Fraction, width: int = SHADE_WIDTH) -> str:
    """Return the shade of a number of points, of five."""
    return str(min(SHADES - 1, int(value // width)))


def heat(cell: PointCell) -> str:
    """Return the shade of a cell of the table of points; ``u`` where all is unknown, ``x`` where nothing applies."""
    if cell.score is None:
        return "x"
    if (cell.score.lower, cell.score.upper) == (0, FULL_SCORE):
        return "u"
    return shade_of(Fraction(cell.score.lower))


def _after(place: str, file: str) -> str:
    """Return a place in *file* without the folders that the file is in, which the page names."""
    return place[file.rfind("/") + 1 :] if place.startswith(file) else place


def _range(ranks: tuple[int, int]) -> str:
    best, worst = ranks
    return str(best) if best == worst else f"{best}–{worst}"


def _cell(texts: Texts, cell: Cell) -> Markup:
    """Return a cell of the catalogue's pages, of which the report shows those without links among them."""
    match cell:
        case Text():
            return texts.mark(cell)
        case Code():
            return Markup("<code>{}</code>").format(visible(cell.text))
        case Address():
            if web_address(cell.url) is None:
                return Markup("<code>{}</code>").format(visible(cell.url))
            return Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>').format(cell.url)
        case _:
            return Markup(", ").join(f"{link.id} {link.text.zh}".strip() for link in cell)
