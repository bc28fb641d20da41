"""Settings -> the policy of a build, or why they contradict one another."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from posixpath import isabs, join, normpath
from typing import cast

from checker.errors import UsageError
from checker.model.assessment import Severity
from checker.model.ci_policy import OVERALL, Bounds, PinnedPack, Policy, Setting
from checker.model.locality import LEVELS
from checker.model.text import Language
from checker.packs.files import shipped_packs
from checker.packs.gazetteer import read_gazetteer
from checker.use_cases.ci.policy import Settings
from checker.use_cases.ci.policy_file import Workplace
from checker.use_cases.ci.selecting import is_submission

# Of these, standard output can hold one, and nothing beside it.
ALONE = ("sarif", "junit", "json", "ndjson", "gitlab", "md")
_SHA256 = re.compile(r"sha256:([0-9a-f]{12,64})")


def build_policy(place: Workplace, settings: Settings, changed_since: str | None, *, new: bool = False) -> Policy:
    """Return the policy that *settings* make; *new* if its baseline is yet to be written.

    Raises UsageError if they contradict one another or the repository.
    """
    paths = tuple(_followed(path, place.root) for path in _inside("paths", settings, place))
    outputs = _outputs(settings, place)
    baseline = next(_inside("baseline", settings, place), None)
    pack = _pinned(settings["pack"], place)
    reviews = next(_from_root(settings["reviews"], place), None)
    own = _there(None if place.policy is None else place.policy.name, baseline)
    made = Policy(
        pack=pack,
        as_of=cast("str | None", settings["as-of"].value),
        paths=paths,
        named=paths if settings["paths"].source == "command line" else (),
        exclude=tuple(_texts(settings["exclude"])),
        fail_from=_severity(settings["fail-on"]),
        min_score=_bounds("min-score", settings),
        max_drop=_bounds("max-drop", settings),
        compare_with=cast("str | None", settings["compare-with"].value) or changed_since,
        encodings=tuple(_texts(settings["encodings"])),
        encodings_place=settings["encodings"].place,
        language=cast("Language | None", settings["lang"].value),
        formats=tuple(dict.fromkeys(_texts(settings["formats"]))),
        outputs=outputs,
        reviews=reviews,
        baseline=baseline,
        own_files=own,
        basis=(*own, *_there(reviews, None if pack.name in shipped_packs() else pack.name)),
    )
    _check(made, settings)
    if baseline is not None and not new and not (place.root / baseline).is_file():
        raise UsageError("no-baseline", settings["baseline"].place, found=baseline)
    return made


def _check(policy: Policy, settings: Settings) -> None:
    """Raise UsageError if *policy* asks for what cannot be."""
    if policy.max_drop.are_set and policy.compare_with is None:
        raise UsageError("drop-without-ref", policy.max_drop.place)
    if len(policy.formats) > 1 and any(form in ALONE for form in policy.formats):
        raise UsageError("formats-mixed", settings["formats"].place, found=", ".join(policy.formats))
    files = list(policy.outputs.values())
    double = next((one for one in files if files.count(one) > 1), None)
    if double is not None:
        raise UsageError("output-twice", settings["outputs"].place, found=double)
    among = next((one for one in files if is_submission(one, policy)), None)
    if among is not None:
        raise UsageError("output-among-submissions", settings["outputs"].place, found=among)


def _there(*names: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name is not None)


def _texts(setting: Setting) -> list[str]:
    value = setting.value
    return [value] if isinstance(value, str) else list(cast("list[str] | None", value) or ())


def _from_root(setting: Setting, place: Workplace) -> Iterator[str]:
    """Yield the paths that a setting names, from the root of the repository."""
    for path in _texts(setting):
        whole = os.path.relpath(os.path.realpath(path), place.root) if isabs(path) else join(setting.base, path)
        yield normpath(whole)


def _inside(key: str, settings: Settings, place: Workplace) -> Iterator[str]:
    """Yield the paths that a setting names, from the root. Raises UsageError if one leads out of it."""
    setting = settings[key]
    free = setting.source == "command line" and not place.repository and place.policy is None
    for written, path in zip(_texts(setting), _from_root(setting, place), strict=True):
        real = os.path.realpath(place.root / path)
        if not free and real != str(place.root) and place.root not in Path(real).parents:
            raise UsageError("path-outside", setting.place, key=key, found=written)
        yield path


def _followed(path: str, root: Path) -> str:
    """Return the folder that a link leads to, from *root*: by that name git knows what changed in it."""
    real = Path(os.path.realpath(root / path))
    return real.relative_to(root).as_posix() if real.is_dir() and real.is_relative_to(root) else path


def _outputs(settings: Settings, place: Workplace) -> Mapping[str, str]:
    """Return the files to write, by format. The command line may name any place, the policy's file only its own."""
    setting = settings["outputs"]
    files = cast("Mapping[str, str]", setting.value)
    named = {**settings, "outputs": replace(setting, value=list(files.values()))}
    found = (
        _from_root(named["outputs"], place) if setting.source == "command line" else _inside("outputs", named, place)
    )
    return dict(zip(files, found, strict=True))


def _severity(setting: Setting) -> Severity:
    """Return the severity that fails; where none is to, what keeps a submission from being scored still does."""
    return "critical" if setting.value == "never" else cast("Severity", setting.value)


def _pinned(setting: Setting, place: Workplace) -> PinnedPack:
    """Return the pack of ``NAME``, ``NAME==1.1.0`` or ``NAME==sha256:0123456789ab``. Raises UsageError otherwise."""
    name, sign, pin = str(setting.value).partition("==")
    digest = _SHA256.fullmatch(pin)
    if not name or (sign and not pin) or (pin.startswith("sha256:") and digest is None):
        raise UsageError("pack-pin", setting.place, found=setting.value)
    if name not in shipped_packs():
        name = next(_from_root(replace(setting, value=name), place))
    return PinnedPack(name, "" if digest else pin, digest[1] if digest else "", setting.place)


def _bounds(key: str, settings: Settings) -> Bounds:
    """Return the bounds of a key. Raises UsageError at a code that no locality has."""
    setting = settings[key]
    if setting.value is None:
        return Bounds()
    value = setting.value if isinstance(setting.value, Mapping) else {OVERALL: setting.value}
    exact = {str(name): Fraction(str(number)) for name, number in value.items()}
    codes = {name: bound for name, bound in exact.items() if name not in (OVERALL, *LEVELS)}
    unknown = next((code for code in codes if read_gazetteer().find(code) is None), None) if codes else None
    if unknown is not None:
        raise UsageError("policy-locality", setting.place, key=key, found=unknown)
    levels = {name: bound for name, bound in exact.items() if name in LEVELS}
    return Bounds(exact.get(OVERALL), levels, codes, setting.place)
