"""校验意见: every finding with its number, what to fill in, blanks for the hand; safe and whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from tests.checks.build import scored
from tests.support import render
from tests.support.models import replace
from tests.support.office import Office
from ziping.checks import Crashed, Finding, NotEvaluated, Report, Severity, run
from ziping.checks.messages import where
from ziping.errors import UnwritableError
from ziping.model import Place
from ziping.package.rewrite import write_new
from ziping.tasks.note import write_note
from ziping.word.note import HEADS, render_note

DATE = "2025年4月8日"
BLANK = NotEvaluated("ZP125", "x", (Place("整体自评表", "E8"),), "其他资金支出未填", "")


def finding(number: int, severity: str, **changes: object) -> Finding:
    here = (Place("整体自评表", f"E{number}"),)
    message = f"ZP9{number:02} x｜{here[0]}｜第{number}处有误｜依据：据{number}｜改法：改{number}"
    model = Finding(
        f"ZP9{number:02}", "x", Severity(severity), here, "1", "2", None, message, f"据{number}",
        f"改{number}",
    )  # fmt: skip
    return replace(model, key=f"{model.code}@{here[0]}", **changes)


def report() -> Report:
    """Two errors, one of them with a member, a warning that was explained, a hint."""
    head = finding(1, "E")
    return Report(
        (
            head,
            finding(2, "W", under=head.key),
            finding(3, "E"),
            finding(4, "W", remark="批文附后"),
            finding(5, "I"),
        ),
        (BLANK,),
    )


def written(found: Report, path: Path) -> Path:
    write_new(tuple(render_note(scored({}), found, DATE).items()), path)
    return path


def tables(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(str(path)).tables
    ]


def test_the_table_has_every_finding(tmp_path: Path) -> None:
    findings, blanks = tables(written(report(), tmp_path / "意见.docx"))
    assert findings[0] == list(HEADS)
    assert [row[0] for row in findings[1:]] == [
        "错误 2 条（须改正后重新报送）", "1", "1-1", "2",
        "警告 1 条（请逐条核实，核实后不改的写明理由）", "3",
        "提示 1 条（供参考）", "4",
    ]  # fmt: skip
    first, member = findings[2], findings[3]
    assert first[:5] == ["1", "错误", "整体自评表\nE1", "第1处有误", "改1"]
    assert first[5] == "ZP901\n据1"
    assert member[3] == "（与第 1 条同因）第2处有误"
    assert findings[6][3] == "第4处有误\n已说明：批文附后"
    assert blanks[1] == ["ZP125", "整体自评表\nE8", "其他资金支出未填"]


def test_head_summary_and_foot(tmp_path: Path) -> None:
    paragraphs = [
        one.text for one in Document(str(written(report(), tmp_path / "a.docx"))).paragraphs
    ]
    assert paragraphs[:2] == ["某县数据局2024年度", "部门整体支出绩效自评校验意见"]
    summary = next(text for text in paragraphs if text.startswith(DATE))
    assert "共查出问题 4 条：错误 2 条、警告 1 条、提示 1 条，其中已说明 1 条" in summary
    assert "另有 1 条与其中某条同一个原因" in summary and "另有 1 项缺少可比的数" in summary
    foot = "".join(paragraphs[-2:])
    assert all(word in foot for word in ("核对单位", "核对人", "核对日期", "年", "月", "日"))


def test_nothing_found(tmp_path: Path) -> None:
    path = written(Report(), tmp_path / "a.docx")
    assert not tables(path)
    assert any("没有发现问题。" in one.text for one in Document(str(path)).paragraphs)


def test_what_crashed_is_ours(tmp_path: Path) -> None:
    found = Report(crashed=(Crashed("ZP998", "y", "KeyError"),))
    texts = [one.text for one in Document(str(written(found, tmp_path / "a.docx"))).paragraphs]
    assert any("ZP998 未能运行" in text and "不是填报的问题" in text for text in texts)


def test_what_lacks_a_file_is_one_sentence(tmp_path: Path) -> None:
    found = Report(not_evaluated=(replace(BLANK, needs="last_year"),) * 3)
    path = written(found, tmp_path / "a.docx")
    assert not tables(path)
    assert any("3 项要与上年的材料" in one.text for one in Document(str(path)).paragraphs)


def test_what_was_typed_stays_text(tmp_path: Path) -> None:
    typed = finding(1, "E", fix='改<w:p/>&"\x01')
    rows = tables(written(Report((typed,)), tmp_path / "a.docx"))[0]
    assert rows[2][4] == '改<w:p/>&"'


def test_a_note_tells_of_no_rules(tmp_path: Path) -> None:
    """Else it could be taken for a report of ours."""
    path = written(report(), tmp_path / "a.docx")
    properties = Document(str(path)).core_properties
    assert properties.keywords == "" and "校验意见" in properties.title


def test_equal_input_gives_equal_bytes() -> None:
    assert render_note(scored({}), report(), DATE) == render_note(scored({}), report(), DATE)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "意见.docx"
    write_note(scored({}), report(), path)
    before = path.read_bytes()
    with pytest.raises(UnwritableError, match="没有覆盖"):
        write_note(scored({}), report(), path)
    assert path.read_bytes() == before
    with pytest.raises(UnwritableError, match="docx"):
        write_note(scored({}), report(), tmp_path / "意见.doc")


@pytest.mark.libreoffice
def test_it_prints_on_a4_with_its_head_on_each_page(office: Office, tmp_path: Path) -> None:
    many = tuple(finding(number, "W") for number in range(1, 60))
    path = written(Report(many), tmp_path / "意见.docx")
    pdf = tmp_path / "意见.pdf"
    office.run(path, [], pdf=pdf)
    count = render.pages(pdf)
    assert count > 1 and "A4" in render.page_size(pdf)
    for page in range(1, count):
        assert "序号" in render.text(pdf, page)
    assert "核对日期" in render.text(pdf, count)


def test_a_real_run(tmp_path: Path) -> None:
    file = scored({"spending.operating_expense": "1.5", "funds.income_total": "1"})
    found = run(file)
    path = tmp_path / "意见.docx"
    write_note(file, found, path)
    rows = tables(path)[0]
    places = [row[2] for row in rows if row[1] in ("错误", "警告", "提示")]
    told = [where(one.places, 3) for one in found.findings]
    assert [one.replace("\n", "") for one in places] == [
        re.sub(r"；|[ 、](?=[A-Z]+[0-9])", "", one) for one in told
    ]
