"""What the keys of a submission, and the kinds of things found in the place of a file or a record, are called."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.text import Language, Text
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type

_KINDS: Mapping[str, Text] = {
    "link": Text("链接", "link"),
    "pipe": Text("管道", "pipe"),
    "folder": Text("文件夹", "folder"),
    "device": Text("设备文件", "device"),
}

_FIELDS: Mapping[str, str] = {
    "format": "格式",
    "directive": "文件代号",
    "locality": "地区代码",
    "name": "地区名称",
    "period": "报告期",
    "claims": "指标数据",
    "sources": "来源清单",
    "value": "数值",
    "unit": "单位",
    "as_of": "截至日期",
    "hedge": "限定词",
    "rounded-to": "取整到",
    "source": "来源",
    "note": "备注",
    "kind": "来源类型",
    "title": "标题",
    "issued": "日期",
    "fact": "事实",
}


_STRUCTURES: Mapping[str, str] = {
    "mapping": "一组字段",
    "object": "一组字段",
    "list": "列表",
    "array": "列表",
    "text": "文字",
    "string": "文字",
}


def field_name(key: str, language: Language) -> str:
    """Return a key of the form, in Chinese after what it is called: 报告期 period; any other key as it is."""
    return f"{_FIELDS[key]} {key}" if language == "zh" and key in _FIELDS else key


def structure_name(kind: str, language: Language) -> str:
    """Return what a mapping, a list or a text is called; any other word as it is."""
    return _STRUCTURES.get(kind, kind) if language == "zh" else kind


def type_name(kind: Type, language: Language) -> str:
    """Return what a type of the dictionary is called."""
    if language == "en":
        return str(kind)
    match kind:
        case NumberType(unit):
            return "数" if unit is None else f"数（{unit}）" if unit.powers else "比率"
        case TruthType():
            return "是（true）或否（false）"
        case DateType():
            return "日期"
        case StateType(states):
            return "状态：" + " < ".join(states)
        case TextType():
            return "文字"
        case ListType():
            return "清单"


def kind_of(found: object, language: Language) -> str:
    """Return what kind of thing stands where a file or a record belongs; empty if it is none of the known kinds."""
    match found:
        case None | "":
            return "空值" if language == "zh" else "nothing"
        case list():
            return "列表" if language == "zh" else "list"
        case str() if found in _KINDS:
            return _KINDS[found].in_(language)
    return ""
