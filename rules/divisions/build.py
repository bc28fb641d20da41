"""Rebuild `cn-2020.csv` from the npm package and the two tables beside this file.

Usage: python build.py PACKAGE_FOLDER
PACKAGE_FOLDER is the unpacked package, the folder that holds its package.json.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

PACKAGE: Final = ("administrative-division-cn", "0.2.1")
LIST_FILE: Final = Path("dist") / "administrative-division-cn.esm.js"
LIST: Final = re.compile(r"var dataOf202011 = \[(.*?)\];", re.DOTALL)
ENTRY: Final = re.compile(r"\{\s*code: '(\d{6})',\s*name: '([^']+)'\s*\}")
HERE: Final = Path(__file__).resolve().parent
COLUMNS: Final = ("code", "level", "parent", "name_zh", "name_en")

Level: TypeAlias = Literal["province", "prefecture", "county"]
Names: TypeAlias = Mapping[str, str]  # code -> name


class BuildError(Exception):
    """The package or a table is not what this script was written for."""


def read_package(folder: Path) -> Names:
    """Return the package's list of November 2020; refuse any other package."""
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    found = (about.get("name"), about.get("version"))
    if found != PACKAGE:
        message = f"package.json: expected {' '.join(PACKAGE)}, found {found}"
        raise BuildError(message)
    source = LIST.search((folder / LIST_FILE).read_text(encoding="utf-8"))
    if source is None:
        message = f"{LIST_FILE.as_posix()}: the list dataOf202011 is not there"
        raise BuildError(message)
    return read_entries(source[1])


def read_entries(source: str) -> Names:
    """Return code -> name from the text of the list; refuse one read in part."""
    entries = ENTRY.findall(source)
    names = dict(entries)
    if not names or not source.count("code:") == len(entries) == len(names):
        message = "dataOf202011: an entry is repeated or has an unexpected form"
        raise BuildError(message)
    return names


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file beside this script."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def patch(names: Names, changes: Iterable[Mapping[str, str]]) -> Names:
    """Return *names* with each row of *changes* done; refuse one that does not fit."""
    patched = dict(names)
    for change in changes:
        code, name = change["code"], change["name_zh"]
        match change["action"], patched.get(code):
            case "add", None:
                patched[code] = name
            case "remove", present if present == name:
                del patched[code]
            case action, present:
                message = f"patch-2020.csv: cannot {action} {code} {name}: {present}"
                raise BuildError(message)
    return patched


def english(names: Names, rows: Iterable[Mapping[str, str]]) -> Names:
    """Return code -> English name; refuse a row whose Chinese name is another."""
    named = {}
    for row in rows:
        code = row["code"]
        if code in named or names.get(code) != row["name_zh"]:
            message = f"names-en.csv: {code} {row['name_zh']}: {names.get(code)}"
            raise BuildError(message)
        named[code] = row["name_en"]
    return named


def level_of(code: str) -> Level:
    """Return the level that the trailing zeros of *code* show."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def parent_of(code: str, names: Names) -> str:
    """Return the code of the unit above, or "" for a province.

    A county without a prefecture in the list (110101, 419001) is the province's own.
    """
    level, province, prefecture = level_of(code), code[:2] + "0000", code[:4] + "00"
    if level == "province":
        return ""
    parent = prefecture if level == "county" and prefecture in names else province
    if parent not in names:
        message = f"{code}: no {parent} in the list"
        raise BuildError(message)
    return parent


def iter_rows(names: Names, names_en: Names) -> Iterator[tuple[str, ...]]:
    """Yield one row a division, in the order of codes."""
    for code, name in sorted(names.items()):
        yield (
            code,
            level_of(code),
            parent_of(code, names),
            name,
            names_en.get(code, ""),
        )


def build(package: Path) -> None:
    """Write `cn-2020.csv` beside this script."""
    names = patch(read_package(package), read_table("patch-2020.csv"))
    rows = list(iter_rows(names, english(names, read_table("names-en.csv"))))
    with (HERE / "cn-2020.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def main(arguments: list[str]) -> None:
    """Run the script; leave with a message and code 2 on wrong use, 1 on wrong data."""
    if len(arguments) != 1:
        sys.stderr.write("usage: build.py PACKAGE_FOLDER\n")
        raise SystemExit(2)
    try:
        build(Path(arguments[0]))
    except (BuildError, OSError, ValueError) as error:
        sys.stderr.write(f"build.py: {error}\n")
        raise SystemExit(1) from error


if __name__ == "__main__":
    main(sys.argv[1:])
