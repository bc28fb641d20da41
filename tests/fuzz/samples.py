"""Sound files of the invented pack in every format that is read, and ways to spoil them, the same from one seed."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import openpyxl

from checker.model.pack import Pack
from checker.packs.gazetteer import read_gazetteer
from checker.readers.formats import FORMATS
from checker.use_cases.forming import request_form, to_form

FORM = """\
format: checker-submission/1
directive: tiny
locality: "140100"
name: 太原市
period: 2020-H1
sources:
  s1: {kind: ledger, title: 虚构台账, issued: 2020-07-01}
claims:
  stations: {value: 3944, unit: stations, as_of: 2020-06-30, hedge: over, rounded-to: 1, source: s1, note: 备注}
  uptime: 95%
  plan: 已起草
  trials:
    - value: [{sector: steel, stage: trial, sites: 3}]
"""
TREE = {
    "format": "checker-submission/1",
    "directive": "tiny",
    "locality": "140100",
    "period": "2020-H1",
    "sources": {"s1": {"kind": "ledger", "title": "虚构台账", "issued": "2020-07-01"}},
    "claims": {"stations": {"value": 3944, "source": "s1", "note": "约"}, "uptime": 0.95, "trials": {"value": []}},
}
WIDE = """\
locality,period,stations,uptime,plan,stations.note
140100,2020-H1,3944,95%,drafted,备注
140200,2020-H1,3200,,,
"""
LONG = """\
locality,period,indicator,value,as_of,note
140100,2020-H1,stations,3944,2020-06-30,备注
140100,2020-H1,uptime,0.95,,
"""
# What readers stumble over, put in at random.
PIECES = (
    *(b"{", b"}", b"[", b"]", b'"', b"'", b":", b",", b"\n", b"\r\n", b"\t", b"- ", b"---\n"),
    *(b"&a ", b"*a", b"!t ", b"<<: ", b"null", b"=1+1", b"#REF!", b"1e400", b"NaN", b"-0", b"9" * 400),
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xd4\xad", b"\xed\xa0\x80", b"\\ud800", b"\xe2\x80\xa8", b"\x80"),
    *(text.encode() for text in ("３，２００", "3.2万", "½", "八十九", "约90", "2020年6月30日", "无")),
    *(b"[" * 70, b"{" * 70, b"sources.s1.kind", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b'r="A1048577"', b'="XFD9"'),
)


def samples(pack: Pack) -> Mapping[str, tuple[bytes, ...]]:
    """Return sound files by format."""
    line = json.dumps(TREE, ensure_ascii=False)
    tables = {
        end: tuple(text.replace(",", sign).encode(code) for text in (WIDE, LONG) for code in ("utf-8", "gbk"))
        for end, sign in (("csv", ","), ("tsv", "\t"))
    }
    found: dict[str, tuple[bytes, ...]] = {
        "yaml": (FORM.encode(), FORM.encode("gbk"), FORM.encode("utf-16")),
        "json": (line.encode(), json.dumps(TREE, indent=2).encode()),
        "ndjson": ("\n".join([line] * 4).encode(), line.encode("gbk"), line.encode("utf-16")),
        "xlsx": _workbooks(pack),
        "parquet": _parquets(),
        **tables,
    }
    assert found.keys() == FORMATS.keys(), "each format needs a sample"
    return found


def _workbooks(pack: Pack) -> tuple[bytes, ...]:
    gazetteer = read_gazetteer()
    forms: list[bytes] = []
    for codes in (["140100"], ["140100", "140200"]):  # a form, and a row a locality
        places = [gazetteer.resolve(code) for code in codes]
        request = request_form(pack, [one[0] for one in places if one], "2020-H1", "zh")
        made = to_form(request, "a.xlsx")
        assert isinstance(made, bytes)
        forms += [made, _filled(made)]
    return tuple(forms)


def _filled(form: bytes) -> bytes:
    """Return a workbook with something in every cell that is left to be filled in."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    for sheet in book:
        for row in sheet.iter_rows(max_row=40):
            for cell in row:
                if not cell.protection.locked and cell.value is None:
                    cell.value = 1
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _parquets() -> tuple[bytes, ...]:
    import duckdb  # noqa: PLC0415 - loaded once, for the samples alone

    with tempfile.TemporaryDirectory() as folder:
        made: list[bytes] = []
        for name, text in (("wide", WIDE), ("long", LONG)):
            source, target = Path(folder) / f"{name}.csv", Path(folder) / f"{name}.parquet"
            source.write_text(text, encoding="utf-8")
            duckdb.sql(f"COPY (FROM read_csv('{source}', all_varchar=true)) TO '{target}' (FORMAT parquet)")
            made.append(target.read_bytes())
    return tuple(made)


def spoil(content: bytes, dice: Random) -> bytes:
    """Return *content* spoilt in one to four places; in a zip, most often within one of its parts."""
    if content.startswith(b"PK") and dice.random() < 0.8:
        return _spoil_part(content, dice)
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        content = dice.choice(_WAYS)(content, dice)
    return content


def _spoil_part(content: bytes, dice: Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as spoilt:
        names = book.namelist()
        chosen = dice.choice(names)
        for name in names:
            part = book.read(name)
            if name == chosen and dice.random() < 0.1:
                continue
            spoilt.writestr(name, spoil(part, dice) if name == chosen else part)
    return made.getvalue()


def _flip(content: bytes, dice: Random) -> bytes:
    if not content:
        return b"x"
    at = dice.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << dice.randrange(8))]) + content[at + 1 :]


def _cut(content: bytes, dice: Random) -> bytes:
    start = dice.randint(0, len(content))
    return content[:start] + content[start + dice.choice((1, 2, 10, len(content))) :]


def _repeat(content: bytes, dice: Random) -> bytes:
    start = dice.randint(0, len(content))
    end = min(len(content), start + dice.randint(1, 60))
    return content[:end] + content[start:end] * dice.choice((1, 2, 50)) + content[end:]


def _insert(content: bytes, dice: Random) -> bytes:
    at = dice.randint(0, len(content))
    return content[:at] + dice.choice(PIECES) + content[at:]


def _replace(content: bytes, dice: Random) -> bytes:
    at = dice.randint(0, len(content))
    piece = dice.choice(PIECES)
    return content[:at] + piece + content[at + len(piece) :]


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (_flip, _cut, _repeat, _insert, _insert, _replace)
