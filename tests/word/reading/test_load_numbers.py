"""Outline levels and automatic numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import docx
from tests.support.docx import abstract, level, num, p, style
from ziping.word.reading.counting import shown
from ziping.word.reading.document import Document
from ziping.word.reading.load import load_document


def load(folder: Path, *blocks: str, styles: str = "", numbering: str = "") -> Document:
    content = docx.parts(docx.body(*blocks), styles=styles, numbering=numbering)
    return load_document(docx.save(folder, content))


def numbers(folder: Path, numbering: str, *uses: tuple[int, int], styles: str = "") -> list[str]:
    document = load(folder, *(p("文", num=use) for use in uses), numbering=numbering, styles=styles)
    return [one.number for one in document.paragraphs]


SHOWN = [
    ("decimal", 12, "12"), ("decimalZero", 3, "03"), ("decimalFullWidth", 12, "１２"),
    ("chineseCounting", 1, "一"), ("chineseCounting", 10, "十"), ("chineseCounting", 12, "十二"),
    ("chineseCountingThousand", 20, "二十"), ("chineseCountingThousand", 21, "二十一"),
    ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 1005, "一千零五"), ("chineseCountingThousand", 2000, "二千"),
    ("chineseCountingThousand", 12345, "12345"), ("japaneseCounting", 3, "三"),
    ("ideographDigital", 10, "一〇"), ("taiwaneseDigital", 24, "二四"),
    ("chineseLegalSimplified", 11, "壹拾壹"), ("ideographTraditional", 3, "丙"),
    ("ideographTraditional", 11, "11"), ("ideographZodiac", 12, "亥"),
    ("decimalEnclosedCircle", 1, "①"), ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircleChinese", 21, "㉑"), ("decimalEnclosedCircle", 36, "㊱"),
    ("decimalEnclosedCircle", 51, "51"), ("decimalEnclosedParen", 2, "⑵"),
    ("decimalEnclosedFullstop", 3, "⒊"), ("upperRoman", 1994, "MCMXCIV"),
    ("lowerRoman", 4, "iv"), ("upperRoman", 2_000_000_000, "2000000000"),
    ("upperLetter", 1, "A"), ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"),
    ("lowerLetter", 2_000_000_000, "2000000000"), ("bullet", 1, ""), ("none", 1, ""),
    ("whatever", 7, "7"), ("chineseCounting", 0, "0"), ("lowerLetter", 0, "0"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "number", "text"), SHOWN)
def test_formats(form: str, number: int, text: str) -> None:
    assert shown(number, form) == text


def test_levels_count_and_begin_anew(tmp_path: Path) -> None:
    found = docx.numbering(
        abstract(
            5,
            level(0, "chineseCounting", "%1、"),
            level(1, "decimal", "（%2）", start=3),
            level(2, "decimal", "%2.%3"),
        ),
        num(1, 5),
    )
    uses = ((1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 0), (1, 2))
    assert numbers(tmp_path, found, *uses) == [
        "一、", "（3）", "（4）", "4.1", "4.2", "（5）", "5.1", "二、", "（3）", "三、", "3.1",
    ]  # fmt: skip


def test_levels_that_run_on(tmp_path: Path) -> None:
    never = '<w:lvlRestart w:val="0"/>'
    found = docx.numbering(
        abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "%2", more=never)), num(1, 0)
    )
    assert numbers(tmp_path, found, (1, 0), (1, 1), (1, 0), (1, 1)) == ["1", "1", "2", "2"]


def test_lists_share_a_count_unless_they_start_their_own(tmp_path: Path) -> None:
    own = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    found = docx.numbering(
        abstract(0, level(0, "decimal", "%1.")), num(1, 0), num(2, 0), num(3, 0, own),
        num(4, 0, other),
    )  # fmt: skip
    uses = [(1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0)]
    assert numbers(tmp_path, found, *uses) == ["1.", "2.", "7.", "8.", "9.", "J)"]


def test_odd_lists(tmp_path: Path) -> None:
    legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    custom = (
        '<w:lvl w:ilvl="2"><mc:AlternateContent xmlns:mc="x"><mc:Fallback>'
        '<w:numFmt w:val="upperRoman"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%3 100%"/></w:lvl>'
    )
    found = docx.numbering(
        abstract(0, level(0, "chineseCounting", "%1"), legal, custom),
        abstract(1, level(0, "bullet", "●")),
        abstract(2, more='<w:numStyleLink w:val="Linked"/>'),
        abstract(3, level(0, "none", "附："), more='<w:styleLink w:val="Linked"/>'),
        num(1, 0), num(2, 1), num(3, 2), num(4, 99),
    )  # fmt: skip
    uses = [(1, 1), (1, 2), (2, 0), (3, 0), (4, 0), (5, 0), (0, 0), (1, 8), (1, 700)]
    assert numbers(tmp_path, found, *uses) == ["1.1", "I 100%", "", "附：", "", "", "", "", ""]


def test_numbers_stand_in_cells_too(tmp_path: Path) -> None:
    found = docx.numbering(
        abstract(0, level(0, "decimal", "%1.")), num(1, 0), abstract(1, level(0, "decimal", "%1")),
        num(2, 1),
    )  # fmt: skip
    cells = [docx.tc(p("甲", num=(1, 0)) + p("乙", num=(1, 0))), docx.tc(p(num=(2, 0)))]
    row = [*cells, docx.tc(p("2024年", num=(2, 0)))]
    document = load(tmp_path, docx.table([row]), numbering=found)
    assert [cell.text for cell in document.tables[0].cells] == ["1.甲\n2.乙", "1", "2 2024年"]


STYLES = docx.styles(
    style("heading 1", "H1"),
    style("标题 2", "H2"),
    style("章", "Chapter", based_on="H1"),
    style("节", "Section", based_on="Chapter", outline=2),
    style("正文", "Body", based_on="H1", outline=9),
    style("圈一", "LoopA", based_on="LoopB"),
    style("圈二", "LoopB", based_on="LoopA"),
    style("编号", "Numbered", num=1),
    style("下级", "Lower", num=1),
    style("不编号", "Bare", based_on="Numbered"),
    style("heading x", "Hx"),
)


@pytest.mark.parametrize(
    ("of_style", "own", "shows"),
    [
        ("H1", None, 1), ("H2", None, 2), ("Chapter", None, 1), ("Section", None, 3),
        ("Body", None, 0), ("LoopA", None, 0), ("Gone", None, 0), ("", None, 0), ("Hx", None, 0),
        ("H1", 4, 5), ("", 0, 1), ("H1", 9, 0),
    ],
)  # fmt: skip
def test_outline(of_style: str, own: int | None, shows: int, tmp_path: Path) -> None:
    document = load(tmp_path, p("文", style=of_style, outline=own), styles=STYLES)
    assert [(one.level, one.style) for one in document.paragraphs] == [(shows, of_style)]


def test_numbers_by_style(tmp_path: Path) -> None:
    lower = level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Lower"/>')
    found = docx.numbering(abstract(0, level(0, "decimal", "%1"), lower), num(1, 0))
    document = load(
        tmp_path,
        p("甲", style="Numbered"),
        p("乙", style="Lower"),
        p("丙", style="Bare"),
        p("丁", style="Numbered", num=(0, 0)),
        styles=STYLES,
        numbering=found,
    )
    assert [one.full_text for one in document.paragraphs] == ["1甲", "1.1乙", "2丙", "丁"]


def test_numbers_without_the_parts(tmp_path: Path) -> None:
    document = load(tmp_path, p("文", style="H1", num=(1, 0)))
    assert [(one.level, one.number) for one in document.paragraphs] == [(0, "")]
