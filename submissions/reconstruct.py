"""Rebuild the sample submissions, the targets and the frame facts from the sourced facts.

Usage: python submissions/reconstruct.py [--check]

Reads `submissions/sources/facts-2020.csv`, `submissions/sources/mapping.yaml` and `rules/divisions/cn-2020.csv`. Writes
`submissions/2020-H1/` and `submissions/2020-Q3/`, and in `rules/miit-5g-2020/` the tables of targets and localities,
each with a table of what was rejected. `--check` writes nothing and exits 1, naming each file that differs.
Same input, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from mapping import (
    CYCLES,
    FACTS_FILE,
    MAPPING_FILE,
    ROOT,
    YEAR_START,
    Cycle,
    Fact,
    FactMapping,
    Placed,
    Spec,
    UnmappedError,
    bilingual,
    read_mapping,
    read_table,
)

DIVISIONS: Final = "rules/divisions/cn-2020.csv"
PACK: Final = "rules/miit-5g-2020"
NATION: Final = "000000"
WIDTH: Final = 140
MARK: Final = "submissions/reconstruct.py"
HEAD: Final = f"""\
# 根据公开报道整理，并非该地自行报送。由 {MARK} 生成，请勿手改。
# Reconstructed from public reports; not the locality's own filing. Written by {MARK}: do not edit.
format: checker-submission/1
directive: miit-5g-2020
"""
FRAME_COLUMNS: Final = ("locality", "indicator", "period", "value", "status", "source_title", "source_url", "note")
HEDGED: Final = {
    "over": "原文为“超过” / stated as over",
    "nearly": "原文为“近” / stated as nearly",
    "about": "原文为“约” / stated as about",
    "at-least": "原文为“不少于” / stated as at least",
}
GB_T_2260: Final = (
    "verified",
    "2020年底行政区划代码（GB/T 2260） / codes of divisions, end of 2020",
    "https://github.com/yescallop/areacodes",
)
ZONES: Final = (
    "unverified",
    "2020年6月30日前的国家级车联网先导区名单 / list of national pilot zones named by 30 June 2020",
    "",
)
ZONE: Final = "national_iov_zone_hosted"

PLAIN: Final = re.compile(r"[A-Za-z\u4e00-\u9fff][\w .\-/()%，。；：（）、“”《》〔〕]*(?<! )")
RESERVED: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})

Fields: TypeAlias = list[tuple[str, str]]  # key, encoded value
Source: TypeAlias = tuple[tuple[str, str], ...]
Divisions: TypeAlias = Mapping[str, Fact]


# --- YAML


def scalar(text: str) -> str:
    """Return *text* as a YAML scalar: plain where that is safe, else in double quotes."""
    if PLAIN.fullmatch(text) and text.casefold() not in RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(fields: Iterable[tuple[str, str]]) -> str:
    """Return encoded fields as a flow mapping."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in fields) + "}"


def mapping_lines(lead: str, fields: Fields) -> list[str]:
    """Return encoded fields after *lead* ("  -" or "  s1:"): in one line if it fits, else one line each."""
    line = f"{lead} {flow(fields)}"
    if len(line) <= WIDTH:
        return [line]
    pad = " " * (len(lead) - len(lead.lstrip()) + 2)
    lines = [f"{pad}{key}: {value}" for key, value in fields]
    return [lead, *lines] if lead.endswith(":") else [lead + lines[0][len(lead) :], *lines[1:]]


def digits(number: Decimal) -> str:
    """Return a number without exponent and without trailing zeros."""
    return format(number.normalize(), "f")


# --- submissions


def is_number(fact: Fact, spec: Spec) -> bool:
    """Return whether *spec* takes over the number of *fact*, with its hedge or rounding."""
    return not (spec.value or spec.items or fact["unit"] == "bool")


def value_of(fact: Fact, spec: Spec) -> str:
    """Return the value that *spec* makes of *fact*, as written in the file."""
    if is_number(fact, spec):
        return digits(Decimal(fact["value"]) * spec.factor)
    if spec.items:
        return "[" + ", ".join(flow(item.items()) for item in spec.items) + "]"
    return spec.value or fact["value"]


