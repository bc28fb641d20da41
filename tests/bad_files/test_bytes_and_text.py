"""What no reader may be harmed or misled by: bytes, encodings, YAML and JSON that are not what they seem.

Each case says what is refused, at which character (the mark), and what the submitter is told in both languages.
The letters are those of the threat model (A1 to A8).
"""

from __future__ import annotations

from dataclasses import dataclass
from time import process_time

import pytest
from marks import MARK, marked, short

from checker.model.assessment import Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.files import InputFile
from checker.readers.read import read_submission
from checker.reports.wording import finding_line, remedy

HEAD = 'format: checker-submission/1\ndirective: tiny\nlocality: "140100"\nperiod: 2020-H1\n'
SOUND = HEAD + "claims: {}\n"
JSON_HEAD = '{"format": "checker-submission/1", "directive": "tiny", "locality": "140100", "period": "2020-H1", '
DEEP = 100_000


@dataclass(frozen=True)
class Told:
    """What a refusal says: its code, and parts of its text in both languages."""

    code: str
    zh: tuple[str, ...]
    en: tuple[str, ...]


ALIAS = Told(
    "yaml-alias", ("锚点、引用和合并键", "把内容写全"), ("anchors, aliases and merge keys", "write the content out")
)
SEVERAL = Told("several-documents", ("多份文档", "单独成文件"), ("several documents", "its own file"))
KEY = Told("yaml-key", ("键必须是文字",), ("a key must be plain text",))
DEPTH = Told(
    "too-deep", ("嵌套过深（上限 64 层）", "去掉多余的括号"), ("nested too deep (limit 64 levels)", "remove the extra")
)
BIG = Told(
    "too-many-values",
    ("内容过多（上限 200000 个值）", "拆成几份"),
    ("too much in one document (limit 200000 values)", "split it"),
)
NUMBER = Told("wrong-type", ("类型不符", "数字不加引号"), ("wrong type", "write a number without quotes"))
NO_TEXT = Told("encoding", ("文字编码有误", "重新录入"), ("broken characters", "type this text again"))


IN_CHINESE = {"list": "列表", "mapping": "一组字段", "": "空值"}


def tag(name: str) -> Told:
    """Return what is said of a tag."""
    return Told(
        "yaml-tag", (f"不支持 YAML 标签 {name}", "去掉标签"), (f"YAML tag {name} is not supported", "remove the tag")
    )


def syntax(found: str) -> Told:
    """Return what is said of a text that is neither YAML nor JSON."""
    return Told(
        "syntax",
        (f"语法错误：此处读不下去（{found}", "缩进、引号和括号"),
        (f"syntax error: {found}", "check indentation"),
    )


def twice(key: str) -> Told:
    """Return what is said of a key that stands twice."""
    return Told("key-twice", (f"键 {key} 出现两次（另见 ", "只保留一处"), (f"key {key} stands twice (see ", "keep one"))


def alike(first: str, second: str) -> Told:
    """Return what is said of two keys that look the same; both are named as they can be seen apart."""
    return Told(
        "key-look-alike",
        (f"键 {second} 与 {first}（", "用同一种写法"),
        (f"key {second} looks the same as {first} (", "spell it one way"),
    )


def no_number(shown: str) -> Told:
    """Return what is said of something that stands where a number belongs."""
    return Told(
        "wrong-type",
        (f"（发现 {IN_CHINESE.get(shown, shown)}；应为 ", "数字不加引号"),
        (f"(found {shown}; expected ", "without quotes, unit or separators"),
    )


def perhaps(shown: str, nearest: str) -> Told:
    """Return what is said of a number that is not written clearly."""
    return Told(
        "number-unclear",
        (f"（发现 {shown}）（是不是 {nearest}？）", "用半角阿拉伯数字写"),
        (f"(found {shown}) (did you mean {nearest}?)", "write plain digits"),
    )


def outside(shown: str) -> Told:
    """Return what is said of a number that is out of bounds."""
    return Told(
        "out-of-bounds",
        (f"（发现 {shown}；应在 [0, 200000] 之内）", "核对数值和单位"),
        (f"(found {shown};", "check the value"),
    )


def unclear(byte: int, zh: str, en: str) -> Told:
    """Return what is said of bytes that are of no one encoding."""
    return Told(
        "encoding-unclear",
        (f"编码不明（自第 {byte} 字节起；{zh}）", "用 --encoding 写明编码"),
        (f"encoding unclear (from byte {byte} on; {en})", "give the encoding with --encoding"),
    )


