"""The looks of an official document as styles, sections and footers of a file of Word."""

from __future__ import annotations

from docx.document import Document as File
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

from checker.model.text import Language
from checker.reports.report.circular.looks import (
    LATIN,
    LESS_PER_CHARACTER,
    LOOKS,
    MARGINS,
    PAGE,
    SUBSTITUTES,
    WIDE_MARGINS,
    Look,
)

CHARACTER = 100  # hundredths of a character, in which indents are told
TWIPS = 20
_WORD_2013 = "15"


def define_styles(file: File, language: Language) -> None:
    """Give *file* the styles of every look, its own language, and fonts that stand for those that are missing."""
    for name, look in LOOKS[language].items():
        style = file.styles[name] if name in file.styles else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        element = style.element
        for old in (*element.findall(qn("w:pPr")), *element.findall(qn("w:rPr"))):
            element.remove(old)
        element.append(_paragraph_of(look))
        element.append(_run_of(look, language))
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)  # else Word opens the file in a mode for older versions
    file.settings.odd_and_even_pages_header_footer = True
    _name_substitutes(file)


def set_page(section: Section, *, wide: bool = False) -> None:
    """Give *section* the page of the standard, turned where *wide*."""
    width, height = reversed(PAGE) if wide else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    top, right, bottom, left = WIDE_MARGINS if wide else MARGINS
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.footer_distance = Mm(bottom - 7 - 5)  # 7 mm below the type area, as the standard asks, and its own height


def number_pages(section: Section) -> None:
    """Put page numbers below: on the right of odd pages, on the left of even ones."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        paragraph.style = "Page Number"
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:jc {nsdecls("w")} w:val="{side}"/>'))  # noqa: SLF001
        for part in (
            '<w:r {0}><w:t xml:space="preserve">— </w:t></w:r>',
            '<w:fldSimple {0} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
            '<w:r {0}><w:t xml:space="preserve"> —</w:t></w:r>',
        ):
            paragraph._p.append(parse_xml(part.format(nsdecls("w"))))  # noqa: SLF001


def _paragraph_of(look: Look) -> BaseOxmlElement:
    rule = "atLeast" if look.may_grow else "exact"
    first = round(look.indent * look.size * TWIPS)
    left, right = (round(count * look.size * TWIPS) for count in (look.left, look.right))
    spacing = f'w:before="{round(look.before * TWIPS)}" w:after="{round(look.after * TWIPS)}"'
    chars = (look.left * CHARACTER, look.right * CHARACTER)
    sides = f'w:leftChars="{chars[0]}" w:left="{left}" w:rightChars="{chars[1]}" w:right="{right}"'
    parts = [
        "<w:keepNext/>" if look.keep else "",
        "<w:widowControl/>",
        f'<w:spacing {spacing} w:line="{round(look.line * TWIPS)}" w:lineRule="{rule}"/>',
        f'<w:ind {sides} w:firstLineChars="{look.indent * CHARACTER}" w:firstLine="{first}"/>',
        f'<w:jc w:val="{look.align}"/>',
        f'<w:outlineLvl w:val="{look.outline - 1}"/>' if look.outline else "",
    ]
    return parse_xml(f"<w:pPr {nsdecls('w')}>{''.join(parts)}</w:pPr>")


def _run_of(look: Look, language: Language) -> BaseOxmlElement:
    half = round(look.size * 2)
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    closer = f'<w:spacing w:val="-{round(LESS_PER_CHARACTER * TWIPS)}"/>' if look.narrow else ""
    said = "zh-CN" if language == "zh" else "en-GB"
    return parse_xml(
        f"<w:rPr {nsdecls('w')}>"
        f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{look.east}"/>{bold}'
        f'<w:color w:val="000000"/>{closer}<w:kern w:val="0"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        f'<w:lang w:val="{said if language == "en" else "en-US"}" w:eastAsia="zh-CN"/></w:rPr>'
    )


def _name_substitutes(file: File) -> None:
    """Say in the table of fonts which font may stand for one that is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in SUBSTITUTES.items()
    )
    for part in file.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = (  # noqa: SLF001 - python-docx keeps the table as it is
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
            ).encode()