def source_of(item: Placed) -> Source:
    """Return the source of a fact as fields: a copy if the page is a mirror, else press."""
    fact = item.fact
    fields = [("kind", "copy" if item.is_copy else "press"), ("title", scalar(fact["source_title"]))]
    fields += [("url", scalar(fact["source_url"])), ("issued", fact["source_date"])]
    return tuple((key, value) for key, value in fields if value)


def claim_fields(item: Placed, spec: Spec, mapping: FactMapping, source: str) -> Fields:
    """Return one claim as encoded fields."""
    fact, number = item.fact, is_number(item.fact, spec)
    hedge = spec.hedge or (mapping.hedge_of(fact) if number else "")
    place = mapping.rounded_at(fact) if number and not hedge else None
    remark = mapping.remark_on(fact)
    fields = [("value", value_of(fact, spec)), ("as_of", fact["as_of"]), ("source", source)]
    fields += [("hedge", hedge)] if hedge else []
    fields += [("rounded-to", digits(place * spec.factor))] if place else []
    return fields + ([("note", scalar(remark))] if remark else [])


def note_fields(item: Placed, mapping: FactMapping, source: str) -> Fields:
    """Return one unscored note as encoded fields; a hedge of its number goes into the remark."""
    fact = item.fact
    remark = joined(mapping.remark_on(fact), HEDGED.get(mapping.hedge_of(fact), ""))
    fields = [("fact", fact["indicator"]), ("value", json.dumps(fact["value"])), ("unit", scalar(fact["unit"]))]
    fields += [("as_of", fact["as_of"]), ("source", source)]
    return fields + ([("note", scalar(remark))] if remark else [])


def joined(*remarks: str) -> str:
    """Return the remarks that are not empty, in one line."""
    return "; ".join(remark for remark in remarks if remark)


def claim_lines(items: Sequence[Placed], mapping: FactMapping, cite: Callable[[Placed], str]) -> Iterator[str]:
    """Yield the claims, by indicator in the order of the mapping, then by date."""
    claims: dict[str, list[tuple[Placed, Spec]]] = {indicator: [] for indicator in mapping.indicators()}
    for item in sorted(items, key=lambda item: item.fact["as_of"]):
        for spec in item.entry.claims:
            claims[spec.indicator].append((item, spec))
    yield "claims:" if any(claims.values()) else "claims: {}"
    for indicator, pairs in claims.items():
        yield from (f"  {name}:" for name in [indicator] if pairs)
        for item, spec in pairs:
            yield from mapping_lines("    -", claim_fields(item, spec, mapping, cite(item)))


def note_lines(items: Sequence[Placed], mapping: FactMapping, cite: Callable[[Placed], str]) -> Iterator[str]:
    """Yield the unscored notes, in the order of the table."""
    notes = [item for item in items if "note" in item.entry.reasons]
    if notes:
        yield "notes:"
    for item in notes:
        yield from mapping_lines("  -", note_fields(item, mapping, cite(item)))


def to_submission(cycle: Cycle, name: str, items: Sequence[Placed], mapping: FactMapping) -> str:
    """Return the text of one submission file."""
    ids: dict[Source, str] = {}

    def cite(item: Placed) -> str:
        return ids.setdefault(source_of(item), f"s{len(ids) + 1}")

    body = [*claim_lines(items, mapping, cite), *note_lines(items, mapping, cite)]
    head = [
        f'locality: "{items[0].locality}"',
        f"name: {name}",
        f"period: {cycle.name}",
        "origin: reconstructed",
        "sources:",
    ]
    sources = (line for source, identity in ids.items() for line in mapping_lines(f"  {identity}:", list(source)))
    return HEAD + "\n".join([*head, *sources, *body]) + "\n"


def iter_submissions(
    placed: Sequence[Placed], mapping: FactMapping, divisions: Divisions
) -> Iterator[tuple[str, str, list[Placed]]]:
    """Yield path, text and facts of every submission."""
    codes = sorted({item.locality for item in placed} - {NATION})
    for cycle in CYCLES:
        for code in codes:
            own = [item for item in placed if item.locality == code]
            items = [item for item in own if item.holds_by(cycle.end)]
            if any(cycle.is_founded_by(item) for item in own):
                path = f"submissions/{cycle.name}/{code}-{slug(own[0].fact['locality_en'])}.yaml"
                yield path, to_submission(cycle, divisions[code]["name_zh"], items, mapping), items