def bomb(levels: int) -> str:
    """Return lists of ten references each: read with aliases, they hold 10 to the power of *levels* values."""
    lines = ["a0: " + MARK + "&a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


def merges(levels: int) -> str:
    """Return mappings that merge the one before twice: *levels* deep, two to that power of keys."""
    lines = ["a0: " + MARK + "&a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, levels)]
    return "\n".join(lines)


YAML = {
    # A1
    "alias bomb, 10^12": (bomb(12), ALIAS),
    "merge keys 25 deep": (merges(25), ALIAS),
    "merge key alone": (HEAD + "claims:\n  ‸<<: {stations: 1}\n", ALIAS),
    "reference to itself": ("a: ‸&a [*a]", ALIAS),
    "alias without anchor": (HEAD + "claims: ‸*x\n", ALIAS),
    # A2
    "python tag": (
        HEAD + "claims: ‸!!python/object/apply:os.system [id]\n",
        tag("tag:yaml.org,2002:python/object/apply:os.system"),
    ),
    "include tag": (HEAD + "claims: ‸!include /etc/passwd\n", tag("!include")),
    "binary tag": (HEAD + "claims: {stations: ‸!!binary NTAw}\n", tag("tag:yaml.org,2002:binary")),
    "string tag": (HEAD + "claims: {stations: ‸!!str 5}\n", tag("tag:yaml.org,2002:str")),
    "bare tag": (HEAD + "claims: {stations: ‸! 5}\n", tag("!")),
    "several documents": (SOUND + "‸---\n" + SOUND, SEVERAL),
    "list as key": (HEAD + "claims: {‸[a, b]: 1}\n", KEY),
    "mapping as key": (HEAD + "claims:\n  ? ‸{a: b}\n  : 1\n", KEY),
    # A3, where a number belongs; what stays text is in test_exact_values.py
    "no": (HEAD + "claims: {stations: ‸no}\n", no_number("no")),
    "leading zero": (HEAD + "claims: {stations: ‸010203}\n", perhaps("010203", "10203")),
    "base sixty": (HEAD + "claims: {stations: ‸1:30}\n", no_number("1:30")),
    "underscore": (HEAD + "claims: {stations: ‸1_000}\n", perhaps("1_000", "1000")),
    "date": (
        HEAD + "claims: {stations: ‸2025-03-31}\n",
        Told(
            "number-as-date",
            ("发现的是日期（2025-03-31）", "重新填数"),
            ("a date where a number belongs", "enter the number again"),
        ),
    ),
    "hexadecimal": (HEAD + "claims: {stations: ‸0x10}\n", no_number("0x10")),
    "octal": (HEAD + "claims: {stations: ‸0o10}\n", no_number("0o10")),
    "no whole part": (
        HEAD + "claims: {stations: ‸.5}\n",
        Told(
            "not-whole", ("应为整数（发现 .5）", "填写整数"), ("not a whole number (found .5)", "write a whole number")
        ),
    ),
    "on as truth value": (
        HEAD + "claims: {task_done: ‸on}\n",
        Told("not-one-of", ("发现 on；应为 是（true）", "选一个"), ("found on; expected true, false", "choose one")),
    ),
    # A4
    "key twice": (HEAD + "claims:\n  stations: 1\n  ‸stations: 2\n", twice("stations")),
    "key twice, equal": (SOUND + "‸claims: {}\n", twice("claims")),
    "key twice, escaped": (HEAD + 'claims:\n  stations: 1\n  ‸"\\u0073tations": 1\n', twice("stations")),
    "key twice, quoted": (HEAD + "claims: {stations: {value: 1, ‸'value': 1}}\n", twice("value")),
    "case": (HEAD + "claims: {plan: none, ‸Plan: none}\n", alike("plan", "Plan")),
    "width": (HEAD + "claims: {plan: none, ‸ｐｌａｎ: none}\n", alike("plan", "ｐｌａｎ")),
    "composition": (HEAD + 'claims: {café: 1, ‸"cafe\\u0301": 1}\n', alike("café", "cafe\u0301")),
    "blank": (HEAD + "claims: {task_done: true, ‸task_ done: true}\n", alike("task_done", "task_ done")),
    "zero width": (HEAD + 'claims: {plan: none, ‸"pl\\u200ban": none}\n', alike("plan", "pl\\u200ban")),
    # A5
    "open": ("[" * 64 + "‸[" + "[" * DEEP, DEPTH),
    "open and closed": ("[" * 64 + "‸[" + "[" * DEEP + "]" * (DEEP + 65), DEPTH),
    "open mappings": ("{a: " * 64 + "‸{a: " + "{a: " * DEEP, DEPTH),
    "dashes": ("- " * 64 + "‸- " + "- " * DEEP, DEPTH),
    "unused field": (SOUND + "notes: " + "[" * 63 + "‸[" + "[" * 836 + "]" * 900 + "\n", DEPTH),
    # A6
    "not a number": (HEAD + "claims: {stations: ‸NaN}\n", no_number("NaN")),
    "yaml not a number": (HEAD + "claims: {stations: ‸.nan}\n", no_number(".nan")),
    "infinity": (HEAD + "claims: {stations: ‸-.inf}\n", no_number("-.inf")),
    "1e400": (HEAD + "claims: {stations: ‸1e400}\n", no_number("1e400")),
    "1e-400": (HEAD + "claims: {density: ‸1e-400}\n", no_number("1e-400")),
    "1e999999999": (HEAD + "claims: {stations: ‸1e999999999}\n", no_number("1e999999999")),
    "5 000 digits": (HEAD + "claims: {stations: ‸" + "7" * 5_000 + "}\n", no_number("7" * 79 + "…")),
    "1 000 000 digits": (HEAD + "claims: {stations: ‸" + "7" * 1_000_000 + "}\n", no_number("7" * 79 + "…")),
    "1 000 000 decimals": (HEAD + "claims: {density: ‸0." + "7" * 1_000_000 + "}\n", no_number("0." + "7" * 77 + "…")),
    "35 digits": (HEAD + "claims: {density: ‸1." + "0" * 34 + "}\n", no_number("1." + "0" * 34)),
    "below": (HEAD + "claims: {stations: ‸-1}\n", outside("-1")),
    "above": (HEAD + "claims: {stations: ‸200001}\n", outside("200001")),
    "1e30": (HEAD + "claims: {stations: ‸1e30}\n", outside("1e30")),
    # A7
    "truth value": (HEAD + "claims: {stations: ‸true}\n", no_number("true")),
    "text": (HEAD + 'claims: {stations: ‸"many"}\n', no_number("many")),
    "block": (HEAD + "claims:\n  stations: ‸|\n    39\n    44\n", no_number("39\\u000a44\\u000a")),
    "list": (HEAD + "claims: {stations: {value: ‸[3944]}}\n", no_number("list")),
    "list of numbers": (
        HEAD + "claims: {stations: [‸3944]}\n",
        Told("wrong-structure", ("发现 3944",), ("found 3944",)),
    ),
    "object": (HEAD + "claims: {stations: {value: ‸{n: 3944}}}\n", no_number("mapping")),
    # A8
    "escaped surrogate": (
        HEAD + 'claims: {}\nname: "\\u‸d800"\n',
        syntax("found invalid Unicode character escape code"),
    ),
    "bell": (HEAD + "name: 太原‸\a市\n", NO_TEXT),
    "escape code": (HEAD + "name: ‸\x1b[31m\n", NO_TEXT),
    "delete": (HEAD + "name: 太‸\x7f原\n", NO_TEXT),
    "C1": (HEAD + "name: 太‸\x9b原\n", NO_TEXT),
    "no character": (HEAD + "name: 太‸\uffff原\n", NO_TEXT),
    "cut off": (HEAD + "claims: {stations: [‸", syntax("did not find expected node content")),
    "tab": (HEAD + "claims:\n‸\tstations: 1\n", syntax("found character that cannot start any token")),
}

JSON = {
    # A4
    "key twice": (JSON_HEAD + '"claims": {"stations": 1, ‸"stations": 2}}', twice("stations")),
    "key twice, equal": (JSON_HEAD + '"claims": {}, ‸"claims": {}}', twice("claims")),
    "key twice, escaped": (JSON_HEAD + '"claims": {"stations": 1, ‸"\\u0073tations": 1}}', twice("stations")),
    "key twice, below": (
        JSON_HEAD + '"claims": {"plan": {"value": 1}, "stations": {"value": 1, ‸"value": 2}}}',
        twice("value"),
    ),
    "case": (JSON_HEAD + '"claims": {"plan": "none", ‸"Plan": "none"}}', alike("plan", "Plan")),
    "zero width": (JSON_HEAD + '"claims": {"plan": "none", ‸"pl\\u200ban": "none"}}', alike("plan", "pl\\u200ban")),
    # A5
    "open": ("[" * 64 + "‸[" + "[" * DEEP, DEPTH),
    "open and closed": ("[" * 64 + "‸[" + "[" * DEEP + "]" * (DEEP + 65), DEPTH),
    "open objects": ('{"a":' * 64 + '‸{"a":' + '{"a":' * DEEP, DEPTH),
    "unused field": (JSON_HEAD + '"claims": {}, "notes": ' + "[" * 63 + "‸[" + "[" * 836 + "]" * 900 + "}", DEPTH),
    # A6
    "not a number": (JSON_HEAD + '"claims": {"stations": ‸NaN}}', no_number("NaN")),
    "infinity": (JSON_HEAD + '"claims": {"stations": ‸-Infinity}}', no_number("-Infinity")),
    "1e400": (JSON_HEAD + '"claims": {"stations": ‸1e400}}', no_number("1e400")),
    "1e999999999": (JSON_HEAD + '"claims": {"stations": ‸1e999999999}}', no_number("1e999999999")),
    "5 000 digits": (JSON_HEAD + '"claims": {"stations": ‸' + "7" * 5_000 + "}}", no_number("7" * 79 + "…")),
    "1 000 000 digits": (JSON_HEAD + '"claims": {"stations": ‸' + "7" * 1_000_000 + "}}", no_number("7" * 79 + "…")),
    "leading zero": (JSON_HEAD + '"claims": {"stations": 0‸10203}}', syntax("Expecting ',' delimiter")),
    # A7
    "truth value": (JSON_HEAD + '"claims": {"stations": ‸true}}', no_number("true")),
    "text": (JSON_HEAD + '"claims": {"stations": ‸"many"}}', no_number("many")),
    "list": (JSON_HEAD + '"claims": {"stations": {"value": ‸[3944]}}}', no_number("list")),
    "object": (JSON_HEAD + '"claims": {"stations": {"value": ‸{}}}}', no_number("mapping")),
    # A8
    "half a pair": (JSON_HEAD + '"claims": {}, "name": ‸"\\ud800"}', NO_TEXT),
    "half a pair in a key": (JSON_HEAD + '"claims": {‸"\\udfff": 1}}', NO_TEXT),
    "bell": (JSON_HEAD + '"claims": {}, "name": "太原‸\a市"}', NO_TEXT),
    "line break in a text": (JSON_HEAD + '"claims": {}, "name": "太原‸\n市"}', syntax("Invalid control character at")),
    "delete": (JSON_HEAD + '"claims": {}, "name": "太‸\x7f原"}', NO_TEXT),
    "cut off": (JSON_HEAD + '"claims": {‸', syntax("Expecting property name enclosed in double quotes")),
    "nothing": ("‸", syntax("Expecting value")),
    "two": ("{} ‸{}", syntax("Extra data")),
    "open text, a million quotes": ('{"a": ‸"' + '\\"' * 1_000_000, syntax("Unterminated string starting at")),
    "more values than anybody has": ("[" + "1," * 199_999 + "1‸" + ",1" * 800_000 + "]", BIG),
}

GBK = "name: 太原市\n".encode("gbk")  # its first two characters are UTF-8 as well, the third is not
NEITHER = ("既不是 UTF-8，也不是 GB18030", "neither UTF-8 nor GB18030")
HAS_NUL = ("有 NUL 字节，可能是没有标记的 UTF-16", "a NUL byte: may be UTF-16 without a mark")

# These are faults of the file as a whole: the byte is named, no line.
BYTES = {
    "UTF-16 without mark": (SOUND.encode("utf-16-le"), unclear(1, *HAS_NUL)),
    "half and half": (
        "# 太原\n".encode() + SOUND.encode() + GBK,
        unclear(len(SOUND) + 19, "可能是 UTF-8 和 GBK 混用", "may be UTF-8 and GBK together"),
    ),
    "overlong": (SOUND.encode() + b"# \xe0\x80\xaf\n", unclear(len(SOUND) + 2, *NEITHER)),
    "surrogate in UTF-8": (SOUND.encode() + b"# \xed\xa0\x80\n", unclear(len(SOUND) + 2, *NEITHER)),
    "cut within a character": (
        SOUND.encode() + "# 太".encode()[:-1],
        unclear(len(SOUND) + 2, "可能是中断的 UTF-8", "may be UTF-8, cut off"),
    ),
    "a byte of nothing": (SOUND.encode() + b"# \xff", unclear(len(SOUND) + 2, *NEITHER)),
    "euro of code page 936": (SOUND.encode() + b"# \xd4\xad\x80\n", unclear(len(SOUND) + 4, *NEITHER)),
    "Big5": (
        SOUND.encode() + "# 臺灣繁體中文統計\n".encode("big5"),
        unclear(len(SOUND) + 2, "可能是 GB18030 或 Big5", "may be GB18030 or Big5"),
    ),
    "GBK that is UTF-8 as well": (
        SOUND.encode() + "# 太原\n".encode("gbk")[:-3],
        unclear(len(SOUND) + 2, "可能是 UTF-8 或 GBK", "may be UTF-8 or GBK"),
    ),
    "NUL": ("# 太原\n\0".encode(), unclear(9, *HAS_NUL)),
}


def refused(name: str, content: bytes, told: Told, pack: Pack, gazetteer: Gazetteer) -> str:
    """Assert that *content* is refused within a second, for one fault, in these words. Return its place."""
    began = process_time()
    answer = read_submission(InputFile(name, content), pack, gazetteer)
    assert isinstance(answer, Refusal)
    (finding,) = answer.findings
    lines = {language: finding_line(finding, language) for language in ("zh", "en")}
    assert process_time() - began < 1
    assert (finding.code, finding.severity) == (told.code, "critical")
    for language, parts in (("zh", told.zh), ("en", told.en)):
        line = f"{lines[language]} {remedy(finding.code, finding.parameters, language)}"
        assert [part for part in parts if part not in line] == [], line
        assert len(lines[language]) <= 500
        assert line.isprintable()
    return str(finding.locus)


@pytest.mark.parametrize("case", YAML)
def test_yaml_is_refused_at_the_mark(case: str, tiny: Pack, gazetteer: Gazetteer) -> None:
    text, told = YAML[case]
    wanted = marked(text)
    assert refused("bad.yaml", wanted.text.encode(), told, tiny, gazetteer) == str(wanted.locus("bad.yaml"))


@pytest.mark.parametrize("case", JSON)
def test_json_is_refused_at_the_mark(case: str, tiny: Pack, gazetteer: Gazetteer) -> None:
    text, told = JSON[case]
    wanted = marked(text)
    assert refused("bad.json", wanted.text.encode(), told, tiny, gazetteer) == str(wanted.locus("bad.json"))


@pytest.mark.parametrize("case", BYTES)
@pytest.mark.parametrize("name", ["bad.yaml", "bad.json"])
def test_bytes_that_are_no_text_are_refused_by_byte(case: str, name: str, tiny: Pack, gazetteer: Gazetteer) -> None:
    content, told = BYTES[case]
    assert refused(name, content, told, tiny, gazetteer) == name


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("", "bad.yaml:1:1", ""),
        ("\n# nothing\n", "bad.yaml:1:1", ""),
        ("~", "bad.yaml:1:1", "~"),
        ("hello", "bad.yaml:1:1", "hello"),
        ("\n- a\n", "bad.yaml:2:1", "list"),
        ("3", "bad.yaml:1:1", "3"),
    ],
    ids=short,
)
def test_what_is_no_mapping_is_no_submission(
    text: str, place: str, found: str, tiny: Pack, gazetteer: Gazetteer
) -> None:
    told = Told(
        "not-a-submission",
        (f"不是报送文件（发现 {IN_CHINESE.get(found, found)}）", "生成空白表"),
        (f"not a submission (found {found or 'nothing'})", "start from the blank form"),
    )
    assert refused("bad.yaml", text.encode(), told, tiny, gazetteer) == place


@pytest.mark.parametrize("name", ["bad.txt", "bad", "bad.yaml.bak", "bad.xls"])
def test_formats_that_are_not_read_are_named(name: str, tiny: Pack, gazetteer: Gazetteer) -> None:
    told = Told("unknown-format", ("应为 .yaml, .yml, .json", "另存为"), ("expected .yaml, .yml, .json", "save it in"))
    assert refused(name, SOUND.encode(), told, tiny, gazetteer) == name
