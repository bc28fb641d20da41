"""A page: its parts made by the templates, its policy of what may run and load, and the data of the map."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from checker.model.text import Text
from checker.reports.report.html.environment import Texts, environment, heat, shade, shade_of
from checker.reports.report.html.links import Links
from checker.reports.report.view.locality import LocalityView
from checker.reports.report.view.panel import Panel
from checker.reports.report.view.points import PointView
from checker.reports.report.view.ranking import RankRow
from checker.reports.report.view.report import ReportView
from checker.reports.view import score_text

STEPS = (1, 2, 3, 4, 5, 10, 15, 20)
SHADES = 5
# What would end the script element, or a line of it, inside a text.
_IN_SCRIPT = "<>&\u2028\u2029"


class Pages:
    """Makes the parts and pages of one report."""

    def __init__(self, report: ReportView, links: Links) -> None:
        self.report = report
        self.links = links
        self.texts = Texts(links.language)
        self._environment = environment(self.texts)
        directive = links.pack.directive
        self.cuts = tuple(grade.floor for grade in directive.scoring.grades if grade.floor)
        self.scale = _scale(report.panels)

    def home(self, links: Links) -> Markup:
        """Return the overview with map, ranking and the table of points."""
        return self._part("home.j2", "home", self.report, links, self.cuts, self.scale)

    def locality(self, one: LocalityView, links: Links) -> Markup:
        """Return the part on one locality in one period."""
        return self._part("locality.j2", "locality", one, links, self.cuts)

    def point(self, one: PointView, links: Links) -> Markup:
        """Return the part on one point."""
        return self._part("point.j2", "point", one, links)

    def points(self, links: Links) -> Markup:
        """Return the list of the points."""
        return self._part("point.j2", "list", self.report, links)

    def method(self, links: Links) -> Markup:
        """Return how the scores are made."""
        return self._part("method.j2", "method", self.report, links)

    def matrix(self, panels: Iterable[Panel], links: Links) -> Markup:
        """Return the tables of points by locality alone."""
        return self._part("home.j2", "matrices", self.report, panels, links)

    def page(self, body: Iterable[Markup], links: Links, title: Text | None = None, *, tables: bool = False) -> bytes:
        """Return a whole page around *body*; *tables*: with the script for tables and the map."""
        named = self.report.title if title is None else title
        style = Markup(_asset("report.css"))  # noqa: S704 - ours
        policy, parts = _policy(tables=tables), _joined(body)
        whole = self._part("frame.j2", "page", self.report, links, named, style, policy, parts, self.cuts)
        scripts = [Markup(_asset(name)) for name in _scripts(tables=tables)]  # noqa: S704 - ours
        tiles = _for_script(self._tiles()) if tables else ""
        tail = self._part("frame.j2", "tail", scripts, _for_script(self.texts.listed()), tiles)
        self.texts.start()
        return f"{whole}{tail}".encode()

    def _part(self, template: str, macro: str, *values: object) -> Markup:
        made: Markup = getattr(self._environment.get_template(template).module, macro)(*values)
        return made

    def _tiles(self) -> Mapping[str, Mapping[str, object]]:
        return {
            panel.key: {tile.row.code: self._tile(tile.row) for tile in panel.tiles if tile.row is not None}
            for panel in self.report.panels
            if panel.tiles
        }

    def _tile(self, row: RankRow) -> dict[str, object]:
        """Return shade and text of one tile: by score, by the width of its interval, and by each point."""
        score, directive = row.score, self.links.pack.directive
        return {
            "score": None if score is None else [shade(score, self.scale), score.lower_text],
            "width": None if score is None else [shade_of(score.width), score_text(score.width, directive)],
            "points": [[heat(cell), cell.text] for cell in row.points],
        }


def _scale(panels: Sequence[Panel]) -> int:
    """Return how many points a shade of the map is wide: as few as five shades need to hold every lower end."""
    lowers = [tile.row.score.lower for panel in panels for tile in panel.tiles if tile.row and tile.row.score]
    most = max(lowers, default=Fraction(0))
    return next((step for step in STEPS if most <= step * SHADES), STEPS[-1])


def _joined(body: Iterable[Markup]) -> Markup:
    return Markup("\n").join(body)


def _for_script(data: object) -> Markup:
    """Return *data* as JSON that nothing in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in _IN_SCRIPT:  # several times as fast as one translation
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - nothing is left that ends a script


def _scripts(*, tables: bool) -> tuple[str, ...]:
    return ("frame.js", "tables.js") if tables else ("frame.js",)


@cache
def _asset(name: str) -> str:
    return (files("checker.reports.report.html") / name).read_text(encoding="utf-8")


@cache
def _policy(*, tables: bool) -> str:
    """Return what the page allows: its own style and scripts, by their hashes, and nothing from anywhere."""
    scripts = " ".join(_hash(name) for name in _scripts(tables=tables))
    own = f"style-src {_hash('report.css')}; script-src {scripts}"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _hash(name: str) -> str:
    digest = b64encode(sha256(_asset(name).encode()).digest()).decode()
    return f"'sha256-{digest}'"