def slug(name: str) -> str:
    """Return an English name for use in a file name: Xi'an -> xian, Lishui District (Nanjing) -> lishui-district."""
    bare = re.sub(r"\(.*?\)|'", "", name).strip().casefold()
    return re.sub(r"[^a-z0-9]+", "-", bare)


# --- tables of the pack


def target_row(item: Placed, spec: Spec, mapping: FactMapping, divisions: Divisions) -> dict[str, str]:
    """Return one row of targets.csv."""
    fact, setter = item.fact, mapping.setter_of(item.fact)
    assumed = "下达主体为推定 / body assumed" if setter.get("assumed") else ""
    copied = "转载页 / copy" if item.is_copy else ""
    return {
        "locality": item.locality,
        "indicator": spec.indicator,
        "period": fact["period"].removesuffix("-target"),
        "value": value_of(fact, spec),
        "basis": spec.basis,
        "set_by": organ_name(setter["body"], item.locality, divisions),
        "body": setter["body"],
        "announced_on": fact["as_of"],
        "due_by": "",
        "source_title": fact["source_title"],
        "source_url": fact["source_url"],
        "note": joined(mapping.remark_on(fact), HEDGED.get(mapping.hedge_of(fact), ""), assumed, copied),
    }


def organ_name(body: str, locality: str, divisions: Divisions) -> str:
    """Return the name of the organ; a communications administration is always the province's."""
    own, province = divisions[locality], divisions[locality[:2] + "0000"]
    names = {
        "government": f"{own['name_zh']}人民政府 / government of {own['name_en']}",
        "regulator": f"{province['name_zh']}通信管理局 / communications administration of {province['name_en']}",
        "department": f"{own['name_zh']}工业和信息化主管部门 / industry department of {own['name_en']}",
    }
    return names[body]


def frame_row(locality: str, indicator: str, value: str, source: tuple[str, str, str, str]) -> dict[str, str]:
    """Return one row of localities.csv; *source* is status, title, address and note."""
    return dict(zip(FRAME_COLUMNS, (locality, indicator, "2020", value, *source), strict=True))


def iter_frames(placed: Sequence[Placed], mapping: FactMapping, divisions: Divisions) -> Iterator[dict[str, str]]:
    """Yield the rows of localities.csv, in no order: facts of the table, counts of divisions, pilot zones."""
    hosts = set()
    for item in placed:
        fact, spec = item.fact, item.entry.frame
        if spec is not None:
            source = ("unverified", fact["source_title"], fact["source_url"], mapping.remark_on(fact))
            yield frame_row(item.locality, spec.indicator, value_of(fact, spec), source)
            hosts |= {item.locality} if spec.indicator == ZONE else set()
    mainland = {code[:2] + "0000" for code, division in divisions.items() if division["level"] != "province"}
    for code in mainland | {item.locality for item in placed} - {NATION}:
        yield from count_rows(code, divisions)
        if code not in hosts:
            yield zone_row(code, mapping)


def count_rows(code: str, divisions: Divisions) -> Iterator[dict[str, str]]:
    """Yield how many prefectures and counties lie within a locality; no row for the counties of one that has none."""
    stem = code[:2] if code.endswith("0000") else code[:4]
    within = Counter(
        division["level"] for other, division in divisions.items() if other.startswith(stem) and other != code
    )
    source = (*GB_T_2260, f"与{DIVISIONS}相同 / the same in {DIVISIONS}")
    if code.endswith("0000"):
        yield frame_row(code, "city_count", str(within["prefecture"]), source)
    if code.endswith("00") and within["county"]:
        yield frame_row(code, "county_count", str(within["county"]), source)


def zone_row(code: str, mapping: FactMapping) -> dict[str, str]:
    """Return whether a locality hosts a national pilot zone: as its own row of the mapping says, or not."""
    own = {row["locality"]: row for row in mapping.zones["rows"]}
    row = own.get(code, {"value": "false", "note": mapping.zones["others"]})
    return frame_row(code, ZONE, row["value"], (*ZONES, bilingual(row["note"])))


