"""Which of many results are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model.locality import Gazetteer, Locality


@dataclass(frozen=True, slots=True)
class Asked:
    """Which results are asked for, in the words of the command line. *run* None: the last one; *pack*: where it is."""

    run: int | None = None
    pack: str | None = None
    period: str | None = None
    localities: tuple[str, ...] = ()
    region: str | None = None
    level: str | None = None
    state: str | None = None
    grade: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether anything less than a whole run is asked for."""
        return bool(self.localities) or any((self.period, self.region, self.level, self.state, self.grade))


def codes_asked(gazetteer: Gazetteer, asked: Asked) -> tuple[str, ...] | None:
    """Return the codes of the localities that are asked for; None: of all."""
    if not asked.localities and asked.region is None and asked.level is None:
        return None
    from checker.use_cases.forming import localities_named

    named = {one.code for one in localities_named(asked.localities, None)} if asked.localities else None
    region = None if asked.region is None else localities_named([asked.region], None)[0].code
    return tuple(
        sorted(
            one.code
            for one in gazetteer
            if (named is None or one.code in named)
            and (asked.level is None or one.level == asked.level)
            and (region is None or region in _upwards(gazetteer, one))
        )
    )


def _upwards(gazetteer: Gazetteer, locality: Locality) -> Iterator[str]:
    """Yield the code of a locality and those of the localities that it lies in."""
    above: Locality | None = locality
    while above is not None:
        yield above.code
        above = gazetteer.find(above.parent)