def rejected_rows(placed: Sequence[Placed], output: str, mapping: FactMapping) -> list[dict[str, str]]:
    """Return the facts that a table refuses, each with the reason."""
    refused = [item for item in placed if output in item.entry.reasons]
    return [{**item.fact, "reason": bilingual(mapping.reasons[item.entry.reasons[output]])} for item in refused]


def to_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """Return a CSV table; all rows have the same columns."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def build_tables(placed: Sequence[Placed], mapping: FactMapping, divisions: Divisions) -> dict[str, str]:
    """Return the tables of the pack: path -> text."""
    targets = [
        target_row(item, item.entry.target, mapping, divisions) for item in placed if item.entry.target is not None
    ]
    targets.sort(key=lambda row: (row["locality"], row["indicator"], row["announced_on"]))
    frames = sorted(iter_frames(placed, mapping, divisions), key=lambda row: (row["locality"], row["indicator"]))
    return {
        f"{PACK}/targets.csv": to_csv(targets),
        f"{PACK}/targets-rejected.csv": to_csv(rejected_rows(placed, "reject", mapping)),
        f"{PACK}/localities.csv": to_csv(frames),
        f"{PACK}/localities-rejected.csv": to_csv(rejected_rows(placed, "reject-frame", mapping)),
    }


# --- all of it


def destination_of(item: Placed, *, submitted: bool) -> str:
    """Return the one place under which a fact is counted: the first of those that it reaches."""
    entry = item.entry
    reached = {
        "claims": submitted and bool(entry.claims),
        "targets": entry.target is not None,
        "frame facts": entry.frame is not None,
        "notes": submitted,
        "rejected targets": "reject" in entry.reasons,
        "ignored (national)": "ignore" in entry.reasons,
        "ignored (locality without submission)": item.holds_by(CYCLES[-1].end),
        f"ignored (before {YEAR_START})": True,
    }
    return next(name for name, is_reached in reached.items() if is_reached)


def build() -> tuple[dict[str, str], Counter[str]]:
    """Return all files (path -> text), and how many facts went where."""
    mapping = read_mapping()
    divisions = {division["code"]: division for division in read_table(DIVISIONS)}
    placed = [mapping.place(fact) for fact in read_table(FACTS_FILE)]
    submissions = list(iter_submissions(placed, mapping, divisions))
    submitted = {id(item) for _, _, items in submissions for item in items}
    counts = Counter(destination_of(item, submitted=id(item) in submitted) for item in placed)
    return {path: text for path, text, _ in submissions} | build_tables(placed, mapping, divisions), counts


def stale_files(files: Collection[str]) -> list[str]:
    """Return the submissions that this script once wrote and no longer does."""
    found = (path for cycle in CYCLES for path in sorted((ROOT / "submissions" / cycle.name).glob("*.yaml")))
    own = (path.relative_to(ROOT).as_posix() for path in found if MARK in path.read_text(encoding="utf-8"))
    return [name for name in own if name not in files]


def write(files: Mapping[str, str], stale: Iterable[str]) -> None:
    """Write all files and remove the stale ones."""
    for name, text in files.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_bytes(text.encode())
    for name in stale:
        (ROOT / name).unlink()


def main(arguments: Sequence[str]) -> int:
    """Run the script and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    is_check = parser.parse_args(arguments).check
    try:
        files, counts = build()
    except UnmappedError as error:
        sys.stderr.write(f"{MAPPING_FILE}: {error}\n")
        return 1
    present = {name: (ROOT / name).read_bytes() for name in files if (ROOT / name).is_file()}
    differing = [name for name, text in files.items() if present.get(name) != text.encode()]
    stale = stale_files(files)
    if is_check:
        sys.stderr.writelines(f"{name}: differs; run python {MARK}\n" for name in differing + stale)
        return 1 if differing or stale else 0
    write(files, stale)
    parts = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    sys.stdout.write(
        f"{len(files)} files, {len(differing)} changed, {len(stale)} removed\n{counts.total()} facts = {parts}\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
